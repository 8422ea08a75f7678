"""French as printers set it, from what an editor types."""

from __future__ import annotations

import pytest

from parcours.i18n.typography import counted, typeset


@pytest.mark.parametrize(("typed", "set_"), [
    ("L'Isle-Jourdain", "L’Isle-Jourdain"), ("aujourd'hui", "aujourd’hui"),
    ("Tarif : 5 € ; gratuit !", "Tarif\u00a0: 5\u00a0€\u00a0; gratuit\u00a0!"),
    ("« la halle »", "«\u00a0la halle\u00a0»"), ("Où ? Ici", "Où\u00a0? Ici"),
    ("28 000 monnaies, 1 300 m²", "28\u00a0000 monnaies, 1\u00a0300\u00a0m²"),
    ("près de 120 kg à 1,5 km", "près de 120\u00a0kg à 1,5\u00a0km"),
    ("à 10 h 30 et à 3 h", "à 10\u00a0h\u00a030 et à 3\u00a0h"), ("60 km/h", "60\u00a0km/h"),
    ("12 maisons en 2024 000", "12 maisons en 2024 000"), ("les 3 grands", "les 3 grands"),
    ("20 % du temps", "20\u00a0% du temps"), ("déjà\u00a0: ainsi", "déjà\u00a0: ainsi"),
    ("[l'adresse](https://exemple.fr/l'a?b=c)", "[l’adresse](https://exemple.fr/l'a?b=c)"),
    ("voir https://exemple.fr/d'ici : oui", "voir https://exemple.fr/d'ici\u00a0: oui"),
    ("les années '80", "les années '80"), ("3 :1", "3 :1"), ("", "")])
def test_french_is_set(typed: str, set_: str) -> None:
    """Apostrophes curl, marks stay with their word, units with their number and a number in one
    piece; addresses and what is no mark are left."""
    assert typeset(typed, "fr") == set_
    assert typeset(set_, "fr") == set_


def test_other_languages_are_left_as_typed() -> None:
    """English and any third language keep what their editors typed."""
    for lang in ("en", "es"):
        assert typeset("it's : « x »", lang) == "it's : « x »"


def test_a_number_stays_with_its_word() -> None:
    """No line ends between *étape* and its number, nor between a number and what it counts; the
    name of a place may begin a line, and English is left."""
    for message, set_ in (
            ("étape {n}, {place}", "étape\u00a0{n}, {place}"),
            ("Vers les étapes {numbers}", "Vers les étapes\u00a0{numbers}"),
            ("à l’étape {place}", "à l’étape {place}"), ("{n} lieux", "{n}\u00a0lieux")):
        assert counted(message, "fr") == set_
    assert counted("stop {n}", "en") == "stop {n}"
