"""How far our own estimates of legs may be wrong."""

from __future__ import annotations

from collections.abc import Sequence

from parcours.content.freshness import Level
from parcours.geo.points import distance_m
from parcours.trip import factors
from parcours.trip.trip import TripDay, Visit


def sparable_min(visit: Visit, day: TripDay, every: Sequence[Visit]) -> float:
    """By how much our estimates since the last fixed time may be too slow: nobody goes faster than
    straight ahead, at the top speed of the means. ``every`` visit of the route in order."""
    spared = 0.0
    for one in reversed(day.visits[:day.visits.index(visit) + 1]):
        if one is not visit and one.time_level is Level.TOLD and one.arrival_level is Level.UNKNOWN:
            break  # a fixed time that leaves time to arrive
        leg, before = one.leg, every[one.number - 2] if one.number > 1 else None
        if leg is not None and leg.minutes_estimated and before is not None:
            vague_m = before.place.precision_m + one.place.precision_m
            least_m = max(0.0, distance_m(before.place.position, one.place.position) - vague_m)
            top = factors.TOP_SPEED_KMH[leg.by] if leg.by else max(factors.TOP_SPEED_KMH.values())
            spared += leg.minutes - least_m / 1000 / top * 60
    return spared
