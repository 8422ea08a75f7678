"""One route: from its file to the computed trip, with every fault found on the way."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from parcours.checks import (
    check_itinerary,
    check_partial_itinerary,
    check_timetables,
    check_trip,
)
from parcours.checks.named import with_known_ids
from parcours.content.atlas import Atlas
from parcours.diagnostics.diagnostic import Diagnostic, Severity
from parcours.format.model import Itinerary
from parcours.format.parse import Parsed
from parcours.load.extracts import read_extract
from parcours.load.files import read_partly, with_excerpts
from parcours.timetable.instead import proved_instead
from parcours.timetable.join import with_timetables
from parcours.timetable.ladder import ladder
from parcours.timetable.vehicles import SERVED
from parcours.trip.derive import derive
from parcours.trip.other_way import OtherWay, other_way
from parcours.trip.trip import Trip


def read_trip(path: Path, atlas: Atlas) -> tuple[Trip | None, list[Diagnostic]]:
    """One route from its file to the computed trip.

    Where a field is wrong there is no trip, but the rules still look at the other fields, so that
    an editor is told everything at once.
    """
    partial = read_partly(path, Itinerary)
    faults = with_known_ids(partial.faults, atlas)
    if partial.parsed is None:
        return None, faults
    if partial.whole:
        return trip_of(partial.parsed, atlas)
    more = partial.sound(check_partial_itinerary(partial.parsed, atlas))
    return None, [*faults, *with_excerpts(more, partial.parsed.source)]


def trip_of(parsed: Parsed[Itinerary], atlas: Atlas) -> tuple[Trip | None, list[Diagnostic]]:
    """The journey of a parsed route with what timetables prove of it, or None when a fault keeps it
    from being computed."""
    trip, found = untimetabled(parsed, atlas)
    if trip is None:
        return None, found
    extract = read_extract(atlas.root, parsed.id)
    if isinstance(extract, Diagnostic):
        return trip, [*found, extract]
    if extract is not None:
        trip = replace(with_timetables(trip, atlas, extract),
                       trains_instead=proved_instead(trip, atlas, extract))
        found += with_excerpts(check_timetables(trip, parsed, atlas, extract), parsed.source)
    return replace(trip, ladder=ladder(trip, atlas, extract)), found


def other_way_of(trip: Trip, atlas: Atlas) -> OtherWay:
    """A route in its other direction, with what timetables prove of that: its extract holds both
    directions of each leg. One that cannot be read is told with the route itself."""
    back = other_way(trip, atlas)
    if trip.timetables is None and not any(leg.by in SERVED for leg in trip.legs):
        return back
    extract = read_extract(atlas.root, trip.id)
    if extract is None or isinstance(extract, Diagnostic):
        return back
    return replace(back, trip=with_timetables(back.trip, atlas, extract))


def untimetabled(parsed: Parsed[Itinerary],
                 atlas: Atlas) -> tuple[Trip | None, list[Diagnostic]]:
    """The same of the route alone, whatever extract lies beside it."""
    found = with_excerpts(check_itinerary(parsed, atlas), parsed.source)
    if any(fault.severity is Severity.ERROR for fault in found) or _stands_on_faulty(parsed, atlas):
        return None, found
    trip = derive(parsed.id, parsed.value, atlas)
    return trip, found + with_excerpts(check_trip(trip, parsed, atlas), parsed.source)


def _stands_on_faulty(parsed: Parsed[Itinerary], atlas: Atlas) -> bool:
    """Whether the route uses a place or commune whose own file holds errors, told there."""
    if parsed.value.alliance not in atlas.alliances:
        return True
    for day in parsed.value.days:
        for stop in day.stops:
            place = atlas.places.get(stop.place) if hasattr(stop, "place") else stop
            if place is None or atlas.side_of(place) is None:
                return True
            if stop.travel and any(via not in atlas.places for via in stop.travel.via):
                return True
    return False
