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
    """A territory's shape: rings of WGS84 points, each closed (first point repeated). A ring within
    another is a hole."""

    side: Side
    rings: tuple[tuple[LatLon, ...], ...]
    surveyed: bool = False
    """Whether the shape is where the territory ends; else it is schematic, made from communes."""


@dataclass(frozen=True, slots=True)
class Town:
    """A commune's name and point, shown on pictures and on maps without tiles."""

    name: str
    position: LatLon
    territory: str
