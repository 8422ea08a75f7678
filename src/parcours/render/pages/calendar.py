"""The days of a route as its page shows them: a letter a day, tables, and the reasons.

Each of the coming days has one letter, ``.`` where one can set out and otherwise that of the reason
why one cannot. The tables, the text and the script's data (`calendar_data`) are all made from that
one string, so that they cannot disagree. The letters also stand in the tables: colour alone says
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from string import ascii_letters

from parcours.format.model import Status
from parcours.hours.day_set import DaySet
from parcours.i18n.language import Language, language_of
from parcours.render.words.days import closure_in_words
from parcours.render.words.modes import style_of
from parcours.render.words.proof import time_of_day
from parcours.render.words.writer import plain
from parcours.trip.trip import Blocked, Trip, Why

POSSIBLE = "."
MONTHS_SHOWN = 3
_RUN = re.compile(r"(.)\1*")
_TABLES: dict[str, bytes] = {
    letter: bytes.maketrans(b"01", b"\0" + letter.encode()) for letter in ascii_letters}


@dataclass(frozen=True, slots=True)
class DayLetters:
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


def coming(trip: Trip) -> DayLetters:
    """Each coming day of a route with its reason."""
    days = trip.open_days
    blocked = days.blocked
    reasons = dict(zip(ascii_letters, blocked, strict=False))
    if len(blocked) > len(ascii_letters):  # the last letter stands for all that have none
        reasons[ascii_letters[-1]] = Blocked(None, Why.CLOSED, DaySet(days.first))
    return DayLetters(days.first, letters_of(
        days.horizon, days.starts, tuple(one.starts for one in blocked)), reasons)


@lru_cache(maxsize=4096)
def letters_of(horizon: DaySet, starts: DaySet, blocked: tuple[DaySet, ...]) -> str:
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
def month_rows(first: date, letters: str, year: int, month: int, code: str, *,
               denied: bool = True) -> str:
    """The rows of a month's table, Monday first, as HTML made of numbers and letters only.

    Days without a dot are not ``denied`` where nothing but our estimates speaks against them."""
    no = f'<small><i class="pc-hidden">{language_of(code).say("no:")} </i>' if denied else "<small>"
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
            return say("out of the season of the route ({dates})",
                       dates=language.days_of_year(route.season.from_, route.season.to))
        return _dated(blocked.why, _ROUTE, route.status, trip, language, {})
    visit = trip.visits[blocked.visit_number - 1]
    day = next(day.number for day in trip.days if visit in day.visits)
    values = {
        "stop": say("stop {n}, {place}" if len(trip.days) == 1 else "stop {n} (day {day}), {place}",
                    n=visit.number, day=day,
                    place=plain(visit.place.name, language, trip.default_lang)),
        "start": time_of_day(visit.visit_min, visit.time_level, language),
        "end": language.clock(visit.departure_min),
        "mode": say(style_of(visit.leg.by).label) if visit.leg is not None else ""}
    if blocked.why is Why.CLOSED and (visit.night or visit.stay_min == 0):
        return say("{stop}: closed that day" if visit.night else "{stop}: closed at the time of "
                   "the visit ({start})", **values)
    return _dated(blocked.why, _STOP, visit.place.status, trip, language, values)


_ROUTE = {
    Why.ALL_SHUT: "every stop is optional, and none is open at the time of its visit",
    Why.CLOSED: "another stop is not open", Why.HOLIDAY: "another stop is not open",
    Why.SEASON: "out of the season of the route", Why.STATUS: "the route is closed",
    Why.WORKS: "works on the route",
    Why.SERVICE: "according to the timetables, the plan does not work",
    Why.NO_SERVICE: "according to the timetables, the plan does not work"}
_STOP = {
    Why.CLOSED: "{stop}: not open at the time of the visit ({start}–{end})",
    Why.HOLIDAY: "{stop}: closed on public holidays",
    Why.SEASON: "{stop}: outside its opening dates",
    Why.STATUS: "{stop}: closed", Why.WORKS: "{stop}: works",
    Why.NO_SERVICE: "{stop}: according to the timetables, nothing goes there directly {mode} that "
                    "day",
    Why.SERVICE: "{stop}: according to the timetables, it cannot be reached as planned"}


def _dated(why: Why, messages: Mapping[Why, str], status: Status | None, trip: Trip,
           language: Language, values: Mapping[str, str]) -> str:
    """A reason, with the days of the closure where it speaks of one."""
    told = [language.say(messages[why], **values)]
    today = trip.open_days.first
    if why in (Why.STATUS, Why.WORKS) and status is not None and (
            status := status.closing(today)) is not None:
        begun = status.from_ is None or status.from_ <= today
        told.append(closure_in_words(None if begun and status.to else status.from_, status.to,
                                     today, language))
    return " ".join(filter(None, told))


@cache
def _month_length(year: int, month: int) -> int:
    return (date(year + month // 12, month % 12 + 1, 1) - date(year, month, 1)).days
