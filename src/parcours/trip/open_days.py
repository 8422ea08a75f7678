"""On which of the coming days a route can be done, and why not on the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache, reduce

from parcours.content.atlas import Atlas
from parcours.content.freshness import Level
from parcours.content.place_hours import hours_of
from parcours.format.choices import State
from parcours.format.model import Itinerary, Season, Status
from parcours.hours import calendar
from parcours.hours.calendar import Calendar, horizon
from parcours.hours.clock import DAY_MIN
from parcours.hours.day_set import DaySet
from parcours.trip.estimates import sparable_min
from parcours.trip.trip import Blocked, Guess, OpenDays, Proof, TripDay, Visit, VisitDays, Why


def open_days(itinerary: Itinerary, days: Sequence[TripDay], atlas: Atlas) -> OpenDays:
    """The start days on which the whole route can be done, over the coming 400 days."""
    allowed = tuple(_allowed(days, atlas))
    offered = _offered(itinerary, atlas)
    nothing_open = _nothing_open(days, atlas)
    starts = in_all(allowed, offered - nothing_open)
    known_shut, with_hours = _known_shut(days, starts, atlas)
    guess = None if starts else _guess(days, offered, atlas)
    return OpenDays(horizon(atlas.today), starts, _proof(days), offered, allowed,
                    tuple(_blocked(itinerary, offered, allowed, starts, atlas)),
                    _doubtful(days, starts, atlas), nothing_open or None, known_shut, with_hours,
                    guess)


def _nothing_open(days: Sequence[TripDay], atlas: Atlas) -> DaySet:
    """The days on which each stop is shut, where every one may be skipped."""
    stops = [(visit, day.number - 1) for day in days for visit in day.visits]
    if not all(visit.optional for visit, _ in stops):
        return DaySet(atlas.today)
    return _without(stops, horizon(atlas.today), atlas)


def _known_shut(days: Sequence[TripDay], starts: DaySet,
                atlas: Atlas) -> tuple[DaySet | None, int]:
    """The days on which no stop whose hours are known is open as planned, and how many such stops
    there are. Those that may not be skipped are open on every one of ``starts``."""
    known = [(visit, day.number - 1) for day in days for visit in day.visits
             if visit.place.opening_hours is not None and not (visit.night or visit.woke)]
    if not known or not all(visit.optional for visit, _ in known):
        return None, len(known)
    return _without(known, starts, atlas) or None, len(known)


def _without(stops: Iterable[tuple[Visit, int]], days: DaySet, atlas: Atlas) -> DaySet:
    """Those of ``days`` on which none of these stops is open, each so many days later."""
    for visit, later in stops:
        days -= open_on(visit, visit.visit_min, visit.departure_min, later, atlas)
    return days


def _proof(days: Sequence[TripDay]) -> Proof:
    """How many visits have hours; a verified rule that leaves the hour open proves nothing."""
    found = Counter(
        Level.TOLD if visit.hours_level is Level.VERIFIED and not visit.hours_proved
        else visit.hours_level for day in days for visit in day.visits)
    return Proof(found[Level.VERIFIED], found[Level.TOLD], found[Level.UNKNOWN])


def _doubtful(days: Sequence[TripDay], starts: DaySet, atlas: Atlas) -> DaySet | None:
    """The days on which the hours of a stop that one may not skip leave open whether it is; a rule
    that names no hours says that it opens."""
    found = None
    for day in days:
        later = (day.number - 1) * DAY_MIN
        for visit in day.visits:
            laid_out = hours_of(visit.place, atlas.today)
            if visit.optional or visit.night or visit.hours_certain or laid_out is None:
                continue
            if laid_out.hours_named:
                perhaps = starts - laid_out.surely_open(
                    visit.visit_min + later, visit.departure_min + later)
                found = perhaps if found is None else found | perhaps
    return found or None


def in_all(allowed: Iterable[VisitDays], days: DaySet) -> DaySet:
    """Those of ``days`` that each of these visits allows."""
    return reduce(lambda left, one: left & one.starts, allowed, days)


def _allowed(days: Sequence[TripDay], atlas: Atlas) -> Iterator[VisitDays]:
    """For each visit that one may not skip and that some day forbids, the days on which the route
    can start for it to be open during the whole planned stay."""
    every = horizon(atlas.today)
    for day in days:
        later = day.number - 1
        for visit in day.visits:
            if visit.optional:
                continue
            starts = open_on(visit, visit.visit_min, visit.departure_min, later, atlas)
            if starts != every:
                yield VisitDays(visit, later, starts)


def open_on(visit: Visit, start_min: int, end_min: int, later: int, atlas: Atlas) -> DaySet:
    """The days for which the place of a visit is open throughout, so many days later, by its hours
    and its status."""
    if visit.night:  # one sleeps in a house that opens that day: its hours are its reception's
        return opens_on(visit, later, atlas)
    laid_out = _hours_of_visit(visit, atlas.today)
    days = horizon(atlas.today) if laid_out is None else laid_out.open_throughout(
        start_min + later * DAY_MIN, end_min + later * DAY_MIN)
    return days - closed_by_notice(visit, later, atlas)


def _hours_of_visit(visit: Visit, today: date) -> Calendar | None:
    """The hours that keep one out of a place; none where there are none, or one is inside."""
    return None if visit.woke else hours_of(visit.place, today)


def _guess(days: Sequence[TripDay], offered: DaySet, atlas: Atlas) -> Guess | None:
    """That nothing but our estimates of legs leaves no day; None where the rest leaves none,
    too."""
    perhaps, skipped = offered, DaySet(atlas.today)
    every = [visit for day in days for visit in day.visits]
    legs_to: dict[int, None] = {}
    for day in days:
        guessed: list[int] = []
        for visit in day.visits:
            could = _could_open_on(visit, day, every, atlas)
            if visit.optional:
                skipped |= could
            else:
                perhaps &= could
            if visit.time_level is not Level.UNKNOWN:
                guessed.clear()
            elif visit.leg is not None and visit.leg.minutes_estimated:
                guessed.append(visit.number)
            if could != open_on(visit, visit.visit_min, visit.departure_min, day.number - 1, atlas):
                legs_to |= dict.fromkeys(guessed)
    if all(visit.optional for visit in every):
        perhaps &= skipped
    return Guess(perhaps, tuple(legs_to)) if perhaps and legs_to else None


def _could_open_on(visit: Visit, day: TripDay, every: Sequence[Visit], atlas: Atlas) -> DaySet:
    """The same as `open_on`, but that a visit at an estimated time may be at any other, as far as
    one can be there."""
    later, laid_out = day.number - 1, _hours_of_visit(visit, atlas.today)
    if visit.time_level is not Level.UNKNOWN or laid_out is None or visit.night:
        return open_on(visit, visit.visit_min, visit.departure_min, later, atlas)
    earliest = int(visit.visit_min - sparable_min(visit, day, every))
    found = laid_out.opens_for(earliest, visit.stay_min, later)
    for after in range(1, visit.visit_min // DAY_MIN + 1):  # past midnight, the hours of then
        found |= laid_out.opens_for(earliest - after * DAY_MIN, visit.stay_min, later + after)
    return found - closed_by_notice(visit, later, atlas)


def shut(visit: Visit, later: int, days: OpenDays) -> DaySet:
    """The days on which one can set out and the hours of a stop that may be skipped, or its status,
    do not cover its visit, so many days later: no day depends on such a stop."""
    if not visit.optional or visit.night:
        return DaySet(days.first)
    there, status = days.starts, visit.place.status
    if laid_out := _hours_of_visit(visit, days.first):
        there &= laid_out.open_throughout(
            visit.visit_min + later * DAY_MIN, visit.departure_min + later * DAY_MIN)
    if status is not None:
        there -= _closed(status, later, days.first)
    return days.starts - there


def after_hours(visit: Visit, later: int, days: OpenDays) -> DaySet:
    """The days on which one can set out and comes to where one sleeps after its hours have ended,
    so many days later. Coming too early is no fault: one waits."""
    laid_out = hours_of(visit.place, days.first)
    if not visit.night or laid_out is None or not laid_out.hours_named:
        return DaySet(days.first)
    return (days.starts & laid_out.opens(later)) - laid_out.opens_after(visit.arrival_min, later)


def opens_on(visit: Visit, later: int, atlas: Atlas) -> DaySet:
    """The days for which the place of a visit opens at any hour, so many days later."""
    laid_out = _hours_of_visit(visit, atlas.today)
    days = horizon(atlas.today) if laid_out is None else laid_out.opens(later)
    return days - closed_by_notice(visit, later, atlas)


def closed_by_notice(visit: Visit, later: int, atlas: Atlas) -> DaySet:
    """The days for which the status of its place closes a visit so many days later."""
    status = visit.place.status
    return _closed(status, later, atlas.today) if status else DaySet(atlas.today)


def _closed(status: Status, later: int, today: date) -> DaySet:
    """The days for which a status closes what is visited so many days later."""
    then = today + timedelta(days=later)
    return closed_days(status, then).shifted(-later)


def _offered(itinerary: Itinerary, atlas: Atlas) -> DaySet:
    """The days on which the route's own season and status let one set out."""
    days = horizon(atlas.today)
    if itinerary.season is not None:
        days &= _season_days(itinerary.season.from_, itinerary.season.to, atlas.today)
    if itinerary.status is not None:
        days -= closed_days(itinerary.status, atlas.today)
    return days


