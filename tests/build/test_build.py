"""The whole of ``parcours build``: its files byte for byte, its options, its exit codes.

The files in ``tests/golden`` are what the small content folder below gives. When a change of ours
is meant to change them, ``make golden`` writes them anew; look at the difference before keeping it.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from helpers.commands import environment, run
from helpers.content_sample import ROUTE, ROUTE_FILE, TODAY, edited, write_sample
from helpers.published import ITINERARIES, LANGS, ROOT, route_ids
from parcours.build.build import Options, build, check
from parcours.format.choices import Character
from parcours.load.route import read_trip
from parcours.load.shared import read_shared
from parcours.render.exports.numbers import number_of

GOLDEN = Path(__file__).parents[1] / "golden"
RENEW = os.environ.get("PARCOURS_GOLDEN") == "renew"
HOW_TO_RENEW = "if the change is meant: `make golden`, then look at the difference"

SMALL: dict[str, str | bytes | None] = {
    "site.yml": "languages: [fr, en]\nsite_url: https://exemple.fr/parcours/\n",
    "territories.yml": """\
territories:
  ville: {name: {fr: La Ville, en: The City}, character: urban}
  pays: {name: Le Pays, character: rural, office: {name: Office du Pays}}
alliances:
  ensemble:
    name: {fr: Contrat de la Ville et du Pays, en: Contract of City and Country}
    territories: [ville, pays]
    signed: 2017-07-10
""",
    "communes.csv": """\
code,name,territory,lat,lon,area_km2
31555,Toulouse,ville,43.60116,1.42330,118.17
32160,L'Isle-Jourdain,pays,43.61601,1.08428,70.98
""",
    "places/gare.yml": """\
name: {fr: Gare, en: Station}
kind: station
commune: "31555"
lat: 43.61121
lon: 1.45362
wheelchair: yes
services: [toilets]
""",
    "places/musee.yml": """\
name: {fr: Musée « à l’œuvre », en: "Museum <at work> & play"}
kind: museum
commune: "31555"
lat: 43.60400
lon: 1.44400
description: {fr: "Une *tuilerie* : [le plan](https://exemple.fr/plan).", en: A tile works.}
opening_hours: "Tu-Su 10:00-18:00; PH off"
address: 3 rue des Tuiliers
phone: "05 61 00 00 00"
website: https://exemple.fr/musee
price: 6 €
duration: 1h30
twin: halle
sources: ["https://exemple.fr/musee"]
verified_on: 2026-11-02
""",
    "places/halle.yml": """\
name: {fr: Halle, en: Covered market}
kind: market
commune: "32160"
lat: 43.61400
lon: 1.08200
precision_m: 300
opening_hours: "Sa 08:00-13:00"
products: [{name: {fr: ail blanc, en: white garlic}, months: [7, 8]}]
twin: musee
""",
    "de-la-ville-au-pays.yml": """\
title: {fr: De la ville au pays, en: From city to country}
summary: {fr: "Deux jours, du musée à la halle.", en: "Two days, from museum to market."}
alliance: ensemble
themes: [heritage, food]
difficulty: easy
season: {from: 03-01, to: 11-30}
reviewed:
  - {territory: ville, on: 2026-11-19, by: Office de la Ville}
  - {territory: pays, on: 2026-11-20, by: Office du Pays}
days:
  - title: {fr: La ville, en: The city}
    start: 09:30
    stops:
      - place: gare
      - place: musee
        travel: {by: walk, minutes: 20, note: {fr: Par le canal., en: Along the canal.}}
        arrive: 10:30
        note: {fr: "Demandez le four.", en: "Ask for the kiln."}
  - title: {fr: Le pays, en: The country}
    start: 11:00
    stops:
      - place: halle
        travel: {by: train, minutes: 45, line: Toulouse-Auch, via: [gare]}
        stay: 1h
        meal: lunch
      - name: {fr: Table d’orientation, en: Viewing table}
        kind: viewpoint
        commune: "32160"
        lat: 43.62100
        lon: 1.08900
        travel: {by: bike}
        stay: 20min
        optional: yes
