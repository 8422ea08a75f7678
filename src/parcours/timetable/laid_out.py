"""Rides laid out on the dates on which they run: what one can take, and what may run and is not
counted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

from parcours.format.choices import Mode
from parcours.timetable import vehicles
from parcours.timetable.changes import Changes, tags
from parcours.timetable.clock import DAY_MIN, ServiceDay
from parcours.timetable.departures import ANY_TIME, Departure, Doubt, Often
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
    untimed: int = 0
    """Runs left out because the feed gives no time at one of the two."""
    on_request: int = 0
    """Runs left out because one must telephone first."""
    for_pupils: int = 0
    """Runs left out because they are there for pupils."""
    undated: int = 0
    """Runs of which no calendar of the feed speaks: they never run, and somebody may have lost
    one."""
    on_routes: set[str] = field(default_factory=set)
    """The routes that join the two, whatever the day."""
    span: tuple[date, date] | None = None
    """The dates of which who runs them speaks, where that is less than all of the feed: one file
    may hold the networks of a whole region, each known until a day of its own."""


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


def lay_out(pair: Pair, ride: Ride, vehicle: Vehicle, leg_by: Mode, zone: ZoneInfo,
            changes: Changes) -> None:
    """Put a ride on every one of its service days, or remember on which it may be had."""
    run, last, days = vehicle.boarded, vehicle.left, vehicle.days
    by = vehicles.boarded(run.route_type, ride.board.stop, leg_by)
    if by is None:
        return
    pair.on_routes |= {run.route, last.route}
    if ride.on_request or Doubt.BOOKED in (run.doubt, last.doubt):
        pair.on_request += 1
        _leave_out(pair, ride, run, days, zone, Doubt.BOOKED)
        return
    if Doubt.SCHOOL in (run.doubt, last.doubt):
        pair.for_pupils += 1
        _leave_out(pair, ride, run, days, zone, Doubt.SCHOOL)
        return
    # of a pattern, somebody has to say how long after its start it is here
    if not ride.timed or (run.repeats and run.base == UNTIMED):
        pair.untimed += 1
        _leave_out(pair, ride, run, days, zone, Doubt.UNTIMED)
        return
    leaves, arrives = ride.board.leaves, ride.alight.arrives
    if not run.repeats:
        shifts = [0]
    else:  # the run itself is a pattern, and never runs at its own hour
        shifts = [start - run.base for repeat in run.repeats if repeat.exact
                  for start in repeat.starts()]
    boarded = tags(run.name, run.route, ride.board.stop, changes.boarded)
    left = tags(last.name, last.route, ride.alight.stop, changes.left)
    caveats = ride.caveats | vehicle.caveat
    for day in days:
        wall = ServiceDay(day, zone)
        for shift in shifts:
            at, minute = wall.on_the_wall(leaves + shift)
            then, later = wall.on_the_wall(arrives + shift)
            arrives_min = (then - at).days * DAY_MIN + later
            if arrives_min < minute:  # clocks go back on the way: it would arrive before it left
                _note(pair, at, Doubt.UNTIMED, minute)
                continue
            on_board_min = (arrives + shift) // 60 - (leaves + shift) // 60
            pair.departures.setdefault(at, []).append(Departure(
                minute, arrives_min, by, run.route, caveats,
                arrives_min - minute - on_board_min, boarded, left))
        for repeat in run.repeats:
            if not repeat.exact:
                at, minute = wall.on_the_wall(repeat.begins - run.base + leaves)
                then, later = wall.on_the_wall(repeat.ends - run.base + leaves)
                pair.often.setdefault(at, []).append(Often(
                    minute, (then - at).days * DAY_MIN + later, -(-repeat.every // 60),
                    -(-(arrives - leaves) // 60), by, run.route, ride.caveats))


def _leave_out(pair: Pair, ride: Ride, run: Run, days: Iterable[date], zone: ZoneInfo,
               doubt: Doubt) -> None:
    """Remember the dates on which a run that proves nothing may carry somebody."""
    for day in days:
        if ride.board.leaves == UNTIMED or run.repeats:
            _note(pair, day, doubt, ANY_TIME)
        else:
            at, minute = ServiceDay(day, zone).on_the_wall(ride.board.leaves)
            _note(pair, at, doubt, minute)


def _note(pair: Pair, day: date, doubt: Doubt, until_min: int) -> None:
    known = pair.doubts.setdefault(day, {})
    known[doubt] = max(until_min, known.get(doubt, 0))
