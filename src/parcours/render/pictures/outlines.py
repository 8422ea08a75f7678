"""A territory's shape: its outline where the folder has it, else one drawn from its communes.

The latter needs no survey of the boundaries: a disc round each commune's point, as large as the
commune, merges with its neighbours. It is for pictures and says nothing of where a boundary runs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import pairwise
from math import fsum, pi, sqrt
from types import MappingProxyType
from typing import TYPE_CHECKING

from parcours.content.boundaries import Boundary
from parcours.content.outline_file import Ring
from parcours.content.sides import Outline, Side, Town
from parcours.format.model import Commune
from parcours.geo.plane import Plane
from parcours.geo.points import LatLon

if TYPE_CHECKING:
    from shapely import Polygon
    from shapely.geometry.base import BaseGeometry

_REACH = 1.25
"""A disc's radius, in radii of a round commune of the same area: neighbours then overlap."""
_CLOSING_M = 2_500
"""Bays and gaps narrower than twice this are filled."""
_OPENING_M = 700
"""Spits narrower than twice this are dropped."""
_GAP_M = 700
"""What is left free between two territories, so that both edges can be seen."""
_SIMPLIFY_M = 250
_MEANINGFUL = 0.03
"""Islands smaller than this fraction of the largest part of a territory are dropped."""
_QUARTER_SEGMENTS = 6
"""Sides of a quarter of a disc: rounder ones only make the union slower."""
_MARGIN_M = 50_000
"""How far the zones reach beyond the outermost communes."""


def outlines(communes: Iterable[Commune], sides: Mapping[str, Side],
             known: Mapping[str, Boundary] = MappingProxyType({})) -> tuple[Outline, ...]:
    """The shape of each territory of ``sides``, in the order of ``sides``: as ``known``, by
    territory, or made from its communes."""
    shapes = ({} if all(id in known for id in sides) else schematic(communes, sides))
    return tuple(_surveyed(side, known[id]) if id in known else Outline(side, shapes.get(id, ()))
                 for id, side in sides.items())


def _surveyed(side: Side, boundary: Boundary) -> Outline:
    """Where a territory ends, its largest part first."""
    parts = sorted(boundary.parts, key=lambda part: -abs(_turned(part[0])))
    return Outline(side, tuple(
        # a hole turns the other way than what it is in: then it is left open, however it is filled
        tuple(LatLon(lat, lon) for lon, lat in (ring if (_turned(ring) > 0) == (n == 0)
                                                else ring[::-1]))
        for part in parts for n, ring in enumerate(part)), surveyed=True)


def _turned(ring: Ring) -> float:
    """The area of a ring in square degrees; negative where it goes round clockwise."""
    return fsum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2


def schematic(communes: Iterable[Commune],
              sides: Collection[str]) -> dict[str, tuple[tuple[LatLon, ...], ...]]:
    """Rings for each territory of ``sides`` that has communes; those of others are left out.

    Shapes do not overlap. Holes are filled. Rings are sorted, the largest first.
    """
    import shapely  # takes longer to import than the rest of the package: only here

    of: dict[str, list[Commune]] = defaultdict(list)
    for commune in sorted(communes, key=lambda commune: commune.code):
        if commune.territory in sides:
            of[commune.territory].append(commune)
    if not of:
        return {}
    every = [commune for some in of.values() for commune in some]
    plane = Plane(LatLon(fsum(c.lat for c in every) / len(every),
                          fsum(c.lon for c in every) / len(every)))
    zones = _zones(of, plane)

    def shape(territory: str) -> tuple[tuple[LatLon, ...], ...]:
        discs = [shapely.Point(plane.xy(*c.position)).buffer(
                     _REACH * 1000 * sqrt(c.area_km2 / pi), _QUARTER_SEGMENTS)
                 for c in of[territory]]
        closed = _grown(_grown(shapely.union_all(discs), _CLOSING_M), -_CLOSING_M)
        apart = closed.intersection(_grown(zones[territory], -_GAP_M / 2 - _SIMPLIFY_M))
        calm = _grown(_grown(apart, -_OPENING_M), _OPENING_M).simplify(_SIMPLIFY_M)
        parts = sorted(_polygons(calm), key=lambda part: (-part.area, part.bounds))
        return tuple(_ring(part.exterior.coords, plane) for part in parts
                     if part.area >= _MEANINGFUL * parts[0].area)

    return {territory: shape(territory) for territory in of}


def main_towns(communes: Iterable[Commune], sides: Mapping[str, Side]) -> tuple[Town, ...]:
    """The communes of ``sides``, the largest first: those that a picture names first.

    In the country the area of a commune follows its old importance well enough; the city's own
    commune is the largest of its territory.
    """
    known = sorted((commune for commune in communes if commune.territory in sides),
                   key=lambda commune: (-commune.area_km2, commune.code))
    return tuple(Town(commune.name, commune.position, commune.territory) for commune in known)


def _ring(coordinates: Iterable[tuple[float, ...]], plane: Plane) -> tuple[LatLon, ...]:
    # four decimals are about 10 m, far finer than the shape is true
    return tuple(plane.point(xy[0], xy[1], 4) for xy in coordinates)


def _zones(of: Mapping[str, list[Commune]], plane: Plane) -> dict[str, BaseGeometry]:
    """What is nearer to a commune of each territory than to any commune of the others."""
    import shapely

    owner = {plane.xy(*commune.position): territory
             for territory, some in of.items() for commune in some}
    points = shapely.MultiPoint(list(owner))
    around = points.envelope.buffer(_MARGIN_M)
    if len(of) == 1 or len(owner) == 1:  # the Voronoi diagram of a single point is empty
        return dict.fromkeys(of, around)
    cells = _polygons(shapely.voronoi_polygons(points, extend_to=around))
    tree = shapely.STRtree(cells)
    owned: dict[str, list[Polygon]] = defaultdict(list)
    for xy, territory in owner.items():
        owned[territory].append(cells[int(tree.nearest(shapely.Point(xy)))])
    # empty for a territory whose communes all lie on points of another one
    return {territory: shapely.union_all(owned.get(territory, [])) for territory in of}


def _grown(shape: BaseGeometry, by_m: float) -> BaseGeometry:
    """A shape grown, or shrunk, by metres."""
    return shape.buffer(by_m, quad_segs=_QUARTER_SEGMENTS)


def _polygons(geometry: BaseGeometry) -> list[Polygon]:
    import shapely

    return [part for part in shapely.get_parts(geometry).tolist()
            if isinstance(part, shapely.Polygon) and not part.is_empty]
