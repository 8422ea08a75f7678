"""Vehicles that one may board or leave anywhere on their way, past stops of ours where they do not
call.

A feed says so for a route, or from one stop time on (``continuous_pickup``,
``continuous_drop_off``), along the shape of the run. It gives no time there: such a ride proves
nothing, and nobody can say that nothing goes there. Reference: GTFS Schedule, ``stop_times.txt``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import hypot

from parcours.geo.plane import Plane
from parcours.geo.points import LatLon
from parcours.timetable.archive import FeedFiles
from parcours.timetable.runs import Ride
from parcours.timetable.stop_times import BY_TELEPHONE, NOT_HERE, UNTIMED, Call
from parcours.timetable.stops import position_of
from parcours.timetable.table import columns_of, rows

NEAR_M = 50
"""A stop that lies this near to a shape is on it."""
_COLUMNS = "continuous_pickup", "continuous_drop_off"
_ANYWHERE = ("0", BY_TELEPHONE, "3")
"""Freely, by telephone, or as one agrees with the driver; 1 and nothing mean at stops alone."""


@dataclass(slots=True)
class _Way:
    """A run that one may board or leave on its way."""

    shape: str = ""
    pickup: set[str] = field(default_factory=set)
    drop_off: set[str] = field(default_factory=set)
    at: dict[str, float] = field(default_factory=dict)
    """How far along the shape each wanted stop lies, for those on it."""


@dataclass(frozen=True, slots=True)
class Passing:
    """The runs that pass wanted stops where one may board or leave them."""

    runs: Mapping[str, _Way]

    def ride(self, run: str, called: Sequence[Call], boards: Collection[str],
             alights: Collection[str]) -> Ride | None:
        """How one may ride on a run from one halt to another, where it does not call at both."""
        way = self.runs[run]
        starts = [call for call in called if call.stop in boards and call.pickup != NOT_HERE]
        ends = [call for call in called if call.stop in alights and call.drop_off != NOT_HERE]
        if starts and ends:
            return None
        starts = starts or [_call(stop, way.pickup) for stop in boards if stop in way.at
                            and way.pickup]
        ends = ends or [_call(stop, way.drop_off) for stop in alights if stop in way.at
                        and way.drop_off]
        return next((Ride(start, end) for start in starts for end in ends
                     if way.at.get(start.stop, -1.0) < way.at.get(end.stop, -1.0)), None)


def _call(stop: str, handling: set[str]) -> Call:
    """A vehicle that passes a stop, nobody knows when."""
    booked = BY_TELEPHONE if handling == {BY_TELEPHONE} else "0"
    return Call(0, UNTIMED, UNTIMED, stop, booked, booked, False, 0)


def read_passing(files: FeedFiles, stops: Mapping[str, LatLon | None],
                 but: Collection[str]) -> Passing:
    """The runs that one may board or leave on their way past some of these stops; never those
    ``but``, which stand as patterns alone."""
    routes = _told(files, "routes.txt", "route_id")
    of_runs = _told(files, "stop_times.txt", "trip_id")
    ways: dict[str, _Way] = {}
    for column, ids in (("route_id", routes), ("trip_id", of_runs)):
        for _, (run, route, shape) in rows(files, "trips.txt", ("trip_id", "route_id"),
                                           ("shape_id",), where=(column, ids)) if ids else ():
            if shape and run not in but:
                way = ways.setdefault(run, _Way(shape))
                for told in (routes.get(route), of_runs.get(run)):
                    if told is not None:
                        way.pickup |= told[0]
                        way.drop_off |= told[1]
    shapes = {way.shape for way in ways.values()}
    if not (shapes and files.holds("shapes.txt")):
        return Passing({})
    lines: dict[str, list[tuple[int, LatLon]]] = {}
    for _, (shape, rank, lat, lon) in rows(
            files, "shapes.txt", ("shape_id", "shape_pt_sequence", "shape_pt_lat", "shape_pt_lon"),
            where=("shape_id", shapes)):
        at = position_of(lat, lon)
        if rank.isdecimal() and at is not None:
            lines.setdefault(shape, []).append((int(rank), at))
    along = {shape: _along([at for _, at in sorted(line)], stops)
             for shape, line in lines.items()}
    for way in ways.values():
        way.at = along.get(way.shape, {})
    return Passing({run: way for run, way in ways.items() if len(way.at) > 1})


def _told(files: FeedFiles, name: str, key: str) -> dict[str, tuple[set[str], set[str]]]:
    """What each route or run says of boarding it and of leaving it on its way, where it may."""
    found: dict[str, tuple[set[str], set[str]]] = {}
    there = columns_of(files, name)
    for n, column in enumerate(_COLUMNS):
        if column in there:
            for _, (id, handling) in rows(files, name, (key, column), where=(column, _ANYWHERE)):
                found.setdefault(id, (set(), set()))[n].add(handling)
    return found


def _along(line: Sequence[LatLon],
           stops: Mapping[str, LatLon | None]) -> dict[str, float]:
    """How far along a line each stop that is on it lies, counted in its points."""
    found: dict[str, float] = {}
    for stop, position in stops.items():
        if position is None:
            continue
        plane = Plane(position)
        nearest_m, at = min(_off(plane.xy(*point) for point in line), default=(NEAR_M + 1.0, 0.0))
        if nearest_m <= NEAR_M:
            found[stop] = at
    return found


def _off(points: Iterable[tuple[float, float]]) -> Iterable[tuple[float, float]]:
    """How far the origin is from each piece of a line, and where along it the nearest point is."""
    for n, ((x, y), (to_x, to_y)) in enumerate(pairwise(points)):
        east, north = to_x - x, to_y - y
        square = east * east + north * north
        t = min(1.0, max(0.0, -(x * east + y * north) / square)) if square else 0.0
        yield hypot(x + t * east, y + t * north), n + t
