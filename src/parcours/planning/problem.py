"""What is asked: places with hours, days, rules, and how long it takes from point to point.

Every time is a whole number of minutes since the midnight on which the day of a plan begins. (The
planner itself does not ask for minutes: bench instances count tenths.)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple, TypeAlias

NEVER = 65535
"""The arrival where there is no way: the largest number of an ``array("H")``."""


class Wish(Enum):
    """Whether a place must be in the plan, may be, or must not."""

    FREE = "free"
    WITH = "with"
    WITHOUT = "without"


class Interval(NamedTuple):
    """From one minute to another; a stay of exactly this length fits."""

    opens_min: int
    closes_min: int


Hours: TypeAlias = tuple[tuple[Interval, ...], ...]
"""For each day of the plan, the intervals in which a place is open, in order."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a plan may visit, once. The whole stay lies inside one interval of one day."""

    id: str
    side: str
    """The territory whose share its minutes of stay count for."""
    score: int
    stay_min: int
    open: Hours
    """The hours that are known; a place whose hours are not has an empty day."""
    told: Hours = ()
    """The hours to take instead where what is told is trusted; empty where there is no difference.
    """
    wish: Wish = Wish.FREE


@dataclass(frozen=True, slots=True)
class Ride:
    """One walk, or one vehicle from where it is boarded to where it is left."""

    start: str
    end: str
    by: str
    """``walk``, ``bike``, ``train``, ``coach``…, as who made the legs names it."""
    leaves_min: int
    arrives_min: int
    vehicle: str = ""
    """What the timetable calls the run or its line; empty for a walk."""


Recall: TypeAlias = Callable[[str, str, int], tuple[Ride, ...]]


@dataclass(frozen=True, slots=True)
class Legs:
    """The earliest arrival for each ordered pair of points and each minute of departure.

    ``arrivals[a][b][minute]`` is `NEVER` or later where there is no way. Each such row never falls
    (who leaves later never arrives earlier, for one may wait) and reaches to the end of the day.
    A row may be an ``array("H")``, a tuple, or, for a leg that always takes as long, a ``range``.
    The legs of `legs.timetable_legs` are closed: no way through a third point is quicker.
    """

    points: tuple[str, ...]
    arrivals: Sequence[Sequence[Sequence[int]]]
    recall: Recall
    """How a leg is ridden: from where, to where, from which minute on one may leave."""

    def arrive(self, start: str, end: str, minute: int) -> int:
        """The earliest arrival for who may leave from this minute on."""
        a, b = self.points.index(start), self.points.index(end)
        return self.arrivals[a][b][minute]


@dataclass(frozen=True, slots=True)
class Meal:
    """A meal each day, once: it begins at ``opens_min`` or later and is over at ``closes_min``."""

    opens_min: int
    closes_min: int
    lasts_min: int
    at: tuple[str, ...] | None = None
    """The points where one may eat; ``None``: at any point of the legs, stations too."""
    before_leaving: bool = False
    """Only where one sets out or has just stayed, before one leaves; not on arrival nor on the way.
    """


@dataclass(frozen=True, slots=True)
class Share:
    """Each of these sides has at least so many percent of the minutes of stay of the whole plan."""

    percent: int
    sides: tuple[str, ...]

    def holds(self, minutes: Mapping[str, int]) -> bool:
        """Whether these minutes of each side keep the rule; a plan without a stay does not, unless
        nothing is asked."""
        total = sum(minutes.values())
        if total == 0:
            return self.percent == 0
        return all(100 * minutes.get(side, 0) >= self.percent * total for side in self.sides)


@dataclass(frozen=True, slots=True)
class Day:
    """One day: one sets out at ``span.opens_min`` or later and is back by ``span.closes_min``."""

    span: Interval
    legs: Legs
    meal: Meal | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Which places to visit on these days, for the highest sum of scores.

    Every place, ``start``, ``end`` and every night is one of the points of the legs of each day.
    """

    places: tuple[Place, ...]
    days: tuple[Day, ...]
    start: str
    end: str
    nights: tuple[tuple[str, ...], ...] = ()
    """For each night between two days, the points where one can sleep: the day before ends there
    and the day after begins there."""
    share: Share | None = None
    trust_told: bool = False

    def hours(self, place: Place) -> Hours:
        """The hours of a place that this problem trusts."""
        return place.told if self.trust_told and place.told else place.open

    def __post_init__(self) -> None:
        """Refuse what no planner could read; what an editor may ask is for the caller to check."""
        if not self.days or len(self.nights) != len(self.days) - 1:
            raise ValueError("one night between each two days, and at least one day")
        ids = [place.id for place in self.places]
        if len(set(ids)) != len(ids):
            raise ValueError("a place is named twice")
        asked = {*ids, self.start, self.end, *(point for night in self.nights for point in night)}
        for day in self.days:
            if missing := sorted(asked - set(day.legs.points)):
                raise ValueError(f"no legs for {missing}")
        for place in self.places:
            if any(len(hours) != len(self.days) for hours in (place.open, place.told) if hours):
                raise ValueError(f"hours of {place.id} for another number of days")
            if place.stay_min < 0 or place.score < 0:
                raise ValueError(f"a stay or a score of {place.id} below nothing")
