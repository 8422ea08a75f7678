"""What Overpass answers in JSON: objects of OpenStreetMap with their tags, as features of GeoJSON.

A node lies where it is, any other object at the centre that the answer gives; of a surface or a box
without one the middle is only proposed. The parts of a route are its path.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from parcours.diagnostics.diagnostic import Words
from parcours.importers import geojson, plain, untrusted
from parcours.importers.found import Found, Left
from parcours.importers.untrusted import dig, each

_CENTRE = Words("la position est le centre de l’objet, et non son entrée",
                "the position is the centre of the object, not its entrance")
_SORTS = ("node", "way", "relation")
_PATHS = frozenset(("route", "route_master", "superroute"))
"""Relations whose members are parts of a way."""


def sees(tree: object) -> bool:
    """Whether a JSON tree has the shape of this source."""
    return any(dig(one, "type") in _SORTS and dig(one, "id") is not None
               for one in each(dig(tree, "elements")))


def read(raw: bytes, file: Left) -> Iterable[Found]:
    """Every object that has tags; those without are only parts of others."""
    tree = untrusted.tree_of_json(raw, file)
    if when := untrusted.day(dig(tree, "osm3s", "timestamp_osm_base")):
        file.out(f"la date des données d’OpenStreetMap : {when}",
                 f"the date of the data of OpenStreetMap: {when}")
    elements = [*untrusted.objects(dig(tree, "elements"))]
    tagged = [one for one in elements if isinstance(dig(one, "tags"), dict) and dig(one, "tags")]
    if bare := len(elements) - len(tagged):
        file.out(f"{bare} objet(s) sans étiquette", f"{bare} object(s) without a tag")
    return [_found(one) for one in tagged]


def _found(element: object) -> Found:
    """One object by itself: what an answer holds beside a route need not be on it."""
    tags, sort = dig(element, "tags"), dig(element, "type")
    said = {name: value for name, value in tags.items() if not (
        sort == "relation" and name == "type")} if isinstance(tags, dict) else {}
    (found,) = geojson.features({
        "type": "FeatureCollection", "copyright": "OpenStreetMap",
        "features": [{"type": "Feature", "geometry": _geometry(element), "properties": said,
                      "id": f"{sort}/{plain.cell(dig(element, 'id'))}"}]})
    if found.is_route or found.at is None or sort == "node":
        return found
    return replace(found, at_said=(*found.at_said, _CENTRE))


def _geometry(element: object) -> dict[str, object] | None:
    """Where an object is, as GeoJSON says it."""
    if dig(element, "tags", "type") in _PATHS or dig(element, "tags", "route") is not None:
        parts = [line for one in each(dig(element, "members")) if (line := _line(one))]
        if parts:
            return {"type": "MultiLineString", "coordinates": parts}
    for spot in (element, dig(element, "center")):
        if dig(spot, "lat") is not None:
            return {"type": "Point", "coordinates": [dig(spot, "lon"), dig(spot, "lat")]} if (
                isinstance(spot, dict)) else None
    line = _line(element)
    if line and line[0] != line[-1]:
        return {"type": "LineString", "coordinates": line}
    box = dig(element, "bounds")
    ring = line or [[dig(box, f"{end}lon"), dig(box, f"{end}lat")] for end in ("min", "max")]
    return {"type": "Polygon", "coordinates": [ring]} if line or box else None


def _line(element: object) -> list[list[object]]:
    """The points of a way, longitude first."""
    return [[dig(one, "lon"), dig(one, "lat")] for one in each(dig(element, "geometry"))
            if dig(one, "lat") is not None]
