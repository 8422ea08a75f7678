"""Times of a feed on the clocks of visitors."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.feeds import FEED, pair, read, times, write_feed
from parcours.timetable.clock import MAX_HOURS, WALL, ServiceDay, date_of, seconds_of
from parcours.timetable.fault import BadFeed

PARIS = ZoneInfo("Europe/Paris")


def wall(day: date, typed: str, zone: str = "Europe/Paris") -> str:
    """A time of a service day as date and clock."""
    seconds = seconds_of(typed)
    assert seconds is not None
    at, minute = ServiceDay(day, ZoneInfo(zone)).on_the_wall(seconds)
    return f"{at:%m-%d} {minute // 60:02d}:{minute % 60:02d}"


@pytest.mark.parametrize(("typed", "seconds"), [
    ("06:24:00", 23040), ("6:24:00", 23040), ("00:00:00", 0), ("24:30:00", 88200),
    ("47:59:59", 172799), ("6:24", None), ("", None), ("06:24:60", None), ("٠٦:24:00", None),
    ("106:00:00", None)])
def test_how_times_are_written(typed: str, seconds: int | None) -> None:
    """One digit or two for the hour, past 24 for the next day."""
    assert seconds_of(typed) == seconds


@pytest.mark.parametrize(("typed", "day"), [
    ("20250122", date(2025, 1, 22)), ("20250230", None), ("2025122", None), ("", None),
    ("٢٠٢٥٠١٢٢", None)])
def test_how_dates_are_written(typed: str, day: date | None) -> None:
    """Eight digits."""
    assert date_of(typed) == day


@pytest.mark.parametrize(("day", "typed", "shown"), [
    (date(2026, 11, 23), "06:24:30", "11-23 06:24"),
    (date(2026, 11, 23), "24:30:00", "11-24 00:30"),
    # 28 March 2027: at 02:00 clocks go to 03:00; that day's times count from 23:00 of the 27th
    (date(2027, 3, 28), "06:24:00", "03-28 06:24"),
    (date(2027, 3, 28), "00:30:00", "03-27 23:30"),
    (date(2027, 3, 28), "02:30:00", "03-28 01:30"),
    (date(2027, 3, 28), "03:00:00", "03-28 03:00"),
    (date(2027, 3, 27), "25:30:00", "03-28 01:30"),
    (date(2027, 3, 27), "26:30:00", "03-28 03:30"),
    # 31 October 2027: at 03:00 clocks go back to 02:00; times count from 01:00
    (date(2027, 10, 31), "06:24:00", "10-31 06:24"),
    (date(2027, 10, 31), "00:30:00", "10-31 01:30"),
    (date(2027, 10, 31), "02:00:00", "10-31 02:00"),
    (date(2027, 10, 31), "01:00:00", "10-31 02:00"),
    (date(2027, 10, 30), "26:30:00", "10-31 02:30"),
    (date(2027, 10, 30), "27:30:00", "10-31 02:30")])
def test_the_nights_when_clocks_change(day: date, typed: str, shown: str) -> None:
    """Times count from noon minus twelve hours, not from midnight."""
    assert wall(day, typed) == shown


@given(st.dates(date(2024, 1, 1), date(2030, 12, 31)), st.integers(0, MAX_HOURS * 3600 - 1),
       st.sampled_from(["Europe/Paris", "UTC", "Europe/London", "America/New_York"]))
def test_the_quick_way_is_the_long_way(day: date, seconds: int, zone: str) -> None:
    """Whatever the day and the zone: noon there, minus twelve hours, plus the seconds."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    then = (noon + timedelta(seconds=seconds - 12 * 3600)).astimezone(WALL)
    assert ServiceDay(day, ZoneInfo(zone)).on_the_wall(seconds) == (
        then.date(), then.hour * 60 + then.minute)


