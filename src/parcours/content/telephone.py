"""Telephone numbers as one dials them."""

from __future__ import annotations

import re

_FRENCH_DIGITS = 9
"""After the 0 at home, or after +33 from abroad."""


def dialled(number: str) -> str:
    """What a telephone dials: digits, and the plus sign; a zero in brackets is not dialled."""
    kept = "".join(c for c in number.replace("(0)", "") if c.isdigit() or c == "+")
    return re.sub(r"^\+330(?=\d{9}$)", "+33", kept)


def right_form(number: str) -> str | None:
    """The number without the zero that one does not dial after +33, or with the sign that a
    spreadsheet took from it; None where there is nothing to mend."""
    bare = re.sub(r"\s*\(0\)\s*", " ", number).strip() if "(0)" in number else number
    bare = re.sub(r"^(\+33|0033)[ .-]?0(?=(?:[ .-]?\d){9}$)", r"\1 ", bare)
    bare = re.sub(r"^(\+33|0033)(?=\d)", r"\1 ", " ".join(bare.split()))
    bare = re.sub(r"^33[ .-]?(?=[1-9](?:[ .-]?\d){8}$)", "+33 ", bare)
    return bare if bare != " ".join(number.split()) and _bare(bare) != _bare(number) else None


def lacks_digits(number: str) -> bool:
    """Whether a French number has a digit too many or too few."""
    kept = dialled(number)
    for prefix in ("+33", "0033"):
        if kept.startswith(prefix):
            return len(kept) - len(prefix) != _FRENCH_DIGITS
    return kept.startswith("0") and not kept.startswith("00") and len(kept) != _FRENCH_DIGITS + 1


def _bare(number: str) -> str:
    return re.sub(r"[^\d+]", "", number)
