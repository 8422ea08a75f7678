"""Exports of OpenStreetMap: the object's id is kept, and so are the terms of its position."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from helpers.importing import bring, fields, texts
from parcours.content.tracks import track_of
from parcours.format.model import Place
from parcours.format.parse import Parsed, parse
from parcours.importers import openstreetmap
from parcours.render.exports.record import ODBL_ID, licence_of
from parcours.source.read import Source, read_text

POINT = {"type": "Point", "coordinates": [0.63, 43.94]}
LINE = {"type": "LineString", "coordinates": [[0.63, 43.94], [0.631, 43.941], [0.632, 43.942]]}
TAGS = {"name": "Musée", "tourism": "museum", "addr:city": "Lectoure", "addr:postcode": "32700"}
COPYRIGHT = ("The data included in this document is from www.openstreetmap.org. The data is made "
             "available under ODbL.")


def features(*given: object, **head: object) -> bytes:
    """A collection of features as overpass turbo writes it."""
    return json.dumps({"type": "FeatureCollection", **head, "features": given}).encode()


def feature(geometry: object, tags: dict[str, str], **head: object) -> object:
    """A feature with its tags."""
    return {"type": "Feature", "properties": tags, "geometry": geometry, **head}


@pytest.mark.parametrize(("raw", "id"), [
    (features(feature(POINT, {"@id": "node/12", **TAGS})), "node/12"),
    (features(feature(POINT, TAGS, id="way/12")), "way/12"),
    ("full_id;osm_id;osm_type;name;tourism;addr:city;addr:postcode;lat;lon\n"
     "r12;12;relation;Musée;museum;Lectoure;32700;43,94;0,63\n".encode(), "relation/12"),
    ("osm_id;osm_type;name;tourism;addr:city;addr:postcode;lat;lon\n"
     "12;node;Musée;museum;Lectoure;32700;43,94;0,63\n".encode(), "node/12"),
    (features(feature(POINT, TAGS), copyright=COPYRIGHT), ""),
])
def test_a_position_of_theirs_stays_under_its_licence(mapped: Path, raw: bytes, id: str) -> None:
    """Imported, it was published as ours."""
    (text,) = texts(bring(mapped, raw)).values()
    source = read_text(text, "musee.yml")
    assert isinstance(source, Source)
    parsed = parse(source, Place, "musee")
    assert isinstance(parsed, Parsed)
    assert licence_of(parsed.value) == ODBL_ID
    assert fields(text).get("refs", {}).get("osm", "") == id


def test_a_path_of_theirs_names_them(mapped: Path) -> None:
    """A hiking route, whose file under tracks/ says whose it is."""
    _, track = texts(bring(mapped, features(feature(
        LINE, {"@id": "relation/7", "name": "Boucle"})))).values()
    assert track_of(track.encode()).origin == openstreetmap.ORIGIN


def test_ids_in_other_catalogues_are_kept(mapped: Path) -> None:
    """Those that look as they must; any other column of that name is told."""
    tags = {**TAGS, "wikidata": "Q42", "ref:mhs": "PA00094763"}
    (text,) = texts(bring(mapped, features(feature(POINT, tags)))).values()
    assert fields(text)["refs"] == {"wikidata": "Q42", "merimee": "PA00094763"}
    (text,) = texts(bring(mapped, features(feature(POINT, {**TAGS, "wikidata": "x"})))).values()
    assert "refs" not in fields(text)
    assert "« wikidata »" in text.replace("\u00a0", " ")


@pytest.mark.parametrize("said", ["12", "node 12", "node/x", "node/12/3"])
def test_another_id_is_none_of_theirs(mapped: Path, said: str) -> None:
    """Many tables have a column of that name; it is told as before."""
    raw = f"id;nom;type;code insee;lat;lon\n{said};Halle;halle;32208;43,94;0,63\n".encode()
    (text,) = texts(bring(mapped, raw)).values()
    assert "refs" not in fields(text)
    assert "« id »" in text.replace("\u00a0", " ")


@pytest.mark.parametrize(("address", "id"), [
    ("http://osm.org/browse/node/1", "node/1"), ("https://www.openstreetmap.org/way/2", "way/2"),
    ("https://www.openstreetmap.org/way/2#map=1/2/3", "way/2"),
    ("https://exemple.fr/node/1", ""), ("https://www.openstreetmap.org/#map=1/2/3", "")])
def test_the_page_of_an_object_is_its_id(mapped: Path, address: str, id: str) -> None:
    """As waypoints and tables link to it; it is not the website of the place."""
    assert openstreetmap.id_of_page(address) == id
    point = f"<wpt lat='43.94' lon='0.63'><name>A</name><link href='{address}'/></wpt>"
    (text,) = texts(bring(mapped, f"<gpx>{point}</gpx>".encode())).values()
    assert fields(text).get("refs", {}).get("osm", "") == id
    assert not id or "website" not in fields(text)


def test_a_table_of_overpass_says_the_sort_of_object_and_no_kind(mapped: Path) -> None:
    """``@type`` is a node or a way; the kind of the place stands in its tags, and the id is made of
    both."""
    raw = (b"@id\t@type\tname\ttourism\taddr:city\taddr:postcode\t@lat\t@lon\n"
           b"12\tnode\tMus\xc3\xa9e\tmuseum\tLectoure\t32700\t43.9400000\t0.6300000\n")
    (text,) = texts(bring(mapped, raw)).values()
    assert fields(text)["kind"] == "museum"
    assert fields(text)["refs"] == {"osm": "node/12"}
