"""The stops of a feed near the ends of legs: those a place names, else those to propose."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from parcours.content.outside_text import one_line
from parcours.format.choices import Mode
from parcours.geo.points import LatLon, distance_m
from parcours.timetable.archive import FeedFiles
from parcours.timetable.table import rows

NEAR_M = 1500
"""How far a stop may be that is proposed: twenty minutes on foot."""
FAR_M = 5000
"""A stop further from its place than this is not the one that was meant: another network has one
of the same id. Small networks number theirs from one on."""
_METRES_A_DEGREE = 111_000.0
_STATION, _OF_ANOTHER = "1", ("2", "3", "4")
"""Values of ``location_type``: a station; its doors and the ways within, where nobody boards, and
parts of a platform."""


@dataclass(frozen=True, slots=True)
class End:
    """One end of a leg: a place, and the stops that it names in ``refs``."""

    position: LatLon
    named: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of a feed: is there a service by this means between these ends?"""

    start: End
    end: End
    by: Mode


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop or a station of a feed."""

    id: str
    name: str
    position: LatLon | None
    station: str
    """The id of the station that it is a platform of; empty for none."""
    is_station: bool
    is_part: bool = False
    """Whether it is a door or a part of what it belongs to: one boards at that."""


@dataclass(frozen=True, slots=True)
class Halt:
    """Where one boards or alights, as a visitor sees it: a station with its platforms and coach
    stops, or a stop by itself."""

    id: str
    """What a place would name: the station's id, else the stop's."""
    name: str
    position: LatLon | None
    boards: frozenset[str]
    """The ids that stand in stop times."""

    def metres_from(self, place: LatLon) -> int | None:
        """How far it is from a place, as the crow flies."""
        return None if self.position is None else round(distance_m(self.position, place))


def read_stops(files: FeedFiles, ends: Collection[End],
               lost: Collection[End] = ()) -> dict[str, Stop]:
    """The stops that some end names, or that are near it where it names none or is ``lost``, with
    their stations and platforms; and all that have the name of one."""
    named = {id for end in ends for id in end.named}
    boxes = [_box(end.position) for end in ends if not end.named or end in lost]
    kept: dict[str, Stop] = {}
    for stop in _stops(files):
        if stop.id in named or stop.station in named or (
                stop.position is not None and _inside(stop.position, boxes)):
            kept[stop.id] = stop
    stations = {stop.station or stop.id for stop in kept.values()}
    names = {kept[id].name.casefold() for id in named & kept.keys()}
    for stop in _stops(files):  # a station may stand after its platforms
        if stop.id in stations or stop.station in stations or stop.name.casefold() in names:
            kept[stop.id] = stop
    return kept


def named_halts(end: End, stops: Mapping[str, Stop]) -> list[Halt]:
    """The halts that a place names, in its order; ids of one station make one halt.

    A named station stands for all its platforms and coach stops, a named platform for itself.
    """
    by_station: dict[str, list[Stop]] = {}
    for id in dict.fromkeys(end.named):
        if (stop := _boarded(stops.get(id), stops)) is not None:
            by_station.setdefault(stop.station or stop.id, []).append(stop)
    halts: list[Halt] = []
    for station, found in by_station.items():
        boards = {one.id for stop in found for one in _platforms(stop, stops)}
        of = found[0] if len(found) == 1 else stops.get(station, found[0])
        halts.append(Halt(of.id, of.name, of.position or found[0].position, frozenset(boards)))
    return halts


def near_halts(end: End, stops: Mapping[str, Stop]) -> list[Halt]:
    """The halts within `NEAR_M` of a place, the nearest first."""
    found: dict[str, Halt] = {}
    for stop in stops.values():
        whole = _boarded(stop, stops) or stop
        head = stops.get(whole.station, whole)
        at = head.position or stop.position
        if at is None or distance_m(at, end.position) > NEAR_M or head.id in found:
            continue
        boards = frozenset(one.id for one in _platforms(head, stops))
        found[head.id] = Halt(head.id, head.name, at, boards)
    return sorted(found.values(), key=lambda halt: (halt.metres_from(end.position), halt.id))


def _boarded(stop: Stop | None, stops: Mapping[str, Stop]) -> Stop | None:
    """The platform or the station that a door or a part belongs to; any other stop itself."""
    for _ in range(len(_OF_ANOTHER)):
        if stop is None or not stop.is_part:
            break
        stop = stops.get(stop.station)
    return stop


def _platforms(stop: Stop, stops: Mapping[str, Stop]) -> Iterable[Stop]:
    yield stop
    if stop.is_station:
        yield from (one for one in stops.values() if one.station == stop.id)


def _stops(files: FeedFiles) -> Iterable[Stop]:
    for _, (id, name, lat, lon, kind, parent) in rows(
            files, "stops.txt", ("stop_id",),
            ("stop_name", "stop_lat", "stop_lon", "location_type", "parent_station")):
        if id:
            yield Stop(id, one_line(name), position_of(lat, lon), parent, kind == _STATION,
                       kind in _OF_ANOTHER)


def position_of(lat: str, lon: str) -> LatLon | None:
    """A position as a feed writes it; None where it is none."""
    try:
        point = LatLon(float(lat), float(lon))
    except ValueError:
        return None
    inside = -90 <= point.lat <= 90 and -180 <= point.lon <= 180 and point != (0, 0)
    return point if inside else None


def _box(at: LatLon) -> tuple[float, float, float, float]:
    """South, north, west and east of what is near; wide enough at our latitudes."""
    half = NEAR_M / _METRES_A_DEGREE
    return at.lat - half, at.lat + half, at.lon - 2 * half, at.lon + 2 * half


def _inside(point: LatLon, boxes: Sequence[tuple[float, float, float, float]]) -> bool:
    return any(south <= point.lat <= north and west <= point.lon <= east
               for south, north, west, east in boxes)
