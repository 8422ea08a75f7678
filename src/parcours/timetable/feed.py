"""One feed, read for the legs of some routes: stops, then stop times, then what these need.

The large table is passed once for the stops near the legs; every other table is read for the rows
that the first left. Memory follows what concerns the routes, not the size of the feed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from parcours.content.outside_text import one_line
from parcours.diagnostics.diagnostic import Words
from parcours.format.choices import Mode
from parcours.timetable import vehicles
from parcours.timetable.archive import FeedFiles
from parcours.timetable.changes import Changes, read_changes, tags
from parcours.timetable.clock import DAY_MIN, WALL, ServiceDay
from parcours.timetable.departures import ANY_TIME, Departure, Doubt, Often
from parcours.timetable.fault import BadFeed, short
from parcours.timetable.onward import read_onward
from parcours.timetable.runs import (
    Repeat,
    Ride,
    read_repeats,
    refuse_backwards,
    rides,
    seated,
)
from parcours.timetable.service_days import ServiceDays, read_service_days
from parcours.timetable.stop_times import UNTIMED, Call, Calls, read_calls
from parcours.timetable.stops import FAR_M, End, Halt, named_halts, near_halts, read_stops
from parcours.timetable.table import rows
from parcours.timetable.zones import groups, zones
from parcours.trip.rides import Caveat

MAX_PROPOSED = 4
_ON_DEMAND = re.compile(
    r"\bTAD\b|\b[àa] la demande\b|\bsur r[ée]servation\b|\bon[ -]demand\b", re.I)
"""In the name of a route: nobody comes unless one has telephoned, whatever its calls say."""
_SCHOOL = re.compile(
    r"^scolaires?\b|\b(?:lignes?|circuits?|services?|cars?|bus|transports?|navettes?|dessertes?"
    r"|renforts?|doublages?) scolaires?\b", re.I)
"""A coach for pupils; not one that goes to a *groupe scolaire*."""
_ZONE = re.compile(r"(?:[A-Za-z0-9_+-]{1,20}(?:/[A-Za-z0-9_+-]{1,20}){0,2})?")
"""``Europe/Paris``; longer than any that there is."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of a feed: is there a service by this means between these ends?"""

    start: End
    end: End
    by: Mode


@dataclass(slots=True)
class Pair:
    """Two halts that some leg needs, and what runs from one to the other."""

    start: Halt
    end: Halt
    departures: dict[date, list[Departure]] = field(default_factory=dict)
    """By the date on which one boards; a date without any is not there."""
    often: dict[date, list[Often]] = field(default_factory=dict)
    doubts: dict[date, dict[Doubt, int]] = field(default_factory=dict)
    """What is left out on each date, and until when the last of it may leave."""
    untimed: int = 0
    """Runs left out because the feed gives no time at one of the two."""
    on_request: int = 0
    """Runs left out because one must telephone first."""
    for_pupils: int = 0
    """Runs left out because they are there for pupils."""
    undated: int = 0
    """Runs of which no calendar of the feed speaks: they never run, and somebody may have lost
    one."""
    on_routes: set[str] = field(default_factory=set)
    """The routes that join the two, whatever the day."""
    span: tuple[date, date] | None = None
    """The dates of which who runs them speaks, where that is less than all of the feed: one file
    may hold the networks of a whole region, each known until a day of its own."""


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
    """For each end that names no stop, the nearest that are served by the means of its legs."""
    found: frozenset[str]
    """The stop ids that places name and that this feed holds."""
    far: Mapping[End, Sequence[Halt]]
    """Named stops that are far from their place."""
    routes: Mapping[str, str]
    """What a visitor calls each route, by its id."""
    changes: Changes = field(default_factory=Changes)
    """What it says of changing from one halt to another."""

    def span_of(self, pair: Pair) -> tuple[date, date]:
        """The first and the last date of which it speaks between two halts."""
        return pair.span or (self.first, self.last)


