"""A route on its picture: lines, lenses, numbered pins, and the names of where one stops."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import hypot

from parcours.format.choices import Character
from parcours.render.pictures.labels import Sheet, side_towards, width_of
from parcours.render.pictures.pins import Arrangement, Lens, Pin
from parcours.render.pictures.style import DARK, INK, LAND, PAPER, PIN, anchored, escaped, haloed
from parcours.render.words.modes import style_of
from parcours.trip.trip import Leg, Shape, Visit

Points = Sequence[tuple[float, float]]
_Layer = dict[tuple[str, str, bool], list[str]]
"""Path data by colour, dashes, and whether the path is known."""

_BEND = 0.11
"""How far an arc's control point is from the straight line, in lengths of that line."""
_TRIES = ((23, "ps-b", True), (16, "ps-s", True), (23, "ps-b", False), (16, "ps-s", False))
"""Room for a name: the larger size leaves enough for cards, off the lines is better than on."""


def lines(legs: Sequence[Leg], ways: Sequence[Points], seen: Arrangement,
          visits: Sequence[Visit], sheet: Sheet) -> str:
    """The lenses and the lines of the legs; those that end under a lens run over its disc."""
    first = visits[0].number
    under: _Layer = {}
    over: _Layer = {}
    for leg, way in zip(legs, ways, strict=True):
        start, end = seen.pins[leg.from_number - first], seen.pins[leg.to_number - first]
        breaks = leg.track.breaks if leg.track is not None else ()
        line = _line(start, end, way, leg.shape, breaks, seen=seen, sheet=sheet)
        if line:
            layer = under if start.lens < 0 and end.lens < 0 else over
            style = style_of(leg.by)
            key = style.colour, style.dash, not leg.shape.schematic
            layer.setdefault(key, []).append(line)
    return (_strokes(under) + "".join(_lens(lens, visits) for lens in seen.lenses)
            + _strokes(over))


def _strokes(layer: _Layer) -> str:
    if not layer:
        return ""
    # As on the map: a path that is known lies on a solid band, a schematic one only on a halo.
    halo = "".join(["".join(lines) for (_, _, known), lines in layer.items() if not known])
    under = [f'<path stroke-width="7" stroke="{PAPER}" stroke-opacity=".8" d="{halo}"/>'
             if halo else ""]
    over = []
    for (colour, dash, known), lines in layer.items():
        path = "".join(lines)
        if known:
            under.append(f'<path stroke-width="8" stroke="{colour}" stroke-opacity=".3"'
                         f' d="{path}"/>')
        over.append(f'<path stroke="{colour}" stroke-dasharray="{dash}" d="{path}"/>')
    return (f'<g fill="none" stroke-width="4" stroke-linejoin="round">{"".join(under)}'
            f'{"".join(over)}</g>')


def _line(start: Pin, end: Pin, way: Points, shape: Shape, breaks: Sequence[int], *,
          seen: Arrangement, sheet: Sheet) -> str:
    """Path data of a leg: through its points, or a gentle arc where only its ends are known.

    ``way`` has no ends; ``breaks`` are the indices, ends counted, of points after a gap.
    """
    x0, y0, x1, y1 = start.at_x, start.at_y, end.at_x, end.at_y
    if shape is Shape.STRAIGHT:
        if abs(x1 - x0) + abs(y1 - y0) < 6:
            return ""
        return arc(x0, y0, x1, y1, sheet)
    scale, dx, dy = seen.view
    path = [f"M{x0} {y0}"]
    kept: list[tuple[float, float]] = []
    last_x, last_y = last = float(x0), float(y0)
    inside = seen.lenses[start.lens] if start.lens >= 0 and start.lens == end.lens else None
    ends = [seen.lenses[pin.lens] for pin in (start, end) if pin.lens >= 0]
    apart = False
    for n, (unit_x, unit_y) in enumerate(way, 1):
        if n in breaks:
            path.append(f"L{last[0]:.0f} {last[1]:.0f}")
            apart = True
        x, y = unit_x * scale + dx, unit_y * scale + dy
        if inside:
            x = inside.x + (x - inside.at_x) * inside.power
            y = inside.y + (y - inside.at_y) * inside.power
            if hypot(x - inside.x, y - inside.y) > inside.radius:
                continue
        elif any(hypot(x - lens.x, y - lens.y) < lens.radius for lens in ends):
            continue  # hidden by the lens, which shows another scale
        last = x, y
        if apart or abs(x - last_x) + abs(y - last_y) >= 5:
            path.append(f"{'M' if apart else 'L'}{x:.0f} {y:.0f}")
            last_x, last_y, apart = x, y, False
            kept.append((x, y))
    path.append(f"{'M' if apart else 'L'}{x1} {y1}")
    sheet.take_line(kept)
    return "".join(path)


