"""Where one more place can be put into the order of a day.

For each position of an order it is kept when one is ready to leave the point before, and how late
one may arrive there for all that follows to stay possible. So whether a place fits into a gap is
known from a few look-ups, and not by walking through the day again.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple, Protocol, TypeAlias

from parcours.planning.rows import DayRows, Row

Order: TypeAlias = list[int]
Fit: TypeAlias = tuple[int, int, int]
"""A place, the position at which it fits in, and by how much one is later at what follows."""


class Times(NamedTuple):
    """What is kept of an order, at each position; of the last ones, at the end of the day."""

    ready: list[int]
    """When one can leave the point before."""
    latest: list[int]
    """The last arrival from which all that follows is possible; below 0 where there is none."""
    hungry: list[int]
    """`ready` with the meal still to come; empty where no meal is asked."""
    latest_hungry: list[int]
    """`latest` with the meal still to come."""


class Gaps(Protocol):
    """One day from one point to another, whatever its order."""

    start: int
    end: int
    cost: int
    """What a look costs, of which the plainest is 1."""

    def times(self, order: Order) -> Times:
        """What is kept of an order that is possible."""
        ...

    def empty_is_possible(self) -> bool:
        """Whether one gets from start to end at all, with the meal that is asked."""
        ...

    def fits(self, order: Order, times: Times, places: Sequence[int]) -> list[Fit]:
        """Every gap into which one of these places fits."""
        ...

    def replaceable(self, order: Order, times: Times, place: int) -> list[tuple[int, int]]:
        """For each position at which the place may be put the end of the stretch that must go, the
        shortest; empty where nothing must."""
        ...


def gaps_of(rows: DayRows, start: int, end: int) -> Gaps:
    """The gaps of a day; the way of looking at them that is enough for it."""
    if rows.tables:
        return _GapsWithMeal(rows, start, end)
    if all(isinstance(row, range) for one in rows.leg for row in one) and \
            all(len(arrivals) < 2 for arrivals in rows.arrivals):
        return _FixedGaps(rows, start, end)
    return _GapsByMinute(rows, start, end)


class _FixedGaps:
    """Legs that always take as long and one interval a place: plain sums."""

    cost = 1

    def __init__(self, rows: DayRows, start: int, end: int) -> None:
        self.start, self.end = start, end
        self._opens, self._limit = rows.opens, rows.limit
        self._lasts = [[row[0] for row in one] for one in rows.leg]
        self._lasts_to = [list(one) for one in zip(*self._lasts, strict=True)]
        self._stay = rows.stay_min
        self._first = [arrivals[0][0] if arrivals else rows.never for arrivals in rows.arrivals]
        self._last = [arrivals[0][1] if arrivals else -1 for arrivals in rows.arrivals]
        places = range(len(self._stay))
        self._leave_by = [[self._last[n] - lasts[n] for n in places] for lasts in self._lasts]
        self._there_at = [[self._first[n] + self._stay[n] + lasts[n] for n in places]
                          for lasts in self._lasts_to]

    def times(self, order: Order) -> Times:
        point, minute = self.start, self._opens
        ready = [minute]
        for place in order:
            minute = max(minute + self._lasts[point][place], self._first[place])
            minute += self._stay[place]
            ready.append(minute)
            point = place
        point, minute = self.end, self._limit
        latest = [minute]
        for place in reversed(order):
            minute = min(minute - self._lasts[place][point] - self._stay[place], self._last[place])
            latest.append(minute)
            point = place
        latest.reverse()
        return Times(ready, latest, [], [])

    def empty_is_possible(self) -> bool:
        return self._opens + self._lasts[self.start][self.end] <= self._limit

    def fits(self, order: Order, times: Times, places: Sequence[int]) -> list[Fit]:
        found: list[Fit] = []
        first, stay = self._first, self._stay
        before = self.start
        for n, after in enumerate([*order, self.end]):
            ready, latest = times.ready[n], times.latest[n]
            leave_by, there_at = self._leave_by[before], self._there_at[after]
            there, on = self._lasts[before], self._lasts_to[after]
            known = ready + there[after]
            for place in places:
                if ready <= leave_by[place] and there_at[place] <= latest:
                    minute = ready + there[place]
                    if minute < first[place]:  # noqa: PLR1730  (`max` takes three times as long)
                        minute = first[place]
                    minute += stay[place] + on[place]
                    if minute <= latest:
                        found.append((place, n, max(0, minute - known)))
            before = after
        return found

    def replaceable(self, order: Order, times: Times, place: int) -> list[tuple[int, int]]:
        found = []
        points = [*order, self.end]
        before = self.start
        for n, ready in enumerate(times.ready):
            if ready > self._leave_by[before][place]:
                break
            ends = max(ready + self._lasts[before][place], self._first[place]) + self._stay[place]
            for end in range(n, len(points)):
                if ends + self._lasts[place][points[end]] <= times.latest[end]:
                    found.append((n, end))
                    break
            before = points[n]
        return found


class _GapsByMinute:
    """Legs by minute, without a meal."""

    cost = 2

    def __init__(self, rows: DayRows, start: int, end: int) -> None:
        self.start, self.end, self._rows = start, end, rows
        self._look = _Looks(rows)

    def times(self, order: Order) -> Times:
        rows = self._rows
        leg, stays = rows.leg, rows.ends
        point, minute = self.start, rows.opens
        ready = [minute]
        for place in order:
            minute = stays[place][leg[point][place][minute]]
            ready.append(minute)
            point = place
        point, minute = self.end, rows.limit
        latest = [minute]
        for place in reversed(order):
            minute = bisect_right(stays[place], _latest(leg[place][point], minute)) - 1
            latest.append(minute)
            point = place
        latest.reverse()
        return Times(ready, latest, [], [])

    def empty_is_possible(self) -> bool:
        return self._rows.leg[self.start][self.end][self._rows.opens] <= self._rows.limit

    def fits(self, order: Order, times: Times, places: Sequence[int]) -> list[Fit]:
        found: list[Fit] = []
        stays, look = self._rows.ends, self._look
        before = self.start
        for n, after in enumerate([*order, self.end]):
            ready, latest = times.ready[n], times.latest[n]
            leave_by, there_at = look.leave_by[before], look.there_at[after]
            leg, to = self._rows.leg[before], look.to[after]
            known = leg[after][ready]
            for place in places:
                if ready <= leave_by[place] and there_at[place] <= latest:
                    minute = to[place][stays[place][leg[place][ready]]]
                    if minute <= latest:
                        found.append((place, n, max(0, minute - known)))
            before = after
        return found

    def replaceable(self, order: Order, times: Times, place: int) -> list[tuple[int, int]]:
        return _replaceable(self._rows, [self.start, *order, self.end], times, place)


class _GapsWithMeal:
    """Legs by minute and a meal: each minute is kept twice, *hungry* and fed."""

    cost = 4

    def __init__(self, rows: DayRows, start: int, end: int) -> None:
        self.start, self.end, self._rows = start, end, rows
        self._look = _Looks(rows)
        points, places = range(len(rows.points)), range(len(rows.stay_min))
        self._step = [[rows.step(a, b) for b in places] for a in points]
        self._meal_step = [[rows.meal_step(a, b) for b in places] for a in points]
        self._meal_to = [[rows.meal_leg(a, b) for a in places] for b in points]

    def times(self, order: Order) -> Times:
        rows = self._rows
        point, fed, hungry = self.start, rows.never, rows.opens
        ready, ready_hungry = [fed], [hungry]
        for place in order:
            step = self._step[point][place]
            fed = min(step[fed], self._meal_step[point][place][hungry])
            hungry = step[hungry]
            ready.append(fed)
            ready_hungry.append(hungry)
            point = place
        point, fed, hungry = self.end, rows.limit, -1
        latest, latest_hungry = [fed], [hungry]
        for place in reversed(order):
            stays, leg = rows.ends[place], rows.leg[place][point]
            hungry = max(_latest(leg, hungry), _latest(rows.meal_leg(place, point), fed))
            hungry = bisect_right(stays, hungry) - 1
            fed = bisect_right(stays, _latest(leg, fed)) - 1
            latest.append(fed)
            latest_hungry.append(hungry)
            point = place
        latest.reverse()
        latest_hungry.reverse()
        return Times(ready, latest, ready_hungry, latest_hungry)

    def empty_is_possible(self) -> bool:
        return self._rows.meal_leg(self.start, self.end)[self._rows.opens] <= self._rows.limit

    def fits(self, order: Order, times: Times, places: Sequence[int]) -> list[Fit]:
        rows, look = self._rows, self._look
        never = rows.never
        found: list[Fit] = []
        before = self.start
        for n, after in enumerate([*order, self.end]):
            fed, hungry = times.ready[n], times.hungry[n]
            latest, latest_hungry = times.latest[n], times.latest_hungry[n]
            leave_by, there_at = look.leave_by[before], look.there_at[after]
            leg, to, meal_to = rows.leg[before], look.to[after], self._meal_to[after]
            steps, meal_steps = self._step[before], self._meal_step[before]
            known_hungry = leg[after][hungry]
            known = min(leg[after][fed], rows.meal_leg(before, after)[hungry])
            if known > rows.limit:
                known = known_hungry
            for place in places:
                if hungry > leave_by[place] or (
                        there_at[place] > latest and there_at[place] > latest_hungry):
                    continue
                step = steps[place]
                ends_hungry, ends = step[hungry], step[fed]
                if (minute := meal_steps[place][hungry]) < ends:
                    ends = minute
                minute, later = to[place][ends], never
                if (other := meal_to[place][ends_hungry]) < minute:
                    minute = other
                if minute <= latest:
                    later = minute - known
                minute = to[place][ends_hungry]
                if minute <= latest_hungry and minute - known_hungry < later:
                    later = minute - known_hungry
                if later < never:
                    found.append((place, n, max(0, later)))
            before = after
        return found

    def replaceable(self, order: Order, times: Times, place: int) -> list[tuple[int, int]]:
        rows, found = self._rows, []
        points = [self.start, *order, self.end]
        for n, (fed, hungry) in enumerate(zip(times.ready, times.hungry, strict=True)):
            step = self._step[points[n]][place]
            ends_hungry = step[hungry]
            ends = min(step[fed], self._meal_step[points[n]][place][hungry])
            if ends_hungry > rows.limit:
                break
            for end in range(n, len(points) - 1):
                after = points[end + 1]
                leg = rows.leg[place][after]
                if leg[ends_hungry] <= times.latest_hungry[end] or \
                        min(leg[ends], self._meal_to[after][place][ends_hungry]) <= \
                        times.latest[end]:
                    found.append((n, end))
                    break
        return found


class _Looks:
    """What tells at a glance that a place does not fit."""

    def __init__(self, rows: DayRows) -> None:
        points, places = range(len(rows.points)), range(len(rows.stay_min))
        self.to = [[rows.leg[a][b] for a in points] for b in points]
        last = [rows.last_arrival(place, rows.limit) for place in places]
        self.leave_by = [[_latest(rows.leg[a][place], last[place]) for place in places]
                         for a in points]
        """For each point and place the last minute at which one may leave for it."""
        self.there_at = [[rows.leg[place][b][min(rows.ends[place][0], rows.never)]
                          for place in places] for b in points]
        """For each point and place the first arrival at the point after a stay at the place."""


def _replaceable(rows: DayRows, points: Sequence[int], times: Times,
                 place: int) -> list[tuple[int, int]]:
    found = []
    for n, ready in enumerate(times.ready):
        ends = rows.ends[place][rows.leg[points[n]][place][ready]]
        if ends > rows.limit:
            break
        for end in range(n, len(points) - 1):
            if rows.leg[place][points[end + 1]][ends] <= times.latest[end]:
                found.append((n, end))
                break
    return found


def _latest(row: Row, minute: int) -> int:
    """The last minute from which a row leads to a minute at the latest; below 0 where none does."""
    if isinstance(row, range):
        return minute - row.start
    return bisect_right(row, minute) - 1
