"""Recorded paths of GPX to lines, without the points that cannot be on them, each told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from parcours.content import gpx_file
from parcours.content.gpx_file import place_of
from parcours.content.outside_xml import child_text, local
from parcours.geo.points import LatLon
from parcours.importers import geometry, hostile
from parcours.importers.found import Left, Line, TrackPoint

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def path(segments: Sequence[Sequence[Element]], left: Left) -> tuple[Line, ...]:
    """Lines without the points that cannot be on them, each told."""
    lines: list[list[TrackPoint | None]] = []
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
                height = hostile.number(child_text(point, "ele").strip().replace(",", "."))
                kept.append((number, TrackPoint(where.lat, where.lon, height)))
            else:
                left.out(f"le point {number} de la trace : {where.fr}",
                         f"point {number} of the track: {where.en}")
        far = gpx_file.spikes([LatLon(one.lat, one.lon) for _, one in kept])
        for at, off_km in far.items():
            which, there = kept[at]
            why = gpx_file.spike(which, LatLon(there.lat, there.lon), off_km).why
            left.out(f"le point {which} de la trace : {why.fr}",
                     f"point {which} of the track: {why.en}")
        lines.append([one for at, (_, one) in enumerate(kept) if at not in far])
    if recorded:
        left.out("les heures d’enregistrement", "the times of the recording")
    if extended:
        left.out("les extensions (mesures de l’appareil)",
                 "the extensions (readings of the device)")
    return geometry.sound(lines, left)
