"""French prepositions before a name that bears its own article: *du Houga*, *au Houga*, *d’Auch*.

The official name of a commune tells whether it has one. That of a territory or of a place does not
(*le* Pays de la Colline, but Ville-sur-Ru Métropole): nobody can know, and our sentences put no
*de*, *à* or *dans* before it, but *côté*, a bracket or quotation marks.
"""

from __future__ import annotations

_VOWELS = {*"aàâäæeéèêëiîïoôöœuùûüy"}
_CONTRACTED = {("de", "Le"): "du", ("de", "Les"): "des", ("à", "Le"): "au", ("à", "Les"): "aux"}


def of(commune: str) -> str:
    """*De* and the name: ``du Houga``, ``des Barthes``, ``de La Romieu``, ``d’Auch``.

    Of an *h* nobody hears whether it is one: ``de Hagetmau``.
    """
    return f"d’{commune}" if commune[:1].lower() in _VOWELS else _before(commune, "de")


def at(commune: str) -> str:
    """*À* and the name: ``au Houga``, ``aux Barthes``, ``à L’Union``."""
    return _before(commune, "à")


def _before(name: str, preposition: str) -> str:
    article, _, rest = name.partition(" ")
    contracted = _CONTRACTED.get((preposition, article)) if rest else None
    return f"{contracted} {rest}" if contracted else f"{preposition} {name}"
