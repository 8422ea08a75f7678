"""Room for names: no two read as one word."""

from __future__ import annotations

import pytest

from parcours.render.pictures.labels import Lettering, Sheet, width_of

SIZE = 16
EAST, WEST = 0, 4


@pytest.mark.parametrize(("between", "side"), [(3, "beyond"), (30, "west")])
def test_names_on_a_line_keep_a_space(between: int, side: str) -> None:
    """Two points on a line, the name of the first to the east of it, that of the second wanted to
    its west: it stands there only where a space is left between the two."""
    sheet = Sheet(720, 480, 8)
    first, second = width_of("Montréal", SIZE), width_of("Condom", SIZE)
    assert sheet.place((100, 200, 10), EAST, first, SIZE, clear=False) == Lettering(
        110, 206, "start")
    x = 110 + first + between + second + 10
    found = sheet.place((x, 200, 10), WEST, second, SIZE, clear=False)
    assert found is not None
    assert (found.anchor == "end" and found.y == 206) == (side == "west")


@pytest.mark.parametrize(("name", "arial_px"), [
    ("Condom", 64.9), ("Montréal", 66.7), ("L’Isle-Jourdain", 112.9), ("Aigrefeuille", 87.1),
    ("Mauvezin", 72.0), ("Toulouse", 69.9)])
def test_a_width_is_that_of_the_letters(name: str, arial_px: float) -> None:
    """No less than what Arial's bold letters take at 16 px, and a seventh more at most: a name that
    is wider than was thought touches the next."""
    assert arial_px <= width_of(name, SIZE) <= 1.15 * arial_px
