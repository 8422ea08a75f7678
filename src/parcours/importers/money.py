"""Cells of a workbook that show a currency: the number alone would say how much of what no more."""

from __future__ import annotations

import re
from collections.abc import Mapping

from parcours.importers import styles

_SIGN = re.compile(r"[€£$](?!-)")
_NAMED = re.compile(r"\[\$(€|£|CHF|EUR)")


def cells(text: str, raw: bytes) -> Mapping[tuple[int, int], str]:
    """The sign of each cell that shows one, by row and column, in the XML of a sheet."""
    return styles.cells(text, raw, {style: sign for style, code in styles.formats(raw).items()
                                    if (sign := _sign(code))})


def said(amount: float, sign: str) -> str:
    """An amount as French writes it: ``5,50 €``."""
    shown = f"{amount:.0f}" if float(amount).is_integer() else f"{amount:.2f}".replace(".", ",")
    return f"{shown} {sign}"


def _sign(code: str) -> str:
    code = code.replace("&quot;", '"').replace("&#8364;", "€")
    if named := _NAMED.search(code):
        return "€" if named[1] == "EUR" else named[1]
    sign = _SIGN.search(code)
    return sign[0] if sign else ""
