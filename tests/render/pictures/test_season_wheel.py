"""The wheel of the seasons: a food route's products, by number, in a ring each and in words."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from helpers.content_sample import FARM_FILE, ROUTE_FILE, TODAY, edited, write_sample
from parcours.content.atlas import Atlas
from parcours.format.text import Text
from parcours.i18n.language import language_of
from parcours.load.route import read_trip
from parcours.load.shared import read_shared
from parcours.render import pages
from parcours.render.pictures import season_wheel as wheel
from parcours.trip.trip import Trip

FR = language_of("fr")
FOOD = edited(ROUTE_FILE, "themes: [heritage, nature]", "themes: [food, nature]")


def trip_of(folder: Path, **files: str | bytes | None) -> tuple[Trip, Atlas]:
    shared = read_shared(write_sample(folder, **files), TODAY)
    trip, found = read_trip(folder / ROUTE_FILE, shared.atlas)
    assert trip is not None, found
    return trip, shared.atlas


def season(*months: int) -> wheel.Season:
    return wheel.Season(Text({"": "ail"}), months, (Text({"": "Ferme"}),))


def test_a_food_route_shows_its_products_as_a_wheel_and_in_words(tmp_path: Path) -> None:
    """The page of a food route has the wheel, and beside it each product with its months, and
    that nobody verified them."""
    trip, atlas = trip_of(tmp_path, **FOOD)
    page = pages.itinerary(trip, atlas, FR)
    assert '<svg class="pc-wheel"' in page
    assert ("<li><b>ail blanc</b>\u00a0: de juillet à août "
            "(Ferme du grand chêne\u00a0; non vérifié)</li>") in page


def test_another_route_has_none(tmp_path: Path) -> None:
    """The wheel is for food routes with known months."""
    trip, atlas = trip_of(tmp_path)
    assert "pc-wheel" not in pages.itinerary(trip, atlas, FR)
    other, atlas = trip_of(
        tmp_path / "bare", **FOOD, **edited(FARM_FILE, "    months: [7, 8]\n", ""))
    assert wheel.seasons(other, atlas) == ()


def test_rings_bear_the_numbers_of_the_list() -> None:
    """Every stretch of months has its product's number, so that no colour is needed."""
    drawn = wheel.wheel([season(7, 8), season(4, 5, 9), season(*range(1, 13))], FR)
    numbers = re.findall(r'class="pc-wheel__number[^>]*>(\d)</text>', drawn)
    assert numbers == ["1", "2", "2", "3"]
    assert drawn.count('class="pc-wheel__season ') == 4
    assert [FR.month(n, short=True) in drawn for n in range(1, 13)] == [True] * 12


@pytest.mark.parametrize("months", [(1,), (12, 1), (1, 2, 3, 4, 5, 6, 7), tuple(range(1, 12))])
def test_an_arc_runs_from_the_first_month_to_the_end_of_the_last(months: tuple[int, ...]) -> None:
    """The ends of the arc are where its months begin and end, going clockwise from the top."""
    drawn = ElementTree.fromstring(wheel.wheel([season(*sorted(months))], FR))
    arcs = [path.get("d", "") for path in drawn.iter("path") if "season" in path.get("class", "")]
    assert len(arcs) == 1
    radius = float(arcs[0].split("A")[1].split()[0])
    found = [float(x) for x in re.findall(r"-?\d+\.?\d*", arcs[0])]
    first, length = months[0], len(months)
    for (x, y), turn in (((found[0], found[1]), (first - 1) / 12 + 0.004),
                         ((found[-2], found[-1]), (first - 1 + length) / 12 - 0.004)):
        assert (x, y) == pytest.approx(wheel._at(radius, turn), abs=0.1)
    assert found[5] == (1 if length > 6 else 0)


def test_the_wheel_is_the_same_every_time_and_holds_no_word_of_an_editor() -> None:
    """Equal bytes twice, and only classes, figures and months: names stand in the list."""
    shown = [wheel.Season(Text({"": '"><script>'}), (n, n + 1), ()) for n in range(1, 11)]
    drawn = wheel.wheel(shown, FR)
    wheel._drawn.cache_clear()
    assert wheel.wheel(shown, FR) == drawn
    assert "script" not in drawn
    assert "style" not in drawn
    assert drawn.count('class="pc-wheel__ring"') == wheel.RINGS


def test_one_product_sold_at_two_stops_is_told_once(tmp_path: Path) -> None:
    """The same product in the same months is one ring, with both stops beside it."""
    market = ('name: {fr: Marché de la halle, en: Covered market}\nkind: market\ncommune: "32208"\n'
              "lat: 43.93400\nlon: 0.62100\nverified_on: 2026-11-02\n"
              "sources: [\"https://exemple.fr/\"]\nproducts:\n"
              "  - {name: {fr: ail blanc, en: white garlic}, months: [8, 7]}\n")
    route = FOOD[ROUTE_FILE]
    assert isinstance(route, str)
    trip, atlas = trip_of(tmp_path, **{
        "places/marche-de-la-halle.yml": market,
        ROUTE_FILE: route + "      - place: marche-de-la-halle\n        travel: {by: walk}\n"})
    assert [(one.months, len(one.places)) for one in wheel.seasons(trip, atlas)] == [
        ((7, 8), 2)]
    assert wheel.told(wheel.seasons(trip, atlas)[0], FR, "fr") == (
        "de juillet à août (Ferme du grand chêne et Marché de la halle\u00a0; "
        "non vérifié\u00a0: Ferme du grand chêne)")
