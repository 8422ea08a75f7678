"""OpenStreetMap opening hours: what a rule says of each day.

The only module that imports the reader of rules, ``opening-hours-py``. Public holidays are
France's, and those of the department where it has others. Times are those of the clock on the
wall, so no day has 23 or 25 hours here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache, reduce
from operator import or_
from typing import TypeAlias

from opening_hours import OpeningHours, State
from opening_hours import ParserError as _ParserError  # type: ignore[attr-defined]  # not in its stub

from parcours.geo.points import LatLon
from parcours.geo.zones import zone_at
from parcours.hours.clock import DAY_MIN
from parcours.hours.day_set import DaySet
from parcours.hours.intervals import Interval, less, merged, within
from parcours.hours.local_days import local_days, region_of
from parcours.hours.readings import Reading, alternatives, doubt, readings

HORIZON_DAYS = 400
ANYWHERE = LatLon(43.6, 1.44)
"""For a rule without the sun, which gives the same days and hours everywhere."""
_DAY = timedelta(days=1)
_SPARE_DAYS = 36
"""Laid out on both sides of the horizon: for the later days of a route that begins on its last day,
and for seasons cut by its ends."""
_SOME_YEAR = 2027
_SAMPLES = 4
"""How many minutes of an opening are tried before all of them are."""
_SUN = re.compile(r"sunrise|sunset|dawn|dusk")
_HOLIDAY = re.compile(r"\bPH\b")
_BESIDE_HOLIDAY = re.compile(
    r'\bPH\s*[-+]|\bPH:?\s+(?:Mo|Tu|We|Th|Fr|Sa|Su)\b|"[^"]*\bPH\b[^"]*"')
"""Days that lie beside a holiday, or what cannot be read with a weekday in its place."""
_WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_NIGHT_MIN = 300
"""Until when after midnight what opens in the evening belongs to the day before."""
_DATES = re.compile(r"Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|week|easter|\b\d{4}\b")
_WHOLE_DAYS = re.compile(r"24/7|0?0:00-24:00")
_REMARK_LAST = re.compile(r';\s*(?:"[^"]*"|unknown(?:\s*"[^"]*")?)\s*$')
_RARELY = re.compile(r"[\[/]")  # the second Sunday, every other week
_FIFTH = re.compile(r"\[[^\]]*5")  # a fifth Sunday: a quarter of a year may have none

Patterns: TypeAlias = tuple[tuple[tuple[Interval, ...], DaySet], ...]
"""Each way of being open in a day with the days that have it."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """A rule laid out over `HORIZON_DAYS` days from ``first``, and a few more.

    A year has few ways of being open in a day, so a question about 400 days asks a handful of
    them.
    """

    first: date
    patterns: Patterns
    """When it is open, or perhaps open."""
    certain: Patterns
    """When it is surely open."""
    hours_named: bool
    """False when the rule names days without hours, such as ``Th``."""
    out_of_season: DaySet
    """The days without opening that no week explains: the rule closes for part of the year. Like
    the patterns it goes on past the horizon."""

    def open_throughout(self, start_min: int, end_min: int) -> DaySet:
        """The days on which it is open, or perhaps, from ``start_min`` to ``end_min`` without a
        break; past 1440 both lie in the night after, and past that in later days."""
        return self._throughout(self.patterns, start_min, end_min)

    def surely_open(self, start_min: int, end_min: int) -> DaySet:
        """Those of `open_throughout` on which the rule leaves no doubt."""
        return self._throughout(self.certain if self.hours_named else (), start_min, end_min)

    @property
    def open_at_all(self) -> DaySet:
        """The days on which it opens, or perhaps."""
        return self.opens(0)

    def opens(self, later: int) -> DaySet:
        """The days for which it opens, or perhaps, so many days later."""
        return self._days_before(later, (
            days for intervals, days in self.patterns  # not the end of last night alone
            if intervals[-1][0] or intervals[-1][1] > DAY_MIN // 2))

    def opens_after(self, minute: int, later: int) -> DaySet:
        """Those days of `opens` on which it is open, or perhaps, at some time after a minute of
        that day."""
        return self._days_before(later, (days for intervals, days in self.patterns
                                         if intervals[-1][1] > minute))

    def opens_for(self, earliest_min: int, length_min: int, later: int) -> DaySet:
        """The days for which it is open, or perhaps, for so long without a break at some time from
        a minute on, so many days later."""
        return self._days_before(later, (
            days for intervals, days in self.patterns
            if any(max(opens, earliest_min) + length_min <= closes for opens, closes in intervals)))

    def intervals_on(self, day: date) -> tuple[Interval, ...]:
        """When it is open, or perhaps, on a day."""
        return _on(self.patterns, day)

    def certain_on(self, day: date) -> tuple[Interval, ...]:
        """When it is surely open on a day."""
        return _on(self.certain, day)

    @property
    def hours_certain(self) -> bool:
        """Whether the rule names hours and leaves none of them open: no ``Th``, no ``18:00+``, no
        ``"on request"``."""
        return self.hours_named and self.certain == self.patterns

    def _throughout(self, patterns: Patterns, start_min: int, end_min: int) -> DaySet:
        later, start = divmod(start_min, DAY_MIN)
        end = end_min - start_min + start
        return self._days_before(later, (
            days for intervals, days in patterns
            if any(opens <= start and end <= closes for opens, closes in intervals)))

    def _days_before(self, later: int, sets: Iterable[DaySet]) -> DaySet:
        """The days of the horizon that lie so many days before any of these; what lies past all
        that is laid out is not known, so it forbids nothing."""
        days = DaySet(self.first, reduce(or_, (one.bits for one in sets), 0)).shifted(-later)
        if later > _SPARE_DAYS:
            days |= DaySet.every(self.first + _DAY * (HORIZON_DAYS + _SPARE_DAYS - later),
                                 later - _SPARE_DAYS)
        return horizon(self.first) & days


def _on(patterns: Patterns, day: date) -> tuple[Interval, ...]:
    return next((intervals for intervals, days in patterns if day in days), ())


@lru_cache(maxsize=64)
def horizon(first: date) -> DaySet:
    """The coming days that are looked at."""
    return DaySet.every(first, HORIZON_DAYS)


def is_rule(rule: str) -> bool:
    """Whether the text is a valid rule, and one that neither `readings.doubt` nor `erased` has
    anything against."""
    return is_valid(rule) and doubt(rule) is None and erased(rule) is None


@lru_cache(maxsize=4096)
def erased(rule: str) -> str | None:
    """The part of a valid rule whose hours never hold, since parts after it close or replace them
    on all of its days: ``Mo 10:00-12:00`` in ``Mo 10:00-12:00; Mo off``. None where each part
    holds on some day."""
    if spoken := said_last(rule):
        return spoken
    parts = [part.strip() for part in rule.split(";")]
    if len(parts) < 2 or '"' in rule or "||" in rule:
        return None
    years = [int(year) for year in re.findall(r"\b20\d\d\b", rule)]
    first = date(max(years, default=_SOME_YEAR), 1, 1)
    for n, part in enumerate(parts[:-1]):
        if part and is_valid(part) and not _holds(part, rule, first):
            return part
        if _opened_again(part, parts[n + 1:], first):
            return part
    return None


def said_last(rule: str) -> str | None:
    """What stands before a remark without days or hours, which by the syntax replaces all of it:
    ``Mo-Su 10:00-18:00`` in ``Mo-Su 10:00-18:00; "last entry at 17:15"``. None where none does."""
    found = _REMARK_LAST.search(rule)
    before = rule[:found.start()].strip(" ;") if found else ""
    return before if before and before.count('"') % 2 == 0 else None


def _opened_again(part: str, later: list[str], first: date) -> bool:
    """Whether a part closes days each of which one part after it opens: ``Mo off; Mo-Su …``."""
    days = re.fullmatch(r"(.+?)\s+(?:off|closed)", part)
    if days is None or not is_valid(days[1]):
        return False
    closed = perhaps_open(days[1], first)
    return bool(closed) and any(
        is_valid(one) and not re.search(r"\b(?:off|closed)\b", one)
        and _each_opens(closed, perhaps_open(one, first)) for one in later if one)


_DATED = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ph|easter|week)\b|\b20\d\d\b", re.I)
"""What names days of the year, and not of each week."""


@lru_cache(maxsize=4096)
def exception_first(rule: str) -> tuple[str, str, str] | None:
    """An exception of a valid rule that a part for each week after it opens again on some days, as
    in ``Jan off; Tu-Su 10:00-18:00``; that part; and the rule with the exception last."""
    parts = [part.strip() for part in rule.split(";")]
    if '"' in rule or "||" in rule:
        return None
    years = [int(year) for year in re.findall(r"\b20\d\d\b", rule)]
    first = date(max(years, default=_SOME_YEAR), 1, 1)
    for n, part in enumerate(parts):
        days = re.fullmatch(r"(.+?)\s+(?:off|closed)", part)
        if days is None or not _DATED.search(days[1]) or not is_valid(days[1]):
            continue
        closed = _days_of(perhaps_open(days[1], first))
        for later in parts[n + 1:]:
            better = "; ".join([*parts[:n], *parts[n + 1:], part])
            if later and not _DATED.search(later) and is_valid(later) and not re.search(
                    r"\b(?:off|closed)\b", later) and is_rule(better) and (
                    closed & {begin // DAY_MIN for begin, _ in perhaps_open(later, first)}):
                return part, later, better
    return None


def _days_of(spans: list[Interval]) -> set[int]:
    return {day for begin, end in spans for day in range(begin // DAY_MIN, -(-end // DAY_MIN))}


def _each_opens(closed: list[Interval], opened: list[Interval]) -> bool:
    """Whether something opens on each of these days."""
    return _days_of(closed) <= {begin // DAY_MIN for begin, _ in opened}


def _holds(part: str, rule: str, first: date) -> bool:
    """Whether a rule is perhaps open at some minute at which a part of it is, the sun standing
    still; true as well when the part never opens."""
    whole, some = (OpeningHours(alternatives(one)[0], country="FR", auto_country=False,
                                auto_timezone=False) for one in (rule, part))
    begin = datetime.combine(first, time())
    opened = False
    for opens, closes, state, _ in some.intervals(begin, begin + timedelta(days=HORIZON_DAYS)):
        if state == State.CLOSED:
            continue
        opened = True
        minutes = int(((closes or begin + timedelta(days=HORIZON_DAYS)) - opens).total_seconds()
                      ) // 60
        if any(not whole.is_closed(opens + timedelta(minutes=minutes * n // _SAMPLES))
               for n in range(_SAMPLES)):
            return True
    return not opened or bool(less(perhaps_open(part, first), less(
        perhaps_open(part, first), perhaps_open(rule, first))))


def perhaps_open(rule: str, first: date, count: int = HORIZON_DAYS) -> list[Interval]:
    """Every minute that a rule may be open, the sun standing still, from midnight of ``first``:
    on so many days and on some before and after them. In order, those that touch joined."""
    return merged([span for reading in _readable(rule)
                    for found in [_Spans(reading.widest, None, first, "FR", count)]
                    for span in [*found.opened, *found.unknown]])


def is_valid(rule: str) -> bool:
    """Whether the text is a valid rule."""
    try:
        OpeningHours(rule)
    except _ParserError:
        return False
    return True


def spelling(rule: str) -> str:
    """A valid rule as its reader spells it; raises ValueError on an invalid one."""
    try:
        return str(OpeningHours(rule))
    except _ParserError as failure:
        raise ValueError(f"not an opening hours rule: {rule!r}") from failure


@lru_cache(maxsize=64)
def holidays(year: int) -> frozenset[date]:
    """The public holidays of a year, in all of France."""
    read = OpeningHours("PH", country="FR", auto_country=False, auto_timezone=False)
    return frozenset(opens.date() + timedelta(days=n) for opens, closes, state, _ in read.intervals(
        datetime(year, 1, 1), datetime(year + 1, 1, 1)) if state == State.OPEN
        for n in range(((closes or opens) - opens).days))


def calendar(rule: str, position: LatLon | None, first: date, commune: str = "") -> Calendar:
    """Lay a valid rule out over the coming days; raises ValueError on an invalid one.

    The INSEE code of a ``commune`` tells which public holidays there are beside those of all of
    France.

    Without a position the sun rises at seven and sets at seven every day, dawn is at six and dusk
    at eight: enough to see what a rule means.
    """
    region = region_of(commune) if _HOLIDAY.search(rule) else ""
    return _calendar(rule, position if _SUN.search(rule) else None, first, "FR", region)


def without_holidays(rule: str, position: LatLon, first: date) -> Calendar | None:
    """The same as if no day were a public holiday; None where the rule names none."""
    if not _HOLIDAY.search(rule):
        return None
    return _calendar(rule, position if _SUN.search(rule) else None, first, None)


@lru_cache(maxsize=4096)
def _calendar(rule: str, place: LatLon | None, first: date, country: str | None,
              region: str = "") -> Calendar:
    sure, maybe = _sure_and_maybe(rule, place, first, country)
    if region:
        sure, maybe = _on_local_days(rule, place, first, region, sure, maybe)
    patterns = _patterns(maybe, first)
    certain = patterns if sure == maybe else _patterns(sure, first)
    whole_days = any(opens <= 0 and closes >= DAY_MIN
                     for intervals, _ in certain for opens, closes in intervals)
    return Calendar(first, patterns, certain, not whole_days or bool(_WHOLE_DAYS.search(rule)),
                    _out_of_season(rule, maybe, first))


def _sure_and_maybe(rule: str, place: LatLon | None, first: date, country: str | None,
                    count: int = HORIZON_DAYS) -> tuple[list[Interval], list[Interval]]:
    """When a rule is surely open, and when it is open or perhaps open."""
    maybe: list[Interval] = []
    sure: list[Interval] = []
    for reading in _readable(rule):
        widest = _Spans(reading.widest, place, first, country, count)
        narrow = widest if not reading.open_ended else _Spans(
            reading.certain, place, first, country, count)
        opened = [span for span in narrow.opened
                  if span[1] - span[0] > 1 or not reading.open_ended]
        sure = merged([*sure, *less(opened, maybe)])
        maybe = merged([*maybe, *widest.opened, *widest.unknown])
    return sure, maybe


def _on_local_days(rule: str, place: LatLon | None, first: date, region: str,
                   sure: list[Interval], maybe: list[Interval],
                   ) -> tuple[list[Interval], list[Interval]]:
    """The same with the public holidays of a department, which the reader of rules does not know:
    on such a day the rule is read with the name of its weekday in place of ``PH``."""
    last = first + _DAY * (HORIZON_DAYS + _SPARE_DAYS)
    for year in range(first.year - 1, last.year + 1):
        days = local_days(region, year)
        for day in (*days.sure, *days.perhaps):
            if not first - _DAY * _SPARE_DAYS <= day <= last:
                continue
            begins = (day - first).days * DAY_MIN
            window = [(begins, begins + DAY_MIN + _NIGHT_MIN)]
            if _BESIDE_HOLIDAY.search(rule):  # the days around it are not known either
                sure = less(sure, [(begins - 7 * DAY_MIN, begins + 8 * DAY_MIN)])
                continue
            read = _HOLIDAY.sub(_WEEKDAYS[day.weekday()], rule)
            there, perhaps = (
                within([(begin + begins, end + begins) for begin, end in spans], window)
                for spans in _sure_and_maybe(read, place, day, "FR", 1))
            if day in days.sure:
                sure = merged([*less(sure, window), *there])
                maybe = merged([*less(maybe, window), *perhaps])
            else:
                sure = merged([*less(sure, window), *within(there, sure)])
                maybe = merged([*maybe, *perhaps])
    return sure, maybe


def _readable(rule: str) -> tuple[Reading, ...]:
    """The readings of a rule; the rule itself where one of them cannot be read."""
    found = readings(rule)
    if all(is_valid(text) for one in found for text in {one.widest, one.certain}):
        return found
    return (Reading(rule, rule),)


class _Spans:
    """When one text is open and when it says unknown, in minutes from midnight of the first day."""

    def __init__(self, text: str, place: LatLon | None, first: date, country: str | None,
                 count: int = HORIZON_DAYS) -> None:
        zone = zone_at(place) if place else None
        try:
            read = OpeningHours(
                text, timezone=zone, country=country, auto_country=False, auto_timezone=bool(place),
                coords=(place.lat, place.lon) if place else None)
        except _ParserError as failure:
            raise ValueError(f"not an opening hours rule: {text!r}") from failure
        origin = first.toordinal()
        begin, end = (datetime.combine(first + timedelta(days=days), time(), zone)
                      for days in (-_SPARE_DAYS, count + _SPARE_DAYS))
        opened: list[Interval] = []
        unknown: list[Interval] = []
        for opens, closes, state, _ in read.intervals(begin, end):
            if state != State.CLOSED:
                last = closes or end
                (opened if state == State.OPEN else unknown).append((
                    (opens.toordinal() - origin) * DAY_MIN + opens.hour * 60 + opens.minute,
                    (last.toordinal() - origin) * DAY_MIN + last.hour * 60 + last.minute))
        self.opened, self.unknown = opened, unknown


def _patterns(spans: list[Interval], first: date) -> Patterns:
    by_day: dict[int, list[Interval]] = {}
    for begin, end in spans:
        begun, opens = divmod(begin, DAY_MIN)
        closes = opens + end - begin
        if closes <= DAY_MIN and 0 <= begun < HORIZON_DAYS + _SPARE_DAYS:  # as nearly all are
            by_day.setdefault(begun, []).append((opens, closes))
            continue
        for day in range(max(0, begun), min(HORIZON_DAYS + _SPARE_DAYS, -(-end // DAY_MIN))):
            midnight = day * DAY_MIN
            by_day.setdefault(day, []).append(
                (max(begin - midnight, 0), min(end - midnight, 2 * DAY_MIN)))
    sets: dict[tuple[Interval, ...], int] = {}
    for day, intervals in by_day.items():
        key = tuple(intervals)
        sets[key] = sets.get(key, 0) | 1 << day
    return tuple((key, DaySet(first, bits)) for key, bits in sets.items())


def _out_of_season(rule: str, spans: list[Interval], first: date) -> DaySet:
    text = re.sub(r'"[^"]*"', "", rule)
    if not _DATES.search(text):
        return DaySet(first)
    opened = 0
    for begin, end in spans:
        opened |= (1 << -(-end // DAY_MIN) + _SPARE_DAYS) - (1 << begin // DAY_MIN + _SPARE_DAYS)
    earliest = first - _DAY * _SPARE_DAYS
    closed = DaySet.every(earliest, HORIZON_DAYS + 2 * _SPARE_DAYS) - DaySet(earliest, opened)
    # longer than the rule leaves between its weeks
    least = 99 if _FIFTH.search(text) else _SPARE_DAYS if _RARELY.search(text) else 8
    return closed.in_runs(least).between(first, None)
