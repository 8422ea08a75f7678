"""Valhalla is asked as its documentation says, and its answer is compared with the question."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from helpers.answering import Answer, answering
from parcours.geo.points import LatLon, length_km
from parcours.routing import valhalla
from parcours.routing.way import Means, NoWay, Way

SHARED = Path(os.environ.get("PARCOURS_SAMPLES",
                             Path(__file__).parents[3] / "shared" / "samples")).parent
EXTRACT = SHARED / "facts/tracks/odbl/andorra-2013-05-28.osm.pbf"
PROGRAMS = os.environ.get("PARCOURS_VALHALLA", "")
"""Folders of Valhalla's programs, as in a path; those on the path are found without it."""
START, END = LatLon(43.9, 0.6), LatLon(43.91, 0.61)
LINE = (START, LatLon(43.905, 0.602), END)


def encoded(line: Sequence[LatLon]) -> str:
    """A line in six decimals, as the engine writes it."""
    text, last = "", (0, 0)
    for point in line:
        here = round(point.lat * 1e6), round(point.lon * 1e6)
        for value, before in zip(here, last, strict=True):
            step = value - before
            left = ~(step << 1) if step < 0 else step << 1
            while left >= 32:
                text += chr((32 | left & 31) + 63)
                left >>= 5
            text += chr(left + 63)
        last = here
    return text


def trip(line: Sequence[LatLon] = LINE, **more: object) -> dict[str, Any]:
    """An answer of the engine, as far as it is looked at."""
    return {"trip": {"legs": [{"shape": encoded(line), **more}], "units": "kilometers",
                     "status": 0, "language": "fr-FR"}}


def asked(answer: object, status: int = 200) -> tuple[Way, list[tuple[str, bytes]]]:
    """The way of an answer over HTTP, and what was asked for it."""
    def given(path: str, _: bytes) -> Answer:
        return Answer(b'{"version": "3.9.1"}') if path == "/status" else Answer(
            json.dumps(answer).encode(), status)

    with answering(given) as server:
        return valhalla.at_address(f"{server.address}/")((START, END), Means.WALK), server.questions


def test_a_question_is_as_documented() -> None:
    """Where to, by what, no farther than needed, without ferries, in French, with heights."""
    way, questions = asked(trip())
    assert [path for path, _ in questions] == ["/route", "/status"]
    assert json.loads(questions[0][1]) == {
        "locations": [{"lat": 43.9, "lon": 0.6, "search_cutoff": 150, "type": "break"},
                      {"lat": 43.91, "lon": 0.61, "search_cutoff": 150, "type": "break"}],
        "costing": "pedestrian", "costing_options": {"pedestrian": {"use_ferry": 0}},
        "units": "kilometers", "language": "fr-FR", "directions_type": "none",
        "elevation_interval": 30}
    assert way.points == LINE
    assert (way.source.program, way.source.folder) == ("Valhalla 3.9.1", "tracks/odbl")


def test_places_on_the_way_are_passed() -> None:
    """Between both ends it goes through, without ending there."""
    told = valhalla.question((START, LatLon(43.905, 0.6), END), Means.BIKE)
    assert [one["type"] for one in told["locations"]] == ["break", "through", "break"]  # type: ignore[attr-defined]
    assert told["costing"] == "bicycle"


def test_a_line_is_decoded() -> None:
    """Back and forth in every direction; anything else is no line."""
    line = [LatLon(-0.000001, 179.999999), LatLon(43.6, -1.444444), LatLon(43.600001, -1.5)]
    assert valhalla.decoded(encoded(line)) == [pytest.approx(tuple(point)) for point in line]
    for wrong in ("", "é", "~", None, 7, encoded(line)[:-1], "_" * 60, encoded(line) + "?"):
        with pytest.raises(NoWay):
            valhalla.read(trip() | {"trip": {"legs": [{"shape": wrong}]}}, (START, END))


def test_heights_are_taken_where_they_are_real() -> None:
    """One every 30 m along the way makes a point each; those of the line lie between."""
    count = round(length_km(LINE) * 1000 / 30) + 1
    way, _ = asked(trip(elevation=[100 + n for n in range(count)], elevation_interval=30))
    assert len(way.points) == len(way.heights_m) == count + 1  # and the bend of the line
    assert (way.heights_m[0], way.heights_m[-1]) == (100, 100 + count - 1)
    assert list(way.heights_m) == sorted(way.heights_m)
    assert length_km(way.points) == pytest.approx(length_km(LINE), rel=1e-4)


@pytest.mark.parametrize("heights", [
    [-500.0] * 46, [-499.9] + [-500.0] * 45, [120.0] * 45 + [-500.0], [120.0] * 5, ["120"] * 46,
    [120.0], [], None, {"a": 1}, [float("nan")] * 46,
])
def test_heights_that_are_none_are_left_out(heights: object) -> None:
    """Without a model of the ground the engine answers -500 everywhere, or nearly."""
    assert valhalla.read(trip(elevation=heights), (START, END)) == (LINE, ())


