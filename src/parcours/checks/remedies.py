"""What one change would let a route be done: another hour, another order, a stop made optional.

Tried on the clock alone, a few hundred plans of one day at most, and only for a route that a rule
of `checks.days` finds fault with. What is offered has been tried; nothing else is offered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import fsum

from parcours.content.atlas import Atlas
from parcours.diagnostics.diagnostic import Words
from parcours.format.choices import Mode
from parcours.format.model import Travel
from parcours.geo.points import distance_m
from parcours.hours.calendar import horizon
from parcours.hours.clock import wall_clock
from parcours.hours.day_set import DaySet
from parcours.trip import factors
from parcours.trip.derive import WALKABLE_M
from parcours.trip.open_days import in_all, open_on, opens_on
from parcours.trip.trip import Trip, TripDay, Visit
from parcours.trip.usual_hours import EARLIEST_START_MIN, LAST_ARRIVAL_MIN, odd_meal

_STEP_MIN = 15
_SMALL_MIN, _LARGE_MIN = 120, 240
"""A shift of the day, or a wait, that is tried first; and the largest tried at all."""
_LATEST_START_MIN = 22 * 60
"""Nobody is told to set out later."""
_WALK = 1.3
"""An order that makes the way of the day longer than this is not offered."""

Enough = Callable[[DaySet], bool]
"""Whether the route, able to start on this set of days, is mended."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """One change to type, and what to say of it; a field is set where it is what changes."""

    words: Words
    day: int
    """The day of the route, from 1."""
    start: int | None = None
    arrive: int | None = None
    swapped: tuple[int, int] | None = None
    """Numbers of the two stops that change places."""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class _Step:
    """A stop as the clock sees it."""

    visit: Visit
    travel: Travel | None
    arrive: int | None


def remedies(trip: Trip, visit: Visit, atlas: Atlas, enough: Enough) -> Iterator[Remedy]:
    """The single changes that mend what ``visit`` spoils, the least first; perhaps none."""
    day = next(day for day in trip.days if visit in day.visits)
    plan = _Plan(trip, day, atlas, enough)
    for most in (_SMALL_MIN, _LARGE_MIN) if plan.hours_matter() else ():
        yield from _other_start(plan, most)
        yield from _other_arrival(plan, visit, most)
        if most == _SMALL_MIN:
            yield from _other_order(plan, visit)
    others = any(not one.optional for one in trip.visits if one is not visit)
    if others and enough(plan.elsewhere & plan.starts(plan.steps, plan.start, leave_out=visit)):
        yield Remedy(Words(
            f"rendez l’étape {visit.number} facultative (optional: yes)",
            f"make stop {visit.number} optional (optional: yes)"), day.number, optional=True)


class _Plan:
    """One day of a route, to be tried at other hours and in other orders."""

    def __init__(self, trip: Trip, day: TripDay, atlas: Atlas, enough: Enough) -> None:
        self.day, self.atlas, self.enough = day, atlas, enough
        written = trip.itinerary.days[day.number - 1]
        self.start = written.start
        self.steps = [_Step(visit, stop.travel, stop.arrive)
                      for visit, stop in zip(day.visits, written.stops, strict=True)]
        first = day.visits[0].number
        self.before = trip.visits[first - 2] if first > 1 else None
        self.last_day = day is trip.days[-1]
        self.elsewhere = in_all(
            (one for one in trip.open_days.allowed if one.later != day.number - 1),
            trip.open_days.offered)

    def hours_matter(self) -> bool:
        """Whether the route could be done if everything one stops at were open all day whenever
        it opens: when not, no other hour or order mends it."""
        days = self.elsewhere
        for step in self.steps:
            if not step.visit.optional:
                days &= opens_on(step.visit, self.day.number - 1, self.atlas)
        return self.enough(days)

    def mended(self, steps: Sequence[_Step], start: int) -> bool:
        """Whether the day can be kept so, and the route then be done."""
        return self.enough(self.elsewhere & self.starts(steps, start))

    def starts(self, steps: Sequence[_Step], start: int, leave_out: Visit | None = None) -> DaySet:
        """The start days that the day allows in this order from this hour; none where the plan
        cannot be kept."""
        nothing, days = DaySet(self.atlas.today), horizon(self.atlas.today)
        now, before, later = start, self.before, self.day.number - 1
        for n, step in enumerate(steps):
            minutes = self._minutes(step, before, is_first=n == 0)
            if minutes is None:
                return nothing
            arrival = now + minutes
            if arrival > LAST_ARRIVAL_MIN or (step.arrive is not None and step.arrive < arrival):
                return nothing
            begins = arrival if step.arrive is None else step.arrive
            now = begins + step.visit.stay_min
            if odd_meal(step.visit, begins, now):
                return nothing
            if not (step.visit.optional or step.visit is leave_out):
                days &= open_on(step.visit, begins, now, later, self.atlas)
                if not days:
                    return nothing
            before = step.visit
        return days

    def _minutes(self, step: _Step, before: Visit | None, *, is_first: bool) -> int | None:
        """How long the way to a stop takes; None where nobody can say."""
        leg, travel = step.visit.leg, step.travel
        if before is None or (is_first and travel is None):
            return 0
        if leg is not None and leg.from_number == before.number:
            return leg.minutes
        metres = distance_m(before.place.position, step.visit.place.position)
        if travel is None:
            return factors.minutes_between(Mode.WALK, metres) if metres <= WALKABLE_M else None
        if travel.track is not None or travel.via:
            return None  # a way of its own, which leads from the stop it was written for
        if travel.minutes is None:
            return factors.minutes_between(travel.by, metres)
        too_fast = metres / 1000 > travel.minutes / 60 * factors.TOP_SPEED_KMH[travel.by]
        return None if too_fast else travel.minutes


def _other_start(plan: _Plan, most: int) -> Iterator[Remedy]:
    for start in _around(plan.start, most):
        if EARLIEST_START_MIN <= start <= _LATEST_START_MIN and plan.mended(plan.steps, start):
            n, at = plan.day.number, wall_clock(start)
            yield Remedy(Words(f"écrivez start: {at} pour la journée {n}",
                               f"write start: {at} for day {n}"), n, start=start)
            return


def _other_arrival(plan: _Plan, visit: Visit, most: int) -> Iterator[Remedy]:
    place = next(n for n, step in enumerate(plan.steps) if step.visit is visit)
    step = plan.steps[place]
    longest = max(most, visit.visit_min - visit.arrival_min)  # or the wait there is already
    for arrive in _around(visit.visit_min, most):
        if not visit.arrival_min <= arrive <= min(visit.arrival_min + longest, 24 * 60 - 1):
            continue
        tried = [*plan.steps]
        tried[place] = _Step(visit, step.travel, arrive)
        if plan.mended(tried, plan.start):
            n, at = visit.number, wall_clock(arrive)
            yield Remedy(Words(f"écrivez arrive: {at} à l’étape {n}",
                               f"write arrive: {at} at stop {n}"), plan.day.number, arrive=arrive)
            return


def _other_order(plan: _Plan, visit: Visit) -> Iterator[Remedy]:
    steps = plan.steps
    here = next(n for n, step in enumerate(steps) if step.visit is visit)
    # the next day sets out from the last stop of this one
    free = [n for n, step in enumerate(steps)
            if not step.visit.night and (plan.last_day or n < len(steps) - 1)]
    pairs = [(a, b) for a in free for b in free if a < b]
    length = _length_m(plan.before, steps)
    for a, b in sorted(pairs, key=lambda pair: (here not in pair, pair[1] - pair[0], pair)):
        tried = [*steps]
        tried[a], tried[b] = steps[b], steps[a]
        if _length_m(plan.before, tried) <= length * _WALK + 500 and plan.mended(tried, plan.start):
            first, second = steps[a].visit.number, steps[b].visit.number
            yield Remedy(Words(
                f"inversez les étapes {first} et {second}, et revoyez leurs trajets",
                f"exchange stops {first} and {second}, and look at their legs again"),
                plan.day.number, swapped=(first, second))
            return


def _length_m(before: Visit | None, steps: Sequence[_Step]) -> float:
    points = [before.place.position] if before is not None else []
    points += [step.visit.place.position for step in steps]
    return fsum(distance_m(a, b) for a, b in pairwise(points))


def _around(minutes: int, most: int) -> list[int]:
    """Round hours within ``most`` of one, the nearest first; of two as near, the later."""
    first = (minutes - most) // _STEP_MIN * _STEP_MIN
    hours = range(first, minutes + most + 1, _STEP_MIN)
    return sorted((one for one in hours if one != minutes and abs(one - minutes) <= most),
                  key=lambda one: (abs(one - minutes), -one))

