"""GPX: a track is a route's path, a ``rte`` its stops in order, waypoints alone are places.

Our own exports are known by who made them, and come back as the route that they were.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from parcours.content import gpx_file
from parcours.content.gpx_file import below, place_of
from parcours.content.gpx_path import COMPUTED, About, is_stops
from parcours.content.outside_xml import BadXml, child_text, local
from parcours.content.tracks import Origin, origin_of
from parcours.geo.points import LatLon, distance_m
from parcours.importers import (
    contacts,
    openstreetmap,
    osmand,
    our_gpx,
    plain,
    umap_text,
    untrusted,
    words,
)
from parcours.importers.found import BadImport, Found, Left
from parcours.importers.recorded import path
from parcours.importers.routes import assembled, joined, with_stops

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_PATH_POINTS = 10
"""A route of fewer points is taken for stops, whatever their names."""
_SAME_END_M = 200.0
_BY_M = 1000.0
_PROBES = 1000
"""Points of a path that are looked at, to know whether it goes by a stop."""

def read(raw: bytes, file: Left) -> Iterable[Found]:
    """The routes of a file, or its places when it has no path."""
    try:
        root, mended = gpx_file.tree_of_gpx(raw)
    except BadXml as bad:
        raise BadImport(bad.message, bad.hint, line=bad.line, column=bad.column,
                        code=bad.code) from bad
    file.told += mended
    untrusted.refuse_many([*below(root, "wpt")])
    if our_gpx.sees(root):
        return our_gpx.read(root)
    places = [_place(one) for one in below(root, "wpt")]
    drawn, stops = _routes(root)
    routes = [_by_stops(one, places) for one in stops]
    on_the_way = {id(stop) for route in routes for stop in route.stops}
    points = [one for one in places if id(one) not in on_the_way]
    title, about = _heading(root)
    tracks = _tracks(root, title, file)
    for found in (_path_of_route(one, title) for one in drawn):
        if any(_same_ends(found, one) for one in tracks):
            file.out("une route (rte) qui redit le tracé",
                     "a route (rte) that tells the track again")
        else:
            tracks.append(found)
    origin = _origin(root)
    tracks = [replace(one, path_origin=origin) for one in tracks]
    told = _together(points, routes, tracks, title, about)
    _tell_head(root, told, title, about, file)
    return told


def _routes(root: Element) -> tuple[list[Element], list[Element]]:
    """The routes that are paths point by point, and those that are stops."""
    drawn: list[Element] = []
    stops: list[Element] = []
    for route in below(root, "rte"):
        points = [*below(route, "rtept")]
        places = [at for one in points if isinstance(at := place_of(one), LatLon)]
        names = [child_text(one, "name") for one in points]
        if len(places) >= _PATH_POINTS and not is_stops(places, names):
            drawn.append(route)
        elif points:
            stops.append(route)
    return drawn, stops


def _path_of_route(route: Element, title: str) -> Found:
    """A route whose points a program laid close to one another: its path, without their names."""
    left = Left()
    points = [*below(route, "rtept")]
    lines = joined(path([points], left))
    _tell_rest([route], left)
    if any(child_text(one, "name").strip() or child_text(one, "desc").strip() for one in points):
        left.out("les noms et indications des points de la route (rte)",
                 "the names and directions of the points of the route (rte)")
    named = plain.line(child_text(route, "name")) or title
    return Found(name={"": named} if named else {}, is_route=True, lines=lines,
                 description=_said(child_text(route, "desc")), left_out=left.all)


def _same_ends(one: Found, other: Found) -> bool:
    """Whether two paths begin and end at the same spots."""
    ends = [(found.lines[0][0], found.lines[-1][-1]) for found in (one, other) if found.lines]
    return len(ends) == 2 and all(
        distance_m(LatLon(a.lat, a.lon), LatLon(b.lat, b.lon)) < _SAME_END_M
        for a, b in zip(*ends, strict=True))


def _origin(root: Element) -> Origin:
    """Who computed or drew the paths of a file, as it says itself."""
    head = next(below(root, "metadata"), root)
    rights = next(below(head, "copyright"), None)
    computed = next((one for more in below(head, "extensions") for one in more
                     if local(one) == COMPUTED), None)
    return origin_of(About(
        plain.line(root.get("creator")),
        plain.line(rights.get("author")) if rights is not None else "",
        plain.line(child_text(rights, "license")) if rights is not None else "",
        {key: plain.line(value) for key, value in [*computed.items()][:20]}
        if computed is not None else None))


def _together(points: Sequence[Found], routes: Sequence[Found], tracks: Sequence[Found],
              title: str, about: dict[str, str]) -> list[Found]:
    """Places and routes; where there is one route, the head of the file speaks of it."""
    if len(tracks) == 1 and len(routes) == 1 and _passes(tracks[0], routes[0]):
        # a file that has both gives the path and its stops
        named = ({"": title} if title else None) or routes[0].name or tracks[0].name
        left = Left([*tracks[0].left_out, *routes[0].left_out])
        for other in (routes[0].name, tracks[0].name):
            if other and other != named:
                left.out(f"un autre nom : « {other['']} »", f"another name: '{other['']}'")
        said = tracks[0].description or routes[0].description or about
        if routes[0].description not in ({}, said):
            left.out("la description de la route (rte)", "the description of the route (rte)")
        track = replace(tracks[0], name=named, description=said, left_out=left.all)
        return [*points, with_stops(track, routes[0].stops)]
    if len(tracks) + len(routes) == 1:
        (one,) = [*tracks, *routes]
        one = replace(one, name=one.name or ({"": title} if title else {}),
                      description=one.description or about)
        tracks, routes = ([one], []) if tracks else ([], [one])
    if not tracks:
        return [*points, *routes]
    return [*assembled(points, tracks), *routes]


def _passes(track: Found, route: Found) -> bool:
    """Whether a path goes by most stops of a route: a file may hold two that have nothing to do
    with each other."""
    line = [point for one in track.lines for point in one]
    some = [LatLon(one.lat, one.lon) for one in line[::max(1, len(line) // _PROBES)]]
    stops = [stop.at for stop in route.stops if stop.at]
    near = [stop for stop in stops if any(distance_m(stop, one) < _BY_M for one in some)]
    return not stops or not some or 2 * len(near) > len(stops)


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
        said = contacts.without_contacts(plain.line(about[""][:250])[:150])[0]
        file.out(f"la description du fichier : « {said} »",
                 f"the description of the file: '{said}'")
    for head in [*below(root, "metadata"), root]:
        if when := untrusted.day(child_text(head, "time").strip()):
            file.out(f"la date du fichier : {when}", f"the date of the file: {when}")
        for rights in below(head, "copyright"):
            said = plain.line(" ".join(filter(None, (
                rights.get("author"), child_text(rights, "year"), child_text(rights, "license")))))
            if said:
                file.out(f"les droits annoncés : {said}", f"the rights announced: {said}")
        for author in below(head, "author"):
            name = " ".join(filter(None, (
                plain.line(child_text(author, "name") or author.text), *_links(author))))
            if name:
                file.out(f"l’auteur du fichier : {name}", f"the author of the file: {name}")
        if words_of := plain.line(child_text(head, "keywords")[:300]):
            file.out(f"les mots-clés : {words_of}", f"the keywords: {words_of}")
        for address in _links(head):
            file.out(f"un lien du fichier : {address}", f"a link of the file: {address}")


def _tracks(root: Element, title: str, file: Left) -> list[Found]:
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
            sorts = {child_text(part, "type").strip() for part in parts}
            found.append(Found(name={"": named} if named else {}, is_route=True, lines=lines,
                               by=words.mode_of(sorts.pop()) if len(sorts) == 1 else None,
                               description={"": about} if about else {}, left_out=left.all))
        else:
            which = contacts.without_contacts(name)[0]
            file.out(f"une trace sans aucun point{f' : « {which} »' if which else ''}",
                     f"a track without any point{f': {which!r}' if which else ''}")
    return found


def _tell_rest(parts: Sequence[Element], left: Left) -> None:
    """What a track says besides its name and description."""
    for field, fr, en in (("cmt", "le commentaire", "the comment"),
                          ("src", "la source", "the source"), ("type", "le type", "the type")):
        for part in parts:
            said = contacts.without_contacts(plain.line(child_text(part, field)[:300]))[0]
            if said and said != child_text(part, "desc").strip() and not (
                    field == "type" and words.mode_of(said)):
                left.out(f"{fr} ({field}) : « {said} »", f"{en} ({field}): '{said}'")
    for part in parts:
        for address in _links(part):
            left.out(f"un lien : {address}", f"a link: {address}")
        for name, said in osmand.tags(part):
            left.out(f"« {name} » : {said}", f"'{name}': {said}")


def _links(element: Element) -> list[str]:
    """The addresses that an element leads to, of GPX 1.1 and 1.0."""
    found = [plain.line(link.get("href")) for link in below(element, "link")]
    return [one for one in (*found, plain.line(child_text(element, "url"))) if one]


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
    left = Left()
    _tell_rest([route], left)
    if any(local(one) == "rpt" for one in route.iter()):
        left.out("le chemin que Garmin a calculé entre les étapes (rpt)",
                 "the way that Garmin computed between the stops (rpt)")
    return with_stops(Found(name={"": title} if title else {}, is_route=True, left_out=left.all,
                            description=_said(child_text(route, "desc"))), stops)


def _place(point: Element) -> Found:
    left = Left()
    title = plain.line(child_text(point, "name"), left)
    comment, about = child_text(point, "cmt"), child_text(point, "desc")
    if comment.strip() and comment != about:
        left.out("le commentaire (cmt)", "the comment (cmt)")
    if next(below(point, "ele"), None) is not None:
        left.out("l’altitude (ele)", "the height (ele)")
    for field, fr, en in (("time", "la date", "the date"), ("src", "la source", "the source")):
        if said := plain.line(child_text(point, field)[:300]):
            left.out(f"{fr} ({field}) : {said}", f"{en} ({field}): {said}")
    where = place_of(point)
    if not isinstance(where, LatLon):
        left.told.append(where)
    sort = plain.line(child_text(point, "type"))
    symbol = plain.line(child_text(point, "sym"))
    if symbol and sort:
        left.out(f"le symbole « {symbol} »", f"the symbol '{symbol}'")
    links = _links(point)
    ids = [id for one in links if (id := openstreetmap.id_of_page(one))]
    website, *others = [one for one in links if not openstreetmap.id_of_page(one)] or [""]
    for address in others:
        left.out(f"un lien : {address}", f"a link: {address}")
    found = Found(name={"": title} if title else {}, kind=words.kind_of_group(sort),
                  kind_said=sort or symbol, at=where if isinstance(where, LatLon) else None,
                  description=_said(about), website=website, left_out=left.all,
                  refs={"osm": ids[0]} if ids else {},
                  page=openstreetmap.page_of(ids[0]) if ids else "")
    return osmand.more(found, point)


def _said(value: object) -> dict[str, str]:
    text = plain.text(umap_text.unmarked(value) if isinstance(value, str) else value)
    return {"": text} if text else {}
