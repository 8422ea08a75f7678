"""``parcours outlines``: communes joined to territories, simplified, with their source."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyproj
import shapely
import shapely.geometry

from helpers.commands import run
from helpers.content_sample import COMMUNES, TODAY, check, write_sample
from helpers.outlined import feature
from helpers.published import ROOT
from parcours.load.shared import read_shared

CREDITED = ("--source", "IGN, Admin Express COG", "--date", "2018", "--licence", "etalab-2.0")
CITY = ("31555", "31069")
FLAT: Any = pyproj.Transformer.from_crs(4326, 2154, always_xy=True).transform
"""To Lambert-93, whose metres are those of the ground to 0.1 % here."""


def wavy(west: float, east: float, south: float, north: float) -> list[list[list[float]]]:
    """A square whose south side has a bend of a few metres at every hundredth of a degree."""
    steps = round((east - west) * 100)
    bends = [[west + n / 100, south + (n % 2) / 5000] for n in range(1, steps)]
    return [[[west, south], *bends, [east, south], [east, north], [west, north], [west, south]]]


def communes(named: str = "code", *, but: str = "") -> list[dict[str, Any]]:
    """Squares side by side, those of the city and those of the country apart, as a table of IGN."""
    codes = [line.split(",")[0] for line in COMMUNES.splitlines()[1:]]
    found = []
    for n, code in enumerate(code for code in codes if code != but):
        west = 0.5 + 0.1 * n + (0.5 if code in CITY else 0)
        found.append(feature(wavy(west, west + 0.1, 43.4, 44.05), **{
            named: code, "nom_officiel": f"Commune {code}"}))
    return found


def collection(features: list[dict[str, Any]]) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features})


def content(tmp_path: Path, **files: str | bytes | None) -> Path:
    """A folder whose communes lie in those squares."""
    rows = [COMMUNES.splitlines()[0]]
    for n, row in enumerate(COMMUNES.splitlines()[1:]):
        code, name, territory, _, _, *rest = row.split(",")
        lon = 0.55 + 0.1 * n + (0.5 if code in CITY else 0)
        rows.append(",".join((code, name, territory, "43.7", f"{lon:.2f}", *rest)))
    return write_sample(tmp_path / "itineraries", **{
        "communes.csv": "\n".join(rows) + "\n", **files})


def flat(geometry: Any) -> Any:
    return shapely.transform(shapely.geometry.shape(geometry), FLAT, interleaved=False)


def test_communes_of_a_file_become_territories(tmp_path: Path) -> None:
    """Each is the union of its communes, no point farther than the tolerance; the file says whose
    word it is, and what it held before stays."""
    (tmp_path / "ign.geojson").write_text(collection(communes("INSEE_COM")), "utf-8")
    before = feature([[[0, 0], [1, 0], [1, 1], [0, 0]]], purpose="another")
    folder = content(tmp_path, **{"outlines.geojson": json.dumps(
        {"type": "FeatureCollection", "note": "à nous", "features": [before]})})
    done = run("outlines", tmp_path / "ign.geojson", "--itineraries", folder, *CREDITED)
    assert (done.returncode, done.stderr) == (0, "")
    assert "within 100 m" in done.stdout
    tree = json.loads((folder / "outlines.geojson").read_text("utf-8"))
    assert {name: tree[name] for name in ("source", "date", "licence", "tolerance_m", "note")} == {
        "source": "IGN, Admin Express COG", "date": "2018", "licence": "etalab-2.0",
        "tolerance_m": 100, "note": "à nous"}
    assert tree["features"][-1] == before
    atlas = read_shared(folder, TODAY).atlas
    for one in tree["features"][:-1]:
        mine = [commune["geometry"] for commune in communes() if atlas.communes[
            commune["properties"]["code"]].territory == one["properties"]["territory"]]
        drawn, whole = flat(one["geometry"]), shapely.union_all([flat(each) for each in mine])
        assert shapely.hausdorff_distance(drawn.boundary, whole.boundary, 0.1) <= 100
        assert abs(drawn.area / whole.area - 1) < 0.001
        shapes = shapely.geometry.shape(one["geometry"])
        parts = shapely.get_parts(shapes).tolist()
        assert all(len(part.exterior.coords) < 8 and part.exterior.is_ccw for part in parts)
    assert set(atlas.outlines.of) == {one.territory for one in atlas.communes.values()}


def test_communes_of_the_folder_itself_are_enough(tmp_path: Path) -> None:
    """As `parcours init` leaves them; a second run changes nothing and asks for no source."""
    folder = content(tmp_path, **{"outlines.geojson": collection(communes())})
    assert run("outlines", "--itineraries", folder, *CREDITED).returncode == 0
    once = (folder / "outlines.geojson").read_bytes()
    assert run("outlines", "--itineraries", folder).returncode == 0
    assert (folder / "outlines.geojson").read_bytes() == once
    assert [one for one in check(folder) if one.span.file.endswith("outlines.geojson")] == []


def test_a_territory_that_joins_later_has_its_own_source(tmp_path: Path) -> None:
    """A table of its communes alone: what stands of the others stays as it was, word for word, and
    each says whose word it is. Made again of the folder's own communes, it still says so."""
    folder = content(tmp_path, **{"outlines.geojson": collection(communes())})
    assert run("outlines", "--itineraries", folder, *CREDITED).returncode == 0
    atlas = read_shared(folder, TODAY).atlas
    (tmp_path / "pays.geojson").write_text(collection([
        one for one in communes()
        if atlas.communes[one["properties"]["code"]].territory == "portes-de-gascogne"]), "utf-8")
    before = json.loads((folder / "outlines.geojson").read_text("utf-8"))
    done = run("outlines", tmp_path / "pays.geojson", "--itineraries", folder, "--tolerance", "200",
               "--source", "Le Pays", "--date", "2026")
    assert (done.returncode, done.stderr) == (0, "")
    after = json.loads((folder / "outlines.geojson").read_text("utf-8"))
    assert {**after, "features": []} == {**before, "features": []}
    found = {one["properties"]["territory"]: one for one in after["features"]
             if "territory" in one["properties"]}
    assert found["toulouse-metropole"] in before["features"]
    assert found["portes-de-gascogne"]["properties"] == {
        "territory": "portes-de-gascogne", "source": "Le Pays", "date": "2026",
        "tolerance_m": 200}
    assert run("outlines", "--itineraries", folder).returncode == 0
    again = read_shared(folder, TODAY).atlas.outlines
    assert again.credits["portes-de-gascogne"] == ("Le Pays", "2026", "etalab-2.0")
    assert again.credits["toulouse-metropole"].source == "IGN, Admin Express COG"
    assert again.tolerance_of("portes-de-gascogne") == 200


