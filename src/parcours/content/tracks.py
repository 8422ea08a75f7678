"""Recorded paths of legs: a GPX file to the points of its tracks.

The only module that reads XML from outside, and it trusts none of it: size and document types are
refused before a parser sees the file.
"""

from __future__ import annotations

from pathlib import Path

from parcours.diagnostics.diagnostic import Words
from parcours.geo.points import LatLon

MAX_BYTES = 10 * 1024 * 1024


class BadTrack(ValueError):
    """A file that holds no path; ``code`` is the diagnostic to give."""

    def __init__(self, message: Words, code: str = "bad-track") -> None:
        super().__init__(message.en)
        self.message, self.code = message, code


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
    if b"<!DOCTYPE" in raw.upper() or b"<!ENTITY" in raw.upper() or b"\x00" in raw:
        raise BadTrack(Words("ce GPX contient une déclaration de type interdite",
                             "this GPX holds a forbidden document type declaration"))
    import gpxpy
    from gpxpy.gpx import GPXException

    try:
        gpx = gpxpy.parse(raw.decode("utf-8-sig"))
        found = [LatLon(float(point.latitude), float(point.longitude)) for track in gpx.tracks
                 for segment in track.segments for point in segment.points]
        points = tuple(found or [LatLon(float(point.latitude), float(point.longitude))
                                 for route in gpx.routes for point in route.points])
    except (GPXException, UnicodeDecodeError, ValueError, TypeError, AttributeError) as failure:
        raise BadTrack(Words("ce fichier n’est pas un GPX lisible",
                             "this file is not a readable GPX")) from failure
    if len(points) < 2:
        raise BadTrack(Words("cette trace contient moins de deux points",
                             "this track holds fewer than two points"))
    if not all(-90 <= lat <= 90 and -180 <= lon <= 180 for lat, lon in points):
        raise BadTrack(Words("cette trace sort du globe", "this track leaves the globe"))
    return points


def thinned(points: tuple[LatLon, ...], most: int = 400) -> tuple[LatLon, ...]:
    """At most ``most`` points of a line, both ends kept: enough for a screen, light for a phone."""
    if len(points) <= most:
        return points
    step = (len(points) - 1) / (most - 1)
    return tuple(points[round(i * step)] for i in range(most))
