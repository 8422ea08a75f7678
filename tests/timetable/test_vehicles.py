"""What one boards: types of routes, and coaches that stand on rail routes."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.feeds import FEED, MONDAY, pair, write_feed
from parcours.format.choices import Mode
from parcours.timetable.departures import Doubt

STOP_TIMES = FEED["stop_times.txt"]
TRIPS = FEED["trips.txt"]
ROUTES = FEED["routes.txt"]


def test_coach_instead_of_train(tmp_path: Path) -> None:
    """On a rail route of type 2 only the id of the stop tells: each departure says what it is."""
    calls = STOP_TIMES.replace("RETOUR,17:00:00,17:00:00,LEC,1", "CAR,13:00:00,13:00:00,CAR_STOP,1")
    calls = calls.replace("CAR_STOP", "TOU-OCECar").replace(
        "RETOUR,18:40:00,18:40:00,TOU-1", "CAR,15:10:00,15:10:00,LEC").replace("RETOUR", "CAR")
    path = write_feed(tmp_path / "f", stop_times=calls, trips=TRIPS.replace("RETOUR", "CAR"),
                      routes=ROUTES.replace(",3\n", ",2\n"))
    found = pair(path, by=Mode.TRAIN)
    assert [(one.leaves_min, one.by) for one in found.departures[MONDAY]] == [
        (540, Mode.TRAIN), (780, Mode.COACH)]


@pytest.mark.parametrize(("kind", "leg", "boarded"), [
    (0, Mode.TRAM, Mode.TRAM), (900, Mode.TRAM, Mode.TRAM), (1, Mode.METRO, Mode.METRO),
    (401, Mode.METRO, Mode.METRO), (2, Mode.TRAIN, Mode.TRAIN), (106, Mode.TRAIN, Mode.TRAIN),
    (714, Mode.TRAIN, Mode.COACH), (714, Mode.TRAM, Mode.COACH),
    (714, Mode.METRO, Mode.COACH), (200, Mode.TRAIN, Mode.COACH), (3, Mode.BUS, Mode.BUS),
    (3, Mode.COACH, Mode.COACH), (204, Mode.COACH, Mode.COACH), (204, Mode.BUS, Mode.COACH),
    (704, Mode.BUS, Mode.BUS), (800, Mode.BUS, Mode.BUS),
    (3, Mode.TRAIN, None), (2, Mode.COACH, None), (0, Mode.METRO, None), (1, Mode.TRAM, None),
    (12, Mode.METRO, Mode.METRO), (300, Mode.TRAIN, Mode.TRAIN), (500, Mode.METRO, Mode.METRO),
    (600, Mode.METRO, Mode.METRO), (5, Mode.TRAM, Mode.TRAM), (700, Mode.METRO, None),
    (713, Mode.BUS, Mode.BUS), (712, Mode.BUS, None),
    (715, Mode.BUS, None), (717, Mode.COACH, None), (1501, Mode.BUS, None),
    (1100, Mode.BUS, None), (1700, Mode.COACH, None), (6, Mode.BUS, None)])
def test_types_of_routes(tmp_path: Path, kind: int, leg: Mode, boarded: Mode | None) -> None:
    """The basic types and those above 100; a bus line does not make a metro leg sure, and a bus on
    demand (715) proves nothing."""
    path = write_feed(tmp_path / "f", routes=ROUTES.replace(",3\n", f",{kind}\n"))
    found = pair(path, by=leg).departures.get(MONDAY, [])
    assert [one.by for one in found] == ([boarded] if boarded else [])


@pytest.mark.parametrize(("kind", "asked", "for_pupils"), [
    (715, 1, 0), (1501, 1, 0), (712, 0, 1), (713, 0, 0), (3, 0, 0)])
def test_types_that_are_not_for_whoever_comes(
        tmp_path: Path, kind: int, asked: int, for_pupils: int) -> None:
    """A bus on demand, a taxi and a coach for pupils: the first two were as nothing, so that
    nothing was said to go there, and the third was a proof for visitors."""
    found = pair(write_feed(tmp_path / "f", routes=ROUTES.replace(",3\n", f",{kind}\n")))
    assert (found.left_out[Doubt.BOOKED], found.left_out[Doubt.SCHOOL]) == (asked, for_pupils)
    assert bool(found.doubts) == bool(asked or for_pupils)


@pytest.mark.parametrize(("kind", "leg", "left_out"), [
    (1700, Mode.TRAIN, 1), (1700, Mode.BUS, 1), (9, Mode.COACH, 1), (450, Mode.METRO, 1),
    (0, Mode.TRAIN, 1), (900, Mode.TRAIN, 1), (2, Mode.TRAM, 1), (5, Mode.TRAIN, 1),
    (1, Mode.TRAIN, 0), (3, Mode.TRAIN, 0), (7, Mode.TRAM, 0), (1100, Mode.BUS, 0),
    (1300, Mode.BUS, 0), (4, Mode.COACH, 0)])
def test_a_type_that_is_not_told_denies_nothing(
        tmp_path: Path, kind: int, leg: Mode, left_out: int) -> None:
    """Another service (1700), a type unheard of, and a tram-train under its other name prove
    nothing, and nobody can say that nothing goes by train; a lift and an aeroplane are told."""
    found = pair(write_feed(tmp_path / "f", routes=ROUTES.replace(",3\n", f",{kind}\n")), by=leg)
    assert found.left_out[Doubt.KIND] == left_out
    assert bool(found.doubts) == bool(left_out)
    assert not found.departures


def test_a_tram_beside_the_trains_is_no_tram_train(tmp_path: Path) -> None:
    """Where trains run between two stops, a tram there is another service: it leaves no doubt on
    the days without a train. What has no type does."""
    calls = STOP_TIMES + "T,20:00:00,20:00:00,TOU-1,1,0,1\nT,22:00:00,22:00:00,LEC,2,1,0\n"
    for kind, doubts in ((0, set()), (1700, {Doubt.KIND})):
        path = write_feed(tmp_path / f"{kind}", stop_times=calls, trips=TRIPS + "T1,SEM,T\n",
                          routes=ROUTES.replace(",3\n", ",2\n") + f"T1,1,T1,Tram,{kind}\n")
        found = pair(path, by=Mode.TRAIN)
        assert [one.leaves_min for one in found.departures[MONDAY]] == [540]
        assert set(found.doubts.get(MONDAY, {})) == doubts


def test_a_tram_on_demand_stays_one_to_book(tmp_path: Path) -> None:
    """Of two reasons not to count it, the one that a visitor can do something about."""
    found = pair(write_feed(tmp_path / "f", routes=ROUTES.replace(",3\n", ",1700\n").replace(
        "Toulouse - Lectoure", "TAD Lectoure")), by=Mode.BUS)
    assert found.left_out == {Doubt.BOOKED: 1}
