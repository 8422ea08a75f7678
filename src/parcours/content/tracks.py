"""Paths of legs: a GPX file to the line to draw, its kilometres, its heights, and where it is from.

What a stranger's file may do to us is bounded before it is read whole. Pieces are joined only where
they touch: a straight line over a gap would be taken for a path. Lengths and heights are measured
on all points; the line that is kept then lies within 5 m of them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from parcours.content.relief import NoRelief, Relief, heights_at, relief
from parcours.diagnostics.diagnostic import Words
from parcours.geo.plane import Plane
from parcours.geo.points import LatLon, distance_m

if TYPE_CHECKING:
    from parcours.content.gpx_file import Stray
    from parcours.content.gpx_path import About, Point, Recorded

MAX_BYTES = 10 * 1024 * 1024
SIMPLIFIED_M = 4.0
"""Five decimals of a degree, as files have them, put another 0.7 m on top."""
_TOUCH_M = 10.0
"""Pieces that end and begin this near are one path: a receiver is no better."""
_TOLD_GAP_M = 50.0
"""A shorter gap is a pause of the receiver."""
_LEAP_M = 2000.0
_USUAL_STEPS = 50
"""Within a piece, a step this long, and so many times the usual one, was not recorded."""
_COARSE_M = 1000.0
_STRAYS = 0.1
"""Points that are nowhere, in shares of the others: past it the file is not to be trusted."""
_ENGINES = ("brouter", "graphhopper", "openrouteservice", "osrm", "valhalla")
"""Programs that compute paths, and sign their files."""


class BadTrack(ValueError):
    """A file that holds no path; ``code`` is the diagnostic to give, ``hint`` what to do."""

    def __init__(self, message: Words, code: str = "bad-track", hint: Words | None = None) -> None:
        super().__init__(message.en)
        self.message, self.code, self.hint = message, code, hint


@dataclass(frozen=True, slots=True)
class Gap:
    """Where a path breaks off and goes on elsewhere."""

    after: int
    """The number of the last point before it, from 1."""
    start: LatLon
    end: LatLon
    length_m: float


@dataclass(frozen=True, slots=True)
class Coarse:
    """A path whose points usually lie a kilometre or more apart: sketched, and not followed."""

    count: int
    longest_m: float


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a path is from, in the words of its file; empty where it does not say."""

    computed_by: str = ""
    """The program that computed it; a recorded or surveyed path has none."""
    data: str = ""
    """What a path was computed from: a map of paths by its name."""
    author: str = ""
    """Whose the path is, or that data."""
    licence: str = ""
    on: str = ""
    """The day on which it was computed, ``YYYY-MM-DD``."""


@dataclass(frozen=True, slots=True)
class Track:
    """A path, measured on every point of its file and then simplified."""

    points: tuple[LatLon, ...]
    """Within 5 m of the file's, all pieces in order."""
    breaks: tuple[int, ...]
    """The indices of the points that begin another piece."""
    along_m: tuple[float, ...]
    """Metres from the start to each point; gaps have no length."""
    relief: Relief | NoRelief
    gaps: tuple[Gap, ...] = ()
    strays: tuple[Stray, ...] = ()
    origin: Origin = Origin()
    variants: tuple[str, ...] = ()
    """The names of the tracks of its file that begin at one spot, all of them on this path."""
    coarse: Coarse | None = None

    @property
    def km(self) -> float:
        """Kilometres of all pieces, without the gaps between them."""
        return self.along_m[-1] / 1000

    @property
    def pieces(self) -> tuple[tuple[LatLon, ...], ...]:
        """The points piece by piece."""
        return tuple(self.points[start:end] for start, end in self._bounds)

    @property
    def heights_m(self) -> tuple[tuple[float, ...], ...]:
        """Smoothed metres above the sea at the points, piece by piece; empty without relief."""
        if not isinstance(self.relief, Relief):
            return ()
        return tuple(tuple(heights_at(profile, self.along_m[start:end]))
                     for profile, (start, end) in zip(self.relief.profiles, self._bounds,
                                                      strict=True))

    @property
    def _bounds(self) -> tuple[tuple[int, int], ...]:
        return tuple(pairwise((0, *self.breaks, len(self.points))))

    def reversed(self) -> Track:
        """The same path walked the other way."""
        whole_m, count = self.along_m[-1], len(self.points)
        turned = self.relief if isinstance(self.relief, NoRelief) else replace(
            self.relief, climb_m=self.relief.descent_m, descent_m=self.relief.climb_m,
            profiles=tuple(tuple((whole_m - at, height) for at, height in reversed(piece))
                           for piece in reversed(self.relief.profiles)))
        return replace(
            self, points=self.points[::-1], relief=turned,
            breaks=tuple(count - at for at in reversed(self.breaks)),
            along_m=tuple(whole_m - at for at in reversed(self.along_m)),
            gaps=tuple(replace(gap, start=gap.end, end=gap.start)
                       for gap in reversed(self.gaps)))


