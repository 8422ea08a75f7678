"""How words about opening hours are read: tokens, the calendar of a meaning, and reading back."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from opening_hours import OpeningHours

from parcours.hours.said.attachments import meaning
from parcours.hours.said.joints import Join, arranged
from parcours.hours.said.meaning import complement, days_open, easter, is_holiday, reference_days
from parcours.hours.said.names import differing
from parcours.hours.said.phrases import Interval, Season, Span, sentences
from parcours.hours.said.read_back import is_read_back
from parcours.hours.said.rule import rule_of, season_in_rule
from parcours.hours.said.tokens import NotUnderstood, plain


def kinds(text: str) -> str:
    """The kinds of the tokens, shortened; a joint with its sign."""
    return " ".join(f"{one.kind}{one.value.sign}" if isinstance(one.value, Join) else one.kind
                    for one in arranged(text))


@pytest.mark.parametrize(("text", "expected"), [
    ("lundi-vendredi", "WEEKDAY DAY_RANGE- WEEKDAY"),
    ("lundi - mardi - jeudi", "WEEKDAY DAY_JOIN- WEEKDAY DAY_JOIN- WEEKDAY"),
    ("lundi au mardi - jeudi", "WEEKDAY DAY_RANGEto WEEKDAY DAY_JOIN- WEEKDAY"),
    ("mardi/jeudi", "WEEKDAY DAY_JOIN/ WEEKDAY"),
    ("lundi mardi", "WEEKDAY DAY_JOIN WEEKDAY"),
    ("avr. – oct.", "MOMENT SEASON_RANGE- MOMENT"),
    ("mar-oct", "MOMENT SEASON_RANGE- MOMENT"), ("mar-sam", "WEEKDAY DAY_RANGE- WEEKDAY"),
    ("24 et 31 décembre", "MOMENT SEASON_JOINand MOMENT"),
    ("9h-12h/14h-18h", "CLOCK HOURS_RANGE- CLOCK HOURS_JOIN/ CLOCK HOURS_RANGE- CLOCK"),
    ("9h/12h - 14h/18h", "CLOCK HOURS_RANGE/ CLOCK HOURS_JOIN- CLOCK HOURS_RANGE/ CLOCK"),
    ("mardi 9h-12h et jeudi", "WEEKDAY CLOCK HOURS_RANGE- CLOCK PAUSE WEEKDAY"),
    ("mardi. 9h", "WEEKDAY STOP CLOCK"), ("mar. 9h", "WEEKDAY CLOCK")])
def test_what_stands_on_both_sides_tells_a_range_from_a_list(text: str, expected: str) -> None:
    """The same dash, comma and slash mean different things."""
    assert kinds(text) == expected


@pytest.mark.parametrize(("text", "column", "words"), [
    ("mardi 9h, trèfle", 10, "trèfle"), ("Œuvre du mardi", 0, "Œuvre"),
    ("ﬁnir mai", 0, "ﬁnir"), ("lundi 9h-12h avant midi", 13, "avant")])
def test_an_unknown_word_is_told_with_its_place_in_the_text(
        text: str, column: int, words: str) -> None:
    """Also where a letter of the text becomes two when it is compared."""
    with pytest.raises(NotUnderstood) as caught:
        arranged(text)
    assert (caught.value.column, caught.value.words) == (column, words)
    folded, places = plain(text)
    assert len(places) == len(folded) + 1


def test_our_holidays_are_those_of_the_reader_of_rules() -> None:
    """Every day of ten years: the same eleven holidays a year, found in two ways."""
    theirs = OpeningHours("PH 10:00-12:00", country="FR", auto_country=False, auto_timezone=False)
    day = date(2025, 1, 1)
    while day.year < 2035:
        noon = datetime(day.year, day.month, day.day, 11)
        assert is_holiday(day) == theirs.is_open(noon), day
        day += timedelta(days=1)


@pytest.mark.parametrize(("year", "expected"), [
    (2024, (3, 31)), (2025, (4, 20)), (2026, (4, 5)), (2027, (3, 28)), (2038, (4, 25))])
def test_easter(year: int, expected: tuple[int, int]) -> None:
    """Early, late, and in a leap year."""
    assert (easter(year).month, easter(year).day) == expected


@pytest.mark.parametrize(("spans", "expected"), [
    ([Span((0, 7, 0), (0, 8, 0))], "Sep-Jun"),
    ([Span((0, 11, 0), (0, 2, 0))], "Mar-Oct"),
    ([Span((0, 4, 15), (0, 10, 15))], "Oct 16-Apr 14"),
    ([Span((0, 4, 0), (0, 6, 0)), Span((0, 9, 0), (0, 9, 0))], "Jul-Aug,Oct-Mar")])
def test_the_rest_of_the_year(spans: list[Span], expected: str) -> None:
    """Whole months as such, round New Year too."""
    assert season_in_rule(complement([Season(tuple(spans))])) == expected


def test_a_meaning_is_laid_out_without_any_rule() -> None:
    """The hours of each day, straight from what was said."""
    whole = meaning(sentences("du mardi au dimanche 9h-12h et 14h-18h, fermé le mercredi matin, le "
                              "1er mai et les jours fériés"))
    hours = dict(zip(reference_days(2026, 2026), days_open(whole, (2026, 2026)), strict=True))
    both, afternoon = (Interval(540, 720), Interval(840, 1080)), (Interval(840, 1080),)
    assert hours[date(2026, 3, 2)] == ()  # Monday
    assert hours[date(2026, 3, 3)] == both
    assert hours[date(2026, 3, 4)] == afternoon  # Wednesday
    assert hours[date(2026, 7, 14)] == ()  # a Tuesday, and a holiday


SAID = "d’avril à octobre du mardi au samedi 9h30-12h, le dimanche 14h-18h, fermé le 1er mai"
RULE = "Apr-Oct Tu-Sa 09:30-12:00; Apr-Oct Su 14:00-18:00; May 01 off"


def test_a_rule_that_says_what_was_said_is_read_back() -> None:
    """The rule that is made, and another that means the same."""
    whole = meaning(sentences(SAID))
    assert rule_of(whole) == RULE
    assert is_read_back(SAID, RULE, whole)


@pytest.mark.parametrize("tampered", [
    RULE.replace("09:30", "09:00"), RULE.replace("12:00", "13:00"), RULE.replace("Tu-Sa", "We-Sa"),
    RULE.replace("Apr-Oct", "Apr-Sep"), RULE.replace("Apr-Oct Su", "Su"),
    RULE.replace("; May 01 off", ""), RULE.replace("May 01", "May 08"),
    RULE.replace("Su 14", "Su,PH 14"), RULE + "; PH off", RULE + "; Mo off", "10:00-18:00", ""])
def test_any_other_rule_is_not(tampered: str) -> None:
    """An hour, a day, a season, a closing more or less: it does not come back the same."""
    assert not is_read_back(SAID, tampered, meaning(sentences(SAID)))


@pytest.mark.parametrize(("said", "rule", "only_in_one"), [
    ("mardi 9h-12h", "Tu 09:00-12:00", []),
    ("mardi 9h-12h", "Tu,We 09:00-12:00", ["We"]),
    ("mardi et jeudi 9h-12h", "Tu 09:00-12:00", ["Th"]),
    ("mardi 9h-12h30", "Tu 09:00-12:00", ["30"]),
    ("mai 9h-12h", "May-Jun 09:00-12:00", ["Jun"]),
    ("mardi 9h-12h sauf jours fériés", "Tu 09:00-12:00", ["closed", "PH"]),
    ("mardi 9h-12h", "Tu 09:00-12:00; Aug off", ["Aug", "off"]),
    ("1er samedi du mois 9h-12h", "Sa 09:00-12:00", ["1", "["]),
    ("10h-18h, fermé le lundi de Pâques", "10:00-18:00; easter off",
     ["easter +1 day", "easter"]),
    ("24h/24", "24/7", []), ("24h/24 sauf 3 jours", "24/7", ["3"])])
def test_what_only_one_of_the_two_names(said: str, rule: str, only_in_one: list[str]) -> None:
    """Without knowing what either means."""
    assert differing(said, rule) == only_in_one
