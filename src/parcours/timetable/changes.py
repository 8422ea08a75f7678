"""How long a feed says that it takes to change from one halt to another, or at one halt."""

from __future__ import annotations

from collections.abc import Iterable

from parcours.timetable.archive import FeedFiles
from parcours.timetable.stops import Halt
from parcours.timetable.table import rows

_TAKES_TIME = "2"
"""The ``transfer_type`` of a row that says how long."""


def read_changes(files: FeedFiles, halts: Iterable[Halt]) -> dict[tuple[str, str], int]:
    """Minutes from one halt to another, by both their ids: the longest of what is told of their
    platforms. What holds for some routes or runs alone is not read."""
    of: dict[str, set[str]] = {}
    for halt in halts:
        for id in (halt.id, *halt.boards):
            of.setdefault(id, set()).add(halt.id)
    found: dict[tuple[str, str], int] = {}
    name = "transfers.txt"
    if not (of and files.has(name)):
        return found
    for _, (start, end, kind, seconds, *some) in rows(
            files, name, (), ("from_stop_id", "to_stop_id", "transfer_type", "min_transfer_time",
                              "from_route_id", "to_route_id", "from_trip_id", "to_trip_id"),
            where=("from_stop_id", of)):
        if kind != _TAKES_TIME or any(some) or not (
                seconds.isascii() and seconds.isdigit() and len(seconds) < 6):
            continue
        for a in of.get(start, ()):
            for b in of.get(end, ()):
                found[a, b] = max(found.get((a, b), 0), -(-int(seconds) // 60))
    return found
