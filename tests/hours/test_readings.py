"""How a rule is put to the reader of rules, and the valid rules that are not trusted."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings

from helpers.content_sample import MUSEUM_FILE, check, edited, told, write_sample
from helpers.generated_rules import rules
from parcours.geo.points import LatLon
from parcours.hours.calendar import (
    Calendar,
    calendar,
    erased,
    horizon,
    is_rule,
    is_valid,
    without_holidays,
)
from parcours.hours.day_set import DaySet
from parcours.hours.readings import (
    Doubt,
    Reading,
    alternatives,
    doubt,
    each_with_its_hours,
    joined_by_comma,
    readings,
)

TOULOUSE = LatLon(43.6, 1.44)
SUNDAY = date(2026, 11, 22)
MONDAY, SATURDAY = 1, 6
"""Days after `SUNDAY`."""


def laid_out(rule: str) -> Calendar:
    return calendar(rule, TOULOUSE, SUNDAY)


def state(rule: str, day: int, clock: str) -> str:
    """``open``, ``perhaps`` or ``closed``."""
    hours, minutes = clock.split(":")
    at, here = int(hours) * 60 + int(minutes), laid_out(rule)
    then = SUNDAY + timedelta(days=day)
    if then in here.surely_open(at, at + 1):
        return "open"
    return "perhaps" if then in here.open_throughout(at, at + 1) else "closed"


@pytest.mark.parametrize("rule", [
    "24/7", "Mo-Su 10:00-18:00; PH off", "Apr-Oct Tu-Su 10:00-12:00,14:00-18:00", "Mo[1] off",
    "(sunrise+01:00)-sunset", "easter +1 day off", "2027+ Mo 10:00-12:00", "Mo off \"travaux\"",
    "Mo-Fr 10:00-12:00 open \"à la cave\"", "\"en été\": Mo 10:00-12:00"])
def test_most_rules_are_put_as_they_stand(rule: str) -> None:
    """What the reader reads as everybody does is not touched."""
    assert readings(rule) == (Reading(rule, rule),)


@pytest.mark.parametrize(("rule", "expected"), [
    ("Mo 09:30+", ("Mo 09:30-24:00", "Mo 09:30-09:31")),
    ("Mo 17:00+", ("Mo 17:00-27:00", "Mo 17:00-17:01")),
    ("Sa 22:00+", ("Sa 22:00-30:00", "Sa 22:00-22:01")),
    ("Mo 12:00-14:00,19:00-22:00+", ("Mo 12:00-14:00,19:00-30:00", "Mo 12:00-14:00,19:00-22:00")),
    ("sunrise-14:00+", ("sunrise-24:00", "sunrise-14:00")),
    ("Sa 22:00-02:00+", ("Sa 22:00-34:00", "Sa 22:00-02:00")),
    ("Mo 10:00-12:00 \"à 09:00+\"", ("Mo 10:00-12:00 unknown \"à 09:00+\"",) * 2)])
def test_an_open_end_reaches_as_far_as_the_reference_guesses(
        rule: str, expected: tuple[str, str]) -> None:
    """To midnight; ten hours on in the evening; eight hours on at night; never in a comment."""
    assert readings(rule) == (Reading(*expected),)


@pytest.mark.parametrize(("rule", "days"), [
    ("Jun,Sep Su[1] 10:00-12:00", ["06-06", "09-05"]),
    ("Jun-Jul,Sep Su[-1] 10:00-12:00", ["06-27", "07-25", "09-26"]),
    ("may, jun , sep su[2] 10:00-12:00", ["05-09", "06-13", "09-12"]),
    ("May,Sep Su[1] +1 day 10:00-12:00", ["05-03", "09-06"]),
    ("Sa[1] 10:00-12:00; Jun,Sep Sa[1] off; Jan-May,Jul-Aug,Oct-Dec Sa[1] off", []),
    ("Aug Su[1] 10:00-12:00 \"not Jun,Sep Su[1]\"", ["08-01"]),
    ("Jun,Jul Su[1],Sa[2] 10:00-12:00", ["06-06", "06-12", "07-04", "07-10"]),
    ("Jul Su[1]-Jul 06 10:00-12:00", ["07-04", "07-05", "07-06"])])
def test_a_counted_weekday_is_of_each_month_before_it(rule: str, days: list[str]) -> None:
    """As the reference has it; the reader took all of June, and the first Sunday of September, of
    the first rule. Sundays of 2027."""
    here = calendar(rule, TOULOUSE, date(2027, 1, 1))
    year = DaySet.every(date(2027, 1, 1), 365)
    assert [f"{day:%m-%d}" for day in here.opens(0) & year] == days


@pytest.mark.parametrize(("spaced", "rule"), [
    ("Mo, We 10:00-12:00", "Mo,We 10:00-12:00"),
    ("Tu, Th, Sa 09:00-12:00, 14:00-18:00", "Tu,Th,Sa 09:00-12:00,14:00-18:00"),
    ("tu-fr, su 10:00-12:00", "Tu-Fr,Su 10:00-12:00"),
    ("May, Sep Su 10:00-12:00", "May,Sep Su 10:00-12:00"),
    ("Apr-Jun, Sep 10:00-12:00", "Apr-Jun,Sep 10:00-12:00"),
    ("May , Sep Su[1] 10:00-12:00", "May Su[1] 10:00-12:00; Sep Su[1] 10:00-12:00"),
    ("Mo-Su 10:00-18:00; Dec 25, Jan 01 off", "Mo-Su 10:00-18:00; Dec 25,Jan 01 off"),
    ("Mo-Su 10:00-18:00; easter +1 day, May 01, Dec 25 off",
     "Mo-Su 10:00-18:00; easter +1 day,May 01,Dec 25 off"),
    ("Tu-Su 10:00-18:00; Mo, PH off", "Tu-Su 10:00-18:00; Mo,PH off"),
    ("Mo[1], Mo[3] 10:00-12:00", "Mo[1],Mo[3] 10:00-12:00"),
    ("Mo, We 10:00-12:00, Sa, Su 14:00-16:00", "Mo,We 10:00-12:00, Sa,Su 14:00-16:00"),
    ("2027 Dec 25, 2028 Jan 01 10:00-12:00", "2027 Dec 25,2028 Jan 01 10:00-12:00"),
    ("Fr 09:00-12:00,  14:00-18:00", "Fr 09:00-12:00,14:00-18:00"),
    ("Fr 09:00-12:00 , 14:00-18:00; PH off", "Fr 09:00-12:00,14:00-18:00; PH off"),
    ("Sa, PH, We 10:00-12:00; Dec 25 off", "We,Sa,PH 10:00-12:00; Dec 25 off"),
    ("Sa[1,3], PH, We 10:00-12:00", "We,Sa[1,3],PH 10:00-12:00")])
def test_a_space_after_the_comma_of_a_list_changes_nothing(spaced: str, rule: str) -> None:
    """As for the reference: the reader opened day and night on what stood before such a comma, and
    a museum that closes on Mondays and holidays was open on Monday."""
    assert is_rule(spaced)
    first = date(2027, 12, 1)
    here, there = (calendar(one, TOULOUSE, first) for one in (spaced, rule))
    assert here.patterns == there.patterns
    assert here.hours_certain


@pytest.mark.parametrize(("rule", "better"), [
    ("Tu-Su 10:00-18:00; Dec 25, PH off", "Tu-Su 10:00-18:00; Dec 25 off; PH off"),
    ("Tu-Su 10:00-18:00; Mo, PH, Dec 25 off", "Tu-Su 10:00-18:00; Mo,PH off; Dec 25 off"),
    ("Jun Sa[1], Jul Sa[2] 10:00-12:00", "Jun Sa[1] 10:00-12:00; Jul Sa[2] 10:00-12:00"),
    ("Dec 25, Mo 10:00-12:00, 14:00-16:00", None)])
def test_a_comma_that_cuts_a_list_is_doubted(rule: str, better: str | None) -> None:
    """The reference refuses it; days and dates are no list."""
    assert doubt(rule) is Doubt.LIST_CUT
    assert better is None or each_with_its_hours(rule) == better


@pytest.mark.parametrize("rule", [
    "Mo-Fr 09:00-12:00, Sa 10:00-12:00", "Mo 10:00-12:00, PH off", "10:00-12:00, 14:00-16:00",
    "Mo 10:00-12:00 \"midi, soir\"", "Mo off, Tu 10:00-12:00", "Sa sunrise-sunset, Su 10:00-12:00"])
def test_a_comma_after_hours_cuts_no_list(rule: str) -> None:
    """Each part has its own."""
    assert doubt(rule) is None


@pytest.mark.parametrize(("rule", "erases"), [
    ("Jun,Sep Su[1] 10:00-12:00; Jun 01-Jun 30 off", False),
    ("Jun,Sep Su[1] 10:00-12:00; Jun-Sep off", True)])
def test_what_erases_hours_of_counted_weekdays(rule: str, erases: bool) -> None:
    """Only what closes all of their days."""
    assert (erased(rule) is not None) == erases


@pytest.mark.parametrize("rule", [
    "Jan-Jul,Jul Mo[-1] Mo 10:00-12:00; Su off", "Jun,Sep Su[1] Mo-Fr 10:00-12:00; Sa 14:00-16:00",
    "Mar-May,May Fr[1] -1 day Fr-Mo 00:30-01:00; Jan off", "Jun,Sep Su[1] +1 days Mo 10:00-12:00",
    "Jun,Sep Su[1] week 20-35 10:00-12:00; Mo off"])
def test_a_counted_weekday_before_others_is_a_date(rule: str) -> None:
    """Said twice, as that of two months is, it was no rule any more: the check of a route whose
    place is open so ended with an accident."""
    assert alternatives(rule) == (rule,)
    assert is_rule(rule)


@settings(suppress_health_check=[HealthCheck.filter_too_much])
@given(rules())
def test_what_is_put_to_the_reader_is_a_rule_where_the_text_is_one(rule: str) -> None:
    """Whatever is put another way on the way to it."""
    assume(is_valid(rule))
    assert [one for one in alternatives(rule) if not is_valid(one)] == []


def test_alternatives_are_put_one_by_one() -> None:
    """``||`` cuts a rule, but not a comment; a comment alone says perhaps."""
    rule = 'Mo 10:00-12:00 open "a || b" || "sur rendez-vous"'
    assert [one.widest for one in readings(rule)] == [
        'Mo 10:00-12:00 open "a || b"', 'unknown "sur rendez-vous"']


@pytest.mark.parametrize(("rule", "day", "clock", "expected"), [
    ("Mo 09:30+", MONDAY, "09:29", "closed"),
    ("Mo 09:30+", MONDAY, "09:30", "perhaps"),
    ("Mo 09:30+", MONDAY, "23:59", "perhaps"),
    ("Mo 12:00-14:00,19:00-22:00+", MONDAY, "21:59", "open"),
    ("Mo 12:00-14:00,19:00-22:00+", MONDAY, "22:00", "perhaps"),
    ("Mo 10:00-12:00 || \"sur rendez-vous\"", MONDAY, "11:59", "open"),
    ("Mo 10:00-12:00 || \"sur rendez-vous\"", MONDAY, "12:00", "perhaps"),
    ("Mo 10:00-12:00 || Sa 10:00-12:00", SATURDAY, "11:00", "open"),
    ("Mo unknown || Mo 10:00-12:00", MONDAY, "11:00", "perhaps"),
    ("Mo 10:00-12:00 || \"sur rendez-vous\"; Mo off", MONDAY, "11:00", "closed"),
    ("Mo 10:00-12:00 || \"a; b\"; Nov 23 off", MONDAY, "11:00", "closed"),
    ("Mo 10:00-12:00 || \"sur rendez-vous\"; Tu off", MONDAY, "11:00", "open"),
    ("Mo 10:00-12:00; Mo off || \"sur rendez-vous\"", MONDAY, "11:00", "perhaps"),
    ("Mo 10:00-12:00 \"appelez\"", MONDAY, "11:00", "perhaps"),
    ("Mo 10:00-12:00 open \"à la cave\"", MONDAY, "11:00", "open"),
    ("Mo", MONDAY, "11:00", "perhaps"),
    ("24/7", MONDAY, "11:00", "open"),
    ("00:00-24:00", MONDAY, "11:00", "open")])
def test_what_is_only_perhaps_open(rule: str, day: int, clock: str, expected: str) -> None:
    """Open ends, what is said in words only, what is said to be unknown, days without hours."""
    assert state(rule, day, clock) == expected


def test_hours_of_two_comments_that_touch_are_one_stay() -> None:
    """A stay may go from the one into the other."""
    rule = 'Mo 10:00-12:00 open "avec guide", Mo 12:00-14:00 open "sans guide"'
    assert SUNDAY + timedelta(days=MONDAY) in laid_out(rule).surely_open(11 * 60, 13 * 60)


@pytest.mark.parametrize("start", [1440 + 11 * 60, 2 * 1440 + 11 * 60])
def test_a_visit_after_midnight_asks_for_the_day_it_falls_on(start: int) -> None:
    """Eleven in the morning of the next day, or of the one after, asked of the first day."""
    days = laid_out("Tu 10:00-12:00").open_throughout(start, start + 60)
    tuesdays = laid_out("Tu 10:00-12:00").open_throughout(11 * 60, 12 * 60)
    last = days.between(SUNDAY + timedelta(days=399), None)
    assert days == horizon(SUNDAY) & tuesdays.shifted(-(start // 1440)) | last
    assert days


def test_the_night_of_the_last_day_is_known() -> None:
    """A visit after midnight of the horizon's last day is asked of the day after it."""
    days = laid_out("24/7").open_throughout(25 * 60, 26 * 60)
    assert days == DaySet.every(SUNDAY, 400)


