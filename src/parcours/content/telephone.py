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
    """The number as one dials it, where a zero too many or a missing plus keeps it from anybody;
    None where it is so already."""
    if not number.startswith(("+", "00")):
        return _of_country(number)
    bare = re.sub(r"\s*\(0\)\s*", " ", number).strip() if "(0)" in number else number
    bare = re.sub(r"^(\+33|0033)[ .-]?0(?=(?:[ .-]?\d){9}$)", r"\1 ", bare)
    bare = re.sub(r"^(\+33|0033)(?=\d)", r"\1 ", " ".join(bare.split()))
    return bare if bare != " ".join(number.split()) and _bare(bare) != _bare(number) else None


def _of_country(number: str) -> str | None:
    """The same of a number that begins with no plus: its zero is dialled, *33* needs one."""
    bare = re.sub(r"^\(0\)\s*", "0", number)
    bare = re.sub(r"^33[ .-]?(?:\(0\)[ .-]?)?(?=[1-9](?:[ .-]?\d){8}$)", "+33 ", bare)
    return bare if bare != number else None


def lacks_country(number: str) -> bool:
    """Whether a number begins neither at home nor with a plus: it leads nowhere."""
    return dialled(number)[:1] not in ("0", "+")


def lacks_digits(number: str) -> bool:
    """Whether a French number has a digit too many or too few."""
    kept = dialled(number)
    for prefix in ("+33", "0033"):
        if kept.startswith(prefix):
            return len(kept) - len(prefix) != _FRENCH_DIGITS
    return kept.startswith("0") and not kept.startswith("00") and len(kept) != _FRENCH_DIGITS + 1


def _bare(number: str) -> str:
    return re.sub(r"[^\d+]", "", number)
