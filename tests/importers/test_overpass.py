"""Overpass in JSON: where each object lies, whose it is, and what is only proposed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from helpers.importing import as_json, bring, fields, texts

HALL = {"name": "Halle", "addr:city": "Lectoure", "tourism": "museum"}
RING = [{"lat": 43.93, "lon": 0.62}, {"lat": 43.93, "lon": 0.621}, {"lat": 43.931, "lon": 0.621},
        {"lat": 43.93, "lon": 0.62}]


def answer(*elements: dict[str, Any]) -> bytes:
    return as_json({"version": 0.6, "generator": "Overpass API", "elements": list(elements),
                    "osm3s": {"timestamp_osm_base": "2026-11-20T10:00:00Z"}})


@pytest.mark.parametrize(("element", "at", "is_centre"), [
    ({"type": "node", "lat": 43.9344, "lon": 0.6217}, ("43.93440", "0.62170"), False),
    ({"type": "way", "center": {"lat": 43.9344, "lon": 0.6217}, "nodes": [1, 2]},
     ("43.93440", "0.62170"), True)])
def test_an_object_lies_where_the_answer_says(
        mapped: Path, element: dict[str, Any], at: tuple[str, str], is_centre: bool) -> None:
    """A centre is told as such: it is no door; all is under the ODbL and names its object."""
    result = bring(mapped, answer({**element, "id": 12, "tags": HALL}, {"type": "node", "id": 1}))
    (text,) = texts(result).values()
    data = fields(text)
    assert (data["lat"], data["lon"], data["commune"]) == (*at, "32208")
    assert ("le centre de l’objet" in text) == is_centre
    assert data["sources"] == [f"https://www.openstreetmap.org/{element['type']}/12"]
    assert [one.fr for one in result.told] == [
        "la date des données d’OpenStreetMap : 2026-11-20", "1 objet(s) sans étiquette"]


@pytest.mark.parametrize("shape", [
    {"type": "way", "geometry": RING},
    {"type": "relation", "bounds": {"minlat": 43.93, "minlon": 0.62, "maxlat": 43.931,
                                    "maxlon": 0.621}}])
def test_the_middle_of_a_surface_is_only_proposed(mapped: Path, shape: dict[str, Any]) -> None:
    """Of a building that is given by its walls, or by the box around it; *multipolygon* is no kind.
    """
    (text,) = texts(bring(mapped, answer(
        {**shape, "id": 12, "tags": {**HALL, "type": "multipolygon"}}))).values()
    assert "lat" not in fields(text)
    assert "43.93050, le milieu de la forme" in text
    assert shape["type"] == "way" or fields(text)["kind"] == "museum"


def test_a_route_is_its_parts_and_has_no_stop_but_its_own(mapped: Path) -> None:
    """A query gives what lies around as well."""
    ways = [{"type": "way", "ref": n, "geometry": [{"lat": 43.93 + n / 100, "lon": 0.62},
                                                   {"lat": 43.94 + n / 100, "lon": 0.62}]}
            for n in range(2)]
    result = bring(mapped, answer(
        {"type": "relation", "id": 3, "tags": {"type": "route", "route": "hiking", "name": "Tour"},
         "members": [*ways, {"type": "node", "ref": 9}]},
        *({"type": "node", "id": n, "lat": 43.93, "lon": 0.62, "tags": {**HALL, "name": f"H{n}"}}
          for n in range(2))))
    found = texts(result)
    assert sorted(found) == ["brouillons/tour.yml", "places/h0.yml", "places/h1.yml",
                             "tracks/tour.gpx"]
    assert found["tracks/tour.gpx"].count("<trkpt") == 3
    assert "H0" not in found["brouillons/tour.yml"]
