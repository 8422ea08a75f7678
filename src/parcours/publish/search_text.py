"""A finished page to the words that Pagefind indexes.

Pagefind could read our pages as they are, but it takes « l’église » for one word, so that nobody
would find « église », and most of its time goes into markup. It gets headings and bare text, with
plain apostrophes, « oe » for « œ » and « Saint » for « St »; ``search-words.js`` does the same to
what a reader types. A page for those who write the site is marked, so that it never answers a
visitor first. No other page is: Pagefind writes several values of a filter in any order, and the
index must be the same each time that it is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from parcours.publish.search_words import spelled_out

_SILENT = (" data-pagefind-ignore", ' aria-hidden="true"', "<script", "<style", "<svg")
"""What marks an element that nobody searches for. It must hold none of its own kind."""

_MARK = '<i data-pagefind-filter="for:editors"></i>'
"""The filter that tells whom a page is for."""
_HEAD = 200
"""So many characters hold all that stands before the words."""
_FOR_EDITORS = ' data-for="editors"'

_ALSO = re.compile(r' data-search="([^"]*)"')
"""What a page is found by beside the words on it, in parts between ``·``."""
_BESIDE = " ‖ "
"""Before each of these in the index: ``search-words.js`` tells by it that they are not on the page.
"""

_NAME = re.compile(r"<(\w+)")
_INLINE = re.compile(r"</?(?:a|abbr|b|code|em|i|mark|small|span|strong|sub|sup|time)\b[^>]*>")
_BLOCK = re.compile(r"<(?!/?h[1-3]\b)[^>]*>")
"""All but headings: a word in a heading counts for more, and the first one names the page."""


def searchable(page: str) -> str:
    """What to index of an HTML page; empty when it has no ``data-pagefind-body``."""
    lang = re.search(r'<html lang="([\w-]+)"', page)
    start, end = page.find(" data-pagefind-body"), page.rfind("</main>")
    if lang is None or start < 0 or end < 0:
        return ""
    main = page[page.find(">", start) + 1:end]
    kept, at = [], 0
    for first, last in sorted(_silent(main)):
        if first >= at:
            kept.append(main[at:first])
            at = last
    also = _ALSO.search(main)
    text = " ".join((*kept, _BESIDE.join((main[at:], *(also[1].split(" · ") if also else ())))))
    for fancy, plain in (("’", "'"), ("ʼ", "'"), ("œ", "oe"), ("Œ", "Oe")):
        text = text.replace(fancy, plain)
    text = spelled_out(" ".join(_BLOCK.sub(" ", _INLINE.sub("", text)).split()))
    mark = _MARK if _FOR_EDITORS in page[start:page.find(">", start)] else ""
    return f'<html lang="{lang[1]}"><body data-pagefind-body>{mark}{text}'


def is_for_visitors(text: str) -> bool:
    """Whether a text that `searchable` made is of a page for visitors."""
    return _MARK not in text[:_HEAD]


def lang_of(text: str) -> str:
    """The language of a text that `searchable` made."""
    return text[:_HEAD].partition('lang="')[2].partition('"')[0]


def _silent(main: str) -> Iterator[tuple[int, int]]:
    """Where silent elements begin and end; by `str.find`, as a pattern takes ten times longer."""
    for mark in _SILENT:
        found = main.find(mark)
        while found >= 0:
            first = main.rfind("<", 0, found + 1)
            name = _NAME.match(main, first) if first >= 0 else None
            end = f"</{name[1]}>" if name else ""
            last = main.find(end, found) if end else -1
            if last >= 0:
                yield first, last + len(end)
            found = main.find(mark, found + 1)
