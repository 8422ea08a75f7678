"""KML: a placemark with a point is a place, one with a line is a route."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from parcours.geo.points import LatLon
from parcours.importers import columns, geometry, hostile, plain
from parcours.importers.found import Found, Left, Line, TrackPoint
from parcours.importers.routes import assembled, joined

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def read(raw: bytes, name: str) -> Iterable[Found]:
    """Every placemark of a file."""
    root = hostile.tree_of_xml(raw)
    points: list[Found] = []
    routes: list[Found] = []
    marks = list(_below(root, "Placemark"))
    hostile.refuse_many(marks)
    for found in map(_found, marks):
        (routes if found.is_route else points).append(found)
    return assembled(points, routes)


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _below(element: Element, *names: str) -> Iterator[Element]:
    return (one for one in element.iter() if _local(one) in names)


def _text(element: Element, name: str) -> str:
    """The text of a direct child."""
    return next((one.text or "" for one in element if _local(one) == name), "")


def _found(mark: Element) -> Found:
    left = Left()
    lines = joined(_lines(mark, left))
    for one in _below(mark, "Polygon", "Model"):
        left.out(f"une forme ({_local(one)})", f"a shape ({_local(one)})")
    extra = {one.get("name", ""): _text(one, "value") or one.text or ""
             for one in _below(mark, "Data", "SimpleData")}
    if lines:
        title = plain.line(_text(mark, "name"), left)
        about = plain.text(_text(mark, "description"), left)
        for key in extra:
            left.out(f"« {plain.line(key)} »", f"'{plain.line(key)}'")
        return Found(name={"": title} if title else {}, is_route=True, lines=lines,
                     description={"": about} if about else {}, left_out=left.all)
    own = {"name": _text(mark, "name"), "description": _text(mark, "description"),
           "address": _text(mark, "address"), "phone": _text(mark, "phoneNumber")}
    return columns.place({**extra, **{key: text for key, text in own.items() if text}}, left,
                         at=_point(mark))


def _lines(mark: Element, left: Left) -> tuple[Line, ...]:
    drawn = [_points(_text(one, "coordinates")) for one in _below(mark, "LineString")]
    drawn += [[_track_point(one.text or "") for one in _below(track, "coord")]
              for track in _below(mark, "Track")]
    return geometry.sound(drawn, left)


def _points(text: str) -> list[TrackPoint | None]:
    """``lon,lat[,height]`` separated by white space."""
    return [_split(one.split(",")) for one in text.split()[:hostile.MAX_POINTS + 1]]


def _track_point(text: str) -> TrackPoint | None:
    return _split(text.split())


def _split(parts: list[str]) -> TrackPoint | None:
    lon, lat, height = [*parts, None, None, None][:3]
    return geometry.point(lat, lon, height)


def _point(mark: Element) -> LatLon | None:
    for one in _below(mark, "Point"):
        if first := next(iter(_points(_text(one, "coordinates"))), None):
            return LatLon(first.lat, first.lon)
    return None
