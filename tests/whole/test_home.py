"""The home pages: each way in leads to routes, each card tells its route."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from helpers.published import ITINERARIES, LANGS, TODAY
from parcours.i18n.language import language_of
from parcours.load.route import read_trip
from parcours.load.shared import read_shared
from parcours.render.catalogue.choices import groups
from parcours.render.catalogue.entries import Entry, entry, in_order

_WAY = re.compile(r'href="parcours/\?([^"]+)"')
_CARD = re.compile(r'<article class="pc-card">(.*?)</article>', re.DOTALL)


def home(docs: Path, lang: str) -> str:
    return (docs / lang / "index.md").read_text("utf-8")


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    """The sample's routes as the catalogue knows them."""
    shared = read_shared(ITINERARIES, TODAY)
    trips = [read_trip(path, shared.atlas)[0] for path in shared.itinerary_paths]
    return in_order([entry(trip) for trip in trips if trip is not None], language_of("fr"))


@pytest.mark.parametrize("lang", LANGS)
def test_every_way_in_leads_to_routes(real_docs: Path, lang: str, entries: list[Entry]) -> None:
    """A link asks the catalogue for one choice that it offers, so that nobody meets none."""
    offered = {(group.name, choice.value) for group in groups(entries, language_of(lang))
               for choice in group.choices if choice.count}
    asked = [parse_qs(query) for query in _WAY.findall(home(real_docs, lang))]
    assert len(asked) > 5
    assert {(name, values[0]) for one in asked for name, values in one.items()} <= offered


def test_both_languages_lead_to_the_same(real_docs: Path) -> None:
    """The same ways in and the same routes, in the same order."""
    french, english = ((_WAY.findall(page), re.findall(r'href="(parcours/[^"?]*)"', page))
                       for page in (home(real_docs, lang) for lang in LANGS))
    assert french == english


@pytest.mark.parametrize("lang", LANGS)
def test_every_card_tells_its_route(real_docs: Path, lang: str, entries: list[Entry]) -> None:
    """Title, cover and length are those of the route that the card leads to, and both exist."""
    known = {one.id: one for one in entries}
    cards = _CARD.findall(home(real_docs, lang))
    assert len(cards) == 3
    for card in cards:
        (id,) = re.findall(r'href="parcours/([^"]+)/"', card)
        assert f'src="parcours/{id}/{id}.svg"' in card
        assert (real_docs / lang / "parcours" / id / f"{id}.svg").is_file()
        assert f">{known[id].title.in_lang(lang)}</a></h3>" in card
        assert language_of(lang).say_n("{n} day", "{n} days", known[id].days) in card
