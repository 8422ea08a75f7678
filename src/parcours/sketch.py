"""Pictures of routes as SVG: the cover of a card, the map without JavaScript, the map in print.

Markup is joined here rather than in a template: a site draws thousands of these, and nothing in
them is worded by hand but names, which are all escaped. Presentation attributes are used instead
of ids and shared classes, so that several pictures can stand in one page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import hypot

from parcours.backdrop import UNIT_M, Backdrop, Box
from parcours.geo import LatLon
from parcours.language import Language
from parcours.lettering import Lettering, Sheet, side_towards, width_of
from parcours.model import Character
from parcours.modes import ModeStyle, style_of
from parcours.spread import Arrangement, Frame, Lens, Pin, View, arrange
from parcours.trip import Leg, Shape, Trip, Visit

__all__ = ["Backdrop", "alternative", "overview", "sketch"]

_FRAME = Frame(720, 480, 14, 46, 24)
_WIDE = Frame(960, 540, 14, 0, 0)
_MAX_SCALE = 2.4
"""Pixels per unit of the plane at most: 6 km across the picture."""
_BAR_KM = (500, 200, 100, 50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1)
_BEND = 0.11
"""How far an arc's control point is from the straight line, in lengths of that line."""
_NAME_STEP = 32
"""Pixels between the points at which a territory's name is tried."""
_TOWNS_TRIED = 40
_LINES_MOST = 600
"""Different stretches drawn on the overview; past this, the least travelled are left out."""

_PAPER = "#fbf7ec"
_INK = "#3a2d20"
_SANS = "system-ui,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif"
_SERIF = "'Iowan Old Style','Palatino Linotype',Palatino,Georgia,serif"
_SMALL = ("<style>@media(max-width:420px){.ps-b{font-size:23px}.ps-n{font-size:20px}"
          ".ps-s{display:none}}</style>")
"""On a card a few hundred pixels wide: larger names, fewer of them."""

_TRIES = ((23, "ps-b", True), (16, "ps-s", True), (23, "ps-b", False), (16, "ps-s", False))
"""Room for a name: the larger size leaves enough for cards, off the lines is better than on."""

_LAND = {Character.URBAN: ("#f0d3c6", "#b4644e"), Character.RURAL: ("#f6e7b9", "#b8912f")}
"""Fill and edge of a territory."""
_NAMED = {Character.URBAN: "#94412f", Character.RURAL: "#7b5a0c"}
_PIN = {Character.URBAN: "#a23b2a", Character.RURAL: "#f0bf3c"}
_DARK = "#2b2113"

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;",
                          "{": "&#123;", "}": "&#125;"})
"""Braces as well: a picture may be set into a page that passes through a template engine."""

_Points = Sequence[tuple[float, float]]


def sketch(trip: Trip, backdrop: Backdrop, language: Language) -> str:
    """The picture of a route, 720 by 480: a complete SVG document."""
    visits = trip.visits
    legs = [visit.leg for visit in visits if visit.leg is not None]
    xy = backdrop.xy
    stops = [xy(visit.place.lat, visit.place.lon) for visit in visits]
    ways = [[xy(*point) for point in leg.points[1:-1]] for leg in legs]
    seen = arrange(stops, [point for way in ways for point in way[::4]], _FRAME, _MAX_SCALE)
    sheet = Sheet(_FRAME.width, _FRAME.height, 18)
    for lens in seen.lenses:
        sheet.take_disc(lens.x, lens.y, lens.radius + 5)
    for pin in seen.pins:
        if pin.lens < 0:
            sheet.take_disc(pin.x, pin.y, seen.radius + 3)
    route = _route(legs, ways, seen, visits, sheet)
    scale_bar = _scale_bar(seen.view, sheet, language, _FRAME)
    names = _stop_names(visits, seen, sheet, language)
    territories = _territory_names(backdrop, seen.view, sheet, language, trip.default_lang, _FRAME)
    stopped = {visit.commune for visit in visits}
    return "".join((
        _head(_FRAME, language, trip.itinerary.title.in_lang(language.code, trip.default_lang),
              alternative(trip, language)),
        _land(backdrop, seen.view, _FRAME), territories,
        _towns(backdrop, seen.view, sheet, stopped, 5),
        route, _pins(visits, seen), names, scale_bar, _edge(_FRAME), "</svg>\n"))


