"""The days that a statement is about, by our own counting: no reader of rules is asked."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from parcours.hours.calendar import holidays
from parcours.hours.statement import (
    Dates,
    Day,
    DayOfWeek,
    Holidays,
    Months,
    NthWeekday,
    Period,
    Statement,
    Weekdays,
    Weeks,
    Years,
)

_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


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
    return sum(1 << n for n in range(days) if _is_one(one, first + timedelta(days=n)))


def _is_one(one: Years | Period | Weeks | DayOfWeek, day: date) -> bool:
    if isinstance(one, Years):
        return _in_years(one, day)
    if isinstance(one, Weeks):
        return _in_weeks(one, day)
    return _in_period(one, day) if isinstance(one, Months | Dates) else _on_day(one, day)


def may_share_a_day(one: Statement, other: Statement) -> bool:
    """Whether some day of some year may be in both: True when in doubt."""
    return all(not ours.isdisjoint(theirs) for ours, theirs in (
        (_weekdays(one), _weekdays(other)), (_days_of_year(one), _days_of_year(other)),
        (_week_numbers(one), _week_numbers(other)), (_year_numbers(one), _year_numbers(other))))


def may_be_the_day_after(one: Statement, other: Statement) -> bool:
    """Whether some day of ``one`` may follow a day of ``other``: True when in doubt."""
    return not {(day + 1) % 7 for day in _weekdays(other)}.isdisjoint(_weekdays(one)) and (
        not {(day + 1) % 366 for day in _days_of_year(other)}.isdisjoint(_days_of_year(one)))


def is_rarer(one: Statement, other: Statement) -> bool:
    """Whether it is about half as many days as the other, or fewer."""
    return 2 * _days_a_year(one) <= _days_a_year(other)


def _days_a_year(statement: Statement) -> int:
    year = statement.years[0].first if statement.years else next(
        (one.first.year for one in statement.periods if isinstance(one, Dates) and one.first.year),
        2027)
    return days_of(statement, date(year, 1, 1), 365).bit_count()


def covers(one: Statement, other: Statement) -> bool:
    """Whether every day of ``other`` is surely one of ``one``."""
    if one.years or one.weeks:
        return (one.years, one.periods, one.weeks, one.days) == (
            other.years, other.periods, other.weeks, other.days)
    within = not one.periods or one.periods == other.periods
    if not one.days:
        return within
    return within and bool(other.days) and set(one.days) >= {
        day for day in other.days if not isinstance(day, Weekdays)} and _weekdays(one) >= {
        day for some in other.days if isinstance(some, Weekdays) for day in some.days}


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


@lru_cache(maxsize=512)
def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the rule of Meeus, Jones and Butcher."""
    century, of_century = divmod(year, 100)
    golden = year % 19
    moon = (19 * golden + century - century // 4
            - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


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


def _in_period(period: Period, day: date) -> bool:
    if isinstance(period, Months):
        return day.month in months_of(period)
    first, last = period.first, period.last
    if first.year is not None:
        begins = _existing(first, first.year)
        ends = date_in(last, last.year or first.year)
        return begins is not None and begins <= day <= ends
    for year in (day.year - 1, day.year, day.year + 1):
        begins = _existing(first, year) if first == last else date_in(first, year)
        if begins is None:
            continue
        ends = begins if first == last else _last_of(last, year)
        if ends < begins:
            ends = _last_of(last, year + 1)
        if begins <= day <= ends:
            return True
    return False


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


def _weekdays(statement: Statement) -> set[int]:
    found: set[int] = set()
    for one in statement.days:
        if isinstance(one, Holidays):
            return set(range(7))
        found |= set(one.days) if isinstance(one, Weekdays) else {
            (one.weekday + one.offset) % 7}
    return found or set(range(7))


def _days_of_year(statement: Statement) -> set[int]:
    """The days of a leap year that it may be about, from 0 to 365."""
    found: set[int] = set()
    for one in statement.periods:
        if isinstance(one, Months):
            first, last = Day(one.first, 1), Day(one.last, _LONGEST[one.last - 1])
        else:
            first, last = one.first, one.last
            if not first.month or not last.month or first.year != last.year:
                return set(range(366))
        begins, ends = _number(first, 1), _number(last, _LONGEST[last.month - 1])
        found |= {(begins + n) % 366 for n in range((ends - begins) % 366 + 1)}
    return found or set(range(366))


def _number(day: Day, otherwise: int) -> int:
    """The number of a day in a leap year; of an nth weekday, that of another day of its month."""
    return date(2028, day.month, otherwise if day.nth else day.day).timetuple().tm_yday - 1 + (
        day.offset)


def _week_numbers(statement: Statement) -> set[int]:
    return {week for one in statement.weeks for week in (
        range(one.first, one.last + 1, one.step) if one.first <= one.last
        else (*range(one.first, 54), *range(1, one.last + 1)))} or set(range(1, 54))


def _year_numbers(statement: Statement) -> set[int]:
    """Its years as far as 2100; a date of one year has none here."""
    dated = {day.year for one in statement.periods if isinstance(one, Dates)
             for day in (one.first, one.last)}
    if statement.periods and None not in dated and len(dated) == 1 and len(
            [one for one in statement.periods if isinstance(one, Dates)]) == len(statement.periods):
        return {year for year in dated if year is not None}
    return {year for one in statement.years for year in range(
        one.first, min(one.last, 2100) + 1, one.step)} or set(range(1900, 2101))
