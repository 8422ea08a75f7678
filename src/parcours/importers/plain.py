"""Text from outside to text that may stand in our files: no markup, nothing invisible.

A description keeps its paragraphs, its lists and its safe links; what would become Markdown by
accident is escaped, so that a page shows the words that the source wrote.
"""

from __future__ import annotations

import re
from html import unescape

from parcours.diagnostics import Words
from parcours.importers.found import Left
from parcours.scalars import BadScalar, https_link, prose
from parcours.scalars import line as checked_line

NAME = Words("le nom", "the name")
DESCRIPTION = Words("la description", "the description")
MAX_LINE = 300
MAX_PROSE = 20_000
_MARKUP = re.compile(r"</?[A-Za-z][^<>]{0,500}>|&(?:[A-Za-z]{2,8}|#\d{2,6}|#x[0-9A-Fa-f]{2,5});")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_UNSAFE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060\u2066-\u2069"
                     "\ud800-\udfff\ue000-\ue002\ufeff\ufffe\uffff]")
_OPEN, _MIDDLE, _CLOSE = "\ue000\ue001\ue002"
"""Stand for the brackets of a link until everything else is escaped; no source has them."""
_LINK = re.compile(f"{_OPEN}([^{_OPEN}-{_CLOSE}]*){_MIDDLE}([^{_OPEN}-{_CLOSE}]*){_CLOSE}")
_MARKDOWN = re.compile(
    r"\\(?=[!-/:-@\[-`{-~])|\*(?=\S)|(?<=\S)\*|(?<![^\W_])_(?=\S)|(?<=\S)_(?![^\W_])|\](?=\()"
    r"|&(?=#?\w{1,31};)")
_BULLET = re.compile(r"[-+*•·–]\s+")
_NUMBER = re.compile(r"(\d{1,9})([.)])\s", re.A)
_BLOCKS = frozenset(("p", "br", "div", "ul", "ol", "table", "tr", "blockquote", "section",
                     "article", "h1", "h2", "h3", "h4", "h5", "h6"))
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)((?:\s[^<>]{0,2000})?)/?>")
_HTML = _BLOCKS | frozenset((
    "a", "abbr", "acronym", "b", "big", "body", "caption", "center", "cite", "code", "dd", "del",
    "dl", "dt", "em", "embed", "figcaption", "figure", "font", "footer", "form", "head", "header",
    "hr", "html", "i", "iframe", "img", "input", "ins", "label", "li", "link", "main", "mark",
    "meta", "nav", "object", "pre", "q", "s", "small", "span", "strike", "strong", "sub", "sup",
    "svg", "tbody", "td", "tfoot", "th", "thead", "title", "tt", "u", "video", "audio", "button"))
_HREF = re.compile(r"\shref\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.I)
_PHONE = re.compile(r"(?:\+33|\b0)[ .]?(?:\(0\)[ .]?)?[1-9](?:[ .-]?\d{2}){4}\b")
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")


def line(value: object, left: Left | None = None, what: Words = NAME) -> str:
    """One line of plain text; empty when there is none, or too much of it."""
    said = " ".join(_LINK.sub(r"\1", _words(value, left, what, MAX_LINE)).split())
    if len(said) > MAX_LINE:
        _too_long(left, what, MAX_LINE)
        return ""
    try:
        return checked_line(said) if said else ""
    except BadScalar:  # nothing goes out that our own reader would refuse
        return ""


def text(value: object, left: Left | None = None, what: Words = DESCRIPTION) -> str:
    """A description, in our restricted Markdown; empty when there is none."""
    parts: list[str] = []
    for one in _words(value, left, what, MAX_PROSE).split("\n"):
        said = " ".join(one.split())
        if bullet := _BULLET.match(said):
            parts += ["\n- " if parts and parts[-2].endswith("- ") else "\n\n- ",
                      _escaped(said[bullet.end():])]
        elif said:
            parts += ["\n\n", _numbered(said, parts)]
    written = _LINK.sub(r"[\1](\2)", "".join(parts)).strip()
    if len(written) > MAX_PROSE:
        _too_long(left, what, MAX_PROSE)
        return ""
    try:
        return prose(written).in_lang("") if written else ""
    except BadScalar:
        return ""


def without_contacts(said: str) -> tuple[str, bool]:
    """A text without the telephone numbers and e-mail addresses in it, and whether it held any."""
    masked = _EMAIL.sub("…", _PHONE.sub("…", said))
    return masked, masked != said


def _too_long(left: Left | None, what: Words, most: int) -> None:
    if left is not None:
        left.out(f"{what.fr} (plus de {most} caractères)",
                 f"{what.en} (more than {most} characters)")


def _words(value: object, left: Left | None, what: Words, most: int) -> str:
    """A value as text without markup, links between their marks."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return ""
    if len(value) > 4 * most:  # markup may take more room than the words, but not that much
        _too_long(left, what, most)
        return ""
    plain = _UNSAFE.sub("", _LINE_ENDS.sub("\n", value))
    if not _MARKUP.search(plain):
        return plain
    return _stripped(f"{plain}<p>")  # a last tag, so that the words after the last are kept


def _numbered(said: str, parts: list[str]) -> str:
    """A line whose leading number stays the number it is; Markdown would count anew from 1."""
    number = _NUMBER.match(said)
    if not number:
        return _escaped(said)
    before = _NUMBER.match(parts[-1]) if parts else None
    follows = before is not None and int(before[1]) + 1 == int(number[1]) and before[2] == number[2]
    if follows or number[1] == "1":
        return number[0] + _escaped(said[number.end():])
    return f"{number[1]}\\{number[2]} {_escaped(said[number.end():])}"


def _escaped(said: str) -> str:
    return _MARKDOWN.sub(lambda match: f"\\{match[0]}", said)


def _stripped(text: str) -> str:
    """The words of a piece of HTML: paragraphs, list items and safe links are kept.

    One pass over tags of bounded length: the standard library's parser takes minutes for some
    texts that never close what they open.
    """
    parts: list[str] = []
    link: tuple[str, int] | None = None
    at = 0
    for opens, closes in (("<!--", "-->"), (r"<script\b", r"</script\s*>"),
                          (r"<style\b", r"</style\s*>")):
        text = _without(text, opens, closes)
    for tag in _TAG.finditer(text):
        if tag[2].lower() not in _HTML:
            continue  # "<Lectoure>" is no tag
        parts.append(_unescaped(tag.string[at:tag.start()]))
        at = tag.end()
        closes, name = tag[1] == "/", tag[2].lower()
        if name == "li" and not closes:
            parts.append("\n- ")
        elif name in _BLOCKS:
            parts.append("\n")
        elif name == "a" and closes and link is not None:
            (address, start), link = link, None
            words = "".join(parts[start:]).strip()
            if address and words and "\n" not in words:
                parts[start:] = [f"{_OPEN}{words}{_MIDDLE}{address}{_CLOSE}"]
        elif name == "a":
            href = _HREF.search(tag[3])
            link = (_safe(unescape(href[1] or href[2])), len(parts)) if href else None
    return "".join(parts)


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
    return _UNSAFE.sub("", _LINE_ENDS.sub("\n", unescape(text))).replace("\n", " ")


def _safe(address: str) -> str:
    """An address that can stand in a Markdown link, or nothing."""
    try:
        return "" if set(address) & set("()\\") else https_link(address)
    except BadScalar:
        return ""
