"""Quays beside those that a place names: where they are forgotten, so are the departures from them,
and the last one of the day may be among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from parcours.geo.points import distance_m
from parcours.timetable import vehicles
from parcours.timetable.dated_rides import Run
from parcours.timetable.runs import rides
from parcours.timetable.stop_times import Call
from parcours.timetable.stops import End, Halt, Stop, Wanted

NEAR_M = 250
"""The other side of a street, or of a square."""


class MissedStops:
    """What the legs that are asked about miss at stops that nobody named."""

    def __init__(self, asked: Iterable[Wanted], named: Mapping[End, Sequence[Halt]],
                 stops: Mapping[str, Stop]) -> None:
        """Look for stops of the same station, and near ones of the same name."""
        self._boards = {end: {id for halt in halts for id in halt.boards}
                        for end, halts in named.items()}
        self._stops = stops
        near = {end: {stop.id for stop in stops.values() if stop.id not in boards
                      and any(_is_beside(stop, stops[id]) for id in boards)}
                for end, boards in self._boards.items()}
        self._near = {end: ids for end, ids in near.items() if ids}
        self.platforms = frozenset(id for ids in self._near.values() for id in ids)
        """The stops whose calls it needs."""
        self._asked: dict[End, list[Wanted]] = {}
        for one in asked:
            self._asked.setdefault(one.start, []).append(one)
        self._ends_at: dict[str, list[End]] = {}
        for end, ids in self._boards.items():
            for id in ids | self._near.get(end, set()):
                self._ends_at.setdefault(id, []).append(end)
        self._missed: dict[End, dict[str, int]] = {}

    def look_at(self, run: Run, called: Sequence[Call]) -> None:
        """Whether a run is missed by some leg, and where it would be boarded or left."""
        if run.doubt is not None or self.platforms.isdisjoint(call.stop for call in called):
            return
        ends = {end for call in called for end in self._ends_at.get(call.stop, ())}
        for one in [one for start in ends for one in self._asked.get(start, ())
                    if one.end in ends and vehicles.serves(run.route_type, one.by)]:
            boards, alights = self._boards[one.start], self._boards[one.end]
            if any(rides(called, boards, alights)):
                continue
            for ride in rides(called, boards | self._near.get(one.start, set()),
                              alights | self._near.get(one.end, set())):
                for end, stop, ours in ((one.start, ride.board.stop, boards),
                                        (one.end, ride.alight.stop, alights)):
                    if stop not in ours:
                        counted = self._missed.setdefault(end, {})
                        counted[stop] = counted.get(stop, 0) + 1

    def missed(self) -> dict[End, list[tuple[Halt, int]]]:
        """At each end the stops that are missed, with how many runs."""
        return {end: [(self._halt(id), count) for id, count in sorted(counted.items())]
                for end, counted in self._missed.items()}

    def _halt(self, id: str) -> Halt:
        stop = self._stops[id]
        return Halt(id, stop.name, stop.position, frozenset((id,)))


def _is_beside(one: Stop, named: Stop) -> bool:
    """Whether a stop may be taken for another."""
    if one.is_station or named.is_station:
        return False
    if one.station and one.station == named.station:
        return True
    return (one.name.casefold() == named.name.casefold() and one.position is not None
            and named.position is not None and distance_m(one.position, named.position) <= NEAR_M)
