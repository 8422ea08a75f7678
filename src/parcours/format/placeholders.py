"""What stands in a new file until somebody knows better: written by `new`, told by `check`."""

from __future__ import annotations

import re

from parcours.diagnostics.diagnostic import Words
from parcours.suggest.likely import fold

TO_CHANGE = Words("À CHANGER : mis là en attendant.",
                  "TO BE CHANGED: put here for the time being.")
"""The comment above a value that was put in unasked."""

SUMMARY = Words("Une ou deux phrases qui disent ce que l’on vivra.",
                "One or two sentences that say what the visitor will experience.")
DAY_TITLE = Words("Une journée", "One day")

SENTENCES = frozenset({SUMMARY.fr, SUMMARY.en})
"""Texts that no office would write of its own."""
_MARK = re.compile(
    r"(?:a changer|to be changed)\b(?! (?:chaque|tou(?:s|te|tes)|en|au|quand|si|apres|"
    r"every|each|in|when|if|after)\b)|to change\s*(?:[^\w\s]|$)|(?:todo|fixme)\b")
"""Not *à changer chaque printemps*: the value is right until then."""
_NOT_YET = frozenset({
    "a completer", "a changer", "a traduire", "a remplir", "a rediger", "a venir", "texte a venir",
    "description a venir", "a definir", "a preciser", "to be completed", "to be changed",
    "to be translated", "to be written", "to be defined", "to translate", "coming soon", "todo",
    "fixme", "tbd", "tbc", "n a", "nc", "n c", "none", "nan", "undefined", "nil", "vide",
    "neant", "ras", "sans objet", "idem", "aucun", "aucune", "rien", "inconnu", "inconnue",
    "non renseigne", "non renseignee", "non communique", "non communiquee", "non precise",
    "non precisee", "pas renseigne", "je ne sais pas", "unknown", "not available",
    "not applicable", "not known", "object object"})
_FILE_NAME = re.compile(r"[\w()' ’-]{1,80}\.(?:jpe?g|png|webp|gif|heic|pdf)|"
                        r"(?:img|dsc[nf]?|pict|photo|image|capture)[ _-]?\d{2,}")
"""What cameras and computers call a picture, where its words should be."""
_BESIDE = re.compile(r"[(\[](?:a traduire|a completer|to be translated|to be completed|todo)[)\]]")


def is_mark(comment: str) -> bool:
    """Whether a comment says that what follows is to be changed."""
    return _MARK.match(fold(comment[:80])) is not None


def is_placeholder(said: str) -> bool:
    """Whether a text only says that there is none: ``à compléter``, ``TODO``, ``…``, ``xxx``."""
    plain = fold(said[:200])
    words = " ".join(re.findall("[a-z0-9]+", plain))
    return (words in _NOT_YET or words.startswith("lorem ipsum") or re.fullmatch("x{2,}", words)
            is not None or re.fullmatch(r"[\s.…?_*/-]+", said) is not None
            or _FILE_NAME.fullmatch(plain.strip()) is not None
            or _BESIDE.search(plain) is not None)
