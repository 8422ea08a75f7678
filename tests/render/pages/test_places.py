"""The page of a place, and the routes that it names."""

from __future__ import annotations

import re
from pathlib import Path

from helpers.content_sample import TODAY, write_sample
from helpers.planning import atlas_of
from parcours.format.text import Text
from parcours.i18n.language import language_of
from parcours.load.shared import read_shared
from parcours.render import pages
from parcours.trip.passage import Passage


def test_a_route_that_comes_twice_is_named_once(tmp_path: Path) -> None:
    """With all its stops there, and a link to the first: a station where one sets out and comes
    home stood twice under the same title."""
    atlas = read_shared(write_sample(tmp_path), TODAY).atlas
    loop, other = Text({"": "La boucle"}), Text({"": "Un autre"})
    page = pages.place("gare-matabiau", atlas.places["gare-matabiau"], [
        Passage("boucle", loop, 1), Passage("boucle", loop, 9), Passage("autre", other, 2)],
        atlas, language_of("fr"))
    listed = re.findall(r'<li><a href="../../parcours/([^"]*)">(.*?)</a> <span>(.*?)</span>', page)
    assert listed == [("boucle/#etape-1", "La boucle", "étapes\u00a01 et 9"),
                      ("autre/#etape-2", "Un autre", "étape\u00a02")]


def test_sources_are_not_searched(tmp_path: Path) -> None:
    """Who looks for a town is not answered with the address of its website in pieces: an excerpt
    read “patrimoine- musees- gers .fr”."""
    atlas = read_shared(write_sample(tmp_path), TODAY).atlas
    id = "musee-de-la-brique"
    page = pages.place(id, atlas.places[id], [], atlas, language_of("en"))
    assert "<p data-pagefind-ignore>Sources: <a" in page


def test_no_side_stands_over_an_empty_list() -> None:
    """A territory that joined and has no place yet; nor is a place that no route passes *on the
    routes*."""
    atlas = atlas_of({"a": {}})
    page = pages.places(atlas, {}, language_of("fr"))
    assert 'id="cote-ville"' in page
    assert 'id="cote-campagne"' not in page
    assert "Tous les lieux décrits" in page


def test_the_list_says_how_many_places_each_side_has(tmp_path: Path) -> None:
    """A phone shows the sides one under the other, screens apart: links above lead to each."""
    atlas = read_shared(write_sample(tmp_path), TODAY).atlas
    page = pages.places(atlas, {}, language_of("fr"))
    said = re.findall(r'<a href="#([^"]*)">[^<]* <span>\((\d+)\)</span></a>', page)
    lists = re.findall(r'<h2 id="([^"]*)">.*?</section>', page, re.DOTALL)
    held = [str(one.count("<li>")) for one in re.findall(
        r'<section class="pc-side.*?</section>', page, re.DOTALL)]
    assert said == list(zip(lists, held, strict=True))
    assert len(said) == 3


def test_hours_come_first(tmp_path: Path) -> None:
    """What a visitor asks of a place before all else is whether it is open."""
    atlas = read_shared(write_sample(tmp_path), TODAY).atlas
    id = "musee-de-la-brique"
    page = pages.place(id, atlas.places[id], [], atlas, language_of("fr"))
    assert re.findall(r'class="pc-fact--([a-z]+)"', page)[:2] == ["hours", "commune"]
