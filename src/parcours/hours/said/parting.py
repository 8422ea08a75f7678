"""Days with the hours of the part of the day that is named with them: *les mercredis et samedis
après-midi*, *le samedi matin de 9h à 12h*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from parcours.hours.said.meaning import When
from parcours.hours.said.phrases import Day, Days, Hours, Interval, Season, fits
from parcours.hours.said.seasons import Heard
from parcours.hours.said.statements import Statement, Term
from parcours.hours.said.tokens import NotUnderstood
from parcours.hours.said.vocabulary import EASTER, EVERY_DAY

_SATURDAY = 5


def parted(heard: Heard, n: int, days: Days | None, season: Season | None, hours: Hours,
           ) -> Iterator[tuple[When, tuple[Interval, ...]]]:
    """Days with the hours of the parts of them that are named."""
    for interval in hours.items:
        if interval.part and not fits(interval, interval.part):
            raise NotUnderstood("part")
    bare = tuple(replace(one, part="") for one in hours.items)
    check_order(bare)
    if days is None:
        yield When(season), bare
        return
    items = _days(heard, n, days)
    groups = _by_hours(items, bare)
    if groups is None:
        raise NotUnderstood("part")
    other = _by_hours(_carried_back(items), bare)
    if other is not None and other != groups:
        raise NotUnderstood("either")  # "les mardis et jeudis matin et le samedi après-midi"
    for here, some in groups.items():
        yield when_of(season, some), here


def _days(heard: Heard, n: int, days: Days) -> tuple[Day, ...]:
    """The items of a list of days, with *les autres jours* and *y compris* worked out."""
    items = list(days.items)
    for at, sign in enumerate(days.joins):
        if sign == "including":
            named = frozenset().union(*(one.weekdays for one in items[:at + 1]))
            within = items[at + 1].weekdays <= named and not items[at + 1].nth
            if not within or (items[at + 1].holiday and named != EVERY_DAY):
                raise NotUnderstood("including")
    for at, day in enumerate(items):
        if day.others:
            if len(items) > 1 or heard.dated or len(heard.said) == 1:
                raise NotUnderstood("others")
            items[at] = replace(day, weekdays=EVERY_DAY - _named(heard, n), others=False)
    check_loose(heard, days)
    return tuple(items)


def check_loose(heard: Heard, days: Days) -> None:
    """*En semaine* ends on Friday where Saturday is named; raises NotUnderstood elsewhere."""
    if any(day.loose for day in days.items) and not any(
            _SATURDAY in one.weekdays for other in heard.said for term in other.terms if term.days
            for one in term.days.items):
        raise NotUnderstood("loose")


def _named(heard: Heard, n: int) -> frozenset[int]:
    """The weekdays that other openings have."""
    found: set[int] = set()
    for k, one in enumerate(heard.said):
        for term in one.terms:
            for day in term.days.items if term.days else ():
                if one.kind != "open" and (day.part or term.season):
                    raise NotUnderstood("others")
                if k != n and one.kind == "open":
                    found |= day.weekdays
    return frozenset(found)


def check_single_dates(term: Term) -> None:
    """A weekday of a single date is an event, and no hours of the year."""
    if term.days and term.season and any(
            single_dates(Season((span,))) for span in term.season.items):
        raise NotUnderstood("event")  # nor is it one beside a month: "… d'août et le 15 août"


def runs_on(one: Statement) -> bool:
    """*du mardi au samedi et le dimanche de mai à septembre*: a season for Sunday alone?"""
    days = one.term.days
    return bool(days and "DS" in one.order and len(days.items) > 1 and not days.items[-1].is_range
                and any(day.is_range for day in days.items) and not days.items[-1].holiday)


def _by_hours(items: Sequence[Day], hours: tuple[Interval, ...],
              ) -> dict[tuple[Interval, ...], tuple[Day, ...]] | None:
    """Days by the hours that their part of the day has; None where it has none, or hours are left
    over."""
    groups: dict[tuple[Interval, ...], tuple[Day, ...]] = {}
    for day in items:
        here = tuple(one for one in hours if not day.part or fits(one, day.part))
        if not here or (day.part and day.is_range and here != hours):
            return None
        groups[here] = (*groups.get(here, ()), replace(day, part=""))
    return groups if {one for here in groups for one in here} == set(hours) else None


def _carried_back(items: Sequence[Day]) -> list[Day]:
    """The same where a part of the day is meant for the days before it too."""
    carried: list[Day] = []
    part = ""
    for day in reversed(items):
        part = day.part or part
        carried.insert(0, replace(day, part=part))
    return carried


def check_order(hours: Sequence[Interval]) -> None:
    """No two hours of a day may overlap, nor may the sun and the clock rule one day."""
    clock = sorted((one.opens, one.closes) for one in hours
                   if isinstance(one.opens, int) and isinstance(one.closes, int))
    if len(clock) != len(hours) and len(hours) > 1:
        raise NotUnderstood("clock")  # the sun and the clock in one day
    for (_, closes), (opens, _) in pairwise(clock):
        if opens < closes:
            raise NotUnderstood("overlap")


def when_of(season: Season | None, days: Sequence[Day]) -> When:
    """The days of a list, in a season."""
    weekdays = frozenset().union(*(day.weekdays for day in days if not day.nth))
    nth = tuple((weekday, which) for day in days if day.nth for weekday in day.weekdays
                for which in day.nth)
    return When(season, weekdays, any(day.holiday for day in days), nth)


def single_dates(season: Season | None) -> bool:
    """Whether a season is made of days such as *le 1er mai*."""
    return season is not None and bool(season.items) and all(
        span.first == span.last and (span.first[2] or span.first[1] == EASTER)
        for span in season.items)


def weekdays_of(days: Days | None) -> frozenset[int] | None:
    """The weekdays of a list; None where it says more than weekdays, or nothing."""
    if days is None or any(day.holiday or day.nth for day in days.items):
        return None
    return frozenset().union(*(day.weekdays for day in days.items))


def with_parts(days: Days) -> tuple[Day, ...]:
    """What is closed: *les mercredis et samedis après-midi* are two afternoons; *mardi et dimanche
    après-midi* may be one."""
    items = list(days.items)
    if any(day.others for day in items) or "including" in days.joins:
        raise NotUnderstood("others")
    for at, day in enumerate(items):
        if not day.part:
            continue
        if day.is_range:
            raise NotUnderstood("either")
        back = at - 1
        while back >= 0 and not items[back].part:
            if not (day.plural and items[back].plural):
                raise NotUnderstood("either")
            items[back] = replace(items[back], part=day.part)
            back -= 1
    return tuple(items)
