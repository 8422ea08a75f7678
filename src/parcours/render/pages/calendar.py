"""The days of a route as its page shows them: a letter a day, the reasons, and data for `when.js`.

Each of the coming days has one letter, ``.`` where one can set out and otherwise that of the reason
why one cannot. The tables, the text and the script's data are all made from that one string, so
that they cannot disagree. The letters also stand in the tables: colour alone says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache, reduce
from operator import or_
from string import ascii_letters
from typing import TypeAlias

from parcours.format.model import PlaceFields, State, Status
from parcours.geo.points import LatLon
from parcours.hours import calendar as hours
from parcours.hours.day_set import DaySet
from parcours.i18n.language import Language, language_of
from parcours.safe_text.json import inert_json
from parcours.trip.trip import Blocked, Trip, Why

POSSIBLE = "."
MONTHS_SHOWN = 3
_RUN = re.compile(r"(.)\1*")
_SUN = re.compile("sunrise|sunset|dawn|dusk")
_TABLES: dict[str, bytes] = {
    letter: bytes.maketrans(b"01", b"\0" + letter.encode()) for letter in ascii_letters}
_DAY_MIN = 1440
_ANYWHERE = LatLon(43.6, 1.44)
"""Without the sun, a rule gives the same hours everywhere."""
_MOST_WAYS = 40
_Way: TypeAlias = tuple[tuple[hours.Interval, ...], tuple[hours.Interval, ...]]


@dataclass(frozen=True, slots=True)
class Almanac:
    """The coming days of a route."""

    first: date
    letters: str
    """One a day from ``first`` on."""
    reasons: Mapping[str, Blocked]
    """By letter, in the order of the alphabet."""

    @property
    def last(self) -> date:
        """The last day that is computed."""
        return self.first + timedelta(days=len(self.letters) - 1)

    @property
    def every_day(self) -> bool:
        """Whether nothing that we know stands in the way on any day."""
        return not self.reasons


def coming(trip: Trip) -> Almanac:
    """Each coming day of a route with its reason."""
    days = trip.open_days
    blocked = days.blocked
    reasons = dict(zip(ascii_letters, blocked, strict=False))
    if len(blocked) > len(ascii_letters):  # the last letter stands for all that have none
        reasons[ascii_letters[-1]] = Blocked(None, Why.CLOSED, DaySet(days.first))
    return Almanac(days.first, _letters(
        days.horizon, days.starts, tuple(one.starts for one in blocked)), reasons)


@lru_cache(maxsize=4096)
def _letters(horizon: DaySet, starts: DaySet, blocked: tuple[DaySet, ...]) -> str:
    """The letter of each day; the sets are disjoint, so that letters can be joined as numbers."""
    joined = _spread(starts, horizon).translate(bytes.maketrans(b"01", b"\0."))
    total = int.from_bytes(joined, "little")
    for n, days in enumerate(blocked):
        letter = ascii_letters[min(n, len(ascii_letters) - 1)]
        total |= int.from_bytes(_spread(days, horizon).translate(_TABLES[letter]), "little")
    return total.to_bytes(horizon.count, "little").decode("ascii")


def _spread(days: DaySet, horizon: DaySet) -> bytes:
    """A ``0`` or a ``1`` for each day of the horizon, the first day first."""
    return f"{days.bits_from(horizon.first):0{horizon.count}b}"[::-1].encode()


# ---- For the page --------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def ranges(first: date, letters: str) -> tuple[tuple[int, int, tuple[tuple[str, str], ...]], ...]:
    """For each month its year, its number, and for each letter its days: ``5–6, 12``."""
    months = []
    start = 0
    while start < len(letters):
        day = first + timedelta(days=start)
        end = min(len(letters), start + _month_length(day.year, day.month) - day.day + 1)
        by_letter: dict[str, list[str]] = {}
        for run in _RUN.finditer(letters, start, end):
            low, high = run.start() - start + day.day, run.end() - start + day.day - 1
            by_letter.setdefault(run[1], []).append(
                f"{low}" if low == high else f"{low}–{high}")
        months.append((day.year, day.month, tuple(
            (letter, ", ".join(by_letter[letter])) for letter in sorted(by_letter))))
        start = end
    return tuple(months)


@lru_cache(maxsize=4096)
def month_rows(first: date, letters: str, year: int, month: int, code: str) -> str:
    """The rows of a month's table, Monday first, as HTML made of numbers and letters only."""
    no = f'<small><i class="pc-hidden">{language_of(code).say("no:")} </i>'
    day_one = date(year, month, 1)
    offset = day_one.toordinal() - first.toordinal()
    cells = ["<td></td>"] * day_one.weekday()
    for day in range(1, _month_length(year, month) + 1):
        at = offset + day - 1
        letter = letters[at] if 0 <= at < len(letters) else ""
        cells.append(f"<td><b>{day}</b></td>" if letter == POSSIBLE else
                     f"<td>{day}{no}{letter}</small></td>" if letter else "<td></td>")
    cells += ["<td></td>"] * (-len(cells) % 7)
    return "\n".join(f"<tr>{''.join(cells[week:week + 7])}</tr>"
                     for week in range(0, len(cells), 7))


