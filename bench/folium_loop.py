"""The plain way, to compare with: a Folium map a route, and nothing else.

Usage: ``python folium_loop.py POINTS.json FOLDER``; POINTS holds ``[[[lat, lon, name], …], …]``.
"""

import json
import sys
from pathlib import Path

import folium


def main(points: Path, folder: Path) -> None:
    """Make and save one map a route."""
    for n, stops in enumerate(json.loads(points.read_text("utf-8"))):
        plain = folium.Map(location=stops[0][:2])
        for lat, lon, name in stops:
            folium.Marker([lat, lon], popup=name).add_to(plain)
        plain.save(folder / f"{n}.html")


main(Path(sys.argv[1]), Path(sys.argv[2]))
