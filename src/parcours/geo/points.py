"""Points on the WGS84 ellipsoid, and distances between them on a sphere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import asin, cos, fsum, radians, sin, sqrt
from typing import NamedTuple

EARTH_RADIUS_M = 6_371_008.8
"""Mean radius R1 of the WGS84 ellipsoid (Moritz, Geodetic Reference System 1980)."""


class LatLon(NamedTuple):
    """A position in WGS84 decimal degrees."""

    lat: float
    lon: float


class Bounds(NamedTuple):
    """A box in WGS84 decimal degrees, in the order of a GeoJSON ``bbox``."""

    west: float
    south: float
    east: float
    north: float


def distance_m(a: LatLon, b: LatLon) -> float:
    """Great-circle distance in metres (haversine formula)."""
    lat_a, lat_b = radians(a.lat), radians(b.lat)
    half_lat = sin((lat_b - lat_a) / 2)
    half_lon = sin(radians(b.lon - a.lon) / 2)
    chord = half_lat * half_lat + cos(lat_a) * cos(lat_b) * half_lon * half_lon
    return 2 * EARTH_RADIUS_M * asin(min(1.0, sqrt(chord)))


def length_km(line: Sequence[LatLon]) -> float:
    """Length of a line in kilometres; 0 for fewer than two points."""
    return fsum(distance_m(a, b) for a, b in pairwise(line)) / 1000


def bounds_of(points: Iterable[LatLon]) -> Bounds:
    """The smallest box round the points; raises ValueError when there are none."""
    lats, lons = zip(*points, strict=True)
    return Bounds(min(lons), min(lats), max(lons), max(lats))


def steps(line: Sequence[LatLon]) -> list[int]:
    """Latitude and longitude in turn, in 1e-5 degrees (1 m), each as a step from the one before.

    A third of the size of plain coordinates; ``map.js`` adds the steps up.
    """
    taken: list[int] = []
    last_lat = last_lon = 0
    for point in line:
        lat, lon = round(point.lat * 1e5), round(point.lon * 1e5)
        taken += lat - last_lat, lon - last_lon
        last_lat, last_lon = lat, lon
    return taken


def packed(line: Sequence[LatLon]) -> str:
    """The same in 2e-4 degrees (20 m), as text: each step in one sign or two, mostly.

    Five bits a sign, the lowest first, from ``?`` on, as in the *encoded polylines* of other maps;
    ``geo.js`` unpacks it. No point moves by more than 14 m, which is nothing to the outline of a
    territory, and compressed it is a fourth smaller than `steps`.
    """
    signs: list[str] = []
    last_lat = last_lon = 0
    for point in line:
        lat, lon = round(point.lat * 5e3), round(point.lon * 5e3)
        for step in (lat - last_lat, lon - last_lon):
            rest = 2 * step if step >= 0 else -2 * step - 1
            while rest >= 32:
                signs.append(chr(63 + (rest & 31 | 32)))
                rest >>= 5
            signs.append(chr(63 + rest))
        last_lat, last_lon = lat, lon
    return "".join(signs)
