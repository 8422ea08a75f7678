"""Names in the order in which a reader looks for them."""

from __future__ import annotations

import re

from parcours.suggest.likely import fold


def place_in_alphabet(name: str) -> str:
    """What a name is put in order by: its words, without accents, capitals, quotes or hyphens. An
    apostrophe parts words: *Gare d’Amont* stands before *Gare de l’Est*, not after all of them.
    """
    return " ".join(re.findall(r"\w+", fold(name)))
