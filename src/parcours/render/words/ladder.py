"""How far a route goes without a car, in words: the rung, its reason, and where one gets on."""

from __future__ import annotations

from dataclasses import dataclass

from parcours.format.names import SERVICE_KINDS
from parcours.hours.day_set import DaySet
from parcours.i18n.language import Language
from parcours.render.words import rides
from parcours.render.words.getting_there import stops
from parcours.render.words.writer import plain
from parcours.suggest.likely import fold
from parcours.trip.ladder import Access, Ground, Ladder, Rung
from parcours.trip.trip import Trip, Visit

RUNGS: dict[Rung, str] = {
    Rung.CAR: "not without a car, as far as is known", Rung.STOP: "a stop nearby",
    Rung.WEEKDAYS: "without a car on weekdays",
    Rung.ALWAYS: "without a car every day it can be done"}
REASONS = {
    Ground.NEEDS_CAR: "you drive to {stops}",
    Ground.NO_MEANS: "nothing says how to get to {stops}",
    Ground.NO_STOP: "no station or stop is known within 1\u00a0km of {stops}",
    Ground.NO_SERVICE: "the route itself needs no car; how to get to it is not proved",
    Ground.NO_TIMETABLE: "no timetable was read for its legs",
    Ground.UNPROVED: "no timetable proves the way to {stops}",
    Ground.LAPSED: "the proof has lapsed; {offer} it was “{then}”",
    Ground.NO_DAY: "there is no day to prove with the timetables {offer}"}
COUNTED = {
    Ground.SOME_DAYS: (
        "on one day of {all}, a weekday, {day}, trains and coaches do not allow it (timetables "
        "{offer})",
        "on {n} days of {all}, the first on {day}, trains and coaches do not allow it, weekdays "
        "among them (timetables {offer})"),
    Ground.UNSURE: (
        "on one day of {all}, a weekday, {day}, it is not proved (timetables {offer})",
        "on {n} days of {all}, the first on {day}, weekdays among them, it is not proved "
        "(timetables {offer})"),
    Ground.WEEKDAYS: (
        "proved with the timetables {offer}; not on one other day of {all}, {day}",
        "proved with the timetables {offer}; not on {n} other days of {all}, the first on {day}"),
    Ground.EVERY_DAY: (
        "proved for the only day on which it can be done within the timetables {offer}",
        "proved for all {n} days on which it can be done within the timetables {offer}")}
"""Reasons that count days, for one and for several: those that are missing, or all."""
AT_WEEKENDS = {
    Ground.SOME_DAYS: (
        "on one day of {all}, {day}, trains and coaches do not allow it (timetables {offer})",
        "on {n} days of {all}, the first on {day}, trains and coaches do not allow it (timetables "
        "{offer})"),
    Ground.UNSURE: (
        "on one day of {all}, {day}, it is not proved (timetables {offer})",
        "on {n} days of {all}, the first on {day}, it is not proved (timetables {offer})")}
"""The same where no weekday is among those that are missing."""


@dataclass(frozen=True, slots=True)
class SpokenLadder:
    """The ladder as a page tells it."""

    rung: int
    name: str
    reason: str
    """A clause."""
    access: str
    """Where one gets on and off without a car; empty where nowhere is known."""


def spoken_ladder(trip: Trip, language: Language) -> SpokenLadder | None:
    """The rung of a route in words; None where nobody has looked."""
    found = trip.ladder
    if found is None:
        return None
    # where the page says that the legs need no car, it is not contradicted here
    unproved = found.ground is Ground.NO_STOP and not any(leg.needs_car for leg in trip.legs)
    return SpokenLadder(
        int(found.rung), language.say("not proved to be possible without a car" if unproved
                                      else RUNGS[found.rung]), reason(found, trip, language),
        language.say("; ").join(_accesses(found, trip, language)))


def reason(found: Ladder, trip: Trip, language: Language) -> str:
    """Why a route stands on its rung."""
    visits = [trip.visits[number - 1] for number in found.numbers]
    offer = rides.offer(trip.timetables, language) if trip.timetables else ""
    if found.ground in COUNTED:
        missing = found.missing or DaySet(trip.open_days.first)
        first, n = missing.next(), missing.count or found.looked_at
        told = {"offer": offer, "all": language.number(found.looked_at),
                "day": language.date(first) if first else ""}
        # a route of Sundays misses no weekday
        if found.ground in AT_WEEKENDS and not any(missing.on(day) for day in range(5)):
            return language.say_n(*AT_WEEKENDS[found.ground], n, **told)
        return language.say_n(*COUNTED[found.ground], n, **told)
    return language.say(
        REASONS[found.ground], stops=stops(visits, language) if visits else "", offer=offer,
        then=language.say(RUNGS[found.then]) if found.then is not None else "")


def _accesses(found: Ladder, trip: Trip, language: Language) -> list[str]:
    """Each point of access once, with the stops that it serves."""
    served: dict[str, list[Visit]] = {}
    for one in found.access:
        served.setdefault(_access(one, trip, language), []).append(trip.visits[one.number - 1])
    return [language.say("{what} ({stops})", what=what, stops=stops(visits, language))
            for what, visits in served.items()]


def _access(one: Access, trip: Trip, language: Language) -> str:
    say, kind = language.say, language.say(SERVICE_KINDS[one.kind])
    name = plain(one.name, language, trip.default_lang) if one.name else ""
    if not one.distance_m:
        return name or kind
    said = fold(kind) in fold(name)  # *gare Gare du Nord*
    what = name if said else say("{kind} {name}", kind=kind, name=name) if name else kind
    return say("{what} {distance} away as the crow flies", what=what,
               distance=language.km(one.distance_m / 1000))
