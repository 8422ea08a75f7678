"""The files of `/donnees/`, each read back by a reader that is not ours."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import gpxpy
import jsonschema
import pytest
import shapely.geometry

from helpers.content_sample import (
    GARDEN,
    GARDEN_FILE,
    MUSEUM,
    MUSEUM_FILE,
    ROUTE,
    ROUTE_FILE,
    TRACK,
    write_sample,
)
from helpers.open_files import ADDRESSED, ODBL_TRACK, built, made, tree
from parcours.render.exports import table as csv_table
from parcours.render.exports import territories
from parcours.safe_text.xml import escaped_words

SECOND = ROUTE.replace("De la brique au jardin", "=1+1").replace("from brick", "back from brick")
"""A second route, whose title a spreadsheet would take for a formula."""
SKIPPED = f"{ROUTE.rstrip()}\n        optional: yes\n        meal: dinner\n"
"""The route, the last stop of which may be skipped, and has a meal."""
FRENCH_ONLY = re.sub(r", en: [^}]*}", "}", ROUTE, count=1)
OSM = MUSEUM.replace('sources: ["https://exemple.fr/musee"]', (
    'sources: ["https://exemple.fr/musee", "https://www.openstreetmap.org/copyright"]'))
KML = "{http://www.opengis.net/kml/2.2}"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """The sample with a second route and one that is in French alone, without an address."""
    return made(tmp_path_factory.mktemp("open"), {
        ROUTE_FILE: SKIPPED, "au-retour.yml": SECOND, "en-francais.yml": FRENCH_ONLY,
        MUSEUM_FILE: OSM})


def table(files: Mapping[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[name].decode(), newline="")))


def test_json_keeps_to_its_schema(files: Mapping[str, bytes]) -> None:
    """The document is what its own JSON Schema says, which is one; a fault would be seen."""
    schema, document = tree(files, "fr/parcours.schema.json"), tree(files, "fr/parcours.json")
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(document, schema)
    document["routes"][0]["days"][0]["start"] = "9h30"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, schema)


def test_json_has_every_text_that_was_written(files: Mapping[str, bytes]) -> None:
    """Routes in both languages, stops in order, places with their hours and rights, once each."""
    document = tree(files, "fr/parcours.json")
    assert [route["id"] for route in document["routes"]] == [
        "au-retour", "de-la-brique-au-jardin", "en-francais"]
    route = document["routes"][1]
    assert route["title"] == {"fr": "De la brique au jardin", "en": "From brick to garden"}
    assert route["season"] == {"from": "04-01", "to": "10-31"}
    assert [stop.get("place") or stop["name"]["fr"] for day in route["days"]
            for stop in day["stops"]] == [
        "gare-matabiau", "musee-de-la-brique", "ferme-du-grand-chene", "jardin-des-simples",
        "Table d’orientation"]
    museum = route["days"][0]["stops"][1]
    assert (museum["arrive"], museum["stay"], museum["note"]["en"], museum["travel"]) == (
        "10:30", "1h30", "Climb to the kiln.", {"by": "walk", "minutes": 20})
    assert route["days"][1]["stops"][1]["travel"]["path"][0][0] == [0.66, 43.85]
    assert document["places"]["musee-de-la-brique"]["opening_hours"] == "Mo-Su 10:00-18:00; PH off"
    assert document["places"]["jardin-des-simples"]["photo"] == {
        "url": "../lieux/jardin-des-simples/photo-2.jpg",
        "alt": {"fr": "Des carrés de sauge bleue", "en": "Squares of blue sage"},
        "credit": "Jeanne Dupuy", "licence": "CC-BY-SA-4.0",
        "licence_url": "https://creativecommons.org/licenses/by-sa/4.0/deed.fr",
        "expires": "2028-01-01"}


def test_every_file_says_its_terms_and_its_date(files: Mapping[str, bytes]) -> None:
    """Licence, source and date stand in each file that has room for them."""
    for name, content in files.items():
        text = content.decode("utf-8", "replace")
        if "geotrek" in name or name.endswith((".zip", ".csv", "schema.json", "nouveautes.json",
                                               ".js")):
            continue  # the package tells those of the tables; the others have no room
        if name.endswith(territories.FILE):
            assert json.loads(text)["features"] == [], "without outlines nobody has to be named"
            continue
        assert "Toulouse Métropole" in text or "positions" in name, name
        assert re.search("etalab|opendatacommons", text), name
        assert re.search("2026-11-22|22 novembre 2026|22 November 2026",
                         text.replace("\u00a0", " ")), name


def test_a_photo_whose_rights_have_run_out_is_not_in_the_data(tmp_path: Path) -> None:
    """Nor is its address, which would lead nowhere."""
    files = made(tmp_path, {GARDEN_FILE: GARDEN.replace("2028-01-01", "2026-11-21")})
    assert "photo" not in tree(files, "fr/parcours.json")["places"]["jardin-des-simples"]


def test_addresses_are_absolute_where_the_site_knows_its_own(tmp_path: Path) -> None:
    """And relative to the file elsewhere, in both directions between the languages."""
    files = made(tmp_path / "with", {"site.yml": ADDRESSED})
    assert tree(files, "fr/parcours.json")["routes"][0]["pages"] == {
        "fr": "https://exemple.fr/x/parcours/de-la-brique-au-jardin/",
        "en": "https://exemple.fr/x/en/parcours/de-la-brique-au-jardin/"}
    assert table(files, "fr/parcours.csv")[0]["url"].startswith("https://exemple.fr/x/parcours/")
    files = made(tmp_path / "without")
    assert tree(files, "fr/parcours.json")["routes"][0]["pages"] == {
        "fr": "../parcours/de-la-brique-au-jardin/",
        "en": "../en/parcours/de-la-brique-au-jardin/"}
    (route, *_) = tree(files, "en/parcours.geojson")["features"]
    assert route["properties"]["url"] == "../parcours/de-la-brique-au-jardin/"


def test_geojson_holds_each_route_its_stops_and_its_legs(files: Mapping[str, bytes]) -> None:
    """One feature a route with its stops in order, then what its own file has; ids are unique."""
    features = tree(files, "fr/parcours.geojson")["features"]
    assert len({one["id"] for one in features}) == len(features) == 3 * (1 + 5 + 4)
    assert {one["properties"]["route"] for one in features} == {
        "au-retour", "de-la-brique-au-jardin", "en-francais"}
    route = features[10]
    stops = [one["geometry"]["coordinates"] for one in features[11:16]]
    assert route["geometry"] == {"type": "MultiPoint", "coordinates": stops}
    assert all(shapely.geometry.shape(one["geometry"]).is_valid for one in features)
    assert features[12]["properties"]["position_licence"] == "ODbL-1.0"
    english = tree(files, "en/parcours.geojson")["features"]
    assert {one["properties"]["route"] for one in english} == {
        "au-retour", "de-la-brique-au-jardin"}, "a route that is not translated is not there"


def test_tables_keep_to_their_schemas(files: Mapping[str, bytes]) -> None:
    """Columns are those of the schema, in its order, each value of its type; codes stay text."""
    package = tree(files, "fr/datapackage.json")
    assert [one["path"] for one in package["resources"]] == ["parcours.csv", "etapes.csv"]
    for resource in package["resources"]:
        schema = tree(files, f"fr/{resource['schema']}")
        rows = table(files, f"fr/{resource['path']}")
        assert [*rows[0]] == [field["name"] for field in schema["fields"]]
        for row in rows:
            for field in schema["fields"]:
                _is_of(field, row[field["name"]])
        keys = [tuple(row[key] for key in schema["primaryKey"]) for row in rows]
        assert len({*keys}) == len(keys)
    stops = table(files, "fr/etapes.csv")
    assert [(row["route"], row["number"]) for row in stops[5:7]] == [
        ("de-la-brique-au-jardin", "1"), ("de-la-brique-au-jardin", "2")]
    assert (stops[5]["insee"], stops[5]["lat"], stops[6]["position_licence"]) == (
        "31555", "43.611210", "ODbL-1.0")


def _is_of(field: dict[str, Any], value: str) -> None:
    """A value as Table Schema reads it."""
    asked = field.get("constraints", {})
    if not value:
        assert not asked.get("required"), field
        return
    match field["type"]:
        case "integer":
            assert re.fullmatch(r"-?\d+", value), (field, value)
        case "number":
            assert re.fullmatch(r"-?\d+(\.\d+)?", value), (field, value)
        case "boolean":
            assert value in ("true", "false"), (field, value)
        case other:
            assert other == "string"
    if "pattern" in asked:
        assert re.fullmatch(asked["pattern"], value), (field, value)
    assert value in asked.get("enum", [value])
    assert float(value) >= asked["minimum"] if "minimum" in asked else True


def test_no_cell_runs_as_a_formula(files: Mapping[str, bytes]) -> None:
    """What begins like one has an apostrophe before it."""
    assert table(files, "fr/parcours.csv")[0]["title_fr"] == "'=1+1"
    assert table(files, "fr/parcours.csv")[2]["title_en"] == "", "not translated: not repeated"


@pytest.mark.parametrize(("typed", "cell"), [
    ("=1+1", "'=1+1"), (" @x", "' @x"), ("\uff1d1+1", "'\uff1d1+1"),
    ("Midi;=1+1;soir", "Midi;'=1+1;soir"),
    ("Midi ; -2+3", "Midi ;' -2+3"), ("Prévoir :\n- eau\n=1+1", "Prévoir : - eau =1+1"),
    ("Mo-Fr 10:00-12:00; Tu off", "Mo-Fr 10:00-12:00; Tu off"), ("1 + 1 = 2", "1 + 1 = 2")])
def test_words_begin_no_formula_in_any_cell(typed: str, cell: str) -> None:
    """Nor in the cell that a French spreadsheet begins at a semicolon or at the end of a line."""
    assert csv_table._cell(typed) == cell


def test_kml_and_cirkwi_hold_no_tag_of_an_editor() -> None:
    """Google Earth shows a description as HTML, and Geotrek keeps Cirkwi's so: words that look like
    a tag are words there, too, and are the same to who reads text."""
    read = ElementTree.fromstring(
        f"<a>{escaped_words('2 < 3 <img src=x> </b> <!-- <3 &lt;i&gt;')}</a>").text or ""
    assert read.replace("\u2060", "") == "2 < 3 <img src=x> </b> <!-- <3 &lt;i&gt;"
    assert re.search("<[A-Za-z/!?]", read) is None


def test_the_archive_holds_the_files_of_the_routes(
        files: Mapping[str, bytes], tmp_path: Path) -> None:
    """Each GPX under the route's name, readable, and the same bytes at every build."""
    archive = zipfile.ZipFile(io.BytesIO(files["fr/parcours-gpx.zip"]))
    assert archive.testzip() is None
    assert archive.namelist() == ["au-retour.gpx", "de-la-brique-au-jardin.gpx", "en-francais.gpx"]
    said = archive.comment.decode()
    assert "Toulouse Métropole" in said
    assert "Licence Ouverte 2.0" in said
    assert "22 novembre 2026" in said
    assert gpxpy.parse(archive.read("de-la-brique-au-jardin.gpx")).name == "De la brique au jardin"
    again = made(tmp_path, {ROUTE_FILE: SKIPPED, "au-retour.yml": SECOND,
                            "en-francais.yml": FRENCH_ONLY, MUSEUM_FILE: OSM}, jobs=2)
    assert again == files


