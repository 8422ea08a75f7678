"""Names in the order in which a reader looks for them."""

from __future__ import annotations

from parcours.render.words.alphabet import place_in_alphabet


def test_an_apostrophe_parts_words() -> None:
    """By the number of its sign it stood after every letter; quotes came before or after all."""
    names = ["Gare d’Aubiet", "Gare de Gimont", "Île du Ramier", "L’Envol des Pionniers",
             "« L’Œil »", "La Halle aux Grains", "Le Capitole", "Les Abattoirs", "Zoo"]
    assert sorted(set(names), key=place_in_alphabet) == names
    assert place_in_alphabet("L’Isle-Jourdain") == place_in_alphabet("L'Isle Jourdain")
