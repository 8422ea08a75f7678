"""Recorded paths of legs: a GPX file to the points of its tracks, or why it is refused.

Size is looked at before a parser sees the file. A path with a point that cannot be one is refused
and the point named: on a map, and in the kilometres, it would be a leap across the sea.
"""

from __future__ import annotations

from pathlib import Path

from parcours.diagnostics.diagnostic import Words
from parcours.geo.points import LatLon

MAX_BYTES = 10 * 1024 * 1024


class BadTrack(ValueError):
    """A file that holds no path; ``code`` is the diagnostic to give, ``hint`` what to do."""

    def __init__(self, message: Words, code: str = "bad-track", hint: Words | None = None) -> None:
        super().__init__(message.en)
        self.message, self.code, self.hint = message, code, hint


def read_track(path: Path) -> tuple[LatLon, ...]:
    """The points of every track (else route) of a GPX file, in order; raises `BadTrack`."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise BadTrack(Words(
                f"cette trace pèse {size >> 20} Mio, la limite est de 10 Mio",
                f"this track is {size >> 20} MiB, the limit is 10 MiB"), "too-large")
        raw = path.read_bytes()
    except OSError as failure:
        raise BadTrack(Words("ce fichier ne peut pas être lu", "this file cannot be read"),
                       "missing-file") from failure
    # its patterns take a while to compile, and most checks meet no track
    from parcours.content.gpx_file import path_of, tree_of_gpx
    from parcours.content.outside_xml import BadXml

    try:
        root, _ = tree_of_gpx(raw)
    except BadXml as bad:
        where = Words(f" (ligne {bad.line})", f" (line {bad.line})") if bad.line > 1 else Words(
            "", "")
        raise BadTrack(Words(f"{bad.message.fr}{where.fr}", f"{bad.message.en}{where.en}"),
                       hint=bad.hint) from bad
    points, strays = path_of(root)
    if len(points) < 2 and not strays:
        raise BadTrack(Words("cette trace contient moins de deux points",
                             "this track holds fewer than two points"))
    if strays:
        first, more = strays[0], len(strays) - 1
        others_fr = f" ({more} autre{'s' if more > 1 else ''} comme lui)" if more else ""
        others_en = f" ({more} more like it)" if more else ""
        raise BadTrack(Words(
            f"le point {first.number} de cette trace n’en est pas un : {first.why.fr}{others_fr}",
            f"point {first.number} of this track is none: {first.why.en}{others_en}"),
            hint=Words("retirez ce point du fichier ; « parcours import » en fait une trace sans "
                       "ces points", "remove that point from the file; 'parcours import' makes a "
                       "track without such points of it"))
    return points


def thinned(points: tuple[LatLon, ...], most: int = 400) -> tuple[LatLon, ...]:
    """At most ``most`` points of a line, both ends kept: enough for a screen, light for a phone."""
    if len(points) <= most:
        return points
    step = (len(points) - 1) / (most - 1)
    return tuple(points[round(i * step)] for i in range(most))
