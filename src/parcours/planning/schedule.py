"""From an order of places to a plan, minute by minute."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from parcours.planning.plan import DayPlan, Leg, MealTaken, Plan, Status, Step, Visit
from parcours.planning.problem import Place, Problem
from parcours.planning.rows import DayRows


def plan_of(problem: Problem, days: Sequence[DayRows], order: Sequence[Sequence[int]],
            nights: Sequence[int], status: Status) -> Plan:
    """The plan that visits these places in this order, each day ending as early as it can.

    Of that, one sets out as late as the first stay allows. Raises ValueError where the order
    cannot be kept.
    """
    number_of = days[0].number_of
    points = [number_of[problem.start], *nights, number_of[problem.end]]
    plans = tuple(_Writing(problem, number, days[number], visits, points[number]).day(
        points[number + 1]) for number, visits in enumerate(order))
    visited = [problem.places[n] for visits in order for n in visits]
    return Plan(plans, sum(place.score for place in visited), _side_min(visited), status)


def earliest_end(rows: DayRows, start: int, visits: Sequence[int], end: int) -> int:
    """When a day with these visits in this order ends; `DayRows.never` where it cannot be done."""
    return min(rows.never, _minutes(rows, start, visits, end)[-1][1 if rows.tables else 0])


def _minutes(rows: DayRows, start: int, visits: Sequence[int],
             end: int) -> list[tuple[int, int]]:
    """Before the first leg and after each the minute at which one is ready, without the meal of the
    day and with it."""
    hungry, fed = rows.opens, rows.never
    found, point = [(hungry, fed)], start
    for place in visits:
        leg = rows.leg[point][place]
        if rows.tables:
            fed = rows.stay_ends(place, min(leg[fed], rows.meal_leg(point, place)[hungry]))
        hungry, point = rows.stay_ends(place, leg[hungry]), place
        found.append((hungry, fed))
    leg = rows.leg[point][end]
    if rows.tables:
        fed = min(leg[fed], rows.meal_leg(point, end)[hungry])
    found.append((leg[hungry], fed))
    return found


def _side_min(visited: Sequence[Place]) -> tuple[tuple[str, int], ...]:
    sides = sorted({place.side for place in visited})
    return tuple((side, sum(place.stay_min for place in visited if place.side == side))
                 for side in sides)


class _Writing:
    """Writes one day."""

    def __init__(self, problem: Problem, number: int, rows: DayRows, visits: Sequence[int],
                 start: int) -> None:
        self._places, self._day, self._rows = problem.places, problem.days[number], rows
        self._visits, self._start = visits, start
        self._steps: list[Step] = []

    def day(self, end: int) -> DayPlan:
        """The day that ends at this point."""
        rows = self._rows
        minutes = _minutes(rows, self._start, self._visits, end)
        eats_before = self._eats_before(minutes, end)
        point, minute = self._start, rows.opens
        for n, place in enumerate([*self._visits, end]):
            if n == eats_before:
                table = rows.table_between(point, place, minute)
                minute = self._go(point, table, minute)
                ends = rows.eaten[minute]
                self._steps.append(MealTaken(rows.points[table], ends - self._lasts(), ends))
                point, minute = table, ends
            minute = self._go(point, place, minute)
            if n < len(self._visits):
                ends = rows.stay_ends(place, minute)
                stay_min = self._places[place].stay_min
                self._steps.append(Visit(rows.points[place], minute, ends - stay_min, ends))
                minute = ends
            point = place
        if minute > rows.limit:
            raise ValueError("an order that cannot be kept")
        self._set_out_late()
        first = self._steps[0] if self._steps else None
        leaves = first.ready_min if isinstance(first, Leg) else rows.opens
        return DayPlan(rows.points[self._start], rows.points[end], leaves, minute,
                       tuple(self._steps))

    def _lasts(self) -> int:
        return self._day.meal.lasts_min if self._day.meal is not None else 0

    def _eats_before(self, minutes: Sequence[tuple[int, int]], end: int) -> int:
        """Before which stay one eats, by number; -1 without a meal."""
        rows = self._rows
        if not rows.tables:
            return -1
        points = [self._start, *self._visits, end]
        fed = minutes[-1][1]
        for n in reversed(range(len(points) - 1)):
            a, b = points[n], points[n + 1]
            last = n == len(points) - 2
            ate = rows.meal_leg(a, b) if last else rows.meal_step(a, b)
            if ate[minutes[n][0]] == fed:
                return n
            fed = minutes[n][1]
        return 0

    def _go(self, a: int, b: int, minute: int) -> int:
        """Add the leg, if it leads anywhere else; returns the arrival."""
        if a == b or minute > self._rows.limit:
            return minute
        names = self._rows.points
        arrives = self._rows.leg[a][b][minute]
        if arrives <= self._rows.limit:
            rides = self._day.legs.recall(names[a], names[b], minute)
            self._steps.append(Leg(names[a], names[b], minute, arrives, rides))
        return arrives

    def _set_out_late(self) -> None:
        """Let the first leg begin as late as what follows it allows: one waits at home."""
        if len(self._steps) < 2 or not isinstance(first := self._steps[0], Leg):
            return
        after = self._steps[1]
        if not isinstance(after, Visit | MealTaken):
            return
        a, b = (self._rows.number_of[name] for name in (first.start, first.end))
        row = self._rows.leg[a][b]
        ready = max(first.ready_min, bisect_right(row, after.starts_min) - 1)
        rides = self._day.legs.recall(first.start, first.end, ready)
        self._steps[0] = Leg(first.start, first.end, ready, row[ready], rides)
        if isinstance(after, Visit):
            self._steps[1] = Visit(after.place, row[ready], after.starts_min, after.ends_min)
