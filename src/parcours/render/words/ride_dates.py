"""Dates on which something runs, in words: weekdays of a stretch of dates, but for a few."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_

from parcours.hours.day_set import DaySet
from parcours.i18n.language import Language
from parcours.i18n.weekdays import spans
from parcours.render.words.excepted_days import stretches

_MOST_EXCEPTIONS = 3
_YEAR_DAYS = 365
"""From so many days on a date alone may be either of two."""


def dates_in_words(days: DaySet, every: DaySet, language: Language) -> str:
    """Some of ``every`` day in words: weekdays of a stretch of dates, but for a few, and a few
    more; else dates alone."""
    first, last = _ends(days)
    if first == last:
        return language.say("on {day}", day=language.full_date(first))
    with_year = (_ends(every)[1] - every.first).days >= _YEAR_DAYS
    weekdays = [day for day in days.weekdays
                if 2 * days.on(day).count > every.between(first, last).on(day).count]
    first, last = _ends(_on(days, weekdays) or days)
    alike = _on(every.between(first, last), weekdays)
    but = [DaySet.of(row[0], row) for years in stretches(alike - days, days) for row in years]
    more = _runs(days - alike)
    rows = _runs(days)
    most = max(_MOST_EXCEPTIONS, len(rows) // 4)  # what is told in place of many rows may be longer
    if not alike or len(but) > min(most, days.count // 4) or len(more) > most or (
            more and len(rows) <= _MOST_EXCEPTIONS + 1):
        return language.all_of([_stretch(run, language, years=with_year) for run in rows])
    stretch = _stretch(alike, language, years=with_year)
    said = stretch if len(weekdays) == 7 else language.say(
        "{weekdays}, {dates}", weekdays=language.all_of(spans(weekdays, language)), dates=stretch)
    said = language.say("{when}, except {days}", when=said, days=language.all_of(
        [_stretch(row, language, years=with_year) for row in but])) if but else said
    return language.say("{when}, and also {days}", when=said, days=language.all_of(
        [_stretch(run, language, years=with_year) for run in more])) if more else said


def _on(days: DaySet, weekdays: Iterable[int]) -> DaySet:
    return reduce(or_, (days.on(day) for day in weekdays), DaySet(days.first))


def _stretch(days: DaySet, language: Language, *, years: bool) -> str:
    """Dates that follow one another; with their year where the days to tell are of more than one.
    """
    first, last = _ends(days)
    return language.dates(first, last) if years else language.days_of_year(
        (first.month, first.day), (last.month, last.day))


def _ends(days: DaySet) -> tuple[date, date]:
    listed = list(days)
    return listed[0], listed[-1]


def _runs(days: DaySet) -> list[DaySet]:
    """Days that follow one another, as sets."""
    found: list[DaySet] = []
    for day in days:
        one = DaySet.of(day, [day])
        if found and (day - _ends(found[-1])[1]).days == 1:
            found[-1] |= one
        else:
            found.append(one)
    return found
