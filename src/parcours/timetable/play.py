"""Stops gone through in their order, with the departures of one day.

At each leg that rides on a service one takes what arrives first of all that leaves once one is
there, or a later one where the plan cannot be kept with it; everything after moves along, and each
place must be open when one really comes.

Times that a feed calls approximate are played three ways: as they are told; carefully, which alone
proves that a plan is kept; and with every hope, which alone proves that it is not. How long a walk
between a stop and its place takes, or a way that nobody timed, is our estimate: it is counted, but
denies nothing, and proves nothing that who is slower cannot keep.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from math import ceil
from typing import NamedTuple, TypeAlias

from parcours.format.choices import Kind, Mode
from parcours.timetable.changes import IMPOSSIBLE, change_min
from parcours.timetable.departures import Doubt
from parcours.timetable.extract import StopPair
from parcours.timetable.proof import Boarding, LegOnDay, walk_min
from parcours.trip.estimates import slow_minutes
from parcours.trip.factors import way_km
from parcours.trip.rides import Hindrance, Level, Obstacle, Times
from parcours.trip.trip import Visit

IsOpen: TypeAlias = Callable[[Visit, int, int, int], bool]
"""Whether the place of a visit is open from one minute to another, so many days later."""
ABOUT_MIN = 5
"""How far off an approximate time may be: a vehicle later than this is late to all timetables."""
CHANGE_MIN = 30
"""A longer stay where one gets off is a visit."""


class Reckoning(NamedTuple):
    """How a plan is played."""

    allow_min: int
    """By how much one comes later than an approximate time, and a vehicle leaves earlier."""
    walks: bool = True
    """Whether the walk between a stop and its place is counted."""
    guesses: bool = True
    """Whether a way takes as long as we estimate where nobody tells it; as little as it may else.
    """
    slower: float = 0.0
    """Which share it takes of what it may take longer than we estimate."""
    share: float = 0.0
    """How much of what is not counted is so all the same: who comes at once may find a door shut
    that opens in time for whoever comes later."""
    lingers: bool = True
    """Whether one waits on a platform as long as planned; who is late does not."""

    @property
    def hopes(self) -> bool:
        """Whether all goes as well as it may."""
        return self.allow_min < 0

    def walk_min(self, metres: int | None) -> int:
        """Minutes to reckon with between a place and a stop so far from it."""
        took_min = walk_min(metres) if self.walks else int(walk_min(metres) * self.share)
        if not (took_min and metres and self.slower):
            return took_min
        slow_min = slow_minutes(Mode.WALK, way_km(Mode.WALK, metres / 1000, through=False))
        return took_min + ceil(max(0, slow_min - took_min) * self.slower)

    def guessed_min(self, stop: Stop) -> int:
        """By how much the way to a stop takes longer than we estimate; less, where negative."""
        return ceil(stop.slower_min * self.slower) if self.guesses else -ceil(
            stop.spared_min * (1 - self.share))


AS_TOLD, CAREFUL = Reckoning(0), Reckoning(ABOUT_MIN)
HASTY, LUCKY = Reckoning(0, walks=False), Reckoning(-ABOUT_MIN, walks=False)
HOPEFUL = Reckoning(-ABOUT_MIN, walks=False, guesses=False)
IN_BETWEEN = (0.0, 0.25, 0.5, 0.75)
"""Shares of what is not counted with which a plan is tried before it is denied."""
SLOWLY = tuple(tuple(Reckoning(ABOUT_MIN, slower=share, lingers=lingers)
                     for lingers in (False, True)) for share in (1.0, 0.5))
"""As slow as may be, and half so: a door may be shut at noon alone. Each is kept in one way or the
other: who is late does not wait on a platform, and who is not is no earlier for that."""
_STOPS = {Kind.STATION, Kind.BUS_STOP}
_NOT_COUNTED = {Doubt.BOOKED: Hindrance.BOOKED, Doubt.SCHOOL: Hindrance.SCHOOL,
                Doubt.KIND: Hindrance.KIND,
                Doubt.UNREAD: Hindrance.UNREAD, Doubt.UNPUBLISHED: Hindrance.UNPUBLISHED,
                Doubt.UNTIMED: Hindrance.UNTIMED}


@dataclass(frozen=True, slots=True)
class Stop:
    """A visit, and the hour at which one has to be there, if any."""

    visit: Visit
    fixed_min: int | None
    later: int
    """So many days after one sets out."""
    spared_min: int = 0
    """By how much our estimate of the way there may be too slow."""
    slower_min: int = 0
    """By how much it may be too fast."""


class Alighted(NamedTuple):
    """The vehicle that one has just got off."""

    halt: str
    metres: int | None
    """How far that halt is from its place."""
    minute: int
    about: bool
    """Whether ``minute`` is approximate."""
    left: tuple[str, ...]
    """What `changes` name of it."""
    changes: bool
    """Whether one only changes there."""
    spared_min: int
    """Minutes of the walk to the place and back that who goes on from this halt is spared."""


@dataclass(frozen=True, slots=True)
class Ready:
    """When one can set out for a stop."""

    minute: int
    about: bool = False
    """Whether that rests on an approximate time."""
    alighted: Alighted | None = None
    latest: bool = False
    """Whether it is only the latest: one waited for a service without fixed times."""

    def at(self, allow_min: int) -> int:
        """The minute to reckon with."""
        return self.minute + (allow_min if self.about else 0)

    def at_stop(self, pair: StopPair, how: Reckoning) -> int:
        """When one can be where a departure leaves."""
        took = self.alighted
        if took and took.spared_min and took.halt == pair.start.id:
            return self.at(how.allow_min) - took.spared_min
        by_place_min = self.at(how.allow_min) + how.walk_min(pair.start.metres)
        between_min = self.between_min(pair, how)
        if not (took and between_min):
            return by_place_min
        return max(by_place_min,
                   took.minute + (how.allow_min if took.about else 0) + between_min)

    def between_min(self, pair: StopPair, how: Reckoning) -> int:
        """Minutes on foot from where one got off to where a departure leaves: each may be at hand
        of the place and far from the other. None where the feed tells how long that takes."""
        took = self.alighted
        return how.walk_min(metres_between(took.metres, pair)) if took and (
            took.halt not in pair.change_min) and took.halt != pair.start.id else 0

    def change_min(self, boarding: Boarding) -> int:
        """How long the feed says that it takes from where one got off to a departure."""
        took, pair = self.alighted, boarding.pair
        return change_min(pair.changes, pair.change_min.get(took.halt, 0), took.halt, took.left,
                          boarding.boarded) if took else 0

    def cannot_change(self, boarding: Boarding) -> bool:
        """Whether the feed says that nobody changes to it from what one came with; a stay is no
        change."""
        return self.alighted is not None and self.alighted.changes and (
            self.change_min(boarding) == IMPOSSIBLE)

    def hurries(self, boarding: Boarding, allow_min: int = 0) -> bool:
        """Whether a departure leaves sooner after one got off than a change takes."""
        return self.alighted is not None and (
            boarding.leaves_min - (allow_min if boarding.leaves_about else 0)
            < self.alighted.minute + (allow_min if self.about else 0)
            + max(0, self.change_min(boarding)))


@dataclass(frozen=True, slots=True)
class Step:
    """A stop as it is really lived."""

    stop: Stop
    ready: Ready
    boarding: Boarding | None
    """What one takes to it, where a timetable proves it."""
    times: Times
    about: bool
    """Whether one comes at an approximate time."""
    how: Reckoning
    latest: bool = False
    """Whether one comes then at the latest."""

    @property
    def done(self) -> Ready:
        """When one can go on: after a fixed hour, whenever one came."""
        took, visit = self.boarding, self.stop.visit
        free = self.stop.fixed_min is None
        return Ready(self.times.leaves_min, self.about and free, Alighted(
            took.pair.end.id, took.pair.end.metres, took.arrives_min, took.arrives_about,
            took.left, only_changes(visit),
            self.how.walk_min(took.pair.end.metres) if waits_at_stop(visit) else 0)
            if took else None, self.latest and free)


def metres_between(metres: int | None, pair: StopPair) -> int | None:
    """How far it is, by their place, from a stop so far from it to where a departure leaves."""
    known = [one for one in (metres, pair.start.metres) if one is not None]
    return sum(known) if known else None


class _End(Enum):
    """A way that nobody knows the end of."""

    UNKNOWN = "unknown"


def play(stops: Sequence[Stop], ready: Ready, rides: Mapping[int, LegOnDay], is_open: IsOpen,
         how: Reckoning = AS_TOLD) -> list[Step] | Obstacle:
    """Every stop with its times, for who sets out at ``ready``; where no choice of departures
    keeps the plan, what is in the way of the earliest.

    With every hope, what is not counted may carry one anywhere: the stops up to there are all.
    """
    if not stops:
        return []
    path: list[Step] = []
    tried: set[tuple[int, Ready]] = set()
    first: Obstacle | None = None
    left = [_arrivals(stops[0], ready, rides, how)]
    while left:
        n = len(path)
        came = next(left[-1], None)
        if came is None:
            left.pop()
            if path:
                path.pop()
            continue
        if came is _End.UNKNOWN:
            return path
        step = stay(came, is_open) if isinstance(came, Step) else came
        if isinstance(step, Obstacle):
            first = first or step
        elif n + 1 == len(stops):
            return [*path, step]
        elif (n + 1, step.done) not in tried:
            tried.add((n + 1, step.done))
            path.append(step)
            left.append(_arrivals(stops[n + 1], step.done, rides, how))
    assert first is not None  # noqa: S101  (every way ended at something)
    return first


def _arrivals(stop: Stop, ready: Ready, rides: Mapping[int, LegOnDay],
              how: Reckoning) -> Iterator[Step | Obstacle | _End]:
    """How one may come to a stop from the one before, the earliest first; as the plan tells where
    no timetable proves it."""
    visit, ride = stop.visit, rides.get(stop.visit.number)
    if ride is None or ride.level is not Level.PROVED:
        took_min = (visit.leg.minutes if visit.leg else 0) + how.guessed_min(stop)
        yield arriving(stop, ready, None, ready.minute + took_min, how)
        return

    def at_stop(pair: StopPair) -> int:
        """When one can be where a departure leaves."""
        return ready.at_stop(pair, how)

    def there(one: Boarding) -> int:
        """When one is at the place by a departure."""
        return there_min(one, how)

    def can(one: Boarding) -> bool:
        """Whether one may board a departure at all."""
        return how.hopes or not (ready.cannot_change(one) or (
            how.allow_min > 0 and ready.hurries(one, how.allow_min)))

    found = ride.boardings(at_stop, there, can, how.allow_min)
    doubts = ride.doubts_from(ready.at(how.allow_min))
    if doubts and how.hopes:
        yield _End.UNKNOWN
    for one in found:
        yield arriving(stop, ready, one, there(one), how)
    if not found:
        cannot = next(iter(ride.boardings(at_stop, there, ready.cannot_change)), None)
        yield _gone(stop, ready, ride, doubts, how) if cannot is None or doubts else Obstacle(
            Hindrance.NO_CHANGE, visit.number, stop.later, ready.minute, cannot.leaves_min,
            ready.about, cannot.leaves_about)


def there_min(boarding: Boarding, how: Reckoning) -> int:
    """When one is at a place by a departure: what is proved holds for who comes some seconds after
    the minute that is told, and nothing is denied by these."""
    return (boarding.arrives_min + how.walk_min(boarding.pair.end.metres)
            + (boarding.over and how.allow_min > 0))


def _gone(stop: Stop, ready: Ready, ride: LegOnDay, doubts: Sequence[Doubt],
          how: Reckoning) -> Obstacle:
    """Why nothing can be taken to a stop."""
    leaves = [(one.leaves_min, one.leaves_about) for one in ride.fixed()]
    oftens = [often for *_, oftens in ride.lists() for often in oftens]
    leaves += [(often.until_min, False) for often in oftens]
    leaves += [(one.until_min, False) for one in ride.not_counted()]
    as_told = Reckoning(0, how.walks)
    at_min = min((ready.at_stop(pair, as_told) for pair in ride.in_force(ride.day)),
                 default=ready.minute)
    last, about = max(leaves, default=(at_min, False))
    if doubts:
        why = _NOT_COUNTED[doubts[0]]
    elif any(often.until_min >= at_min for often in oftens):
        why = Hindrance.OFTEN
    else:
        why = Hindrance.LAST_GONE if leaves else Hindrance.NO_SERVICE
    return Obstacle(why, stop.visit.number, stop.later, at_min, last, ready.about, about,
                    ready.latest)


def only_changes(visit: Visit) -> bool:
    """Whether one stays at a stop for no more than the next departure."""
    return visit.stay_min <= CHANGE_MIN and not visit.night


def waits_at_stop(visit: Visit) -> bool:
    """Whether one changes at a stop or a station, and need not come to any place."""
    return visit.place.kind in _STOPS and only_changes(visit)


def arriving(stop: Stop, ready: Ready, boarding: Boarding | None, arrives_min: int,
             how: Reckoning) -> Step:
    """A stop to which one comes at a time, as long as one stays there."""
    begins = arrives_min if stop.fixed_min is None else stop.fixed_min
    # who is late on a platform does not wait there
    stay_min = stop.visit.stay_min if how.lingers or not waits_at_stop(stop.visit) else 0
    return Step(stop, ready, boarding, Times(arrives_min, begins, begins + stay_min),
                ready.about if boarding is None else boarding.arrives_about, how,
                ready.latest if boarding is None else bool(boarding.every_min) and not how.hopes)


def stay(step: Step, is_open: IsOpen) -> Step | Obstacle:
    """A stop to which one comes, or why one cannot stay there as planned."""
    stop, times = step.stop, step.times
    number, later = stop.visit.number, stop.later
    off_min = step.how.allow_min if step.about else 0
    if stop.fixed_min is not None and times.arrives_min + off_min > stop.fixed_min:
        return Obstacle(Hindrance.LATE, number, later, times.arrives_min, times.begins_min,
                        step.about, at_latest=step.latest)
    if not stop.visit.optional and not _open(step, is_open, off_min if step.done.about else 0):
        return Obstacle(Hindrance.SHUT, number, later, times.begins_min, times.leaves_min,
                        step.done.about, step.done.about, step.done.latest)
    return step


def _open(step: Step, is_open: IsOpen, off_min: int) -> bool:
    """Whether a place is open for the whole visit; where one may come later, then as well; with
    hope, at some minute about."""
    visit, later, times = step.stop.visit, step.stop.later, step.times
    if off_min >= 0:
        return is_open(visit, times.begins_min, times.leaves_min + off_min, later)
    return any(is_open(visit, times.begins_min + by, times.leaves_min + by, later)
               for by in range(off_min, 1 - off_min))
