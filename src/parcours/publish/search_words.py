"""Words as searches know them: abbreviations spelled out, and the names there are to be mistyped.

``search-words.js`` does the same to what a reader types; a test holds both lists equal.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from parcours.suggest.likely import fold

ABBREVIATIONS: dict[str, str] = {
    "st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes",
    "bd": "boulevard", "bld": "boulevard", "blvd": "boulevard", "boul": "boulevard",
    "av": "avenue", "ave": "avenue", "pl": "place", "rte": "route", "ch": "chemin",
    "chem": "chemin", "fg": "faubourg", "fbg": "faubourg", "imp": "impasse", "sq": "square",
    "all": "allée", "qu": "quai", "nd": "notre-dame",
}
"""As they are written in French addresses, and what they stand for."""
SHORT = frozenset({"av", "pl", "ch", "imp", "sq", "all", "qu", "boul"})
"""Those that may be the beginning of another word: they count with a full stop only, or before
another word."""

_SAINTS = frozenset({"st", "ste", "sts", "stes", "nd"})
_WRITTEN = re.compile(
    rf"\b({'|'.join(sorted(ABBREVIATIONS, key=len, reverse=True))})\b(\.?)(?=[ -][\wÀ-ÿ])",
    re.IGNORECASE)
_OF = re.compile(r"[ -](?:d'|de |du |des )", re.IGNORECASE)
_HEADING = re.compile(r"<h[1-3]\b[^>]*>(.*?)</h[1-3]>")
_WORD = re.compile(r"[^\W\d_]{4,}")
_NAME = re.compile(r"(?<![.!?»>] )\b[A-ZÀ-Ý][^\W\d_]{3,}")


def spelled_out(text: str) -> str:
    """A text with the abbreviations of addresses and names written whole: only where what follows
    shows that it is one."""
    return _WRITTEN.sub(_whole, text)


def _whole(found: re.Match[str]) -> str:
    short, stop, text, end = found[1], found[2], found.string, found.end()
    key = short.lower()
    sure = (text[end + 1].isupper() if key in _SAINTS
            else bool(stop) or _OF.match(text, end) is not None)
    if not sure:
        return found[0]
    whole = ABBREVIATIONS[key]
    return whole[:1].upper() + whole[1:] if short[0].isupper() else whole


def names(texts: Iterable[str]) -> list[str]:
    """The words of headings and the names in these searchable texts, the most frequent first: what
    somebody means who types one letter wrong."""
    counted: Counter[str] = Counter()
    written: dict[str, str] = {}
    for text in texts:
        words = [word for heading in _HEADING.findall(text) for word in _WORD.findall(heading)]
        for word in {*words, *_NAME.findall(text)}:
            key = fold(word)
            counted[key] += 1
            # a name rather than the same word within a sentence, whatever the order of the pages
            written[key] = min(word, written.get(key, word))
    return [written[key] for key in sorted(counted, key=lambda key: (-counted[key], key))]
