"""How surely a leg runs on a date: proved by an extract, lapsed with it, told by an office."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from parcours.format.choices import Mode
from parcours.hours.clock import DAY_MIN
from parcours.timetable.departures import (
    ANY_TIME,
    NIGHT_MIN,
    Departure,
    Doubt,
    NotCounted,
    Often,
)
from parcours.timetable.extract import Extract, StopPair
from parcours.timetable.legs import ServiceLeg
from parcours.trip import factors
from parcours.trip.rides import Caveat, FeedSource, Level, Timed

AT_HAND_M = 200
"""Whoever is this near to a stop is at it."""


@dataclass(frozen=True, slots=True)
class Boarding(Timed):
    """A departure that one may take; of a service without fixed times, at the latest."""

    leaves_min: int
    arrives_min: int
    by: Mode
    route: str
    pair: StopPair
    every_min: int = 0
    caveats: Caveat = Caveat.NONE
    clocks_min: int = 0
    boarded: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    over: bool = False


@dataclass(frozen=True, slots=True)
class LegOnDay:
    """A leg on one date, with the pairs of stops that prove it."""

    leg: ServiceLeg
    day: date
    level: Level
    pairs: Sequence[StopPair]
    """All that the extract has of the leg, those that do not cover the date included."""

    def in_force(self, day: date) -> list[StopPair]:
        """The pairs that speak for a date; of two feeds of the same lines that both do, the one
        that begins later, also where it names its stops otherwise. What another network, or another
        part of it, runs between the same stops is not undone by it."""
        speaking = [pair for pair in self.pairs if pair.covers(day)]
        return [pair for n, pair in enumerate(speaking) if not any(
            (one.feed.first, -m) > (pair.feed.first, -n) and _undoes(one, pair)
            for m, one in enumerate(speaking))]

    def _unread(self) -> bool:
        """Whether a network that joins both places does not speak for the date."""
        speaking = self.in_force(self.day)
        return any(pair.joins and not pair.covers(self.day) and not any(
            _same_lines(one, pair) if _halts(one) == _halts(pair) else _one_network(
                one.feed, pair.feed) and _file(one.feed) != _file(pair.feed)
            for one in speaking) for pair in self.pairs)

    def lists(self) -> tuple[tuple[StopPair, tuple[Departure, ...], tuple[Departure, ...],
                                   tuple[Often, ...]], ...]:
        """What is in force that date: of each pair the departures, those of the night after, and
        what runs without fixed times, the night after included. Two dates with equal lists have the
        same services."""
        then = self.day + timedelta(days=1)
        return tuple((pair, pair.departures.get(self.day, ()), _of_the_night(
            pair.departures.get(then, ())), (*pair.often.get(self.day, ()), *_often_in_the_night(
                pair.often.get(then, ())))) for pair in self.in_force(self.day))

    def all_departures(self) -> list[Departure]:
        """Every departure of the date and of the night after it, whatever the pair of stops, in
        order; minutes from the date's midnight."""
        return sorted(Departure(one.leaves_min, one.arrives_min, one.by, one.route, one.caveats,
                                one.clocks_min, one.boarded, one.left, one.over)
                      for one in self.fixed())

    def fixed(self) -> list[Boarding]:
        """The same with the stops of each."""
        return sorted(self._fixed(), key=lambda one: (one.leaves_min, one.arrives_min))

    def _fixed(self) -> Iterator[Boarding]:
        for pair, today, night, _ in self.lists():
            for later_min, departures in ((0, today), (DAY_MIN, night)):
                for one in departures:
                    yield Boarding(
                        one.leaves_min + later_min, one.arrives_min + later_min, one.by, one.route,
                        pair, 0, one.caveats, one.clocks_min, one.boarded, one.left, one.over)

    def vehicles(self) -> list[list[Boarding]]:
        """The same by what one boards: a vehicle that calls at several stops of one place is one,
        as is one that two timetables have."""
        of: dict[tuple[object, ...], list[Boarding]] = {}
        for one in self.fixed():
            known = {id(of[sign]): of[sign] for sign in _signs(one) if sign in of}
            same = [*(each for some in known.values() for each in some), one]
            for each in same:
                of |= dict.fromkeys(_signs(each), same)
        return [*{id(some): some for some in of.values()}.values()]

    def not_counted(self) -> tuple[NotCounted, ...]:
        """What runs that date, or may, and proves nothing."""
        found = {one for pair in self.in_force(self.day)
                 for one in pair.not_counted.get(self.day, ())}
        if self.level is Level.PROVED and self._unread():
            found.add(NotCounted(Doubt.UNREAD, ANY_TIME))
        return tuple(sorted(found))

    def doubts_from(self, minute: int) -> list[Doubt]:
        """Why nobody can say that nothing is left from a minute of the date on."""
        return [one.doubt for one in self.not_counted() if one.until_min >= minute]

    def unfixed_after(self, minute: int) -> bool:
        """Whether something of which nobody knows the time, or that must be booked, still runs
        after a minute of the date."""
        return bool(self.doubts_from(minute)) or any(
            often.until_min > minute for *_, oftens in self.lists() for often in oftens)

    @property
    def asks_to_change(self) -> bool:
        """Whether the feed says how long a change takes before one boards."""
        return any(pair.change_min or pair.changes for pair in self.in_force(self.day))

    @property
    def asks_to_walk(self) -> bool:
        """Whether one walks between a place and a stop of the date, for as long as we estimate."""
        return any(walk_min(halt.metres) for pair in self.in_force(self.day)
                   for halt in (pair.start, pair.end))

    @property
    def has_seconds(self) -> bool:
        """Whether something of the date arrives some seconds after its minute."""
        return any(one.over for one in self.fixed())

    @property
    def is_about(self) -> bool:
        """Whether some time of the date is approximate."""
        return any(one.leaves_about or one.arrives_about for one in self.fixed()) or any(
            often.caveats & (Caveat.LEAVES_ABOUT | Caveat.ARRIVES_ABOUT)
            for *_, oftens in self.lists() for often in oftens)

    @property
    def is_often(self) -> bool:
        """Whether something runs without fixed times on the date."""
        return any(oftens for *_, oftens in self.lists())

    def boardings(self, ready_at: Callable[[StopPair], int], there_at: Callable[[Boarding], int],
                  can: Callable[[Boarding], bool], allow_min: int = 0) -> list[Boarding]:
        """What one can take who is at the stop of a pair from a minute on, of what one ``can``
        board at all: one for each time at which one is at the place by it (``there_at``), the
        earliest first; of several the one for which one has most time.

        A service without fixed times is waited for as long as it may take. One that leaves at an
        approximate time may leave ``allow_min`` earlier; where that is negative, later, and what
        has no fixed times may come at any minute.
        """
        found = {(there_at(one), one.arrives_about): one for one in sorted(
            self.fixed(), key=lambda one: one.leaves_min - ready_at(one.pair))
                 if one.leaves_min - (allow_min if one.leaves_about else 0) >= ready_at(one.pair)
                 and can(one)}
        for pair, _, _, oftens in self.lists():
            for often in oftens:
                caveats = often.caveats & ~Caveat.LEAVES_ABOUT
                if allow_min < 0:  # times about ``-allow_min`` stand for those between
                    caveats |= Caveat.ARRIVES_ABOUT
                for boards in _may_board(often, ready_at(pair), allow_min):
                    one = Boarding(boards, boards + often.ride_min, often.by, often.route, pair,
                                   often.every_min, caveats)
                    if can(one):
                        found.setdefault((there_at(one), one.arrives_about), one)
        return [found[key] for key in sorted(found)]


