"""Cells of a workbook that show a currency or a part of a hundred: the number alone would no more
say how much of what."""

from __future__ import annotations

import re

_SIGN = re.compile(r"[€£$](?!-)")
_PERCENT = re.compile(r'"[^"]*"|\\.|(%)')
_NAMED = re.compile(r"\[\$(€|£|CHF|EUR)")


def said(amount: float, sign: str) -> str:
    """An amount as French writes it: ``5,50 €``."""
    shown = f"{amount:.0f}" if float(amount).is_integer() else f"{amount:.2f}".replace(".", ",")
    return f"{shown} {sign}"


def in_percent(share: float) -> str:
    """A share as a cell shows it that is in per cent: ``50 %``."""
    return said(round(100 * share, 4), "%")


def is_percent(code: str) -> bool:
    """Whether a format of numbers shows a hundred times the value, and the sign after it."""
    return any(match[1] for match in _PERCENT.finditer(code))


def sign_of(code: str) -> str:
    """The currency of a format of numbers, such as ``#,##0.00 [$€-40C]``; empty for none."""
    if named := _NAMED.search(code):
        return "€" if named[1] == "EUR" else named[1]
    sign = _SIGN.search(code)
    return sign[0] if sign else ""
