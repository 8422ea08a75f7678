"""What `route-rides.js` knows of the services of a route: the plan of each day, in words already.
"""

from __future__ import annotations

from string import ascii_letters
from typing import Any, TypeAlias

from parcours.i18n.language import Language
from parcours.render.exports import ical
from parcours.render.exports.ical import schedule
from parcours.render.pages.calendar import letters_of
from parcours.render.words.proof import time_of_day
from parcours.render.words.ride_line import last_back, line
from parcours.render.words.ride_obstacles import obstacle, unproved
from parcours.render.words.rides import all_told
from parcours.safe_text.json import Json
from parcours.trip.lived import lived
from parcours.trip.rides import DayPlan
from parcours.trip.trip import Trip

_Told: TypeAlias = dict[str, tuple[str, str]]


def data(trip: Trip, language: Language) -> Json | None:
    """A letter a day and a plan a letter; a dash where the route is not offered. None where no
    extract was read.

    Where there are more plans than letters, the last letter stands for those of the fewest days,
    which the page lists in its table.
    """
    timetables = trip.timetables
    if timetables is None:
        return None
    plans = sorted(timetables.plans, key=lambda plan: -plan.starts.count)
    file = ical.told_of(trip, ical.plan_of(trip, trip.open_days.next_start), language)
    told = {letter: _plan(plan, trip, file, language)
            for letter, plan in zip(ascii_letters, plans, strict=False)}
    if len(plans) > len(ascii_letters):
        told[ascii_letters[-1]] = {"listed": True, "back": ""}
    horizon, offered = trip.open_days.horizon, trip.open_days.offered
    covered = tuple(plan.starts & offered for plan in plans)
    none = horizon & offered
    for starts in covered:
        none -= starts
    days = letters_of(horizon, none | (horizon - offered), covered)
    return {
        # out of season, or where it is closed, nobody takes anything
        "days": "".join(letter if day in offered else "-"
                        for day, letter in zip(horizon, days, strict=True)),
        "last": timetables.last.isoformat(),
        "plans": told, "at": _at(trip), "diary": _diary(None, trip, file, language),
        "words": {name: language.say(message) for name, message in (
            _WORDS | ({} if all_told(trip) else _GUESSED)).items()}}


def _plan(plan: DayPlan, trip: Trip, file: _Told, language: Language) -> dict[str, Any]:
    if plan.obstacle is not None:
        return {"no": obstacle(plan.obstacle, trip, language),
                "sure": plan.proved, "back": last_back(plan, trip, language),
                **({} if plan.proved else {"diary": _diary(plan, trip, file, language)})}
    there = lived(trip, plan)
    later = {visit.number: day.number for day in trip.days for visit in day.visits}
    return {
        "rides": [[later[ride.number], *line(ride, trip, language)] for ride in plan.rides],
        "diary": _diary(plan, trip, file, language),
        "back": " ".join(filter(None, (last_back(plan, trip, language),
                                       unproved(plan, trip, language)))),
        "at": _at(there),
        "there": {str(real.number): time_of_day(real.visit_min, real.time_level, language)
                  for real, planned in zip(there.visits, trip.visits, strict=True)
                  if real.visit_min != planned.visit_min}}


def _diary(plan: DayPlan | None, trip: Trip, file: _Told, language: Language) -> dict[str, Any]:
    """What the events of a diary are called and tell by a plan, where the ``file`` that is
    published has other words: it is made for the first possible day."""
    return {event: list(told) for event, told in ical.told_of(trip, plan, language).items()
            if told != file[event]}


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
    "listed": "{day}: see what to take under “All days, by dates”.",
    "lapsed": "This proof has lapsed since: check today’s timetables.",
    "rides": "What to take on {day}:",
    "there": "That day, you are there: {time}.",
}
"""By the name that the script knows them by; it fills in what is in braces."""
_GUESSED = {"unknown": "{day}: no timetable was read for that day, and some times are estimates."}
"""Where no office gave the time of some service."""
