"""Text from outside to text that may stand in our files: no markup, nothing invisible.

A description keeps its paragraphs, its lists and its safe links; what would become Markdown by
accident is escaped, so that a page shows the words that the source wrote.
"""

from __future__ import annotations

import re

from parcours.diagnostics.diagnostic import Words
from parcours.format.scalars import BadScalar, prose
from parcours.format.scalars import line as checked_line
from parcours.importers.found import Left
from parcours.importers.markup import CLOSE, MARKS, MIDDLE, OPEN, has_markup, stripped

NAME = Words("le nom", "the name")
DESCRIPTION = Words("la description", "the description")
MAX_LINE = 300
MAX_PROSE = 20_000
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_UNSAFE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060\u2066-\u2069"
                     "\ud800-\udfff\ufeff\ufffe\uffff]")
_LINK = re.compile(f"{OPEN}([^{OPEN}-{CLOSE}]*){MIDDLE}([^{OPEN}-{CLOSE}]*){CLOSE}")
_MARKDOWN = re.compile(
    r"\\(?=[!-/:-@\[-`{-~])|\*(?=\S)|(?<=\S)\*|(?<![^\W_])_(?=\S)|(?<=\S)_(?![^\W_])|\](?=\()"
    r"|&(?=#?\w{1,31};)")
_SHOWN = re.compile(r"<(?:img|iframe|video|audio|embed|object|svg)\b", re.I)
_BULLET = re.compile(r"[-+*•·–]\s+")
_NUMBER = re.compile(r"(\d{1,9})([.)])\s", re.A)
_LONE_MARK = re.compile(r"[-+*]|\d{1,9}[.)]", re.A)


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


def cell(value: object) -> str:
    """A cell as one reads it, signs and all, shortened: for numbers and codes, never for a page."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = repr(value) if isinstance(value, float) else str(value)
    return " ".join(_UNSAFE.sub("", value[:MAX_LINE]).split()) if isinstance(value, str) else ""


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
    plain = _tidy(MARKS.sub("", value))
    if left is not None and _SHOWN.search(plain):
        left.out(f"des images ou des médias dans {what.fr}", f"pictures or media in {what.en}")
    return _tidy(stripped(plain)) if has_markup(plain) else plain


def _tidy(said: str) -> str:
    return _UNSAFE.sub("", _LINE_ENDS.sub("\n", said))


def _numbered(said: str, parts: list[str]) -> str:
    """A line whose leading number stays the number it is; Markdown would count anew from 1."""
    if _LONE_MARK.fullmatch(said):
        return f"{said[:-1]}\\{said[-1]}"
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
