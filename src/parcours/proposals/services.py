"""What runs between the stops of places: of feeds that are given, else of the site's own extracts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import permutations
from pathlib import Path

from parcours.content.atlas import Atlas
from parcours.diagnostics.diagnostic import TYPED, Diagnostic, Words, error
from parcours.editing.timetables import source_of
from parcours.format.choices import Mode
from parcours.load.extracts import read_extract
from parcours.load.files import shown
from parcours.proposals.wish import RIDDEN, Wish
from parcours.timetable import extract_writer
from parcours.timetable.archive import open_feed
from parcours.timetable.departures import Departure
from parcours.timetable.extract import FOLDER, Extract
from parcours.timetable.fault import BadFeed
from parcours.timetable.feed import Feed, read_feed
from parcours.timetable.legs import ServiceLeg
from parcours.timetable.proof import walk_min
from parcours.timetable.stops import End, Wanted
from parcours.trip.rides import FeedSource


@dataclass(frozen=True)
class Service:
    """The departures from one place to another by one means, between two of their stops."""

    start: str
    end: str
    by: Mode
    """What an itinerary names: a coach may stand in for a train."""
    from_stop: str
    to_stop: str
    departures: Mapping[date, Sequence[Departure]]
    first: date
    last: date
    """Of the dates for which the timetable speaks."""
    walk_to_min: int = 0
    """Minutes on foot from the place to its stop, where it is not at hand."""
    walk_from_min: int = 0

    @cached_property
    def lines(self) -> frozenset[str]:
        """The lines that it runs on, by their ids."""
        return frozenset(one.route for day in self.departures.values() for one in day)


@dataclass(frozen=True, slots=True)
class Timetables:
    """All that was read, and from what."""

    services: tuple[Service, ...]
    feeds: tuple[tuple[Path, Feed, FeedSource], ...] = ()
    texts: tuple[str, ...] = ()
    """The extracts of the site's routes, where no feed was given."""

    def cover(self, day: date) -> bool:
        """Whether any timetable speaks for a day."""
        return any(one.first <= day <= one.last for one in self.services)

    @property
    def span(self) -> tuple[date, date]:
        """The first and the last day of which any speaks."""
        return (min(one.first for one in self.services), max(one.last for one in self.services))

    def on(self, day: date) -> Iterator[tuple[Service, Departure]]:
        """Every departure of a day, for each two stops of the newest timetable of its lines."""
        speaking: dict[tuple[str, str, Mode, str, str], list[Service]] = {}
        for one in self.services:
            if one.first <= day <= one.last:
                key = one.start, one.end, one.by, one.from_stop, one.to_stop
                speaking.setdefault(key, []).append(one)
        for together in speaking.values():
            newest: list[Service] = []
            for one in sorted(together, key=lambda one: one.first, reverse=True):
                if not any(one.lines & newer.lines for newer in newest):
                    newest.append(one)
            for service in newest:
                for departure in service.departures.get(day, ()):
                    yield service, departure

    def extract(self, id: str, made_on: date, legs: Sequence[ServiceLeg]) -> str:
        """What to keep beside a draft of that id; empty where it rides on nothing known."""
        if self.feeds:
            return extract_writer.written(id, made_on, legs, [
                (feed, source) for _, feed, source in self.feeds]) or ""
        return extract_writer.joined(id, made_on, legs, self.texts) or ""


def read_timetables(paths: Sequence[Path], wish: Wish,
                    atlas: Atlas) -> Timetables | list[Diagnostic]:
    """What the feeds say between all places that name stops, by the means asked for; with no feed,
    what the extracts beside the site's routes say."""
    means = [mode for mode in RIDDEN if mode in wish.by]
    if not means:
        return Timetables(())
    read = _of_feeds(paths, means, atlas) if paths else _of_the_site(means, atlas)
    if isinstance(read, list) or read.services:
        return read
    return [error("bad-wish", TYPED, Words(
        "--by : aucun horaire n’est connu entre les arrêts des lieux",
        "--by: no timetable is known between the stops of the places"), Words(
        "donnez un jeu d’horaires (--timetable FICHIER.zip), nommez les arrêts des lieux "
        "(refs: gtfs), ou demandez --by walk",
        "give a feed (--timetable FILE.zip), name the stops of the places (refs: gtfs), or ask "
        "for --by walk"))]


def _of_feeds(paths: Sequence[Path], means: Sequence[Mode],
              atlas: Atlas) -> Timetables | list[Diagnostic]:
    ends = {id: End(place.position, place.gtfs_stops)
            for id, place in sorted(atlas.places.items()) if place.gtfs_stops}
    asked = {(a, b, by): Wanted(ends[a], ends[b], by)
             for a, b in permutations(ends, 2) for by in means}
    feeds: list[tuple[Path, Feed, FeedSource]] = []
    found: list[Diagnostic] = []
    for path in paths:
        try:
            feed = read_feed(open_feed(path, shown(path)), asked.values(), atlas.today).near()
            feeds.append((path, feed, source_of(path, feed, atlas.site)))
        except BadFeed as bad:
            found.append(bad.diagnostic)
    if found:
        return found
    return Timetables(tuple(
        Service(a, b, by, pair.start.id, pair.end.id, pair.departures, feed.first, feed.last,
                walk_min(pair.start.metres_from(wanted.start.position)),
                walk_min(pair.end.metres_from(wanted.end.position)))
        for _, feed, _ in feeds for (a, b, by), wanted in asked.items()
        for pair in feed.pairs.get(wanted, ())), tuple(feeds))


def _of_the_site(means: Sequence[Mode], atlas: Atlas) -> Timetables:
    texts: list[str] = []
    services: dict[tuple[str, str, str, str, str, FeedSource], Service] = {}
    folder = atlas.root / FOLDER
    for path in sorted(folder.glob("*.json")) if folder.is_dir() else ():
        extract = read_extract(atlas.root, path.stem)
        if not isinstance(extract, Extract):
            continue  # `check` tells why it cannot be read
        texts.append(path.read_text("utf-8"))
        for (start, end, by), pairs in extract.pairs.items():
            if by not in means or not {start, end} <= atlas.places.keys():
                continue
            named = atlas.places[start].gtfs_stops, atlas.places[end].gtfs_stops
            for pair in pairs:
                if pair.named == named and all(named):
                    services.setdefault(
                        (start, end, by, pair.start.id, pair.end.id, pair.feed),
                        Service(start, end, Mode(by), pair.start.id, pair.end.id, pair.departures,
                                pair.feed.first, pair.feed.last, walk_min(pair.start.metres),
                                walk_min(pair.end.metres)))
    return Timetables(tuple(services.values()), texts=tuple(texts))
