"""A GeoJSON file of outlines to its features, each with its line, and a geometry to its polygons.

The file is hostile until proven otherwise: what is counted is counted before it is looked at, and
every fault has a line and says what to do.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from parcours.content.outside_json import is_large
from parcours.diagnostics.diagnostic import Diagnostic, Span, Words, error
from parcours.source.read import read_bounded

Ring: TypeAlias = tuple[tuple[float, float], ...]
"""Longitudes and latitudes, WGS84 degrees; the last point is the first."""
Parts: TypeAlias = tuple[tuple[Ring, ...], ...]
"""Polygons: the outer ring, then holes."""

OUTLINES = "outlines.geojson"
_MOST_BYTES = 4 * 1024 * 1024
_LIGHTER = Words("simplifiez les contours dans votre logiciel de cartes",
                 "simplify the outlines in your map software")
_AGAIN = Words("exportez-le de nouveau en GeoJSON (WGS84)", "export it again as GeoJSON (WGS84)")
_AS_POLYGONS = Words("gardez un Polygon ou MultiPolygon par commune ou territoire, en degrés WGS84",
                     "keep one Polygon or MultiPolygon a commune or territory, in WGS84 degrees")
_TOKENS = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]')
_COLON = re.compile(r"\s*:")


class BadOutlineError(Exception):
    """Why an outline cannot be used, and what to do."""

    def __init__(self, message: Words, hint: Words, code: str = "bad-value") -> None:
        super().__init__(message.en)
        self.message, self.hint, self.code = message, hint, code


class Feature(NamedTuple):
    """One outline of the file; ``number`` counts the features from 1."""

    number: int
    properties: Mapping[str, Any]
    geometry: object
    whole: Mapping[str, Any]
    """As the file has it."""


class OutlineFile(NamedTuple):
    """The file as it was read."""

    file: str
    text: str
    members: Mapping[str, Any]
    """What the file says of itself: its source, its date."""
    features: tuple[Feature, ...]

    def span(self, feature: Feature | None = None, *, member: str = "") -> Span:
        """Where a feature or a member of the file begins; looked for only when it is told."""
        members, features = _begins(self.text)
        at = features[feature.number - 1] if feature else members.get(member, 0)
        before = self.text[:at]
        return Span(self.file, before.count("\n") + 1, at - before.rfind("\n"))


def read_outline_file(path: Path, file: str) -> OutlineFile | Diagnostic:
    """The features of a file that is there, or what keeps it from being read."""
    raw = read_bounded(path, file, _MOST_BYTES, _LIGHTER)
    return (read_outlines(raw.decode("utf-8-sig", "replace"), file) if isinstance(raw, bytes)
            else raw)


def read_outlines(text: str, file: str) -> OutlineFile | Diagnostic:
    """The features of the file, or what keeps it from being read."""
    if is_large(text):
        return error("too-large", Span(file), Words(
            "ce fichier contient trop d’objets ou de points",
            "this file holds too many objects or points"), _LIGHTER)
    try:
        tree = json.loads(text)
    except (ValueError, RecursionError) as failure:
        return error("bad-value", Span(file, getattr(failure, "lineno", 1)), Words(
            "ce fichier n’est pas du GeoJSON lisible", "this file is not readable GeoJSON"), _AGAIN)
    features = tree.get("features") if isinstance(tree, dict) else None
    if not isinstance(features, list):
        return error("bad-value", Span(file), Words(
            "ce fichier n’est pas une FeatureCollection", "this file is no FeatureCollection"),
            _AGAIN)
    objects = [one for one in features if isinstance(one, dict)]
    return OutlineFile(file, text, tree, tuple(
        Feature(number, one["properties"] if isinstance(one.get("properties"), dict) else {},
                one.get("geometry"), one) for number, one in enumerate(objects, 1)))


def _begins(text: str) -> tuple[dict[str, int], list[int]]:
    """Where each member of the file and each of its features begins, in characters."""
    members: dict[str, int] = {}
    features: list[int] = []
    depth, key = 0, ""
    for token in _TOKENS.finditer(text):
        sign = token[0]
        if sign in "[{":
            if depth == 2 and key == "features" and sign == "{":
                features.append(token.start())
            depth += 1
        elif sign in "]}":
            depth -= 1
        elif depth == 1 and _COLON.match(text, token.end()):
            key = json.loads(sign)  # a name may be written in escapes
            members.setdefault(key, token.start())
    return members, features


def polygons_of(geometry: object, most_points: int | None = None) -> Parts:
    """The polygons of a geometry; raises `BadOutlineError` for whatever is wrong with them."""
    sort = geometry.get("type") if isinstance(geometry, dict) else None
    places = geometry.get("coordinates") if isinstance(geometry, dict) else None
    drawn = [places] if sort == "Polygon" else places if sort == "MultiPolygon" else None
    if not drawn or not isinstance(drawn, list) or not all(
            isinstance(part, list) and part and all(isinstance(ring, list) for ring in part)
            for part in drawn):
        raise BadOutlineError(Words(
            "il n’y a pas de contour lisible", "there is no readable outline"), _AS_POLYGONS)
    points = sum(len(ring) for part in drawn for ring in part)
    if most_points is not None and points > most_points:
        raise BadOutlineError(Words(
            f"ce contour a {points} points : chaque carte le porterait (limite : {most_points})",
            f"this outline has {points} points, which every map would carry"
            f" (limit: {most_points})"), Words(
            "simplifiez-le avec « parcours outlines »", "simplify it with 'parcours outlines'"),
            "too-large")
    numbered = iter(range(1, points + 2))
    return tuple(tuple(_ring(ring, next(numbered)) for ring in part) for part in drawn)


def geometry_of(parts: Parts) -> dict[str, object]:
    """Polygons as GeoJSON has them; the other way of `polygons_of`."""
    return ({"type": "Polygon", "coordinates": parts[0]} if len(parts) == 1
            else {"type": "MultiPolygon", "coordinates": parts})


def _ring(points: Sequence[object], number: int) -> Ring:
    ring: list[tuple[float, float]] = []
    for n, point in enumerate(points, 1):
        if not (isinstance(point, list) and len(point) >= 2
                and all(isinstance(x, int | float) and not isinstance(x, bool) for x in point[:2])
                and abs(point[0]) <= 180 and abs(point[1]) <= 90):
            raise BadOutlineError(Words(
                f"le point {n} de l’anneau {number} n’est pas une longitude (−180 à 180) "
                "suivie d’une latitude (−90 à 90)",
                f"point {n} of ring {number} is not a longitude (−180 to 180) followed by a "
                "latitude (−90 to 90)"), _AS_POLYGONS)
        ring.append((float(point[0]), float(point[1])))
    if len(ring) < 4:
        raise BadOutlineError(Words(
            f"l’anneau {number} n’a que {len(ring)} points", f"ring {number} has only {len(ring)} "
            "points"), Words("il en faut quatre, le dernier égal au premier",
                             "it takes four, the last one equal to the first"))
    if ring[0] != ring[-1]:
        lon, lat = points[0][:2]  # type: ignore[index]
        raise BadOutlineError(Words(
            f"l’anneau {number} n’est pas fermé : son dernier point n’est pas le premier",
            f"ring {number} is not closed: its last point is not the first"),
            Words(f"répétez [{lon}, {lat}] à la fin", f"repeat [{lon}, {lat}] at the end"))
    return tuple(ring)


def crossing(parts: Parts) -> tuple[float, float] | None:
    """A point, as longitude and latitude, where two sides of an outline cross; None if none do.

    Sides come from west to east, and each is compared with those not yet passed: outlines of land
    take a time that grows little faster than their points.
    """
    ahead: list[_Side] = []
    for side in sorted(_sides(ring for part in parts for ring in part)):
        ahead = [one for one in ahead if one.east >= side.west]
        for other in ahead:
            if other.south <= side.north and side.south <= other.north and _cross(side, other):
                return max(side.west, other.west), max(side.south, other.south)
        ahead.append(side)
    return None


class _Side(NamedTuple):
    west: float
    east: float
    south: float
    north: float
    a: tuple[float, float]
    b: tuple[float, float]


def _sides(rings: Iterable[Ring]) -> Iterator[_Side]:
    for ring in rings:
        for a, b in pairwise(ring):
            yield _Side(min(a[0], b[0]), max(a[0], b[0]), min(a[1], b[1]), max(a[1], b[1]), a, b)


def _cross(one: _Side, other: _Side) -> bool:
    """Whether each has an end on either side of the other; those that only touch do not cross."""
    return (_turn(one.a, one.b, other.a) * _turn(one.a, one.b, other.b) < 0
            and _turn(other.a, other.b, one.a) * _turn(other.a, other.b, one.b) < 0)


def _turn(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    """Positive where ``c`` lies to the left of the way from ``a`` to ``b``."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
