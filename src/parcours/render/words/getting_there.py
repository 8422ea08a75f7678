"""How one comes to a route, goes round it and comes home, in words; and what is found on the way.

All of it is read off the legs and the stops: what they do not say is not said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from parcours.content.atlas import Atlas
from parcours.content.freshness import Level, level
from parcours.format.choices import Fact, Kind, Mode, Service
from parcours.format.names import SERVICES
from parcours.geo.points import distance_m
from parcours.i18n.language import Language
from parcours.render.words.days import by_guess
from parcours.render.words.modes import style_of
from parcours.render.words.paths import length, time
from parcours.render.words.rides import offer
from parcours.render.words.writer import plain
from parcours.trip.coming_back import near
from parcours.trip.other_way import OtherWay
from parcours.trip.trip import Leg, Trip, Visit

_A_ROW = 3
"""So many numbers one after the other are told by their ends."""


class Means(NamedTuple):
    """One means of travel over the whole route."""

    token: str
    name: str
    said: str
    """Legs, length and time: ``3 trajets, 64 km, 1 h 20``."""
    lines: str


@dataclass(frozen=True, slots=True)
class Journey:
    """How one gets there, round and back."""

    arriving: str
    """That it starts at a station, and whether timetables prove that trains call there."""
    leaving: str
    """That it is a round trip, or how far the end is from the start."""
    means: tuple[Means, ...]
    by_car: str
    """Between which stops a car is needed; empty where none is."""


def journey(trip: Trip, language: Language) -> Journey:
    """The way there, round and back."""
    return Journey(
        _arriving(trip, language), _leaving(trip.visits[0], trip.visits[-1], language),
        _means(trip.legs, language), _by_car(trip, language))


def _leaving(start: Visit, end: Visit, language: Language) -> str:
    """That a route comes back, or how far its end is from its start; only the same point is one."""
    say, first, last = language.say, start.place, end.place
    vague_m = sum(place.precision_m for place in (first, last) if place.approximate)
    if (start.place_id == end.place_id if start.place_id and vague_m
            else first.position == last.position and not vague_m):
        return say("The route comes back to where it started.")
    far_m = distance_m(first.position, last.position)
    far = language.km(far_m / 1000)
    if far_m <= vague_m:  # both may lie anywhere about
        far = say("less than {distance}", distance=language.km((far_m + vague_m) / 1000))
    elif vague_m > far_m / 20:
        far = say("about {distance}", distance=far)
    if near(first, last):
        return say("It ends {distance} from where it started, as the crow flies.", distance=far)
    return say("It ends {distance} from where it started, as the crow flies: plan the way back.",
               distance=far)


def _arriving(trip: Trip, language: Language) -> str:
    """A station is where one can come by train; that trains call there is for timetables to say."""
    start = trip.visits[0]
    if start.place.kind is not Kind.STATION:
        return ""
    known, trains = trip.timetables, [leg for leg in trip.legs if leg.by is Mode.TRAIN]
    at = {visit.number for visit in trip.visits if visit.place_id == start.place_id}
    served = known is not None and known.last >= trip.open_days.first and any(
        trip.visits[one.number - 1].leg in trains and not one.coaches
        and (one.number in at or one.number - 1 in at) for one in known.runs)
    if known is None or not served:
        return language.say("The route starts at a station.")
    return language.say(
        "The route starts at a station where, according to the timetables {offer}, trains call.",
        offer=offer(known, language))


def back(other: OtherWay, language: Language) -> str:
    """Between which stops the other direction leads, or that there is no way."""
    if not other.possible:
        return language.say(
            "no day by estimated times: here is why" if other.hurdle is None and by_guess(
                other.trip.open_days) is not None else "not possible: here is why")
    return ends(other.trip, language)


def ends(trip: Trip, language: Language) -> str:
    """Where a trip begins and where it ends; a place is named once where it is both."""
    first, last = (plain(visit.place.name, language, trip.default_lang)
                   for visit in (trip.visits[0], trip.visits[-1]))
    if first == last:
        return language.say("{place} and back", place=first)
    return language.say("{first} → {last}", first=first, last=last)


def _means(legs: Sequence[Leg], language: Language) -> tuple[Means, ...]:
    """Every means once, in the order in which one takes them."""
    found = []
    for by in dict.fromkeys(leg.by for leg in legs):
        mine = [leg for leg in legs if leg.by == by]
        said = [language.say_n("{n} leg", "{n} legs", len(mine)),
                length(mine, language)]
        if by is not None:
            said += filter(None, [time(mine, language)])
        lines = list(dict.fromkeys(leg.line for leg in mine if leg.line))
        found.append(Means(style_of(by).token, language.say(style_of(by).label), ", ".join(said),
                           language.all_of(lines) if lines else ""))
    return tuple(found)


def modes(trip: Trip, language: Language) -> str:
    """Every means of travel of a route, once each, in order."""
    return language.all_of(list(dict.fromkeys(
        language.say(style_of(leg.by).label) for leg in trip.legs)))


def _by_car(trip: Trip, language: Language) -> str:
    runs: list[tuple[int, int]] = []
    for leg in trip.legs:
        if not leg.needs_car:
            continue
        if runs and runs[-1][1] == leg.from_number:
            runs[-1] = runs[-1][0], leg.to_number
        else:
            runs.append((leg.from_number, leg.to_number))
    if not runs:
        return ""
    if runs[0][0] == trip.legs[0].from_number and len(runs) == 1 and (
            runs[0][1] == trip.legs[-1].to_number):
        return language.say("A car is needed all the way.")
    return language.say("A car is needed {stretches}; the rest can be done without.", stretches=(
        language.all_of([language.say("from stop {a} to stop {b}", a=a, b=b) for a, b in runs])))


class Found(NamedTuple):
    """Something useful and the stops that have it."""

    what: str
    where: str


def on_the_way(trip: Trip, atlas: Atlas, language: Language) -> list[Found]:
    """Which stops have toilets, water and the like, and which of them nobody verified; a charging
    point is one by what it is."""
    found = []
    for service in SERVICES:
        here = [visit for visit in trip.visits
                if service in visit.place.services or _is_one(visit, service)]
        if here:
            told = [visit for visit in here if unverified(visit, service, atlas)]
            found.append(Found(language.say(SERVICES[service]), _as_sure(here, told, language)))
    return found


def unverified(visit: Visit, service: Service, atlas: Atlas) -> bool:
    """Whether nobody verified that a stop has a service; a charging point is one by what it is."""
    return not _is_one(visit, service) and (
        level(visit.place, Fact.SERVICES, atlas) is Level.TOLD)


def _is_one(visit: Visit, service: Service) -> bool:
    return service is Service.CHARGING and visit.place.kind is Kind.CHARGING


def _as_sure(here: Sequence[Visit], told: Sequence[Visit], language: Language) -> str:
    where = stops(here, language)
    if len(told) == len(here):
        return language.say("{stops} (not verified)", stops=where)
    return language.say("{stops} (not verified: {unverified})", stops=where,
                        unverified=stops(told, language)) if told else where


def stops(visits: Sequence[Visit], language: Language) -> str:
    """Stops by their numbers: ``étapes 1, 4 et 7 à 12``."""
    if len(visits) == 1:
        return language.say("stop {n}", n=visits[0].number)
    return language.say("stops {numbers}", numbers=numbers(visits, language))


def numbers(visits: Sequence[Visit], language: Language) -> str:
    """The numbers of stops, in their order; three and more in a row by the first and the last."""
    told: list[str] = []
    for _, along in groupby(enumerate(visits), lambda one: one[1].number - one[0]):
        row = [visit.number for _, visit in along]
        told += [str(n) for n in row] if len(row) < _A_ROW else [
            language.say("{first} to {last}", first=row[0], last=row[-1])]
    return language.all_of(told)
