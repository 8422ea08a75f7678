"""What the catalogue's script filters by: each route as one bit set a group of choices, so that it
never reads the cards.

Where routes are many, the page holds the words alone. The rest are files that come at the first
choice; their names tell their content, so that no page ever reads the list of another publication.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Any

from parcours.content.freshness import Level
from parcours.geo.points import LatLon
from parcours.geo.zones import MAINLAND, common_zone
from parcours.hours.day_set import DaySet
from parcours.i18n.language import Language
from parcours.render.catalogue.choices import GROUPS, Group
from parcours.render.catalogue.entries import Entry
from parcours.render.words.writer import plain
from parcours.safe_text.json import inert_json

_GRID = 1e4
"""Positions are written in 1/10 000 degree, about 10 m."""
_SUM_DIGITS = 24
"""Of a file's SHA-256, in its name: as many as the service worker takes of any file's."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The data of a list that goes over several pages."""

    page: str
    """JSON for the ``<script>`` of its first page, with the names of the two files."""
    choices: tuple[str, str]
    """Name and content of what comes at the first choice."""
    ways: tuple[str, str]
    """Name and content of what comes once a way is to be drawn: the stops of every route."""


def data(entries: Sequence[Entry], offered: Sequence[Group], language: Language) -> str:
    """What the script filters by, as JSON that stays data inside ``<script>``.

    One list a fact, in the order of the cards.
    """
    return inert_json({
        **_facts(entries, offered), **_ways([one.stops for one in entries]),
        "words": _words(language) | _on_a_day(language, entries)})


def parts(entries: Sequence[Entry], offered: Sequence[Group],
          spots: Sequence[tuple[int, int, int]], language: Language, most: int) -> Parts:
    """The same for pages of ``most`` cards; ``spots`` are each route's map and its place there."""
    choices = _named("choix", {
        **_facts(entries, offered), **_ways([(one.stops[0], one.stops[-1]) for one in entries]),
        "ids": [one.id for one in entries],
        "titles": [plain(one.title, language, one.default_lang) for one in entries],
        "spots": [part for spot in spots for part in spot]})
    ways = _named("trajets", _ways([one.stops for one in entries]))
    return Parts(inert_json({
        "all": len(entries), "most": most, "choices": choices[0], "ways": ways[0],
        "words": {**_words(language), **_on_a_day(language, entries), **_more_words(language)},
        }), choices, ways)


def _named(stem: str, content: dict[str, Any]) -> tuple[str, str]:
    text = inert_json(content)
    return f"{stem}-{sha256(text.encode()).hexdigest()[:_SUM_DIGITS]}.json", text


def _ways(ways: Sequence[Sequence[LatLon]]) -> dict[str, Any]:
    """Routes as the numbers of points: many stop at the same places, each is written once."""
    points: dict[tuple[int, int], int] = {}
    along = [[points.setdefault((round(stop.lat * _GRID), round(stop.lon * _GRID)), len(points))
              for stop in way] for way in ways]
    return {"points": [part for point in points for part in point], "ways": along}


def _facts(entries: Sequence[Entry], offered: Sequence[Group]) -> dict[str, Any]:
    """What is filtered and sorted by; many routes can be done on the same days, and each set of
    days is written once."""
    sets: dict[DaySet, int] = {}
    on = [sets.setdefault(one.starts, len(sets)) for one in entries]
    masks = {}
    for name, _, of, _ in GROUPS:
        for group in offered:
            if group.name == name:
                bits = {choice.value: 1 << n for n, choice in enumerate(group.choices)}
                masks[name] = [sum(bits.get(value, 0) for value in of(one)) for one in entries]
    horizon = entries[0].horizon if entries else None
    days = horizon.count if horizon else 0
    zone = common_zone(one.stops[0] for one in entries)
    return {
        **({} if zone == MAINLAND else {"zone": zone}),
        "first": horizon.first.isoformat() if horizon else "", "days": days,
        "sets": [f"{starts.bits_from(horizon.first):0{-(-days // 4)}x}"[::-1]
                 for starts in sets] if horizon else [], "on": on,
        "size": [one.days * 10_000 + round(one.km) for one in entries], "masks": masks,
        "begins": [one.start_min for one in entries],
        "co2": [one.co2_kg for one in entries], "back": [int(one.back) for one in entries]}


_WORDS: dict[str, str] = {
    "first_of_month": "1 (the first day of a month)",
    "none": "No route fits all of these choices.",
    "none_on": "No route is possible on {day}.",
    "too_late": "It is too late to set out on {day}: the routes possible that day begin earlier.",
    "before": "Days are only worked out from {first} onwards: the day you picked rules no route "
              "out.",
    "after": "Days are only worked out until {last}: the day you picked rules no route out.",
    "see_one": "See the route",
    "loosen": "Without “{choice}”: {n}",
    "remove": "Remove: {choice}",
    "day": "on {day}",
    "away": "starts {km} from you, as the crow flies",
    "away_back": "its other end is {km} from you, as the crow flies: see it the other way "
                 "round",
    "next": "Next possible day: {day}.",
    "locating": "Looking for your position…",
    "located": "The routes that start nearest to you come first, from either end where they can be "
               "done both ways. Your position stays in this page.",
    "refused": "Your position stays private: the browser was not allowed to give it. The routes "
               "keep their order.",
    "lost": "Your position could not be found. The routes keep their order.",
    "ask": "Press “Near me” to sort by distance: your position is asked for only then.",
    "clear": "Clear all",
    "list": "List",
    "map": "Map",
}
"""By the name that the script knows them by; it fills in what is in braces."""


@lru_cache(maxsize=8)
def _words(language: Language) -> dict[str, Any]:
    return {name: language.say(message) for name, message in _WORDS.items()} | {
        "all": language.forms("{n} route", "{n} routes"),
        "some": language.forms("{n} of {all} routes", "{n} of {all} routes"),
        "see": language.forms("See the {n} route", "See the {n} routes")}


_MORE_WORDS: dict[str, str] = {
    "coming": "The list is on its way…",
    "unreachable": "The whole list could not be loaded: try again with a network. Here is its "
                   "first page.",
    "outdated": "The list has been republished: reload the page to choose from it.",
    "more": "Show {n} more",
}
"""Those of a list that goes over several pages."""


@lru_cache(maxsize=8)
def _more_words(language: Language) -> dict[str, Any]:
    return {name: language.say(message) for name, message in _MORE_WORDS.items()}


def _on_a_day(language: Language, entries: Sequence[Entry]) -> dict[str, dict[str, str]]:
    verified = all(one.proof.level is Level.VERIFIED for one in entries)
    return {"on": language.forms(
        "{n} of {all} routes is possible on {day}, hours verified.",
        "{n} of {all} routes are possible on {day}, hours verified.") if verified
        else language.forms(
        "{n} of {all} routes is possible on {day}, as far as is known.",
        "{n} of {all} routes are possible on {day}, as far as is known.")}
