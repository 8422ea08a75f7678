"""What `when.js` knows of a route's days and of the hours of its stops."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache, reduce
from operator import or_
from string import ascii_letters
from typing import NamedTuple, TypeAlias

from parcours.content.freshness import Level
from parcours.format.choices import State
from parcours.geo.points import LatLon
from parcours.geo.zones import MAINLAND, zone_name
from parcours.hours import calendar
from parcours.hours.clock import DAY_MIN
from parcours.hours.day_set import DaySet
from parcours.hours.hours_of_day import hours_of_day, is_all_day
from parcours.hours.intervals import Interval
from parcours.hours.local_days import region_of
from parcours.hours.readings import guessed_ends
from parcours.i18n.language import Language, language_of
from parcours.render.pages import rides_data
from parcours.render.pages.calendar import DayLetters, letters_of, reason
from parcours.render.words import proof as proof_words
from parcours.render.words.days import by_guess
from parcours.safe_text.json import inert_json
from parcours.trip.trip import Proof, Trip, Visit

_SUN = re.compile("sunrise|sunset|dawn|dusk")
_MOST_WAYS = 40
_Way: TypeAlias = tuple[tuple[Interval, ...], tuple[Interval, ...]]


def data(shown: DayLetters, trip: Trip, language: Language) -> str:
    """What `when.js` works with, as JSON that stays data inside ``<script>``.

    Hours are told in words here, once for each way of being open: the script chooses, and words
    nothing but the date.
    """
    rules: dict[str, int] = {}
    stops = []
    for n, day in enumerate(trip.days):
        for visit in day.visits:
            told = _hours_data(visit, shown.first, language)
            # -1 where nothing is known, -2 where there are no hours to know
            index = rules.setdefault(told, len(rules)) if told else (
                -1 if visit.place.needs_hours and not visit.woke else -2)
            later, start = divmod(visit.visit_min, DAY_MIN)  # after midnight it is the next day
            # a night has no end here: any opening of the day will do
            end = -1 if visit.night else visit.departure_min - later * DAY_MIN
            stops.append([n + later, index, start, end])
    days, rides = trip.open_days, rides_data.data(trip, language)
    zone = zone_name(trip.visits[0].place.position)
    own = inert_json({
        "id": trip.id, "first": shown.first.isoformat(), "days": shown.letters,
        "ics": (days.next_start or days.first).isoformat(), "length": len(trip.days),
        **({} if zone == MAINLAND else {"zone": zone}),
        "sets_out": language.clock(trip.visits[0].visit_min),
        "why": {letter: reason(one, trip, language) for letter, one in shown.reasons.items()},
        "stops": stops, **({"rides": rides} if rides else {})})
    words = _words(days.proof, language.code, guessed=by_guess(days) is not None)
    return f'{own[:-1]},"hours":[{",".join(rules)}],"words":{words}}}'


def _hours_data(visit: Visit, first: date, language: Language) -> str:
    """The hours of a visit day by day, as JSON; empty where nothing is known."""
    place, status = visit.place, visit.place.status
    closing = status.closing(first) if status is not None else None
    rule = "" if visit.woke else place.opening_hours or ""
    if not rule and closing is None:
        return ""
    return _laid_out(_Asked(
        rule, place.position if _SUN.search(rule) else calendar.ANYWHERE,
        place.commune if region_of(place.commune) else "",
        _Closure(closing.state, closing.from_, closing.to) if closing is not None else None, first,
        told=visit.hours_level is not Level.VERIFIED, needed=place.needs_hours, woke=visit.woke),
        language.code)


class _Closure(NamedTuple):
    """What keeps a place shut, and on which days; an end that is open is not known."""

    state: State
    from_: date | None
    to: date | None


class _Asked(NamedTuple):
    """All that the hours of a stop depend on: many stops of a site have the same."""

    rule: str
    position: LatLon
    """Where the sun is asked; anywhere where the rule does not name it."""
    commune: str
    """One whose holidays are its region's; empty for all others."""
    closure: _Closure | None
    first: date
    told: bool
    """Whether nobody verified the hours."""
    needed: bool
    """Whether a visitor must know them: what needs none is open around the clock."""
    woke: bool
    """Whether one wakes up in the house, and asks for no hours."""


@lru_cache(maxsize=4096)
def _laid_out(asked: _Asked, code: str) -> str:
    """Letters for days, and what each letter means: words, then intervals in minutes.

    A way of being open without intervals is one whose hours are not known, and one without words
    nothing that need be said.
    """
    language, horizon = language_of(code), calendar.horizon(asked.first)
    shut = horizon.between(asked.closure.from_, asked.closure.to) if asked.closure else DaySet(
        asked.first)
    found = list(_ways_in_words(asked, horizon - shut, language))
    if shut and asked.closure:
        found.insert(0, (shut, [language.say(
            "works in progress" if asked.closure.state is State.WORKS else "closed all day"), []]))
    sets = tuple(days for days, _ in found)
    letters = letters_of(horizon, horizon - _any_of(sets, asked.first), sets)
    ways = dict(zip(ascii_letters, (way for _, way in found), strict=False))
    return inert_json({"days": letters, "ways": ways, "closed": language.say("closed all day")})


