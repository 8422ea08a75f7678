"""Which other routes a visitor of one may like to know of: those of the same countryside.

The city is the same for most routes; what sets them apart is where in the countryside they go.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf, sqrt

from parcours.format.model import Character
from parcours.format.text import Text
from parcours.geo.plane import Plane
from parcours.geo.points import LatLon
from parcours.trip.trip import Trip

MOST = 3
"""Other routes told of."""
FARTHEST_KM = 40.0
_ASIDE = 12
"""Routes to the north and to the south that are looked at first."""


@dataclass(frozen=True, slots=True)
class RoutePoint:
    """What the others need to know of a route; small enough to pass between processes."""

    id: str
    title: Text
    languages: frozenset[str]
    """Those it is published in."""
    middle: LatLon
    """The mean of its stops in the countryside, or of all where it has none there."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another route, and how far apart the middles of both are."""

    id: str
    title: Text
    km: float


def route_point(trip: Trip, languages: Sequence[str]) -> RoutePoint:
    """Where a route lies, for the others; ``languages`` are those the site has."""
    title, summary = trip.itinerary.title, trip.itinerary.summary
    visits = [visit for visit in trip.visits if visit.side.character is Character.RURAL]
    points = [visit.place.position for visit in visits or trip.visits]
    return RoutePoint(
        trip.id, title,
        frozenset(lang for lang in languages if title.has(lang) and summary.has(lang)),
        LatLon(sum(point.lat for point in points) / len(points),
               sum(point.lon for point in points) / len(points)))


def neighbours(points: Sequence[RoutePoint],
               languages: Sequence[str]) -> Mapping[str, Mapping[str, tuple[Neighbour, ...]]]:
    """By route and language, the `MOST` nearest others published in it, the nearest first.

    Distances are measured on a plane, which is right within 1 % over the size of a territory.
    """
    found: dict[str, dict[str, tuple[Neighbour, ...]]] = {one.id: {} for one in points}
    done: dict[tuple[str, ...], Mapping[str, tuple[Neighbour, ...]]] = {}
    for lang in languages:
        shown = sorted((one for one in points if lang in one.languages),
                       key=lambda one: (one.middle.lat, one.id))
        same = tuple(one.id for one in shown)  # most sites have every route in every language
        if same not in done:
            done[same] = _among(shown)
        for id, near in done[same].items():
            found[id][lang] = near
    return found


def _among(shown: Sequence[RoutePoint]) -> Mapping[str, tuple[Neighbour, ...]]:
    """The nearest of each; they go from south to north."""
    plane = Plane(shown[len(shown) // 2].middle if shown else LatLon(0.0, 0.0), unit_m=1000)
    places = [plane.xy(*one.middle)[::-1] for one in shown]
    return {one.id: tuple(Neighbour(shown[n].id, shown[n].title, round(km, 1))
                          for km, n in _nearest(index, places))
            for index, one in enumerate(shown)}


def _nearest(index: int, places: Sequence[tuple[float, float]]) -> list[tuple[float, int]]:
    """Distance (km) and number of the places nearest to one; ``places`` go from south to north.

    Those next to it in latitude say how far one has to look at most; then all within that are.
    """
    north, east = places[index]

    def within(first: int, last: int) -> list[tuple[float, int]]:
        squares = [((y - north) ** 2 + (x - east) ** 2, n)
                   for n, (y, x) in enumerate(places[first:last], first) if n != index]
        return [(sqrt(square), n) for square, n in sorted(squares)[:MOST]]

    close = within(max(0, index - _ASIDE), index + _ASIDE + 1)
    reach = min(FARTHEST_KM, close[-1][0]) if len(close) == MOST else FARTHEST_KM
    found = within(bisect_left(places, (north - reach,)),
                   bisect_right(places, (north + reach, inf)))
    return [near for near in found if near[0] <= FARTHEST_KM]
