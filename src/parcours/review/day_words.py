"""Days in words, exactly: a weekday is named only where each such day of the stretch is meant."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta

from parcours.hours.day_rows import rows_of
from parcours.i18n.language import Language
from parcours.i18n.weekdays import spans

_MOST = 5
"""Stretches of days that one line bears; of the others it says how many days there are."""
_MOST_EXCEPTIONS = 3


def days_in_words(days: Collection[date], language: Language) -> str:
    """Some days: *le dimanche, du 1er mars au 12 avril 2026, sauf le 5 avril 2026*; raises
    ValueError where there is none.

    Nothing is said of a day that is not among them: where they follow no weekday they are listed.
    """
    listed = sorted(set(days))
    stretches, (weekly, rest) = _in_stretches(listed, language), _in_parts(listed, language)
    if found := _by_weekday(listed, language):
        return found
    if len(stretches) <= len(weekly) + len(rest):
        return language.all_of(stretches)
    # *le lundi, du 10 mai au 30 août et du 23 au 27 juin* would be Mondays both times
    return language.say("; ").join([*weekly, *([language.all_of(rest)] if rest else [])])


def _by_weekday(days: Sequence[date], language: Language) -> str:
    """Weekdays with their first and last date, where few days between are missing; else nothing."""
    weekdays = sorted({day.weekday() for day in days})
    first, last = days[0], days[-1]
    if len(weekdays) == 7 or any(sum(day.weekday() == weekday for day in days) < 2
                                 for weekday in weekdays):
        return ""
    missing = sorted({day for day in _from_to(first, last) if day.weekday() in weekdays}
                     - set(days))
    if len(missing) > _MOST_EXCEPTIONS or len(missing) * 3 > len(days):
        return ""
    said = language.say("{weekdays}, {stretch}", weekdays=language.all_of(
        spans(weekdays, language)), stretch=language.dates(first, last))
    if missing:
        said = language.say("{days}, except {others}", days=said, others=language.all_of(
            [language.say("on {day}", day=language.date(day)) for day in missing]))
    return said


def _in_parts(days: Sequence[date], language: Language) -> tuple[list[str], list[str]]:
    """Each weekday that keeps its rule by itself, and the stretches of the others."""
    said: list[str] = []
    rest: list[date] = []
    for weekday in range(7):
        these = [day for day in days if day.weekday() == weekday]
        if words := these and _by_weekday(these, language):
            said.append(words)
        else:
            rest += these
    return said, _in_stretches(sorted(rest), language) if rest else []


def _in_stretches(days: Sequence[date], language: Language) -> list[str]:
    """Each stretch of days that follow one another, or how many days there are past the first."""
    runs = rows_of(days)
    said = [language.say("on {day}", day=language.full_date(run[0])) if len(run) == 1
            else language.dates(run[0], run[-1]) for run in runs[:_MOST]]
    if left := sum(map(len, runs[_MOST:])):
        said.append(language.say_n("{n} other day", "{n} other days", left))
    return said


def _from_to(first: date, last: date) -> Iterator[date]:
    for n in range((last - first).days + 1):
        yield first + timedelta(days=n)
