"""The rule of the days on which one can set out: weekdays, months, and what is excepted.

Each of `KINDS` describes a set of days in its own way, or cannot. Of the descriptions that leave
none of the possible days out, that is told which leaves the fewest days open, and of these the
shortest. What a description promises in vain is added to it as an exception.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from parcours.hours.day_rows import rows_apart
from parcours.hours.day_set import DaySet
from parcours.i18n.language import Language, language_of
from parcours.i18n.weekdays import runs
from parcours.render.words.day_rules import (
    Clause,
    DayRule,
    Span,
    WeekRule,
    month_runs,
    public_holidays,
    seasons_joined,
)
from parcours.render.words.excepted_days import RUNS, excepted, nths_of
from parcours.render.words.month_weeks import Blocked, Week, weeks_of_months
from parcours.render.words.seasons import season_of

_MOST_WAYS = 3
"""Ways of a month that one sentence bears; past them the calendar tells it better."""
_MOST_AT_TIMES = 2
"""Weekdays that are each possible at times; more of them are told as other days."""
_MOST_NAMED = 4
"""Weekdays, rows of them, and rules such as *le premier dimanche du mois* in one list."""
_BRIEF = 90
"""Signs of a phrase that a card bears."""
_VAGUE = 4
"""As many days are open for each that *sauf certains jours* excepts: they are taken for few."""
_OF_DATES = 20
"""Signs by which a rule of each year may be longer than dates, which tell of no other year."""


class When(NamedTuple):
    """When one can set out, in words."""

    said: str
    brief: str
    """The same in no more than `_BRIEF` signs, as far as can be."""
    all_year: bool
    whole: bool
    """Whether in some month no weekday is ruled out."""


class Asked(NamedTuple):
    """The days to be told."""

    starts: DaySet
    """On which one can set out, and those that timetables alone rule out."""
    blocked: Blocked
    horizon: DaySet


class _Fitting(NamedTuple):
    """A rule that leaves out no day on which one can set out."""

    rule: DayRule
    sure: DaySet
    """What it promises."""
    lost: DaySet
    """Of that in vain, but for public holidays."""
    left_open: int
    """Days of which it does not say whether they are possible."""


class _Told(NamedTuple):
    """A description in words."""

    said: str
    cost: tuple[int, bool, int]
    """Days that these words leave open, whether they are strained, and signs."""
    rule: DayRule


@lru_cache(maxsize=4096)
def when_in_words(starts: DaySet, blocked: Blocked, horizon: DaySet, code: str, *,
                  all_known: bool) -> When:
    """The best description of these days.

    Days that are ``unserved`` lie within timetables of a few weeks, and are told apart: weekdays
    without a train until December are no weekdays of the year.
    """
    language = language_of(code)
    asked = Asked(starts | blocked.unserved, blocked, horizon)
    if not asked.starts:
        none = language.say("on no known day")
        return When(none, none, all_year=True, whole=False)
    found = [told for one in described(asked)
             for told in _in_words(one, asked, language, all_known=all_known)]
    best = min(found, key=_in_full)
    brief = min((one for one in found if len(one.said) <= _BRIEF or one is found[-1]),
                key=lambda told: told.cost)
    clauses = best.rule.clauses
    return When(best.said, brief.said, not any(one.seasons or one.dates for one in clauses),
                any(len(one.week.always) == 7 for one in clauses))


def _in_full(told: _Told) -> tuple[int, bool, tuple[int, bool, int]]:
    """In a whole sentence *certains jours seulement* stands where nothing tells as much."""
    return told.cost[0], told.rule.at_times, told.cost


@lru_cache(maxsize=64)  # for the other languages
def described(asked: Asked) -> Sequence[_Fitting]:
    """What each kind has to say that leaves out no day on which one can set out."""
    starts, blocked, horizon = asked
    found: list[_Fitting] = []
    *kinds, any_days = KINDS
    for rule in (*dict.fromkeys(kind(asked) for kind in kinds), any_days(asked)):
        if rule is None:
            continue
        sure, perhaps = rule.sure(horizon), rule.perhaps(horizon)
        if starts - sure - perhaps:
            continue
        lost, begins = sure - starts - blocked.holidays, starts.next()
        late = not rule.clauses[0].dates and lost.between(None, begins).count > 1
        found.append(_Fitting(replace(rule, begins=begins), sure, lost.between(begins, None),
                              perhaps.count) if late else
                     _Fitting(rule, sure, lost, perhaps.count))
    return found


def _in_words(one: _Fitting, asked: Asked, language: Language, *,
              all_known: bool) -> Iterator[_Told]:
    """A rule with its exceptions, and once more with these in brief."""
    rule, sure, lost, left_open = one
    said = rule.said(language, all_known=all_known)
    strained = lost.count > asked.starts.count
    of_dates = _OF_DATES if rule.clauses[0].dates else 0

    def told(words: str, vaguely: DaySet) -> _Told:
        return _Told(words, (left_open + _VAGUE * vaguely.count, strained,
                             len(words) + of_dates), rule)

    but = excepted(lost, asked.blocked, asked.starts, sure, language)
    if not but.said or rule.at_times:
        yield told(said, DaySet(sure.first))
        return
    yield told(rule.said_but(said, language.all_of(but.said), language),
               DaySet(sure.first) if but.exact else lost)
    in_vain = lost | asked.blocked.holidays & sure | asked.blocked.unserved
    if not sure or not in_vain:
        return
    brief = rule.said_but(said, language.say("some days (excepted)"), language)
    if said == language.say("no day ruled out"):  # *no day, except some* is nothing
        brief = language.say("some days ruled out")
    yield told(brief, in_vain)


# ---- Kinds of descriptions

def _month_by_month(asked: Asked) -> DayRule | None:
    """Months that are alike together: *le samedi, d’octobre à mars ; tous les jours, d’avril à
    septembre*."""
    return _of_weeks(weeks_of_months(*asked), asked)


def _and_public_holidays(asked: Asked) -> DayRule | None:
    """What opens *le samedi, le dimanche et les jours fériés* does so on no *certains lundis*."""
    starts, blocked, horizon = asked
    if blocked.holidays or blocked.unserved:
        return None
    public = public_holidays(horizon.first) & horizon
    weeks = weeks_of_months(starts - public, blocked._replace(
        closed=blocked.closed - public, holidays=public), horizon)
    rule = _of_weeks(weeks, asked, public)
    vague = rule and any(one.week.at_times or one.week.others for one in rule.clauses)
    return None if vague else rule


def _one_week(asked: Asked) -> DayRule | None:
    """The same weekdays in all months: a November of which a closure leaves eight days is no month
    of its own."""
    week = tuple(asked.starts.weekdays), ()
    return _of_weeks([one and week for one in weeks_of_months(*asked)], asked)


def _between_dates(asked: Asked) -> DayRule | None:
    """*Du lundi au vendredi, du 21 décembre 2026 au 1er janvier 2027*; the last of the coming days
    ends nothing: *à partir du 21 décembre 2027*."""
    weekdays = tuple(asked.starts.weekdays)
    promised = asked.horizon.on_any(weekdays) - asked.blocked.holidays
    rows = rows_apart(asked.starts, promised - asked.starts)
    if not promised.between(rows[-1][-1], None) - asked.starts:
        return DayRule((Clause(WeekRule(weekdays)),), rows[0][0]) if len(rows) == 1 else None
    return DayRule((Clause(WeekRule(weekdays), dates=tuple((row[0], row[-1]) for row in rows)),)
                   ) if len(rows) <= RUNS else None


def _certain_days(asked: Asked) -> DayRule | None:
    """*Certains lundis et le premier dimanche du mois, de mai à juin*."""
    week = (), tuple(asked.starts.weekdays)
    return _of_weeks([one and week for one in weeks_of_months(*asked)], asked)


def _at_times_only(asked: Asked) -> DayRule:
    """The weekdays and months in which one can set out at times, and, where that is so, that it is
    at times only."""
    starts, blocked, horizon = asked
    weekdays = tuple(starts.weekdays)
    months = {n for n, days in enumerate(starts.months, start=1) if days}
    clause = Clause(WeekRule(weekdays) if len(weekdays) < 7 else WeekRule(others=True),
                    _seasons(months, DaySet(horizon.first), asked))
    in_vain = clause.week.sure(clause.within(horizon)) - starts
    return DayRule((clause,), at_times=bool(in_vain or (blocked.unserved and clause.week.always)))


Kind = Callable[[Asked], DayRule | None]
KINDS: Sequence[Kind] = (
    _month_by_month, _and_public_holidays, _one_week, _between_dates, _certain_days,
    _at_times_only)
"""Another way to describe days is one function more. The last one describes any days."""


# ---- What kinds are made of

def _of_weeks(weeks: Sequence[Week | None], asked: Asked,
              public: DaySet | None = None) -> DayRule | None:
    """The rule of twelve months, of which each has its week; nothing where they are too many.

    ``public`` holidays are days of each week.
    """
    starts, blocked, horizon = asked
    ways = list(dict.fromkeys(week for week in weeks if week is not None))
    if not ways or len(ways) > _MOST_WAYS:
        return None
    holidays = blocked.holidays if public is None else public
    clauses: dict[WeekRule, list[Span]] = {}
    for way in ways:
        months = {n for n, week in enumerate(weeks, start=1) if week == way}
        unkept = horizon.on_any(way[0]) - starts - holidays
        seasons = _seasons(months, unkept, asked)
        within = Clause(WeekRule(), seasons).within(horizon)
        own = _week_in(way, within, asked, holidays, public)
        clauses.setdefault(own, []).extend(seasons or [((1, 1), (12, 31))])
    return DayRule(tuple(Clause(week, seasons_joined(seasons))
                         for week, seasons in clauses.items()))


def _seasons(months: set[int], unkept: DaySet, asked: Asked) -> tuple[Span, ...]:
    starts, blocked, horizon = asked
    return seasons_joined([season_of(run, starts, unkept, blocked, horizon)
                           for run in month_runs(months)])


def _week_in(week: Week, within: DaySet, asked: Asked, holidays: DaySet,
             public: DaySet | None) -> WeekRule:
    """The week of some months as it is in their season: what is possible on some Thursdays of
    December may be so on all of them until the 18th."""
    starts, blocked, _ = asked
    always, sometimes = week
    sure = {day for day in sometimes if within.on(day) & starts
            and not within.on(day) - starts - holidays}
    always = tuple(sorted({*always} | sure))
    sometimes = tuple(day for day in sometimes if day not in sure)
    of_month = {day: nths for day in sometimes if (nths := nths_of(
        day, within, starts, holidays | blocked.dated_closure, exact=False))}
    if sum(map(len, of_month.values())) > _MOST_NAMED - len(runs(always)):
        of_month = {}
    others = tuple(day for day in sometimes if day not in of_month)
    many = len(others) > _MOST_AT_TIMES
    rule = WeekRule(always, tuple((day, nth) for day, nths in of_month.items() for nth in nths),
                    () if many else others, many)
    return replace(rule, public_holidays=True) if (
        public is not None and (starts & within) - rule.sure(within)) else rule
