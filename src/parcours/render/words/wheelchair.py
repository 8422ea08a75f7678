"""What is known of access by wheelchair, in words; of the rest, that it is not known.

A stop of which nothing is written is never told as a closed one, nor as an open one.
"""

from __future__ import annotations

from dataclasses import dataclass

from parcours.content.atlas import Atlas
from parcours.content.freshness import Level, level
from parcours.format.choices import Fact, Wheelchair
from parcours.format.names import WHEELCHAIR
from parcours.i18n.language import Language
from parcours.render.words.getting_there import Found, stops
from parcours.trip.trip import Trip, Visit


@dataclass(frozen=True, slots=True)
class RouteAccess:
    """What the stops of a route say."""

    said: str
    """All in one phrase: ``5 étapes sur 8 renseignées : 3 accessibles, 2 non accessibles``."""
    known: bool
    """Whether any stop says something."""
    stops: tuple[Found, ...]
    """The stops by what they say; which of it nobody verified; those that say nothing."""


def wheelchair(trip: Trip, atlas: Atlas, language: Language) -> RouteAccess:
    """What is known of the stops of a route."""
    by_answer = {answer: [visit for visit in trip.visits if visit.place.wheelchair is answer]
                 for answer in WHEELCHAIR}
    found = [Found(language.say(WHEELCHAIR[answer]), stops(here, language))
             for answer, here in by_answer.items() if here]
    told = [visit for visit in trip.visits
            if level(visit.place, Fact.WHEELCHAIR, atlas) is Level.TOLD]
    if told:
        found.append(Found(language.say("not verified"), stops(told, language)))
    silent = [visit for visit in trip.visits if visit.place.wheelchair is None]
    known = len(trip.visits) - len(silent)
    if known and silent:
        found.append(Found(language.say("not stated"), stops(silent, language)))
    return RouteAccess(_phrase(by_answer, len(trip.visits), language), bool(known),
                       tuple(found))


def _phrase(by_answer: dict[Wheelchair, list[Visit]], all_stops: int,
            language: Language) -> str:
    known = sum(map(len, by_answer.values()))
    if not known:
        return language.say(
            "not stated for any stop, which does not mean no: ask before you set out")
    said = [_count(answer, len(here), language) for answer, here in by_answer.items() if here]
    return language.say_n(
        "stated for {n} of {all} stops: {answers}", "stated for {n} of {all} stops: {answers}",
        known, all=all_stops, answers=", ".join(said))


def _count(answer: Wheelchair, n: int, language: Language) -> str:
    """How many stops say so: ``3 accessibles``."""
    match answer:
        case Wheelchair.YES:
            return language.say_n("{n} accessible", "{n} accessible", n)
        case Wheelchair.LIMITED:
            return language.say_n("{n} partly accessible", "{n} partly accessible", n)
        case Wheelchair.NO:
            return language.say_n("{n} not accessible", "{n} not accessible", n)
