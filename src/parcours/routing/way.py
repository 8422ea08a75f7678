"""What is asked of every provider and what it gives: points and a means, a line and its source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate, pairwise
from math import isfinite
from typing import TypeAlias

from parcours.diagnostics.diagnostic import Words
from parcours.geo.points import LatLon, distance_m

REACH_M = 150.0
"""How far from a point a way may begin or end: past it the point is on no way that is known."""
MAX_POINTS = 100_000


class Means(StrEnum):
    """The means that providers know."""

    WALK = "walk"
    BIKE = "bike"
    CAR = "car"


class NoWay(Exception):
    """There is no answer, or none to be trusted: why, in an editor's words."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


class Unreachable(NoWay):
    """Nobody answers: to ask for other ways would be to wait in vain."""


@dataclass(frozen=True, slots=True)
class Source:
    """Who computed a way, and from whose data."""

    program: str
    data: str
    author: str
    licence: str
    """The address of its text."""
    folder: str
    """Where its paths lie, below ``itineraries/``: data to be shared alike lie apart."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way in WGS84 degrees, from the first point asked for to the last."""

    points: tuple[LatLon, ...]
    heights_m: tuple[float, ...]
    """One a point; none where the provider has no real ones."""
    source: Source


Provider: TypeAlias = Callable[[Sequence[LatLon], Means], Way]
"""The points to go by, the first and the last among them, and the means. Raises `NoWay`."""


def line_of(pairs: object) -> tuple[LatLon, ...]:
    """Positions out of an answer, as ``(lat, lon)``; raises `NoWay` where any is none."""
    if not isinstance(pairs, list | tuple) or not 2 <= len(pairs) <= MAX_POINTS:
        raise unreadable()
    line = []
    for pair in pairs:
        if not isinstance(pair, list | tuple) or len(pair) < 2 or not all(
                isinstance(one, int | float) and isfinite(one) for one in pair[:2]):
            raise unreadable()
        lat, lon = float(pair[0]), float(pair[1])
        if not (abs(lat) <= 90 and abs(lon) <= 180):
            raise unreadable()
        line.append(LatLon(lat, lon))
    return tuple(line)


def joins(line: Sequence[LatLon], asked: Sequence[LatLon]) -> None:
    """Raise `NoWay` unless a line begins and ends where it was asked to.

    Services put a point that is on no way on the nearest one, however far, and say nothing.
    """
    for wanted, found, fr, en in ((asked[0], line[0], "part", "begins"),
                                  (asked[-1], line[-1], "finit", "ends")):
        off_m = distance_m(wanted, found)
        if off_m > REACH_M:
            raise NoWay(Words(
                f"le chemin proposé {fr} à {off_m:.0f} m du point demandé "
                f"({wanted.lat:.5f}, {wanted.lon:.5f})",
                f"the way offered {en} {off_m:.0f} m from the point asked for "
                f"({wanted.lat:.5f}, {wanted.lon:.5f})"))


def with_samples(line: Sequence[LatLon],
                 samples: Sequence[float]) -> tuple[tuple[LatLon, ...], tuple[float, ...]]:
    """A line with the points at which heights were taken, evenly from its start to its end, and
    the height of each point."""
    along = [0.0, *accumulate(distance_m(a, b) for a, b in pairwise(line))]
    step = along[-1] / (len(samples) - 1)
    points: list[LatLon] = [line[0]]
    heights = [samples[0]]
    taken = 1
    for (start_m, start), (end_m, end) in pairwise(zip(along, line, strict=True)):
        while taken < len(samples) - 1 and taken * step < end_m:
            part = (taken * step - start_m) / (end_m - start_m)
            points.append(LatLon(start.lat + (end.lat - start.lat) * part,
                                 start.lon + (end.lon - start.lon) * part))
            heights.append(samples[taken])
            taken += 1
        points.append(end)
        place = min(end_m / step, len(samples) - 1) if step else 0
        low = min(int(place), len(samples) - 2)
        heights.append(samples[low] + (samples[low + 1] - samples[low]) * (place - low))
    return tuple(points), tuple(heights)


def unreadable() -> NoWay:
    """An answer of another form than the documented one."""
    return NoWay(Words("la réponse n’a pas la forme attendue",
                       "the answer has not the form expected"))
