"""How far our own estimates of legs may be wrong."""

from __future__ import annotations

from collections.abc import Sequence

from parcours.content.freshness import Level
from parcours.format.choices import Mode
from parcours.geo.points import distance_m
from parcours.trip import factors
from parcours.trip.trip import TripDay, Visit

SLOWER = 0.25
"""By which share a way may take longer than by our speeds: on foot, at a metre a second."""


def sparable_min(visit: Visit, day: TripDay, every: Sequence[Visit]) -> float:
    """By how much our estimates since the last fixed time may be too slow: nobody goes faster than
    straight ahead, at the top speed of the means. ``every`` visit of the route in order."""
    spared = 0.0
    for one in reversed(day.visits[:day.visits.index(visit) + 1]):
        if one is not visit and one.time_level is Level.TOLD and one.arrival_level is Level.UNKNOWN:
            break  # a fixed time that leaves time to arrive
        spared += spared_min(one, every)
    return spared


def spared_min(visit: Visit, every: Sequence[Visit]) -> float:
    """The same of the leg to one visit alone; none where its minutes are told."""
    leg, before = visit.leg, every[visit.number - 2] if visit.number > 1 else None
    if leg is None or before is None or not leg.minutes_estimated:
        return 0.0
    vague_m = before.place.precision_m + visit.place.precision_m
    least_m = max(0.0, distance_m(before.place.position, visit.place.position) - vague_m)
    top = factors.TOP_SPEED_KMH[leg.by] if leg.by else max(factors.TOP_SPEED_KMH.values())
    return leg.minutes - least_m / 1000 / top * 60


def slower_min(visit: Visit) -> int:
    """By how much our estimate of the leg to a visit may be too fast; none where its minutes are
    told. An end that is known roughly may lie farther off; and where nobody names a means, one
    walks."""
    leg = visit.leg
    if leg is None or not leg.minutes_estimated:
        return 0
    by = leg.by or Mode.WALK
    vague_km = factors.way_km(by, leg.vague_m / 1000, through=False)
    return max(0, slow_minutes(by, leg.way_km + vague_km) - leg.minutes)


def slow_minutes(by: Mode, km: float) -> int:
    """Minutes to travel ``km`` of road for who is slow; what we estimate of a short way is rounded
    up by nearly as much."""
    return round(km / factors.SPEED_KMH[by] * 60 * (1 + SLOWER)) + factors.WAIT_MIN.get(by, 0)
