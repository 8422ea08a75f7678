"""Where one gets on without a car: the stations and stops of a route, or the nearest to its ends.
"""

from __future__ import annotations

from collections.abc import Iterable

from parcours.content.atlas import Atlas
from parcours.format.choices import Kind, Mode, ServiceKind
from parcours.trip.ladder import Access
from parcours.trip.services import near_stop
from parcours.trip.trip import Trip, Visit

ACCESS_M = 1000
"""A stop that is nearer to a place than this serves it: a quarter of an hour on foot."""
_WALK_MIN = 30
_STOPS = {Kind.STATION: ServiceKind.STATION, Kind.BUS_STOP: ServiceKind.BUS_STOP}
_TRANSIT = frozenset({ServiceKind.STATION, ServiceKind.METRO, ServiceKind.TRAM,
                      ServiceKind.CABLE_CAR, ServiceKind.BUS_STOP})


def accesses(trip: Trip, atlas: Atlas) -> tuple[Access, ...]:
    """The points of access of a route."""
    found = []
    for visit in trip.visits:
        ends = visit is trip.visits[0] or visit is trip.visits[-1]
        access = access_to(visit, atlas) if ends else _itself(visit)
        if access is not None:
            found.append(access)
    return tuple(found)


def far_ends(trip: Trip, atlas: Atlas) -> tuple[int, ...]:
    """The first and the last visit where no stop is near, and none that the route walks to."""
    ends = ((trip.visits[0], trip.visits[1:]), (trip.visits[-1], trip.visits[-2::-1]))
    return tuple(sorted({visit.number for visit, others in ends if access_to(visit, atlas) is None
                         and not _walked_to(visit, others)}))


def _walked_to(visit: Visit, others: Iterable[Visit]) -> bool:
    """Whether the route itself walks between an end and a stop, in half an hour at most."""
    minutes, before = 0, visit
    for other in others:
        leg = max(before, other, key=lambda one: one.number).leg
        minutes += leg.minutes if leg else 0
        if leg is None or leg.by is not Mode.WALK or minutes > _WALK_MIN:
            return False
        if _itself(other) is not None:
            return True
        before = other
    return False


def access_to(visit: Visit, atlas: Atlas) -> Access | None:
    """The stop that serves a visit: itself, or the nearest that is known."""
    if (itself := _itself(visit)) is not None:
        return itself
    near = near_stop(visit, atlas, ACCESS_M, _TRANSIT)
    return near and Access(visit.number, near.point.kind, near.point.name, near.distance_m)


def _itself(visit: Visit) -> Access | None:
    kind = _STOPS.get(visit.place.kind)
    return None if kind is None else Access(visit.number, kind, visit.place.name, 0.0)
