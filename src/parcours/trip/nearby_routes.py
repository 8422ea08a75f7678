"""Which other routes a visitor of one may like to know of: those of the same countryside.

The city is the same for most routes; what sets them apart is where in the countryside they go.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from parcours.format.choices import Character
from parcours.format.model import Status
from parcours.format.text import Text
from parcours.geo.points import LatLon
from parcours.trip.ground import Ground
from parcours.trip.trip import Trip

MOST = 3
"""Other routes told of."""
FARTHEST_KM = 40.0


@dataclass(frozen=True, slots=True)
class RoutePoint:
    """What the others need to know of a route; small enough to pass between processes."""

    id: str
    title: Text
    languages: frozenset[str]
    """Those it is published in."""
    middle: LatLon
    """The mean of its stops in the countryside, or of all where it has none there."""
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another route, and how far apart the middles of both are."""

    id: str
    title: Text
    km: float
    status: Status | None = None


def route_point(trip: Trip, languages: Sequence[str]) -> RoutePoint:
    """Where a route lies, for the others; ``languages`` are those the site has."""
    title, summary = trip.itinerary.title, trip.itinerary.summary
    visits = [visit for visit in trip.visits if visit.side.character is Character.RURAL]
    points = [visit.place.position for visit in visits or trip.visits]
    return RoutePoint(
        trip.id, title,
        frozenset(lang for lang in languages if title.has(lang) and summary.has(lang)),
        LatLon(fsum(point.lat for point in points) / len(points),
               fsum(point.lon for point in points) / len(points)), trip.itinerary.status)


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
    """The nearest of each; of two at one distance, the one further south comes first."""
    ground = Ground([one.middle for one in shown], unit_m=1000)
    return {one.id: tuple(
        Neighbour(shown[n].id, shown[n].title, round(km, 1), shown[n].status)
        for km, n in ground.nearest(one.middle, MOST + 1, FARTHEST_KM) if n != index)[:MOST]
        for index, one in enumerate(shown)}
