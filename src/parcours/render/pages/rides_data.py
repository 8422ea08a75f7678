"""What `route-rides.js` knows of the services of a route: the plan of each day, in words already.
"""

from __future__ import annotations

from string import ascii_letters
from typing import Any

from parcours.i18n.language import Language
from parcours.render.exports.ical import ride_line, schedule
from parcours.render.pages.calendar import letters_of
from parcours.render.words import rides as words
from parcours.render.words.proof import time_of_day
from parcours.safe_text.json import Json
from parcours.trip.lived import lived
from parcours.trip.rides import DayPlan
from parcours.trip.trip import Trip


def data(trip: Trip, language: Language) -> Json | None:
    """A letter a day and a plan a letter; None where no extract was read."""
    timetables = trip.timetables
    if timetables is None:
        return None
    plans = sorted(timetables.plans, key=lambda plan: -plan.starts.count)[:len(ascii_letters)]
    covered = tuple(plan.starts for plan in plans)
    horizon = trip.open_days.horizon
    none = horizon
    for starts in covered:
        none -= starts
    return {
        "days": letters_of(horizon, none, covered), "last": timetables.last.isoformat(),
        "plans": {letter: _plan(plan, trip, language)
                  for letter, plan in zip(ascii_letters, plans, strict=False)},
        "at": _at(trip), "words": {name: language.say(message) for name, message in (
            _WORDS | ({} if words.all_told(trip) else _GUESSED)).items()}}


def _plan(plan: DayPlan, trip: Trip, language: Language) -> dict[str, Any]:
    if plan.obstacle is not None:
        return {"no": words.obstacle(plan.obstacle, trip, language),
                "sure": plan.proved, "back": words.last_back(plan, trip, language)}
    there = lived(trip, plan)
    later = {visit.number: day.number for day in trip.days for visit in day.visits}
    return {
        "rides": [[later[ride.number], *words.line(ride, trip, language)] for ride in plan.rides],
        "diary": {str(ride.number): ride_line(ride, trip, language) for ride in plan.rides},
        "back": " ".join(filter(None, (words.last_back(plan, trip, language),
                                       words.unproved(plan, trip, language)))),
        "at": _at(there),
        "there": {str(real.number): time_of_day(real.visit_min, real.time_level, language)
                  for real, planned in zip(there.visits, trip.visits, strict=True)
                  if real.visit_min != planned.visit_min}}


def _at(trip: Trip) -> list[list[int]]:
    """For each visit, in minutes since midnight of the first day: when one sets out for it and
    comes, when it begins and ends; as the file for a diary has them."""
    found = []
    for visit, start_min, end_min in schedule(trip):
        midnight = start_min - visit.visit_min
        leg = visit.leg
        found.append([midnight + leg.departure_min if leg else start_min,
                      midnight + leg.arrival_min if leg else start_min, start_min, end_min])
    return found


_WORDS: dict[str, str] = {
    "day": "Day {n}",
    "cannot": "{day}: the route cannot be done as planned, because {why}.",
    "may_not": "{day}: perhaps not as planned, because {why}.",
    "after": "{day}: the timetables that were read ended before. Check the times before setting "
             "out.",
    "unknown": "{day}: no timetable was read for that day. The times of the services are the "
               "tourist offices’ own.",
    "lapsed": "This proof has lapsed since: check today’s timetables.",
    "rides": "What to take on {day}:",
    "there": "That day, you are there: {time}.",
}
"""By the name that the script knows them by; it fills in what is in braces."""
_GUESSED = {"unknown": "{day}: no timetable was read for that day, and some times are estimates."}
"""Where no office gave the time of some service."""
