"""Tables of communes as offices have them, with the names that public tables give their columns."""

from __future__ import annotations

import json

import pytest

from parcours.content.commune_table import CommuneRow, read_table
from parcours.diagnostics.diagnostic import Diagnostic

ROW = CommuneRow("01001", "Bourg-le-Haut", "Le Pays", 46.1, 5.2, "", "01000")


@pytest.mark.parametrize("text", [
    "code,name,territory,lat,lon,postcodes\n01001,Bourg-le-Haut,Le Pays,46.1,5.2,01000\n",
    "code_insee;nom_commune;nom_epci;latitude;longitude;code_postal\n"
    "01001;Bourg-le-Haut;Le Pays;46,1;5,2;01000\n",
    "\ufeffINSEE_COM\tNOM_COM\tLIBEPCI\tLAT\tLON\tcodes_postaux\n"
    "1001\tBourg-le-Haut\tLe Pays\t46.1\t5.2\t01000\n",
    json.dumps({"type": "FeatureCollection", "features": [{
        "type": "Feature", "geometry": {"type": "Point", "coordinates": [5.2, 46.1]},
        "properties": {"code": "01001", "nom": "Bourg-le-Haut", "territoire": "Le Pays",
                       "codesPostaux": ["01000"]}}]})])
def test_the_usual_names_and_separators_are_understood(text: str) -> None:
    """Commas, semicolons with decimal commas, tabs with a lost zero, GeoJSON: one commune."""
    assert read_table(text, "table") == [ROW]


def test_a_polygon_gives_a_point_within(
) -> None:
    """Of a commune shaped like a horseshoe, too, whose middle is outside."""
    ring = [[0, 0], [3, 0], [3, 3], [2, 3], [2, 1], [1, 1], [1, 3], [0, 3], [0, 0]]
    (row,) = read_table(json.dumps({"features": [{
        "geometry": {"type": "Polygon", "coordinates": [ring]},
        "properties": {"code": "01001", "nom": "Fer-à-Cheval"}}]}), "table")
    assert isinstance(row, CommuneRow)
    assert row.polygon is not None
    assert not (1 < row.lon < 2 and row.lat > 1)


@pytest.mark.parametrize(("text", "code"), [
    ("", "bad-value"), ("une,ligne\n1,2\n", "bad-value"), ("{", "bad-value"),
    ('{"features": 3}', "bad-value"), ("code,name,lat,lon\n", "missing-field"),
    ("code,name,lat,lon\n01001,Bourg,,5\n", "missing-field"),
    ("code,name,lat,lon\n01001,Bourg,nord,5\n", "bad-value"),
    ("code,name,lat,lon\n01001,Bourg,146.1,5\n", "bad-value"),
    ("code,name,lat,lon\n123456,Bourg,46.1,5\n", "bad-value"),
    ('{"features": [{"properties": {"code": "01001"}, "geometry": null}]}', "bad-value")])
def test_what_is_no_table_is_told(text: str, code: str) -> None:
    """With the line where there is one, and never a traceback."""
    found = read_table(text, "table")
    assert [one.code for one in found if isinstance(one, Diagnostic)] == [code]
