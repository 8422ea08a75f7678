"""Why a plan cannot be kept with the services of its day, or is not proved, in words."""

from __future__ import annotations

from parcours.i18n.language import Language
from parcours.render.words.modes import style_of
from parcours.render.words.ride_line import clock, planned_by
from parcours.render.words.writer import place_name
from parcours.timetable.legs import service_legs
from parcours.trip.rides import DayPlan, Hindrance, Obstacle
from parcours.trip.trip import Trip


def obstacle(found: Obstacle, trip: Trip, language: Language) -> str:
    """Why the plan cannot be kept, as a clause."""
    say = language.say
    visit = trip.visits[found.number - 1]
    name = place_name(visit, trip, language)
    about = found.at_about or found.guessed
    at, limit = clock(found.at_min, language), clock(found.limit_min, language)
    before = place_name(trip.visits[found.number - 2], trip, language) if found.number > 1 else name
    # days are told by the one on which one sets out
    when = say("on day {n}", n=found.later + 1) if found.later else say("that day")
    planned = planned_by(trip, found.number)
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
        case Hindrance.KIND:
            return say("{when}, from {time} on, the only direct ones left from {start} to {end} "
                       "are by a means that the timetable names otherwise, or not at all",
                       start=before, end=name, time=at, when=when)
        case Hindrance.UNREAD:
            return say("{when}, from {time} on, only a network whose timetable was not read for it "
                       "may go directly from {start} to {end}", start=before, end=name, time=at,
                       when=when)
        case Hindrance.UNTIMED:
            return say("{when}, from {time} on, nothing says at what time you can go directly from "
                       "{start} to {end}", start=before, end=name, time=at, when=when)
        case Hindrance.OFTEN:
            return say("{when}, from {time} on, only a service without fixed times still goes "
                       "directly from {start} to {end}, until {limit}: nobody knows whether one "
                       "more comes", start=before, end=name, time=at, limit=limit, when=when)
        case Hindrance.NO_CHANGE:
            return say("by the timetable, {when} at {time}, you cannot change at {start} to go to "
                       "{end}", start=before, end=name, time=at, when=when)
        case Hindrance.LAST_GONE if found.guessed:
            return say("the last direct departure {mode} from {start} to {end} is at {limit}, and "
                       "you get there around {time}, by our estimate of the way", mode=by,
                       start=before, end=name, limit=limit, time=at)
        case Hindrance.LAST_GONE if found.at_latest:
            return say("the last direct departure {mode} from {start} to {end} is around {limit}, "
                       "and you get there at {time} at the latest" if found.limit_about else
                       "the last direct departure {mode} from {start} to {end} is at {limit}, and "
                       "you get there at {time} at the latest", mode=by, start=before, end=name,
                       limit=limit, time=at)
        case Hindrance.LAST_GONE:
            return say("the last direct departure {mode} from {start} to {end} is around {limit}, "
                       "and you only get there at {time}" if found.limit_about else
                       "the last direct departure {mode} from {start} to {end} is at {limit}, and "
                       "you only get there at {time}", mode=by, start=before, end=name,
                       limit=limit, time=at)
        case Hindrance.LATE if found.at_latest:
            return say("you reach {place} at {time} at the latest, and have to be there by {limit}",
                       place=name, time=at, limit=limit)
        case Hindrance.LATE:
            return say("you reach {place} around {time}, and have to be there by {limit}"
                       if about else
                       "you reach {place} at {time}, and have to be there by {limit}",
                       place=name, time=at, limit=limit)
        case Hindrance.SHUT if visit.night:
            return say("you would sleep at {place}, and it does not open {when}", place=name,
                       when=when)
        case Hindrance.SHUT if found.at_latest:
            return say("you would be at {place} at {time} at the latest, and it is not open then"
                       if found.at_min == found.limit_min else
                       "you would be at {place} from {time} to {limit} at the latest, and it is "
                       "not open all that time", place=name, time=at, limit=limit)
        case Hindrance.SHUT if found.at_min == found.limit_min:
            return say("you would be at {place} around {time}, and it is not open"
                       if about else
                       "you would be at {place} at {time}, and it is not open",
                       place=name, time=at)
        case Hindrance.SHUT:
            return say("you would be at {place} from around {time} to {limit}, and it is not open "
                       "all that time" if about else
                       "you would be at {place} from {time} to {limit}, and it is not open all "
                       "that time",
                       place=name, time=at, limit=limit)


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
