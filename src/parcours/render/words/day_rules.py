"""A rule of days as data: its words, and the days that they tell, come of the same fields.

*Le samedi et le premier dimanche du mois, d’avril à octobre ; tous les jours, de juillet à août* is
a rule of two clauses.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from parcours.hours.calendar import ANYWHERE, calendar
from parcours.hours.day_rows import OfYear
from parcours.hours.day_set import DaySet
from parcours.hours.day_words import month_run, on_nth
from parcours.i18n.language import Language
from parcours.i18n.weekdays import spans
from parcours.render.words.excepted_days import that_are

Span = tuple[OfYear, OfYear]
"""The first and the last day of a season, which may lie in the year after."""


@dataclass(frozen=True, slots=True)
class WeekRule:
    """Which days of a week, or of a month, are meant."""

    always: tuple[int, ...] = ()
    """Weekdays, 0 being Monday."""
    nths: tuple[tuple[int, int], ...] = ()
    """A weekday and which of it in each month, -1 for the last."""
    at_times: tuple[int, ...] = ()
    """Weekdays on some of which one can set out."""
    others: bool = False
    """Whether one can do so on some of all the other days, too."""
    public_holidays: bool = False

    def sure(self, within: DaySet) -> DaySet:
        """Those of some days of which the words say that one can set out."""
        named = [within.on_any(self.always)]
        named += [that_are((nth,), within.on(day)) for day, nth in self.nths]
        if self.public_holidays:
            named.append(within & public_holidays(within.first))
        return _all(named)

    def perhaps(self, within: DaySet) -> DaySet:
        """Those of which the words leave open whether one can."""
        left = within - self.sure(within)
        return left if self.others else left.on_any(self.at_times)

    def said(self, language: Language, *, all_known: bool) -> str:
        """*Du mercredi au dimanche et certains lundis*; that a day is not ruled out is all that is
        said of a route of which hours are not ``all_known``."""
        if len(self.always) == 7:
            return language.say("any day of the week" if all_known else "no day ruled out")
        said = [*spans(self.always, language),
                *(on_nth(day, nth, language) for day, nth in self.nths)]
        if self.others:
            said.append(language.say("on some other days" if said else "on some days"))
        said += [language.say("on some {weekday}s", weekday=language.weekday(day))
                 for day in self.at_times]
        if self.public_holidays:
            said.append(language.say("on public holidays"))
        return language.all_of(said)


@dataclass(frozen=True, slots=True)
class Clause:
    """Days of a week in some seasons of each year, or between dates; else all the year."""

    week: WeekRule
    seasons: tuple[Span, ...] = ()
    dates: tuple[tuple[date, date], ...] = ()

    def within(self, horizon: DaySet) -> DaySet:
        """The days of its seasons, or between its dates."""
        if not self.seasons and not self.dates:
            return horizon
        return _all([*(days_of_season(season, horizon) for season in self.seasons),
                     *(horizon.between(*ends) for ends in self.dates)])

    def said(self, language: Language, *, all_known: bool) -> str:
        """A season of one day needs no weekdays."""
        week = self.week.said(language, all_known=all_known)
        if not self.seasons and not self.dates:
            return week
        when = language.all_of([*(_season_words(one, language) for one in self.seasons),
                                *(language.dates(*ends) for ends in self.dates)])
        alone = self.dates or all(first == last for first, last in self.seasons)
        return when if len(self.week.always) == 7 and alone else f"{week}, {when}"


@dataclass(frozen=True, slots=True)
class DayRule:
    """Clauses of which each adds days."""

    clauses: tuple[Clause, ...]
    begins: date | None = None
    """None of these days lies before it."""
    at_times: bool = False
    """Whether all of this holds at times only."""

    def sure(self, horizon: DaySet) -> DaySet:
        """The days of which the words say that one can set out."""
        return DaySet(horizon.first) if self.at_times else self._named(horizon)

    def perhaps(self, horizon: DaySet) -> DaySet:
        """The days of which the words leave open whether one can."""
        if self.at_times:
            return self._named(horizon)
        return _all(one.week.perhaps(one.within(horizon)) for one in self.clauses).between(
            self.begins, None) - self.sure(horizon)

    def said(self, language: Language, *, all_known: bool) -> str:
        """The whole rule, to which exceptions may be added."""
        said = language.say("; ").join(
            one.said(language, all_known=all_known) for one in self.clauses)
        if self.begins:
            day = language.date(self.begins)
            if self.clauses == (Clause(WeekRule((*range(7),))),):
                return language.say("from {day} on", day=day)
            said = language.say("{when}, from {day} on" if len(self.clauses) == 1 else
                                "{when}; in each case from {day} on", when=said, day=day)
        return language.say("{weekdays}, only on some of these days",
                            weekdays=said) if self.at_times else said

    def said_but(self, said: str, days: str, language: Language) -> str:
        """The rule with what it excepts, which is said of each of its clauses."""
        return language.say("{when}, except {days}" if len(self.clauses) == 1 or self.begins else
                            "{when}; in each case except {days}", when=said, days=days)

    def _named(self, horizon: DaySet) -> DaySet:
        return _all(one.week.sure(one.within(horizon)) for one in self.clauses).between(
            self.begins, None)


def public_holidays(first: date) -> DaySet:
    """The public holidays of the coming days, wherever in France."""
    return calendar("PH", ANYWHERE, first).open_at_all


def months_in_words(months: Iterable[int], language: Language) -> str:
    """Months (1 to 12) with those that follow one another put together, across the new year."""
    wanted = set(months)
    if len(wanted) == 12:
        return language.say("all year round")
    return language.all_of([month_run(run, language) for run in month_runs(wanted)])


def month_runs(months: set[int]) -> list[list[int]]:
    """Months that follow one another, in the order in which the runs begin."""
    if len(months) == 12:
        return [list(range(1, 13))]
    starts = [month for month in sorted(months) if (month - 2) % 12 + 1 not in months]
    runs = []
    for month in starts:
        run = [month]
        while run[-1] % 12 + 1 in months:
            run.append(run[-1] % 12 + 1)
        runs.append(run)
    return runs


def seasons_joined(seasons: Sequence[Span]) -> tuple[Span, ...]:
    """Seasons of which one begins on the day after the end of another are one; nothing where they
    fill the year."""
    left = list(seasons)
    while pair := next(((one, after) for one in left for after in left
                        if one != after and _day_after(one[1]) == after[0]), None):
        one, after = pair
        left = [(one[0], after[1]) if each == one else each for each in left if each != after]
    return () if any(_day_after(last) == first for first, last in left) else tuple(left)


def days_of_season(season: Span, horizon: DaySet) -> DaySet:
    """The days that lie in a season, of whatever year."""
    first, last = season
    years = range(horizon.first.year - 1, horizon.first.year + horizon.count // 365 + 2)
    return _all(horizon.between(_in_year(year, first),
                                _in_year(year if first <= last else year + 1, last, ends=True))
                for year in years)


def month_length(month: int) -> int:
    """How many days a month may have."""
    return monthrange(2028, month)[1]


def _in_year(year: int, day: OfYear, *, ends: bool = False) -> date:
    """A day of a year; where that has no 29 February, the day that begins or ends a season then."""
    month, number = day
    if number <= monthrange(year, month)[1]:
        return date(year, month, number)
    return date(year, 2, 28) if ends else date(year, 3, 1)


def _season_words(season: Span, language: Language) -> str:
    """*D’octobre à mars* where it is whole months, else by its days."""
    (month, day), last = season
    if day == 1 and last[1] == month_length(last[0]):
        return month_run(range(month, last[0] + 1) if month <= last[0] else
                         [*range(month, 13), *range(1, last[0] + 1)], language)
    return language.days_of_year(*season)


def _day_after(day: OfYear) -> OfYear:
    month, number = day
    return (month, number + 1) if number < month_length(month) else (month % 12 + 1, 1)


def _all(days: Iterable[DaySet]) -> DaySet:
    return reduce(or_, days)
