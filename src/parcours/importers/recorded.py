"""Recorded paths of GPX to lines, without the points that cannot be on them, each told."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from parcours.content import gpx_file
from parcours.content.gpx_file import place_of
from parcours.content.gpx_path import height_of
from parcours.content.outside_xml import child_text, local
from parcours.diagnostics.diagnostic import Words
from parcours.geo.points import LatLon
from parcours.importers import geometry
from parcours.importers.found import Left, Line, TrackPoint

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_MOST_TOLD = 3
"""Points of a path that are none, each with its own line."""

_BACK = 0.02
"""In shares of a path: the clock of a receiver is set back now and then."""


def _mixed(times: Sequence[str]) -> Words:
    """What the times of the points say against one outing; empty words for those of one."""
    back = sum(after < before for before, after in pairwise(times))
    if back > max(1, _BACK * len(times)):
        return Words(", qui ne se suivent pas : plusieurs sorties mêlées ?",
                     ", which do not follow one another: several outings mixed?")
    days = len({time[:10] for time in times})
    if days > 1:
        return Words(f", sur {days} jours différents", f", on {days} different days")
    return Words("", "")


def path(segments: Sequence[Sequence[Element]], left: Left) -> tuple[Line, ...]:
    """Lines without the points that cannot be on them, each told."""
    lines: list[list[TrackPoint | None]] = []
    strays: list[tuple[int, Words]] = []
    number = 0
    times: list[str] = []
    extended = False
    for segment in segments:
        kept: list[tuple[int, TrackPoint]] = []
        for point in segment:
            number += 1
            names = {local(child) for child in point}
            extended = extended or "extensions" in names
            if "time" in names:
                times.append(child_text(point, "time").strip()[:19])
            where = place_of(point)
            if isinstance(where, LatLon):
                height = height_of(child_text(point, "ele"))
                kept.append((number, TrackPoint(where.lat, where.lon, height)))
            else:
                strays.append((number, where))
        far = gpx_file.spikes([LatLon(one.lat, one.lon) for _, one in kept])
        for at, off_km in far.items():
            which, there = kept[at]
            strays.append((which, gpx_file.spike(which, LatLon(there.lat, there.lon), off_km).why))
        lines.append([one for at, (_, one) in enumerate(kept) if at not in far])
    strays.sort(key=lambda stray: stray[0])
    for which, why in strays[:_MOST_TOLD]:
        left.out(f"le point {which} de la trace : {why.fr}",
                 f"point {which} of the track: {why.en}")
    if (more := len(strays) - _MOST_TOLD) > 0:
        left.out(f"{more} autre(s) point(s) de la trace qui n’en sont pas",
                 f"{more} more point(s) of the track that are none")
    if times:
        doubt = _mixed(times)
        left.out(f"les heures des points{doubt.fr}", f"the times of the points{doubt.en}")
    if extended:
        left.out("les extensions (mesures de l’appareil)",
                 "the extensions (readings of the device)")
    return geometry.sound(lines, left)
