"""Times of a feed to the clock on the wall.

A time of a feed counts from noon of its service day minus twelve hours, in the zone of the agency:
that is midnight, but for the two days of the year when clocks change. ``24:30`` is half past
midnight of the next day. Reference: GTFS Schedule, field type *Time*; ``stop_timezone`` has no part
in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

WALL = ZoneInfo("Europe/Paris")
"""The clock that visitors look at, on the mainland."""
_OVERSEAS = frozenset({
    "America/Cayenne", "America/Guadeloupe", "America/Lower_Princes", "America/Marigot",
    "America/Martinique", "America/Miquelon", "America/St_Barthelemy", "Indian/Mayotte",
    "Indian/Reunion", "Pacific/Gambier", "Pacific/Marquesas", "Pacific/Noumea", "Pacific/Tahiti",
    "Pacific/Wallis"})
"""Where the rest of France is: a feed in such a zone runs there, by the clock of the place."""
MAX_HOURS = 96
DAY_S = 24 * 3600
_TIME = re.compile(r"(\d{1,2}):([0-5]\d):([0-5]\d)", re.ASCII)
_HALF_DAY = timedelta(hours=12)


def seconds_of(text: str) -> int | None:
    """Seconds of a time such as ``6:24:00`` or ``25:10:00``; None where it is no such time."""
    found = _TIME.fullmatch(text)
    if found is None or int(found[1]) >= MAX_HOURS:
        return None
    return int(found[1]) * 3600 + int(found[2]) * 60 + int(found[3])


def date_of(text: str) -> date | None:
    """The date of ``20250122``; None where it is no date."""
    if len(text) != 8 or not (text.isascii() and text.isdigit()):
        return None
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class ServiceDay:
    """One service day of an agency, laid on the clock of visitors."""

    day: date
    zone: ZoneInfo

    @property
    def is_whole(self) -> bool:
        """Whether the next one begins twenty-four hours later: no clock changes in between."""
        after = self.day + timedelta(days=1)
        return _start(after, self.zone) - _start(self.day, self.zone) == timedelta(days=1)

    def on_the_wall(self, seconds: int) -> tuple[date, int]:
        """The date, and the minutes since its midnight as clocks show them (seconds dropped)."""
        steady = _steady_shift(self.day, self.zone)
        if steady is not None:
            days, rest = divmod(seconds + steady, DAY_S)
            return self.day + timedelta(days=days), rest // 60
        then = (_start(self.day, self.zone) + timedelta(seconds=seconds)).astimezone(
            _wall(self.zone))
        return then.date(), then.hour * 60 + then.minute


def _wall(zone: ZoneInfo) -> ZoneInfo:
    """The clock by which the vehicles of a feed in some zone are waited for."""
    return zone if zone.key in _OVERSEAS else WALL


def _start(day: date, zone: ZoneInfo) -> datetime:
    """The instant from which times count: noon minus twelve hours."""
    return datetime.combine(day, time(12), zone).astimezone(UTC) - _HALF_DAY


@lru_cache(maxsize=2048)
def _steady_shift(day: date, zone: ZoneInfo) -> int | None:
    """Seconds from the day's midnight on the wall to where times count from; None while clocks
    change before the last time a feed can name."""
    wall = _wall(zone)
    start = _start(day, zone).astimezone(wall)
    end = (start.astimezone(UTC) + timedelta(hours=MAX_HOURS)).astimezone(wall)
    if start.utcoffset() != end.utcoffset():
        return None
    return int((start.replace(tzinfo=None) - datetime.combine(day, time())).total_seconds())
