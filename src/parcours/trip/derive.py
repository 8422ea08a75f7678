"""Itinerary + atlas to Trip: times, distances, shares, open days, emissions.

Works on an itinerary free of errors between files (every place, commune and alliance is known);
what the plan itself gets wrong is left visible in the result for `checks.timing` to tell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from parcours.content.atlas import Atlas
from parcours.content.freshness import Level, hours_level
from parcours.content.place_hours import hours_of
from parcours.content.sides import Side
from parcours.content.tracks import Track, read_track
from parcours.format.choices import ON_THE_WAY, Mode
from parcours.format.model import Day, InlineStop, Itinerary, PlaceFields, PlaceStop, Travel
from parcours.format.scalars import NIGHT
from parcours.format.text import Text
from parcours.geo.points import LatLon, bounds_of, distance_m, length_km
from parcours.trip import factors, open_days
from parcours.trip.rail import RailWay, rail_way
from parcours.trip.trip import Leg, Shape, Share, Trip, TripDay, Visit

DEFAULT_STAY_MIN = 30
"""Minutes at a stop whose editor gives neither ``stay`` nor the place a ``duration``."""
WALKABLE_M = 2000
"""Where no means is written, what is nearer than this is walked to."""


def derive(id: str, itinerary: Itinerary, atlas: Atlas,
           ways: Mapping[int, Leg] = MappingProxyType({})) -> Trip:
    """Compute the journey; raises KeyError when a place or alliance is not in the atlas.

    ``ways`` are legs that are known already, by the stop that they lead to: only their hours are
    computed.
    """
    days: list[TripDay] = []
    number = 0
    before: Visit | None = None
    for d, day in enumerate(itinerary.days):
        visits = _visits(day, number, before, atlas, ways)
        days.append(TripDay(d + 1, day.title, visits))
        number += len(visits)
        before = visits[-1]
    all_visits = [visit for day in days for visit in day.visits]
    alliance = atlas.alliances[itinerary.alliance]
    sides = [side for side in map(atlas.side, alliance.territories) if side]
    points = [visit.place.position for visit in all_visits]
    points += [point for visit in all_visits if visit.leg for point in visit.leg.points]
    return Trip(id, itinerary, alliance, tuple(days), _shares(all_visits, sides),
                bounds_of(points), open_days.open_days(itinerary, days, atlas), atlas.default_lang)


def _visits(day: Day, number: int, before: Visit | None, atlas: Atlas,
            ways: Mapping[int, Leg]) -> tuple[Visit, ...]:
    """The visits of one day, timed from its start."""
    visits: list[Visit] = []
    clock, sure = day.start, Level.TOLD
    for stop in day.stops:
        number += 1
        place = _place(stop, atlas)
        commune = atlas.communes[place.commune]
        side = atlas.side(commune.territory)
        if side is None:
            raise KeyError(commune.territory)
        leg = ways.get(number)
        leg = replace(leg, departure_min=clock, arrival_min=clock + leg.minutes) if leg else _leg(
            before, number, stop, place, clock, is_first=not visits, atlas=atlas)
        arrival = leg.arrival_min if leg else clock
        arrives = Level.UNKNOWN if leg and leg.minutes_estimated else sure
        visit = max(arrival, stop.arrive) if stop.arrive is not None else arrival
        sure = Level.TOLD if visit == stop.arrive else arrives
        woke = not visits and leg is None and before is not None and (
            before.night and before.place == place)
        stays = _stay(stop, place)
        leaves = visit if stays == NIGHT else visit + stays
        here = Visit(
            number, stop.place if isinstance(stop, PlaceStop) else "", place, commune.name, side,
            arrival, visit, leaves, stays == NIGHT, stop.optional, stop.meal, stop.note, leg,
            woke or _hours_certain(place, visit, leaves, atlas),
            None if woke else hours_level(place, atlas), arrives, sure, woke)
        visits.append(here)
        before, clock = here, leaves
    return tuple(visits)


def _place(stop: PlaceStop | InlineStop, atlas: Atlas) -> PlaceFields:
    return atlas.places[stop.place] if isinstance(stop, PlaceStop) else stop


def _stay(stop: PlaceStop | InlineStop, place: PlaceFields) -> int:
    """Minutes at the stop, or `NIGHT`: as typed, else the place's usual, else a default."""
    if stop.stay is not None:
        return stop.stay
    if place.duration is not None and place.duration != NIGHT:
        return place.duration
    return 0 if place.kind in ON_THE_WAY else DEFAULT_STAY_MIN