def test_kml_has_a_folder_a_route_with_its_stops_in_order(files: Mapping[str, bytes]) -> None:
    """Points are numbered; a line that only joins two stops says so in its name."""
    root = ElementTree.fromstring(files["fr/parcours.kml"])
    folders = root.findall(f".//{KML}Folder")
    assert [folder.findtext(f"{KML}name") for folder in folders] == [
        "=1+1", "De la brique au jardin", "De la brique au jardin"]
    marks = folders[1].findall(f"{KML}Placemark")
    points = [mark.findtext(f"{KML}name") for mark in marks if mark.find(f"{KML}Point") is not None]
    assert points == ["1. Gare Matabiau", "2. Musée de la Brique", "3. Ferme du grand chêne",
                      "4. Jardin des simples", "5. Table d’orientation"]
    lines = [str(mark.findtext(f"{KML}name")) for mark in marks[5:]]
    assert [line.endswith("(ligne schématique)") for line in lines] == [True, True, False, True]
    assert marks[0].findtext(f".//{KML}coordinates") == "1.453620,43.611210"


def test_linked_data_names_each_route_once(files: Mapping[str, bytes]) -> None:
    """A data set and a trip a route; no two things have one address."""
    data, *trips = tree(files, "fr/parcours.jsonld")["@graph"]
    assert (data["@type"], data["license"].startswith("https://www.etalab")) == ("Dataset", True)
    assert [trip["@type"] for trip in trips] == ["TouristTrip"] * 3
    places = [item["item"]["@id"] for trip in trips
              for item in trip["itinerary"]["itemListElement"]]
    assert len({*places, *(trip["@id"] for trip in trips)}) == len(places) + 3


