"""What lies under every picture of an alliance: territories and towns on one plane.

Computed once; a picture then only needs a ``transform``. The plane is a local equirectangular
projection in units of `UNIT_M` metres, x to the east and y to the south.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import ceil, floor, log2
from typing import NamedTuple

from parcours.content.sides import Outline, Side, Town
from parcours.content.territory_outlines import OutlineCredit
from parcours.format.choices import Character
from parcours.geo.plane import Plane
from parcours.geo.points import LatLon

UNIT_M = 20.0
"""Metres in a unit of the plane: whole numbers are then precise enough for path data."""
_CELL = 50
"""Side of a cell of the grid that tells which territory a point is in, in units: 1 km."""


_TILE = 2
"""Signs along each side of a tile of the texture."""
_SPACING_PX = (76, 54)
"""From one sign of the texture to the next."""
_SIGNS = {Character.RURAL: "q6-8 12 0m-3-2q5-6 10 1",
          Character.URBAN: "v-6l5-4 5 4v6z"}
"""Two hills, or a house: path data in pixels, from a point on."""


_SIGN_REACH = ((-14, -4), (24, -4), (5, -20), (5, 14))
"""Points round a sign, in pixels, that lie on the same land: none may hang over an edge."""


class Texture(NamedTuple):
    """Signs on the land by side; their path data is in units ``scale`` times the plane's."""

    scale: float
    paths: dict[Character, str]


class Box(NamedTuple):
    """An upright rectangle."""

    west: float
    north: float
    east: float
    south: float

    def meets(self, other: Box) -> bool:
        """Whether the two share a point."""
        return (self.west <= other.east and other.west <= self.east
                and self.north <= other.south and other.north <= self.south)


class Ring(NamedTuple):
    """One part of a territory."""

    box: Box
    path: str
    """SVG path data, closed: straight where the outline is known, a smooth curve where not."""


class Area(NamedTuple):
    """A territory as it is drawn."""

    side: Side
    rings: tuple[Ring, ...]


class Spot(NamedTuple):
    """A town on the plane."""

    x: float
    y: float
    name: str
    territory: str


