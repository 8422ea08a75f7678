"""Where territories end, in words: the source on every page and map, or that it is schematic."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from helpers.content_sample import ROUTE_FILE, TODAY, write_sample
from helpers.outlined import CITY_RING, COUNTRY_RING, feature, outline_file
from parcours.build.build import Options, build
from parcours.content.territory_outlines import OutlineCredit
from parcours.i18n.language import language_of
from parcours.render.words.outlines import credit

ROUTE_ID = Path(ROUTE_FILE).stem
SOURCE = "IGN, Admin <b>Express</b>, 2018, Licence Ouverte 2.0"
ALL = outline_file(
    feature([CITY_RING], territory="toulouse-metropole"),
    feature([COUNTRY_RING], territory="portes-de-gascogne"),
    feature([[[0.5, 43.0], [0.9, 43.0], [0.9, 43.3], [0.5, 43.3], [0.5, 43.0]]],
            territory="comminges"),
    source="IGN, Admin <b>Express</b>")


def made(tmp_path: Path, text: str | None) -> Mapping[str, str]:
    """Every page, picture and script of a build, by path below ``docs``."""
    files: dict[str, str | bytes | None] = {"outlines.geojson": text}
    outcome = build(Options(write_sample(tmp_path / "itineraries", **files), tmp_path / "docs",
                            TODAY))
    assert outcome.published, outcome.diagnostics
    return {path.relative_to(tmp_path / "docs").as_posix(): path.read_text("utf-8")
            for path in (tmp_path / "docs").rglob("*")
            if path.suffix in (".md", ".svg", ".html", ".js", ".geojson")}


@pytest.fixture(scope="module")
def surveyed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """A site whose territories all have an outline."""
    return made(tmp_path_factory.mktemp("surveyed"), ALL)


@pytest.fixture(scope="module")
def schematic(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """The same without the file."""
    return made(tmp_path_factory.mktemp("schematic"), None)


def sources_of(files: Mapping[str, str], lang: str = "fr") -> dict[str, str | None]:
    """Whose word the maps of a language say each outline is."""
    said = [json.loads(text.partition("hold(")[2].removesuffix(");\n"))
            for path, text in files.items()
            if path.startswith(f"{lang}/") and "/land-" in path]
    return {one["id"]: one.get("source") for one in said}


@pytest.mark.parametrize("page", [
    "fr/index.md", "fr/parcours/index.md", f"fr/parcours/{ROUTE_ID}/index.md",
    "fr/territoires/index.md"])
def test_pages_with_a_picture_tell_the_source(surveyed: Mapping[str, str], page: str) -> None:
    """Home, catalogue, route and territories: source, edition and licence, as inert text; and
    nothing there calls an outline schematic."""
    text = surveyed[page]
    assert "Admin &lt;b&gt;Express&lt;/b&gt;, 2018, Licence Ouverte 2.0" in text.replace(
        "‹b›", "&lt;b&gt;").replace("‹/b›", "&lt;/b&gt;")
    assert "<b>Express" not in text
    assert "contours des territoires sont schématiques" not in text


@pytest.mark.parametrize("picture", [
    f"parcours/{ROUTE_ID}/{ROUTE_ID}.svg", "territoires/carte.svg", "territoires/affiche.svg",
    "parcours/carte.svg"])
def test_pictures_tell_their_source_wherever_they_go(
        surveyed: Mapping[str, str], schematic: Mapping[str, str], picture: str) -> None:
    """Cover, overview, poster and ground of the catalogue: in their description; the outline is a
    straight line, and they are called schematic only where they are."""
    for lang, said, word in (("fr", "Contours\u00a0: IGN", "chématique"),
                             ("en", "Outlines: IGN", "chematic")):
        true, blob = surveyed[f"{lang}/{picture}"], schematic[f"{lang}/{picture}"]
        assert said in true
        assert word not in true
        assert "z\"/>" in true
        assert said not in blob
        assert word in blob


def test_maps_tell_their_source_in_the_attribution(
        surveyed: Mapping[str, str], schematic: Mapping[str, str]) -> None:
    """The text that Leaflet is given, in each language; schematic shapes have none."""
    assert {*sources_of(surveyed).values(), *sources_of(surveyed, "en").values()} == {SOURCE}
    assert {*sources_of(schematic).values()} == {None}
    for lang, said in (("fr", "Contours\u00a0: {sources}"), ("en", "Outlines: {sources}")):
        assert f'"outlines":"{said}"' in surveyed[f"{lang}/parcours/{ROUTE_ID}/map.html"]
        assert f'"outlines":"{said}"' in surveyed[f"{lang}/parcours/map.html"]


def test_maps_call_schematic_only_what_is(surveyed: Mapping[str, str],
                                          schematic: Mapping[str, str]) -> None:
    """The legend's sentence about outlines, and what is said when no background comes."""
    page = f"fr/parcours/{ROUTE_ID}/map.html"
    assert "contours des territoires sont schématiques" in schematic[page]
    assert "contours des territoires sont schématiques" not in surveyed[page]
    for name in (page, "fr/parcours/map.html"):
        assert "contours des territoires seulement" in surveyed[name]
        assert "formes schématiques seulement" in schematic[name]


