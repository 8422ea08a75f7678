"""Places that answer or supply one another: on a route, on its page and map, and what is told of
pairs that are none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from helpers.content_sample import (
    FARM_FILE,
    GARDEN_FILE,
    MARBLE_FILE,
    MUSEUM_FILE,
    ROUTE,
    ROUTE_FILE,
    TODAY,
    check,
    edited,
    told,
    write_sample,
)
from parcours.content.atlas import Atlas
from parcours.i18n.language import language_of
from parcours.load.route import read_trip
from parcours.load.shared import read_shared
from parcours.render import pages
from parcours.render.maps.data import labels_in, trip_data
from parcours.trip.pairs import supplied, twins
from parcours.trip.trip import Trip

FR = language_of("fr")
TWIN = "twin: musee-de-la-brique\n"
MARKET_STOP = ("      - place: marche-de-la-halle\n        travel: {by: walk, minutes: 5}\n"
               "        stay: 20min\n")
WITH_MARKET = {ROUTE_FILE: ROUTE + MARKET_STOP}


def read(folder: Path, **files: str | bytes | None) -> tuple[Trip, Atlas]:
    shared = read_shared(write_sample(folder, **files), TODAY)
    trip, found = read_trip(folder / ROUTE_FILE, shared.atlas)
    assert trip is not None, found
    return trip, shared.atlas


def plain(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_twins_on_a_route_are_one_pair(tmp_path: Path) -> None:
    """Two stops that name each other are told once, in the order in which one meets them."""
    trip, _ = read(tmp_path)
    assert [(pair.first.place_id, pair.second.place_id) for pair in twins(trip)] == [
        ("musee-de-la-brique", "jardin-des-simples")]


def test_twins_stand_on_a_card_with_the_question(tmp_path: Path) -> None:
    """Both stops, each leading to its step, and what one asks of the other; so do their pages."""
    asks = edited(GARDEN_FILE, TWIN, TWIN + "question: {fr: Que soigne-t-on ici ?, en: What?}\n")
    trip, atlas = read(tmp_path, **asks)
    page = pages.itinerary(trip, atlas, FR)
    card = page[page.index('id="jumeaux"'):].partition("</section>")[0]
    assert 'href="#etape-2"' in card
    assert 'href="#etape-4"' in card
    assert "Que soigne-t-on ici ?" in plain(card)
    museum = pages.place("musee-de-la-brique", atlas.places["musee-de-la-brique"], [], atlas, FR)
    assert "Deux lieux, une question Que soigne-t-on ici ?" in plain(museum)


def test_who_supplies_whom_is_listed_and_drawn(tmp_path: Path) -> None:
    """On the route where both are stops, on the map by their numbers, on the pages of both."""
    trip, atlas = read(tmp_path, **WITH_MARKET)
    assert [(pair.first.number, pair.second.number) for pair in supplied(trip)] == [(3, 6)]
    assert trip_data(trip, labels_in(FR), FR)["supply"] == [[3, 6]]
    page = pages.itinerary(trip, atlas, FR)
    assert "De qui le fait à qui le vend" in page
    market = pages.place("marche-de-la-halle", atlas.places["marche-de-la-halle"], [], atlas, FR)
    assert "Vend les produits de : Ferme du grand chêne" in plain(market).replace("\u00a0", " ")


def test_without_both_nothing_is_drawn(tmp_path: Path) -> None:
    """A producer whose seller is no stop gives the map nothing to draw."""
    trip, atlas = read(tmp_path)
    assert supplied(trip) == ()
    assert "supply" not in trip_data(trip, labels_in(FR), FR)
    assert 'id="filiere"' not in pages.itinerary(trip, atlas, FR)


@pytest.mark.parametrize(("files", "expected"), [
    (edited(GARDEN_FILE, TWIN, ""), [("one-way-twin", MUSEUM_FILE, 18)]),
    (edited(GARDEN_FILE, TWIN, "twin: gare-matabiau\n"),
     [("one-way-twin", GARDEN_FILE, 13), ("one-way-twin", MUSEUM_FILE, 18)]),
    (edited(GARDEN_FILE, TWIN, TWIN + "question: {fr: Quoi ?, en: What?}\n"), []),
    (edited(FARM_FILE, "products:", "question: {fr: Quoi ?, en: What?}\nproducts:"),
     [("question-without-twin", FARM_FILE, 7)]),
    (edited(FARM_FILE, "products:", "twin: jardin-des-simples\nproducts:"),
     [("same-side-twin", FARM_FILE, 7)]),
    (edited(GARDEN_FILE, TWIN, "twin: musee-des-marbres\n")
     | edited(MARBLE_FILE, "lon: 0.72300\n", "lon: 0.72300\ntwin: jardin-des-simples\n")
     | edited(MUSEUM_FILE, "twin: jardin-des-simples\n", ""),
     [("unallied-twin", GARDEN_FILE, 13), ("unallied-twin", MARBLE_FILE, 6)]),
    (edited(FARM_FILE, "supplies: [marche-de-la-halle]",
            "supplies: [marche-de-la-halle, jardin-des-simples, marche-de-la-halle]"),
     [("duplicate-key", FARM_FILE, 10)]),
    (edited(ROUTE_FILE, "        lon: 0.62500\n",
            "        lon: 0.62500\n        twin: musee-de-la-brique\n"),
     [("pair-in-stop", ROUTE_FILE, 33)]),
    (edited(ROUTE_FILE, "        lon: 0.62500\n",
            "        lon: 0.62500\n        supplies: [marche-de-la-halle]\n"),
     [("pair-in-stop", ROUTE_FILE, 33)]),
    (edited(GARDEN_FILE, TWIN, TWIN + "question: Que soigne-t-on ici ?\n"),
     [("missing-translation", GARDEN_FILE, 14)]),
    (edited(GARDEN_FILE, TWIN, TWIN + "question: {fr: Que soigne-t-on ici ?}\n"),
     [("missing-translation", GARDEN_FILE, 14)])])
def test_pairs_that_are_none_are_told(tmp_path: Path, files: dict[str, str | bytes | None],
                                      expected: list[tuple[str, str, int]]) -> None:
    """A twin that answers nobody or another, one of the same side or of a territory with which
    nothing was signed, a pair that a stop names and no page shows, a seller twice, a question that
    nobody is asked or that half of the visitors cannot read."""
    assert told(check(write_sample(tmp_path, **files)), tmp_path) == expected


def test_a_twin_of_oneself_is_an_error(tmp_path: Path) -> None:
    """It answers nothing."""
    write_sample(tmp_path, **edited(GARDEN_FILE, TWIN, "twin: jardin-des-simples\n"))
    assert ("bad-value", GARDEN_FILE, 13) in told(check(tmp_path), tmp_path)
