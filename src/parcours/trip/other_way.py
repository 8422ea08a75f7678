"""A route read from its last stop to its first, for who starts at its other end.

The stops come in the reverse order with their stays; each leg is the one that was written, gone the
other way. Times, open days and the rest are computed by `derive` as those of any route. Of what an
editor wrote for the one direction nothing is passed off as written for the other: notes are left
out, and minutes are estimates. What an editor wrote of a place holds in both.

- A night stays where it is, and a day ends at it; a day that ended without one still does. The
  morning in the house in which one slept is that of the other end: it is no stop of this direction.
- An hour at which one has to be somewhere is kept, unless the place has hours of its own that leave
  no doubt: these decide then.
- A market whose hours leave a doubt is come to within `_MARKET_MIN` of the hour that was chosen.
- A meal stays at its stop while somebody eats it at that hour.
- A day begins when the day that most of its stops are from begins, or as near to that as leaves
  most days on which the route can be done.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from parcours.content.atlas import Atlas
from parcours.content.place_hours import hours_of
from parcours.format.choices import Kind
from parcours.format.model import Day, Itinerary, PlaceFields
from parcours.format.text import Text, text_of
from parcours.geo.points import distance_m
from parcours.hours import calendar
from parcours.hours.day_set import DaySet
from parcours.i18n.language import Language, language_of
from parcours.trip.derive import derive
from parcours.trip.open_days import in_all, open_on
from parcours.trip.trip import Leg, Trip, TripDay, Visit
from parcours.trip.usual_hours import LAST_ARRIVAL_MIN, time_to_eat

NAME = "retour"
"""Of its folder, below that of the route; its files bear it after the route's id."""
_STEP_MIN, _LARGE_MIN = 15, 240
"""Other hours of departure that are tried, and how far from the first."""
_EARLY_MIN, _LATEST_START_MIN = 7 * 60, 22 * 60
"""Nobody who only turns a route round is sent off before, unless the route itself does, or after.
"""
_MARKET_MIN = 120
_FAIR = 4
"""Other hours are tried where fewer days are left than those of the route divided by this."""
_SAME_PLACE_M = 500


class Barrier(StrEnum):
    """Why no day can be kept so, whatever is open."""

    LATE = "late"  # one comes after the hour at which one has to be there
    NIGHT = "night"  # one would come in the early morning of the next day
    OVERLAP = "overlap"  # the day before ends after this one begins
    MARKET = "market"  # a market whose hours leave a doubt, far from the hour chosen for it


@dataclass(frozen=True, slots=True)
class Hurdle:
    """What keeps a day from being gone through in this direction."""

    why: Barrier
    number: int
    """The stop, numbered in this direction."""
    at_min: int
    """When one comes there, or when the day before ends."""
    limit_min: int
    """The hour that this breaks."""


@dataclass(frozen=True, slots=True)
class OtherWay:
    """A route in the other direction."""

    trip: Trip
    """Its stops are numbered anew: the first is the last of the route."""
    hurdle: Hurdle | None
    freed: tuple[int, ...]
    """Stops whose fixed hour gives way to the hours of the place."""
    fasting: tuple[int, ...]
    """Stops whose meal would fall at an hour at which nobody eats it: it is left out."""
    sleepless: tuple[int, ...]
    """Days at whose end the route names no night, though another day follows."""

    @property
    def possible(self) -> bool:
        """Whether it can be done on some day, as far as is known."""
        return self.hurdle is None and bool(self.trip.open_days.starts)


