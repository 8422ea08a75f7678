"""The page for those who come in a wheelchair."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from helpers.content_sample import FARM_FILE, ROUTE_FILE, edited, write_sample
from helpers.planning import atlas_of
from helpers.published import TODAY
from parcours.i18n.language import language_of
from parcours.load.route import read_trip
from parcours.load.shared import read_shared
from parcours.render.catalogue.entries import entry
from parcours.render.pages import wheelchair


@pytest.mark.parametrize(("lang", "headings", "lead"), [
    ("fr", ["Les parcours, d’après ce qui est dit de leurs étapes", "Lieux dits accessibles",
            "Lieux dits accessibles en partie", "Lieux dits non accessibles"],
     "renseigné pour 3\u00a0lieux sur 6."),
    ("en", ["Routes, by what is said of their stops", "Places said to be accessible",
            "Places said to be partly accessible", "Places said not to be accessible"],
     "stated for 3 of 6 places.")])
def test_each_place_stands_under_what_it_says(tmp_path: Path, lang: str, headings: list[str],
                                              lead: str) -> None:
    """A place that says nothing is under none, and counted; a route is told by its stops, with the
    address of the catalogue’s own choice."""
    closed = edited(FARM_FILE, "precision_m: 100\n", "precision_m: 100\nwheelchair: no\n")
    atlas = read_shared(write_sample(tmp_path, **closed), TODAY).atlas
    trip, found = read_trip(tmp_path / ROUTE_FILE, atlas)
    assert trip is not None, found

    page = wheelchair.page([entry(trip)], atlas, language_of(lang))

    assert re.findall("<h2[^>]*>([^<]*)", page) == headings
    assert lead in page
    by_heading = [re.findall(r"lieux/([a-z-]+)/", part) for part in page.split("<h2")[2:]]
    assert by_heading == [["gare-matabiau"], ["musee-de-la-brique"], ["ferme-du-grand-chene"]]
    assert page.count('<li><svg class="pc-drawing') == 3  # the list keeps a column for them
    assert re.findall(r"\.\./parcours/(\S+)\"", page) == ["?fauteuil=pas-partout"]


@pytest.mark.parametrize(("access", "fr", "en"), [
    ([None, None], "renseigné pour aucun lieu, ce qui ne veut pas dire non",
     "stated for no place, which does not mean no"),
    (["yes", "no"], "renseigné pour tous les lieux.", "stated for every place."),
    (["yes"], "renseigné pour tous les lieux.", "stated for every place."),
    (["yes", None], "renseigné pour 1\u00a0lieu sur 2. Des autres,", "stated for 1 of 2 places.")])
def test_no_others_are_told_of_where_there_are_none(access: list[str | None], fr: str,
                                                    en: str) -> None:
    """*Nothing is stated about the others* of all places, or of none, is not so."""
    atlas = atlas_of({f"lieu-{n}": {"wheelchair": one} if one else {}
                      for n, one in enumerate(access)})
    for lang, lead in (("fr", fr), ("en", en)):
        page = wheelchair.page([], atlas, language_of(lang))
        assert lead in page
        assert ("Des autres" in page or "the others" in page) is (None in access and any(access))