def test_positions_under_other_terms_are_apart(files: Mapping[str, bytes]) -> None:
    """The file has the places whose sources name OpenStreetMap, no text of ours, its licence."""
    document = tree(files, "fr/positions-odbl.geojson")
    assert "odbl" in document["parcours"]["licence_url"]
    (one,) = document["features"]
    assert one["properties"] == {
        "place": "musee-de-la-brique", "name": "Musée de la Brique", "precision_m": 50,
        "sources": ["https://exemple.fr/musee", "https://www.openstreetmap.org/copyright"]}


def test_after_an_edit_the_files_are_those_of_a_whole_build(tmp_path: Path) -> None:
    """Parts that were kept and parts made anew join to the same bytes; and nothing is written
    where nothing changed."""
    content = write_sample(tmp_path / "itineraries", **{"au-retour.yml": SECOND})
    docs, cache = tmp_path / "docs", tmp_path / "cache"
    first = built(content, docs, cache=cache)
    unchanged = {path: path.stat().st_mtime_ns for path in docs.glob("*/donnees/*")}
    assert built(content, docs, cache=cache) == first
    assert {path: path.stat().st_mtime_ns for path in docs.glob("*/donnees/*")} == unchanged
    path = content / ROUTE_FILE
    path.write_text(path.read_text("utf-8").replace("Montez au four", "Descendez"), "utf-8")
    edited = built(content, docs, cache=cache)
    assert edited != first
    assert edited == built(content, tmp_path / "other")


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_page_lists_every_file_and_no_other(files: Mapping[str, bytes], lang: str) -> None:
    """Each file has its address in the table of both languages, and each address its file."""
    page = (Path(__file__).parents[2] / "docs" / lang / "donnees" / "index.md").read_text("utf-8")
    listed = set(re.findall(r'<a href="((?:\.\./\.\./donnees/)?[\w./-]+[^/])"><code>', page))
    common = {name for name in files if f"en/{name.partition('/')[2]}" not in files}
    wanted = {name.partition("/")[2] if lang == "fr" or name not in common
              else f"../../donnees/{name.partition('/')[2]}" for name in files
              if name.startswith("fr/") and not name.endswith(".tableschema.json")
              and "geotrek" not in name and not name.endswith(".js")}
    assert listed == wanted


