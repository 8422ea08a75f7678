"""Public holidays of a part of France, which the reader of rules does not know."""

from __future__ import annotations

from datetime import date

import pytest

from parcours.hours.calendar import calendar, holidays
from parcours.hours.local_days import easter, local_days, region_of

FIRST = date(2026, 11, 22)
GOOD_FRIDAY, SECOND_CHRISTMAS = date(2027, 3, 26), date(2026, 12, 26)
STRASBOURG, TOULOUSE, SAINT_DENIS = "67482", "31555", "97411"
DAY = ((600, 1080),)


@pytest.mark.parametrize(("commune", "day"), [
    (STRASBOURG, SECOND_CHRISTMAS), ("68224", SECOND_CHRISTMAS), ("57463", SECOND_CHRISTMAS),
    ("97608", date(2027, 4, 27)), ("97209", date(2027, 5, 22)), ("97105", date(2027, 5, 27)),
    ("97302", date(2027, 6, 10)), (SAINT_DENIS, date(2026, 12, 20))])
def test_a_door_shut_on_holidays_is_shut_on_those_of_its_department(commune: str,
                                                                   day: date) -> None:
    """Nobody goes there on a day that is one there alone; elsewhere it is a day like others."""
    rule = "Mo-Su 10:00-18:00; PH off"
    here, there = (calendar(rule, None, FIRST, one) for one in (commune, TOULOUSE))
    assert (here.intervals_on(day), here.certain_on(day)) == ((), ())
    assert there.certain_on(day) == DAY
    assert here.intervals_on(date(2026, 12, 25)) == ()
    assert calendar("Mo-Su 10:00-18:00", None, FIRST, commune).certain_on(day) == DAY


def test_good_friday_is_not_known_where_some_communes_keep_it() -> None:
    """It depends on whether there is a Protestant church: perhaps open, and never surely."""
    shut = calendar("Mo-Su 10:00-18:00; PH off", None, FIRST, STRASBOURG)
    assert (shut.intervals_on(GOOD_FRIDAY), shut.certain_on(GOOD_FRIDAY)) == (DAY, ())
    opened = calendar("PH 10:00-18:00", None, FIRST, STRASBOURG)
    assert (opened.intervals_on(GOOD_FRIDAY), opened.certain_on(GOOD_FRIDAY)) == (DAY, ())
    both = calendar("Mo-Fr,PH 10:00-18:00", None, FIRST, STRASBOURG)
    assert both.certain_on(GOOD_FRIDAY) == both.certain_on(SECOND_CHRISTMAS) == DAY
    told = calendar("Mo-Su 10:00-18:00; PH off; easter -2 days 10:00-18:00", None, FIRST,
                    STRASBOURG)
    assert told.certain_on(GOOD_FRIDAY) == DAY


def test_other_hours_on_holidays_hold_on_those_of_the_department() -> None:
    found = calendar("Mo-Sa 09:00-19:00; Su,PH 14:00-17:00", None, FIRST, STRASBOURG)
    assert found.certain_on(SECOND_CHRISTMAS) == ((840, 1020),)
    assert found.certain_on(GOOD_FRIDAY) == ((840, 1020),)  # open then, whatever the day is
    assert found.intervals_on(GOOD_FRIDAY) == ((540, 1140),)


def test_the_days_beside_a_holiday_are_not_known_either() -> None:
    found = calendar("Mo-Su 10:00-18:00; PH -1 day off", None, FIRST, SAINT_DENIS)
    assert (found.intervals_on(date(2026, 12, 19)), found.certain_on(date(2026, 12, 19))) == (
        DAY, ())


def test_a_night_before_and_after_a_local_holiday_stays() -> None:
    """The bar of Christmas evening closes at two; that of the day after does not open."""
    found = calendar("Mo-Su 20:00-26:00; PH off", None, FIRST, STRASBOURG)
    assert found.open_throughout(1200, 1560).where(
        lambda day: date(2026, 12, 23) < day < date(2026, 12, 29)).bits == (
        calendar("Mo-Su 20:00-26:00; PH off", None, FIRST).open_throughout(1200, 1560)
        .where(lambda day: date(2026, 12, 23) < day < date(2026, 12, 29)
               and day != SECOND_CHRISTMAS).bits)


def test_no_local_day_is_one_of_all_of_france() -> None:
    for commune in (STRASBOURG, SAINT_DENIS):
        sure, perhaps = local_days(region_of(commune), 2027)
        assert not holidays(2027) & {*sure, *perhaps}
    assert region_of(TOULOUSE) == region_of("2A004") == region_of("") == ""
    assert easter(2027) == date(2027, 3, 28)