def other_way(trip: Trip, atlas: Atlas) -> OtherWay:
    """A route in the other direction, possible or not."""
    plan = _Plan(trip, atlas)
    found = plan.derived()
    fair = max(1, trip.open_days.starts.count // _FAIR)
    if plan.hurdle(found) is not None or found.open_days.starts.count < fair:
        starts = [_best_start(day, plan, found) for day in found.days]
        if starts != plan.starts:
            plan.starts = starts
            found = plan.derived()
    fasting = tuple(visit.number for visit in found.visits
                    if not time_to_eat(visit))
    if fasting:
        found = replace(found, days=tuple(replace(day, visits=tuple(
            replace(visit, meal=None) if visit.number in fasting else visit
            for visit in day.visits)) for day in found.days))
    return OtherWay(found, plan.hurdle(found), tuple(plan.freed), fasting, tuple(
        day.number for day in found.days[:-1] if not day.visits[-1].night))


def is_round(trip: Trip) -> bool:
    """Whether a route ends where it began: it is then a round in both directions."""
    first, last = trip.visits[0].place.position, trip.visits[-1].place.position
    return distance_m(first, last) <= _SAME_PLACE_M


class _Plan:
    """The itinerary in the other direction, but for the hours at which its days begin."""

    def __init__(self, trip: Trip, atlas: Atlas) -> None:
        self._trip, self._atlas = trip, atlas
        self._days = list(_days(trip))
        self._ways = _ways(trip)
        numbers = _numbers(trip)
        self.starts = [_usual_start(visits, trip) for visits in self._days]
        self.freed: list[int] = []
        written = [stop for day in trip.itinerary.days for stop in day.stops]
        stops = []
        onwards = None
        for visit in reversed(trip.visits):
            stop, number = written[visit.number - 1], numbers[visit.number]
            if visit.woke:
                continue  # one leaves from it as from the night before
            change: dict[str, object] = {"note": None}
            if stop.arrive is not None and not visit.night and self._has_hours(visit.place):
                change["arrive"] = None
                self.freed.append(number)
            change["travel"] = onwards.model_copy(update={
                "via": onwards.via[::-1], "note": None, "minutes": None}) if onwards else None
            onwards = stop.travel
            stops.append(stop.model_copy(update=change))
        self._stops = stops
        self._chosen = {  # when a market is come to whose own hours do not say until when it lasts
            numbers[visit.number]: visit.visit_min for visit in trip.visits
            if visit.place.kind is Kind.MARKET and visit.place.opening_hours is not None
            and not self._has_hours(visit.place)}

    def derived(self) -> Trip:
        """The trip of it."""
        atlas, route, days, at = self._atlas, self._trip.itinerary, [], 0
        for visits, start in zip(self._days, self.starts, strict=True):
            days.append(Day.model_construct(
                title=_from_to(visits, atlas), start=start,
                stops=tuple(self._stops[at:at + len(visits)])))
            at += len(visits)
        whole = _from_to([*reversed(self._trip.visits)], atlas)
        itinerary: Itinerary = route.model_copy(update={
            "title": _in_each(atlas, lambda language: language.say(
                "{title}, the other way round",
                title=route.title.in_lang(language.code, atlas.default_lang))),
            "summary": _in_each(atlas, lambda language: language.say(
                "{title}, the other way round: {places}.",
                title=route.title.in_lang(language.code, atlas.default_lang),
                places=whole.in_lang(language.code, atlas.default_lang))),
            "reviewed": (), "renamed_from": (), "days": tuple(days)})
        return derive(f"{self._trip.id}-{NAME}", itinerary, atlas, self._ways)

    def _has_hours(self, place: PlaceFields) -> bool:
        """Whether hours of its own say without a doubt when a place is open."""
        laid_out = hours_of(place, self._atlas.today)
        return laid_out is not None and laid_out.hours_certain

    def hurdle(self, trip: Trip) -> Hurdle | None:
        """The first thing that keeps the days of the trip from being gone through, if any."""
        for before, day in zip((None, *trip.days), trip.days, strict=False):
            ended = before.visits[-1].departure_min - 24 * 60 if before else 0
            if ended > (start := self.starts[day.number - 1]):
                return Hurdle(Barrier.OVERLAP, day.visits[0].number, ended, start)
            for visit in day.visits:
                if found := self._hurdle_at(visit.number, visit.arrival_min):
                    return found
        return None

    def _hurdle_at(self, number: int, arrival: int) -> Hurdle | None:
        """What is wrong with coming to a stop then."""
        fixed, chosen = self._stops[number - 1].arrive, self._chosen.get(number)
        if arrival > LAST_ARRIVAL_MIN:
            return Hurdle(Barrier.NIGHT, number, arrival, LAST_ARRIVAL_MIN)
        if fixed is not None and arrival > fixed:
            return Hurdle(Barrier.LATE, number, arrival, fixed)
        if chosen is not None and fixed is None and abs(arrival - chosen) > _MARKET_MIN:
            return Hurdle(Barrier.MARKET, number, arrival, chosen)
        return None

    def best(self, day: TripDay, start: int) -> DaySet | None:
        """The days that a day allows if it begins at ``start``; None where it cannot be kept."""
        written = self._stops[day.visits[0].number - 1:]
        now, days, later = start, calendar.horizon(self._atlas.today), day.number - 1
        for visit, stop in zip(day.visits, written, strict=False):
            arrival = now + (visit.leg.minutes if visit.leg else 0)
            if self._hurdle_at(visit.number, arrival):
                return None
            begins = arrival if stop.arrive is None else stop.arrive
            now = begins + visit.stay_min
            if not visit.optional:
                days &= open_on(visit, begins, now, later, self._atlas)
        return days


def _days(trip: Trip) -> Iterator[list[Visit]]:
    """The stops of each day in the other direction: a day ends at a night, and where a day of the
    route began after an evening without one."""
    ends = {day.visits[-1].number: day.visits[-1].night for day in trip.days}
    begins = {day.visits[0].number for day in trip.days}
    day: list[Visit] = []
    for visit in reversed(trip.visits):
        if visit.woke:
            continue
        day.append(visit)
        if ends.get(visit.number, False) or (
                visit.number in begins and not ends.get(visit.number - 1, True)):
            yield day
            day = []
    if day:
        yield day


def _ways(trip: Trip) -> Mapping[int, Leg]:
    """Every leg gone the other way, by the new number of the stop that it leads to."""
    numbers = _numbers(trip)
    return {numbers[leg.from_number]: replace(
        leg, from_number=numbers[leg.to_number], to_number=numbers[leg.from_number],
        points=leg.points[::-1], via=leg.via[::-1], note=None, minutes_estimated=True,
        track=leg.track and leg.track.reversed())
        for leg in trip.legs}


def _numbers(trip: Trip) -> Mapping[int, int]:
    """The new number of every stop, by that which it has; of the morning in a house, that of the
    night before."""
    numbers: dict[int, int] = {}
    for visit in reversed(trip.visits):
        numbers[visit.number] = len({*numbers.values()}) + 1
        if visit.number + 1 in numbers and trip.visits[visit.number].woke:
            numbers[visit.number] = numbers[visit.number + 1]
    return numbers


def _usual_start(visits: Sequence[Visit], trip: Trip) -> int:
    """When the day begins that most of these stops are from; an evening, when it does."""
    if len(visits) == 1 and visits[0].night:
        return min(visits[0].visit_min, _LATEST_START_MIN)
    of = {visit.number: n for n, day in enumerate(trip.days) for visit in day.visits}
    ((day, _),) = Counter(of[visit.number] for visit in visits).most_common(1)
    return trip.itinerary.days[day].start


def _best_start(day: TripDay, plan: _Plan, trip: Trip) -> int:
    """The hour of departure near the usual one that leaves most days; of several, the nearest."""
    usual = plan.starts[day.number - 1]
    others = in_all((one for one in trip.open_days.allowed if one.later != day.number - 1),
                    trip.open_days.offered) or trip.open_days.offered
    most, best = -1, usual
    for start in sorted(range(max(min(usual, _EARLY_MIN), usual - _LARGE_MIN),
                              min(_LATEST_START_MIN, usual + _LARGE_MIN) + 1, _STEP_MIN),
                        key=lambda one: abs(one - usual)):
        days = plan.best(day, start)
        if days is not None and (days & others).count > most:
            most, best = (days & others).count, start
    return best


def _from_to(visits: Sequence[Visit], atlas: Atlas) -> Text:
    """Where a day goes from and to, in each language of the site."""
    first, last = visits[0].place.name, visits[-1].place.name
    if first == last:
        return first
    return _in_each(atlas, lambda language: language.say(
        "{first} → {last}", first=first.in_lang(language.code, atlas.default_lang),
        last=last.in_lang(language.code, atlas.default_lang)))


def _in_each(atlas: Atlas, said: Callable[[Language], str]) -> Text:
    """One of our sentences in each language of the site."""
    return text_of({lang: said(language_of(lang)) for lang in atlas.languages})
