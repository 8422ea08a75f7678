"""Transport on demand by groups of stops and by zones: not counted, and not denied."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from helpers.feeds import FEED, MONDAY, pair, read, write_feed, zip_feed
from parcours.geo.points import LatLon
from parcours.timetable.archive import open_feed
from parcours.timetable.dated_rides import Pair
from parcours.timetable.departures import ANY_TIME, Doubt
from parcours.timetable.fault import BadFeed
from parcours.timetable.zones import zones

ROWS = FEED["stop_times.txt"].replace("TOU-1,1,0,1\n", "TOU-1,1,1,1\n")
"""The coach of the morning takes nobody in Toulouse."""
HEAD = ROWS.splitlines()[0]
TRIPS = FEED["trips.txt"] + "L1,SEM,TAD\n"
BOX = [[0.5, 43.5], [1.6, 43.5], [1.6, 44.0], [0.5, 44.0], [0.5, 43.5]]
HOLE = [[0.6, 43.9], [0.7, 43.9], [0.7, 43.95], [0.6, 43.95], [0.6, 43.9]]


def polygon(*rings: list[list[float]]) -> str:
    """A zone with holes."""
    return json.dumps({"type": "FeatureCollection", "features": [{
        "type": "Feature", "id": "Z", "properties": {},
        "geometry": {"type": "Polygon", "coordinates": rings}}]})


def on_demand(folder: Path, column: str, name: str, more: str = "", text: str = "") -> Pair:
    """Toulouse to Lectoure where one run names a place of the map twice."""
    rows = "".join(f"{row},\n" for row in ROWS.splitlines()[1:])
    rows += "".join(f"TAD,,,,{n},2,2,{name}\n" for n in (1, 2))
    write_feed(folder, trips=TRIPS, stop_times=f"{HEAD},{column}\n{rows}")
    if more:
        (folder / more).write_text(text, "utf-8")
    return pair(folder)


def test_a_group_of_stops(tmp_path: Path) -> None:
    """Both stops are in the group: one may be driven there on the days of its service."""
    for n, (stops, known) in enumerate(((("TOU-1", "LEC"), True), (("TOU-1", "FLE"), False))):
        text = "location_group_id,stop_id\n" + "".join(f"G,{stop}\n" for stop in stops)
        found = on_demand(tmp_path / f"{n}", "location_group_id", "G", "location_group_stops.txt",
                          text)
        assert (found.departures, found.left_out[Doubt.BOOKED]) == ({}, int(known))
        assert found.doubts.get(MONDAY, {}) == ({Doubt.BOOKED: ANY_TIME} if known else {})


@pytest.mark.parametrize(("rows", "known"), [
    ("TAD,G,1,2,1\nTAD,G,2,1,2\n", True), ("TAD,G,1,1,2\nTAD,G,2,2,1\n", False)])
def test_nothing_need_call_at_a_stop_or_at_a_time(tmp_path: Path, rows: str, *,
                                                  known: bool) -> None:
    """Where all is on demand the columns of stops and times may be missing: such a feed was refused
    for it. Nobody is taken where one only gets off."""
    found = pair(write_feed(
        tmp_path, trips="route_id,service_id,trip_id\nL1,SEM,TAD\n",
        stop_times="trip_id,location_group_id,stop_sequence,pickup_type,drop_off_type\n" + rows,
        location_group_stops="location_group_id,stop_id\nG,TOU-1\nG,LEC\n"))
    assert (found.departures, found.left_out[Doubt.BOOKED]) == ({}, int(known))


@pytest.mark.parametrize(("rings", "known"), [((BOX,), True), ((BOX, HOLE), False)])
def test_a_zone(tmp_path: Path, rings: tuple[list[list[float]], ...], *, known: bool) -> None:
    """Around both stops; with a hole around one of them."""
    found = on_demand(tmp_path, "location_id", "Z", "locations.geojson", polygon(*rings))
    assert (found.departures, found.left_out[Doubt.BOOKED]) == ({}, int(known))


def test_a_time_window_at_a_stop(tmp_path: Path) -> None:
    """One telephones, and is picked up at the stop between two hours: no missing time."""
    rows = "".join(f"{row},,\n" for row in ROWS.splitlines()[1:])
    rows += "TAD,,,TOU-1,1,2,1,08:00:00,18:00:00\nTAD,,,LEC,2,1,2,08:00:00,18:00:00\n"
    found = pair(write_feed(tmp_path, trips=TRIPS, stop_times=(
        f"{HEAD},start_pickup_drop_off_window,end_pickup_drop_off_window\n{rows}")))
    assert (found.left_out[Doubt.BOOKED], found.left_out[Doubt.UNTIMED]) == (1, 0)


@pytest.mark.parametrize("text", ["", "[]", '{"features": [{"id": "Z"}]}', "[" * 9000])
def test_a_map_of_zones_that_is_none(tmp_path: Path, text: str) -> None:
    """Told with its file; a zone of another shape holds nothing."""
    write_feed(tmp_path)
    (tmp_path / "locations.geojson").write_text(text, "utf-8")
    with pytest.raises(BadFeed, match="does not tell zones"):
        read(tmp_path)
    point = {"features": [{"id": "Z", "geometry": {"type": "Point", "coordinates": [1, 43]}}]}
    (tmp_path / "locations.geojson").write_text(json.dumps(point), "utf-8")
    assert zones(open_feed(tmp_path, "f"), {"TOU-1": LatLon(43.0, 1.0)}) == {}


def test_a_feed_of_nothing_else(tmp_path: Path) -> None:
    """It has no stops, and is called by its name."""
    path = zip_feed(tmp_path / "tad.zip", stops=None, **{"locations.geojson": polygon(BOX)})
    assert path.exists()
    write_feed(tmp_path / "tad", stops=None)
    (tmp_path / "tad/locations.geojson").write_text(polygon(BOX), "utf-8")
    with pytest.raises(BadFeed, match="only tell of transport on demand"):
        open_feed(tmp_path / "tad", "tad")
