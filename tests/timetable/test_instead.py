"""Trains where a route goes by car: asked of the feeds, told only where one is proved to run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from helpers.coach_route import GARE, STOPS
from helpers.content_sample import TODAY
from helpers.feeds import FEED, write_content, write_feed
from parcours.editing import timetables
from parcours.format.choices import Mode
from parcours.i18n.language import language_of
from parcours.load.route import read_trip
from parcours.load.shared import read_shared
from parcours.render.words.carbon import carbon
from parcours.trip.trip import Trip

STATION = """\
name: {fr: Gare de Lectoure, en: Lectoure station}
kind: station
commune: "32208"
lat: 43.93400
lon: 0.62100
refs: {gtfs: [LEC]}
"""
BY_CAR = STOPS.replace("08:30", "10:00") + """\
      - place: musee-de-la-brique
        stay: 1h
      - place: jardin-des-simples
        travel: {by: car}
        stay: 1h
"""
OWN = "timetables/en-auto.json"
AS_TRAINS = {"routes": FEED["routes.txt"].replace(",3\n", ",2\n")}
MATABIAU = GARE.replace("lat: 43.61121", "lat: 43.60410").replace("lon: 1.45362", "lon: 1.44400")


def made(folder: Path, tables: Mapping[str, str] = MappingProxyType({}), *, today: date = TODAY,
         gardens: str = "43.93500", route: str = BY_CAR,
         newer: Mapping[str, str] | None = None) -> tuple[Trip, timetables.Made]:
    """A route by car past two stations, with its extract if one was made."""
    garden = (f"name: Jardin\nkind: garden\ncommune: '32208'\nlat: {gardens}\nlon: 0.62300\n")
    write_content(folder, **{
        "places/gare-matabiau.yml": MATABIAU, "places/gare-lectoure.yml": STATION,
        "places/jardin-des-simples.yml": garden, "en-auto.yml": route})
    feeds = [write_feed(folder / "horaires", **tables)]
    if newer is not None:
        feeds.append(write_feed(folder / "suivants", **newer))
    found = timetables.make(folder, feeds, TODAY)
    for path, text in found.files.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    trip, faults = read_trip(folder / "en-auto.yml", read_shared(folder, today).atlas)
    assert trip is not None, faults
    return trip, found


def test_a_train_that_runs_is_told_as_a_greener_way(tmp_path: Path) -> None:
    """Between the stations near both stops, with the last date of its timetable and both figures;
    the route itself stays as it was written."""
    trip, found = made(tmp_path, AS_TRAINS)
    assert OWN in found.files
    (train,) = trip.trains_instead
    assert (train.from_number, train.to_number, train.last) == (1, 2, date(2026, 12, 18))
    assert [leg.by for leg in trip.legs] == [Mode.CAR]
    (told,) = carbon(trip, language_of("fr")).by_train
    assert told.replace("\u00a0", " ") == (
        "De l’étape 1 à l’étape 2, un train circule aussi, Gare Matabiau → Gare de Lectoure "
        "(horaires jusqu’au 18 décembre 2026) : environ 2,5 kg par le train, "
        "environ 15 kg en voiture.")
    assert trip.timetables is None


def test_a_coach_on_another_line_is_no_train(tmp_path: Path) -> None:
    """The feed joins both stops, and by coach: nothing is said of a train."""
    trip, found = made(tmp_path)
    assert trip.trains_instead == ()
    assert OWN not in found.files


def test_a_train_of_other_days_is_none_of_the_route(tmp_path: Path) -> None:
    """One of weekdays in autumn, on a route of April; one that a newer timetable of the line no
    longer has: each was told to run."""
    spring = BY_CAR.replace("days:\n", "season: {from: 04-01, to: 10-31}\ndays:\n", 1)
    trip, found = made(tmp_path / "a", AS_TRAINS, route=spring)
    assert OWN in found.files
    assert trip.trains_instead == ()
    trip, _ = made(tmp_path / "b", AS_TRAINS, newer={
        **AS_TRAINS, "stop_times": FEED["stop_times.txt"].replace("ALLER,", "X,").replace(
            "RETOUR,", "ALLER,"),
        "trips": FEED["trips.txt"].replace("RETOUR", "X").replace("SEM,X", "SAM,X"),
        "calendar": FEED["calendar.txt"].replace("20261109", "20261130")
        + "SAM,0,0,0,0,0,1,0,20261205,20261205\n"})
    (train,) = trip.trains_instead
    assert train.last == date(2026, 12, 5)


def test_a_timetable_that_is_over_proves_nothing(tmp_path: Path) -> None:
    """After its last date the train is told no more."""
    trip, _ = made(tmp_path, AS_TRAINS, today=date(2026, 12, 19))
    assert trip.trains_instead == ()


def test_a_station_out_of_a_walk_is_not_offered(tmp_path: Path) -> None:
    """A garden four kilometres from the station is not at it."""
    trip, found = made(tmp_path, AS_TRAINS, gardens="43.97000")
    assert trip.trains_instead == ()
    assert OWN not in found.files


def test_without_an_extract_nothing_is_offered(tmp_path: Path) -> None:
    """Stations at both ends prove no train."""
    trip, _ = made(tmp_path, AS_TRAINS)
    (tmp_path / OWN).unlink()
    again, _ = read_trip(tmp_path / "en-auto.yml", read_shared(tmp_path, TODAY).atlas)
    assert again is not None
    assert again.trains_instead == ()
    assert carbon(replace(trip, trains_instead=()), language_of("en")).by_train == ()
