"""The page of the balance and the yearly report: figures, gaps in words, pictures, the table."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from helpers.content_sample import COMMUNES, ROUTE, ROUTE_FILE, TODAY, write_sample
from parcours.content.atlas import Atlas
from parcours.i18n.language import language_of
from parcours.load.route import read_trip
from parcours.load.shared import read_shared
from parcours.render.pages import reciprocity
from parcours.render.words.balance import never_visited
from parcours.trip.balance import RouteBalance, SideCount, balance

FR, EN = language_of("fr"), language_of("en")
DATED = ROUTE.replace("days:\n", (
    "published_on: 2025-03-01\nreviewed:\n"
    "  - {territory: toulouse-metropole, on: 2026-05-01, by: Anne}\n"
    "  - {territory: portes-de-gascogne, on: 2025-05-01, by: Paul}\ndays:\n"), 1)


def read(folder: Path, route: str = DATED,
         today: date = TODAY) -> tuple[list[RouteBalance], Atlas]:
    """The sample's route, counted, with the atlas of a day."""
    shared = read_shared(write_sample(folder, **{ROUTE_FILE: route}), today)
    trip, found = read_trip(folder / ROUTE_FILE, shared.atlas)
    assert trip is not None, found
    return [balance(trip)], shared.atlas


def plain(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.replace("\u00a0", " ")))


def test_the_page_tells_figures_and_what_is_missing(tmp_path: Path) -> None:
    """Every measure on each side, and in words what a side lacks, for each alliance."""
    page = reciprocity.page(*read(tmp_path), FR)
    said = plain(page)
    assert "Temps sur place 1 h 30 2 h 05" in said
    assert "Aucun parcours de ce contrat ne s’arrête dans une boutique, un marché, un" in said
    assert "ne prévoit de nuit côté Toulouse Métropole." not in said  # nowhere one
    assert ("Côté Toulouse Métropole, 1 commune sur 2 n’est sur aucun parcours de ce "
            "contrat.") in said
    assert "Communes sur aucun parcours Blagnac" in said
    assert "Second contrat Aucun parcours pour l’instant." in said


def test_one_route_alone_comes_before_no_other(tmp_path: Path) -> None:
    """*The most one-sided come first* is said of several routes alone."""
    (route,), atlas = read(tmp_path)
    for language, said in ((FR, "Ceux qui penchent le plus"), (EN, "The most one-sided")):
        assert said not in plain(reciprocity.page([route], atlas, language))
        assert said in plain(reciprocity.page([route] * 2, atlas, language))


def test_communes_stand_where_one_looks_for_them(tmp_path: Path) -> None:
    """*L’Isle-Jourdain* stood after *Lussan*, by the number of its apostrophe; the list of places
    has it at the head of its letter."""
    more = "".join(f"320{n},{name},portes-de-gascogne,43.6,1.0,9.0\n" for n, name in enumerate(
        ("Lussan", "Lias", "Endoufielle", "Ébats"), 90))
    atlas = read_shared(write_sample(tmp_path, **{"communes.csv": COMMUNES + more}), TODAY).atlas
    said = never_visited(SideCount(), "portes-de-gascogne", atlas)
    assert [name.replace("’", "'") for name in said] == [
        "Ébats", "Endoufielle", "Fleurance", "L'Isle-Jourdain", "Lectoure", "Lias", "Lussan",
        "Samatan"]


def test_what_no_route_has_on_either_side_is_missing_too(tmp_path: Path) -> None:
    """Nights, meals and shops that are nowhere: “each side has its share” would not be so."""
    routes, atlas = read(tmp_path)
    (route,) = routes
    said = plain(reciprocity.page(routes, atlas, FR))
    assert "Aucun parcours de ce contrat ne prévoit de nuit." in said
    assert "Aucun parcours de ce contrat ne prévoit de repas." in said
    bare = {id: replace(side, kinds={}, minutes=0) for id, side in route.sides.items()}
    said = plain(reciprocity.page([replace(route, sides=bare)], atlas, EN))
    assert ("No route of this contract stops at a shop, a market, a workshop or a producer."
            in said)
    assert "No route of this contract plans time at stops." in said
    assert "Domain “culture”: no stop on either side." in said


def test_a_threshold_is_said_as_it_is_set(tmp_path: Path) -> None:
    """12.5 % is neither 12 nor 13."""
    routes, atlas = read(tmp_path)
    (route,) = routes
    atlas = replace(atlas, site=atlas.site.model_copy(update={"lopsided_below": 0.125}))
    leaning = replace(route, lesser=replace(route.lesser, share=0.1))
    assert "(moins de 12,5 % du temps de l’autre)" in plain(
        reciprocity.page([leaning], atlas, FR))


