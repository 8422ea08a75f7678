"""Stops gone through in their order, with the departures of one day.

At each leg that rides on a service one takes what arrives first of all that leaves once one is
there, or a later one where the plan cannot be kept with it; everything after moves along, and each
place must be open when one really comes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from parcours.timetable.proof import Boarding, LegOnDay
from parcours.trip.rides import Hindrance, Level, Obstacle, Times
from parcours.trip.trip import Visit

IsOpen: TypeAlias = Callable[[Visit, int, int, int], bool]
"""Whether the place of a visit is open from one minute to another, so many days later."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A visit, and the hour at which one has to be there, if any."""

    visit: Visit
    fixed_min: int | None
    later: int
    """So many days after one sets out."""


@dataclass(frozen=True, slots=True)
class Step:
    """A stop as it is really lived."""

    stop: Stop
    ready_min: int
    """When one could set out for it."""
    boarding: Boarding | None
    """What one takes to it, where a timetable proves it."""
    times: Times


def play(stops: Sequence[Stop], ready_min: int, rides: Mapping[int, LegOnDay],
         is_open: IsOpen) -> list[Step] | Obstacle:
    """Every stop with its times, for who sets out at ``ready_min``; where no choice of departures
    keeps the plan, what is in the way of the earliest."""
    if not stops:
        return []
    path: list[Step] = []
    tried: set[tuple[int, int]] = set()
    first: Obstacle | None = None
    left = [_arrivals(stops[0], ready_min, rides)]
    while left:
        n = len(path)
        came = next(left[-1], None)
        if came is None:
            left.pop()
            if path:
                path.pop()
            continue
        step = came if isinstance(came, Obstacle) else stay(came, is_open)
        if isinstance(step, Obstacle):
            first = first or step
        elif n + 1 == len(stops):
            return [*path, step]
        elif (n + 1, step.times.leaves_min) not in tried:
            tried.add((n + 1, step.times.leaves_min))
            path.append(step)
            left.append(_arrivals(stops[n + 1], step.times.leaves_min, rides))
    assert first is not None  # noqa: S101  (every way ended at something)
    return first


def _arrivals(stop: Stop, ready_min: int,
              rides: Mapping[int, LegOnDay]) -> Iterator[Step | Obstacle]:
    """How one may come to a stop from the one before, the earliest first; as the plan tells where
    no timetable proves it."""
    visit, ride = stop.visit, rides.get(stop.visit.number)
    if ride is None or ride.level is not Level.PROVED:
        yield arriving(stop, ready_min, None, ready_min + (visit.leg.minutes if visit.leg else 0))
        return
    found = ride.boardings(ready_min)
    if not found:
        leaves = [one.leaves_min for one in ride.fixed()]
        leaves += [often.until_min for *_, oftens in ride.lists() for often in oftens]
        yield Obstacle(
            Hindrance.LAST_GONE if leaves else Hindrance.NO_SERVICE, visit.number, stop.later,
            ready_min, max(leaves, default=ready_min))
    for one in found:
        yield arriving(stop, ready_min, one, one.arrives_min)


def arriving(stop: Stop, ready_min: int, boarding: Boarding | None, arrives_min: int) -> Step:
    """A stop to which one comes at a time, as long as one stays there."""
    begins = arrives_min if stop.fixed_min is None else stop.fixed_min
    return Step(stop, ready_min, boarding,
                Times(arrives_min, begins, begins + stop.visit.stay_min))


def stay(step: Step, is_open: IsOpen) -> Step | Obstacle:
    """A stop to which one comes, or why one cannot stay there as planned."""
    stop, times = step.stop, step.times
    number, later = stop.visit.number, stop.later
    if times.arrives_min > times.begins_min:
        return Obstacle(Hindrance.LATE, number, later, times.arrives_min, times.begins_min)
    if not stop.visit.optional and not is_open(
            stop.visit, times.begins_min, times.leaves_min, later):
        return Obstacle(Hindrance.SHUT, number, later, times.begins_min, times.leaves_min)
    return step
