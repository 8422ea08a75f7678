"""Generate the maps and pages from itineraries/: the same as ``parcours build``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from parcours.cli.main import main

if __name__ == "__main__":
    sys.argv.insert(1, "build")
    main()