""",
}


def write_small(folder: Path) -> Path:
    for name, text in SMALL.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        assert isinstance(text, str)
        path.write_text(text, "utf-8")
    return folder


def made_in(docs: Path) -> dict[str, bytes]:
    """Every generated file by its path, but for those of the map, which are only copied, and the
    short lists of Geotrek's API (`render/exports/test_geotrek.py`); what maps load lies in a folder
    whose name is a version: here it is the same for all."""
    version, one = re.compile(rb"(?<=assets/map/)[0-9a-f]{10}"), b"version"
    return {version.sub(one, path.relative_to(docs).as_posix().encode()).decode():
            version.sub(one, path.read_bytes()) if path.suffix == ".html" else path.read_bytes()
            for path in sorted(docs.rglob("*"))
            if path.is_file() and ".parcours" not in path.parts
            and (path.parent.parent.name != "map" or path.name.startswith(("land-", "towns-"))
                 or path.name.startswith("folium-"))
            and "images" not in path.parts
            and (not {"geotrek", "geotrek-admin"} & {*path.parts} or "trek" in path.parts)}


def run_process(*arguments: str | Path, program: Sequence[str] = ("-m", "parcours"),
                cwd: Path = ROOT, **variables: str) -> subprocess.CompletedProcess[str]:
    """``python -m parcours`` in a process of its own, or another program of ours."""
    return subprocess.run(
        [sys.executable, *program, *map(str, arguments)], cwd=cwd, check=False,
        env={**environment(variables), "PYTHONPATH": str(ROOT / "src")},
        capture_output=True, text=True)


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    return write_sample(tmp_path / "itineraries")


# Golden files

@pytest.fixture(scope="module")
def small_docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    outcome = build(Options(write_small(folder / "itineraries"), folder / "docs", TODAY))
    # the train to the market hall has no station there, and says so
    assert [one.code for one in outcome.diagnostics] == ["no-station"]
    if RENEW:
        shutil.rmtree(GOLDEN, ignore_errors=True)
        for name, content in made_in(folder / "docs").items():
            (GOLDEN / name).parent.mkdir(parents=True, exist_ok=True)
            (GOLDEN / name).write_bytes(content)
    return folder / "docs"


@pytest.fixture(scope="module")
def small_made(small_docs: Path) -> dict[str, bytes]:
    return made_in(small_docs)


KEPT = sorted(path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*") if path.is_file())


def test_the_golden_files_are_all_there(small_made: dict[str, bytes]) -> None:
    """Each generated file has a golden one, and each golden file is still generated."""
    kept = [path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*") if path.is_file()]
    assert sorted(small_made) == sorted(kept), HOW_TO_RENEW


@pytest.mark.parametrize("name", KEPT)
def test_golden(small_made: dict[str, bytes], name: str) -> None:
    """Every generated file is, byte for byte, the one that was looked at and kept."""
    if RENEW and not (GOLDEN / name).exists():
        return  # no longer made: gone from the golden files, too
    expected, actual = (GOLDEN / name).read_bytes(), small_made[name]
    # by lines where it is text, so that a difference can be read
    assert [line.decode("utf-8", "replace") for line in actual.split(b"\n")] == [
        line.decode("utf-8", "replace") for line in expected.split(b"\n")], HOW_TO_RENEW
    assert actual == expected, HOW_TO_RENEW


def test_the_files_of_a_route(small_docs: Path) -> None:
    """A route has its page, map, picture and three files to take away, in each language; its other
    direction lies in a folder below."""
    id = "de-la-ville-au-pays"
    for lang in LANGS:
        assert {path.name for path in (small_docs / lang / "parcours" / id).iterdir()} == {
            "index.md", "map.html", f"{id}.gpx", f"{id}.geojson", f"{id}.ics", f"{id}.svg",
            "retour"}


# Equal in every process

def many_routes(folder: Path) -> Path:
    """The real routes and two made-up ones over the real places."""
    spec = importlib.util.spec_from_file_location("made_up", ROOT / "bench" / "made_up.py")
    assert spec is not None
    assert spec.loader is not None
    made_up = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made_up)
    made_up.write(folder, 2, ITINERARIES)
    shutil.copytree(ITINERARIES, folder, dirs_exist_ok=True)
    return folder


_FEW_AT_A_TIME = """
from parcours.build import workers
from parcours.cli.main import main
workers._CHUNK = 2
main()
"""
"""The command where so few routes are worth three processes."""


def test_equal_bytes_whatever_the_hash_seed_and_the_number_of_processes(tmp_path: Path) -> None:
    """Three builds of ten routes, with one, two and three processes, other hash seeds, folders of
    work, time zones and languages of the system, give the same files to the last byte."""
    content = many_routes(tmp_path / "itineraries")
    made: list[dict[str, bytes]] = []
    for jobs, seed, cwd, system in ((1, "0", ROOT, {"TZ": "Europe/Paris"}),
                                    (2, "1", tmp_path, {"TZ": "Pacific/Auckland", "LANG": "C"}),
                                    (3, "4242", ROOT, {"LC_ALL": "fr_FR.UTF-8"})):
        docs = tmp_path / f"docs-{jobs}"
        done = run_process("build", "--itineraries", content, "--docs", docs, "--jobs", str(jobs),
                           "--today", "2026-11-22", program=("-c", _FEW_AT_A_TIME), cwd=cwd,
                           PYTHONHASHSEED=seed, **system)
        assert done.returncode == 0, done.stderr
        made.append({path.relative_to(docs).as_posix(): path.read_bytes()
                     for path in docs.rglob("*") if path.is_file()})
    assert len(made[0]) > 10 * 12
    for other in made[1:]:
        assert [name for name in made[0] if other.get(name) != made[0][name]] == []
        assert other.keys() == made[0].keys()


def test_no_now_in_the_output(small_docs: Path, tmp_path: Path) -> None:
    """The day comes from ``--today``, else from SOURCE_DATE_EPOCH: the clock is not asked."""
    done = run("build", "--itineraries", write_small(tmp_path / "itineraries"), "--docs",
               tmp_path / "docs", SOURCE_DATE_EPOCH="1795305600")  # 22 November 2026, 0:00 UTC
    assert done.returncode == 0
    assert made_in(tmp_path / "docs") == made_in(small_docs)


# One route alone

def test_only_one_route(tmp_path: Path) -> None:
    """``--only`` makes one route, with the pages its links need, and nothing of the others."""
    content = write_sample(tmp_path / "itineraries", **{"autre.yml": ROUTE})
    outcome = build(Options(content, tmp_path / "docs", TODAY, only="autre"))
    assert (outcome.published, outcome.routes) == (True, 1)
    made = made_in(tmp_path / "docs")
    assert {Path(name).parts[2] for name in made
            if name.startswith("fr/parcours/") and len(Path(name).parts) > 3} == {"autre"}
    assert {name.split("/")[2] for name in made if name.startswith("fr/lieux/")
            and not name.startswith("fr/lieux/dessin-")} == {
        "index.md", "map.html", "carte-comminges.svg", "carte-portes-de-gascogne.svg",
        "carte-toulouse-metropole.svg",
        *(path.stem for path in (content / "places").iterdir())}


def test_a_draft_is_checked_and_stays_off_the_site(tmp_path: Path) -> None:
    """A route that says ``draft: yes`` is read like any other, its faults too; a whole build makes
    the same files without it, and ``--only`` shows it."""
    draft = ROUTE.replace("days:\n", "draft: yes\ndays:\n", 1)
    content = write_sample(tmp_path / "itineraries")
    build(Options(content, tmp_path / "docs", TODAY))
    before = made_in(tmp_path / "docs")
    write_sample(content, **{"brouillon.yml": draft})
    outcome = build(Options(content, tmp_path / "docs", TODAY))
    assert (outcome.published, outcome.routes) == (True, 1)
    assert made_in(tmp_path / "docs") == before
    assert build(Options(content, tmp_path / "seul", TODAY, only="brouillon")).routes == 1
    assert (tmp_path / "seul/fr/parcours/brouillon/index.md").is_file()
    write_sample(content, **{"brouillon.yml": draft.replace("minutes: 20", "minutes: 1")})
    assert [fault.code for fault in check(Options(content, tmp_path, TODAY)).diagnostics] == [
        "impossible-timing"]


def test_a_place_of_routes_in_other_languages_is_not_one_without_routes(tmp_path: Path) -> None:
    """*No route stops here yet* was said of a museum on a route that has no English page."""
    content = write_sample(tmp_path / "itineraries", **edited(
        ROUTE_FILE, ", en: From brick to garden", ""))
    build(Options(content, tmp_path / "docs", TODAY))
    said = {lang: (tmp_path / f"docs/{lang}/lieux/musee-de-la-brique/index.md").read_text("utf-8")
            for lang in ("fr", "en")}
    assert "No route that stops here has a page in this language." in said["en"]
    assert "stops here yet" not in said["en"]
    assert "De la brique au jardin</a>" in said["fr"]
    lone = (tmp_path / "docs/en/lieux/marche-de-la-halle/index.md").read_text("utf-8")
    assert "No route stops here yet." in lone


def test_only_leaves_the_pages_about_all_routes(tmp_path: Path) -> None:
    """After a whole build ``--only`` changes the files of that route and no other: its folder (of
    another language, what carries them all), and its own document in each tree of Geotrek's API."""
    content = write_sample(tmp_path / "itineraries", **{"autre.yml": ROUTE})
    build(Options(content, tmp_path / "docs", TODAY))
    before = made_in(tmp_path / "docs")
    for name in ("autre.yml", ROUTE_FILE):
        write_sample(content, **{name: ROUTE.replace("De la brique au jardin", "Un autre titre")})
    build(Options(content, tmp_path / "docs", TODAY, only="autre"))
    after = made_in(tmp_path / "docs")
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert {name for name in changed if not name.startswith("fr/parcours/autre/")} == {
        "en/parcours/autre/autre.gpx", "en/parcours/autre/autre.geojson",
        "en/parcours/autre/index.md"} | {
        f"fr/donnees/{tree}/api/v2/trek/{number_of('autre')}/index.html"
        for tree in ("geotrek", "geotrek-admin")}
    assert {"fr/parcours/autre/index.md", "fr/parcours/autre/retour/index.md"} <= changed