@pytest.mark.parametrize(("rule", "expected"), [
    ("Tu-Su 10:00-18:00; PH Mo off", Doubt.HOLIDAY_WEEKDAY),
    ("Mo PH off", Doubt.HOLIDAY_WEEKDAY),
    ("PH -1 day Sa 10:00-12:00", Doubt.HOLIDAY_WEEKDAY),
    ("Mo-Fr 10:00-12:00; SH off", Doubt.SCHOOL_HOLIDAYS),
    ("SH Mo-Fr 10:00-12:00", Doubt.SCHOOL_HOLIDAYS),
    ("Tu-Su 10:00-18:00; Jan PH off", Doubt.MONTH_HOLIDAY),
    ("Jan,Feb PH closed", Doubt.MONTH_HOLIDAY),
    ("Mo 10:00-18:00; off; We 10:00-18:00", Doubt.BARE_OFF),
    ("Mo 10:00-18:00; closed", Doubt.BARE_OFF),
    ("Sa 10:00-16:00/01:30", Doubt.REPEATED),
    ("Tu-Su 10:00-18:00; jan PH off", Doubt.MONTH_HOLIDAY),
    ("Tu-Su 10:00-18:00, Jan PH off", Doubt.MONTH_HOLIDAY),
    ("tu-su 10:00-18:00; PH mo off", Doubt.HOLIDAY_WEEKDAY),
    ("jun 31 10:00-12:00", Doubt.NO_SUCH_DATE),
    ("SUNSET-20:00", Doubt.SUN_PASSES),
    ("10:00 - 18:00; 14:00 - 18:00", Doubt.SEMICOLON),
    ("Jul 01-Aug 15,Sep Sa[1] 10:00-18:00", Doubt.COUNTED_DATE),
    ("Jul 14,Sep Su[3] 10:00-18:00", Doubt.COUNTED_DATE),
    ("easter +1 day,Sep Su[3] 10:00-18:00", Doubt.COUNTED_DATE),
    ("Feb 30", Doubt.NO_SUCH_DATE),
    ("Jun 31 10:00-12:00", Doubt.NO_SUCH_DATE),
    ("sunset-20:00", Doubt.SUN_PASSES),
    ("sunrise-08:00", Doubt.SUN_PASSES),
    ("18:00-sunset", Doubt.SUN_PASSES),
    ("10:00-12:00; 14:00-18:00", Doubt.SEMICOLON),
    ("Tu-Sa 10:00-12:00; 14:00-18:00", Doubt.SEMICOLON)])
