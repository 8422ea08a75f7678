"""``outlines.geojson`` to the boundaries of communes: whether a point lies within one, or how far.

The file is optional. Its features are polygons; those with a ``code`` are communes, by INSEE code.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians

from parcours.diagnostics.diagnostic import Diagnostic, Span, Words, error
from parcours.geo.points import EARTH_RADIUS_M, Bounds, LatLon

Ring = tuple[tuple[float, float], ...]
"""Longitudes and latitudes, WGS84 degrees."""
_AGAIN = Words("exportez-le de nouveau en GeoJSON (WGS84)", "export it again as GeoJSON (WGS84)")
_NORTH_M = radians(1) * EARTH_RADIUS_M
"""Metres in a degree of latitude."""


@dataclass(frozen=True, slots=True)
class Boundary:
    """Where a commune ends."""

    parts: tuple[tuple[Ring, ...], ...]
    """Polygons: the outer ring, then holes."""
    box: Bounds

    def outside_m(self, point: LatLon) -> float:
        """How far out of the commune a point lies, in metres; 0 within."""
        if self._holds(point):
            return 0.0
        import shapely  # takes longer to import than to ask all our places: only for a stray one

        east_m = _NORTH_M * cos(radians(point.lat))
        drawn = [[[((lon - point.lon) * east_m, (lat - point.lat) * _NORTH_M)
                   for lon, lat in ring] for ring in part] for part in self.parts]
        shape = shapely.MultiPolygon([(rings[0], rings[1:]) for rings in drawn])
        return float(shape.distance(shapely.Point(0, 0)))

    def _holds(self, point: LatLon) -> bool:
        """Whether a line due west from the point crosses the boundary an odd number of times."""
        crossings = 0
        for ring in (ring for part in self.parts for ring in part) if self.may_hold(point) else ():
            for (west, south), (east, north) in pairwise(ring):
                if (south > point.lat) != (north > point.lat) and point.lon > west + (
                        point.lat - south) * (east - west) / (north - south):
                    crossings += 1
        return crossings % 2 == 1

    def may_hold(self, point: LatLon) -> bool:
        """Whether the point lies in the box round the commune; quick."""
        return (self.box.west <= point.lon <= self.box.east
                and self.box.south <= point.lat <= self.box.north)


def code_at(point: LatLon, boundaries: Mapping[str, Boundary]) -> str:
    """The INSEE code of the commune that a point lies in; empty where no boundary holds it."""
    around = sorted(code for code, one in boundaries.items() if one.may_hold(point))
    return next((code for code in around if boundaries[code].outside_m(point) == 0), "")


def parse_boundaries(text: str, file: str) -> tuple[dict[str, Boundary], list[Diagnostic]]:
    """The communes of the file by INSEE code, or what keeps it from being read."""
    try:
        tree = json.loads(text)
    except (ValueError, RecursionError) as failure:
        line = getattr(failure, "lineno", 1)
        return {}, [error("bad-value", Span(file, line), Words(
            "ce fichier n’est pas du GeoJSON lisible", "this file is not readable GeoJSON"),
            _AGAIN)]
    features = tree.get("features") if isinstance(tree, dict) else None
    found: dict[str, Boundary] = {}
    faults: list[Diagnostic] = []
    for number, feature in enumerate(features if isinstance(features, list) else (), 1):
        properties = feature.get("properties") if isinstance(feature, dict) else None
        code = properties.get("code") if isinstance(properties, dict) else None
        if not isinstance(code, str):
            continue  # a territory's, or of another purpose
        parts = tuple(_polygons(feature.get("geometry")))
        if not parts or code in found:
            faults.append(error("bad-value", Span(file), Words(
                f"l’objet {number} ({code[:10]}) n’a pas de contour lisible, ou est en double",
                f"feature {number} ({code[:10]}) has no readable outline, or comes twice"),
                Words("gardez un Polygon ou MultiPolygon par commune, en degrés WGS84",
                      "keep one Polygon or MultiPolygon a commune, in WGS84 degrees")))
            continue
        lons, lats = zip(*(point for part in parts for point in part[0]), strict=True)
        found[code] = Boundary(parts, Bounds(min(lons), min(lats), max(lons), max(lats)))
    if not isinstance(features, list):
        faults.append(error("bad-value", Span(file), Words(
            "ce fichier n’est pas une FeatureCollection", "this file is no FeatureCollection"),
            _AGAIN))
    return found, faults


def _polygons(geometry: object) -> Iterator[tuple[Ring, ...]]:
    """The polygons of a geometry; none when anything in it is not as it should be."""
    sort = geometry.get("type") if isinstance(geometry, dict) else None
    places = geometry.get("coordinates") if isinstance(geometry, dict) else None
    drawn = [places] if sort == "Polygon" else places if sort == "MultiPolygon" else None
    found: list[tuple[Ring, ...]] = []
    for part in drawn if isinstance(drawn, list) else ():
        rings = [_ring(ring) for ring in part] if isinstance(part, list) else []
        if not rings or any(len(ring) < 4 for ring in rings):
            return
        found.append(tuple(rings))
    yield from found


def _ring(points: object) -> Ring:
    ring: list[tuple[float, float]] = []
    for point in points if isinstance(points, list) else ():
        if not (isinstance(point, list) and len(point) >= 2
                and all(isinstance(x, int | float) and not isinstance(x, bool) for x in point[:2])
                and abs(point[0]) <= 180 and abs(point[1]) <= 90):
            return ()
        ring.append((float(point[0]), float(point[1])))
    return tuple(ring)
