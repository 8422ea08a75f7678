"""On which dates a service runs: patterns, exceptions, and how far a feed speaks."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from helpers.content_sample import TODAY
from helpers.feeds import FEED, pair, read, write_feed
from parcours.timetable.fault import BadFeed
from parcours.timetable.service_days import MAX_AHEAD_DAYS, MAX_DAYS

DATES = "service_id,date,exception_type\n"
CALENDAR = FEED["calendar.txt"]


def days(path: Path) -> list[date]:
    """The dates on which a coach leaves Toulouse."""
    return sorted(pair(path).departures)


def test_a_weekly_pattern(tmp_path: Path) -> None:
    """Monday to Friday, both ends included."""
    found = days(write_feed(tmp_path / "f"))
    assert (found[0], found[-1], len(found)) == (date(2026, 11, 9), date(2026, 12, 18), 30)
    assert {day.weekday() for day in found} == {0, 1, 2, 3, 4}


def test_added_and_removed_dates(tmp_path: Path) -> None:
    """11 November does not run although it is a Wednesday, a Saturday does; a date both added and
    removed does not run, whatever the order."""
    found = days(write_feed(tmp_path / "f", calendar_dates=(
        DATES + "SEM,20261111,2\nSEM,20261114,1\nSEM,20261121,2\nSEM,20261121,1\n")))
    assert date(2026, 11, 11) not in found
    assert date(2026, 11, 14) in found
    assert date(2026, 11, 21) not in found


@pytest.mark.parametrize("calendar", [None, "", "\ufeff\r\n", CALENDAR.splitlines()[0] + "\n"])
def test_dates_alone(tmp_path: Path, calendar: str | None) -> None:
    """Without calendar.txt, with an empty one, or one that has only its header."""
    found = days(write_feed(tmp_path / "f", calendar=calendar, calendar_dates=(
        DATES + "SEM,20261111,1\nSEM,20261114,1\n")))
    assert found == [date(2026, 11, 11), date(2026, 11, 14)]


@pytest.mark.parametrize("table", ["frequencies", "location_group_stops", "transfers", "shapes",
                                   "feed_info", "calendar_dates"])
@pytest.mark.parametrize("text", ["", "\ufeff\r\n"])
def test_what_is_optional_may_be_empty(tmp_path: Path, table: str, text: str) -> None:
    """A file without even its header, as some programs leave it, is as good as none."""
    assert days(write_feed(tmp_path / "f", **{table: text})) == days(write_feed(tmp_path / "g"))


def test_a_pattern_without_a_weekday_names_no_dates(tmp_path: Path) -> None:
    """It runs on the dates that stand apart: past the last of them nobody knows, whatever the
    years that the pattern was given."""
    found = read(write_feed(
        tmp_path / "f", calendar=CALENDAR.replace("1,1,1,1,1,0,0,20261109,20261218",
                                                  "0,0,0,0,0,0,0,20200101,20301231"),
        calendar_dates=DATES + "SEM,20261111,1\nSEM,20261114,1\n"))
    assert (found.first, found.last) == (date(2026, 11, 11), date(2026, 11, 14))


def test_no_day_at_all_is_told(tmp_path: Path) -> None:
    """A feed in which nothing ever runs proves nothing, least of all that nothing runs."""
    with pytest.raises(BadFeed, match="no day of service"):
        read(write_feed(tmp_path / "f", calendar="", calendar_dates=DATES))


def test_easter_monday_run_as_a_sunday(tmp_path: Path) -> None:
    """A public holiday is what its dates say: the weekday service is taken off, that of Sundays is
    put on."""
    tables = {
        "calendar": CALENDAR.replace("20261109,20261218", "20270301,20270430")
        + "DIM,0,0,0,0,0,0,1,20270301,20270430\n",
        "calendar_dates": DATES + "SEM,20270329,2\nDIM,20270329,1\n",
        "trips": FEED["trips.txt"].replace("L1,SEM,RETOUR", "L1,DIM,DIMANCHE"),
        "stop_times": FEED["stop_times.txt"].partition("RETOUR")[0]
        + "DIMANCHE,11:00:00,11:00:00,TOU-1,1,0,1\nDIMANCHE,12:40:00,12:40:00,LEC,2,1,0\n"}
    found = pair(write_feed(tmp_path / "f", **tables)).departures
    sunday, monday, tuesday = (
        [one.leaves_min for one in found[date(2027, 3, 28) + timedelta(days=n)]] for n in range(3))
    assert (sunday, monday, tuesday) == ([660], [660], [540])


def test_the_publisher_answers_for_less(tmp_path: Path) -> None:
    """feed_info.txt bounds the dates; without it they are those of the services."""
    info = "feed_publisher_name,feed_version,feed_start_date,feed_end_date\nCars,7,20261116,{}\n"
    short = read(write_feed(tmp_path / "a", feed_info=info.format("20261204")))
    open_ended = read(write_feed(tmp_path / "b", feed_info=info.format("")))
    beyond = read(write_feed(tmp_path / "c", feed_info=info.format("20991231")))
    assert (short.first, short.last, short.version) == (
        date(2026, 11, 16), date(2026, 12, 4), "7")
    assert open_ended.last == beyond.last == date(2026, 12, 18)
    assert max(pair(tmp_path / "a").departures) == date(2026, 12, 4)


def test_a_calendar_for_ever_is_no_promise(tmp_path: Path) -> None:
    """Up to the year 2099: believed for a bounded time from today, and so is the work."""
    found = read(write_feed(tmp_path / "f", calendar=CALENDAR.replace("20261218", "20991231")))
    assert (found.last - TODAY).days == MAX_AHEAD_DAYS


def test_a_calendar_that_began_long_ago_still_holds(tmp_path: Path) -> None:
    """From the year 2010: the days to come are not lost for it."""
    found = read(write_feed(tmp_path / "f", calendar=CALENDAR.replace("20261109", "20100101")))
    assert (found.last, (found.last - found.first).days) == (date(2026, 12, 18), MAX_DAYS)
    assert max(pair(tmp_path / "f").departures) == date(2026, 12, 18)


@pytest.mark.parametrize(("table", "old", "new"), [
    ("calendar", "20261218", "20261318"), ("calendar", "20261218", "20261108"),
    ("calendar", "20261218", "2026-12-18"),
    ("calendar", "SEM,1,1", "SEM,yes,1"), ("calendar_dates", "1\n", "3\n"),
    ("calendar_dates", "20261111", ""), ("feed_info", "20261130", "30/11/2026")])
def test_bad_days_are_told(tmp_path: Path, table: str, old: str, new: str) -> None:
    """Each with its table and its line."""
    tables = {"calendar": CALENDAR, "calendar_dates": DATES + "SEM,20261111,1\n",
              "feed_info": "feed_start_date,feed_end_date\n20261101,20261130\n"}
    tables[table] = tables[table].replace(old, new)
    with pytest.raises(BadFeed) as caught:
        read(write_feed(tmp_path / "f", **tables))
    assert (caught.value.file, caught.value.line) == (f"f/{table}.txt", 2)


def test_dates_of_validity_without_service_are_told(tmp_path: Path) -> None:
    """A feed valid in summer whose services run in winter."""
    with pytest.raises(BadFeed, match="overlap"):
        read(write_feed(tmp_path / "f",
                        feed_info="feed_start_date,feed_end_date\n20270601,20270831\n"))
