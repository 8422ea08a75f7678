"""How far a route goes without a car: a rung from 0 to 3, and what it rests on.

Computed by `timetable.ladder` from proofs alone: what no timetable proves never lifts a route, and
neither does a proof that has lapsed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from parcours.format.choices import ServiceKind
from parcours.format.text import Text
from parcours.hours.day_set import DaySet


class Rung(IntEnum):
    """How far a route goes without a car."""

    CAR = 0  # not without a car, as far as is known
    STOP = 1  # a stop nearby, and no proof that the route can be done from it
    WEEKDAYS = 2  # from Monday to Friday, but for public holidays
    ALWAYS = 3  # on every day on which it can be done


class Ground(StrEnum):
    """Why a route stands on its rung."""

    NEEDS_CAR = "needs-car"  # a leg is by car
    NO_MEANS = "no-means"  # nobody says how one travels a leg
    NO_STOP = "no-stop"  # no stop is known near its start or its end
    NO_SERVICE = "no-service"  # it rides on nothing: how one comes to it is not proved
    NO_TIMETABLE = "no-timetable"  # it rides on services, and no timetable was read
    UNPROVED = "unproved"  # timetables say nothing of some legs
    LAPSED = "lapsed"  # they did, until a date that is past
    NO_DAY = "no-day"  # within the timetables it can be done on no day, trains or not
    SOME_DAYS = "some-days"  # on some weekdays the plan cannot be kept
    UNSURE = "unsure"  # on some weekdays it is not proved that it can, nor that it cannot
    WEEKDAYS = "weekdays"  # on weekdays it always can
    EVERY_DAY = "every-day"


@dataclass(frozen=True, slots=True)
class Access:
    """Where one comes to a route, or leaves it, without a car."""

    number: int
    """The visit that it serves."""
    kind: ServiceKind
    name: Text | None
    distance_m: float
    """From the visit, in a straight line; 0 where the visit is the stop."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rung of a route, and why."""

    rung: Rung
    ground: Ground
    access: tuple[Access, ...]
    """In order; of the first and last stop the nearest known, of the others only themselves."""
    numbers: tuple[int, ...] = ()
    """The visits to blame: those that one drives to, that are far from a stop, or unproved."""
    missing: DaySet | None = None
    """Days on which the route could be done and its services do not allow it."""
    looked_at: int = 0
    """How many days could be, within the timetables."""
    then: Rung | None = None
    """The rung that the lapsed timetables proved."""
