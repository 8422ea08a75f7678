"""Bars of what two sides get: every name stands whole inside the picture."""

from __future__ import annotations

import re

import pytest

from parcours.format.choices import Character
from parcours.render.pictures.balance_bars import Bar, Part, bars
from parcours.render.pictures.labels import width_of

PARTS = (Part(Character.URBAN, 3, "3 h"), Part(Character.RURAL, 4, "4 h"))


@pytest.mark.parametrize(("name", "start"), [
    ("Patrimoine", 92),
    ("Cathédrales de brique, abbayes des champs", 65),
    ("Un nom si long qu’il ne tient plus même sur une ligne entière", 63)])
def test_a_name_ends_inside_the_picture(name: str, start: int) -> None:
    """A short name begins with its bar, a long one before it; what is still too long says so."""
    drawn = bars([Bar(name, PARTS)], "essai")
    found = re.search(r'<text class="pc-bars__name" x="(\d+)" y="14">([^<]+)</text>', drawn)
    assert found is not None
    assert int(found[1]) == start
    assert int(found[1]) + width_of(found[2], 13) <= 360
    assert found[2] == name or found[2].endswith("…")
