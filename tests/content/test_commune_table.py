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
    ring = [[0, 45], [3, 45], [3, 48], [2, 48], [2, 46], [1, 46], [1, 48], [0, 48], [0, 45]]
    (row,) = read_table(json.dumps({"features": [{
        "geometry": {"type": "Polygon", "coordinates": [ring]},
        "properties": {"code": "01001", "nom": "Fer-à-Cheval"}}]}), "table")
    assert isinstance(row, CommuneRow)
    assert row.polygon is not None
    assert not (1 < row.lon < 2 and row.lat > 46)


@pytest.mark.parametrize(("area", "kept"), [
    ("94,2", "94.2"), ("94.2", "94.2"), (" 94 ", "94"), ("1 204,5", "1204.5"), ("", "")])
def test_an_area_is_kept_as_the_new_table_wants_it(area: str, kept: str) -> None:
    """A decimal comma, a space between thousands: what French tables have becomes what we read."""
    text = f"code;nom;lat;lon;surface_km2\n01001;Bourg;46,1;5,2;{area}\n"
    (row,) = read_table(text, "table")
    assert isinstance(row, CommuneRow)
    assert row.area_km2 == kept


@pytest.mark.parametrize("typed", ["44210 44580", "44210, 44580", "44210/44580", "44210-44580",
                                   "44210|44580"])
def test_postcodes_are_set_apart_by_spaces(typed: str) -> None:
    """Whatever stands between them in a public table."""
    (row,) = read_table(f"code;nom;lat;lon;codes_postaux\n44131;Pornic;47;-2;{typed}\n", "table")
    assert isinstance(row, CommuneRow)
    assert row.postcodes == "44210 44580"


def test_a_postcode_gets_its_lost_zero_back() -> None:
    """Spreadsheets take it away, as they do of the INSEE code."""
    (row,) = read_table("code;nom;lat;lon;code_postal\n1053;Bourg;46,2;5,2;1000\n", "table")
    assert isinstance(row, CommuneRow)
    assert (row.code, row.postcodes) == ("01053", "01000")


def test_a_commune_that_has_a_row_for_each_postcode_is_one() -> None:
    """So the post office’s table tells of it; a row that says the same again is no other."""
    text = ("code;nom;lat;lon;code_postal\n44131;Pornic;47;-2;44210\n44131;Pornic;47;-2;44580\n"
            "44131;Pornic;47;-2;44580\n")
    (row,) = read_table(text, "table")
    assert isinstance(row, CommuneRow)
    assert row.postcodes == "44210 44580"


def test_codes_of_corsica_are_understood_in_small_letters() -> None:
    """2a004 is 2A004."""
    (row,) = read_table("code,name,lat,lon\n2a004,Ajaccio,41.9,8.7\n", "table")
    assert isinstance(row, CommuneRow)
    assert row.code == "2A004"


@pytest.mark.parametrize(("rows", "code", "line"), [
    ("44131,Pornic,A,47,-2\n44131,Pornic,B,47,-2\n", "duplicate-key", 3),
    ("44131,Pornic,A,47,-2\n44131,Pornic,A,48,-2\n", "duplicate-key", 3),
    ("44131,Pornic,A,-2.1,47.1\n", "swapped-coordinates", 2),
    ("44131,Pornic,A,10,20\n", "bad-coordinates", 2),
    ("44131,Por\x07nic,A,47,-2\n", "bad-value", 2)])
def test_a_row_that_would_fail_later_fails_here(rows: str, code: str, line: int) -> None:
    """On its own line: the folder of the new site is never written with a table that its first
    check refuses, nor with a commune of France in another country."""
    found = read_table("code,name,territory,lat,lon\n" + rows, "table")
    assert [(one.code, one.span.line) for one in found if isinstance(one, Diagnostic)] == [
        (code, line)]


def test_a_feature_without_a_place_is_told_by_its_code() -> None:
    """A GeoJSON is one, and has no line to tell: which commune lacks its point is said."""
    (found,) = read_table(json.dumps({"type": "FeatureCollection", "features": [{
        "type": "Feature", "properties": {"code": 44109, "nom": "Nantes"}, "geometry": None}]}),
        "table")
    assert isinstance(found, Diagnostic)
    assert found.message.fr == "44109 : il manque lat, lon"


@pytest.mark.parametrize(("more", "code"), [(";abc;44210", "bad-value"), (";94;4421X", "bad-value"),
                                            (";0;44210", "bad-value")])
def test_areas_and_postcodes_that_are_none_are_told(more: str, code: str) -> None:
    """With their line, before anything is written."""
    found = read_table(f"code;nom;lat;lon;surface_km2;codes_postaux\n44131;Pornic;47;-2{more}\n",
                       "table")
    assert [(one.code, one.span.line) for one in found if isinstance(one, Diagnostic)] == [
        (code, 2)]


def test_overseas_communes_lie_where_they_are() -> None:
    """The bounds are those of mainland France and Corsica: Saint-Denis of La Réunion has others."""
    (row,) = read_table("code,name,lat,lon\n97411,Saint-Denis,-20.88,55.45\n", "table")
    assert isinstance(row, CommuneRow)


@pytest.mark.parametrize(("head", "lacking"), [
    ("code,lat,lon", "name"), ("code,name,lat", "lon"), ("code,name", "lat, lon"),
    ("nom,lat,lon", "code")])
def test_a_column_that_is_missing_is_told_once(head: str, lacking: str) -> None:
    """Not once a row, and not by calling a CSV table none; the columns that there are, are told."""
    row = ",".join("1" for _ in head.split(","))
    (found,) = read_table(f"{head}\n{row}\n{row}\n", "table")
    assert isinstance(found, Diagnostic)
    assert (found.code, found.span.line) == ("missing-field", 1)
    assert f"colonne {lacking}" in found.message.fr or f"colonnes {lacking}" in found.message.fr
    assert found.hint is not None
    assert head.partition(",")[0] in found.hint.fr


@pytest.mark.parametrize(("text", "code"), [
    ("", "bad-value"), ("une,ligne\n1,2\n", "missing-field"), ("{", "bad-value"),
    ('{"features": 3}', "bad-value"), ("code,name,lat,lon\n", "missing-field"),
    ("code,name,lat,lon\n01001,Bourg,,5\n", "missing-field"),
    ("code,name,lat,lon\n01001,Bourg,nord,5\n", "bad-value"),
    ("code,name,lat,lon\n01001,Bourg,146.1,5\n", "bad-value"),
    ("code,name,lat,lon\n123456,Bourg,46.1,5\n", "bad-value"),
    ('{"features": [{"properties": {"code": "01001"}, "geometry": null}]}', "missing-field")])
def test_what_is_no_table_is_told(text: str, code: str) -> None:
    """With the line where there is one, and never a traceback."""
    found = read_table(text, "table")
    assert [one.code for one in found if isinstance(one, Diagnostic)] == [code]


@pytest.mark.parametrize(("heading", "cell", "territory"), [
    ("EPCI", "La Cité", "La Cité"), ("Intercommunalité", "La Cité", "La Cité"),
    ("EPCI", "200000123", ""), ("nom_epci", "La Cité", "La Cité")])
def test_the_territory_by_the_names_of_its_column(heading: str, cell: str, territory: str) -> None:
    """Tables name the intercommunality in one column or another; its number is no name."""
    (row,) = read_table(f"code;nom;lat;lon;{heading}\n01001;Grandville;46.2;5.2;{cell}\n", "t.csv")
    assert isinstance(row, CommuneRow)
    assert row.territory == territory
