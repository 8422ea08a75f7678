"""The extract beside a route: read with bounds, told where it is bad, stale or nobody's."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from helpers.coach_route import OUT_AND_BACK, check, write
from helpers.content_sample import told
from parcours.load.extracts import read_extract
from parcours.timetable.extract import Extract

NAME = "timetables/en-car.json"
Data = dict[str, Any]


def changed(folder: Path, change: Callable[[Data], None]) -> Path:
    """The folder with an extract that somebody edited."""
    path = write(folder) / NAME
    data = json.loads(path.read_text("utf-8"))
    change(data)
    path.write_text(json.dumps(data), "utf-8")
    return folder


def test_a_sound_extract_is_silent(tmp_path: Path) -> None:
    """Beside its route, with a folder of its own that holds nothing else to tell of."""
    folder = write(tmp_path)
    assert isinstance(read_extract(folder, "en-car"), Extract)
    assert check(folder) == []


def test_an_extract_of_no_route_is_told(tmp_path: Path) -> None:
    """A route was renamed, and its extract not."""
    folder = write(tmp_path)
    (folder / NAME).rename(folder / "timetables/ancien.json")
    assert told(check(folder), folder) == [("stale-timetable", "timetables/ancien.json", 1)]


def test_an_extract_of_another_route_is_not_believed(tmp_path: Path) -> None:
    """Copied under the new name without being made again."""
    folder = write(tmp_path)
    (folder / "en-car.yml").rename(folder / "autrement.yml")
    (folder / NAME).rename(folder / "timetables/autrement.json")
    assert told(check(folder), folder) == [("stale-timetable", "timetables/autrement.json", 1)]


def _first_pair(data: Data) -> Data:
    pair: Data = data["legs"][0]["pairs"][0]
    return pair


def _set(path: str, value: object) -> Callable[[Data], None]:
    """Put a value into the first pair, or into the extract itself where the path begins with /."""
    def change(data: Data) -> None:
        at: Any = data if path.startswith("/") else _first_pair(data)
        *inner, last = path.strip("/").split("/")
        for key in inner:
            at = at[int(key) if key.isdigit() else key]
        at[int(last) if last.isdigit() else last] = value
    return change


@pytest.mark.parametrize(("path", "value"), [
    ("/format", 99), ("/feeds/0/from", "2026-13-01"), ("/feeds/0/to", "9026-12-18"),
    ("days/0/dates", ["0001-01-01..9999-12-31"]), ("days/0/dates", ["2027-12-01"]),
    ("days/0/departures/0/0", "99:99"), ("days/0/departures/0/2", 10**9),
    ("days/0/departures/0/4", 7), ("days/0/often", [[0, 10**12, 1, 5, "bus", 0]]),
    ("days/0/often", [[0, 60, -1, 5, "bus", 0]]), ("feed", 5), ("from", None),
    ("from/metres", "près"), ("/legs/0/pairs", [{}] * 1001), ("/legs", None),
    ("days/0/departures", [["08:00", "09:00", 0, "train", 0]] * 3001),
    ("days/0/departures/0/3", "fusée")])
def test_a_bad_extract_is_told_in_its_file(tmp_path: Path, path: str, value: object) -> None:
    """Whatever was edited: an error with the command that makes it again, and never a failure."""
    folder = changed(tmp_path, _set(path, value))
    (fault,) = [one for one in check(folder) if one.code == "bad-feed"]
    assert told([fault], folder) == [("bad-feed", NAME, 1)]
    assert fault.hint is not None
    assert "parcours timetable" in fault.hint.fr


def test_a_leg_that_the_extract_does_not_know_is_told(tmp_path: Path) -> None:
    """The way out goes by tram now: at its leg, with what to run."""
    folder = write(tmp_path)
    (folder / "en-car.yml").write_text(OUT_AND_BACK.replace("by: coach", "by: tram", 1), "utf-8")
    assert told(check(folder), folder) == [("stale-timetable", "en-car.yml", 12)]
