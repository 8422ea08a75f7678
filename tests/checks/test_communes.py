"""A commune by its code, its postcode and its outline: what `check` says where they disagree."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import shapely

from helpers.content_sample import COMMUNES, TODAY, write_sample
from helpers.outlined import outline_file
from parcours.content.boundaries import Boundary, boundaries_of
from parcours.content.outline_file import OutlineFile, read_outlines
from parcours.diagnostics.diagnostic import Diagnostic
from parcours.geo.points import LatLon
from parcours.load.shared import read_shared

POSTCODES = {"31555": "31000 31100", "31069": "31700", "32132": "32500", "32160": "32600",
             "32208": "32700", "32410": "32130", "31483": "31800"}
CODED = "\n".join(
    f"{line},{POSTCODES.get(line[:5], 'postcodes')}" for line in COMMUNES.splitlines()) + (
    "\n32500,Nulle-Part,portes-de-gascogne,43.92,0.74,12,32111"
    "\n32999,Autre-Part,portes-de-gascogne,43.80,0.60,12,32500\n")


def outlines(**squares: tuple[float, float, float]) -> str:
    """A square round a point for each commune, by its half side in degrees."""
    return json.dumps({"type": "FeatureCollection", "features": [{
        "type": "Feature", "properties": {"code": code.lstrip("c")}, "geometry": {
            "type": "Polygon", "coordinates": [[[lon - half, lat - half], [lon + half, lat - half],
                                                [lon + half, lat + half], [lon - half, lat + half],
                                                [lon - half, lat - half]]]}}
        for code, (lat, lon, half) in squares.items()]})


def communes_of(text: str) -> tuple[dict[str, Boundary], list[Diagnostic]]:
    """The communes of a file of outlines, or what keeps it from being read."""
    read = read_outlines(text, "outlines.geojson")
    return boundaries_of(read) if isinstance(read, OutlineFile) else ({}, [read])


OUTLINES = outlines(c32132=(43.85, 0.66, 0.03), c32500=(43.92, 0.74, 0.03),
                    c31555=(43.60, 1.43, 0.06))


def told(tmp_path: Path, commune: str, lat: str, lon: str) -> list[Diagnostic]:
    place = f"name: Lieu\nkind: market\ncommune: {commune}\nlat: {lat}\nlon: {lon}\n"
    folder = write_sample(tmp_path / "itineraries", **{
        "communes.csv": CODED, "outlines.geojson": OUTLINES, "places/lieu.yml": place})
    return [one for one in read_shared(folder, TODAY).diagnostics
            if one.span.file.endswith("lieu.yml")]


@pytest.mark.parametrize(("commune", "lat", "lon", "code", "hint"), [
    ("31000", "43.60000", "1.44000", "unknown-commune",
     '31000 est un code postal de Toulouse : écrivez "31555"'),
    ("31700", "43.64000", "1.37000", "unknown-commune",
     '31700 est un code postal de Blagnac : écrivez "31069"'),
    ('"32500"', "43.85000", "0.66000", "far-from-commune",
     '32500 est le code postal de Fleurance : écrivez "32132"'),
    ('"32500"', "43.60000", "1.44000", "far-from-commune",
     'corrigez le point, ou écrivez commune: "31555" (Toulouse)'),
])
def test_a_postcode_typed_for_a_code_is_told(tmp_path: Path, commune: str, lat: str, lon: str,
                                             code: str, hint: str) -> None:
    """Also where it is the code of another commune, by the place that the point lies in."""
    found = told(tmp_path, commune, lat, lon)
    assert [(one.code, one.hint.fr if one.hint else "") for one in found] == [(code, hint)]


def test_a_postcode_of_several_communes_is_not_decided(tmp_path: Path) -> None:
    """All are named, with their codes; nothing is typed by itself."""
    folder = write_sample(tmp_path / "itineraries", **{
        "communes.csv": CODED.replace("32500,Nulle-Part", "32501,Nulle-Part"),
        "places/lieu.yml": "name: L\nkind: market\ncommune: 32500\nlat: 43.82\nlon: 0.62\n"})
    (one,) = [found for found in read_shared(folder, TODAY).diagnostics
              if found.span.file.endswith("lieu.yml")]
    assert one.fix == ()
    assert one.hint is not None
    assert '"32132" (Fleurance)' in one.hint.fr
    assert '"32999" (Autre-Part)' in one.hint.fr


@pytest.mark.parametrize(("lat", "lon", "codes"), [
    ("43.85000", "0.66000", []), ("43.82000", "0.66000", []),  # on the line
    ("43.81800", "0.66000", []),  # within what outlines are worth
    ("43.81300", "0.66000", ["far-from-commune"]), ("43.92000", "0.74000", ["far-from-commune"]),
    ("0.66000", "43.85000", ["swapped-coordinates"]),
])
def test_a_point_out_of_the_outline_is_told(tmp_path: Path, lat: str, lon: str,
                                            codes: list[str]) -> None:
    """Inside, near the line, out of it, in the next commune, and turned round."""
    assert [one.code for one in told(tmp_path, '"32132"', lat, lon)] == codes


@pytest.mark.parametrize(("lat", "precision", "codes"), [
    ("43.81900", 50, []),  # 111 m out: within tolerance and precision
    ("43.81860", 50, ["outside-outline"]),  # 155 m
    ("43.81860", 60, []), ("43.81690", 50, ["outside-outline"]),  # 344 m
    ("43.81670", 50, ["far-from-commune"]),  # 367 m: an error, told once
])
def test_a_point_a_little_out_is_told_by_the_tolerance_of_the_file(
        tmp_path: Path, lat: str, precision: int, codes: list[str]) -> None:
    """Beyond what the file forgives and the point's own precision, up to where it must be wrong."""
    place = (f"name: Lieu\nkind: market\ncommune: \"32132\"\nlat: {lat}\nlon: 0.66\n"
             f"precision_m: {precision}\n")
    tree = json.loads(OUTLINES) | {"tolerance_m": 100}
    folder = write_sample(tmp_path / "itineraries", **{
        "communes.csv": CODED, "outlines.geojson": json.dumps(tree), "places/lieu.yml": place})
    found = [one for one in read_shared(folder, TODAY).diagnostics
             if one.span.file.endswith("lieu.yml")]
    assert [one.code for one in found] == codes
    if "outside-outline" in codes:
        assert (found[0].span.line, found[0].severity.value) == (4, "warning")
        assert "m hors du contour de Fleurance, exact à 100 m près" in found[0].message.fr
        assert "territoire" not in found[0].message.fr


