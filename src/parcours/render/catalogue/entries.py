"""What the catalogue of routes knows of each, and the choices that it offers among them.

A choice is offered where it helps: some route has it and, by itself or beside another, it leaves
fewer than all. The script that filters gets each route as one bit set a group of choices, so that
it never reads the cards.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any, TypeAlias

from parcours.format.model import Character, Difficulty, Mode, Theme, Wheelchair
from parcours.format.names import DIFFICULTIES, THEMES
from parcours.format.text import Text
from parcours.geo.points import LatLon, steps
from parcours.hours.day_set import DaySet
from parcours.i18n.language import Language
from parcours.safe_text.json import Json, inert_json
from parcours.suggest.likely import fold
from parcours.trip.trip import Trip, Visit

_WALK_KM = 5
"""From here on a route is one for walkers."""
_MOST_DAYS = 6
"""Longer routes are one choice."""
_KM_BOUNDS = (25, 50, 100, 200)
_EAST = 0.72
"""A degree of longitude in degrees of latitude, at 44 degrees north."""
_GRID = 1e4
"""Positions are written in 1/10 000 degree, about 10 m."""
NUMBERED_MOST = 40
"""Past this many routes their marks on the map are dots: numbers could not be read."""


class Means(StrEnum):
    """How one gets about on a route; the values stand in addresses, in every language."""

    CAR_FREE = "sans-voiture"
    TRAIN = "train"
    BIKE = "velo"
    WALK = "a-pied"


class Access(StrEnum):
    """What is known of the way in for a wheelchair."""

    EVERYWHERE = "partout"  # each stop is known to be accessible
    IN_PART = "en-partie"  # some are; of the others none is known not to be


class Quarter(StrEnum):
    """A season of the year, by the whole months of meteorologists."""

    SPRING = "printemps"
    SUMMER = "ete"
    AUTUMN = "automne"
    WINTER = "hiver"


@dataclass(frozen=True, slots=True)
class Entry:
    """A route as the catalogue filters it; small enough to pass between processes."""

    id: str
    title: Text
    alliance: str
    default_lang: str
    themes: tuple[Theme, ...]
    difficulty: Difficulty
    days: int
    km: float
    means: tuple[Means, ...]
    access: Access | None
    horizon: DaySet
    """The days that were looked at."""
    starts: DaySet
    """Those on which one can set out."""
    stops: tuple[LatLon, ...]
    places: tuple[LatLon, ...]
    """Where its mark may stand on the map of all routes: its stops in the country, those in their
    middle first."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a group: its value in the address, what it says, and how many routes have it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Group:
    """Choices of one kind."""

    name: str
    legend: str
    every: bool
    """Whether a route must have all that are chosen, rather than one of them."""
    choices: tuple[Choice, ...]


def entry(trip: Trip) -> Entry:
    """What the catalogue needs of a route."""
    route, days, visits = trip.itinerary, trip.open_days, trip.visits
    return Entry(
        trip.id, route.title, route.alliance,
        trip.default_lang, route.themes, route.difficulty, len(trip.days), trip.km,
        tuple(_means(trip)), _access(visits), days.horizon, days.starts,
        tuple(visit.place.position for visit in visits), _places(visits))


def _means(trip: Trip) -> Iterable[Means]:
    by = {leg.by for leg in trip.legs}
    if trip.car_free:
        yield Means.CAR_FREE
    if Mode.TRAIN in by:
        yield Means.TRAIN
    if by & {Mode.BIKE, Mode.E_BIKE}:
        yield Means.BIKE
    if sum(leg.km for leg in trip.legs if leg.by is Mode.WALK) >= _WALK_KM:
        yield Means.WALK


def _access(visits: Sequence[Visit]) -> Access | None:
    """What is known, and only that: a stop of which nothing is written is not an accessible one."""
    known = {visit.place.wheelchair for visit in visits}
    if known == {Wheelchair.YES}:
        return Access.EVERYWHERE
    return Access.IN_PART if Wheelchair.YES in known and Wheelchair.NO not in known else None


