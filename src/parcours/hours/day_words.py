"""The days of a statement in words: weekdays, seasons, feasts, weeks, years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from parcours.hours.matching import months_of
from parcours.hours.statement import (
    LAST_YEAR,
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
from parcours.i18n.language import Language
from parcours.i18n.weekdays import runs

_NTH = {
    1: "the first {weekday} {of_month}", 2: "the second {weekday} {of_month}",
    3: "the third {weekday} {of_month}", 4: "the fourth {weekday} {of_month}",
    5: "the fifth {weekday} {of_month}", -1: "the last {weekday} {of_month}",
    -2: "the last {weekday} but one {of_month}",
    -3: "the third {weekday} from the end {of_month}",
    -4: "the fourth {weekday} from the end {of_month}",
    -5: "the fifth {weekday} from the end {of_month}"}
_FEASTS = {
    -47: "Shrove Tuesday", -7: "Palm Sunday", -3: "Maundy Thursday", -2: "Good Friday",
    -1: "Holy Saturday", 0: "Easter Sunday", 1: "Easter Monday", 39: "Ascension Day",
    49: "Whit Sunday", 50: "Whit Monday"}
"""Feasts by their days after Easter Sunday."""


def days_in_words(statement: Statement, language: Language) -> str:
    """The days that a statement is about: *le samedi, d’avril à octobre*; empty for all days.

    A season follows the weekdays, a date comes before them.
    """
    seasonal = bool(statement.periods or statement.weeks or statement.years)
    weekly = _weekly(statement.days, language, seasonal=seasonal) if statement.days else ""
    periods = language.all_of([_period(one, language) for one in statement.periods])
    dates = all(isinstance(one, Dates) and one.first == one.last for one in statement.periods)
    parts = [
        *((periods, weekly) if dates else (weekly, periods)),
        language.all_of([_weeks(one, language) for one in statement.weeks]),
        language.all_of([_years(one, language) for one in statement.years])]
    return ", ".join(part for part in parts if part)


def month_run(months: Sequence[int], language: Language) -> str:
    """Months (1 to 12) from the first to the last of a sequence, in words."""
    first, last = language.month(months[0]), language.month(months[-1])
    if months[0] == months[-1]:
        return language.say("in {month}", month=first)
    if _elides(first):
        return language.say("from {first} to {last} (months, from a vowel)", first=first, last=last)
    return language.say("from {first} to {last} (months)", first=first, last=last)


def _elides(word: str) -> bool:
    """A language may elide before a vowel: *d’avril*, *de mai*."""
    return word[0].lower() in "aeiou"


def _weekly(days: Sequence[DayOfWeek], language: Language, *, seasonal: bool) -> str:
    said: list[str] = []
    for one in days:
        if isinstance(one, Weekdays):
            if len(one.days) == 7 and Holidays() in days:
                said.append(language.say("every day, public holidays included"))
            else:
                said += _weekdays(one.days, language, excepting=len(days) == 1 and not seasonal)
        elif isinstance(one, NthWeekday):
            said.append(on_nth(one.weekday, one.nth, language, one.offset))
        elif one.offset:
            said.append(_on(language.say("a public holiday"), one.offset, language))
        elif not (isinstance(days[0], Weekdays) and len(days[0].days) == 7):
            said.append(language.say("on public holidays"))
    return language.all_of(said)


def _weekdays(days: Sequence[int], language: Language, *, excepting: bool) -> Iterator[str]:
    """Days of the week; ``excepting`` where nothing follows that an exception could reach to."""
    if len(days) == 7:
        yield language.say("every day")
        return
    if excepting and len(days) == 6 and days[0] == 0 and days[-1] == 6:
        missing = next(day for day in range(7) if day not in days)
        yield language.say("every day except {weekday}", weekday=language.weekday(missing))
        return
    for run in runs(days):
        if len(run) == 1:
            yield language.say("on {weekday}s", weekday=language.weekday(run[0]))
        else:
            yield language.say("from {first} to {last}", first=language.weekday(run[0]),
                               last=language.weekday(run[-1]))


def on_nth(weekday: int, nth: int, language: Language, offset: int = 0) -> str:
    """A weekday of every month, the first, or counted from its end where negative."""
    return _on(_nth(weekday, nth, language.say("of the month"), language), offset, language)


def _nth(weekday: int, nth: int, of_month: str, language: Language) -> str:
    return language.say(_NTH[nth], weekday=language.weekday(weekday), of_month=of_month)


def _on(day: str, offset: int, language: Language) -> str:
    """On a day, or so many days after or before it."""
    counted = _counted(day, offset, language)
    return counted if abs(offset) > 1 else language.say("on {day} (one day)", day=counted)


def _counted(day: str, offset: int, language: Language) -> str:
    if offset == 0:
        return day
    if offset == 1:
        return language.say("the day after {day}", day=day)
    if offset == -1:
        return language.say("the day before {day}", day=day)
    if offset > 0:
        return language.say("{n} days after {day}", n=offset, day=day)
    return language.say("{n} days before {day}", n=-offset, day=day)


def _period(period: Period, language: Language) -> str:
    if isinstance(period, Months):
        months = months_of(period)
        return (language.all_of([month_run([month], language) for month in months])
                if len(months) == 2 else month_run(months, language))
    first, last = period.first, period.last
    if first == last:
        day, offset = _day(first, language)
        return _on(day, offset, language)
    if _plain(first) and _plain(last):
        if first.year is None and last.year is None:
            return language.days_of_year((first.month, first.day), (last.month, last.day))
        if first.year is not None and last.year is not None:
            return language.dates(date(first.year, first.month, first.day),
                                  date(last.year, last.month, last.day))
        return language.say("from {first} to {last} (dates)", first=_date(first, language),
                            last=_date(last, language))
    return language.say("between {first} and {last}, both included",
                        first=_counted(*_day(first, language), language),
                        last=_counted(*_day(last, language), language))


def _plain(day: Day) -> bool:
    return bool(day.month and not day.nth and not day.offset)


def _date(day: Day, language: Language) -> str:
    if day.year is not None:
        return language.date(date(day.year, day.month, day.day))
    return language.day_month(day.month, day.day)


def _day(day: Day, language: Language) -> tuple[str, int]:
    """A day as a noun, and the days still to be counted from it."""
    offset = day.offset
    if day.month == 0:
        noun = language.say(_FEASTS.get(offset, _FEASTS[0]))
        offset = 0 if offset in _FEASTS else offset
    elif day.nth:
        month = language.month(day.month)
        of_month = (language.say("of {month} (from a vowel)", month=month) if _elides(month)
                    else language.say("of {month}", month=month))
        noun = _nth(day.weekday, day.nth, of_month, language)
    else:
        return language.say("{day} (a date)", day=_date(day, language)), offset
    if day.year is not None:
        noun = language.say("{day} {year}", day=noun, year=day.year)
    return noun, offset


def _weeks(weeks: Weeks, language: Language) -> str:
    first, last = weeks.first, weeks.last
    if weeks.step == 2 and first == 1 and last == 53:
        return language.say("in odd weeks of the year")
    if weeks.step == 2 and first == 2 and last >= 52:
        return language.say("in even weeks of the year")
    if first == last:
        return language.say("in week {n} of the year", n=first)
    said = language.say("from week {first} to week {last} of the year", first=first, last=last)
    if weeks.step > 1:
        return language.say("one week in {n}, {weeks}", n=weeks.step, weeks=said)
    return said


def _years(years: Years, language: Language) -> str:
    if years.first == years.last:
        return language.say("in {year}", year=years.first)
    said = (language.say("from {start} on", start=years.first) if years.last >= LAST_YEAR else
            language.say("from {first} to {last} (years)", first=years.first, last=years.last))
    if years.step > 1:
        return language.say("one year in {n}, {years}", n=years.step, years=said)
    return said
