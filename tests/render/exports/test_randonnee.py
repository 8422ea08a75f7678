"""schema_randonnee: held to the official schema, and to what Geotrek-admin makes of a file."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from helpers.content_sample import PATH
from helpers.open_files import ADDRESS, GATE, ODBL_TRACK, SAMPLES, WALK, made, tree

OFFICIAL = SAMPLES / "schema-randonnee/schema.json"
FILE = "fr/schema-randonnee.geojson"


def as_geotrek_reads(feature: dict[str, Any]) -> dict[str, Any]:
    """What Geotrek-admin's reader makes of a feature, by its rules: names are split at commas, any
    practice that it does not know is a walk, and nothing but a line is taken."""
    said = feature["properties"]
    assert feature["geometry"]["type"] == "LineString"
    known = {"pédestre": "walk", "cyclo": "bike"}
    return {"name": said["nom_itineraire"], "practice": known.get(said["pratique"], "walk"),
            "sources": [one.strip() for one in said["producteur"].split(",")],
            "themes": [one.strip() for one in said["themes"].split(",")],
            "parent": said.get("itineraire_parent"), "eid": said["uuid"]}


def test_only_what_can_be_followed_is_there(portals: Mapping[str, bytes]) -> None:
    """The walk as a whole, and of the other route the one leg along a path: not the coach, not the
    straight lines."""
    features = tree(portals, FILE)["features"]
    assert [(one["properties"]["id_local"], one["properties"]["pratique"],
             one["properties"]["type_itineraire"]) for one in features] == [
        ("a-pied", "pédestre", "aller simple"),
        ("de-la-brique-au-jardin-3-4", "cyclo", "étape")]
    assert features[0]["geometry"]["coordinates"] == PATH
    assert features[1]["properties"]["nom_itineraire"] == (
        "De la brique au jardin\u00a0: Ferme du grand chêne – Jardin des simples")


def test_geotrek_makes_of_it_what_it_is(portals: Mapping[str, bytes]) -> None:
    """By its rules: two producers and two themes, none cut in two; a bike leg is no walk."""
    walk, ride = (as_geotrek_reads(one) for one in tree(portals, FILE)["features"])
    assert walk["sources"] == ["Toulouse Métropole", "Pays Portes - de Gascogne"]
    assert walk["themes"] == ["patrimoine", "nature"]
    assert (walk["practice"], ride["practice"]) == ("walk", "bike")
    assert walk["eid"] != ride["eid"]


def test_what_the_schema_asks_for_is_there(portals: Mapping[str, bytes]) -> None:
    """Its seven required members; hours and metres; communes as codes; the stops as a list; the
    photo with its author and licence, only where its address is known."""
    for one in tree(portals, FILE)["features"]:
        said = one["properties"]
        for name in ("id_local", "producteur", "nom_itineraire", "pratique", "depart", "arrivee",
                     "instructions"):
            assert said[name]
    walk = tree(portals, FILE)["features"][0]["properties"]
    assert (walk["depart"], walk["arrivee"], walk["communes_code"]) == (
        "Porte de la ville", "Jardin des simples", "31999,32208")
    assert walk["longueur"] == pytest.approx(10_000, rel=0.1)
    assert re.findall("<strong>(.*?)</strong>", walk["instructions"]) == [
        "Porte de la ville", "Jardin des simples"]
    assert walk["medias"] == [{
        "type_media": "image", "url": f"{ADDRESS}lieux/jardin-des-simples/photo-2.jpg",
        "titre": "Des carrés de sauge bleue", "auteur": "Jeanne Dupuy", "licence": "CC-BY-SA-4.0"}]


def test_the_official_schema_holds(portals: Mapping[str, bytes]) -> None:
    """Every feature is valid, and a fault would be seen."""
    if not OFFICIAL.is_file():
        pytest.skip("the official schema is not beside the project")
    schema = json.loads(OFFICIAL.read_text("utf-8"))
    document = tree(portals, FILE)
    jsonschema.Draft7Validator(schema).validate(document)
    document["features"][0]["properties"]["pratique"] = "train"
    assert not jsonschema.Draft7Validator(schema).is_valid(document)


def test_paths_under_the_odbl_stand_apart(tmp_path: Path) -> None:
    """What a path's own file says of its licence decides in which of the two files it is."""
    files = made(tmp_path, {"a-pied.yml": WALK, "communes.csv": GATE,
                            "tracks/vers-le-jardin.gpx": ODBL_TRACK})
    assert tree(files, FILE)["features"] == []
    apart = tree(files, "fr/schema-randonnee-odbl.geojson")
    assert len(apart["features"]) == 2
    assert "odbl" in apart["parcours"]["licence_url"]


def test_paths_that_do_not_meet_are_apart(odd: Mapping[str, bytes]) -> None:
    """Each of two days is a stage of its own: nothing is drawn from the end of the one to the
    beginning of the other, and neither is the whole route."""
    features = tree(odd, "en/schema-randonnee-odbl.geojson")["features"][1:]
    assert [one["properties"]["id_local"] for one in features] == [
        "deux-jours-1-2", "deux-jours-3-4"]
    for one in features:
        assert one["geometry"]["coordinates"] == PATH
