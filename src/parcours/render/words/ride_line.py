"""One ride in words: when, by what, what one has to spare, and what one has to know of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from parcours.content.freshness import Level
from parcours.format.choices import Mode
from parcours.hours.clock import DAY_MIN
from parcours.i18n.language import Language
from parcours.render.words.modes import style_of
from parcours.timetable.legs import service_legs
from parcours.trip.coming_back import comes_back
from parcours.trip.rides import Caveat, DayPlan, Halt, Ride
from parcours.trip.trip import Trip

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


def line(ride: Ride, trip: Trip, language: Language) -> RideLine:
    """One ride."""
    said = language.say(
        "{mode}, {start} → {end}", mode=_vehicle(ride, trip, language),
        start=short(ride.start.name), end=short(ride.end.name))
    more = [_on_board(ride, language), _to_spare(ride, trip, language), *_how_sure(ride, language),
            *_asked(ride, language), *_on_foot(ride, language), *_if_missed(ride, language)]
    return RideLine(times(ride, language), said, language.say("; ").join(more))


def _vehicle(ride: Ride, trip: Trip, language: Language) -> str:
    """What one takes, with the name of its line."""
    by = language.say(style_of(ride.by).label)
    match planned_by(trip, ride.number):
        case Mode.TRAIN if ride.by is not Mode.TRAIN:
            by = language.say("{mode} instead of the train", mode=by)
        case Mode.TRAM if ride.by is not Mode.TRAM:
            by = language.say("{mode} instead of the tram", mode=by)
        case Mode.METRO if ride.by is not Mode.METRO:
            by = language.say("{mode} instead of the metro", mode=by)
    return f"{by} {short(ride.line)}" if ride.line else by


def _on_board(ride: Ride, language: Language) -> str:
    """How long the ride takes."""
    duration = _duration(ride.ride_min, language, about=ride.leaves_about or ride.arrives_about)
    return language.say("{duration} on board", duration=duration)


def _to_spare(ride: Ride, trip: Trip, language: Language) -> str:
    """How long one has at the stop, or how often something leaves there."""
    say = language.say
    walked = ride.walks and bool(ride.walk_to_min or ride.between_min)
    guessed = walked or _comes_about(ride, trip)
    if ride.every_min:
        # in minutes also where they are an hour: nobody says *un toutes les 1 h*
        return say("one every {duration}", duration=f"{ride.every_min}\u00a0min")
    if ride.walk_to_min and not ride.walks:
        return say("{duration} to get to the stop, {distance} from the place: on foot it takes "
                   "about {walk}", duration=language.duration(ride.slack_min),
                   distance=_from_place(ride.start, language),
                   walk=language.duration(ride.walk_to_min))
    if ride.between_min and not ride.walks:
        return say("the walk from the stop where you got off (about {duration}) is not counted in",
                   duration=language.duration(ride.between_min))
    if ride.slack_min > 0:
        return say("{duration} to spare at the stop",
                   duration=_duration(ride.slack_min, language,
                                      about=ride.leaves_about or guessed))
    return say("not a minute to spare at the stop, by our estimate of the way there" if guessed
               else "not a minute to spare at the stop")


def _comes_about(ride: Ride, trip: Trip) -> bool:
    """Whether it is estimated when one comes to the stop: by a leg since the last one that a
    timetable tells, or since an hour that is fixed."""
    rides = {leg.end.number for leg in service_legs(trip)}
    rides -= {*(trip.timetables.unproved if trip.timetables else rides)}
    day = next(day for day in trip.days if day.visits[-1].number >= ride.number)
    for visit in reversed([one for one in day.visits if one.number < ride.number]):
        if visit.number in rides or visit.time_level is Level.TOLD:
            return False
        if visit.leg is not None and visit.leg.minutes_estimated:
            return True
    return False


def _duration(minutes: int, language: Language, *, about: bool) -> str:
    told = language.duration(minutes)
    return language.say("about {duration}", duration=told) if about else told


def _how_sure(ride: Ride, language: Language) -> Iterator[str]:
    """What the timetable asks for, or is not sure of."""
    if ride.change_min:
        yield language.say("the timetable asks for {duration} to change",
                           duration=language.duration(ride.change_min))
    elif ride.tight:
        yield language.say("that is too little to spare where times are approximate")
    elif ride.leaves_about or ride.arrives_about:
        yield language.say("the timetable calls these times approximate")


def _asked(ride: Ride, language: Language) -> list[str]:
    """What one has to do to get on, to stay on and to get off."""
    return [language.say(asked) for caveat, asked in _ASKED.items() if caveat in ride.caveats]


def _if_missed(ride: Ride, language: Language) -> Iterator[str]:
    """What leaves after it; nothing where that is told by how often something leaves."""
    say = language.say
    if ride.every_min or ride.others_later:
        return
    if ride.next_min is None:
        yield say("if you miss it, no direct one is left that day")
        return
    time = clock(ride.next_min, language)
    if ride.next_from:
        yield say("if you miss it, the next leaves around {time}, from {stop}" if ride.next_about
                  else "if you miss it, the next leaves at {time}, from {stop}",
                  time=time, stop=short(ride.next_from))
    else:
        yield say("if you miss it, the next leaves around {time}" if ride.next_about else
                  "if you miss it, the next leaves at {time}", time=time)


def _on_foot(ride: Ride, language: Language) -> Iterator[str]:
    """How far the stops are from their places, and how long that takes where they are not at hand.
    """
    say = language.say
    start, end = _from_place(ride.start, language), _from_place(ride.end, language)
    if ride.walk_to_min and ride.walks:
        yield say("the stop is {distance} from the place: about {duration} on foot, counted in",
                  distance=start, duration=language.duration(ride.walk_to_min))
    elif (ride.start.metres or 0) >= _WALK_M and (
            ride.every_min or not (ride.walk_to_min or ride.between_min)):
        yield say("the stop is {distance} from the place", distance=start)
    if ride.between_min and ride.walks:
        yield say("about {duration} on foot from the stop where you got off, counted in",
                  duration=language.duration(ride.between_min))
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


def last_way(trip: Trip, language: Language) -> str:
    """What the last departure that leads to the end of a route is: of a route that ends elsewhere
    it is no way back."""
    return language.say("Last way back" if comes_back(trip) else
                        "Last departure to the end of the route")


def last_back(plan: DayPlan, trip: Trip, language: Language) -> str:
    """The last way back, or to the end of the route, and what comes after it."""
    ride, say = plan.last_back, language.say
    if ride is None:
        return ""
    start = short(ride.start.name)
    time = clock(ride.leaves_min, language, about=ride.leaves_about)
    label = last_way(trip, language)
    said = say("{label}, on day {n}: {time}, from {start}.", label=label, n=len(trip.days),
               time=time, start=start) if len(trip.days) > 1 else say(
        "{label}: {time}, from {start}.", label=label, time=time, start=start)
    after = say("No direct one after it that day.") if ride.next_min is None else say(
        "The next one, around {time}, no longer gets you to the end of the route."
        if ride.next_about else
        "The next one, at {time}, no longer gets you to the end of the route.",
        time=clock(ride.next_min, language))
    return f"{said} {after}"


def planned_by(trip: Trip, number: int) -> Mode | None:
    """The means that the route names, whatever a day puts in its place."""
    stops = [stop for day in trip.itinerary.days for stop in day.stops]
    travel = stops[number - 1].travel
    return travel.by if travel is not None else None


def clock(minutes: int, language: Language, *, about: bool = False) -> str:
    """A time of a day, or of the night after it; ``about`` where the timetable is not sure."""
    told = language.clock(minutes)
    if about:
        told = language.say("around {time}", time=told)
    return language.say("{time} the next day", time=told) if minutes >= DAY_MIN else told


def short(name: str) -> str:
    """A name from a feed, on one short line."""
    return " ".join(name.split())[:_MOST_NAME]
