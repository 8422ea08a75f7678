"""Files of others that use the names of our formats: told or left out, never a traceback."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers.commands import Done, run
from helpers.content_sample import TODAY, write_sample
from helpers.importing import ABBEY
from helpers.outlined import CITY_RING, feature, outline_file
from parcours.build.build import Options, build

GPX = '<gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1">{}</gpx>'
WAYPOINT = '<wpt lat="43.6" lon="1.4"><name>A</name><extensions>{}</extensions></wpt>'
REFUSED = {
    "empty.gpx": GPX.format(""), "named.gpx": "<gpx><parcours/></gpx>",
    "none.json": '{"format": "parcours"}',
    "odd.json": '{"format": "parcours", "routes": "x", "places": [1]}',
    "newer.json": '{"format": "parcours", "version": 2, "routes": [{"id": "x"}], "places": {}}',
    "near.json": '{"routes": [{"id": 1}], "places": {}}',
    "ids.csv": "id,kind,lat,lon,commune\n1,2,3,4,5\n", "heads.csv": "parcours,etape,nom\n",
    "none.geojson": '{"type": "FeatureCollection", "parcours": {"id": "x"}, "features": []}',
}
"""Files that hold none of what their names promise."""
GEOJSON = {
    "type": "FeatureCollection",
    "parcours": {"id": "x", "title": "t", "language": "fr", "themes": ["nature"], "summary": "s",
                 "days": [{"number": 1, "title": "t", "start": "09:00"}], "alliance_id": "a"},
    "features": [
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [1.4, 43.6]},
         "properties": {"number": 1, "name": "a", "day": 1, "kind": "museum", "insee": "31555",
                        "stay_min": 30, "sources": ["https://x.fr"], "place": "a"}},
        {"type": "Feature", "geometry": {"type": "LineString",
                                         "coordinates": [[1.4, 43.6], [1.5, 43.7]]},
         "properties": {"to": 2, "by": "walk", "minutes": 3, "km": 1}},
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [1.5, 43.7]},
         "properties": {"number": 2, "name": "b", "day": 1}}]}
JSON = {
    "format": "parcours",
    "routes": [{
        "id": "x", "title": {"fr": "t"}, "summary": "s", "alliance": "a", "themes": ["nature"],
        "season": {"from": "04-01", "to": "10-31"},
        "days": [{"title": "d", "start": "09:00", "stops": [
            {"place": "p", "stay": "1h", "note": "n",
             "travel": {"by": "walk", "minutes": 3, "km": 1, "via": ["p"]}},
            {"place": {"name": "q", "lat": 43.6, "lon": 1.4}}]}]}],
    "places": {"p": {
        "name": "P", "kind": "museum", "commune": "31555", "lat": 43.6, "lon": 1.4,
        "products": [{"name": "ail", "months": [7]}], "photo": {"file": "x"},
        "refs": {"osm": "node/1"}, "sources": ["https://x.fr"], "status": {"state": "closed"}}}}
OTHER: tuple[object, ...] = (
    None, True, -1.5, "x", [], {}, [None], {"x": None}, {"fr": {"fr": 1}}, 10**30)
"""What nobody expects there."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project to import into."""
    write_sample(tmp_path / "itineraries")
    return tmp_path


def imported(folder: Path, name: str, text: str) -> Done:
    """What the command says of a file, which it must have read to its end."""
    (folder / name).write_text(text, "utf-8")
    done = run("import", folder / name, cwd=folder)
    assert done.returncode in (0, 1), f"{text}\n{done.stderr}"
    assert "Traceback" not in done.stderr
    assert name in done.stdout, text
    return done


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_a_name_promises_nothing(folder: Path, name: str) -> None:
    """Our names over nothing of ours: one error with the file and what to do, and no draft."""
    done = imported(folder, name, REFUSED[name])
    assert done.returncode == 1
    assert "error[bad-import]" in done.stdout
    assert "hint:" in done.stdout
    assert not (folder / "itineraries/brouillons").exists()


