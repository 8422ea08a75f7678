"""From a plan to stops: where one boards, changes, passes, waits, eats and sleeps."""

from __future__ import annotations

from parcours.format.choices import Mode
from parcours.planning.plan import DayPlan, Leg, MealTaken, Plan, Status, Visit
from parcours.planning.problem import Ride
from parcours.proposals.sequence import Day, Stop, days_of, visits_of


def walk(start: str, end: str, leaves: int, lasts: int = 10) -> Ride:
    """A walk."""
    return Ride(start, end, "walk", leaves, leaves + lasts)


def train(start: str, end: str, leaves: int, lasts: int = 30) -> Ride:
    """A train."""
    return Ride(start, end, "train", leaves, leaves + lasts, "C6")


def leg(*rides: Ride) -> Leg:
    """A leg of these rides, ready when the first leaves."""
    return Leg(rides[0].start, rides[-1].end, rides[0].leaves_min, rides[-1].arrives_min, rides)


def day(*steps: Leg | Visit | MealTaken, start: str = "gare", end: str = "gare") -> DayPlan:
    """A day of these steps."""
    return DayPlan(start, end, 540, 1200, steps)


def read(*days: DayPlan) -> list[Day]:
    """The stops of a plan."""
    return days_of(Plan(days, 0, (), Status.BEST))


def stops(*steps: Leg | Visit | MealTaken) -> list[Stop]:
    """The stops of one day."""
    return read(day(*steps))[0].stops


def test_a_walk_a_visit_and_back() -> None:
    """The stay is that of the visit, the way there is on foot."""
    found = stops(leg(walk("gare", "a", 540)), Visit("a", 550, 550, 580),
                  leg(walk("a", "gare", 580)))
    assert [(one.place, one.by, one.stay_min, one.pinned) for one in found] == [
        ("gare", None, 0, False), ("a", Mode.WALK, 30, False), ("gare", Mode.WALK, 0, False)]


def test_one_is_at_the_platform_ahead() -> None:
    """A stop of five minutes where one boards, at the start too; where one changes as well."""
    found = read(day(leg(train("gare", "b", 600), train("b", "c", 640), walk("c", "a", 670)),
                     Visit("a", 680, 680, 700)))[0]
    assert found.start_min == 595
    assert [(one.place, one.stay_min) for one in found.stops] == [
        ("gare", 5), ("b", 5), ("c", 0), ("a", 20)]


def test_a_place_that_is_only_passed() -> None:
    """Two walks in a row are one, by way of the place between; the hour of the visit is fixed, for
    one way is estimated shorter than two."""
    found = stops(leg(walk("gare", "x", 540), walk("x", "y", 550), walk("y", "a", 560)),
                  Visit("a", 570, 570, 600))
    assert [(one.place, one.via) for one in found] == [("gare", ()), ("a", ("x", "y"))]
    assert (found[1].road_min, found[1].pinned) == (30, True)


def test_a_door_that_is_not_open_yet() -> None:
    """The hour is fixed where one waits."""
    found = stops(leg(walk("gare", "a", 540)), Visit("a", 550, 600, 630))
    assert (found[1].begins_min, found[1].stay_min, found[1].pinned) == (600, 30, True)


def test_a_meal_where_one_is() -> None:
    """After a visit it lengthens the stay; before it the stay begins with it; alone it is one."""
    after = stops(leg(walk("gare", "a", 700)), Visit("a", 710, 710, 740), MealTaken("a", 740, 785))
    assert (after[1].stay_min, after[1].eats_min, after[1].visited) == (75, 740, True)
    before = stops(leg(walk("gare", "a", 700)), MealTaken("a", 710, 755), Visit("a", 710, 755, 785))
    assert (before[1].begins_min, before[1].stay_min, before[1].eats_min) == (710, 75, 710)
    early = stops(leg(walk("gare", "a", 650)), Visit("a", 660, 660, 690), MealTaken("a", 705, 750))
    assert (early[1].begins_min, early[1].stay_min, early[1].pinned) == (675, 75, True)
    alone = stops(leg(walk("gare", "b", 690)), MealTaken("b", 705, 750),
                  leg(walk("b", "gare", 750)))
    assert (alone[1].stay_min, alone[1].visited, alone[1].pinned) == (45, False, True)


def test_the_night_is_at_the_end_of_each_day_but_the_last() -> None:
    """Where the day ends one sleeps; the next begins there."""
    first = day(leg(walk("gare", "lit", 540)), end="lit")
    second = day(leg(walk("lit", "a", 560)), Visit("a", 570, 570, 600), leg(walk("a", "gare", 600)),
                 start="lit")
    found = read(first, second)
    assert [one.stops[-1].night for one in found] == [True, False]
    assert found[1].start_min == 560
    assert [one.place for one in visits_of(found)] == ["a"]
