"""What was said about opening hours, and what it says of a day: computed here, without any rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby
from typing import TypeAlias

from parcours.hours.said.phrases import Interval, Season, Span, Time
from parcours.hours.said.vocabulary import EASTER

LONGEST = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FIRST_YEAR, _LAST_YEAR = 2026, 2028  # a leap year, and Easter early and late
_FIXED_HOLIDAYS = {(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)}
_AFTER_EASTER = (1, 39, 50)
_DAY = timedelta(days=1)

SUN = {"sunrise": 420, "sunset": 1140, "dawn": 360, "dusk": 1200}
"""The sun stands still while hours are compared."""

Mask: TypeAlias = int
"""A set of the reference days; bit *i* is the day number *i*."""


@dataclass(frozen=True, slots=True)
class When:
    """Some days: a season (None for the year) and days (None for all of them)."""

    season: Season | None = None
    weekdays: frozenset[int] | None = None
    holiday: bool = False
    """Public holidays too; alone when ``weekdays`` is empty."""
    nth: tuple[tuple[int, int], ...] = ()
    """(weekday, which of the month)."""

    @property
    def every_day(self) -> bool:
        """Whether no day of the week is left out."""
        return self.weekdays is None or len(self.weekdays) == 7


@dataclass(frozen=True, slots=True)
class Opening:
    """Hours on some days."""

    when: When
    hours: tuple[Interval, ...]


@dataclass(frozen=True, slots=True)
class Closing:
    """Days, or a part of each, on which it is closed."""

    when: When
    part: str = ""


@dataclass(frozen=True, slots=True)
class Meaning:
    """Openings, of which the later wins where two speak of a day; then what is excepted."""

    openings: tuple[Opening, ...]
    exceptions: tuple[Opening | Closing, ...] = ()
    always: bool = False
    likely: bool = False
    """Understood, but a person should weigh it."""


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the method of Meeus, Jones and Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    n = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * n) // 451
    month, day = divmod(h + n - 7 * m + 114, 31)
    return date(year, month, day + 1)


def is_holiday(day: date) -> bool:
    """Whether it is a public holiday of France (Code du travail, article L3133-1)."""
    return (day.month, day.day) in _FIXED_HOLIDAYS or (
        (day - easter(day.year)).days in _AFTER_EASTER)


@lru_cache(maxsize=16)
def reference_days(first_year: int, last_year: int) -> tuple[date, ...]:
    """Every day of some years."""
    first = date(first_year, 1, 1)
    return tuple(first + _DAY * n for n in range((date(last_year, 12, 31) - first).days + 1))


def years_of(meaning: Meaning) -> tuple[int, int]:
    """The years on which a meaning is tried: some three, and those it names."""
    named = [year for one in (*meaning.openings, *meaning.exceptions)
             for span in (one.when.season.items if one.when.season else ())
             for year in (span.first[0], span.last[0]) if year]
    return min([_FIRST_YEAR, *named]), max([_LAST_YEAR, *named])


def in_span(span: Span, day: date) -> bool:
    """Whether a span of the year, which may pass New Year, has the day."""
    first, last = _edge(span.first, day.year, last=False), _edge(span.last, day.year, last=True)
    if span.first[0] or span.last[0]:
        return (span.first[0] or day.year, *first) <= (day.year, day.month, day.day) <= (
            span.last[0] or day.year, *last)
    here = (day.month, day.day)
    return first <= here <= last if first <= last else here >= first or here <= last


def _edge(moment: tuple[int, int, int], year: int, *, last: bool) -> tuple[int, int]:
    _, month, day = moment
    if month == EASTER:
        found = easter(year) + day * _DAY
        return found.month, found.day
    return month, day or (LONGEST[month] if last else 1)


@lru_cache(maxsize=512)
def season_mask(season: Season | None, years: tuple[int, int]) -> Mask:
    """The reference days of a season."""
    days = reference_days(*years)
    if season is None or not season.items:
        return (1 << len(days)) - 1
    return sum(1 << n for n, day in enumerate(days)
               if any(in_span(span, day) for span in season.items))


@lru_cache(maxsize=512)
def mask(when: When, years: tuple[int, int]) -> Mask:
    """The reference days that are meant."""
    days = reference_days(*years)
    season = season_mask(when.season, years)
    if when.weekdays is None and not when.nth and not when.holiday:
        return season
    found = 0
    for n, day in enumerate(days):
        if season >> n & 1 and (
                (when.weekdays and day.weekday() in when.weekdays)
                or (when.holiday and is_holiday(day))
                or any(day.weekday() == weekday and _is_nth(day, nth)
                       for weekday, nth in when.nth)):
            found |= 1 << n
    return found


def in_force_order(openings: Sequence[Opening], years: tuple[int, int]) -> tuple[Opening, ...]:
    """Openings in the order in which the later holds: those of public holidays hold over the
    weekdays, and every day of a season within theirs holds over them: *week-ends et jours fériés
    14h-18h ; tous les jours en août 10h-19h*."""
    holidays = [one for one in openings if one.when.holiday]
    plain = [one for one in openings if not one.when.holiday]
    last = [one for one in plain if one.when.every_day and any(
        is_within(one, holiday, years) for holiday in holidays)]
    return (*(one for one in plain if one not in last), *holidays, *last)


def is_within(one: Opening | Closing, other: Opening | Closing, years: tuple[int, int]) -> bool:
    """Whether the season of one is a part of the other's."""
    inner, outer = season_mask(one.when.season, years), season_mask(other.when.season, years)
    return inner != outer and not inner & ~outer


