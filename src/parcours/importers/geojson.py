"""GeoJSON: points are places, lines are routes; *schema_randonnee* is the one of French walks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from parcours.diagnostics.diagnostic import Words
from parcours.importers import columns, hostile, plain, randonnee
from parcours.importers.found import BadImport, Found, Left
from parcours.importers.geometry import lines_of, point_of
from parcours.importers.hostile import dig, objects
from parcours.importers.routes import assembled, joined

_GEOMETRIES = ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon",
               "GeometryCollection")


def sees(tree: object) -> bool:
    """Whether a JSON tree has the shape of this source."""
    return dig(tree, "type") in ("FeatureCollection", "Feature", *_GEOMETRIES) and any(
        dig(tree, key) is not None for key in ("features", "geometry", "coordinates", "geometries"))


def read(raw: bytes, name: str) -> Iterable[Found]:
    """Every feature of a file."""
    tree = hostile.tree_of_json(raw)
    named = dig(tree, "crs", "properties", "name")
    if isinstance(named, str) and not named.endswith(("CRS84", ":4326", ":4979")):
        other = plain.line(named)
        raise BadImport(Words(f"ces coordonnées sont dans une autre projection ({other})",
                              f"these coordinates are in another projection ({other})"),
                        Words("exportez le fichier en WGS84 (EPSG:4326)",
                              "export the file in WGS84 (EPSG:4326)"))
    points: list[Found] = []
    routes: list[Found] = []
    for feature in _features(tree):
        found = randonnee.route(feature) if randonnee.sees(feature) else _found(feature)
        (routes if found.is_route else points).append(found)
    return assembled(points, routes)


def _features(tree: object) -> Iterator[object]:
    if dig(tree, "type") == "FeatureCollection":
        yield from objects(dig(tree, "features"))
    else:
        yield tree if dig(tree, "type") == "Feature" else {"geometry": tree, "properties": {}}


def _found(feature: object) -> Found:
    left = Left()
    geometry, properties = dig(feature, "geometry"), dig(feature, "properties")
    row = {str(key): value for key, value in properties.items()
           } if isinstance(properties, dict) else {}
    sort = dig(geometry, "type")
    lines = joined(lines_of(geometry, left))
    if not lines:
        if sort != "Point" and isinstance(sort, str):
            left.out(f"une forme ({plain.line(sort)})", f"a shape ({plain.line(sort)})")
        return columns.place(row, left, at=point_of(geometry))
    name, about = {}, {}
    for key, value in row.items():
        field, lang = columns.field_of(key)
        if field == "name" and lang not in name:
            name[lang] = plain.line(value, left)
        elif field == "description" and lang not in about:
            about[lang] = plain.text(value, left)
        elif value not in (None, ""):
            left.out(f"« {plain.line(key)} »", f"'{plain.line(key)}'")
    return Found(name={lang: text for lang, text in name.items() if text}, is_route=True,
                 description={lang: text for lang, text in about.items() if text},
                 lines=lines, left_out=left.all)