def read_track(path: Path) -> Track:
    """The path of a GPX file: its tracks, else its routes; raises `BadTrack`."""
    try:
        state = path.stat()
        if state.st_size > MAX_BYTES:
            raise BadTrack(Words(
                f"cette trace pèse {state.st_size >> 20} Mio, la limite est de 10 Mio",
                f"this track is {state.st_size >> 20} MiB, the limit is 10 MiB"), "too-large")
        return _read(path, state.st_size, state.st_mtime_ns)
    except OSError as failure:
        raise BadTrack(Words("ce fichier ne peut pas être lu", "this file cannot be read"),
                       "missing-file") from failure


@lru_cache(maxsize=32)
def _read(path: Path, _size: int, _changed_ns: int) -> Track:
    """A file as it is now, once for the check and for the trip."""
    return track_of(path.read_bytes())


def track_of(raw: bytes) -> Track:
    """The path in the bytes of a GPX file; raises `BadTrack`."""
    # its patterns take a while to compile, and most checks meet no track
    from parcours.content.gpx_path import MAX_POINTS, TooManyPoints, recorded
    from parcours.content.outside_xml import BadXml

    try:
        found = recorded(raw)
    except BadXml as bad:
        where = Words(f" (ligne {bad.line})", f" (line {bad.line})") if bad.line > 1 else Words(
            "", "")
        raise BadTrack(Words(f"{bad.message.fr}{where.fr}", f"{bad.message.en}{where.en}"),
                       hint=bad.hint) from bad
    except TooManyPoints as many:
        raise BadTrack(Words(
            f"cette trace a plus de {MAX_POINTS} points",
            f"this track has over {MAX_POINTS} points"),
            "too-large", Words("simplifiez-la dans votre outil de cartes : un point tous les 5 m "
                               "suffit", "simplify it in your map tool: a point every 5 m will do"),
        ) from many
    count = sum(map(len, found.segments))
    if len(found.strays) > _STRAYS * count:
        raise _too_many_strays(found)
    pieces, gaps = _joined(found)
    if not pieces:
        raise _no_path(found, count)
    return _measured(pieces, gaps, found)


def _no_path(found: Recorded, count: int) -> BadTrack:
    """What a file has in place of two points of a path."""
    if not count and found.waypoints:
        return BadTrack(Words("ce GPX ne contient que des repères (wpt), et non un chemin (trk)",
                              "this GPX holds waypoints alone (wpt), and no path (trk)"),
                        hint=Words("exportez la trace elle-même, ou dessinez-la dans votre outil "
                                   "de cartes", "export the track itself, or draw it in your map "
                                   "tool"))
    if len({point.at for segment in found.segments for point in segment}) == 1 < count:
        return BadTrack(Words("tous les points de cette trace sont au même endroit",
                              "all points of this track are at the same spot"))
    return BadTrack(Words("cette trace contient moins de deux points",
                          "this track holds fewer than two points"))


def _too_many_strays(found: Recorded) -> BadTrack:
    first, more = found.strays[0], len(found.strays) - 1
    others_fr = f" ({more} autre{'s' if more > 1 else ''} comme lui)" if more else ""
    others_en = f" ({more} more like it)" if more else ""
    told = Words(
        f"le point {first.number} de cette trace n’en est pas un : {first.why.fr}{others_fr}",
        f"point {first.number} of this track is none: {first.why.en}{others_en}")
    if not any(found.segments):
        return BadTrack(told, hint=Words(
            "exportez-la de nouveau en GPX, en degrés (WGS 84)",
            "export it again as GPX, in degrees (WGS 84)"))
    return BadTrack(told, hint=Words(
        "retirez ce point du fichier ; « parcours import » en fait une trace sans ces points",
        "remove that point from the file; 'parcours import' makes a track without such points of "
        "it"))


