"""A finished page to the words that Pagefind indexes.

Pagefind could read our pages as they are, but it takes « l’église » for one word, so that nobody
would find « église », and most of its time goes into markup. It gets headings and bare text, with
plain apostrophes and « oe » for « œ »; ``search.js`` folds what a reader types in the same way.
"""

from __future__ import annotations

import re

_SILENT = re.compile(
    r"<(script|style|svg)\b.*?</\1>"
    r"|<(\w+)[^>]*\s(?:data-pagefind-ignore|aria-hidden=\"true\").*?</\2>"
    r"|<!--.*?-->", re.DOTALL)
"""What nobody searches for. An element to be left out must hold none of its own kind."""

_HEADING = re.compile(r"<(/?h[1-3])\b[^>]*>")
"""Kept: a word in a heading counts for more, and the first heading names the page."""

_INLINE = re.compile(r"</?(?:a|abbr|b|code|em|i|mark|small|span|strong|sub|sup|time)\b[^>]*>")
_BLOCK = re.compile(r"(?:\s*<(?!/?h[1-3]>)[^>]*>)+\s*")
_PLAIN = str.maketrans({"’": "'", "ʼ": "'", "œ": "oe", "Œ": "Oe"})


def searchable(page: str) -> str:
    """What to index of an HTML page; empty when it has no ``data-pagefind-body``."""
    lang = re.search(r'<html lang="([\w-]+)"', page)
    start, end = page.find(" data-pagefind-body"), page.rfind("</main>")
    if lang is None or start < 0 or end < 0:
        return ""
    text = _SILENT.sub(" ", page[page.find(">", start) + 1:end]).translate(_PLAIN)
    text = _BLOCK.sub("\n", _INLINE.sub("", _HEADING.sub(r"<\1>", text)))
    return f'<html lang="{lang[1]}"><body data-pagefind-body>{text}'
