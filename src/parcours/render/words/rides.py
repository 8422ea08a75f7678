"""The services of a route in words: what to take on each day, what one has to spare, the last way
back, and how long all of this is proved.

Words that hold for whatever day are made here once for each different plan; the page's script
chooses among them, and a page without script lists them by dates.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import NamedTuple

from parcours.format.choices import Mode
from parcours.hours.day_set import DaySet
from parcours.i18n.language import Language
from parcours.i18n.weekdays import spans
from parcours.render.words.modes import style_of
from parcours.render.words.writer import plain
from parcours.timetable.legs import service_legs
from parcours.trip.rides import (
    Caveat,
    DayPlan,
    Halt,
    Hindrance,
    LegRuns,
    Obstacle,
    Ride,
    Timetables,
)
from parcours.trip.trip import Trip, Visit

_DAY_MIN = 1440
_MOST_EXCEPTIONS = 3
_YEAR_DAYS = 365
"""From so many days on a date alone may be either of two."""
_WALK_M = 100
"""A stop at this distance or further from its place is worth saying."""
_MOST_NAME = 80
_ASKED = {
    Caveat.WAVE: "wave to the driver to get on",
    Caveat.TELL: "tell the driver where you get off",
    Caveat.STAY: "the same vehicle goes on as another run: stay on board",
}


class RideLine(NamedTuple):
    """A ride in one line, and what is told of it when one asks."""

    times: str
    """``9 h 23 – 10 h 02``."""
    said: str
    """``en train C6, Gare centrale → Le Bourg``."""
    more: str


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
    known, say = trip.timetables, language.say
    lapsed = known.last < trip.open_days.first
    standing = say(
        "The proof has lapsed: the timetables that were read held {offer}. Check today’s before "
        "you set out.", offer=offer(known, language)) if lapsed else say(
        "Proved with the timetables {offer}." if known.first <= known.last else
        "The timetables that were read do not hold on the same days: {offer}.",
        offer=offer(known, language))
    plans = [] if lapsed else sorted(known.plans, key=lambda plan: plan.starts.next() or known.last)
    return SpokenRides(
        standing, lapsed, known.last.isoformat(), _unproved(known, trip, language),
        _credit(known, language),
        tuple(_pattern(one, trip, language) for one in ([] if lapsed else known.runs)),
        tuple(_rows(plans, trip, language)))


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
    said = [language.say("{publisher} ({licence})", publisher=short(feed.publisher),
                         licence=short(feed.licence)) if feed.licence else short(feed.publisher)
            for feed in known.feeds]
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
        said.append(say("none {days}", days=_days(none, every, language)))
    if runs.unproved:
        said.append(say("none that is proved {days}", days=_days(runs.unproved, every, language)))
    if runs.coaches:
        said.append(say("some are coaches instead of the train"))
    visit = trip.visits[runs.number - 1]
    return say("{start} → {end}: {facts}.", start=_name(
        trip.visits[runs.number - 2], trip, language), end=_name(visit, trip, language),
        facts=say("; ").join(said))


def _rows(plans: Sequence[DayPlan], trip: Trip, language: Language) -> list[DateRow]:
    """The days by what one takes on them; days that differ by their visits alone are one row."""
    every = DaySet(trip.open_days.first)
    same: dict[tuple[tuple[str, ...], str], DaySet] = {}
    for plan in plans:
        every |= plan.starts
        back = clock(plan.last_back.leaves_min, language, about=plan.last_back.leaves_about) if (
            plan.last_back) else ""
        key = tuple(_in_short(plan, trip, language)), back
        same[key] = same.get(key, DaySet(every.first)) | plan.starts
    return [DateRow(_days(days, every, language), rides, back)
            for (rides, back), days in same.items()]


def _in_short(plan: DayPlan, trip: Trip, language: Language) -> Iterator[str]:
    if plan.obstacle is not None:
        yield obstacle(plan.obstacle, trip, language)
    for ride in plan.rides:
        yield times(ride, language)
    if said := unproved(plan, trip, language):
        yield said


def _days(days: DaySet, every: DaySet, language: Language) -> str:
    """Some of ``every`` day in words: weekdays of a stretch of dates, but for a few, and a few
    more; else dates alone."""
    first, last = _ends(days)
    if first == last:
        return language.say("on {day}", day=language.full_date(first))
    years = (_ends(every)[1] - every.first).days >= _YEAR_DAYS
    weekdays = [day for day in days.weekdays
                if 2 * days.on(day).count > every.between(first, last).on(day).count]
    first, last = _ends(_on(days, weekdays) or days)
    alike = _on(every.between(first, last), weekdays)
    but, more = alike - days, _runs(days - alike)
    rows = _runs(days)
    if not alike or but.count > min(_MOST_EXCEPTIONS, days.count // 4) or (
            len(more) > _MOST_EXCEPTIONS) or (more and len(rows) <= _MOST_EXCEPTIONS + 1):
        return language.all_of([_stretch(run, language, years=years) for run in rows])
    stretch = _stretch(alike, language, years=years)
    said = stretch if len(weekdays) == 7 else language.say(
        "{weekdays}, {dates}", weekdays=language.all_of(spans(weekdays, language)), dates=stretch)
    said = language.say("{when}, except {days}", when=said, days=language.all_of(
        [_stretch(DaySet.of(day, [day]), language, years=years) for day in but])) if but else said
    return language.say("{when}, and also {days}", when=said, days=language.all_of(
        [_stretch(run, language, years=years) for run in more])) if more else said


def _on(days: DaySet, weekdays: Iterable[int]) -> DaySet:
    return reduce(or_, (days.on(day) for day in weekdays), DaySet(days.first))


def _stretch(days: DaySet, language: Language, *, years: bool) -> str:
    """Dates that follow one another; with their year where the days to tell are of more than one.
    """
    first, last = _ends(days)
    return language.dates(first, last) if years else language.days_of_year(
        (first.month, first.day), (last.month, last.day))


def _ends(days: DaySet) -> tuple[date, date]:
    listed = list(days)
    return listed[0], listed[-1]


def _runs(days: DaySet) -> list[DaySet]:
    """Days that follow one another, as sets."""
    found: list[DaySet] = []
    for day in days:
        one = DaySet.of(day, [day])
        if found and (day - _ends(found[-1])[1]).days == 1:
            found[-1] |= one
        else:
            found.append(one)
    return found


def unproved(plan: DayPlan, trip: Trip, language: Language) -> str:
    """Why a plan that can be kept is not proved on its day; empty where it is."""
    if not plan.unsure or plan.obstacle is not None:
        return _unread(plan, trip, language)
    if plan.hurry is not None:
        return language.say("Not proved: there may be too little time to walk to a stop, or from "
                            "it.")
    return language.say(
        "Not proved: the timetable asks for more time to change."
        if any(ride.change_min for ride in plan.rides) else
        "Not proved: the timetable gives approximate times, which leave too little to spare.")


def _unread(plan: DayPlan, trip: Trip, language: Language) -> str:
    """The legs of a plan that can be kept of which no timetable speaks on their day, where it does
    on others; empty where there is none."""
    if plan.obstacle is not None or trip.timetables is None:
        return ""
    known = {ride.number for ride in plan.rides} | set(trip.timetables.unproved)
    names = [_name(leg.end, trip, language) for leg in service_legs(trip)
             if leg.end.number not in known]
    return language.say("No timetable was read for that day of the way to {places}.",
                        places=language.all_of(names)) if names else ""


def line(ride: Ride, trip: Trip, language: Language) -> RideLine:
    """One ride."""
    say = language.say
    planned = _planned_by(trip, ride.number)
    by = language.say(style_of(ride.by).label)
    if planned is Mode.TRAIN and ride.by is not Mode.TRAIN:
        by = say("{mode} instead of the train", mode=by)
    said = say("{mode}, {start} → {end}", start=short(ride.start.name), end=short(ride.end.name),
               mode=f"{by} {short(ride.line)}" if ride.line else by)
    on_board = language.duration(ride.ride_min)
    if ride.leaves_about or ride.arrives_about:
        on_board = say("about {duration}", duration=on_board)
    more = [say("{duration} on board", duration=on_board)]
    if ride.every_min:
        # in minutes also where they are an hour: nobody says *un toutes les 1 h*
        more.append(say("one every {duration}", duration=f"{ride.every_min}\u00a0min"))
    elif ride.walk_to_min and not ride.walks:
        more.append(say("{duration} to get to the stop, {distance} from the place: on foot it "
                        "takes about {walk}", duration=language.duration(ride.slack_min),
                        distance=_from_place(ride.start, language),
                        walk=language.duration(ride.walk_to_min)))
    elif ride.slack_min > 0:
        spare = language.duration(ride.slack_min)
        if ride.leaves_about:
            spare = say("about {duration}", duration=spare)
        more.append(say("{duration} to spare at the stop", duration=spare))
    else:
        more.append(say("not a minute to spare at the stop"))
    if ride.change_min:
        more.append(say("the timetable asks for {duration} to change",
                        duration=language.duration(ride.change_min)))
    elif ride.tight:
        more.append(say("that is too little to spare where times are approximate"))
    elif ride.leaves_about or ride.arrives_about:
        more.append(say("the timetable calls these times approximate"))
    more += [say(asked) for caveat, asked in _ASKED.items() if caveat in ride.caveats]
    more += _on_foot(ride, language)
    if not ride.every_min and not ride.others_later:
        more.append(say("if you miss it, no direct one is left that day")
                    if ride.next_min is None else
                    say("if you miss it, the next leaves around {time}" if ride.next_about else
                        "if you miss it, the next leaves at {time}",
                        time=clock(ride.next_min, language)) if not ride.next_from else
                    say("if you miss it, the next leaves around {time}, from {stop}"
                        if ride.next_about else
                        "if you miss it, the next leaves at {time}, from {stop}",
                        time=clock(ride.next_min, language), stop=short(ride.next_from)))
    return RideLine(times(ride, language), said, say("; ").join(more))


def _on_foot(ride: Ride, language: Language) -> Iterator[str]:
    """How far the stops are from their places, and how long that takes where they are not at hand.
    """
    say = language.say
    start, end = _from_place(ride.start, language), _from_place(ride.end, language)
    if ride.walk_to_min and ride.walks:
        yield say("the stop is {distance} from the place: about {duration} on foot, counted in",
                  distance=start, duration=language.duration(ride.walk_to_min))
    elif (ride.start.metres or 0) >= _WALK_M and (ride.every_min or not ride.walk_to_min):
        yield say("the stop is {distance} from the place", distance=start)
    if ride.walk_from_min:
        yield say("you get off {distance} from the place: about {duration} on foot, counted in"
                  if ride.walks else "you get off {distance} from the place, and the walk (about "
                  "{duration}) is not counted in", distance=end,
                  duration=language.duration(ride.walk_from_min))


def _from_place(halt: Halt, language: Language) -> str:
    """How far a stop is from its place."""
    return language.km((halt.metres or 0) / 1000)


def times(ride: Ride, language: Language) -> str:
    """``9 h 23 – 10 h 02``; of a service without fixed times, that it is so late at most."""
    if ride.every_min:
        return language.say("{leaves} – {arrives} at the latest", leaves=clock(
            ride.leaves_min, language), arrives=clock(
                ride.arrives_min, language, about=ride.arrives_about))
    return language.say(
        "{leaves} – {arrives}",
        leaves=clock(ride.leaves_min, language, about=ride.leaves_about),
        arrives=clock(ride.arrives_min, language, about=ride.arrives_about))


def _planned_by(trip: Trip, number: int) -> Mode | None:
    """The means that the route names, whatever a day puts in its place."""
    stops = [stop for day in trip.itinerary.days for stop in day.stops]
    travel = stops[number - 1].travel
    return travel.by if travel is not None else None


def last_back(plan: DayPlan, trip: Trip, language: Language) -> str:
    """The last way back, and what comes after it."""
    ride, say = plan.last_back, language.say
    if ride is None:
        return ""
    start = short(ride.start.name)
    time = clock(ride.leaves_min, language, about=ride.leaves_about)
    said = say("Last way back, on day {n}: {time}, from {start}.", n=len(trip.days), time=time,
               start=start) if len(trip.days) > 1 else say(
        "Last way back: {time}, from {start}.", time=time, start=start)
    after = say("No direct one after it that day.") if ride.next_min is None else say(
        "The next one, around {time}, no longer gets you to the end of the route."
        if ride.next_about else
        "The next one, at {time}, no longer gets you to the end of the route.",
        time=clock(ride.next_min, language))
    return f"{said} {after}"


def obstacle(found: Obstacle, trip: Trip, language: Language) -> str:
    """Why the plan cannot be kept, as a clause."""
    say = language.say
    visit = trip.visits[found.number - 1]
    name = _name(visit, trip, language)
    at, limit = clock(found.at_min, language), clock(found.limit_min, language)
    before = _name(trip.visits[found.number - 2], trip, language) if found.number > 1 else name
    # days are told by the one on which one sets out
    when = say("on day {n}", n=found.later + 1) if found.later else say("that day")
    planned = _planned_by(trip, found.number)
    by = say(style_of(planned).label) if planned else ""
    match found.why:
        case Hindrance.NO_SERVICE:
            return say("nothing goes directly {mode} from {start} to {end} {when}", mode=by,
                       start=before, end=name, when=when)
        case Hindrance.BOOKED:
            return say("{when}, from {time} on, you have to book by telephone to go directly from "
                       "{start} to {end}", start=before, end=name, time=at, when=when)
        case Hindrance.SCHOOL:
            return say("{when}, from {time} on, the only direct ones left from {start} to {end} "
                       "are there for pupils", start=before, end=name, time=at, when=when)
        case Hindrance.UNREAD:
            return say("{when}, from {time} on, only a network whose timetable was not read for it "
                       "may go directly from {start} to {end}", start=before, end=name, time=at,
                       when=when)
        case Hindrance.UNTIMED:
            return say("{when}, from {time} on, nothing says at what time you can go directly from "
                       "{start} to {end}", start=before, end=name, time=at, when=when)
        case Hindrance.NO_CHANGE:
            return say("by the timetable, {when} at {time}, you cannot change at {start} to go to "
                       "{end}", start=before, end=name, time=at, when=when)
        case Hindrance.LAST_GONE:
            return say("the last direct departure {mode} from {start} to {end} is around {limit}, "
                       "and you only get there at {time}" if found.limit_about else
                       "the last direct departure {mode} from {start} to {end} is at {limit}, and "
                       "you only get there at {time}", mode=by, start=before, end=name,
                       limit=limit, time=at)
        case Hindrance.LATE:
            return say("you reach {place} around {time}, and have to be there by {limit}"
                       if found.at_about else
                       "you reach {place} at {time}, and have to be there by {limit}",
                       place=name, time=at, limit=limit)
        case Hindrance.SHUT if visit.night:
            return say("you would sleep at {place}, and it does not open {when}", place=name,
                       when=when)
        case Hindrance.SHUT if found.at_min == found.limit_min:
            return say("you would be at {place} around {time}, and it is not open"
                       if found.at_about else
                       "you would be at {place} at {time}, and it is not open",
                       place=name, time=at)
        case Hindrance.SHUT:
            return say("you would be at {place} from around {time} to {limit}, and it is not open "
                       "all that time" if found.at_about else
                       "you would be at {place} from {time} to {limit}, and it is not open all "
                       "that time",
                       place=name, time=at, limit=limit)


def clock(minutes: int, language: Language, *, about: bool = False) -> str:
    """A time of a day, or of the night after it; ``about`` where the timetable is not sure."""
    told = language.clock(minutes)
    if about:
        told = language.say("around {time}", time=told)
    return language.say("{time} the next day", time=told) if minutes >= _DAY_MIN else told


def _name(visit: Visit, trip: Trip, language: Language) -> str:
    return plain(visit.place.name, language, trip.default_lang)


def _names(visits: Sequence[Visit], trip: Trip, language: Language) -> str:
    return language.all_of([_name(one, trip, language) for one in visits])


def short(name: str) -> str:
    """A name from a feed, on one short line."""
    return " ".join(name.split())[:_MOST_NAME]
