"""GeoJSON geometries to points and lines, each number looked at."""

from __future__ import annotations

from collections.abc import Iterator

from parcours.diagnostics.diagnostic import Words
from parcours.geo.points import LatLon
from parcours.importers.found import BadImport, Left, Line, TrackPoint
from parcours.importers.hostile import MAX_POINTS, dig, each, number, position


def point_of(geometry: object) -> LatLon | None:
    """The point of a ``Point``; a line or a surface has none that the source names."""
    place = dig(geometry, "coordinates")
    if dig(geometry, "type") != "Point" or not isinstance(place, list):
        return None
    return position(dig(place, 1), dig(place, 0))


def lines_of(geometry: object, left: Left) -> tuple[Line, ...]:
    """The lines of a ``LineString``, a ``MultiLineString`` or a collection of them."""
    return sound(list(_lines(geometry)), left)


def sound(lines: list[list[TrackPoint | None]], left: Left) -> tuple[Line, ...]:
    """Lines without their unreadable points."""
    if sum(map(len, lines)) > MAX_POINTS:
        raise BadImport(Words(f"cette trace a plus de {MAX_POINTS} points",
                              f"this track has more than {MAX_POINTS} points"),
                        Words("simplifiez-la dans votre logiciel de cartes",
                              "simplify it in your map software"))
    if any(point is None for line in lines for point in line):
        left.out("des points de la trace (hors du globe ou illisibles)",
                 "points of the track (off the globe or unreadable)")
    kept = (tuple(point for point in line if point is not None) for line in lines)
    return tuple(line for line in kept if len(line) > 1)


def _lines(geometry: object) -> Iterator[list[TrackPoint | None]]:
    sort, places = dig(geometry, "type"), dig(geometry, "coordinates")
    if sort in ("LineString", "MultiLineString"):
        for line in [places] if sort == "LineString" else each(places):
            if isinstance(line, list):  # one point too many is enough to be told
                yield [point(dig(one, 1), dig(one, 0), dig(one, 2))
                       for one in line[:MAX_POINTS + 1]]
    elif sort == "GeometryCollection":
        for part in each(dig(geometry, "geometries")):
            if dig(part, "type") != "GeometryCollection":  # one within another is not allowed
                yield from _lines(part)


def point(lat: object, lon: object, height_m: object = None) -> TrackPoint | None:
    """A point of a track, or None when it lies off the globe."""
    there = position(lat, lon)
    return TrackPoint(there.lat, there.lon, number(height_m)) if there else None