def alternative(trip: Trip, language: Language) -> str:
    """What a route's picture shows, in words; plain text, not escaped."""
    code, default = language.code, trip.default_lang
    return language.say(
        "Schematic map of the route, north at the top. Stops in order: {stops}.",
        stops="; ".join(f"{visit.number}. {visit.place.name.in_lang(code, default)}"
                        f" ({visit.commune})" for visit in trip.visits))


def overview(backdrop: Backdrop, threads: Iterable[Iterable[tuple[LatLon, Character]]],
             language: Language) -> str:
    """The picture of the whole alliance, 960 by 540: territories, main towns and every route.

    A route comes as its stops in order: WGS84 points, each with the side it is on.
    """
    routes = [[(backdrop.xy(*point), character) for point, character in thread]
              for thread in threads]
    west, north, east, south = backdrop.box
    seen = arrange([(west, north), (east, south)], (), _WIDE, _MAX_SCALE).view
    sheet = Sheet(_WIDE.width, _WIDE.height, 18)
    scale_bar = _scale_bar(seen, sheet, language, _WIDE)
    names = [area.side.name.in_lang(language.code) for area in backdrop.areas]
    territories = _territory_names(backdrop, seen, sheet, language, "", _WIDE)
    return "".join((
        _head(_WIDE, language, language.say("Map of {territories}",
                                            territories=language.all_of(names)),
              language.say_n("Schematic map, north at the top: {n} route.",
                             "Schematic map, north at the top: {n} routes.", len(routes))),
        _land(backdrop, seen, _WIDE), territories, _threads(routes, seen),
        _towns(backdrop, seen, sheet, set(), 16), scale_bar, _edge(_WIDE), "</svg>\n"))


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)


def _head(frame: Frame, language: Language, title: str, description: str) -> str:
    width, height = frame.width, frame.height
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img"'
        f' lang="{language.code}" font-family="{_SANS}">'
        f"<title>{_escaped(title)}</title><desc>{_escaped(description)}</desc>{_SMALL}"
        f'<rect width="{width}" height="{height}" fill="{_PAPER}"/>')


def _edge(frame: Frame) -> str:
    """A neat line round the picture, as on a printed map."""
    return (f'<rect x="7.5" y="7.5" width="{frame.width - 15}" height="{frame.height - 15}" rx="5"'
            f' fill="none" stroke="{_INK}" stroke-opacity=".22"/>')


# --- the land -------------------------------------------------------------------------------------


def _land(backdrop: Backdrop, view: View, frame: Frame) -> str:
    """The territories' shapes, with hills in the country and houses in the city."""
    scale, dx, dy = view
    shown = Box(-dx / scale, -dy / scale, (frame.width - dx) / scale, (frame.height - dy) / scale)
    parts = [f'<g transform="matrix({scale:.4f} 0 0 {scale:.4f} {dx:.1f} {dy:.1f})"'
             f' stroke-width="{4 / scale:.2f}" stroke-linejoin="round" stroke-opacity=".45">']
    for area in backdrop.areas:
        path = "".join(ring.path for ring in area.rings if ring.box.meets(shown))
        if path:
            fill, edge = _LAND[area.side.character]
            parts.append(f'<path fill="{fill}" stroke="{edge}" d="{path}"/>')
    parts.append("</g>")
    texture = backdrop.texture(shown, scale)
    if texture.paths:
        scale /= texture.scale
        parts.append(f'<g transform="matrix({scale:.4f} 0 0 {scale:.4f} {dx:.1f} {dy:.1f})"'
                     ' fill="none" stroke-width="1.2" stroke-opacity=".4">')
        parts += [f'<path stroke="{_LAND[character][1]}" d="{path}"/>'
                  for character, path in texture.paths.items()]
        parts.append("</g>")
    return "".join(parts)


