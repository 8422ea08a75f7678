"""What timetables say of a trip: on each start day, which departures keep its plan.

Filled in by `timetable.join`, which reads the extract of a route; a trip without one has none.
Minutes count from midnight of the date on which a day of the route falls, by the clock on the wall;
past 1440 they lie in the night after.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntFlag, StrEnum

from parcours.format.choices import Mode
from parcours.format.text import Text
from parcours.hours.day_set import DaySet


class Level(StrEnum):
    """How surely a leg runs on a date; the surest comes first."""

    PROVED = "proved"
    LAPSED = "lapsed"  # an extract proved it until a date that is past
    TOLD = "told"  # an office gives a time, and no timetable was read
    UNKNOWN = "unknown"  # nobody gives a time: it is our estimate; or none that is sure enough


class Caveat(IntFlag):
    """What one has to know to take a service."""

    NONE = 0
    LEAVES_ABOUT = 1
    """The feed calls the time of departure approximate."""
    ARRIVES_ABOUT = 2
    WAVE = 4
    """It stops for whoever gives a sign to the driver."""
    TELL = 8
    """One tells the driver where one gets off."""
    STAY = 16
    """The vehicle goes on as another run: one stays on board."""

    @classmethod
    def of(cls, words: str) -> Caveat:
        """From the words by which an extract names them; raises `KeyError`."""
        found = cls.NONE
        for word in words.split():
            found |= cls[word.upper().replace("-", "_")]
        return found

    @property
    def words(self) -> str:
        """As an extract names them."""
        return " ".join((one.name or "").lower().replace("_", "-") for one in self)


class Timed:
    """What follows from the times and the caveats of a departure."""

    __slots__ = ()
    leaves_min: int
    arrives_min: int
    caveats: Caveat
    clocks_min: int
    """How far clocks go forward while one is on board; back, where it is negative."""

    @property
    def ride_min(self) -> int:
        """Minutes on board."""
        return self.arrives_min - self.leaves_min - self.clocks_min

    @property
    def leaves_about(self) -> bool:
        """Whether the feed calls the time of departure approximate."""
        return Caveat.LEAVES_ABOUT in self.caveats

    @property
    def arrives_about(self) -> bool:
        """Whether it calls the time of arrival approximate."""
        return Caveat.ARRIVES_ABOUT in self.caveats


@dataclass(frozen=True, slots=True)
class FeedSource:
    """Where the facts of an extract come from, and for which dates they hold."""

    file: str
    publisher: str
    version: str
    source: str
    licence: str
    first: date
    last: date
    agencies: tuple[str, ...] = ()
    """All that the feed names, whoever runs what the route rides on."""
    apart: tuple[str, ...] = ()
    """Files of some of these agencies that have other lines: neither is a version of the other."""


@dataclass(frozen=True, slots=True)
class Halt:
    """Where one boards or alights, as the feed names it."""

    id: str
    name: str
    metres: int | None
    """From the place of the itinerary, as the crow flies; None where the feed has no position."""


@dataclass(frozen=True, slots=True)
class Ride(Timed):
    """A service that one takes on a leg."""

    number: int
    """The visit that one rides to."""
    ready_min: int
    """When one can be at the stop."""
    leaves_min: int
    arrives_min: int
    by: Mode
    """What one really boards: a coach may stand in for the train."""
    line: str
    """What visitors call it; empty where the feed has no name for it."""
    start: Halt
    end: Halt
    next_min: int | None
    """When the next one leaves that also goes there; None where it is the last of the day."""
    every_min: int = 0
    """Where it has no fixed times: how often it comes; it then leaves at ``leaves_min`` at the
    latest."""
    others_later: bool = False
    """Whether a service without fixed times, or that must be booked, still goes there later: nobody
    knows the next one."""
    caveats: Caveat = Caveat.NONE
    next_about: bool = False
    """Whether the next one leaves at an approximate time."""
    tight: bool = False
    """Whether one has less to spare than approximate times ask for."""
    change_min: int = 0
    """How long the timetable says that a change to it takes, where one has less."""
    clocks_min: int = 0
    next_from: str = ""
    """The name of the stop where the next one leaves, where it is another."""
    walk_to_min: int = 0
    """Minutes on foot from the place to the stop, where it is not at hand; our estimate."""
    walk_from_min: int = 0
    """The same from the stop to the place that one rides to."""
    walks: bool = True
    """Whether both are counted: ``ready_min`` and the visit are else those of who walks in no time.
    """
    between_min: int = 0
    """Minutes on foot from the stop where one has just got off, where it is that walk which decides
    when one is at this one; our estimate, counted as the others."""

    @property
    def slack_min(self) -> int:
        """How late one may be at the stop and still take it."""
        return self.leaves_min - self.ready_min


@dataclass(frozen=True, slots=True)
class TrainInstead:
    """A train that runs where a route goes by car, between the stations near both stops."""

    from_number: int
    to_number: int
    start: Text
    """Where one boards, by its place."""
    end: Text
    km: float
    """Along the railway, as far as that is known."""
    last: date
    """The last date on which a timetable has one."""


class Hindrance(StrEnum):
    """Why a plan cannot be kept on a day."""

    NO_SERVICE = "no-service"  # nothing goes there that day
    LAST_GONE = "last-gone"  # the last departure leaves before one is at the stop
    OFTEN = "often"  # what still goes there has no fixed times, and may not come before it ends
    BOOKED = "booked"  # what still goes there must be booked
    KIND = "kind"  # what still goes there is of a means that the timetable names otherwise, or not
    SCHOOL = "school"  # what still goes there is there for pupils
    UNPUBLISHED = "unpublished"  # a line may still go there, of which nothing is published so late
    UNREAD = "unread"  # a network may still go there, and no timetable of it was read for that day
    UNTIMED = "untimed"  # something may still go there, and nobody says when
    NO_CHANGE = "no-change"  # the timetable says that one cannot change to what goes there
    LATE = "late"  # one comes after the hour at which one has to be there
    SHUT = "shut"  # the place is not open for the whole visit when one really comes


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What is in the way of the earliest way to keep a plan."""

    why: Hindrance
    number: int
    """The visit: the one that is ridden to, or the one that is late or shut."""
    later: int
    """So many days after one sets out."""
    at_min: int
    """When one is at the stop, comes, or begins the visit."""
    limit_min: int
    """The last departure, the fixed hour, or the end of the visit; as ``at_min`` where nothing
    runs."""
    at_about: bool = False
    """Whether ``at_min`` rests on a time that the timetable calls approximate."""
    limit_about: bool = False
    """The same of ``limit_min``."""
    at_latest: bool = False
    """Whether ``at_min`` is only the latest that it may be: one waited for a service without fixed
    times."""
    guessed: bool = False
    """Whether ``at_min`` rests on our own estimate of a way, by which nothing is denied."""


