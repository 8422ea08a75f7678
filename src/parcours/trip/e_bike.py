"""What an e-bike's battery has to give on each day, by an assumption that is told as one.

No source of ours says what an e-bike takes. The rule below is a round assumption: rolling on the
flat, and lifting a rider with a loaded bicycle (some 110 kg) at what a motor makes of its current.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import fsum

from parcours.format.choices import Kind, Mode, Service
from parcours.trip.trip import Trip, Visit

WH_PER_KM = 10
WH_PER_100M = 40
"""Upwards; what a descent gives back is not counted."""


@dataclass(frozen=True, slots=True)
class ElectricDay:
    """The legs by e-bike of one day."""

    day: int
    km: float
    estimated: bool
    """Whether some of the kilometres are our estimate of the way."""
    unknown: bool
    """Whether the places are known so roughly that the kilometres tell nothing."""
    climb_m: float | None
    """Metres upwards; None where the height of some leg is not known."""
    need_wh: float
    """By the assumption; at least so much where the climb is not known."""
    charging: tuple[int, ...]
    """The stops at both ends of these legs where one can charge."""


def electric_days(trip: Trip) -> Iterator[ElectricDay]:
    """Each day that has a leg by e-bike."""
    for day in trip.days:
        legs = [leg for leg in day.legs if leg.by is Mode.E_BIKE]
        if not legs:
            continue
        km = fsum(leg.way_km for leg in legs)
        reliefs = [leg.relief for leg in legs]
        climb_m = fsum(relief.climb_m for relief in reliefs if relief is not None)
        ends = dict.fromkeys(n for leg in legs for n in (leg.from_number, leg.to_number))
        yield ElectricDay(
            day.number, km, any(leg.km_estimated for leg in legs),
            all(leg.within_doubt for leg in legs),
            None if None in reliefs else climb_m,
            km * WH_PER_KM + climb_m * WH_PER_100M / 100,
            tuple(n for n in ends if _charges(trip.visits[n - 1])))


def _charges(visit: Visit) -> bool:
    """Whether the place says that one can charge there."""
    return visit.place.kind is Kind.CHARGING or Service.CHARGING in visit.place.services