def test_a_valid_rule_that_would_mislead(rule: str, expected: Doubt) -> None:
    """It is valid, and yet no rule for us."""
    assert is_valid(rule)
    assert doubt(rule) == expected
    assert not is_rule(rule)


@pytest.mark.parametrize("rule", [
    "10:00-18:00; PH off; Jan off", "off; We 10:00-18:00", "off", "10:00-18:00; Apr-Oct PH off",
    "Apr-Oct Su,PH 10:00-18:00", "Mo 10:00-18:00 || off", "PH,Mo off", "Mo,PH 10:00-12:00",
    "Mo-Fr 10:00-12:00; PH off", "PH -1 day off", "Feb 29",
    "Dec 31 10:00-12:00", "Jun 30 10:00-12:00", "10:00-sunset", "sunrise-20:00", "sunset-23:00",
    "Mo 10:00-12:00 \"SH off, PH Mo, Feb 30\"", "Apr-Sep 10:00-19:00; Oct-Mar 10:00-17:00",
    "Mo-Fr 08:00-18:00; 12:00-14:00 off", "10:00-18:00; Sa 10:00-12:00",
    "week 02-52/2 We 14:00-18:00", "Jan 31,Mar 31 10:00-12:00", "Jul 05 10:00-12:00"])
def test_a_rule_like_them_that_is_right(rule: str) -> None:
    """No doubt without need."""
    assert doubt(rule) is None
    assert is_rule(rule)


