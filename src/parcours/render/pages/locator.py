"""Where a place is, drawn: a piece of its territory’s ground with a mark, and the places around.

The ground is one picture that all places share; a page adds what is its own, in a few bytes.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

from parcours.content.atlas import Atlas
from parcours.format.choices import Character
from parcours.format.model import PlaceFields
from parcours.render.pictures import Chart, Label

_WIDE, _HIGH = 320, 220
"""The piece that is shown, in pixels of the ground: some 40 km across."""
_FRAME = 10
"""The edge of the ground, with the line round it."""
_EDGE, _MARK = 4, 10
"""What a name keeps off: the edge of the piece, and the middle of the mark."""
_CELL = 160
_M_PER_DEGREE = 111_195


class Ground(NamedTuple):
    """The picture that the places of a territory share, and the file it is in."""

    file: str
    """Beside the folders of the places."""
    chart: Chart
    territories: tuple[str, ...] = ()
    """Those of which something is seen there."""


class Located(NamedTuple):
    """A place on its piece of the ground, in pixels of the ground."""

    ground: Ground
    box: str
    """The piece, as a ``viewBox``."""
    x: int
    y: int
    unsure: int
    """The radius within which the place is; 0 where its point is its own."""
    around: tuple[tuple[str, str], ...]
    """The other places on the piece, by side: path data, a point each."""
    labels: tuple[Label, ...]
    """The names that are whole on the piece."""


def located(id: str, place: PlaceFields, ground: Ground, atlas: Atlas) -> Located:
    """Where a place is on the ground of its territory."""
    chart = ground.chart
    x, y = _seen(place, chart)
    left = min(max(_FRAME, x - _WIDE // 2), chart.width - _FRAME - _WIDE)
    top = min(max(_FRAME, y - _HIGH // 2), chart.height - _FRAME - _HIGH)
    found: dict[str, list[str]] = {character.value: [] for character in Character}
    cells = _cells(atlas, chart)
    for column in range(left // _CELL, (left + _WIDE) // _CELL + 1):
        for row in range(top // _CELL, (top + _HIGH) // _CELL + 1):
            for other, at_x, at_y, character in cells.get((column, row), ()):
                if other != id:
                    found[character].append(f"M{at_x} {at_y}h0")
    px_per_m = -chart.plane[3] / _M_PER_DEGREE
    unsure = max(12, round(place.precision_m * px_per_m)) if place.approximate else 0
    return Located(ground, f"{left} {top} {_WIDE} {_HIGH}", x, y, unsure, tuple(
        (character, "".join(points)) for character, points in found.items() if points),
        tuple(label for label in chart.labels if _is_whole(label, left, top, x, y)))


def _is_whole(label: Label, left: int, top: int, x: int, y: int) -> bool:
    """Whether a name lies on a piece that begins there, and not under the mark of its place."""
    west, north, east, south = label.box
    return (left + _EDGE <= west and east <= left + _WIDE - _EDGE
            and top + _EDGE <= north and south <= top + _HIGH - _EDGE
            and not (west < x + _MARK and x - _MARK < east
                     and north < y + _MARK and y - _MARK < south))


def _seen(place: PlaceFields, chart: Chart) -> tuple[int, int]:
    a, b, c, d = chart.plane
    return round(a + b * place.lon), round(c + d * place.lat)


@lru_cache(maxsize=8)
def _cells(atlas: Atlas, chart: Chart) -> dict[tuple[int, int], list[tuple[str, int, int, str]]]:
    """All places by where they are on the ground, once a build: there may be thousands."""
    cells: dict[tuple[int, int], list[tuple[str, int, int, str]]] = defaultdict(list)
    for id, place in atlas.places.items():
        side = atlas.side_of(place)
        if side is not None:
            x, y = _seen(place, chart)
            cells[x // _CELL, y // _CELL].append((id, x, y, side.character.value))
    return cells
