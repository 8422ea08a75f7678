"""Dates on which something runs, in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from parcours.hours.day_set import DaySet
from parcours.i18n.language import language_of
from parcours.render.words.ride_dates import dates_in_words

FIRST = date(2026, 12, 1)
EVERY = DaySet.every(FIRST, 215)
OFF = {date(2026, 12, 25), date(2027, 1, 1), date(2027, 4, 5), date(2027, 5, 6)}


@pytest.mark.parametrize(("runs", "fr", "en"), [
    (lambda day: day.weekday() == 6 or day in OFF,
     "le dimanche, du 6 décembre au 27 juin, et aussi le 25 décembre, le 1er janvier, le 5 avril "
     "et le 6 mai", "on Sundays, from 6 December to 27 June, and also on 25 December, on 1 "
     "January, on 5 April and on 6 May"),
    (lambda day: day.weekday() < 5 and day not in OFF,
     "du lundi au vendredi, du 1er décembre au 2 juillet, sauf le 25 décembre, le 1er janvier, le "
     "5 avril et le 6 mai", "from Monday to Friday, from 1 December to 2 July, except on 25 "
     "December, on 1 January, on 5 April and on 6 May")])
def test_half_a_year_of_weekdays_bears_four_holidays(
        runs: Callable[[date], bool], fr: str, en: str) -> None:
    """Four holidays more than a sentence bore made a list of thirty-four dates."""
    told = [dates_in_words(EVERY.where(runs), EVERY, language_of(code)) for code in ("fr", "en")]
    assert [one.replace("\u00a0", " ") for one in told] == [fr, en]


def test_more_days_of_the_week_in_summer_are_no_list_of_dates() -> None:
    """What runs on three weekdays, and every day for a summer, was told by each of its dates; a
    pause of some weeks is one exception."""
    every = DaySet.every(date(2027, 1, 1), 400)
    summer = DaySet.every(date(2027, 7, 1), 62)
    days = every.where(lambda day: day.weekday() in (0, 2, 4)) | summer
    assert dates_in_words(days, every, language_of("fr")).replace("\u00a0", " ") == (
        "le lundi, le mercredi et le vendredi, du 1er janvier 2027 au 4 février 2028, et aussi le "
        "mardi, le jeudi, le samedi et le dimanche, du 1er juillet au 31 août 2027")
    pause = every.where(lambda day: day.weekday() < 5) - DaySet.every(date(2027, 2, 13), 30)
    assert dates_in_words(pause, every, language_of("en")) == (
        "from Monday to Friday, from 1 January 2027 to 4 February 2028, except from 15 February "
        "to 12 March 2027")
