"""How long a change takes by `transfers.txt`: less is no proof, and no denial."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from helpers.coach_route import CHANGE, check, write
from helpers.content_sample import TODAY
from helpers.feeds import FEED, MONDAY
from parcours.editing import timetables
from parcours.i18n.language import language_of
from parcours.load.route import read_trip
from parcours.load.shared import read_shared
from parcours.render.words import ride_line, ride_obstacles
from parcours.timetable.answer import as_data

HEAD = "from_stop_id,to_stop_id,transfer_type,min_transfer_time,from_route_id\n"
ROWS = FEED["stop_times.txt"].partition("ALLER")[0] + (
    "A,10:00:00,10:00:00,LEC,1,0,1\nA,10:20:00,10:20:00,FLE,2,1,0\n"
    "B,10:32:00,10:32:00,FLE,1,0,1\nB,11:50:00,11:50:00,TOU-1,2,1,0\n")
RUNS = "route_id,service_id,trip_id\nL1,SEM,A\nL1,SEM,B\n"


def ask(folder: Path) -> dict[str, Any]:
    """What the command answers of Monday."""
    found = timetables.show(folder, "en-car", MONDAY, TODAY)
    assert not isinstance(found, list)
    return as_data(found, "en")


def changing(folder: Path, row: str) -> Path:
    """The route whose coach of 10:20 meets that of 10:32, with a row of `transfers.txt`."""
    return write(folder, CHANGE, stop_times=ROWS, trips=RUNS, transfers=HEAD + row)


@pytest.mark.parametrize(("row", "possible"), [
    ("FLE,FLE,2,720,\n", True), ("FLE,FLE,2,721,\n", None), ("FLE,FLE,2,1200,\n", None),
    ("FLE,FLE,0,1200,\n", True), ("FLE,FLE,2,1200,L9\n", True), ("FLE,LEC,2,1200,\n", True),
    ("FLE,FLE,2,,\n", True)])
def test_a_change_takes_its_time(tmp_path: Path, row: str, *, possible: bool | None) -> None:
    """Twelve minutes are enough where the feed asks for no more; a row of another kind, of some
    routes alone or of another stop asks for nothing."""
    assert ask(changing(tmp_path, row))["possible"] is possible


PARTICULAR = ("from_stop_id,to_stop_id,transfer_type,min_transfer_time,from_route_id,to_route_id,"
              "from_trip_id,to_trip_id\n")


@pytest.mark.parametrize(("rows", "possible"), [
    (("FLE,FLE,3,,,,,",), None), (("FLE,FLE,3,,L1,L1,,",), None), (("FLE,FLE,3,,,,A,B",), None),
    (("FLE,FLE,3,,,,B,A",), True), (("FLE,FLE,3,,L9,,,",), True), (("FLE,LEC,3,,,,,",), True),
    (("FLE,FLE,2,1200,L1,L1,,",), None), (("FLE,FLE,2,600,,,A,",), True),
    (("FLE,FLE,2,1200,,,,", "FLE,FLE,1,,L1,L1,,"), True),
    (("FLE,FLE,2,1200,,,,", "FLE,FLE,0,,,,A,B"), True),
    (("FLE,FLE,3,,,,,", "FLE,FLE,2,300,,,A,B"), True),
    (("FLE,FLE,3,,,,A,B", "FLE,FLE,1,,L1,L1,,"), None),
    (("FLE,FLE,3,,L1,L1,,", "FLE,FLE,1,,,,,B"), True),
    (("FLE,FLE,1,,L1,L1,,", "FLE,FLE,3,,,,,B"), None),
    (("FLE,FLE,2,1200,,,A,", "FLE,FLE,2,300,L1,,,B"), True)])
def test_what_holds_for_some_vehicles_alone(tmp_path: Path, rows: tuple[str, ...], *,
                                            possible: bool | None) -> None:
    """A change that the feed says cannot be made proves nothing, one that waits takes no time; of
    several rows that of both runs is meant, then that of a run and a route, of a run, of routes."""
    folder = write(tmp_path, CHANGE, stop_times=ROWS, trips=RUNS,
                   transfers=PARTICULAR + "".join(f"{row}\n" for row in rows))
    assert ask(folder)["possible"] is possible


def test_a_change_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """In the answer, on the page and to the office; and where a later coach goes there, with which
    one can, that one is taken."""
    why = "by the timetable, on {} at 10:30, one cannot change at 'Fleurance halt' to go to "
    row = PARTICULAR + "FLE,FLE,3,,,,A,B\n"
    folder = write(tmp_path / "a", CHANGE, stop_times=ROWS, trips=RUNS, transfers=row)
    assert ask(folder)["reason"].startswith(why.format("Monday 23 November 2026"))
    trip, _ = read_trip(folder / "en-car.yml", read_shared(folder, TODAY).atlas)
    assert trip is not None
    assert trip.timetables is not None
    plan = trip.timetables.on(MONDAY)
    assert plan is not None
    assert plan.obstacle is not None
    assert not plan.proved
    assert MONDAY in trip.open_days.starts
    assert ride_obstacles.obstacle(plan.obstacle, trip, language_of("fr")).startswith(
        "d’après l’horaire, ce jour-là à 10\u00a0h\u00a030, on ne peut pas changer à "
        "«\u00a0Halte")
    (found,) = [one for one in check(folder) if one.code == "short-connection"]
    assert "one cannot change at 'Fleurance halt'" in found.message.en
    later = ROWS + "C,11:32:00,11:32:00,FLE,1,0,1\nC,12:50:00,12:50:00,TOU-1,2,1,0\n"
    folder = write(tmp_path / "b", CHANGE, stop_times=later, trips=RUNS + "L1,SEM,C\n",
                   transfers=row)
    told = ask(folder)
    assert (told["possible"], told["level"]) == (True, "proved")
    trip, _ = read_trip(folder / "en-car.yml", read_shared(folder, TODAY).atlas)
    assert trip is not None
    assert trip.timetables is not None
    plan = trip.timetables.on(MONDAY)
    assert plan is not None
    assert [one.leaves_min for one in plan.rides] == [10 * 60, 11 * 60 + 32]


def test_a_visit_is_no_change(tmp_path: Path) -> None:
    """Where one stays for an hour before one goes on, nobody changes."""
    folder = write(tmp_path, CHANGE.replace("stay: 10min", "stay: 1h"),
                   stop_times=ROWS.replace("10:32", "11:32").replace("11:50", "12:50"), trips=RUNS,
                   transfers=PARTICULAR + "FLE,FLE,3,,,,,\n")
    assert ask(folder)["possible"] is True


def test_what_holds_at_one_platform_alone(tmp_path: Path) -> None:
    """Another platform of the station is another; a station stands for all of its own."""
    stops = FEED["stops.txt"].replace("FLE,Fleurance,43.85000,0.66000,0,", (
        "FLE,Fleurance,43.85,0.66,1,\nF1,Fleurance,43.85,0.66,0,FLE\n"
        "F2,Fleurance,43.85,0.66,0,FLE"))
    rows = ROWS.replace(",FLE,2", ",F1,2").replace(",FLE,1", ",F2,1")
    for n, (row, possible) in enumerate((("F1,F2", None), ("F1,F1", True), ("FLE,FLE", None),
                                         ("FLE,F1", True))):
        folder = write(tmp_path / f"{n}", CHANGE, stop_times=rows, trips=RUNS, stops=stops,
                       transfers=f"{PARTICULAR}{row},3,,,,,\n")
        assert ask(folder)["possible"] is possible, row


def test_a_change_that_is_too_short_is_told(tmp_path: Path) -> None:
    """On the page, in the answer and to the office: with what the feed asks for."""
    folder = changing(tmp_path, "FLE,FLE,2,1200,\n")
    assert ask(folder)["reason"] == "the timetable asks for more time to change"
    trip, _ = read_trip(folder / "en-car.yml", read_shared(folder, TODAY).atlas)
    assert trip is not None
    assert trip.timetables is not None
    plan = trip.timetables.on(MONDAY)
    assert plan is not None
    told = ride_line.line(plan.rides[1], trip, language_of("fr")).more.replace("\u00a0", " ")
    assert "l’horaire demande 20 min pour la correspondance" in told
    assert ride_obstacles.unproved(plan, trip, language_of("en")) == (
        "Not proved: the timetable asks for more time to change.")
    (found,) = [one for one in check(folder) if one.code == "short-connection"]
    assert found.message.en.endswith(
        "the change at the stop 'Fleurance' is too short: the timetable asks for 20 min")