def closed_days(status: Status, first: date) -> DaySet:
    """The coming days on which a status says closed or works, or not yet open."""
    closing = status.closing(first)
    if closing is None:
        return DaySet(first)
    return horizon(first).between(closing.from_, closing.to)


@lru_cache(maxsize=1024)
def _season_days(begin: tuple[int, int], end: tuple[int, int], first: date) -> DaySet:
    return horizon(first).where(Season.model_construct(from_=begin, to=end).covers)


def _blocked(itinerary: Itinerary, offered: DaySet, allowed: Sequence[VisitDays], starts: DaySet,
             atlas: Atlas) -> Iterator[Blocked]:
    left = horizon(atlas.today) - starts
    for why, days in _route_reasons(itinerary, offered, atlas):
        if found := left & days:
            yield Blocked(None, why, found)
            left -= days
    for one in allowed:
        here = left - one.starts
        left &= one.starts
        if not here:
            continue
        for why, days in _visit_reasons(one.visit, one.later, atlas):
            if found := here & days:
                yield Blocked(one.visit.number, why, found)
                here -= found
        if here:
            yield Blocked(one.visit.number, Why.CLOSED, here)
    if left:  # every stop may be skipped, and each is shut
        yield Blocked(None, Why.ALL_SHUT, left)


def _route_reasons(itinerary: Itinerary, offered: DaySet,
                   atlas: Atlas) -> Iterator[tuple[Why, DaySet]]:
    if itinerary.status is not None:
        yield _of_status(itinerary.status), closed_days(itinerary.status, atlas.today)
    yield Why.SEASON, horizon(atlas.today) - offered


def _visit_reasons(visit: Visit, later: int, atlas: Atlas) -> Iterator[tuple[Why, DaySet]]:
    """What may close a visit, the most telling first, with the start days it closes it for."""
    place = visit.place
    if place.status is not None:
        yield _of_status(place.status), _closed(place.status, later, atlas.today)
    laid_out = hours_of(place, atlas.today)
    if place.opening_hours is None or laid_out is None:
        return
    otherwise = calendar.without_holidays(place.opening_hours, place.position, atlas.today)
    if otherwise is not None:
        yield Why.HOLIDAY, otherwise.opens(later) if visit.night else otherwise.open_throughout(
            visit.visit_min + later * DAY_MIN, visit.departure_min + later * DAY_MIN)
    yield Why.SEASON, laid_out.out_of_season.shifted(-later)


def _of_status(status: Status) -> Why:
    return Why.WORKS if status.state is State.WORKS else Why.STATUS
