"""What timetables say, read row by row for the checker: which vehicles run between two stops.

Written apart from package `timetable`, of which nothing is used here: what that one misreads is not
misread again.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from math import acos, cos, radians, sin
from operator import itemgetter
from pathlib import Path
from typing import Protocol, TypeAlias

Run: TypeAlias = tuple[int, int]
"""Leaving and arriving, in minutes since midnight of the day asked about."""
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY_MIN = 1440
_NOT_HERE, _BY_TELEPHONE = "1", "2"
_STAY, _LEAVE = "4", "5"
"""Of a transfer between two runs: one stays seated; one gets off and on again."""
_LAYOVER_MIN = 30


class Rows(Protocol):
    """Something that knows timetables."""

    def runs(self, day: date, start: str, end: str) -> set[Run]:
        """What leaves a stop on a day and arrives at another, in one vehicle."""

    def metres(self, stop: str, place: str, at: tuple[float, float], /) -> float:
        """How far a stop is from a place at a position; 0 where nobody says where it is."""


class FeedRows:
    """The rows of a feed in GTFS, a zip or a folder, that concern some stops."""

    def __init__(self, path: Path, stops: Collection[str]) -> None:
        """Read what concerns these stops and their platforms."""
        self._platforms: dict[str, set[str]] = {stop: {stop} for stop in stops}
        self._at: dict[str, tuple[float, float]] = {}
        for row in _table(path, "stops.txt"):
            if row["stop_id"] in self._platforms and row.get("stop_lat") and row.get("stop_lon"):
                self._at[row["stop_id"]] = float(row["stop_lat"]), float(row["stop_lon"])
            for stop in (row["stop_id"], row.get("parent_station", "")):
                if stop in self._platforms:
                    self._platforms[stop].add(row["stop_id"])
        ours = set().union(*self._platforms.values())
        self._calls: dict[str, list[dict[str, str]]] = {}
        for row in _table(path, "stop_times.txt"):
            if row["stop_id"] in ours:
                self._calls.setdefault(row["trip_id"], []).append(row)
        for calls in self._calls.values():
            calls.sort(key=lambda row: int(row["stop_sequence"]))
        self._service = {row["trip_id"]: row["service_id"] for row in _table(path, "trips.txt")
                         if row["trip_id"] in self._calls}
        patterns = {row["trip_id"] for row in _table(path, "frequencies.txt")}
        for run in patterns:  # not a run of its own
            self._service.pop(run, None)
        self._vehicles = Vehicles(path, set(self._service), patterns)
        self._onward: dict[date, list[tuple[str, str]]] = {}
        self._weekly = list(_table(path, "calendar.txt"))
        self._added: dict[str, set[str]] = {}
        self._gone: dict[str, set[str]] = {}
        for row in _table(path, "calendar_dates.txt"):
            changed = self._added if row["exception_type"] == "1" else self._gone
            changed.setdefault(row["date"], set()).add(row["service_id"])

    def runs(self, day: date, start: str, end: str) -> set[Run]:
        """What leaves a stop on a day and arrives at another; the night before it goes on."""
        found: set[Run] = set()
        boards, alights = (self._platforms.get(stop, set()) for stop in (start, end))
        for shift, on in ((0, day), (_DAY_MIN, day - timedelta(days=1))):
            services = self._services(on)
            ridden = [ride for run, calls in self._calls.items()
                      if self._service.get(run) in services
                      for ride in _ridden(calls, boards, alights)]
            if on not in self._onward:
                self._onward[on] = self._vehicles.goes_on(services)
            for first, last in self._onward[on]:
                got_on = _boarded(self._calls.get(first, []), boards)
                got_off = _left(self._calls.get(last, []), alights)
                ridden += [(a, b) for a in got_on for b in got_off if a <= b]
            found |= {(leaves - shift, arrives - shift) for leaves, arrives in ridden
                      if leaves >= shift}
        return found

    def metres(self, stop: str, _place: str, at: tuple[float, float], /) -> float:
        """How far a stop is from a position, if the feed says where it is."""
        return round(_metres(self._at[stop], at)) if stop in self._at else 0

    def _services(self, day: date) -> set[str]:
        """The services that run on a day."""
        written = f"{day:%Y%m%d}"
        weekly = {row["service_id"] for row in self._weekly
                  if row["start_date"] <= written <= row["end_date"]
                  and row[_WEEKDAYS[day.weekday()]] == "1"}
        return (weekly | self._added.get(written, set())) - self._gone.get(written, set())


class Vehicles:
    """Which runs of a feed are one vehicle that passengers need not leave."""

    def __init__(self, path: Path, ours: Collection[str], patterns: Collection[str]) -> None:
        """Read what concerns our runs, and those that go on from them."""
        told = [(row.get("from_trip_id", ""), row.get("to_trip_id", ""),
                 row.get("transfer_type", "")) for row in _table(path, "transfers.txt")]
        self._linked = [(a, b) for a, b, kind in told if a and b and kind == _STAY]
        self._parted = {(a, b) for a, b, kind in told if a and b and kind == _LEAVE}
        runs = {row["trip_id"]: (row["service_id"], row.get("block_id", ""))
                for row in _table(path, "trips.txt") if row["trip_id"] not in patterns}
        blocks = {runs[run][1] for run in ours if run in runs} - {""}
        linked = {run for both in self._linked for run in both}
        self._runs = {run: told for run, told in runs.items()
                      if told[1] in blocks or run in linked}
        self._station = {row["stop_id"]: row.get("parent_station", "") or row["stop_id"]
                         for row in _table(path, "stops.txt")} if self._runs else {}
        calls: dict[str, list[tuple[int, dict[str, str]]]] = {}
        for row in _table(path, "stop_times.txt") if self._runs else ():
            if row["trip_id"] in self._runs:
                calls.setdefault(row["trip_id"], []).append((int(row["stop_sequence"]), row))
        self._ends = {run: (min(some, key=itemgetter(0))[1], max(some, key=itemgetter(0))[1])
                      for run, some in calls.items()}

    def goes_on(self, services: Collection[str]) -> list[tuple[str, str]]:
        """Each run of these services with each that its vehicle later goes on as."""
        then: dict[str, set[str]] = {}
        running = {run for run, (service, _) in self._runs.items() if service in services}
        for before, after in self._linked:
            if {before, after} <= running:
                then.setdefault(before, set()).add(after)
        linked = {before for before, _ in self._linked}
        blocks: dict[str, list[tuple[int, int, str]]] = {}
        for run in running:
            if run in self._ends and self._runs[run][1] and None not in (hours := self._hours(run)):
                blocks.setdefault(self._runs[run][1], []).append((*hours, run))
        for vehicle in blocks.values():
            for (_, arrives, before), (leaves, _, after) in pairwise(sorted(vehicle)):
                if before not in linked and 0 <= leaves - arrives <= _LAYOVER_MIN and (
                        self._same_place(before, after)):
                    then.setdefault(before, set()).add(after)
        return [(run, last) for run in then for last in _all_after(run, then)]

    def _hours(self, run: str) -> tuple[int, int] | tuple[None, None]:
        """When a run leaves its first stop and comes to its last, if it says so."""
        first, last = self._ends[run]
        leaves = first["departure_time"] or first["arrival_time"]
        arrives = last["arrival_time"] or last["departure_time"]
        return (_wall(leaves), _wall(arrives)) if leaves and arrives else (None, None)

    def _same_place(self, before: str, after: str) -> bool:
        """Whether one may stay on board, or get off and on again where the vehicle stands."""
        end, begin = self._ends[before][1], self._ends[after][0]
        return ((before, after) not in self._parted
                and self._station.get(end["stop_id"]) == self._station.get(begin["stop_id"])
                and end.get("drop_off_type") != _NOT_HERE and begin.get("pickup_type") != _NOT_HERE)


def _all_after(run: str, then: Mapping[str, Collection[str]]) -> set[str]:
    """Every run that follows one, directly or not."""
    found: set[str] = set()
    left = [run]
    while left:
        new = set(then.get(left.pop(), ())) - found - {run}
        found |= new
        left += new
    return found


class Together:
    """Several feeds: what runs by any of them."""

    def __init__(self, each: Sequence[Rows]) -> None:
        """Of these."""
        self._each = each

    def runs(self, day: date, start: str, end: str) -> set[Run]:
        """What leaves a stop on a day and arrives at another."""
        return set().union(*(one.runs(day, start, end) for one in self._each))

    def metres(self, stop: str, place: str, at: tuple[float, float], /) -> float:
        """How far a stop is from a position, by any that knows it."""
        return max((one.metres(stop, place, at) for one in self._each), default=0.0)


class ExtractRows:
    """The departures of an extract that lies beside a route."""

    def __init__(self, text: str) -> None:
        """Read the text of the extract."""
        legs = json.loads(text)["legs"]
        self._pairs = [pair for leg in legs for pair in leg["pairs"]]
        self._metres = {(leg[end], pair[end]["id"]): pair[end]["metres"] or 0
                        for leg in legs for pair in leg["pairs"] for end in ("from", "to")}

    def runs(self, day: date, start: str, end: str) -> set[Run]:
        """What leaves a stop on a day and arrives at another."""
        written = day.isoformat()
        return {
            (_wall(leaves), _wall(arrives) + later * _DAY_MIN)
            for pair in self._pairs if (pair["from"]["id"], pair["to"]["id"]) == (start, end)
            for days in pair["days"] if any(
                begin <= written <= (last or begin)
                for begin, _, last in (dates.partition("..") for dates in days["dates"]))
            for leaves, arrives, later, *_ in days["departures"]}


    def metres(self, stop: str, place: str, _at: tuple[float, float], /) -> float:
        """How far a stop is from a place, as the extract says."""
        return self._metres.get((place, stop), 0)


def _metres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The great circle, by the cosine of the angle."""
    (lat, lon), (to_lat, to_lon) = ((radians(x), radians(y)) for x, y in (a, b))
    return 6_371_000 * acos(min(1.0, sin(lat) * sin(to_lat)
                                + cos(lat) * cos(to_lat) * cos(to_lon - lon)))


