"""Points on the ground, asked for those near one: the only spatial index of ours."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot

from parcours.geo.plane import Plane
from parcours.geo.points import LatLon

_FIRST_LOOK = 1 / 16
"""Of the farthest distance: where points are many the nearest are found close by."""


class Ground:
    """Points laid on a plane, in a tree of shapely's.

    Distances are those of the plane, in its units: right to 1 % over the size of a territory.
    """

    def __init__(self, points: Sequence[LatLon], unit_m: float = 1.0) -> None:
        import shapely  # slow to load, and not needed to check a file

        lats = sorted(point.lat for point in points)
        middle = LatLon(lats[len(lats) // 2], points[0].lon) if lats else LatLon(0.0, 0.0)
        self._plane = Plane(middle, unit_m)
        self._xy = [self._plane.xy(*point) for point in points]
        self._tree = shapely.STRtree(shapely.points(self._xy) if self._xy else [])
        self._point, self._line = shapely.Point, shapely.LineString

    def within(self, at: LatLon, distance: float) -> list[tuple[float, int]]:
        """Distance and number of every point so near, the nearest first."""
        x, y = self._plane.xy(*at)
        found = self._tree.query(self._point(x, y), predicate="dwithin", distance=distance)
        return sorted((hypot(self._xy[n][0] - x, self._xy[n][1] - y), n) for n in found.tolist())

    def along(self, line: Sequence[LatLon], distance: float) -> list[int]:
        """The number of every point so near to a line of two points or more, in no order."""
        drawn = self._line([self._plane.xy(*point) for point in line])
        return [int(n) for n in self._tree.query(drawn, predicate="dwithin", distance=distance)]

    def nearest(self, at: LatLon, most: int, farthest: float) -> list[tuple[float, int]]:
        """The same of at most so many of the nearest, none farther than ``farthest``."""
        reach = farthest * _FIRST_LOOK
        while len(found := self.within(at, reach)) < most and reach < farthest:
            reach = min(farthest, 2 * reach)
        return found[:most]