def test_a_year_that_is_not_over_has_no_end(tmp_path: Path) -> None:
    """The report of this year counts to this day, as does its line of the table."""
    routes, atlas = read(tmp_path)
    now, before = (plain(reciprocity.report(year, routes, atlas, FR)) for year in (2026, 2025))
    assert "Parcours à ce jour 1" in now
    assert "à la fin de l’année" not in now
    assert "Parcours à la fin de l’année 1" in before
    assert "à ce jour pour l’année en cours" in plain(reciprocity.page(routes, atlas, FR))


def test_a_small_share_is_neither_none_nor_its_threshold(tmp_path: Path) -> None:
    """Ten minutes of three thousand are no nought percent, 14.9 are told as pages round them, and
    19.9 are fewer than the twenty of the threshold."""
    (route,), atlas = read(tmp_path)
    city, country = route.sides
    for mine, all_of_it, percent in ((10, 3000, "0,3"), (149, 1000, "15"), (199, 1000, "19"),
                                     (7, 100, "7"), (1, 10_000, "0,1")):
        sides = {city: replace(route.sides[city], minutes=mine),
                 country: replace(route.sides[country], minutes=all_of_it - mine)}
        said = plain(reciprocity.page([replace(route, sides=sides)], atlas, FR))
        assert f"Temps sur place : {percent} % se passent côté Toulouse Métropole." in said


def test_the_page_says_what_it_does_not_know(tmp_path: Path) -> None:
    """Figures of what is offered are not taken for visitors, nor plans for measures."""
    said = plain(reciprocity.page(*read(tmp_path), EN))
    assert "They do not say how many people came or what they spent." in said
    assert "Nobody measured the time at stops" in said


def test_a_domain_that_nothing_serves_is_told(tmp_path: Path) -> None:
    """The contract of the sample names tourism and culture: the country has no culture stop."""
    said = plain(reciprocity.page(*read(tmp_path), FR))
    assert "Domaine « culture » : aucune étape côté Pays Portes de Gascogne." in said


def test_pictures_say_what_their_tables_say(tmp_path: Path) -> None:
    """Each drawing is a picture with a name, and both its figures stand in the table beside it."""
    page = reciprocity.page(*read(tmp_path), FR)
    figures = re.findall(r"<figure.*?</figure>", page, re.DOTALL)
    drawn = [figure for figure in figures if "<svg" in figure]
    assert len(drawn) == 5
    for figure in drawn:
        svg = ElementTree.fromstring(re.findall(r"<svg.*?</svg>", figure, re.DOTALL)[0])
        assert svg.get("role") == "img"
        assert svg.get("aria-label")
        cells = plain(figure.partition("</svg>")[2])
        for text in svg.iter("text"):
            assert (text.text or "").replace("\u00a0", " ") in cells


def test_the_report_counts_the_year_it_is_of(tmp_path: Path) -> None:
    """New routes and reviews are those of the year; a year before the first has no report."""
    routes, atlas = read(tmp_path)
    assert list(reciprocity.reports(routes, atlas)) == [2026, 2025]
    now, before = (plain(reciprocity.report(year, routes, atlas, FR)) for year in (2026, 2025))
    assert "Nouveaux dans l’année 0 Relectures signées dans l’année 1" in now
    assert "Nouveaux dans l’année 1 Relectures signées dans l’année 1" in before
    assert "Nouveaux dans l’année De la brique au jardin" in before
    assert "personne ne l’a mesuré" in now


def test_the_table_is_one_line_a_side(tmp_path: Path) -> None:
    """A spreadsheet reads it: codes, numbers, and none of the words that editors write."""
    routes, _ = read(tmp_path, DATED.replace("De la brique au jardin", "=1+1"))
    rows = list(csv.DictReader(io.StringIO(reciprocity.table(routes))))
    assert [(row["territory"], row["stops"], row["minutes"], row["communes"]) for row in rows] == [
        ("toulouse-metropole", "2", "90", "31555"),
        ("portes-de-gascogne", "3", "125", "32132 32208")]
    assert rows[0]["published_on"] == "2025-03-01"
    assert "=" not in reciprocity.table(routes)


def test_a_hostile_title_stays_a_title(tmp_path: Path) -> None:
    """What an editor wrote is inert in the tables, in the pictures and in the list of the new."""
    routes, atlas = read(tmp_path, DATED.replace(
        "{fr: De la brique au jardin", "{fr: '<b onload=x>{{ 7*7 }}'"))
    for page in (reciprocity.page(routes, atlas, FR), reciprocity.report(2025, routes, atlas, FR)):
        assert "<b onload" not in page
        assert "{{" not in page


@pytest.mark.parametrize("language", [FR, EN], ids=["fr", "en"])
def test_a_thousand_routes_make_a_page_one_can_load(tmp_path: Path, language: object) -> None:
    """The page lists the first of them and leads to the file, which has them all."""
    (route,), atlas = read(tmp_path)
    page = reciprocity.page([route] * 1000, atlas, language)  # type: ignore[arg-type]
    assert len(page) < 80_000
    assert "940" in plain(page)
    assert reciprocity.table([route] * 1000).count("\r\n") == 2001
