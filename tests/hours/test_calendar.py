"""Opening hours laid out over days, and the rules that common French words mean."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcours.geo.points import LatLon
from parcours.hours.calendar import HORIZON_DAYS, calendar, is_rule, suggestion
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


MEANT = [
    ("du mardi au dimanche 10h-18h", "Tu-Su 10:00-18:00"),
    ("du mardi au dimanche, de 10h à 18h", "Tu-Su 10:00-18:00"),
    ("Du Mardi au Dimanche : 10 h – 18 h", "Tu-Su 10:00-18:00"),
    ("mardi au dimanche 10h00-18h00", "Tu-Su 10:00-18:00"),
    ("Mar-Dim 10h-18h", "Tu-Su 10:00-18:00"),
    ("du mar. au dim. 10h/18h", "Tu-Su 10:00-18:00"),
    ("Tu-Su 10h-18h", "Tu-Su 10:00-18:00"),
    ("tu-su 10:00-18:00", "Tu-Su 10:00-18:00"),
    ("Mo-Fr 9.00-12.00", "Mo-Fr 09:00-12:00"),
    ("10-18h du mardi au dimanche", "Tu-Su 10:00-18:00"),
    ("tous les jours de 9h à 19h", "Mo-Su 09:00-19:00"),
    ("ouvert 7j/7 de 9h à 19h", "Mo-Su 09:00-19:00"),
    ("Toute l’année, tous les jours, 9h-19h", "Mo-Su 09:00-19:00"),
    ("24h/24", "24/7"), ("24h/24 et 7j/7", "24/7"), ("24/24", "24/7"),
    ("lundi-vendredi : 9h-12h30, 14h-18h", "Mo-Fr 09:00-12:30,14:00-18:00"),
    ("du lundi au vendredi de 9h à 12h et de 14h à 18h", "Mo-Fr 09:00-12:00,14:00-18:00"),
    ("9h-12h et 14h-18h", "09:00-12:00,14:00-18:00"),
    ("mardi, jeudi et samedi 10h-12h", "Tu,Th,Sa 10:00-12:00"),
    ("le samedi de 8h à 13h", "Sa 08:00-13:00"), ("les vendredis 8h-13h", "Fr 08:00-13:00"),
    ("le week-end de 14h à 18h", "Sa-Su 14:00-18:00"),
    ("vendredi soir 19h-23h", "Fr 19:00-23:00"), ("le samedi 20h-2h", "Sa 20:00-02:00"),
    ("le samedi 20h-minuit", "Sa 20:00-24:00"), ("midi-14h", "12:00-14:00"),
    ("lundi 14h-18h, mardi au samedi 9h-12h", "Mo 14:00-18:00; Tu-Sa 09:00-12:00"),
    ("mercredi 14h-17h / samedi 10h-12h", "We 14:00-17:00; Sa 10:00-12:00"),
    ("9h-12h et 14h-18h du lundi au vendredi, 9h-12h le samedi",
     "Mo-Fr 09:00-12:00,14:00-18:00; Sa 09:00-12:00"),
    ("lundi 10h-12h, lundi 14h-16h", "Mo 10:00-12:00,14:00-16:00"),
    ("d’avril à octobre, tous les jours 10h-19h", "Apr-Oct Mo-Su 10:00-19:00"),
    ("juillet et août : 10h-19h", "Jul,Aug 10:00-19:00"),
    ("mars 10h-18h", "Mar 10:00-18:00"), ("mardi 10h-18h", "Tu 10:00-18:00"),
    ("du 1er avril au 31 octobre, 10h-18h", "Apr 01-Oct 31 10:00-18:00"),
    ("fermé le lundi", "Mo-Su; Mo off"), ("fermé en janvier", "Mo-Su; Jan off"),
    ("fermé le 1er mai", "Mo-Su; May 01 off"), ("fermé", "off"),
    ("tous les jours sauf le mardi 10h-18h", "Mo-Su 10:00-18:00; Tu off"),
    ("10h-18h, sauf lundi et mardi", "10:00-18:00; Mo,Tu off"),
    ("mardi 10h-18h sauf août", "Tu 10:00-18:00; Aug off"),
    ("du mardi au samedi 9h30-12h30, fermé le dimanche", "Tu-Sa 09:30-12:30; Su off"),
    ("du mardi au dimanche 10h-18h (fermé le lundi)", "Tu-Su 10:00-18:00; Mo off"),
    ("lundi 9h-12h ; mardi fermé", "Mo 09:00-12:00; Tu off"),
    ("du mercredi au dimanche 14h-19h. Fermé en janvier.", "We-Su 14:00-19:00; Jan off"),
    ("10h-18h du mardi au dimanche, sauf jours fériés", "Tu-Su 10:00-18:00; PH off"),
    ("mardi au dimanche 10h-18h, fermé les jours fériés", "Tu-Su 10:00-18:00; PH off"),
    ("Mo,Tu,We 10:00-18:00 sauf jours fériés", "Mo,Tu,We 10:00-18:00; PH off"),
    ("dimanches et jours fériés : 14h-18h", "Su,PH 14:00-18:00"),
    ("Tuesday to Sunday 10am-6pm", "Tu-Su 10:00-18:00"),
    ("Mon-Fri 9am to 5pm", "Mo-Fr 09:00-17:00"), ("closed on Monday", "Mo-Su; Mo off"),
]


@pytest.mark.parametrize(("words", "rule"), MEANT)
def test_common_words_are_understood(words: str, rule: str) -> None:
    """French as offices write it, and some English, to one valid rule."""
    assert rule == suggestion(words)
    assert is_rule(rule)


UNCLEAR = [
    "", "?", "selon la saison", "sur rendez-vous", "se renseigner", "été : 10h-19h",
    "le vendredi matin",
    "1er dimanche du mois", "premier lundi du mois 10h-12h", "25h-30h", "10h", "jusqu’à 18h",
    "14h-18h, le samedi 10h-12h", "lundi fermé mardi 10h-12h", "lundi 10h-12h, en juillet 9h-12h",
    "du lundi au vendredi 9h-12h, mercredi 14h-18h", "de 9h30 à 18h30 (19h30 en juillet)",
    "vacances scolaires 10h-18h", "un mardi sur deux 10h-12h",
    "10h-18h du mardi au dimanche environ",
    "lundi " * 100,
]


@pytest.mark.parametrize("words", UNCLEAR)
def test_where_two_readings_are_possible_none_is_offered(words: str) -> None:
    """A rule that says half of what was written would send a visitor to a closed door."""
    assert suggestion(words) is None


def test_a_rule_that_is_right_needs_no_other() -> None:
    """Nothing is offered in place of a valid rule."""
    assert suggestion("Tu-Su 10:00-18:00; PH off") is None


WORDS = st.lists(st.sampled_from([
    "du", "mardi", "au", "dimanche", "lundi", "10h", "-", "18h", "à", "de", "et", ",", ";", "fermé",
    "le", "sauf", "jours fériés", "janvier", "mars", "mar", "midi", "9h-12h", "14h30", "week-end",
    "tous les jours", "24h/24", "(", ")", "1er", "31", "soir", "Tu-Su", "PH", "off"]), max_size=12)


@given(WORDS.map(" ".join))
def test_what_is_offered_is_always_a_rule(words: str) -> None:
    """In whatever order the words come, the answer is a valid rule or none."""
    offered = suggestion(words)
    assert offered is None or is_rule(offered)


@given(st.text(max_size=30))
def test_any_text_is_answered(text: str) -> None:
    """No text makes the reader of rules, or ours, fail."""
    offered = suggestion(text)
    assert offered is None or is_rule(offered)
    assert is_rule(text) in (True, False)