class Backdrop:
    """Territories and towns on the plane; read only after it is made."""

    def __init__(self, outlines: Iterable[Outline], towns: Iterable[Town],
                 credits: Sequence[OutlineCredit] = ()) -> None:
        """``towns`` come in order of importance: the first are the first to be named. ``credits``
        are whose word the outlines are, where any is surveyed."""
        shapes, known = tuple(outlines), tuple(towns)
        every = [point for shape in shapes for ring in shape.rings for point in ring]
        every = every or [town.position for town in known] or [LatLon(0.0, 0.0)]
        lats, lons = [point.lat for point in every], [point.lon for point in every]
        self._plane = Plane(
            LatLon((min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2), UNIT_M)
        drawn = [[[self.xy(*point) for point in ring] for ring in shape.rings if len(ring) > 3]
                 for shape in shapes]
        self.areas = tuple(Area(shape.side, tuple(
            Ring(_box(ring), _straight(ring) if shape.surveyed else _smooth(ring))
            for ring in rings)) for shape, rings in zip(shapes, drawn, strict=True))
        self.spots = tuple(Spot(*self.xy(*town.position), town.name, town.territory)
                           for town in known)
        self.credits = tuple(credits) if all(shape.surveyed for shape in shapes) else ()
        """Where every territory is drawn where it ends; none where the picture is schematic."""
        corners = [self.xy(*point) for point in every]
        self.box = _box(corners)
        """Round all territories, or all towns where there is no outline."""
        self._cells: dict[tuple[int, int], int] = {}
        self._land: dict[int, int] = {}
        self._first = floor(self.box.west / _CELL)
        for k, rings in enumerate(drawn):
            for row, first, last in _spans(rings):
                self._cells.update(((column, row), k) for column in range(first, last))
                self._land[row] = self._land.get(row, 0) | (
                    (1 << last - self._first) - (1 << first - self._first))
        self._inside = {step: self._every(step) for step in (1, 2, 4, 8)}
        self._tiles: dict[tuple[int, int, int], dict[Character, str]] = {}

    def xy(self, lat: float, lon: float) -> tuple[float, float]:
        """A WGS84 point on the plane, in units east and south."""
        east, north = self._plane.xy(lat, lon)
        return east, -north

    def area_at(self, x: float, y: float) -> int:
        """Which of `areas` a point of the plane is in, to about a kilometre; -1 for none."""
        return self._cells.get((int(x // _CELL), int(y // _CELL)), -1)

    def land_between(self, north: float, south: float) -> int:
        """Where any territory lies between two heights of the plane, as bits of its columns."""
        land = 0
        for row in range(int(north // _CELL), int(south // _CELL) + 1):
            land |= self._land.get(row, 0)
        return land

    def columns(self, west: float, east: float) -> int:
        """The columns from one place of the plane to another, as bits: for `land_between`."""
        first, last = (max(0, int(x // _CELL) - self._first + n)
                       for n, x in enumerate((west, east)))
        return (1 << last) - (1 << first)


    def inside(self, step_units: float) -> tuple[tuple[tuple[float, float], ...], ...]:
        """For each of `areas`, points spread over it, at least so far apart where they can be."""
        step = next((step for step in self._inside if step * _CELL >= step_units), 8)
        return self._inside[step]

    def _every(self, step: int) -> tuple[tuple[tuple[float, float], ...], ...]:
        found: list[list[tuple[float, float]]] = [[] for _ in self.areas]
        for (column, row), area in self._cells.items():
            if column % step == step // 2 and row % step == step // 2:
                found[area].append(((column + 0.5) * _CELL, (row + 0.5) * _CELL))
        return tuple(tuple(sorted(points)) for points in found)

    def texture(self, shown: Box, scale: float) -> Texture:
        """Sparse signs on the land that tell the sides apart without colour.

        Whatever the ``scale`` (pixels per unit), they keep their size to a fifth or so: they are
        made for steps of half an octave, tile by tile, when first asked for.
        """
        level = round(2 * log2(scale))
        own = 2 ** (level / 2)
        wide, high = (_TILE * px / own for px in _SPACING_PX)
        found: dict[Character, list[str]] = {}
        for row in range(floor(shown.north / high), floor(shown.south / high) + 1):
            for column in range(floor(shown.west / wide), floor(shown.east / wide) + 1):
                key = level, column, row
                tile = self._tiles.get(key)
                if tile is None:
                    tile = self._tiles[key] = self._tile(*key)
                for character, path in tile.items():
                    found.setdefault(character, []).append(path)
        return Texture(own, {character: "".join(paths) for character, paths in found.items()})

    def _tile(self, level: int, column: int, row: int) -> dict[Character, str]:
        own = 2 ** (level / 2)
        wide, high = _SPACING_PX
        tile: dict[Character, str] = {}
        for i in range(column * _TILE, (column + 1) * _TILE):
            for j in range(row * _TILE, (row + 1) * _TILE):
                # A jitter without pattern to the eye, the same each time.
                jitter = (i * 13 + j * 7) * 29 % 31
                x, y = (i + jitter / 60) * wide, (j + jitter * 17 % 31 / 50) * high
                area = self.area_at(x / own, y / own)
                if area >= 0 and all(self.area_at((x + east) / own, (y + south) / own) == area
                                     for east, south in _SIGN_REACH):
                    character = self.areas[area].side.character
                    tile[character] = (tile.get(character, "")
                                       + f"M{x:.0f}{y: .0f}{_SIGNS[character]}")
        return tile


def _box(points: Sequence[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _straight(ring: Sequence[tuple[float, float]]) -> str:
    """A closed ring as straight lines between its corners, each as a step from the one before.

    A space stands before what has no minus: CairoSVG and WeasyPrint drop a path with a plus.
    """
    corners = _corners(ring, 1)
    path = "".join(f"{x - x0: d}{y - y0: d}" for (x0, y0), (x, y) in pairwise(corners))
    return f"M{corners[0][0]} {corners[0][1]}l{path}z" if path else ""


def _corners(ring: Sequence[tuple[float, float]], unit: int) -> list[tuple[int, int]]:
    """The corners of a closed ring in whole units, none twice in a row, nor the first again."""
    corners: list[tuple[int, int]] = []
    for x, y in ring:
        corner = unit * round(x / unit), unit * round(y / unit)
        if not corners or corner != corners[-1]:
            corners.append(corner)
    if len(corners) > 1 and corners[0] == corners[-1]:
        corners.pop()
    return corners


def _smooth(ring: Sequence[tuple[float, float]]) -> str:
    """A closed ring as a quadratic B-spline: an organic line for the bytes of a polygon.

    Each curve runs from the middle of a side to the middle of the next, with the corner between as
    control point. After the first, ``t`` alone will do: it mirrors the last control point about the
    last middle, which is the next corner. Even corners make the middles whole, so nothing drifts.
    A space stands before what has no minus: CairoSVG and WeasyPrint drop a path with a plus.
    """
    corners = _corners(ring, 2)
    middles = [((x + corners[i - 1][0]) // 2, (y + corners[i - 1][1]) // 2)
               for i, (x, y) in enumerate(corners)]
    (x, y), (x1, y1), (x2, y2) = middles[0], corners[0], middles[1 % len(middles)]
    path = [f"M{x} {y}q{x1 - x: d}{y1 - y: d}{x2 - x: d}{y2 - y: d}t"]
    for i in range(1, len(middles)):
        (x, y), (x1, y1) = middles[i], middles[(i + 1) % len(middles)]
        path.append(f"{x1 - x: d}{y1 - y: d}")
    return "".join(path) + "z"


def _spans(rings: Sequence[Sequence[tuple[float, float]]]) -> Iterator[tuple[int, int, int]]:
    """The cells whose middle lies in a territory, by the even-odd rule: row by row the first, and
    the one after the last."""
    crossings: dict[int, list[float]] = {}
    for ring in rings:
        for (xa, ya), (xb, yb) in zip(ring, [*ring[1:], ring[0]], strict=True):
            # the rows whose middle lies between the ends of the side
            low, high = ceil(min(ya, yb) / _CELL - 0.5), ceil(max(ya, yb) / _CELL - 0.5)
            for row in range(low, high):
                y = (row + 0.5) * _CELL
                crossings.setdefault(row, []).append(xa + (y - ya) / (yb - ya) * (xb - xa))
    for row, found in sorted(crossings.items()):
        found.sort()
        for west, east in zip(found[::2], found[1::2], strict=True):
            yield row, round(west / _CELL), round(east / _CELL)
