"""The rows of a feed as the checker reads them, against the reader of timetables."""

from __future__ import annotations

import zipfile
from datetime import date, timedelta
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from helpers import feeds, proposing
from helpers.proposing import SATURDAY, SUNDAY, WEDNESDAY, WORKS, write_feed
from parcours.format.choices import Mode
from parcours.proposals.rows import FeedRows, Together
from parcours.timetable.archive import open_feed
from parcours.timetable.feed import read_feed

STOPS = ("MAT", "ISL", "GIM")
CALLS = "trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,drop_off_type\n"
TRIPS = "route_id,service_id,trip_id\nC6,SEM,UN\n"


def one_run(tmp_path: Path, *calls: str, **tables: str) -> FeedRows:
    """A feed with one run on weekdays."""
    rows = "".join(f"UN,{call}\n" for call in calls)
    return FeedRows(write_feed(tmp_path, trips=TRIPS, stop_times=CALLS + rows, **tables), STOPS)


def test_two_readers_agree(tmp_path: Path) -> None:
    """On each date of the feed, between each two stations, both find the same departures."""
    path = write_feed(tmp_path / "feed")
    rows = FeedRows(path, STOPS)
    for start, end in permutations(STOPS, 2):
        wanted = feeds.between(start, end, Mode.TRAIN)
        (pair,) = read_feed(open_feed(path, "feed"), [wanted], proposing.TODAY).pairs[wanted]
        for n in range(62):
            day = date(2026, 12, 1) + timedelta(days=n)
            assert rows.runs(day, start, end) == {
                (one.leaves_min, one.arrives_min) for one in pair.departures.get(day, ())}


def test_weeks_and_exceptions(tmp_path: Path) -> None:
    """Three trains on a weekday, two on a Saturday, one on a Sunday, none on the Saturday of works
    nor before the timetable begins."""
    rows = FeedRows(write_feed(tmp_path), STOPS)
    counts = [len(rows.runs(day, "MAT", "ISL")) for day in (
        WEDNESDAY, SATURDAY, SUNDAY, WORKS, date(2026, 11, 30))]
    assert counts == [3, 2, 1, 0, 0]


@pytest.mark.parametrize(("calls", "found"), [
    (("09:00:00,09:00:00,MAT-1,0,,", "09:40:00,09:41:00,ISL-1,1,,"), {(540, 580)}),
    (("09:00:00,09:00:00,MAT-1,0,1,", "09:40:00,09:41:00,ISL-1,1,,"), set()),
    (("09:00:00,09:00:00,MAT-1,0,,", "09:40:00,09:41:00,ISL-1,1,,1"), set()),
    (("09:00:00,09:00:00,MAT-1,0,2,", "09:40:00,09:41:00,ISL-1,1,,"), set()),
    (("09:00:00,09:00:00,MAT-1,0,,", ",,ISL-1,1,,"), set()),
    (("09:40:00,09:41:00,ISL-1,1,,", "09:00:00,09:00:00,MAT-1,0,,"), {(540, 580)}),
    (("08:00:00,08:00:00,ISL-1,0,,", "09:00:00,09:00:00,MAT-1,1,,"), set()),
], ids=["plain", "no boarding", "no alighting", "by telephone", "no time", "out of order",
        "the other way"])
def test_who_may_board_and_alight(tmp_path: Path, calls: tuple[str, ...],
                                  found: set[tuple[int, int]]) -> None:
    """Only where the feed lets one, at times that it gives, in the order of the stops."""
    assert one_run(tmp_path, *calls).runs(WEDNESDAY, "MAT", "ISL") == found


GOES_ON = CALLS + """\
UN,09:00:00,09:00:00,MAT-1,0,,
UN,09:40:00,09:40:00,ISL-1,1,,
DEUX,09:45:00,09:45:00,{},0,,
DEUX,10:05:00,10:05:00,GIM-1,1,,
"""
BLOCKS = "route_id,service_id,trip_id,block_id\nC6,SEM,UN,{}\nC6,{},DEUX,{}\n"
LINKS = "from_stop_id,to_stop_id,transfer_type,from_trip_id,to_trip_id\n,,{},UN,DEUX\n"


@pytest.mark.parametrize(("blocks", "more", "rides"), [
    (("B", "SEM", "B"), {}, True), (("B", "SEM", "C"), {}, False), (("B", "DIM", "B"), {}, False),
    (("B", "SEM", "B"), {"at": "GIM-1"}, False), (("", "SEM", ""), {"transfers": 4}, True),
    (("B", "SEM", "B"), {"transfers": 5}, False),
    (("B", "SEM", "B"), {"frequencies": "trip_id,start_time,end_time,headway_secs\n"
                                        "DEUX,06:00:00,7:00:00,600\n"}, False)])
def test_a_vehicle_that_goes_on(tmp_path: Path, blocks: tuple[str, str, str],
                                more: dict[str, Any], *, rides: bool) -> None:
    """As another run of its block, or where the feed links the two; both readers say the same."""
    tables = {"trips": BLOCKS.format(*blocks),
              "stop_times": GOES_ON.format(more.get("at", "ISL-1"))}
    if "transfers" in more:
        tables["transfers"] = LINKS.format(more["transfers"])
    if "frequencies" in more:
        tables["frequencies"] = more["frequencies"]
    path = write_feed(tmp_path / "feed", **tables)
    found = FeedRows(path, STOPS).runs(WEDNESDAY, "MAT", "GIM")
    assert found == ({(540, 605)} if rides else set())
    wanted = feeds.between("MAT", "GIM", Mode.TRAIN)
    (pair,) = read_feed(open_feed(path, "feed"), [wanted], proposing.TODAY).pairs[wanted]
    assert found == {(one.leaves_min, one.arrives_min)
                     for one in pair.departures.get(WEDNESDAY, ())}


def test_after_midnight_it_is_the_next_day(tmp_path: Path) -> None:
    """What leaves at 24:30 leaves at half past midnight of the day after."""
    rows = one_run(tmp_path, "24:30:00,24:30:00,MAT-1,0,,", "25:10:00,25:10:00,ISL-1,1,,")
    assert rows.runs(SATURDAY, "MAT", "ISL") == {(30, 70)}  # of Friday's service
    assert rows.runs(SUNDAY, "MAT", "ISL") == set()


def test_a_pattern_is_no_run(tmp_path: Path) -> None:
    """The run of a frequency never runs at its own hour."""
    rows = one_run(tmp_path, "09:00:00,09:00:00,MAT-1,0,,", "09:40:00,09:40:00,ISL-1,1,,",
                   frequencies="trip_id,start_time,end_time,headway_secs\nUN,06:00:00,7:00:00,600\n")
    assert rows.runs(WEDNESDAY, "MAT", "ISL") == set()


def test_a_zip_and_several_feeds(tmp_path: Path) -> None:
    """A zip with its tables in a folder reads as the folder does; two feeds are joined."""
    folder = write_feed(tmp_path / "feed")
    with zipfile.ZipFile(tmp_path / "feed.zip", "w") as archive:
        for path in folder.iterdir():
            archive.write(path, f"ter/{path.name}")
    zipped = FeedRows(tmp_path / "feed.zip", STOPS)
    other = one_run(tmp_path / "other", "10:00:00,10:00:00,MAT-1,0,,",
                    "11:00:00,11:00:00,ISL-1,1,,")
    found = zipped.runs(WEDNESDAY, "MAT", "ISL")
    assert found == FeedRows(folder, STOPS).runs(WEDNESDAY, "MAT", "ISL")
    assert Together([zipped, other]).runs(WEDNESDAY, "MAT", "ISL") == found | {(600, 660)}
