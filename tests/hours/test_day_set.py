"""A set of days does what a plain Python set of dates does, whatever day it counts from."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcours.hours.day_set import DaySet

SUNDAY = date(2026, 11, 22)
FIRSTS = st.dates(date(2026, 1, 1), date(2026, 3, 1))
OFFSETS = st.sets(st.integers(0, 500), max_size=60) | st.builds(
    lambda low, high: {*range(low, high)}, st.integers(0, 250), st.integers(0, 500))
"""Some days here and there, or many in a row."""


@st.composite
def day_sets(draw: st.DrawFn) -> tuple[DaySet, set[date]]:
    """A set and what it holds."""
    first = draw(FIRSTS)
    days = {first + timedelta(days=n) for n in draw(OFFSETS)}
    return DaySet.of(first, days), days


@given(day_sets())
def test_it_holds_the_days_it_was_given_in_order(made: tuple[DaySet, set[date]]) -> None:
    """Iteration, count, truth and containment are those of the plain set."""
    days, plain = made
    assert [*days] == sorted(plain)
    assert days.count == len(plain)
    assert bool(days) is bool(plain)
    for n in range(-3, 510):
        day = days.first + timedelta(days=n)
        assert (day in days) is (day in plain)


@given(day_sets(), day_sets())
def test_two_sets_meet_join_and_part(one: tuple[DaySet, set[date]],
                                     other: tuple[DaySet, set[date]]) -> None:
    """Whatever their first days are, which are then no later than before."""
    (a, plain_a), (b, plain_b) = one, other
    assert {*(a & b)} == plain_a & plain_b
    assert {*(a | b)} == plain_a | plain_b
    assert {*(a - b)} == plain_a - plain_b
    assert (a & b).first == (a - b).first == a.first
    assert (a | b).first == min(a.first, b.first)


@given(day_sets(), FIRSTS)
def test_sets_of_the_same_days_are_equal(made: tuple[DaySet, set[date]], first: date) -> None:
    """Counted from another day a set is the same, and has the same hash; with a day more or less
    it is another."""
    days, plain = made
    first = min(first, *plain) if plain else first
    same = DaySet.of(first, plain)
    assert same == days
    assert hash(same) == hash(days)
    assert days != days | DaySet.every(first + timedelta(days=600), 1)
    assert days != [*days]


@given(day_sets())
def test_it_is_pickled_as_it_is(made: tuple[DaySet, set[date]]) -> None:
    """With its first day; a set takes less room than two dates."""
    days, _ = made
    read = pickle.loads(pickle.dumps(days))  # noqa: S301  (our own)
    assert (read.first, read.bits) == (days.first, days.bits)
    one, two = (len(pickle.dumps([DaySet(SUNDAY, n << 390) for n in range(1, many + 1)]))
                for many in (100, 200))
    assert (two - one) / 100 < 65


@given(day_sets(), st.integers(-700, 700))
def test_shifted(made: tuple[DaySet, set[date]], by: int) -> None:
    """Each day moves; none is lost."""
    days, plain = made
    assert {*days.shifted(by)} == {day + timedelta(days=by) for day in plain}
    assert days.shifted(by).shifted(-by) == days


@given(day_sets(), st.none() | st.dates(date(2025, 1, 1), date(2028, 1, 1)) | st.just(date.min),
       st.none() | st.dates(date(2025, 1, 1), date(2028, 1, 1)) | st.just(date.max))
def test_between(made: tuple[DaySet, set[date]], begins: date | None, ends: date | None) -> None:
    """Both ends are included, and each may be open."""
    days, plain = made
    assert {*days.between(begins, ends)} == {
        day for day in plain if (begins or date.min) <= day <= (ends or date.max)}


@given(day_sets(), st.none() | st.dates(date(2025, 6, 1), date(2028, 1, 1)))
def test_next(made: tuple[DaySet, set[date]], since: date | None) -> None:
    """The first day from one on; none where the set has ended."""
    days, plain = made
    assert days.next(since) == min((day for day in plain if day >= (since or date.min)),
                                   default=None)


@given(day_sets())
def test_weekdays_and_months(made: tuple[DaySet, set[date]]) -> None:
    """Each day stands under its weekday and its month, and under no other."""
    days, plain = made
    for weekday in range(7):
        assert {*days.on(weekday)} == {day for day in plain if day.weekday() == weekday}
    assert {*days.on_any((0, 2, 2, 6))} == {day for day in plain if day.weekday() in (0, 2, 6)}
    assert not days.on_any(())
    assert days.weekdays == sorted({day.weekday() for day in plain})
    assert len(days.months) == 12
    for month, those in enumerate(days.months, 1):
        assert {*those} == {day for day in plain if day.month == month}


@given(day_sets(), st.integers(1, 12))
def test_in_runs(made: tuple[DaySet, set[date]], least: int) -> None:
    """Only days with enough neighbours in a row are left."""
    days, plain = made
    left: set[date] = set()
    row: list[date] = []
    for day in sorted(plain):
        row = [*row, day] if day - timedelta(days=1) in row[-1:] else [day]
        if len(row) >= least:
            left |= {*row[-least:]}
    assert {*days.in_runs(least)} == left


@pytest.mark.parametrize("keep", [lambda day: day.day <= 7, lambda _: False, lambda _: True])
def test_where(keep: Callable[[date], bool]) -> None:
    """The days that a question picks."""
    days = DaySet.every(SUNDAY, 400)
    assert [*days.where(keep)] == [*filter(keep, days)]


def test_every_day_of_a_stretch() -> None:
    """So many days in a row, from the first on; none is an empty set like any other."""
    assert [*DaySet.every(SUNDAY, 3)] == [SUNDAY + timedelta(days=n) for n in range(3)]
    assert DaySet.every(SUNDAY, 0) == DaySet(date(2000, 1, 1))
    assert not DaySet(SUNDAY)


def test_it_cannot_be_changed() -> None:
    """A set that stands in a route's trip stays what it was."""
    with pytest.raises(AttributeError):
        DaySet(SUNDAY).bits = 1  # type: ignore[misc]