@pytest.mark.parametrize(("answer", "said"), [
    ({"error_code": 171, "error": "No suitable edges near location", "status_code": 400},
     "aucun chemin connu à moins de 150 m"),
    ({"error_code": 442, "error": "No path could be found for input"}, "aucun chemin ne relie"),
    ({"error_code": 154, "error": "Path distance exceeds \x1b[31m the max"}, "refuse la demande"),
    ({}, "forme attendue"), ([], "forme attendue"), ({"trip": {"legs": []}}, "forme attendue"),
    ({"trip": {"legs": [7]}}, "forme attendue"), ({"trip": {"legs": [{}]}}, "forme attendue"),
    (trip((LatLon(43.903, 0.6), END)), "part à 334 m du point demandé"),
    (trip((START, LatLon(43.91, 0.62))), "finit à 801 m du point demandé"),
    (trip((START, LatLon(91, 0.61))), "forme attendue"), (trip((START,)), "forme attendue"),
])
def test_an_answer_is_compared_with_the_question(answer: object, said: str) -> None:
    """An error in words of ours; a way from elsewhere or to elsewhere is none."""
    with pytest.raises(NoWay) as no:
        asked(answer, 400 if isinstance(answer, dict) and "error" in answer else 200)
    assert said in no.value.words.fr
    assert "\x1b" not in no.value.words.fr


def program(tmp_path: Path, body: str) -> Path:
    """A program that stands for the engine's."""
    path = tmp_path / "valhalla_service"
    path.write_text(f"#!{sys.executable}\nimport sys, json, time\n{body}\n", "utf-8")
    path.chmod(0o755)
    return path


def test_a_program_is_asked_alike(tmp_path: Path) -> None:
    """Configuration, action, question; what it prints before its answer is passed over."""
    told = json.dumps(trip())
    body = ("assert sys.argv[1].endswith('v.json') and json.loads(sys.argv[3]) is not None\n"
            "print('[INFO] Running...')\n"
            f"print({told!r} if sys.argv[2] == 'route' else '{{\"version\": \"3.9.1\"}}')")
    way = valhalla.as_program(program(tmp_path, body), tmp_path / "v.json")((START, END), Means.CAR)
    assert (way.points, way.source.program) == (LINE, "Valhalla 3.9.1")


@pytest.mark.parametrize(("body", "said"), [
    ("sys.exit('no tiles')", "n’a rien répondu"), ("print('{')", "forme attendue"),
    ("time.sleep(9)", "n’a pas répondu"),
])
def test_a_program_that_fails_is_told(body: str, said: str, tmp_path: Path,
                                      monkeypatch: pytest.MonkeyPatch) -> None:
    """It ends without an answer, answers something else, or does not end."""
    monkeypatch.setattr(valhalla, "TIMEOUT_S", 0.2 if "sleep" in body else 30)
    with pytest.raises(NoWay) as no:
        valhalla.as_program(program(tmp_path, body), tmp_path / "v.json")((START, END), Means.WALK)
    assert said in no.value.words.fr
    with pytest.raises(NoWay):
        valhalla.as_program(tmp_path / "none", tmp_path / "v.json")((START, END), Means.WALK)


def _found(name: str) -> str | None:
    return shutil.which(name, path=PROGRAMS or None)


def test_the_real_engine_finds_its_way(tmp_path: Path) -> None:
    """On real streets of Andorra: a walk and a ride join their ends, and a peak is on no way."""
    service, build, configure = (_found(f"valhalla_{name}") for name in (
        "service", "build_tiles", "build_config"))
    if not (service and build and configure):
        pytest.skip("Valhalla's programs are not here: put them on the path, or name their folders "
                    "in PARCOURS_VALHALLA")
    if not EXTRACT.is_file():
        pytest.skip("no extract here: put one into ../shared/facts/tracks/odbl")
    config = tmp_path / "v.json"
    config.write_bytes(subprocess.run([configure, "--mjolnir-tile-dir", str(tmp_path / "tiles")],
                                      check=True, capture_output=True).stdout)
    subprocess.run([build, "-c", str(config), str(EXTRACT)], check=True, capture_output=True)
    ask = valhalla.as_program(Path(service), config)
    start, end = LatLon(42.5063, 1.5218), LatLon(42.51, 1.539)
    for means in Means:
        way = ask((start, end), means)
        assert 1.4 < length_km(way.points) < 3.5
        assert way.heights_m == ()
        assert way.source.program.startswith("Valhalla ")
    with pytest.raises(NoWay) as no:
        ask((start, LatLon(42.61, 1.44)), Means.WALK)
    assert "aucun chemin connu" in no.value.words.fr
