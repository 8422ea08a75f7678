"""Complete enumeration of plans, for draws of a few places: shares no code with the planner.

Every order of every set of places is walked through, the meal being tried everywhere. Legs are
asked of the departures one by one, forwards from a minute, until nothing comes earlier. `replay`
holds a plan of the planner against the same departures and hours.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from parcours.planning.legs import Walk, timetable_legs
from parcours.planning.plan import Leg, MealTaken, Plan, Visit
from parcours.planning.problem import Day, Interval, Meal, Place, Problem, Ride, Share, Wish

LATE = 10**6
SIDES = ("city", "land")


@dataclass
class Draw:
    """Made-up days, all alike but for the hours; points are numbered, places first, then stops.
    The last stop is home."""

    places: int
    stops: int
    walks: dict[tuple[int, int], int]
    departures: list[tuple[int, int, int, int]]
    """Leaves, arrives, from, to."""
    hours: list[list[list[tuple[int, int]]]]
    """For each day, for each place."""
    stays: list[int]
    scores: list[int]
    sides: list[str]
    percent: int
    span: tuple[int, int] = (0, 300)
    meal: tuple[int, int, int] | None = None
    before_leaving: bool = False
    margin: int = 3
    needed: frozenset[int] = frozenset()
    nights: tuple[int, ...] = ()
    """Where one may sleep after the first day, if there is a second."""
    _known: dict[tuple[int, int], list[int]] = field(default_factory=dict)

    @property
    def home(self) -> int:
        return self.places + self.stops - 1

    def arrivals(self, point: int, minute: int) -> list[int]:
        """The earliest arrival at every point."""
        if (point, minute) not in self._known:
            reached = [LATE] * (self.places + self.stops)
            reached[point] = minute
            while True:
                before = list(reached)
                for (a, b), lasts in self.walks.items():
                    reached[b] = min(reached[b], reached[a] + lasts)
                for leaves, arrives, a, b in self.departures:
                    if reached[a] + self.margin <= leaves:
                        reached[b] = min(reached[b], arrives)
                if before == reached:
                    break
            self._known[point, minute] = reached
        return self._known[point, minute]

    def stay(self, day: int, place: int, minute: int) -> int:
        """The end of the stay of who arrives at a minute."""
        lasts = self.stays[place]
        return min((max(minute, opens) + lasts for opens, closes in self.hours[day][place]
                    if max(minute, opens) + lasts <= closes), default=LATE)

    def eaten(self, minute: int) -> int:
        """The end of the meal of who could begin it at a minute."""
        assert self.meal is not None
        begins, over, lasts = self.meal
        ends = max(minute, begins) + lasts
        return ends if ends <= over else LATE

    def ways(self, day: int, point: int, minute: int, visited: tuple[int, ...], hungry: bool,
             ends: Sequence[int]) -> Iterator[tuple[tuple[int, ...], int, int]]:
        """Every order of places that can be visited from here on this day, the end and its minute.
        """
        limit = self.span[1]
        reached = self.arrivals(point, minute)
        for end in ends:
            if not hungry and reached[end] <= limit:
                yield visited, end, reached[end]
        if hungry:
            for table in [point] if self.before_leaving else range(self.places + self.stops):
                if reached[table] <= limit and (over := self.eaten(reached[table])) <= limit:
                    yield from self.ways(day, table, over, visited, False, ends)
        for place in range(self.places):
            if place not in visited and reached[place] <= limit and (
                    over := self.stay(day, place, reached[place])) <= limit:
                yield from self.ways(day, place, over, (*visited, place), hungry, ends)

    def best(self) -> dict[frozenset[int], int]:
        """Every set that keeps the rules with the earliest end of its last day."""
        found: dict[frozenset[int], int] = {}
        hungry = self.meal is not None
        for order, ends in self._orders(hungry):
            places = frozenset(order)
            if self.keeps(places):
                found[places] = min(ends, found.get(places, LATE))
        return found

    def _orders(self, hungry: bool) -> Iterator[tuple[tuple[int, ...], int]]:
        begins, home = self.span[0], [self.home]
        if not self.nights:
            for order, _, ends in self.ways(0, self.home, begins, (), hungry, home):
                yield order, ends
            return
        seen = set()
        for order, night, _ in self.ways(0, self.home, begins, (), hungry, self.nights):
            if (frozenset(order), night) not in seen:
                seen.add((frozenset(order), night))
                for more, _, ends in self.ways(1, night, begins, order, hungry, home):
                    yield more, ends

    def keeps(self, places: frozenset[int]) -> bool:
        """Whether the rules that speak of all places are kept."""
        total = sum(self.stays[place] for place in places)
        return bool(places) and self.needed <= places and all(
            sum(self.stays[place] for place in places if self.sides[place] == side) * 100
            >= self.percent * total for side in SIDES)

    def problem(self) -> Problem:
        """The draw as the planner is asked."""
        names = [f"p{n}" for n in range(self.places + self.stops)]
        rides = [Ride(names[a], names[b], "train", leaves, arrives, "T")
                 for leaves, arrives, a, b in self.departures]
        walks = [Walk(names[a], names[b], lasts) for (a, b), lasts in self.walks.items()]
        legs = timetable_legs(names, rides, walks, self.margin, self.span[1] + 100)
        meal = Meal(*self.meal, before_leaving=self.before_leaving) if self.meal else None
        places = tuple(Place(
            names[n], self.sides[n], self.scores[n], self.stays[n],
            tuple(tuple(Interval(*one) for one in day[n]) for day in self.hours),
            wish=Wish.WITH if n in self.needed else Wish.FREE) for n in range(self.places))
        nights = (tuple(names[n] for n in self.nights),) if self.nights else ()
        return Problem(places, tuple(Day(Interval(*self.span), legs, meal) for _ in self.hours),
                       names[self.home], names[self.home], nights,
                       Share(self.percent, SIDES) if self.percent else None)


def draw(seed: int, places: int = 7, days: int = 1) -> Draw:
    """A town and a village with some trains between them."""
    chance = random.Random(seed)  # noqa: S311  (draws for a test)
    stops = 3  # two in town, the second of which is home, and one in the village
    sides = ["city"] * (places - 3) + ["land"] * 3
    village = places
    ground = [(chance.randrange(40), chance.randrange(40)) for _ in range(places + stops)]
    walks = {}
    for a in range(places + stops):
        for b in range(places + stops):
            same = (a == village or (a < places and sides[a] == "land")) == (
                b == village or (b < places and sides[b] == "land"))
            lasts = sum(abs(p - q) for p, q in zip(ground[a], ground[b], strict=True)) // 2 + 1
            if a != b and same and lasts <= 22:
                walks[a, b] = lasts
    departures = []
    for _ in range(chance.randrange(8, 24)):
        leaves, lasts = chance.randrange(5, 260), chance.randrange(10, 30)
        a, b = chance.sample(range(places, places + stops), 2)
        departures.append((leaves, leaves + lasts, a, b))
    return Draw(
        places, stops, walks, departures,
        [[_hours(chance) for _ in range(places)] for _ in range(days)],
        [chance.randrange(10, 45) for _ in range(places)],
        [chance.randrange(10, 70) for _ in range(places)],
        sides, chance.choice((0, 0, 20, 35)),
        meal=(100, 220, 30) if chance.random() < 0.7 else None,
        before_leaving=chance.random() < 0.3,
        needed=frozenset(chance.sample(range(places), 1)) if chance.random() < 0.2 else frozenset(),
        nights=(places, places + 2) if days == 2 else ())


def _hours(chance: random.Random) -> list[tuple[int, int]]:
    """One interval or two."""
    opens = chance.randrange(0, 120)
    closes = opens + chance.randrange(50, 150)
    again = closes + chance.randrange(10, 60)
    both = [(opens, closes), (again, again + chance.randrange(30, 100))]
    return both[:chance.choice((1, 2))]


def replay(one: Draw, plan: Plan) -> None:
    """Assert, minute by minute, that a plan can be lived."""
    number = {f"p{n}": n for n in range(one.places + one.stops)}
    point, visited = one.home, []
    for day, lived in enumerate(plan.days):
        assert number[lived.start] == point
        minute, meals = lived.leaves_min, 0
        assert minute >= one.span[0]
        for step in lived.steps:
            if isinstance(step, Leg):
                assert number[step.start] == point
                assert step.ready_min == minute
                minute = _ridden(one, step, number)
                point = number[step.end]
            elif isinstance(step, MealTaken):
                assert one.meal is not None
                assert number[step.at] == point
                assert max(minute, one.meal[0]) <= step.starts_min
                assert step.starts_min + one.meal[2] == step.ends_min <= one.meal[1]
                minute, meals = step.ends_min, meals + 1
            elif isinstance(step, Visit):
                assert number[step.place] == point
                assert step.arrives_min == minute <= step.starts_min
                assert step.starts_min + one.stays[point] == step.ends_min
                assert any(opens <= step.starts_min and step.ends_min <= closes
                           for opens, closes in one.hours[day][point])
                visited.append(point)
                minute = step.ends_min
        assert number[lived.end] == point
        assert minute == lived.back_min <= one.span[1]
        assert meals == (one.meal is not None)
        assert point in (one.nights if day < len(plan.days) - 1 else [one.home])
    assert len(set(visited)) == len(visited)
    assert one.keeps(frozenset(visited))
    assert plan.score == sum(one.scores[place] for place in visited)
    assert dict(plan.side_min) == {
        side: minutes for side in SIDES
        if (minutes := sum(one.stays[n] for n in visited if one.sides[n] == side))}


def _ridden(one: Draw, leg: Leg, number: dict[str, int]) -> int:
    """The arrival of a leg whose every ride is one of the draw's."""
    point, minute = number[leg.start], leg.ready_min
    for ride in leg.rides:
        assert number[ride.start] == point
        end = number[ride.end]
        if ride.vehicle:
            assert (ride.leaves_min, ride.arrives_min, point, end) in one.departures
            assert ride.leaves_min >= minute + one.margin
        else:
            assert ride.leaves_min >= minute
            assert ride.arrives_min - ride.leaves_min == one.walks[point, end]
        point, minute = end, ride.arrives_min
    assert (point, minute) == (number[leg.end], leg.arrives_min)
    return minute
