"""Places numbered pins on a small picture so that none hides another.

Stops stand where they are while they can. Three or more that would pile up go under a *lens*: a
disc that shows their surroundings magnified, as an inset does on a paper map. Whatever still
overlaps is pushed apart, and the picture draws a leader back to the true point.

Everything here is in pixels of the picture, y downward, and deterministic: no random numbers, no
order taken from a set or from a hash.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, ceil, cos, hypot, pi, sin
from typing import NamedTuple

GAP = 4.5
"""Least free space between two pins, before both are rounded to whole pixels."""
_OVERSHOOT = 0.5
"""Pushing a little further than needed lets the relaxation end after few rounds."""
_ROUNDS = 60
_CLUSTER = 3
"""Fewer stops than this are merely pushed apart."""
_LENS_PAD = 6
"""Space between the pins of a lens and its rim."""
_LENS_MOST = 100.0
_AMPLE = 1.7
_WORTH = 1.7
"""A lens that magnifies less than this is not worth its place."""
_SPIRAL_STEP = 0.7
_GOLDEN = pi * (3 - 5**0.5)
_CROWD = 150
"""Past this many stops pins are too small to be read anyway: they stay where they fall."""


class View(NamedTuple):
    """From the plane of a `Backdrop` to pixels: ``px = x * scale + dx``, and likewise y."""

    scale: float
    """Pixels per unit of the plane."""
    dx: float
    dy: float


class Pin(NamedTuple):
    """A stop's place on the picture, in whole pixels."""

    x: int
    y: int
    at_x: int
    """The true point; under a lens, the magnified one."""
    at_y: int
    lens: int
    """Index of its lens, or -1."""

    @property
    def displaced(self) -> bool:
        """Whether a leader is needed."""
        return abs(self.x - self.at_x) + abs(self.y - self.at_y) > 3


