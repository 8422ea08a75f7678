"""Several feeds between the same two stops: versions of one network, or two networks."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from helpers.coach_route import HALT, content
from helpers.content_sample import TODAY
from helpers.feeds import FEED, MONDAY, write_feed
from parcours.editing import timetables
from parcours.i18n.language import language_of
from parcours.load.route import read_trip
from parcours.load.shared import read_shared
from parcours.render.words import ride_obstacles, rides
from parcours.timetable.answer import as_data
from parcours.trip.trip import Trip

OTHER = FEED["agency.txt"].replace("Cars de Gascogne", "Autre réseau")
WITH_IT = OTHER + "2,Cars de Gascogne,https://exemple.fr,Europe/Paris\n"
NONE_BACK = FEED["stop_times.txt"].partition("RETOUR")[0]
AT_SIX = FEED["stop_times.txt"].replace("17:00:00", "18:00:00").replace(
    "17:20:00", "18:20:00").replace("18:40:00", "19:40:00")
LATER = FEED["calendar.txt"].replace("20261109", "20261116")
ENDED = FEED["calendar.txt"].replace("20261218", "20261120")


def made(folder: Path, first: dict[str, str], second: dict[str, str]) -> Path:
    """The route by coach, its extract made from two feeds."""
    content(folder)
    for name, tables in (("a", first), ("b", second)):
        write_feed(folder / name, **tables)
    files = timetables.make(folder, [folder / "a", folder / "b"], TODAY).files
    (folder / "timetables").mkdir()
    (folder / "timetables/en-car.json").write_text(files["timetables/en-car.json"], "utf-8")
    return folder


def ask(folder: Path, on: date = MONDAY) -> dict[str, Any]:
    """What the command answers."""
    found = timetables.show(folder, "en-car", on, TODAY)
    assert not isinstance(found, list)
    return as_data(found, "en")


def back(folder: Path) -> list[str]:
    """The departures of the way back on Monday, of whatever network."""
    return sorted(one["leaves"] for leg in ask(folder)["legs"] if leg["from"] == "halte"
                  for one in leg["departures"])


def trip_of(folder: Path) -> Trip:
    """The route as the page has it."""
    trip, _ = read_trip(folder / "en-car.yml", read_shared(folder, TODAY).atlas)
    assert trip is not None
    assert trip.timetables is not None
    return trip


@pytest.mark.parametrize(("agency", "expected"), [
    (FEED["agency.txt"], ["18:00"]), (OTHER, ["17:00", "18:00"]), (WITH_IT, ["18:00"])])
def test_a_newer_feed_takes_the_place_of_its_own_network_alone(
        tmp_path: Path, agency: str, expected: list[str]) -> None:
    """The coach of the other network, whose timetable began earlier, was lost; and the two versions
    of one were counted together: two departures a day, where there is one."""
    folder = made(tmp_path, {}, {"calendar": LATER, "agency": agency, "stop_times": AT_SIX})
    assert back(folder) == expected
    spoken = rides.spoken_rides(trip_of(folder), language_of("en"))
    assert spoken is not None
    assert f"{len(expected)} departure" in spoken.patterns[1]


@pytest.mark.parametrize(("lines", "expected"), [("L1", ["18:00"]), ("L9", ["17:00", "18:00"])])
def test_a_newer_feed_may_name_its_stops_otherwise(tmp_path: Path, lines: str,
                                                   expected: list[str]) -> None:
    """The halt got another id, and the place names both: where both files speak, the coach of the
    former one no longer runs. A file of other lines undoes nothing."""
    folder = made(tmp_path, {}, {"calendar": LATER, **{
        name: text.replace("LEC,", "LECT,").replace("L1,", f"{lines},").replace(
            ",1,Toulouse - ", f",{lines},Toulouse - ")
        for name, text in (("stops", FEED["stops.txt"]), ("stop_times", AT_SIX),
                           ("routes", FEED["routes.txt"]), ("trips", FEED["trips.txt"]))}})
    (folder / "places/halte.yml").write_text(HALT.replace("[LEC]", "[LEC, LECT]"), "utf-8")
    (folder / "timetables/en-car.json").write_text(timetables.make(
        folder, [folder / "a", folder / "b"], TODAY).files["timetables/en-car.json"], "utf-8")
    assert back(folder) == expected


REGIONAL = {"routes": FEED["routes.txt"].replace("L1,1,1,Toulouse", "IC,1,Express,Toulouse"),
            "trips": FEED["trips.txt"].replace("L1,", "IC,"), "stop_times": AT_SIX}
"""Another line of the same network, in a file of its own."""


def test_parts_of_one_network_stand_beside_one_another(tmp_path: Path) -> None:
    """Regional trains and those between cities are one carrier's, in two files: the one that begins
    later hid the other, and its last departure was told as the last of all."""
    folder = made(tmp_path / "a", {}, {"calendar": LATER, **REGIONAL})
    assert back(folder) == ["17:00", "18:00"]
    assert ask(folder)["last_back"]["leaves"] == "18:00"
    # the one that is read until that day is not denied by the other
    folder = made(tmp_path / "b", {"calendar": ENDED}, {
        "calendar": LATER, **REGIONAL, "stop_times": NONE_BACK})
    assert ask(folder)["possible"] is None


ELSEWHERE = FEED["stop_times.txt"].partition("ALLER")[0] + (
    "ALLER,09:00:00,09:00:00,TOU2-1,1,0,1\nALLER,10:00:00,10:00:00,FLE,2,1,0\n")


@pytest.mark.parametrize(("second", "expected"), [
    ({**REGIONAL, "trips": REGIONAL["trips"].replace("IC,SEM,RETOUR\n", "")}, ["17:00"]),
    # of the same lines it is a newer timetable, by which the coaches are gone
    ({"trips": FEED["trips.txt"].replace("L1,SEM,RETOUR\n", "")}, [])])
def test_a_part_of_a_network_that_goes_elsewhere_denies_nothing(
        tmp_path: Path, second: dict[str, str], expected: list[str]) -> None:
    """The lakes coach of the same carrier, in a file of its own that begins later, lists the same
    stops: all coaches of the route were gone for as long as it runs."""
    folder = made(tmp_path, {}, {"calendar": LATER, **second, "stop_times": ELSEWHERE})
    assert back(folder) == expected
    assert ask(folder)["possible"] is bool(expected)


def test_who_goes_elsewhere_is_no_proof_and_is_not_credited(tmp_path: Path) -> None:
    """“Proved until July” was told of trains known until December: a coach of another network lists
    the same stations, and knows its own dates."""
    folder = made(tmp_path, {"calendar": ENDED}, {
        "calendar": LATER, "agency": OTHER, "stop_times": ELSEWHERE,
        "trips": FEED["trips.txt"].replace("L1,SEM,RETOUR\n", "")})
    spoken = rides.spoken_rides(trip_of(folder), language_of("en"))
    assert spoken is not None
    assert spoken.last == "2026-11-20"
    assert "Autre" not in spoken.credit
    # the command says so, too: a day within both, and one within the other alone
    assert ask(folder, date(2026, 11, 20))["reason"] == (
        "proved with the timetables from 9 November to 20 November 2026")
    assert ask(folder)["level"] == "lapsed"


def test_a_network_that_goes_elsewhere_denies_nothing(tmp_path: Path) -> None:
    """It lists the same stops, begins later, and never goes back."""
    folder = made(tmp_path, {}, {"calendar": LATER, "agency": OTHER, "stop_times": NONE_BACK})
    assert back(folder) == ["17:00"]
    assert ask(folder)["possible"] is True


@pytest.mark.parametrize(("agency", "possible", "words"), [
    (OTHER, None, "No timetable was read for that day of the way to Gare Matabiau."),
    (FEED["agency.txt"], False, "nothing goes directly by coach from")])
def test_a_network_whose_timetable_ended_is_not_denied(
        tmp_path: Path, agency: str, words: str, *, possible: bool | None) -> None:
    """It ran the only coach back, until a day that is past; of the same network, the new timetable
    has simply none."""
    folder = made(tmp_path, {"calendar": ENDED}, {
        "calendar": LATER, "agency": agency, "stop_times": NONE_BACK})
    assert ask(folder)["possible"] is possible
    trip = trip_of(folder)
    assert trip.timetables is not None
    plan = trip.timetables.on(MONDAY)
    assert plan is not None
    english = language_of("en")
    assert words in (ride_obstacles.obstacle(plan.obstacle, trip, english) if plan.obstacle
                     else ride_obstacles.unproved(plan, trip, english))
    assert (MONDAY in trip.open_days.starts) is (possible is None)