@cache
def walk_min(metres: int | None) -> int:
    """Minutes on foot between a place and a stop so far from it, as the site estimates them; none
    where it is at hand, or nobody knows how far it is."""
    if metres is None or metres < AT_HAND_M:
        return 0
    return factors.minutes_between(Mode.WALK, metres)


def _signs(one: Boarding) -> tuple[tuple[object, ...], ...]:
    """What two departures of one vehicle have in common, one of these at least: on one line they
    leave a stop together, or arrive together; or they are both at both ends together."""
    pair = one.pair
    return ((one.route, "from", pair.start.id, one.leaves_min),
            (one.route, "to", pair.end.id, one.arrives_min),
            (one.leaves_min, one.arrives_min, one.by))


def _halts(pair: StopPair) -> tuple[str, str]:
    return pair.start.id, pair.end.id


def _undoes(one: StopPair, former: StopPair) -> bool:
    """Whether a pair says all that holds of what a former timetable said: of the same stops; or of
    others, where it is from a newer file that has every line which went there."""
    if _halts(one) == _halts(former):
        return _same_lines(one, former)
    return (_file(one.feed) != _file(former.feed) and bool(former.routes) and all(
        not one.lines.isdisjoint(line) for line in former.routes.items())
        and _same_lines(one, former))


