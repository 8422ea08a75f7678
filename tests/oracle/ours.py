"""What we say of a rule at a moment, asked of `hours.calendar` as the build asks it."""

from __future__ import annotations

from datetime import date, datetime

from parcours.geo.points import LatLon
from parcours.hours import calendar

TOULOUSE = LatLon(43.6, 1.44)
FIRSTS = (date(2026, 11, 22), date(2027, 12, 1))
"""First days of two horizons: winter and summer time, two New Years, a leap day."""


def horizon_of(at: datetime) -> date:
    """The first day of the horizon that has the moment."""
    return FIRSTS[1] if at.date() >= FIRSTS[1] else FIRSTS[0]


def state(rule: str, at: datetime) -> str:
    """``o`` for open, ``u`` for unknown, ``c`` for closed."""
    first = horizon_of(at)
    laid_out = calendar.calendar(rule, TOULOUSE, first)
    day, minute = at.date(), at.hour * 60 + at.minute
    if any(opens <= minute < closes for opens, closes in laid_out.certain_on(day)):
        return "o"
    if any(opens <= minute < closes for opens, closes in laid_out.intervals_on(day)):
        return "u"
    return "c"
