"""The signs of uMap's texts as the markup that they stand for, also in what it exports as GeoJSON,
KML or GPX."""

from __future__ import annotations

import re

OPTIONS = "_umap_options"
"""The property that says how a feature is drawn."""
_PICTURE = re.compile(r"\{\{\{?\s*https?://[^{}]{1,2000}\}\}\}?")
_LINK = re.compile(r"\[\[\s*(https?://[^\[\]|\s\"'<>]{1,2000})\s*(?:\|([^\[\]]{1,300}))?\]\]")
_STRONG = re.compile(r"(\*\*?)(?=\S)([^*\n]{1,500})(?<=\S)\1")
_TITLE = re.compile(r"^#{1,3} ", re.M)


def as_html(text: str) -> str:
    """Pictures, links, titles, bold and slanted words of uMap."""
    text = _PICTURE.sub("<img>", _TITLE.sub("", text))
    text = _LINK.sub(lambda link: f'<a href="{link[1]}">{link[2] or link[1]}</a>', text)
    return _STRONG.sub(r"\2", text)


def unmarked(text: str) -> str:
    """The same of a text that is surely uMap's: nobody else puts links or pictures so."""
    return as_html(text) if _LINK.search(text) or _PICTURE.search(text) else text