def test_what_is_no_outline_of_a_territory_stays(tmp_path: Path) -> None:
    """Communes that say their territory, as tables of départements do, a territory of others, a
    property that is no name at all: each is there afterwards, and a second run finds them."""
    squares = communes()
    for one in squares:
        one["properties"]["territory"] = "portes-de-gascogne"
    odd = {**feature(wavy(0, 1, 0, 1)), "properties": {"territory": ["portes-de-gascogne"]}}
    folder = content(tmp_path, **{"outlines.geojson": collection([*squares, odd])})
    for _ in range(2):
        done = run("outlines", "--itineraries", folder, *CREDITED)
        assert (done.returncode, done.stderr) == (0, "")
        tree = json.loads((folder / "outlines.geojson").read_text("utf-8"))
        assert tree["features"][3:] == [*squares, odd]


def test_outlines_that_cannot_be_made_are_told(tmp_path: Path) -> None:
    """A commune that is missing, a source that is not said: nothing is written."""
    folder = content(tmp_path)
    (tmp_path / "ign.geojson").write_text(collection(communes(but="32132")), "utf-8")
    done = run("outlines", tmp_path / "ign.geojson", "--itineraries", folder, *CREDITED)
    assert done.returncode == 1
    assert "no outline of 1 communes: 32132 (Fleurance)" in done.stdout
    (tmp_path / "ign.geojson").write_text(collection(communes()), "utf-8")
    done = run("outlines", tmp_path / "ign.geojson", "--itineraries", folder)
    assert done.returncode == 1
    assert "missing-credit" in done.stdout
    assert not (folder / "outlines.geojson").exists()


