"""Why a plan cannot be kept with the services of its day, or is not proved, in words.

Editors are told the same by `parcours.timetable.obstacle_words`.
"""

from __future__ import annotations

from collections.abc import Mapping

from parcours.i18n.language import Language
from parcours.render.words.modes import style_of
from parcours.render.words.ride_line import clock, planned_by
from parcours.render.words.writer import place_name
from parcours.timetable.legs import service_legs
from parcours.trip.rides import DayPlan, Hindrance, Obstacle
from parcours.trip.trip import Trip

_SENTENCES: Mapping[Hindrance, str] = {
    Hindrance.NO_SERVICE: "nothing goes directly {mode} from {start} to {end} {when}",
    Hindrance.BOOKED:
        "{when}, from {time} on, you have to book to go directly from {start} to "
        "{end}",
    Hindrance.SCHOOL:
        "{when}, from {time} on, the only direct ones left from {start} to {end} are there for "
        "pupils",
    Hindrance.KIND:
        "{when}, from {time} on, the only direct ones left from {start} to {end} are by a means "
        "that the timetable names otherwise, or not at all",
    Hindrance.UNREAD:
        "{when}, from {time} on, only a network whose timetable was not read for it may go "
        "directly from {start} to {end}",
    Hindrance.UNPUBLISHED:
        "{when}, from {time} on, only a line may go directly from {start} to {end} whose timetable "
        "is not published for it",
    Hindrance.UNTIMED:
        "{when}, from {time} on, nothing says at what time you can go directly from {start} to "
        "{end}",
    Hindrance.OFTEN:
        "{when}, from {time} on, only a service without fixed times still goes directly from "
        "{start} to {end}, until {limit}: nobody knows whether one more comes",
    Hindrance.NO_CHANGE:
        "by the timetable, {when} {at}, you cannot change at {start} to go to {end}",
    Hindrance.LAST_GONE:
        "the last direct departure {mode} from {start} to {end} is {last}, and you only get there "
        "{at}",
    Hindrance.LATE: "you reach {place} {at}, and have to be there by {limit}",
}
_AT_LATEST: Mapping[Hindrance, str] = {
    Hindrance.LAST_GONE:
        "the last direct departure {mode} from {start} to {end} is {last}, and you get there {at} "
        "at the latest",
    Hindrance.LATE: "you reach {place} {at} at the latest, and have to be there by {limit}",
}
"""Where one may come earlier: one waited for a service without fixed times."""
_GUESSED: Mapping[Hindrance, str] = {
    Hindrance.LAST_GONE:
        "the last direct departure {mode} from {start} to {end} is {last}, and you get there {at}, "
        "by our estimate of the way",
}
"""Where only our own estimate makes one late."""


def obstacle(found: Obstacle, trip: Trip, language: Language) -> str:
    """Why the plan cannot be kept, as a clause."""
    say = language.say
    visit = trip.visits[found.number - 1]
    name = place_name(visit, trip, language)
    planned = planned_by(trip, found.number)
    return say(
        _shut(found, night=visit.night) if found.why is Hindrance.SHUT else _sentence(found),
        place=name, end=name,
        start=place_name(trip.visits[found.number - 2], trip, language) if (
            found.number > 1) else name,
        mode=say(style_of(planned).label) if planned else "",
        # days are told by the one on which one sets out
        when=say("on day {n}", n=found.later + 1) if found.later else say("that day"),
        time=clock(found.at_min, language), limit=clock(found.limit_min, language),
        at=_at(found.at_min, language, about=_comes_about(found)),
        last=_at(found.limit_min, language, about=found.limit_about))


def _sentence(found: Obstacle) -> str:
    """What is said of a hindrance, as surely as it is known."""
    if found.guessed and found.why in _GUESSED:
        return _GUESSED[found.why]
    if found.at_latest and found.why in _AT_LATEST:
        return _AT_LATEST[found.why]
    return _SENTENCES[found.why]


def _shut(found: Obstacle, *, night: bool) -> str:
    """What is said of a place that is not open: for a night, as one comes by, or for a visit."""
    if night:
        return "you would sleep at {place}, and it does not open {when}"
    if found.at_min == found.limit_min:
        return ("you would be at {place} {at} at the latest, and it is not open then"
                if found.at_latest else "you would be at {place} {at}, and it is not open")
    if found.at_latest:
        return ("you would be at {place} from {time} to {limit} at the latest, and it is not open "
                "all that time")
    return ("you would be at {place} from around {time} to {limit}, and it is not open all that "
            "time" if _comes_about(found) else
            "you would be at {place} from {time} to {limit}, and it is not open all that time")


def _comes_about(found: Obstacle) -> bool:
    """Whether nobody knows to the minute when one comes."""
    return found.at_about or found.guessed


def _at(minutes: int, language: Language, *, about: bool) -> str:
    """When something is; ``about`` where that is not sure."""
    time = clock(minutes, language)
    return language.say("around {time}" if about else "at {time}", time=time)


def unproved(plan: DayPlan, trip: Trip, language: Language) -> str:
    """Why a plan that can be kept is not proved on its day; empty where it is."""
    if not plan.unsure or plan.obstacle is not None:
        return _unread(plan, trip, language)
    if plan.hurry is not None:
        return language.say("Not proved: there may be too little time to walk to a stop, or from "
                            "it.")
    if plan.slower is not None:
        return language.say("Not proved: our estimate of how long a way takes leaves too little to "
                            "spare.")
    return language.say(
        "Not proved: the timetable asks for more time to change."
        if any(ride.change_min for ride in plan.rides) else
        "Not proved: there is less than a minute to spare." if not plan.is_about else
        "Not proved: the timetable gives approximate times, which leave too little to spare.")


def _unread(plan: DayPlan, trip: Trip, language: Language) -> str:
    """The legs of a plan that can be kept of which no timetable speaks on their day, where it does
    on others; empty where there is none."""
    if plan.obstacle is not None or trip.timetables is None:
        return ""
    known = {ride.number for ride in plan.rides} | set(trip.timetables.unproved)
    names = [place_name(leg.end, trip, language) for leg in service_legs(trip)
             if leg.end.number not in known]
    return language.say("No timetable was read for that day of the way to {places}.",
                        places=language.all_of(names)) if names else ""
