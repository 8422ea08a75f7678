"""KML and KMZ: a placemark with a point is a place, one with a line is a route.

Points and one line in the same folder, or without any, are a route and its stops; a folder's name
is told with each of its points, and says their kind where it is a word for one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from parcours.content.outside_xml import child_text, local
from parcours.diagnostics.diagnostic import Words
from parcours.geo.points import LatLon
from parcours.importers import (
    archive,
    columns,
    coordinates,
    geometry,
    ours_unread,
    plain,
    umap_text,
    untrusted,
    words,
)
from parcours.importers.found import BadImport, Found, Left, Line, TrackPoint
from parcours.importers.headings import field_of
from parcours.importers.positions import Position
from parcours.importers.routes import assembled, joined

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ELSEWHERE = {
    "NetworkLink": ("un lien vers une autre carte (NetworkLink)",
                    "a link to another map (NetworkLink)"),
    "GroundOverlay": ("une image posée sur la carte", "a picture laid on the map"),
    "ScreenOverlay": ("une image posée sur l’écran", "a picture laid on the screen"),
    "PhotoOverlay": ("une photo posée sur la carte", "a photo laid on the map"),
    "Tour": ("une visite animée", "an animated tour"),
}

_UNTOLD = {
    "TimeSpan": ("la période (TimeSpan)", "the period (TimeSpan)"),
    "TimeStamp": ("la date (TimeStamp)", "the date (TimeStamp)"),
    "Snippet": ("le résumé (Snippet)", "the summary (Snippet)"),
    "author": ("l’auteur (atom:author)", "the author (atom:author)"),
    "link": ("un lien (atom:link)", "a link (atom:link)"),
    "AddressDetails": ("l’adresse détaillée (xal)", "the detailed address (xal)"),
    "snippet": ("le résumé (snippet)", "the summary (snippet)"),
}
"""What a placemark may say and a place has no room for."""


_OF_A_PROGRAM = ("scale", "timestamp", "icon", "visibility", "lastModified", "accessRules")
"""What Organic Maps keeps of how a mark is drawn."""


def read_kmz(raw: bytes, file: Left) -> Iterable[Found]:
    """Every placemark of the KML in an archive; what else is in it is told."""
    first, *others = archive.names(raw, ".kml")
    for name in others:
        file.out(f"un second KML de l’archive : {plain.line(name)}",
                 f"a second KML of the archive: {plain.line(name)}")
    pictures = sum(len(archive.names(raw, ending)) for ending in (".png", ".jpg", ".jpeg", ".gif"))
    if pictures:
        file.out(f"{pictures} image(s) de l’archive", f"{pictures} picture(s) of the archive")
    return read(archive.read(raw, first), file)


def read(raw: bytes, file: Left) -> Iterable[Found]:
    """Every placemark of a file, folder by folder."""
    root = untrusted.tree_of_xml(raw, file)
    ours_unread.refuse_kml(root)
    untrusted.refuse_many([one for one in root.iter() if local(one) == "Placemark"])
    for name, (fr, en) in _ELSEWHERE.items():
        if any(local(one) == name for one in root.iter()):
            file.out(fr, en)
    for group in root.iter():
        if local(group) in ("Document", "Folder") and (
                about := plain.line(child_text(group, "description")[:1000])):
            file.out(f"la description de la carte ou d’un dossier : « {about[:150]} »",
                     f"the description of the map or of a folder: '{about[:150]}'")
        if local(group) == "Document" and (title := plain.line(child_text(group, "name"))):
            file.out(f"le titre de la carte : « {title} »", f"the title of the map: '{title}'")
    headings = _headings(root)
    found: list[Found] = []
    for folders, marks in _folders(root):
        points: list[Found] = []
        routes: list[Found] = []
        for mark in marks:
            one = _found(mark, folders, headings)
            (routes if one.is_route else points).append(one)
        found += assembled(points, routes)
    if not found and any(local(one) == "NetworkLink" for one in root.iter()):
        raise BadImport(
            Words("ce fichier n’est qu’un lien vers une carte en ligne (NetworkLink)",
                  "this file is only a link to a map online (NetworkLink)"),
            Words("exportez la carte elle-même ; dans Google My Maps, en KML et sans le lien "
                  "réseau qui la tient à jour", "export the map itself; in Google My Maps, as KML "
                  "and without the network link that keeps it up to date"))
    return found


def _folders(root: Element) -> Iterator[tuple[tuple[str, ...], list[Element]]]:
    """The placemarks of each folder, with the names of those it lies in and its own; those of none
    first."""
    waiting: deque[tuple[Element, tuple[str, ...]]] = deque([(root, ())])
    while waiting:
        element, folders = waiting.popleft()
        marks: list[Element] = []
        inside = deque([element] if local(element) == "Placemark" else element)
        while inside:
            one = inside.popleft()
            if local(one) == "Placemark":
                marks.append(one)
            elif local(one) == "Folder":
                name = plain.line(child_text(one, "name"))
                waiting.append((one, (*folders, name) if name else folders))
            elif local(one) in ("Document", "kml"):
                inside.extendleft(reversed(one))
        if marks:
            yield folders, marks


def _below(element: Element, *names: str) -> Iterator[Element]:
    return (one for one in element.iter() if local(one) in names)


def _headings(root: Element) -> dict[str, str]:
    """The words that a schema has for its columns: their names may be cut or codes."""
    return {name: words for one in _below(root, "SimpleField", "SimpleArrayField")
            if (name := one.get("name", "")) and (
                words := plain.line(child_text(one, "displayName")))}


def _extra(mark: Element, headings: Mapping[str, str]) -> dict[str, str]:
    """The columns of a placemark by their headings, those of a schema or its own."""
    found: dict[str, str] = {}
    for one in _below(mark, "Data", "SimpleData"):
        name = one.get("name", "")
        said = child_text(one, "value") or one.text or ""
        shown = plain.line(child_text(one, "displayName")) or headings.get(name, "")
        known = shown and (field_of(shown).field or not field_of(name).field)
        found[shown if known and shown not in found else name] = said
    return found


def _tell_more(mark: Element, own: Collection[str], left: Left) -> None:
    """What a program keeps in elements of its own, such as the names in each language."""
    for group in _below(mark, "ExtendedData"):
        for one in group:
            if local(one) in ("Data", "SchemaData", *_OF_A_PROGRAM):
                continue
            said = dict.fromkeys(text for part in one.iter() if (text := plain.line(part.text)))
            told = [text for text in said if text not in own]
            if told:
                shown, name = " ; ".join(told)[:150], plain.line(local(one))
                left.out(f"« {name} » : {shown}", f"'{name}': {shown}")


def _found(mark: Element, folders: tuple[str, ...], headings: Mapping[str, str]) -> Found:
    left, folder = Left(), " / ".join(folders)
    rings = _rings(mark)
    is_route = bool(rings) or any(True for _ in _below(mark, "LineString", "Track"))
    lines = joined(_lines(mark, rings, left))
    surfaces = [*_below(mark, "Polygon")]
    for one in _below(mark, "Polygon", "Model"):
        left.out(*geometry.shape_told(local(one)))
    for name, (fr, en) in _UNTOLD.items():
        if any(True for _ in _below(mark, name)):
            left.out(fr, en)
    extra = _extra(mark, headings)
    _tell_more(mark, [plain.line(child_text(mark, name)) for name in ("name", "description")],
               left)
    if is_route:
        title = plain.line(child_text(mark, "name"), left)
        about = plain.text(umap_text.unmarked(child_text(mark, "description")), left)
        for key in extra:
            left.out(f"« {plain.line(key)} »", f"'{plain.line(key)}'")
        if any(True for _ in _below(mark, "Point")):
            left.out("un point de la même forme", "a point of the same shape")
        if folder:
            left.out(f"le dossier « {folder} »", f"the folder '{folder}'")
        return Found(name={"": title} if title else {}, is_route=True, lines=lines,
                     description={"": about} if about else {}, left_out=left.all)
    own = {"name": child_text(mark, "name"),
           "description": umap_text.unmarked(child_text(mark, "description")),
           "address": child_text(mark, "address"), "phone": child_text(mark, "phoneNumber")}
    place = columns.place({**extra, **{key: text for key, text in own.items() if text.strip()}},
                          left, at=_point(mark, left))
    if not place.at and surfaces:
        place = replace(place, middle=_middle(surfaces))
    if folder and not place.kind_said:
        kinds = map(words.kind_of_group, reversed(folders))
        return replace(place, kind=next(filter(None, kinds), None),
                       kind_said=f"dossier « {folder} »")
    if folder:
        left.out(f"le dossier « {folder} »", f"the folder '{folder}'")
    return replace(place, left_out=left.all)


def _lines(mark: Element, rings: Sequence[Element], left: Left) -> tuple[Line, ...]:
    drawn: list[list[TrackPoint | None]] = []
    for one in (*_below(mark, "LineString"), *rings):
        text = child_text(one, "coordinates")
        points = coordinates.line(text)
        if points is None:
            shown = plain.line(text[:60])
            left.out(f"une ligne aux coordonnées illisibles : « {shown}… »",
                     f"a line with unreadable coordinates: '{shown}…'")
        else:
            drawn.append(points)
    for track in _below(mark, "Track"):
        drawn.append([coordinates.point((one.text or "").split())
                      for one in _below(track, "coord")])
        if any(True for _ in _below(track, "when")):
            left.out("les heures des points", "the times of the points")
    return geometry.sound(drawn, left)


def _point(mark: Element, left: Left) -> Position | None:
    texts = [text for one in _below(mark, "Point")
             if (text := " ".join(child_text(one, "coordinates").split()))]
    if len({tuple(text.split(",")[:2]) for text in texts}) > 1:  # which of them is it?
        left.out(f"{len(texts)} points pour un seul lieu",
                 f"{len(texts)} points for one place")
        return None
    return coordinates.single(texts[0]) if texts else None


def _rings(mark: Element) -> list[Element]:
    """The closed lines that bound no surface: loops."""
    bounds = {id(ring) for one in _below(mark, "Polygon") for ring in _below(one, "LinearRing")}
    return [one for one in _below(mark, "LinearRing") if id(one) not in bounds]


def _middle(surfaces: Sequence[Element]) -> LatLon | None:
    """The middle of surfaces that are small enough to stand for a place."""
    outer = [ring for one in surfaces for edge in _below(one, "outerBoundaryIs")
             for ring in _below(edge, "LinearRing")]
    lines = [coordinates.line(child_text(ring, "coordinates")) or () for ring in outer]
    return geometry.middle_of({"type": "MultiPolygon", "coordinates": [[[
        [point.lon, point.lat] for point in line if point]] for line in lines]})
