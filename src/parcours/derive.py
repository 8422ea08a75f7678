"""Itinerary + atlas to Trip: times, distances, shares, open days, emissions.

Works on an itinerary free of errors between files (every place, commune and alliance is known);
what the plan itself gets wrong is left visible in the result for `checks.timing` to tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

from parcours import factors, hours
from parcours.atlas import Atlas
from parcours.geo import LatLon, bounds_of, distance_m, length_km
from parcours.model import Day, InlineStop, Itinerary, Kind, Mode, PlaceFields, PlaceStop, Status, Travel
from parcours.scalars import NIGHT
from parcours.tracks import read_track, thinned
from parcours.trip import Blocked, Leg, OpenDays, Shape, Share, Side, Trip, TripDay, Visit, Why

DEFAULT_STAY_MIN = 30
"""Minutes at a stop whose editor gives neither ``stay`` nor the place a ``duration``."""
_WALKABLE_M = 2000
_NO_STAY = {Kind.STATION, Kind.BUS_STOP, Kind.CHARGING, Kind.BIKE_RENTAL}


def derive(id: str, itinerary: Itinerary, atlas: Atlas) -> Trip:
    """Compute the journey; raises KeyError when a place or alliance is not in the atlas."""
    days: list[TripDay] = []
    number = 0
    before: Visit | None = None
    for d, day in enumerate(itinerary.days):
        visits = _visits(day, number, before, atlas)
        days.append(TripDay(d + 1, day.title, visits))
        number += len(visits)
        before = visits[-1]
    all_visits = [visit for day in days for visit in day.visits]
    alliance = atlas.alliances[itinerary.alliance]
    sides = [side for side in map(atlas.side, alliance.territories) if side]
    points = [visit.place.position for visit in all_visits]
    points += [point for visit in all_visits if visit.leg for point in visit.leg.points]
    return Trip(id, itinerary, alliance, tuple(days), _shares(all_visits, sides),
                bounds_of(points), open_days(itinerary, days, atlas), atlas.default_lang)


def _visits(day: Day, number: int, before: Visit | None, atlas: Atlas) -> tuple[Visit, ...]:
    """The visits of one day, timed from its start."""
    visits: list[Visit] = []
    clock = day.start
    for stop in day.stops:
        number += 1
        place = _place(stop, atlas)
        commune = atlas.communes[place.commune]
        side = atlas.side(commune.territory)
        if side is None:
            raise KeyError(commune.territory)
        leg = _leg(before, number, stop, place, clock, is_first=not visits, atlas=atlas)
        arrival = leg.arrival_min if leg else clock
        visit = max(arrival, stop.arrive) if stop.arrive is not None else arrival
        stays = _stay(stop, place)
        leaves = visit if stays == NIGHT else visit + stays
        here = Visit(
            number, stop.place if isinstance(stop, PlaceStop) else "", place, commune.name, side,
            arrival, visit, leaves, stays == NIGHT, stop.optional, stop.meal, stop.note, leg,
            _hours_certain(place, atlas))
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
    return 0 if place.kind in _NO_STAY else DEFAULT_STAY_MIN


def _hours_certain(place: PlaceFields, atlas: Atlas) -> bool:
    if place.opening_hours is None:
        return True
    return hours.calendar(place.opening_hours, place.position, atlas.today).hours_certain


def _leg(before: Visit | None, number: int, stop: PlaceStop | InlineStop, place: PlaceFields,
         clock: int, *, is_first: bool, atlas: Atlas) -> Leg | None:
    """How one comes to a stop from the one before; None where nothing has to be travelled."""
    travel = stop.travel
    if before is None or (is_first and travel is None):
        return None
    start, end = before.place.position, place.position
    if travel is None:
        straight_m = distance_m(start, end)
        travel_by = Mode.WALK if straight_m <= _WALKABLE_M else None
        points, shape, via = (start, end), Shape.STRAIGHT, ()
        travel = Travel(by=Mode.WALK)
    else:
        travel_by = travel.by
        points, shape, via = _line(travel, start, end, atlas)
    line_km = length_km(points)
    km = travel.km if travel.km is not None else line_km
    known = travel.km is not None or shape is Shape.TRACK
    road_km = km if known else line_km * factors.DETOUR
    if shape is Shape.TRACK:
        points = thinned(points)
    minutes = travel.minutes or (factors.estimated_minutes(travel_by, road_km) if travel_by else 0)
    factor = factors.CO2_KG_PER_KM.get(travel_by) if travel_by else None
    return Leg(
        before.number, number, travel_by, minutes, travel.minutes is None, km, not known, clock,
        clock + minutes, points, shape, road_km * factor if factor is not None else 0.0,
        travel.line or "", travel.note, via, factor is not None)


def _line(travel: Travel, start: LatLon, end: LatLon,
          atlas: Atlas) -> tuple[tuple[LatLon, ...], Shape, tuple[str, ...]]:
    """The line of a leg, how truly it is known, and the names of what it passes."""
    passed = [atlas.places[id] for id in travel.via]
    names = tuple(place.name.in_lang(atlas.default_lang) for place in passed)
    if travel.track is not None:
        return read_track(atlas.root / travel.track), Shape.TRACK, names
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
            len(here) / len(visits),
            minutes[side.id] / total if total else len(here) / len(visits)))
    return tuple(shares)


@dataclass(frozen=True, slots=True)
class DaysOf:
    """The start days that one visit allows."""

    visit: Visit
    starts: int


def days_allowed(days: Sequence[TripDay], atlas: Atlas) -> tuple[DaysOf, ...]:
    """For each visit that one may not skip and whose hours or closures are known, the days on
    which the route can start for it to be open during the whole planned stay."""
    allowed: list[DaysOf] = []
    everyday = (1 << hours.HORIZON_DAYS) - 1
    for day in days:
        for visit in day.visits:
            if visit.optional:
                continue
            mask = everyday
            if visit.place.opening_hours is not None:
                laid_out = hours.calendar(visit.place.opening_hours, visit.place.position, atlas.today)
                mask &= (laid_out.open_throughout(visit.visit_min, visit.departure_min)
                         if not visit.night else laid_out.open_at_all)
            if visit.place.status is not None:
                mask &= ~_closed_days(visit.place.status, atlas)
            if mask != everyday:
                # the visit falls on day number n of the route: shift to the day one sets out
                later = day.number - 1
                unknown = ((1 << later) - 1) << (hours.HORIZON_DAYS - later)
                allowed.append(DaysOf(visit, mask >> later | unknown))
    return tuple(allowed)


def open_days(itinerary: Itinerary, days: Sequence[TripDay], atlas: Atlas) -> OpenDays:
    """The start days on which the whole route can be done, over the coming 400 days."""
    everyday = (1 << hours.HORIZON_DAYS) - 1
    allowed = days_allowed(days, atlas)
    starts = reduce(lambda mask, one: mask & one.starts, allowed, everyday)
    starts &= seasonal_days(itinerary, atlas)
    with_hours = sum(v.place.opening_hours is not None for day in days for v in day.visits)
    return OpenDays(atlas.today, hours.HORIZON_DAYS, starts, with_hours)


def blocked_days(trip: Trip, atlas: Atlas) -> tuple[Blocked, ...]:
    """Every start day on which the route cannot be done, by what is first to blame.

    The sets of days are disjoint; with `OpenDays.starts` they make up the whole horizon.
    """
    everyday = (1 << hours.HORIZON_DAYS) - 1
    blocked = []
    left = everyday & ~trip.open_days.starts
    seasonal = seasonal_days(trip.itinerary, atlas)
    if out := left & ~seasonal:
        blocked.append(Blocked(None, Why.SEASON, out))
        left &= seasonal
    for allowed in days_allowed(trip.days, atlas):
        if out := left & ~allowed.starts:
            blocked.append(Blocked(allowed.visit.number, Why.CLOSED, out))
            left &= allowed.starts
    return tuple(blocked)


def seasonal_days(itinerary: Itinerary, atlas: Atlas) -> int:
    """The days on which the route's own season and status let one set out."""
    mask = (1 << hours.HORIZON_DAYS) - 1
    first = atlas.today.toordinal()
    if itinerary.season is not None:
        season = itinerary.season
        for offset in range(hours.HORIZON_DAYS):
            if not season.covers(atlas.today.fromordinal(first + offset)):
                mask &= ~(1 << offset)
    if itinerary.status is not None:
        mask &= ~_closed_days(itinerary.status, atlas)
    return mask


def _closed_days(status: Status, atlas: Atlas) -> int:
    """The coming days on which a status says closed or works."""
    if status.state == "open":
        return 0
    first = atlas.today.toordinal()
    begin = max(0, status.from_.toordinal() - first) if status.from_ else 0
    end = (min(hours.HORIZON_DAYS, status.to.toordinal() - first + 1) if status.to
           else hours.HORIZON_DAYS)
    return (1 << max(begin, end)) - (1 << begin) if end > begin else 0
