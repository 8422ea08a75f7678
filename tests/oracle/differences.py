"""Where we and the reference differ, who is right, and why: each known difference has a test that
recognises it, so that a new one is never taken for it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from oracle.ours import state

Recognises = Callable[[str, datetime, str, str], bool]
"""Of a rule, a moment, what the reference says, and what we say (a letter of ``ocu`` each)."""

_SUN = re.compile(r"sunrise|sunset|dawn|dusk")


@dataclass(frozen=True, slots=True)
class Difference:
    """One way in which the two differ."""

    what: str
    right: str
    """``ours``, ``reference``, or ``neither``: both guess."""
    why: str
    recognises: Recognises


def _sun_by_a_minute(rule: str, at: datetime, reference: str, ours: str) -> bool:
    return _SUN.search(rule) is not None and reference in {
        state(rule, at + timedelta(minutes=minutes)) for minutes in (-2, -1, 1, 2)}


def _sun_open_end(rule: str, at: datetime, reference: str, ours: str) -> bool:
    open_end = re.search(r"sun(rise|set)(\+\d\d:\d\d\))?\+", rule)
    return open_end is not None and "u" in (reference, ours)


def _after_the_short_day(rule: str, at: datetime, reference: str, ours: str) -> bool:
    march = [date(at.year, 3, day) for day in range(25, 32)]
    short = next(day for day in march if day.weekday() == 6)
    return at.date() == short + timedelta(days=1) and at.hour < 1


def _night_cut_short(rule: str, at: datetime, reference: str, ours: str) -> bool:
    return (reference, ours) == ("o", "c") and at.hour < 6 and rule.count(";") > 0 and (
        re.search(r"-0[1-6]:\d\d", rule) is not None)


def _more_hours_after_open_end(rule: str, at: datetime, reference: str, ours: str) -> bool:
    return re.search(r"\+,|,\d\d:\d\d\+", rule) is not None and (reference, ours) in (
        ("c", "u"), ("u", "o"))


def _over_the_next_day(rule: str, at: datetime, reference: str, ours: str) -> bool:
    return "+" in rule and (reference, ours) == ("u", "o") and at.hour < 8


def _easter(rule: str, at: datetime, reference: str, ours: str) -> bool:
    return re.search(r"-easter", rule) is not None and (reference, ours) == ("c", "o")


def _counted_days(rule: str, at: datetime, reference: str, ours: str) -> bool:
    return re.search(r"\] [-+]\d days?", rule) is not None


def _comment_as_date(rule: str, at: datetime, reference: str, ours: str) -> bool:
    return re.search(r'"\s*:', rule) is not None


KNOWN: tuple[Difference, ...] = (
    Difference("`sunrise-sunset`: a minute or two", "neither",
               "two almanacs; the sun is computed for one point and rounded to the minute",
               _sun_by_a_minute),
    Difference("`sunrise+`: open or unknown", "reference",
               "an open end at the sun is taken for open until midnight; no visit is lost by it, "
               "and its hours are said “from sunrise on”", _sun_open_end),
    Difference("`Fr-Sa 22:00-05:00`, the Monday after summer time begins, before one", "ours",
               "the reference goes back a day of 24 hours from there, over a Sunday of 23, and "
               "finds itself on the Saturday", _after_the_short_day),
    Difference("`Mo-Su 18:00-01:00; Sa 18:00-03:00`, on Sunday from 01:00 to 03:00", "reference",
               "a rule for the next day, even one written earlier, cuts the night short; we say "
               "closed where it is open, never the reverse", _night_cut_short),
    Difference("`07:00+,12:00-13:00`: the guess goes on after the hours that follow, or not",
               "neither", "nobody knows when it closes; we go on saying perhaps, and where hours "
               "are given we say open", _more_hours_after_open_end),
    Difference("`We 17:00+; Th 00:00-24:00`, in the night to Thursday", "ours",
               "the guess about Wednesday does not make Thursday's hours less sure",
               _over_the_next_day),
    Difference("`easter -2 days-easter +1 day`: the last day", "ours",
               "both ends of a range of days belong to it; the reference stops on its first minute",
               _easter),
    Difference("`Jan Su[1] -5 days-Jan 10`: a range that begins or ends in another year", "ours",
               "five days before Sunday 3 January is 29 December; the reference begins on the 1st",
               _counted_days),
    Difference("`\"in words\": off`", "ours", "the rule says off; the reference says unknown",
               _comment_as_date),
)


def known(rule: str, at: datetime, reference: str, ours: str) -> Difference | None:
    """The known difference that this one is, if any."""
    return next((one for one in KNOWN if one.recognises(rule, at, reference, ours)), None)
