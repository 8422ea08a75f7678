"""The extract of a route: what the feeds said of its legs, small, dated, and kept beside the route.

``itineraries/timetables/<id>.json``. For each leg and each pair of stops, the dates of the feed are
folded into ranges that share one list of departures; a date without any stands there too, with an
empty list. It keeps the ids of stops and routes, never those of runs and services, which a feed
changes from one month to the next. Made by `parcours timetable`, read by everything else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from parcours.timetable.changes import Change
from parcours.timetable.departures import Departure, NotCounted, Often
from parcours.trip import rides as trip_rides
from parcours.trip.rides import FeedSource

FORMAT = 1
MAX_BYTES = 8 * 1024 * 1024
FOLDER = "timetables"
SPILL = timedelta(days=4)
"""How far past its feed a run may still be on its way."""


@dataclass(frozen=True, slots=True)
class StopPair:
    """Two halts of a leg, and every departure from one to the other by date."""

    feed: FeedSource
    start: trip_rides.Halt
    end: trip_rides.Halt
    named: tuple[tuple[str, ...], tuple[str, ...]]
    """What each place named when the extract was made: with other stops it proves nothing."""
    departures: Mapping[date, tuple[Departure, ...]]
    often: Mapping[date, tuple[Often, ...]]
    routes: Mapping[str, str] = field(default_factory=dict)
    """What visitors call each route, by its id."""
    not_counted: Mapping[date, tuple[NotCounted, ...]] = field(default_factory=dict)
    """What runs, or may, and proves nothing."""
    change_min: Mapping[str, int] = field(default_factory=dict)
    """How long it takes who comes from another halt, by its id, to board here; as the feed says."""
    changes: tuple[Change, ...] = ()
    """What it says of that for some vehicles alone."""
    lines: frozenset[str] = frozenset()
    """The lines of the feed that the route rides on anywhere, by their ids and by their names."""

    @property
    def joins(self) -> bool:
        """Whether anything of the feed ever goes from one to the other."""
        return bool(self.routes or self.not_counted)

    def covers(self, day: date) -> bool:
        """Whether the feed speaks for that date."""
        return self.feed.first <= day <= self.feed.last


@dataclass(frozen=True, slots=True)
class Extract:
    """All that is known of the services of one route."""

    itinerary: str
    made_on: date
    pairs: Mapping[tuple[str, str, str], tuple[StopPair, ...]]
    """By the `ServiceLeg.ends` of each leg: a stop that is added elsewhere in the route changes
    nothing of what was proved."""
