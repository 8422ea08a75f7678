"""What a route emits for each person, as planned and by car, and why where no total can be given.

Each leg: the kilometres of its way, times the factor of its means (`factors`). Counted from the
first stop to the last, without the way to the first or home from the last. By car the stops are
the same: legs on foot stay on foot, all others go by car along our estimate of the road.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import fsum

from parcours.format.choices import Mode
from parcours.geo.points import distance_m
from parcours.trip import factors
from parcours.trip.rides import TrainInstead
from parcours.trip.trip import Leg, Trip

_CARS = frozenset({Mode.CAR, Mode.ELECTRIC_CAR, Mode.CARPOOL, Mode.ON_DEMAND})
_STEPS = ((2.0, 0.1), (10.0, 0.5), (30.0, 1.0), (100.0, 5.0))
"""Below so many kilograms, figures are told by steps of so many; above all, by ten."""


@dataclass(frozen=True, slots=True)
class ByMeans:
    """All legs by one means."""

    by: Mode
    km: float
    estimated: bool
    """Whether some of the kilometres are our estimate of the way."""
    kg: float
    unknown: bool = False
    """Whether its ends are known so roughly that the kilometres tell nothing."""


@dataclass(frozen=True, slots=True)
class Footprint:
    """kg CO2e of one person; None where a leg keeps from giving a total."""

    means: tuple[ByMeans, ...]
    """Those whose factor is known, in the order in which one takes them."""
    uncounted: tuple[Leg, ...]
    """Legs without a published factor, or whose means nobody names."""
    planned_kg: float | None
    car_alone_kg: float | None
    """None also where one walks all the way."""
    car_km: float
    """Of the same stops by car."""
    electric_kg: float | None
    """As planned, with an electric car for each petrol or diesel one; None where there is none."""

    by_train_kg: tuple[tuple[TrainInstead, float, float], ...] = ()
    """Trains proved to run where the route goes by car: what one emits by train, and by car."""

    @property
    def car_for_two_kg(self) -> float | None:
        """By car, two aboard: half of what is read of one, so that both figures agree."""
        alone_kg = self.car_alone_kg
        return None if alone_kg is None else (rounded_kg(alone_kg) or alone_kg) / 2


def footprint(trip: Trip) -> Footprint:
    """What a route emits."""
    counted = [leg for leg in trip.legs if leg.by is not None and leg.co2_known]
    uncounted = tuple(leg for leg in trip.legs if leg.by is None or not leg.co2_known)
    means = tuple(_by_means(by, [leg for leg in counted if leg.by is by])
                  for by in dict.fromkeys(leg.by for leg in counted) if by is not None)
    planned_kg = None if uncounted else fsum(one.kg for one in means)
    driven = [leg for leg in trip.legs if leg.by is not Mode.WALK]
    car_km = fsum(_road_km(leg, trip) for leg in driven)
    sails = any(leg.by is Mode.BOAT for leg in driven)  # where no road need lead
    petrol = next((one for one in means if one.by is Mode.CAR), None)
    electric_kg = None
    if petrol is not None and planned_kg is not None:
        electric_kg = planned_kg - petrol.kg + (
            petrol.km * factors.CO2_KG_PER_KM[Mode.ELECTRIC_CAR])
    return Footprint(
        means, uncounted, planned_kg,
        car_km * factors.CO2_KG_PER_KM[Mode.CAR] if driven and not sails else None,
        car_km, electric_kg, tuple(_by_train(trip)))


def _by_train(trip: Trip) -> Iterator[tuple[TrainInstead, float, float]]:
    legs = {leg.to_number: leg for leg in trip.legs}
    for train in trip.trains_instead:
        by_car_kg = legs[train.to_number].co2_kg
        by_train_kg = train.km * factors.CO2_KG_PER_KM[Mode.TRAIN]
        if by_train_kg < by_car_kg:
            yield train, by_train_kg, by_car_kg


def rounded_kg(kg: float) -> float:
    """As exactly as kilometres that are partly estimated, and factors that are means, allow."""
    step = next((step for below, step in _STEPS if kg < below), 10.0)
    return round(round(kg / step) * step, 1)


def filed_kg(kg: float | None) -> float | None:
    """The same for files, where a little is not nothing; None where there is no total."""
    return None if kg is None else rounded_kg(kg) or round(kg, 3)


def _by_means(by: Mode, legs: list[Leg]) -> ByMeans:
    return ByMeans(by, fsum(leg.way_km for leg in legs), any(leg.km_estimated for leg in legs),
                   fsum(leg.co2_kg for leg in legs), all(leg.within_doubt for leg in legs))


def _road_km(leg: Leg, trip: Trip) -> float:
    """Kilometres of a leg by car: its own where it goes by car, else an estimate of the road."""
    if leg.by in _CARS:
        return leg.way_km
    start, end = trip.visits[leg.from_number - 1].place, trip.visits[leg.to_number - 1].place
    return factors.way_km(
        Mode.CAR, distance_m(start.position, end.position) / 1000, through=False)
