"""The picture of a whole alliance: both territories, their towns and every route."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from heapq import heapify, heappop
from itertools import pairwise

from parcours.format.choices import Character
from parcours.geo.points import LatLon
from parcours.i18n.language import Language
from parcours.render.pictures.backdrop import Area, Backdrop, Spot
from parcours.render.pictures.ground import (
    described,
    in_two,
    land,
    lettered,
    measure,
    north,
    scale_bar,
    territory_name,
    towns,
)
from parcours.render.pictures.labels import Sheet
from parcours.render.pictures.pins import Frame, View, arrange
from parcours.render.pictures.route import arc
from parcours.render.pictures.style import DARK, EDGE, INK, MAX_SCALE, PIN, TAIL, WIDE, head

_TOWNS = 14
_TOWNS_TRIED = 60
_NEAR = 60
"""Units of the plane: 1.2 km."""
_NAME_SIZE = 21
_LINES_MOST = 600
"""Different stretches drawn on the overview; past this, the least travelled are left out."""

_Thread = Sequence[tuple[tuple[float, float], Character]]
"""A route as points of the plane, each with its side."""


def overview(backdrop: Backdrop, threads: Iterable[Iterable[tuple[LatLon, Character]]],
             language: Language, frame: Frame = WIDE) -> str:
    """The picture of the whole alliance: territories, main towns and every route.

    A route comes as its stops in order: WGS84 points, each with the side it is on.
    """
    routes = [[(backdrop.xy(*point), character) for point, character in thread]
              for thread in threads]
    west, top, east, bottom = backdrop.box
    view = arrange([(west, top), (east, bottom)], (), frame, MAX_SCALE).view
    sheet = Sheet(frame.width, frame.height, EDGE)
    scale = scale_bar(view, sheet, frame)
    for route in routes:
        sheet.take_line((x * view.scale + view.dx, y * view.scale + view.dy) for (x, y), _ in route)
    main_towns = towns(_visited_first(routes, backdrop), view, sheet, _TOWNS, beside_stops=True)
    drawn = _threads(routes, view, sheet)
    names = [area.side.name.in_lang(language.code) for area in backdrop.areas]
    return "".join((
        head(frame, language,
             language.say("Map of {territories}", territories=language.all_of(names)),
             described(len(routes), backdrop, language)),
        land(backdrop, view, frame), names_beside(backdrop, view, sheet, language, frame),
        drawn, main_towns, measure(scale, language), north(scale), TAIL))


def _visited_first(routes: Iterable[_Thread], backdrop: Backdrop) -> list[Spot]:
    """The main towns, those with a stop within some kilometres before the others."""
    cells = {(round(x / _NEAR), round(y / _NEAR)) for route in routes for (x, y), _ in route}
    near = {(column + i, row + j)
            for column, row in cells for i in (-1, 0, 1) for j in (-1, 0, 1)}
    return sorted(backdrop.spots[:_TOWNS_TRIED],
                  key=lambda spot: (round(spot.x / _NEAR), round(spot.y / _NEAR)) not in near)


def names_beside(backdrop: Backdrop, view: View, sheet: Sheet, language: Language,
                 frame: Frame) -> str:
    """Each territory's name next to its shape, on open paper."""
    return lettered([territory_name(area, lines, *at) for area, lines, at in beside(
        backdrop, view, sheet, language, frame)], _NAME_SIZE)


def extent(lines: Sequence[str]) -> tuple[float, float]:
    """Half of how wide a territory's name is, and of how high, in pixels."""
    return max(map(len, lines)) * 0.8 * _NAME_SIZE / 2, 14 * len(lines)


def beside(backdrop: Backdrop, view: View, sheet: Sheet, language: Language,
           frame: Frame) -> Iterator[tuple[Area, list[str], tuple[int, int]]]:
    """The lines of each territory's name, and the point that they stand about, in pixels."""
    scale, dx, dy = view
    for area in backdrop.areas:
        if not area.rings:
            continue
        west, north, east, south = area.rings[0].box
        # the middle of what is seen of it
        middle_x = (max(0, west * scale + dx) + min(frame.width, east * scale + dx)) / 2
        middle_y = (max(0, north * scale + dy) + min(frame.height, south * scale + dy)) / 2
        lines = in_two(area.side.name.in_lang(language.code).upper())
        half, high = extent(lines)
        across = [(x, (x - middle_x) ** 2, backdrop.columns(
            (x - half - 14 - dx) / scale, (x + half + 14 - dx) / scale))
            for x in range(24, int(frame.width), 12)]
        spots = []
        for y in range(24, int(frame.height), 12):
            land = backdrop.land_between((y - high - 8 - dy) / scale, (y + high + 8 - dy) / scale)
            spots += [(square + (y - middle_y) ** 2, x, y)
                      for x, square, columns in across if not land & columns]
        heapify(spots)  # the nearest few are looked at, of hundreds
        while spots:
            _, x, y = heappop(spots)
            room = x - half - 8, y - high, x + half + 8, y + high
            if sheet.is_free(*room) and sheet.is_clear(*room):
                sheet.take_box(x - half, y - high, x + half, y + high)
                yield area, lines, (x, y)
                break


def _threads(routes: Iterable[_Thread], view: View, sheet: Sheet) -> str:
    """Every route as a thin line through its stops."""
    scale, dx, dy = view
    lines: Counter[tuple[int, int, int, int]] = Counter()
    dots: dict[Character, dict[str, None]] = {}
    for route in routes:
        stops = [(round(x * scale + dx), round(y * scale + dy)) for (x, y), _ in route]
        for (_, character), (x, y) in zip(route, stops, strict=True):
            dots.setdefault(character, {})[f"M{x} {y}h0"] = None
        lines.update((*a, *b) for a, b in pairwise(stops) if a != b)
    most = sorted(lines, key=lambda line: (-lines[line], line))[:_LINES_MOST]
    path = "".join(arc(*line, sheet) for line in sorted(most))
    every = "".join("".join(some) for some in dots.values())
    return (f'<path fill="none" stroke="{INK}" stroke-opacity=".5" stroke-width="1.6"'
            f' d="{path}"/><g stroke-linecap="round">'
            f'<path stroke="{DARK}" stroke-width="11" d="{every}"/>'
            + "".join(f'<path stroke="{PIN[character]}" stroke-width="8" d="{"".join(some)}"/>'
                      for character, some in dots.items()) + "</g>")
