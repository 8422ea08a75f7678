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
from parcours.render.words import rides
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
    ("FLE,FLE,0,1200,\n", True), ("FLE,FLE,2,1200,L1\n", True), ("FLE,LEC,2,1200,\n", True),
    ("FLE,FLE,2,,\n", True)])
def test_a_change_takes_its_time(tmp_path: Path, row: str, *, possible: bool | None) -> None:
    """Twelve minutes are enough where the feed asks for no more; a row of another kind, of some
    routes alone or of another stop asks for nothing."""
    assert ask(changing(tmp_path, row))["possible"] is possible


def test_a_change_that_is_too_short_is_told(tmp_path: Path) -> None:
    """On the page, in the answer and to the office: with what the feed asks for."""
    folder = changing(tmp_path, "FLE,FLE,2,1200,\n")
    assert ask(folder)["reason"] == "the timetable asks for more time to change"
    trip, _ = read_trip(folder / "en-car.yml", read_shared(folder, TODAY).atlas)
    assert trip is not None
    assert trip.timetables is not None
    plan = trip.timetables.on(MONDAY)
    assert plan is not None
    told = rides.line(plan.rides[1], trip, language_of("fr")).more.replace("\u00a0", " ")
    assert "l’horaire demande 20 min pour la correspondance" in told
    assert rides.unproved(plan, trip, language_of("en")) == (
        "Not proved: the timetable asks for more time to change.")
    (found,) = [one for one in check(folder) if one.code == "short-connection"]
    assert found.message.en.endswith(
        "the change at the stop 'Fleurance' is too short: the timetable asks for 20 min")
