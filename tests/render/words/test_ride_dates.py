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