def test_a_file_at_fault_can_be_made_again(tmp_path: Path) -> None:
    """The command is what its own hint proposes."""
    (tmp_path / "ign.geojson").write_text(collection(communes()), "utf-8")
    crossed = feature([[[1.3, 43.5], [1.6, 43.8], [1.6, 43.5], [1.3, 43.8], [1.3, 43.5]]],
                      territory="toulouse-metropole")
    folder = content(tmp_path, **{"outlines.geojson": collection([crossed])})
    assert [one.code for one in check(folder) if one.span.file.endswith("outlines.geojson")]
    assert run("outlines", tmp_path / "ign.geojson", "--itineraries", folder,
               *CREDITED).returncode == 0
    assert [one for one in check(folder) if one.span.file.endswith("outlines.geojson")] == []


def test_a_line_that_is_too_heavy_is_simplified_further(tmp_path: Path) -> None:
    """As many points as a map carries, and the tolerance that it took is told."""
    folder = content(tmp_path)
    rough = communes()
    for one in rough:
        west = one["geometry"]["coordinates"][0][0][0]
        teeth = [[west + m / 5000, 43.4 + (m % 2) / 500] for m in range(1, 500)]
        one["geometry"]["coordinates"] = [[
            [west, 43.4], *teeth, [west + 0.1, 43.4], [west + 0.1, 44.05], [west, 44.05],
            [west, 43.4]]]
    (tmp_path / "ign.geojson").write_text(collection(rough), "utf-8")
    done = run("outlines", tmp_path / "ign.geojson", "--itineraries", folder, *CREDITED)
    assert done.returncode == 0
    tree = json.loads((folder / "outlines.geojson").read_text("utf-8"))
    assert tree["tolerance_m"] > 100
    assert f"within {tree['tolerance_m']} m" in done.stdout
    assert sum(len(one["geometry"]["coordinates"][0]) for one in tree["features"]) <= 1200


def test_our_own_territories_are_their_communes(tmp_path: Path) -> None:
    """The file of our content: area within 0.1 % of the communes together, no point farther than
    100 m, every place and every commune's point inside, and made by the command."""
    folder = ROOT / "itineraries"
    tree = json.loads((folder / "outlines.geojson").read_text("utf-8"))
    atlas = read_shared(folder, TODAY).atlas
    shapes = {one["properties"]["code"]: flat(one["geometry"]) for one in tree["features"]
              if "code" in one["properties"]}
    for id, boundary in atlas.outlines.of.items():
        (drawn,) = [flat(one["geometry"]) for one in tree["features"]
                    if one["properties"].get("territory") == id]
        mine = [one for one in atlas.communes.values() if one.territory == id]
        whole = shapely.union_all([shapes[one.code] for one in mine])
        assert abs(drawn.area / whole.area - 1) < 0.001
        assert shapely.hausdorff_distance(drawn.boundary, whole.boundary, 0.2) <= 100
        assert [one.name for one in mine if boundary.outside_m(one.position)] == []
    assert set(atlas.outlines.of) == set(atlas.territories)
    assert [id for id, place in atlas.places.items() if atlas.outlines.of[
        atlas.communes[place.commune].territory].outside_m(place.position)] == []
    copy = tmp_path / "itineraries"
    copy.mkdir()
    for name in ("outlines.geojson", "communes.csv", "territories.yml", "site.yml"):
        (copy / name).write_bytes((folder / name).read_bytes())
    assert run("outlines", "--itineraries", copy).returncode == 0
    assert (copy / "outlines.geojson").read_bytes() == (folder / "outlines.geojson").read_bytes()
