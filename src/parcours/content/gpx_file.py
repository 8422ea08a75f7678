"""GPX files that others wrote: the same reading for the track of a leg and for an import.

Elements are known by their local names: files come with the namespace of GPX 1.0, of 1.1, of
another thing, under a prefix, or with none at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, hypot, radians
from typing import TYPE_CHECKING

from parcours.content.outside_xml import BadXml, local, tree_of_xml
from parcours.diagnostics.diagnostic import Words
from parcours.geo.points import LatLon

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_SPIKE_KM = 30
"""A point this far from both its neighbours, which are near each other, was never walked to."""
_DEGREE_KM = 111.2


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


def place_of(point: Element) -> LatLon | Words:
    """Where a point is, or why it is nowhere; decimal commas are understood."""
    typed = [(point.get(name) or "").strip()[:40] for name in ("lat", "lon")]
    shown = ", ".join(word if word.isprintable() else "?" for word in typed)
    try:
        lat, lon = (float(word.replace(",", ".")) for word in typed)
    except ValueError:
        return Words(f"sa position « {shown} » est illisible",
                     f"its position '{shown}' cannot be read")
    if not (abs(lat) <= 90 and abs(lon) <= 180):
        return Words(f"sa position {shown} est hors du globe",
                     f"its position {shown} is off the globe")
    if abs(lat) < 0.001 and abs(lon) < 0.001:
        return Words(f"sa position est {shown} : le récepteur avait perdu la sienne",
                     f"its position is {shown}: the receiver had lost its own")
    return LatLon(lat, lon)


def spikes(points: Sequence[LatLon]) -> list[int]:
    """The indices of single points that lie far from where the path is before and after them."""
    found: list[int] = []
    for at in range(1, len(points) - 1):
        before = points[at - 1] if not found or found[-1] != at - 1 else points[at - 2]
        here, after = points[at], points[at + 1]
        if _apart_km(before, here) > _SPIKE_KM and _apart_km(here, after) > _SPIKE_KM and (
                _apart_km(before, after) < _SPIKE_KM / 3):
            found.append(at)
    return found


def spike(number: int, point: LatLon) -> Stray:
    """What to say of a point that `spikes` found."""
    shown = f"{point.lat:.5f}, {point.lon:.5f}"
    return Stray(number, Words(f"sa position {shown} est à plus de {_SPIKE_KM} km de ses voisins",
                               f"its position {shown} is over {_SPIKE_KM} km from its neighbours"))


def path_of(root: Element) -> tuple[tuple[LatLon, ...], tuple[Stray, ...]]:
    """The points of all tracks of a file (else of its routes) in order, and those that are none."""
    drawn = [point for segment in segments(root) for point in segment] or [
        point for route in below(root, "rte") for point in below(route, "rtept")]
    kept: list[tuple[int, LatLon]] = []
    strays: list[Stray] = []
    for number, point in enumerate(drawn, 1):
        where = place_of(point)
        if isinstance(where, LatLon):
            kept.append((number, where))
        else:
            strays.append(Stray(number, where))
    far = set(spikes([point for _, point in kept]))
    strays += [spike(*kept[at]) for at in sorted(far)]
    return (tuple(point for at, (_, point) in enumerate(kept) if at not in far),
            tuple(sorted(strays, key=lambda stray: stray.number)))


def _apart_km(one: LatLon, other: LatLon) -> float:
    """A distance good enough to tell 10 from 30 km, and quick."""
    return _DEGREE_KM * hypot(one.lat - other.lat,
                              (one.lon - other.lon) * cos(radians(one.lat)))
