"""Each sentence about the days of a route is read back: it promises no day on which one cannot set
out, and keeps quiet about none on which one can.

``PARCOURS_EXAMPLES=20000`` tries so many routes in place of a hundred.
"""

from __future__ import annotations

import json
import os
import re
from datetime import date, timedelta
from unittest.mock import patch

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from helpers.days_of_routes import RouteDays, days_of_routes
from helpers.reading import moment
from helpers.spoken_days import badly_written, read_days
from parcours.format.choices import Theme
from parcours.hours.day_set import DaySet
from parcours.i18n.language import language_of
from parcours.render.catalogue.data import data as script_data
from parcours.render.catalogue.entries import entry
from parcours.render.exports import ical, theme_calendars
from parcours.render.pages import calendar
from parcours.render.words import possible_days
from parcours.render.words.days import open_days_in_words
from parcours.render.words.possible_days import Kind
from parcours.render.words.ride_dates import dates_in_words
from parcours.review.day_words import days_in_words

quick = settings(max_examples=int(os.environ.get("PARCOURS_EXAMPLES", "100")),
                 deadline=None, suppress_health_check=list(HealthCheck))
_MOST_SIGNS = 420
_MOST_ITEMS = 12
"""Of one clause: weekdays, and the months of them. A longer list tells less than *certains jours*.
"""


def faults(route: RouteDays, words: str, lang: str) -> list[str]:
    """What is not so, idle or badly written in a sentence about the days of a route."""
    days = route.days
    starts = set(days.starts)
    said = read_days(words, lang, list(days.horizon), starts, route.unserved)
    return [*(f"promised: {day}" for day in sorted(said.sure - starts)),
            *(f"denied: {day}" for day in sorted(starts - said.sure - said.perhaps)),
            *said.faults, *badly_written(words, lang)]


@quick
@given(days_of_routes())
def test_no_sentence_promises_a_day_in_vain_or_leaves_one_out(route: RouteDays) -> None:
    """In both languages, in full and in brief; both say the same of each day."""
    read = []
    for lang in ("fr", "en"):
        spoken = open_days_in_words(route.days, language_of(lang))
        for words in dict.fromkeys((spoken.weekdays, spoken.brief)):
            assert not faults(route, words, lang), (words, route.told)
        said = read_days(spoken.weekdays, lang, list(route.days.horizon), set(route.days.starts),
                         route.unserved)
        read.append((said.sure, said.perhaps))
        if route.days.starts:
            assert spoken.weekdays in spoken.phrase
        assert len(spoken.weekdays) < _MOST_SIGNS, spoken.weekdays
        assert all(len(re.split(r", | et | and ", clause)) <= _MOST_ITEMS
                   for clause in re.split(r"\s?; |, (?:sauf|except) ", spoken.weekdays)
                   ), spoken.weekdays
    assert read[0] == read[1]


@quick
@given(days_of_routes(), st.sampled_from(possible_days.KINDS))
def test_each_kind_of_description_is_so_by_itself(route: RouteDays, kind: Kind) -> None:
    """Also where another kind is shorter, or leaves fewer days open: what is told beside the one
    that can tell any days is no less true for being told alone."""
    with patch.object(possible_days, "KINDS", (kind, possible_days.KINDS[-1])):
        possible_days.described.cache_clear()
        possible_days.when_in_words.cache_clear()
        words = open_days_in_words(route.days, language_of("fr")).weekdays
    possible_days.described.cache_clear()
    possible_days.when_in_words.cache_clear()
    told = [fault for fault in faults(route, words, "fr")
            if fault.startswith(("promised", "denied"))]
    assert not told, (words, route.told)


@quick
@given(days_of_routes())
def test_calendars_and_the_catalogue_have_the_same_days_as_the_sentence(route: RouteDays) -> None:
    """The table of months, the days as text, the filter by date and both calendar files."""
    days, trip, french = route.days, route.trip, language_of("fr")
    letters = calendar.coming(trip)
    told = {date(year, month, day) for year, month, by_letter in calendar.ranges(
        letters.first, letters.letters) for letter, some in by_letter
        if letter == calendar.POSSIBLE for day in _numbers(some)}
    assert told == set(days.starts)
    last = days.first + timedelta(days=days.horizon.count - 1)
    for year, month in calendar.shown_months(days.first, last, days.next_start):
        rows = calendar.month_rows(letters.first, letters.letters, year, month, "fr")
        assert {int(day) for day in re.findall(r"<b>(\d+)</b>", rows)} == {
            day.day for day in days.starts if (day.year, day.month) == (year, month)}
    data = json.loads(script_data([entry(trip)], [], french))
    bits = int(data["sets"][data["on"][0]][::-1], 16)
    assert {date.fromisoformat(data["first"]) + timedelta(days=n) for n in range(data["days"])
            if bits >> n & 1} == set(days.starts)
    if days.starts:
        begins = min(moment(event, "DTSTART").date() for event in Calendar.from_ical(
            ical.render(trip, french, "")).walk("VEVENT"))
        assert begins == days.next_start
    listed = {moment(event, "DTSTART").date() for event in Calendar.from_ical(
        theme_calendars.render(Theme.FOOD, [theme_calendars.outing(trip)], french,
                               lambda _: "")).walk("VEVENT")}
    assert listed <= set(days.starts)
    assert bool(listed) or not days.starts.between(None, days.first + timedelta(days=13))


@st.composite
def _dates(draw: st.DrawFn) -> tuple[DaySet, DaySet]:
    """Days looked at, and those of them on which something runs: weekdays but for stretches and
    dates, and a few more."""
    first = draw(st.dates(date(2026, 11, 1), date(2028, 3, 31)))
    every = DaySet.every(first, draw(st.sampled_from((10, 30, 60, 120, 215, 300, 366, 400))))
    weekdays = draw(st.sets(st.integers(0, 6), min_size=1))
    days = every.where(lambda day: day.weekday() in weekdays)
    for begins, length, adds in draw(st.lists(st.tuples(
            st.integers(0, 399), st.sampled_from((0, 0, 0, 1, 5, 14, 40, 90)), st.booleans()),
            max_size=4)):
        begin = first + timedelta(days=begins)
        some = every.between(begin, begin + timedelta(days=length))
        days = days | some if adds else days - some
    return every, days


@quick
@given(_dates())
def test_dates_of_timetables_and_of_reviews_are_told_exactly(dates: tuple[DaySet, DaySet]) -> None:
    """No day is left open; of a list that is cut short, the number of the days left out is right"""
    every, days = dates
    if not days:
        return
    for lang in ("fr", "en"):
        rides = dates_in_words(days, every, language_of(lang))
        review = days_in_words(set(days), language_of(lang))
        left = re.search(r"(?: et| and) (\d+)\s(?:autres? jours?|other days?)$", review)
        for words, others in ((rides, 0), (review[:left.start()], int(left[1])) if left else (
                review, 0)):
            said = read_days(words, lang, list(every), set(days), frozenset())
            assert not said.perhaps, words
            assert said.sure <= set(days), words
            assert len(said.sure) + others == days.count, words
            assert not [*said.faults, *badly_written(words, lang)], words


def _numbers(text: str) -> list[int]:
    """``5–6, 12`` as days of a month."""
    ends = [[int(one) for one in part.split("–")] for part in text.split(", ")]
    return [day for first, *last in ends for day in range(first, (last or [first])[-1] + 1)]
