"""Figures that belong to a means of travel: how fast it goes and what it emits.

CO2 factors: ADEME Base Empreinte as published by Impact CO2 (values of July 2026), in kg CO2e per
passenger-km, use plus construction. A car's figure is per vehicle-km: one person aboard for `car`
and `electric-car`, two for `carpool`, one for a trip on demand. No factor is published for a boat.
Speeds are our own round figures, used only where an editor gives no minutes; the page marks the
result as an estimate.
"""

from __future__ import annotations

from datetime import date
from math import ceil

from parcours.format.choices import Mode

DETOUR: dict[Mode, float] = {
    Mode.WALK: 1.3, Mode.BIKE: 1.4, Mode.E_BIKE: 1.4, Mode.METRO: 1.3, Mode.TRAM: 1.3,
    Mode.BUS: 1.4, Mode.COACH: 1.4, Mode.ON_DEMAND: 1.4, Mode.TRAIN: 1.28, Mode.CAR: 1.4,
    Mode.ELECTRIC_CAR: 1.4, Mode.CARPOOL: 1.4, Mode.BOAT: 1.3,
}
"""How much longer a way is than the straight line between its ends.

Measured on real streets and paths for a walk, a bicycle and a car; on a winding regional railway
for a train (1.19 to 1.70 between two of its stations, 1.28 over the whole line). A coach goes by
road; metro, tram and boat were not measured, and take the ratio of a walk.
"""
RAIL_THROUGH_STOPS = 1.15
"""The same of a railway against the line through the stations that it passes (1.08 to 1.18)."""

CO2_SOURCE = "ADEME, Base Empreinte (Impact CO₂)"
CO2_READ_ON = date(2026, 7, 1)
"""When the factors were published so."""
CO2_KG_PER_KM: dict[Mode, float] = {
    Mode.WALK: 0.0,
    Mode.BIKE: 0.00017,
    Mode.E_BIKE: 0.01095,
    Mode.METRO: 0.00444,
    Mode.TRAM: 0.00428,
    Mode.BUS: 0.12242,
    Mode.COACH: 0.03756,
    Mode.ON_DEMAND: 0.142253,
    Mode.TRAIN: 0.02769,
    Mode.CAR: 0.142253,
    Mode.ELECTRIC_CAR: 0.0673653,
    Mode.CARPOOL: 0.142253 / 2,
}

SPEED_KMH: dict[Mode, float] = {
    Mode.WALK: 4.5, Mode.BIKE: 15, Mode.E_BIKE: 18, Mode.METRO: 25, Mode.TRAM: 18, Mode.BUS: 18,
    Mode.COACH: 45, Mode.ON_DEMAND: 40, Mode.TRAIN: 60, Mode.CAR: 50, Mode.ELECTRIC_CAR: 50,
    Mode.CARPOOL: 50, Mode.BOAT: 8,
}

WAIT_MIN: dict[Mode, int] = {
    Mode.METRO: 5, Mode.TRAM: 5, Mode.BUS: 10, Mode.COACH: 10, Mode.ON_DEMAND: 10, Mode.TRAIN: 10,
}
"""Minutes to reach the platform, added to an estimate."""

TOP_SPEED_KMH: dict[Mode, float] = {
    Mode.WALK: 8, Mode.BIKE: 40, Mode.E_BIKE: 45, Mode.METRO: 80, Mode.TRAM: 70, Mode.BUS: 90,
    Mode.COACH: 110, Mode.ON_DEMAND: 110, Mode.TRAIN: 320, Mode.CAR: 130, Mode.ELECTRIC_CAR: 130,
    Mode.CARPOOL: 130, Mode.BOAT: 40,
}
"""Nobody goes faster than this on average; a leg that does holds a typing error."""


def way_km(by: Mode, line_km: float, *, through: bool) -> float:
    """Kilometres of a way, estimated from the line between its ends, or ``through`` its stops."""
    if by is Mode.TRAIN and through:
        return line_km * RAIL_THROUGH_STOPS
    return line_km * DETOUR[by]


def estimated_minutes(by: Mode, km: float) -> int:
    """Minutes to travel ``km`` of road, rounded up to five, boarding included."""
    return max(5, ceil((km / SPEED_KMH[by] * 60 + WAIT_MIN.get(by, 0)) / 5) * 5)


def minutes_between(by: Mode, straight_m: float) -> int:
    """Minutes of a way of which only the ends are known."""
    return estimated_minutes(by, way_km(by, straight_m / 1000, through=False))