def _places(visits: Sequence[Visit]) -> tuple[LatLon, ...]:
    stops = [visit.place.position for visit in visits if visit.side.character is Character.RURAL]
    stops = stops or [visit.place.position for visit in visits]
    lat = sum([stop.lat for stop in stops]) / len(stops)
    lon = sum([stop.lon for stop in stops]) / len(stops)
    # near enough to a distance between points some 50 km apart, and much faster
    return tuple(sorted(
        dict.fromkeys(stops), key=lambda stop: abs(stop.lat - lat) + abs(stop.lon - lon) * _EAST))


def marks(entries: Iterable[Entry]) -> list[LatLon]:
    """Where the mark of each route stands: one of its places, that which fewest before it took."""
    taken: Counter[LatLon] = Counter()
    found = []
    for one in entries:
        mark = min(one.places, key=lambda place: taken[place])
        taken[mark] += 1
        found.append(mark)
    return found


@dataclass(frozen=True, slots=True)
class Panel:
    """Groups that are opened together."""

    title: str
    groups: tuple[Group, ...]


# ---- The choices ---------------------------------------------------------------------------


def in_order(entries: Iterable[Entry], language: Language) -> list[Entry]:
    """Routes by title, as the language writes it."""
    return sorted(entries, key=lambda one: (
        fold(one.title.in_lang(language.code, one.default_lang)), one.id))


def groups(entries: Sequence[Entry], language: Language) -> list[Group]:
    """The groups that help to choose among these routes, with their choices in order."""
    found = []
    for name, every, of, label in _GROUPS:
        counts: dict[str, int] = {}
        for one in entries:
            for value in of(one):
                counts[value] = counts.get(value, 0) + 1
        values = [value for value in _ORDER[name] if value in counts]
        if every:  # what all have leaves all
            values = [value for value in values if counts[value] < len(entries)]
        if all(counts[value] == len(entries) for value in values):
            continue
        found.append(Group(name, language.say(_LEGENDS[name]), every, tuple(
            Choice(value, label(value, language), counts[value]) for value in values)))
    return found


def panels(offered: Sequence[Group], language: Language) -> list[Panel]:
    """The groups as the bar shows them."""
    found = []
    for title, names in _PANELS.items():
        within = tuple(group for group in offered if group.name in names.split())
        if within:
            found.append(Panel(language.say(_TITLES[title]), within))
    return found


_Values: TypeAlias = Callable[[Entry], Sequence[str]]
_Label: TypeAlias = Callable[[str, Language], str]


def _days_of(one: Entry) -> tuple[str, ...]:
    return (str(min(one.days, _MOST_DAYS)),)


def _km_of(one: Entry) -> tuple[str, ...]:
    return (_KM[sum(one.km >= bound for bound in _KM_BOUNDS)],)


def _access_of(one: Entry) -> tuple[str, ...]:
    return (one.access,) if one.access else ()


def _quarters_of(one: Entry) -> tuple[str, ...]:
    return _quarters(one.starts)


