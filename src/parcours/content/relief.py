"""Heights along a path to what a visitor climbs, by one stated algorithm.

Each piece of a path is resampled every 5 m, smoothed with a Gaussian of 20 m (cut at 80 m, the ends
mirrored through their own point), and what rises or falls by 2 m at least is added up. Devices are
metres off from one point to the next: adding every rise tells a tenth to a third too much.

Heights count as real only where a file has them all along and they are not all the same. One that
leaps up or down like no path, a receiver's or a program's for want of another, is none.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import exp, fsum
from operator import mul
from statistics import median

STEP_M = 5.0
_SIGMA_M = 20.0
_RADIUS_M = 80.0
_REVERSAL_M = 2.0
_THIN_M = 0.5
_FLAT_M = 1.0
"""Heights that differ by less are one value that a program filled in."""
_WITHOUT_M = 1000.0
"""The longest way without a height; a straight line over it would be made up."""
_SPARSE_M = 250.0
"""From one height to the next on average, at most."""
_LEAP_M = 50.0
_LEAP_SLOPE, _CLIFF_SLOPE = 2.0, 5.0
"""From one height to the next nobody walks so far up and down again, where it is as steep as the
first; nor up or down alone, where it is as steep as the second: ladders of mountains are 3."""
_SEA_M = 30.0
"""A height of exactly 0 on a path this high is a gap in the data."""

Sample = tuple[float, float]
"""Metres along the path, metres above the sea."""


class NoRelief(StrEnum):
    """Why a path has no profile."""

    MISSING = "missing"  # no heights, or too few
    FLAT = "flat"  # all the same


@dataclass(frozen=True, slots=True)
class Relief:
    """What the heights of a path come to."""

    climb_m: float
    descent_m: float
    profiles: tuple[tuple[Sample, ...], ...]
    """Each piece, smoothed, as few samples as are right within half a metre; distances run on from
    piece to piece."""

    @property
    def lowest_m(self) -> float:
        """The lowest point, in metres above the sea."""
        return min(height for piece in self.profiles for _, height in piece)

    @property
    def highest_m(self) -> float:
        """The highest point, in metres above the sea."""
        return max(height for piece in self.profiles for _, height in piece)


def relief(pieces: Sequence[Sequence[tuple[float, float | None]]]) -> Relief | NoRelief:
    """The relief of a path, given for each point of each piece the metres along the path and the
    height, if it has one."""
    heights = [height for piece in pieces for _, height in piece if height is not None]
    if not heights:
        return NoRelief.MISSING
    nought = median(heights) > _SEA_M
    known = [_believed([(at, height) for at, height in piece
                        if height is not None and not (nought and height == 0)])
             for piece in pieces]
    told = [height for piece in known for _, height in piece]
    if told and max(told) - min(told) < _FLAT_M:
        return NoRelief.FLAT
    if not all(map(_is_dense, known, pieces)):
        return NoRelief.MISSING
    profiles, climb_m, descent_m = [], 0.0, 0.0
    for some, piece in zip(known, pieces, strict=True):
        profile = _smoothed(some, piece[0][0], piece[-1][0])
        rises, falls = rise_and_fall([height for _, height in profile])
        profiles.append(_thinned(profile))
        climb_m, descent_m = climb_m + rises, descent_m + falls
    return Relief(climb_m, descent_m, tuple(profiles))


def _believed(known: Sequence[Sample]) -> list[Sample]:
    """The heights of a piece without those that a leap parts from most of it.

    A leap there and back is a receiver's; one alone may be a cliff, unless it is steeper yet.
    """
    runs = _runs(known, _LEAP_SLOPE)
    kept = runs[:1]
    for n, run in enumerate(runs[1:], 1):
        after = runs[n + 1] if n + 1 < len(runs) else None
        there_and_back = after is not None and _leaps(kept[-1][-1], run[0], _LEAP_SLOPE) and not (
            _leaps(kept[-1][-1], after[0], _LEAP_SLOPE))
        if after is None or not there_and_back or _length_m(run) > (
                _length_m(kept[-1]) + _length_m(after)):
            kept.append(run)
    runs = _runs([sample for run in kept for sample in run], _CLIFF_SLOPE)
    return [*max(runs, key=_length_m, default=[])]


def _runs(known: Sequence[Sample], slope: float) -> list[list[Sample]]:
    """The heights between leaps as steep as that."""
    runs: list[list[Sample]] = []
    for sample in known:
        if not runs or _leaps(runs[-1][-1], sample, slope):
            runs.append([])
        runs[-1].append(sample)
    return runs


def _length_m(run: Sequence[Sample]) -> float:
    return run[-1][0] - run[0][0] if run else 0.0


def _leaps(before: Sample, after: Sample, slope: float) -> bool:
    rise_m = abs(after[1] - before[1])
    return rise_m > _LEAP_M and rise_m > slope * (after[0] - before[0])


def _is_dense(known: Sequence[Sample], piece: Sequence[tuple[float, float | None]]) -> bool:
    """Whether a piece has a height often enough from its start to its end."""
    if not known:
        return False
    stands = [piece[0][0], *(at for at, _ in known), piece[-1][0]]
    length_m = stands[-1] - stands[0]
    longest_m = max(after - before for before, after in pairwise(stands))
    return longest_m <= _WITHOUT_M and length_m <= _SPARSE_M * len(known)


def _smoothed(known: Sequence[Sample], start_m: float, end_m: float) -> list[Sample]:
    """Heights about every 5 m from start to end, smoothed."""
    count = max(1, round((end_m - start_m) / STEP_M))
    step_m = (end_m - start_m) / count
    at = [start_m + n * step_m for n in range(count + 1)]
    raw = [*heights_at(known, at)]
    radius = round(_RADIUS_M / STEP_M)
    weights = [exp(-((n * STEP_M / _SIGMA_M) ** 2) / 2) for n in range(-radius, radius + 1)]
    total = fsum(weights)
    weights = [weight / total for weight in weights]
    padded, room = raw, 0
    while room < radius:  # mirrored through both ends, which so keep their height
        more = min(len(padded) - 1, radius - room)
        before = [2 * padded[0] - padded[n] for n in range(more, 0, -1)]
        after = [2 * padded[-1] - padded[-1 - n] for n in range(1, more + 1)]
        padded, room = [*before, *padded, *after], room + more
    width = 2 * radius + 1
    return [(metres, fsum(map(mul, weights, padded[n:n + width])))
            for n, metres in enumerate(at)]


def heights_at(known: Sequence[Sample], at: Iterable[float]) -> Iterator[float]:
    """Heights so many metres along a path, linear between those that are known."""
    stands = [metres for metres, _ in known]
    for metres in at:
        after = bisect_right(stands, metres)
        if after == 0:
            yield known[0][1]
        elif after == len(known):
            yield known[-1][1]
        else:
            (x0, y0), (x1, y1) = known[after - 1], known[after]
            yield y0 + (y1 - y0) * (metres - x0) / (x1 - x0)


def rise_and_fall(heights: Sequence[float]) -> tuple[float, float]:
    """Metres up and metres down in all, between the turns of 2 m or more."""
    steps = [after - before for before, after in pairwise(_turns(heights))]
    return fsum(step for step in steps if step > 0), -fsum(step for step in steps if step < 0)


def _turns(heights: Sequence[float]) -> list[float]:
    """The start, the heights at which the path turns by 2 m or more, and the last extreme."""
    turns = [heights[0]]
    low = high = heights[0]
    rising: bool | None = None
    for height in heights:
        low, high = min(low, height), max(high, height)
        if not rising and height - low >= _REVERSAL_M:
            turns.append(low)
            high, rising = height, True
        elif rising is not False and high - height >= _REVERSAL_M:
            turns.append(high)
            low, rising = height, False
    return turns if rising is None else [*turns, high if rising else low]


def _thinned(profile: Sequence[Sample]) -> tuple[Sample, ...]:
    """The samples that are needed to be right within half a metre."""
    from shapely import LineString, get_coordinates

    kept = get_coordinates(LineString(profile).simplify(_THIN_M, preserve_topology=False))
    return tuple((float(at), float(height)) for at, height in kept)
