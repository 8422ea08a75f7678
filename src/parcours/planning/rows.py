"""A problem in numbers: for each minute, the minute at which the next thing is done.

Points are numbered: the places first, in their order, then the other points of the problem. A row
is a list that one indexes by the minute. It never falls: who is earlier is never later. So of two
ways to have visited the same places, both ending at the same one, the earlier is never worse, and
no search need keep the later. What is not done within the day is done at the minute `never`, just
past the day; each row goes that far and stays there, so that rows follow one another unchecked.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from parcours.planning.problem import Interval, Meal, Problem

Row = list[int]


class DayRows:
    """One day of a problem in rows."""

    def __init__(self, problem: Problem, number: int) -> None:
        day = problem.days[number]
        self.opens, self.limit = day.span
        self.never = self.limit + 1
        self.points = points_of(problem)
        self.number_of = {point: n for n, point in enumerate(self.points)}
        index = {point: n for n, point in enumerate(day.legs.points)}
        at = [index[point] for point in self.points]
        self.leg = [[self._clipped(day.legs.arrivals[a][b]) for b in at] for a in at]
        """``leg[a][b][minute]``: the arrival at b of who is ready at a."""
        self.ends = [self._stays(problem.hours(place)[number], place.stay_min)
                     for place in problem.places]
        """``ends[place][minute]``: the end of the stay of who arrives."""
        self.eaten = self._meal(day.meal)
        """``eaten[minute]``: the end of the meal of who could begin it."""
        eating = self.points if day.meal is None or day.meal.at is None else day.meal.at
        self.tables = [self.number_of[point] for point in eating if day.meal is not None]
        """The points where one may eat."""
        self._before_leaving = day.meal is not None and day.meal.before_leaving
        self._step: dict[tuple[int, int], Row] = {}
        self._meal_step: dict[tuple[int, int], Row] = {}
        self._meal_leg: dict[tuple[int, int], Row] = {}
        self._ate: dict[int, list[Row]] = {}

    def step(self, a: int, b: int) -> Row:
        """The end of the stay at place ``b`` of who is ready at ``a``."""
        if (found := self._step.get((a, b))) is None:
            found = self._step[a, b] = _then(self.leg[a][b], self.ends[b])
        return found

    def meal_step(self, a: int, b: int) -> Row:
        """The same, having eaten before the stay."""
        if (found := self._meal_step.get((a, b))) is None:
            found = self._meal_step[a, b] = _then(self.meal_leg(a, b), self.ends[b])
        return found

    def meal_leg(self, a: int, b: int) -> Row:
        """The arrival at ``b``, having eaten at ``a``, at ``b``, or at any table on the way."""
        if (found := self._meal_leg.get((a, b))) is not None:
            return found
        if a not in self._ate:
            self._ate[a] = [_then(self.leg[a][table], self.eaten) for table in self._tables(a)]
        ways = [(ate, self.leg[table][b])
                for ate, table in zip(self._ate[a], self._tables(a), strict=True)
                if ate[0] < self.never]
        # who is ready long before the meal has it at the same minute as who is ready later
        begin = min((bisect_right(ate, ate[0]) - 1 for ate, _ in ways), default=self.limit)
        end = max((bisect_right(ate, self.limit) for ate, _ in ways), default=self.limit)
        found = [self.never] * (self.limit + 2)
        for ate, onwards in ways:
            found[begin:end] = map(min, found[begin:end], [onwards[n] for n in ate[begin:end]])
        found[:begin] = [found[begin]] * begin
        self._meal_leg[a, b] = found
        return found

    def table_between(self, a: int, b: int, minute: int) -> int:
        """Where the meal of `meal_leg` is eaten: at ``a`` or ``b`` rather than elsewhere."""
        order = sorted(self._tables(a), key=lambda table: (table != a, table != b, table))
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

    def _tables(self, a: int) -> list[int]:
        """Where who leaves ``a`` may eat until the next stay."""
        return [table for table in self.tables if table == a or not self._before_leaving]

    def _clipped(self, row: Sequence[int]) -> Row:
        if len(row) <= self.limit:
            raise ValueError("legs that end before the day does")
        known = bisect_right(row, self.limit, hi=self.limit + 1)
        return [*row[:known], *[self.never] * (self.limit + 2 - known)]

    def _stays(self, hours: Sequence[Interval], stay_min: int) -> Row:
        row = [self.never] * (self.limit + 2)
        for opens, closes in sorted(hours, reverse=True):
            last = min(closes, self.limit) - stay_min
            begin = max(opens, 0)
            if last >= begin:
                row[begin:last + 1] = range(begin + stay_min, last + stay_min + 1)
                row[:begin] = [begin + stay_min] * begin
        return row

    def _meal(self, meal: Meal | None) -> Row:
        if meal is None:
            return [self.never] * (self.limit + 2)
        return self._stays([Interval(meal.opens_min, meal.closes_min)], meal.lasts_min)


def points_of(problem: Problem) -> tuple[str, ...]:
    """The points of a problem: its places in their order, then where days begin and end and where
    one may eat."""
    others = {problem.start, problem.end, *(point for night in problem.nights for point in night)}
    for day in problem.days:
        if day.meal is not None:
            others |= {*(day.legs.points if day.meal.at is None else day.meal.at)}
    places = [place.id for place in problem.places]
    return *places, *sorted(others - {*places})


def _then(first: Row, second: Row) -> Row:
    return [second[minute] for minute in first]
