"""On which dates somebody means to set out."""

from __future__ import annotations

from datetime import date

import pytest

from parcours.proposals.asked_dates import dates_of

SUNDAY = date(2026, 11, 29)


@pytest.mark.parametrize(("typed", "day"), [
    ("2027-01-31", date(2027, 1, 31)), ("31/1/2027", date(2027, 1, 31)),
    ("31 janvier 2027", date(2027, 1, 31)), ("saturday", date(2026, 12, 5)),
    ("Samedi", date(2026, 12, 5)), ("sunday", SUNDAY), ("dimanche", SUNDAY)])
def test_a_date_or_the_next_weekday(typed: str, day: date) -> None:
    """A date in the writings of offices, or a weekday alone: the next one, today being one."""
    assert dates_of(typed, SUNDAY) == [day]


@pytest.mark.parametrize("typed", [
    "any saturday", "n’importe quel samedi", "N'importe quel  SAMEDI", "tous les samedis",
    "un samedi", "saturdays"])
def test_any_weekday_is_all_of_them(typed: str) -> None:
    """Every Saturday of the days that are computed, the nearest first."""
    found = dates_of(typed, SUNDAY)
    assert isinstance(found, list)
    assert found[:2] == [date(2026, 12, 5), date(2026, 12, 12)]
    assert len(found) == 57
    assert {day.weekday() for day in found} == {5}


def test_any_day() -> None:
    """Every day from today on."""
    found = dates_of("any day", SUNDAY)
    assert isinstance(found, list)
    assert (found[0], len(found)) == (SUNDAY, 400)


@pytest.mark.parametrize(("typed", "says"), [
    ("demain peut-être", "neither a date"), ("", "neither a date"),
    ("2027-02-30", "neither a date"), ("any frog", "neither a date"),
    ("2026-11-28", "is past"), ("2029-01-01", "up to")])
def test_what_is_no_day_to_plan(typed: str, says: str) -> None:
    """Neither a date nor a weekday, a day that is past, one past all that is computed."""
    found = dates_of(typed, SUNDAY)
    assert isinstance(found, tuple)
    assert says in found[0].en
