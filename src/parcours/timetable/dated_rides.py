"""Rides laid out on the dates on which they run: what one can take, and what may run and is not
counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from parcours.format.choices import Mode
from parcours.hours.clock import DAY_MIN
from parcours.timetable import vehicles
from parcours.timetable.changes import Changes, tags
from parcours.timetable.clock import ServiceDay
from parcours.timetable.departures import ANY_TIME, NIGHT_MIN, Departure, Doubt, Often
from parcours.timetable.runs import Repeat, Ride
from parcours.timetable.stop_times import UNTIMED
from parcours.timetable.stops import Halt
from parcours.trip.rides import Caveat


@dataclass(slots=True)
class Pair:
    """Two halts that some leg needs, and what runs from one to the other."""

    start: Halt
    end: Halt
    departures: dict[date, list[Departure]] = field(default_factory=dict)
    """By the date on which one boards; a date without any is not there."""
    often: dict[date, list[Often]] = field(default_factory=dict)
    doubts: dict[date, dict[Doubt, int]] = field(default_factory=dict)
    """What is left out on each date, and until when the last of it may leave."""
    left_out: Counter[Doubt] = field(default_factory=Counter)
    """How many runs are left out, by why."""
    undated: int = 0
    """Runs of which no calendar of the feed speaks: they never run, and somebody may have lost
    one."""
    on_routes: set[str] = field(default_factory=set)
    """The routes that join the two, whatever the day."""
    span: tuple[date, date] | None = None
    """The dates of which who runs them speaks, where that is less than all of the feed: one file
    may hold the networks of a whole region, each known until a day of its own."""

    lines_end: dict[str, date] = field(default_factory=dict)
    """The last day that is published of each line of which others of the same go on, by its name.
    """

    def sort(self) -> None:
        """Put what runs on each date in its order, each once: on a day that two calendars share, a
        feed has its runs twice."""
        for departures in self.departures.values():
            departures[:] = sorted({*departures})
        for often in self.often.values():
            often[:] = sorted({*often})


@dataclass(slots=True)
class Run:
    """What a run is: its route, its service, and how it is repeated."""

    name: str
    route: str
    service: str
    repeats: Sequence[Repeat] = ()
    base: int = 0
    doubt: Doubt | None = None
    """Why none of it is counted, whatever its calls say."""
    block: str = ""
    route_type: int = 0


class Vehicle(NamedTuple):
    """What one rides on, from the run that one boards to the one that one leaves."""

    boarded: Run
    left: Run
    days: Collection[date]
    """Its service days."""
    caveat: Caveat = Caveat.NONE


@dataclass(frozen=True, slots=True)
class Timing:
    """What a feed says of all its times: their zone, and how long changes take."""

    zone: ZoneInfo
    changes: Changes


def lay_out(pair: Pair, ride: Ride, vehicle: Vehicle, leg_by: Mode, timing: Timing) -> None:
    """Put a ride on every one of its service days, or remember on which it may be had."""
    run, last = vehicle.boarded, vehicle.left
    by = vehicles.boarded(run.route_type, ride.board.stop, leg_by)
    doubt = _doubt(ride, vehicle)
    if doubt is not None:
        pair.on_routes |= {run.route, last.route}
        _leave_out(pair, ride, vehicle, timing.zone, doubt)
        return
    if by is None:
        return
    pair.on_routes |= {run.route, last.route}
    _depart(pair, ride, vehicle, by, timing)
    _depart_often(pair, ride, vehicle, by, timing.zone)


def _doubt(ride: Ride, vehicle: Vehicle) -> Doubt | None:
    """Why a ride proves nothing, if so."""
    run, doubts = vehicle.boarded, (vehicle.boarded.doubt, vehicle.left.doubt)
    if ride.on_request or Doubt.BOOKED in doubts:
        return Doubt.BOOKED
    if Doubt.SCHOOL in doubts:
        return Doubt.SCHOOL
    if Doubt.KIND in doubts:
        return Doubt.KIND
    # of a pattern, somebody has to say how long after its start it is here
    if not ride.timed or (run.repeats and run.base == UNTIMED):
        return Doubt.UNTIMED
    return None


def _depart(pair: Pair, ride: Ride, vehicle: Vehicle, by: Mode, timing: Timing) -> None:
    """The departures at fixed times, on each date."""
    run, last = vehicle.boarded, vehicle.left
    boarded = tags(run.name, run.route, ride.board.stop, timing.changes.boarded)
    left = tags(last.name, last.route, ride.alight.stop, timing.changes.left)
    caveats, shifts = ride.caveats | vehicle.caveat, _shifts(run)
    for day in vehicle.days:
        wall = ServiceDay(day, timing.zone)
        for shift in shifts:
            leaves, arrives = ride.board.leaves + shift, ride.alight.arrives + shift
            at, minute = wall.on_the_wall(leaves)
            then, later = wall.on_the_wall(arrives)
            arrives_min = (then - at).days * DAY_MIN + later
            if arrives_min < minute:  # clocks go back on the way: it would arrive before it left
                _note(pair, at, Doubt.UNTIMED, minute)
                continue
            clocks_min = arrives_min - minute - (arrives // 60 - leaves // 60)
            pair.departures.setdefault(at, []).append(Departure(
                minute, arrives_min, by, run.route, caveats, clocks_min, boarded, left,
                arrives % 60 > 0))


def _shifts(run: Run) -> list[int]:
    """By how many seconds each departure of a run leaves after the times of its calls."""
    if not run.repeats:
        return [0]
    # the run itself is a pattern, and never runs at its own hour
    return [start - run.base for repeat in run.repeats if repeat.exact
            for start in repeat.starts()]


def _depart_often(pair: Pair, ride: Ride, vehicle: Vehicle, by: Mode, zone: ZoneInfo) -> None:
    """The hours in which a run leaves every so often, on each date."""
    run, leaves = vehicle.boarded, ride.board.leaves
    ride_min = -(-(ride.alight.arrives - leaves) // 60)
    repeats = [repeat for repeat in run.repeats if not repeat.exact]
    for day in vehicle.days if repeats else ():
        wall = ServiceDay(day, zone)
        for repeat in repeats:
            at, minute = wall.on_the_wall(repeat.begins - run.base + leaves)
            then, later = wall.on_the_wall(repeat.ends - run.base + leaves)
            pair.often.setdefault(at, []).append(Often(
                minute, (then - at).days * DAY_MIN + later, -(-repeat.every // 60), ride_min, by,
                run.route, ride.caveats))


def _leave_out(pair: Pair, ride: Ride, vehicle: Vehicle, zone: ZoneInfo, doubt: Doubt) -> None:
    """Count a run that proves nothing, and remember the dates on which it may carry somebody."""
    pair.left_out[doubt] += 1
    for day in vehicle.days:
        if ride.board.leaves == UNTIMED or vehicle.boarded.repeats:
            _note(pair, day, doubt, ANY_TIME)
        else:
            at, minute = ServiceDay(day, zone).on_the_wall(ride.board.leaves)
            _note(pair, at, doubt, minute)


def leave_open(pair: Pair, days: Iterable[date]) -> None:
    """Remember days on which a line may go on of which nothing is published any more."""
    for day in days:
        pair.doubts.setdefault(day, {})[Doubt.UNPUBLISHED] = ANY_TIME


def _note(pair: Pair, day: date, doubt: Doubt, until_min: int) -> None:
    """Remember it on its date; in the night, on the date before, too, to whose evening it belongs.
    """
    known = pair.doubts.setdefault(day, {})
    known[doubt] = max(until_min, known.get(doubt, 0))
    if until_min < NIGHT_MIN:
        _note(pair, day - timedelta(days=1), doubt, until_min + DAY_MIN)