def _file(feed: FeedSource) -> tuple[str, str]:
    return feed.file, feed.version


def _same_lines(one: StopPair, other: StopPair) -> bool:
    """Whether two pairs of the same stops are of one timetable, at two times. A network may also
    publish its parts each by itself, such as regional trains and those between cities: their lines
    are others."""
    return _one_network(one.feed, other.feed) and (
        one.feed.file == other.feed.file or not (one.lines and other.lines)
        or bool(one.lines & other.lines))


def _one_network(a: FeedSource, b: FeedSource) -> bool:
    """Whether two feeds are of one network, as far as they name an agency that both have; where
    they are told apart by all their lines, they are of two."""
    if b.file in a.apart or a.file in b.apart:
        return False
    names, others = ({*one.agencies} or {*one.publisher.split(", ")} for one in (a, b))
    return bool(names & others)


def _of_the_night(departures: tuple[Departure, ...]) -> tuple[Departure, ...]:
    """Those that still belong to the night before; departures are in order."""
    if not departures or departures[0].leaves_min >= NIGHT_MIN:
        return ()
    return tuple(one for one in departures if one.leaves_min < NIGHT_MIN)


def _often_in_the_night(oftens: tuple[Often, ...]) -> Iterator[Often]:
    """The same of what runs without fixed times, as long as that night lasts."""
    for one in oftens:
        if one.from_min < NIGHT_MIN:
            yield replace(one, from_min=one.from_min + DAY_MIN,
                          until_min=min(one.until_min, NIGHT_MIN) + DAY_MIN)


def _may_board(often: Often, ready_min: int, allow_min: int) -> range:
    """When who is at a stop from a minute on boards a service without fixed times: at the latest,
    and each time after that; where ``allow_min`` is negative, at any time, each a few minutes from
    one of these."""
    begins = max(ready_min, often.from_min)
    if allow_min >= 0:
        return range(begins + often.every_min, often.until_min + 1, often.every_min)
    step = -2 * allow_min
    return range(begins, often.until_min + step if begins <= often.until_min else begins, step)


def _speaking(pairs: Sequence[StopPair]) -> list[StopPair]:
    """The pairs whose feeds say how one goes: those that join both places, and what their networks
    say of the same stops later. A network that goes elsewhere, and lists these stops all the same,
    proves nothing, for no day; where none joins them, all say so."""
    join = [pair.feed for pair in pairs if pair.joins]
    return [pair for pair in pairs if pair.joins or any(
        _one_network(pair.feed, feed) for feed in join)] if join else list(pairs)


def known_pairs(leg: ServiceLeg, extract: Extract | None) -> list[StopPair]:
    """What an extract has of a leg: nothing where its places now name other stops."""
    named = leg.wanted.start.named, leg.wanted.end.named
    return _speaking([pair for pair in (extract.pairs.get(leg.ends, ()) if extract else ())
                      if pair.named == named and all(pair.named)])


def on_day(leg: ServiceLeg, extract: Extract | None, day: date) -> LegOnDay:
    """What is known of a leg on a date."""
    return with_pairs(leg, known_pairs(leg, extract), day)


def with_pairs(leg: ServiceLeg, pairs: Sequence[StopPair], day: date) -> LegOnDay:
    """The same where one knows what an extract has of the leg."""
    if any(pair.covers(day) for pair in pairs):
        return LegOnDay(leg, day, Level.PROVED, pairs)
    if pairs and all(pair.feed.last < day for pair in pairs):
        return LegOnDay(leg, day, Level.LAPSED, pairs)
    told = leg.end.leg is not None and not leg.end.leg.minutes_estimated
    return LegOnDay(leg, day, Level.TOLD if told else Level.UNKNOWN, pairs)


def level_of(legs: Sequence[LegOnDay]) -> Level:
    """The level of a plan that has such legs: what lapsed comes before what was never proved, since
    it was promised."""
    levels = {one.level for one in legs}
    return next((level for level in (Level.UNKNOWN, Level.LAPSED, Level.TOLD) if level in levels),
                Level.PROVED)
