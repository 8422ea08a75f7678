"""What a feed says can be taken from one halt to another, and what it leaves open."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from parcours.format.choices import Mode
from parcours.trip.rides import Caveat, Timed


class Doubt(StrEnum):
    """Why a run that joins two halts is not counted: it proves nothing, and denies a denial."""

    BOOKED = "booked"  # one must telephone first
    KIND = "kind"  # the feed names another means, or none: it may be that of the leg or not
    SCHOOL = "school"  # it is there for pupils, and takes others or not
    UNPUBLISHED = "unpublished"  # a line goes there too, and nothing is published of it so late
    UNREAD = "unread"  # another network goes there too, and no timetable of it holds that day
    UNTIMED = "untimed"  # the feed gives no time at one of the two


@dataclass(frozen=True, slots=True, order=True)
class Departure(Timed):
    """One that a visitor can take. Minutes count from midnight of the date it leaves on, as clocks
    on the wall show them, so that ``arrives_min`` past 1440 is on a later day."""

    leaves_min: int
    arrives_min: int
    by: Mode
    route: str
    """The id of the feed's route."""
    caveats: Caveat = Caveat.NONE
    clocks_min: int = 0
    boarded: tuple[str, ...] = ()
    """What `changes` name of the vehicle where one boards."""
    left: tuple[str, ...] = ()
    """And where one gets off."""
    over: bool = False
    """Whether it arrives some seconds after the minute that it is told with."""


@dataclass(frozen=True, slots=True, order=True)
class Often:
    """A service without fixed times: every so many minutes between two times of a date."""

    from_min: int
    until_min: int
    every_min: int
    ride_min: int
    by: Mode
    route: str
    caveats: Caveat = Caveat.NONE


@dataclass(frozen=True, slots=True, order=True)
class NotCounted:
    """The runs of a date that one doubt leaves out."""

    doubt: Doubt
    until_min: int
    """When the last of them leaves; `ANY_TIME` where nobody says."""


NIGHT_MIN = 4 * 60
"""What leaves before this hour still belongs to the night before."""
ANY_TIME = 4 * 24 * 60
"""Later than any run of a date."""
