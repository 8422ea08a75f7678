"""The months of what a food route sells, as a wheel: a ring a product, twelve sectors a year.

Rings bear the numbers of the list beside the wheel, which says the same in words: nothing is told
by colour alone. Only classes are written, so that the wheel takes the colours of the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, pi, sin

from parcours.content.atlas import Atlas
from parcours.content.freshness import Level, level
from parcours.format.choices import Fact, Theme
from parcours.format.text import Text
from parcours.i18n.language import Language, language_of
from parcours.i18n.typography import typeset
from parcours.render.pictures.style import escaped
from parcours.render.words.day_rules import month_runs, months_in_words
from parcours.trip.trip import Trip

RINGS = 8
"""More would be too thin to number; the list names every product."""
_CENTRE = 160
_OUTER, _INNER = 122.0, 34.0
_LABELS = 141
_COLOURS = 3


@dataclass(frozen=True, slots=True)
class Season:
    """A product and its months, with the stops that sell it."""

    name: Text
    months: tuple[int, ...]
    places: tuple[Text, ...]
    unverified: tuple[Text, ...] = ()
    """Those of the stops whose products nobody verified."""


def seasons(trip: Trip, atlas: Atlas) -> tuple[Season, ...]:
    """What the stops of a food route sell in known months; nothing for other routes."""
    if Theme.FOOD not in trip.itinerary.themes:
        return ()
    found: dict[tuple[str, tuple[int, ...]], Season] = {}
    for visit in trip.visits:
        told = level(visit.place, Fact.PRODUCTS, atlas) is Level.TOLD
        for product in visit.place.products:
            months = tuple(sorted(set(product.months)))
            if not months:
                continue
            key = product.name.in_lang(trip.default_lang), months
            there = found.get(key, Season(product.name, months, ()))
            if visit.place.name not in there.places:
                there = Season(there.name, months, (*there.places, visit.place.name),
                               (*there.unverified, *([visit.place.name] if told else ())))
            found[key] = there
    # what has a season before what is always there
    return tuple(sorted(found.values(), key=lambda one: len(one.months) == 12))


def told(season: Season, language: Language, default_lang: str) -> str:
    """A product's line in the list, without its name: its months, where it is sold, and that
    nobody verified it."""
    def named(places: Sequence[Text]) -> str:
        return language.all_of([typeset(name.in_lang(language.code, default_lang), language.code)
                                for name in places])

    where = named(season.places)
    if season.unverified == season.places:
        where = language.say("{places}; not verified", places=where)
    elif season.unverified:
        where = language.say("{places}; not verified: {unverified}", places=where,
                             unverified=named(season.unverified))
    return language.say("{months} ({places})", months=months_in_words(season.months, language),
                        places=where)


def wheel(shown: Sequence[Season], language: Language) -> str:
    """The wheel as an SVG element without a name of its own: the list beside it tells it."""
    return _drawn(tuple(season.months for season in shown[:RINGS]), language.code)


@lru_cache(maxsize=512)
def _drawn(rings: tuple[tuple[int, ...], ...], code: str) -> str:
    language = language_of(code)
    step = min(26.0, (_OUTER - _INNER) / max(1, len(rings)))
    inmost = _OUTER - step * len(rings)
    parts = []
    for month in range(12):
        x1, y1 = _at(inmost - 6, month / 12)
        x2, y2 = _at(_OUTER + 6, month / 12)
        parts.append(f'<path class="pc-wheel__month" d="M{x1} {y1}L{x2} {y2}"/>')
    for n, months in enumerate(rings):
        radius = round(_OUTER - step * (n + 0.5), 1)
        thick, colour = round(step * 0.78, 1), n % _COLOURS
        parts.append(f'<circle class="pc-wheel__ring" cx="{_CENTRE}" cy="{_CENTRE}" r="{radius}"'
                     f' stroke-width="{thick}"/>')
        for run in month_runs(set(months)):
            parts.append(_arc(run, radius, thick, colour))
            x, y = _at(radius, (run[0] - 0.5) / 12)
            parts.append(f'<text class="pc-wheel__number pc-wheel__number--{colour}" x="{x}"'
                         f' y="{y}">{n + 1}</text>')
    for month in range(12):
        x, y = _at(_LABELS, (month + 0.5) / 12)
        name = escaped(language.month(month + 1, short=True))
        parts.append(f'<text x="{x}" y="{y}">{name}</text>')
    return (f'<svg class="pc-wheel" viewBox="0 0 {2 * _CENTRE} {2 * _CENTRE}" aria-hidden="true">'
            f'{"".join(parts)}</svg>')


def _arc(run: Sequence[int], radius: float, thick: float, colour: int) -> str:
    """Months that follow one another, as one stroke; a whole year is a circle."""
    css = f'class="pc-wheel__season pc-wheel__season--{colour}" stroke-width="{thick}"'
    if len(run) == 12:
        return f'<circle {css} cx="{_CENTRE}" cy="{_CENTRE}" r="{radius}"/>'
    gap = 0.004  # neighbouring seasons of two products stay apart
    x1, y1 = _at(radius, (run[0] - 1) / 12 + gap)
    x2, y2 = _at(radius, (run[0] - 1 + len(run)) / 12 - gap)
    far = int(len(run) > 6)
    return f'<path {css} d="M{x1} {y1}A{radius} {radius} 0 {far} 1 {x2} {y2}"/>'


def _at(radius: float, turn: float) -> tuple[float, float]:
    """A point of the wheel: January begins at the top, and the year runs clockwise."""
    angle = 2 * pi * turn
    # + 0.0, so that no minus zero is ever written
    return (round(_CENTRE + radius * sin(angle), 1) + 0.0,
            round(_CENTRE - radius * cos(angle), 1) + 0.0)
