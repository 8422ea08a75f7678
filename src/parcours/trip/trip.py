"""What we compute from what an editor wrote: the journey as a visitor will live it.

An `Itinerary` is the editor's; a `Trip` is ours. Every renderer reads a `Trip` and nothing else.
Times are minutes since midnight of their day, local time (Europe/Paris); a value past 1440 is
after midnight.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import reduce
from math import fsum
from operator import and_

from parcours.content.freshness import Level
from parcours.content.relief import Relief
from parcours.content.sides import Side
from parcours.content.tracks import Track
from parcours.format.choices import Meal, Mode
from parcours.format.model import Alliance, Itinerary, PlaceFields
from parcours.format.text import Text
from parcours.geo.points import Bounds, LatLon
from parcours.hours.day_set import DaySet
from parcours.trip.ladder import Ladder
from parcours.trip.rides import Timetables, TrainInstead

_CARS = {Mode.CAR, Mode.ELECTRIC_CAR, Mode.CARPOOL, None}


class Shape(StrEnum):
    """How truly the line of a leg is known."""

    TRACK = "track"  # a recorded or surveyed path: may be followed
    COMPUTED = "computed"  # a way that a program found on a map: nobody has walked it for us
    VIA = "via"  # through known points, straight between them
    STRAIGHT = "straight"  # only both ends are known

    @property
    def schematic(self) -> bool:
        """Whether its line is no way: straight from point to point."""
        return self in (Shape.VIA, Shape.STRAIGHT)


@dataclass(frozen=True, slots=True)
class Leg:
    """The way from one visit to the next."""

    from_number: int
    to_number: int
    by: Mode | None
    """None where the editor names no means."""
    minutes: int
    minutes_estimated: bool
    km: float
    km_estimated: bool
    """True when ``km`` is measured along straight lines only."""
    departure_min: int
    arrival_min: int
    points: tuple[LatLon, ...]
    shape: Shape
    co2_kg: float
    """kg CO2e for one passenger; 0 for a walk, and where no factor is known."""
    line: str = ""
    note: Text | None = None
    via: tuple[Text, ...] = ()
    """Names of the places it passes, in order."""
    co2_known: bool = True
    """False where no published factor covers the means."""
    way_km: float = 0.0
    """Kilometres of the way that one really travels: ``km`` where that is known, else our estimate
    of it from the line between both ends."""
    track: Track | None = None
    """The path, where a file gives one; ``points`` are its points."""
    vague_m: float = 0.0
    """How far ``km`` may be wrong, where an end is only known roughly; 0 where both are known."""

    @property
    def within_doubt(self) -> bool:
        """Whether its ends are known so roughly that they may be the same: the line between their
        points, and what is estimated from it, then tell no length."""
        return self.km_estimated and 0 < self.vague_m >= self.km * 1000

    @property
    def time_unknown(self) -> bool:
        """Whether its minutes are an estimate from a line that tells no length, or by a means that
        nobody names."""
        return self.minutes_estimated and (self.within_doubt or self.by is None)

    @property
    def known_min(self) -> int | None:
        """Its minutes, told or estimated; None where nobody can tell them."""
        return None if self.time_unknown else self.minutes or None

    @property
    def pieces(self) -> tuple[tuple[LatLon, ...], ...]:
        """The lines to draw: one, or those between the gaps of a track."""
        return self.track.pieces if self.track is not None else (self.points,)

    @property
    def relief(self) -> Relief | None:
        """Its heights, where its path has real ones."""
        found = self.track.relief if self.track is not None else None
        return found if isinstance(found, Relief) else None

    @property
    def needs_car(self) -> bool:
        """Whether one needs a car, or may: where no means is named, nobody can say."""
        return self.by in _CARS


@dataclass(frozen=True, slots=True)
class Visit:
    """A stop of the route: a place, when one is there, and how one came."""

    number: int
    """1, 2, 3… along the whole route: the numeral on the pin, in the text and in print."""
    place_id: str
    """Empty for a place described inline: it has no page of its own."""
    place: PlaceFields
    commune: str
    side: Side
    arrival_min: int
    visit_min: int
    """When the visit begins: ``arrival_min``, or later when the stop has a fixed time."""
    departure_min: int
    """When one leaves; for a night, equal to ``visit_min``."""
    night: bool
    optional: bool
    meal: Meal | None
    note: Text | None
    leg: Leg | None
    """How one came here from the visit before; None where the route starts."""
    hours_certain: bool = True
    """False when the days are known and the hours are not (a rule such as ``Th``)."""
    hours_level: Level | None = None
    """How sure the hours of the place are; None where it needs none."""
    arrival_level: Level = Level.TOLD
    """*Told* where ``arrival_min`` follows from minutes that an editor wrote, *unknown* where a
    leg of that day before it is estimated."""
    time_level: Level = Level.TOLD
    """Likewise for ``visit_min``, which a fixed hour that leaves time to arrive sets again."""
    woke: bool = False
    """Whether one slept here and the day begins: the hours of the house, which are those of its
    reception, keep nobody out."""

    @property
    def hours_proved(self) -> bool:
        """Whether its hours are verified and say surely that it is open during the stay."""
        return self.hours_level is Level.VERIFIED and self.hours_certain

    @property
    def stay_min(self) -> int:
        """Minutes spent on the spot."""
        return self.departure_min - self.visit_min

    @property
    def anchor(self) -> str:
        """The id of this stop in the page, for links from the map."""
        return f"etape-{self.number}"


@dataclass(frozen=True, slots=True)
class TripDay:
    """One day of the journey."""

    number: int
    title: Text
    visits: tuple[Visit, ...]

    legs: tuple[Leg, ...] = field(init=False, repr=False, compare=False)
    """The legs travelled this day, in order."""

    def __post_init__(self) -> None:
        """Gather what every renderer asks for."""
        legs = tuple(visit.leg for visit in self.visits if visit.leg is not None)
        object.__setattr__(self, "legs", legs)


@dataclass(frozen=True, slots=True)
class Share:
    """What one side gets of a route; the fractions of all sides add up to 1."""

    side: Side
    stops: int
    minutes: int
    nights: int
    minutes_fraction: float
    """Its part of the minutes on the spot, or of the stops where no minute is known."""


class Why(StrEnum):
    """Why one cannot set out on a day."""

    ALL_SHUT = "all-shut"  # every stop may be skipped, and none is open as planned
    CLOSED = "closed"  # the place does not open that day, or not at the hour of the visit
    HOLIDAY = "holiday"  # it would be open if the day were no public holiday
    SEASON = "season"  # the place, or the route, is out of season
    WORKS = "works"  # a dated status of the place, or of the route, says works
    STATUS = "status"  # a dated status says closed
    NO_SERVICE = "no-service"  # by the timetables, nothing goes there that day
    SERVICE = "service"  # by the timetables, the plan cannot be kept that day


@dataclass(frozen=True, slots=True)
class VisitDays:
    """The start days that one visit allows."""

    visit: Visit
    later: int
    """The visit falls so many days after one sets out."""
    starts: DaySet


@dataclass(frozen=True, slots=True)
class Blocked:
    """Start days on which the route cannot be done, and the first thing to blame."""

    visit_number: int | None
    """The visit that is closed; None where the route itself is."""
    why: Why
    starts: DaySet


@dataclass(frozen=True, slots=True)
class Proof:
    """How many visits that need opening hours have them, by how sure they are."""

    verified: int = 0
    told: int = 0
    unknown: int = 0

    @property
    def total(self) -> int:
        """The visits that need opening hours."""
        return self.verified + self.told + self.unknown

    @property
    def level(self) -> Level | None:
        """How sure a possible day is: *verified* where all are, *unknown* where nothing is known;
        None where no visit needs hours, so that there is nothing to verify."""
        if not self.total:
            return None
        if self.verified == self.total:
            return Level.VERIFIED
        return Level.UNKNOWN if self.unknown == self.total else Level.TOLD


@dataclass(frozen=True, slots=True)
class Guess:
    """That no day is found by estimated times, which denies none."""

    perhaps: DaySet
    """The days on which each place opens for long enough, and not before one can be there."""
    legs_to: tuple[int, ...]
    """The numbers of the stops to which nobody wrote the minutes, as far as hours depend on them.
    """


@dataclass(frozen=True, slots=True)
class OpenDays:
    """The start days on which the whole route can be done, as far as hours are known."""

    horizon: DaySet
    """Every day that was looked at."""
    starts: DaySet
    """Those of them on which one can set out."""
    proof: Proof
    """What stands behind these days: where nothing is known, every day counts as possible."""
    offered: DaySet
    """Those that the route's own season and status allow."""
    allowed: tuple[VisitDays, ...] = ()
    """Each visit that one may not skip and that some day forbids, in order."""
    blocked: tuple[Blocked, ...] = ()
    """Every other day of the horizon, once, by what is first to blame."""
    doubtful: DaySet | None = None
    """Days on which a stop opens perhaps: on appointment, or until nobody says when. None where no
    rule leaves that open."""
    nothing_open: DaySet | None = None
    """Days on which each stop is shut, where every one may be skipped: a route with all its doors
    shut is none that day. None where there is no such day."""
    known_shut: DaySet | None = None
    """Days of ``starts`` on which no stop whose hours are known is open as planned, as each of them
    may be skipped. None where there is no such day."""
    with_hours: int = 0
    """How many stops have known hours, nights apart."""
    guess: Guess | None = None
    """What keeps `by_hours` empty, where nothing but our own estimates does; None otherwise."""

    @property
    def by_hours(self) -> DaySet:
        """The days on which one could set out, whatever timetables say."""
        found = reduce(and_, (one.starts for one in self.allowed), self.offered)
        return found - self.nothing_open if self.nothing_open else found

    @property
    def first(self) -> date:
        """The day on which this was computed."""
        return self.horizon.first

    @property
    def next_start(self) -> date | None:
        """The first day on which one can set out."""
        return self.starts.next()


