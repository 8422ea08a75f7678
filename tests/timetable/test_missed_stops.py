"""Quays that nobody named, beside those of a place."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.coach_route import HALT, content
from helpers.content_sample import TODAY
from helpers.feeds import FEED, between, read, write_feed
from parcours.editing import timetables

QUAYS = FEED["stops.txt"].replace("LEC,Lectoure,43.93400,0.62100,0,", (
    "LA,Lectoure,43.93400,0.62100,0,{0}\nLB,{1},{2},0.62110,0,{0}\nLS,Lectoure,43.934,0.621,1,"))
CALLS = FEED["stop_times.txt"].replace("LEC,4", "LA,4").replace("LEC,1", "LB,1")
"""One comes to one side of the street, and leaves from the other."""


@pytest.mark.parametrize(("station", "name", "lat", "missed"), [
    ("", "Lectoure", "43.93420", True), ("", "LECTOURE", "43.93420", True),
    ("", "Lectoure", "43.93800", False), ("", "Mairie", "43.93420", False),
    ("LS", "Mairie", "43.93420", True), ("", "Lectoure", "", False)])
def test_a_quay_beside_is_told(tmp_path: Path, station: str, name: str, lat: str, *,
                               missed: bool) -> None:
    """One of the same name close by, or of the same station; not one further away."""
    path = write_feed(tmp_path, stop_times=CALLS, stops=QUAYS.format(station, name, lat))
    found = read(path, between("TOU", "LA"), between("LA", "TOU"))
    assert {halt.id: count for halts in found.missed.values() for halt, count in halts} == (
        {"LB": 1} if missed else {})


def test_what_is_named_misses_nothing(tmp_path: Path) -> None:
    """Both quays, or the station of both; and a run that also calls at the one that is named."""
    both = QUAYS.format("LS", "Lectoure", "43.93420")
    folder = write_feed(tmp_path / "a", stop_times=CALLS, stops=both)
    for named in ("LA LB", "LS"):
        assert read(folder, between("TOU", named), between(named, "TOU")).missed == {}
    twice = CALLS.replace("RETOUR,17:00:00,17:00:00,LB,1", (
        "RETOUR,16:58:00,16:58:00,LB,0,0,1\nRETOUR,17:00:00,17:00:00,LA,1"))
    folder = write_feed(tmp_path / "b", stop_times=twice, stops=both)
    assert read(folder, between("TOU", "LA"), between("LA", "TOU")).missed == {}


def test_the_office_is_told(tmp_path: Path) -> None:
    """Where it named one quay alone, nothing seemed to go back."""
    folder = content(tmp_path)
    (folder / "places/halte.yml").write_text(HALT.replace("[LEC]", "[LA]"), "utf-8")
    write_feed(folder / "horaires", stop_times=CALLS,
               stops=QUAYS.format("", "Lectoure", "43.93420"))
    found = timetables.make(folder, [folder / "horaires"], TODAY).diagnostics
    (told,) = [one for one in found if one.code == "unnamed-stop"]
    assert told.message.en == ("'Lectoure halt' does not name the stop beside, 'Lectoure' (LB), "
                               "24 m away: one run of these legs is not counted there")
    assert told.hint is not None
    assert told.hint.fr == "ajoutez \"LB\" aux arrêts du lieu (refs: gtfs), si l’on y vient aussi"