def _territory_names(backdrop: Backdrop, view: View, sheet: Sheet, language: Language,
                     default_lang: str, frame: Frame) -> str:
    """Each territory's name where it has most room."""
    scale, dx, dy = view
    parts = []
    for area, points in zip(backdrop.areas, backdrop.inside(_NAME_STEP / scale), strict=True):
        seen = [(x * scale + dx, y * scale + dy) for x, y in points]
        seen = [(x, y) for x, y in seen if 20 < x < frame.width - 20 and 20 < y < frame.height - 20]
        if not seen:
            continue
        lines = _in_two(area.side.name.in_lang(language.code, default_lang).upper())
        half, high = max(map(len, lines)) * 0.8 * 17 / 2, 12 * len(lines)
        middle_x = sum(x for x, _ in seen) / len(seen)
        middle_y = sum(y for _, y in seen) / len(seen)
        nearest = sorted((abs(x - middle_x) + abs(y - middle_y), x, y) for x, y in seen)
        for _, exact_x, exact_y in nearest:
            x, y = round(exact_x), round(exact_y)
            box = x - half, y - high, x + half, y + high
            if sheet.is_free(*box) and sheet.is_clear(*box):
                break
        else:
            continue
        sheet.take_box(x - half, y - high, x + half, y + high)
        top = y + 6 - 12 * (len(lines) - 1)
        spans = "".join(f'<tspan x="{x}" y="{top + 24 * k}">{_escaped(line)}</tspan>'
                        for k, line in enumerate(lines))
        parts.append(f'<text fill="{_NAMED[area.side.character]}">{spans}</text>')
    return (f'<g font-family="{_SERIF}" font-size="17" letter-spacing="3" text-anchor="middle"'
            f' opacity=".8">{"".join(parts)}</g>')


def _in_two(name: str) -> list[str]:
    """A long name on two lines, broken at the space nearest to its middle."""
    spaces = [k for k, character in enumerate(name) if character == " "]
    if len(name) < 14 or not spaces:
        return [name]
    middle = min(spaces, key=lambda k: abs(2 * k - len(name)))
    return [name[:middle], name[middle + 1:]]


def _towns(backdrop: Backdrop, view: View, sheet: Sheet, without: set[str], most: int) -> str:
    """A few towns for one's bearings, where nothing else is."""
    scale, dx, dy = view
    dots, names = [], []
    for spot in backdrop.spots[:_TOWNS_TRIED]:
        x, y = round(spot.x * scale + dx), round(spot.y * scale + dy)
        if (spot.name in without or not sheet.is_free(x - 9, y - 9, x + 9, y + 9)
                or not sheet.is_clear(x - 4, y - 4, x + 4, y + 4)):
            continue
        at = sheet.place(x, y, 7, 0, width_of(spot.name, 13), 13, clear=True)
        if at is None:
            continue
        sheet.take_box(x - 6, y - 6, x + 6, y + 6)
        dots.append(f"M{x} {y}h0")
        names.append(f'<text x="{at.x}" y="{at.y}"{_anchored(at)}>{_escaped(spot.name)}</text>')
        if len(names) == most:
            break
    if not names:
        return ""
    return (f'<g class="ps-s" font-family="{_SERIF}" font-style="italic" font-size="13"'
            f' fill="#6a5a45" paint-order="stroke" stroke="{_PAPER}" stroke-opacity=".7"'
            f' stroke-width="3" stroke-linejoin="round">{"".join(names)}'
            f'<path stroke="#6a5a45" stroke-opacity="1" stroke-width="5" stroke-linecap="round"'
            f' d="{"".join(dots)}"/></g>')


def _anchored(at: Lettering) -> str:
    return "" if at.anchor == "start" else f' text-anchor="{at.anchor}"'


