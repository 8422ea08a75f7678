"""One feed, read for the legs of some routes: stops, then stop times, then what these need.

The large table is passed once for the stops near the legs; every other table is read for the rows
that the first left. Memory follows what concerns the routes, not the size of the feed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import chain
from typing import TypeAlias
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from parcours.content.outside_text import one_line
from parcours.diagnostics.diagnostic import Words
from parcours.format.choices import Mode
from parcours.timetable import vehicles
from parcours.timetable.archive import FeedFiles
from parcours.timetable.changes import Changes, read_changes
from parcours.timetable.clock import WALL, ServiceDay
from parcours.timetable.dated_rides import Pair, Run, Timing, Vehicle, lay_out, leave_open
from parcours.timetable.departures import Doubt
from parcours.timetable.fault import BadFeed, short
from parcours.timetable.missed_stops import MissedStops
from parcours.timetable.onward import Onward, read_onward
from parcours.timetable.passing import Passing, read_passing
from parcours.timetable.runs import (
    Repeat,
    Ride,
    read_repeats,
    refuse_backwards,
    rides,
    seated,
)
from parcours.timetable.service_days import ServiceDays, read_service_days
from parcours.timetable.stop_times import Call, Calls, read_calls
from parcours.timetable.stops import (
    FAR_M,
    End,
    Halt,
    Wanted,
    named_halts,
    near_halts,
    read_stops,
)
from parcours.timetable.table import rows
from parcours.timetable.zones import groups, zones
from parcours.trip.rides import Caveat

MAX_PROPOSED = 4
_MOST_CARRIERS = 3
"""Named for a timetable: a region's file holds dozens."""
_ON_DEMAND = re.compile(
    r"\bTAD\b|\b[àa] la demande\b|\bsur r[ée]servation\b|\bon[ -]demand\b", re.I)
"""In the name of a route: nobody comes unless one has telephoned, whatever its calls say. In its
description, which may tell of another service, where they say nothing."""
_SCHOOL = re.compile(
    r"(?:^|[(\[–—:/|-]\s{0,3}|\b[a-z]{0,4}\d{1,5}[a-z]? )scolaires?\b"
    r"|\b(?:lignes?|circuits?|services?|cars?|bus|transports?|navettes?|dessertes?"
    r"|renforts?|doublages?) scolaires?\b", re.I)
"""A coach for pupils: after its number, in brackets, or as a kind of line; not one that goes to a
*groupe scolaire*, or that runs in a *période scolaire*."""
_ZONE = re.compile(r"(?:[A-Za-z0-9_+-]{1,20}(?:/[A-Za-z0-9_+-]{1,20}){0,2})?")
"""``Europe/Paris``; longer than any that there is."""


@dataclass(frozen=True, slots=True)
class Feed:
    """What one feed says of the legs that were asked about."""

    file: str
    publisher: str
    version: str
    first: date
    last: date
    pairs: Mapping[Wanted, Sequence[Pair]]
    proposed: Mapping[End, Sequence[Halt]]
    """For each end that names no stop, or is lost, the nearest that are served by the means of its
    legs."""
    found: frozenset[str]
    """The stop ids that places name and that this feed holds."""
    far: Mapping[End, Sequence[Halt]]
    """Named stops that are too far from their place to be meant."""
    routes: Mapping[str, str]
    """What a visitor calls each route, by its id."""
    changes: Changes = field(default_factory=Changes)
    """What it says of changing from one halt to another."""
    agencies: tuple[str, ...] = ()
    """All that it names."""
    carriers: Mapping[str, str] = field(default_factory=dict)
    """Who runs each route, by its id, where the feed says so."""
    missed: Mapping[End, Sequence[tuple[Halt, int]]] = field(default_factory=dict)
    """Stops beside those that an end names, with the runs of its legs that only call there."""
    lines: frozenset[str] = frozenset()
    """Every route that it has, wherever it runs, by its id and by its name."""

    def publisher_of(self, pairs: Iterable[Pair]) -> str:
        """Those who run what joins some halts, a few of them; else whose the feed is."""
        names = dict.fromkeys(name for pair in pairs for route in sorted(pair.on_routes)
                              if (name := self.carriers.get(route)))
        return ", ".join([*names][:_MOST_CARRIERS]) or self.publisher

    def near(self) -> Feed:
        """The same, which proves nothing by the stops that are too far from their place."""
        return replace(self, pairs={
            one: [pair for pair in pairs if pair.start not in self.far.get(one.start, ())
                  and pair.end not in self.far.get(one.end, ())]
            for one, pairs in self.pairs.items()})

    def span_of(self, pair: Pair) -> tuple[date, date]:
        """The first and the last date of which it speaks between two halts."""
        return pair.span or (self.first, self.last)