def _ridden(calls: list[dict[str, str]], boards: set[str], alights: set[str]) -> Iterator[Run]:
    """From each call at which one may board to each later one at which one may alight."""
    for n, call in enumerate(calls):
        for leaves in _boarded([call], boards):
            for arrives in _left(calls[n + 1:], alights):
                yield leaves, arrives


def _boarded(calls: Sequence[dict[str, str]], boards: set[str]) -> list[int]:
    """When one may board."""
    return [_wall(call["departure_time"] or call["arrival_time"]) for call in calls
            if call["stop_id"] in boards and (call["departure_time"] or call["arrival_time"])
            and call.get("pickup_type", "") not in (_NOT_HERE, _BY_TELEPHONE)]


def _left(calls: Sequence[dict[str, str]], alights: set[str]) -> list[int]:
    """When one may alight."""
    return [_wall(call["arrival_time"] or call["departure_time"]) for call in calls
            if call["stop_id"] in alights and (call["arrival_time"] or call["departure_time"])
            and call.get("drop_off_type", "") not in (_NOT_HERE, _BY_TELEPHONE)]


def _wall(written: str) -> int:
    hours, minutes = written.split(":")[:2]
    return int(hours) * 60 + int(minutes)


def _table(path: Path, name: str) -> Iterator[dict[str, str]]:
    """The rows of a table of a feed; none where it has no such table."""
    if path.is_dir():
        file = path / name
        if file.is_file():
            with file.open(encoding="utf-8-sig", newline="") as lines:
                yield from _stripped(csv.DictReader(lines))
        return
    with zipfile.ZipFile(path) as archive:
        member = next((one for one in archive.namelist()
                       if one.rpartition("/")[2] == name and "__MACOSX" not in one), None)
        if member is not None:
            with archive.open(member) as raw:
                yield from _stripped(csv.DictReader(
                    io.TextIOWrapper(raw, encoding="utf-8-sig", newline="")))


def _stripped(rows: csv.DictReader[str]) -> Iterator[dict[str, str]]:
    for row in rows:
        yield {(key or "").strip(): (value or "").strip() for key, value in row.items()
               if isinstance(value, str) or value is None}
