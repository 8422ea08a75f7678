"""What is answered: plans, minute by minute, or what blocks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import TypeAlias

from parcours.planning.problem import Ride


class Status(Enum):
    """How sure an answer is."""

    BEST = "best"
    """Proved: the exact search ended, and no plan scores more."""
    FOUND = "best-found"
    """The best that was found; there may be a better one."""
    OTHER = "other"
    """An alternative to the best, with other places; never more than it."""
    IMPOSSIBLE = "impossible"
    """Proved: the exact search ended, and no plan keeps the rules."""
    NONE_FOUND = "none-found"
    """No plan was found; there may be one."""
    INTERRUPTED = "interrupted"
    """Stopped before its end: the best until then, if any."""

    @property
    def proved(self) -> bool:
        """Whether nothing better can be."""
        return self in {Status.BEST, Status.IMPOSSIBLE}


@dataclass(frozen=True, slots=True)
class Visit:
    """A stay at a place."""

    place: str
    arrives_min: int
    """From when one is free to begin: on arrival, or after a meal eaten there before."""
    starts_min: int
    ends_min: int

    @property
    def wait_min(self) -> int:
        """Minutes before the place opens."""
        return self.starts_min - self.arrives_min


@dataclass(frozen=True, slots=True)
class MealTaken:
    """The meal, where one is then."""

    at: str
    starts_min: int
    ends_min: int


@dataclass(frozen=True, slots=True)
class Leg:
    """From one point to the next. One is ready at ``ready_min``; the first ride may leave later."""

    start: str
    end: str
    ready_min: int
    arrives_min: int
    rides: tuple[Ride, ...]

    @property
    def changes(self) -> int:
        """How often one changes from vehicle to vehicle."""
        return max(0, sum(bool(ride.vehicle) for ride in self.rides) - 1)

    @property
    def wait_min(self) -> int:
        """Minutes of the leg that are not ridden or walked."""
        moved = sum(ride.arrives_min - ride.leaves_min for ride in self.rides)
        return self.arrives_min - self.ready_min - moved


Step: TypeAlias = Leg | Visit | MealTaken


@dataclass(frozen=True, slots=True)
class DayPlan:
    """One day in order: a leg between each two points, and stays and the meal where one is."""

    start: str
    end: str
    leaves_min: int
    back_min: int
    steps: tuple[Step, ...]

    @property
    def visits(self) -> tuple[Visit, ...]:
        """The stays of the day, in order."""
        return tuple(step for step in self.steps if isinstance(step, Visit))

    @property
    def legs(self) -> tuple[Leg, ...]:
        """The legs of the day, in order."""
        return tuple(step for step in self.steps if isinstance(step, Leg))

    @property
    def meal(self) -> MealTaken | None:
        """The meal of the day, if one is asked."""
        return next((step for step in self.steps if isinstance(step, MealTaken)), None)


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan that keeps every rule of its problem."""

    days: tuple[DayPlan, ...]
    score: int
    side_min: tuple[tuple[str, int], ...]
    """The minutes of stay of each side, by the side's name."""
    status: Status

    @property
    def proved(self) -> bool:
        """Whether no plan scores more."""
        return self.status.proved

    @property
    def places(self) -> tuple[str, ...]:
        """The places visited, in order over all days."""
        return tuple(visit.place for day in self.days for visit in day.visits)

    @property
    def nights(self) -> tuple[str, ...]:
        """Where one sleeps after each day but the last."""
        return tuple(before.end for before, _ in pairwise(self.days))


class Rule(Enum):
    """The rules that can block, in the order in which their loosening is tried."""

    SHARE = "share"
    MEAL = "meal"
    HOURS = "hours"
    """Only hours that are known are trusted."""
    WITH = "with"
    """A place that must be in the plan."""
    END = "end"
    START = "start"


@dataclass(frozen=True, slots=True)
class Loosening:
    """The smallest change of one rule with which there is a plan, all others kept."""

    rule: Rule
    asked: int | None
    """What is asked now: percent for the share, a minute for start and end."""
    enough: int | None
    """What would do: the most percent, the earliest end, the latest start."""
    place: str = ""
    """The place for which `Rule.WITH` would be dropped."""


@dataclass(frozen=True, slots=True)
class Blocked:
    """No plan: why, and what would free it."""

    status: Status
    loosenings: tuple[Loosening, ...]
    """In the order of `Rule`."""
    complete: bool = True
    """Whether every rule was tried to the end; if so and there is no loosening, then no change of a
    single rule is enough."""
    closed: tuple[str, ...] = ()
    """Places that must be in the plan and have no interval that holds their stay."""
    unreachable: tuple[str, ...] = ()
    """Places that must be in the plan and to which there is no way there and back in a day."""


Progress: TypeAlias = Callable[[int, int, int | None], None]
"""Told of each step: how many are done, of how many, and the best score so far."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The plans from the best on, or what blocks. An interrupted search may have neither."""

    status: Status
    plans: tuple[Plan, ...]
    blocked: Blocked | None = None