def test_a_rough_file_condemns_no_point_that_it_may_hold(tmp_path: Path) -> None:
    """Outlines true to within a kilometre forgive a kilometre, as their file says."""
    folder = write_sample(tmp_path / "itineraries", **{
        "communes.csv": CODED, "outlines.geojson": json.dumps(
            json.loads(OUTLINES) | {"tolerance_m": 1000}),
        "places/lieu.yml": 'name: L\nkind: market\ncommune: "32132"\nlat: 43.81300\nlon: 0.66\n'})
    assert [one.code for one in read_shared(folder, TODAY).diagnostics
            if one.span.file.endswith("lieu.yml")] == []


def test_without_the_outline_of_the_commune_that_of_the_territory_counts(tmp_path: Path) -> None:
    """And the message says which was compared, in both languages."""
    place = 'name: Lieu\nkind: market\ncommune: "32132"\nlat: 43.86\nlon: 0.49\n'
    folder = write_sample(tmp_path / "itineraries", **{
        "outlines.geojson": outline_file(), "places/lieu.yml": place})
    (one,) = [one for one in read_shared(folder, TODAY).diagnostics
              if one.span.file.endswith("lieu.yml")]
    assert one.code == "outside-outline"
    assert one.message.fr == (
        "ce point est à 1389 m hors du contour du territoire « Pays Portes de Gascogne », exact à "
        "100 m près ; le contour de Fleurance n’est pas connu : c’est celui du territoire qui est "
        "comparé")
    assert "that of the territory is compared" in one.message.en


def test_the_distance_is_that_to_the_boundary(tmp_path: Path) -> None:
    """Told in metres below a kilometre."""
    (one,) = told(tmp_path, '"32132"', "43.81300", "0.66000")
    assert one.message.fr == "ce point est à 778 m de la limite de Fleurance"


@pytest.mark.parametrize("text", [
    "", "{", "[]", "3", '{"type":"FeatureCollection"}', '{"features": 3}',
    '{"features": [{"properties": {"code": "32132"}, "geometry": null}]}',
    '{"features": [{"properties": {"code": "32132"}, "geometry": {"type": "Polygon", '
    '"coordinates": [[[0, 0], [1, "a"], [1, 1], [0, 0]]]}}]}',
    '{"features": [{"properties": {"code": "32132"}, "geometry": {"type": "Polygon", '
    '"coordinates": [[[0, 0], [500, 1], [1, 1], [0, 0]]]}}]}',
    OUTLINES.replace('"32500"', '"32132"'), "[" * 101,
    r'{"\u0066eatures": [{"properties": {"code": "32132"}, "geometry": null}]}',
])
def test_outlines_that_cannot_be_read_are_told(text: str) -> None:
    """A diagnostic on the file and no exception, whatever stands there."""
    _, faults = communes_of(text)
    assert [one.code for one in faults] == ["bad-value"]
    assert faults[0].hint is not None


def test_outlines_of_territories_are_left_to_others() -> None:
    """A feature without a code is none of a commune's, and no fault."""
    tree = json.loads(OUTLINES)
    tree["features"].append({"type": "Feature", "properties": {"territory": "x"}, "geometry": None})
    boundaries, faults = communes_of(json.dumps(tree))
    assert (sorted(boundaries), faults) == (["31555", "32132", "32500"], [])


def test_a_wrong_postcode_in_the_table_is_told(tmp_path: Path) -> None:
    """With its line."""
    folder = write_sample(tmp_path / "itineraries", **{
        "communes.csv": CODED.replace("31700", "3170")})
    (one,) = [found for found in read_shared(folder, TODAY).diagnostics
              if found.span.file.endswith("communes.csv")]
    assert "« 3170 » n’est pas un code postal" in one.message.fr


def test_inside_and_outside_are_those_of_shapely() -> None:
    """Of points all over a commune with a hole and an island, on a grid that meets no corner."""
    shapes = [[[0, 0], [4, 0], [4, 4], [2, 2], [0, 4], [0, 0]], [[1, 1], [2, 1], [1, 2], [1, 1]]]
    island = [[[5, 5], [6, 5], [6, 6], [5, 6], [5, 5]]]
    boundaries, _ = communes_of(json.dumps({"features": [{
        "properties": {"code": "1"}, "geometry": {
            "type": "MultiPolygon", "coordinates": [shapes, island]}}]}))
    drawn = shapely.MultiPolygon([(shapes[0], shapes[1:]), (island[0], [])])
    for north in range(30):
        for east in range(30):
            point = LatLon(north * 0.2137 + 0.011, east * 0.2171 + 0.013)
            inside = drawn.contains(shapely.Point(point.lon, point.lat))
            assert (boundaries["1"].outside_m(point) == 0) == inside, point