def _scale_bar(view: View, sheet: Sheet, language: Language, frame: Frame) -> str:
    """How long a distance is, and where north is, in the freest corner."""
    px_per_km = view.scale * 1000 / UNIT_M
    km = next((km for km in _BAR_KM if km * px_per_km <= 120), _BAR_KM[-1])
    length = round(km * px_per_km)
    left, right = 30, round(frame.width) - 30 - length - 26
    bottom, top = round(frame.height) - 26, 50
    for x, y in ((left, bottom), (right, bottom), (left, top), (right, top), (left, bottom)):
        if sheet.is_free(x - 8, y - 28, x + length + 30, y + 6):
            break
    sheet.take_box(x - 8, y - 28, x + length + 30, y + 6)
    label = language.say("{n} km", n=language.number(km))
    return (f'<g fill="{_INK}" font-size="13" paint-order="stroke" stroke="{_PAPER}"'
            f' stroke-width="3" stroke-linejoin="round">'
            f'<text x="{x + length / 2:g}" y="{y - 9}" text-anchor="middle">{label}</text>'
            f'<text x="{x + length + 18}" y="{y - 14}" text-anchor="middle" font-size="11">N</text>'
            f'<path stroke="none" d="M{x + length + 18} {y - 12}l5 15-5-4-5 4z"/>'
            f'<path fill="none" stroke="{_INK}" stroke-width="1.6"'
            f' d="M{x} {y - 5}v6h{length}v-6"/></g>')


# --- the route ------------------------------------------------------------------------------------


def _route(legs: Sequence[Leg], ways: Sequence[_Points], seen: Arrangement,
           visits: Sequence[Visit], sheet: Sheet) -> str:
    """The lenses and the lines of the legs; those that end under a lens run over its disc."""
    first = visits[0].number
    under: dict[tuple[ModeStyle, bool], list[str]] = {}
    over: dict[tuple[ModeStyle, bool], list[str]] = {}
    for leg, way in zip(legs, ways, strict=True):
        start, end = seen.pins[leg.from_number - first], seen.pins[leg.to_number - first]
        line = _line(start, end, way, leg.shape, seen, sheet)
        if line:
            layer = under if start.lens < 0 and end.lens < 0 else over
            key = style_of(leg.by), leg.shape is Shape.TRACK
            layer.setdefault(key, []).append(line)
    return (_strokes(under) + "".join(_lens(lens, visits) for lens in seen.lenses)
            + _strokes(over))


def _strokes(layer: Mapping[tuple[ModeStyle, bool], Sequence[str]]) -> str:
    if not layer:
        return ""
    bands, dashes = [], []
    for (style, known), lines in layer.items():
        path = "".join(lines)
        # As on the map: a path that is known lies on a solid band, a schematic one does not.
        bands.append(f'<path stroke-width="8" stroke="{style.colour}" stroke-opacity=".3"'
                     f' d="{path}"/>' if known else
                     f'<path stroke-width="7" stroke="{_PAPER}" stroke-opacity=".8" d="{path}"/>')
        dashes.append(f'<path stroke="{style.colour}" stroke-dasharray="{style.dash}"'
                      f' d="{path}"/>')
    return (f'<g fill="none" stroke-width="4" stroke-linejoin="round">{"".join(bands)}'
            f'{"".join(dashes)}</g>')


def _line(start: Pin, end: Pin, way: _Points, shape: Shape, seen: Arrangement,
          sheet: Sheet) -> str:
    """Path data of a leg: through its points, or a gentle arc where only its ends are known."""
    x0, y0, x1, y1 = start.at_x, start.at_y, end.at_x, end.at_y
    if shape is Shape.STRAIGHT or not way:
        if abs(x1 - x0) + abs(y1 - y0) < 6:
            return ""
        x, y = _bent(x0, y0, x1, y1)
        steps = int((abs(x1 - x0) + abs(y1 - y0)) / 12) + 1
        sheet.take_line([
            ((1 - t) * ((1 - t) * x0 + 2 * t * x) + t * t * x1,
             (1 - t) * ((1 - t) * y0 + 2 * t * y) + t * t * y1)
            for t in [k / steps for k in range(1, steps)]])
        return f"M{x0} {y0}Q{x} {y} {x1} {y1}"
    scale, dx, dy = seen.view
    path = [f"M{x0} {y0}"]
    kept: list[tuple[float, float]] = []
    last_x, last_y = float(x0), float(y0)
    inside = seen.lenses[start.lens] if start.lens >= 0 and start.lens == end.lens else None
    ends = [seen.lenses[pin.lens] for pin in (start, end) if pin.lens >= 0]
    for unit_x, unit_y in way:
        x, y = unit_x * scale + dx, unit_y * scale + dy
        if inside:
            x = inside.x + (x - inside.at_x) * inside.power
            y = inside.y + (y - inside.at_y) * inside.power
            if hypot(x - inside.x, y - inside.y) > inside.radius:
                continue
        elif any(hypot(x - lens.x, y - lens.y) < lens.radius for lens in ends):
            continue  # hidden by the lens, which shows another scale
        if abs(x - last_x) + abs(y - last_y) >= 5:
            path.append(f"L{x:.0f} {y:.0f}")
            last_x, last_y = x, y
            kept.append((x, y))
    path.append(f"L{x1} {y1}")
    sheet.take_line(kept)
    return "".join(path)


