"""What a rule means: its statements when they are proved, its days otherwise.

Two readings must agree on each day of the coming year: the reader's, and our own of the statements
that words are made of. Where they do not, the days of the year are listed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from parcours.geo.points import LatLon
from parcours.hours.calendar import calendar, spelling
from parcours.hours.laying_out import agrees
from parcours.hours.listing import LISTED_DAYS, listed
from parcours.hours.overlap import covers
from parcours.hours.parsing import parsed
from parcours.hours.statement import Alternative, Meaning, Means, Statement, every_one


@lru_cache(maxsize=4096)
def meaning_of(rule: str, first: date, position: LatLon | None = None
               ) -> tuple[Meaning, date | None]:
    """What a valid rule states, and until when where its days are listed from ``first`` on.

    Raises ValueError on an invalid rule. ``position`` matters only to a list of days that follow
    the sun.
    """
    spelling(rule)
    laid_out = calendar(rule, None, first)
    try:
        stated = parsed(rule)
        for meaning in (_useful(stated), stated):
            if agrees(meaning, laid_out):
                return meaning, None
    except (ValueError, OverflowError):  # what we know no words for, and days after the year 9999
        pass
    day_before = first - timedelta(days=1)  # its night is not the first day's
    return ((listed(calendar(rule, position, day_before)),),
            first + timedelta(days=LISTED_DAYS - 1))


def _useful(meaning: Meaning) -> Meaning:
    """Without what has no effect: a statement that later ones replace, a last resort of being
    closed; and what is said twice said once."""
    useful = tuple(_joined(_effective(one)) for one in meaning)
    return useful[:1] + tuple(
        one for one in useful[1:] if any(part.means is not Means.CLOSED for part in one))


def _effective(alternative: Alternative) -> Alternative:
    return tuple(one for n, one in enumerate(alternative) if not any(
        not later.adds and not (later.means is Means.CLOSED and later.hours)
        and covers(later, one) for later in alternative[n + 1:]))


def _joined(alternative: Alternative) -> Alternative:
    """Statements in a row that differ only in their weekdays, or in their dates, made one: *le
    mardi et le jeudi*, *le 25 décembre et le 1er janvier*."""
    joined: list[Statement] = []
    for one in alternative:
        last = joined[-1] if joined else None
        if last and (last.adds == one.adds or len(joined) == 1):
            if last.days and one.days and last == replace(one, days=last.days, adds=last.adds):
                joined[-1] = replace(last, days=every_one((*last.days, *one.days)))
                continue
            if last.periods and one.periods and last == replace(
                    one, periods=last.periods, adds=last.adds):
                joined[-1] = replace(last, periods=(*last.periods, *one.periods))
                continue
        joined.append(one)
    return tuple(joined)
