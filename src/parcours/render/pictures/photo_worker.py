"""Makes the sizes of one large photo, in a process of its own: ``python -m … PHOTO``."""

from __future__ import annotations

import sys
from pathlib import Path

from parcours.render.pictures.photos import make_here

if __name__ == "__main__":
    make_here(Path(sys.argv[1]))
