"""Which legs make one path that can be followed from end to end, for formats that want one line.

Only what was recorded or surveyed is a path, and only where the next one begins where the last one
ended: a line drawn over what lies between would be taken for the way. Two paths in a row may end
and begin on different sides of a stop, and a day may begin elsewhere than the last one ended.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator

from parcours.geo.points import distance_m
from parcours.trip.trip import Leg, Shape, Trip

_TOUCH_M = 50.0
"""Paths that end and begin this near are one; no receiver tells more surely where it was."""


def runs(trip: Trip, alike: Callable[[Leg], Hashable] = lambda _: True) -> Iterator[list[Leg]]:
    """Legs in a row that make one path; those for which ``alike`` says different things stand
    apart, and those for which it says None are left out."""
    run: list[Leg] = []
    for leg in trip.legs:
        is_path = can_be_followed(leg) and alike(leg) is not None
        if run and not (is_path and alike(leg) == alike(run[-1]) and distance_m(
                run[-1].points[-1], leg.points[0]) <= _TOUCH_M):
            yield run
            run = []
        if is_path:
            run.append(leg)
    if run:
        yield run


def positions(leg: Leg, decimals: int) -> list[list[tuple[float, ...]]]:
    """The lines of a leg as GeoJSON has them: longitude, latitude and, where its path has real
    heights, metres above the sea."""
    heights = leg.track.heights_m if leg.track is not None else ()
    return [[(round(lon, decimals), round(lat, decimals),
              *((round(heights[n][at], 1),) if heights else ()))
             for at, (lat, lon) in enumerate(piece)] for n, piece in enumerate(leg.pieces)]


def can_be_followed(leg: Leg) -> bool:
    """Whether the leg has a path without a gap."""
    return leg.shape is Shape.TRACK and len(leg.pieces) == 1
