"""A problem in rows of minutes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parcours.planning.legs import fixed_legs
from parcours.planning.problem import Day, Interval, Meal, Place, Problem
from parcours.planning.rows import DayRows

LEGS = fixed_legs(["home", "a", "inn"], [[0, 10, 20], [10, 0, 10], [20, 10, 0]], 200)
TWICE = Place("a", "city", 1, 20, ((Interval(30, 60), Interval(100, 130)),))
PROBLEM = Problem((TWICE,), (Day(Interval(0, 150), LEGS, Meal(50, 90, 30)),), "home", "home")
A, HOME, INN = 0, 1, 2


def test_a_whole_stay_fits_into_one_interval() -> None:
    """Of an interval that closes at 60 the last stay of 20 minutes begins at 40; who comes at 41
    waits for the afternoon; after 110 there is no stay. That the start of a stay is within the
    hours is not enough."""
    ends = DayRows(PROBLEM, 0).ends[A]
    assert [ends[minute] for minute in (0, 30, 40, 41, 100, 110)] == [50, 50, 60, 120, 120, 130]
    assert list(ends)[:152] == [DayRows(PROBLEM, 0).stay_ends(A, minute) for minute in range(152)]
    assert ends[111] == ends[151] == DayRows(PROBLEM, 0).never


def test_a_stay_that_no_interval_holds_is_never() -> None:
    """A place that is closed, or open for less than the stay."""
    for hours in ((), (Interval(10, 29),)):
        rows = DayRows(replace(PROBLEM, places=(replace(TWICE, open=(hours,)),)), 0)
        assert set(rows.ends[A]) == {rows.never}


def test_the_meal_is_eaten_wherever_one_is_back_first() -> None:
    """Who is ready at home at 55 eats there or at once on arrival, whichever ends first: a meal
    must be over at 90, so who leaves home at 61 can no longer eat; the table is one that may be."""
    rows = DayRows(PROBLEM, 0)
    assert rows.meal_leg(HOME, A)[0] == 80  # on arrival, or on the way: the meal begins at 50
    assert rows.meal_leg(HOME, A)[55] == 95
    assert rows.meal_leg(HOME, A)[61] == rows.never
    assert rows.points[rows.table_between(HOME, A, 0)] == "a"
    only = replace(PROBLEM.days[0], meal=Meal(50, 90, 30, at=("inn",)))
    at_inn = DayRows(replace(PROBLEM, days=(only,)), 0)
    assert at_inn.meal_leg(HOME, A)[0] == 90
    assert at_inn.points[at_inn.table_between(HOME, A, 0)] == "inn"
    before = replace(PROBLEM.days[0], meal=Meal(50, 90, 30, before_leaving=True))
    assert DayRows(replace(PROBLEM, days=(before,)), 0).meal_leg(HOME, A)[0] == 90


def test_the_last_minute_from_which_one_is_home() -> None:
    """Through whatever points: with a way round that is quicker than the direct one, that one
    counts, though the legs are not closed."""
    open_legs = fixed_legs(["home", "a", "inn"], [[0, 10, 50], [10, 0, 10], [50, 10, 0]], 200)
    rows = DayRows(replace(PROBLEM, days=(replace(PROBLEM.days[0], legs=open_legs),)), 0)
    home = rows.latest([(HOME, 150)])
    assert (home[HOME], home[A], home[INN]) == (150, 140, 130)
    assert rows.latest_before_meal(home)[HOME] == 60
    assert rows.last_arrival(A, 125) == 105
    assert rows.last_arrival(A, 10) == -1


def test_legs_that_end_before_the_day_are_refused() -> None:
    """A row must tell of every minute of the day."""
    short = replace(PROBLEM.days[0], span=Interval(0, 201))
    with pytest.raises(ValueError, match="end before"):
        DayRows(replace(PROBLEM, days=(short,)), 0)
