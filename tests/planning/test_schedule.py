"""From an order of places to minutes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parcours.planning.legs import Walk, fixed_legs, timetable_legs
from parcours.planning.plan import Leg, MealTaken, Status, Visit
from parcours.planning.problem import Day, Interval, Meal, Place, Problem, Ride
from parcours.planning.rows import DayRows
from parcours.planning.schedule import earliest_end, plan_of

LEGS = timetable_legs(
    ["home", "a", "inn"], [Ride("home", "village", "train", 100, 120, "7")],
    [Walk("village", "a", 10), Walk("a", "inn", 5), Walk("inn", "home", 30)], 5, 400)
MUSEUM = Place("a", "land", 3, 40, ((Interval(150, 300),),))
PROBLEM = Problem((MUSEUM,), (Day(Interval(0, 400), LEGS, Meal(120, 240, 30, at=("inn",))),),
                  "home", "home")


def test_one_sets_out_late_and_waits_where_the_day_says() -> None:
    """The first leg begins as late as its train allows; the meal is a step where one eats; every
    ride is told."""
    rows = [DayRows(PROBLEM, 0)]
    plan = plan_of(PROBLEM, rows, [[0]], [], Status.FOUND)
    train = Ride("home", "village", "train", 100, 120, "7")
    assert plan.days[0].steps == (
        Leg("home", "a", 95, 130, (train, Ride("village", "a", "walk", 120, 130))),
        Visit("a", 130, 150, 190),
        Leg("a", "inn", 190, 195, (Ride("a", "inn", "walk", 190, 195),)),
        MealTaken("inn", 195, 225),
        Leg("inn", "home", 225, 255, (Ride("inn", "home", "walk", 225, 255),)))
    assert (plan.days[0].leaves_min, plan.days[0].back_min) == (95, 255)
    assert (plan.score, plan.side_min, plan.status) == (3, (("land", 40),), Status.FOUND)
    assert earliest_end(rows[0], 1, [0], 1) == 255


def test_on_foot_one_leaves_so_as_not_to_wait_at_a_closed_door() -> None:
    """Ten minutes on foot to what opens at 150: one leaves home at 140."""
    legs = fixed_legs(["home", "a"], [[0, 10], [10, 0]], 400)
    problem = replace(PROBLEM, days=(Day(Interval(0, 400), legs),))
    day = plan_of(problem, [DayRows(problem, 0)], [[0]], [], Status.BEST).days[0]
    assert (day.leaves_min, day.visits[0].wait_min, day.back_min) == (140, 0, 200)


def test_an_order_that_cannot_be_kept_is_refused() -> None:
    """No half plan comes out."""
    problem = replace(PROBLEM, days=(replace(PROBLEM.days[0], span=Interval(110, 400)),))
    rows = [DayRows(problem, 0)]
    assert earliest_end(rows[0], 1, [0], 1) == rows[0].never
    with pytest.raises(ValueError, match="cannot be kept"):
        plan_of(problem, rows, [[0]], [], Status.BEST)
