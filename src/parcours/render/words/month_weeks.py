"""On which weekdays one can set out in each month of the year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import lru_cache
from typing import NamedTuple

from parcours.hours.day_rows import ends_of, span_of
from parcours.hours.day_set import DaySet

_A_DAY = timedelta(days=1)
Week = tuple[tuple[int, ...], tuple[int, ...]]
"""Weekdays on which one can set out as a rule, and those on which only at times."""


class Blocked(NamedTuple):
    """Days on which one cannot set out, by what is in the way."""

    closed: DaySet
    """As every week."""
    holidays: DaySet
    unserved: DaySet
    """By timetables, and not every week."""
    dated_closure: DaySet
    """A status, works: it says nothing of the weekdays and months on which one can set out."""


@lru_cache(maxsize=4096)
def weeks_of_months(starts: DaySet, blocked: Blocked, horizon: DaySet) -> tuple[Week | None, ...]:
    """For January to December the weekdays on which one can set out; None where on none.

    Only days that are possible, or closed as every week, are looked at. A weekday counts as a rule
    when at least three quarters of its days in that month are possible.
    """
    weeks: list[Week | None] = []
    counted = starts | blocked.closed
    for here, starting in zip(counted.months, starts.months, strict=True):
        if not starting:
            weeks.append(None)
            continue
        always: list[int] = []
        sometimes: list[int] = []
        for weekday in range(7):
            found = starting.on(weekday).count
            if found:
                (always if 4 * found >= 3 * here.on(weekday).count else sometimes).append(weekday)
        weeks.append((tuple(always), tuple(sometimes)))
    weeks = _with_unheard(weeks, counted)
    weeks = [week and _beside(n, weeks, starts, blocked, horizon) for n, week in enumerate(weeks)]
    return _through_closures(weeks, blocked.dated_closure)


def _with_unheard(weeks: Sequence[Week | None], counted: DaySet) -> list[Week | None]:
    """A weekday that is none of the days that count in a month, as in a season that ends on the
    fifth, is there what it is in the months beside, if these are then alike; where none of the
    days that count is ruled out, nothing rules out the others."""
    lent = [week and _lent(n, week, weeks, counted) for n, week in enumerate(weeks)]
    return [one if one in (lent[n - 1], lent[(n + 1) % 12]) or (one and len(one[0]) == 7) else week
            for n, (one, week) in enumerate(zip(lent, weeks, strict=True))]


def _lent(n: int, week: Week, weeks: Sequence[Week | None], counted: DaySet) -> Week:
    """The week of a month, with what the months beside say of the weekdays that it lacks."""
    always, sometimes = week
    unheard = {*range(7)} - {*counted.months[n].weekdays}
    possible, shut = set[int](), set[int]()
    for month in ((n - 1) % 12, (n + 1) % 12):
        if beside := weeks[month]:
            heard = unheard & {*counted.months[month].weekdays}
            possible |= heard & {*beside[0]}
            shut |= heard - {*beside[0]}
    lent = unheard if len(always) + len(unheard) == 7 and not shut else possible - shut
    return tuple(sorted({*always} | lent)), sometimes


def _beside(n: int, weeks: Sequence[Week | None], starts: DaySet, blocked: Blocked,
            horizon: DaySet) -> Week | None:
    """The week of a month of which a few days alone count: that of the month they touch, where
    these are its days, too. Who sleeps the second night in a house that opens in March sets out
    from 28 February on, not *on Sundays, on 28 February*.

    Neither holidays nor the end of what is computed lie between two months.
    """
    ends = ends_of(starts.months[n])
    counted = starts | blocked.closed
    here = list(counted.months[n].between(*ends))
    if counted.months[n].count > 7 or any(day not in counted and day not in blocked.holidays
                             for day in span_of(DaySet.of(ends[0], ends))):
        return weeks[n]
    for step, day in ((1, ends[1]), (-1, ends[0])):
        beside = day + step * _A_DAY
        while beside.month == n + 1 and (beside in counted or beside in blocked.holidays
                                         or beside not in horizon):
            beside += step * _A_DAY
        week = weeks[(n + step) % 12]
        if week is None or beside.month == n + 1 or counted.months[(n + step) % 12].count < 7:
            continue
        always, sometimes = week
        if all((day.weekday() in always) <= (day in starts) <= (
                day.weekday() in always or day.weekday() in sometimes) for day in here):
            return week
    return weeks[n]


def _through_closures(weeks: Sequence[Week | None], closure: DaySet) -> tuple[Week | None, ...]:
    """Months that a closure of this year takes away whole are like those around them, where these
    are alike: works until the middle of March are no reason to say *de mars à janvier*."""
    found = list(weeks)
    for n, week in enumerate(weeks):
        if week is None and closure.months[n]:
            before, after = (next((weeks[(n + step * far) % 12] for far in range(1, 12)
                                   if weeks[(n + step * far) % 12]
                                   or not closure.months[(n + step * far) % 12]), None)
                             for step in (-1, 1))
            found[n] = before if before == after else None
    return tuple(found)
