"""The rule of the days on which one can set out: weekdays, months, and what is excepted.

Each set of days is told as briefly as it can be without promising a day that is not in it.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache, reduce
from operator import or_
from typing import NamedTuple

from parcours.hours.calendar import ANYWHERE, calendar
from parcours.hours.day_set import DaySet
from parcours.hours.day_words import month_run, on_nth
from parcours.i18n.language import Language, language_of
from parcours.i18n.weekdays import runs, spans
from parcours.render.words.excepted_days import RUNS, excepted, nths_of, stretches, that_are
from parcours.render.words.month_weeks import Blocked, Week, rows_apart, rows_of, weeks_of_months

_MOST_WAYS = 3
"""Ways of a month that one sentence bears; past them the calendar tells it better."""
_MOST_AT_TIMES = 2
"""Weekdays that are each possible at times; more of them are told as other days."""
_MOST_NAMED = 4
"""Weekdays, rows of them, and rules such as *le premier dimanche du mois* in one list."""
_BRIEF = 90
"""Signs of a phrase that a card bears."""

_A_DAY = timedelta(days=1)
_OfYear = tuple[int, int]
"""A month and a day of any year."""
_Span = tuple[_OfYear, _OfYear]
"""The first and the last day of a season."""


class When(NamedTuple):
    """When one can set out, in words."""

    said: str
    brief: str
    """The same in no more than `_BRIEF` signs, as far as can be."""
    all_year: bool
    whole: bool
    """Whether in some month no weekday is ruled out."""


@lru_cache(maxsize=4096)
def when_in_words(starts: DaySet, blocked: Blocked, horizon: DaySet, code: str, *,
              all_known: bool) -> When:
    """Weekdays, months, and what is excepted.

    Days that are ``unserved`` lie within timetables of a few weeks, and are told apart: weekdays
    without a train until December are no weekdays of the year.
    """
    language = language_of(code)
    holidays, unserved = blocked.holidays, blocked.unserved
    starts |= unserved
    weeks = weeks_of_months(starts, blocked, horizon)
    but_holidays = _but_for_holidays(weeks, starts, blocked, horizon)
    weeks = tuple(but_holidays or _of_one_week(weeks, starts, holidays, horizon))
    ways = list(dict.fromkeys(week for week in weeks if week is not None))
    if not ways:
        none = language.say("on no known day")
        return When(none, none, all_year=True, whole=False)
    all_year, whole = None not in weeks, any(len(always) == 7 for always, _ in ways)
    if len(ways) > _MOST_WAYS:
        ways = [((), tuple(starts.weekdays))]
        weeks = tuple(week and ways[0] for week in weeks)
    clauses: dict[str, list[_Span]] = {}
    lost = DaySet(horizon.first)
    for way in ways:
        months = {n + 1 for n, week in enumerate(weeks) if week == way}
        unkept = reduce(or_, map(horizon.on, way[0]), DaySet(horizon.first)) - starts - holidays
        seasons: list[_Span] = []
        in_season = DaySet(horizon.first)
        for run in month_runs(months):
            within = reduce(or_, (horizon.months[month - 1] for month in run))
            season = _season(within, starts, unkept, blocked, horizon)
            ends = season.ends or ((run[0], 1), (run[-1], _length(run[-1])))
            seasons.append((ends[0], (2, 29)) if _is_february(ends, horizon) else ends)
            lost |= season.unkept
            in_season |= _within(season, within)
        own = _of_season(way, in_season, starts, holidays)
        week = _week(own, in_season, starts, holidays | blocked.dated_closure, language,
                     all_known=all_known, and_holidays=bool(but_holidays))
        lost |= _lost_nths(own, in_season, starts, blocked)
        clauses.setdefault(week, []).extend(seasons)
    kept = language.say("; ").join(
        _clause(week, seasons, language) for week, seasons in clauses.items())
    # what holds in one December and not in the next is no rule of Decembers
    dated = lost.count > starts.count or (
        len(ways) > 1 and lost and not blocked.dated_closure and not unserved)
    at_times = any(sometimes for _, sometimes in ways)
    spells = _spells(starts, holidays, horizon, language, RUNS if dated else 2) if (
        dated or at_times) else ""
    begins = None
    if spells:
        kept, all_year, lost = spells, False, DaySet(horizon.first)
    elif begins := _late(lost, starts):
        kept = language.say("{when}, from {day} on" if len(clauses) == 1 else
                            "{when}; in each case from {day} on", when=kept,
                            day=language.date(begins))
        lost = lost.between(begins, None)
    phrase = brief = kept
    within = reduce(or_, (days for days, week in zip(horizon.months, weeks, strict=True) if week))
    if but := excepted(lost, blocked, starts, within, language):
        one = len(clauses) == 1 or bool(spells) or begins is not None
        phrase, brief = (
            language.say("{when}, except {days}", when=kept, days=days) if one else
            language.say("{when}; in each case except {days}", when=kept, days=days)
            for days in (language.all_of(but), language.say("some days (excepted)")))
        if kept == language.say("no day ruled out"):  # *no day, except some* is nothing
            brief = language.say("some days ruled out")
    return When(phrase, next((one for one in (phrase, brief) if len(one) <= _BRIEF),
                              _some_of(starts, unserved, horizon, language)), all_year, whole)


def _but_for_holidays(weeks: Sequence[Week | None], starts: DaySet, blocked: Blocked,
                      horizon: DaySet) -> Sequence[Week | None]:
    """The weeks of these months where public holidays come to them, all of them: what opens *le
    samedi, le dimanche et les jours fériés* does so on no *certains lundis*. Else nothing."""
    if blocked.holidays or blocked.unserved or not any(week and week[1] for week in weeks):
        return []
    public = calendar("PH", ANYWHERE, horizon.first).open_at_all & horizon
    found = weeks_of_months(starts - public, blocked._replace(
        closed=blocked.closed - public, holidays=public), horizon)
    within = reduce(or_, (month for month, week in zip(horizon.months, found, strict=True)
                          if week), DaySet(horizon.first))
    if starts - within or (public & within) - starts or any(
            week and (week[1] or len(week[0]) == 7) for week in found):
        return []
    return found


def _of_one_week(weeks: Sequence[Week | None], starts: DaySet, holidays: DaySet,
                 horizon: DaySet) -> Sequence[Week | None]:
    """One week for all of these months, where some have days that are possible at times and all
    that it promises in vain can be told by dates: a November of which a closure leaves eight days
    is no month of *some days*."""
    if not any(week and week[1] for week in weeks):
        return weeks
    days = starts.weekdays
    promised = DaySet(horizon.first)
    for month, week in zip(horizon.months, weeks, strict=True):
        if week:
            here = reduce(or_, map(month.on, days)) - holidays
            if 4 * (here & starts).count < here.count and len(
                    stretches(here - starts, starts)) > 1:  # too few to be told as that week
                return weeks
            promised |= here
    vain = promised - starts
    if 4 * vain.count > promised.count or len(stretches(vain, starts)) > RUNS:
        return weeks
    return [week and (tuple(days), ()) for week in weeks]


def _late(lost: DaySet, starts: DaySet) -> date | None:
    """The first possible day, where the words before would promise several that lie before it."""
    begins = starts.next()
    return begins if begins and lost.between(None, begins).count > 1 else None


def _spells(starts: DaySet, holidays: DaySet, horizon: DaySet, language: Language,
            most: int) -> str:
    """The weekdays, and the dates between which each of them is possible: *du lundi au vendredi,
    du 21 décembre 2026 au 1er janvier 2027*. Nothing where such stretches are more than
    ``most``."""
    weekdays = starts.weekdays
    promised = reduce(or_, map(horizon.on, weekdays)) - holidays
    spells = rows_apart(starts, promised - starts)
    if len(spells) > most:
        return ""
    dates = [language.dates(spell[0], spell[-1]) for spell in spells]
    if len(spells) == 1 and not promised.between(spells[0][-1] + _A_DAY, None):
        dates = [language.say("from {day} on", day=language.date(spells[0][0]))]
    told = language.all_of(dates)
    return told if len(weekdays) == 7 else f"{language.all_of(spans(weekdays, language))}, {told}"


def _some_of(starts: DaySet, unserved: DaySet, horizon: DaySet, language: Language) -> str:
    """The weekdays and months in which one can set out at times, and, where that is so, that it is
    at times only."""
    weekdays = starts.weekdays
    every = len(weekdays) == 7
    told = language.say("on some days") if every else language.all_of(spans(weekdays, language))
    months = {n for n, days in enumerate(starts.months, start=1) if days}
    if len(months) < 12:
        told += f", {months_in_words(months, language)}"
    within = reduce(or_, (horizon.months[month - 1] for month in months))
    if every or (not unserved and not reduce(or_, map(within.on, weekdays)) - starts):
        return told
    return language.say("{weekdays}, only on some of these days", weekdays=told)


class _Season(NamedTuple):
    """What is possible within months that follow one another."""

    ends: _Span | None
    """Its first and last day, the same each year; None where it fills these months."""
    unkept: DaySet
    """The days in it that its weekdays promise and that are not possible."""


def _season(within: DaySet, starts: DaySet, unkept: DaySet, blocked: Blocked,
            horizon: DaySet) -> _Season:
    """Where the possible days of some months begin and end: *de janvier à février* promises the
    first Sundays of January, also where all opens on the seventeenth.

    ``unkept`` are days that a weekday promises in vain; those ``closed`` as every week belong to a
    season like those that are possible, as do holidays that they surround.
    """
    if all(within.months) or not unkept & within:
        return _Season(None, unkept & within)
    end = horizon.first + timedelta(days=horizon.count - 1)
    firsts, lasts = list[list[_OfYear]](), list[list[_OfYear]]()
    kept, partly, shut = unkept & within, False, (blocked.closed - unkept) | blocked.holidays
    inner = DaySet(horizon.first)
    for row in rows_of(within):
        here = list(starts.between(row[0], row[-1]))
        if not here:
            inner |= kept.between(row[0], row[-1])
            continue
        first, last = here[0], here[-1]
        inner |= kept.between(first, last)
        before, after = kept.between(row[0], first), kept.between(last, row[-1])
        begins = _may_be(first, -_A_DAY, row[0], shut) if before else [row[0]]
        ends = _may_be(last, _A_DAY, row[-1], shut) if after else [row[-1]]
        partly |= begins[0] > row[0] or ends[0] < row[-1]
        # neither a row that the coming days cut off says where its season begins or ends, nor one
        # that a dated closure cuts off
        if before & blocked.dated_closure:
            inner |= before
        elif begins[0] > horizon.first:
            firsts.append([_of_year(day) for day in begins])
        if after & blocked.dated_closure:
            inner |= after
        elif ends[0] < end:
            lasts.append([_of_year(day) for day in ends])
    if partly and (begin := _in_each(firsts)) and (until := _in_each(lasts)):
        season = begin, until
        if (starts & within).where(lambda day: not _between(_of_year(day), season)):
            return _Season(None, kept)
        # a row without any possible day may lie before the season: nothing is excepted there
        return _Season(season, inner.where(lambda day: _between(_of_year(day), season)))
    return _Season(None, kept)


def _clause(week: str, seasons: Sequence[_Span], language: Language) -> str:
    """Weekdays and when in the year; a season of one day needs no weekdays."""
    joined = _joined(seasons)
    if any(_day_after(last) == first for first, last in joined):
        return week
    days = language.all_of([_season_words(one, language) for one in joined])
    every = (language.say("any day of the week"), language.say("no day ruled out"))
    if week in every and all(first == last for first, last in joined):
        return days
    return f"{week}, {days}"


def _joined(seasons: Sequence[_Span]) -> list[_Span]:
    """Seasons of which one begins on the day after the end of another are one."""
    left = list(seasons)
    while pair := next(((one, after) for one in left for after in left
                        if one != after and _day_after(one[1]) == after[0]), None):
        one, after = pair
        left = [(one[0], after[1]) if each == one else each for each in left if each != after]
    return left


def _season_words(season: _Span, language: Language) -> str:
    """*D’octobre à mars* where it is whole months, else by its days."""
    (month, day), last = season
    if day == 1 and last[1] == _length(last[0]):
        return month_run(range(month, last[0] + 1) if month <= last[0] else
                         [*range(month, 13), *range(1, last[0] + 1)], language)
    return language.days_of_year(*season)


def _is_february(season: _Span, horizon: DaySet) -> bool:
    """Whether a season of whole months ends with February: on the 28th, in years that have no 29th.
    """
    return season[0][1] == 1 and season[1] == (2, 28) and not any(
        day.day == 29 for day in horizon.months[1])


def _length(month: int) -> int:
    """How many days a month may have."""
    return monthrange(2028, month)[1]


def _day_after(day: _OfYear) -> _OfYear:
    month, number = day
    return (month, number + 1) if number < _length(month) else (month % 12 + 1, 1)


def _within(season: _Season, months: DaySet) -> DaySet:
    """The days of some months that lie in their season."""
    ends = season.ends
    return months if ends is None else months.where(lambda day: _between(_of_year(day), ends))


def _of_season(week: Week, season: DaySet, starts: DaySet, holidays: DaySet) -> Week:
    """The week of some months as it is in their season: what is possible on some Thursdays of
    December may be so on all of them until the 18th."""
    always, sometimes = week
    sure = {day for day in sometimes if season.on(day) & starts
            and not season.on(day) - starts - holidays}
    return tuple(sorted({*always} | sure)), tuple(day for day in sometimes if day not in sure)


def _may_be(day: date, step: timedelta, end: date, shut: DaySet) -> list[date]:
    """The days on which a season may begin or end, of which this one is possible and those beyond
    are not, the likeliest first: it, then those next to it that are closed as every week. Where
    these lead to the end of the month, that is one."""
    days = [day]
    while days[-1] != end and days[-1] + step in shut:
        days.append(days[-1] + step)
    return [end] if days[-1] == end else days


def _in_each(seasons: Sequence[Sequence[_OfYear]]) -> _OfYear | None:
    """The likeliest day of the first of these years that may be one of all the others, too."""
    return next((day for day in seasons[0] if all(day in one for one in seasons)),
                None) if seasons else None


def _of_year(day: date) -> _OfYear:
    return day.month, day.day


def _between(day: _OfYear, ends: _Span) -> bool:
    first, last = ends
    return first <= day <= last if first <= last else not last < day < first


def months_in_words(months: Iterable[int], language: Language) -> str:
    """Months (1 to 12) with those that follow one another put together, across the new year."""
    wanted = set(months)
    if len(wanted) == 12:
        return language.say("all year round")
    return language.all_of([month_run(run, language) for run in month_runs(wanted)])


def _week(week: Week, within: DaySet, starts: DaySet, holidays: DaySet, language: Language, *,
          all_known: bool, and_holidays: bool) -> str:
    """The weekdays of a week in words: *du mercredi au dimanche et certains lundis*."""
    always, sometimes = week
    if len(always) == 7:
        return language.say("any day of the week" if all_known else "no day ruled out")
    if len(sometimes) == 7:
        return language.say("on some days")
    said, of_month = spans(always, language), _nths(week, within, starts, holidays)
    said += [on_nth(day, nth, language) for day, nths in of_month.items() for nth in nths]
    others = [day for day in sometimes if day not in of_month]
    if len(others) > _MOST_AT_TIMES:
        said.append(language.say("on some other days" if said else "on some days"))
    else:
        said += [language.say("on some {weekday}s", weekday=language.weekday(day))
                 for day in others]
    weekly = reduce(or_, map(within.on, always), DaySet(within.first))
    if and_holidays and (starts & within) - weekly:
        said.append(language.say("on public holidays"))
    return language.all_of(said)


def _nths(week: Week, within: DaySet, starts: DaySet,
          left_out: DaySet) -> dict[int, tuple[int, ...]]:
    """The weekdays that are possible by a rule of the month, where all of these can be told."""
    found = {day: nths for day in week[1]
             if (nths := nths_of(day, within, starts, left_out, exact=False))}
    most = _MOST_NAMED - len(runs(week[0]))
    return found if sum(map(len, found.values())) <= most else {}


def _lost_nths(week: Week, within: DaySet, starts: DaySet, blocked: Blocked) -> DaySet:
    """The days that *le premier dimanche du mois* promises in vain."""
    lost = DaySet(starts.first)
    for day, nths in _nths(week, within, starts, blocked.holidays | blocked.dated_closure).items():
        lost |= that_are(nths, within.on(day) - starts - blocked.holidays)
    return lost


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