def arc(x0: int, y0: int, x1: int, y1: int, sheet: Sheet) -> str:
    """A gentle arc to the right of the way, so that there and back are two lines."""
    control, line = curve(x0, y0, x1, y1)
    sheet.take_arc((x0, y0), control, (x1, y1))
    return f"M{x0} {y0}{line}"


def curve(x0: int, y0: int, x1: int, y1: int) -> tuple[tuple[int, int], str]:
    """The same arc without its start, and its control point."""
    x = round((x0 + x1) / 2 - (y1 - y0) * _BEND)
    y = round((y0 + y1) / 2 + (x1 - x0) * _BEND)
    return (x, y), f"Q{x} {y} {x1} {y1}"


def _lens(lens: Lens, visits: Sequence[Visit]) -> str:
    sides = Counter(visits[i].side.character for i in lens.members)
    character = sides.most_common(1)[0][0]
    fill, edge = LAND[character]
    wedge = ""
    away = hypot(lens.x - lens.at_x, lens.y - lens.at_y)
    if away > 0.6 * lens.radius:
        nx, ny = (lens.y - lens.at_y) / away, -(lens.x - lens.at_x) / away
        r = lens.radius
        wedge = (f'<path fill="#fff" fill-opacity=".55" stroke="{edge}" stroke-width="1"'
                 f' d="M{lens.at_x:.0f} {lens.at_y:.0f}L{lens.x + nx * r:.0f}'
                 f' {lens.y + ny * r:.0f}L{lens.x - nx * r:.0f} {lens.y - ny * r:.0f}z"/>')
    at = f'cx="{lens.x}" cy="{lens.y}"'
    return (f'{wedge}<circle {at} r="{lens.radius + 3}" fill="{INK}" fill-opacity=".13"/>'
            f'<circle {at} r="{lens.radius}" fill="#fffaf1" stroke="{edge}" stroke-width="2"/>'
            f'<circle {at} r="{lens.radius - 5}" fill="{fill}" fill-opacity=".45"/>')


