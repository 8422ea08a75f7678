"""Where a run may be boarded and left, loops, and runs that are repeated."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.feeds import MONDAY, pair, read, times, with_calls, write_feed
from parcours.timetable.departures import Doubt
from parcours.timetable.fault import BadFeed

FREQUENT = "trip_id,start_time,end_time,headway_secs,exact_times\n"


def test_where_one_may_not_board_or_alight(tmp_path: Path) -> None:
    """Nobody boards where a run ends or alights where it begins, nor where the feed forbids it."""
    path = write_feed(tmp_path / "a", **with_calls(
        "08:00 TOU-1 0 1", "09:00 FLE 1 0", "10:00 VUE 0 1", "11:00 LEC 1 0"))
    assert times(pair(path, "TOU", "FLE")) == ["08:00-09:00"]
    assert times(pair(path, "FLE", "LEC")) == []
    assert times(pair(path, "TOU", "VUE")) == []
    assert times(pair(path, "VUE", "LEC")) == ["10:00-11:00"]


def test_the_last_row_of_a_run_is_no_departure(tmp_path: Path) -> None:
    """Even where the feed forgets to say that nobody boards at the terminus."""
    path = write_feed(tmp_path / "f", **with_calls("08:00 LEC", "09:00 TOU-1"))
    assert times(pair(path)) == []
    assert times(pair(path, "LEC", "TOU")) == ["08:00-09:00"]


def test_one_that_must_be_called_is_counted_apart(tmp_path: Path) -> None:
    """By telephone: not proved. A sign to the driver: boarded as any other."""
    path = write_feed(tmp_path / "f", **with_calls("08:00 TOU-1 2 1", "09:00 LEC 1 3"))
    found = pair(path)
    assert (times(found), found.left_out[Doubt.BOOKED]) == ([], 1)
    path = write_feed(tmp_path / "g", **with_calls("08:00 TOU-1 3 1", "09:00 LEC 1 3"))
    assert times(pair(path)) == ["08:00-09:00"]


def test_loops(tmp_path: Path) -> None:
    """A line that ends where it began: every ride is one that a visitor can make."""
    path = write_feed(tmp_path / "f", **with_calls(
        "08:00 TOU-1", "08:30 FLE", "09:00 LEC", "09:30 TOU-1"))
    assert times(pair(path, "TOU", "LEC")) == ["08:00-09:00"]
    assert times(pair(path, "LEC", "TOU")) == ["09:00-09:30"]
    assert times(pair(path, "LEC", "FLE")) == []
    path = write_feed(tmp_path / "g", **with_calls(
        "08:00 TOU-1", "08:30 FLE", "09:00 TOU-1", "09:30 LEC", "10:00 TOU-1", "10:30 LEC"))
    assert times(pair(path, "TOU", "LEC")) == ["09:00-09:30", "10:00-10:30"]
    assert times(pair(path, "FLE", "LEC")) == ["08:30-09:30"]


@pytest.mark.parametrize(("calls", "found_times", "doubt"), [
    (("09:00 TOU-1", "09:30 TOU-1 2 0", "10:00 LEC"), ["09:00-10:00"], None),
    (("09:00 TOU-1", "- TOU-1", "10:00 LEC"), ["09:00-10:00"], None),
    (("09:00 TOU-1 2 0", "09:30 TOU-1", "10:00 LEC"), ["09:30-10:00"], None),
    (("09:00 TOU-1", "10:00 LEC 0 2", "10:20 LEC"), ["09:00-10:20"], None),
    (("09:00 TOU-1", "- LEC", "10:20 LEC"), ["09:00-10:20"], None),
    (("09:00 TOU-1", "10:00 LEC 0 2"), [], Doubt.BOOKED),
    (("09:00 TOU-1", "10:00 LEC 0 2", "10:20 TOU-1", "11:00 LEC"), ["10:20-11:00"], Doubt.BOOKED),
    (("09:00 TOU-1 2 0", "10:00 LEC"), [], Doubt.BOOKED)])
def test_a_loop_that_must_be_booked_one_of_two_times(
        tmp_path: Path, calls: tuple[str, ...], found_times: list[str],
        doubt: Doubt | None) -> None:
    """What comes by twice and is sure one of the times is boarded, and left, that time: it was told
    that one had to book."""
    found = pair(write_feed(tmp_path, **with_calls(*calls)))
    assert times(found) == found_times
    assert set(found.doubts.get(MONDAY, {})) == ({doubt} if doubt else set())


def test_a_run_that_arrives_before_it_leaves_is_told(tmp_path: Path) -> None:
    """With the line on which it does."""
    with pytest.raises(BadFeed) as caught:
        pair(write_feed(tmp_path / "f", **with_calls("09:00 TOU-1", "08:30 LEC")))
    assert caught.value.line == 3


def test_exact_frequencies(tmp_path: Path) -> None:
    """From the first stop at each headway, the end excluded; the hour of the template never runs,
    and a later stop is as far behind as in the template."""
    path = write_feed(tmp_path / "f", frequencies=FREQUENT + "ALLER,06:00:00,07:30:00,1800,1\n")
    assert times(pair(path)) == ["06:00-07:40", "06:30-08:10", "07:00-08:40"]
    assert times(pair(path, "FLE", "LEC")) == ["07:22-07:40", "07:52-08:10", "08:22-08:40"]
    assert times(pair(path, "LEC", "TOU")) == ["17:00-18:40"]


def test_frequencies_without_fixed_times(tmp_path: Path) -> None:
    """Every so often: no departure is invented, and the template never runs either."""
    for n, exact in enumerate(("0", "")):
        path = write_feed(tmp_path / f"{n}", frequencies=(
            FREQUENT + f"ALLER,06:00:00,07:30:00,600,{exact}\n"))
        found = pair(path, "FLE", "LEC")
        assert times(found) == []
        (often,) = found.often[MONDAY]
        assert (often.from_min, often.until_min, often.every_min, often.ride_min) == (
            442, 532, 10, 18)


def test_exact_frequencies_when_clocks_change(tmp_path: Path) -> None:
    """Each departure is laid on the clock by itself."""
    path = write_feed(
        tmp_path / "f", frequencies=FREQUENT + "ALLER,01:30:00,04:00:00,3600,1\n",
        calendar="", calendar_dates="service_id,date,exception_type\nSEM,20270328,1\n")
    found = pair(path)
    assert [times(found, day) for day in sorted(found.departures)] == [
        ["00:30-03:10", "01:30-04:10", "03:30-05:10"]]


@pytest.mark.parametrize("row", [
    "ALLER,06:00:00,07:30:00,0,1", "ALLER,06:00:00,07:30:00,-600,1",
    "ALLER,06:00:00,x,600,1", "ALLER,06:00:00,07:30:00,600,2", "ALLER,06:00:00,95:00:00,1,1"])
def test_bad_frequencies_are_told(tmp_path: Path, row: str) -> None:
    """None of them is left to run for ever."""
    with pytest.raises(BadFeed) as caught:
        read(write_feed(tmp_path / "f", frequencies=f"{FREQUENT}{row}\n"))
    assert (caught.value.file, caught.value.line) == ("f/frequencies.txt", 2)
