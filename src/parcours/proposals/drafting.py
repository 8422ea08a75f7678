"""From a plan to a draft: its file, played by the timetable as the site will play it, then replayed
by the checker. A draft with one fault is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from parcours.checks import check_timetables
from parcours.content.atlas import Atlas
from parcours.diagnostics.diagnostic import Diagnostic, Lang, Words, has_errors
from parcours.format.choices import Meal
from parcours.format.model import Itinerary
from parcours.format.parse import Parsed, parse
from parcours.hours.calendar import HORIZON_DAYS
from parcours.hours.day_set import DaySet
from parcours.load.files import shown
from parcours.load.route import untimetabled
from parcours.planning.plan import Plan, Status
from parcours.proposals import checker
from parcours.proposals.candidates import Candidate
from parcours.proposals.draft import Boarded, Draft, LeftOut, Surety, Told
from parcours.proposals.rows import ExtractRows, Rows
from parcours.proposals.sequence import Day, days_of
from parcours.proposals.services import Timetables
from parcours.proposals.text import itinerary_text
from parcours.proposals.wish import PLATFORM_MIN, Wish
from parcours.source.read import Source, read_text
from parcours.timetable import extract_reader
from parcours.timetable.extract import Extract
from parcours.timetable.join import with_timetables
from parcours.timetable.legs import service_legs
from parcours.timetable.plan import legs_on, plan_on
from parcours.trip.rides import DayPlan, Ride
from parcours.trip.trip import Trip

_WEEK = 7
_SURETY = {Status.BEST: Surety.BEST, Status.INTERRUPTED: Surety.INTERRUPTED,
           Status.OTHER: Surety.OTHER}


@dataclass(frozen=True, slots=True)
class Asking:
    """All that a draft is made from, beside its plan."""

    wish: Wish
    alliance: str
    atlas: Atlas
    timetables: Timetables
    lang: Lang
    rows: Rows | None
    """The rows of the feeds that were given; None where each draft is judged by what is kept beside
    it."""

    def same_weekday(self, on: date) -> list[date]:
        """The coming dates of one weekday, as far as days are computed."""
        today = self.atlas.today
        return [today + timedelta(n) for n in range((on - today).days % _WEEK, HORIZON_DAYS, _WEEK)]


@dataclass(frozen=True, slots=True)
class Refused:
    """A plan of which no sound draft came, with all that is wrong with it."""

    plan: Plan
    faults: tuple[Words, ...]


def drafted(plan: Plan, id: str, on: date, found: Mapping[str, Candidate],
            left_out: Sequence[LeftOut], asking: Asking) -> Draft | Refused:
    """The draft of a plan, or what the check or the checker has against it."""
    wish, atlas = asking.wish, asking.atlas
    days = days_of(plan)
    for timed in (False, True):  # by our estimates of trains a door may be missed that is not
        parsed, known = _sound(days, id, on, found, asking, timed=timed)
        if not isinstance(known, list) and known.trip.open_days.guess is None:
            break
    if isinstance(known, list) or not isinstance(parsed, Parsed):
        return Refused(plan, _words(known if isinstance(known, list) else ()))
    trip, extract, text = known.trip, known.extract, parsed.source.text
    lived = plan_on(trip, atlas, legs_on(trip, known.read, on), on, DaySet.of(on, [on]))
    if lived.obstacle is not None:
        at = trip.visits[lived.obstacle.number - 1].place_id
        return Refused(plan, (Words(f"{at} : le plan écrit n’est pas tenu",
                                    f"{at}: the plan as written is not kept"),))
    stops = tuple(_told(trip, lived, days))
    rows = asking.rows or ExtractRows(extract or '{"legs": []}')
    if faults := tuple(checker.faults(parsed.value, stops, on, wish, atlas, rows)):
        return Refused(plan, faults)
    return Draft(
        id, on, text, extract, tuple(day.start for day in parsed.value.days), stops,
        _SURETY.get(plan.status, Surety.FOUND), plan.score, _sides(stops, asking),
        _idle_min(stops), _boarded(lived.last_back), tuple(left_out),
        tuple(_also(parsed.value, stops, on, rows, asking)), lived.unsure)


def _sound(days: Sequence[Day], id: str, on: date, found: Mapping[str, Candidate],
           asking: Asking, *, timed: bool) -> tuple[
               Parsed[Itinerary] | list[Diagnostic], _Known | list[Diagnostic]]:
    """The file of some days and what is computed of it, or the errors of either."""
    weekdays: tuple[int, ...] = ()
    while True:
        parsed = _parsed(id, itinerary_text(
            days, on, asking.wish, asking.alliance, found, asking.atlas, asking.lang, weekdays,
            timed=timed), asking.atlas)
        known = _known(parsed, asking) if isinstance(parsed, Parsed) else parsed
        if isinstance(known, list) or weekdays or not 0 < len(known.weekdays) < _WEEK:
            return parsed, known
        weekdays = known.weekdays  # its summary then names them


@dataclass(frozen=True, slots=True)
class _Known:
    """A file that the check has nothing against, computed."""

    trip: Trip
    extract: str
    read: Extract | None
    weekdays: tuple[int, ...]
    """On which one can set out, on some coming day."""


def _parsed(id: str, text: str, atlas: Atlas) -> Parsed[Itinerary] | list[Diagnostic]:
    source = read_text(text, shown(atlas.root / f"{id}.yml"))
    return parse(source, Itinerary, id) if isinstance(source, Source) else source


def _known(parsed: Parsed[Itinerary], asking: Asking) -> _Known | list[Diagnostic]:
    """What the site computes of a file and of what timetables prove of it, or its errors."""
    atlas = asking.atlas
    trip, told = untimetabled(parsed, atlas)
    if trip is None:
        return told
    text = asking.timetables.extract(parsed.id, atlas.today, list(service_legs(trip)))
    read = extract_reader.read(text, parsed.id) if text else None
    timed = with_timetables(trip, atlas, read)
    if read is not None:
        told += check_timetables(timed, parsed, atlas, read)
    return told if has_errors(told) else _Known(
        trip, text, read, tuple(timed.open_days.starts.weekdays))


def _words(found: Sequence[Diagnostic]) -> tuple[Words, ...]:
    return tuple(fault.message for fault in found if has_errors([fault]))


def _told(trip: Trip, lived: DayPlan, days: Sequence[Day]) -> Iterator[Told]:
    """Every stop as the site tells it, with what only the plan knows: what is passed, and when one
    eats."""
    rides = {ride.number: ride for ride in lived.rides}
    planned = [(n, stop) for n, day in enumerate(days)
               for stop in (day.stops[1:] if n else day.stops)]
    for visit, times, (n, stop) in zip(trip.visits, lived.times, planned, strict=True):
        ride = rides.get(visit.number)
        yield Told(
            n, visit.place_id, times.arrives_min, times.begins_min,
            times.begins_min if visit.night else times.leaves_min,
            ride.by if ride else stop.by, _boarded(ride), stop.via,
            Meal.LUNCH if stop.eats_min is not None else None, stop.eats_min, visit.night)


def _boarded(ride: Ride | None) -> Boarded | None:
    return None if ride is None else Boarded(
        ride.leaves_min, ride.arrives_min, ride.by, ride.line, ride.start.id, ride.end.id,
        ride.next_min, not (ride.every_min or ride.others_later), ride.caveats, ride.next_about,
        ride.clocks_min, ride.next_from, ride.walk_to_min, ride.walk_from_min)


def _sides(stops: Sequence[Told], asking: Asking) -> dict[str, int]:
    atlas = asking.atlas
    minutes = dict.fromkeys(atlas.alliances[asking.alliance].territories, 0)
    for told in stops:
        side = atlas.communes[atlas.places[told.place].commune].territory
        minutes[side] = minutes.get(side, 0) + checker.visit_min(told, asking.wish, atlas)
    return minutes


def _idle_min(stops: Sequence[Told]) -> int:
    """Minutes at platforms and before doors."""
    idle = sum(told.begins_min - told.arrives_min for told in stops)
    for before, after in pairwise(stops):
        if after.ride is not None and before.day == after.day:
            idle += after.ride.leaves_min - before.leaves_min
            idle += min(PLATFORM_MIN, before.leaves_min - before.begins_min)
    return idle


def _also(itinerary: Itinerary, stops: Sequence[Told], on: date, rows: Rows,
          asking: Asking) -> Iterator[date]:
    """The other dates, of those asked for or of the same weekday, on which every minute holds."""
    wish = asking.wish
    asked = wish.dates if len(wish.dates) > 1 else asking.same_weekday(on)
    for day in asked:
        if day != on and not any(checker.faults(itinerary, stops, day, wish, asking.atlas, rows)):
            yield day
