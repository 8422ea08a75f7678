"""How far it is along a railway, as far as the kilometre points of its stations tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from parcours.content.railways import Station
from parcours.format.choices import Mode
from parcours.geo.points import LatLon, length_km
from parcours.trip import factors


class RailWay(NamedTuple):
    """The kilometres of a leg by train."""

    km: float
    known: bool
    """Whether kilometre points give all of them; what lies beyond them is estimated."""


def rail_way(passed: Sequence[str], points: Sequence[LatLon],
             stations: Mapping[str, tuple[Station, ...]]) -> RailWay | None:
    """The way by rail through ``passed`` (ids of places, empty for none), which lie at ``points``.

    None where no two of these are stations of one line: nothing is known of it then.
    """
    best: tuple[int, int, float] | None = None
    for first, id in enumerate(passed):
        for here in stations.get(id, ()):
            for last in range(len(passed) - 1, first, -1):
                there = next((one for one in stations.get(passed[last], ())
                              if one.line == here.line), None)
                if there is not None and (best is None or last - first > best[1] - best[0]):
                    best = first, last, abs(there.km - here.km)
    if best is None:
        return None
    first, last, km = best
    for piece in (points[:first + 1], points[last:]):
        if len(piece) > 1:
            km += factors.way_km(Mode.TRAIN, length_km(piece), through=len(passed) > 2)
    return RailWay(km, first == 0 and last == len(passed) - 1)
