"""Trip to iCalendar (RFC 5545): one event a stop and one a leg, by the clock of its place.

The dates are the first on which the whole route can be done. No value depends on the clock of the
machine: DTSTAMP is the day the open days are counted from, SEQUENCE rises with it, and identifiers
are made of the route's id, the stop's number, the language and the alliance, since two sites may
each have a route of one name: importing a newer file moves the events and adds none, and a file in
another language does not overwrite them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from parcours.content.freshness import Level
from parcours.content.place_hours import hours_of
from parcours.geo.zones import zone_name
from parcours.hours.clock import DAY_MIN
from parcours.i18n.language import Language
from parcours.render.exports import about_leg, about_visit
from parcours.render.exports.ical_lines import folded, stamped, text, times, uri, zones
from parcours.render.words import ride_line as ride_words
from parcours.render.words.days import open_days_in_words
from parcours.render.words.modes import style_of
from parcours.render.words.proof import hours_known, sentence, time_of_day
from parcours.render.words.ride_obstacles import obstacle, unproved
from parcours.render.words.rides import offer
from parcours.trip.lived import lived
from parcours.trip.open_days import after_hours, shut
from parcours.trip.rides import DayPlan, Ride
from parcours.trip.trip import Leg, OpenDays, Trip, Visit

RIDE = "▸"


def render(trip: Trip, language: Language, page_url: str) -> str:
    """The calendar of a route, in one language."""
    code, default = language.code, trip.default_lang
    days = trip.open_days
    plan = plan_of(trip, days.next_start)
    told = told_of(trip, plan, language)
    trip = lived(trip, plan)
    caution = language.say("The first possible dates.") + " " + open_days_in_words(
        days, language).in_full if days.next_start else _an_example(language)
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//parcours//{code.upper()}",
        "CALSCALE:GREGORIAN", text("X-WR-CALNAME", trip.itinerary.title.in_lang(code, default)),
        text("X-WR-CALDESC", f"{trip.itinerary.summary.in_lang(code, default)}\n{caution}"),
        *zones(zone_name(visit.place.position) for visit in trip.visits)]
    stamp = stamped(days.first)
    first_day = (days.next_start or days.first).toordinal()
    page, of = uri(page_url), trip.itinerary.alliance
    for visit, start_min, end_min in schedule(trip):
        zone = zone_name(visit.place.position)
        if visit.leg is not None:
            midnight = start_min - visit.visit_min
            summary, about = told[f"trajet-{visit.number}"]
            lines += [
                "BEGIN:VEVENT",
                text("UID", f"{trip.id}-trajet-{visit.number}-{code}@{of}.parcours"), *stamp,
                *times(first_day, midnight + visit.leg.departure_min,
                       midnight + visit.leg.arrival_min, zone),
                text("SUMMARY", summary), text("DESCRIPTION", about), "END:VEVENT"]
        place, (summary, about) = visit.place, told[f"etape-{visit.number}"]
        lines += [
            "BEGIN:VEVENT", text("UID", f"{trip.id}-{visit.anchor}-{code}@{of}.parcours"), *stamp,
            *times(first_day, start_min, end_min, zone), text("SUMMARY", summary),
            text("LOCATION", f"{place.name.in_lang(code, default)}, {visit.commune}"),
            text("DESCRIPTION", about)]
        if not place.approximate:
            lines.append(f"GEO:{place.lat:.5f};{place.lon:.5f}")
        if page:
            lines.append(folded(f"URL:{page}#{visit.anchor}"))
        lines.append("END:VEVENT")
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def told_of(trip: Trip, plan: DayPlan | None,
            language: Language) -> dict[str, tuple[str, str]]:
    """What each event is called and what it tells on the days of a plan, or as the office plans
    the route: by ``trajet-2`` and ``etape-2``, since a page moves the file to another day."""
    days, default = trip.open_days, trip.default_lang
    rides = {ride.number: ride for ride in plan.rides} if plan else {}
    said_in_each = "" if days.next_start else f"\n{_an_example(language)}"
    perhaps = f"\n{said}" if plan and (said := _perhaps(plan, trip, language)) else ""
    later = {visit.number: day.number - 1 for day in trip.days for visit in day.visits}
    found: dict[str, tuple[str, str]] = {}
    for visit in lived(trip, plan).visits:
        name = visit.place.name.in_lang(language.code, default)
        if visit.leg is not None:
            summary, told = _travel(visit, visit.leg, name, language, default)
            found[f"trajet-{visit.number}"] = summary, told + _ride(
                rides.get(visit.number), trip, language) + perhaps + said_in_each
        hours = "".join(f"\n{said}" for said in _hours(
            visit, later[visit.number], days, language))
        found[f"etape-{visit.number}"] = _summary(visit, name, language), (
            about_visit(visit, language, default) + hours + said_in_each)
    return found


def _an_example(language: Language) -> str:
    return language.say(
        "No day is known on which the whole route is open: these dates are only an example.")


def plan_of(trip: Trip, start: date | None) -> DayPlan | None:
    """What timetables say for who sets out on a day."""
    return trip.timetables.on(start) if trip.timetables is not None and start is not None else None


def _perhaps(plan: DayPlan, trip: Trip, language: Language) -> str:
    """That timetables do not prove a plan on its days, and why; empty where they do."""
    if plan.obstacle is None:
        return unproved(plan, trip, language)
    return "" if plan.proved else language.say(
        "Perhaps not as planned, because {why}.", why=obstacle(plan.obstacle, trip, language))


def ride_line(ride: Ride, trip: Trip, language: Language) -> str:
    """What one takes on a leg, in one line, with how long that is proved."""
    line = ride_words.line(ride, trip, language)
    proved = language.say("timetables {offer}", offer=offer(trip.timetables, language)
                          ) if trip.timetables else ""
    return f"{RIDE} {line.times}{language.say(': ')}{line.said}; {line.more} ({proved})"


def _ride(ride: Ride | None, trip: Trip, language: Language) -> str:
    return "" if ride is None else f"\n{ride_line(ride, trip, language)}"


def schedule(trip: Trip) -> Iterator[tuple[Visit, int, int]]:
    """Each visit with its start and its end, in minutes since midnight of the first day.

    A night lasts until one sets out again; after the last day, until its hour of start.
    """
    end: tuple[Visit, int] | None = None
    for index, day in enumerate(trip.days):
        midnight = index * DAY_MIN
        for visit in day.visits:
            if end is not None:
                leaving = visit.leg.departure_min if visit.leg else visit.arrival_min
                yield (*end, midnight + leaving)
                end = None
            if visit.night:
                end = visit, midnight + visit.visit_min
            else:
                yield visit, midnight + visit.visit_min, midnight + visit.departure_min
    if end is not None:
        yield (*end, len(trip.days) * DAY_MIN + trip.itinerary.days[-1].start)


def _travel(visit: Visit, leg: Leg, to: str, language: Language, default: str) -> tuple[str, str]:
    mode = language.say(style_of(leg.by).label)
    told = about_leg(leg, language, default)
    if visit.arrival_level is Level.UNKNOWN:
        told += "\n" + language.say("Estimated: you arrive {time}.", time=time_of_day(
            visit.arrival_min, visit.arrival_level, language))
    return language.say("To {place}, {mode}", place=to, mode=mode), told


def _hours(visit: Visit, later: int, days: OpenDays, language: Language) -> Iterator[str]:
    """What the hours of a stop say of its visit, so many days ``later``, in words that hold on each
    day on which the route can begin: a page moves the file to another one."""
    laid_out, say = hours_of(visit.place, days.first), language.say
    if closed := shut(visit, later, days):
        yield say("Not open during the whole planned visit." if closed == days.starts else
                  "On some days not open during the whole planned visit.")
        if closed == days.starts:
            return
    if laid_out is None:
        if not visit.hours_certain:
            yield say("Its hours are not sure at that time: ask before you come.")
        elif visit.hours_level is not None:
            yield sentence(hours_known(visit.hours_level, language))
        return
    if late := after_hours(visit, later, days):
        yield say("By estimated times you arrive after its hours end: tell them first."
                  if visit.arrival_level is Level.UNKNOWN else
                  "You arrive after its hours end: tell them first." if late == days.starts else
                  "On some days you arrive after its hours end: tell them first.")
    stay = visit.visit_min + later * DAY_MIN, visit.departure_min + later * DAY_MIN
    if not laid_out.hours_named:
        yield say("Open that day, at hours we do not know: ask before you come.")
    elif not visit.hours_certain:
        yield say("On some days its hours are not sure at that time: ask before you come."
                  if days.starts & laid_out.surely_open(*stay) else
                  "Its hours are not sure at that time: ask before you come.")
    elif visit.hours_level is not None:
        yield sentence(hours_known(visit.hours_level, language))


def _summary(visit: Visit, name: str, language: Language) -> str:
    return language.say("{place}, {time} (estimate)", place=name, time=time_of_day(
        visit.visit_min, visit.time_level, language)) if (
            visit.time_level is Level.UNKNOWN) else name
