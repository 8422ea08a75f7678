"""The earliest arrival from each point to each other, for every minute of departure.

`timetable_legs` makes them from walks and departures, *closed*: a leg may pass through any other
point, and change there, as often as that is quicker. A planner that prunes on legs that are not
closed takes days for impossible that are not: who cannot reach B from A at once may well reach it
through C. And a fixed time for a leg that rides is wrong at almost every minute.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter

from parcours.planning.problem import NEVER, Legs, Ride

_Profile = tuple[list[int], list[int]]
"""Departures from one stop, latest first and with a minus before them, and from each of them the
earliest arrival at the target; both lists fall."""


@dataclass(frozen=True, slots=True)
class Walk:
    """A way from one point to another by one's own power, at any minute."""

    start: str
    end: str
    lasts_min: int
    by: str = "walk"


def fixed_legs(points: Sequence[str], lasts: Sequence[Sequence[int]], until: int,
               by: str = "walk") -> Legs:
    """Legs that take as long at any minute from 0 to ``until``: ``lasts[a][b]``, as they are given
    (not closed)."""
    index = {point: n for n, point in enumerate(points)}

    def recall(start: str, end: str, minute: int) -> tuple[Ride, ...]:
        """One walk."""
        arrives = minute + lasts[index[start]][index[end]]
        return (Ride(start, end, by, minute, arrives),) if start != end else ()

    return Legs(tuple(points), [[range(one, one + until + 1) for one in row] for row in lasts],
                recall)


def timetable_legs(points: Sequence[str], departures: Iterable[Ride], walks: Iterable[Walk],
                   margin_min: int, until_min: int) -> Legs:
    """Closed legs between ``points`` for departures at the minutes from 0 to ``until_min``.

    A departure is a ride from one stop to another, without a change; stops need not be among
    ``points``. One must be at a stop ``margin_min`` (at least 1) before a vehicle leaves, also when
    one changes. Several walks may follow each other.
    """
    if margin_min < 1:
        raise ValueError("a margin of at least a minute: vehicles of one minute have no order")
    network = _Network(points, departures, walks, margin_min)
    arrivals = _arrivals(network, len(points), until_min)

    def recall(start: str, end: str, minute: int) -> tuple[Ride, ...]:
        """The rides of the leg that leaves as late as its arrival allows."""
        a, b = network.index[start], network.index[end]
        row = arrivals[a][b]
        latest = bisect_right(row, row[minute], lo=minute) - 1
        return network.rides(a, b, latest)

    return Legs(tuple(points), arrivals, recall)


