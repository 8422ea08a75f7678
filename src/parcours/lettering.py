"""Finds room for names on a picture: beside their point, on nothing that is already there.

Everything is in pixels of the picture, y downward.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import atan2, pi
from typing import NamedTuple

ADVANCE = 0.57
"""Mean width of a character of the system's sans-serif fonts, in ems."""
_LINE_CELL = 16
"""Pixels; how finely it is known where lines run."""

_SIDES = ((1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1))
"""Where a name may stand from its point: east, south-east, south…"""
_ORDERS = tuple(tuple((k + step) % 8 for step in (0, 1, 7, 2, 6, 3, 5, 4)) for k in range(8))
"""For each side that is wanted most, all of them, the nearest first."""


class Lettering(NamedTuple):
    """Where a name stands: the end that ``anchor`` names, on its baseline."""

    x: int
    y: int
    anchor: str
    """``start``, ``middle`` or ``end``, as in SVG."""


class Sheet:
    """What is already taken on a picture."""

    def __init__(self, width: float, height: float, margin: float) -> None:
        self._limits = (margin, margin, width - margin, height - margin)
        self._boxes: list[tuple[float, float, float, float]] = []
        self._discs: list[tuple[float, float, float]] = []
        self._lines: set[tuple[float, float]] = set()

    def take_disc(self, x: float, y: float, radius: float) -> None:
        """Keep names off a disc."""
        self._discs.append((x, y, radius))

    def take_box(self, west: float, north: float, east: float, south: float) -> None:
        """Keep names off a box."""
        self._boxes.append((west, north, east, south))

    def take_line(self, points: Iterable[tuple[float, float]]) -> None:
        """Keep names off a line, told by points some 10 pixels apart."""
        self._lines.update((x // _LINE_CELL, y // _LINE_CELL) for x, y in points)

    def is_clear(self, west: float, north: float, east: float, south: float) -> bool:
        """Whether a box lies on no line, to a few pixels."""
        lines = self._lines
        first, last = int(north // _LINE_CELL), int(south // _LINE_CELL) + 1
        for column in range(int(west // _LINE_CELL), int(east // _LINE_CELL) + 1):
            for row in range(first, last):
                if (column, row) in lines:
                    return False
        return True

    def is_free(self, west: float, north: float, east: float, south: float) -> bool:
        """Whether a box lies on the picture and on nothing taken but lines."""
        limits = self._limits
        if west < limits[0] or north < limits[1] or east > limits[2] or south > limits[3]:
            return False
        for box in self._boxes:
            if west < box[2] and box[0] < east and north < box[3] and box[1] < south:
                return False
        for x, y, radius in self._discs:
            dx = west - x if x < west else x - east if x > east else 0.0
            dy = north - y if y < north else y - south if y > south else 0.0
            if dx * dx + dy * dy < radius * radius:
                return False
        return True

    def place(self, x: float, y: float, radius: float, wanted: int, width: float,
              size: float, *, clear: bool) -> Lettering | None:
        """Take room for a name of this width and font size beside a disc, from side ``wanted`` on.

        With ``clear``, on no line either. None when there is no room.
        """
        for side in _ORDERS[wanted]:
            dx, dy = _SIDES[side]
            reach = radius * 0.72 if dx and dy else radius
            at_x, middle = x + dx * reach, y + dy * (reach + 0.5 * size)
            if dx > 0:
                west, anchor = at_x, "start"
            elif dx < 0:
                west, anchor = at_x - width, "end"
            else:
                west, anchor = at_x - width / 2, "middle"
            box = west, middle - size * 0.5, west + width, middle + size * 0.5
            if self.is_free(*box) and not (clear and not self.is_clear(*box)):
                self._boxes.append(box)
                return Lettering(round(at_x), round(middle + size * 0.35), anchor)
        return None


def side_towards(dx: float, dy: float) -> int:
    """The side that lies in a direction, for `Sheet.place`; east when there is no direction."""
    return round(atan2(dy, dx) / (pi / 4)) % 8


def width_of(text: str, size: float) -> float:
    """About how wide a text is in a sans-serif font of ``size`` pixels."""
    return len(text) * ADVANCE * size
