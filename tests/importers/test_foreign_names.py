"""Files of others that use the names of our formats: told or left out, never a traceback."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers.commands import Done, run
from helpers.content_sample import write_sample

GPX = '<gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1">{}</gpx>'
WAYPOINT = '<wpt lat="43.6" lon="1.4"><name>A</name><extensions>{}</extensions></wpt>'
REFUSED = {
    "empty.gpx": GPX.format(""), "named.gpx": "<gpx><parcours/></gpx>",
    "none.json": '{"format": "parcours"}',
    "odd.json": '{"format": "parcours", "routes": "x", "places": [1]}',
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
    """A waypoint is read for what GPX says of it; extensions of our name are told as left out."""
    done = imported(folder, "x.gpx", GPX.format(WAYPOINT.format(
        "<parcours><number>x</number><stay>soon</stay></parcours>")))
    assert "left out: the extensions" in done.stdout
    assert "soon" not in (folder / "itineraries/brouillons/a.yml").read_text("utf-8")


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
