"""``parcours timetable``: feeds and routes to extracts, with what an editor should know of them.

All extracts are made before any is written, and none is where a feed is at fault.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from parcours.content.atlas import Atlas
from parcours.diagnostics.diagnostic import Diagnostic, Severity, Span, Words, error, warning
from parcours.editing.new_files import in_the_way
from parcours.editing.timetable_advice import advice
from parcours.format import model
from parcours.format.model import Itinerary
from parcours.format.parse import Parsed
from parcours.load.extracts import read_extract
from parcours.load.files import read_one, shown
from parcours.load.route import untimetabled
from parcours.load.shared import Shared, read_shared
from parcours.suggest.likely import slug_of
from parcours.timetable import extract_writer
from parcours.timetable.answer import Answer, answer
from parcours.timetable.archive import open_feed
from parcours.timetable.extract import FOLDER
from parcours.timetable.fault import BadFeed
from parcours.timetable.feed import Feed, read_feed
from parcours.timetable.instead import trains_instead
from parcours.timetable.legs import ServiceLeg, service_legs
from parcours.timetable.stops import Wanted
from parcours.timetable.vehicles import SERVED
from parcours.trip.derive import derive
from parcours.trip.rides import FeedSource


@dataclass(frozen=True, slots=True)
class Route:
    """A route that rides on services, or may, with the file that says so."""

    parsed: Parsed[Itinerary]
    legs: tuple[ServiceLeg, ...]
    instead: tuple[ServiceLeg, ...] = ()
    """Trains that may run where it goes by car."""

    @property
    def asked(self) -> tuple[ServiceLeg, ...]:
        """Its legs, then those that only who goes round it the other way rides, then the trains
        that one may take instead of a car; each once."""
        found = [*self.legs]
        for leg in (*(leg.other_way for leg in self.legs), *self.instead):
            if leg.ends not in {one.ends for one in found}:
                found.append(leg)
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Made:
    """The extracts to write, below the content folder, and everything that was noticed."""

    files: dict[str, str]
    diagnostics: tuple[Diagnostic, ...]
    routes: int
    """How many routes ride on services."""


def make(folder: Path, feeds: Sequence[Path], today: date) -> Made:
    """The extract of every route whose stops the feeds join; no file where something is at fault.
    """
    shared = read_shared(folder, today)
    routes, found = _routes(shared)
    if found:
        return Made({}, tuple(found), len(routes))
    wanted = [leg.wanted for route in routes for leg in route.asked]
    known: list[tuple[Feed, FeedSource]] = []
    for path in feeds:
        try:
            feed = read_feed(open_feed(path, shown(path)), wanted, today).near()
            known.append((feed, source_of(path, feed, shared.atlas.site)))
        except BadFeed as bad:
            found.append(bad.diagnostic)
    if found:
        return Made({}, tuple(found), len(routes))
    known = _with_proposals(known, feeds, wanted, today)
    files: dict[str, str] = {}
    for route in routes:
        text = extract_writer.written(route.parsed.id, today, [
            leg for leg in route.asked if leg in route.legs or _runs(leg, known)], known)
        if text is not None:
            files[f"{FOLDER}/{route.parsed.id}.json"] = text
        elif (folder / FOLDER / f"{route.parsed.id}.json").is_file():
            found.append(_left_as_it_was(route.parsed))
        found += advice(route.parsed, route.legs, known, shared.atlas)
    return Made(files, tuple(dict.fromkeys(found)), len(routes))


def _with_proposals(known: Sequence[tuple[Feed, FeedSource]], feeds: Sequence[Path],
                    wanted: Sequence[Wanted], today: date) -> list[tuple[Feed, FeedSource]]:
    """The same with stops to propose where all that a place names are in no feed: a newer one may
    have renamed them. Feeds are read again for these alone: most places are in one of several."""
    held = {id for feed, _ in known for id in feed.found}
    lost = {end for one in wanted for end in (one.start, one.end)
            if end.named and held.isdisjoint(end.named)}
    if not lost:
        return [*known]
    near = [one for one in wanted if not lost.isdisjoint((one.start, one.end))]
    told: list[tuple[Feed, FeedSource]] = []
    for path, (feed, source) in zip(feeds, known, strict=True):
        try:
            again = read_feed(open_feed(path, shown(path)), near, today, lost)
        except BadFeed:  # at a stop nearby that no route asks about
            again = feed
        told.append((replace(feed, proposed={**feed.proposed, **again.proposed}), source))
    return told


def _left_as_it_was(parsed: Parsed[Itinerary]) -> Diagnostic:
    """That a route goes on with its former extract."""
    return warning("stale-timetable", parsed.source.key_span(("title",)), Words(
        "l’ancien extrait de ce parcours reste tel quel : ces horaires ne joignent les arrêts "
        "d’aucun de ses trajets",
        "the former extract of this route stays as it was: these timetables join the stops of none "
        "of its legs"), Words(
        "donnez tous les horaires à la fois, ou vérifiez les arrêts que nomment ses lieux",
        "give all timetables at once, or check the stops that its places name"))


def _runs(leg: ServiceLeg, known: Sequence[tuple[Feed, FeedSource]]) -> bool:
    """Whether a feed has a departure of a leg, fixed or not."""
    return any(any(pair.departures.values()) or any(pair.often.values())
               for feed, _ in known for pair in feed.pairs.get(leg.wanted, ()))


def _routes(shared: Shared) -> tuple[list[Route], list[Diagnostic]]:
    """The routes with a leg that a feed can tell of, and the errors that keep any from being read.
    """
    found = in_the_way(shared)
    routes: list[Route] = []
    for path in shared.itinerary_paths if not found else ():
        parsed = read_one(path, Itinerary)
        trip, faults = (untimetabled(parsed, shared.atlas) if isinstance(parsed, Parsed)
                        else (None, parsed))
        found += [fault for fault in faults if fault.severity is Severity.ERROR]
        if isinstance(parsed, Parsed) and trip is not None:
            legs = tuple(leg for leg in service_legs(trip) if leg.by in SERVED)
            instead = tuple(trains_instead(trip, shared.atlas))
            if legs or instead:
                routes.append(Route(parsed, legs, instead))
    if any(fault.severity is Severity.ERROR for fault in shared.diagnostics):
        found += [fault for fault in shared.diagnostics
                  if fault.severity is Severity.ERROR and fault not in found]
    return routes, found


def source_of(path: Path, feed: Feed, site: model.Site) -> FeedSource:
    """Whose the feed is: as ``site.yml`` tells it for a file of that name."""
    name = path.name.removesuffix(".zip")
    told = next((one for one in site.feeds if name in (
        one.name.removesuffix(".zip"), one.address.rpartition("/")[2].removesuffix(".zip"))
        or slug_of(name) == slug_of(one.name)), None)
    return FeedSource(
        path.name, feed.publisher, feed.version, told.address if told else "",
        told.licence if told else "", feed.first, feed.last, feed.agencies)


def show(folder: Path, id: str, on: date, today: date) -> Answer | list[Diagnostic]:
    """Whether a route can be done on a day, from its extract; the faults in its way otherwise."""
    shared = read_shared(folder, today)
    path = folder / f"{id}.yml"
    if path not in shared.itinerary_paths:
        return in_the_way(shared) or [error("unknown-route", Span(shown(folder)), Words(
            f"il n’y a pas d’itinéraire « {id[:80]} »", f"there is no itinerary '{id[:80]}'"))]
    parsed = read_one(path, Itinerary)
    if not isinstance(parsed, Parsed):
        return parsed
    trip, faults = untimetabled(parsed, shared.atlas)
    if trip is None:
        return [fault for fault in (*faults, *shared.diagnostics)
                if fault.severity is Severity.ERROR]
    extract = read_extract(folder, id)
    if isinstance(extract, Diagnostic):
        return [extract]
    atlas: Atlas = replace(shared.atlas, today=on)
    return answer(derive(parsed.id, parsed.value, atlas), atlas, extract)