class Lens(NamedTuple):
    """A disc that shows what surrounds a true point magnified."""

    x: int
    y: int
    radius: int
    at_x: float
    at_y: float
    """The point of the picture shown in the middle of the disc."""
    power: float
    """How many times larger than the picture round it."""
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Where everything goes."""

    view: View
    radius: float
    """Of every pin."""
    pins: tuple[Pin, ...]
    lenses: tuple[Lens, ...]


class Frame(NamedTuple):
    """The picture, in pixels."""

    width: float
    height: float
    margin: float
    """Kept free of pins along the edges."""
    room_x: float
    room_y: float
    """Kept free of true points at the sides and at top and bottom, besides: names go there."""


def pin_radius(count: int) -> float:
    """The radius of the pins of a route of ``count`` stops, in pixels."""
    for most, radius in ((8, 17.0), (14, 16.0), (24, 14.0), (40, 11.0), (70, 9.0)):
        if count <= most:
            return radius
    return 7.0


def arrange(stops: Sequence[tuple[float, float]], passed: Sequence[tuple[float, float]],
            frame: Frame, max_scale: float) -> Arrangement:
    """Fit ``stops`` (and the points ``passed`` on the way) into ``frame``, and spread the pins.

    Points are in the plane of the backdrop; ``max_scale`` is in pixels per unit of that plane.
    """
    radius = pin_radius(len(stops))
    room_x, room_y = (frame.margin + radius + room for room in (frame.room_x, frame.room_y))
    view = _fit(stops, passed, frame, max_scale, (room_x, room_y, room_x, room_y))
    anchors = _seen(stops, view)
    if len(stops) > _CROWD:
        return Arrangement(view, radius, tuple(
            Pin(round(x), round(y), round(x), round(y), -1) for x, y in anchors), ())
    groups = _clusters(anchors, radius)
    lenses = _lenses(groups, anchors, radius)
    while lenses and not _leaves_room(
            rooms := _rooms(anchors, lenses, frame.margin, room_x, room_y), frame):
        radius *= 0.85  # a ring of so many pins would be larger than the picture
        lenses = _lenses(groups, anchors, radius)
    if lenses:  # make room for those at the edge: the scale changes a little
        view = _fit(stops, passed, frame, max_scale, rooms)
        anchors = _seen(stops, view)
        lenses = _lenses(groups, anchors, radius)
    while True:
        arrangement = _arranged(anchors, lenses, radius, frame, view)
        if arrangement:
            return arrangement
        radius *= 0.85
        lenses = _lenses(groups, anchors, radius)


def _fit(stops: Sequence[tuple[float, float]], passed: Sequence[tuple[float, float]], frame: Frame,
         max_scale: float, room: tuple[float, float, float, float]) -> View:
    """The largest view that leaves ``room`` (west, north, east, south) round the stops."""
    points = [*stops, *passed]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    west, east, north, south = min(xs), max(xs), min(ys), max(ys)
    wide = frame.width - room[0] - room[2]
    high = frame.height - room[1] - room[3]
    scale = min(wide / max(east - west, 1e-9), high / max(south - north, 1e-9), max_scale)
    return View(scale, room[0] + wide / 2 - (west + east) / 2 * scale,
                room[1] + high / 2 - (north + south) / 2 * scale)


def _leaves_room(rooms: tuple[float, float, float, float], frame: Frame) -> bool:
    """Whether a third of the picture is left for the stops, each way."""
    west, north, east, south = rooms
    return 3 * (west + east) < 2 * frame.width and 3 * (north + south) < 2 * frame.height


def _seen(points: Sequence[tuple[float, float]], view: View) -> list[tuple[float, float]]:
    scale, dx, dy = view
    return [(x * scale + dx, y * scale + dy) for x, y in points]


def _rooms(anchors: Sequence[tuple[float, float]], lenses: Sequence[Lens], margin: float,
           room_x: float, room_y: float) -> tuple[float, float, float, float]:
    """What must stay free on each side so that the lenses fit in."""
    xs, ys = [x for x, _ in anchors], [y for _, y in anchors]
    west, north, east, south = min(xs), min(ys), max(xs), max(ys)
    return (max(room_x, *(margin + lens.radius - (lens.x - west) for lens in lenses)),
            max(room_y, *(margin + lens.radius - (lens.y - north) for lens in lenses)),
            max(room_x, *(margin + lens.radius - (east - lens.x) for lens in lenses)),
            max(room_y, *(margin + lens.radius - (south - lens.y) for lens in lenses)))


def _clusters(anchors: Sequence[tuple[float, float]], radius: float) -> list[list[int]]:
    """Stops whose pins would pile up, by single linkage; each in order of the route."""
    near = (2 * radius) ** 2
    group = list(range(len(anchors)))
    for i, (x, y) in enumerate(anchors):
        for j in range(i):
            if group[i] != group[j]:
                other_x, other_y = anchors[j]
                if (x - other_x) ** 2 + (y - other_y) ** 2 < near:
                    old, new = group[i], group[j]
                    group = [new if g == old else g for g in group]
    members: dict[int, list[int]] = {}
    for i, g in enumerate(group):
        members.setdefault(g, []).append(i)
    return [some for some in members.values() if len(some) >= _CLUSTER]


def _lenses(groups: Sequence[Sequence[int]], anchors: Sequence[tuple[float, float]],
            radius: float) -> list[Lens]:
    """A lens for each cluster that one helps; none when it would hold the whole route."""
    lenses = []
    for some in groups:
        if len(some) == len(anchors):
            continue
        xs, ys = [anchors[i][0] for i in some], [anchors[i][1] for i in some]
        at_x, at_y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
        reach = max(hypot(x - at_x, y - at_y) for x, y in zip(xs, ys, strict=True))
        # A ring of all its pins fits whatever happens; a larger one lets them stand true.
        ring = (radius + GAP / 2 + 1) / sin(pi / len(some)) + 1
        size = ceil(max(ring, min(_AMPLE * ring, _LENS_MOST)) + radius + _LENS_PAD)
        power = (size - radius - _LENS_PAD) / max(reach, 1.0)
        if power >= _WORTH:
            lenses.append(Lens(round(at_x), round(at_y), size, at_x, at_y, power, tuple(some)))
    return lenses


def _arranged(anchors: Sequence[tuple[float, float]], lenses: Sequence[Lens], radius: float,
              frame: Frame, view: View) -> Arrangement | None:
    lens_of = {i: k for k, lens in enumerate(lenses) for i in lens.members}
    free = [i for i in range(len(anchors)) if i not in lens_of]
    discs = [(lens.at_x, lens.at_y, float(lens.radius)) for lens in lenses]
    discs += [(*anchors[i], radius) for i in free]
    settled = settle(discs, len(lenses), frame)
    if settled is None:
        return None
    pins: dict[int, Pin] = {}
    for i, (x, y) in zip(free, settled[len(lenses):], strict=True):
        pins[i] = Pin(round(x), round(y), round(anchors[i][0]), round(anchors[i][1]), -1)
    placed = []
    for k, (lens, (x, y)) in enumerate(zip(lenses, settled, strict=False)):
        here = lens._replace(x=round(x), y=round(y))
        placed.append(here)
        inner = [((x - lens.at_x) * lens.power, (y - lens.at_y) * lens.power)
                 for x, y in (anchors[i] for i in lens.members)]
        shown = _settle_in_lens(inner, radius, lens.radius - radius - _LENS_PAD + 1)
        for i, at, (px, py) in zip(lens.members, inner, shown, strict=True):
            pins[i] = Pin(round(here.x + px), round(here.y + py),
                          round(here.x + at[0]), round(here.y + at[1]), k)
    return Arrangement(view, radius, tuple(pins[i] for i in range(len(anchors))), tuple(placed))


def settle(discs: Sequence[tuple[float, float, float]], lenses: int,
           frame: Frame) -> list[tuple[float, float]] | None:
    """Push discs (x, y, radius) apart within the frame; the first ``lenses`` give way to pins.

    A pin keeps clear of the true points of the pins that it overlaps, so that leaders show.
    None when there is no room for all.
    """
    xs, ys, radii = ([disc[k] for disc in discs] for k in range(3))
    crowded: set[int] = set()
    for turn in range(_ROUNDS):
        pushed = _push_apart(xs, ys, radii, lenses)
        crowded |= {n for n in pushed if n >= lenses}
        moved = bool(pushed)
        if turn < _ROUNDS // 4:
            moved |= _clear_anchors(crowded, discs, xs, ys)
        moved |= _bring_back(xs, ys, radii, frame)
        if not moved:
            return list(zip(xs, ys, strict=True))
    return _scattered(list(zip(xs, ys, radii, strict=True)), frame)


def _push_apart(xs: list[float], ys: list[float], radii: Sequence[float],
                lenses: int = 0) -> set[int]:
    """Push each two discs that overlap apart; which were moved. The first ``lenses`` give way."""
    moved: set[int] = set()
    for i in range(len(xs)):
        for j in range(i):
            need = radii[i] + GAP + radii[j]
            dx, dy = xs[i] - xs[j], ys[i] - ys[j]
            if not (-need < dx < need and -need < dy < need):
                continue
            apart = hypot(dx, dy)
            if apart >= need:
                continue
            moved |= {i, j}
            push = need - apart + _OVERSHOOT
            if apart < 1e-6:  # the same point: part by a fixed angle
                dx, dy, apart = cos(i * _GOLDEN), sin(i * _GOLDEN), 1.0
                push = need + _OVERSHOOT
            dx, dy = dx / apart * push, dy / apart * push
            # A lens shows where it points; a pin should stay where it is true.
            share = 0.5 if (i < lenses) == (j < lenses) else float(i < lenses)
            xs[i] += dx * share
            ys[i] += dy * share
            xs[j] -= dx * (1 - share)
            ys[j] -= dy * (1 - share)
    return moved


def _bring_back(xs: list[float], ys: list[float], radii: Sequence[float], frame: Frame) -> bool:
    """Bring discs that left the frame back into it; whether any had."""
    moved = False
    for i, radius in enumerate(radii):
        low = frame.margin + radius
        for along, length in ((xs, frame.width), (ys, frame.height)):
            if not low <= along[i] <= length - low:
                along[i] = min(max(along[i], low), length - low)
                moved = True
    return moved


def _clear_anchors(crowded: set[int], discs: Sequence[tuple[float, float, float]],
                   xs: list[float], ys: list[float]) -> bool:
    """Push pins off the true points of crowded pins; whether any moved."""
    moved = False
    order = sorted(crowded)
    for i in order:
        need = discs[i][2] + GAP + 1
        for j in order:
            dx, dy = xs[i] - discs[j][0], ys[i] - discs[j][1]
            apart = hypot(dx, dy)
            if 1e-6 < apart < need:
                push = (need - apart + _OVERSHOOT) / apart
                xs[i] += dx * push
                ys[i] += dy * push
                moved = True
    return moved


def _scattered(discs: Sequence[tuple[float, float, float]],
               frame: Frame) -> list[tuple[float, float]] | None:
    """Largest first, each at the free spot nearest to where it is, along a spiral."""
    placed: dict[int, tuple[float, float, float]] = {}
    for i in sorted(range(len(discs)), key=lambda i: (-discs[i][2], i)):
        x0, y0, radius = discs[i]
        low = frame.margin + radius
        step = _SPIRAL_STEP * radius
        turns = int((hypot(frame.width, frame.height) / step) ** 2)
        for k in range(turns):
            away = step * k**0.5
            x, y = x0 + away * cos(k * _GOLDEN), y0 + away * sin(k * _GOLDEN)
            if (low <= x <= frame.width - low and low <= y <= frame.height - low
                    and all(hypot(x - other[0], y - other[1]) >= radius + other[2] + GAP
                            for other in placed.values())):
                placed[i] = (x, y, radius)
                break
        else:
            return None
    return [placed[i][:2] for i in range(len(discs))]


def _settle_in_lens(points: Sequence[tuple[float, float]], radius: float,
                    reach: float) -> list[tuple[float, float]]:
    """Push the pins of a lens apart within ``reach`` of its middle, else set them in a ring."""
    xs, ys, radii = [x for x, _ in points], [y for _, y in points], [radius] * len(points)
    for _ in range(_ROUNDS // 2):
        moved = bool(_push_apart(xs, ys, radii))
        moved |= _draw_within(xs, ys, reach)
        if not moved:
            return list(zip(xs, ys, strict=True))
    return _ring(points, reach)


def _draw_within(xs: list[float], ys: list[float], reach: float) -> bool:
    """Bring what left a circle around the middle back to its rim; whether any had."""
    moved = False
    for i, (x, y) in enumerate(zip(xs, ys, strict=True)):
        away = hypot(x, y)
        if away > reach + 1e-6:
            xs[i] *= reach / away
            ys[i] *= reach / away
            moved = True
    return moved


def _ring(points: Sequence[tuple[float, float]], reach: float) -> list[tuple[float, float]]:
    """As many points around the middle, in the order in which these lie about it."""
    angles = [atan2(y, x) for x, y in points]
    order = sorted(range(len(points)), key=lambda i: (angles[i], i))
    turn, start = 2 * pi / len(points), angles[order[0]]
    ring = {i: (reach * cos(start + k * turn), reach * sin(start + k * turn))
            for k, i in enumerate(order)}
    return [ring[i] for i in range(len(points))]
