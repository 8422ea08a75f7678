"""Cells of a workbook that show a currency: the number alone would say how much of what no more."""

from __future__ import annotations

import re
from collections.abc import Mapping

from parcours.importers import archive
from parcours.importers.cells import column_of

_STYLES = "xl/styles.xml"
_FORMAT = re.compile(r'<numFmt\b[^>]{0,300}?\bnumFmtId="(\d{1,6})"[^>]{0,300}?'
                     r'\bformatCode="([^"]{0,300})"', re.A)
_STYLE = re.compile(r'<xf\b[^>]{0,300}?\bnumFmtId="(\d{1,6})"', re.A)
_SIGN = re.compile(r"[€£$](?!-)")
_NAMED = re.compile(r"\[\$(€|£|CHF|EUR)")
_CELL = re.compile(r'<c\b[^>]{0,300}?\br="([A-Z]{1,3})(\d{1,7})"[^>]{0,300}?\bs="(\d{1,6})"', re.A)


def cells(text: str, raw: bytes) -> Mapping[tuple[int, int], str]:
    """The sign of each cell that shows one, by row and column, in the XML of a sheet."""
    if _STYLES not in archive.names(raw, ".xml"):
        return {}
    styles = archive.read(raw, _STYLES).decode("utf-8", "replace")
    signs = {id: sign for id, code in _FORMAT.findall(styles) if (sign := _sign(code))}
    if not signs:
        return {}
    used = styles.partition("<cellXfs")[2].partition("</cellXfs>")[0]
    shown = {str(n): signs[id] for n, id in enumerate(_STYLE.findall(used)) if id in signs}
    return {(int(row), column_of(letters)): shown[style]
            for letters, row, style in _CELL.findall(text) if style in shown}


def said(amount: float, sign: str) -> str:
    """An amount as French writes it: ``5,50 €``."""
    shown = f"{amount:.0f}" if float(amount).is_integer() else f"{amount:.2f}".replace(".", ",")
    return f"{shown} {sign}"


def _sign(code: str) -> str:
    code = code.replace("&quot;", '"').replace("&#8364;", "€")
    named = _NAMED.search(code)
    if named:
        return "€" if named[1] == "EUR" else named[1]
    sign = _SIGN.search(code)
    return sign[0] if sign else ""
