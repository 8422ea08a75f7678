"""French prepositions before names that bear an article, and before those of which nobody knows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from parcours.i18n.language import language_of
from parcours.i18n.prepositions import at, of

SOURCE = Path(__file__).parents[2] / "src" / "parcours"


@pytest.mark.parametrize(("name", "of_it", "at_it"), [
    ("Le Houga", "du Houga", "au Houga"),
    ("Les Barthes", "des Barthes", "aux Barthes"),
    ("La Romieu", "de La Romieu", "à La Romieu"),
    ("L'Isle-Jourdain", "de L'Isle-Jourdain", "à L'Isle-Jourdain"),
    ("L’Union", "de L’Union", "à L’Union"),
    ("Lectoure", "de Lectoure", "à Lectoure"),
    ("Leboulin", "de Leboulin", "à Leboulin"),  # no article
    ("Lesparre", "de Lesparre", "à Lesparre"),
    ("Le", "de Le", "à Le"),
    ("Auch", "d’Auch", "à Auch"),
    ("Éauze", "d’Éauze", "à Éauze"),
    ("Œting", "d’Œting", "à Œting"),
    ("Hagetmau", "de Hagetmau", "à Hagetmau"),  # one hears no *h*, or one does
    ("", "de ", "à ")])
def test_an_article_is_contracted_and_a_vowel_elided(name: str, of_it: str, at_it: str) -> None:
    """“Hors du contour de Le Houga” and “le point est à Le Houga” were said."""
    assert (of(name), at(name)) == (of_it, at_it)


def test_no_message_puts_such_a_preposition_before_the_name_of_a_territory() -> None:
    """“Dans Toulouse Métropole et Les Hauts Tolosans” and “Carte de La Ville et Le Pays”: whether
    one says *dans le* is in no file."""
    words = (SOURCE / "locale/fr/LC_MESSAGES/parcours.po").read_text()
    assert "{territory}" in words
    assert re.findall(r"(?:\b(?:de|à|dans|du|au|pour)|d’)\s?\{(?:territory|sides|commune)\}",
                      words) == []


def test_no_error_puts_a_bare_preposition_before_the_name_of_a_commune_or_territory() -> None:
    """They are put together by `of` and `at`, or beside *côté*."""
    wrong = re.compile(r"(?:\b(?:de|à|dans|du|au|pour)|d’)\s?\{(?:commune|closest|here|one|there)"
                       r"(?:\.name|\[)")
    assert wrong.search("le contour de {commune.name}")
    assert [found for path in SOURCE.rglob("*.py")
            for found in wrong.findall(path.read_text())] == []


def test_sides_are_named_without_a_preposition() -> None:
    """On the page of a route, of territories and of its reviews."""
    say = language_of("fr").say
    assert say("Picture of the route: {n} stops in {sides}; each is described below.", n=4,
               sides="Toulouse Métropole et Les Hauts Tolosans").replace("\u00a0", " ") == (
        "Image du parcours : 4 étapes (Toulouse Métropole et Les Hauts Tolosans) ; chacune est "
        "décrite ci-dessous.")
    assert say("Not yet reviewed for {territory}.", territory="Les Hauts Tolosans") == (
        "Pas encore relu côté Les Hauts Tolosans.")
