"""What lies under a route: territories, a few towns, and how long a kilometre is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from math import fsum
from typing import NamedTuple

from parcours.i18n.language import Language
from parcours.render.pictures.backdrop import UNIT_M, Area, Backdrop, Box, Spot
from parcours.render.pictures.labels import Lettering, Sheet, width_of
from parcours.render.pictures.pins import Frame, Lens, View
from parcours.render.pictures.style import (
    FRAME,
    INK,
    LAND,
    NAMED,
    PAPER,
    SERIF,
    WIDE,
    anchored,
    escaped,
    haloed,
)
from parcours.render.words.outlines import credit

_BAR_KM = (500, 200, 100, 50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1)
_TOWN = "#6a5a45"
TOWN_SIZE = 13
"""Pixels high: the letters of a town's name."""
_NAME_STEP = 32
"""Pixels between the points at which a territory's name is tried."""
_NAME_TRIES = 60
_BESIDE = ((0, -1), (0, 1), (-0.8, -0.8), (0.8, -0.8), (0.8, 0.8), (-0.8, 0.8), (1, 0), (-1, 0))
"""Where it is tried after that: above what is seen of the territory, below…"""
_AWAY = (8, 18, 28, 38)
"""How far a name may stand from its town where stops lie round it, in pixels."""


def described(routes: int | None, backdrop: Backdrop, language: Language) -> str:
    """What a picture of several routes shows, or of the land alone, in words; plain text."""
    if routes is None:
        said = language.say("North at the top.")
        return f"{said} {credit(backdrop.credits, language)}." if backdrop.credits else said
    if not backdrop.credits:
        return language.say_n("Schematic map, north at the top: {n} route.",
                              "Schematic map, north at the top: {n} routes.", routes)
    said = language.say_n("Map, north at the top: {n} route, from stop to stop.",
                          "Map, north at the top: {n} routes, from stop to stop.", routes)
    return f"{said} {credit(backdrop.credits, language)}."


def land(backdrop: Backdrop, view: View, frame: Frame) -> str:
    """The territories' shapes, with hills in the country and houses in the city."""
    scale, dx, dy = view
    shown = Box(-dx / scale, -dy / scale, (frame.width - dx) / scale, (frame.height - dy) / scale)
    parts = [f'<g transform="matrix({scale:.4f} 0 0 {scale:.4f} {dx:.1f} {dy:.1f})"'
             f' stroke-width="{4 / scale:.2f}" stroke-linejoin="round" stroke-opacity=".45">']
    for area in backdrop.areas:
        path = "".join(ring.path for ring in area.rings if ring.box.meets(shown))
        if path:
            fill, edge = LAND[area.side.character]
            parts.append(f'<path fill="{fill}" stroke="{edge}" d="{path}"/>')
    parts.append("</g>")
    texture = backdrop.texture(shown, scale)
    if texture.paths:
        scale /= texture.scale
        parts.append(f'<g transform="matrix({scale:.4f} 0 0 {scale:.4f} {dx:.1f} {dy:.1f})"'
                     ' fill="none" stroke-width="1.2" stroke-opacity=".4">')
        parts += [f'<path stroke="{LAND[character][1]}" d="{path}"/>'
                  for character, path in texture.paths.items()]
        parts.append("</g>")
    return "".join(parts)


