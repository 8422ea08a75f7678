"""What is excepted from the openings of a text: closings, and other hours on some days."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from parcours.hours.said.meaning import (
    Closing,
    Meaning,
    Opening,
    When,
    complement,
    mask,
    season_mask,
    years_of,
)
from parcours.hours.said.parting import (
    check_loose,
    check_single_dates,
    parted,
    single_dates,
    weekdays_of,
    when_of,
    with_parts,
)
from parcours.hours.said.phrases import Day, Season
from parcours.hours.said.seasons import Heard
from parcours.hours.said.statements import Statement, Term
from parcours.hours.said.tokens import NotUnderstood
from parcours.hours.said.vocabulary import EVERY_DAY

_MOST = 3
"""Days of the week that are an exception; more of them are the rule."""
_FEW = 2
"""Days of a word that names them: a week-end, but not *tous les jours*."""


def add_exception(heard: Heard, n: int, one: Statement) -> None:
    """Read a statement that closes, or that has other hours on some days."""
    before = heard.said[n - 1] if n else None
    if one.kind == "except" and before and before.kind == "closed" and one.level < 2:
        _unless(heard, n, one, before)
        return
    scope = heard.scope[n]
    if one.kind == "except" and before and ((one.sign == "(" and (
            before.kind == "except" or before.inner)) or (
                not one.sign and before.kind == "except" and one.level < 2)):
        raise NotUnderstood("unless")  # "sauf le lundi (hors juillet-août)": of both, or of one?
    if one.kind == "except" and not heard.openings:
        raise NotUnderstood("whose")
    if one.hours is None and is_given_elsewhere(heard, n, one):
        return
    check_whose_season(heard, n, one)
    if one.hours is None:
        _check_between(heard, n, one)
        if one.kind == "except" and not one.sign and one.level < 2:
            _check_target(heard, n, one)
        heard.likely |= one.sign == "(" and one.level < 2 and _of_several(heard, n)
        # "sauf le mercredi (fermé en mai)": Wednesdays of May, or all of May?
        heard.likely |= one.sign == "(" and before is not None and before.kind == "except"
        add_closings(heard, n, one, scope)
        check_excepted(heard, one)
        return
    if one.kind == "except" and not any(
            opening.when.holiday or opening.when.nth for _, opening in heard.openings):
        check_mixed(frozenset().union(*(EVERY_DAY if opening.when.weekdays is None else
                                        opening.when.weekdays for _, opening in heard.openings)),
                    one)
    if any(len(day.weekdays) > _MOST for term in one.terms if term.days
           for day in term.days.items):
        raise NotUnderstood("whose")  # "10h-18h sauf lundi et du mardi au vendredi 14h-17h"
    for term in one.terms:
        season = term.season or scope
        if term.season and term.season.others:
            raise NotUnderstood("season")
        if term.days and any(day.part for day in term.days.items):
            raise NotUnderstood("part")
        if term.days is None:
            _check_other_hours(heard, term)
        _check_within(heard, n, term)
        # "sauf le mercredi et le dimanche (14h-18h)": of both, most likely
        heard.likely |= bool(term.days and len(term.days.items) > 1)
        for when, hours in parted(heard, n, term.days, season, one.hours):
            order = 1 if when.weekdays is None else 0
            heard.exceptions.append((order, n, Opening(when, hours)))


def _check_other_hours(heard: Heard, term: Term) -> None:
    """*du mardi au samedi 10h-18h sauf en août 14h-18h*: on all days of August, or on the same?"""
    narrow = any(one.when.weekdays not in (None, EVERY_DAY) for _, one in heard.openings) or any(
        one.when.weekdays for *_, one in heard.exceptions)
    if narrow and not single_dates(term.season):
        raise NotUnderstood("whose")
    heard.likely |= narrow


def _check_within(heard: Heard, n: int, term: Term) -> None:
    """*tous les jours en été 10h-18h sauf le mardi et le week-end en hiver 14h-18h*: other hours
    are those of some of the days they are excepted from."""
    general = heard.season(n - 1) if n else None
    if general and term.season and term.days:
        years = years_of(Meaning((Opening(When(general), ()), Opening(When(term.season), ()))))
        if not season_mask(general, years) & season_mask(term.season, years):
            raise NotUnderstood("whose")


def check_whose_season(heard: Heard, n: int, one: Statement) -> None:
    """*10h-18h tous les jours sauf le lundi en juillet-août, 10h-17h d'octobre à avril*: where
    other hours have their season, this may be that of the first ones."""
    before = heard.said[n - 1] if n else None
    if one.kind == "except" and before and before.kind == "open" and one.level < 2 and any(
            term.days and term.season and not single_dates(term.season) for term in one.terms) and (
            not heard.season(n - 1)) and any(
                other.kind == "open" and heard.season(k) for k, other in enumerate(heard.said)):
        raise NotUnderstood("whose")


def check_excepted(heard: Heard, one: Statement) -> None:
    """Most of the week is no exception, nor is a day of the month that is never open."""
    for term in one.terms:
        for day in term.days.items if term.days and one.kind == "except" else ():
            opened = any(other.when.weekdays is None or day.weekdays & other.when.weekdays
                         for _, other in heard.openings)
            if len(day.weekdays) > _MOST or (day.nth and not opened):
                raise NotUnderstood("closed")


def check_mixed(opened: frozenset[int] | None, one: Statement) -> None:
    """*du lundi au vendredi sauf le mercredi et le samedi 9h-12h*: what is never open is no
    exception beside one that is: Saturday may have those hours."""
    days = [day for term in one.terms if term.days for day in term.days.items]
    others = sum(1 for term in one.terms if term.days is None)
    outside = [day for day in days if opened is not None and day.weekdays
               and not day.weekdays & opened]
    if outside and len(days) + others > len(outside):
        raise NotUnderstood("whose")


def is_given_elsewhere(heard: Heard, n: int, one: Statement) -> bool:
    """Whether the days that are excepted have hours of their own: *tous les jours sauf lundi
    10h-18h ; lundi 14h-18h*."""
    named = {(weekday, day.holiday) for k, other in enumerate(heard.said)
             if other.kind == "open" and k != n and not heard.season(k) and other.term.days
             for day in other.term.days.items if not (day.nth or day.part or day.is_range)
             and len(day.weekdays) <= _FEW for weekday in day.weekdays or (-1,)}
    excepted = [day for term in one.terms if term.days for day in term.days.items]
    return one.kind == "except" and len(excepted) > 0 and all(
        term.days and not term.season for term in one.terms) and all(
        not day.nth and not day.part and not day.others
        and {(weekday, day.holiday) for weekday in day.weekdays or (-1,)} <= named
        for day in excepted)


def _check_between(heard: Heard, n: int, one: Statement) -> None:
    """*mercredi 14h-17h (fermé en août), samedi 10h-12h*: from Wednesday's hours, or from all?
    A holiday or a date is most likely one for both."""
    follows = next((k for k in range(n + 1, len(heard.said))
                    if heard.said[k].kind == "open"), None)
    if follows is None or not any(each.kind == "open" for each in heard.said[:n]) or (
            heard.scope[n] != heard.scope_of(follows)) or (
            one.kind == "closed" and heard.said[n + 1].level > 1):
        return
    for term in one.terms:
        if term.days is None and not single_dates(term.season):
            raise NotUnderstood("whose")
        heard.likely |= term.days is None or any(day.holiday for day in term.days.items)


def _of_several(heard: Heard, n: int) -> bool:
    """*lundi 9h-12h, samedi 10h-14h (fermé en août)*: of the last hours, or of all?"""
    first = next((k for k in range(n, -1, -1) if heard.said[k].level > 1), 0)
    return sum(heard.said[k].kind == "open" for k in range(first, n)) > 1


def _check_target(heard: Heard, n: int, one: Statement) -> None:
    """*lundi-vendredi 9h-18h, samedi 9h-12h sauf août*: from the last hours or from all?"""
    opened = [k for k in range(n) if heard.said[k].kind == "open"]
    first = next((k for k in range(n, -1, -1) if heard.said[k].level > 1), 0)
    if opened and heard.said[opened[-1]].term.days is None and any(
            k >= first and heard.scope[k] != heard.scope[n] for k in opened) and any(
            term.days for term in one.terms):
        raise NotUnderstood("whose")  # "… en été et 10h-17h en hiver sauf le mardi": in both?
    earlier = [k for k in opened if heard.scope[k] == heard.scope[n]]
    if len(earlier) < 2:
        return
    for term in one.terms:
        days = weekdays_of(term.days)
        for k in earlier[:-1]:
            other = weekdays_of(heard.said[k].term.days) or EVERY_DAY
            if days is None or days & other:
                raise NotUnderstood("whose")


def add_closings(heard: Heard, n: int, one: Statement, scope: Season | None) -> None:
    """Close what a statement names; whole days after parts of them, seasons last."""
    for term in one.terms:
        if term.season and term.season.others:
            raise NotUnderstood("season")
        check_single_dates(term)
        if term.days is None:
            heard.exceptions.append((4, n, Closing(When(term.season))))
            continue
        check_loose(heard, term.days)
        weekly = any(day.weekdays or day.nth for day in term.days.items)
        season = term.season or (scope if weekly or len(heard.dated) > 1 else None)
        _check_season_of_days(term)
        heard.likely |= bool(term.season and len(term.days.items) > 1)
        # "fermé le mardi en hiver et le mercredi"
        heard.likely |= bool(weekly and not term.season and any(
            other.days and other.season for other in one.terms))
        # "été : 10h-18h. Hiver : 14h-17h ; fermé les jours fériés": those of summer, too?
        heard.likely |= bool(season and not term.season and not weekly and one.level == 2)
        items = with_parts(term.days)
        # "14h-18h (le vendredi), le dimanche, fermé en mars": a day that never opens
        heard.likely |= weekly and bool(term.season) and not _is_open(heard, term.season, items)
        whole = [day for day in items if not day.part]
        if whole:
            heard.exceptions.append((3, n, Closing(when_of(season, whole))))
        for part in ("morning", "afternoon", "evening"):
            if parted := [day for day in items if day.part == part]:
                heard.exceptions.append((2, n, Closing(when_of(season, parted), part)))


def _is_open(heard: Heard, season: Season | None, days: Sequence[Day]) -> bool:
    """Whether some of the days have hours in a season."""
    years = years_of(Meaning((*(one for _, one in heard.openings), Opening(When(season), ()))))
    here = mask(when_of(season, days), years)
    return any(mask(one.when, years) & here for _, one in heard.openings)


def _check_season_of_days(term: Term) -> None:
    """*fermé le lundi d'octobre à mars et en janvier*: that month lies within, so all of it is
    closed, or nothing was added."""
    spans = term.season.items if term.season else ()
    years = years_of(Meaning((Opening(When(term.season), ()),)))
    for one, other in combinations(spans, 2):
        if season_mask(Season((one,)), years) & season_mask(Season((other,)), years):
            raise NotUnderstood("either")


def _unless(heard: Heard, n: int, one: Statement, before: Statement) -> None:
    """*fermé le dimanche sauf en juillet et août*."""
    closed = before.terms[-1]
    if one.terms and all(term.days and not term.season and all(
            day.holiday and not day.weekdays for day in term.days.items) for term in one.terms):
        _unless_on_holidays(heard, n, one, before)
        return
    seasons = [term.season for term in one.terms if term.season and not term.days]
    if len(seasons) != len(one.terms) or closed.season or len(before.terms) > 1 or (
            closed.days is None) or heard.scope[n - 1] or any(s.others for s in seasons):
        raise NotUnderstood("unless")
    items = with_parts(closed.days)
    if any(day.part or day.holiday for day in items):
        raise NotUnderstood("unless")
    if one.hours is None and not _opens_then(heard, items, seasons):
        raise NotUnderstood("unless")  # "du mardi au dimanche 10h-18h, lundi fermé sauf en août"
    plain = Closing(when_of(None, list(items)))
    at = next(k for k, (*_, other) in enumerate(heard.exceptions) if other == plain)
    try:
        rest = complement(seasons)
    except ValueError as why:
        raise NotUnderstood("unless") from why
    heard.exceptions[at] = (3, n, Closing(when_of(rest, list(items))))
    if one.hours is not None:
        for season in seasons:
            for when, hours in parted(heard, n, closed.days, season, one.hours):
                heard.exceptions.append((0, n, Opening(when, hours)))


def _opens_then(heard: Heard, days: Sequence[Day], seasons: Sequence[Season]) -> bool:
    """Whether days have hours in some seasons, but for what is closed."""
    years = years_of(Meaning(tuple(one for _, one in heard.openings)))
    return all(any(
        (one.when.weekdays is None or day.weekdays <= one.when.weekdays)
        and season_mask(one.when.season, years) & season_mask(season, years)
        for _, one in heard.openings) for day in days for season in seasons)


def _unless_on_holidays(heard: Heard, n: int, one: Statement, before: Statement) -> None:
    """*10h-18h, fermé le lundi sauf jours fériés*: open on all of them, with the hours of every
    other day. Where days differ, or others are closed as well, nobody can tell."""
    (closed,) = before.terms if len(before.terms) == 1 else (Term(),)
    items = with_parts(closed.days) if closed.days and not closed.season else ()
    shut = weekdays_of(closed.days) or frozenset()
    hours = {opening.hours for _, opening in heard.openings}
    whens = [opening.when for _, opening in heard.openings]
    opened = frozenset().union(*(EVERY_DAY if when.weekdays is None else when.weekdays
                                 for when in whens))
    closings = [other for *_, other in heard.exceptions if other != Closing(when_of(None, items))]
    if one.hours or not shut or len(hours) != 1 or closings or opened | shut != EVERY_DAY or any(
            day.part for day in items) or any(when.season or when.holiday or when.nth
                                              for when in whens):
        raise NotUnderstood("unless")
    heard.exceptions.append((3, n, Opening(When(None, frozenset(), holiday=True), hours.pop())))
