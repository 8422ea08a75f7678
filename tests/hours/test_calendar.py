"""Opening hours laid out over days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from parcours.geo.points import LatLon
from parcours.hours.calendar import (
    HORIZON_DAYS,
    calendar,
    erased,
    exception_first,
    is_rule,
    is_valid,
)
from parcours.hours.day_set import DaySet

TOULOUSE = LatLon(43.6045, 1.4440)
SUNDAY = date(2026, 11, 22)


def open_on(rule: str, day: date, start: int, end: int, first: date = SUNDAY) -> bool:
    """Whether it is open on a day from one minute to another."""
    days = calendar(rule, TOULOUSE, first).open_throughout(start, end)
    return day in days


@pytest.mark.parametrize("rule", [
    "24/7", "Mo-Su 10:00-18:00", "Tu-Su 10:00-18:00; PH off", "Fr 08:00-12:30", "Th", "off",
    "PH off",
    "Apr-Oct Mo-Su 09:00-12:00,14:00-18:00; Nov-Mar off", "sunrise-sunset", "Mo[1] 10:00-12:00",
    "Fr-Sa 19:00-02:00", "Jul 14 off", "2026 Dec 24-2027 Jan 02 off", "week 01-10 Mo 10:00-11:00",
    "easter -2 days off"])
def test_a_rule_of_openstreetmap_is_a_rule(rule: str) -> None:
    """The notation in its usual breadth."""
    assert is_rule(rule)
    assert calendar(rule, TOULOUSE, SUNDAY).first == SUNDAY


@pytest.mark.parametrize("text", [
    "tous les jours", "9h-18h", "Mo-Su 25:00-26:00x", "lundi", "10-18", ";",
    "Mo-Su 10:00-18:00 sauf PH"])
def test_another_text_is_not(text: str) -> None:
    """Words are told, not misread; and they cannot be laid out."""
    assert not is_rule(text)
    with pytest.raises(ValueError, match="not an opening hours rule"):
        calendar(text, TOULOUSE, SUNDAY)


@pytest.mark.parametrize(("rule", "shut"), [
    ("10:00-12:00; Feb 01-28 off", {2027: 28, 2028: 28}),
    ("10:00-12:00; Feb 01-29 off", {2027: 28, 2028: 29}),
    ("10:00-12:00; Feb 01-Feb 29 off", {2027: 28, 2028: 29}),
    ("10:00-12:00; Dec 01-Feb 29 off", {2027: 90, 2028: 91})])
def test_a_february_is_shut_to_its_last_day_and_no_longer(rule: str, shut: dict[int, int]) -> None:
    """A year is shut for so many days; in 2027 the reference shuts none by the first two rules, and
    1 March too by the others."""
    for year, count in shut.items():
        days = calendar(rule, TOULOUSE, date(year, 1, 1)).open_throughout(600, 720)
        assert count == sum(date(year, 1, 1) + timedelta(n) not in days
                            for n in range((date(year + 1, 1, 1) - date(year, 1, 1)).days))


@pytest.mark.parametrize(("day", "start", "end", "expected"), [
    (date(2026, 11, 24), 600, 1080, True), (date(2026, 11, 24), 599, 700, False),
    (date(2026, 11, 24), 1000, 1081, False), (date(2026, 11, 23), 600, 700, False),
    (SUNDAY, 600, 600, True), (date(2027, 1, 1), 600, 700, False),
    (date(2027, 5, 6), 600, 700, False),
    (date(2027, 3, 29), 600, 700, False), (date(2027, 7, 14), 600, 700, False),
    (date(2027, 7, 15), 600, 700, True)])
def test_a_stay_must_fit_between_opening_and_closing(
        day: date, start: int, end: int, expected: bool) -> None:
    """To the minute, on the right weekdays, and not on a public holiday of France.

    New Year, Ascension, Easter Monday and 14 July are holidays; the day after is not.
    """
    assert expected == open_on("Tu-Su 10:00-18:00; PH off", day, start, end)


def test_holidays_that_fall_on_the_same_day_every_year() -> None:
    """All eight fixed holidays of metropolitan France, in the coming year."""
    fixed = [(12, 25), (1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11)]
    days = [date(2026 if month == 12 else 2027, month, day) for month, day in fixed]
    assert not any(open_on("Mo-Su 10:00-18:00; PH off", day, 600, 660) for day in days)
    assert all(open_on("Mo-Su 10:00-18:00", day, 600, 660) for day in days)


def test_a_lunch_break_is_a_break() -> None:
    """A stay across it does not fit."""
    rule = "Mo-Su 09:00-12:00,14:00-18:00"
    expected = [True, False, True]
    assert expected == [open_on(rule, SUNDAY, start, start + 60) for start in (660, 690, 840)]


@pytest.mark.parametrize(("day", "start", "end", "expected"), [
    (date(2026, 11, 27), 1140, 1560, True), (date(2026, 11, 27), 1140, 1561, False),
    (date(2026, 11, 28), 0, 120, True), (date(2026, 11, 29), 0, 120, True),
    (date(2026, 11, 30), 0, 120, False), (date(2026, 11, 29), 1140, 1200, False),
    (date(2026, 11, 26), 1440, 1500, False)])
def test_an_evening_may_reach_past_midnight(
        day: date, start: int, end: int, expected: bool) -> None:
    """The small hours belong to the evening before, and can be asked for either way."""
    assert expected == open_on("Fr-Sa 19:00-02:00", day, start, end)


def test_the_night_before_the_first_day_counts() -> None:
    """A Saturday night that began before the horizon is still there on Sunday."""
    assert open_on("Sa 19:00-02:00", SUNDAY, 60, 120)


@pytest.mark.parametrize("day", [date(2027, 3, 28), date(2027, 10, 31)])
def test_clocks_that_change_take_no_hour_away(day: date) -> None:
    """Times are those on the wall: a day of 23 or 25 hours keeps its opening hours."""
    assert open_on("Mo-Su 10:00-18:00", day, 600, 1080)
    assert open_on("Mo-Su 00:00-24:00", day, 0, 1440)
    assert not open_on("Mo-Su 10:00-18:00", day, 599, 660)
    for other in (day - timedelta(days=1), day + timedelta(days=1)):
        assert open_on("Mo-Su 10:00-18:00", other, 600, 1080)


@pytest.mark.parametrize("day", [date(2027, 3, 28), date(2027, 10, 31)])
def test_a_night_across_a_change_of_clocks(day: date) -> None:
    """The evening before ends at the time on the wall, too."""
    before = day - timedelta(days=1)
    assert open_on("Mo-Su 20:00-04:00", before, 1200, 1680)
    assert not open_on("Mo-Su 20:00-04:00", before, 1200, 1681)


def test_the_sun_decides_where_a_rule_says_so() -> None:
    """Noon is day and midnight is night, in Toulouse in June."""
    june = date(2027, 6, 21)
    assert open_on("sunrise-sunset", june, 720, 780)
    assert not open_on("sunrise-sunset", june, 0, 60)
    assert open_on("sunrise-sunset", june, 1260, 1261)
    assert not open_on("sunrise-sunset", SUNDAY, 1260, 1261)


def test_the_calendar_reaches_to_its_last_day_and_no_further() -> None:
    """400 days, the first and the last among them."""
    laid_out = calendar("24/7", TOULOUSE, SUNDAY)
    assert laid_out.open_throughout(0, 1440) == DaySet.every(SUNDAY, HORIZON_DAYS)
    assert laid_out.open_at_all == DaySet.every(SUNDAY, HORIZON_DAYS)
    assert not calendar("off", TOULOUSE, SUNDAY).open_at_all
    last = SUNDAY + timedelta(days=HORIZON_DAYS - 1)
    assert open_on("Mo-Su 10:00-18:00", last, 600, 1080)


def test_days_without_hours_are_days_of_uncertain_hours() -> None:
    """``Th`` names the day and not the hours; ``Th 10:00-18:00`` names both."""
    assert not calendar("Th", TOULOUSE, SUNDAY).hours_certain
    assert calendar("Th 10:00-18:00", TOULOUSE, SUNDAY).hours_certain
    assert open_on("Th", date(2026, 11, 26), 600, 700)
    assert not open_on("Th", date(2026, 11, 27), 600, 700)


def test_a_day_shows_its_hours() -> None:
    """For a page that lists them; none on a closed day."""
    laid_out = calendar("Mo 09:00-12:00,14:00-18:00", TOULOUSE, SUNDAY)
    assert laid_out.intervals_on(SUNDAY) == ()
    assert laid_out.intervals_on(SUNDAY + timedelta(days=1)) == ((540, 720), (840, 1080))


@pytest.mark.parametrize(("rule", "part"), [
    ("Mo 10:00-12:00; Mo off", "Mo 10:00-12:00"),
    ("Mo-Su 10:00-12:00; Mo-Su 14:00-18:00", "Mo-Su 10:00-12:00"),
    ("Jul 10:00-12:00; Tu 09:00-11:00; Jun-Aug off", "Jul 10:00-12:00"),
    ("2031 Jul 10:00-12:00; 2031 Jul off", "2031 Jul 10:00-12:00"),
    ("Mo off; Mo-Su 10:00-18:00", "Mo off"), ("May 01 off; 10:00-18:00", "May 01 off"),
    ("PH off; Tu 09:00-12:00; 10:00-18:00", "PH off"),
    ('Mo-Su 10:00-18:00; "dernière entrée 17 h 15"', "Mo-Su 10:00-18:00"),
    ('Mo-Su 10:00-18:00; PH off; "sur rendez-vous; appelez"', "Mo-Su 10:00-18:00; PH off"),
    ('Mo-Su 10:00-18:00 "a"; unknown "b"', 'Mo-Su 10:00-18:00 "a"'),
    ("Mo-Su 10:00-18:00; unknown", "Mo-Su 10:00-18:00")])
def test_a_part_whose_hours_never_hold(rule: str, part: str) -> None:
    """It is valid, and what it says first is closed or replaced on every one of its days."""
    assert is_valid(rule)
    assert erased(rule) == part
    assert not is_rule(rule)


@pytest.mark.parametrize("rule", [
    "Mo-Su 10:00-18:00; Mo off", "Mo-Su 10:00-18:00; Su 10:00-18:00", "off; Mo 10:00-12:00",
    "Mo off; Tu-Su 10:00-18:00", "Mo-Sa 09:00-18:00; Su off; Jun-Aug 10:00-19:00",
    "Mo-Fr 09:00-18:00; Fr 09:00-17:00", "Apr-Sep 10:00-19:00; Oct-Mar 10:00-17:00; Tu off",
    'Mo-Su 10:00-18:00 || "sur rendez-vous"', 'Apr-Oct 10:00-18:00; Nov-Mar "sur demande"',
    'Mo-Su 10:00-18:00 "dernière entrée; 17 h 15"', '"sur rendez-vous"',
    "sunrise-sunset; Mo off", 'Mo 10:00-12:00; Mo off "travaux"', "Mo 10:00-12:00"])
def test_parts_that_hold_on_some_day(rule: str) -> None:
    """A part may close, repeat or replace some days of those before it."""
    assert erased(rule) is None


@pytest.mark.parametrize(("rule", "better"), [
    ("Jan off; Tu-Su 10:00-18:00", "Tu-Su 10:00-18:00; Jan off"),
    ("PH off; Mo-Fr 09:00-12:00,14:00-17:00", "Mo-Fr 09:00-12:00,14:00-17:00; PH off"),
    ("2026 Dec 24-2027 Jan 04 off; Tu-Su 10:00-18:00",
     "Tu-Su 10:00-18:00; 2026 Dec 24-2027 Jan 04 off"),
    ("Nov-Mar off; Mo-Fr 10:00-12:00; Sa 10:00-18:00",
     "Mo-Fr 10:00-12:00; Sa 10:00-18:00; Nov-Mar off"),
    ("Tu-Su 10:00-18:00; Jan off", None), ("Nov-Mar off; Apr-Oct Tu-Su 10:00-18:00", None),
    ("Jan off; Feb-Dec Tu-Su 10:00-18:00", None), ("Mo off; Tu-Su 10:00-18:00", None),
    ("Su off; Jul-Aug 10:00-19:00; Sa 10:00-12:00", None), ("off; Jul-Aug 10:00-18:00", None),
    ("Mo-Fr 09:00-17:00; Aug off; PH off", None), ("Aug off; Jul-Aug Sa 10:00-12:00", None)])
def test_an_exception_before_the_rule(rule: str, better: str | None) -> None:
    """Whoever writes a closed month first means it; what comes after opens it again. Parts that do
    not meet, and seasons after one another, are in any order."""
    found = exception_first(rule)
    assert (found[2] if found else None) == better


@pytest.mark.parametrize(("place", "rises", "sets"), [
    (LatLon(-21.1, 55.5), "05:3", "19:0"), (LatLon(4.93, -52.33), "06:3", "18:2")])
def test_the_sun_of_overseas_is_told_by_the_clock_there(place: LatLon, rises: str,
                                                        sets: str) -> None:
    """It rose at 2:39 in Saint-Denis, which is the hour in Paris."""
    ((begin, end),) = calendar("sunrise-sunset", place, date(2027, 1, 1)).intervals_on(
        date(2027, 1, 1))
    assert f"{begin // 60:02d}:{begin % 60:02d}".startswith(rises)
    assert f"{end // 60:02d}:{end % 60:02d}".startswith(sets)
