"""Pieces of HTML in a description to their words, with paragraphs, lists and safe links marked.

What comes out is text, never markup: whatever it still looks like is shown as it stands.
"""

from __future__ import annotations

import re
from html import unescape

from parcours.format.scalars import BadScalar, https_link

OPEN, MIDDLE, CLOSE = "\ue000\ue001\ue002"
"""Stand for the brackets of a link until everything else is escaped; no source has them."""
MARKS = re.compile(f"[{OPEN}-{CLOSE}]")
_MARKUP = re.compile(r"</?[A-Za-z][^<>]{0,500}>|&(?:[A-Za-z]{2,8}|#\d{2,6}|#x[0-9A-Fa-f]{2,5});")
_BLOCKS = frozenset(("p", "br", "dd", "div", "dt", "ul", "ol", "table", "tr", "blockquote",
                     "section", "article", "h1", "h2", "h3", "h4", "h5", "h6"))
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)((?:\s[^<>]{0,2000})?)/?>")
_HTML = _BLOCKS | frozenset((
    "a", "abbr", "acronym", "b", "big", "body", "caption", "center", "cite", "code", "dd", "del",
    "dl", "dt", "em", "embed", "figcaption", "figure", "font", "footer", "form", "head", "header",
    "hr", "html", "i", "iframe", "img", "input", "ins", "label", "li", "link", "main", "mark",
    "meta", "nav", "object", "pre", "q", "s", "small", "span", "strike", "strong", "sub", "sup",
    "svg", "tbody", "td", "tfoot", "th", "thead", "title", "tt", "u", "video", "audio", "button"))
_HREF = re.compile(r"\shref\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.I)


def has_markup(text: str) -> bool:
    """Whether a text is to be read as HTML: it holds a tag or a reference."""
    return _MARKUP.search(text) is not None


def stripped(text: str) -> str:
    """The words of a piece of HTML: paragraphs, list items and safe links are kept.

    One pass over tags of bounded length: the standard library's parser takes minutes for some
    texts that never close what they open.
    """
    parts: list[str] = []
    link: tuple[str, int] | None = None
    at = 0
    text = MARKS.sub("", text)
    for opens, closes in (("<!--", "-->"), (r"<script\b", r"</script\s*>"),
                          (r"<style\b", r"</style\s*>")):
        text = _without(text, opens, closes)
    for tag in _TAG.finditer(text):
        if tag[2].lower() not in _HTML:
            continue  # "<Bourg>" is no tag
        parts.append(_unescaped(text[at:tag.start()]))
        at = tag.end()
        ends, name = tag[1] == "/", tag[2].lower()
        if name == "li" and not ends:
            parts.append("\n- ")
        elif name in ("td", "th") and not ends:
            parts.append(" ")  # the words of two cells are two words
        elif name in _BLOCKS:
            parts.append("\n")
        elif name == "a" and ends and link is not None:
            (address, start), link = link, None
            words = "".join(parts[start:]).strip()
            if address and words and "\n" not in words:
                parts[start:] = [f"{OPEN}{words}{MIDDLE}{address}{CLOSE}"]
        elif name == "a":
            href = _HREF.search(tag[3])
            link = (_safe(unescape(href[1] or href[2] or "")), len(parts)) if href else None
    return "".join([*parts, _unescaped(text[at:])])


def _without(text: str, opens: str, closes: str) -> str:
    """A text without what stands between two marks, or after one that is never closed."""
    kept, at = [], 0
    while opened := re.compile(opens, re.I).search(text, at):
        kept.append(text[at:opened.start()])
        closed = re.compile(closes, re.I).search(text, opened.end())
        if not closed:
            return "".join(kept)
        at = closed.end()
    return "".join([*kept, text[at:]])


def _unescaped(text: str) -> str:
    """Text between tags: line ends in it are white space, references may bring in anything."""
    return MARKS.sub("", " ".join(re.split(r"[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+",
                                            unescape(text))))


def _safe(address: str) -> str:
    """An address that can stand in a Markdown link, or nothing."""
    try:
        return "" if set(address) & set("()\\") else https_link(address)
    except BadScalar:
        return ""