def shown_months(first: date, last: date, next_start: date | None) -> list[tuple[int, int]]:
    """The months to lay out as tables: from the first in which one can set out."""
    begin = next_start or first
    found = []
    for n in range(MONTHS_SHOWN):
        year, month = divmod(begin.year * 12 + begin.month - 1 + n, 12)
        if date(year, month + 1, 1) <= last:
            found.append((year, month + 1))
    return found


def reason(blocked: Blocked, trip: Trip, language: Language) -> str:
    """Why one cannot set out, in plain text: not escaped."""
    say = language.say
    if blocked.visit_number is None:
        route = trip.itinerary
        if blocked.why is Why.SEASON and route.season is not None:
            return say("out of the season of the route, which is from {first} to {last}",
                       first=language.day_month(*route.season.from_),
                       last=language.day_month(*route.season.to))
        return _dated(blocked.why, _ROUTE, route.status, trip, language, {})
    visit = trip.visits[blocked.visit_number - 1]
    day = next(day.number for day in trip.days if visit in day.visits)
    values = {
        "stop": say("stop {n}, {place}" if len(trip.days) == 1 else "stop {n} (day {day}), {place}",
                    n=visit.number, day=day,
                    place=visit.place.name.in_lang(language.code, trip.default_lang)),
        "start": language.clock(visit.visit_min), "end": language.clock(visit.departure_min)}
    if blocked.why is Why.CLOSED and (visit.night or visit.stay_min == 0):
        return say("{stop}: closed that day" if visit.night else "{stop}: closed at {start}",
                   **values)
    return _dated(blocked.why, _STOP, visit.place.status, trip, language, values)


_ROUTE = {
    Why.CLOSED: "another stop is not open", Why.HOLIDAY: "another stop is not open",
    Why.SEASON: "out of the season of the route", Why.STATUS: "the route is closed",
    Why.WORKS: "works on the route"}
_STOP = {
    Why.CLOSED: "{stop}: not open at the time of the visit ({start}–{end})",
    Why.HOLIDAY: "{stop}: closed on public holidays", Why.SEASON: "{stop}: out of season",
    Why.STATUS: "{stop}: closed", Why.WORKS: "{stop}: works"}


def _dated(why: Why, messages: Mapping[Why, str], status: Status | None, trip: Trip,
           language: Language, values: Mapping[str, str]) -> str:
    """A reason, with the days of the closure where it speaks of one."""
    told = [language.say(messages[why], **values)]
    if why in (Why.STATUS, Why.WORKS) and status is not None:
        if status.from_ is not None and status.from_ > trip.open_days.first:
            told.append(language.say("from {day}", day=language.date(status.from_)))
        if status.to is not None:
            told.append(language.say("until {day}", day=language.date(status.to)))
    return " ".join(told)


