"""Opening periods to an OpenStreetMap rule, when the rule says neither more nor less.

The rule is laid out by the same reader that the site uses and compared with the periods on every
day they cover; a rule that differs on a single day is not given.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby, pairwise

from parcours.diagnostics.diagnostic import Words
from parcours.hours import calendar
from parcours.hours.clock import DAY_MIN, clock
from parcours.importers.found import Period

_WEEK = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_YEAR = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MOST_DAYS = 3 * 366
_ANY_YEAR = 2028  # it has a 29 February
_DAY = timedelta(days=1)

Week = tuple[tuple[tuple[int, int], ...], ...]
"""For each day of the week, the intervals of opening in minutes."""


class Inexact(Exception):
    """Why no rule says exactly what the periods say."""

    def __init__(self, fr: str, en: str) -> None:
        super().__init__(en)
        self.why = Words(fr, en)


def rule_of(periods: Sequence[Period]) -> str:
    """The rule that opens and closes as the periods do; raises `Inexact` when none does."""
    whole = _whole(periods)
    spans: Sequence[tuple[date | None, date | None, Week]]
    if not any(one.first for one in whole):
        spans = [(None, None, _week(whole, None))]
    elif whole[0].every_year:
        spans = _spans(whole, date(_ANY_YEAR, 1, 1), date(_ANY_YEAR, 12, 31))
    else:
        first = min(one.first for one in whole if one.first)
        last = max(one.last for one in whole if one.last)
        if (last - first).days > _MOST_DAYS:
            raise Inexact("les périodes couvrent plus de trois ans",
                          "the periods cover more than three years")
        spans = _spans(whole, first, last)
    hourless, yearly = periods[0].opens_min is None, whole[0].every_year
    rule = "; ".join(part for first, last, week in spans for part in _written(
        first, last, week, every_year=yearly, hourless=hourless))
    if not rule or len(rule) > 2000 or not calendar.is_rule(rule) or not _same(rule, whole):
        raise Inexact("aucune règle n’ouvre exactement aux mêmes heures",
                      "no rule opens at exactly the same hours")
    return rule


def last_day(periods: Sequence[Period]) -> date | None:
    """The last day that the periods speak of; None when they come back every year."""
    ends = [one.last for one in periods]
    if any(end is None for end in ends) or any(one.every_year for one in periods):
        return None
    return max((end for end in ends if end), default=None)


def _whole(periods: Sequence[Period]) -> list[Period]:
    """The periods with their last minute written as 24:00, all of one sort."""
    timed = {one.opens_min is not None and one.closes_min is not None for one in periods}
    half = any((one.opens_min is None) != (one.closes_min is None)
               or (one.first is None) != (one.last is None) for one in periods)
    if half or len(timed) != 1:
        raise Inexact("des jours sont donnés sans leurs heures", "some days come without hours")
    if len({(one.every_year, one.first is None) for one in periods}) != 1:
        raise Inexact("des périodes reviennent chaque année et d’autres non",
                      "some periods come back every year and others do not")
    whole = [replace(one, closes_min=one.closes_min or DAY_MIN, opens_min=one.opens_min or 0)
             for one in periods]
    for one in whole:
        if (one.opens_min or 0) >= (one.closes_min or 0):
            raise Inexact("une période ferme après minuit", "a period closes after midnight")
        if one.first and one.last and one.first > one.last and not one.every_year:
            raise Inexact("une période finit avant de commencer",
                          "a period ends before it begins")
    return whole


def _covers(period: Period, day: date | None) -> bool:
    if day is None or period.first is None or period.last is None:
        return True
    if not period.every_year:
        return period.first <= day <= period.last
    first, last = (period.first.month, period.first.day), (period.last.month, period.last.day)
    here = (day.month, day.day)
    return first <= here <= last if first <= last else here >= first or here <= last


def _week(periods: Sequence[Period], day: date | None) -> Week:
    """The opening of each weekday in a stretch where the same periods hold, ``day`` among them."""
    return tuple(_open(periods, day, weekday) for weekday in range(7))


def _open(periods: Sequence[Period], day: date | None, weekday: int) -> tuple[tuple[int, int], ...]:
    intervals = sorted({(one.opens_min or 0, one.closes_min or 0) for one in periods
                        if weekday in one.days and _covers(one, day)})
    for (_, closes), (opens, _) in pairwise(intervals):
        if opens < closes:
            raise Inexact("deux périodes donnent des heures différentes le même jour",
                          "two periods give different hours for the same day")
    return tuple(intervals)


def _spans(periods: Sequence[Period], first: date, last: date) -> list[tuple[date, date, Week]]:
    """The stretches of days with the same week, in order, the closed ones left out."""
    days = [first + _DAY * n for n in range((last - first).days + 1)]
    found = []
    for week, same in groupby(days, lambda day: _week(periods, day)):
        stretch = list(same)
        if any(week):
            found.append((stretch[0], stretch[-1], week))
    return found


def _written(first: date | None, last: date | None, week: Week, *,
             every_year: bool, hourless: bool) -> Iterator[str]:
    when = ""
    if first and last and not (every_year and (last - first).days == 365):
        year = "" if every_year else f"{first.year} "
        until = "" if every_year else f"{last.year} "
        when = f"{year}{_YEAR[first.month - 1]} {first.day:02d}"
        if last != first:
            when += f"-{until}{_YEAR[last.month - 1]} {last.day:02d}"
        when += ": "
    met = {(first + _DAY * n).weekday() for n in range(min(7, (last - first).days + 1))
           } if first and last and not every_year else set(range(7))
    for intervals in sorted(set(week) - {()}):
        days = [day for day in range(7) if week[day] == intervals and day in met]
        times = ",".join(f"{clock(opens)}-{clock(closes)}" for opens, closes in intervals)
        if days:
            yield f"{when}{_days(days)}{'' if hourless else f' {times}'}"


def _days(days: list[int]) -> str:
    """Weekdays with neighbours joined: ``Mo,We-Fr``."""
    runs = [[day for _, day in run]
            for _, run in groupby(enumerate(days), lambda pair: pair[1] - pair[0])]
    return ",".join(_WEEK[run[0]] if len(run) == 1 else
                    f"{_WEEK[run[0]]}{',' if len(run) == 2 else '-'}{_WEEK[run[-1]]}"
                    for run in runs)


def _same(rule: str, periods: Sequence[Period]) -> bool:
    """Whether the rule, as our own reader understands it, opens as the periods do each day."""
    dated = not periods[0].every_year and periods[0].first is not None
    first = min((one.first for one in periods if one.first and dated),
                default=date(_ANY_YEAR - 1, 1, 1)) - _DAY
    last = max((one.last for one in periods if one.last and dated),
               default=date(_ANY_YEAR, 12, 31)) + _DAY
    day = first
    while day <= last:
        laid_out = calendar.calendar(rule, calendar.ANYWHERE, day)
        for here in calendar.horizon(day).between(None, last):
            said = [(opens, min(closes, DAY_MIN)) for opens, closes in
                    laid_out.intervals_on(here)]
            if _joined(said) != _joined(_open(periods, here, here.weekday())):
                return False
        day += _DAY * calendar.HORIZON_DAYS
    return True


def _joined(intervals: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for opens, closes in sorted(intervals):
        if joined and opens <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(closes, joined[-1][1]))
        else:
            joined.append((opens, closes))
    return joined
