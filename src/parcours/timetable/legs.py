"""The legs of a trip that ride on a service, and the two places of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from parcours.format.choices import Mode
from parcours.timetable.stops import End, Wanted
from parcours.timetable.vehicles import SERVED
from parcours.trip.trip import Trip, Visit


@dataclass(frozen=True, slots=True)
class ServiceLeg:
    """A leg by train, tram, metro, bus or coach, or on demand."""

    day: int
    start: Visit
    end: Visit
    by: Mode

    @property
    def wanted(self) -> Wanted:
        """What is asked of a feed."""
        return Wanted(_end(self.start), _end(self.end), self.by)

    @property
    def ends(self) -> tuple[str, str, str]:
        """From where, to where and by what: what a feed is asked."""
        return name_of(self.start), name_of(self.end), self.by.value

    @property
    def other_way(self) -> ServiceLeg:
        """The same leg as who goes round the route the other way rides it."""
        return ServiceLeg(self.day, self.end, self.start, self.by)

    @property
    def key(self) -> tuple[int, int, int, str, str, str]:
        """Where it stands in its route, and its ends."""
        return self.day, self.start.number, self.end.number, *self.ends


def service_legs(trip: Trip) -> Iterator[ServiceLeg]:
    """The legs of a trip for which a visitor needs a vehicle that others run, in order.

    One on demand is among them, though no feed tells of it: nothing proves it.
    """
    before: Visit | None = None
    for day in trip.days:
        for visit in day.visits:
            if visit.leg is not None and before is not None and (
                    visit.leg.by in SERVED or visit.leg.by is Mode.ON_DEMAND):
                yield ServiceLeg(day.number, before, visit, visit.leg.by)
            before = visit


def name_of(visit: Visit) -> str:
    """A place by its id, or by its name where it has no file."""
    return visit.place_id or next(iter(visit.place.name.by_lang.values()))


def _end(visit: Visit) -> End:
    return End(visit.place.position, visit.place.gtfs_stops)
