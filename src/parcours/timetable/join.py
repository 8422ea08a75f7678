"""The timetables of a route joined to its trip: what runs on each coming day, and what
that forbids.

A route has few different days: those with the same departures, on which the places answer alike,
are played once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import reduce
from operator import or_

from parcours.content.atlas import Atlas
from parcours.hours.day_set import DaySet
from parcours.timetable.departures import NIGHT_MIN
from parcours.timetable.extract import Extract, StopPair
from parcours.timetable.plan import KnownLegs, known_legs, on_start, plan_on
from parcours.timetable.proof import LegOnDay, with_pairs
from parcours.timetable.vehicles import RAILS
from parcours.trip.rides import (
    DayPlan,
    Hindrance,
    LegRuns,
    Level,
    Timetables,
)
from parcours.trip.trip import Blocked, OpenDays, Trip, Why


def with_timetables(trip: Trip, atlas: Atlas, extract: Extract | None) -> Trip:
    """The trip with what its extract proves of each coming day; the days on which timetables prove
    that its plan cannot be kept are no longer possible.

    The same trip where no extract says anything of its legs.
    """
    known = known_legs(trip, extract)
    if extract is None or not any(pairs for _, pairs in known):
        return trip
    joined = [pairs for _, pairs in known if pairs]
    spans = list(_stretches(joined[0]))
    for pairs in joined[1:]:
        spans = _in_common(spans, list(_stretches(pairs)))
    timetables = Timetables(
        extract.made_on, tuple(dict.fromkeys(pair.feed for pairs in joined for pair in pairs)),
        max(min(pair.feed.first for pair in pairs) for pairs in joined),
        min(max(pair.feed.last for pair in pairs) for pairs in joined),
        tuple(leg.end.number for leg, pairs in known if not pairs or _none_counts(pairs)),
        tuple(_runs(known, trip.open_days.horizon)), tuple(_plans(trip, atlas, known)),
        tuple(spans))
    return replace(trip, timetables=timetables, open_days=_open(trip.open_days, timetables))


def _stretches(pairs: Sequence[StopPair]) -> Iterator[tuple[date, date]]:
    """The dates of which some pair speaks, as few stretches as there are."""
    begin = end = None
    for first, last in sorted({(pair.feed.first, pair.feed.last) for pair in pairs}):
        if begin is None or end is None or first > end + timedelta(days=1):
            if begin is not None and end is not None:
                yield begin, end
            begin, end = first, last
        end = max(end, last)
    if begin is not None and end is not None:
        yield begin, end


def _in_common(some: list[tuple[date, date]],
               others: list[tuple[date, date]]) -> list[tuple[date, date]]:
    """The stretches that lie in both."""
    found = ((max(a, c), min(b, d)) for a, b in some for c, d in others)
    return sorted((first, last) for first, last in found if first <= last)


def _none_counts(pairs: Sequence[StopPair]) -> bool:
    """Whether all that runs on a leg is left out: it must be booked, or nobody says when it is."""
    return any(pair.not_counted for pair in pairs) and not any(
        runs for pair in pairs for dated in (pair.departures, pair.often)
        for runs in dated.values())


def _runs(known: KnownLegs, horizon: DaySet) -> Iterator[LegRuns]:
    """How many departures each leg has, by date; a vehicle that calls at two stops of one place is
    one. Nothing of a leg that has services without fixed times: nobody can count them.
    """
    for leg, pairs in known:
        if any(often for pair in pairs for often in pair.often.values()):
            continue
        counts: dict[int, DaySet] = {}
        rides: set[int] = set()
        coaches = about = False
        unproved = DaySet(horizon.first)
        same: dict[tuple[object, ...], tuple[LegOnDay, list[date]]] = {}
        for day in _dates(pairs, horizon):
            one = with_pairs(leg, pairs, day)
            key = bool(one.doubts_from(NIGHT_MIN)), *((id(today), night) for _, today, night, _ in
                                             one.lists())
            same.setdefault(key, (one, []))[1].append(day)
        for on_day, days in same.values():
            # what leaves after midnight is told with the evening before
            found = [each for each in on_day.vehicles() if each[-1].leaves_min >= NIGHT_MIN]
            every = [one for each in found for one in each]
            rides |= {one.ride_min for one in every}
            coaches |= leg.by in RAILS and any(one.by is not leg.by for one in every)
            about |= any(one.leaves_about or one.arrives_about for one in every)
            if not found and on_day.doubts_from(NIGHT_MIN):
                unproved |= DaySet.of(horizon.first, days)
            else:
                counts[len(found)] = counts.get(len(found), DaySet(horizon.first)) | DaySet.of(
                    horizon.first, days)
        if rides:
            yield LegRuns(leg.end.number, tuple(sorted(counts.items())),
                          (min(rides), max(rides)), coaches, about, unproved or None)


def _dates(pairs: Sequence[StopPair], horizon: DaySet) -> DaySet:
    """The coming dates of which some pair speaks."""
    return reduce(or_, (horizon.between(pair.feed.first, pair.feed.last) for pair in pairs),
                  DaySet(horizon.first))


def _plans(trip: Trip, atlas: Atlas, known: KnownLegs) -> Iterator[DayPlan]:
    """Every different plan of the days that some feed speaks of."""
    alike: dict[tuple[object, ...], DaySet] = {}
    for start in _covered(trip, known):
        legs = on_start(known, start)
        if any(one.level is Level.PROVED for one in legs):
            key = tuple((one.level, one.not_counted(), *(
                (id(pair), id(today), night, often)
                for pair, today, night, often in one.lists())) for one in legs)
            alike[key] = alike.get(key, DaySet(start)) | DaySet.of(start, [start])
    for days in alike.values():
        left = days
        while (first := left.next()) is not None:
            plan = plan_on(trip, atlas, on_start(known, first), first, left)
            yield plan
            left -= plan.starts


def _covered(trip: Trip, known: KnownLegs) -> DaySet:
    """The coming start days of which a day of the route lies within some feed."""
    horizon, later = trip.open_days.horizon, timedelta(days=len(trip.days) - 1)
    feeds = {pair.feed for _, pairs in known for pair in pairs}
    return reduce(or_, (horizon.between(feed.first - later, feed.last) for feed in feeds))


def _open(days: OpenDays, timetables: Timetables) -> OpenDays:
    """The possible days without those that timetables rule out, each with the leg to blame."""
    starts, blocked = days.starts, dict[tuple[int, Why], DaySet]()
    for plan in timetables.plans:
        if plan.obstacle is not None and plan.proved and (found := days.starts & plan.starts):
            key = plan.obstacle.number, (Why.NO_SERVICE if plan.obstacle.why
                                         is Hindrance.NO_SERVICE else Why.SERVICE)
            blocked[key] = blocked.get(key, DaySet(days.first)) | found
            starts -= found
    return replace(days, starts=starts, blocked=(*days.blocked, *(
        Blocked(number, why, found) for (number, why), found in sorted(blocked.items()))))
