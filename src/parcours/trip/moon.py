"""The new moons to come: the darkest nights, for routes that watch the sky.

After J. Meeus, *Astronomical Algorithms*, chapter 49, with its largest terms alone: within a
quarter of an hour in this century, where only the day is told.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from math import floor, radians, sin

from parcours.hours.today import PARIS

_J2000 = datetime(2000, 1, 1, 12, tzinfo=UTC)
_MONTH_DAYS = 29.530588861
_DELTA_T_S = 70
"""By how much the clocks of astronomers are ahead of ours, near enough for 2000 to 2050."""


def new_moons(first: date, count: int) -> list[date]:
    """The days in Paris of the next new moons, that of ``first`` included."""
    k = floor((first - date(2000, 1, 6)).days / _MONTH_DAYS) - 1
    found: list[date] = []
    while len(found) < count:
        day = _new_moon(k).astimezone(PARIS).date()
        if day >= first:
            found.append(day)
        k += 1
    return found


def _new_moon(k: int) -> datetime:
    """The new moon number ``k``, counted from that of 6 January 2000."""
    t = k / 1236.85
    sun = radians(2.5534 + 29.10535670 * k - 0.0000014 * t * t)
    moon = radians(201.5643 + 385.81693528 * k + 0.0107582 * t * t)
    node = radians(160.7108 + 390.67050284 * k - 0.0016118 * t * t)
    e = 1 - 0.002516 * t
    days = (2451550.09766 - 2451545.0 + _MONTH_DAYS * k + 0.00015437 * t * t
            - 0.40720 * sin(moon) + 0.17241 * e * sin(sun) + 0.01608 * sin(2 * moon)
            + 0.01039 * sin(2 * node) + 0.00739 * e * sin(moon - sun)
            - 0.00514 * e * sin(moon + sun) + 0.00208 * e * e * sin(2 * sun))
    return _J2000 + timedelta(days=days, seconds=-_DELTA_T_S)