def read_feed(files: FeedFiles, wanted: Iterable[Wanted], today: date,
              lost: Collection[End] = ()) -> Feed:
    """Everything that a feed says of these legs; raises `BadFeed`.

    ``today`` bounds how far ahead a feed is believed; ``lost`` are ends whose stops no feed has, to
    which others are proposed: all that calls near them is read.
    """
    asked = list(dict.fromkeys(wanted))
    ends = list(dict.fromkeys(end for one in asked for end in (one.start, one.end)))
    stops = read_stops(files, ends, lost)
    named = {end: named_halts(end, stops) for end in ends}
    near = {end: near_halts(end, stops) for end in ends if not end.named or end in lost}
    zone = _zone(files)
    agencies, publisher, version = _publisher(files)
    repeats = read_repeats(files)
    platforms = {id for halts in (*named.values(), *near.values())
                 for halt in halts for id in halt.boards}
    positions = {id: stops[id].position for id in platforms}
    missed = MissedStops(asked, named, stops)
    calls = read_calls(files, platforms | missed.platforms, repeats, groups(files, positions),
                       zones(files, positions))
    passing = read_passing(files, positions, repeats)
    runs = _runs(files, calls, repeats, passing)
    onward = read_onward(files, {name: run.block for name, run in runs.items()}, repeats)
    types, names, doubts, by_word = _routes(files, {run.route for run in runs.values()})
    by_word = set() if files.has("booking_rules.txt") else by_word
    for run in runs.values():
        run.route_type, run.doubt = types[run.route], doubts.get(run.route)
    changes = read_changes(files, [halt for halts in named.values() for halt in halts], stops,
                           {run.name: run.route for run in runs.values()})
    days = read_service_days(files, {run.service for run in runs.values()}
                             | {run.service for run in onward.runs.values()}, today)
    pairs = _Pairs(asked, named)
    timing = Timing(zone, changes)
    served: dict[str, set[int]] = {}
    through: dict[str, list[Call]] = {}
    others: list[tuple[Pair, Run, list[Call], Mode]] = []
    for name, called in calls.runs():
        run = runs[name]
        if run.route in by_word and not any(call.pickup or call.drop_off for call in called):
            run.doubt = Doubt.BOOKED
        for call in called:
            served.setdefault(call.stop, set()).add(run.route_type)
        missed.look_at(run, called)
        if name in onward.runs or name in passing.runs:
            through[name] = called
        for by, pair in pairs.begun_by(called):
            if vehicles.serves(run.route_type, by):
                _lay_out_run(pair, run, called, by, days, timing, files)
            elif vehicles.is_untold(run.route_type):
                _lay_out_run(pair, replace(run, doubt=run.doubt or Doubt.KIND), called, by, days,
                             timing, files)
            elif vehicles.may_be(run.route_type, by):
                others.append((pair, replace(run, doubt=run.doubt or Doubt.KIND), called, by))
    for (by, pair), (first, last), ride, on, caveat in chain(
            _on_the_way(passing, runs, pairs, through, days),
            _as_another_run(onward, runs, pairs, through, days, zone)):
        lay_out(pair, ride, Vehicle(runs[first], runs[last], on, caveat), by, timing)
    bare = pairs.without_runs()
    for pair, run, called, by in others:
        if id(pair) in bare:
            _lay_out_run(pair, run, called, by, days, timing, files)
    _bound(files, pairs.all, days, today)
    for pair in pairs.all:
        pair.sort()
    return Feed(files.shown, publisher, version, days.first, days.last, pairs.between,
                {end: _proposed(end, halts, asked, served) for end, halts in near.items()},
                frozenset(id for end in ends for id in end.named if id in stops),
                _far(named), {id: names[id] for id in sorted(names)},
                changes, agencies, _carriers(files, names), missed.missed(), _lines(files))


