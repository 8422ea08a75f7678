"""GPX files that others wrote: the same reading for the track of a leg and for an import.

Elements are known by their local names: files come with the namespace of GPX 1.0, of 1.1, of
another thing, under a prefix, or with none at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, radians
from typing import TYPE_CHECKING

from parcours.content.outside_xml import BadXml, local, tree_of_xml
from parcours.diagnostics.diagnostic import Words
from parcours.geo.points import LatLon

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_SPIKE_KM = (1.0, 30.0)
"""A point this far from both its neighbours, which are near each other, was never walked to: the
first where the path has points close together, the second whatever it has."""
_USUAL_STEPS = 25
"""Between the two: so many times the usual step from point to point."""
_DEGREE_KM = 111.2
_AXES = ("lat", "lon")
_TURNS_DEG = 540
_METRES = 1000


@dataclass(frozen=True, slots=True)
class Stray:
    """A point of a path that cannot be one: its number from 1, and why."""

    number: int
    why: Words


def tree_of_gpx(raw: bytes) -> tuple[Element, tuple[Words, ...]]:
    """The root of a GPX file and what was mended in it; raises `BadXml`."""
    root, told = tree_of_xml(raw)
    if local(root) != "gpx":
        raise BadXml(Words("ce fichier n’est pas un GPX lisible",
                           "this file is not a readable GPX"),
                     Words("exportez-le de nouveau en GPX", "export it again as GPX"))
    return root, told


def below(element: Element, name: str) -> Iterator[Element]:
    """The direct children of a name."""
    return (one for one in element if local(one) == name)


def segments(root: Element) -> list[list[Element]]:
    """The points of every segment of every track of a file, in order."""
    return [[*below(segment, "trkpt")] for track in below(root, "trk")
            for segment in below(track, "trkseg")]


def place_of(point: Element | Mapping[str, str]) -> LatLon | Words:
    """Where a point is, by its attributes, or why it is nowhere; decimal commas are understood."""
    try:
        lat, lon = (float((point.get(name) or "")[:40].replace(",", ".")) for name in _AXES)
    except ValueError:
        if not any((point.get(name) or "").strip() for name in _AXES):
            return Words("sa position, qui n’est pas donnée", "its position, which is not given")
        return Words(f"sa position « {_shown(point)} » est illisible",
                     f"its position '{_shown(point)}' cannot be read")
    if 180 < abs(lon) <= _TURNS_DEG and abs(lat) <= 90:  # a web map that was turned once round
        lon -= 360 if lon > 0 else -360
    if max(abs(lat), abs(lon)) > _METRES:
        return Words(f"sa position {_shown(point)} n’est pas en degrés (des mètres ?)",
                     f"its position {_shown(point)} is not in degrees (metres?)")
    if not (abs(lat) <= 90 and abs(lon) <= 180):
        return Words(f"sa position {_shown(point)} est hors du globe",
                     f"its position {_shown(point)} is off the globe")
    if abs(lat) < 0.001 and abs(lon) < 0.001:
        return Words(f"sa position est {_shown(point)} : le récepteur avait perdu la sienne",
                     f"its position is {_shown(point)}: the receiver had lost its own")
    return LatLon(lat, lon)


def _shown(point: Element | Mapping[str, str]) -> str:
    """A position as it is written."""
    typed = [(point.get(name) or "").strip()[:40] for name in _AXES]
    return ", ".join(word if word.isprintable() else "?" for word in typed)


def spikes(points: Sequence[LatLon]) -> dict[int, float]:
    """The indices of single points that lie far from where the path is before and after them, each
    with the kilometres to the nearer of both."""
    steps = [_apart_km(*pair) for pair in pairwise(points)]
    if not steps or max(steps) <= _SPIKE_KM[0]:
        return {}
    usual = sorted(steps)[len(steps) // 2]
    far = min(_SPIKE_KM[1], max(_SPIKE_KM[0], _USUAL_STEPS * usual))
    found: dict[int, float] = {}
    for at in range(1, len(points) - 1):
        before = points[at - 1] if at - 1 not in found else points[at - 2]
        here, after = points[at], points[at + 1]
        off = min(_apart_km(before, here), steps[at])
        if off > far and _apart_km(before, after) < far / 3:
            found[at] = off
    return found


def spike(number: int, point: LatLon, off_km: float) -> Stray:
    """What to say of a point that `spikes` found."""
    shown, km = f"{point.lat:.5f}, {point.lon:.5f}", f"{off_km:.0f}"
    return Stray(number, Words(f"sa position {shown} est à {km} km de ses voisins",
                               f"its position {shown} is {km} km from its neighbours"))


def _apart_km(one: LatLon, other: LatLon) -> float:
    """A distance good enough to tell 10 from 30 km, and quick."""
    return _DEGREE_KM * hypot(one.lat - other.lat,
                              (one.lon - other.lon) * cos(radians(one.lat)))