def test_only_tells_the_faults_of_that_route_alone(tmp_path: Path) -> None:
    """``--only`` publishes a route although another one holds an error."""
    content = write_sample(tmp_path / "itineraries", **{"faulty.yml": "title: x\n"})
    done = build(Options(content, tmp_path / "docs", TODAY, only=ROUTE_FILE[:-4]))
    assert (done.published, done.diagnostics) == (True, ())


@pytest.mark.parametrize("command", [build, check])
def test_an_unknown_route_is_a_diagnostic(sample: Path, command: object) -> None:
    """``--only`` with a slip of the pen says which route was meant; nothing is written."""
    docs = sample.parent / "docs"
    outcome = command(Options(sample, docs, TODAY, only="de-la-brique-au-jardn"))  # type: ignore[operator]
    (told,) = outcome.diagnostics
    assert (told.code, told.severity) == ("unknown-route", "error")
    assert told.hint is not None
    assert told.hint.en == "did you mean 'de-la-brique-au-jardin'?"
    assert not docs.exists()


# Languages

FRENCH_ONLY = {**edited(ROUTE_FILE, "{fr: De la brique au jardin, en: From brick to garden}",
                        "{fr: De la brique au jardin}")}


NO_SUMMARY = edited(ROUTE_FILE, ", en: A day in town then one in the fields.}", "}")


