"""Which drawing stands for a place, and where pages show it: only where there is no photo."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from helpers.content_sample import GARDEN_FILE, ROUTE_FILE, TODAY, write_sample
from parcours.build.build import Options, build
from parcours.format.model import Place
from parcours.render.pages.drawn import of_place

ROUTE = f"parcours/{Path(ROUTE_FILE).stem}"
PHOTOGRAPHED = Path(GARDEN_FILE).stem


def place(kind: str, **fields: Any) -> Place:
    return Place.model_validate({"name": "Lieu", "kind": kind, "commune": "32132", "lat": "43.84",
                                 "lon": "0.65", **fields})


@pytest.mark.parametrize(("kind", "hours", "evening", "drawn"), [
    ("market", "Nov 01-Mar 17 Su 10:00+", False, "market-winter"),
    ("market", "May-Sep Sa 08:00-13:00", False, "market-summer"),
    ("market", "Nov-Mar Mo 09:30+; Apr-Oct Mo 10:00+", False, "market"),
    ("market", "Tu-Su", True, "market"), ("market", None, False, "market"),
    ("science", None, True, "science-night"), ("science", None, False, "science"),
    ("museum", "Nov-Mar Su", True, "museum"),
])
def test_the_variant_is_that_which_the_data_tell(kind: str, hours: str | None, evening: bool,
                                                 drawn: str) -> None:
    """A market of one half of the year, a sky seen in the evening; elsewhere the plain one. The
    day of the build decides nothing."""
    told = {"opening_hours": hours} if hours else {}
    for today in (TODAY, date(2027, 6, 1)):
        assert of_place(place(kind, **told), today, evening=evening) == drawn


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Every page and drawing of the sample, by path below ``docs/fr``."""
    folder = tmp_path_factory.mktemp("drawn")
    outcome = build(Options(write_sample(folder / "itineraries"), folder / "docs", TODAY))
    assert outcome.published, outcome.diagnostics
    home = folder / "docs" / "fr"
    return {path.relative_to(home).as_posix(): path.read_text("utf-8")
            for path in home.rglob("*") if path.suffix in (".md", ".svg")}


def shown_on(page: str) -> list[str]:
    return re.findall(r'href="#dessin-([a-z-]+)"', page)


def test_stops_show_a_drawing_or_a_photo(pages: Mapping[str, str]) -> None:
    """Each stop of the route one of both, in its side's colours; never both."""
    page = pages[f"{ROUTE}/index.md"]
    stops = re.split(r'<li class="pc-stop', page)[1:]
    assert len(stops) == 5
    for stop in stops:
        assert ("#dessin-" in stop) != ("<picture" in stop or "<img" in stop)
        side = re.match(r" pc-stop--(\w+)", stop)
        assert side is not None
        if "#dessin-" in stop:
            assert f"pc-drawing--{side[1]}" in stop
    assert any("<img" in stop for stop in stops)


@pytest.mark.parametrize("page", [f"{ROUTE}/index.md", "lieux/index.md",
                                  "lieux/musee-de-la-brique/index.md"])
def test_what_a_page_shows_it_has(pages: Mapping[str, str], page: str) -> None:
    """Every drawing that is named has its symbol on the same page, once: nothing is fetched."""
    text = pages[page]
    symbols = re.findall(r'<symbol id="dessin-([a-z-]+)"', text)
    assert {*shown_on(text)} == {*symbols}
    assert len(symbols) == len({*symbols}) > 0
    assert text.count("pc-drawings") == 1


def test_a_place_with_a_photo_has_no_drawing(pages: Mapping[str, str]) -> None:
    """The one shows its photo alone; the others a drawing that is called one, kept from search and
    from who cannot see it."""
    assert shown_on(pages[f"lieux/{PHOTOGRAPHED}/index.md"]) == []
    assert "<img" in pages[f"lieux/{PHOTOGRAPHED}/index.md"]
    page = pages["lieux/musee-de-la-brique/index.md"]
    (figure,) = re.findall(r'<figure class="pc-drawn"[^>]*>.*?</figure>', page)
    assert figure.startswith(
        '<figure class="pc-drawn" aria-hidden="true" data-pagefind-ignore>')
    assert figure.endswith("<figcaption>Dessin</figcaption></figure>")
    assert "<img" not in page


def test_the_list_of_places_draws_each(pages: Mapping[str, str]) -> None:
    """As many drawings as places, each in its side's colour."""
    page = pages["lieux/index.md"]
    places = [path for path in pages if re.fullmatch(r"lieux/[^/]+/index\.md", path)]
    assert len(shown_on(page)) == len(places)