def _ways_in_words(asked: _Asked, running: DaySet,
                   language: Language) -> Iterator[tuple[DaySet, list[object]]]:
    """Each way of being open on the days on which a place is not shut, with its days."""
    say = language.say
    if not asked.rule:
        yield running, ([""] if asked.woke else [say("hours unknown")] if asked.needed else
                        _way(((0, DAY_MIN),), ((0, DAY_MIN),), frozenset(), language))
        return
    ways = _ways(asked)
    if len(ways) > _MOST_WAYS:  # the sun's hours change every day
        yield _any_of(ways.values(), asked.first) & running, _as_known(
            [say("open, at hours that change every day")], asked.told, language)
        return
    named, guessed = _calendar(asked).hours_named, guessed_ends(asked.rule)
    for (intervals, certain), days in ways.items():
        yield days & running, _as_known(
            _way(intervals, certain, guessed, language) if named else
            [say("open, at hours we do not know")], asked.told, language)


def _as_known(way: list[object], told: bool, language: Language) -> list[object]:
    """A way with its words, which say where nobody verified them."""
    return [language.say("{hours} (not verified)", hours=way[0]), *way[1:]] if told else way


def _any_of(sets: Iterable[DaySet], first: date) -> DaySet:
    return reduce(or_, sets, DaySet(first))


def _calendar(asked: _Asked) -> calendar.Calendar:
    return calendar.calendar(asked.rule, asked.position, asked.first, asked.commune)


def _ways(asked: _Asked) -> dict[_Way, DaySet]:
    """Each way of being open in a day, perhaps and surely, with its days."""
    laid_out = _calendar(asked)
    ways: dict[_Way, DaySet] = {}
    for intervals, days in laid_out.patterns:
        left = calendar.horizon(asked.first) & days
        for certain, sure in laid_out.certain:
            if both := left & sure:
                ways[intervals, certain] = both
                left -= sure
        if left:
            ways[intervals, ()] = left
    return ways


def _way(intervals: Sequence[Interval], certain: Sequence[Interval], guessed: frozenset[int],
         language: Language) -> list[object]:
    """A way in words, and its intervals with words for their ends and whether they are sure."""
    told = hours_of_day(intervals, certain, guessed, language)
    if is_all_day(intervals):
        return [told, [[0, 2 * DAY_MIN, "", "", int(is_all_day(certain))]]]
    spans = []
    for opens, closes in intervals:
        sure = any(begin <= opens and closes <= end for begin, end in certain)
        spans.append([opens, closes, language.clock(opens),
                      language.clock(closes) if sure else "", int(sure)])
    return [told, spans]


_WORDS: dict[str, str] = {
    "first_of_month": "1 (the first day of a month)",
    "blocked": "{day}: not possible. {why}.",
    "near": "Nearest possible:",
    "none": "No day is possible until {day}.",
    "next": "Next possible day: {day}.",
    "before": "{day}: it is before the first day of this calendar, {first}.",
    "after": "{day}: the days are worked out only until {last}. Come back later.",
    "over": "This calendar was computed on {first} and ended on {last}: it says nothing about "
            "today. Ask the tourist office.",
    "begun": "It sets out at {time}: too late for today.",
    "old": "This calendar was computed {n} days ago, on {first}: closures announced since are not "
           "in it.",
    "stop": "{day}: {hours}.",
    "unknown": "hours unknown",
    "uncomputed": "hours not computed that far",
    "not_then": "but not at the planned time",
    "open_now": "Open now, until {time}.",
    "open": "Open now.",
    "opens": "Opens at {time}.",
    "shut": "Closed now.",
    "today": "today",
    "yes": "{day}, possible",
    "no": "{day}, not possible ({why})",
    "take": "Add to my calendar: {day}",
    "dated": "the stops with their times, for a calendar, from {day}",
}
"""By the name that the script knows them by; it fills in what is in braces."""

_GUESSED: dict[str, str] = {
    "blocked": "{day}: {why}.",
    "none": "By estimated times no day is found until {day}.",
    "no": "{day} ({why})",
}
"""Where nothing but our estimates leaves no day: it is the reason that is told, not that it is
impossible."""


@lru_cache(maxsize=1024)
def _words(proof: Proof, code: str, *, guessed: bool) -> str:
    language = language_of(code)
    say: Callable[[str], str] = language.say
    rests_on = proof_words.possible(proof, language)
    return inert_json({"possible": language.say("{day}: {possible}.", day="{day}",
                                                possible=rests_on)}
                      | {name: say(message) for name, message in _WORDS.items()}
                      | ({name: say(message) for name, message in _GUESSED.items()} if guessed
                         else {}))