@pytest.mark.parametrize("texts", [
    {"title": "De la brique au jardin", "summary": "Deux jours."},
    {"title": "{fr: De la brique, en: From brick}", "summary": "{fr: Deux jours.}"},
])
def test_exports_refuse_nothing_that_the_check_accepts(
        tmp_path: Path, texts: dict[str, str]) -> None:
    """One text for all languages, or a summary that one of them lacks: in every file of all
    languages, and in those of the languages that have both."""
    route = ROUTE
    for name, text in texts.items():
        route = re.sub(rf"^{name}: .*$", f"{name}: {text}", route, count=1, flags=re.MULTILINE)
    files = made(tmp_path, {ROUTE_FILE: route})
    assert tree(files, "fr/parcours.json")["routes"][0]["id"] == "de-la-brique-au-jardin"
    for lang in ("fr", "en"):
        listed = tree(files, f"{lang}/geotrek/api/v2/trek/index.html")["results"]
        assert len(listed) == (lang == "fr" or texts["title"][0] != "{")


def test_a_path_says_whose_it_is(tmp_path: Path) -> None:
    """A recorded path under the ODbL is not passed on under our licence: KML and GPX say so, leg by
    leg and track by track."""
    files = made(tmp_path, {"tracks/vers-le-jardin.gpx": ODBL_TRACK})
    root = ElementTree.fromstring(files["fr/parcours.kml"])
    said = [one.findtext(f"{KML}description") or "" for one in root.iter(f"{KML}Placemark")
            if (one.get("id") or "").endswith("-trajet-4")]
    assert [one.splitlines()[-1] for one in said] == ["Tracé\u00a0: OpenStreetMap, ODbL 1.0."]
    gpx = gpxpy.parse(zipfile.ZipFile(io.BytesIO(files["fr/parcours-gpx.zip"])).read(
        "de-la-brique-au-jardin.gpx").decode())
    assert [track.description for track in gpx.tracks] == ["Tracé\u00a0: OpenStreetMap, ODbL 1.0."]


