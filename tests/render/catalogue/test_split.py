"""A long list over several pages: where each route is, and what the pages and their data say."""

from __future__ import annotations

import json
import re
from hashlib import sha256

import pytest

from helpers.samples_sketch import backdrop
from parcours.format.text import Text
from parcours.geo.points import LatLon
from parcours.i18n.language import language_of
from parcours.render import pages, pictures
from parcours.render.catalogue import choices
from parcours.render.catalogue.data import parts
from parcours.render.catalogue.split import split
from render.catalogue.test_entries import embedded, one

FR = language_of("fr")
CARD = '<article class="pc-card"><img src="{0}/{0}.svg"><a href="{0}/">{0}</a></article>'


@pytest.mark.parametrize(("routes", "most", "ends"), [
    (0, 60, [0]), (1, 60, [1]), (60, 60, [60]), (61, 60, [60, 61]), (120, 60, [60, 120]),
    (3000, 60, [*range(60, 3001, 60)])])
def test_every_route_is_on_one_page(routes: int, most: int, ends: list[int]) -> None:
    """Pages follow one another without a gap; none is empty but that of no route."""
    made = split(routes, most)
    assert [page.end for page in made] == ends
    assert [page.first for page in made] == [1, *(end + 1 for end in ends[:-1])]
    assert [n for page in made for n in range(routes)[page.slice]] == [*range(routes)]
    assert {page.of for page in made} == {len(made)}


@pytest.mark.parametrize(("number", "of", "named"), [
    (1, 2, [1, 2]), (1, 50, [1, 2, 3, 0, 50]), (5, 50, [1, 2, 3, 4, 5, 6, 7, 0, 50]),
    (25, 50, [1, 0, 23, 24, 25, 26, 27, 0, 50]), (50, 50, [1, 0, 48, 49, 50])])
def test_a_page_names_the_ends_and_its_neighbours(number: int, of: int, named: list[int]) -> None:
    """A gap stands for two pages at least."""
    assert split(of * 10, 10)[number - 1].named == named


def test_addresses_lead_from_page_to_page() -> None:
    """Each is told from the page that it stands on; the first is the catalogue itself."""
    first, second, third = split(30, 10)
    assert (first.previous, first.next) == ("", "page/2/")
    assert (second.previous, second.next) == ("../../", "../../page/3/")
    assert (third.previous, third.next) == ("../../page/2/", "")


def test_a_list_of_sixty_is_one_page() -> None:
    """Up to sixty routes all is as it was: one file, with the data in it."""
    listed = [(one(f"r{n}"), CARD.format(f"r{n}")) for n in range(60)]
    [(name, page)] = pages.catalogue(listed, [], FR)
    assert name == "index.md"
    assert "pc-pages" not in page
    assert len(embedded(page)["ways"]) == 60
    assert {name for name, _ in pages.catalogue([*listed, (one("z"), "")], [], FR)} > {name}


def test_the_first_page_holds_its_cards_and_the_names_of_files() -> None:
    """Marks of its own routes alone, each further page its own cards with addresses from there;
    the files are called by what is in them."""
    stops = (LatLon(43.6, 1.44), LatLon(43.9, 0.62))
    entries = [one(f"r{n}", stops=stops) for n in range(5)]
    drawn = pictures.chart(backdrop(), [(stops[1], stops)] * 5, FR)
    files = dict(pages.catalogue(
        [(entry, CARD.format(entry.id)) for entry in entries], [("carte.svg", drawn, range(5))],
        FR, counts={"fr": 5, "en": 3}, most=2))
    first = files["index.md"]
    assert re.findall(r'<a href="(r\d)/"', first) == ["r0", "r1"]
    assert re.findall(r'class="pc-mark" href="(r\d)/"', first) == ["r0", "r1"]
    assert 'src="points.svg"' in first
    third = files["page/3/index.md"]
    assert re.findall(r'(?:src|href)="(../../r\d)/', third) == ["../../r4", "../../r4"]
    assert "searched: false" in third
    assert 'languages: ["fr"]' in third  # English has two pages
    assert "languages:" not in files["page/2/index.md"]
    told = embedded(first)
    assert set(told) == {"all", "most", "choices", "ways", "words"}
    for name in (told["choices"], told["ways"]):
        assert sha256(files[name].encode()).hexdigest()[:24] in name


def test_the_files_say_what_the_page_would() -> None:
    """The list that comes at the first choice has the ends of each way, its name and its dot; the
    ways come apart. A hostile title is text in it."""
    a, b, c = LatLon(43.6, 1.4), LatLon(43.7, 1.0), LatLon(43.9, 0.62)
    title = "</script><b>"
    entries = [one("x", stops=(a, b, c), title=Text({"": title})), one("y", stops=(c, a), days=2)]
    told = parts(entries, choices.groups(entries, FR), [(0, 3, 4), (-1, 0, 0)], FR, 1)
    known = json.loads(told.choices[1])
    assert (known["ids"], known["titles"]) == (["x", "y"], [title, "y"])
    assert known["spots"] == [0, 3, 4, -1, 0, 0]
    assert (known["points"], known["ways"]) == (
        [436000, 14000, 439000, 6200], [[0, 1], [1, 0]])
    assert known["masks"]["jours"] == [1, 2]
    assert json.loads(told.ways[1])["ways"] == [[0, 1, 2], [2, 0]]
    assert "<" not in told.choices[1]


def test_all_dots_are_in_one_picture() -> None:
    """Each dot of the map once, in the order of rows, whatever order the routes have."""
    stops = (LatLon(43.6, 1.44), LatLon(43.9, 0.62))
    chart = pictures.chart(backdrop(), [(stops[1], stops)] * 70, FR)
    picture = pictures.dots(chart.marks)
    x = y = 0
    found = set()
    for dx, dy in re.findall(r"m(-?\d+) (-?\d+)h0", picture):
        x, y = x + int(dx), y + int(dy)
        found.add((x * pictures.CELL, y * pictures.CELL))
    assert found == {(mark.x, mark.y) for mark in chart.marks}
    assert len(picture) < 1500