def test_past_midnight_on_the_eve_of_a_closed_day(tmp_path: Path) -> None:
    """The coach of 24:30 on Friday leaves on Saturday at half past midnight, though no service
    runs on Saturdays; on Monday the list does not begin with that of Sunday, which never ran."""
    found = pair(write_feed(tmp_path / "f", stop_times=FEED["stop_times.txt"].replace(
        "09:00:00,09:00:00", "24:30:00,24:30:00").replace("10:", "26:")))
    friday, saturday, sunday, monday = (date(2026, 11, 20) + timedelta(days=n) for n in range(4))
    assert times(found, saturday) == ["00:30-02:40"]
    assert times(found, sunday) == times(found, monday) == []
    assert times(found, friday) == ["00:30-02:40"]  # of Thursday's service


def test_a_ride_over_midnight_arrives_a_day_later(tmp_path: Path) -> None:
    """From 23:50 to 00:20: on the date on which it leaves."""
    found = pair(write_feed(tmp_path / "f", stop_times=FEED["stop_times.txt"].replace(
        "09:00:00,09:00:00", "23:50:00,23:50:00").replace("10:2", "24:1").replace(
        "10:4", "24:2")))
    assert times(found) == ["23:50-00:20+"]


@pytest.mark.parametrize(("night", "ride_min"), [
    (date(2027, 3, 27), 410), (date(2027, 10, 30), 410), (date(2027, 3, 26), 410)])
def test_a_night_on_board_lasts_as_long_as_it_does(tmp_path: Path, night: date,
                                                   ride_min: int) -> None:
    """From 23:00 to 05:50 by the timetable: to 06:50 in spring and to 04:50 in autumn, by clocks
    that were changed on the way, and no minute longer or shorter."""
    found = pair(write_feed(
        tmp_path / "f", stop_times=FEED["stop_times.txt"].replace(
            "09:00:00,09:00:00", "23:00:00,23:00:00").replace("10:40", "29:50").replace(
                "10:2", "26:2"),
        calendar=FEED["calendar.txt"].replace("1,1,1,1,1,0,0,20261109,20261218",
                                              "1,1,1,1,1,1,1,20270301,20271130")))
    (one,) = found.departures[night]
    clocks = {3: 60, 10: -60}[night.month] if night.weekday() == 5 else 0
    assert one.ride_min == ride_min
    assert (one.clocks_min, one.arrives_min - one.leaves_min) == (clocks, ride_min + clocks)


def test_the_zone_is_the_agencys(tmp_path: Path) -> None:
    """``stop_timezone`` changes nothing; an agency of London has its times an hour earlier."""
    header, *rows = FEED["stops.txt"].splitlines()
    stops = "\n".join([f"{header},stop_timezone", *(f"{row},Asia/Tokyo" for row in rows)])
    assert times(pair(write_feed(tmp_path / "a", stops=stops))) == ["09:00-10:40"]
    london = FEED["agency.txt"].replace("Europe/Paris", "Europe/London")
    assert times(pair(write_feed(tmp_path / "b", agency=london))) == ["10:00-11:40"]


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../../etc/passwd", "/etc/localtime", "Europe"])
def test_a_zone_that_is_none_is_told(tmp_path: Path, zone: str) -> None:
    """And never taken for a path."""
    with pytest.raises(BadFeed, match="time zone"):
        read(write_feed(tmp_path / "f",
                        agency=FEED["agency.txt"].replace("Europe/Paris", zone)))


def test_agencies_of_two_zones_are_told(tmp_path: Path) -> None:
    """The format forbids it: which zone holds for which run would be guessed."""
    with pytest.raises(BadFeed, match="time zone"):
        read(write_feed(tmp_path / "f", agency=FEED["agency.txt"] + "2,X,https://x.fr,UTC\n"))


@pytest.mark.parametrize("zone", ["Indian/Reunion", "America/Guadeloupe", "America/Miquelon"])
def test_overseas_one_looks_at_the_clock_of_the_place(zone: str) -> None:
    """A bus of Saint-Denis at nine is not one at six, also on the days when Paris changes clocks;
    nor is it one of another day."""
    for day in (date(2026, 11, 23), date(2027, 3, 28), date(2027, 10, 31)):
        assert wall(day, "09:00:00", zone) == f"{day:%m-%d} 09:00"
        assert wall(day, "24:30:00", zone) == f"{day + timedelta(days=1):%m-%d} 00:30"
    assert wall(date(2026, 11, 23), "09:00:00", "Europe/Lisbon") == "11-23 10:00"
