"""GPX: a track is a route's path, a ``rte`` its stops in order, waypoints alone are places.

Our own exports are known by who made them, and come back as the route that they were.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from parcours.content import gpx_file
from parcours.content.gpx_file import below, place_of
from parcours.content.outside_xml import BadXml, child_text
from parcours.geo.points import LatLon
from parcours.importers import hostile, our_gpx, plain, words
from parcours.importers.found import BadImport, Found, Left
from parcours.importers.recorded import path
from parcours.importers.routes import assembled, joined, with_stops

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def read(raw: bytes, file: Left) -> Iterable[Found]:
    """The routes of a file, or its places when it has no path."""
    try:
        root, told = gpx_file.tree_of_gpx(raw)
    except BadXml as bad:
        raise BadImport(bad.message, bad.hint, line=bad.line, column=bad.column,
                        code=bad.code) from bad
    file.told += told
    hostile.refuse_many([*below(root, "wpt")])
    if our_gpx.sees(root):
        return our_gpx.read(root)
    places = [_place(one) for one in below(root, "wpt")]
    routes = [_by_stops(one, places) for one in below(root, "rte") if [*below(one, "rtept")]]
    on_the_way = {id(stop) for route in routes for stop in route.stops}
    points = [one for one in places if id(one) not in on_the_way]
    title, about = _heading(root)
    tracks = _tracks(root, title)
    found = _together(points, routes, tracks, title, about)
    _tell_head(root, found, title, about, file)
    return found


def _together(points: Sequence[Found], routes: Sequence[Found], tracks: Sequence[Found],
              title: str, about: dict[str, str]) -> list[Found]:
    """Places and routes; where there is one route, the head of the file speaks of it."""
    if len(tracks) == 1 and len(routes) == 1:
        # a file that has both gives the path and its stops
        named = ({"": title} if title else None) or routes[0].name or tracks[0].name
        track = replace(tracks[0], name=named, description=tracks[0].description or about)
        return [*points, with_stops(track, routes[0].stops)]
    if len(tracks) + len(routes) == 1:
        (one,) = [*tracks, *routes]
        one = replace(one, name=one.name or ({"": title} if title else {}),
                      description=one.description or about)
        tracks, routes = ([one], []) if tracks else ([], [one])
    if not tracks:
        return [*points, *routes]
    return [*assembled(points, tracks), *routes]


def _heading(root: Element) -> tuple[str, dict[str, str]]:
    """The title and the description of a file, of GPX 1.1 or 1.0."""
    head = next(below(root, "metadata"), root)
    return plain.line(child_text(head, "name")), _said(child_text(head, "desc"))


def _tell_head(root: Element, found: Sequence[Found], title: str, about: dict[str, str],
               file: Left) -> None:
    """What the head of a file says and no route or place of it takes over."""
    if title and all(title not in one.name.values() for one in found):
        file.out(f"le titre du fichier : « {title} »", f"the title of the file: '{title}'")
    if about and all(one.description != about for one in found):
        said = plain.without_contacts(plain.line(about[""][:250])[:150])[0]
        file.out(f"la description du fichier : « {said} »",
                 f"the description of the file: '{said}'")
    for head in below(root, "metadata"):
        for rights in below(head, "copyright"):
            said = plain.line(" ".join(filter(None, (
                rights.get("author"), child_text(rights, "year"), child_text(rights, "license")))))
            if said:
                file.out(f"les droits annoncés : {said}", f"the rights announced: {said}")


def _tracks(root: Element, title: str) -> list[Found]:
    """A route a track; tracks that share a name, or have none, are parts of one path."""
    by_name: dict[str, list[Element]] = {}
    for track in below(root, "trk"):
        by_name.setdefault(plain.line(child_text(track, "name")), []).append(track)
    found = []
    for name, parts in by_name.items():
        left = Left()
        segments = [points for part in parts for points in _segments(part)]
        lines = joined(path(segments, left))
        if lines or any(segments):
            _tell_rest(parts, left)
            about = next((text for part in parts
                          if (text := plain.text(child_text(part, "desc"), left))), "")
            named = name or title
            found.append(Found(name={"": named} if named else {}, is_route=True, lines=lines,
                               description={"": about} if about else {}, left_out=left.all))
    return found


def _tell_rest(parts: Sequence[Element], left: Left) -> None:
    """What a track says besides its name and description."""
    for field, fr, en in (("cmt", "le commentaire", "the comment"),
                          ("src", "la source", "the source"), ("type", "le type", "the type")):
        for part in parts:
            said = plain.without_contacts(plain.line(child_text(part, field)[:300]))[0]
            if said and said != child_text(part, "desc").strip():
                left.out(f"{fr} ({field}) : « {said} »", f"{en} ({field}): '{said}'")
    for part in parts:
        for link in below(part, "link"):
            if address := plain.line(link.get("href")):
                left.out(f"un lien : {address}", f"a link: {address}")


def _segments(track: Element) -> Iterator[list[Element]]:
    """The points of each segment; some programs leave the segment out."""
    yield [*below(track, "trkpt")]
    for one in below(track, "trkseg"):
        yield [*below(one, "trkpt")]


def _by_stops(route: Element, places: Sequence[Found]) -> Found:
    """A route by its stops; one that is a waypoint as well is told more fully there."""
    title = plain.line(child_text(route, "name"))
    told = {(one.at, *one.name.values()): one for one in reversed(places)}
    stops = [told.get((one.at, *one.name.values()), one)
             for one in map(_place, below(route, "rtept"))]
    return with_stops(Found(name={"": title} if title else {}, is_route=True,
                            description=_said(child_text(route, "desc"))), stops)


def _place(point: Element) -> Found:
    left = Left()
    title = plain.line(child_text(point, "name"), left)
    comment, about = child_text(point, "cmt"), child_text(point, "desc")
    if comment.strip() and comment != about:
        left.out("le commentaire (cmt)", "the comment (cmt)")
    for name, fr, en in (("extensions", "les extensions", "the extensions"),
                         ("ele", "l’altitude", "the height")):
        if next(below(point, name), None) is not None:
            left.out(f"{fr} ({name})", f"{en} ({name})")
    where = place_of(point)
    if not isinstance(where, LatLon):
        left.told.append(where)
    sort = plain.line(child_text(point, "type"))
    symbol = plain.line(child_text(point, "sym"))
    if symbol and sort:
        left.out(f"le symbole « {symbol} »", f"the symbol '{symbol}'")
    link = next(below(point, "link"), None)
    website = (link.get("href") or "" if link is not None else "") or child_text(point, "url")
    return Found(name={"": title} if title else {}, kind=words.kind_of(sort),
                 kind_said=sort or symbol, at=where if isinstance(where, LatLon) else None,
                 description=_said(about), website=plain.line(website), left_out=left.all)


def _said(value: object) -> dict[str, str]:
    text = plain.text(value)
    return {"": text} if text else {}
