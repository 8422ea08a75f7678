"""The two sides that a route joins: a territory as renderers need it, its shape, its towns."""

from __future__ import annotations

from dataclasses import dataclass

from parcours.format.choices import Character
from parcours.format.text import Text
from parcours.geo.points import LatLon


@dataclass(frozen=True, slots=True)
class Side:
    """One territory as a renderer needs it."""

    id: str
    name: Text
    character: Character


@dataclass(frozen=True, slots=True)
class Outline:
    """A territory's schematic shape: rings of WGS84 points, each closed (first point repeated)."""

    side: Side
    rings: tuple[tuple[LatLon, ...], ...]


@dataclass(frozen=True, slots=True)
class Town:
    """A commune's name and point, shown on pictures and on maps without tiles."""

    name: str
    position: LatLon
    territory: str
