"""A visitor reads the hours of a place in words, wherever they stand, and never a rule."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest

from helpers.content_sample import MUSEUM_FILE, ROUTE_FILE, TODAY, edited, write_sample
from helpers.planning import atlas_of, trip_of
from parcours.i18n.language import language_of
from parcours.load.route import read_trip
from parcours.load.shared import read_shared
from parcours.render import pages
from parcours.render.pages.places import place, places

OLD = '"Mo-Su 10:00-18:00; PH off"'


@pytest.mark.parametrize(("rule", "said"), [
    ("We-Su 10:00-18:00; May 01 off",
     "du mercredi au dimanche, de 10 h à 18 h ; fermé le 1er mai"),
    ("Apr 15-Oct 15 10:00-sunset",
     "du 15 avril au 15 octobre, de 10 h au coucher du soleil"),
    ("Tu-Su 10:00-18:00; Dec 20-Jan 05 off; easter off",
     "du mardi au dimanche, de 10 h à 18 h ; fermé du 20 décembre au 5 janvier et le dimanche de "
     "Pâques"),
    ('"on appointment"', "sur rendez-vous"),
    ('Sa 10:00-12:00 open "<b>à la cave</b>"',
     "le samedi, de 10 h à 12 h (« <b>à la cave</b> »)"),
    ("2027 Jul-Aug week 27-35 Su[1] 14:00-18:00+",
     "le premier dimanche du mois, en juillet et en août, de la semaine 27 à la semaine 35 de "
     "l’année, en 2027, de 14 h à 18 h au moins"),
])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_pages_say_hours_and_show_no_rule(
        tmp_path: Path, rule: str, said: str, lang: str) -> None:
    """On the page of the place and of the route: words, escaped, and no rule in type."""
    write_sample(tmp_path, **edited(MUSEUM_FILE, OLD, json.dumps(rule)))
    shared = read_shared(tmp_path, TODAY)
    trip, found = read_trip(tmp_path / ROUTE_FILE, shared.atlas)
    assert trip is not None, found
    atlas, language = shared.atlas, language_of(lang)
    told = {"place": place("musee-de-la-brique", atlas.places["musee-de-la-brique"], (), atlas,
                           language),
            "route": pages.itinerary(trip, atlas, language),
            "places": places(atlas, {}, language)}
    for name, page in told.items():
        bare = re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)
        assert "<code>" not in bare, name
        assert "<b>à la cave" not in bare, name
        assert unescape(rule) not in unescape(bare) or rule.startswith('"'), name
    if lang == "fr":
        for name in ("place", "route"):
            text = unescape(unescape(told[name])).replace("\u00a0", " ").replace("\\", "")
            assert said in re.sub(r"\s+", " ", text), name


def test_a_note_that_several_legs_share_follows_no_colon_of_ours() -> None:
    """*Vers les étapes 2 et 3 : Vérifiez les horaires : des travaux…* has one colon too many."""
    atlas = atlas_of({"a": {}, "b": {}, "c": {}})
    travel = {"by": "walk", "minutes": "15", "note": "Vérifiez : des travaux sont annoncés."}
    trip = trip_of(atlas, [("10:00", [
        {"place": "a"}, {"place": "b", "travel": travel}, {"place": "c", "travel": travel}])])
    page = unescape(pages.itinerary(trip, atlas, language_of("fr"))).replace("\u00a0", " ")
    assert "Vers les étapes 2 et 3 – Vérifiez : des travaux sont annoncés." in page