@cache
def _month_length(year: int, month: int) -> int:
    return (date(year + month // 12, month % 12 + 1, 1) - date(year, month, 1)).days


# ---- For the script ------------------------------------------------------------------------


def data(shown: Almanac, trip: Trip, language: Language) -> str:
    """What `when.js` works with, as JSON that stays data inside ``<script>``.

    Hours are told in words here, once for each way of being open: the script chooses, and words
    nothing but the date.
    """
    rules: dict[str, int] = {}
    stops = []
    for n, day in enumerate(trip.days):
        for visit in day.visits:
            told = _hours_data(visit.place, shown.first, language)
            index = rules.setdefault(told, len(rules)) if told else -1
            later, start = divmod(visit.visit_min, _DAY_MIN)  # after midnight it is the next day
            # a night has no end here: any opening of the day will do
            end = -1 if visit.night else visit.departure_min - later * _DAY_MIN
            stops.append([n + later, index, start, end])
    days = trip.open_days
    own = inert_json({
        "id": trip.id, "first": shown.first.isoformat(), "days": shown.letters,
        "ics": (days.next_start or days.first).isoformat(), "length": len(trip.days),
        "why": {letter: reason(one, trip, language) for letter, one in shown.reasons.items()},
        "stops": stops})
    return f'{own[:-1]},"hours":[{",".join(rules)}],"words":{_words(language.code)}}}'


def _hours_data(place: PlaceFields, first: date, language: Language) -> str:
    """The hours of a place day by day, as JSON; empty where nothing is known."""
    status = place.status
    closes = status is not None and status.state is not State.OPEN
    if place.opening_hours is None and not closes:
        return ""
    closure = (status.state, status.from_, status.to) if status is not None and closes else None
    rule = place.opening_hours or ""
    return _laid_out(rule, place.position if _SUN.search(rule) else _ANYWHERE, closure, first,
                     language.code)


@lru_cache(maxsize=4096)
def _laid_out(rule: str, position: LatLon,
              closure: tuple[State, date | None, date | None] | None, first: date,
              code: str) -> str:
    """Letters for days, and what each letter means: words, then intervals in minutes.

    A way of being open without intervals is one whose hours are not known.
    """
    language = language_of(code)
    say = language.say
    ways = _ways(rule, position, first) if rule else {}
    horizon = hours.horizon(first)
    shut = horizon.between(closure[1], closure[2]) if closure else DaySet(first)
    sets: list[DaySet] = []
    told: list[list[object]] = []
    if shut:
        sets.append(shut)
        told.append([say("works in progress") if closure and closure[0] is State.WORKS
                     else say("closed all day"), []])
    if not rule:
        sets.append(horizon - shut)
        told.append([say("hours not verified")])
    elif len(ways) > _MOST_WAYS:  # the sun's hours change every day
        sets.append(_any_of(ways.values(), first) - shut)
        told.append([say("open, at hours that change every day")])
    else:
        named = hours.calendar(rule, position, first).hours_named
        for (intervals, certain), days in ways.items():
            sets.append(days - shut)
            told.append(_way(intervals, certain, language) if named else
                        [say("open, at hours we do not know")])
    letters = _letters(horizon, horizon - _any_of(sets, first), tuple(sets))
    return inert_json({"days": letters, "ways": dict(zip(ascii_letters, told, strict=False)),
                       "closed": say("closed all day")})


def _any_of(sets: Iterable[DaySet], first: date) -> DaySet:
    return reduce(or_, sets, DaySet(first))


def _ways(rule: str, position: LatLon, first: date) -> dict[_Way, DaySet]:
    """Each way of being open in a day, perhaps and surely, with its days."""
    calendar = hours.calendar(rule, position, first)
    ways: dict[_Way, DaySet] = {}
    for intervals, days in calendar.patterns:
        left = hours.horizon(first) & days
        for certain, sure in calendar.certain:
            if both := left & sure:
                ways[intervals, certain] = both
                left -= sure
        if left:
            ways[intervals, ()] = left
    return ways


def _way(intervals: Sequence[hours.Interval], certain: Sequence[hours.Interval],
         language: Language) -> list[object]:
    """A way in words, and its intervals with words for their ends and whether they are sure."""
    say, clock = language.say, language.clock
    if intervals[0][0] <= 0 and intervals[-1][1] >= _DAY_MIN and len(intervals) == 1:
        return [say("open around the clock"), [[0, 2 * _DAY_MIN, "", "", 1]]]
    spans, words = [], []
    for opens, closes in intervals:
        sure = any(begin <= opens and closes <= end for begin, end in certain)
        open_ended = not sure and closes == _DAY_MIN
        spans.append([opens, closes, clock(opens), "" if open_ended else clock(closes), int(sure)])
        words.append(say("from {start} on", start=clock(opens)) if open_ended else
                     say("from {start} to {end}", start=clock(opens), end=clock(closes)))
    told = say("open {hours}", hours=language.all_of(words))
    return [told if all(span[-1] for span in spans) else say("{hours} (to confirm)", hours=told),
            spans]


_WORDS: dict[str, str] = {
    "first_of_month": "1 (the first day of a month)",
    "possible": "{day}: one can set out.",
    "blocked": "{day}: not possible. {why}.",
    "near": "Nearest possible days:",
    "none": "No day is possible until {day}.",
    "next": "Next possible day: {day}.",
    "before": "{day}: it is before the first day of this calendar, {first}.",
    "after": "{day}: the days are computed only until {last}. Come back later.",
    "over": "This calendar was computed on {first} and ended on {last}: it says nothing of today. "
            "Ask the tourist office.",
    "old": "This calendar was computed {n} days ago, on {first}: closures announced since are not "
           "in it.",
    "stop": "{day}: {hours}.",
    "unknown": "hours not verified",
    "uncomputed": "hours not computed that far",
    "not_then": "but not at the planned time",
    "open_now": "Open now, until {time}.",
    "open": "Open now.",
    "opens": "Opens at {time}.",
    "shut": "Closed now.",
    "today": "today",
    "yes": "{day}, possible",
    "no": "{day}, not possible: {why}",
    "take": "Add to my calendar: {day}",
    "dated": "the timed steps for a diary, from {day}",
}
"""By the name that the script knows them by; it fills in what is in braces."""


@cache
def _words(code: str) -> str:
    say: Callable[[str], str] = language_of(code).say
    return inert_json({name: say(message) for name, message in _WORDS.items()})
