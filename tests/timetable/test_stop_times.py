"""Calls at the wanted stops, whatever the order and the gaps of the large table."""

from __future__ import annotations

from pathlib import Path

from helpers.feeds import FEED, pair, times, write_feed
from parcours.timetable.departures import Doubt

STOP_TIMES = FEED["stop_times.txt"]


def test_stop_times_in_any_order(tmp_path: Path) -> None:
    """The rows of a run need not stand together, nor in order: the sequence alone counts."""
    head, *rows = STOP_TIMES.splitlines()
    for n in range(len(rows)):
        path = write_feed(tmp_path / f"{n}", stop_times="\n".join(
            [head, *reversed(rows[n:]), *rows[:n]]))
        assert times(pair(path)) == ["09:00-10:40"]


def test_a_stop_without_time_is_untimed(tmp_path: Path) -> None:
    """Nothing is interpolated: the run is counted as one that the feed does not time there."""
    path = write_feed(tmp_path / "f")
    found = pair(path, "TOU", "VUE")
    assert (times(found), found.left_out[Doubt.UNTIMED]) == ([], 1)
    assert times(pair(path, "TOU", "LEC")) == ["09:00-10:40"]


def test_rows_of_location_groups_are_none_of_ours(tmp_path: Path) -> None:
    """A row without stop_id (a zone on demand) is no call, and matches no stop."""
    path = write_feed(tmp_path / "f", stop_times=STOP_TIMES + "ZONE,,,,1,2,2\nZONE,,,,2,2,2\n")
    assert times(pair(path)) == ["09:00-10:40"]


def test_one_time_of_the_two_is_enough(tmp_path: Path) -> None:
    """A vehicle that comes at 9:00 leaves then at the earliest, and one that leaves at 10:40 was
    there by then: who reckons with that misses nothing."""
    rows = STOP_TIMES.replace("ALLER,09:00:00,09:00:00", "ALLER,09:00:00,").replace(
        "ALLER,10:40:00,10:40:00", "ALLER,,10:40:00")
    found = pair(write_feed(tmp_path, stop_times=rows))
    assert (times(found), found.left_out[Doubt.UNTIMED]) == (["09:00-10:40"], 0)
