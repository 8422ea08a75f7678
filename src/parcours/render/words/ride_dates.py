"""Dates on which something runs, in words: weekdays of a stretch of dates, but for a few."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from parcours.hours.day_rows import ends_of, of_year, rows_apart, rows_of
from parcours.hours.day_set import DaySet
from parcours.i18n.language import Language
from parcours.i18n.weekdays import spans
from parcours.render.words.excepted_days import stretches

_MOST_EXCEPTIONS = 3
_MOST_ROWS = 6
"""Rows of dates that are told as such; more of them by weekdays, where that is shorter."""
_MOST_SPELLS = 3
_YEAR_DAYS = 365
"""From so many days on a date alone may be either of two."""


def dates_in_words(days: DaySet, every: DaySet, language: Language) -> str:
    """Some of ``every`` day in words: weekdays of a stretch of dates, but for a few, and a few
    more; else dates alone."""
    first, last = ends_of(days)
    if first == last:
        return language.say("on {day}", day=language.full_date(first))
    with_year = (ends_of(every)[1] - every.first).days >= _YEAR_DAYS
    weekdays = [day for day in days.weekdays
                if 2 * days.on(day).count > every.between(first, last).on(day).count]
    first, last = ends_of(days.on_any(weekdays) or days)
    alike = every.between(first, last).on_any(weekdays)
    but = [row for years in stretches(alike - days, days) for row in years]
    more, rows = rows_of(days - alike), rows_of(days)
    most = max(_MOST_EXCEPTIONS, len(rows) // 4)  # what is told in place of many rows may be longer
    simple = bool(alike) and len(but) <= min(most, days.count // 4) and len(more) <= most and not (
        more and len(rows) <= _MOST_EXCEPTIONS + 1)
    if (not simple or len(more) > _MOST_ROWS) and len(rows) > _MOST_ROWS and (
            said := _by_weekdays(days, every, language, with_year=with_year)):
        return said
    if not simple:
        return language.all_of([_stretch(row, language, with_year=with_year) for row in rows])
    stretch = _stretch(ends_of(alike), language, with_year=with_year)
    said = stretch if len(weekdays) == 7 else language.say(
        "{weekdays}, {dates}", weekdays=language.all_of(spans(weekdays, language)), dates=stretch)
    said = language.say("{when}, except {days}", when=said, days=language.all_of(
        [_stretch(row, language, with_year=with_year) for row in but])) if but else said
    return language.say("{when}, and also {days}", when=said, days=language.all_of(
        [_stretch(row, language, with_year=with_year) for row in more])) if more else said


def _by_weekdays(days: DaySet, every: DaySet, language: Language, *, with_year: bool) -> str:
    """Two lists of weekdays, each with its stretches of dates: *le lundi et le vendredi, du 4
    janvier au 18 juin, et aussi le mardi, du 23 février au 25 mai*. Nothing where two do not do."""
    groups: list[tuple[list[int], list[list[date]]]] = []
    for weekday in days.weekdays:
        spells = _spells([weekday], days, every)
        for n, (group, told) in enumerate(groups):
            joined = _spells([*group, weekday], days, every)
            if len(joined) <= max(len(told), len(spells)):
                groups[n] = [*group, weekday], joined
                break
        else:
            groups.append(([weekday], spells))
    if len(groups) > 2 or any(len(spells) > _MOST_SPELLS for _, spells in groups):
        return ""
    said = [language.say(
        "{weekdays}, {dates}", weekdays=language.all_of(spans(group, language)),
        dates=language.all_of([_stretch(row, language, with_year=with_year) for row in spells]))
        for group, spells in groups]
    return language.say("{when}, and also {days}", when=said[0], days=said[1]) if (
        len(said) > 1) else said[0]


def _spells(weekdays: list[int], days: DaySet, every: DaySet) -> list[list[date]]:
    """The days on these weekdays, put together where none of ``every`` such day is missing."""
    here = days.on_any(weekdays)
    return rows_apart(here, every.on_any(weekdays) - here)


def _stretch(row: Sequence[date], language: Language, *, with_year: bool) -> str:
    """Dates that follow one another; with their year where the days to tell are of more than one.
    """
    first, last = row[0], row[-1]
    return language.dates(first, last) if with_year else language.days_of_year(
        of_year(first), of_year(last))