@dataclass(frozen=True, slots=True)
class Times:
    """When one really comes to a visit, begins it and leaves again."""

    arrives_min: int
    begins_min: int
    leaves_min: int


@dataclass(frozen=True, slots=True)
class DayPlan:
    """The plan of a trip on the start days that share it."""

    starts: DaySet
    level: Level
    times: tuple[Times, ...]
    """Of each visit; none where the plan cannot be kept."""
    rides: tuple[Ride, ...]
    """The departures to take; of legs that no timetable proves that day there is none."""
    obstacle: Obstacle | None
    last_back: Ride | None
    unsure: bool = False
    """Whether timetables neither prove it nor deny it: approximate times leave too little to spare,
    there may be no time to walk to a stop, or a service that has no fixed times or that is not
    counted may do."""
    hurry: Obstacle | None = None
    """What is in the way where the walks between stops and places are counted, as we estimate them:
    without them the plan is kept."""
    slower: Obstacle | None = None
    """What is in the way of who takes longer than we estimate: the plan is kept by our estimate of
    a way alone, and by that nothing is proved."""

    @property
    def is_about(self) -> bool:
        """Whether some time of its departures is approximate."""
        return any(one.leaves_about or one.arrives_about for one in self.rides)

    @property
    def proved(self) -> bool:
        """Whether timetables prove that it can be done, or that it cannot: that nothing at all
        runs on one of its legs needs no proof of the others."""
        return self.level is Level.PROVED or (
            self.obstacle is not None and self.obstacle.why is Hindrance.NO_SERVICE)


@dataclass(frozen=True, slots=True)
class LegRuns:
    """What runs on a leg over the coming dates of its feeds."""

    number: int
    """The visit that one rides to."""
    counts: tuple[tuple[int, DaySet], ...]
    """How many departures there are, with the dates that have so many; none among them."""
    ride_min: tuple[int, int]
    """The shortest and the longest time on board."""
    coaches: bool
    """Whether on some of these dates a coach stands in for a train, a tram or a metro."""
    about: bool = False
    """Whether some of the times are approximate."""
    unproved: DaySet | None = None
    """Dates on which there is nothing but what is not counted."""


@dataclass(frozen=True, slots=True)
class Timetables:
    """What the extract of a route proves."""

    made_on: date
    feeds: tuple[FeedSource, ...]
    """Those that its legs rest on."""
    first: date
    last: date
    """Of the dates for which all of these legs have one."""
    unproved: tuple[int, ...]
    """The visits that one rides to by a leg of which the extract says nothing."""
    runs: tuple[LegRuns, ...]
    """Of each leg that has fixed departures in the coming days."""
    plans: tuple[DayPlan, ...]
    """Of each coming start day that a feed speaks of, once."""
    spans: tuple[tuple[date, date], ...] = ()
    """The stretches of days of which all of these legs have a feed; several where one begins some
    time after the one before has ended."""

    def on(self, start: date) -> DayPlan | None:
        """The plan for who sets out on that day; None where no feed speaks of it."""
        return next((plan for plan in self.plans if start in plan.starts), None)