def test_a_computed_path_is_no_schematic_line(tmp_path: Path) -> None:
    """KML calls schematic what only joins two points; a way found on a map says who computed it."""
    files = made(tmp_path, {"tracks/vers-le-jardin.gpx": TRACK.replace(
        'creator="', 'creator="valhalla ')})
    root = ElementTree.fromstring(files["fr/parcours.kml"])
    (leg,) = (one for one in root.iter(f"{KML}Placemark")
              if (one.get("id") or "").endswith("-trajet-4"))
    assert leg.findtext(f"{KML}name") == "3 → 4, à vélo"
    assert "calculé par" in (leg.findtext(f"{KML}description") or "")


def test_tables_say_what_is_measured_and_what_is_not(files: Mapping[str, bytes]) -> None:
    """Kilometres as the crow flies are marked, in the stops and in the feature of a route; a stop
    that may be skipped and a meal are told."""
    rows = [row for row in table(files, "fr/etapes.csv")
            if row["route"] == "de-la-brique-au-jardin"]
    assert [row["km_estimated"] for row in rows] == ["", "true", "false", "false", "true"]
    assert [(row["optional"], row["meal"]) for row in rows] == [
        *[("false", "")] * 4, ("true", "dinner")]
    features = tree(files, "fr/parcours.geojson")["features"]
    assert [one["properties"]["km_estimated"] for one in features
            if one["geometry"]["type"] == "MultiPoint"] == [True, True, True]


def test_a_stay_is_counted_from_the_hour_that_is_fixed(files: Mapping[str, bytes]) -> None:
    """One who arrives before the hour of a visit waits: where the stay begins is told, so that what
    is counted from it is right."""
    row = next(row for row in table(files, "fr/etapes.csv") if row["place"] == "musee-de-la-brique")
    assert (row["arrival"], row["begins"], row["stay_min"]) == ("09:50", "10:30", "90")
    museum = next(one["properties"] for one in tree(files, "fr/parcours.geojson")["features"]
                  if one["properties"].get("place") == "musee-de-la-brique")
    assert (museum["arrival"], museum["begins"]) == ("09:50", "10:30")
    computed = tree(files, "fr/parcours.json")["routes"][0]["days"][0]["stops"][1]["computed"]
    assert (computed["arrival"], computed["begins"]) == ("09:50", "10:30")


def test_a_time_after_midnight_is_told_with_its_day(tmp_path: Path) -> None:
    """The last stop of an evening, at a quarter past midnight, is not the first of its day."""
    files = made(tmp_path, {
        ROUTE_FILE: ROUTE.replace("start: 09:00", "start: 20:00"),
        GARDEN_FILE: re.sub("opening_hours: .*", "opening_hours: 24/7", GARDEN)})
    jsonschema.validate(tree(files, "fr/parcours.json"), tree(files, "fr/parcours.schema.json"))
    stops = [stop["computed"] for stop in tree(files, "fr/parcours.json")["routes"][0]["days"][1][
        "stops"]]
    rows = table(files, "fr/etapes.csv")[2:]
    told = [("21:40", 0), ("23:15", 0), ("00:20", 1)]
    assert [(one["arrival"], one.get("arrival_days_later", 0)) for one in stops] == told
    assert [(one["begins"], one.get("begins_days_later", 0)) for one in stops] == told
    for name in ("arrival", "begins"):
        assert [(row[name], int(row[f"{name}_days_later"])) for row in rows] == told


def test_points_of_a_route_under_the_odbl_stand_apart_as_well(tmp_path: Path) -> None:
    """A point that has no file may be taken from OpenStreetMap, too: it is in the file apart, after
    those of places, in each language, and also where it is the only one."""
    point = "        lon: 0.62500\n"
    route = ROUTE.replace(point, f"{point}        sources: [https://www.openstreetmap.org/node/1]\n")
    for n, museum in enumerate((OSM, MUSEUM)):
        files = made(tmp_path / str(n), {ROUTE_FILE: route, MUSEUM_FILE: museum})
        for lang, name in (("fr", "Table d’orientation"), ("en", "Viewing table")):
            features = tree(files, f"{lang}/positions-odbl.geojson")["features"]
            assert features[-1]["properties"]["name"] == name
            assert features[-1]["id"] == "de-la-brique-au-jardin-etape-5"
            assert [one["id"] for one in features[:-1]] == ["musee-de-la-brique"] * (n == 0)
    assert tree(made(tmp_path / "none"), "fr/positions-odbl.geojson")["features"] == []
