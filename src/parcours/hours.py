"""OpenStreetMap opening hours: what a rule says of each day.

The only module that imports the reader of rules, ``opening-hours-py``. Public holidays are
France's and times are local, as `Europe/Paris` keeps them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from opening_hours import OpeningHours, ParserError, State

from parcours.geo import LatLon
from parcours.meant_hours import rule_of

PARIS = ZoneInfo("Europe/Paris")
HORIZON_DAYS = 400
_DAY_MIN = 24 * 60
_SUN = re.compile(r"sunrise|sunset|dawn|dusk")

Interval = tuple[int, int]
"""Opening and closing, in minutes since midnight of the day; closing may lie after 1440."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """A rule laid out over `HORIZON_DAYS` days from ``first``.

    ``patterns`` pairs each way of being open in a day with the days that have it, as a bit set
    (bit *i* is ``first`` + *i* days). A year has few patterns, so a question about 400 days asks
    a handful of them.
    """

    first: date
    patterns: tuple[tuple[tuple[Interval, ...], int], ...]

    def open_throughout(self, start_min: int, end_min: int) -> int:
        """The days on which it is open from ``start_min`` to ``end_min`` without a break."""
        days = 0
        for intervals, mask in self.patterns:
            if any(opens <= start_min and end_min <= closes for opens, closes in intervals):
                days |= mask
        return days

    @property
    def open_at_all(self) -> int:
        """The days on which it opens."""
        days = 0
        for intervals, mask in self.patterns:
            if any(opens < _DAY_MIN for opens, _ in intervals):
                days |= mask
        return days

    def intervals_on(self, offset: int) -> tuple[Interval, ...]:
        """When it is open ``offset`` days after ``first``."""
        for intervals, mask in self.patterns:
            if mask >> offset & 1:
                return tuple(one for one in intervals if one[0] < _DAY_MIN)
        return ()

    @property
    def hours_certain(self) -> bool:
        """False when the rule names days without hours, such as ``Th``."""
        return not any(opens <= 0 and closes >= _DAY_MIN
                       for intervals, _ in self.patterns for opens, closes in intervals)


def is_rule(rule: str) -> bool:
    """Whether the text is a valid rule."""
    try:
        OpeningHours(rule)
    except ParserError:
        return False
    return True


def calendar(rule: str, position: LatLon, first: date) -> Calendar:
    """Lay a valid rule out over the coming days; raises ValueError on an invalid one."""
    place = position if _SUN.search(rule) else None
    return _calendar(rule, place, first)


@lru_cache(maxsize=4096)
def _calendar(rule: str, place: LatLon | None, first: date) -> Calendar:
    try:
        parsed = OpeningHours(rule, timezone=PARIS, country="FR",
                              coords=(place.lat, place.lon) if place else None)
    except ParserError as failure:
        raise ValueError(f"not an opening hours rule: {rule!r}") from failure
    start = first - timedelta(days=1)  # a night that began the day before may reach into the first
    end_day = first + timedelta(days=HORIZON_DAYS + 2)
    by_day: dict[int, list[Interval]] = {}
    origin = first.toordinal()
    for opens, closes, state, _ in parsed.intervals(
            datetime.combine(start, time(), PARIS), datetime.combine(end_day, time(), PARIS)):
        if state == State.CLOSED:
            continue
        begin = _minutes_from(opens, origin)
        end = _minutes_from(closes, origin) if closes else (HORIZON_DAYS + 2) * _DAY_MIN
        for offset in range(max(0, begin // _DAY_MIN - 1), min(HORIZON_DAYS, -(-end // _DAY_MIN))):
            low = max(begin - offset * _DAY_MIN, 0)
            high = min(end - offset * _DAY_MIN, 2 * _DAY_MIN)
            if low < high:
                by_day.setdefault(offset, []).append((low, high))
    masks: dict[tuple[Interval, ...], int] = {}
    for offset, intervals in by_day.items():
        key = tuple(intervals)
        masks[key] = masks.get(key, 0) | 1 << offset
    return Calendar(first, tuple(masks.items()))


def _minutes_from(moment: datetime, origin: int) -> int:
    """Wall-clock minutes since midnight of the day ``origin``; no day has 23 or 25 hours here."""
    return (moment.toordinal() - origin) * _DAY_MIN + moment.hour * 60 + moment.minute


def suggestion(text: str) -> str | None:
    """The valid rule that common French or English words mean, when they are that clear."""
    rule = rule_of(text)
    return rule if rule is not None and rule != text and is_rule(rule) else None
