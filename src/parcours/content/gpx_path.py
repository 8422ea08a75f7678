"""The points of a recorded path, read one by one: no tree of a long file is ever kept.

What a path does not need, such as times and readings of a device, is passed over, whatever stands
there. A point that is nowhere is left out and told.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from parcours.content.gpx_file import Stray, place_of, spike, spikes
from parcours.content.outside_text import one_line
from parcours.content.outside_xml import BadXml, walk_xml
from parcours.diagnostics.diagnostic import Words
from parcours.geo.points import LatLon, distance_m

MAX_POINTS = 100_000
_HEIGHTS_M = (-450.0, 9000.0)
"""No way of this world leads lower or higher; devices write -9999 and 32767 for nothing."""
_MAX_WORDS = 200
_SAME_START_M = 50.0
_STOPS_APART_M = 400.0
"""Points of a ``rte`` that are usually further apart are stops: nothing tells the way between."""
COMPUTED = "computed"
"""Our own element for a path that `parcours route` had computed."""


_AS_GPX = Words("exportez la trace en GPX, ou faites-en une avec « parcours import »",
                "export the track as GPX, or make one with 'parcours import'")
_OTHERS: tuple[tuple[re.Pattern[bytes], Words, Words], ...] = (
    (re.compile(rb"$"), Words("ce fichier est vide", "this file is empty"),
     Words("exportez-le de nouveau en GPX", "export it again as GPX")),
    (re.compile(rb"(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+)?html", re.I | re.S),
     Words("c’est une page web, et non une trace", "this is a web page, not a track"),
     Words("téléchargez le fichier GPX lui-même", "download the GPX file itself")),
    (re.compile(rb"[{\[]"), Words("c’est du JSON, et non un GPX", "this is JSON, not GPX"),
     _AS_GPX),
    (re.compile(rb"PK\x03\x04"), Words("c’est une archive, et non un GPX",
                                       "this is an archive, not GPX"), _AS_GPX),
    (re.compile(rb".{8}\.FIT", re.S),
     Words("c’est un enregistrement FIT, et non un GPX", "this is a FIT recording, not GPX"),
     Words("exportez la trace en GPX", "export the track as GPX")),
    (re.compile(rb"<\?xml[^>]{0,200}>\s*<TrainingCenterDatabase|<TrainingCenterDatabase"),
     Words("c’est un enregistrement TCX, et non un GPX", "this is a TCX recording, not GPX"),
     Words("exportez la trace en GPX", "export the track as GPX")),
    (re.compile(rb"version https://git-lfs"),
     Words("c’est un renvoi de Git LFS, et non la trace elle-même",
           "this is a pointer of Git LFS, not the track itself"),
     Words("récupérez les fichiers : git lfs pull", "fetch the files: git lfs pull")),
    (re.compile(rb"[!-;=-~\x80-\xfd]"), Words("c’est du texte, et non un GPX",
                                             "this is text, not GPX"), _AS_GPX),
)
"""What is put in place of a track, told by its first bytes."""


def refuse_others(raw: bytes) -> None:
    """Raise `BadXml` where a file is plainly another thing than XML, with its name."""
    start = raw[:600].removeprefix(b"\xef\xbb\xbf")
    for shape, message, hint in _OTHERS:
        if shape.match(start) or shape.match(start.lstrip()):
            raise BadXml(message, hint)


_STOPS_ONLY = (
    Words("ce GPX ne donne que des étapes (rte), et non le chemin de l’une à l’autre (trk)",
          "this GPX gives stops alone (rte), not the way from one to the next (trk)"),
    Words("exportez la trace elle-même, ou dessinez-la dans votre outil de cartes",
          "export the track itself, or draw it in your map tool"))


class TooManyPoints(ValueError):
    """A file with more points than a path may have; the rest of it was not read."""


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a path."""

    number: int
    """From 1, along the whole file."""
    at: LatLon
    height_m: float | None


@dataclass(frozen=True, slots=True)
class About:
    """What a file says of where its path comes from; words of others, cut to a line."""

    program: str = ""
    author: str = ""
    licence: str = ""
    computed: Mapping[str, str] | None = None
    """What we wrote down of a path that was computed; None for any other."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """The segments of a file's tracks, else of its routes, in order."""

    segments: tuple[tuple[Point, ...], ...]
    strays: tuple[Stray, ...]
    about: About
    variants: tuple[str, ...] = ()
    """The names of tracks of the file that begin where another of them does."""
    waypoints: int = 0
    """Points of the file that are on no path."""


def recorded(raw: bytes) -> Recorded:
    """The path of a GPX file; raises `BadXml` and `TooManyPoints`."""
    refuse_others(raw)
    walk, _ = walk_xml(raw, _Walk)
    if walk.root == "kml":
        raise BadXml(Words("c’est un KML, et non un GPX", "this is KML, not GPX"), _AS_GPX)
    if walk.root != "gpx":
        raise BadXml(Words("ce fichier n’est pas un GPX lisible",
                           "this file is not a readable GPX"),
                     Words("exportez-le de nouveau en GPX", "export it again as GPX"))
    drawn = walk.tracks if walk.tracks.count or not walk.routes.count else walk.routes
    if drawn is walk.routes and any(drawn.segments) and is_stops(
            [point.at for segment in drawn.segments for point in segment], walk.names):
        raise BadXml(*_STOPS_ONLY)
    strays = list(drawn.strays)
    segments = []
    for segment in drawn.segments:
        far = spikes([point.at for point in segment])
        strays += [spike(segment[at].number, segment[at].at, off) for at, off in far.items()]
        segments.append(tuple(point for at, point in enumerate(segment) if at not in far))
    return Recorded(tuple(filter(None, segments)),
                    tuple(sorted(strays, key=lambda stray: stray.number)), walk.about,
                    _variants(walk) if drawn is walk.tracks else (), walk.waypoints)


