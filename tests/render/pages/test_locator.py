"""Where a place is, on its page: the piece of the ground, the mark, the places around, the map."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from helpers.content_sample import FARM, FARM_FILE, TODAY, write_sample
from helpers.outlined import TERRITORIES, feature, outline_file
from parcours.build.build import Options, build
from parcours.format.model import PlaceFields
from parcours.load.shared import read_shared
from parcours.render.pages.locator import Ground, Located, located
from parcours.render.pictures import Chart, Label

CHART = Chart("<svg/>", 720, 600, (-100.0, 400.0, 26500.0, -600.0), 0, ())
"""A made-up ground: 400 pixels a degree of longitude, 600 of latitude."""
FARM_ID = Path(FARM_FILE).stem


def at(tmp_path: Path, id: str, *, chart: Chart = CHART, **fields: float) -> Located:
    atlas = read_shared(write_sample(tmp_path / "itineraries"), TODAY).atlas
    place: PlaceFields = atlas.places[id].model_copy(update=fields)
    return located(id, place, Ground("carte.svg", chart), atlas)


def test_a_place_is_marked_where_the_ground_has_it(tmp_path: Path) -> None:
    """In the middle of its piece; near an edge of the ground the piece stays on it, off its frame.
    """
    middle = at(tmp_path, FARM_ID, lat=43.7, lon=1.2)
    assert (middle.x, middle.y) == (380, 280)
    assert middle.box == "220 170 320 220"
    assert at(tmp_path, FARM_ID, lat=44.1, lon=0.3).box == "10 10 320 220"
    assert at(tmp_path, FARM_ID, lat=43.2, lon=2.0).box == "390 370 320 220"


def label(west: int, north: int, name: str = "Auch") -> Label:
    """A name of 40 by 16 pixels."""
    return Label((name,), west, north + 13, "start", "", None, (west, north, west + 40, north + 16))


@pytest.mark.parametrize(("west", "north", "whole"), [
    (224, 200, True), (223, 200, False), (496, 200, True), (497, 200, False),
    (300, 174, True), (300, 173, False), (300, 370, True), (300, 371, False),
    (345, 270, False), (330, 270, True), (700, 500, False)])
def test_a_name_is_whole_or_not_there(tmp_path: Path, west: int, north: int,
                                      *, whole: bool) -> None:
    """On a piece from 220, 170 to 540, 390 there is no name that its edge would cut, and none below
    the mark in the middle."""
    chart = dataclasses.replace(CHART, labels=(label(west, north),))
    assert bool(at(tmp_path, FARM_ID, chart=chart, lat=43.7, lon=1.2).labels) is whole


def test_a_vague_place_has_a_circle_of_what_is_known(tmp_path: Path) -> None:
    """As wide as its precision on the ground; one whose point is its own has none."""
    assert at(tmp_path, FARM_ID).unsure == 0
    assert at(tmp_path, FARM_ID, precision_m=10_000).unsure == round(10_000 * 600 / 111_195)


def test_the_places_around_are_dots_of_their_side(tmp_path: Path) -> None:
    """Each other place of the piece once, and never the place itself."""
    atlas = read_shared(write_sample(tmp_path / "itineraries"), TODAY).atlas
    found = at(tmp_path, FARM_ID)
    dots = [dot for _, path in found.around for dot in re.findall(r"M(-?\d+) (-?\d+)h0", path)]
    left, top, wide, high = map(int, found.box.split())
    inside = sum(left <= -100 + 400 * one.lon <= left + wide
                 and top <= 26500 - 600 * one.lat <= top + high
                 for id, one in atlas.places.items() if id != FARM_ID)
    assert len(dots) >= inside > 0
    assert (str(found.x), str(found.y)) not in dots
    assert {side for side, _ in found.around} <= {"urban", "rural"}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """The pages, pictures and maps of places of a build, by path below ``docs``."""
    folder = tmp_path_factory.mktemp("located")
    outcome = build(Options(write_sample(folder / "itineraries", **{
        "outlines.geojson": outline_file(), FARM_FILE: FARM.replace(
            "Great Oak Farm", '"</script>{{ 7*7 }}"')}), folder / "docs", TODAY))
    assert outcome.published, outcome.diagnostics
    docs = folder / "docs"
    return {path.relative_to(docs).as_posix(): path.read_text("utf-8")
            for path in docs.glob("*/lieux/**/*") if path.is_file()
            and path.suffix in (".md", ".svg", ".html")}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_page_has_a_drawn_map_and_opens_the_other_on_demand(files: Mapping[str, str],
                                                               lang: str) -> None:
    """The ground that lies beside it, a mark in the side's shape, the source of the outlines; the
    map of all places at this one, by a link, and nothing of another host."""
    page = files[f"{lang}/lieux/{FARM_ID}/index.md"]
    (figure,) = re.findall(r'<figure class="pc-map pc-locator".*?</figure>', page, re.DOTALL)
    assert f'<a class="pc-button" href="../map.html#{FARM_ID}">' in figure
    assert '<image href="../carte-portes-de-gascogne.svg"' in figure
    assert f"{lang}/lieux/carte-portes-de-gascogne.svg" in files
    assert 'rx="8"/>' in figure
    assert "IGN, Admin Express COG, 2018" in figure
    assert "http" not in figure
    assert 'role="img" aria-label="' in figure


def test_the_map_of_places_has_each_once(files: Mapping[str, str]) -> None:
    """With its id, which is its address, its name in the page's language, and its point; a name is
    inert there."""
    page = files["en/lieux/map.html"]
    (data,) = re.findall(r'<script type="application/json" id="trip">(.*?)</script>', page)
    routes = {id: (name, steps) for id, name, _, steps in json.loads(data)["routes"]}
    assert routes[FARM_ID] == ("</script>{{ 7*7 }}", [4385000, 66000])
    pages = [path for path in files if re.fullmatch(r"en/lieux/[^/]+/index\.md", path)]
    assert len(routes) == len(pages)
    assert "<title>Map of the places</title>" in page
    assert "49" not in data.replace("4385000", "")
    assert "{n} places" in page


def test_the_ground_tells_no_number_of_routes(files: Mapping[str, str]) -> None:
    """It is the land alone, and says whose outlines it shows where all are known."""
    assert "Le nord en haut." in files["fr/lieux/carte-portes-de-gascogne.svg"]
    assert "0 parcours" not in files["fr/lieux/carte-portes-de-gascogne.svg"]


def test_a_territory_of_two_alliances_is_drawn_with_both(tmp_path: Path) -> None:
    """The ground is that of the territory a place lies in: whatever is round it is seen, of every
    alliance, and the credit is that of what is seen; what is far is neither drawn nor named."""
    near = [[[0.7, 43.0], [1.28, 43.3], [1.28, 43.43], [0.7, 43.43], [0.7, 43.0]]]
    country = feature(TERRITORIES["portes-de-gascogne"], territory="portes-de-gascogne")
    own = {"source": "Le Comminges", "date": "2025", "licence": "odbl"}
    outlines = outline_file(
        feature(TERRITORIES["toulouse-metropole"], territory="toulouse-metropole"), country,
        feature(near, territory="comminges", **own))
    outcome = build(Options(write_sample(
        tmp_path / "itineraries", **{"outlines.geojson": outlines}), tmp_path / "docs", TODAY))
    assert outcome.published, outcome.diagnostics
    folder = tmp_path / "docs/en/lieux"
    city = (folder / "carte-toulouse-metropole.svg").read_text("utf-8")
    assert "Map of Toulouse Métropole, Pays Portes de Gascogne and Pays Comminges" in city
    assert "Le Comminges, 2025" in city
    pages = [path.read_text("utf-8") for path in folder.glob("*/index.md")]
    drawn = [page for page in pages if "carte-toulouse-metropole.svg" in page]
    assert drawn
    assert all("Le Comminges, 2025" in page for page in drawn)


def test_the_ground_shows_no_name_of_what_is_out_of_sight(tmp_path: Path) -> None:
    """Of a territory that lies beyond the edge nothing is said, though an alliance joins both."""
    far = [[[0.6, 43.0], [0.8, 43.0], [0.8, 43.2], [0.6, 43.2], [0.6, 43.0]]]
    outlines = outline_file(
        *(feature(rings, territory=id) for id, rings in TERRITORIES.items()),
        feature(far, territory="comminges"))
    outcome = build(Options(write_sample(
        tmp_path / "itineraries", **{"outlines.geojson": outlines}), tmp_path / "docs", TODAY))
    assert outcome.published, outcome.diagnostics
    city = (tmp_path / "docs/en/lieux/carte-toulouse-metropole.svg").read_text("utf-8")
    assert "<text" not in city
    assert ("Gascogne" in city, "Comminges" in city) == (True, False)
