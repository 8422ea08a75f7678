"""A plane laid on the ground: distances and shapes over the size of a territory.

An equirectangular projection round an origin. Within 50 km of it a distance is right to 1 %.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import cos, radians

from parcours.geo.points import EARTH_RADIUS_M, LatLon


@dataclass(frozen=True, slots=True)
class Plane:
    """Units east and north of an origin; a unit is ``unit_m`` metres."""

    origin: LatLon
    unit_m: float = 1.0
    north: float = field(init=False, repr=False)
    """A degree of latitude in units."""
    east: float = field(init=False, repr=False)
    """A degree of longitude in units, at the latitude of the origin."""

    def __post_init__(self) -> None:
        """Measure the degrees."""
        north = radians(1) * EARTH_RADIUS_M / self.unit_m
        object.__setattr__(self, "north", north)
        object.__setattr__(self, "east", north * cos(radians(self.origin.lat)))

    def xy(self, lat: float, lon: float) -> tuple[float, float]:
        """A WGS84 point as units east and north."""
        return (lon - self.origin.lon) * self.east, (lat - self.origin.lat) * self.north

    def point(self, x: float, y: float, digits: int) -> LatLon:
        """The WGS84 point at so many units east and north, to so many decimals of a degree."""
        return LatLon(round(self.origin.lat + y / self.north, digits),
                      round(self.origin.lon + x / self.east, digits))
