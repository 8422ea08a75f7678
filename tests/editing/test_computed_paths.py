"""``parcours route`` fills in missing paths once, judged as the check judges, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from helpers.answering import Answer, answering
from helpers.content_sample import ROUTE, ROUTE_FILE, check, write_sample
from parcours.cli.main import parcours
from parcours.content.tracks import read_track
from parcours.diagnostics.diagnostic import Words
from parcours.disk.atomic import ForeignFileError
from parcours.editing import computed_paths
from parcours.editing.computed_paths import fill
from parcours.geo.points import LatLon
from parcours.i18n.language import language_of
from parcours.render.words.paths import origin
from parcours.routing.way import Means, NoWay, Source, Unreachable, Way

TODAY = date(2026, 11, 29)
ID = ROUTE_FILE.removesuffix(".yml")
SOURCE = Source("Valhalla 3.9.1", "OpenStreetMap", "© OpenStreetMap contributors",
                "https://opendatacommons.org/licenses/odbl/1-0/", "tracks/odbl")
COMMENTED = ROUTE.replace("{by: walk, minutes: 20}", "{by: walk, minutes: 20}  # par la rue Bayard")


def bent(points: Sequence[LatLon], means: Means) -> Way:
    """A way with a bend, over a hill."""
    assert means in Means
    start, end = points[0], points[-1]
    middle = LatLon((start.lat + end.lat) / 2 + 0.0005, (start.lon + end.lon) / 2)
    return Way((start, middle, end), (140.0, 152.5, 141.0), SOURCE)


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*")) if path.is_file()}


def test_missing_paths_are_filled_in(tmp_path: Path) -> None:
    """Both walks without a track get one, in a file that says what it is and a line of its own;
    nothing else of the itinerary changes, and the check finds nothing wrong."""
    folder = write_sample(tmp_path, **{ROUTE_FILE: COMMENTED})
    before = tree(folder)
    done = fill(folder, [ID], bent, TODAY)
    assert [(one.leg.stop, one.file, one.why) for one in done.legs] == [
        (2, f"tracks/odbl/{ID}-2.gpx", None), (5, f"tracks/odbl/{ID}-5.gpx", None)]
    after = tree(folder)
    assert sorted(set(after) - set(before)) == [
        "tracks/odbl/LICENCE.md", f"tracks/odbl/{ID}-2.gpx", f"tracks/odbl/{ID}-5.gpx"]
    assert after[ROUTE_FILE].decode() == COMMENTED.replace(
        "{by: walk, minutes: 20}", f"{{by: walk, track: tracks/odbl/{ID}-2.gpx, minutes: 20}}",
    ).replace("{by: walk}", f"{{by: walk, track: tracks/odbl/{ID}-5.gpx}}")
    assert {name: one for name, one in after.items() if name in before and name != ROUTE_FILE} == {
        name: one for name, one in before.items() if name != ROUTE_FILE}
    assert check(folder) == []
    track = read_track(folder / f"tracks/odbl/{ID}-2.gpx")
    assert origin(track.origin, language_of("fr")) == (
        "Tracé calculé par Valhalla 3.9.1 d’après OpenStreetMap (© OpenStreetMap contributors, "
        "ODbL 1.0), le 29 novembre 2026\u00a0; personne ne l’a vérifié sur place.")
    assert "ODbL" in after["tracks/odbl/LICENCE.md"].decode()


def test_a_second_time_there_is_nothing_to_do(tmp_path: Path) -> None:
    """Legs that have a track are not asked for again."""
    folder = write_sample(tmp_path)
    fill(folder, [], bent, TODAY)
    before = tree(folder)

    def never(points: Sequence[LatLon], means: Means) -> Way:
        raise AssertionError(points, means)

    assert fill(folder, [], never, TODAY).legs == ()
    assert tree(folder) == before


def test_only_ways_that_one_chooses_are_asked_for(tmp_path: Path) -> None:
    """On foot, by bike and by car, through the places that the leg passes; no train, no coach."""
    asked: list[tuple[int, Means]] = []

    def provider(points: Sequence[LatLon], means: Means) -> Way:
        asked.append((len(points), means))
        return bent(points, means)

    folder = write_sample(tmp_path, **{ROUTE_FILE: ROUTE.replace(
        "{by: coach, minutes: 100, km: 95}", "{by: carpool, via: [marche-de-la-halle]}").replace(
        "{by: walk, minutes: 20}", "{by: tram, minutes: 20}").replace(
        ", track: tracks/vers-le-jardin.gpx", "").replace("by: bike", "by: e-bike")})
    fill(folder, [], provider, TODAY, dry=True)
    assert asked == [(3, Means.CAR), (2, Means.BIKE), (2, Means.WALK)]


def test_a_try_writes_nothing(tmp_path: Path) -> None:
    """What would be written is told, and nothing is."""
    folder = write_sample(tmp_path)
    before = tree(folder)
    assert [one.why for one in fill(folder, [], bent, TODAY, dry=True).legs] == [None, None]
    assert tree(folder) == before
    assert [one.leg.stop for one in fill(folder, [], bent, TODAY, stop=5, dry=True).legs] == [5]


def test_a_path_that_the_check_would_refuse_is_not_written(tmp_path: Path) -> None:
    """Backwards, elsewhere or no answer at all: the leg stays as it is, and why is told."""
    def provider(points: Sequence[LatLon], means: Means) -> Way:
        if len(points) == 2 and points[0].lat < 43.7:
            way = bent(points, means)
            return Way(way.points[::-1], (), SOURCE)
        raise NoWay(Words("rien", "nothing"))

    folder = write_sample(tmp_path)
    before = tree(folder)
    done = fill(folder, [], provider, TODAY)
    assert [one.why.fr for one in done.legs if one.why] == [
        "cette trace va dans l’autre sens : elle part de l’étape d’arrivée", "rien"]
    assert tree(folder) == before


def test_nobody_is_asked_again_who_does_not_answer(tmp_path: Path) -> None:
    """What was computed before is written, and no other leg of any itinerary is asked for."""
    asked: list[float] = []

    def provider(points: Sequence[LatLon], means: Means) -> Way:
        asked.append(points[0].lat)
        if len(asked) == 2:
            raise Unreachable(Words("personne", "nobody"))
        return bent(points, means)

    folder = write_sample(tmp_path, **{"un-autre.yml": ROUTE.replace("De la brique", "Encore")})
    done = fill(folder, [], provider, TODAY)
    assert len(asked) == 2
    assert [(one.leg.stop, one.why and one.why.fr) for one in done.legs] == [
        (2, None), (5, "personne")]
    assert (folder / f"tracks/odbl/{ID}-2.gpx").is_file()


def test_no_file_is_written_over(tmp_path: Path) -> None:
    """A file of that name stays what it is, a link that leads out of the folder too."""
    for make in ("file", "link", "folder link"):
        folder = write_sample(tmp_path / make)
        there = folder / f"tracks/odbl/{ID}-2.gpx"
        if make == "folder link":
            (tmp_path / "out").mkdir()
            there.parent.symlink_to(tmp_path / "out")
            with pytest.raises(ForeignFileError):
                fill(folder, [], bent, TODAY)
            assert (folder / ROUTE_FILE).read_text("utf-8") == ROUTE
            assert [*(tmp_path / "out").iterdir()] == []
            continue
        there.parent.mkdir(parents=True)
        if make == "link":
            there.symlink_to(tmp_path / "elsewhere")
        else:
            there.write_text("mine", "utf-8")
        first, second = fill(folder, [], bent, TODAY).legs
        assert first.why is not None
        assert "existe déjà" in first.why.fr
        assert second.why is None
        assert make == "link" or there.read_text("utf-8") == "mine"
        assert not (tmp_path / "elsewhere").exists()


def test_all_of_an_itinerary_or_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the itinerary cannot be written, its new files go away again."""
    folder = write_sample(tmp_path)
    before = tree(folder)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(computed_paths, "rewrite", full)
    with pytest.raises(OSError, match="No space"):
        fill(folder, [], bent, TODAY)
    assert tree(folder) == before


