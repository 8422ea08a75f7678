"""The known word that was most likely meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher, get_close_matches

from parcours.suggest.french import WORDS
from parcours.suggest.likely import slug_of

_NEAR = 0.6
"""From which likeness on one word may be a slip for another; 1 is the same word."""
_NEAR_IN_FRENCH, _LETTERS = 0.75, 5
"""A slip in a word that is itself only a translation must be small, and the word not short."""


def nearest(typed: str, known: Sequence[str]) -> str | None:
    """The known word that was most likely meant, if any comes near: by its own letters, or by those
    of a French word for it."""
    folded = slug_of(typed)
    by_fold = {slug_of(word): word for word in known}
    if folded in by_fold:
        return by_fold[folded]
    in_french = {word: ours for word, each in WORDS.items() for ours in reversed(each)
                 if ours in known}
    if folded in in_french:
        return in_french[folded]
    return max(filter(None, (
        _closest(folded, by_fold, _NEAR),
        _closest(folded, {word: ours for word, ours in in_french.items() if len(word) >= _LETTERS},
                 _NEAR_IN_FRENCH))), default=(0.0, None))[1]


def same(typed: str, known: Sequence[str]) -> str | None:
    """The known word that was typed otherwise, with a capital or in French, letter by letter."""
    folded = slug_of(typed)
    ours = WORDS.get(folded, ())
    return next((word for word in known if slug_of(word) == folded or word in ours), None)


def _closest(folded: str, meant: Mapping[str, str], cutoff: float) -> tuple[float, str] | None:
    """How near the nearest word is, and what it stands for."""
    close = get_close_matches(folded, list(meant), n=1, cutoff=cutoff)
    if not close:
        return None
    return SequenceMatcher(None, close[0], folded).ratio(), meant[close[0]]
