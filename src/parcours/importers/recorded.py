"""Recorded paths of GPX to lines, without the points that cannot be on them, each told."""

from __future__ import annotations

from collections.abc import Sequence
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


def path(segments: Sequence[Sequence[Element]], left: Left) -> tuple[Line, ...]:
    """Lines without the points that cannot be on them, each told."""
    lines: list[list[TrackPoint | None]] = []
    strays: list[tuple[int, Words]] = []
    number = 0
    recorded = extended = False
    for segment in segments:
        kept: list[tuple[int, TrackPoint]] = []
        for point in segment:
            number += 1
            names = {local(child) for child in point}
            recorded, extended = recorded or "time" in names, extended or "extensions" in names
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
    if recorded:
        left.out("les heures d’enregistrement", "the times of the recording")
    if extended:
        left.out("les extensions (mesures de l’appareil)",
                 "the extensions (readings of the device)")
    return geometry.sound(lines, left)