class _Network:
    """Walks, closed under walking on, and departures, over numbered points."""

    def __init__(self, points: Sequence[str], departures: Iterable[Ride], walks: Iterable[Walk],
                 margin_min: int) -> None:
        walks = list(walks)
        rides = sorted(departures, key=lambda ride: (ride.leaves_min, ride.arrives_min, ride.start,
                                                     ride.end, ride.vehicle))
        stops = {name for ride in rides for name in (ride.start, ride.end)}
        others = stops.union(*((walk.start, walk.end) for walk in walks)) - {*points}
        self.names = [*points, *sorted(others)]
        self.index = {name: n for n, name in enumerate(self.names)}
        self.margin_min = margin_min
        self.departures = [(ride.leaves_min, ride.arrives_min, self.index[ride.start],
                            self.index[ride.end], ride) for ride in rides]
        self._walk(walks)
        boarded = sorted({start for _, _, start, _, _ in self.departures})
        self.board = [[(row[stop], stop) for stop in boarded if row[stop] < NEVER]
                      for row in self.foot]
        """For each point the stops at which one can board, and the minutes on foot to them."""

    def _walk(self, walks: Sequence[Walk]) -> None:
        """The minutes on foot between each two points, and the first walk of the quickest way."""
        count = len(self.names)
        foot = [[NEVER] * count for _ in range(count)]
        first: list[list[Walk | None]] = [[None] * count for _ in range(count)]
        for walk in walks:
            a, b = self.index[walk.start], self.index[walk.end]
            if walk.lasts_min < foot[a][b]:
                foot[a][b], first[a][b] = walk.lasts_min, walk
        for n in range(count):
            foot[n][n] = 0
        for through, onwards in enumerate(foot):
            for a, row in enumerate(foot):
                there = row[through]
                if there >= NEVER or a == through:
                    continue
                for b, on in enumerate(onwards):
                    if there + on < row[b]:
                        row[b], first[a][b] = there + on, first[a][through]
        self.foot, self._first = foot, first

    def profiles(self, target: int) -> dict[int, _Profile]:
        """For each stop, from which departures on one arrives when: backwards over all departures.

        A departure that arrives no earlier than a later one is left out.
        """
        found: dict[int, _Profile] = {start: ([], []) for _, _, start, _, _ in self.departures}
        foot, board, margin = self.foot, self.board, self.margin_min
        for leaves, arrives, start, end, _ in reversed(self.departures):
            best = arrives + foot[end][target]
            for walk, stop in board[end]:
                after, at = found[stop]
                n = bisect_right(after, -(arrives + walk + margin)) - 1
                if n >= 0 and at[n] < best:
                    best = at[n]
            after, at = found[start]
            if best < NEVER and (not at or best < at[-1]):
                after.append(-leaves)
                at.append(best)
        return found

    def rides(self, start: int, target: int, minute: int) -> tuple[Ride, ...]:
        """How the earliest arrival is reached by who leaves at this minute: forwards over the
        departures from then on."""
        reached = [min(NEVER, minute + walk) for walk in self.foot[start]]
        by: dict[int, tuple[int, int]] = dict.fromkeys(range(len(reached)), (-1, start))
        margin, foot = self.margin_min, self.foot
        begin = bisect_left(self.departures, minute + margin, key=itemgetter(0))
        for n in range(begin, len(self.departures)):
            leaves, arrives, stop, end, _ = self.departures[n]
            if leaves - margin >= reached[stop] and arrives < reached[end]:
                for to, walk in enumerate(foot[end]):
                    if arrives + walk < reached[to]:
                        reached[to], by[to] = arrives + walk, (n, end)
        parts: list[tuple[Ride, ...]] = []
        point = target
        while True:
            n, alighted = by[point]
            arrived = minute if n < 0 else self.departures[n][1]
            parts.append(self._walked(alighted, point, arrived))
            if n < 0:
                break
            parts.append((self.departures[n][4],))
            point = self.departures[n][2]
        return tuple(ride for part in reversed(parts) for ride in part)

    def _walked(self, point: int, to: int, minute: int) -> tuple[Ride, ...]:
        rides = []
        while point != to:
            walk = self._first[point][to]
            if walk is None:
                raise ValueError(f"no way from {self.names[point]} to {self.names[to]}")
            rides.append(Ride(walk.start, walk.end, walk.by, minute, minute + walk.lasts_min))
            point, minute = self.index[walk.end], minute + walk.lasts_min
        return tuple(rides)


def _arrivals(network: _Network, count: int, until_min: int) -> list[list[array[int]]]:
    """For each ordered pair of the first ``count`` points, the arrival for each minute."""
    table: list[list[array[int]]] = [[] for _ in range(count)]
    for target in range(count):
        profiles = network.profiles(target)
        for point in range(count):
            ridden = _ridden(network, profiles, point, until_min)
            table[point].append(_or_walked(ridden, network.foot[point][target], until_min))
    return table


def _ridden(network: _Network, profiles: dict[int, _Profile], point: int,
            until_min: int) -> list[int]:
    """The arrival for each minute with at least one vehicle."""
    choices = [(-after - network.margin_min - walk, at) for walk, stop in network.board[point]
               for after, at in zip(*profiles[stop], strict=True)]
    choices.sort()
    row = [NEVER] * (until_min + 1)
    best, end = NEVER, until_min + 1
    for leaves, at in reversed(choices):
        if at < best and leaves >= 0:
            if leaves < end:
                row[leaves + 1:end] = [best] * (end - leaves - 1)
                end = leaves + 1
            best = at
    row[:end] = [best] * end
    return row


def _or_walked(ridden: list[int], walk: int, until_min: int) -> array[int]:
    """The earlier one of the arrivals with a vehicle and on foot."""
    if walk > until_min:
        return array("H", ridden)
    return array("H", map(min, ridden, range(walk, walk + until_min + 1)))
