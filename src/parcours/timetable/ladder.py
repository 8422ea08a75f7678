"""The rung of a route on the ladder of what goes without a car, from what timetables prove."""

from __future__ import annotations

from dataclasses import replace

from parcours.content.atlas import Atlas
from parcours.hours.calendar import ANYWHERE, calendar
from parcours.hours.day_set import DaySet
from parcours.timetable.extract import Extract
from parcours.timetable.join import with_timetables
from parcours.timetable.legs import service_legs
from parcours.trip.access import accesses, far_ends
from parcours.trip.derive import derive
from parcours.trip.ladder import Ground, Ladder, Rung
from parcours.trip.rides import Level, Timetables
from parcours.trip.trip import Trip


def ladder(trip: Trip, atlas: Atlas, extract: Extract | None) -> Ladder:
    """How far a trip, joined to its extract, goes without a car."""
    access = accesses(trip, atlas)
    for ground, legs in ((Ground.NEEDS_CAR, [leg for leg in trip.legs if leg.needs_car and leg.by]),
                         (Ground.NO_MEANS, [leg for leg in trip.legs if leg.by is None])):
        if legs:
            return Ladder(Rung.CAR, ground, access, tuple(leg.to_number for leg in legs))
    if far := far_ends(trip, atlas):
        return Ladder(Rung.CAR, Ground.NO_STOP, access, far)
    if not any(service_legs(trip)):
        return Ladder(Rung.STOP, Ground.NO_SERVICE, access)
    known = trip.timetables
    if known is None:
        return Ladder(Rung.STOP, Ground.NO_TIMETABLE, access)
    if known.unproved:
        return Ladder(Rung.STOP, Ground.UNPROVED, access, known.unproved)
    if known.last < atlas.today:
        return Ladder(Rung.STOP, Ground.LAPSED, access, then=_then(trip, known, atlas, extract))
    return _by_days(trip, known, Ladder(Rung.STOP, Ground.NO_DAY, access))


def _by_days(trip: Trip, known: Timetables, none: Ladder) -> Ladder:
    """The rung by the days on which the route can be done but for its services."""
    days = trip.open_days
    proved = kept = unsure = DaySet(days.first)
    for plan in known.plans:
        if plan.level is Level.PROVED or plan.unsure:
            proved |= plan.starts
            unsure |= plan.starts if plan.unsure else DaySet(days.first)
            kept |= plan.starts if not (plan.obstacle or plan.unsure) else DaySet(days.first)
    could = days.by_hours & proved
    missing = could - kept
    if not could:
        return none
    found = replace(none, missing=missing, looked_at=could.count)
    if not missing:
        return replace(found, rung=Rung.ALWAYS, ground=Ground.EVERY_DAY)
    weekdays = could - calendar("PH", ANYWHERE, days.first).open_at_all
    weekdays -= weekdays.on(5) | weekdays.on(6)
    if weekdays and not weekdays & missing:
        return replace(found, rung=Rung.WEEKDAYS, ground=Ground.WEEKDAYS)
    return replace(found, ground=Ground.UNSURE if missing & unsure else Ground.SOME_DAYS)


def _then(trip: Trip, known: Timetables, atlas: Atlas, extract: Extract | None) -> Rung:
    """The rung that lapsed timetables proved while they held."""
    former = replace(atlas, today=known.first)
    then = with_timetables(derive(trip.id, trip.itinerary, former), former, extract)
    if then.timetables is None:
        return Rung.STOP
    return _by_days(then, then.timetables, Ladder(Rung.STOP, Ground.NO_DAY, ())).rung
