"""The railway of the Gers in the feed of 22 January 2025, against its right answer by date and
against gtfs-kit. The feed lies beside the project, never in it; without it these tests skip."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from helpers import auch_line
from parcours.editing import timetables
from parcours.format.choices import Mode
from parcours.geo.points import LatLon
from parcours.hours.clock import wall_clock
from parcours.load.route import read_trip
from parcours.load.shared import read_shared
from parcours.timetable.archive import open_feed
from parcours.timetable.departures import Departure
from parcours.timetable.feed import Feed, read_feed
from parcours.timetable.stops import End, Wanted
from parcours.trip.rides import Hindrance

ROOT = Path(__file__).resolve().parents[2]
FACTS = Path(os.environ.get("PARCOURS_FACTS", ROOT.parent / "shared" / "facts")) / "timetables"
FEED_2025, FEED_2019 = FACTS / "ter-2025-01-22", FACTS / "ter-2019-09-01"
pytestmark = pytest.mark.skipif(
    not FEED_2025.is_dir(), reason="the real feed of 2025 is not beside the project")
TODAY = date(2025, 1, 22)
SOMEWHERE = LatLon(43.61, 1.45)


def stations(feed: Path) -> dict[str, str]:
    """The id of each station by its name."""
    with (feed / "stops.txt").open(encoding="utf-8-sig", newline="") as table:
        return {row["stop_name"]: row["stop_id"] for row in csv.DictReader(table)
                if row["location_type"] == "1"}


def wanted(start: str, end: str, by: Mode) -> Wanted:
    """What is asked between two stations."""
    return Wanted(End(SOMEWHERE, (start,)), End(SOMEWHERE, (end,)), by)


def departures(feed: Feed, start: str, end: str, day: date) -> list[Departure]:
    """Every departure of a day from one station to another, by train or coach."""
    return sorted(one for by in (Mode.TRAIN, Mode.COACH)
                  for pair in feed.pairs[wanted(start, end, by)]
                  for one in pair.departures.get(day, []))


def row_of(found: list[Departure]) -> tuple[str, ...]:
    """What `by-date-2025.csv` tells of a day; half past midnight of the next is 24:30 there."""
    arrives = found[-1].arrives_min if found else 0
    ends = [wall_clock(found[0].leaves_min), wall_clock(found[-1].leaves_min),
            f"{arrives // 60:02d}:{arrives % 60:02d}"] if found else ["", "", ""]
    return (str(sum(one.by is Mode.TRAIN for one in found)),
            str(sum(one.by is Mode.COACH for one in found)), *ends)


def test_the_table_by_date_is_right_row_for_row() -> None:
    """Every pair of stops and every date of the feed: trains, coaches, first, last, its arrival."""
    with (FACTS / "by-date-2025.csv").open(encoding="utf-8", newline="") as table:
        truth = list(csv.DictReader(table))
    ids = stations(FEED_2025)
    pairs = {(ids[row["from"]], ids[row["to"]]) for row in truth}
    feed = read_feed(open_feed(FEED_2025, "ter"), [
        wanted(*pair, by) for pair in sorted(pairs) for by in (Mode.TRAIN, Mode.COACH)], TODAY)
    assert len(truth) == 16 * 91
    assert [tuple(row[name] for name in (
        "trains", "coaches", "first_departure", "last_departure", "arrival_of_last"))
        for row in truth] == [row_of(departures(
            feed, ids[row["from"]], ids[row["to"]], date.fromisoformat(row["date"])))
            for row in truth]


def by_gtfs_kit(path: Path, start: str, end: str) -> Iterator[tuple[date, str, str]]:
    """Every ride from one station to another: its service date and both times as the feed writes
    them, by another program that reads GTFS."""
    import gtfs_kit

    feed = gtfs_kit.read_feed(path, dist_units="km")
    parents = feed.stops.set_index("stop_id").parent_station
    calls = feed.stop_times.assign(station=feed.stop_times.stop_id.map(parents))
    both = calls[(calls.station == start) & (calls.pickup_type != 1)].merge(
        calls[(calls.station == end) & (calls.drop_off_type != 1)], on="trip_id")
    both = both[both.stop_sequence_x < both.stop_sequence_y].set_index("trip_id")
    for day in feed.get_dates():
        running = feed.get_trips(day).trip_id
        for run in both[both.index.isin(running)].itertuples():
            yield (date(int(day[:4]), int(day[4:6]), int(day[6:])), run.departure_time_x[:5],
                   run.arrival_time_y[:5])


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("path", [FEED_2025, FEED_2019], ids=["2025", "2019"])
def test_gtfs_kit_finds_the_same_rides(path: Path) -> None:
    """Along the whole line and back, on every date, each with both times: on the feed whose
    services stand in dates alone, and on the one with weekly patterns and exceptions."""
    pytest.importorskip("gtfs_kit")
    by_name = stations(path)
    start = next(id for name, id in by_name.items() if "Matabiau" in name)
    end = next(id for name, id in by_name.items() if name in ("Auch", "Gare de Auch"))
    for a, b in ((start, end), (end, start)):
        feed = read_feed(open_feed(path, "ter"), [wanted(a, b, Mode.TRAIN)], TODAY)
        (pair,) = feed.pairs[wanted(a, b, Mode.TRAIN)]
        ours = sorted((day, wall_clock(one.leaves_min), wall_clock(one.arrives_min))
                      for day, listed in pair.departures.items() for one in listed)
        theirs = sorted(by_gtfs_kit(path, a, b))
        assert len(theirs) > 500
        assert ours == theirs


def test_works_show_only_by_pair_and_date() -> None:
    """On a Tuesday of works four trains at most leave Matabiau for Auch, on a normal Friday eleven;
    Easter Monday runs as the Sunday before."""
    ids = stations(FEED_2025)
    start, end = ids["Toulouse Matabiau"], ids["Auch"]
    feed = read_feed(open_feed(FEED_2025, "ter"), [
        wanted(start, end, by) for by in (Mode.TRAIN, Mode.COACH)], TODAY)
    counts = [len(departures(feed, start, end, day)) for day in (
        date(2025, 2, 7), date(2025, 3, 25))]
    assert counts[0] == 11
    assert counts[1] <= 4
    sunday, monday = ([(one.leaves_min, one.arrives_min) for one in departures(
        feed, start, end, date(2025, 4, 20) + timedelta(days=n))] for n in (0, 1))
    assert sunday == monday


def test_the_committed_facts_are_those_of_the_feed(tmp_path: Path) -> None:
    """What the five dates are tested on is what the command makes of the real feed, departure for
    departure."""
    folder = auch_line.write(tmp_path, extract=False)
    made = timetables.make(folder, [FEED_2025], TODAY)
    legs = [json.loads(text)["legs"] for text in (
        made.files[f"timetables/{auch_line.NAME}.json"], auch_line.EXTRACT.read_text("utf-8"))]
    assert legs[0] == legs[1]


def test_the_last_way_back_of_every_date_is_the_last_departure(tmp_path: Path) -> None:
    """Nothing follows the last ride of this plan, so that its last way back is the last departure
    of the right answer by date, on each of the 91 days; one that has none that day is told as
    impossible."""
    trip, _ = read_trip(auch_line.write(tmp_path) / f"{auch_line.NAME}.yml",
                        read_shared(tmp_path, TODAY).atlas)
    assert trip is not None
    assert trip.timetables is not None
    seen = 0
    with (FACTS / "by-date-2025.csv").open(encoding="utf-8", newline="") as table:
        for start, end, day, _, trains, coaches, first, last, _ in list(csv.reader(table))[1:]:
            plan = trip.timetables.on(date.fromisoformat(day))
            assert plan is not None
            if (start, end) == ("Gimont Cahuzac", "Toulouse Matabiau"):
                assert plan.last_back is not None
                assert wall_clock(plan.last_back.leaves_min) == last, day
                seen += 1
            elif (start, end) == ("Toulouse Matabiau", "Gimont Cahuzac"):
                assert int(trains) + int(coaches) > 0
                gone = last < "10:00" and first < "10:00"
                assert (plan.obstacle is not None
                        and plan.obstacle.why is Hindrance.LAST_GONE) is gone, day
                seen += 1
    assert seen == 2 * 91
