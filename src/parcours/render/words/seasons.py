"""Where what is possible in some months begins and ends: *du 15 mars au 10 novembre*."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from parcours.hours.day_rows import OfYear, of_year, rows_of
from parcours.hours.day_set import DaySet
from parcours.render.words.day_rules import Span, days_of_season, month_length
from parcours.render.words.month_weeks import Blocked

_A_DAY = timedelta(days=1)


def season_of(run: Sequence[int], starts: DaySet, unkept: DaySet, blocked: Blocked,
              horizon: DaySet) -> Span:
    """The season of months that follow one another: *de janvier à février* promises the first
    Sundays of January, also where all opens on the seventeenth.

    ``unkept`` are days that a weekday promises in vain.
    """
    within = DaySet(horizon.first)
    for month in run:
        within |= horizon.months[month - 1]
    found = (run[0], 1), (run[-1], month_length(run[-1]))
    if len(run) < 12 and unkept & within:
        found = _by_days(within, starts, unkept, blocked, horizon) or found
    # of whole months to February, in years that have no 29th
    if found[0][1] == 1 and found[1] == (2, 28) and not any(
            day.day == 29 for day in horizon.months[1]):
        return found[0], (2, 29)
    return found


def _by_days(within: DaySet, starts: DaySet, unkept: DaySet, blocked: Blocked,
             horizon: DaySet) -> Span | None:
    """The first and last day of what is possible in some months, the same each year; None where it
    fills them.

    Days ``closed`` as every week belong to a season like those that are possible, as do holidays
    that they surround. Neither a row that the coming days cut off says where its season begins or
    ends, nor one that a dated closure cuts off.
    """
    end = horizon.first + timedelta(days=horizon.count - 1)
    firsts, lasts = list[list[OfYear]](), list[list[OfYear]]()
    partly, shut = False, (blocked.closed - unkept) | blocked.holidays
    for row in rows_of(within):
        here = list(starts.between(row[0], row[-1]))
        if not here:
            continue
        first, last = here[0], here[-1]
        before, after = unkept.between(row[0], first), unkept.between(last, row[-1])
        begins = _may_be(first, -_A_DAY, row[0], shut) if before else [row[0]]
        ends = _may_be(last, _A_DAY, row[-1], shut) if after else [row[-1]]
        partly |= begins[0] > row[0] or ends[0] < row[-1]
        if not before & blocked.dated_closure and begins[0] > horizon.first:
            firsts.append([of_year(day) for day in begins])
        if not after & blocked.dated_closure and ends[0] < end:
            lasts.append([of_year(day) for day in ends])
    begin, until = _in_each(firsts), _in_each(lasts)
    if not partly or not begin or not until:
        return None
    season = begin, until
    return None if starts & within - days_of_season(season, horizon) else season


def _may_be(day: date, step: timedelta, end: date, shut: DaySet) -> list[date]:
    """The days on which a season may begin or end, of which this one is possible and those beyond
    are not, the likeliest first: it, then those next to it that are closed as every week. Where
    these lead to the end of the month, that is one."""
    days = [day]
    while days[-1] != end and days[-1] + step in shut:
        days.append(days[-1] + step)
    return [end] if days[-1] == end else days


def _in_each(seasons: Sequence[Sequence[OfYear]]) -> OfYear | None:
    """The likeliest day of the first of these years that may be one of all the others, too."""
    return next((day for day in seasons[0] if all(day in one for one in seasons)),
                None) if seasons else None