@lru_cache(maxsize=4096)
def _quarters(starts: DaySet) -> tuple[str, ...]:
    """The seasons that have a day on which one can set out."""
    found = {(month - 3) % 12 // 3 for month, days in enumerate(starts.months, 1) if days}
    return tuple(quarter for n, quarter in enumerate(Quarter) if n in found)


def _theme_label(value: str, language: Language) -> str:
    return language.say(THEMES[Theme(value)])


def _difficulty_label(value: str, language: Language) -> str:
    return language.say(DIFFICULTIES[Difficulty(value)])


def _days_label(value: str, language: Language) -> str:
    if int(value) == _MOST_DAYS:
        return language.say("{n} days or more", n=value)
    return language.say_n("{n} day", "{n} days", int(value))


def _km_label(value: str, language: Language) -> str:
    n = _KM.index(value)
    if n == 0:
        return language.say("less than {km} km", km=_KM_BOUNDS[0])
    if n == len(_KM_BOUNDS):
        return language.say("{km} km or more", km=_KM_BOUNDS[-1])
    return language.say("{low} to {high} km", low=_KM_BOUNDS[n - 1], high=_KM_BOUNDS[n])


def _own_label(value: str, language: Language) -> str:
    return language.say(_OWN[value])


_KM = tuple(f"{low}-{high}" for low, high in zip((0, *_KM_BOUNDS), (*_KM_BOUNDS, ""), strict=True))

_OWN: dict[str, str] = {
    Means.CAR_FREE: "without a car",
    Means.TRAIN: "by train",
    Means.BIKE: "by bike",
    Means.WALK: "5 km or more on foot",
    Access.EVERYWHERE: "every stop known to be accessible",
    Access.IN_PART: "some stops known to be accessible, none known not to be",
    Quarter.SPRING: "spring",
    Quarter.SUMMER: "summer",
    Quarter.AUTUMN: "autumn",
    Quarter.WINTER: "winter",
}

_LEGENDS: dict[str, str] = {
    "theme": "Interests",
    "jours": "Number of days",
    "km": "Distance travelled",
    "moyen": "Getting about",
    "niveau": "Difficulty",
    "saison": "Season",
    "fauteuil": "In a wheelchair",
}

_TITLES: dict[str, str] = {
    "what": "Interests", "long": "How long", "how": "Getting about", "more": "More filters"}
_PANELS = {"what": "theme", "long": "jours km", "how": "moyen", "more": "niveau saison fauteuil"}

_GROUPS: tuple[tuple[str, bool, _Values, _Label], ...] = (
    ("theme", False, lambda one: one.themes, _theme_label),
    ("jours", False, _days_of, _days_label),
    ("km", False, _km_of, _km_label),
    ("moyen", True, lambda one: one.means, _own_label),
    ("niveau", False, lambda one: (one.difficulty,), _difficulty_label),
    ("saison", False, _quarters_of, _own_label),
    ("fauteuil", False, _access_of, _own_label),
)
"""Name in the address, whether choices add up, the values of a route, and what a value says."""

_ORDER: dict[str, tuple[str, ...]] = {
    "theme": tuple(Theme), "jours": tuple(map(str, range(1, _MOST_DAYS + 1))), "km": _KM,
    "moyen": tuple(Means), "niveau": tuple(Difficulty), "saison": tuple(Quarter),
    "fauteuil": tuple(Access)}


# ---- For the script ------------------------------------------------------------------------


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
    for name, _, of, _ in _GROUPS:
        for group in offered:
            if group.name == name:
                bits = {choice.value: 1 << n for n, choice in enumerate(group.choices)}
                masks[name] = [sum(bits.get(value, 0) for value in of(one)) for one in entries]
    horizon = entries[0].horizon if entries else None
    days = horizon.count if horizon else 0
    return inert_json({
        "first": horizon.first.isoformat() if horizon else "", "days": days,
        "sets": [f"{starts.bits_from(horizon.first):0{-(-days // 4)}x}"[::-1]
                 for starts in sets] if horizon else [], "on": on,
        "size": [one.days * 10_000 + round(one.km) for one in entries], "masks": masks,
        "points": [part for point in points for part in point], "ways": ways,
        "words": _words(language)})


def routes_data(entries: Sequence[Entry], language: Language, *, numbered: bool) -> Json:
    """What the map of all routes draws: id, title, which stop the mark stands at, and the stops."""
    return {"numbered": numbered, "routes": [
        [one.id, one.title.in_lang(language.code, one.default_lang), one.stops.index(mark),
         steps(one.stops)] for one, mark in zip(entries, marks(entries), strict=True)]}


_WORDS: dict[str, str] = {
    "first_of_month": "1 (the first day of a month)",
    "all": "{n} routes",
    "single": "1 route",
    "some": "{n} routes of {all}",
    "one": "1 route of {all}",
    "none": "No route fits all of these choices.",
    "many_on": "{n} routes of {all} are possible on {day}.",
    "one_on": "1 route of {all} is possible on {day}.",
    "none_on": "No route is possible on {day}.",
    "before": "The days are computed from {first} on only.",
    "after": "The days are computed only until {last}: here are all the routes.",
    "see": "See the {n} routes",
    "see_one": "See the route",
    "loosen": "Without “{choice}”: {n}",
    "remove": "Remove: {choice}",
    "day": "on {day}",
    "away": "{km} from you, as the crow flies",
    "locating": "Looking for your position…",
    "located": "The nearest routes come first. Your position stays in this page.",
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
    return {name: language.say(message) for name, message in _WORDS.items()}
