"""What timetables say, read row by row for the checker: which vehicles run between two stops.

Written apart from package `timetable`, of which nothing is used here: what that one misreads is not
misread again.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Protocol, TypeAlias

Run: TypeAlias = tuple[int, int]
"""Leaving and arriving, in minutes since midnight of the day asked about."""
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY_MIN = 1440
_NOT_HERE, _BY_TELEPHONE = "1", "2"


class Rows(Protocol):
    """Something that knows timetables."""

    def runs(self, day: date, start: str, end: str) -> set[Run]:
        """What leaves a stop on a day and arrives at another, in one vehicle."""


class FeedRows:
    """The rows of a feed in GTFS, a zip or a folder, that concern some stops."""

    def __init__(self, path: Path, stops: Collection[str]) -> None:
        """Read what concerns these stops and their platforms."""
        self._platforms: dict[str, set[str]] = {stop: {stop} for stop in stops}
        for row in _table(path, "stops.txt"):
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
        for row in _table(path, "frequencies.txt"):  # a pattern, not a run of its own
            self._service.pop(row["trip_id"], None)
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
            for run, calls in self._calls.items():
                if self._service.get(run) in services:
                    found |= {(leaves - shift, arrives - shift)
                              for leaves, arrives in _ridden(calls, boards, alights)
                              if leaves >= shift}
        return found

    def _services(self, day: date) -> set[str]:
        """The services that run on a day."""
        written = f"{day:%Y%m%d}"
        weekly = {row["service_id"] for row in self._weekly
                  if row["start_date"] <= written <= row["end_date"]
                  and row[_WEEKDAYS[day.weekday()]] == "1"}
        return (weekly | self._added.get(written, set())) - self._gone.get(written, set())


class Together:
    """Several feeds: what runs by any of them."""

    def __init__(self, each: Sequence[Rows]) -> None:
        """Of these."""
        self._each = each

    def runs(self, day: date, start: str, end: str) -> set[Run]:
        """What leaves a stop on a day and arrives at another."""
        return set().union(*(one.runs(day, start, end) for one in self._each))


class ExtractRows:
    """The departures of an extract that lies beside a route."""

    def __init__(self, text: str) -> None:
        """Read the text of the extract."""
        self._pairs = [pair for leg in json.loads(text)["legs"] for pair in leg["pairs"]]

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


def _ridden(calls: list[dict[str, str]], boards: set[str], alights: set[str]) -> Iterator[Run]:
    """From each call at which one may board to each later one at which one may alight."""
    for n, call in enumerate(calls):
        if call["stop_id"] in boards and call["departure_time"] and (
                call.get("pickup_type", "") not in (_NOT_HERE, _BY_TELEPHONE)):
            for later in calls[n + 1:]:
                if later["stop_id"] in alights and later["arrival_time"] and (
                        later.get("drop_off_type", "") not in (_NOT_HERE, _BY_TELEPHONE)):
                    yield _wall(call["departure_time"]), _wall(later["arrival_time"])


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
