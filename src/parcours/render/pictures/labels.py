"""Finds room for names on a picture: beside their point, on nothing that is already there.

Everything is in pixels of the picture, y downward.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from math import atan2, pi, sqrt
from typing import NamedTuple
from unicodedata import combining, normalize

_NARROW, _NARROW_EM = frozenset("fijltrI-'’., ()"), 0.33
_WIDE, _WIDE_EM = frozenset("mwMW"), 0.92
_CAPITAL_EM, _OTHER_EM = 0.74, 0.62
"""How wide letters are: for a name within 8 % of Arial's bold ones, and 6 % more, since other
systems have wider ones. By a mean letter names full of *m* were thought a fifth too narrow."""
LINE_STEP = 16
"""How finely it is known where lines run, in pixels."""
_CELL = 4
"""How finely it is known where pins and names are, in pixels."""

_SPACE = 0.6
"""Between two names on a line, in ems; bold letters take some of it."""
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
    """What is already taken on a picture: rows of small cells, each row the bits of one number."""

    def __init__(self, width: float, height: float, margin: float) -> None:
        self._limits = (margin, margin, width - margin, height - margin)
        self._taken = [0] * (int(height) // _CELL + 2)
        self._lines = [0] * (int(height) // LINE_STEP + 2)

    def copy(self) -> Sheet:
        """A sheet with the same room taken."""
        other = Sheet.__new__(Sheet)
        other._limits = self._limits
        other._taken, other._lines = self._taken.copy(), self._lines.copy()
        return other

    def take_disc(self, x: float, y: float, radius: float) -> None:
        """Keep names off a disc."""
        taken, square = self._taken, (radius + _CELL / 2) ** 2
        for row in range(max(0, int(y - radius) // _CELL),
                         min(len(taken), int(y + radius) // _CELL + 1)):
            half = sqrt(max(0.0, square - (row * _CELL + _CELL / 2 - y) ** 2))
            taken[row] |= _bits(max(0.0, x - half), max(0.0, x + half), _CELL)

    def take_box(self, west: float, north: float, east: float, south: float) -> None:
        """Keep names off a box."""
        bits = _bits(max(0.0, west), max(0.0, east), _CELL)
        for row in range(max(0, int(north) // _CELL),
                         min(len(self._taken), int(south) // _CELL + 1)):
            self._taken[row] |= bits

    def take_line(self, points: Iterable[tuple[float, float]]) -> None:
        """Keep names off a line, told by points at most `LINE_STEP` pixels apart."""
        lines = self._lines
        rows = len(lines)
        for x, y in points:
            row = int(y) // LINE_STEP
            if 0 <= row < rows and x >= 0:
                lines[row] |= 1 << int(x) // LINE_STEP

    def take_arc(self, start: tuple[float, float], control: tuple[float, float],
                 end: tuple[float, float]) -> None:
        """Keep names off a quadratic curve."""
        (x0, y0), (x, y), (x1, y1) = start, control, end
        steps = int((abs(x1 - x0) + abs(y1 - y0)) / LINE_STEP) + 1
        lines = self._lines
        rows = len(lines)
        t = 1 / steps
        # Second differences of a quadratic are constant: each point costs four additions.
        bend_x, bend_y = 2 * t * t * (x0 - 2 * x + x1), 2 * t * t * (y0 - 2 * y + y1)
        move_x, move_y = 2 * t * (x - x0) + bend_x / 2, 2 * t * (y - y0) + bend_y / 2
        for _ in range(steps - 1):
            x0 += move_x
            y0 += move_y
            move_x += bend_x
            move_y += bend_y
            row = int(y0) // LINE_STEP
            if 0 <= row < rows and x0 >= 0:
                lines[row] |= 1 << int(x0) // LINE_STEP

    def is_clear(self, west: float, north: float, east: float, south: float) -> bool:
        """Whether a box that lies on the picture lies on no line, to a few pixels."""
        bits = _bits(west, east, LINE_STEP)
        for row in self._lines[int(north) // LINE_STEP:int(south) // LINE_STEP + 1]:
            if row & bits:
                return False
        return True

    def is_free(self, west: float, north: float, east: float, south: float) -> bool:
        """Whether a box lies on the picture and on nothing taken but lines."""
        limits = self._limits
        if west < limits[0] or north < limits[1] or east > limits[2] or south > limits[3]:
            return False
        bits = _bits(west, east, _CELL)
        for row in self._taken[int(north) // _CELL:int(south) // _CELL + 1]:
            if row & bits:
                return False
        return True

    def place(self, disc: tuple[float, float, float], wanted: int, width: float, size: float,
              *, clear: bool) -> Lettering | None:
        """Take room for a name of this width and font size beside a disc (x, y, radius).

        The side ``wanted`` is tried first (see `side_towards`), then its neighbours. With
        ``clear``, the name lies on no line either. None when there is no room.
        """
        x, y, radius = disc
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
            top, east, bottom = middle - size * 0.5, west + width, middle + size * 0.5
            box = west, top, east, bottom
            # away from its own point a name keeps a space to the next: they would read as one word
            apart = (west - (_SPACE * size if dx <= 0 else 0), top,
                     east + (_SPACE * size if dx >= 0 else 0), bottom)
            if self.is_free(*apart) and not (clear and not self.is_clear(*box)):
                self.take_box(*box)
                return Lettering(round(at_x), round(middle + size * 0.35), anchor)
        return None


def _bits(west: float, east: float, cell: int) -> int:
    """The cells of a row from one pixel to another, neither of them negative."""
    return (2 << int(east) // cell) - (1 << int(west) // cell)


def side_towards(dx: float, dy: float) -> int:
    """The side that lies in a direction, for `Sheet.place`; east when there is no direction."""
    return round(atan2(dy, dx) / (pi / 4)) % 8


def width_of(text: str, size: float) -> float:
    """About how wide a text is in a bold sans-serif font of ``size`` pixels."""
    return _ems(text) * size


@lru_cache(maxsize=4096)
def _ems(text: str) -> float:
    letters = [one for one in normalize("NFD", text) if not combining(one)]
    return sum(_NARROW_EM if one in _NARROW else _WIDE_EM if one in _WIDE
               else _CAPITAL_EM if one.isupper() else _OTHER_EM for one in letters)
