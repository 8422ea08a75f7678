"""Trains that run between the stations near both ends of a leg by car.

They are asked of the feeds with the legs of a route (`parcours timetable`), and told as a greener
way only where its extract then proves that one runs: never because a railway happens to pass.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache

from parcours.content.atlas import Atlas
from parcours.format.choices import Kind, Mode
from parcours.format.model import Place
from parcours.geo.points import LatLon, distance_m
from parcours.timetable.extract import Extract
from parcours.timetable.legs import ServiceLeg
from parcours.timetable.proof import known_pairs, with_pairs
from parcours.trip import factors
from parcours.trip.rail import rail_way
from parcours.trip.rides import TrainInstead
from parcours.trip.trip import Trip, Visit

_CARS = frozenset({Mode.CAR, Mode.ELECTRIC_CAR, Mode.CARPOOL})
_ON_FOOT_M = 1500.0
"""From a stop to its station: some twenty-five minutes."""


def trains_instead(trip: Trip, atlas: Atlas) -> Iterator[ServiceLeg]:
    """For each leg by car, the same leg by train between the nearest stations that name their stops
    in timetables; nothing where one end has none within a walk."""
    stations = _stations(atlas)
    for leg in trip.legs:
        if leg.by not in _CARS:
            continue
        start, end = (_at_station(trip.visits[number - 1], stations)
                      for number in (leg.from_number, leg.to_number))
        if start is not None and end is not None and start.place_id != end.place_id:
            day = next(day for day in trip.days if leg in day.legs)
            yield ServiceLeg(day.number, start, end, Mode.TRAIN)


def proved_instead(trip: Trip, atlas: Atlas, extract: Extract) -> tuple[TrainInstead, ...]:
    """Those that the extract proves to run on some coming date of the route: another day's train
    is none of its, nor one that a newer timetable no longer has."""
    found = []
    for leg in trains_instead(trip, atlas):
        pairs = known_pairs(leg, extract)
        dates = sorted({day for pair in pairs for day in pair.departures}, reverse=True)
        last = next((day for day in dates
                     if day - timedelta(days=leg.day - 1) in trip.open_days.offered and any(
                         one.by is Mode.TRAIN for one in with_pairs(leg, pairs, day).fixed())),
                    None)
        if last is not None:
            ends = leg.start.place.position, leg.end.place.position
            rail = rail_way((leg.start.place_id, leg.end.place_id), ends, atlas.stations)
            km = rail.km if rail is not None else factors.way_km(
                Mode.TRAIN, distance_m(*ends) / 1000, through=False)
            found.append(TrainInstead(leg.start.number, leg.end.number, leg.start.place.name,
                                      leg.end.place.name, km, last))
    return tuple(found)


@lru_cache(maxsize=2)
def _stations(atlas: Atlas) -> Mapping[str, Place]:
    return {id: place for id, place in atlas.places.items()
            if place.kind is Kind.STATION and place.gtfs_stops}


def _at_station(visit: Visit, stations: Mapping[str, Place]) -> Visit | None:
    """A visit moved to the station near it."""
    here: LatLon = visit.place.position
    far_m, id = min(((distance_m(here, place.position), id) for id, place in stations.items()),
                    default=(_ON_FOOT_M + 1, ""))
    return replace(visit, place_id=id, place=stations[id], leg=None) if (
        far_m <= _ON_FOOT_M) else None
