"""The new moons to come, against those that almanacs give."""

from __future__ import annotations

from datetime import date

import pytest

from parcours.trip.moon import new_moons


@pytest.mark.parametrize("day", [
    date(2024, 4, 8), date(2025, 3, 29), date(2026, 8, 12), date(2026, 12, 9), date(2027, 8, 2)])
def test_a_known_new_moon_is_found(day: date) -> None:
    """Eclipses of the sun fall on new moons; that of the day one asks on counts."""
    assert new_moons(day, 1) == [day]


def test_the_next_ones_follow() -> None:
    """In order, a month apart, none before the day one asks on."""
    assert new_moons(date(2026, 11, 22), 3) == [
        date(2026, 12, 9), date(2027, 1, 7), date(2027, 2, 6)]
