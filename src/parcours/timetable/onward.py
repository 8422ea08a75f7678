"""Vehicles that go on as another run: whoever is on board need not change.

A feed says so by a transfer of type 4 between two runs, the second of which is of the next service
day where it leaves before the first has arrived; or it only gives both the same *block*, the work
of one vehicle: it then has to go on soon from the stop where it arrived, for passengers to get on
again there if they may not stay. Reference: GTFS Schedule, ``trips.block_id`` and *linked trips*
in ``transfers.txt``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from parcours.diagnostics.diagnostic import Words
from parcours.timetable.archive import FeedFiles
from parcours.timetable.clock import DAY_S, seconds_of
from parcours.timetable.fault import BadFeed
from parcours.timetable.stop_times import NOT_HERE
from parcours.timetable.table import rows

LAYOVER_S = 30 * 60
"""A vehicle of a block that stands longer is a change, and told by its two halves."""
MAX_WAYS = 20_000
"""Beyond those of a feed in which each run goes on as one other."""
_MOST_RUNS = 6
"""Of one journey in one seat."""
_STAY, _LEAVE = "4", "5"
"""Values of ``transfer_type`` between two runs: stay seated; get off and on again."""


Leg: TypeAlias = tuple[str, int]
"""A run, and how many service days after the first one: a vehicle may go on past midnight as a run
of the next day."""
Path: TypeAlias = tuple[tuple[Leg, ...], frozenset[date]]
"""Runs that follow one another, and the service days of the first."""


class Run(NamedTuple):
    """A run as ``trips.txt`` has it."""

    route: str
    service: str
    block: str


@dataclass(slots=True)
class Onward:
    """Which runs follow one another in one vehicle."""

    runs: dict[str, Run] = field(default_factory=dict)
    """Those that may be ridden one after the other, by id."""
    _linked: dict[str, list[str]] = field(default_factory=dict)
    _parted: frozenset[tuple[str, str]] = frozenset()
    _ends: dict[str, tuple[_End, _End]] = field(default_factory=dict)
    _stations: Mapping[str, str] = field(default_factory=dict)
    _file: str = ""

    def paths(self, days: Mapping[str, frozenset[date]]) -> Iterator[Path]:
        """Every way from one run on, with the service days on which they follow one another;
        ``days`` are those of each service. Raises `BadFeed` where there is no end of them."""
        followers = self._followers(days)
        left: list[Path] = [(((run, 0),), days[self.runs[run].service]) for run in followers]
        more = MAX_WAYS + _MOST_RUNS * len(followers)
        while left:
            path, on = left.pop()
            last, late = path[-1]
            for (name, later), shared in followers.get(last, {}).items():
                then = name, late + later
                both = on & ({day - timedelta(days=late) for day in shared} if late else shared)
                if both and then not in path:
                    more -= 1
                    if more < 0:
                        raise BadFeed(self._file, Words(
                            "trop de courses y continuent les unes dans les autres",
                            "too many runs go on as one another"), code="too-large")
                    yield (*path, then), both
                    if len(path) + 1 < _MOST_RUNS:
                        left.append(((*path, then), both))

    def _followers(self, days: Mapping[str, frozenset[date]],
                   ) -> dict[str, dict[Leg, frozenset[date]]]:
        """The runs that follow each, and on which of its service days."""
        found: dict[str, dict[Leg, frozenset[date]]] = {}
        for run, others in self._linked.items():
            for other in others:
                if run in self.runs and other in self.runs and (
                        later := self._days_later(run, other)) is not None:
                    then = days[self.runs[other].service]
                    found.setdefault(run, {})[other, later] = days[self.runs[run].service] & (
                        {day - timedelta(days=1) for day in then} if later else then)
        for before, after, on in self._in_blocks(days):
            if before not in self._linked:
                known = found.setdefault(before, {})
                known[after] = known.get(after, frozenset()) | {on}
        return found

    def _days_later(self, before: str, after: str) -> int | None:
        """How many service days later a linked run goes on: one where it leaves before the other
        has arrived. None where nobody would stay on board for so long."""
        if before not in self._ends or after not in self._ends:
            return 0
        stands_s = self._ends[after][0].leaves - self._ends[before][1].arrives
        if stands_s >= 0:
            return 0
        return 1 if stands_s + DAY_S <= LAYOVER_S else None

    def _in_blocks(self, days: Mapping[str, frozenset[date]]) -> Iterator[tuple[str, Leg, date]]:
        """Runs of one block that follow one another on a date, the last before the first one of the
        next, and may be ridden through."""
        blocks: dict[str, list[str]] = {}
        for name, run in self.runs.items():
            if run.block and name in self._ends:
                blocks.setdefault(run.block, []).append(name)
        for names in blocks.values():
            names.sort(key=lambda name: (self._ends[name][0].leaves, self._ends[name][1].arrives))
            every = frozenset[date]().union(*(days[self.runs[name].service] for name in names))
            for on in sorted(every):
                todays, next_ones = ([name for name in names if day in days[
                    self.runs[name].service]] for day in (on, on + timedelta(days=1)))
                for before, (after, later) in pairwise((
                        *((name, 0) for name in todays), *((name, 1) for name in next_ones[:1]))):
                    if (before[0], after) not in self._parted and self._goes_on(
                            before[0], after, later * DAY_S):
                        yield before[0], (after, later), on

    def _goes_on(self, before: str, after: str, later_s: int) -> bool:
        end, begin = self._ends[before][1], self._ends[after][0]
        stands_at, leaves_from = (self._stations.get(stop) or stop
                                  for stop in (end.stop, begin.stop))
        return (stands_at == leaves_from and 0 <= begin.leaves + later_s - end.arrives <= LAYOVER_S
                and NOT_HERE not in (end.drop_off, begin.pickup))


class _End(NamedTuple):
    """The first or the last call of a run."""

    sequence: int
    stop: str
    arrives: int
    leaves: int
    pickup: str
    drop_off: str


def read_onward(files: FeedFiles, ours: Mapping[str, str], but: Collection[str]) -> Onward:
    """What goes on from ``ours``, the runs that call at a wanted stop, each with its block; never
    the runs ``but``, which stand as patterns alone."""
    linked, parted = _transfers(files)
    reached, new = set[str](), set(ours) & linked.keys()
    while new:
        reached |= new
        new = {then for run in new for then in linked.get(run, ())} - reached
    counted = Counter(block for block in ours.values() if block)
    shared = {block for block, count in counted.items() if count > 1}
    runs = {**_runs(files, "block_id", shared), **_runs(files, "trip_id", reached)}
    runs = {name: run for name, run in runs.items() if name not in but}
    ends = _ends(files, [name for name, run in runs.items()
                         if run.block in shared or name in reached])
    stops = {end.stop for both in ends.values() for end in both}
    stations = {id: station for _, (id, station) in rows(
        files, "stops.txt", ("stop_id",), ("parent_station",), where=("stop_id", stops))
    } if stops else {}
    return Onward(runs, linked, parted, ends, stations, files.file("transfers.txt"))


def _runs(files: FeedFiles, column: str, wanted: Collection[str]) -> dict[str, Run]:
    """The runs whose column holds one of some values."""
    return {name: Run(route, service, block) for _, (name, route, service, block) in rows(
        files, "trips.txt", ("trip_id", "route_id", "service_id"), ("block_id",),
        where=(column, wanted)) if column != "block_id" or block in wanted} if wanted else {}


def _transfers(files: FeedFiles) -> tuple[dict[str, list[str]], frozenset[tuple[str, str]]]:
    """The runs in which one stays seated, by the one before; and those that one must leave."""
    linked: dict[str, list[str]] = {}
    parted: set[tuple[str, str]] = set()
    name = "transfers.txt"
    if files.has(name):
        for _, (kind, before, after) in rows(
                files, name, (), ("transfer_type", "from_trip_id", "to_trip_id"),
                where=("transfer_type", (_STAY, _LEAVE))):
            if before and after and kind == _STAY:
                linked.setdefault(before, []).append(after)
            elif before and after and kind == _LEAVE:
                parted.add((before, after))
    return linked, frozenset(parted)


def _ends(files: FeedFiles, runs: Collection[str]) -> dict[str, tuple[_End, _End]]:
    """Where and when each run begins and ends; not of those that do not say it."""
    found: dict[str, list[_End]] = {}
    if not runs:
        return {}
    for _, (run, stop, sequence, arrives, leaves, pickup, drop_off) in rows(
            files, "stop_times.txt", ("trip_id",),
            ("stop_id", "stop_sequence", "arrival_time", "departure_time", "pickup_type",
             "drop_off_type"), where=("trip_id", runs)):
        times = seconds_of(arrives or leaves), seconds_of(leaves or arrives)
        end = _End(int(sequence) if sequence.isdecimal() else 0, stop,
                   -1 if times[0] is None else times[0], -1 if times[1] is None else times[1],
                   pickup, drop_off)
        known = found.setdefault(run, [end, end])
        known[:] = min(known[0], end), max(known[1], end)
    return {run: (first, last) for run, (first, last) in found.items()
            if first.leaves >= 0 and last.arrives >= 0}
