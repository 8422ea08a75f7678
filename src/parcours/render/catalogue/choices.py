"""The choices that the catalogue offers among its routes.

A choice is offered where it helps: some route has it and, by itself or beside another, it leaves
fewer than all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TypeAlias

from parcours.format.choices import Difficulty, Theme
from parcours.format.names import DIFFICULTIES, THEMES
from parcours.hours.day_set import DaySet
from parcours.i18n.language import Language
from parcours.render.catalogue.entries import Access, Entry, Means
from parcours.render.words.ladder import RUNGS
from parcours.trip.ladder import Rung

_MOST_DAYS = 6
"""Longer routes are one choice."""
_KM_BOUNDS = (25, 50, 100, 200)


class Quarter(StrEnum):
    """A season of the year, by the whole months of meteorologists."""

    SPRING = "printemps"
    SUMMER = "ete"
    AUTUMN = "automne"
    WINTER = "hiver"


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


@dataclass(frozen=True, slots=True)
class Panel:
    """Groups that are opened together."""

    title: str
    groups: tuple[Group, ...]


def groups(entries: Sequence[Entry], language: Language) -> list[Group]:
    """The groups that help to choose among these routes, with their choices in order."""
    found = []
    for name, every, of, label in GROUPS:
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
        return language.say("less than {km}\u00a0km", km=_KM_BOUNDS[0])
    if n == len(_KM_BOUNDS):
        return language.say("{km}\u00a0km or more", km=_KM_BOUNDS[-1])
    return language.say("{low} to {high}\u00a0km", low=_KM_BOUNDS[n - 1], high=_KM_BOUNDS[n])


def _rung_of(one: Entry) -> tuple[str, ...]:
    return () if one.rung is None else (str(int(one.rung)),)


def _rung_label(value: str, language: Language) -> str:
    # among those on the lowest are routes whose cards say that they need no car
    rung = Rung(int(value))
    name = language.say("not proved to be possible without a car" if rung is Rung.CAR
                        else RUNGS[rung])
    return language.say("{rung}: {name}", rung=value, name=name)


def access_label(access: Access, language: Language) -> str:
    """What a choice of access says."""
    return language.say(_OWN[access])


def _own_label(value: str, language: Language) -> str:
    return language.say(_OWN[value])


_KM = tuple(f"{low}-{high}" for low, high in zip((0, *_KM_BOUNDS), (*_KM_BOUNDS, ""), strict=True))

_OWN: dict[str, str] = {
    Means.CAR_FREE: "without a car",
    Means.TRAIN: "by train",
    Means.BIKE: "by bike",
    Means.WALK: "5\u00a0km or more on foot",
    Access.EVERYWHERE: "every stop said to be accessible",
    Access.IN_PART: "some stops said to be at least partly accessible; none said not to be",
    Access.NOT_ALL: "at least one stop said not to be accessible",
    Access.UNKNOWN: "nothing said, which does not mean no",
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
    "echelle": "Without a car, proved by timetables",
    "niveau": "Difficulty of the walks and rides",
    "saison": "Season",
    "fauteuil": "In a wheelchair, by what is said of the stops",
}

_TITLES: dict[str, str] = {
    "what": "Interests", "long": "How long", "how": "Getting about", "more": "More filters"}
_PANELS = {"what": "theme", "long": "jours km", "how": "moyen echelle",
           "more": "niveau saison fauteuil"}

GROUPS: tuple[tuple[str, bool, _Values, _Label], ...] = (
    ("theme", False, lambda one: one.themes, _theme_label),
    ("jours", False, _days_of, _days_label),
    ("km", False, _km_of, _km_label),
    ("moyen", True, lambda one: one.means, _own_label),
    ("echelle", False, _rung_of, _rung_label),
    ("niveau", False, lambda one: (one.difficulty,) if one.difficulty else (),
     _difficulty_label),
    ("saison", False, _quarters_of, _own_label),
    ("fauteuil", False, lambda one: (one.access,), _own_label),
)
"""Name in the address, whether choices add up, the values of a route, and what a value says."""

_ORDER: dict[str, tuple[str, ...]] = {
    "theme": tuple(Theme), "jours": tuple(map(str, range(1, _MOST_DAYS + 1))), "km": _KM,
    "moyen": tuple(Means), "echelle": tuple(str(int(rung)) for rung in Rung),
    "niveau": tuple(Difficulty), "saison": tuple(Quarter), "fauteuil": tuple(Access)}
