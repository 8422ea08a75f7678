"""The timetables of a route joined to its trip: what runs on each coming day, and what
that forbids.

A route has few different days: those with the same departures, on which the places answer alike,
are played once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import reduce
from operator import or_

from parcours.content.atlas import Atlas
from parcours.format.choices import Mode
from parcours.hours.day_set import DaySet
from parcours.timetable.extract import Extract, StopPair
from parcours.timetable.legs import ServiceLeg, service_legs
from parcours.timetable.plan import legs_on, plan_on
from parcours.timetable.proof import known_pairs
from parcours.trip.rides import (
    DayPlan,
    FeedSource,
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
    legs = list(service_legs(trip))
    known = [known_pairs(leg, extract) for leg in legs]
    if extract is None or not any(known):
        return trip
    timetables = Timetables(
        extract.made_on, _feeds(known),
        tuple(leg.end.number for leg, pairs in zip(legs, known, strict=True) if not pairs),
        tuple(_runs(legs, known, trip.open_days.horizon)),
        tuple(_plans(trip, atlas, extract, known)))
    return replace(trip, timetables=timetables, open_days=_open(trip.open_days, timetables))


def _feeds(known: Sequence[Sequence[StopPair]]) -> tuple[FeedSource, ...]:
    """The feeds that legs rest on; of those a newer one follows, the newest."""
    newest: dict[str, FeedSource] = {}
    for feed in (pair.feed for pairs in known for pair in pairs):
        if feed.file not in newest or feed.last > newest[feed.file].last:
            newest[feed.file] = feed
    return tuple(newest.values())


def _runs(legs: Sequence[ServiceLeg], known: Sequence[Sequence[StopPair]],
          horizon: DaySet) -> Iterator[LegRuns]:
    """How many departures each leg has, by date; those of two stops of one place that arrive
    together are one."""
    for leg, pairs in zip(legs, known, strict=True):
        counts: dict[int, DaySet] = {}
        rides: set[int] = set()
        coaches = False
        for day in _dates(pairs, horizon):
            found = {one.arrives_min: one for pair in pairs if pair.covers(day)
                     for one in pair.departures.get(day, ())}
            rides |= {one.arrives_min - one.leaves_min for one in found.values()}
            coaches |= leg.by is Mode.TRAIN and any(
                one.by is not Mode.TRAIN for one in found.values())
            counts[len(found)] = counts.get(len(found), DaySet(horizon.first)) | DaySet.of(
                horizon.first, [day])
        if rides:
            yield LegRuns(leg.end.number, tuple(sorted(counts.items())),
                          (min(rides), max(rides)), coaches)


def _dates(pairs: Sequence[StopPair], horizon: DaySet) -> DaySet:
    """The coming dates of which some pair speaks."""
    return reduce(or_, (horizon.between(pair.feed.first, pair.feed.last) for pair in pairs),
                  DaySet(horizon.first))


def _plans(trip: Trip, atlas: Atlas, extract: Extract,
           known: Sequence[Sequence[StopPair]]) -> Iterator[DayPlan]:
    """Every different plan of the days that some feed speaks of."""
    alike: dict[tuple[object, ...], DaySet] = {}
    for start in _covered(trip, known):
        legs = legs_on(trip, extract, start)
        if any(one.level is Level.PROVED for one in legs):
            key = tuple((one.level, *((id(pair), id(today), night, id(often))
                                      for pair, today, night, often in one.lists()))
                        for one in legs)
            alike[key] = alike.get(key, DaySet(start)) | DaySet.of(start, [start])
    for days in alike.values():
        left = days
        while (first := left.next()) is not None:
            plan = plan_on(trip, atlas, legs_on(trip, extract, first), first, left)
            yield plan
            left -= plan.starts


def _covered(trip: Trip, known: Sequence[Sequence[StopPair]]) -> DaySet:
    """The coming start days of which a day of the route lies within some feed."""
    horizon, later = trip.open_days.horizon, timedelta(days=len(trip.days) - 1)
    feeds = {pair.feed for pairs in known for pair in pairs}
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
