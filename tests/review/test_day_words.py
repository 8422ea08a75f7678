"""Days in words are exact: a weekday, only where each of them is meant; else every stretch."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from parcours.i18n.language import language_of
from parcours.review.day_words import days_in_words

FIRST = date(2026, 3, 2)  # a Monday
SETS = st.sets(st.integers(0, 41), min_size=1).map(
    lambda numbers: frozenset(FIRST + timedelta(days=n) for n in numbers))


def days(*numbers: int) -> list[date]:
    """Days by their number; 0 is Monday 2 March 2026."""
    return [FIRST + timedelta(days=n) for n in numbers]


@pytest.mark.parametrize(("listed", "fr", "en"), [
    (days(6), "le dimanche 8 mars 2026", "on Sunday 8 March 2026"),
    (days(6, 13, 20, 27, 34), "le dimanche, du 8 mars au 5 avril 2026",
     "on Sundays, from 8 March to 5 April 2026"),
    (days(6, 13, 27, 34, 41), "le dimanche, du 8 mars au 12 avril 2026, sauf le 22 mars 2026",
     "on Sundays, from 8 March to 12 April 2026, except on 22 March 2026"),
    (days(*range(20)), "du 2 au 21 mars 2026", "from 2 to 21 March 2026"),
    (days(0, 1, 2, 3, 4, 7, 8, 9, 10, 11), "du lundi au vendredi, du 2 au 13 mars 2026",
     "from Monday to Friday, from 2 to 13 March 2026"),
    (days(0, 1, 2, 8), "du 2 au 4 mars 2026 et le mardi 10 mars 2026",
     "from 2 to 4 March 2026 and on Tuesday 10 March 2026"),
    (days(5, 6, 12, 13, 20, 27, 34, 41),
     "le samedi, du 7 au 14 mars 2026\u00a0; le dimanche, du 8 mars au 12 avril 2026",
     "on Saturdays, from 7 to 14 March 2026; on Sundays, from 8 March to 12 April 2026"),
    (days(6, 20), "le dimanche 8 mars 2026 et le dimanche 22 mars 2026",
     "on Sunday 8 March 2026 and on Sunday 22 March 2026"),
])
def test_sentences(listed: list[date], fr: str, en: str) -> None:
    """One day, a weekday, a weekday but for one, every day, stretches: in both languages."""
    fr = fr.replace("du 2 au 21 mars", "du 2 au 21 mars")
    assert days_in_words(listed, language_of("fr")) == fr
    assert days_in_words(listed[::-1], language_of("en")) == en


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_guide_quotes_what_is_said(lang: str) -> None:
    """The days that the guide to timetables shows as an example are said in these words."""
    guide = (Path(__file__).resolve().parents[2] / f"docs/{lang}/horaires.md").read_text("utf-8")
    sundays = [date(2027, 3, 7) + timedelta(weeks=n) for n in range(6)]
    assert days_in_words(sundays, language_of(lang)) in guide.replace("\u00a0", " ")


def test_many_stretches_are_counted() -> None:
    """Past five stretches the others are a number of days, which is right."""
    said = days_in_words(days(0, 3, 8, 12, 17, 23, 24, 33), language_of("fr"))
    assert said.endswith("et 3\u00a0autres jours")


@given(SETS, SETS)
def test_no_two_sets_have_one_sentence(one: frozenset[date], other: frozenset[date]) -> None:
    """Whoever reads which days are meant knows them all: other days make another sentence, unless
    it says that it leaves some out."""
    assume(one != other)
    french = language_of("fr")
    said = days_in_words(one, french)
    assert said != days_in_words(other, french) or "autre" in said


@given(SETS)
def test_no_weekday_is_named_that_is_not_among_them(some: frozenset[date]) -> None:
    """A weekday in the words is the weekday of one of the days."""
    english = language_of("en")
    said = days_in_words(some, english)
    spans = "from Monday" in said or "from Tuesday" in said or "from Wednesday" in said
    named = {n for n in range(7) if english.weekday(n) in said}
    assert named <= {day.weekday() for day in some} or spans


def test_dates_are_no_more_days_of_the_weekday_before_them() -> None:
    """*Le samedi, du 7 au 14 mars 2026 et du 9 au 11 mars 2026*: the second were read as Saturdays,
    and a date after *sauf* as one more that is left out."""
    assert days_in_words(days(5, 7, 8, 12, 19, 26, 33, 40), language_of("en")) == (
        "on Saturdays, from 7 March to 11 April 2026; from 9 to 10 March 2026")
