"""A trip as it is lived on a day of which timetables prove the plan: with the departures one takes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from parcours.content.freshness import Level
from parcours.trip.rides import DayPlan, Ride, Times
from parcours.trip.trip import Leg, Trip, TripDay, Visit


def lived(trip: Trip, plan: DayPlan | None) -> Trip:
    """The trip with the times and the vehicles of a plan; as it is where the plan has none.

    What one reaches by a proved departure is reached at a *verified* time, until the next leg whose
    minutes are an estimate; neither what a timetable calls approximate nor a walk from the stop is.
    """
    if plan is None or not plan.times:
        return trip
    rides = {ride.number: ride for ride in plan.rides}
    times = dict(zip((visit.number for visit in trip.visits), plan.times, strict=True))
    days = tuple(replace(day, visits=tuple(_visits(day, times, rides))) for day in trip.days)
    return replace(trip, days=days)


def _visits(day: TripDay, times: dict[int, Times], rides: dict[int, Ride]) -> Iterator[Visit]:
    sure = Level.TOLD
    for visit in day.visits:
        at, ride = times[visit.number], rides.get(visit.number)
        leg = visit.leg and _leg(visit.leg, at, ride)
        if ride is not None:
            sure = Level.UNKNOWN if ride.arrives_about or ride.walk_from_min else Level.VERIFIED
        elif leg is not None and leg.minutes_estimated:
            sure = Level.UNKNOWN
        arrives, sure = sure, Level.TOLD if (
            visit.time_level is Level.TOLD and sure is Level.UNKNOWN) else sure
        yield replace(
            visit, arrival_min=at.arrives_min, visit_min=at.begins_min, leg=leg,
            departure_min=at.begins_min if visit.night else at.leaves_min,
            arrival_level=arrives, time_level=sure)


def _leg(leg: Leg, at: Times, ride: Ride | None) -> Leg:
    if ride is None:
        return replace(leg, departure_min=at.arrives_min - leg.minutes, arrival_min=at.arrives_min)
    return replace(leg, by=ride.by, minutes=ride.ride_min, minutes_estimated=False,
                   departure_min=ride.leaves_min, arrival_min=ride.arrives_min)