def _bent(x0: int, y0: int, x1: int, y1: int) -> tuple[int, int]:
    """The control point of a gentle arc, to the right of the way: there and back are two lines."""
    return (round((x0 + x1) / 2 - (y1 - y0) * _BEND), round((y0 + y1) / 2 + (x1 - x0) * _BEND))


def _lens(lens: Lens, visits: Sequence[Visit]) -> str:
    sides = Counter(visits[i].side.character for i in lens.members)
    character = sides.most_common(1)[0][0]
    fill, edge = _LAND[character]
    wedge = ""
    away = hypot(lens.x - lens.at_x, lens.y - lens.at_y)
    if away > 0.6 * lens.radius:
        nx, ny = (lens.y - lens.at_y) / away, -(lens.x - lens.at_x) / away
        r = lens.radius
        wedge = (f'<path fill="#fff" fill-opacity=".55" stroke="{edge}" stroke-width="1"'
                 f' d="M{lens.at_x:.0f} {lens.at_y:.0f}L{lens.x + nx * r:.0f}'
                 f' {lens.y + ny * r:.0f}L{lens.x - nx * r:.0f} {lens.y - ny * r:.0f}z"/>')
    at = f'cx="{lens.x}" cy="{lens.y}"'
    return (f'{wedge}<circle {at} r="{lens.radius + 3}" fill="{_INK}" fill-opacity=".13"/>'
            f'<circle {at} r="{lens.radius}" fill="#fffaf1" stroke="{edge}" stroke-width="2"/>'
            f'<circle {at} r="{lens.radius - 5}" fill="{fill}" fill-opacity=".45"/>')


def _pins(visits: Sequence[Visit], seen: Arrangement) -> str:
    """Leaders, then pins: a square in the city, a disc in the country."""
    radius = seen.radius
    leaders, shadows, squares, discs, numerals = [], [], [], [], []
    dots: dict[Character, list[str]] = {}
    half = round(radius * 0.9, 1)
    side = f'width="{2 * half:g}" height="{2 * half:g}" rx="{radius * 0.42:.1f}"'
    for visit, pin in zip(visits, seen.pins, strict=True):
        x, y = pin.x, pin.y
        if pin.displaced:
            leaders.append(f"M{pin.at_x} {pin.at_y}L{x} {y}")
            dots.setdefault(visit.side.character, []).append(f"M{pin.at_x} {pin.at_y}h0")
        shadows.append(f"M{x} {y + 2}h0")
        if visit.side.character is Character.URBAN:
            squares.append(f'<rect x="{x - half:g}" y="{y - half:g}" {side}/>')
            numerals.append(f'<text x="{x}" y="{y}">{visit.number}</text>')
        else:
            discs.append(f'<circle cx="{x}" cy="{y}" r="{radius - 1:g}"/>')
            numerals.append(f'<text x="{x}" y="{y}" fill="{_DARK}">{visit.number}</text>')
    parts = []
    if leaders:
        every = "".join(dot for some in dots.values() for dot in some)
        parts.append(f'<path stroke="{_INK}" stroke-width="1.4" d="{"".join(leaders)}"/>'
                     f'<g stroke-linecap="round"><path stroke="#fff" stroke-width="10" d="{every}"/>')
        parts += [f'<path stroke="{_PIN[character]}" stroke-width="7" d="{"".join(some)}"/>'
                  for character, some in dots.items()]
        parts.append("</g>")
    parts.append(f'<path stroke="{_INK}" stroke-opacity=".22" stroke-width="{2 * radius + 3:g}"'
                 f' stroke-linecap="round" d="{"".join(shadows)}"/>')
    if squares:
        parts.append(f'<g fill="{_PIN[Character.URBAN]}" stroke="#fff" stroke-width="2">'
                     f'{"".join(squares)}</g>')
    if discs:
        parts.append(f'<g fill="{_PIN[Character.RURAL]}" stroke="{_DARK}" stroke-width="2">'
                     f'{"".join(discs)}</g>')
    small = ' class="ps-n"' if radius >= 16 else ""
    parts.append(f'<g{small} font-size="{radius * 1.15:.1f}" font-weight="700" fill="#fff"'
                 f' text-anchor="middle" dominant-baseline="central">{"".join(numerals)}</g>')
    return "".join(parts)


