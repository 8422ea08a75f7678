"""The services of a route in words: what to take on each day, what one has to spare, the last way
back, and how long all of this is proved.

Words that hold for whatever day are made here once for each different plan; the page's script
chooses among them, and a page without script lists them by dates.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from parcours.format.choices import Mode
from parcours.hours.day_set import DaySet
from parcours.i18n.language import Language
from parcours.i18n.typography import typeset
from parcours.render.words.ride_dates import dates_in_words
from parcours.render.words.ride_line import clock, last_way, planned_by, short, times
from parcours.render.words.ride_obstacles import obstacle, unproved
from parcours.render.words.writer import place_name
from parcours.timetable.legs import service_legs
from parcours.trip.rides import DayPlan, LegRuns, Timetables
from parcours.trip.trip import Trip, Visit


class DateRow(NamedTuple):
    """Start days that share their rides."""

    days: str
    rides: tuple[str, ...]
    """Each as ``9 h 23 – 10 h 02``; the obstacle where the plan cannot be kept."""
    last_back: str


@dataclass(frozen=True, slots=True)
class SpokenRides:
    """What a page says of the services of a route."""

    standing: str
    """What it stands on, with its dates; that nothing was read, where nothing was."""
    lapsed: bool
    """Whether the proof has ended on the day of the build."""
    last: str
    """The last day of the proof, ``2025-04-22``; empty where nothing was read."""
    unproved: str
    credit: str
    patterns: tuple[str, ...]
    rows: tuple[DateRow, ...]
    last_way: str = ""
    """What the ``last_back`` of the rows is."""


def spoken_rides(trip: Trip, language: Language) -> SpokenRides | None:
    """What to say of the services of a route; None where it rides on none."""
    if trip.timetables is None:
        if not any(service_legs(trip)):
            return None
        return SpokenRides(
            language.say("No timetable was read: the times of these services are the tourist "
                         "offices’ own. Check them before you set out.") if all_told(trip) else
            language.say("No timetable was read, and some times are estimates: check them before "
                         "you set out."), False, "", "", "", (), ())
    known = trip.timetables
    lapsed = known.last < trip.open_days.first
    plans = [] if lapsed else sorted(known.plans, key=lambda plan: plan.starts.next() or known.last)
    told = known.runs if plans and not _out_of_season(known, trip) else ()
    return SpokenRides(
        _standing(known, trip, language), lapsed, known.last.isoformat(),
        _unproved(known, trip, language), _credit(known, language),
        tuple(_pattern(one, trip, language) for one in told),
        tuple(_rows(plans, trip, language)), last_way(trip, language))


def _standing(known: Timetables, trip: Trip, language: Language) -> str:
    """What timetables prove of a route, with their dates; nothing is called proved of which they
    say nothing that counts, or only for days on which the route is not offered."""
    say, dates = language.say, offer(known, language)
    if known.last < trip.open_days.first:
        return say("The proof has lapsed: the timetables that were read held {offer}. Check "
                   "today’s before you set out.", offer=dates)
    if known.first > known.last:
        return say("The timetables that were read do not hold on the same days: {offer}.",
                   offer=dates)
    if {*known.unproved} >= {leg.end.number for leg in service_legs(trip)}:
        return say("The timetables that were read, {offer}, prove none of these services.",
                   offer=dates)
    if _out_of_season(known, trip):
        return say("The timetables that were read, {offer}, hold on no day on which the route is "
                   "open: check those of your day before you set out.", offer=dates)
    return say("Proved with the timetables {offer}.", offer=dates)


def _out_of_season(known: Timetables, trip: Trip) -> bool:
    """Whether they speak of no coming day on which one may set out."""
    return not any(plan.starts & trip.open_days.offered for plan in known.plans)


def all_told(trip: Trip) -> bool:
    """Whether an office gave the time of each leg that rides on a service."""
    return not any(leg.end.leg is None or leg.end.leg.minutes_estimated
                   for leg in service_legs(trip))


def offer(known: Timetables, language: Language) -> str:
    """``du 22 janvier au 22 avril 2025``; where the timetables have no day in common, the dates of
    each; where a new one begins some time after the former has ended, both."""
    if known.first > known.last:
        return language.all_of([language.dates(first, last) for first, last in sorted(
            {(feed.first, feed.last) for feed in known.feeds})])
    if len(known.spans) > 1:
        return language.all_of([language.dates(*span) for span in known.spans])
    return language.dates(known.first, known.last)


def _unproved(known: Timetables, trip: Trip, language: Language) -> str:
    visits = [trip.visits[number - 1] for number in known.unproved]
    guessed = [one for one in visits if one.leg is not None and one.leg.minutes_estimated]
    told = [one for one in visits if one not in guessed]
    said = []
    if told:
        said.append(language.say(
            "Not proved, only the tourist office’s times: the way to {places}.",
            places=_names(told, trip, language)))
    if guessed:
        said.append(language.say("Not proved, only an estimate of the time: the way to {places}.",
                                 places=_names(guessed, trip, language)))
    return " ".join(said)


def _credit(known: Timetables, language: Language) -> str:
    """Whose the timetables are, and by which licence."""
    named = [(typeset(short(feed.publisher), language.code), feed.licence) for feed in known.feeds]
    said = [language.say("{publisher} ({licence})", publisher=publisher, licence=short(licence))
            if licence else publisher for publisher, licence in named]
    return language.say("Timetables: {sources}.", sources=language.all_of(list(
        dict.fromkeys(said))))


def _pattern(runs: LegRuns, trip: Trip, language: Language) -> str:
    """How often a leg runs over the coming dates: never as if all days were alike."""
    say = language.say
    served = [(count, days) for count, days in runs.counts if count]
    least, most = served[0][0], served[-1][0]
    counted = language.say_n("{n} departure a day", "{n} departures a day", most) if (
        least == most) else say("{least} to {most} departures a day", least=least, most=most)
    shortest, longest = map(language.duration, runs.ride_min)
    said = [counted, say("{duration} on board", duration=say(
        "about {duration}", duration=shortest) if runs.about else shortest)
            if shortest == longest else
            say("{shortest} to {longest} on board", shortest=shortest, longest=longest)]
    if runs.about:
        said.append(say("the timetable calls these times approximate"))
    every = DaySet(trip.open_days.first) if runs.unproved is None else runs.unproved
    for _, days in runs.counts:
        every |= days
    none = next((days for count, days in runs.counts if not count), None)
    if none:
        said.append(say("none {days}", days=dates_in_words(none, every, language)))
    if runs.unproved:
        said.append(say("none that is proved {days}",
                        days=dates_in_words(runs.unproved, every, language)))
    visit = trip.visits[runs.number - 1]
    if runs.coaches:
        said.append(say("some are coaches instead of the train")
                    if planned_by(trip, runs.number) is Mode.TRAIN else
                    say("some are coaches instead"))
    return say("{start} → {end}: {facts}.", start=place_name(
        trip.visits[runs.number - 2], trip, language), end=place_name(visit, trip, language),
        facts=say("; ").join(said))


def _rows(plans: Sequence[DayPlan], trip: Trip, language: Language) -> list[DateRow]:
    """The days by what one takes on them; days that differ by their visits alone are one row, and
    those out of the season of the route, or on which it is closed, are none."""
    every, offered = DaySet(trip.open_days.first), trip.open_days.offered
    same: dict[tuple[tuple[str, ...], str], DaySet] = {}
    for plan in plans:
        starts = plan.starts & offered
        if not starts:
            continue
        every |= starts
        back = clock(plan.last_back.leaves_min, language, about=plan.last_back.leaves_about) if (
            plan.last_back) else ""
        key = tuple(_in_short(plan, trip, language)), back
        same[key] = same.get(key, DaySet(every.first)) | starts
    return [DateRow(dates_in_words(days, every, language), rides, back)
            for (rides, back), days in same.items()]


def _in_short(plan: DayPlan, trip: Trip, language: Language) -> Iterator[str]:
    if plan.obstacle is not None:
        yield obstacle(plan.obstacle, trip, language)
    for ride in plan.rides:
        yield times(ride, language)
    if said := unproved(plan, trip, language):
        yield said


def _names(visits: Sequence[Visit], trip: Trip, language: Language) -> str:
    return language.all_of([place_name(one, trip, language) for one in visits])