@pytest.mark.parametrize("untold", [FRENCH_ONLY, NO_SUMMARY])
def test_a_route_without_a_translation_is_left_out_of_that_language(
        untold: dict[str, str], tmp_path: Path) -> None:
    """Without an English title or summary a route has no English page, is in no English list and
    counted in none, nothing leads to it, and a warning says so; the French one is whole."""
    content = write_sample(tmp_path / "itineraries", **untold)
    outcome = build(Options(content, tmp_path / "docs", TODAY))
    assert [(told.code, told.severity.value) for told in outcome.diagnostics] == [
        ("missing-translation", "warning")]
    made = made_in(tmp_path / "docs")
    id = ROUTE_FILE.removesuffix(".yml")
    files = [name for name in made if name.startswith(f"fr/parcours/{id}/")]
    assert len([name for name in files if "/retour/" not in name]) == 6
    assert len(files) == 6 + 5  # its other direction
    assert [name for name in made if name.startswith(f"en/parcours/{id}/")] == []
    assert [name for name, content in made.items()
            if name.startswith("en/") and name.endswith(".md") and id.encode() in content] == []
    assert b"route" not in made["en/lieux/index.md"].partition(b"pc-place-list")[2]
    assert id.encode() in made["fr/parcours/index.md"]
    assert id.encode() in made["fr/lieux/musee-de-la-brique/index.md"]


