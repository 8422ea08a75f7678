"""Whether a route can be done on a day: its plan, played with the departures of that day.

The plan keeps its order, its stays and its fixed hours (`play`). One question may hold for many
days: `plan_on` also tells for which others of those that have the same departures.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from parcours.content.atlas import Atlas
from parcours.format.choices import ON_THE_WAY
from parcours.hours.clock import DAY_MIN
from parcours.hours.day_set import DaySet
from parcours.timetable.extract import Extract, StopPair
from parcours.timetable.legs import ServiceLeg, service_legs
from parcours.timetable.play import (
    ABOUT_MIN,
    AS_TOLD,
    CAREFUL,
    HASTY,
    HOPEFUL,
    IN_BETWEEN,
    LUCKY,
    SLOWLY,
    IsOpen,
    Ready,
    Reckoning,
    Step,
    Stop,
    arriving,
    metres_between,
    play,
    stay,
    there_min,
    waits_at_stop,
)
from parcours.timetable.proof import Boarding, LegOnDay, known_pairs, level_of, walk_min, with_pairs
from parcours.trip.estimates import slower_min, spared_min
from parcours.trip.open_days import closed_by_notice, open_on
from parcours.trip.rides import DayPlan, Level, Obstacle, Ride
from parcours.trip.trip import Trip, Visit

KnownLegs: TypeAlias = Sequence[tuple[ServiceLeg, Sequence[StopPair]]]


def legs_on(trip: Trip, extract: Extract | None, start: date) -> list[LegOnDay]:
    """What is known of each service leg for who sets out on a day."""
    return on_start(known_legs(trip, extract), start)


def known_legs(trip: Trip, extract: Extract | None) -> KnownLegs:
    """Each service leg of a trip with what the extract has of it."""
    return [(leg, known_pairs(leg, extract)) for leg in service_legs(trip)]


def on_start(known: KnownLegs, start: date) -> list[LegOnDay]:
    """What is known of these legs for who sets out on a day."""
    return [with_pairs(leg, pairs, start + timedelta(days=leg.day - 1)) for leg, pairs in known]


def plan_on(trip: Trip, atlas: Atlas, legs: Sequence[LegOnDay], start: date,
            alike: DaySet) -> DayPlan:
    """The plan for who sets out on ``start``.

    It holds for those of ``alike``, start days that have the same departures, on which the places
    answer as they do on ``start``; ``start`` is one of them.
    """
    hours = _Hours(start, alike, atlas)
    rides = {one.leg.end.number: one for one in legs}
    level = level_of(legs) if legs else _without_services(trip)
    days = [[Stop(visit, stop.arrive, day.number - 1, int(spared_min(visit, trip.visits)),
                  slower_min(visit))
             for visit, stop in zip(day.visits, written.stops, strict=True)]
            for day, written in zip(trip.days, trip.itinerary.days, strict=True)]
    steps: list[Step] = []
    obstacle: Obstacle | None = None
    hurry: Obstacle | None = None
    slower: Obstacle | None = None
    unsure = False
    promises = level is Level.PROVED or not legs
    for stops, written in zip(days, trip.itinerary.days, strict=True):
        ready = _sets_out(written.start, steps)
        day = _lived(stops, ready, rides, hours.is_open)
        if ready.minute > written.start and isinstance(day.found, Obstacle) and (
                _may_come_earlier(steps)):
            day = day._replace(unsure=True)
        unsure |= day.unsure
        if isinstance(day.found, Obstacle):
            obstacle, unsure, hurry, slower = day.found, day.unsure, None, None
            break
        steps += day.found
        hurry = hurry or day.hurry
        if promises and not unsure and slower is None:
            slower = _missed_if_slower(stops, ready, rides, hours.is_open)
    back = _last_back(days[-1], trip.itinerary.days[-1].start, rides, hours)
    kept = [] if obstacle else steps
    if obstacle is not None and (
            before := [one for one in legs if one.leg.end.number <= obstacle.number]):
        level = level_of(before)  # what comes after it is no part of why
    slower = None if unsure else slower
    unsure |= slower is not None
    if unsure and level is Level.PROVED:
        level = Level.UNKNOWN
    return DayPlan(hours.alike, level, tuple(step.times for step in kept),
                   tuple(_rides(kept, rides)), obstacle, back, unsure, hurry, slower)


def _sets_out(start_min: int, before: Sequence[Step]) -> Ready:
    """When one sets out on a day: not before one has come to where the day before ends."""
    if not before:
        return Ready(start_min)
    last = before[-1]
    there_min = last.times.begins_min if last.stop.visit.night else last.times.leaves_min
    late = there_min - DAY_MIN > start_min
    return Ready(there_min - DAY_MIN, last.done.about, latest=last.done.latest) if (
        late) else Ready(start_min)


def _may_come_earlier(before: Sequence[Step]) -> bool:
    """Whether a day may end before it is said to: at an approximate time, or at the latest, or by
    our estimate of a way."""
    last = before[-1]
    return last.about or last.latest or bool(last.stop.spared_min)


class _Lived(NamedTuple):
    """A day as one lives it."""

    found: list[Step] | Obstacle
    unsure: bool = False
    """Whether that is neither proved nor denied."""
    hurry: Obstacle | None = None
    """What is in the way where walks are counted, and only there."""


def _lived(stops: Sequence[Stop], ready: Ready, rides: Mapping[int, LegOnDay],
           is_open: IsOpen) -> _Lived:
    """A day as it is kept surely, else as it is told, else by who walks in no time at all: how long
    a walk takes is our estimate, by which nothing is denied; nor by that of any other way."""
    if not _open_to_doubt(stops, rides):
        return _Lived(play(stops, ready, rides, is_open))
    surely = play(stops, ready, rides, is_open, CAREFUL)
    if not isinstance(surely, Obstacle):
        return _Lived(surely)
    told = play(stops, ready, rides, is_open, AS_TOLD)
    if not isinstance(told, Obstacle):
        return _Lived(told, unsure=True)
    hasty = _in_between(stops, ready, rides, is_open, HASTY)
    if not isinstance(hasty, Obstacle):
        return _Lived(hasty, unsure=True, hurry=told)
    hopeful = _in_between(stops, ready, rides, is_open, HOPEFUL)
    if not isinstance(hopeful, Obstacle):
        guessed = isinstance(play(stops, ready, rides, is_open, LUCKY), Obstacle)
        return _Lived(replace(hasty, guessed=guessed), unsure=True)
    # that one comes so late at the latest is not why: one comes too late at the earliest
    return _Lived(hopeful if hasty.at_latest else hasty)


def _in_between(stops: Sequence[Stop], ready: Ready, rides: Mapping[int, LegOnDay],
                is_open: IsOpen, how: Reckoning) -> list[Step] | Obstacle:
    """A day as it is kept by who takes no time for what is not counted, or some of it; else what is
    in the way of the first of these."""
    ways = (play(stops, ready, rides, is_open, how._replace(share=share)) for share in IN_BETWEEN)
    first = next(ways)
    return next((way for way in ways if not isinstance(way, Obstacle)), first) if isinstance(
        first, Obstacle) else first


def _missed_if_slower(stops: Sequence[Stop], ready: Ready, rides: Mapping[int, LegOnDay],
                      is_open: IsOpen) -> Obstacle | None:
    """What is in the way, on a day that is kept surely by our estimates, of who is slower than
    these; None where nothing is."""
    if not any(stop.slower_min for stop in stops) and not any(
            one.asks_to_walk for one in rides.values()) and not _walks_between(stops, rides):
        return None
    for share in SLOWLY:
        played = [play(stops, ready, rides, is_open, how) for how in share]
        obstacles = [found for found in played if isinstance(found, Obstacle)]
        if len(obstacles) == len(played):
            return obstacles[0]
    return None


def _open_to_doubt(stops: Sequence[Stop], rides: Mapping[int, LegOnDay]) -> bool:
    """Whether some times are approximate or not fixed, something is not counted, changes take their
    time, a stop is a walk away, or we estimate how long a way takes."""
    return any(stop.spared_min or stop.slower_min for stop in stops) or any(
        one.is_about or one.is_often or one.asks_to_change or one.asks_to_walk
        or one.has_seconds or one.not_counted() for one in rides.values()) or (
            _walks_between(stops, rides))


def _walks_between(stops: Sequence[Stop], rides: Mapping[int, LegOnDay]) -> bool:
    """Whether one walks from a stop of a place to another one of it, for as long as we estimate."""
    ridden = [(rides[a.visit.number], rides[b.visit.number]) for a, b in pairwise(stops)
              if a.visit.number in rides and b.visit.number in rides]
    return any(walk_min(metres_between(came.end.metres, pair)) and came.end.id != pair.start.id
               for before, after in ridden for came in before.in_force(before.day)
               for pair in after.in_force(after.day))


class _Hours:
    """Asks whether places are open for who sets out on one day, and keeps the days for which each
    answer is the same."""

    def __init__(self, start: date, alike: DaySet, atlas: Atlas) -> None:
        self._start, self._atlas, self.alike = start, atlas, alike

    def is_open(self, visit: Visit, start_min: int, end_min: int, later: int) -> bool:
        """Whether the place of a visit is open from one minute to another."""
        days = open_on(visit, start_min, end_min, later, self._atlas)
        found = self._start in days
        self.alike = self.alike & days if found else self.alike - days
        return found

    def is_closed(self, stop: Stop) -> bool:
        """Whether a notice closes a station or a halt on that day."""
        if stop.visit.place.kind not in ON_THE_WAY:
            return False
        days = closed_by_notice(stop.visit, stop.later, self._atlas)
        found = self._start in days
        self.alike = self.alike & days if found else self.alike - days
        return found


def _without_services(trip: Trip) -> Level:
    """The level of a plan that depends on no timetable: nothing is proved by there being none."""
    told = all(not leg.minutes_estimated for leg in trip.legs)
    return Level.TOLD if told else Level.UNKNOWN


def _rides(steps: Sequence[Step], rides: Mapping[int, LegOnDay]) -> Iterator[Ride]:
    for step in steps:
        if step.boarding is not None:
            number = step.stop.visit.number
            yield _ride(number, step.ready, step.boarding, rides[number], walks=step.how.walks)


def _ride(number: int, ready: Ready, taken: Boarding, leg: LegOnDay, *,
          walks: bool = True) -> Ride:
    others = (one for some in leg.vehicles() if taken not in some for one in some)
    later = min((one for one in others if one.leaves_min > taken.leaves_min),
                key=lambda one: (one.leaves_min, one.arrives_min), default=None)
    at_stop_min = ready.at_stop(taken.pair, Reckoning(0, walks))
    got_off_min = ready.alighted.minute if ready.alighted else ready.minute
    between_min = ready.between_min(taken.pair, AS_TOLD)
    if ready.at_stop(taken.pair, AS_TOLD) > got_off_min + between_min:
        between_min = 0  # one stays long enough to walk by the place
    careful_min = ready.at_stop(taken.pair, Reckoning(ABOUT_MIN, walks))
    return Ride(number, at_stop_min, taken.leaves_min, taken.arrives_min, taken.by,
                taken.pair.routes.get(taken.route, ""), taken.pair.start, taken.pair.end,
                later.leaves_min if later else None, taken.every_min,
                leg.unfixed_after(taken.leaves_min), taken.caveats,
                later is not None and later.leaves_about,
                careful_min > taken.leaves_min - (ABOUT_MIN if taken.leaves_about else 0),
                ready.change_min(taken) if ready.hurries(taken) else 0, taken.clocks_min,
                later.pair.start.name if later and later.pair.start.id != taken.pair.start.id
                else "",
                0 if between_min else max(0, ready.at_stop(taken.pair, AS_TOLD) - ready.minute),
                walk_min(taken.pair.end.metres), walks, between_min)


def _last_back(stops: Sequence[Stop], sets_out_min: int, rides: Mapping[int, LegOnDay],
               hours: _Hours) -> Ride | None:
    """The last departure of the way back from which the rest of the last day still works.

    The way back begins with the last ride, or earlier where one only changes before it.
    """
    begin = _way_back(stops, rides)
    if begin is None:
        return None
    stop = stops[begin]
    leg = rides[stop.visit.number]
    if leg.level is not Level.PROVED or (begin and hours.is_closed(stops[begin - 1])):
        return None
    for taken in reversed(leg.fixed()):
        if taken.leaves_min < sets_out_min or leg.unfixed_after(taken.leaves_min):
            return None  # gone before the day begins; or another comes after it, nobody knows when
        if all(any(_gets_home(stops[begin:], taken, rides, hours, how) for how in ways)
               for ways in ((CAREFUL,), *SLOWLY)):
            begins = Ready(taken.leaves_min - walk_min(taken.pair.start.metres))
            return _ride(stop.visit.number, begins, taken, leg)
        if _open_to_doubt(stops, rides) and any(
                _gets_home(stops[begin:], taken, rides, hours, HOPEFUL._replace(share=share))
                for share in IN_BETWEEN):
            return None  # perhaps this one, perhaps one before
    return None


def _gets_home(stops: Sequence[Stop], taken: Boarding, rides: Mapping[int, LegOnDay],
               hours: _Hours, how: Reckoning) -> bool:
    """Whether the rest of a day can be kept by who takes a departure to its first stop."""
    step = stay(arriving(stops[0], Ready(taken.leaves_min), taken, there_min(taken, how), how),
                hours.is_open)
    return not isinstance(step, Obstacle) and not isinstance(
        play(stops[1:], step.done, rides, hours.is_open, how), Obstacle)


def _way_back(stops: Sequence[Stop], rides: Mapping[int, LegOnDay]) -> int | None:
    """Which stop of the last day the way back first rides to."""
    begin: int | None = None
    for n in range(len(stops) - 1, -1, -1):
        if stops[n].visit.number in rides:
            begin = n
        if begin is not None and n > 0 and not _only_changes(stops[n - 1].visit):
            break
    return begin


def _only_changes(visit: Visit) -> bool:
    return waits_at_stop(visit)