def pins(visits: Sequence[Visit], seen: Arrangement) -> str:
    """Leaders, then pins: a square in the city, a disc in the country."""
    radius = seen.radius
    leaders, shadows, squares, discs, numerals = [], [], [], [], []
    dots: dict[Character, list[str]] = {}
    half = round(radius * 0.86, 1)
    lower = round(radius * 0.4)  # a third of a numeral: librsvg knows no dominant-baseline
    side = f'width="{2 * half:g}" height="{2 * half:g}" rx="{radius * 0.45:.1f}"'
    for visit, pin in zip(visits, seen.pins, strict=True):
        x, y = pin.x, pin.y
        if pin.displaced:
            leaders.append(f"M{pin.at_x} {pin.at_y}L{x} {y}")
            dots.setdefault(visit.side.character, []).append(f"M{pin.at_x} {pin.at_y}h0")
        shadows.append(f"M{x} {y + 2}h0")
        if visit.side.character is Character.URBAN:
            squares.append(f'<rect x="{x - half:g}" y="{y - half:g}" {side}/>')
            numerals.append(f'<text x="{x}" y="{y + lower}">{visit.number}</text>')
        else:
            discs.append(f'<circle cx="{x}" cy="{y}" r="{radius - 1:g}"/>')
            numerals.append(f'<text x="{x}" y="{y + lower}" fill="{DARK}">{visit.number}</text>')
    parts = []
    if leaders:
        every = "".join(dot for some in dots.values() for dot in some)
        parts.append(f'<path stroke="{INK}" stroke-width="1.4" d="{"".join(leaders)}"/>'
                     '<g stroke-linecap="round">'
                     f'<path stroke="#fff" stroke-width="10" d="{every}"/>')
        parts += [f'<path stroke="{PIN[character]}" stroke-width="7" d="{"".join(some)}"/>'
                  for character, some in dots.items()]
        parts.append("</g>")
    parts.append(f'<path stroke="{INK}" stroke-opacity=".22" stroke-width="{2 * radius + 3:g}"'
                 f' stroke-linecap="round" d="{"".join(shadows)}"/>')
    if squares:
        parts.append(f'<g fill="{PIN[Character.URBAN]}" stroke="#fff" stroke-width="2">'
                     f'{"".join(squares)}</g>')
    if discs:
        parts.append(f'<g fill="{PIN[Character.RURAL]}" stroke="{DARK}" stroke-width="2">'
                     f'{"".join(discs)}</g>')
    small = ' class="ps-n"' if radius >= 16 else ""
    parts.append(f'<g{small} font-size="{radius * 1.15:.1f}" font-weight="700" fill="#fff"'
                 f' text-anchor="middle">{"".join(numerals)}</g>')
    return "".join(parts)


def stop_names(visits: Sequence[Visit], seen: Arrangement, sheet: Sheet) -> str:
    """The communes one stops in, each once; under a lens, those of its stops together."""
    named: set[tuple[str, str]] = set()
    wanted: list[tuple[tuple[float, float, float], int, str]] = []
    for lens in seen.lenses:
        some = {(visits[i].side.id, visits[i].commune): None for i in lens.members}
        named.update(some)
        name = " · ".join(commune for _, commune in list(some)[:2])
        wanted.append(((lens.x, lens.y, lens.radius + 11), 6,
                       name + (" …" if len(some) > 2 else "")))
    for i, (visit, pin) in enumerate(zip(visits, seen.pins, strict=True)):
        key = visit.side.id, visit.commune
        if pin.lens < 0 and key not in named:
            named.add(key)
            wanted.append(((pin.x, pin.y, seen.radius + 7), _away(i, seen.pins), visit.commune))
    names = []
    for disc, side, name in wanted:
        for size, style, clear in _TRIES:
            at = sheet.place(disc, side, width_of(name, size), size, clear=clear)
            if at is not None:
                names.append(f'<text class="{style}" x="{at.x}" y="{at.y}"{anchored(at)}>'
                             f'{escaped(name)}</text>')
                break
    return haloed(f'<g font-size="16" font-weight="600" fill="{INK}"', f' stroke="{PAPER}"'
                  ' stroke-width="4" stroke-linejoin="round"', "".join(names))


def _away(i: int, pins: Sequence[Pin]) -> int:
    """The side of a pin that its lines leave free."""
    dx = dy = along_x = along_y = 0.0
    for j, way in ((i - 1, -1), (i + 1, 1)):
        if 0 <= j < len(pins):
            x, y = pins[j].x - pins[i].x, pins[j].y - pins[i].y
            length = hypot(x, y) or 1.0
            dx, dy = dx - x / length, dy - y / length
            along_x, along_y = along_x + way * x / length, along_y + way * y / length
    if abs(dx) + abs(dy) < 0.8 and i:  # straight on: to one side of the line, rather below it
        dx, dy = (-along_y, along_x) if along_x > 0 else (along_y, -along_x)
    return side_towards(dx, dy)
