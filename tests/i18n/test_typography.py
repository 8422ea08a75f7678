"""French as printers set it, from what an editor types."""

from __future__ import annotations

import pytest

from parcours.i18n.typography import typeset


@pytest.mark.parametrize(("typed", "set_"), [
    ("L'Isle-Jourdain", "L’Isle-Jourdain"), ("aujourd'hui", "aujourd’hui"),
    ("Tarif : 5 € ; gratuit !", "Tarif\u00a0: 5\u00a0€\u00a0; gratuit\u00a0!"),
    ("« la halle »", "«\u00a0la halle\u00a0»"), ("Où ? Ici", "Où\u00a0? Ici"),
    ("20 % du temps", "20\u00a0% du temps"), ("déjà\u00a0: ainsi", "déjà\u00a0: ainsi"),
    ("[l'adresse](https://exemple.fr/l'a?b=c)", "[l’adresse](https://exemple.fr/l'a?b=c)"),
    ("voir https://exemple.fr/d'ici : oui", "voir https://exemple.fr/d'ici\u00a0: oui"),
    ("les années '80", "les années '80"), ("3 :1", "3 :1"), ("", "")])
def test_french_is_set(typed: str, set_: str) -> None:
    """Apostrophes curl and marks stay with their word; addresses and what is no mark are left."""
    assert typeset(typed, "fr") == set_
    assert typeset(set_, "fr") == set_


def test_other_languages_are_left_as_typed() -> None:
    """English and any third language keep what their editors typed."""
    for lang in ("en", "es"):
        assert typeset("it's : « x »", lang) == "it's : « x »"
