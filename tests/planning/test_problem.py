"""What is asked of the planner."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parcours.planning.problem import Day, Interval, Legs, Place, Problem, Ride, Share


def walked(start: str, end: str, minute: int) -> tuple[Ride, ...]:
    return (Ride(start, end, "walk", minute, minute + 10),)


ALWAYS_TEN = Legs(("home", "a"), ((range(60), range(10, 70)), (range(10, 70), range(60))), walked)
PLACE = Place("a", "city", 1, 10, ((Interval(0, 60),),))
PROBLEM = Problem((PLACE,), (Day(Interval(0, 59), ALWAYS_TEN),), "home", "home")


def test_a_leg_that_always_takes_as_long_is_a_range() -> None:
    """The arrival is that of the minute of departure; a point is reached from itself at once."""
    assert ALWAYS_TEN.arrive("home", "a", 25) == 35
    assert ALWAYS_TEN.arrive("a", "a", 25) == 25


@pytest.mark.parametrize(("percent", "city", "land", "holds"), [
    (30, 70, 30, True), (30, 71, 30, False), (30, 100, 0, False), (0, 100, 0, True),
    (0, 0, 0, True), (1, 0, 0, False), (50, 45, 45, True)])
def test_each_side_has_its_share_of_the_minutes(percent: int, city: int, land: int,
                                                holds: bool) -> None:
    """A share is kept to the minute, without rounding; no stay at all is no share."""
    assert Share(percent, ("city", "land")).holds({"city": city, "land": land}) is holds


def test_hours_that_are_told_count_only_where_they_are_trusted() -> None:
    """Unknown hours are never taken as open, unless one asks to trust what is told."""
    told = replace(PLACE, open=((),), told=((Interval(5, 50),),))
    assert PROBLEM.hours(told) == ((),)
    assert replace(PROBLEM, trust_told=True).hours(told) == ((Interval(5, 50),),)
    assert replace(PROBLEM, trust_told=True).hours(PLACE) == PLACE.open


@pytest.mark.parametrize("wrong", [
    {"start": "nowhere"}, {"nights": (("a",),)}, {"days": ()}, {"places": (PLACE, PLACE)},
    {"places": (replace(PLACE, open=((), ())),)}, {"places": (replace(PLACE, stay_min=-1),)}])
def test_what_no_planner_could_read_is_refused(wrong: dict[str, object]) -> None:
    """A point without legs, a night too many, a place twice, hours for another day."""
    with pytest.raises(ValueError, match=r".+"):
        replace(PROBLEM, **wrong)  # type: ignore[arg-type]  # one wrong field at a time
