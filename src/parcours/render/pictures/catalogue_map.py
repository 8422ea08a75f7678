"""The catalogue's map: a ground as a picture, and over it a mark for each route.

The marks are no part of the picture: they stand in the page as links, so that a script may light
one up or hide it. Few are numbered and pushed apart; many are dots, each in the free cell of a grid
that is nearest to its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from parcours.geo.points import LatLon
from parcours.i18n.language import Language
from parcours.render.pictures.backdrop import UNIT_M, Area, Backdrop, Box
from parcours.render.pictures.ground import (
    TOWN_SIZE,
    Named,
    described,
    first_baseline,
    land,
    measure,
    named,
    north,
    scale_bar,
    towns,
)
from parcours.render.pictures.labels import Sheet, width_of
from parcours.render.pictures.overview import beside, extent, names_beside
from parcours.render.pictures.pins import View, arrange, settle
from parcours.render.pictures.route import curve
from parcours.render.pictures.style import CHART, EDGE, MAX_SCALE, TAIL, head
from parcours.web import colours

_TOWNS = 12
_TOWNS_TRIED = 40
_TOWNS_AROUND, _TOWNS_AROUND_TRIED = 36, 200
"""The same where a page shows no more than a piece of the ground."""
_RADII = ((12, 25.0), (24, 19.0), (40, 15.0))
"""Up to so many routes, so large a mark: with the gap between two, a finger meets one of them."""
CELL = 9
"""From one dot to the next, in pixels, where routes are too many for numbers."""
_LOCATOR_SCALE = 8 * UNIT_M / 1000
"""Pixels a unit of the plane where places are marked, at most: 8 a kilometre."""
_REACH = 40
"""How many cells a dot may be moved."""


class Mark(NamedTuple):
    """A route's place on the chart."""

    x: int
    y: int
    way: str
    """Path data through its stops; empty where routes are many: the script draws the one lit."""


class Label(NamedTuple):
    """A name for a ground: whoever shows a piece of this writes those that are whole on it."""

    lines: tuple[str, ...]
    x: int
    y: int
    """The baseline of the first line."""
    anchor: str
    """``start``, ``middle`` or ``end``, as in SVG."""
    side: str
    """That of a territory, ``urban`` or ``rural``; empty for a town."""
    dot: tuple[int, int] | None
    """Where a town is, if nothing lies over it."""
    box: tuple[float, float, float, float]
    """What it takes: west, north, east, south."""


@dataclass(frozen=True, slots=True)
class Chart:
    """The map of an alliance's routes."""

    ground: str
    """A complete SVG document."""
    width: int
    height: int
    plane: tuple[float, float, float, float]
    """From degrees to pixels: ``x = a + b * lon``, ``y = c + d * lat``."""
    radius: float
    """Of a mark, in pixels."""
    marks: tuple[Mark, ...]
    labels: tuple[Label, ...] = ()
    """The names that are not on the ground itself."""


def chart(backdrop: Backdrop, routes: Sequence[tuple[LatLon, Sequence[LatLon]]],
          language: Language) -> Chart:
    """The map of routes that come as the place of their mark and their stops."""
    west, top, east, bottom = backdrop.box
    view = arrange([(west, top), (east, bottom)], (), CHART, MAX_SCALE).view
    radius = next((radius for most, radius in _RADII if len(routes) <= most), 0.0)
    numbered = radius > 0
    places = _seen((at for at, _ in routes), backdrop, view)
    spread = settle([(x, y, radius) for x, y in places], 0, CHART) if numbered else None
    at = [(round(x), round(y)) for x, y in spread] if spread else _dotted(places)
    sheet = Sheet(CHART.width, CHART.height, EDGE)
    if numbered:
        for x, y in at:
            sheet.take_disc(x, y, radius)
    (x0, y0), (x1, y1) = _seen((LatLon(0, 0), LatLon(1, 1)), backdrop, view)
    return Chart(
        _ground(backdrop, view, sheet, len(routes), language), int(CHART.width), int(CHART.height),
        (round(x0, 2), round(x1 - x0, 3), round(y0, 2), round(y1 - y0, 3)), radius or CELL / 2,
        tuple(Mark(x, y, _way(_seen(stops, backdrop, view)) if numbered else "")
              for (x, y), (_, stops) in zip(at, routes, strict=True)))