class _Pairs:
    """The halts that the legs need, two by two, and the pairs that a run may serve."""

    def __init__(self, asked: Iterable[Wanted], named: Mapping[End, Sequence[Halt]]) -> None:
        """Every halt of the start of a leg, with every one of its end."""
        self.between = {one: [Pair(start, end) for start in named[one.start]
                              for end in named[one.end] if start.id != end.id] for one in asked}
        self._from_stop: dict[str, list[tuple[Mode, Pair]]] = {}
        for one, pairs in self.between.items():
            for pair in pairs:
                for stop in pair.start.boards:
                    self._from_stop.setdefault(stop, []).append((one.by, pair))

    @property
    def all(self) -> list[Pair]:
        """Every pair of every leg."""
        return [pair for pairs in self.between.values() for pair in pairs]

    def without_runs(self) -> set[int]:
        """The pairs of the legs, by their identity, that nothing serves by the means of the leg."""
        return {id(pair) for pairs in self.between.values()
                if not any(one.departures or one.often or one.left_out for one in pairs)
                for pair in pairs}

    def begun_by(self, called: Iterable[Call]) -> Iterable[tuple[Mode, Pair]]:
        """The pairs that begin where a run calls, each once, with the means of its leg."""
        return {id(pair): (by, pair) for call in called
                for by, pair in self._from_stop.get(call.stop, ())}.values()


def _lay_out_run(pair: Pair, run: Run, called: Sequence[Call], by: Mode, days: ServiceDays,
                 timing: Timing, files: FeedFiles) -> None:
    """Put every ride of a run from one halt to another on its dates."""
    before = pair.left_out.copy()
    found = list(rides(called, pair.start.boards, pair.end.boards))
    for ride in found:
        refuse_backwards(ride, files.file("stop_times.txt"))
        lay_out(pair, ride, Vehicle(run, run, days.by_service[run.service]), by, timing)
    if found:
        pair.undated += run.service in days.unknown
    for doubt in pair.left_out:  # runs are counted, however often one of them comes by
        pair.left_out[doubt] = min(pair.left_out[doubt], before[doubt] + 1)


_Special: TypeAlias = tuple[tuple[Mode, Pair], tuple[str, str], Ride, frozenset[date], Caveat]
"""For what, from the run that one boards to the one that one leaves, how, and on which days."""


def _on_the_way(passing: Passing, runs: Mapping[str, Run], pairs: _Pairs,
                through: Mapping[str, Sequence[Call]], days: ServiceDays) -> Iterator[_Special]:
    """Rides on runs that one may board or leave where they do not call."""
    for name in passing.runs:
        run = runs[name]
        for one, between in pairs.between.items():
            for pair in between if vehicles.serves(run.route_type, one.by) else ():
                ride = passing.ride(name, through.get(name, ()), pair.start.boards,
                                    pair.end.boards)
                if ride is not None:
                    yield ((one.by, pair), (name, name), ride, days.by_service[run.service],
                           Caveat.NONE)


def _as_another_run(onward: Onward, runs: Mapping[str, Run],
                    pairs: _Pairs, through: Mapping[str, Sequence[Call]],
                    days: ServiceDays, zone: ZoneInfo) -> Iterator[_Special]:
    """Rides on vehicles that go on as another run; as one of the next day, where clocks do not
    change in between."""
    for path, on in onward.paths(days.by_service):
        (first, _), (last, later) = path[0], path[-1]
        if first not in through or last not in through:
            continue
        for by, pair in pairs.begun_by(through[first]):
            if all(vehicles.serves(runs[one].route_type, by) for one in (first, last)):
                for ride in seated([[one.days_later(n) for one in through.get(name, ())]
                                    for name, n in path], pair.start.boards, pair.end.boards):
                    yield ((by, pair), (first, last), ride, frozenset(
                        day for day in on if ServiceDay(day, zone).is_whole) if later else on,
                        Caveat.STAY)