def _stop_names(visits: Sequence[Visit], seen: Arrangement, sheet: Sheet,
                language: Language) -> str:
    """The communes one stops in, each once; under a lens, those of its stops together."""
    named: set[tuple[str, str]] = set()
    wanted: list[tuple[float, float, float, int, str]] = []
    for lens in seen.lenses:
        some = {(visits[i].side.id, visits[i].commune): None for i in lens.members}
        named.update(some)
        name = " · ".join(commune for _, commune in list(some)[:2])
        wanted.append((lens.x, lens.y, lens.radius + 8, 6, name + (" …" if len(some) > 2 else "")))
    for i, (visit, pin) in enumerate(zip(visits, seen.pins, strict=True)):
        key = visit.side.id, visit.commune
        if pin.lens < 0 and key not in named:
            named.add(key)
            wanted.append((pin.x, pin.y, seen.radius + 5, _away(i, seen.pins), visit.commune))
    names = []
    for x, y, reach, side, name in wanted:
        for size, style, clear in _TRIES:
            at = sheet.place(x, y, reach, side, width_of(name, size), size, clear=clear)
            if at is not None:
                names.append(f'<text class="{style}" x="{at.x}" y="{at.y}"{_anchored(at)}>'
                             f'{_escaped(name)}</text>')
                break
    return (f'<g font-size="16" font-weight="600" fill="{_INK}" paint-order="stroke"'
            f' stroke="{_PAPER}" stroke-width="4" stroke-linejoin="round">{"".join(names)}</g>')


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


# --- every route ----------------------------------------------------------------------------------


def _threads(routes: Sequence[Sequence[tuple[tuple[float, float], Character]]],
             view: View) -> str:
    """Every route as a thin line through its stops."""
    scale, dx, dy = view
    lines: Counter[tuple[int, int, int, int]] = Counter()
    dots: dict[Character, dict[str, None]] = {}
    for route in routes:
        stops = [(round(x * scale + dx), round(y * scale + dy)) for (x, y), _ in route]
        for (_, character), (x, y) in zip(route, stops, strict=True):
            dots.setdefault(character, {})[f"M{x} {y}h0"] = None
        lines.update((*a, *b) for a, b in zip(stops, stops[1:], strict=False) if a != b)
    path = []
    for x0, y0, x1, y1 in sorted(lines, key=lambda line: (-lines[line], line))[:_LINES_MOST]:
        x, y = _bent(x0, y0, x1, y1)
        path.append(f"M{x0} {y0}Q{x} {y} {x1} {y1}")
    every = "".join("".join(some) for some in dots.values())
    return (f'<path fill="none" stroke="{_INK}" stroke-opacity=".45" stroke-width="1.3"'
            f' d="{"".join(path)}"/><g stroke-linecap="round">'
            f'<path stroke="#fff" stroke-width="10" d="{every}"/>'
            + "".join(f'<path stroke="{_PIN[character]}" stroke-width="7" d="{"".join(some)}"/>'
                      for character, some in dots.items()) + "</g>")