def territory_names(backdrop: Backdrop, view: View, sheet: Sheet, called: Sequence[str]) -> str:
    """Each territory's name on what is seen of it, as near its middle as can be, else beside it.

    ``called`` are the names of `Backdrop.areas`.
    """
    scale, dx, dy = view
    parts = []
    points = backdrop.inside(_NAME_STEP / scale)
    east_end, south_end = FRAME.width - 20, FRAME.height - 20
    for k, area in enumerate(backdrop.areas):
        seen = [(x, y) for unit_x, unit_y in points[k]
                if 20 < (x := unit_x * scale + dx) < east_end
                and 20 < (y := unit_y * scale + dy) < south_end]
        if not seen:
            continue
        own = k, -1
        lines = in_two(called[k].upper())
        half, high = max(map(len, lines)) * 0.8 * 17 / 2, 12 * len(lines)
        middle_x = fsum([x for x, _ in seen]) / len(seen)
        middle_y = fsum([y for _, y in seen]) / len(seen)
        reach = max([abs(x - middle_x) for x, _ in seen]) + 10
        on_it = sorted([(abs(x - middle_x) + abs(y - middle_y), round(x), round(y))
                        for x, y in seen])[:_NAME_TRIES]
        best: tuple[int, int] | None = None
        second: tuple[int, int] | None = None
        for _, x, y in chain(on_it, (
                (0, round(middle_x + east * (reach + further + half)),
                 round(middle_y + south * (reach + further + high)))
                for further in (0, 30) for east, south in _BESIDE)):
            if sheet.is_free(x - half, y - high - 5, x + half, y + high + 5):
                unit_y, ends = (y - dy) / scale, (x - half - 12 - dx, x + half + 12 - dx)
                if (sheet.is_clear(x - half, y - high, x + half, y + high)
                        and backdrop.area_at(ends[0] / scale, unit_y) in own
                        and backdrop.area_at(ends[1] / scale, unit_y) in own):
                    best = x, y
                    break
                second = second or (x, y)
        best = best or second  # rather across a line, or over a neighbour, than nowhere
        if best is None:
            continue
        sheet.take_box(best[0] - half, best[1] - high, best[0] + half, best[1] + high)
        parts.append(territory_name(area, lines, *best))
    return lettered(parts, 17)


def territory_name(area: Area, lines: Sequence[str], x: int, y: int) -> str:
    """A territory's name about a point, for `lettered`."""
    spans = "".join(f'<tspan x="{x}" dy="{1.4 * (k > 0):g}em">{escaped(line)}</tspan>'
                    for k, line in enumerate(lines))
    return (f'<text fill="{NAMED[area.side.character]}"'
            f' y="{first_baseline(lines, y)}">{spans}</text>')


def first_baseline(lines: Sequence[str], y: int) -> int:
    """Where the first line of a territory's name stands, about the middle of all."""
    return y + 6 - 12 * (len(lines) - 1)


def lettered(parts: Sequence[str], size: int) -> str:
    """Territories' names in their letters, ``size`` pixels high."""
    return (f'<g font-family="{SERIF}" font-size="{size}" letter-spacing="3"'
            f' text-anchor="middle" opacity=".85">{"".join(parts)}</g>')


def in_two(name: str) -> list[str]:
    """A long name on two lines, broken at the space nearest to its middle."""
    spaces = [k for k, character in enumerate(name) if character == " "]
    if len(name) < 14 or not spaces:
        return [name]
    middle = min(spaces, key=lambda k: abs(2 * k - len(name)))
    return [name[:middle], name[middle + 1:]]


class Named(NamedTuple):
    """A town with its name, in pixels."""

    name: str
    at: Lettering
    dot: tuple[int, int] | None
    """Where it is; None where something lies over it."""


def towns(spots: Iterable[Spot], view: View, sheet: Sheet, most: int,
          *, beside_stops: bool = False) -> str:
    """At most so many towns for one's bearings, where nothing else is."""
    found = named(spots, view, sheet, most, beside_stops=beside_stops)
    if not found:
        return ""
    names = "".join(f'<text x="{at.x}" y="{at.y}"{anchored(at)}>{escaped(name)}</text>'
                    for name, at, _ in found)
    dots = "".join(f"M{dot[0]} {dot[1]}h0" for _, _, dot in found if dot)
    lettered = haloed(f'<g class="ps-s" font-family="{SERIF}" font-style="italic"'
                      f' font-size="{TOWN_SIZE}" fill="{_TOWN}"',
                      f' stroke="{PAPER}" stroke-opacity=".7" stroke-width="3"'
                      ' stroke-linejoin="round"', names)
    return (f'{lettered}<path class="ps-s" stroke="{_TOWN}" stroke-width="5"'
            f' stroke-linecap="round" d="{dots}"/>')


