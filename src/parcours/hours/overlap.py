"""What two statements have to do with one another, on any day of any year."""

from __future__ import annotations

from datetime import date

from parcours.hours.matching import days_of
from parcours.hours.statement import Dates, Day, Holidays, Months, Statement, Weekdays

_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


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
    return days_of(statement, date(min(max(year, 1971), 2100), 1, 1), 365).bit_count()


def covers(one: Statement, other: Statement) -> bool:
    """Whether every day of ``other`` is surely one of ``one``."""
    if one.years or one.weeks:
        return (one.years, one.periods, one.weeks, one.days) == (
            other.years, other.periods, other.weeks, other.days)
    if one.periods and one.periods != other.periods:
        return False
    if not one.days:
        return True
    week, others = _told_weekdays(one), {day for day in one.days if not isinstance(day, Weekdays)}
    return bool(other.days) and week >= _told_weekdays(other) and others >= {
        day for day in other.days if not isinstance(day, Weekdays)}


def _told_weekdays(statement: Statement) -> set[int]:
    return {day for some in statement.days if isinstance(some, Weekdays) for day in some.days}


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