@dataclass(frozen=True, slots=True)
class Trip:
    """A route with everything that can be computed from it."""

    id: str
    itinerary: Itinerary
    alliance: Alliance
    days: tuple[TripDay, ...]
    shares: tuple[Share, ...]
    bounds: Bounds
    open_days: OpenDays
    default_lang: str
    timetables: Timetables | None = None
    """What timetables prove; None where no extract was read."""
    ladder: Ladder | None = None
    """How far it goes without a car; None where nobody has looked."""
    trains_instead: tuple[TrainInstead, ...] = ()
    """Trains that an extract proves to run where the route goes by car."""

    visits: tuple[Visit, ...] = field(init=False, repr=False, compare=False)
    """Every stop, in order."""
    legs: tuple[Leg, ...] = field(init=False, repr=False, compare=False)
    """Every leg, in order."""

    def __post_init__(self) -> None:
        """Gather what every renderer asks for."""
        object.__setattr__(self, "visits", tuple(
            visit for day in self.days for visit in day.visits))
        object.__setattr__(self, "legs", tuple(leg for day in self.days for leg in day.legs))

    @property
    def km(self) -> float:
        """Kilometres travelled in all."""
        return fsum(leg.km for leg in self.legs)

    @property
    def time_unknown(self) -> bool:
        """Whether nobody can tell how long some leg takes, nor then how long all of it does."""
        return any(leg.time_unknown for leg in self.legs)

    @property
    def car_free(self) -> bool:
        """Whether no leg needs a car."""
        return not any(leg.needs_car for leg in self.legs)