def _bound(files: FeedFiles, pairs: Sequence[Pair], days: ServiceDays, today: date) -> None:
    """Tell each pair the dates of which the agencies that join its halts speak; no longer than
    something is published of a line that joins them: what comes after its last day, nobody knows.
    Where another line goes on, that one is left open; if it was not over when it was read.
    """
    agency_of, line_of = dict[str, str](), dict[str, tuple[str, str]]()
    for _, (id, agency, short_name, long_name) in rows(
            files, "routes.txt", ("route_id",),
            ("agency_id", "route_short_name", "route_long_name")):
        agency_of[id] = agency
        # a line whose route is another from a date on has the name that it had
        line_of[id] = agency, one_line(short_name) or one_line(long_name) or id
    wanted = {agency_of.get(route, "") for pair in pairs for route in pair.on_routes}
    routes = {id for id, agency in agency_of.items() if agency in wanted}
    services: dict[str, set[str]] = {}
    of_line: dict[tuple[str, str], set[str]] = {}
    for _, (route, service) in rows(files, "trips.txt", ("route_id", "service_id"),
                                    where=("route_id", routes)):
        services.setdefault(agency_of.get(route, ""), set()).add(service)
        of_line.setdefault(line_of[route], set()).add(service)
    for pair in pairs:
        lines = {line_of[route] for route in pair.on_routes if route in line_of}
        spans = [(span[0], max((known[1] for line in lines if line[0] == agency and (
                     known := days.span_of(of_line.get(line, ())))), default=span[1]))
                 for agency in {agency for agency, _ in lines}
                 if (span := days.span_of(services.get(agency, ())))]
        if spans:  # of a day of which only one of two speaks, nobody knows all departures
            both = max(first for first, _ in spans), min(last for _, last in spans)
            span = both if both[0] <= both[1] else max(spans, key=lambda one: one[1])
            pair.span = span if span != (days.first, days.last) else None
            ends = {line: known[1] for line in lines
                    if (known := days.span_of(of_line.get(line, ())))}
            pair.lines_end = {name: last for (_, name), last in ends.items()
                              if today <= last < span[1]}
            for last in pair.lines_end.values():
                leave_open(pair, (last + timedelta(days=n + 1) for n in range(
                    (span[1] - last).days)))


def _runs(files: FeedFiles, calls: Calls, repeats: Mapping[str, list[Repeat]],
          passing: Passing) -> dict[str, Run]:
    """Route and service of each run that calls at a wanted stop, or may be boarded there."""
    runs = {run: Run(run, route, service, repeats.get(run, ()), calls.base.get(run, (0, 0))[1],
                      block=block)
            for _, (run, route, service, block) in rows(
                files, "trips.txt", ("trip_id", "route_id", "service_id"), ("block_id",),
                where=("trip_id", calls.run_numbers.keys() | passing.runs.keys()))}
    for name in calls.run_numbers:
        if name not in runs:
            raise BadFeed(files.file("trips.txt"), Words(
                f"il manque la course « {short(name)} », que nomme stop_times.txt",
                f"the run '{short(name)}', which stop_times.txt names, is missing"))
    return runs


