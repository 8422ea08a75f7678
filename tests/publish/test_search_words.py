"""Words as the index of the search has them."""

from __future__ import annotations

import re

import pytest

from helpers.published import ROOT
from parcours.publish.search_text import is_for_visitors, lang_of, searchable
from parcours.publish.search_words import ABBREVIATIONS, SHORT, names, spelled_out

SCRIPT = ROOT / "overrides/assets/javascripts/search-words.js"


def test_the_index_and_the_reader_know_the_same_abbreviations() -> None:
    """The page's script spells out what the index does, and hesitates before the same ones."""
    text = SCRIPT.read_text("utf-8")
    table = text.partition("ABBREVIATIONS =")[2].partition("}));")[0]
    assert dict(re.findall(r'(\w+): "([^"]+)"', table)) == ABBREVIATIONS
    assert {*re.findall(r'"(\w+)"', text.partition("new Set([")[2].partition("]")[0])} == SHORT


@pytest.mark.parametrize(("written", "whole"), [
    ("Halle de St-Clar", "Halle de Saint-Clar"), ("Ste Foy", "Sainte Foy"),
    ("3 bd de Strasbourg", "3 boulevard de Strasbourg"), ("12 Av. Foch", "12 Avenue Foch"),
    ("rte d'Auch", "route d'Auch"), ("1 pl. du Capitole", "1 place du Capitole"),
    ("N.-D., ND de Simorre", "N.-D., ND de Simorre"), ("ND-des-Arts", "ND-des-Arts"),
    ("the 1st Sunday", "the 1st Sunday"), ("all day", "all day"), ("ch 4", "ch 4"),
    ("the best of", "the best of"), ("le st du lieu", "le st du lieu"),
])
def test_only_what_is_an_abbreviation_is_spelled_out(written: str, whole: str) -> None:
    """A saint before a name, an address with its full stop or before *de*; all else stays."""
    assert spelled_out(written) == whole


def test_a_page_says_whom_it_is_for() -> None:
    """What the theme marks is for those who write the site; every other page is for visitors."""
    page = ('<html lang="fr"><main><div data-pagefind-body{}><h1>St-Clar</h1></div></main>')
    theirs, ours = searchable(page.format("")), searchable(page.format(' data-for="editors"'))
    assert (is_for_visitors(theirs), is_for_visitors(ours)) == (True, False)
    assert lang_of(theirs) == "fr"
    assert "<h1>Saint-Clar</h1>" in theirs


def test_a_page_is_found_by_what_its_element_says_beside_its_words() -> None:
    """A name in another language, a postcode: after the words that stand on the page, whose first
    heading names it."""
    page = ('<html lang="fr"><main><div data-pagefind-body><article data-search="Bells &amp; co · '
            'L’Isle-Jourdain 32600 32160"><h1>Cloches</h1><p>Ici.</p></article></div></main>')
    assert searchable(page).endswith(
        "<h1>Cloches</h1> Ici. ‖ Bells &amp; co ‖ L'Isle-Jourdain 32600 32160")


def test_names_are_those_of_headings_and_sentences() -> None:
    """The most frequent first, each once whatever its accents or capitals; a word that only begins
    a sentence is no name."""
    pages = ["<h1>Des étoiles</h1> Venir de Toulouse. Souvent il pleut. À Lectoure aussi",
             "<h2>Étoiles</h2> Gare de Toulouse", "vers Toulouse"]
    assert names(pages) == ["Toulouse", "Étoiles", "Lectoure"]
    assert names(reversed(pages)) == names(pages)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_each_page_written_by_hand_says_whom_it_is_for(lang: str) -> None:
    """A page of the manual never answers a visitor's search first: all but those of visitors are
    marked."""
    visitors = {"accessibilite", "confidentialite", "contrat", "gardes", "hors-ligne",
                "mentions-legales", "recherche"}
    unmarked = {path.stem for path in (ROOT / "docs" / lang).glob("*.md")
                if path.stem != "index" and "\naudience: editors\n" not in path.read_text("utf-8")}
    assert unmarked == visitors
