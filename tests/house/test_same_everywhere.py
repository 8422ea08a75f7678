"""What would make a site come out otherwise elsewhere; ``make same-bytes`` tries it for real."""

from __future__ import annotations

import re

import pytest

from helpers.published import ROOT

SUM_OF_FLOATS = re.compile(r"(?<![\w.])sum\([^\n]*?(?:\b(?:lat|lon)\b|_kg\b|\.kg\b"
                           r"|\.(?:\w+_)?km\b(?! *[<>])"
                           r"|\b(?:distance|length|climb|descent)_m\b|weights)")
"""`sum` of what is measured in metres, kilometres, degrees or kilos."""


def test_measures_are_added_exactly() -> None:
    """Since Python 3.12 ``sum`` of floats is compensated, before it was not: outlines and pictures
    came out a little otherwise. ``math.fsum`` gives the same everywhere."""
    found = [f"{path.relative_to(ROOT)}:{n}: {line.strip()}"
             for path in sorted((ROOT / "src").rglob("*.py"))
             for n, line in enumerate(path.read_text("utf-8").splitlines(), 1)
             if SUM_OF_FLOATS.search(line)]
    assert found == []


@pytest.mark.parametrize(("line", "seen"), [
    ("km = sum(leg.km for leg in legs)", True), ("sum(point.lat for point in points)", True),
    ("fsum(leg.km for leg in legs)", False), ("sum(leg.minutes for leg in legs)", False)])
def test_such_a_sum_is_seen(line: str, seen: bool) -> None:
    """The test above can fail."""
    assert bool(SUM_OF_FLOATS.search(line)) == seen
