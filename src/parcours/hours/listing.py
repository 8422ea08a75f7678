"""The days of a year with their hours, as statements: for rules that say it no other way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from parcours.hours.calendar import Calendar
from parcours.hours.clock import DAY_MIN
from parcours.hours.intervals import Interval, less
from parcours.hours.statement import (
    Alternative,
    Dates,
    Day,
    Hours,
    Means,
    Statement,
    Time,
    Weekdays,
)

LISTED_DAYS = 365
_NIGHT_MIN = 12 * 60
"""Hours that end so long after midnight, or later, are told as those of two days."""

_Way: TypeAlias = tuple[Means, tuple[Interval, ...]]
"""Being open, or perhaps open, for so many intervals of a day."""


@dataclass
class _Stretch:
    """Days in a row on which each weekday has one way of being open."""

    first: int
    last: int
    week: dict[int, tuple[_Way, ...]]


def listed(laid_out: Calendar) -> Alternative:
    """Statements about each of the 365 days after the first one, on which it is open, or perhaps.

    None of them replaces another.
    """
    first = laid_out.first + timedelta(days=1)
    stretches = _stretches(_ways(laid_out), first)
    found: dict[tuple[_Way, tuple[int, ...]], list[Interval]] = {}
    for stretch in stretches:
        for way in dict.fromkeys(way for some in stretch.week.values() for way in some):
            days = tuple(sorted(day for day, some in stretch.week.items() if way in some))
            spans = found.setdefault((way, days if len(days) < len(stretch.week) else ()), [])
            if spans and spans[-1][1] == stretch.first - 1:
                spans[-1] = (spans[-1][0], stretch.last)
            else:
                spans.append((stretch.first, stretch.last))
    return tuple(Statement(
        means, periods=() if spans == [(0, LISTED_DAYS - 1)] else tuple(
            Dates(_dated(first, begin), _dated(first, end)) for begin, end in spans),
        days=(Weekdays(days),) if days else (), adds=True,
        hours=() if intervals == ((0, DAY_MIN),) and not laid_out.hours_named
        else tuple(Hours(Time(opens), Time(closes)) for opens, closes in intervals))
        for ((means, intervals), days), spans in found.items()) or (Statement(Means.CLOSED),)


def _ways(laid_out: Calendar) -> list[tuple[_Way, ...]]:
    """How each day is open: hours that begin on it, those of the night included."""
    days = [laid_out.first + timedelta(days=n) for n in range(LISTED_DAYS + 2)]
    certain = _spans([laid_out.certain_on(day) for day in days])
    perhaps = _spans([laid_out.intervals_on(day) for day in days])
    ways: list[dict[Means, list[Interval]]] = [{} for _ in range(LISTED_DAYS + 2)]
    for means, spans in ((Means.OPEN, certain), (Means.PERHAPS, less(perhaps, certain))):
        for opens, closes in spans:
            for begin, end in _nights(opens, closes):
                day, opening = divmod(begin, DAY_MIN)
                ways[day].setdefault(means, []).append((opening, end - begin + opening))
    return [tuple((means, tuple(intervals)) for means, intervals in one.items())
            for one in ways[1:LISTED_DAYS + 1]]


def _spans(days: list[tuple[Interval, ...]]) -> list[Interval]:
    spans: list[Interval] = []
    for day, intervals in enumerate(days):
        for opens, closes in intervals:
            begin, end = day * DAY_MIN + opens, day * DAY_MIN + min(closes, DAY_MIN)
            if spans and spans[-1][1] == begin:
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((begin, end))
    return spans


def _nights(opens: int, closes: int) -> Iterator[Interval]:
    """Long hours cut at midnight, but for the night after their last day."""
    while closes - (opens // DAY_MIN + 1) * DAY_MIN >= _NIGHT_MIN:
        midnight = (opens // DAY_MIN + 1) * DAY_MIN
        yield opens, midnight
        opens = midnight
    yield opens, closes


def _stretches(ways: list[tuple[_Way, ...]], first: date) -> list[_Stretch]:
    """Few stretches, each as long as its weeks allow."""
    found: list[_Stretch] = []
    for day, way in enumerate(ways):
        weekday = (first.weekday() + day) % 7
        if not found or found[-1].week.get(weekday, way) != way:
            found.append(_Stretch(day, day, {}))
        found[-1].week[weekday] = way
        found[-1].last = day
    return found


def _dated(first: date, day: int) -> Day:
    on = first + timedelta(days=day)
    return Day(on.month, on.day, year=on.year)
