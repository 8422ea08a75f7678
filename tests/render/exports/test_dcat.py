"""The catalogue for portals; `make consumers` holds it to the shapes of DCAT-AP 3.0.1."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from helpers.open_files import ADDRESS, made, tree


@pytest.fixture(scope="module")
def catalogue(portals: Mapping[str, bytes]) -> dict[str, Any]:
    found: dict[str, Any] = tree(portals, "fr/catalogue.jsonld")
    return found


def named(node: object) -> Iterator[str]:
    """Every address that a tree refers to."""
    if isinstance(node, list):
        for one in node:
            yield from named(one)
    elif isinstance(node, dict):
        if "@id" in node:
            yield node["@id"]
        for value in node.values():
            yield from named(value)


def test_whatever_is_referred_to_is_typed(catalogue: dict[str, Any]) -> None:
    """A validator loads no vocabulary: each object but a page has its type in the file."""
    typed = {one["@id"] for one in catalogue["@graph"] if "@type" in one}
    bare = set(named(catalogue["@graph"])) - typed
    assert {one for one in bare if not one.startswith(("mailto:", ADDRESS, "https://metropole"))
            } == set()


def test_each_data_set_has_its_identifier_its_texts_and_its_files(
        catalogue: dict[str, Any], portals: Mapping[str, bytes]) -> None:
    """What a harvester wants: an identifier, a title in each language, a licence, and files that
    are there."""
    sets = [one for one in catalogue["@graph"] if one["@type"] == "dcat:Dataset"]
    assert [one["dct:identifier"] for one in sets] == [
        f"{ADDRESS}donnees/catalogue.jsonld#parcours",
        f"{ADDRESS}donnees/catalogue.jsonld#positions"]
    for one in sets:
        assert [title["@language"] for title in one["dct:title"]] == ["fr", "en"]
        assert one["dct:license"]["@id"].startswith("https://")
        for file in one["dcat:distribution"]:
            assert f"fr/{file['@id'].removeprefix(f'{ADDRESS}donnees/')}" in portals
    assert sets[1]["dct:license"]["@id"].endswith("/odbl/1-0/")


def test_a_file_that_keeps_to_a_schema_says_which(catalogue: dict[str, Any]) -> None:
    """The national portal knows schema_randonnee by that address."""
    kept = {one["@id"].rpartition("/")[2]: one["dct:conformsTo"]["@id"]
            for one in catalogue["@graph"] if "dct:conformsTo" in one}
    assert kept == {
        "parcours.json": f"{ADDRESS}donnees/parcours.schema.json",
        "parcours.csv": f"{ADDRESS}donnees/parcours.tableschema.json",
        "etapes.csv": f"{ADDRESS}donnees/etapes.tableschema.json",
        "schema-randonnee.geojson":
            "https://github.com/PnX-SI/schema_randonnee/raw/v1.1.0/schema.json",
        "schema-randonnee-odbl.geojson":
            "https://github.com/PnX-SI/schema_randonnee/raw/v1.1.0/schema.json"}


def test_without_an_address_it_is_relative(tmp_path: Path) -> None:
    """No host is invented."""
    text = made(tmp_path)["fr/catalogue.jsonld"].decode()
    assert "exemple" not in text
    assert '"@id":"parcours.json"' in text or '"@id":"../donnees/parcours.json"' in text


def test_files_are_named_in_each_language(odd: Mapping[str, bytes]) -> None:
    """No French title is said to be English on a site whose first language that is."""
    titles = {one["@id"].rpartition("/")[2]: {
        title["@language"]: title["@value"] for title in one["dct:title"]}
        for one in tree(odd, "en/catalogue.jsonld")["@graph"]
        if one["@type"] == "dcat:Distribution"}
    assert titles["etapes.csv"] == {"en": "CSV, one stop a line", "fr": "CSV, une étape par ligne"}
    fields = tree(odd, "en/etapes.tableschema.json")["fields"]
    assert fields[1]["title"] == "rank of the stop"
    assert titles["positions-odbl.geojson"]["fr"] == "Positions sous licence ODbL"


def test_paths_under_the_odbl_are_in_the_set_under_the_odbl(
        catalogue: dict[str, Any], portals: Mapping[str, bytes]) -> None:
    """Whatever is kept apart for its terms is told under these terms."""
    (apart,) = (one for one in catalogue["@graph"] if one["@id"] == "#positions")
    assert [one["@id"].rpartition("/")[2] for one in apart["dcat:distribution"]] == [
        "positions-odbl.geojson", "schema-randonnee-odbl.geojson"]
