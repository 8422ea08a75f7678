"""The text of a rule to what it states.

The reader of rules, ``opening-hours-py``, writes each rule in one spelling; only that spelling is
parsed here. What is found is compared with the reader's own days by `parcours.hours.meaning`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

from parcours.hours.calendar import spelling
from parcours.hours.clock import DAY_MIN
from parcours.hours.matching import date_in
from parcours.hours.readings import alternatives
from parcours.hours.statement import (
    WHOLE_DAY,
    Alternative,
    Dates,
    Day,
    DayOfWeek,
    Holidays,
    Hours,
    Meaning,
    Means,
    Months,
    NthWeekday,
    Period,
    Statement,
    Time,
    Weekdays,
    Weeks,
    Years,
    every_one,
)

WEEK = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
YEAR = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WHOLE_DAY = re.compile(r"24/7|\b0?0:00\s*-\s*24:00")
_MARK = "00:00-47:58"
"""Put where a rule names a whole day: the reader's spelling leaves 00:00-24:00 out."""
_QUOTED = re.compile(r'("[^"]*")')
_MONTH, _DAY = f"(?:{'|'.join(YEAR)})", f"(?:{'|'.join(WEEK)})"
_SUN = r"(?:sunrise|sunset|dawn|dusk)"
_OFFSET = r"(?: (?P<{0}>[+-]?\d+) days?)?"
_TIME = rf"(?:\d\d:\d\d|{_SUN}|\({_SUN}[+-]\d\d:\d\d\))"
_NTHS = r"-?[1-5](?:,-?[1-5])*"

Found = TypeVar("Found")


class NotUnderstood(ValueError):
    """A rule that is valid and says what we have no words for."""


@lru_cache(maxsize=4096)
def parsed(rule: str) -> Meaning:
    """What a valid rule states; raises `NotUnderstood`, or ValueError on an invalid rule."""
    return tuple(_alternative(text) for text in alternatives(rule))


def _alternative(text: str) -> Alternative:
    marked = "".join(part if part.startswith('"') else _WHOLE_DAY.sub(_MARK, part)
                     for part in _QUOTED.split(text))
    rest = _Rest(spelling(marked))
    statements = [_statement(rest, adds=False)]
    while rest.text:
        adds = rest.take(r"(?:; |(?P<adds>, ))")
        if adds is None:
            raise NotUnderstood(rest.text)
        statements.append(_statement(rest, adds=adds["adds"] is not None))
    return tuple(statements)


class _Rest:
    """What is still to be read."""

    def __init__(self, text: str) -> None:
        self.text = text

    def take(self, pattern: str) -> re.Match[str] | None:
        """The pattern, when the rest begins with it; then it is no longer there."""
        match = re.match(pattern, self.text)
        if match is not None:
            self.text = self.text[match.end():]
        return match

    def list_of(self, read: Callable[[_Rest], Found | None]) -> tuple[Found, ...]:
        """What a comma without a space joins."""
        found: list[Found] = []
        while not found or self.text.startswith(","):
            before = self.text
            if found:
                self.text = self.text[1:]
            one = read(self)
            if one is None:
                self.text = before
                break
            found.append(one)
        return tuple(found)


def _statement(rest: _Rest, *, adds: bool) -> Statement:
    before = rest.text
    rest.take(r"24/7 ?")
    years = rest.list_of(_years)
    rest.take(" ")
    periods: tuple[Period, ...] = rest.list_of(_period)
    rest.take(" ")
    weeks = rest.list_of(_weeks) if rest.take("week") else ()
    rest.take(" ")
    days = every_one([day for some in rest.list_of(_days) for day in some])
    rest.take(" ")
    hours = rest.list_of(_hours)
    rest.take(" ")
    state = rest.take(r"(open|closed|unknown) ?")
    comment = rest.take(r'"(?P<said>[^"]*)"')
    if rest.text == before:
        raise NotUnderstood(rest.text)
    means = {"closed": Means.CLOSED, "unknown": Means.PERHAPS}.get(
        state[1] if state else "", Means.OPEN)
    if means is Means.CLOSED and hours == (WHOLE_DAY,):
        hours = ()
    return Statement(means, years, periods, weeks, days, _merged(hours),
                     comment["said"].strip() if comment else "", adds)