def named(spots: Iterable[Spot], view: View, sheet: Sheet, most: int,
          *, beside_stops: bool = False) -> list[Named]:
    """The towns that there is room for, at most so many."""
    scale, dx, dy = view
    found: list[Named] = []
    for spot in spots:
        x, y = round(spot.x * scale + dx), round(spot.y * scale + dy)
        if not 0 < x < WIDE.width:
            continue
        if not sheet.is_free(x - 9, y - 9, x + 9, y + 9):
            continue
        if not (beside_stops or sheet.is_clear(x - 4, y - 4, x + 4, y + 4)):
            continue
        width = width_of(spot.name, TOWN_SIZE)
        at = next(filter(None, (sheet.place((x, y, off), 0, width, TOWN_SIZE, clear=True)
                                for off in (_AWAY if beside_stops else _AWAY[:1]))), None)
        if at is None and beside_stops:
            at = sheet.place((x, y, _AWAY[0]), 0, width, TOWN_SIZE, clear=False)
        if at is None:
            continue
        sheet.take_box(x - 6, y - 6, x + 6, y + 6)
        found.append(Named(
            spot.name, at, (x, y) if sheet.is_clear(x - 4, y - 4, x + 4, y + 4) else None))
        if len(found) == most:
            break
    return found


class Scale(NamedTuple):
    """How long ``km`` is: a bar of ``length`` pixels from its west end."""

    x: int
    y: int
    length: int
    km: float


def length_of(px_per_km: float, most: float) -> tuple[float, int]:
    """The longest round distance of at most ``most`` pixels, in km, and its pixels."""
    km = next((km for km in _BAR_KM if km * px_per_km <= most), _BAR_KM[-1])
    return km, round(km * px_per_km)


def scale_bar(view: View, sheet: Sheet, frame: Frame) -> Scale:
    """The picture's scale in a free corner, with room for a sign of north beside it."""
    km, length = length_of(view.scale * 1000 / UNIT_M, 120)
    left, right = 30, round(frame.width) - 56 - length
    bottom, top = round(frame.height) - 26, 50
    for x, y in ((left, bottom), (right, bottom), (left, top), (right, top), (left, bottom)):
        if sheet.is_free(x - 8, y - 28, x + length + 30, y + 6):
            break
    sheet.take_box(x - 8, y - 28, x + length + 30, y + 6)
    return Scale(x, y, length, km)


def lens_scale(lens: Lens, view: View, sheet: Sheet) -> Scale | None:
    """The scale of a lens, beside it."""
    km, length = length_of(lens.power * view.scale * 1000 / UNIT_M, 60)
    width = max(length, 44)
    at = sheet.place((lens.x, lens.y, lens.radius + 10), 2, width, 26, clear=False)
    if at is None:
        return None
    middle = at.x + {"start": width // 2, "middle": 0, "end": -width // 2}[at.anchor]
    return Scale(middle - length // 2, at.y + 3, length, km)


def measure(scale: Scale, language: Language) -> str:
    """A scale drawn: a bar, and how long it is."""
    x, y, length, km = scale
    return (f'<g class="ps-s" fill="{INK}" font-size="13" text-anchor="middle">'
            f'<text x="{x + length / 2:g}" y="{y - 9}">{language.km(km)}</text>'
            f'<path fill="none" stroke="{INK}" stroke-width="1.6"'
            f' d="M{x} {y - 5}v6h{length}v-6"/></g>')


def north(scale: Scale) -> str:
    """An arrow to the north, beside the picture's scale."""
    x, y = scale.x + scale.length + 18, scale.y
    return (f'<g class="ps-s" fill="{INK}"><path d="M{x} {y - 12}l5 15-5-4-5 4z"/>'
            f'<text x="{x}" y="{y - 14}" text-anchor="middle" font-size="11">N</text></g>')