def _joined(found: Recorded) -> tuple[list[list[Point]], list[Gap]]:
    """The pieces of a path, one where segments touch, two where a segment leaps; and the gaps
    between them that are worth a word."""
    pieces: list[list[Point]] = []
    gaps: list[Gap] = []
    for part in (part for segment in found.segments for part in _unbroken(segment)):
        if not pieces:
            pieces.append(part)
            continue
        last, first = pieces[-1][-1], part[0]
        apart_m = distance_m(last.at, first.at)
        if apart_m <= _TOUCH_M:
            pieces[-1] += part
        else:
            if apart_m > _TOLD_GAP_M:
                gaps.append(Gap(last.number, last.at, first.at, apart_m))
            pieces.append(part)
    return pieces, gaps


def _unbroken(segment: Sequence[Point]) -> Iterator[list[Point]]:
    """The parts of a segment between leaps; one that leads nowhere is none."""
    steps = [distance_m(before.at, after.at) for before, after in pairwise(segment)]
    usual = sorted(steps)[len(steps) // 2] if steps else 0.0
    limit = max(_LEAP_M, _USUAL_STEPS * usual)
    leaps = [at for at, step in enumerate(steps, 1) if step > limit]
    for start, end in pairwise((0, *leaps, len(segment))):
        if any(steps[start:end - 1]):
            yield [*segment[start:end]]


def _measured(pieces: Sequence[Sequence[Point]], gaps: Sequence[Gap], found: Recorded) -> Track:
    """Lengths and heights of all points, and the points that a line within 5 m needs."""
    stands: list[list[float]] = []
    at = 0.0
    for piece in pieces:
        stands.append([at])
        for before, after in pairwise(piece):
            at += distance_m(before.at, after.at)
            stands[-1].append(at)
    steps = [after - before for some in stands for before, after in pairwise(some)]
    heights = relief([[(metres, point.height_m) for metres, point in zip(some, piece, strict=True)]
                      for some, piece in zip(stands, pieces, strict=True)])
    points: list[LatLon] = []
    along: list[float] = []
    breaks: list[int] = []
    for n, (piece, some) in enumerate(zip(pieces, stands, strict=True)):
        if points:
            breaks.append(len(points))
        kept = _telling([point.at for point in piece])
        if isinstance(heights, Relief):  # a line may be straight and lead over a hill
            kept |= {min(bisect_left(some, metres), len(some) - 1)
                     for metres, _ in heights.profiles[n]}
        for index in sorted(kept):
            points.append(piece[index].at)
            along.append(some[index])
    return Track(tuple(points), tuple(breaks), tuple(along), heights, tuple(gaps), found.strays,
                 origin_of(found.about), found.variants, coarse(steps, sum(map(len, pieces))))


def coarse(steps_m: Sequence[float], count: int) -> Coarse | None:
    """Whether a path of so many points, from each to the next, is a sketch."""
    if not steps_m or sorted(steps_m)[len(steps_m) // 2] <= _COARSE_M:
        return None
    return Coarse(count, max(steps_m))


def _telling(points: Sequence[LatLon]) -> set[int]:
    """The indices of the points that a line within 4 m of all of them goes through."""
    from shapely import LineString, get_coordinates

    lats, lons = zip(*points, strict=True)
    plane = Plane(LatLon((min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2))
    line = LineString([(*plane.xy(*point), n) for n, point in enumerate(points)])
    kept = get_coordinates(line.simplify(SIMPLIFIED_M, preserve_topology=False), include_z=True)
    return {int(number) for *_, number in kept}


def origin_of(about: About) -> Origin:
    """Where a path is from; one that an engine signed is computed, whoever says otherwise."""
    if about.computed is not None:
        told = about.computed
        return Origin(told.get("by", "") or "?", told.get("from", ""), about.author, about.licence,
                      told.get("on", ""))
    signed = about.program.lower()
    engine = about.program if any(name in signed for name in _ENGINES) else ""
    return Origin(engine, "", about.author, about.licence)