def test_our_names_in_the_extensions_of_others(folder: Path) -> None:
    """A waypoint is read for what GPX says of it; extensions of our name are told, as a comment."""
    done = imported(folder, "x.gpx", GPX.format(WAYPOINT.format(
        "<parcours><number>x</number><stay>soon</stay></parcours>")))
    assert "left out: 'number': x ; 'stay': soon" in done.stdout
    text = (folder / "itineraries/brouillons/a.yml").read_text("utf-8")
    assert [one for one in text.splitlines() if "soon" in one] == ["# - 'stay': soon"]


@pytest.mark.parametrize("tree", [GEOJSON, JSON], ids=["geojson", "json"])
def test_any_member_may_be_something_else(folder: Path, tree: object) -> None:
    """Each member in turn is what nobody expects there: the file is told of, come what may."""
    suffix = "geojson" if tree is GEOJSON else "json"
    for n, path in enumerate(members(tree)):
        imported(folder, f"{n}.{suffix}", json.dumps(changed(tree, path, OTHER[n % len(OTHER)])))


def members(tree: object) -> Iterator[tuple[str | int, ...]]:
    """The ways to all that stands in a tree."""
    inside = tree.items() if isinstance(tree, dict) else (
        enumerate(tree) if isinstance(tree, list) else ())
    for key, value in inside:
        yield (key,)
        yield from ((key, *rest) for rest in members(value))


def changed(tree: object, path: tuple[str | int, ...], value: object) -> object:
    """A copy of a tree with one member said otherwise."""
    if not path:
        return value
    key, *rest = path
    if isinstance(tree, dict):
        return {name: changed(one, tuple(rest), value) if name == key else one
                for name, one in tree.items()}
    assert isinstance(tree, list)
    return [changed(one, tuple(rest), value) if n == key else one for n, one in enumerate(tree)]


@pytest.mark.parametrize("name", [
    "parcours.csv", "etapes.csv", "parcours.kml", "datatourisme.jsonld", "parcours.geojson",
    "positions-odbl.geojson", "territoires.geojson", "geotrek/api/v2/trek/index.html",
    "catalogue.jsonld", "parcours.jsonld", "cirkwi.xml", "nouveautes.json", "nouveautes.xml",
    "datapackage.json", "parcours.schema.json", "parcours-gpx.zip"])
def test_what_does_not_tell_a_whole_route_is_refused(folder: Path, ours: Path, name: str) -> None:
    """Our open data of which a route cannot be made again: no place for each route, no stop
    without its route, but an error that says what to import instead."""
    (folder / "itineraries/de-la-brique-au-jardin.yml").unlink()
    done = run("import", ours / name, "--lang", "fr", cwd=folder)
    assert done.returncode == 1, done.stdout
    assert "error[bad-import]" in done.stdout
    assert "aide\u00a0:" in done.stdout
    assert not (folder / "itineraries/brouillons").exists()


def test_all_of_the_geotrek_copy_comes_back(folder: Path, ours: Path) -> None:
    """The list in every language, the one address that is told, gives each route with its stops."""
    (folder / "itineraries/de-la-brique-au-jardin.yml").unlink()
    done = run("import", ours / "geotrek-admin/api/v2/trek/index.html", "--lang", "fr", cwd=folder)
    assert done.returncode == 0, done.stdout
    (draft,) = (folder / "itineraries/brouillons").iterdir()
    assert draft.read_text("utf-8").count("- place:") == 4


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The open data of the sample."""
    here = tmp_path_factory.mktemp("ours")
    content = write_sample(here / "itineraries", **{
        "outlines.geojson": outline_file(feature([CITY_RING], territory="toulouse-metropole"))})
    outcome = build(Options(content, here / "docs", TODAY))
    assert outcome.published, outcome.diagnostics
    return here / "docs/fr/donnees"


def test_stages_of_a_tour_of_others_are_told(folder: Path) -> None:
    """A tour that keeps its stages in order, which the reader of DATAtourisme does not read."""
    tour = {**ABBEY, "@type": ["Tour", "PointOfInterest"],
            "olo:slot": [{"olo:index": 1, "olo:item": {"@id": "https://x.fr/1"}}]}
    done = imported(folder, "tour.json", json.dumps(tour))
    assert "left out: " in done.stdout
    assert "the stages of the route" in done.stdout
