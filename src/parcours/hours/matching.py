"""The days that a statement is about, by our own counting: no reader of rules is asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from parcours.hours.calendar import holidays
from parcours.hours.local_days import easter
from parcours.hours.statement import (
    Dates,
    Day,
    DayOfWeek,
    Months,
    NthWeekday,
    Period,
    Statement,
    Weekdays,
    Weeks,
    Years,
)


def days_of(statement: Statement, first: date, days: int) -> int:
    """The days that the statement speaks of, as a bit set of so many days from ``first`` on."""
    found = (1 << days) - 1
    for choice in (statement.years, statement.periods, statement.weeks, statement.days):
        if choice:
            either = 0
            for one in choice:
                either |= _days_of(one, first, days)
            found &= either
    return found


@lru_cache(maxsize=4096)
def _days_of(one: Years | Period | Weeks | DayOfWeek, first: date, days: int) -> int:
    if isinstance(one, Dates):
        found, whole = 0, (1 << days) - 1
        years = range(first.year - 1, (first + timedelta(days=days)).year + 2)
        for begins, ends in _stretches(one, years):
            low, high = ((day - first).days for day in (begins, ends))
            found |= ((1 << min(max(high + 1, 0), days)) - 1) & ~((1 << min(max(low, 0), days)) - 1)
        return found & whole
    return sum(1 << n for n in range(days) if _is_one(one, first + timedelta(days=n)))


def _is_one(one: Years | Months | Weeks | DayOfWeek, day: date) -> bool:
    if isinstance(one, Years):
        return _in_years(one, day)
    if isinstance(one, Weeks):
        return _in_weeks(one, day)
    return day.month in months_of(one) if isinstance(one, Months) else _on_day(one, day)


def date_in(day: Day, year: int) -> date:
    """The date of a day in a year; in common years 29 February is the 1st of March."""
    if day.month == 0:
        found = easter(year)
    elif day.nth:
        found = nth_weekday(year, day.month, day.weekday, day.nth)
    elif (day.month, day.day) == (2, 29) and not _is_leap(year):
        found = date(year, 3, 1)
    else:
        found = date(year, day.month, day.day)
    return found + timedelta(days=day.offset)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The ``nth`` weekday of a month, from its end when negative; it may lie beyond the month."""
    if nth > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7 + 7 * (-nth - 1))


def _in_years(years: Years, day: date) -> bool:
    return years.first <= day.year <= years.last and (day.year - years.first) % years.step == 0


def _in_weeks(weeks: Weeks, day: date) -> bool:
    week = day.isocalendar().week
    if weeks.first > weeks.last:
        return week >= weeks.first or week <= weeks.last
    return weeks.first <= week <= weeks.last and (week - weeks.first) % weeks.step == 0


def _stretches(dates: Dates, years: range) -> Iterator[tuple[date, date]]:
    """The first and the last days of the dates, in the years in which they may begin."""
    first, last = dates.first, dates.last
    if first.year is not None:
        begins = _existing(first, first.year)
        if begins is not None:
            yield begins, date_in(last, last.year or first.year)
        return
    for year in years:
        begins = _existing(first, year) if first == last else date_in(first, year)
        if begins is None:
            continue
        ends = begins if first == last else _last_of(last, year)
        yield begins, ends if ends >= begins else _last_of(last, year + 1)


def _last_of(day: Day, year: int) -> date:
    """The same as `date_in`, but that a season which ends on 29 February ends on the 28th."""
    found = date_in(day, year)
    if (day.month, day.day, day.nth) == (2, 29, 0) and not _is_leap(year):
        return found - timedelta(days=1)
    return found


def _existing(day: Day, year: int) -> date | None:
    if (day.month, day.day, day.nth) == (2, 29, 0) and not _is_leap(year):
        return None
    if day.nth and nth_weekday(year, day.month, day.weekday, day.nth).month != day.month:
        return None
    return date_in(day, year)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _on_day(days: DayOfWeek, day: date) -> bool:
    if isinstance(days, Weekdays):
        return day.weekday() in days.days
    from_it = day - timedelta(days=days.offset)
    if isinstance(days, NthWeekday):
        if from_it.weekday() != days.weekday:
            return False
        return nth_weekday(from_it.year, from_it.month, days.weekday, days.nth) == from_it
    return from_it in holidays(from_it.year)


def months_of(period: Months) -> tuple[int, ...]:
    """The months from the first to the last."""
    return tuple((period.first + n - 1) % 12 + 1
                 for n in range((period.last - period.first) % 12 + 1))
