"""A place as pages tell it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from helpers.content_sample import MUSEUM_FILE, TODAY, edited, write_sample
from parcours.i18n.language import language_of
from parcours.load.shared import read_shared
from parcours.render.words.places import breakable, sources, view
from parcours.render.words.writer import Writer


@pytest.mark.parametrize(("address", "expected"), [
    ("tourisme-coteaux.com", "tourisme-<wbr>coteaux<wbr>.com"),
    ("tables.example.org/le-lieu/", "tables<wbr>.example<wbr>.org/<wbr>le-<wbr>lieu/"),
    ("accueil@gers.example", "accueil<wbr>@gers<wbr>.example"),
    ("xn--bcher-kva.example", "xn--<wbr>bcher-<wbr>kva<wbr>.example"),
    ("capitole", "capitole")])
def test_an_address_breaks_between_its_words(address: str, expected: str) -> None:
    """At 390 pixels a name of forty letters is longer than its line: it may end before a dot or
    an at sign and after a hyphen or a slash, and what is copied is the address."""
    assert breakable(address) == expected
    assert expected.replace("<wbr>", "") == address


def test_a_hostile_address_stays_text() -> None:
    """What an author wrote into an address is letters between the breaks."""
    assert breakable("a.<b>-{{c}}") == (
        "a<wbr>.&lt;b&gt;-<wbr>&#123;&#123;c&#125;&#125;")


@pytest.mark.parametrize(("told", "label"), [
    ("", "Musée de France"),
    ("told: [labels]\n", 'Musée de France <small class="pc-mark">(non vérifié)</small>')])
def test_a_label_that_nobody_verified_says_so_at_a_stop_too(tmp_path: Path, told: str,
                                                            label: str) -> None:
    """A mark of quality is a promise: a stop of a route shows it as sure as the place's own page
    does, and no surer."""
    files = edited(MUSEUM_FILE, "kind: museum\n",
                   f"kind: museum\nlabels: [Musée de France]\n{told}")
    atlas = read_shared(write_sample(tmp_path, **files), TODAY).atlas
    place = atlas.places["musee-de-la-brique"]
    shown = view("musee-de-la-brique", place, Writer(language_of("fr"), atlas))
    assert [str(one) for one in shown.labels] == [label]


@pytest.mark.parametrize(("price", "fr", "en"), [
    ("gratuit", "gratuit", "free of charge"), ("Free", "gratuit", "free of charge"),
    ("{fr: Gratuit, en: No charge}", "Gratuit", "No charge"), ("6 €", "6\u00a0€", "6 €")])
def test_the_one_price_that_is_a_word_is_told_in_each_language(
        tmp_path: Path, price: str, fr: str, en: str) -> None:
    """The manual says to write “gratuit”: the English page said “Price: gratuit”."""
    atlas = read_shared(write_sample(tmp_path, **edited(
        MUSEUM_FILE, "price: 6 €", f"price: {price}")), TODAY).atlas
    place = atlas.places["musee-de-la-brique"]
    said = [next(str(fact.said) for fact in view("m", place, Writer(language_of(code), atlas)).facts
                 if fact[0] == "price") for code in ("fr", "en")]
    assert said == [fr, en]


def test_no_two_sources_have_one_name() -> None:
    """*github.com, github.com* leads to two pages, which no reader can tell apart; a host that
    stands once is name enough."""
    addresses = ["https://www.office.example/lieu/12", "https://github.com/a/gares",
                 "https://github.com/a/lieux/", f"https://github.com/{'long/' * 20}"]
    named = [(address, re.sub("<wbr>", "", name)) for address, name in sources(addresses)]
    assert named == list(zip(addresses, [
        "office.example", "github.com/a/gares", "github.com/a/lieux",
        f"github.com/{'long/' * 9}lon…"], strict=True))
