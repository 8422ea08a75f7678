"""What a feed says of changing from one halt to another, or at one halt: how long it takes, that
one vehicle waits for the other, or that it cannot be done.

A row of ``transfers.txt`` may hold for some routes, runs or platforms alone; of several that hold
for two vehicles, the most particular is meant. Reference: GTFS Schedule, ``transfers.txt``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from parcours.timetable.archive import FeedFiles
from parcours.timetable.stops import Halt, Stop
from parcours.timetable.table import rows

_RECOMMENDED, _WAITS, _TAKES_TIME, _CANNOT = ("", "0"), "1", "2", "3"
"""Values of ``transfer_type``."""
IMPOSSIBLE = -1
"""In place of minutes, where a change cannot be made."""
_RUN, _ROUTE, _STOP = "run:", "route:", "stop:"
_WEIGHT = {_RUN: 5, _ROUTE: 2, _STOP: 0}
"""Two runs come before a run and a route, these before one run, and that before two routes."""


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """What holds for a change between some vehicles alone."""

    before: str
    """The halt at which one gets off, by its id."""
    left: tuple[str, ...]
    """What the vehicle that one leaves has to be: ``route:``, ``run:`` and ``stop:`` with ids."""
    boarded: tuple[str, ...]
    """The same of the one that one boards."""
    minutes: int
    """How long it takes; none where it waits, or `IMPOSSIBLE`."""

    @property
    def weight(self) -> tuple[int, bool, int]:
        """The more particular it is the more; of two that are equally so, what asks for more."""
        named = sum(_WEIGHT[one.partition(":")[0] + ":"] for one in (*self.left, *self.boarded))
        return named, self.minutes == IMPOSSIBLE, self.minutes


@dataclass(frozen=True, slots=True)
class Changes:
    """All that a feed says of changes between some halts."""

    minutes: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """From one halt to another, by both their ids, whatever one rides on."""
    particular: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)
    """By the halt at which one boards."""
    left: frozenset[str] = frozenset()
    """All that these name of vehicles that one leaves."""
    boarded: frozenset[str] = frozenset()


def tags(run: str, route: str, stop: str, named: Collection[str]) -> tuple[str, ...]:
    """What some changes name of a vehicle at a stop."""
    return tuple(tag for tag in (_RUN + run, _ROUTE + route, _STOP + stop) if tag in named)


def change_min(changes: Iterable[Change], usual_min: int, before: str, left: Collection[str],
               boarded: Collection[str]) -> int:
    """How long the most particular of these says that a change takes, or `IMPOSSIBLE`; as usual
    where none is meant."""
    meant = [one for one in changes if one.before == before and {*one.left} <= {*left}
             and {*one.boarded} <= {*boarded}]
    return max(meant, key=lambda one: one.weight).minutes if meant else usual_min


def read_changes(files: FeedFiles, halts: Iterable[Halt], stops: Mapping[str, Stop],
                 runs: Mapping[str, str]) -> Changes:
    """What is told of changes between these halts, and between these ``runs``, each with its route.

    Minutes that hold for all vehicles of a platform are taken for those of the whole halt, the
    longest of them; what holds for a station holds for each of its platforms.
    """
    of: dict[str, set[str]] = {}
    boards: dict[str, frozenset[str]] = {}
    for halt in halts:
        boards[halt.id] = halt.boards - {halt.id}
        for id in (halt.id, *halt.boards, *(stops[id].station for id in halt.boards)):
            of.setdefault(id, set()).add(halt.id)
    of.pop("", None)
    name = "transfers.txt"
    if not (of and files.has(name)):
        return Changes()
    minutes: dict[tuple[str, str], int] = {}
    found: dict[str, set[Change]] = {}
    routes = frozenset(runs.values())
    for _, (start, end, kind, seconds, *some) in rows(
            files, name, (), ("from_stop_id", "to_stop_id", "transfer_type", "min_transfer_time",
                              "from_route_id", "to_route_id", "from_trip_id", "to_trip_id"),
            where=("from_stop_id", of)):
        takes_min = _minutes(kind, seconds)
        ours = all(not one or one in known for one, known in zip(
            some, (routes, routes, runs, runs), strict=True))
        if takes_min is None or not ours:
            continue
        from_route, to_route, from_run, to_run = some
        for a in of.get(start, ()):
            for b in of.get(end, ()):
                if not any(some) and takes_min != IMPOSSIBLE:
                    if kind == _TAKES_TIME:
                        minutes[a, b] = max(minutes.get((a, b), 0), takes_min)
                    continue
                found.setdefault(b, set()).add(Change(
                    a, tuple(_named(from_run, from_route, start, boards[a])),
                    tuple(_named(to_run, to_route, end, boards[b])), takes_min))
    every = [one for some_of in found.values() for one in some_of]
    return Changes(minutes, {halt: tuple(sorted(some_of)) for halt, some_of in found.items()},
                   frozenset(tag for one in every for tag in one.left),
                   frozenset(tag for one in every for tag in one.boarded))


def _minutes(kind: str, seconds: str) -> int | None:
    """What a row asks for; None where it says nothing of a change."""
    if kind in _RECOMMENDED or kind == _WAITS:
        return 0
    if kind == _CANNOT:
        return IMPOSSIBLE
    if kind == _TAKES_TIME and seconds.isascii() and seconds.isdigit() and len(seconds) < 6:
        return -(-int(seconds) // 60)
    return None


def _named(run: str, route: str, stop: str, platforms: Collection[str]) -> Iterator[str]:
    """What a row names of one of the two vehicles; a run is of one route."""
    if run:
        yield _RUN + run
    elif route:
        yield _ROUTE + route
    if stop in platforms:
        yield _STOP + stop
