"""What is close to a stop, said: one line, its list, whose word it is, and what is doubtful."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from helpers.content_sample import ROUTE_FILE, TODAY, write_sample
from parcours.content.atlas import Atlas
from parcours.content.services import Credit, ServicePoint
from parcours.format.choices import ServiceKind
from parcours.format.text import text_of
from parcours.geo.points import LatLon
from parcours.i18n.language import language_of
from parcours.load.route import read_trip
from parcours.load.shared import read_shared
from parcours.render import pages
from parcours.render.words.services import at_stops, credits_of
from parcours.render.words.views import StopServices
from parcours.render.words.writer import Writer
from parcours.trip.services import Near, OnTheWay, on_the_way
from parcours.trip.trip import Trip

HERE = LatLon(43.604, 1.444)
CITY = Credit("Ville", date(2026, 5, 20), "etalab-2.0")
LINES = Credit("Réseau", date(2026, 2, 10), "ODbL-1.0")


@pytest.fixture
def atlas(tmp_path: Path) -> Atlas:
    return read_shared(write_sample(tmp_path), TODAY).atlas


def point(kind: ServiceKind, name: str = "", credit: Credit | None = CITY, lines: str = "",
          place_id: str = "") -> ServicePoint:
    return ServicePoint(kind, HERE, text_of({"": name}) if name else None, tuple(lines.split()),
                        None, credit, place_id)


def said(atlas: Atlas, *near: Near, lang: str = "fr") -> StopServices:
    return at_stops(OnTheWay(300, {1: near}), Writer(language_of(lang), atlas))[1]


def test_the_line_tells_the_nearest_of_each_kind(atlas: Atlas) -> None:
    """Three kinds at most, each once with its nearest; what is left out shows as an ellipsis."""
    near = [Near(42.0, point(ServiceKind.TOILETS)), Near(61.0, point(ServiceKind.BUS_STOP)),
            Near(80.0, point(ServiceKind.TOILETS)), Near(148.0, point(ServiceKind.METRO)),
            Near(250.0, point(ServiceKind.BENCH))]
    assert said(atlas, *near[:3]).line == "toilettes à 40\u00a0m, arrêt de bus à 60\u00a0m"
    assert said(atlas, *near).line == (
        "toilettes à 40\u00a0m, arrêt de bus à 60\u00a0m, métro à 150\u00a0m…")
    assert said(atlas, *near[:3], lang="en").line == (
        "toilets 40\u00a0m away, bus stop 60\u00a0m away")


def test_the_list_holds_two_of_a_kind_and_counts_the_rest(atlas: Atlas) -> None:
    """A street with five stops is two rows, and three more on the map."""
    stops = [Near(50.0 * n, point(ServiceKind.BUS_STOP, f"Rue {n}", LINES, "14 L1"))
             for n in range(1, 6)]
    found = said(atlas, *stops)
    assert [(str(one.name), one.distance, one.remarks) for one in found.each] == [
        ("Rue 1", "50\u00a0m", ("lignes 14, L1",)), ("Rue 2", "100\u00a0m", ("lignes 14, L1",))]
    assert found.more == "et 3\u00a0autres sur la carte"
    assert said(atlas, *stops[:3]).more == "et 1\u00a0autre sur la carte"
    assert said(atlas, *stops[:2]).more == ""


def test_what_is_old_or_not_verified_says_so(atlas: Atlas) -> None:
    """A tap told of in 2019 bears its day; toilets of a place that is not verified say that."""
    old = point(ServiceKind.DRINKING_WATER, credit=Credit("Ville", date(2019, 1, 15), "etalab-2.0"))
    ours = point(ServiceKind.TOILETS, "Musée", None, place_id="musee-de-la-brique")
    tap, verified = said(atlas, Near(10.0, old), Near(20.0, ours)).each
    assert tap.remarks == ("vu le 15 janvier 2019\u00a0: à vérifier",)
    assert verified.remarks == ()
    museum = atlas.places["musee-de-la-brique"].model_copy(update={"verified_on": None})
    unsure = replace(atlas, places={**atlas.places, "musee-de-la-brique": museum})
    assert said(unsure, Near(20.0, ours)).each[0].remarks == ("non vérifié",)


def test_each_source_is_credited_once_with_its_days() -> None:
    """A source under two days is one credit with both; under two licences it is two."""
    later = CITY._replace(seen_on=date(2026, 6, 1))
    found = credits_of([point(ServiceKind.BENCH), point(ServiceKind.BENCH, credit=later),
                        point(ServiceKind.TRAM, credit=LINES),
                        point(ServiceKind.TOILETS, credit=None, place_id="x")], language_of("fr"))
    assert [(one.said, one.licence.name) for one in found] == [
        ("Réseau, 10 février 2026", "ODbL 1.0"),
        ("Ville, du 20 mai 2026 au 1er juin 2026", "Licence Ouverte 2.0")]


def page(folder: Path, table: str, lang: str = "fr") -> str:
    write_sample(folder, **{"services/a.csv": table})
    atlas = read_shared(folder, TODAY).atlas
    trip, _ = read_trip(folder / ROUTE_FILE, atlas)
    assert isinstance(trip, Trip)
    return pages.itinerary(trip, atlas, language_of(lang),
                           beside=pages.Beside(close_by=on_the_way(trip, atlas)))


TABLE = """\
kind,name,lat,lon,source,date,licence
toilets,{name},43.60450,1.44400,Ville,2026-05-20,ODbL-1.0
"""


def test_the_page_says_it_at_the_stop_with_its_source_and_files(tmp_path: Path) -> None:
    """One line that opens at the stop, straight lines said as such; source, day, licence and the
    files of that licence further down."""
    html = page(tmp_path, TABLE.format(name="Place"))
    (close,) = re.findall(r"<details class=\"[^\"]*pc-close.*?</details>", html, re.S)
    assert "à vol d’oiseau" in close
    assert "toilettes à 60\u00a0m" in close
    assert html.index('id="etape-2"') < html.index(close) < html.index('id="etape-3"')
    assert "Ville, 20 mai 2026 (<a href=\"https://opendatacommons.org" in html
    assert 'href="services-odbl-1-0.gpx" download' in html


@pytest.mark.parametrize("name", [
    "{{ 7*191 }}", "<img src=x>", "[x](https://exemple.fr)", "`a` *b*", "</ul>"])
def test_hostile_names_are_inert_on_the_page(tmp_path: Path, name: str) -> None:
    """What a table says stays words: no tag, no brace, no link, no Markdown."""
    (close,) = re.findall(r"<details class=\"[^\"]*pc-close.*?</details>",
                          page(tmp_path, TABLE.format(name=name)), re.S)
    assert close.count("</ul>") == 1
    assert not re.search(r"[{}`\[\]]|<img|exemple\.fr\"", close)