def _variants(walk: _Walk) -> tuple[str, ...]:
    """The tracks that set out from one spot: two loops from a car park, or one path twice over."""
    starts: list[tuple[str, LatLon]] = []
    for at, end in pairwise((*walk.begun, len(walk.tracks.segments))):
        first = next((one[0].at for one in walk.tracks.segments[at:end] if one), None)
        if first is not None:
            starts.append((walk.titles.get(at, ""), first))
    return tuple(name for n, (name, spot) in enumerate(starts) if any(
        distance_m(spot, other) < _SAME_START_M
        for _, other in (*starts[:n], *starts[n + 1:])))


def is_stops(points: Sequence[LatLon], names: Sequence[str]) -> bool:
    """Whether the points of a ``rte`` are stops, with names of their own or far apart, and not a
    path that a program wrote so; it numbers its points, ``RPT001``, or names the turns alone."""
    own = {bare for name in names if (bare := re.sub(r"[\W\d_]", "", name))}
    steps = sorted(distance_m(*pair) for pair in pairwise(points))
    return 2 * len(own) > len(points) or not steps or steps[len(steps) // 2] > _STOPS_APART_M


@dataclass(slots=True)
class _Drawn:
    """What is read of one kind of path."""

    segments: list[list[Point]] = field(default_factory=list)
    strays: list[Stray] = field(default_factory=list)
    count: int = 0

    def take(self, place: LatLon | Words, height_m: float | None) -> None:
        """One more point, or one more that is none."""
        self.count += 1
        if isinstance(place, LatLon):
            self.segments[-1].append(Point(self.count, place, height_m))
        else:
            self.strays.append(Stray(self.count, place))


class _Walk:
    """Goes over a GPX file and keeps what makes a path."""

    def __init__(self) -> None:
        self.root = ""
        self.about = About()
        self.tracks, self.routes = _Drawn(), _Drawn()
        self.begun: list[int] = []
        """The index of the first segment of each track."""
        self.titles: dict[int, str] = {}
        """The names of tracks, by that index."""
        self.names: list[str] = []
        """Of the points of routes, in any order."""
        self.waypoints = 0
        self._place: LatLon | Words = Words("", "")
        self._height_m: float | None = None

    def opened(self, path: Sequence[str], attributes: Mapping[str, str]) -> None:
        """A segment or a point begins, or something tells where the file is from."""
        match path[1:]:
            case []:
                self.root = path[0]
                self.about = replace(self.about, program=_line(attributes.get("creator")))
            case ["trk", "trkseg"] | ["trk"]:
                if path[-1] == "trk":
                    self.begun.append(len(self.tracks.segments))
                self.tracks.segments.append([])
            case ["rte"]:
                self.routes.segments.append([])
            case ["trk", "trkseg", "trkpt"] | ["trk", "trkpt"] | ["rte", "rtept"]:
                if self.tracks.count + self.routes.count >= MAX_POINTS:
                    raise TooManyPoints
                self._place, self._height_m = place_of(attributes), None
            case ["wpt"]:
                self.waypoints += 1
            case ["metadata", "copyright"]:
                self.about = replace(self.about, author=_line(attributes.get("author")))
            case ["metadata", "extensions", name] if name == COMPUTED:
                self.about = replace(self.about, computed={
                    _line(key): _line(value) for key, value in [*attributes.items()][:20]})

    def closed(self, path: Sequence[str], text: str) -> None:
        """A point ends, and what it needs is known."""
        match path[1:]:
            case (["trk", "trkseg", "trkpt", "ele"] | ["trk", "trkpt", "ele"]
                  | ["rte", "rtept", "ele"]):
                self._height_m = height_of(text)
            case ["trk", "trkseg", "trkpt"] | ["trk", "trkpt"]:
                self.tracks.take(self._place, self._height_m)
            case ["rte", "rtept"]:
                self.routes.take(self._place, self._height_m)
            case ["trk", "name"] if self.begun:
                self.titles[self.begun[-1]] = _line(text)
            case ["rte", "rtept", "name"]:
                self.names.append(_line(text))
            case ["metadata", "copyright", "license"]:
                self.about = replace(self.about, licence=_line(text))


def height_of(text: str) -> float | None:
    """Metres above the sea; None where no height is written that there can be."""
    try:
        height_m = float(text.strip()[:30].replace(",", "."))
    except ValueError:
        return None
    return height_m if is_height(height_m) else None


def is_height(metres: float) -> bool:
    """Whether a path may lie so far above the sea; "not a number" does not."""
    return _HEIGHTS_M[0] <= metres <= _HEIGHTS_M[1]


def _line(text: str | None) -> str:
    return one_line(text or "", _MAX_WORDS)
