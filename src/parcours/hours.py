"""OpenStreetMap opening hours: what a rule says of each day, and rules for common French.

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
from parcours.scalars import fold

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


_DAYS = {"lundi": "Mo", "mardi": "Tu", "mercredi": "We", "jeudi": "Th", "vendredi": "Fr",
         "samedi": "Sa", "dimanche": "Su", "lun": "Mo", "mar": "Tu", "mer": "We", "jeu": "Th",
         "ven": "Fr", "sam": "Sa", "dim": "Su", "monday": "Mo", "tuesday": "Tu", "wednesday": "We",
         "thursday": "Th", "friday": "Fr", "saturday": "Sa", "sunday": "Su"}
_MONTHS = {"janvier": "Jan", "fevrier": "Feb", "mars": "Mar", "avril": "Apr", "mai": "May",
           "juin": "Jun", "juillet": "Jul", "aout": "Aug", "septembre": "Sep", "octobre": "Oct",
           "novembre": "Nov", "decembre": "Dec"}
_DAYS |= {day.lower(): day for day in ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")}
_DAY = "|".join(sorted(_DAYS, key=len, reverse=True))
_MONTH = "|".join(_MONTHS)
_CLOCK = r"(\d{1,2})\s*(?:h|:|heures?)\s*(\d{2})?"
_WORDS = (
    (rf"(?:du|de)\s+({_DAY})s?\s+au\s+({_DAY})s?", lambda m: f" {_DAYS[m[1]]}-{_DAYS[m[2]]} "),
    (rf"\b({_DAY})s?\s*[-–]\s*({_DAY})s?\b", lambda m: f" {_DAYS[m[1]]}-{_DAYS[m[2]]} "),
    (r"tous les jours|7j/7|7 jours sur 7|every day|daily", lambda m: " Mo-Su "),
    (rf"\b(?:le |les )?({_DAY})s?\b", lambda m: f" {_DAYS[m[1]]} "),
    (rf"(?:de|du|d')\s*({_MONTH})\s+(?:a|au)\s+({_MONTH})",
     lambda m: f" {_MONTHS[m[1]]}-{_MONTHS[m[2]]} "),
    (rf"\b(?:en )?({_MONTH})\b", lambda m: f" {_MONTHS[m[1]]} "),
    (rf"(?:de\s+)?{_CLOCK}\s*(?:a|-|–|to)\s*{_CLOCK}",
     lambda m: f" {int(m[1]):02d}:{m[2] or '00'}-{int(m[3]):02d}:{m[4] or '00'} "),
    (r"(?:sauf )?(?:les )?jours feries", lambda m: " PH "),
    (r"\bferme(?:e|s|es|ture)?\b|\bclosed\b", lambda m: " off "),
    (r"24\s*h?\s*/\s*24", lambda m: " 24/7 "),
)
_TOKEN = re.compile(r"(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)(?:-(?:Mo|Tu|We|Th|Fr|Sa|Su))?|"
                    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?:-[A-Z][a-z]{2})?|"
                    r"\d{2}:\d{2}-\d{2}:\d{2}|off|24/7")
_DAY_TOKEN = re.compile(r"(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)")
_MONTH_TOKEN = re.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")


def suggestion(text: str) -> str | None:
    """The rule that common French or English words mean, or None when they are not that clear.

    ``du mardi au dimanche 10h-18h`` gives ``Tu-Su 10:00-18:00``. Every word must be understood:
    a rule that says half of what was written would mislead.
    """
    clauses = [_clause(part) for part in re.split(r"[;.\n]|,(?=\s*ferm)|,(?=\s*sauf)", fold(text))
               if part.strip()]
    if not clauses or any(clause is None for clause in clauses):
        return None
    rule = "; ".join(clause for clause in clauses if clause)
    return rule if rule != text and is_rule(rule) else None


def _clause(words: str) -> str | None:
    if re.search(r"\bsauf\b", words) and "ferie" in words:
        return "PH off"
    words = re.sub(r"(?<!\d)\s*:|:\s*(?!\d)", " ", words)
    for pattern, rule in _WORDS:
        words = re.sub(pattern, rule, words)
    left = _TOKEN.sub(" ", words)
    if re.sub(r"[,&/\s]|\b(?:et|and|ouvert|open|ouverture|a|de)\b", "", left):
        return None
    tokens = _TOKEN.findall(words)
    months = ",".join(token for token in tokens if _MONTH_TOKEN.match(token))
    days = ",".join(token for token in tokens if _DAY_TOKEN.match(token))
    times = ",".join(token for token in tokens if token[0].isdigit() and token != "24/7")
    closed = "off" if "off" in tokens else ""
    if "24/7" in tokens:
        return "24/7"
    return " ".join(part for part in (months, days, closed or times) if part) or None
