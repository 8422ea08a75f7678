"""A problem in numbers: for each minute, the minute at which the next thing is done.

Points are numbered: the places first, in their order, then the other points of the problem. A row
is a list that one indexes by the minute. It never falls: who is earlier is never later. So of two
ways to have visited the same places, both ending at the same one, the earlier is never worse, and
no search need keep the later. What is not done within the day is done at the minute `never`, just
past the day, or later; each row goes as far as the rows before it lead, so that rows follow one
another unchecked. The row of a leg that always takes as long is a range.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import repeat

from parcours.planning.problem import NEVER, Interval, Meal, Problem

Row = Sequence[int]


class DayRows:
    """One day of a problem in rows."""

    def __init__(self, problem: Problem, number: int, *, eat_at_ends: bool = False) -> None:
        """With ``eat_at_ends`` nobody eats on the way, but where a leg begins or ends: quicker
        to make for many places, and not all that is possible.
        """
        day = problem.days[number]
        self.opens, self.limit = day.span
        self.never = self.limit + 1
        self.points = points_of(problem)
        self.number_of = {point: n for n, point in enumerate(self.points)}
        index = {point: n for n, point in enumerate(day.legs.points)}
        at = [index[point] for point in self.points]
        self.leg = [[self._clipped(day.legs.arrivals[a][b]) for b in at] for a in at]
        """``leg[a][b][minute]``: the arrival at b of who is ready at a."""
        self._reach = max(row[-1] for rows in self.leg for row in rows) + 1
        self.stay_min = [place.stay_min for place in problem.places]
        self.arrivals = [self._arrivals(problem.hours(place)[number], place.stay_min)
                         for place in problem.places]
        """For each place the intervals in which one may begin a stay, in order."""
        self.eaten = self._meal(day.meal)
        """``eaten[minute]``: the end of the meal of who could begin it."""
        eating = self.points if day.meal is None or day.meal.at is None else day.meal.at
        self.tables = [self.number_of[point] for point in eating if day.meal is not None]
        """The points where one may eat."""
        self._before_leaving = day.meal is not None and day.meal.before_leaving
        self._eat_at_ends = eat_at_ends
        self._step: dict[tuple[int, int], Row] = {}
        self._meal_step: dict[tuple[int, int], Row] = {}
        self._meal_leg: dict[tuple[int, int], Row] = {}
        self._ate: dict[tuple[int, int], Row] = {}

    @cached_property
    def ends(self) -> list[Row]:
        """``ends[place][minute]``: the end of the stay of who arrives."""
        return [self._stays(arrivals, stay_min)
                for arrivals, stay_min in zip(self.arrivals, self.stay_min, strict=True)]

    def stay_ends(self, place: int, minute: int) -> int:
        """One minute of `ends`, without its rows."""
        for first, last in self.arrivals[place]:
            if minute <= last:
                return max(minute, first) + self.stay_min[place]
        return self.never

    def step(self, a: int, b: int) -> Row:
        """The end of the stay at place ``b`` of who is ready at ``a``."""
        if (found := self._step.get((a, b))) is None:
            found = self._step[a, b] = self._then(self.leg[a][b], self.ends[b])
        return found

    def meal_step(self, a: int, b: int) -> Row:
        """The same, having eaten before the stay."""
        if (found := self._meal_step.get((a, b))) is None:
            found = self._meal_step[a, b] = self._then(self.meal_leg(a, b), self.ends[b])
        return found

    def meal_leg(self, a: int, b: int) -> Row:
        """The arrival at ``b``, having eaten at ``a``, at ``b``, or at any table on the way."""
        if (found := self._meal_leg.get((a, b))) is not None:
            return found
        ways = [(ate, self.leg[table][b]) for table in self._tables(a, b)
                if (ate := self._eaten_at(a, table))[0] < self.never]
        # who is ready long before the meal has it at the same minute as who is ready later
        begin = min((bisect_right(ate, ate[0]) - 1 for ate, _ in ways), default=self.limit)
        end = max((bisect_right(ate, self.limit) for ate, _ in ways), default=self.limit)
        arrived = [[onwards[minute] for minute in ate[begin:end]] for ate, onwards in ways]
        # one call a minute for all ways
        best = list(map(min, repeat(self.never, end - begin), *arrived))
        first = best[0] if best else self.never
        found = self._meal_leg[a, b] = self._row(
            [first] * begin + best + [self.never] * (self.limit + 2 - end))
        return found

    def table_between(self, a: int, b: int, minute: int) -> int:
        """Where the meal of `meal_leg` is eaten: at ``a`` or ``b`` rather than elsewhere."""
        order = sorted(self._tables(a, b), key=lambda table: (table != a, table != b, table))
        return min(order, key=lambda n: self.leg[n][b][self.eaten[self.leg[a][n][minute]]])

    def latest(self, targets: Iterable[tuple[int, int]]) -> Row:
        """For each point the last minute from which a target is reached in time, through whatever
        points; -1 where none is. A target is a point and its own last minute."""
        found = [-1] * len(self.points)
        todo = []
        for point, minute in targets:
            if minute > found[point]:
                found[point] = minute
                todo.append(point)
        while todo:
            point = todo.pop()
            minute = found[point]
            for n, rows in enumerate(self.leg):
                last = bisect_right(rows[point], minute) - 1
                if last > found[n]:
                    found[n] = last
                    todo.append(n)
        return found

    def latest_before_meal(self, home: Row) -> Row:
        """For each point the last minute from which one can eat and then still get ``home``."""
        return self.latest((table, bisect_right(self.eaten, home[table]) - 1)
                           for table in self.tables)

    def last_arrival(self, place: int, end: int) -> int:
        """The last minute of arrival after which a stay ends at ``end`` or before; -1 if none."""
        return bisect_right(self.ends[place], min(end, self.limit)) - 1

    def _tables(self, a: int, b: int) -> list[int]:
        """Where who goes from ``a`` to ``b`` may eat."""
        if self._before_leaving:
            return [a] if a in self.tables else []
        if self._eat_at_ends:
            return [table for table in dict.fromkeys((a, b)) if table in self.tables]
        return self.tables

    def _eaten_at(self, a: int, table: int) -> Row:
        if (found := self._ate.get((a, table))) is None:
            found = self._ate[a, table] = self._then(self.leg[a][table], self.eaten)
        return found

    def _row(self, minutes: Iterable[int]) -> Row:
        """A row in little memory: two bytes a minute where they are enough."""
        return array("H", minutes) if self._reach < NEVER else list(minutes)

    def _then(self, first: Row, second: Row) -> Row:
        return self._row([second[minute] for minute in first])

    def _clipped(self, row: Sequence[int]) -> Row:
        if len(row) <= self.limit:
            raise ValueError("legs that end before the day does")
        if isinstance(row, range):
            return range(row[0], row[0] + self.limit + 2)
        known = bisect_right(row, self.limit, hi=self.limit + 1)
        rest = [self.never] * (self.limit + 2 - known)
        return array("H", [*row[:known], *rest]) if self.never < NEVER else [*row[:known], *rest]

    def _arrivals(self, hours: Sequence[Interval], stay_min: int) -> list[tuple[int, int]]:
        return [(max(opens, 0), min(closes, self.limit) - stay_min)
                for opens, closes in sorted(hours)
                if max(opens, 0) <= min(closes, self.limit) - stay_min]

    def _stays(self, arrivals: Sequence[tuple[int, int]], stay_min: int) -> Row:
        row = [self.never] * self._reach
        for first, last in reversed(arrivals):
            row[first:last + 1] = range(first + stay_min, last + stay_min + 1)
            row[:first] = [first + stay_min] * first
        return row

    def _meal(self, meal: Meal | None) -> Row:
        if meal is None:
            return []
        hours = [Interval(meal.opens_min, meal.closes_min)]
        return self._stays(self._arrivals(hours, meal.lasts_min), meal.lasts_min)


def points_of(problem: Problem) -> tuple[str, ...]:
    """The points of a problem: its places in their order, then where days begin and end and where
    one may eat."""
    others = {problem.start, problem.end, *(point for night in problem.nights for point in night)}
    for day in problem.days:
        if day.meal is not None:
            others |= {*(day.legs.points if day.meal.at is None else day.meal.at)}
    places = [place.id for place in problem.places]
    return *places, *sorted(others - {*places})
