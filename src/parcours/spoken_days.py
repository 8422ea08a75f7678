"""The days on which a route can be done, in words: weekdays and the next date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from parcours.hours import HORIZON_DAYS
from parcours.language import Language, language_of
from parcours.trip import OpenDays


@dataclass(frozen=True, slots=True)
class SpokenDays:
    """What a page says about when to go."""

    weekdays: str
    """The weekdays on which one can set out: ``du mercredi au dimanche``."""
    phrase: str
    """The same as a sentence."""
    next_start: str
    """The next possible day, as a sentence; empty when there is none."""
    known: bool
    """False where no stop has verified hours: then nothing is proved."""


def open_days_in_words(days: OpenDays, language: Language) -> SpokenDays:
    """Weekdays on which the route can start on most weeks, and the next date."""
    weekdays, next_start = _weekdays(days.starts, days.first.weekday(), language.code), days.next_start
    return SpokenDays(
        weekdays, language.say("One can set out {weekdays}.", weekdays=weekdays),
        language.say("Next possible day: {day}.", day=_full_date(next_start, language.code))
        if next_start else "", days.stops_with_hours > 0)


@lru_cache(maxsize=1024)
def _full_date(day: date, code: str) -> str:
    return language_of(code).full_date(day)


@lru_cache(maxsize=1024)
def _weekdays(starts: int, first_weekday: int, code: str) -> str:
    language = language_of(code)
    possible = [weekday for weekday in range(7)
                if starts & every_week(weekday, first_weekday)]
    if len(possible) == 7:
        return language.say("any day of the week")
    if not possible:
        return language.say("on no known day")
    runs = _runs(possible)
    return language.all_of([
        language.say("on {weekday}", weekday=language.weekday(run[0])) if len(run) == 1 else
        language.say("from {first} to {last}", first=language.weekday(run[0]),
                     last=language.weekday(run[-1])) for run in runs])


def _runs(weekdays: list[int]) -> list[list[int]]:
    """Neighbouring weekdays put together when three or more follow one another."""
    runs: list[list[int]] = []
    for weekday in weekdays:
        if runs and runs[-1][-1] == weekday - 1:
            runs[-1].append(weekday)
        else:
            runs.append([weekday])
    return [part for run in runs for part in ([run] if len(run) > 2 else [[day] for day in run])]


@cache
def every_week(weekday: int, first_weekday: int, days: int = HORIZON_DAYS) -> int:
    """The days, as a bit set, that fall on ``weekday`` (0 is Monday)."""
    return sum(1 << offset for offset in range((weekday - first_weekday) % 7, days, 7))