def _routes(files: FeedFiles, ids: set[str],
            ) -> tuple[dict[str, int], dict[str, str], dict[str, Doubt], set[str]]:
    """The type and the name of each of these routes; why some of them are not counted; and those
    that must be booked by a word of their description alone."""
    types: dict[str, int] = {}
    names: dict[str, str] = {}
    doubts: dict[str, Doubt] = {}
    by_word: set[str] = set()
    for line, (id, typed, short_name, long_name, about) in rows(
            files, "routes.txt", ("route_id", "route_type"),
            ("route_short_name", "route_long_name", "route_desc"), where=("route_id", ids)):
        if not (typed.isascii() and typed.isdigit() and len(typed) < 5):
            raise BadFeed(files.file("routes.txt"), Words(
                f"« {short(typed)} » n’est pas un genre de ligne",
                f"'{short(typed)}' is no kind of route"), line=line)
        types[id], names[id] = int(typed), one_line(short_name) or one_line(long_name)
        if types[id] in vehicles.ON_DEMAND or _ON_DEMAND.search(f"{short_name} {long_name}"):
            doubts[id] = Doubt.BOOKED
        elif types[id] == vehicles.SCHOOL or any(
                map(_SCHOOL.search, (short_name, long_name, about))):
            doubts[id] = Doubt.SCHOOL
        elif _ON_DEMAND.search(about):
            by_word.add(id)
    for id in ids - types.keys():
        raise BadFeed(files.file("routes.txt"), Words(
            f"il manque la ligne « {short(id)} », que nomme trips.txt",
            f"the route '{short(id)}', which trips.txt names, is missing"))
    return types, names, doubts, by_word


def _lines(files: FeedFiles) -> frozenset[str]:
    """The ids and the names of all its routes."""
    return frozenset(
        word for _, (id, short_name, long_name) in rows(
            files, "routes.txt", ("route_id",), ("route_short_name", "route_long_name"))
        for word in (id, one_line(short_name) or one_line(long_name)) if word)


def _zone(files: FeedFiles) -> ZoneInfo:
    """The zone in which all times of the feed are; ``stop_timezone`` never changes them."""
    named = {zone for _, (zone,) in rows(files, "agency.txt", ("agency_timezone",))}
    name = next(iter(named), "")
    if len(named) > 1:
        raise BadFeed(files.file("agency.txt"), Words(
            "les exploitants n’ont pas le même fuseau horaire",
            "the agencies are not in one time zone"))
    try:
        if not _ZONE.fullmatch(name):  # looked for among files and modules, whatever it is
            raise ZoneInfoNotFoundError(short(name))
        return ZoneInfo(name) if name else WALL
    except (ZoneInfoNotFoundError, ValueError, OSError) as failure:
        raise BadFeed(files.file("agency.txt"), Words(
            f"« {short(name)} » n’est pas un fuseau horaire", f"'{short(name)}' is no time zone"),
        ) from failure


def _publisher(files: FeedFiles) -> tuple[tuple[str, ...], str, str]:
    """The agencies of the feed, whose it is, and which version it is, as far as it says."""
    agencies = [shown for _, (name,) in rows(files, "agency.txt", (), ("agency_name",))
                if (shown := one_line(name))]
    publisher = version = ""
    if files.has("feed_info.txt"):
        for _, told in rows(files, "feed_info.txt", (), ("feed_publisher_name", "feed_version")):
            publisher, version = map(one_line, told)
    names = tuple(dict.fromkeys(agencies))
    return names, ", ".join(names[:_MOST_CARRIERS]) or publisher, version


def _carriers(files: FeedFiles, routes: Collection[str]) -> dict[str, str]:
    """Who runs each of these routes; of a feed of one agency, its routes need not name it."""
    agencies = {id: one_line(name) for _, (id, name) in rows(
        files, "agency.txt", (), ("agency_id", "agency_name"))}
    only = next(iter(agencies.values())) if len(agencies) == 1 else ""
    return {id: name for _, (id, agency) in rows(
        files, "routes.txt", ("route_id",), ("agency_id",), where=("route_id", routes))
            if id in routes and (name := agencies.get(agency, only))}


def _proposed(end: End, halts: Sequence[Halt], asked: Sequence[Wanted],
              served: Mapping[str, set[int]]) -> list[Halt]:
    means = {one.by for one in asked if end in (one.start, one.end)}
    return [halt for halt in halts if any(
        vehicles.serves(kind, by) for id in halt.boards for kind in served.get(id, ())
        for by in means)][:MAX_PROPOSED]


def _far(named: Mapping[End, Sequence[Halt]]) -> dict[End, list[Halt]]:
    found = {end: [halt for halt in halts if (halt.metres_from(end.position) or 0) > FAR_M]
             for end, halts in named.items()}
    return {end: halts for end, halts in found.items() if halts}

