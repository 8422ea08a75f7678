"""What the days of a route are called: one number, one colon."""

from __future__ import annotations

import pytest

from parcours.format.text import Text
from parcours.i18n.language import language_of
from parcours.render.words.day_titles import before, own_title

FR, EN = language_of("fr"), language_of("en")


@pytest.mark.parametrize(("title", "number", "said"), [
    ("La ville", 1, "Jour 1 : La ville"),
    ("Le Gers : de Lectoure à Condom", 2, "Jour 2 – Le Gers : de Lectoure à Condom"),
    ("Jour 1 : la ville", 1, "Jour 1 : La ville"), ("Jour 1", 1, "Jour 1"),
    ("Journée 2 - Le Gers", 2, "Jour 2 : Le Gers"), ("Jour 12 : fin", 1, "Jour 1 – Jour 12 : fin"),
    ("Départ à 10:30", 1, "Jour 1 : Départ à 10:30")])
def test_a_day_has_one_number_and_one_colon(title: str, number: int, said: str) -> None:
    """*Jour 1 : Jour 1 : la ville* stood on the page of a draft that was left as it was made."""
    own = own_title(Text({"fr": title}), number, FR).in_lang("fr")
    assert (before(own, number, FR) + own).replace("\u00a0", " ") == said


def test_the_words_of_each_language() -> None:
    """Those of a site's other language are known, too."""
    own = own_title(Text({"fr": "Jour 1 : la ville", "en": "Day 1: the city"}), 1, EN)
    assert dict(own.by_lang) == {"fr": "La ville", "en": "The city"}
    assert before("The city", 1, EN) == "Day\u00a01: "
