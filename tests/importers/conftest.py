"""A content folder to import into, with postcodes and outlines, for every test of the importers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from helpers.content_sample import write_sample

COMMUNES = """\
code,name,territory,lat,lon,area_km2,postcodes
31555,Toulouse,toulouse-metropole,43.60116,1.42330,118.17,31000 31100
32132,Fleurance,portes-de-gascogne,43.84375,0.65053,43.59,32500
32160,L'Isle-Jourdain,portes-de-gascogne,43.61601,1.08428,70.98,32600
32208,Lectoure,portes-de-gascogne,43.94510,0.64278,85.75,32700
32410,Samatan,portes-de-gascogne,43.49212,0.92226,33.78,32130
32500,Nulle-Part,portes-de-gascogne,43.92000,0.74000,12.00,32111
31483,Saint-Gaudens,comminges,43.11500,0.72600,33.00,31800
"""
"""The code of the sixth, which does not exist, is the postcode of the second."""


def _square(code: str, lat: float, lon: float, half: float) -> dict[str, object]:
    ring = [[lon + x * half, lat + y * half] for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1),
                                                          (-1, -1))]
    return {"type": "Feature", "properties": {"code": code},
            "geometry": {"type": "Polygon", "coordinates": [ring]}}


OUTLINES = json.dumps({"type": "FeatureCollection", "features": [
    _square("32132", 43.85, 0.66, 0.03), _square("32208", 43.94, 0.63, 0.05),
    _square("32500", 43.92, 0.74, 0.04), _square("32160", 43.616, 1.084, 0.04)]})


@pytest.fixture
def mapped(tmp_path: Path) -> Path:
    """A content folder whose communes have postcodes, and some of them outlines."""
    return write_sample(tmp_path / "itineraries", **{
        "communes.csv": COMMUNES, "outlines.geojson": OUTLINES})