def _is_nth(day: date, nth: int) -> bool:
    if nth < 0:
        return (day + 7 * _DAY).month != day.month
    return (day.day - 1) // 7 + 1 == nth


def days_open(meaning: Meaning, years: tuple[int, int]) -> list[tuple[Interval, ...]]:
    """The hours of each reference day, straight from what was said."""
    count = len(reference_days(*years))
    hours: list[tuple[Interval, ...]] = [()] * count
    if meaning.always:
        return [(Interval(0, 1440),)] * count
    for one in [*in_force_order(meaning.openings, years), *meaning.exceptions]:
        here = mask(one.when, years)
        for n in range(count):
            if here >> n & 1:
                if isinstance(one, Opening):
                    hours[n] = one.hours
                else:
                    hours[n] = remaining(hours[n], one.part)
    return hours


class Unsplit(Exception):
    """Hours that go on from one half of the day into the other cannot lose one of them."""


def remaining(hours: tuple[Interval, ...], part: str) -> tuple[Interval, ...]:
    """The hours left when a part of the day is closed; none left when all of it is."""
    if not part:
        return ()
    if any(part_of(one) is None for one in hours):
        raise Unsplit
    return tuple(one for one in hours if part_of(one) != part)


def part_of(interval: Interval) -> str | None:
    """``morning``, ``afternoon`` or ``evening``; None for hours that are in none of them alone."""
    opens, closes = interval.opens, interval.closes
    if not isinstance(opens, int) or not isinstance(closes, int):
        return None
    if opens < 12 * 60 and closes <= 14 * 60:
        return "morning"
    if opens < 12 * 60:
        return None
    return "afternoon" if opens < 18 * 60 else "evening"


def complement(seasons: Sequence[Season]) -> Season:
    """What some seasons leave of the year; raises ValueError where a year or Easter is named."""
    if any(moment[0] or moment[1] == EASTER for season in seasons for span in season.items
           for moment in (span.first, span.last)):
        raise ValueError("these seasons change from year to year")
    year = [day for day in reference_days(2028, 2028) if not any(
        in_span(span, day) for season in seasons for span in season.items)]
    spans = [_span([day for _, day in run]) for _, run in groupby(
        enumerate(year), lambda pair: pair[1].toordinal() - pair[0])]
    if len(spans) > 1 and spans[0].first == (0, 1, 1) and spans[-1].last == (0, 12, 31):
        spans = [*spans[1:-1], Span(spans[-1].first, spans[0].last)]
    return Season(tuple(_whole_months(span) for span in spans), others=True)


def _span(days: list[date]) -> Span:
    return Span((0, days[0].month, days[0].day), (0, days[-1].month, days[-1].day))


def _whole_months(span: Span) -> Span:
    (_, first, begins), (_, last, ends) = span.first, span.last
    if begins == 1 and ends == LONGEST[last]:
        return Span((0, first, 0), (0, last, 0))
    return span


def spans_of(hours: list[tuple[Interval, ...]], sun: dict[str, int]) -> list[tuple[int, int]]:
    """The hours of a list of days as minutes since its first midnight, those that touch joined."""
    spans = sorted(_in_minutes(n, hours) for n, hours in _each(hours, sun))
    merged: list[tuple[int, int]] = []
    for opens, closes in spans:
        if merged and opens <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(closes, merged[-1][1]))
        else:
            merged.append((opens, closes))
    return merged


def same(one: Meaning, other: Meaning) -> bool:
    """Whether two meanings open at the same minutes."""
    years = (min(years_of(one)[0], years_of(other)[0]), max(years_of(one)[1], years_of(other)[1]))
    return spans_of(days_open(one, years), SUN) == spans_of(days_open(other, years), SUN)


def _each(hours: list[tuple[Interval, ...]], sun: dict[str, int]
          ) -> Iterator[tuple[int, tuple[int, int]]]:
    for n, intervals in enumerate(hours):
        for one in intervals:
            yield n, (_minutes(one.opens, sun), _minutes(one.closes, sun))


def _in_minutes(day: int, hours: tuple[int, int]) -> tuple[int, int]:
    return day * 1440 + hours[0], day * 1440 + hours[1]


def _minutes(time: Time, sun: dict[str, int]) -> int:
    return time if isinstance(time, int) else sun[time]