def dots(marks: Sequence[Mark]) -> str:
    """All dots as one small picture, for a page on which few of them are links."""
    at = sorted({(mark.y // CELL, mark.x // CELL) for mark in marks})
    path, (y, x) = "M0 0", (0, 0)
    for row, column in at:
        path += f"m{column - x} {row - y}h0"
        y, x = row, column
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {CHART.width:g}'
            f' {CHART.height:g}" fill="none" stroke-linecap="round"><defs>'
            f'<path id="d" transform="scale({CELL})" d="{path}"/></defs>'
            f'<use href="#d" stroke="{colours.BRICK_DEEP}" stroke-width="1.17"/>'
            f'<use href="#d" stroke="{colours.GOLD}" stroke-width=".83"/>{TAIL}')


def locator(backdrop: Backdrop, territory: str, language: Language,
            places: Iterable[LatLon]) -> Chart:
    """The land alone, for marks of the places of a territory: the same for all of them. Names of
    towns keep off the ``places``, which pages draw over it."""
    view, sheet = _around_it(backdrop, territory), Sheet(CHART.width, CHART.height, EDGE)
    sheet.take_line(_seen(places, backdrop, view))
    (x0, y0), (x1, y1) = _seen((LatLon(0, 0), LatLon(1, 1)), backdrop, view)
    labels = [_of_territory(*one) for one in beside(backdrop, view, sheet, language, CHART)]
    labels += [_of_town(one) for one in named(
        backdrop.spots[:_TOWNS_AROUND_TRIED], view, sheet, _TOWNS_AROUND, beside_stops=True)]
    return Chart(
        "".join((_head(backdrop, None, language), land(backdrop, view, CHART), TAIL)),
        int(CHART.width), int(CHART.height),
        (round(x0, 2), round(x1 - x0, 3), round(y0, 2), round(y1 - y0, 3)), 0, (), tuple(labels))


def _of_territory(area: Area, lines: Sequence[str], at: tuple[int, int]) -> Label:
    (x, y), (half, high) = at, extent(lines)
    return Label(tuple(lines), x, first_baseline(lines, y), "middle", area.side.character.value,
                 None, (x - half, y - high, x + half, y + high))


def _of_town(town: Named) -> Label:
    (x, y, anchor), width = town.at, width_of(town.name, TOWN_SIZE)
    west = x - {"start": 0, "middle": width / 2, "end": width}[anchor]
    at_x, at_y = town.dot or (x, y)
    return Label((town.name,), x, y, anchor, "", town.dot, (
        min(west, at_x - 3), min(y - TOWN_SIZE, at_y - 3),
        max(west + width, at_x + 3), max(y + TOWN_SIZE / 3, at_y + 3)))


def on_the_ground(backdrop: Backdrop, territory: str) -> tuple[str, ...]:
    """The territories of which something is seen where the places of one are marked, whichever
    alliance they are of; itself among them, whether or not it has an outline."""
    scale, dx, dy = _around_it(backdrop, territory)
    shown = Box(-dx / scale, -dy / scale, (CHART.width - dx) / scale, (CHART.height - dy) / scale)
    return tuple(
        area.side.id for area, points in zip(backdrop.areas, backdrop.inside(0), strict=True)
        if area.side.id == territory or any(
            shown.west < x < shown.east and shown.north < y < shown.south for x, y in points))


def _around_it(backdrop: Backdrop, territory: str) -> View:
    """A territory whole, in the middle, and what is round it."""
    boxes = [ring.box for area in backdrop.areas if area.side.id == territory
             for ring in area.rings] or [
                 Box(spot.x, spot.y, spot.x, spot.y) for spot in backdrop.spots
                 if spot.territory == territory] or [backdrop.box]
    corners = [(x, y) for west, north, east, south in boxes for x, y in (
        (west, north), (east, south))]
    return arrange(corners, (), CHART, _LOCATOR_SCALE).view


def _ground(backdrop: Backdrop, view: View, sheet: Sheet, routes: int,
            language: Language) -> str:
    """Territories and towns; the marks of so many routes keep their room."""
    scale = scale_bar(view, sheet, CHART)
    names = names_beside(backdrop, view, sheet, language, CHART)
    return "".join((
        _head(backdrop, routes, language), land(backdrop, view, CHART), names,
        towns(backdrop.spots[:_TOWNS_TRIED], view, sheet, _TOWNS, beside_stops=True),
        measure(scale, language), north(scale), TAIL))


def _head(backdrop: Backdrop, routes: int | None, language: Language) -> str:
    sides = [area.side.name.in_lang(language.code) for area in backdrop.areas]
    return head(CHART, language, language.say("Map of {territories}",
                                              territories=language.all_of(sides)),
                described(routes, backdrop, language))


def _seen(points: Iterable[LatLon], backdrop: Backdrop, view: View) -> list[tuple[float, float]]:
    scale, dx, dy = view
    return [(x * scale + dx, y * scale + dy) for x, y in (backdrop.xy(*at) for at in points)]


def _way(points: Sequence[tuple[float, float]]) -> str:
    stops = [(round(x), round(y)) for x, y in points]
    path = [curve(*a, *b)[1] for a, b in pairwise(stops) if a != b]
    return f"M{stops[0][0]} {stops[0][1]}{''.join(path)}" if path else ""


def _dotted(places: Sequence[tuple[float, float]]) -> list[tuple[int, int]]:
    """Each in the nearest free cell of a grid; on another dot where none is near."""
    taken: set[tuple[int, int]] = set()
    found = []
    columns, rows = int(CHART.width) // CELL - 1, int(CHART.height) // CELL - 1
    for x, y in places:
        column, row = round(x / CELL), round(y / CELL)
        cell = next(((column + i, row + j) for i, j in _around()
                     if (column + i, row + j) not in taken
                     and 1 < column + i < columns and 1 < row + j < rows), (column, row))
        taken.add(cell)
        found.append((cell[0] * CELL, cell[1] * CELL))
    return found


@cache
def _around() -> tuple[tuple[int, int], ...]:
    """Steps from a cell, the nearest first."""
    steps = range(-_REACH, _REACH + 1)
    return tuple(sorted(((i, j) for i in steps for j in steps),
                        key=lambda step: (step[0] ** 2 + step[1] ** 2, step)))
