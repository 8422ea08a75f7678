"""Copy Leaflet, as the site's maps have it, beside the form's other libraries: FOLDER/leaflet/."""

from __future__ import annotations

import sys
from pathlib import Path

from parcours.render.maps.files import assets


def copy_leaflet(vendor: Path) -> None:
    """Leaflet's script, style and pictures; nothing of them is fetched."""
    for name, content in assets().items():
        if name.startswith(("leaflet.", "images/")):
            path = vendor / "leaflet" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


if __name__ == "__main__":
    copy_leaflet(Path(sys.argv[1]))