# The command

def test_exit_0_and_where_things_are_said(sample: Path, tmp_path: Path) -> None:
    """A clean build exits with 0; what it did is told on stderr, and stdout stays empty."""
    done = run_process("build", "--itineraries", sample, "--docs", tmp_path / "docs",
               "--today", "2026-11-22")
    assert (done.returncode, done.stdout) == (0, "")
    assert re.fullmatch(r"1 itineraries, \d+ files changed in .*docs\n0 errors, 0 warnings\n",
                        done.stderr)


def test_exit_1_on_an_error(sample: Path, tmp_path: Path) -> None:
    """An error in the content exits with 1, told on stdout with its line; nothing is written."""
    write_sample(sample, **edited(ROUTE_FILE, "difficulty: easy", "difficulty: simple"))
    done = run("build", "--itineraries", "itineraries", "--docs", "docs",
               "--today", "2026-11-22", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout.startswith(f"itineraries/{ROUTE_FILE}:5:13: error[bad-value]: ")
    assert "    5 | difficulty: simple\n      |             ^^^^^^\n" in done.stdout
    assert "1 error, 0 warnings" in done.stderr
    assert not (tmp_path / "docs").exists()


def test_strict_fails_on_a_warning(tmp_path: Path) -> None:
    """A warning alone exits with 0; with ``--strict`` it exits with 1, and nothing is written."""
    content = write_sample(tmp_path / "itineraries", **FRENCH_ONLY)
    assert run("check", "--today", "2026-11-22", cwd=tmp_path).returncode == 0
    strict = run("check", "--today", "2026-11-22", "--strict", cwd=tmp_path)
    assert strict.returncode == 1
    assert "warning[missing-translation]" in strict.stdout
    assert not build(Options(content, tmp_path / "docs", TODAY, strict=True)).published
    assert not (tmp_path / "docs").exists()
    assert build(Options(content, tmp_path / "docs", TODAY)).published


def test_exit_2_when_the_tool_fails(sample: Path, tmp_path: Path) -> None:
    """What is not the content's fault exits with 2: one line on stderr, never a traceback."""
    docs = tmp_path / "docs"
    (docs / "fr/parcours/index.md").mkdir(parents=True)
    done = run("build", "--itineraries", sample, "--docs", docs, "--today", "2026-11-22")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "fr/parcours/index.md was not made by parcours" in done.stderr


@pytest.mark.parametrize("arguments", [
    ["build", "--jobs", "0"], ["build", "--today", "tomorrow"], ["build", "--format", "xml"],
    ["bild"], ["build", "--only"]])
def test_exit_2_on_a_misused_command(arguments: list[str]) -> None:
    """A command that was typed wrongly exits with 2 and says so."""
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Error" in done.stderr


@pytest.mark.parametrize(("command", "files", "codes"), [
    ("check", {}, []),
    ("check", FRENCH_ONLY, ["missing-translation"]),
    ("check", edited(ROUTE_FILE, "difficulty: easy", "difficulty: simple"), ["bad-value"]),
    ("build", FRENCH_ONLY, ["missing-translation"])])
def test_json_stands_alone_on_stdout(
        tmp_path: Path, command: str, files: Mapping[str, str | bytes | None],
        codes: list[str]) -> None:
    """``--format json`` prints one array on stdout and nothing else, errors or none."""
    write_sample(tmp_path / "itineraries", **files)
    done = run(command, "--format", "json", "--today", "2026-11-22", cwd=tmp_path)
    told = json.loads(done.stdout)
    assert [one["code"] for one in told] == codes
    for one in told:
        assert sorted(one) == ["code", "column", "file", "hint", "line", "message", "severity"]
        assert one["file"] == f"itineraries/{ROUTE_FILE}"
    assert done.stderr == ""


def test_no_progress_bar_where_no_terminal_watches(sample: Path, tmp_path: Path) -> None:
    """Without a terminal there is no bar and no control sequence, on neither stream."""
    done = run("build", "--itineraries", sample, "--docs", tmp_path / "docs",
               "--today", "2026-11-22", TERM="xterm-256color", FORCE_COLOR="1")
    assert done.returncode == 0
    assert "\x1b" not in done.stdout + done.stderr
    assert "\r" not in done.stdout + done.stderr
    assert len(done.stderr.splitlines()) == 2


def test_check_writes_nothing(sample: Path, tmp_path: Path) -> None:
    """``check`` creates no file and no folder."""
    before = sorted(tmp_path.rglob("*"))
    assert run("check", "--today", "2026-11-22", cwd=tmp_path).returncode == 0
    assert sorted(tmp_path.rglob("*")) == before


def test_the_script_is_the_command(small_docs: Path, tmp_path: Path) -> None:
    """``scripts/build_maps.py`` takes the options of ``parcours build`` and writes the same."""
    write_small(tmp_path / "itineraries")
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts/build_maps.py"), "--today", "2026-11-22"],
        cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert made_in(tmp_path / "docs") == made_in(small_docs)


# The real content, and the sample of it

def test_the_real_content_is_sound() -> None:
    """The itineraries that we publish hold no error on the day they were last written or verified.

    It is the one test that reads them: what it wants of them is what ``parcours check`` asks."""
    real = ROOT / "itineraries"
    days = [date.fromisoformat(day) for path in real.rglob("*.yml") for day in re.findall(
        r"\b(?:verified_on|published_on|on): [\"']?(\d{4}-\d\d-\d\d)", path.read_text("utf-8"))]
    outcome = check(Options(real, Path("nowhere"), max(days)))
    assert [told for told in outcome.diagnostics if told.severity == "error"] == []


def test_at_least_eight_routes_each_on_both_sides() -> None:
    """Eight routes or more, and each stops in a city and in the country."""
    shared = read_shared(ITINERARIES, TODAY)
    met = {}
    for path in shared.itinerary_paths:
        trip, _ = read_trip(path, shared.atlas)
        assert trip is not None
        met[path.stem] = {visit.side.character for visit in trip.visits}
    assert sorted(met) == route_ids()
    assert len(met) >= 8
    assert {id: sides for id, sides in met.items()
            if sides != {Character.URBAN, Character.RURAL}} == {}


def test_at_least_fifty_places_with_their_sources() -> None:
    """Fifty places or more, each with the sources of its facts and the day they were verified, in
    both languages."""
    places = read_shared(ITINERARIES, TODAY).atlas.places
    assert len(places) >= 50
    assert [id for id, place in places.items() if not place.sources] == []
    assert [id for id, place in places.items() if place.verified_on is None] == []
    assert [id for id, place in places.items()
            if place.verified_on is not None and place.verified_on > TODAY] == []
    assert [id for id, place in places.items() for lang in LANGS
            if not place.name.has(lang)
            or (place.description is not None and not place.description.has(lang))] == []


def test_every_route_is_in_both_languages(real_docs: Path) -> None:
    """Each route has its six files in French and in English, and its other direction below."""
    for lang in LANGS:
        for id in route_ids():
            here = {path.name for path in (real_docs / lang / "parcours" / id).iterdir()}
            assert here == {"index.md", "map.html", f"{id}.gpx", f"{id}.geojson", f"{id}.ics",
                            f"{id}.svg", "retour"}