@dataclass(slots=True)
class _Run:
    """What a run is: its route, its service, and how it is repeated."""

    name: str
    route: str
    service: str
    repeats: Sequence[Repeat] = ()
    base: int = 0
    doubt: Doubt | None = None
    """Why none of it is counted, whatever its calls say."""
    block: str = ""


def read_feed(files: FeedFiles, wanted: Iterable[Wanted], today: date) -> Feed:
    """Everything that a feed says of these legs; raises `BadFeed`.

    ``today`` bounds how far ahead a feed is believed.
    """
    asked = list(dict.fromkeys(wanted))
    ends = list(dict.fromkeys(end for one in asked for end in (one.start, one.end)))
    stops = read_stops(files, ends)
    named = {end: named_halts(end, stops) for end in ends}
    near = {end: near_halts(end, stops) for end in ends if not end.named}
    zone = _zone(files)
    publisher, version = _publisher(files)
    repeats = read_repeats(files)
    platforms = {id for halts in (*named.values(), *near.values())
                 for halt in halts for id in halt.boards}
    positions = {id: stops[id].position for id in platforms}
    calls = read_calls(files, platforms, repeats, groups(files, positions),
                       zones(files, positions))
    runs = _runs(files, calls, repeats)
    onward = read_onward(files, {name: run.block for name, run in runs.items()}, repeats)
    types, names, doubts = _routes(files, {run.route for run in runs.values()})
    for run in runs.values():
        run.doubt = doubts.get(run.route)
    changes = read_changes(files, [halt for halts in named.values() for halt in halts], stops,
                           {run.name: run.route for run in runs.values()})
    days = read_service_days(files, {run.service for run in runs.values()}
                             | {run.service for run in onward.runs.values()}, today)
    pairs = {one: [Pair(start, end) for start in named[one.start] for end in named[one.end]
                   if start.id != end.id] for one in asked}
    from_stop: dict[str, list[tuple[Mode, Pair]]] = {}
    for one, between in pairs.items():
        for pair in between:
            for stop in pair.start.boards:
                from_stop.setdefault(stop, []).append((one.by, pair))
    served: dict[str, set[int]] = {}
    through: dict[str, list[Call]] = {}
    for name, called in calls.runs():
        run = runs[name]
        kind = types[run.route]
        for call in called:
            served.setdefault(call.stop, set()).add(kind)
        if name in onward.runs:
            through[name] = called
        for by, pair in _from(called, from_stop):
            if vehicles.serves(kind, by):
                untimed, booked, for_pupils = pair.untimed, pair.on_request, pair.for_pupils
                found = list(rides(called, pair.start.boards, pair.end.boards))
                for ride in found:
                    refuse_backwards(ride, files.file("stop_times.txt"))
                    _lay_out(pair, ride, (run, run), kind, by, days.by_service[run.service], zone,
                             changes)
                if found:
                    pair.on_routes.add(run.route)
                    pair.undated += run.service in days.unknown
                    # runs are counted, however often one of them comes by
                    pair.untimed = min(pair.untimed, untimed + 1)
                    pair.on_request = min(pair.on_request, booked + 1)
                    pair.for_pupils = min(pair.for_pupils, for_pupils + 1)
    for path, on in onward.paths(days.by_service):
        first, last = path[0], path[-1]
        if first not in through or last not in through:
            continue
        kinds = [types[runs[one].route] for one in (first, last)]
        for by, pair in _from(through[first], from_stop):
            if not all(vehicles.serves(kind, by) for kind in kinds):
                continue
            for ride in seated([through.get(one, ()) for one in path], pair.start.boards,
                               pair.end.boards):
                pair.on_routes |= {runs[first].route, runs[last].route}
                _lay_out(pair, ride, (runs[first], runs[last]), kinds[0], by, on, zone, changes,
                         Caveat.STAY)
    _bound(files, [pair for between in pairs.values() for pair in between], days)
    for between in pairs.values():
        for pair in between:
            for departures in pair.departures.values():
                departures.sort()
            for often in pair.often.values():
                often.sort()
    return Feed(files.shown, publisher, version, days.first, days.last, pairs,
                {end: _proposed(end, halts, asked, served) for end, halts in near.items()},
                frozenset(id for end in ends for id in end.named if id in stops),
                _far(named), {id: names[id] for id in sorted(names)},
                changes)


