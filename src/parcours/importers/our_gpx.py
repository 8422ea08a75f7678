"""Our own GPX: the route that it was made of, from its waypoints and our extensions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from parcours.content.gpx_file import below, place_of
from parcours.content.outside_xml import child_text
from parcours.geo.points import LatLon, distance_m
from parcours.importers import our_elements, our_geojson, our_json, our_shown, plain, words
from parcours.importers.found import Found, Left, Line, Visited, Went
from parcours.importers.recorded import path
from parcours.importers.untrusted import number

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_NUMBERED = re.compile(r"(\d{1,3})\. (.+)", re.S)
_END_M = 2500
"""A track of a leg begins and ends within this of its stops, as the check wants it."""


def sees(root: Element) -> bool:
    """Whether a GPX is one that we exported: made by us, its waypoints numbered from one."""
    points = [*below(root, "wpt")]
    return root.get("creator") == "parcours" and len(points) > 1 and all(
        (match := _NUMBERED.match(child_text(point, "name").strip())) and int(match[1]) == number
        for number, point in enumerate(points, 1))


def read(root: Element) -> Iterable[Found]:
    """The one route of the file."""
    left = Left()
    head = next(below(root, "metadata"), root)
    about = _extension(head, "route")
    lang = our_geojson.language(about.get("language") if about is not None else "")
    if about is not None and our_elements.is_record(about):
        return _recorded(root, about, head, left)
    stops = [_stop(point, lang) for point in below(root, "wpt")]
    days = {}
    for day in our_elements.extensions(head, "day"):
        days[int(number(day.get("number")) or 0)] = (
            our_geojson.text(day.text, lang), plain.line(day.get("start")))
    stops = _with_tracks(stops, root, left)

    def said(name: str) -> str:
        return plain.line(about.get(name)) if about is not None else ""

    route = our_geojson.about_route(
        said("id"), our_geojson.text(child_text(head, "name"), lang),
        our_geojson.text(child_text(head, "desc"), lang), said("alliance"),
        said("themes").split(), said("difficulty"))
    return [our_geojson.route(route, stops, days, left)]


def _recorded(root: Element, about: Element, head: Element, left: Left) -> list[Found]:
    """The route and its places as they were written, in every language."""
    points = [*below(root, "wpt")]
    record = our_elements.record(about, head, points)
    our_shown.correct(
        record, [our_shown.Shown(_NUMBERED.sub(r"\2", child_text(point, "name").strip()))
                 for point in points],
        (child_text(head, "name"), child_text(head, "desc")),
        our_geojson.language(about.get("language")), left)
    *places, route = our_json.of_records([record])
    stops = _with_tracks([*route.stops], root, left)
    return [*places, our_geojson.with_left(replace(route, stops=tuple(stops)), left)]


def _segments(root: Element, left: Left) -> list[tuple[Line, ...]]:
    """The lines of each segment that was recorded; those that a program computed are told."""
    segments = [[*below(one, "trkpt")] for track in below(root, "trk")
                if _extension(track, "computed") is None for one in below(track, "trkseg")]
    our_geojson.without_computed(sum(
        _extension(track, "computed") is not None for track in below(root, "trk")), left)
    return [path([one], left) for one in segments]


def _extension(element: Element, name: str) -> Element | None:
    return next(iter(our_elements.extensions(element, name)), None)


def _stop(point: Element, lang: str) -> Found:
    left = Left()
    about, leg = _extension(point, "stop"), _extension(point, "leg")
    name = _NUMBERED.sub(r"\2", child_text(point, "name").strip())
    # an export of before had the kind in the type, as programs that know no extension keep it
    kind = plain.line(about.get("kind") if about is not None else "") or plain.line(
        child_text(point, "type"))
    where = place_of(point)
    if not isinstance(where, LatLon):
        left.told.append(where)
    found = Found(name=our_geojson.text(name, lang), kind=words.kind_of(kind), kind_said=kind,
                  at=where if isinstance(where, LatLon) else None)
    if about is None:  # an export of before the extensions: what it says in words stays words
        words_of = plain.line(child_text(point, "desc"))
        if words_of:
            left.out(f"ce que l’export dit de l’étape : « {words_of} »",
                     f"what the export says of the stop: '{words_of}'")
        return replace(found, left_out=left.all)
    note = our_geojson.written(
        "".join(one.text or "" for one in our_elements.extensions(point, "note")), lang)
    stay = plain.line(about.get("stay"))
    return replace(
        found, insee=plain.line(about.get("insee")), place_id=plain.line(about.get("place")),
        visited=Visited(
            day=int(number(about.get("day")) or 1),
            stay=our_geojson.stay(stay, night=stay == "night"), meal=plain.line(about.get("meal")),
            optional=about.get("optional") == "yes", note=note, inline=not about.get("place"),
            leg=_leg(leg, point, lang) if leg is not None else None),
        left_out=left.all)


def _leg(leg: Element, point: Element, lang: str) -> Went:
    minutes, km = (number(leg.get(name)) for name in ("minutes", "km"))
    note = our_geojson.written(
        "".join(one.text or "" for one in our_elements.extensions(point, "legnote")), lang)
    return Went(by=words.mode_named(plain.line(leg.get("by"))),
                minutes=round(minutes) if minutes else None, km=km,
                line=plain.line(leg.get("line")), note=note,
                via=tuple(filter(None, (plain.line(one) for one in
                                        (leg.get("via") or "").split("; ")))))


def _with_tracks(stops: list[Found], root: Element, left: Left) -> list[Found]:
    """Each path given to the leg that says it has one, in their order; where the file has another
    number of them, to the leg whose two stops it joins. One that joins none is told, and so is one
    in several pieces, which would be joined over its gaps."""
    segments, found = _segments(root, left), list(stops)
    legs = [(n, _extension(point, "leg")) for n, point in enumerate(below(root, "wpt")) if n]
    pieces = {n: max(1, int(number(leg.get("pieces")) or 1)) for n, leg in legs
              if leg is not None and leg.get("track") == "yes"}
    if sum(pieces.values()) == len(segments) and len(found) > max(pieces, default=0):
        at = 0
        for n, count in pieces.items():
            mine, at = segments[at:at + count], at + count
            if count > 1:
                left.out("un tracé en plusieurs morceaux", "a path in several pieces")
            elif len(mine[0]) == 1:  # else its points are told
                found[n] = _along(found[n], mine[0][0])
        return found
    at = 1
    for line in (line for lines in segments for line in lines):
        here = next((n for n in range(at, len(found)) if (not pieces or n in pieces)
                     and _joins(line, found[n - 1], found[n])), 0)
        if here:
            found[here], at = _along(found[here], line), here + 1
        else:
            _joins_nothing(left)
    return found


def _along(stop: Found, line: Line) -> Found:
    visited = stop.visited or Visited()
    return replace(stop, visited=replace(visited, leg=replace(
        visited.leg or Went(), track=line)))


def _joins_nothing(left: Left) -> None:
    left.out("une trace qui ne relie pas deux étapes qui se suivent",
             "a track that does not join two stops in a row")


def _joins(line: Line, before: Found, after: Found) -> bool:
    ends = ((before.at, line[0]), (after.at, line[-1]))
    return all(stop is not None and distance_m(stop, LatLon(end.lat, end.lon)) < _END_M
               for stop, end in ends)
