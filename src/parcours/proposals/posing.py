"""From a wish and the content folder to a problem that `planning` can solve: points, legs, hours.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from itertools import permutations

from parcours.content.atlas import Atlas
from parcours.content.freshness import Level
from parcours.format.choices import ON_THE_WAY, Kind, Mode
from parcours.geo.points import distance_m
from parcours.planning import problem as planning
from parcours.planning.legs import Walk, timetable_legs
from parcours.planning.problem import Interval, Problem
from parcours.proposals.candidates import Candidate, Why, candidates, eats_at
from parcours.proposals.draft import LeftOut
from parcours.proposals.services import Timetables
from parcours.proposals.text import SETTLE_MIN
from parcours.proposals.wish import LUNCH, MOST_ROAD_MIN, PLATFORM_MIN, Lunch, Wish
from parcours.timetable.play import ABOUT_MIN
from parcours.trip import factors

_TO_A_STOP_MIN = 45
"""Nobody walks longer to a platform."""
_MIDNIGHT_MIN = 24 * 60 - 1
_STOPS = frozenset({Kind.STATION, Kind.BUS_STOP})


@dataclass(frozen=True, slots=True)
class Posed:
    """A problem, and what did not enter it."""

    problem: Problem
    candidates: dict[str, Candidate]
    left_out: tuple[LeftOut, ...]
    beds: tuple[str, ...]
    """Where one could sleep, of those that can be reached."""
    joined: bool
    """Whether any way at all, at whatever hour, leads from where one starts to where one ends."""


def posed(days: Sequence[date], alliance: str, wish: Wish, atlas: Atlas,
          timetables: Timetables) -> Posed:
    """The problem of setting out on the first of these days and coming back on the last."""
    found, left = candidates(days, alliance, wish, atlas)
    # what is open at other hours may still be what a wider wish would free
    any_hour = replace(wish, from_min=0, until_min=_MIDNIGHT_MIN)
    known, told = ({one.id: one for one in candidates(days, alliance, asked, atlas)[0]}
                   for asked in (any_hour, replace(any_hour, trust=Level.TOLD)))
    beds = [id for id, place in sorted(atlas.places.items())
            if place.kind is Kind.LODGING and wish.days > 1 and id not in wish.unwanted]
    tables = [id for id, place in sorted(atlas.places.items())
              if place.kind is Kind.RESTAURANT and id not in wish.unwanted]
    rides = [list(_rides(day, timetables)) for day in days]
    stops = {end for one in rides for ride in one for end in (ride.start, ride.end)}
    nodes = sorted({*told, *beds, *tables, *stops, wish.start, wish.end})
    walks = list(_walks(nodes, wish.road, stops, atlas))
    ways = {*((way.start, way.end) for way in walks),
            *((ride.start, ride.end) for one in rides for ride in one)}
    near = _reached([wish.start], ways) & _reached([wish.end], {(b, a) for a, b in ways})
    left += [LeftOut(one.id, Why.NO_SERVICE.value) for one in found if one.id not in near]
    found = [one for one in found if one.id in near]
    told = {id: one for id, one in told.items() if id in near}
    beds = [id for id in beds if id in near]
    eating = [id for id in ([*tables] if wish.lunch is Lunch.TABLE else nodes)
              if id in near and id not in beds
              and eats_at(atlas.places[id], days, Interval(*LUNCH[:2]), wish, atlas)]
    points = list(dict.fromkeys((wish.start, wish.end, *beds, *told, *eating)))
    span = _span(wish, atlas)
    meal = planning.Meal(*LUNCH, tuple(eating)) if over_noon(wish) else None
    problem = Problem(
        tuple(_place(told[id], known.get(id), wish) for id in told),
        tuple(planning.Day(span, timetable_legs(
            points, one, [way for way in walks if {way.start, way.end} <= near], PLATFORM_MIN,
            _MIDNIGHT_MIN), meal) for one in rides),
        wish.start, wish.end, (tuple(beds),) * (wish.days - 1),
        planning.Share(max(1, round(wish.share * 100)),
                       atlas.alliances[alliance].territories))
    return Posed(problem, {one.id: one for one in found},
                 tuple(sorted(left, key=lambda one: one.place)), tuple(beds),
                 wish.start in near)


def without_meal_at(one: Posed, place: str) -> Posed:
    """The same where nobody eats at a place."""
    return replace(one, problem=replace(one.problem, days=tuple(
        replace(day, meal=day.meal and replace(day.meal, at=tuple(
            at for at in day.meal.at or () if at != place))) for day in one.problem.days)))


def over_noon(wish: Wish) -> bool:
    """Whether a lunch belongs to the day: one that ends before noon has none."""
    return (wish.lunch is not Lunch.NONE and wish.from_min <= LUNCH[0]
            and wish.until_min >= LUNCH[1])


def _span(wish: Wish, atlas: Atlas) -> Interval:
    """From when to when one is on the way: a start or an end that is no stop takes its minutes."""
    begin, end = (0 if atlas.places[id].kind in ON_THE_WAY else SETTLE_MIN
                  for id in (wish.start, wish.end))
    return Interval(wish.from_min + begin, wish.until_min - end)


def _place(told: Candidate, known: Candidate | None, wish: Wish) -> planning.Place:
    """A place with the hours that are as sure as asked, and those that are only told."""
    never = ((),) * len(told.open)
    return planning.Place(
        told.id, told.side, told.worth, told.stay_min, _intervals(known.open if known else never),
        _intervals(told.open),
        planning.Wish.WITH if told.id in wish.wanted else planning.Wish.FREE)


def _intervals(days: Sequence[Sequence[tuple[int, int]]]) -> planning.Hours:
    return tuple(tuple(Interval(*span) for span in day) for day in days)


def _rides(day: date, timetables: Timetables) -> Iterator[planning.Ride]:
    """Every departure of a day that arrives before its midnight, from place to place: one walks to
    a stop and from it. Where times are approximate one has to be there earlier: what leaves may,
    and what brought one there may have come later."""
    found = list(timetables.on(day))
    later = ABOUT_MIN if any(one.arrives_about for _, one in found) else 0
    for service, one in found:
        leaves = one.leaves_min - service.walk_to_min - later - (
            ABOUT_MIN if one.leaves_about else 0)
        arrives = one.arrives_min + service.walk_from_min
        if 0 <= leaves and arrives < planning.NEVER:
            yield planning.Ride(service.start, service.end, service.by.value, leaves, arrives,
                                one.route or service.by.value)


def _walks(nodes: Sequence[str], road: Mode, stops: Set[str],
           atlas: Atlas) -> Iterator[Walk]:
    """The ways by one's own power, as long as the site estimates them."""
    for a, b in permutations(nodes, 2):
        one, other = atlas.places[a], atlas.places[b]
        km = distance_m(one.position, other.position) / 1000
        minutes = factors.estimated_minutes(road, factors.way_km(road, km, through=False))
        most = _TO_A_STOP_MIN if stops & {a, b} or _STOPS & {one.kind, other.kind} else (
            MOST_ROAD_MIN)
        if minutes <= most:
            yield Walk(a, b, minutes, road.value)


def _reached(begin: Iterable[str], ways: Collection[tuple[str, str]]) -> set[str]:
    """All that can be come to from somewhere, at whatever hour."""
    onwards: dict[str, list[str]] = {}
    for a, b in ways:
        onwards.setdefault(a, []).append(b)
    found = set(begin)
    left = list(found)
    while left:
        for there in onwards.get(left.pop(), ()):
            if there not in found:
                found.add(there)
                left.append(there)
    return found
