"""Stops and stations: what a place names, and what is only proposed."""

from __future__ import annotations

from pathlib import Path

from helpers.feeds import BRIQUE, FEED, LECTOURE, between, pair, read, times, write_feed
from parcours.format.choices import Mode
from parcours.geo.points import LatLon
from parcours.timetable.stops import End, Wanted

STOP_TIMES = FEED["stop_times.txt"]
STOPS = FEED["stops.txt"]
TRIPS = FEED["trips.txt"]


def test_a_station_is_its_platforms_and_coach_stops(tmp_path: Path) -> None:
    """A run that calls at any of them calls at the station; one platform named is that one."""
    calls = STOP_TIMES.replace("RETOUR", "X").replace("TOU-1,3", "TOU-OCECar,3")
    path = write_feed(tmp_path / "f", stop_times=calls, trips=TRIPS.replace("RETOUR", "X"))
    assert times(pair(path, "LEC", "TOU")) == ["17:00-18:40"]
    assert times(pair(path, "LEC", "TOU-OCECar")) == ["17:00-18:40"]
    assert times(pair(path, "LEC", "TOU-1")) == []
    both = pair(path, "LEC", "TOU-1 TOU-OCECar")
    assert (times(both), both.end.id) == (["17:00-18:40"], "TOU")


def test_two_stations_in_one_town_are_two_pairs(tmp_path: Path) -> None:
    """Each with its own departures: a total would hide that one has none."""
    wanted = between("TOU TOU2", "LEC")
    pairs = read(write_feed(tmp_path / "f"), wanted).pairs[wanted]
    assert [(one.start.id, times(one)) for one in pairs] == [
        ("TOU", ["09:00-10:40"]), ("TOU2", [])]


def test_stops_are_proposed_with_their_distance_and_never_taken(tmp_path: Path) -> None:
    """A place that names none: the nearest that this means serves, and no pair at all."""
    start, end = End(BRIQUE, ()), End(LECTOURE, ("LEC",))
    wanted = Wanted(start, end, Mode.COACH)
    found = read(write_feed(tmp_path / "f"), wanted)
    assert found.pairs[wanted] == []
    assert [(halt.id, halt.metres_from(BRIQUE)) for halt in found.proposed[start]] == [("TOU", 11)]
    by_metro = Wanted(start, end, Mode.METRO)
    assert read(write_feed(tmp_path / "f"), by_metro).proposed[start] == []


def test_a_named_stop_far_from_its_place_is_told(tmp_path: Path) -> None:
    """The id may be that of another network: its coaches are none of ours, and proved the leg. Four
    kilometres away it is the place's own, and an estimate how long one walks."""
    start = End(LatLon(44.5, 1.0), ("TOU",))
    wanted = Wanted(start, End(LECTOURE, ("LEC",)), Mode.COACH)
    found = read(write_feed(tmp_path / "f"), wanted)
    assert [halt.id for halt in found.far[start]] == ["TOU"]
    assert list(found.far) == [start]
    assert found.near().pairs[wanted] == []
    wanted = Wanted(End(LatLon(43.64, 1.444), ("TOU",)), wanted.end, Mode.COACH)
    found = read(write_feed(tmp_path / "f"), wanted)
    assert (list(found.far), len(found.near().pairs[wanted])) == ([], 1)


def test_a_stop_without_position_can_be_named(tmp_path: Path) -> None:
    """Its distance is then not known; nought and nought is no position."""
    stops = STOPS.replace("LEC,Lectoure,43.93400,0.62100", "LEC,Lectoure,0,0")
    found = pair(write_feed(tmp_path / "f", stops=stops))
    assert (times(found), found.end.metres_from(LECTOURE)) == (["09:00-10:40"], None)


def test_a_door_stands_for_its_station_and_a_part_for_its_platform(tmp_path: Path) -> None:
    """Nobody boards at an entrance, nor does a run call at a boarding area: that nothing goes
    there would not be so."""
    path = write_feed(tmp_path / "f", stops=STOPS + (
        "TOU-E,Entrée,43.60410,1.44400,2,TOU\nTOU-N,,,,3,TOU\nTOU-B,Zone A,,,4,TOU-1\n"))
    for named in ("TOU-E", "TOU-N", "TOU-B", "TOU-E TOU-B"):
        found = pair(path, named, "LEC")
        assert (times(found), times(pair(path, "LEC", named))) == (["09:00-10:40"],
                                                                   ["17:00-18:40"])
    assert pair(path, "TOU-E", "LEC").start.id == "TOU"
    start = End(BRIQUE, ())
    wanted = Wanted(start, End(LECTOURE, ("LEC",)), Mode.COACH)
    assert [halt.id for halt in read(path, wanted).proposed[start]] == ["TOU"]
