"""On which of the coming days a route can be done, and why not on the others.

Days are bit sets: bit *i* stands for the day of the build + *i* days.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache, reduce

from parcours.content.atlas import Atlas
from parcours.format.model import Itinerary, Season, State, Status
from parcours.hours import calendar as hours
from parcours.hours.calendar import EVERY_DAY, HORIZON_DAYS
from parcours.trip.trip import Blocked, OpenDays, TripDay, Visit, Why

_DAY_MIN = 24 * 60


@dataclass(frozen=True, slots=True)
class DaysOf:
    """The start days that one visit allows."""

    visit: Visit
    later: int
    """The visit falls so many days after one sets out."""
    starts: int


def open_days(itinerary: Itinerary, days: Sequence[TripDay], atlas: Atlas) -> OpenDays:
    """The start days on which the whole route can be done, over the coming 400 days."""
    allowed = days_allowed(days, atlas)
    starts = reduce(lambda mask, one: mask & one.starts, allowed, possible_days(itinerary, atlas))
    with_hours = sum(v.place.opening_hours is not None for day in days for v in day.visits)
    return OpenDays(atlas.today, HORIZON_DAYS, starts, with_hours,
                    tuple(_blocked(itinerary, allowed, starts, atlas)))


def days_allowed(days: Sequence[TripDay], atlas: Atlas) -> tuple[DaysOf, ...]:
    """For each visit that one may not skip and that some day forbids, the days on which the route
    can start for it to be open during the whole planned stay."""
    allowed: list[DaysOf] = []
    for day in days:
        later = day.number - 1
        for visit in day.visits:
            if visit.optional:
                continue
            starts = open_on(visit, visit.visit_min, visit.departure_min, later, atlas)
            if starts != EVERY_DAY:
                allowed.append(DaysOf(visit, later, starts))
    return tuple(allowed)


def open_on(visit: Visit, start_min: int, end_min: int, later: int, atlas: Atlas) -> int:
    """The days for which the place of a visit is open throughout, so many days later, by its hours
    and its status."""
    if visit.night:  # one sleeps in a house that opens that day: its hours are its reception's
        return opens_on(visit, later, atlas)
    days = EVERY_DAY
    place = visit.place
    if place.opening_hours is not None:
        days = hours.calendar(place.opening_hours, place.position, atlas.today).open_throughout(
            start_min + later * _DAY_MIN, end_min + later * _DAY_MIN)
    return days & ~_closed(visit, later, atlas) if place.status else days


def opens_on(visit: Visit, later: int, atlas: Atlas) -> int:
    """The days for which the place of a visit opens at any hour, so many days later."""
    days = EVERY_DAY
    place = visit.place
    if place.opening_hours is not None:
        days = hours.calendar(place.opening_hours, place.position, atlas.today).opens(later)
    return days & ~_closed(visit, later, atlas) if place.status else days


def _closed(visit: Visit, later: int, atlas: Atlas) -> int:
    """The days for which the status of a visit's place closes it, so many days later."""
    status = visit.place.status
    return closed_days(status, atlas.today + timedelta(days=later)) if status else 0


def possible_days(itinerary: Itinerary, atlas: Atlas) -> int:
    """The days on which the route's own season and status let one set out."""
    days = EVERY_DAY
    if itinerary.season is not None:
        days &= _season_days(itinerary.season.from_, itinerary.season.to, atlas.today)
    if itinerary.status is not None:
        days &= ~closed_days(itinerary.status, atlas.today)
    return days


def closed_days(status: Status, first: date) -> int:
    """The coming days on which a status says closed or works."""
    return 0 if status.state is State.OPEN else days_between(status.from_, status.to, first)


def days_between(begins: date | None, ends: date | None, first: date) -> int:
    """The coming days from one date to another, both included; None leaves that end open."""
    begin = max(0, (begins - first).days) if begins else 0
    end = min(HORIZON_DAYS, (ends - first).days + 1) if ends else HORIZON_DAYS
    return (1 << end) - (1 << begin) if end > begin else 0


@lru_cache(maxsize=1024)
def _season_days(begin: tuple[int, int], end: tuple[int, int], first: date) -> int:
    season = Season.model_construct(from_=begin, to=end)
    return sum(1 << day for day in range(HORIZON_DAYS)
               if season.covers(first + timedelta(days=day)))


def _blocked(itinerary: Itinerary, allowed: Sequence[DaysOf], starts: int,
             atlas: Atlas) -> Iterator[Blocked]:
    left = EVERY_DAY & ~starts
    for why, days in _route_reasons(itinerary, atlas):
        if days & left:
            yield Blocked(None, why, days & left)
            left &= ~days
    for one in allowed:
        here = left & ~one.starts
        left &= one.starts
        if not here:
            continue
        for why, days in _visit_reasons(one.visit, one.later, atlas):
            if found := here & days:
                yield Blocked(one.visit.number, why, found)
                here &= ~found
        if here:
            yield Blocked(one.visit.number, Why.CLOSED, here)


def _route_reasons(itinerary: Itinerary, atlas: Atlas) -> Iterator[tuple[Why, int]]:
    if itinerary.status is not None:
        yield _of_status(itinerary.status), closed_days(itinerary.status, atlas.today)
    yield Why.SEASON, EVERY_DAY & ~possible_days(itinerary, atlas)


def _visit_reasons(visit: Visit, later: int, atlas: Atlas) -> Iterator[tuple[Why, int]]:
    """What may close a visit, the most telling first, with the start days it closes it for."""
    place = visit.place
    if place.status is not None:
        yield _of_status(place.status), _closed(visit, later, atlas)
    if place.opening_hours is None:
        return
    otherwise = hours.without_holidays(place.opening_hours, place.position, atlas.today)
    if otherwise is not None:
        yield Why.HOLIDAY, otherwise.opens(later) if visit.night else otherwise.open_throughout(
            visit.visit_min + later * _DAY_MIN, visit.departure_min + later * _DAY_MIN)
    laid_out = hours.calendar(place.opening_hours, place.position, atlas.today)
    yield Why.SEASON, laid_out.out_of_season >> later


def _of_status(status: Status) -> Why:
    return Why.WORKS if status.state is State.WORKS else Why.STATUS
