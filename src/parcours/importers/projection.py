"""Metres of the projections used in France to WGS84 degrees; the only room that knows pyproj.

Without a named projection the numbers themselves tell it: the ranges of Lambert-93, of the nine
conic zones and of Lambert II do not overlap. Others, whose ranges do, must be named.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

from parcours.geo.points import LatLon
from parcours.suggest.likely import slug_of

LAMBERT_93, _LAMBERT_2, _WGS84 = 2154, 27572, 4326
_IN_DEGREES = frozenset((4326, 4171, 4258, 4979, 4937, 4964, 4965))
"""WGS84, RGF93 and ETRS89: the same point within a metre."""
_NAMES = {
    "wgs84": _WGS84, "wgs-84": _WGS84, "crs84": _WGS84, "gps": _WGS84, "rgf93": 4171,
    "degres": _WGS84, "degres-decimaux": _WGS84,
    "lambert-93": LAMBERT_93, "lambert93": LAMBERT_93, "l93": LAMBERT_93,
    "rgf93-lambert-93": LAMBERT_93, "rgf93-v1-lambert-93": LAMBERT_93,
    "lambert-ii-etendu": _LAMBERT_2, "lambert-2-etendu": _LAMBERT_2, "lambert2e": _LAMBERT_2,
    "web-mercator": 3857, "pseudo-mercator": 3857, "utm-31n": 32631, "wgs-84-utm-zone-31n": 32631,
}


class Projection(NamedTuple):
    """A projection by its EPSG code, and its name for people."""

    epsg: int
    name: str


def named(said: str) -> Projection | None:
    """The projection that a text names: ``urn:ogc:def:crs:EPSG::2154``, ``Lambert 93``, ``CC43``.

    None when it names none that we know.
    """
    code = re.search(r"(?:EPSG|SRID)\D{0,8}?(?:0/|6\.\d+:)?(\d{4,6})\b", said[:200], re.I) or (
        re.fullmatch(r"\s*(\d{4,6})(?:\.0)?\s*", said[:200]))
    folded = slug_of(said.rpartition(":")[2][:80])
    if code:
        epsg = int(code[1])
    elif zone := re.fullmatch(r"(?:rgf93-)?(?:v1-)?cc-?(4[2-9]|50)", folded):
        epsg = 3900 + int(zone[1])
    else:
        epsg = _NAMES.get(folded, 0)
    return Projection(epsg, _name(epsg)) if epsg and (
        epsg in _IN_DEGREES or _transformer(epsg) is not None) else None


def guessed(x: float, y: float) -> Projection | None:
    """The projection whose metres these can only be; None when none or several come into question.
    """
    if 0 < x < 1_300_000 and 6_000_000 < y < 7_200_000:
        return Projection(LAMBERT_93, _name(LAMBERT_93))
    zone = int(y // 1_000_000) + 41
    if 1_150_000 < x < 2_300_000 and 42 <= zone <= 50 and 50_000 < y % 1_000_000 < 400_000:
        return Projection(3900 + zone, _name(3900 + zone))
    if 0 < x < 1_150_000 and 1_600_000 < y < 2_700_000:
        return Projection(_LAMBERT_2, _name(_LAMBERT_2))
    return None


def in_degrees(projection: Projection) -> bool:
    """Whether positions are degrees of WGS84, or as good as."""
    return projection.epsg in _IN_DEGREES


def to_degrees(x: float, y: float, projection: Projection) -> LatLon | None:
    """The point of the globe, or None when the projection does not reach there."""
    if in_degrees(projection):
        lat, lon = y, x
    else:
        transformer = _transformer(projection.epsg)
        if transformer is None:
            return None
        lon, lat = transformer.transform(x, y)
    found = abs(lat) <= 90 and abs(lon) <= 180  # also false for infinity, which stands for nowhere
    return LatLon(round(lat, 7), round(lon, 7)) if found else None


def _name(epsg: int) -> str:
    if 3942 <= epsg <= 3950:
        return f"CC{epsg - 3900} (EPSG:{epsg})"
    names = {LAMBERT_93: "Lambert-93", _LAMBERT_2: "Lambert II étendu", _WGS84: "WGS84",
             3857: "Web Mercator"}
    return f"{names[epsg]} (EPSG:{epsg})" if epsg in names else f"EPSG:{epsg}"


@lru_cache(maxsize=32)
def _transformer(epsg: int) -> Any:
    """What computes degrees from metres; None for a code that pyproj does not know."""
    from pyproj import Transformer  # takes longer to import than a small file to read
    from pyproj.exceptions import CRSError, ProjError

    try:
        return Transformer.from_crs(epsg, _WGS84, always_xy=True)
    except (CRSError, ProjError):
        return None
