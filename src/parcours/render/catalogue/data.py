"""What the catalogue's script filters by: each route as one bit set a group of choices, so that it
never reads the cards.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from parcours.content.freshness import Level
from parcours.hours.day_set import DaySet
from parcours.i18n.language import Language
from parcours.render.catalogue.choices import GROUPS, Group
from parcours.render.catalogue.entries import Entry
from parcours.safe_text.json import inert_json

_GRID = 1e4
"""Positions are written in 1/10 000 degree, about 10 m."""


def data(entries: Sequence[Entry], offered: Sequence[Group], language: Language) -> str:
    """What the script filters by, as JSON that stays data inside ``<script>``.

    One list a fact, in the order of the cards. Many routes can be done on the same days and stop
    at the same places: each set of days and each point is written once.
    """
    sets: dict[DaySet, int] = {}
    points: dict[tuple[int, int], int] = {}
    ways = [[points.setdefault((round(stop.lat * _GRID), round(stop.lon * _GRID)), len(points))
             for stop in one.stops] for one in entries]
    on = [sets.setdefault(one.starts, len(sets)) for one in entries]
    masks = {}
    for name, _, of, _ in GROUPS:
        for group in offered:
            if group.name == name:
                bits = {choice.value: 1 << n for n, choice in enumerate(group.choices)}
                masks[name] = [sum(bits.get(value, 0) for value in of(one)) for one in entries]
    verified = all(one.proof.level is Level.VERIFIED for one in entries)
    horizon = entries[0].horizon if entries else None
    days = horizon.count if horizon else 0
    return inert_json({
        "first": horizon.first.isoformat() if horizon else "", "days": days,
        "sets": [f"{starts.bits_from(horizon.first):0{-(-days // 4)}x}"[::-1]
                 for starts in sets] if horizon else [], "on": on,
        "size": [one.days * 10_000 + round(one.km) for one in entries], "masks": masks,
        "begins": [one.start_min for one in entries],
        "co2": [one.co2_kg for one in entries], "back": [int(one.back) for one in entries],
        "points": [part for point in points for part in point], "ways": ways,
        "words": _words(language) | _on_a_day(language, verified=verified)})


_WORDS: dict[str, str] = {
    "first_of_month": "1 (the first day of a month)",
    "none": "No route fits all of these choices.",
    "none_on": "No route is possible on {day}.",
    "before": "The days are computed from {first} on only.",
    "after": "The days are computed only until {last}: here are all the routes.",
    "see_one": "See the route",
    "loosen": "Without “{choice}”: {n}",
    "remove": "Remove: {choice}",
    "day": "on {day}",
    "away": "starts {km} from you, as the crow flies",
    "away_back": "its other end is {km} from you: do it the other way round",
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
        "some": language.forms("{n} route of {all}", "{n} routes of {all}"),
        "see": language.forms("See the {n} route", "See the {n} routes")}


def _on_a_day(language: Language, *, verified: bool) -> dict[str, dict[str, str]]:
    return {"on": language.forms(
        "{n} route of {all} is possible on {day}, hours verified.",
        "{n} routes of {all} are possible on {day}, hours verified.") if verified
        else language.forms(
        "{n} route of {all} is possible on {day}, as far as is known.",
        "{n} routes of {all} are possible on {day}, as far as is known.")}
