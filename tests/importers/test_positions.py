"""Positions as people type them: read when there is one reading, told with their text when not."""

from __future__ import annotations

import pytest

from parcours.geo.points import LatLon, distance_m
from parcours.importers import projection
from parcours.importers.positions import of_columns, pair, projected

COLOGNE = LatLon(43.7221, 0.9774)

ONE_CELL = [
    "43,7221, 0,9774", "43.7221, 0.9774", "43.7221,0.9774", "43,7221 0,9774", "43,7221;0,9774",
    "43,7221 / 0,9774", "(43.7221, 0.9774)", "N 43.7221 E 0.9774", "43.7221°N, 0.9774°E",
    "43,7221,0,9774", "[43.7221 ; 0.9774]", "43.7221|0.9774", "43.7221\t0.9774",
    "43.7221 , 0.9774", "43,7221°N 0,9774°E", "+43.7221, +0.9774", "43.7221 - 0.9774",
    "E 0.9774 N 43.7221", "0.9774 E, 43.7221 N", "lat: 43.7221 lon: 0.9774",
    "Lat 43,7221 / Long 0,9774", "X: 0.9774 Y: 43.7221", "longitude=0.9774, latitude=43.7221",
    "43.7221, 0.9774, 150", "43°43'19.6\"N 0°58'38.6\"E", "43° 43' 19,6'' Nord, 0° 58' 38,6'' Est",
    "N43° 43.326' E000° 58.644'", "43°43′19,6″ / 0°58′38,6″", "43 43 19.6 N 0 58 38.6 E",
    "43d43m19.6s N 0d58m38.6s E", "POINT (0.9774 43.7221)", "POINT(0,9774 43,7221)",
    "SRID=4326;POINT Z (0.9774 43.7221 12)", '{"type":"Point","coordinates":[0.9774,43.7221]}',
    "geo:43.7221,0.9774", "https://www.google.com/maps/@43.7221,0.9774,15z",
    "https://maps.google.com/?q=43.7221,0.9774", "https://www.openstreetmap.org/#map=17/43.7221/0.9774",
]


@pytest.mark.parametrize("said", ONE_CELL)
def test_a_position_in_one_cell_is_read(said: str) -> None:
    """Points and commas, every separator, letters, minutes and seconds, WKT, addresses of maps."""
    found = pair(said)
    assert found.at is not None
    assert distance_m(found.at, COLOGNE) < 3


@pytest.mark.parametrize("said", [
    "43,7221", "43 7221", "43, 1", "437221 9774", "0, 0", "à droite de l’église", "43.722.100 0.97",
    "POINT EMPTY", "43.7221, 0.9774, 1, 2", "91.5, 200.5", "43°72'00\"N 0°58'00\"E",
])
def test_what_has_no_one_reading_is_told_as_it_stands(said: str) -> None:
    """Nothing is guessed, and the cell's own text is in what is told."""
    found = pair(said)
    assert found.at is None
    assert found.bad is not None
    assert said[:20] in found.bad.fr


@pytest.mark.parametrize(("said", "what"), [
    ("8FM2PXCG+RX", "plus code"), ("PXCG+RX Cologne", "plus code"),
    ("https://maps.app.goo.gl/abcDEF123", "lien abrégé"), ("///table.lampe.chat", "what3words"),
    ("31T CJ 12345 67890", "MGRS"), ("LINESTRING(0.9774 43.7221, 0.97 43.72)", "et non un point"),
    ("0101000020E6100000A1D634EF3847EF3F1E166A4DF3DC4540", "binaire"),
])
def test_another_way_to_say_where_is_called_by_its_name(said: str, what: str) -> None:
    """With where latitude and longitude are to be had."""
    found = pair(said)
    assert found.bad is not None
    assert what in found.bad.fr
    assert "copiez latitude et longitude" in found.bad.fr


def test_a_telephone_under_coordinates_is_not_repeated() -> None:
    """The column « coordonnées » of many offices holds telephones: they are told without them."""
    found = pair("05 62 06 00 00, mairie@exemple.fr")
    assert found.bad is not None
    assert "62 06" not in found.bad.fr
    assert "@" not in found.bad.fr


@pytest.mark.parametrize(("lat", "lon"), [
    ("43,7221", "0,9774"), ("43.7221 N", "0.9774 E"), ("43°43'19.6\"N", "0°58'38.6\"E"),
    ("0.9774 E", "43.7221 N"), ("43:43:19.6", "0:58:38.6"), ("43.7221°", "0.9774°"),
    ("43,7221", ",9774"), ("43.7221", ".9774"), ("4,37221E+01", "9,774E-01"),
    ("43.7221,", "0.9774"), ("Lat : 43.7221", "Long : 0.9774"), ("43.7221", "360.9774"),
    ("6293543,6", "537002.6"), ("6 293 543", "537 002"), ("537002", "6293543"),
])
def test_a_position_in_two_columns_is_read(lat: str, lon: str) -> None:
    """Degrees or metres, thousands apart or not; letters know better than the columns."""
    found = of_columns(lat, lon)
    assert found.at is not None
    assert distance_m(found.at, COLOGNE) < 30


@pytest.mark.parametrize(("lat", "lon", "said"), [
    ("0", "0", "aucune"), ("-9999", "-9999", "aucune"), ("999", "999", "aucune"),
    ("437221", "9774", "virgules sont perdues"),
    ("43.7221", "", "une seule coordonnée"), ("43", "1", "au degré près"), ("0,0", "0,0", "aucune"),
    ("437221", "9774", "en mètres"), ("nord", "est", "illisible"),
])
def test_two_columns_without_a_position_are_told(lat: str, lon: str, said: str) -> None:
    """Each for its own reason."""
    found = of_columns(lat, lon)
    assert found.at is None
    assert found.bad is not None
    assert said in found.bad.fr


@pytest.mark.parametrize(("x", "y", "name"), [
    (574356.0, 6279430.0, "Lambert-93"), (1574420.0, 2267785.0, "CC43"),
    (527432.0, 1844900.0, "Lambert II"),
])
def test_metres_tell_their_projection_by_their_range(x: float, y: float, name: str) -> None:
    """Toulouse in the three projections of French data sets, and what was assumed is said."""
    found = projected(x, y)
    assert found.at is not None
    assert distance_m(found.at, LatLon(43.60, 1.44)) < 6000
    assert found.said is not None
    assert name in found.said.fr
    assert "supposé" in found.said.fr


@pytest.mark.parametrize(("said", "epsg"), [
    ("urn:ogc:def:crs:EPSG::2154", 2154), ("EPSG:2154", 2154), ("2154", 2154), ("2154.0", 2154),
    ("http://www.opengis.net/def/crs/EPSG/0/3943", 3943), ("Lambert 93", 2154), ("L93", 2154),
    ("RGF93 / CC43", 3943), ("cc44", 3944), ("urn:ogc:def:crs:OGC:1.3:CRS84", 4326),
    ("WGS84", 4326), ("Lambert II étendu", 27572), ("EPSG:999999", None), ("ailleurs", None),
])
def test_a_projection_is_known_by_its_names(said: str, epsg: int | None) -> None:
    """Codes, addresses of codes, and the words of offices; an unknown one is not guessed."""
    found = projection.named(said)
    assert (found.epsg if found else None) == epsg


def test_web_mercator_is_read_only_when_named() -> None:
    """Its range overlaps with that of UTM: the numbers alone do not tell it."""
    x, y = 108803.0, 5422537.0
    assert projected(x, y).at is None
    known = projection.named("EPSG:3857")
    found = projected(x, y, known).at
    assert found is not None
    assert distance_m(found, COLOGNE) < 200
