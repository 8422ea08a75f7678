"""The styles of a workbook, as far as they say what a value does not: a currency, a strike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from parcours.importers import archive
from parcours.importers.cells import column_of

_FILE = "xl/styles.xml"
_FORMAT = re.compile(r'<numFmt\b[^<>]{0,300}?\bnumFmtId="(\d{1,6})"[^<>]{0,300}?'
                     r'\bformatCode="([^"]{0,300})"', re.A)
_STYLE = re.compile(r"<xf\b[^<>]{0,300}>", re.A)
_STRIKE = re.compile(r'<strike(?:\s+val="(?:1|true)")?\s*/>')
_CELL = re.compile(r'<c\b[^<>]{0,300}?\br="([A-Z]{1,3})(\d{1,7})"[^<>]{0,300}?'
                   r'\bs="(\d{1,6})"', re.A)


def formats(raw: bytes) -> Mapping[str, str]:
    """The format of numbers of each style that has one of its own, by the style's number."""
    text = _text(raw)
    codes = dict(_FORMAT.findall(text))
    return {str(n): codes[id] for n, one in enumerate(_used(text))
            if (id := _number(one, "numFmtId")) in codes}


def crossed_out(raw: bytes) -> Mapping[str, str]:
    """The styles whose words are crossed out, by their number."""
    text = _text(raw)
    fonts = text.partition("<fonts")[2].partition("</fonts>")[0]
    struck = {str(n) for n, one in enumerate(re.split(r"<font\b", fonts)[1:])
              if _STRIKE.search(one)}
    return {str(n): "" for n, one in enumerate(_used(text)) if _number(one, "fontId") in struck}


def cells(text: str, raw: bytes, wanted: Mapping[str, str]) -> Mapping[tuple[int, int], str]:
    """What is wanted of each cell that has one of some styles, by row and column, in the XML of a
    sheet."""
    return {(int(row), column_of(letters)): wanted[style]
            for letters, row, style in _CELL.findall(text) if style in wanted} if wanted else {}


def _text(raw: bytes) -> str:
    if _FILE not in archive.names(raw, ".xml"):
        return ""
    return archive.read(raw, _FILE).decode("utf-8", "replace")


def _used(text: str) -> Iterator[str]:
    """The styles that cells have, in their order."""
    return (match[0] for match in _STYLE.finditer(
        text.partition("<cellXfs")[2].partition("</cellXfs>")[0]))


def _number(tag: str, name: str) -> str:
    match = re.search(rf'\b{name}="(\d{{1,6}})"', tag)
    return match[1] if match else ""