def _from(called: Iterable[Call], from_stop: Mapping[str, list[tuple[Mode, Pair]]],
          ) -> Iterable[tuple[Mode, Pair]]:
    """The pairs that begin where a run calls, each once."""
    return {id(pair): (by, pair) for call in called
            for by, pair in from_stop.get(call.stop, ())}.values()


def _bound(files: FeedFiles, pairs: Sequence[Pair], days: ServiceDays) -> None:
    """Tell each pair the dates of which the agencies that join its halts speak."""
    agency_of = {id: agency for _, (id, agency) in rows(
        files, "routes.txt", ("route_id",), ("agency_id",))}
    wanted = {agency_of.get(route, "") for pair in pairs for route in pair.on_routes}
    routes = {id for id, agency in agency_of.items() if agency in wanted}
    services: dict[str, set[str]] = {}
    for _, (route, service) in rows(files, "trips.txt", ("route_id", "service_id"),
                                    where=("route_id", routes)):
        services.setdefault(agency_of.get(route, ""), set()).add(service)
    for pair in pairs:
        spans = [span for agency in {agency_of.get(route, "") for route in pair.on_routes}
                 if (span := days.span_of(services.get(agency, ())))]
        if spans:  # of a day of which only one of two speaks, nobody knows all departures
            both = max(first for first, _ in spans), min(last for _, last in spans)
            span = both if both[0] <= both[1] else max(spans, key=lambda one: one[1])
            pair.span = span if span != (days.first, days.last) else None