def test_one_outline_that_is_missing_leaves_the_word(tmp_path: Path) -> None:
    """Where one side is drawn from its communes, the picture of both is schematic, and told so;
    the other's source is told on the map, where its line is."""
    files = made(tmp_path, outline_file(feature([CITY_RING], territory="toulouse-metropole")))
    assert "contours des territoires sont schématiques" in files[
        f"fr/parcours/{ROUTE_ID}/index.md"]
    assert "contours des territoires sont schématiques" in files[
        f"fr/parcours/{ROUTE_ID}/map.html"]
    assert str(sources_of(files)["toulouse-metropole"]).startswith("IGN")


def test_outlines_are_given_as_data(surveyed: Mapping[str, str],
                                    schematic: Mapping[str, str]) -> None:
    """The file of open data: every territory with its name, and whose word it is, on which terms,
    how exact; without outlines it holds none, and no schematic shape passes for one."""
    tree = json.loads(surveyed["en/donnees/territoires.geojson"])
    assert {name: tree["parcours"][name] for name in (
        "attribution", "edition", "licence", "tolerance_m")} == {
        "attribution": "IGN, Admin <b>Express</b>", "edition": "2018",
        "licence": "Licence Ouverte 2.0", "tolerance_m": 100}
    city = tree["features"][0]
    assert (city["id"], city["properties"]["name"]) == ("toulouse-metropole", "Toulouse Métropole")
    assert city["geometry"] == {"type": "Polygon", "coordinates": [CITY_RING]}
    assert city["bbox"] == [1.30, 43.54, 1.56, 43.71]
    assert len(tree["features"]) == 3
    none = json.loads(schematic["fr/donnees/territoires.geojson"])
    assert (none["features"], "attribution" in none["parcours"]) == ([], False)


def test_a_day_of_an_edition_is_written_out() -> None:
    """A year stays a year."""
    told = OutlineCredit("IGN", "2026-02-18", "terms of theirs")
    assert credit([told], language_of("fr")) == (
        "Contours\u00a0: IGN, 18 février 2026, terms of theirs")
    assert credit([told._replace(edition="2025")], language_of("en")) == (
        "Outlines: IGN, 2025, terms of theirs")
    assert credit([], language_of("fr")) == ""


def test_outlines_of_two_sources_tell_both(tmp_path: Path) -> None:
    """Pages, pictures, maps and data name each, and data which territory is whose; below a picture
    stands the word of its own territories alone, and it is called by their names."""
    own = {"source": "Le Pays", "date": "2026", "licence": "odbl"}
    files = made(tmp_path, outline_file(
        feature([CITY_RING], territory="toulouse-metropole"),
        feature([COUNTRY_RING], territory="portes-de-gascogne", **own)))
    both = ("Outlines: IGN, Admin Express COG, 2018, Licence Ouverte 2.0; Le Pays, 2026, "
            "ODbL 1.0")
    for name in (f"en/parcours/{ROUTE_ID}/index.md", f"en/parcours/{ROUTE_ID}/{ROUTE_ID}.svg",
                 "en/territoires/carte.svg", "en/parcours/carte.svg"):
        assert both in files[name], name
    page = files["en/territoires/index.md"]
    first, second = re.findall(r'alt="([^"]*)"><figcaption>(.*?)</figcaption>', page)
    assert first == ("Map of Toulouse Métropole and Pays Portes de Gascogne, with every route "
                     "between them.", f"{both}.")
    assert second == ("Map of Toulouse Métropole and Pays Comminges, with every route between "
                      "them.", "The outlines of the territories are schematic.")
    assert "Two sides" not in page
    assert re.findall(r'<a href="(\.\./(?:reciprocite|contrat)/[^"]*)">(.*?)</a>', page) == [
        ("../reciprocite/#alliance-toulouse-gascogne", "What its routes give each side"),
        ("../reciprocite/#alliance-toulouse-comminges", "What its routes give each side"),
        ("../contrat/", "What the contracts ask for")]
    assert sources_of(files, "en") == {
        "toulouse-metropole": "IGN, Admin Express COG, 2018, Licence Ouverte 2.0",
        "portes-de-gascogne": "Le Pays, 2026, ODbL 1.0", "comminges": None}
    route = files[f"en/parcours/{ROUTE_ID}/map.html"]
    assert "outlines of the territories are schematic" not in route
    assert "schematic shapes only" in files["en/parcours/map.html"]
    tree = json.loads(files["en/donnees/territoires.geojson"])
    assert not {"attribution", "edition", "licence"} & set(tree["parcours"])
    assert [(one["id"], one["properties"]["attribution"], one["properties"]["edition"])
            for one in tree["features"]] == [
        ("toulouse-metropole", "IGN, Admin Express COG", "2018"),
        ("portes-de-gascogne", "Le Pays", "2026")]
