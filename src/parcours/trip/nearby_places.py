"""Places near the stops of a route that it does not stop at, nearest first and from both sides.

The places of each territory are laid on the ground once. What lies round a place depends on that
place alone, and places come back on many routes: it is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import ceil
from typing import NamedTuple

from parcours.content.atlas import Atlas
from parcours.format.choices import ON_THE_WAY, State
from parcours.geo.points import LatLon, distance_m
from parcours.trip.ground import Ground
from parcours.trip.trip import Trip, Visit

RADIUS_M = 5000
"""Further than this is a trip of its own."""
MOST = 6
_PLANE = 1.02
"""A plane is right to 1 %: so much further is looked, and then measured on the globe."""
_KEPT = 32
"""What lies round a place is kept by so many at a time."""


class Near(NamedTuple):
    """A place beside the route, and the nearest of the stops."""

    distance_m: float
    place_id: str
    stop_number: int


class PlaceIndex:
    """Where some places lie. It remembers what is round each place that it was asked about."""

    def __init__(self, places: Mapping[str, LatLon]) -> None:
        self._places = [*places.items()]
        self._ground = Ground([at for _, at in self._places])
        self._kept: dict[tuple[str, int], list[tuple[float, str]]] = {}

    def around(self, at: LatLon) -> list[tuple[float, str]]:
        """Every place within the radius with its distance in metres, nearest first."""
        near = (self._places[n] for _, n in self._ground.within(at, RADIUS_M * _PLANE))
        return sorted((far, id) for id, there in near if (far := distance_m(at, there)) <= RADIUS_M)

    def around_visit(self, visit: Visit, at_least: int) -> list[tuple[float, str]]:
        """The same round a stop: ``at_least`` so many of the nearest, if there are."""
        if not visit.place_id:
            return self.around(visit.place.position)
        key = visit.place_id, ceil(at_least / _KEPT) * _KEPT
        if key not in self._kept:
            self._kept[key] = self.around(visit.place.position)[:key[1]]
        return self._kept[key]


def place_indexes(atlas: Atlas) -> dict[str, PlaceIndex]:
    """The ground of each territory, with the places that are worth a detour today."""
    places: dict[str, dict[str, LatLon]] = {id: {} for id in atlas.territories}
    for id, place in atlas.places.items():
        closed = (place.status is not None and place.status.state is State.CLOSED
                  and place.status.covers(atlas.today))
        if place.kind not in ON_THE_WAY and not closed:
            places[atlas.communes[place.commune].territory][id] = place.position
    return {id: PlaceIndex(here) for id, here in places.items()}


def nearby(trip: Trip, on: Mapping[str, PlaceIndex]) -> list[Near]:
    """At most `MOST` places that are not on the route, nearest first.

    ``on`` is what `place_indexes` made. A dense city would leave no room to the country: while
    both have something to show, neither gets more than its part.
    """
    here = {visit.place_id for visit in trip.visits}
    sides = [_beside(trip.visits, here, on[id]) for id in trip.alliance.territories if id in on]
    return sorted(_shared_out(sides))


def _beside(visits: Iterable[Visit], here: set[str], ground: PlaceIndex) -> list[Near]:
    """The `MOST` places of one side that are nearest to any stop."""
    best: dict[str, Near] = {}
    for visit in visits:
        # no more than the route's own stops are passed over
        for far, id in ground.around_visit(visit, MOST + len(here)):
            if id not in here and (id not in best or far < best[id].distance_m):
                best[id] = Near(far, id, visit.number)
    return sorted(best.values())[:MOST]


def _shared_out(sides: Iterable[list[Near]]) -> list[Near]:
    """One of each side in turn, until there are `MOST` or no more."""
    waiting = [list(reversed(side)) for side in sides if side]
    taken: list[Near] = []
    while waiting and len(taken) < MOST:
        side = waiting.pop(0)
        taken.append(side.pop())
        if side:
            waiting.append(side)
    return taken
