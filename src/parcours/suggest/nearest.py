"""The known word that was most likely meant."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from parcours.suggest.french import WORDS
from parcours.suggest.likely import slug_of


def nearest(typed: str, known: Sequence[str]) -> str | None:
    """The known word that was most likely meant, if any comes near."""
    folded = slug_of(typed)
    by_fold = {slug_of(word): word for word in known}
    if folded in by_fold:
        return by_fold[folded]
    for translated in WORDS.get(folded, ()):
        if translated in known:
            return translated
    close = get_close_matches(folded, list(by_fold), n=1, cutoff=0.6)
    return by_fold[close[0]] if close else None
