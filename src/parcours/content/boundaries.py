"""``outlines.geojson`` to the boundaries of communes: whether a point lies within one, or how far.

The file is optional. Its features are polygons; those with a ``code`` are communes, by INSEE code,
and those with a ``territory`` are `territory_outlines`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians

from parcours.content.outline_file import BadOutlineError, OutlineFile, Parts, polygons_of
from parcours.diagnostics.diagnostic import Diagnostic, Words, error
from parcours.geo.points import EARTH_RADIUS_M, Bounds, LatLon
from parcours.source.tree import MAX_FAULTS

_NORTH_M = radians(1) * EARTH_RADIUS_M
"""Metres in a degree of latitude."""


@dataclass(frozen=True, slots=True)
class Boundary:
    """Where a commune or a territory ends."""

    parts: Parts
    box: Bounds

    def outside_m(self, point: LatLon) -> float:
        """How far outside a point lies, in metres; 0 within."""
        if self.holds(point):
            return 0.0
        import shapely  # takes longer to import than to ask all our places: only for a stray one

        east_m = _NORTH_M * cos(radians(point.lat))
        drawn = [[[((lon - point.lon) * east_m, (lat - point.lat) * _NORTH_M)
                   for lon, lat in ring] for ring in part] for part in self.parts]
        shape = shapely.MultiPolygon([(rings[0], rings[1:]) for rings in drawn])
        return float(shape.distance(shapely.Point(0, 0)))

    def holds(self, point: LatLon) -> bool:
        """Whether a line due west from the point crosses the boundary an odd number of times."""
        crossings = 0
        for ring in (ring for part in self.parts for ring in part) if self.may_hold(point) else ():
            for (west, south), (east, north) in pairwise(ring):
                if (south > point.lat) != (north > point.lat) and point.lon > west + (
                        point.lat - south) * (east - west) / (north - south):
                    crossings += 1
        return crossings % 2 == 1

    def may_hold(self, point: LatLon) -> bool:
        """Whether the point lies in the box round it; quick."""
        return (self.box.west <= point.lon <= self.box.east
                and self.box.south <= point.lat <= self.box.north)


def code_at(point: LatLon, boundaries: Mapping[str, Boundary]) -> str:
    """The INSEE code of the commune that a point lies in; empty where no boundary holds it."""
    around = sorted(code for code, one in boundaries.items() if one.may_hold(point))
    within = (code for code in around if boundaries[code].holds(point))
    on_the_edge = (code for code in around if boundaries[code].outside_m(point) == 0)
    return next(within, "") or next(on_the_edge, "")  # to measure takes long, and is seldom needed


def boundaries_of(read: OutlineFile) -> tuple[dict[str, Boundary], list[Diagnostic]]:
    """Those features that are communes, by INSEE code, and what is wrong with the others."""
    found: dict[str, Boundary] = {}
    faults: list[Diagnostic] = []
    for feature in read.features:
        code = feature.properties.get("code")
        if not isinstance(code, str):
            continue  # a territory's, or of another purpose
        try:
            if code in found:
                raise BadOutlineError(
                    Words("cette commune est là deux fois", "this commune comes twice"),
                    Words("gardez un seul contour par commune", "keep one outline a commune"))
            found[code] = boundary(polygons_of(feature.geometry))
        except BadOutlineError as bad:
            faults.append(error(bad.code, read.span(feature), Words(
                f"objet {feature.number} ({code[:10]}) : {bad.message.fr}",
                f"feature {feature.number} ({code[:10]}): {bad.message.en}"), bad.hint))
        if len(faults) >= MAX_FAULTS:
            break
    return found, faults


def boundary(parts: Parts) -> Boundary:
    """Polygons with the box round them."""
    lons, lats = zip(*(point for part in parts for point in part[0]), strict=True)
    return Boundary(parts, Bounds(min(lons), min(lats), max(lons), max(lats)))
