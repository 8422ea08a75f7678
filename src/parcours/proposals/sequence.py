"""From a plan to the stops of an itinerary: where one boards, changes, waits, stays, eats, sleeps.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from parcours.format.choices import Mode
from parcours.planning.plan import DayPlan, Leg, MealTaken, Plan, Visit
from parcours.proposals.wish import PLATFORM_MIN, ROAD


@dataclass(slots=True)
class Stop:
    """One stop, as it grows while the plan is read."""

    place: str
    by: Mode | None
    comes_min: int
    road_min: int = 0
    """How long one came on foot or by bicycle."""
    via: tuple[str, ...] = ()
    begins_min: int | None = None
    """When the stay begins; None while one only passes."""
    ends_min: int = 0
    eats_min: int | None = None
    """When the meal begins, where one eats here."""
    visited: bool = False
    departs_min: int | None = None
    """When the vehicle leaves that one boards here; None where one boards none."""
    ride_min: int | None = None
    """How long one was aboard to come here; None where one came by oneself."""
    night: bool = False
    pinned: bool = False
    """Whether one waits for a door to open, so that the hour is fixed."""

    @property
    def stay_min(self) -> int:
        """Minutes of the stay; a platform is reached some minutes ahead."""
        stays = 0 if self.begins_min is None else self.ends_min - self.begins_min
        return stays + (PLATFORM_MIN if self.departs_min is not None else 0)

    @property
    def until_departure_min(self) -> int:
        """The same with all of the wait for the vehicle, where one boards."""
        if self.departs_min is None:
            return self.stay_min
        return self.departs_min - (self.comes_min if self.begins_min is None else self.begins_min)


@dataclass(frozen=True, slots=True)
class Day:
    """The stops of one day, and when it begins."""

    start_min: int
    stops: list[Stop] = field(default_factory=list)


def days_of(plan: Plan) -> list[Day]:
    """The days of a plan, stop by stop."""
    days = [_day(day) for day in plan.days]
    for day in days[:-1]:
        day.stops[-1].night = True
    return days


def _day(plan: DayPlan) -> Day:
    stops = [Stop(plan.start, None, _start_min(plan))]
    for step in plan.steps:
        match step:
            case Leg():
                _follow(step, stops)
            case Visit():
                _stay(stops[-1], step.starts_min, step.ends_min)
                stops[-1].visited = True
            case MealTaken():
                _stay(stops[-1], step.starts_min, step.ends_min)
                stops[-1].eats_min = step.starts_min
    return Day(stops[0].comes_min, stops)


def _stay(stop: Stop, begins: int, ends: int) -> None:
    """A visit or a meal; with a second one at the same stop the first ends where that begins, so
    that no wait counts as a visit."""
    if stop.begins_min is None:
        stop.begins_min = begins
    else:
        gap = begins - stop.ends_min
        stop.begins_min += gap
        if stop.eats_min is not None:
            stop.eats_min += gap
    stop.pinned = stop.begins_min > stop.comes_min or bool(stop.via)
    stop.ends_min = ends


def _follow(leg: Leg, stops: list[Stop]) -> None:
    """Add where a leg leads, and where one boards and changes on the way."""
    passing: tuple[str, ...] = ()
    for ride in leg.rides:
        by = Mode(ride.by)
        if by not in ROAD:
            stops[-1].departs_min = ride.leaves_min
            passing = ()
            stops.append(Stop(ride.end, by, ride.arrives_min,
                              ride_min=ride.arrives_min - ride.leaves_min))
            continue
        lasts = ride.arrives_min - ride.leaves_min
        if passing:  # two walks in a row: the place between is passed, not stopped at
            lasts += stops.pop().road_min
        stops.append(Stop(ride.end, by, ride.arrives_min, lasts, passing))
        passing = (*passing, ride.end)


def _start_min(plan: DayPlan) -> int:
    """When the day begins: as late as its first leg allows."""
    begin = plan.steps[0]
    if not isinstance(begin, Leg):
        return begin.starts_min
    if not begin.rides:
        return plan.leaves_min
    first = begin.rides[0]
    return first.leaves_min - (0 if Mode(first.by) in ROAD else PLATFORM_MIN)


def visits_of(days: Sequence[Day]) -> Iterator[Stop]:
    """The stops that one came to see."""
    for day in days:
        yield from (stop for stop in day.stops if stop.visited)