def _years(rest: _Rest) -> Years | None:
    match = rest.take(r"(\d{4})(?:-(\d{4})(?:/(\d+))?|(?! [A-Z][a-z]{2} \d| easter))")
    return match and Years(int(match[1]), int(match[2] or match[1]), int(match[3] or 1))


def _period(rest: _Rest) -> Period | None:
    first = _day(rest)
    if first is not None:
        last = _day(rest) if rest.take("-") else first
        if last is None or (first.year is None and last.year is not None):
            raise NotUnderstood(rest.text)
        if first.year is not None and last.year is None:
            begins = date_in(first, first.year)
            last = next(day for day in (replace(last, year=first.year), replace(
                last, year=first.year + 1)) if date_in(day, day.year or 0) >= begins)
        return Dates(first, last)
    match = rest.take(rf"({_MONTH})(?:-({_MONTH}))?")
    return match and Months(YEAR.index(match[1]) + 1, YEAR.index(match[2] or match[1]) + 1)


def _day(rest: _Rest) -> Day | None:
    match = rest.take(
        rf"(?:(?P<year>\d{{4}}) )?(?:(?P<easter>easter)|(?P<month>{_MONTH}) (?:(?P<day>\d+)(?!\d|:)"
        rf"|(?P<weekday>{_DAY})\[(?P<nth>-?[1-5])\]))" + _OFFSET.format("offset"))
    if match is None:
        return None
    return Day(YEAR.index(match["month"]) + 1 if match["month"] else 0, int(match["day"] or 0),
               WEEK.index(match["weekday"]) if match["weekday"] else 0, int(match["nth"] or 0),
               int(match["offset"] or 0), int(match["year"]) if match["year"] else None)


def _weeks(rest: _Rest) -> Weeks | None:
    match = rest.take(r"(\d\d)(?:-(\d\d)(?:/(\d+))?)?(?!:)")
    return match and Weeks(int(match[1]), int(match[2] or match[1]), int(match[3] or 1))


def _days(rest: _Rest) -> tuple[DayOfWeek, ...] | None:
    holiday = rest.take("PH" + _OFFSET.format("offset"))
    if holiday is not None:
        return (Holidays(int(holiday["offset"] or 0)),)
    nth = rest.take(rf"({_DAY})\[({_NTHS})\]" + _OFFSET.format("offset"))
    if nth is not None:
        return tuple(NthWeekday(WEEK.index(nth[1]), int(number), int(nth["offset"] or 0))
                     for number in nth[2].split(","))
    match = rest.take(rf"({_DAY})(?:-({_DAY}))?(?!\[)")
    if match is None:
        return None
    first, last = WEEK.index(match[1]), WEEK.index(match[2] or match[1])
    return (Weekdays(tuple(sorted((first + n) % 7 for n in range((last - first) % 7 + 1)))),)


def _hours(rest: _Rest) -> Hours | None:
    if rest.take(_MARK):
        return WHOLE_DAY
    match = rest.take(rf"(?P<opens>{_TIME})(?:-(?P<closes>{_TIME}))?(?P<end>\+)?")
    if match is None:
        return None
    if not match["closes"] and not match["end"]:
        raise NotUnderstood(match[0])
    closes = _time(match["closes"]) if match["closes"] else None
    return Hours(_time(match["opens"]), closes, at_least=bool(closes and match["end"]))


def _time(text: str) -> Time:
    match = re.fullmatch(rf"\(?({_SUN})?(?:([+-])?(\d\d):(\d\d))?\)?", text)
    if match is None:
        raise NotUnderstood(text)
    minutes = int(match[3] or 0) * 60 + int(match[4] or 0)
    return Time(-minutes if match[2] == "-" else minutes, match[1] or "")


def _merged(hours: tuple[Hours, ...]) -> tuple[Hours, ...]:
    """Hours that touch or overlap as one, in order, when all of them are clear."""
    spans = []
    for one in hours:
        if one.closes is None or one.at_least or one.opens.sun or one.closes.sun:
            return hours
        ends = one.closes.minutes
        spans.append((one.opens.minutes, ends if ends > one.opens.minutes else ends + DAY_MIN))
    merged: list[tuple[int, int]] = []
    for opens, closes in sorted(spans):
        if merged and opens <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(closes, merged[-1][1]))
        else:
            merged.append((opens, closes))
    return tuple(Hours(Time(opens), Time(closes)) for opens, closes in merged)