@pytest.mark.parametrize(("rule", "expected"), [
    ("10:00-12:00; 14:00-18:00", "10:00-12:00,14:00-18:00"),
    ("Tu-Sa 10:00-12:00;14:00-18:00; PH off", "Tu-Sa 10:00-12:00,14:00-18:00; PH off"),
    ("Mo 10:00-12:00; Tu 10:00-12:00", None), ("Mo 10:00-12:00", None)])
def test_a_comma_for_a_semicolon(rule: str, expected: str | None) -> None:
    """The rule that was meant, ready to be typed; and it is a rule."""
    assert joined_by_comma(rule) == expected
    assert expected is None or is_rule(expected)


@pytest.mark.parametrize(("rule", "hint"), [
    ("Mo-Su 10:00-12:00; 14:00-18:00", 'écrivez "Mo-Su 10:00-12:00,14:00-18:00"'),
    ("Tu-Su 10:00-18:00; SH off", "à la place de SH"),
    ("Tu-Su 10:00-18:00; PH Mo off", "PH,Mo off"),
    ("Mo-Su 10:00-16:00/01:00", "description"),
    ("Mo-Su 10:00-18:00; Jun 31 off", "moins de jours"),
    ("We-Su 12:00-18:00; SH Th 12:00-18:00", "à la place de SH"),
    ("Mo,Tu 10:00-18:00; off; We-Su 10:00-18:00",
     'écrivez "Mo,Tu 10:00-18:00; We-Su 10:00-18:00", et nommez les jours fermés'),
    ("Tu-Su 10:00-18:00; Jan PH off", 'écrivez "Tu-Su 10:00-18:00; PH off; Jan off"'),
    ("Jul 01-Aug 15,Sep Sa[1] 10:00-18:00", "répétez les heures"),
    ("Mo 10:00-12:00; Mo off", "ôtez cette partie ou celle qui l’efface"),
    ("Mo-Su sunset-20:00", "deux saisons")])
