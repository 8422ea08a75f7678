"""GeoJSON geometries to points and lines, each number looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from parcours.content.gpx_path import is_height
from parcours.diagnostics.diagnostic import Words
from parcours.geo.points import LatLon, distance_m
from parcours.importers import plain, positions, projection
from parcours.importers.found import BadImport, Left, Line, TrackPoint
from parcours.importers.positions import Position
from parcours.importers.projection import Projection
from parcours.importers.untrusted import MAX_POINTS, dig, each, number, position

_SHAPE_M = 2000.0
"""Across a shape whose middle may stand for it: past this it is a commune, or a forest."""
_SHAPE_LEVELS = 6


def point_of(geometry: object, known: Projection | None = None) -> Position:
    """The point of a ``Point``, or of a shape that is one point and nothing else.

    A line or a surface has none that the source names.
    """
    place, sort = dig(geometry, "coordinates"), dig(geometry, "type")
    if sort == "MultiPoint" and isinstance(place, list) and len(place) == 1:
        place, sort = place[0], "Point"
    if sort == "GeometryCollection":
        points = [one for one in each(dig(geometry, "geometries")) if dig(one, "type") == "Point"]
        return point_of(points[0], known) if len(points) == 1 else Position()
    if sort != "Point" or place in (None, []):
        return Position()
    x, y = (number(dig(place, n)) if isinstance(place, list) else None for n in (0, 1))
    if isinstance(place, list) and len(place) > 1 and all(
            isinstance(one, str) for one in place[:2]):
        return positions.of_columns(place[1], place[0], known)  # text, perhaps with commas
    if x is None or y is None:
        shown = plain.line(str(place)[:80])
        return Position(bad=Words(f"la position « {shown} » (illisible)",
                                  f"the position '{shown}' (unreadable)"))
    return positions.projected(x, y, known)


def shape_told(sort: str) -> tuple[str, str]:
    """What to say, in French and in English, of a shape that gives neither a point nor a way."""
    fr, en = (" : une surface n’est ni un point ni un chemin ; un parcours se dessine comme une "
              "ligne", ": a surface is neither a point nor a way; a route is drawn as a line"
              ) if sort in ("Polygon", "MultiPolygon") else ("", "")
    return f"une forme ({sort}){fr}", f"a shape ({sort}){en}"


def middle_of(geometry: object) -> LatLon | None:
    """The middle of a building or a lake; None of what is larger, of points, or not in degrees."""
    spots = [*islice(_spots(geometry, _SHAPE_LEVELS), MAX_POINTS)]
    if not spots:
        return None
    lats, lons = zip(*spots, strict=True)
    low, high = LatLon(min(lats), min(lons)), LatLon(max(lats), max(lons))
    if distance_m(low, high) > _SHAPE_M:
        return None
    return LatLon((low.lat + high.lat) / 2, (low.lon + high.lon) / 2)


def _spots(part: object, levels: int) -> Iterator[LatLon]:
    """Every position of a shape that may stand for a place, however deep."""
    if isinstance(part, dict):
        if part.get("type") in ("Polygon", "MultiPolygon"):
            yield from _spots(part.get("coordinates"), levels)
        for one in each(part.get("geometries")) if levels else ():
            yield from _spots(one, levels - 1)
    elif isinstance(part, list) and levels:
        if there := position(dig(part, 1), dig(part, 0)):
            yield there
        else:
            for one in part:
                yield from _spots(one, levels - 1)


def lines_of(geometry: object, left: Left, known: Projection | None = None) -> tuple[Line, ...]:
    """The lines of a ``LineString``, a ``MultiLineString`` or a collection of them."""
    drawn = list(_lines(geometry))
    first = next((one for line in drawn for one in line), None)
    x, y = (number(dig(first, n)) if isinstance(first, list) else None for n in (0, 1))
    crs = known if known and not projection.in_degrees(known) else None
    if crs and x is not None and y is not None and max(abs(x), abs(y)) <= 180:
        left.out(f"la projection annoncée ({crs.name}) : les nombres de la ligne sont des degrés",
                 f"the projection announced ({crs.name}): the numbers of the line are degrees")
        crs = None
    if crs is None and x is not None and y is not None and max(abs(x), abs(y)) > 180:
        crs = projection.guessed(x, y)
    if crs is None or not drawn:
        return sound([[point(dig(one, 1), dig(one, 0), dig(one, 2)) for one in line]
                      for line in drawn], left)
    assumed = ("", "") if crs == known else (
        ", projection supposée d’après les nombres", ", a projection assumed from the numbers")
    left.out(f"les coordonnées en mètres de la ligne, lues en {crs.name}{assumed[0]}",
             f"the coordinates in metres of the line, read as {crs.name}{assumed[1]}")
    return sound([[_projected(one, crs) for one in line] for line in drawn], left)


def _projected(place: object, crs: Projection) -> TrackPoint | None:
    x, y = number(dig(place, 0)), number(dig(place, 1))
    at = projection.to_degrees(x, y, crs) if x is not None and y is not None else None
    return TrackPoint(at.lat, at.lon, _height(dig(place, 2))) if at else None


def sound(lines: list[list[TrackPoint | None]], left: Left) -> tuple[Line, ...]:
    """Lines without their unreadable points."""
    if sum(map(len, lines)) > MAX_POINTS:
        raise BadImport(Words(f"cette trace a plus de {MAX_POINTS} points",
                              f"this track has more than {MAX_POINTS} points"),
                        Words("simplifiez-la dans votre logiciel de cartes",
                              "simplify it in your map software"), code="too-large")
    if lost := sum(point is None for line in lines for point in line):
        left.out(f"{lost} point(s) de la trace, hors du globe, à 0, 0 ou illisibles",
                 f"{lost} point(s) of the track, off the globe, at 0, 0 or unreadable")
    kept = [_with_heights(tuple(point for point in line if point is not None)) for line in lines]
    if short := sum(len(line) == 1 for line in kept):
        left.out(f"{short} tronçon(s) d’un seul point", f"{short} segment(s) of one point only")
    return tuple(line for line in kept if len(line) > 1)


def _with_heights(line: Line) -> Line:
    """A line without its heights where all of them are 0: many programs write that for none."""
    if any(point.height_m for point in line):
        return line
    return tuple(replace(point, height_m=None) for point in line)


def _lines(geometry: object) -> Iterator[list[object]]:
    """The positions of each line, as they stand in the file."""
    sort, places = dig(geometry, "type"), dig(geometry, "coordinates")
    if sort in ("LineString", "MultiLineString"):
        for line in [places] if sort == "LineString" else each(places):
            if isinstance(line, list):  # one point too many is enough to be told
                yield [one if isinstance(one, list) else [] for one in line[:MAX_POINTS + 1]]
    elif sort == "GeometryCollection":
        for part in each(dig(geometry, "geometries")):
            if dig(part, "type") != "GeometryCollection":  # one within another is not allowed
                yield from _lines(part)


def point(lat: object, lon: object, height_m: object = None) -> TrackPoint | None:
    """A point of a track, or None when it lies off the globe."""
    there = position(lat, lon)
    return TrackPoint(there.lat, there.lon, _height(height_m)) if there else None


def _height(value: object) -> float | None:
    """Metres above the sea; programs write -9999 and the like for none."""
    found = number(value)
    return found if found is not None and is_height(found) else None
