"""A draft: the text of its itinerary, and what it tells whoever reads it, minute by minute.

Plain data. `checker` judges it by what is told here and by the text alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from parcours.format.choices import Meal, Mode
from parcours.trip.rides import Caveat, Timed


class Surety(StrEnum):
    """How good a draft is known to be."""

    BEST = "best"  # proved: by our count of worth, nothing better keeps the wish
    FOUND = "best-found"
    OTHER = "other"  # another one, beside the best
    INTERRUPTED = "interrupted"  # somebody stopped the search: the best until then


@dataclass(frozen=True, slots=True)
class Boarded(Timed):
    """A vehicle that is taken. Minutes count from midnight of the day of the route."""

    leaves_min: int
    arrives_min: int
    by: Mode
    """What one really boards: a coach may stand in for a train."""
    line: str
    from_stop: str
    to_stop: str
    """The ids by which the timetable names both ends."""
    next_min: int | None = None
    """When the next one leaves; None where it is the last of the day, or nobody knows."""
    is_last: bool = True
    """Where ``next_min`` is None, whether none leaves after it that day."""
    caveats: Caveat = Caveat.NONE
    next_about: bool = False
    """Whether the next one leaves at an approximate time."""
    clocks_min: int = 0
    next_from: str = ""
    """The name of the stop where the next one leaves, where it is another."""
    walk_to_min: int = 0
    """Minutes on foot to the stop, where it is not at hand of the place."""
    walk_from_min: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """A stop as it is told: when one is there, how one came, what one does."""

    day: int
    """0 for the first."""
    place: str
    arrives_min: int
    begins_min: int
    leaves_min: int
    by: Mode | None
    """None where the route begins."""
    ride: Boarded | None
    """The vehicle, where one came with one."""
    via: tuple[str, ...] = ()
    meal: Meal | None = None
    meal_from_min: int | None = None
    """When one begins to eat."""
    night: bool = False


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A place that is not in the draft, and why."""

    place: str
    why: str
    """`candidates.Why`, by its value."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One proposal."""

    id: str
    """Its file, below the content folder, without ``.yml``."""
    on: date
    text: str
    extract: str
    """What timetables prove of it, as kept beside it; empty where it needs none."""
    starts_min: tuple[int, ...]
    """When each day begins."""
    stops: tuple[Told, ...]
    surety: Surety
    worth: int
    side_min: Mapping[str, int]
    """Minutes of visits (not of meals) by territory."""
    idle_min: int
    """Minutes of waiting, over all days."""
    last_back: Boarded | None
    left_out: tuple[LeftOut, ...]
    also_on: tuple[date, ...]
    """Other dates on which the same minutes hold, each replayed by the checker."""
    unsure: bool = False
    """Whether approximate times, or the time of a change, leave too little to spare."""
