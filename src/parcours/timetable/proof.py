"""How surely a leg runs on a date: proved by an extract, lapsed with it, told by an office."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from parcours.timetable.clock import DAY_MIN
from parcours.timetable.extract import Extract, StopPair
from parcours.timetable.feed import Departure
from parcours.timetable.legs import ServiceLeg

NIGHT_MIN = 4 * 60
"""What leaves before this hour still belongs to the night before."""


class Level(StrEnum):
    """The surest comes first."""

    PROVED = "proved"
    LAPSED = "lapsed"  # an extract proved it until a date that is past
    TOLD = "told"  # an office gives a time, and no timetable was read
    UNKNOWN = "unknown"  # nobody gives a time: it is our estimate


@dataclass(frozen=True, slots=True)
class LegOnDay:
    """A leg on one date, with the pairs of stops that prove it."""

    leg: ServiceLeg
    day: date
    level: Level
    pairs: Sequence[StopPair]
    """All that the extract has of the leg, those that do not cover the date included."""

    def in_force(self, day: date) -> list[StopPair]:
        """The pairs that speak for a date; of two feeds that both do, the one that begins later."""
        newest: dict[tuple[str, str], StopPair] = {}
        for pair in self.pairs:
            known = newest.get((pair.start, pair.end))
            if pair.covers(day) and (known is None or pair.feed.first > known.feed.first):
                newest[pair.start, pair.end] = pair
        return list(newest.values())

    def all_departures(self) -> list[Departure]:
        """Every departure of the date and of the night after it, whatever the pair of stops, in
        order; minutes from the date's midnight."""
        return sorted(self._all())

    def _all(self) -> Iterator[Departure]:
        for pair in self.in_force(self.day):
            yield from pair.departures.get(self.day, ())
            for one in pair.departures.get(self.day + timedelta(days=1), ()):
                if one.leaves_min < NIGHT_MIN:
                    yield Departure(one.leaves_min + DAY_MIN, one.arrives_min + DAY_MIN, one.by,
                                    one.route)

    def arrivals(self, ready_min: int) -> list[int]:
        """When one can arrive who is at the stop at ``ready_min``, by any later departure, the
        earliest first.

        A service without fixed times is waited for as long as it may take.
        """
        found = {one.arrives_min for one in self.all_departures() if one.leaves_min >= ready_min}
        for pair in self.in_force(self.day):
            for often in pair.often.get(self.day, ()):
                first = max(ready_min, often.from_min) + often.every_min
                found.update(boards + often.ride_min for boards in range(
                    first, often.until_min + 1, often.every_min))
        return sorted(found)


def on_day(leg: ServiceLeg, extract: Extract | None, day: date) -> LegOnDay:
    """What is known of a leg on a date."""
    pairs = [pair for pair in (extract.pairs.get(leg.key, ()) if extract else ())
             if pair.named == (leg.wanted.start.named, leg.wanted.end.named)
             and all(pair.named)]
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