def _hours_certain(place: PlaceFields, visit_min: int, leaves_min: int, atlas: Atlas) -> bool:
    """Whether the place is surely open during the stay, on every day on which it may be."""
    laid_out = hours_of(place, atlas.today)
    return laid_out is None or laid_out.hours_certain or (
        laid_out.open_throughout(visit_min, leaves_min)
        == laid_out.surely_open(visit_min, leaves_min))


def _leg(before: Visit | None, number: int, stop: PlaceStop | InlineStop, place: PlaceFields,
         clock: int, *, is_first: bool, atlas: Atlas) -> Leg | None:
    """How one comes to a stop from the one before; None where nothing has to be travelled."""
    travel = stop.travel
    if before is None or (is_first and travel is None):
        return None
    start, end = before.place.position, place.position
    points: tuple[LatLon, ...] = (start, end)
    shape, via, track = Shape.STRAIGHT, tuple[Text, ...](), None
    if travel is None:
        straight_m = distance_m(start, end)
        travel_by = Mode.WALK if straight_m <= WALKABLE_M else None
        travel = Travel(by=Mode.WALK)
    else:
        travel_by = travel.by
        track = read_track(atlas.root / travel.track) if travel.track is not None else None
        if track is not None and track.coarse:
            track = None  # a sketch, whose straight lines would be taken for a path
        points, shape, via = _line(travel, start, end, track, atlas)
    line_km = track.km if track is not None else length_km(points)
    rail = _rail(before, travel, stop, points, atlas) if track is None else None
    by_rail = rail is not None and rail.known and travel.km is None
    km = travel.km if travel.km is not None else rail.km if rail and by_rail else line_km
    known = travel.km is not None or track is not None or by_rail
    assumed = travel_by or Mode.CAR  # nobody says how: by the road, and told as an estimate
    road_km = km if known else rail.km if rail is not None else factors.way_km(
        assumed, line_km, through=shape is Shape.VIA)
    minutes = travel.minutes or factors.estimated_minutes(assumed, road_km)
    factor = factors.CO2_KG_PER_KM.get(travel_by) if travel_by else None
    return Leg(
        before.number, number, travel_by, minutes, travel.minutes is None, km, not known, clock,
        clock + minutes, points, shape, road_km * factor if factor is not None else 0.0,
        travel.line or "", travel.note, via, factor is not None, road_km, track,
        float(before.place.precision_m + place.precision_m)
        if before.place.approximate or place.approximate else 0.0)


def _rail(before: Visit, travel: Travel, stop: PlaceStop | InlineStop, points: Sequence[LatLon],
          atlas: Atlas) -> RailWay | None:
    """The way of a train as far as kilometre points tell it; None where they do not."""
    if travel.by is not Mode.TRAIN or not atlas.stations:
        return None
    there = stop.place if isinstance(stop, PlaceStop) else ""
    return rail_way((before.place_id, *travel.via, there), points, atlas.stations)


def _line(travel: Travel, start: LatLon, end: LatLon, track: Track | None,
          atlas: Atlas) -> tuple[tuple[LatLon, ...], Shape, tuple[Text, ...]]:
    """The line of a leg, how truly it is known, and the names of what it passes."""
    passed = [atlas.places[id] for id in travel.via]
    names = tuple(place.name for place in passed)
    if track is not None:
        return track.points, Shape.COMPUTED if track.origin.computed_by else Shape.TRACK, names
    if passed:
        return (start, *(place.position for place in passed), end), Shape.VIA, names
    return (start, end), Shape.STRAIGHT, names


def _shares(visits: Sequence[Visit], sides: Sequence[Side]) -> tuple[Share, ...]:
    """What each side gets: stops, minutes on the spot, nights.

    Where no minute is known, such as between two nights, time is shared as the stops are.
    """
    minutes = {side.id: sum(v.stay_min for v in visits if v.side.id == side.id) for side in sides}
    total = sum(minutes.values())
    shares = []
    for side in sides:
        here = [visit for visit in visits if visit.side.id == side.id]
        shares.append(Share(
            side, len(here), minutes[side.id], sum(visit.night for visit in here),
            minutes[side.id] / total if total else len(here) / len(visits)))
    return tuple(shares)
