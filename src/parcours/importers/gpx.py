"""GPX: a track is a route's path, a ``rte`` its stops in order, waypoints alone are places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from parcours.diagnostics.diagnostic import Words
from parcours.importers import geometry, hostile, plain, words
from parcours.importers.found import BadImport, Found, Left, Line, TrackPoint
from parcours.importers.routes import assembled, joined, with_stops


def read(raw: bytes, name: str) -> Iterable[Found]:
    """The routes of a file, or its places when it has no path."""
    import gpxpy
    from gpxpy.gpx import GPXException

    hostile.tree_of_xml(raw)  # refuses what must not reach another reader
    try:
        gpx: Any = gpxpy.parse(hostile.text_of(raw))
    except (GPXException, ValueError, TypeError, AttributeError, RecursionError) as failure:
        raise BadImport(Words("ce fichier n’est pas un GPX lisible",
                              "this file is not a readable GPX"),
                        Words("exportez-le de nouveau", "export it again")) from failure
    hostile.refuse_many(gpx.waypoints)
    places = [_place(one) for one in gpx.waypoints]
    routes = [_by_stops(one, places) for one in gpx.routes if one.points]
    on_the_way = {id(stop) for route in routes for stop in route.stops}
    points = [one for one in places if id(one) not in on_the_way]
    tracks = _tracks(gpx)
    if not tracks:
        return [*points, *routes]
    if len(tracks) == 1 and len(routes) == 1:
        # a file that has both gives the path and its stops
        return [with_stops(_titled(tracks[0], routes[0], gpx), routes[0].stops)]
    return [*assembled(points, tracks), *routes]


def _titled(track: Found, route: Found, gpx: Any) -> Found:
    title = plain.line(gpx.name)
    return replace(track, name=({"": title} if title else None) or route.name or track.name,
                   description=track.description or _said(gpx.description))


def _tracks(gpx: Any) -> list[Found]:
    """A route a track; tracks that share a name, or have none, are parts of one path."""
    by_name: dict[str, list[Any]] = {}
    for track in gpx.tracks:
        by_name.setdefault(plain.line(track.name), []).append(track)
    found = []
    for title, parts in by_name.items():
        left = Left()
        drawn = [[_point(point) for point in segment.points]
                 for track in parts for segment in track.segments]
        if any(point.time for track in parts for segment in track.segments
               for point in segment.points):
            left.out("les heures d’enregistrement", "the times of the recording")
        lines = joined(geometry.sound(drawn, left))
        if lines:
            found.append(_route(title or plain.line(gpx.name), parts, lines, left))
    return found


def _route(title: str, parts: Sequence[Any], lines: tuple[Line, ...], left: Left) -> Found:
    about = next((text for part in parts if (text := plain.text(part.description, left))), "")
    return Found(name={"": title} if title else {}, is_route=True, lines=lines,
                 description={"": about} if about else {}, left_out=left.all)


def _by_stops(route: Any, places: Sequence[Found]) -> Found:
    """A route by its stops; one that is a waypoint as well is told more fully there."""
    title = plain.line(route.name)
    told = {(one.at, *one.name.values()): one for one in reversed(places)}
    stops = [told.get((one.at, *one.name.values()), one) for one in map(_place, route.points)]
    return with_stops(Found(name={"": title} if title else {}, is_route=True,
                            description=_said(route.description)), stops)


def _place(point: Any) -> Found:
    left = Left()
    title = plain.line(point.name, left)
    if point.comment and point.comment != point.description:
        left.out("le commentaire (cmt)", "the comment (cmt)")
    sort = plain.line(point.type)
    return Found(name={"": title} if title else {}, kind=words.kind_of(sort), kind_said=sort,
                 at=hostile.position(point.latitude, point.longitude),
                 description=_said(point.description), website=plain.line(point.link),
                 left_out=left.all)


def _said(value: object) -> dict[str, str]:
    text = plain.text(value)
    return {"": text} if text else {}


def _point(point: Any) -> TrackPoint | None:
    return geometry.point(point.latitude, point.longitude, point.elevation)
