"""The heights along a leg as a drawing and as a table, which say the same.

Only classes are written, so that the drawing takes the colours of the page, light or dark, and
prints in black. A gap in the path is a gap in the drawing: nobody knows the heights there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor

from parcours.content.relief import Relief, Sample, heights_at
from parcours.i18n.language import Language
from parcours.render.pictures.style import escaped
from parcours.render.words.paths import ON_ONES_OWN
from parcours.trip.trip import Trip

_WIDTH, _HEIGHT = 360, 132
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 12, 12, 24
_LEAST_RISE_M = 40.0
"""A canal is drawn flat, and not as alps of three metres."""
_NICE = (1, 2, 5)
_MOST_ROWS = 10


@dataclass(frozen=True, slots=True)
class Profile:
    """The heights along a leg: a drawing, and the same as a table."""

    drawing: str
    """SVG."""
    rows: tuple[tuple[str, str], ...]
    """How far from the start, how high."""


def profiles(trip: Trip, language: Language) -> dict[int, Profile]:
    """The profiles of the legs that one climbs oneself and whose heights are real, each by the
    number of the stop that it leads to."""
    return {leg.to_number: Profile(
        drawing(leg.relief, f"profil-{leg.to_number}", language),
        tuple(rows(leg.relief, language)))
        for leg in trip.legs if leg.relief is not None and leg.by in ON_ONES_OWN}


def drawing(relief: Relief, name: str, language: Language) -> str:
    """The profile of a leg as an SVG element; ``name`` makes its ids unlike those of others."""
    say = language.say
    start_m, end_m = _ends(relief)
    low, high, steps = _scale(relief)
    across = (_WIDTH - _LEFT - _RIGHT) / (end_m - start_m)
    up = (_HEIGHT - _TOP - _BOTTOM) / (high - low)

    def at(sample: Sample) -> tuple[float, float]:
        metres, height = sample
        return (round(_LEFT + (metres - start_m) * across, 1),
                round(_HEIGHT - _BOTTOM - (height - low) * up, 1))

    parts = []
    for height in steps:
        x, y = at((start_m, height))
        parts.append(f'<path class="pc-profile__rule" d="M{x} {y}H{_WIDTH - _RIGHT}"/>'
                     f'<text x="{_LEFT - 5}" y="{y + 4}" text-anchor="end">'
                     f"{escaped(metres(height, language))}</text>")
    floor_y = _HEIGHT - _BOTTOM
    for piece in relief.profiles:
        points = [at(sample) for sample in piece]
        line = "L".join(f"{x:g} {y:g}" for x, y in points)
        parts.append(f'<path class="pc-profile__ground" d="M{points[0][0]:g} {floor_y}L{line}'
                     f'V{floor_y}z"/><path class="pc-profile__line" d="M{line}"/>')
    for piece in relief.profiles[1:]:
        x, _ = at(piece[0])
        parts.append(f'<path class="pc-profile__gap" d="M{x:g} {_TOP}V{floor_y}"/>')
    for far in _marks(end_m - start_m, 6, 0):
        x, _ = at((start_m + far, low))
        anchor = "middle" if x < _WIDTH - _LEFT else "end"
        parts.append(f'<text x="{x:g}" y="{_HEIGHT - 7}" text-anchor="{anchor}">'
                     f"{escaped(_km(far, language))}</text>")
    return (f'<svg class="pc-profile__drawing" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
            f'aria-labelledby="{name}-nom {name}-dit"><title id="{name}-nom">'
            f'{escaped(say("Profile of this leg"))}</title><desc id="{name}-dit">'
            f"{escaped(described(relief, language))}</desc>{''.join(parts)}</svg>")


def described(relief: Relief, language: Language) -> str:
    """What the drawing shows, in a sentence."""
    start_m, end_m = _ends(relief)
    samples = [sample for piece in relief.profiles for sample in piece]
    top_m, top = max(samples, key=lambda sample: sample[1])
    return language.say(
        "From {start} to {end} above sea level, over {length}; the highest point, {top}, comes "
        "after {far}, the lowest is at {low}.",
        start=metres(samples[0][1], language), end=metres(samples[-1][1], language),
        length=language.km((end_m - start_m) / 1000), top=metres(top, language),
        far=_km(top_m - start_m, language), low=metres(relief.lowest_m, language))


def rows(relief: Relief, language: Language) -> list[tuple[str, str]]:
    """The table: how far, how high, at the start, at round distances and at the end."""
    start_m, end_m = _ends(relief)
    told = []
    for far in (*_marks(end_m - start_m, _MOST_ROWS, 0.4), end_m - start_m):
        piece = next(one for one in relief.profiles if start_m + far <= one[-1][0] + 0.01)
        (height,) = heights_at(piece, [start_m + far])
        told.append((_km(far, language), metres(height, language)))
    return told


def metres(height: float, language: Language) -> str:
    """A height in whole metres: ``217 m``."""
    return f"{language.number(height, 0)}\u00a0m"


def _ends(relief: Relief) -> tuple[float, float]:
    return relief.profiles[0][0][0], relief.profiles[-1][-1][0]


def _scale(relief: Relief) -> tuple[float, float, Sequence[float]]:
    """The lowest and highest height of the drawing, and the round ones to mark, two to five."""
    low, high = relief.lowest_m, relief.highest_m
    step = _nice(max(high - low, _LEAST_RISE_M) / 3)
    first, last = floor(low / step), ceil(high / step)
    last = max(last, first + ceil(_LEAST_RISE_M / step))
    return first * step, last * step, [n * step for n in range(first, last + 1)]


def _marks(length_m: float, most: int, clear: float) -> Iterator[float]:
    """Round distances along a leg from its start on, the end kept ``clear`` by so many of them."""
    step = _nice(length_m / most)
    n = 0
    while n * step <= length_m - step * clear:
        yield n * step
        n += 1


def _nice(at_least: float) -> float:
    """The smallest of 1, 2, 5, 10, 20… that is not less."""
    power = 1.0
    while True:
        for digit in _NICE:
            if digit * power >= at_least:
                return digit * power
        power *= 10


def _km(far_m: float, language: Language) -> str:
    """A distance along a leg: ``0``, ``500 m``, ``1,5 km``."""
    if far_m < 0.5:
        return "0"
    if far_m < 1000:
        return f"{language.number(far_m, 0)}\u00a0m"
    return f"{language.number(far_m / 1000, 1)}\u00a0km"
