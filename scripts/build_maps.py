"""Generate the maps and pages from itineraries/: the same as ``parcours build``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from parcours.cli import main  # noqa: E402  (the package is found through the line above)

if __name__ == "__main__":
    sys.argv.insert(1, "build")
    main()
