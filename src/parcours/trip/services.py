"""Services on the way: what a traveller finds close to a stop, or to a real track.

Everything is laid on the ground once a build, what tables tell of and what places have. Distances
are straight lines, and said to be.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from parcours.content.atlas import Atlas
from parcours.content.services import ServicePoint
from parcours.format.choices import Kind, Service, ServiceKind
from parcours.format.model import PlaceFields
from parcours.geo.points import LatLon, distance_m
from parcours.trip.ground import Ground
from parcours.trip.trip import Shape, Trip, Visit

MOST = 200
"""Shown of one route: a map with more hides its stops."""
_PLANE = 1.02
"""A plane is right to 1 %: so much further is looked, and then measured on the globe."""
_OF_KIND = {
    Kind.STATION: ServiceKind.STATION, Kind.BUS_STOP: ServiceKind.BUS_STOP,
    Kind.BIKE_RENTAL: ServiceKind.BIKE_RENTAL, Kind.CHARGING: ServiceKind.CHARGING,
    Kind.TOURIST_OFFICE: ServiceKind.TOURIST_OFFICE}
_OF_SERVICE = {
    Service.TOILETS: ServiceKind.TOILETS, Service.DRINKING_WATER: ServiceKind.DRINKING_WATER,
    Service.BIKE_PARKING: ServiceKind.BIKE_PARKING, Service.CHARGING: ServiceKind.CHARGING,
    Service.PARKING: ServiceKind.PARKING}
"""Not the Wi-Fi of a house, which one asks for inside."""
_RANK = {kind: n for n, kind in enumerate(ServiceKind)}


class Near(NamedTuple):
    """A service close to a stop; the distance is a straight line in metres."""

    distance_m: float
    point: ServicePoint


class Shown(NamedTuple):
    """A service of a route, with the stop that it is closest to."""

    point: ServicePoint
    stop_number: int
    """0 for what lies beside a track and near no stop."""
    distance_m: float
    """From that stop, in a straight line; 0 without one."""


@dataclass(frozen=True, slots=True)
class OnTheWay:
    """The services of one route."""

    within_m: int
    by_stop: Mapping[int, tuple[Near, ...]] = field(default_factory=dict)
    """By the number of the stop, nearest first; a stop without any is left out. What its own place
    has is told there already."""
    shown: tuple[Shown, ...] = ()
    """All of them and those along its tracks, each once; those of stops first, nearest first."""
    left_out: int = 0
    """So many more than `MOST`."""


NONE = OnTheWay(0)
"""Where nothing was looked for."""


def on_the_way(trip: Trip, atlas: Atlas) -> OnTheWay:
    """What lies within ``services_within_m`` of the stops and tracks of a route."""
    within_m = atlas.site.services_within_m
    index = _index(atlas) if within_m else None
    if index is None or not index.points:
        return OnTheWay(within_m)
    by_stop = {visit.number: found for visit in trip.visits
               if (found := index.around(visit, within_m))}
    shown: dict[int, Shown] = {}
    for near, number in sorted(((near, number) for number, found in by_stop.items()
                                for near in found), key=lambda one: _order(one[0])):
        shown.setdefault(id(near.point), Shown(near.point, number, near.distance_m))
    for leg in trip.legs:
        if leg.shape is Shape.TRACK and len(leg.points) > 1:
            for point in index.along(leg.points, within_m):
                shown.setdefault(id(point), Shown(point, 0, 0.0))
    every = tuple(shown.values())
    return OnTheWay(within_m, by_stop, every[:MOST], max(0, len(every) - MOST))


def near_stop(visit: Visit, atlas: Atlas, within_m: float,
              kinds: Collection[ServiceKind]) -> Near | None:
    """The nearest service of these kinds that surely lies so near to a stop, whatever
    ``services_within_m`` says and however roughly its place is known."""
    least = visit.place.precision_m if visit.place.approximate else 0
    return next((near for near in _index(atlas).near(visit, within_m - least)
                 if near.point.kind in kinds), None)


class _Index:
    """Where all services lie."""

    def __init__(self, atlas: Atlas) -> None:
        self.points = (*_of_places(atlas), *atlas.services)
        self._ground = Ground([point.position for point in self.points])
        self._found: dict[tuple[LatLon, str | None, float], tuple[Near, ...]] = {}

    def around(self, visit: Visit, within_m: float) -> tuple[Near, ...]:
        """What is so near to a stop, but for what its own place has."""
        return () if visit.place.approximate else self.near(visit, within_m)

    def near(self, visit: Visit, within_m: float) -> tuple[Near, ...]:
        """The same of the point that stands for a stop, which may be known but roughly."""
        if within_m <= 0:
            return ()
        asked = visit.place.position, visit.place_id, within_m
        if asked not in self._found:  # many routes pass by the same places
            self._found[asked] = self._near(*asked)
        return self._found[asked]

    def _near(self, at: LatLon, place_id: str | None, within_m: float) -> tuple[Near, ...]:
        found = (self.points[n] for _, n in self._ground.within(at, within_m * _PLANE))
        return tuple(sorted(
            (Near(far, point) for point in found
             if not (point.place_id and point.place_id == place_id)
             and (far := distance_m(at, point.position)) <= within_m), key=_order))

    def along(self, line: tuple[LatLon, ...], within_m: float) -> Iterator[ServicePoint]:
        """What is so near to a track, in the order of the tables."""
        return (self.points[n] for n in sorted(self._ground.along(line, within_m)))


@lru_cache(maxsize=2)
def _index(atlas: Atlas) -> _Index:
    """The ground of all services, once a build."""
    return _Index(atlas)


def _order(near: Near) -> tuple[float, int, str]:
    return near.distance_m, _RANK[near.point.kind], repr(near.point.position)


def _of_places(atlas: Atlas) -> Iterator[ServicePoint]:
    """What places are or have, where they are open and where their point is known."""
    for id, place in sorted(atlas.places.items()):
        closing = place.status.closing(atlas.today) if place.status is not None else None
        closed = closing is not None and closing.covers(atlas.today)
        if place.approximate or closed:
            continue
        for kind in _kinds(place):
            yield ServicePoint(kind, place.position, place.name, place_id=id)


def _kinds(place: PlaceFields) -> list[ServiceKind]:
    found = [_OF_KIND[place.kind]] if place.kind in _OF_KIND else []
    found += [_OF_SERVICE[one] for one in place.services if one in _OF_SERVICE]
    return list(dict.fromkeys(found))