def test_a_faulty_itinerary_is_told_and_left_alone(tmp_path: Path) -> None:
    """Its errors come as of a check; an unknown name is one, a wrong hour is no hindrance."""
    folder = write_sample(tmp_path, **{
        ROUTE_FILE: ROUTE.replace("gare-matabiau", "gare-matabio"), "autre.yml": ROUTE.replace(
            "arrive: 10:30", "arrive: 09:31")})
    done = fill(folder, [], bent, TODAY)
    assert [fault.code for fault in done.diagnostics] == ["unknown-place"]
    assert [one.leg.itinerary for one in done.legs] == ["autre", "autre"]
    unknown = fill(folder, ["rien"], bent, TODAY)
    assert ([fault.code for fault in unknown.diagnostics], unknown.legs) == (["unknown-route"], ())


def run(folder: Path, *words: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(parcours, [
        "route", "--itineraries", str(folder), "--today", "2026-11-29", "--lang", "fr", *words])
    return done.exit_code, done.stdout, done.stderr


def test_the_command_tells_what_it_did(tmp_path: Path) -> None:
    """A line a leg and a sum; as data for other programs; exit 1 where a leg has no answer."""
    folder = write_sample(tmp_path)
    refusal = json.dumps({"error_code": 171, "error": "No suitable edges near location"}).encode()
    with answering(lambda *_: Answer(refusal, 400)) as server:
        code, out, err = run(folder, "--with", "valhalla", "--address", server.address)
        assert (code, out.splitlines()[0]) == (
            1, f"{ID}, vers l’étape 2 : aucun chemin connu à moins de 150 m d’une des étapes")
        assert err.startswith("0 tracé écrit, 2 sans réponse.")
        code, out, _ = run(folder, "--with", "valhalla", "--address", server.address, "--stop", "2",
                           "--dry-run", "--format", "json")
    assert code == 1
    assert json.loads(out) == [{
        "itinerary": ID, "stop": 2, "by": "walk", "straight_km": 1.115, "km": None,
        "climb_m": None, "file": None, "level": None, "written": False,
        "reason": "aucun chemin connu à moins de 150 m d’une des étapes"}]
    assert (folder / ROUTE_FILE).read_text("utf-8") == ROUTE


@pytest.mark.parametrize("words", [
    [], ["--with", "valhalla"], ["--with", "ign", "--address", "http://localhost:1"],
    ["--with", "valhalla", "--address", "http://localhost:1", "--program", "x"],
    ["--with", "valhalla", "--program", "/none", "--config", "/none"],
    ["--with", "valhalla", "--program", "true"],
])
def test_the_command_is_asked_fully(tmp_path: Path, words: list[str]) -> None:
    """Who computes, and where: nobody is asked by default."""
    assert run(write_sample(tmp_path), *words)[0] == 2
