"""GeoJSON: points are places, lines are routes; *schema_randonnee* is the one of French walks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from parcours.diagnostics.diagnostic import Words
from parcours.importers import (
    columns,
    openstreetmap,
    plain,
    projection,
    randonnee,
    umap_text,
    untrusted,
)
from parcours.importers.found import BadImport, Found, Left, Line
from parcours.importers.geometry import lines_of, middle_of, point_of, shape_told
from parcours.importers.headings import field_of
from parcours.importers.projection import Projection
from parcours.importers.routes import assembled, joined
from parcours.importers.untrusted import dig, each, objects

_GEOMETRIES = ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon",
               "GeometryCollection")

_LANGUAGE = re.compile(r"[a-z]{2}")


def sees(tree: object) -> bool:
    """Whether a JSON tree has the shape of this source."""
    return dig(tree, "type") in ("FeatureCollection", "Feature", *_GEOMETRIES) and any(
        dig(tree, key) is not None for key in ("features", "geometry", "coordinates", "geometries"))


def read(raw: bytes, file: Left) -> Iterable[Found]:
    """Every feature of a file."""
    tree = untrusted.tree_of_json(raw, file)
    return features(tree, crs_of(tree))


def crs_of(tree: object) -> Projection | None:
    """The projection that a file names; raises `BadImport` when we do not know it."""
    named = dig(tree, "crs", "properties", "name") or dig(tree, "crs", "properties", "code")
    if not isinstance(named, str | int):
        return None
    said = f"EPSG:{named}" if isinstance(named, int) else named
    known = projection.named(said)
    if known is None:
        other = plain.line(said[:80])
        raise BadImport(Words(f"ces coordonnées sont dans une projection inconnue ({other})",
                              f"these coordinates are in an unknown projection ({other})"),
                        Words("exportez le fichier en WGS84 (EPSG:4326)",
                              "export the file in WGS84 (EPSG:4326)"))
    return known


def features(tree: object, crs: Projection | None = None) -> list[Found]:
    """The places and routes of a collection, a feature or a bare geometry."""
    points: list[Found] = []
    routes: list[Found] = []
    theirs = any(map(openstreetmap.is_theirs, (
        dig(tree, "copyright"), dig(tree, "attribution"), dig(tree, "licence"),
        dig(tree, "license"))))
    for feature in _features(tree):
        found = randonnee.route(feature, crs) if randonnee.sees(feature) else _found(feature, crs)
        if theirs:
            found = _of_openstreetmap(found)
        (routes if found.is_route else points).append(found)
    return assembled(points, routes)


def _of_openstreetmap(found: Found) -> Found:
    """What a file under the ODbL holds, which still is: a place names where it is from, and a path
    whose it is."""
    return replace(found, page=found.page or openstreetmap.COPYRIGHT,
                   licence=found.licence or "ODbL-1.0",
                   path_origin=found.path_origin or openstreetmap.ORIGIN)


def _features(tree: object) -> Iterator[object]:
    if dig(tree, "type") == "FeatureCollection":
        yield from objects(dig(tree, "features"))
    else:
        yield tree if dig(tree, "type") == "Feature" else {"geometry": tree, "properties": {}}


def _with_location(properties: Mapping[object, object]) -> Mapping[object, object]:
    """The properties of a place that was saved in Google Maps, which has its name one level below.
    """
    there = properties.get("location")
    if not isinstance(there, dict) or "name" not in there:
        return properties
    return {**{key: there[key] for key in ("name", "address") if key in there},
            **{key: value for key, value in properties.items() if key != "location"}}


def _found(feature: object, crs: Projection | None) -> Found:
    """A place, or a route where the shape is a line."""
    left = Left()
    geometry = dig(feature, "geometry")
    row = _columns(feature)
    lines = joined(lines_of(geometry, left, crs))
    if lines or dig(geometry, "type") in ("LineString", "MultiLineString"):
        return _route(row, lines, left)
    return _place(row, geometry, left, crs)


def _columns(feature: object) -> dict[str, object]:
    """The properties of a feature as the columns of a table."""
    properties = dig(feature, "properties")
    row = dict(_row(_with_location(properties))) if isinstance(properties, dict) else {}
    if umap_text.OPTIONS in row:
        row = {key: umap_text.as_html(value) if isinstance(value, str) else value
               for key, value in row.items() if key != umap_text.OPTIONS}
    if openstreetmap.ID.fullmatch(str(dig(feature, "id"))):
        row.setdefault("@id", dig(feature, "id"))
    return row


def _place(row: dict[str, object], geometry: object, left: Left, crs: Projection | None) -> Found:
    """A place at its point; of a shape the middle is only proposed."""
    sort, at = dig(geometry, "type"), point_of(geometry, crs)
    if sort != "Point" and isinstance(sort, str) and not (at.at or at.bad):
        left.out(*shape_told(plain.line(sort)))
    if sort == "GeometryCollection" and at.at:
        for part in each(dig(geometry, "geometries")):
            if dig(part, "type") != "Point":
                shape = plain.line(dig(part, "type"))
                left.out(f"une forme ({shape})", f"a shape ({shape})")
    found = columns.place(row, left, at=at)
    return found if found.at or at.bad else replace(found, middle=middle_of(geometry))


def _route(row: dict[str, object], lines: tuple[Line, ...], left: Left) -> Found:
    """A route with its path, its names and its descriptions."""
    name: dict[str, str] = {}
    about: dict[str, str] = {}
    theirs = openstreetmap.known(row)
    for key, value in row.items():
        if key in theirs.used:
            continue
        field, lang = field_of(key)
        if field == "name" and lang not in name:
            name[lang] = plain.line(value, left)
        elif field == "description" and lang not in about:
            about[lang] = plain.text(value, left)
        elif value not in (None, ""):
            left.out(f"« {plain.line(key)} »", f"'{plain.line(key)}'")
    found = Found(name={lang: text for lang, text in name.items() if text}, is_route=True,
                  description={lang: text for lang, text in about.items() if text}, lines=lines,
                  refs=theirs.refs)
    if "osm" in theirs.refs:
        found = replace(found, path_origin=openstreetmap.ORIGIN,
                        page=openstreetmap.page_of(theirs.refs["osm"]))
    return replace(found, left_out=left.all)


def _row(properties: Mapping[object, object]) -> Iterator[tuple[str, object]]:
    """The properties of a feature as the columns of a table; a text in several languages is a
    column for each."""
    for key, value in properties.items():
        if isinstance(value, dict) and value and all(
                _LANGUAGE.fullmatch(str(lang)) and isinstance(text, str)
                for lang, text in value.items()):
            yield from ((f"{key}_{lang}", text) for lang, text in value.items())
        else:
            yield str(key), ("true" if value else "false") if isinstance(value, bool) else (
                _flat(value))


def _flat(value: object) -> object:
    """A list of plain values as one text; other groups are left as they are, and told by name."""
    if isinstance(value, list) and value and all(isinstance(one, str | int | float)
                                                 for one in value):
        return ", ".join(str(one) for one in value[:20])
    return value
