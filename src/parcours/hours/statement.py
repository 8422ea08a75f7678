"""What a rule of opening hours states: which days, which hours, open or closed.

A rule is a tuple of alternatives (``||``), an alternative a tuple of statements. They are read in
order: a later statement replaces what earlier ones say of its days, unless it adds to them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from parcours.hours.clock import DAY_MIN

LAST_YEAR = 9999
"""The last of years that have no end: ``2027+``."""


class Means(StrEnum):
    """What a statement says of its hours."""

    OPEN = "open"
    PERHAPS = "perhaps"  # ``unknown``, or a comment alone: on appointment
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Years:
    """Years from the first to the last, every ``step``-th."""

    first: int
    last: int
    step: int = 1


@dataclass(frozen=True, slots=True)
class Weeks:
    """ISO weeks, across the new year when the first is greater than the last."""

    first: int
    last: int
    step: int = 1


@dataclass(frozen=True, slots=True)
class Months:
    """Months (1 to 12), across the new year when the first is greater than the last."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Day:
    """A day of every year, or of one: of a month, counted from Easter, or from the ``nth``
    weekday of a month; ``offset`` days later."""

    month: int = 0
    """1 to 12; 0 is Easter Sunday."""
    day: int = 0
    weekday: int = 0
    nth: int = 0
    """1 to 5, or -1 to -5 from the end of the month; 0 where ``day`` counts."""
    offset: int = 0
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Dates:
    """Days from the first to the last, both of them included."""

    first: Day
    last: Day


@dataclass(frozen=True, slots=True)
class Weekdays:
    """Days of the week, 0 being Monday, each of them; sorted."""

    days: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """The ``nth`` such weekday of each month, ``offset`` days later."""

    weekday: int
    nth: int
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Holidays:
    """Public holidays, or the days that lie ``offset`` days after one."""

    offset: int = 0


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day in minutes; with ``sun``, so many minutes after sunrise and the like."""

    minutes: int
    sun: str = ""
    """``sunrise``, ``sunset``, ``dawn``, ``dusk``, or nothing."""


@dataclass(frozen=True, slots=True)
class Hours:
    """From a time to another, which lies in the night after when it is not the later one."""

    opens: Time
    closes: Time | None
    """None where nothing is said of it: ``18:00+``."""
    at_least: bool = False
    """Whether it may stay open longer: ``18:00-20:00+``."""


WHOLE_DAY = Hours(Time(0), Time(DAY_MIN))

Period: TypeAlias = Months | Dates
DayOfWeek: TypeAlias = Weekdays | NthWeekday | Holidays


@dataclass(frozen=True, slots=True)
class Statement:
    """Days, their hours, and what is said of them. An empty tuple leaves a choice open."""

    means: Means = Means.OPEN
    years: tuple[Years, ...] = ()
    periods: tuple[Period, ...] = ()
    weeks: tuple[Weeks, ...] = ()
    days: tuple[DayOfWeek, ...] = ()
    hours: tuple[Hours, ...] = ()
    """Empty where no hours are named."""
    comment: str = ""
    adds: bool = False

    @property
    def every_day(self) -> bool:
        """Whether it is about all days there are."""
        return not (self.years or self.periods or self.weeks or self.days)


def every_one(days: Sequence[DayOfWeek]) -> tuple[DayOfWeek, ...]:
    """The same days without doubles, weekdays put together and first; none where they are all."""
    week = {day for some in days if isinstance(some, Weekdays) for day in some.days}
    others = [day for day in dict.fromkeys(days) if not isinstance(day, Weekdays)]
    if len(week) == 7 and not any(isinstance(day, Holidays) for day in others):
        return ()
    return (*([Weekdays(tuple(sorted(week)))] if week else []), *others)


Alternative: TypeAlias = tuple[Statement, ...]
Meaning: TypeAlias = tuple[Alternative, ...]
