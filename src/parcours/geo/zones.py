"""The clock on the wall at a place: that of Paris, and overseas that of the island or territory."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from parcours.geo.points import LatLon

MAINLAND = "Europe/Paris"


class _Box(NamedTuple):
    """A stretch of the sea with one clock, within which no other land has another."""

    zone: str
    south: float
    west: float
    north: float
    east: float


_OVERSEAS = (
    _Box("America/St_Barthelemy", 17.80, -62.96, 18.00, -62.70),
    _Box("America/Marigot", 18.00, -63.20, 18.15, -62.95),
    _Box("America/Guadeloupe", 15.75, -61.90, 16.60, -60.90),
    _Box("America/Martinique", 14.30, -61.35, 14.95, -60.70),
    _Box("America/Cayenne", 2.00, -54.70, 6.00, -51.50),
    _Box("America/Miquelon", 46.70, -56.60, 47.25, -56.00),
    _Box("Indian/Mayotte", -13.10, 44.90, -12.50, 45.40),
    _Box("Indian/Reunion", -21.50, 55.10, -20.75, 55.95),
    _Box("Pacific/Marquesas", -11.00, -141.50, -7.50, -138.00),
    _Box("Pacific/Gambier", -23.60, -135.70, -22.50, -134.30),
    _Box("Pacific/Tahiti", -28.00, -155.00, -13.50, -134.30),
    _Box("Pacific/Wallis", -14.50, -178.50, -13.00, -176.00),
    _Box("Pacific/Noumea", -23.00, 158.00, -17.50, 172.50))
"""The inhabited ones; Gambier and the Marquesas stand before Tahiti, whose box holds them."""


@lru_cache(maxsize=4096)
def zone_name(at: LatLon) -> str:
    """The name of the time zone of a place in the IANA database: ``Indian/Reunion``."""
    return next((box.zone for box in _OVERSEAS if box.south <= at.lat <= box.north
                 and box.west <= at.lon <= box.east), MAINLAND)


def common_zone(places: Iterable[LatLon]) -> str:
    """The name of the zone of all of these places; that of Paris where they have several."""
    found = {zone_name(at) for at in places}
    return found.pop() if len(found) == 1 else MAINLAND


def zone_at(at: LatLon) -> ZoneInfo:
    """The time zone of a place."""
    return ZoneInfo(zone_name(at))
