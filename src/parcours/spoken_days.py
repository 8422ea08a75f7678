"""The days on which a route can be done, in words: weekdays and the next date."""

from __future__ import annotations

from dataclasses import dataclass

from parcours.language import Language
from parcours.trip import OpenDays


@dataclass(frozen=True, slots=True)
class SpokenDays:
    """What a page says about when to go."""

    weekdays: str
    """The weekdays on which one can set out, as a phrase."""
    next_start: str
    """The next possible day, in words; empty when there is none."""
    known: bool
    """False where no stop has verified hours: then nothing is proved."""


def open_days_in_words(days: OpenDays, language: Language) -> SpokenDays:
    """Weekdays on which the route can start on most weeks, and the next date."""
    next_start = days.next_start
    return SpokenDays(
        _weekdays(days, language), language.full_date(next_start) if next_start else "",
        days.stops_with_hours > 0)


def _weekdays(days: OpenDays, language: Language) -> str:
    possible = [weekday for weekday in range(7) if days.starts & _mask(weekday, days)]
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


def _mask(weekday: int, days: OpenDays) -> int:
    first = days.first.weekday()
    return sum(1 << offset for offset in range((weekday - first) % 7, days.horizon_days, 7))
