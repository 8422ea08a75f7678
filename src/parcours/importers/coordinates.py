"""The coordinates of KML, ``lon,lat[,height]`` parted by blanks, also as people mistype them.

Blanks after the commas, blanks or commas alone, decimal commas: a text is read as one of these
only when no other reading gives a path that could be one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from math import isfinite

from parcours.diagnostics.diagnostic import Words
from parcours.importers import geometry, plain, positions
from parcours.importers.found import TrackPoint
from parcours.importers.positions import Position
from parcours.importers.untrusted import MAX_POINTS

_NEAR_DEG = 2.0
"""Two points of a path that follow one another are nearer than this."""
_METRES = 1000.0
"""Whole numbers past this are no degrees that lost their decimals."""
_PARTED = 20_000
"""Texts longer than this, in characters, are read as the standard says or not at all."""


def line(text: str) -> list[TrackPoint | None] | None:
    """The points of a line; None where a text holds no line that can be read."""
    tokens = text.split()
    standard = [token.split(",") for token in tokens[:MAX_POINTS + 1]]
    if standard and all(len(parts) in (2, 3) and _numbers(parts) for parts in standard) and not (
            _whole(standard)):
        return [point(parts) for parts in standard]
    if sum(len(parts) in (2, 3) and _numbers(parts) is not None for parts in standard) > (
            0.9 * len(standard)) and not _whole(standard):
        return [point(parts) for parts in standard]  # a few points are broken, and told
    readings = [one for one in _readings(text[:_PARTED]) if _is_path(one)] if (
        len(text) <= _PARTED) else []
    return [*readings[0]] if len(readings) == 1 else None


def single(text: str) -> Position:
    """The position of a point, or why there is none."""
    said = " ".join(text.split())
    parts = said.split(" ")[0].split(",") if "," in said and ", " not in said else []
    if len(parts) in (2, 3) and (numbers := _numbers(parts)) and (
            not _whole([parts]) or max(map(abs, numbers[:2])) > _METRES or not any(numbers[:2])):
        return positions.projected(numbers[0], numbers[1])
    readings = {(one[0].lat, one[0].lon) for one in _readings(said) if len(one) == 1 and one[0]}
    if len(readings) == 1:
        lat, lon = readings.pop()
        return positions.projected(lon, lat)
    shown = plain.line(said[:80])
    return Position(bad=Words(f"la position « {shown} » (illisible)",
                              f"the position '{shown}' (unreadable)"))


def point(parts: Sequence[str]) -> TrackPoint | None:
    """Longitude, latitude and perhaps a height, as text."""
    lon, lat, height = [*parts, None, None, None][:3]
    return geometry.point(lat, lon, height)


def _numbers(parts: Sequence[str]) -> list[float] | None:
    try:
        numbers = [float(part) for part in parts]
    except ValueError:
        return None
    return numbers if all(map(isfinite, numbers)) else None


def _whole(points: Sequence[Sequence[str]]) -> bool:
    """Whether all are whole degrees: such points are decimal commas misread, or of no use."""
    return all("." not in part and "e" not in part.lower()
               for parts in points for part in parts[:2])


def _readings(text: str) -> list[list[TrackPoint]]:
    """What a text may mean, apart from what the standard says: each reading that is on the globe.
    """
    found: list[list[TrackPoint]] = []
    if "." in text:
        numbers = re.findall(r"[^\s,;]+", text)
        sizes = (3, 2)
    else:  # every other comma is a decimal one
        numbers = [f"{one}.{other}" for one, other in
                   re.findall(r"(-?\d+),(\d+)", re.sub(r"\s*;\s*", " ", text))]
        rest = re.sub(r"-?\d+,\d+", "", text)
        if re.search(r"\d", rest):
            numbers = _with_whole_heights(text)
        sizes = (3, 2)
    for size in sizes:
        if numbers and len(numbers) % size == 0:
            points = [point(numbers[at:at + size]) for at in range(0, len(numbers), size)]
            kept = [one for one in points if one is not None]
            if len(kept) == len(points):
                found.append(kept)
    return found


def _with_whole_heights(text: str) -> list[str]:
    """``0,9774,43,7221,0``: two decimal numbers and a whole height, point by point."""
    groups = [re.fullmatch(r"(-?\d+),(\d+)[,;]\s*(-?\d+),(\d+)[,;]\s*(-?\d+)", token)
              for token in re.sub(r",\s+", ",", text).split()]
    if not groups or not all(groups):
        return []
    return [part for one in groups if one for part in (
        f"{one[1]}.{one[2]}", f"{one[3]}.{one[4]}", one[5])]


def _is_path(points: Sequence[TrackPoint]) -> bool:
    """Whether each point is near the one before: nobody goes about by leaps of continents."""
    return len(points) > 1 and all(
        abs(a.lat - b.lat) < _NEAR_DEG and abs(a.lon - b.lon) < _NEAR_DEG
        for a, b in pairwise(points))
