"""Opening hours in words against the rule they are made of, on each day of a year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from helpers.spoken_hours import DAY_MIN, Read
from parcours.hours.calendar import Patterns, calendar
from parcours.hours.intervals import Interval
from parcours.hours.words import words
from parcours.i18n.language import language_of

DAYS = 365


@dataclass(frozen=True)
class Compared:
    """What came of comparing a year."""

    words: str
    wrong: tuple[str, ...]
    """Days on which words and rule do not agree."""
    nights: int
    """Days on which only the night of the day before is another: our reader cuts it short for
    what was said earlier, the reference and the words do not (``docs/dev/oracle.md``)."""


def compared(rule: str, lang: str, first: date) -> Compared:
    """The words of a rule, read back and compared with what the reader of rules says."""
    said = words(rule, language_of(lang), first)
    read = Read(said, lang)
    laid_out = calendar(rule, None, first)
    perhaps, certain = by_day(laid_out.patterns), by_day(laid_out.certain)
    wrong, nights = [], 0
    for n, day in enumerate(read.days(first, DAYS)):
        on = first + timedelta(days=n)
        meant = _minutes(perhaps.get(on, ()), certain.get(on, ()))
        if day.states == meant:
            continue
        differ = [at for at in range(DAY_MIN) if day.states[at] != meant[at]
                  and not (day.states[at] == ord("s") and meant[at] != ord("c"))]
        left = [at for at in differ if not (day.night[at] == ord("n") and meant[at] == ord("c"))]
        nights += len(differ) > len(left)
        if n == 0 and read.listed_from == first:  # a list does not tell the night before it
            left = [at for at in left if b"c" in meant[:at]]
        if len(left) == 1 and "+" in rule and (day.states[left[0]], meant[left[0]]) == (
                ord("u"), ord("o")):
            continue  # an open end is put to the reader as one open minute
        if left:
            wrong.append(f"{first + timedelta(days=n):%a %d %b %Y} at {left[0] // 60:02d}:"
                         f"{left[0] % 60:02d}: {chr(day.states[left[0]])} in words, "
                         f"{chr(meant[left[0]])} in the rule")
    return Compared(said, tuple(wrong), nights)


def by_day(patterns: Patterns) -> dict[date, tuple[Interval, ...]]:
    """The hours of each day that has some."""
    return {day: intervals for intervals, days in patterns for day in days}


@lru_cache(maxsize=4096)
def _minutes(perhaps: tuple[Interval, ...], certain: tuple[Interval, ...]) -> bytes:
    found = bytearray(b"c" * DAY_MIN)
    for letter, intervals in ((b"u", perhaps), (b"o", certain)):
        for opens, closes in intervals:
            found[opens:min(closes, DAY_MIN)] = letter * (min(closes, DAY_MIN) - opens)
    return bytes(found)
