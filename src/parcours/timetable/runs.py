"""From calls to departures: what one can board at one halt and leave at another, in one run."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from parcours.diagnostics.diagnostic import Words
from parcours.timetable.archive import FeedFiles
from parcours.timetable.clock import seconds_of
from parcours.timetable.fault import BadFeed, short
from parcours.timetable.stop_times import BY_TELEPHONE, BY_THE_DRIVER, NOT_HERE, UNTIMED, Call
from parcours.timetable.table import rows
from parcours.trip.rides import Caveat

MAX_REPEATS = 5000
"""Departures of one row of ``frequencies.txt``: one every 17 s for a day."""


class Ride(NamedTuple):
    """From one halt to another by one run: both calls."""

    board: Call
    alight: Call

    @property
    def timed(self) -> bool:
        """Whether the feed gives both times; what lies between two times is not guessed."""
        return UNTIMED not in (self.board.leaves, self.alight.arrives)

    @property
    def on_request(self) -> bool:
        """Whether one must telephone first, at either end."""
        return BY_TELEPHONE in (self.board.pickup, self.alight.drop_off)

    @property
    def caveats(self) -> Caveat:
        """What one has to know to take it."""
        said = ((Caveat.LEAVES_ABOUT, self.board.about), (Caveat.ARRIVES_ABOUT, self.alight.about),
                (Caveat.WAVE, self.board.pickup == BY_THE_DRIVER),
                (Caveat.TELL, self.alight.drop_off == BY_THE_DRIVER))
        return Caveat(sum(caveat for caveat, is_so in said if is_so))


@dataclass(frozen=True, slots=True)
class Repeat:
    """A row of ``frequencies.txt``: seconds, the end excluded."""

    begins: int
    ends: int
    every: int
    exact: bool

    def starts(self) -> range:
        """When a run leaves its first stop."""
        return range(self.begins, self.ends, self.every)


def rides(calls: Sequence[Call], boards: Collection[str],
          alights: Collection[str]) -> Iterator[Ride]:
    """Every ride of a run, its calls given in order: from each boarding to the next alighting.

    A run that comes by twice before it arrives is boarded the last time, and left the first; where
    it must be booked then, or has no time, the other time if that is sure. On a loop, the halt
    where it ends is not where it began.
    """
    waiting: Call | None = None
    unsure: Ride | None = None
    for call in calls:
        if waiting is not None and call.stop in alights and call.drop_off != NOT_HERE:
            ride = Ride(waiting, call)
            if _is_sure(call.drop_off, call.arrives) or not _is_sure(
                    waiting.pickup, waiting.leaves):
                yield ride
                waiting = unsure = None
            else:
                unsure = unsure or ride
        if call.stop in boards and call.pickup != NOT_HERE and (
                waiting is None or _is_sure(call.pickup, call.leaves)
                or not _is_sure(waiting.pickup, waiting.leaves)):
            if unsure is not None:
                yield unsure
            waiting, unsure = call, None
    if unsure is not None:
        yield unsure


def _is_sure(handling: str, seconds: int) -> bool:
    """Whether a vehicle stops at a time that is told, and for whoever has not telephoned."""
    return handling != BY_TELEPHONE and seconds != UNTIMED


def seated(runs: Sequence[Sequence[Call]], boards: Collection[str],
           alights: Collection[str]) -> Iterator[Ride]:
    """Every ride that begins in the first of some runs of one vehicle and ends in the last.

    Who boards where a run only ends takes the next one; who gets off where it begins took the one
    before.
    """
    first, last = ({id(call) for call in run} for run in (runs[0], runs[-1]))
    for ride in rides([call for run in runs for call in run], boards, alights):
        if id(ride.board) in first and id(ride.alight) in last and (
                not ride.timed or ride.alight.arrives >= ride.board.leaves):
            yield ride


def refuse_backwards(ride: Ride, file: str) -> None:
    """Raise `BadFeed` where a run arrives before it left."""
    if ride.timed and ride.alight.arrives < ride.board.leaves:
        raise BadFeed(file, Words("l’arrivée est avant le départ", "it arrives before it leaves"),
                      line=ride.alight.line)


def read_repeats(files: FeedFiles) -> Mapping[str, list[Repeat]]:
    """The runs that only stand as a pattern, and when they are repeated."""
    name = "frequencies.txt"
    found: dict[str, list[Repeat]] = {}
    if not files.holds(name):
        return found
    for line, (run, begins, ends, every, exact) in rows(
            files, name, ("trip_id", "start_time", "end_time", "headway_secs"), ("exact_times",)):
        start, end = seconds_of(begins), seconds_of(ends)
        step = int(every) if every.isascii() and every.isdigit() and len(every) < 7 else 0
        if start is None or end is None or step < 1 or exact not in ("", "0", "1"):
            raise BadFeed(files.file(name), Words(
                f"« {short(' '.join((begins, ends, every, exact)))} » ne dit pas une fréquence",
                f"'{short(' '.join((begins, ends, every, exact)))}' does not tell a frequency"),
                line=line)
        repeat = Repeat(start, end, step, exact == "1")
        if len(repeat.starts()) > MAX_REPEATS:
            raise BadFeed(files.file(name), Words(
                "cette fréquence donne trop de départs",
                "this frequency gives too many departures"), line=line, code="too-large")
        found.setdefault(run, []).append(repeat)
    return found
