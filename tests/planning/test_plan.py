"""What the planner answers."""

from __future__ import annotations

from parcours.planning.plan import DayPlan, Leg, MealTaken, Plan, Status, Visit
from parcours.planning.problem import Ride

WALK = Ride("home", "station", "walk", 540, 550, "")
TRAIN = Ride("station", "gimont", "train", 560, 600, "TER 12")
COACH = Ride("gimont", "b", "coach", 610, 620, "L3")


def test_a_leg_knows_its_changes_and_its_waiting() -> None:
    """Ten minutes on the platform and ten at the change; a walk is no change."""
    leg = Leg("home", "b", 540, 620, (WALK, TRAIN, COACH))
    assert (leg.changes, leg.wait_min) == (1, 20)
    assert Leg("home", "station", 540, 550, (WALK,)).changes == 0


def test_a_day_is_read_from_its_steps() -> None:
    """Stays, legs and the meal come out in order; a wait is what comes before a place opens."""
    first, back = Leg("home", "a", 540, 550, ()), Leg("a", "home", 700, 710, ())
    visit, meal = Visit("a", 550, 600, 645), MealTaken("a", 645, 690)
    day = DayPlan("home", "home", 540, 710, (first, visit, meal, back))
    assert (day.visits, day.legs, day.meal) == ((visit,), (first, back), meal)
    assert visit.wait_min == 50
    plan = Plan((day,), 10, (("city", 45),), Status.FOUND)
    assert (plan.places, plan.nights, plan.proved) == (("a",), (), False)


def test_only_an_exact_search_that_ended_proves() -> None:
    """Best and impossible are proved; found, not found and interrupted are not."""
    assert {status for status in Status if status.proved} == {Status.BEST, Status.IMPOSSIBLE}
