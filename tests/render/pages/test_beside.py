"""Places beside a route, and how far they are: a straight line, and no truer than both points."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from helpers.content_sample import MUSEUM, MUSEUM_FILE, ROUTE_FILE, TODAY, write_sample
from parcours.i18n.language import language_of
from parcours.load.route import read_trip
from parcours.load.shared import read_shared
from parcours.render import pages


def beside(folder: Path, stop_m: int, place_m: int, north: float) -> tuple[str, str]:
    """What the page says in both languages of a place so many degrees north of its first museum."""
    place = (MUSEUM.replace("twin: jardin-des-simples\n", "")
             .replace("{fr: Musée de la Brique, en: Brick Museum}", "{fr: À côté, en: Beside}")
             .replace("43.60400", f"{43.604 + north:.5f}"))
    write_sample(folder, **{
        MUSEUM_FILE: MUSEUM + f"precision_m: {stop_m}\n",
        "places/a-cote.yml": place + f"precision_m: {place_m}\n",
        "places/gare-matabiau.yml": (
            "name: {fr: Gare, en: Station}\nkind: station\ncommune: \"31555\"\n"
            "lat: 43.66000\nlon: 1.45360\n")})
    atlas = read_shared(folder, TODAY).atlas
    trip, found = read_trip(folder / ROUTE_FILE, atlas)
    assert trip is not None, found
    told = []
    for lang in ("fr", "en"):
        page = pages.itinerary(trip, atlas, language_of(lang)).replace("\u00a0", " ")
        line = re.search(r'<a href="../../lieux/a-cote/">.*?· ([^·<]*)</span></li>', page)
        assert line is not None
        told.append(line[1])
    return told[0], told[1]


@pytest.mark.parametrize(("stop_m", "place_m", "north", "fr", "en"), [
    (50, 150, 0.0003, "à 30 m de l’étape 2, à vol d’oiseau",
     "30 m from stop 2, as the crow flies"),
    (50, 900, 0.0027, "à moins de 1,2 km de l’étape 2, à vol d’oiseau",
     "less than 1.2 km from stop 2, as the crow flies"),
    (900, 50, 0.0027, "à moins de 1,2 km de l’étape 2, à vol d’oiseau",
     "less than 1.2 km from stop 2, as the crow flies"),
    (200, 200, 0.0, "au même point de la carte que l’étape 2",
     "at the same point on the map as stop 2"),
    (50, 300, 0.0108, "à environ 1,2 km de l’étape 2, à vol d’oiseau",
     "about 1.2 km from stop 2, as the crow flies")])
def test_how_far_a_place_is_told_no_truer_than_both_points(
        tmp_path: Path, stop_m: int, place_m: int, north: float, fr: str, en: str) -> None:
    """0.001 degrees are 111 m; where the place, or the stop, may lie anywhere about, a bound."""
    assert beside(tmp_path, stop_m, place_m, north) == (fr, en)
