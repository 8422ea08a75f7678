"""Vehicles that one may board or leave on their way, past stops where they do not call."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.coach_route import OUT_AND_BACK, write
from helpers.content_sample import TODAY
from helpers.feeds import FEED, MONDAY, pair, times, write_feed
from parcours.editing import timetables
from parcours.timetable.departures import Doubt

HEAD, _, CALLS = FEED["stop_times.txt"].partition("ALLER")
NOT_AT_LECTOURE = HEAD + "".join(
    f"{row}\n" for row in f"ALLER{CALLS}".splitlines() if ",LEC,4," not in row)
"""The coach comes by Lectoure on its way to the viewpoint, and does not call there."""
TRIPS = "route_id,service_id,trip_id,shape_id\nL1,SEM,ALLER,A\nL1,SEM,RETOUR,\n"
SHAPES = ("shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence\n"
          "A,43.93600,0.62500,4\nA,43.60410,1.44400,1\nA,43.93402,0.62102,3\nA,43.85000,0.66000,2\n")
ROUTES = ("route_id,agency_id,route_short_name,route_type,continuous_pickup,continuous_drop_off\n"
          "L1,1,1,3,{},{}\n")


def doubts(folder: Path, start: str = "TOU", end: str = "LEC", **tables: str) -> set[Doubt]:
    """What may go there on a Monday, and proves nothing; that nothing is proved."""
    found = pair(write_feed(folder, **{
        "stop_times": NOT_AT_LECTOURE, "trips": TRIPS, "shapes": SHAPES, **tables}), start, end)
    assert times(found) == []
    return set(found.doubts.get(MONDAY, {}))


@pytest.mark.parametrize(("pickup", "drop_off", "expected"), [
    ("", "0", {Doubt.UNTIMED}), ("1", "3", {Doubt.UNTIMED}), ("", "2", {Doubt.BOOKED}),
    ("", "1", set()), ("", "", set()), ("0", "", set())])
def test_one_may_leave_it_on_its_way(tmp_path: Path, pickup: str, drop_off: str,
                                     expected: set[Doubt]) -> None:
    """Where the route lets one, nobody can say that nothing goes there, nor when it does."""
    assert doubts(tmp_path, routes=ROUTES.format(pickup, drop_off)) == expected


def test_only_on_its_way(tmp_path: Path) -> None:
    """Not where the shape does not pass, nor before one has boarded, nor without a shape."""
    routes = ROUTES.format("0", "0")
    assert doubts(tmp_path / "a", routes=routes) == {Doubt.UNTIMED}
    far = SHAPES.replace("43.93402,0.62102", "43.93402,0.63102")
    assert doubts(tmp_path / "b", routes=routes, shapes=far) == set()
    back = SHAPES.replace(",1\n", ",9\n")
    assert doubts(tmp_path / "c", routes=routes, shapes=back) == set()
    assert doubts(tmp_path / "d", routes=routes, trips=TRIPS.replace(",A\n", ",\n")) == set()
    odd = SHAPES + "A,nowhere,,x\nB,0,0,1\n"
    assert doubts(tmp_path / "e", routes=routes, shapes=odd) == {Doubt.UNTIMED}


def test_from_one_stop_time_on(tmp_path: Path) -> None:
    """A run says it for itself, also where the route says nothing; and one may board on its way."""
    first, *rows = NOT_AT_LECTOURE.splitlines()
    calls = "\n".join([f"{first},continuous_drop_off", *(f"{row},0" for row in rows)])
    assert doubts(tmp_path / "a", stop_times=calls) == {Doubt.UNTIMED}
    assert doubts(tmp_path / "b", "LEC", "VUE", routes=ROUTES.format("0", "")) == {Doubt.UNTIMED}


def test_what_calls_at_both_is_what_it_was(tmp_path: Path) -> None:
    """A proof stays one."""
    found = pair(write_feed(tmp_path, trips=TRIPS, shapes=SHAPES, routes=ROUTES.format("0", "0")))
    assert times(found) == ["09:00-10:40"]
    assert not found.doubts


def test_the_day_is_not_denied(tmp_path: Path) -> None:
    """Where the office was told that nothing goes to Lectoure, it is that nobody says when."""
    found = timetables.show(write(tmp_path, OUT_AND_BACK, stop_times=NOT_AT_LECTOURE, trips=TRIPS,
                                  shapes=SHAPES, routes=ROUTES.format("", "0")),
                            "en-car", MONDAY, TODAY)
    assert not isinstance(found, list)
    assert found.possible is None
    assert "nothing says at what time one can go directly" in found.reason.en