def _lay_out(pair: Pair, ride: Ride, runs: tuple[_Run, _Run], route_type: int, leg_by: Mode,
             days: Iterable[date], zone: ZoneInfo, changes: Changes,
             caveat: Caveat = Caveat.NONE) -> None:
    """Put a ride on every one of its service days: on the run that one boards, and the one that
    one leaves."""
    run, last = runs
    by = vehicles.boarded(route_type, ride.board.stop, leg_by)
    if by is None:
        return
    if ride.on_request or run.doubt is Doubt.BOOKED:
        pair.on_request += 1
        _leave_out(pair, ride, run, days, zone, Doubt.BOOKED)
        return
    if run.doubt is Doubt.SCHOOL:
        pair.for_pupils += 1
        _leave_out(pair, ride, run, days, zone, Doubt.SCHOOL)
        return
    # of a pattern, somebody has to say how long after its start it is here
    if not ride.timed or (run.repeats and run.base == UNTIMED):
        pair.untimed += 1
        _leave_out(pair, ride, run, days, zone, Doubt.UNTIMED)
        return
    leaves, arrives = ride.board.leaves, ride.alight.arrives
    if not run.repeats:
        shifts = [0]
    else:  # the run itself is a pattern, and never runs at its own hour
        shifts = [start - run.base for repeat in run.repeats if repeat.exact
                  for start in repeat.starts()]
    boarded = tags(run.name, run.route, ride.board.stop, changes.boarded)
    left = tags(last.name, last.route, ride.alight.stop, changes.left)
    for day in days:
        wall = ServiceDay(day, zone)
        for shift in shifts:
            at, minute = wall.on_the_wall(leaves + shift)
            then, later = wall.on_the_wall(arrives + shift)
            arrives_min = (then - at).days * DAY_MIN + later
            if arrives_min < minute:  # clocks go back on the way: it would arrive before it left
                _note(pair, at, Doubt.UNTIMED, minute)
                continue
            on_board_min = (arrives + shift) // 60 - (leaves + shift) // 60
            pair.departures.setdefault(at, []).append(Departure(
                minute, arrives_min, by, run.route, ride.caveats | caveat,
                arrives_min - minute - on_board_min, boarded, left))
        for repeat in run.repeats:
            if not repeat.exact:
                at, minute = wall.on_the_wall(repeat.begins - run.base + leaves)
                then, later = wall.on_the_wall(repeat.ends - run.base + leaves)
                pair.often.setdefault(at, []).append(Often(
                    minute, (then - at).days * DAY_MIN + later, -(-repeat.every // 60),
                    -(-(arrives - leaves) // 60), by, run.route, ride.caveats))


def _leave_out(pair: Pair, ride: Ride, run: _Run, days: Iterable[date], zone: ZoneInfo,
               doubt: Doubt) -> None:
    """Remember the dates on which a run that proves nothing may carry somebody."""
    for day in days:
        if ride.board.leaves == UNTIMED or run.repeats:
            _note(pair, day, doubt, ANY_TIME)
        else:
            at, minute = ServiceDay(day, zone).on_the_wall(ride.board.leaves)
            _note(pair, at, doubt, minute)


def _note(pair: Pair, day: date, doubt: Doubt, until_min: int) -> None:
    known = pair.doubts.setdefault(day, {})
    known[doubt] = max(until_min, known.get(doubt, 0))


def _runs(files: FeedFiles, calls: Calls, repeats: Mapping[str, list[Repeat]]) -> dict[str, _Run]:
    """Route and service of each run that calls at a wanted stop."""
    runs = {run: _Run(run, route, service, repeats.get(run, ()), calls.base.get(run, (0, 0))[1],
                      block=block)
            for _, (run, route, service, block) in rows(
                files, "trips.txt", ("trip_id", "route_id", "service_id"), ("block_id",),
                where=("trip_id", calls.run_numbers))}
    for name in calls.run_numbers:
        if name not in runs:
            raise BadFeed(files.file("trips.txt"), Words(
                f"il manque la course « {short(name)} », que nomme stop_times.txt",
                f"the run '{short(name)}', which stop_times.txt names, is missing"))
    return runs


def _routes(files: FeedFiles, ids: set[str],
            ) -> tuple[dict[str, int], dict[str, str], dict[str, Doubt]]:
    """The type and the name of each of these routes; and why some of them are not counted."""
    types: dict[str, int] = {}
    names: dict[str, str] = {}
    doubts: dict[str, Doubt] = {}
    for line, (id, typed, short_name, long_name, about) in rows(
            files, "routes.txt", ("route_id", "route_type"),
            ("route_short_name", "route_long_name", "route_desc"), where=("route_id", ids)):
        if not (typed.isascii() and typed.isdigit() and len(typed) < 5):
            raise BadFeed(files.file("routes.txt"), Words(
                f"« {short(typed)} » n’est pas un genre de ligne",
                f"'{short(typed)}' is no kind of route"), line=line)
        types[id], names[id] = int(typed), one_line(short_name) or one_line(long_name)
        told = f"{short_name} {long_name} {about}"
        if types[id] in vehicles.ON_DEMAND or _ON_DEMAND.search(told):
            doubts[id] = Doubt.BOOKED
        elif types[id] == vehicles.SCHOOL or any(
                map(_SCHOOL.search, (short_name, long_name, about))):
            doubts[id] = Doubt.SCHOOL
    for id in ids - types.keys():
        raise BadFeed(files.file("routes.txt"), Words(
            f"il manque la ligne « {short(id)} », que nomme trips.txt",
            f"the route '{short(id)}', which trips.txt names, is missing"))
    return types, names, doubts


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


def _publisher(files: FeedFiles) -> tuple[str, str]:
    """Who publishes the feed, and which version it is, as far as it says."""
    agencies = [shown for _, (name,) in rows(files, "agency.txt", (), ("agency_name",))
                if (shown := one_line(name))]
    publisher = version = ""
    if files.has("feed_info.txt"):
        for _, told in rows(files, "feed_info.txt", (), ("feed_publisher_name", "feed_version")):
            publisher, version = map(one_line, told)
    return ", ".join(dict.fromkeys(agencies[:3])) or publisher, version


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