def test_an_editor_is_told_what_to_write(rule: str, hint: str, tmp_path: Path) -> None:
    """Each doubt is an error of the place, on its line, with a hint."""
    found = check(write_sample(tmp_path, **edited(
        MUSEUM_FILE, "Mo-Su 10:00-18:00; PH off", rule)))
    assert told(found, tmp_path) == [("bad-opening-hours", MUSEUM_FILE, 9)]
    assert found[0].hint is not None
    assert hint in found[0].hint.fr


def days_of(days: DaySet, month: int, year: int = 2027) -> list[int]:
    """The days of a month that a set has."""
    return [day.day for day in days if (day.year, day.month) == (year, month)]


def test_out_of_season_is_what_no_week_explains() -> None:
    """Months closed are out of season; days that every week leaves closed are not, nor are those
    between two first Sundays of the month."""
    garden = laid_out("Apr-Oct Tu-Su 09:00-19:00")
    assert days_of(garden.out_of_season, 3) == [*range(1, 32)]
    assert days_of(garden.out_of_season, 4) == []
    assert days_of(garden.out_of_season, 6) == []
    assert not laid_out("Sa 10:00-12:00").out_of_season
    assert days_of(laid_out("Apr-Oct Su[1] 14:00-18:00").out_of_season, 6) == []
    assert days_of(laid_out("Apr-Oct Su[1] 14:00-18:00").out_of_season, 1) == [*range(1, 32)]


def test_a_season_that_the_horizon_cuts_is_a_season() -> None:
    """Two days before a garden opens are out of season, though nobody sees the winter."""
    here = calendar("Apr-Oct Tu-Su 09:00-19:00", TOULOUSE, date(2027, 3, 30))
    coming = here.out_of_season.between(None, date(2027, 4, 2))
    assert [*coming] == [date(2027, 3, 30), date(2027, 3, 31)]


def test_without_holidays() -> None:
    """What a rule says if no day were a holiday; nothing where it names none."""
    otherwise = without_holidays("Mo-Su 10:00-18:00; PH off", TOULOUSE, SUNDAY)
    assert otherwise is not None
    assert otherwise.open_throughout(600, 660) == DaySet.every(SUNDAY, 400)
    assert without_holidays("Mo-Su 10:00-18:00", TOULOUSE, SUNDAY) is None
