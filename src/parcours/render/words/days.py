"""The days on which a route can be done, in words: weekdays, months, public holidays, next date.

The words are read off the set of possible days itself, so that they hold for any mix of hours,
seasons and closures: *le samedi et le dimanche, d’avril à octobre, sauf jours fériés*.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache, reduce
from operator import or_
from typing import NamedTuple

from parcours.content.freshness import Level
from parcours.hours.calendar import ANYWHERE, calendar
from parcours.hours.day_set import DaySet
from parcours.hours.day_words import month_run
from parcours.i18n.language import Language, language_of
from parcours.i18n.weekdays import spans
from parcours.render.words.proof import hours_unknown, possible, sentence
from parcours.trip.trip import OpenDays, Proof, Why

_MOST_WAYS = 3
"""Ways of a month that one sentence bears; past them the calendar tells it better."""

_FEW = 7
"""So few days are told one by one: *le vendredi, en mars* would promise each Friday of it."""
_RUNS = 3
"""In so many rows: a sentence bears no more dates."""
_BRIEF = 90
"""Signs of a phrase that a card bears."""

_A_DAY = timedelta(days=1)
_OfYear = tuple[int, int]
"""A month and a day of any year."""
_Week = tuple[tuple[int, ...], tuple[int, ...]]
"""Weekdays on which one can set out as a rule, and those on which only at times."""


@dataclass(frozen=True, slots=True)
class SpokenDays:
    """What a page says about when to go."""

    weekdays: str
    """When one can set out: ``du mercredi au dimanche, d’avril à octobre``; where hours of some
    stop are not known, no more than what the others rule out."""
    brief: str
    """The same where there is little room: what it leaves out, it says that it leaves out."""
    phrase: str
    """The same in sentences, with how many hours are not known."""
    in_full: str
    """For files, which have nothing else on days: what is ruled out, and what that rests on."""
    unsure: str
    """That hours, or some of them, are not known; empty where all are, or none are needed."""
    next_start: str
    """The next possible day, as a sentence; empty when there is none."""
    proof: str
    """What possible days rest on, or that there is none: ``possible, horaires vérifiés``."""
    all_year: bool
    """False where the words name months."""


def open_days_in_words(days: OpenDays, language: Language) -> SpokenDays:
    """Weekdays, months and holidays, and the next date.

    A day on which a route is out of season, or closed for works, says nothing about the weekdays
    it opens on: only days that are possible, or closed as every week, are counted.
    """
    closed = holidays = unserved = DaySet(days.first)
    for one in days.blocked:
        if one.why in (Why.NO_SERVICE, Why.SERVICE):
            unserved |= one.starts
        elif one.why in (Why.CLOSED, Why.ALL_SHUT):
            closed |= one.starts
        elif one.why is Why.HOLIDAY:
            holidays |= one.starts
    if not any(days.starts.on(day) - _span(unserved) for day in unserved.weekdays):
        closed |= unserved  # timetables of all the coming days rule out days of every week
        unserved = DaySet(days.first)
    rows = _rows(days.starts) if days.starts.count <= _FEW else []
    dated = 0 < len(rows) <= _RUNS
    if dated:
        dates = _dates(rows, language)
        told = _When(dates, dates, all_year=False, whole=False)
    else:
        told = _in_words(days.starts, closed, holidays, unserved, days.horizon, language.code,
                         all_known=not days.proof.unknown)
    next_start = days.next_start
    if dated:
        last = days.first + timedelta(days=days.horizon.count - 1)
        ruled_out = language.say("Until {day}, you can set out only {dates}.",
                                 day=language.date(last), dates=told.said)
    else:
        ruled_out = _ruled_out(told.said, days, language, whole=told.whole)
    ruled_out += _in_doubt(days, language) + _known_shut(days, language)
    proof = possible(days.proof, language) if days.starts else language.say("impossible")
    unsure = days.starts and days.proof.unknown
    return SpokenDays(
        told.said, told.brief,
        f"{ruled_out} {hours_unknown(days.proof, language)}" if unsure else ruled_out,
        f"{ruled_out} {sentence(proof)}" if days.starts else ruled_out,
        _unsure(days.proof, language),
        language.say("Next possible day: {day}.", day=_full_date(next_start, language.code))
        if next_start else "", proof, told.all_year)


def closure_in_words(first: date | None, last: date | None, today: date | None,
                     language: Language) -> str:
    """When a closure holds: *le 1er mai 2027*, *depuis le…*, *à partir du…*, *du… jusqu’au…*.

    Without ``today`` nothing is said to have begun.
    """
    say = language.say
    if first is None:
        return say("until {day}", day=language.date(last)) if last else ""
    if first == last:
        return say("on {day}", day=language.date(first))
    if last is None:
        return say("since {day}" if today and first <= today else "from {day} on",
                   day=language.date(first))
    return (f"{say('from {day}', day=language.date(first))} "
            f"{say('until {day}', day=language.date(last))}")


def months_in_words(months: Iterable[int], language: Language) -> str:
    """Months (1 to 12) with those that follow one another put together, across the new year."""
    wanted = set(months)
    if len(wanted) == 12:
        return language.say("all year round")
    return language.all_of([month_run(run, language) for run in month_runs(wanted)])


def _ruled_out(said: str, days: OpenDays, language: Language, *, whole: bool) -> str:
    """A stop whose hours nobody knows rules no day out: then no day is promised.

    ``whole`` tells that in some month no weekday is ruled out.
    """
    if not days.starts:
        return language.say("No day is known on which you can set out.")
    if not days.proof.unknown:
        return language.say("You can set out {weekdays}.", weekdays=said)
    return language.say("As far as is known: {weekdays}." if whole
                        else "You can set out only {weekdays}.", weekdays=said)


def _in_doubt(days: OpenDays, language: Language) -> str:
    """On which of the days a stop opens only perhaps; nothing where its hours leave no doubt."""
    perhaps = days.starts & days.doubtful if days.doubtful is not None else None
    if not perhaps:
        return ""
    say = language.say
    if perhaps == days.starts:
        return " " + say("The hours of a stop are not sure then: ask before you set out.")
    weekdays = perhaps.weekdays
    if any(days.starts.on(day) != perhaps.on(day) for day in weekdays):
        return " " + say("On some of these days the hours of a stop are not sure: ask before you "
                         "set out.")
    return " " + say("To be confirmed, as the hours of a stop are not sure then: {weekdays}.",
                     weekdays=language.all_of(spans(weekdays, language)))


def _known_shut(days: OpenDays, language: Language) -> str:
    """That one may find nothing open of what may be skipped: without it *any day of the week* would
    be read as a day on which the doors are open. A night is no visit, and its hours may be known.
    """
    shut = days.starts & days.known_shut if days.known_shut is not None else None
    if not shut:
        return ""
    if shut == days.starts:
        return " " + language.say_n(
            "The only visit whose hours are known is optional, and cannot be made at the planned "
            "time.",
            "The {n} visits whose hours are known are optional, and none can be made at the "
            "planned time.", days.with_hours)
    return " " + language.say_n(
        "On some of these days the only visit whose hours are known, which is optional, cannot be "
        "made at the planned time.",
        "On some of these days none of the {n} visits whose hours are known, all optional, can be "
        "made at the planned time.", days.with_hours)


def _unsure(proof: Proof, language: Language) -> str:
    if not proof.unknown:
        return ""
    return language.say("hours unknown" if proof.level is Level.UNKNOWN else "some hours unknown")


def _rows(days: Iterable[date]) -> list[list[date]]:
    """Days that follow one another put together."""
    rows: list[list[date]] = []
    for day in days:
        if rows and (day - rows[-1][-1]).days == 1:
            rows[-1].append(day)
        else:
            rows.append([day])
    return rows


def _dates(rows: Sequence[Sequence[date]], language: Language) -> str:
    """Each row of days by its first and last."""
    say, told = language.say, language.date
    return language.all_of([
        say("on {day}", day=told(row[0])) if len(row) == 1
        else between_dates(row[0], row[-1], language) for row in rows])


def between_dates(first: date, last: date, language: Language) -> str:
    """``du 23 décembre au 30 décembre 2026``: the year once, where it is the same."""
    begins = language.day_month(first.month, first.day) if first.year == last.year else (
        language.date(first))
    return language.say("from {first} to {last} (dates)", first=begins, last=language.date(last))


@lru_cache(maxsize=1024)
def _full_date(day: date, code: str) -> str:
    return language_of(code).full_date(day)


class _When(NamedTuple):
    """When one can set out, in words."""

    said: str
    brief: str
    """The same in no more than `_BRIEF` signs, as far as can be."""
    all_year: bool
    whole: bool
    """Whether in some month no weekday is ruled out."""


@lru_cache(maxsize=4096)
def _in_words(starts: DaySet, closed: DaySet, holidays: DaySet, unserved: DaySet, horizon: DaySet,
              code: str, *, all_known: bool) -> _When:
    """Weekdays, months, and what is excepted.

    Days that are ``unserved`` lie within timetables of a few weeks, and are told apart: weekdays
    without a train until December are no weekdays of the year.
    """
    language = language_of(code)
    starts |= unserved
    weeks = _weeks(starts, starts | closed)
    ways = list(dict.fromkeys(week for week in weeks if week is not None))
    if not ways:
        none = language.say("on no known day")
        return _When(none, none, all_year=True, whole=False)
    all_year, whole = None not in weeks, any(len(always) == 7 for always, _ in ways)
    if len(ways) > _MOST_WAYS:
        ways = [((), tuple(range(7)))]
        weeks = tuple(week and ways[0] for week in weeks)
    said: list[str] = []
    lost = DaySet(horizon.first)
    for way in ways:
        months = {n + 1 for n, week in enumerate(weeks) if week == way}
        unkept = reduce(or_, map(horizon.on, way[0]), DaySet(horizon.first)) - starts - holidays
        whens: list[str] = []
        for run in month_runs(months):
            within = reduce(or_, (horizon.months[month - 1] for month in run))
            season = _season(within, starts, unkept, closed | holidays, horizon)
            whens.append(_from_to(season.ends, language) if season.ends
                         else month_run(run, language))
            lost |= season.unkept
        week = _week(way, language, all_known=all_known)
        said.append(week if len(months) == 12 else f"{week}, {language.all_of(whens)}")
    kept = phrase = language.say("; ").join(said)
    excepted = [_public(starts, holidays, horizon.first, language)] if holidays else []
    if lost:
        excepted += _lost(lost, starts, language)
    if unserved:
        excepted.append(_unserved(unserved, starts, language))
    brief = kept
    if excepted:
        phrase, brief = (language.say("{when}, except {days}", when=kept, days=days) for days in (
            language.all_of(excepted), language.say("some days (excepted)")))
    return _When(phrase, next((one for one in (phrase, brief) if len(one) <= _BRIEF),
                              _some_of(starts, language)), all_year, whole)


def _some_of(starts: DaySet, language: Language) -> str:
    """The weekdays and months in which one can set out at times, and that it is at times only."""
    weekdays = starts.weekdays
    every = len(weekdays) == 7
    told = language.say("on some days") if every else language.all_of(spans(weekdays, language))
    months = {n for n, days in enumerate(starts.months, start=1) if days}
    if len(months) < 12:
        told += f", {months_in_words(months, language)}"
    return told if every else language.say("{weekdays}, only on some of these days", weekdays=told)


class _Season(NamedTuple):
    """What is possible within months that follow one another."""

    ends: tuple[_OfYear, _OfYear] | None
    """Its first and last day, the same each year; None where it fills these months."""
    unkept: DaySet
    """The days in it that its weekdays promise and that are not possible."""


def _season(within: DaySet, starts: DaySet, unkept: DaySet, closed: DaySet,
            horizon: DaySet) -> _Season:
    """Where the possible days of some months begin and end: *de janvier à février* promises the
    first Sundays of January, also where all opens on the seventeenth.

    ``unkept`` are days that a weekday promises in vain; those ``closed`` as every week belong to a
    season like those that are possible.
    """
    if all(within.months) or not unkept & within:
        return _Season(None, unkept & within)
    end = horizon.first + timedelta(days=horizon.count - 1)
    firsts, lasts = set[_OfYear](), set[_OfYear]()
    kept, partly = unkept & within, False
    inner = DaySet(horizon.first)
    for row in _rows(within):
        here = list(starts.between(row[0], row[-1]))
        if not here:
            inner |= kept.between(row[0], row[-1])
            continue
        first, last = here[0], here[-1]
        inner |= kept.between(first, last)
        if kept.between(row[0], first):
            while first - _A_DAY in closed and first - _A_DAY not in unkept:
                first -= _A_DAY
        else:
            first = row[0]
        if kept.between(last, row[-1]):
            while last + _A_DAY in closed and last + _A_DAY not in unkept:
                last += _A_DAY
        else:
            last = row[-1]
        partly |= first > row[0] or last < row[-1]
        # a row that the coming days cut off does not say where its season begins or ends
        if first > horizon.first:
            firsts.add((first.month, first.day))
        if last < end:
            lasts.add((last.month, last.day))
    if partly and len(firsts) == len(lasts) == 1:
        ends = firsts.pop(), lasts.pop()
        # a row without any possible day may lie before the season: nothing is excepted there
        return _Season(ends, inner.where(lambda day: _between(_of_year(day), ends)))
    return _Season(None, kept)


def _from_to(ends: tuple[_OfYear, _OfYear], language: Language) -> str:
    first, last = (language.day_month(*day) for day in ends)
    return language.say("on {day}", day=first) if first == last else (
        language.say("from {first} to {last} (dates)", first=first, last=last))


def _of_year(day: date) -> _OfYear:
    return day.month, day.day


def _between(day: _OfYear, ends: tuple[_OfYear, _OfYear]) -> bool:
    first, last = ends
    return first <= day <= last if first <= last else not last < day < first


def _lost(lost: DaySet, starts: DaySet, language: Language) -> list[str]:
    """The days that the words before would promise: by date where they are few."""
    rows: list[list[date]] = []
    for day in lost:
        if rows and not starts.between(rows[-1][-1], day):
            rows[-1].append(day)
        else:
            rows.append([day])
    years: dict[tuple[_OfYear, _OfYear], list[list[date]]] = {}
    for row in rows:
        first, last = row[0], row[-1]
        years.setdefault((_of_year(first), _of_year(last)), []).append(row)
    if len(years) > _RUNS:
        return [language.say("some days (excepted)")]
    said = []
    for row, *again in years.values():
        first, last = row[0], row[-1]
        if again:
            said.append(_from_to((_of_year(first), _of_year(last)), language))
        else:
            said.append(language.say("on {day}", day=language.date(first)) if first == last
                        else between_dates(first, last, language))
    return said


def _unserved(unserved: DaySet, starts: DaySet, language: Language) -> str:
    """The days that timetables rule out, after *except*: weekdays between two dates."""
    say, (first, last) = language.say, _ends(unserved)
    if first == last:
        return say("on {day}, by the timetables", day=language.date(first))
    dates = between_dates(first, last, language)
    alike = starts & _span(unserved)
    if alike == unserved:
        return say("{days}, by the timetables", days=dates)
    weekdays = unserved.weekdays
    if any(alike.on(day) != unserved.on(day) for day in weekdays):
        return say("some days {dates}, by the timetables", dates=dates)
    return say("{weekdays}, {dates}, by the timetables", dates=dates,
               weekdays=language.all_of(spans(weekdays, language)))


def _ends(days: DaySet) -> tuple[date, date]:
    listed = list(days)
    return listed[0], listed[-1]


def _span(days: DaySet) -> DaySet:
    """All days from the first to the last."""
    if not days:
        return days
    first, last = _ends(days)
    return DaySet.every(first, (last - first).days + 1)


def _public(starts: DaySet, holidays: DaySet, first: date, language: Language) -> str:
    """What public holidays take away, after *except*."""
    public = calendar("PH", ANYWHERE, first).open_at_all
    if holidays - public:  # a later day of the route falls on the holiday
        return language.say("around public holidays (excepted)")
    if starts & public:
        return language.say("some public holidays (excepted)")
    return language.say("public holidays (excepted)")


@lru_cache(maxsize=4096)
def _weeks(starts: DaySet, counted: DaySet) -> tuple[_Week | None, ...]:
    """For January to December the weekdays on which one can set out; None where on none.

    Only days of ``counted`` are looked at. A weekday counts as a rule when at least three quarters
    of its days in that month are possible.
    """
    weeks: list[_Week | None] = []
    for here, starting in zip(counted.months, starts.months, strict=True):
        if not starting:
            weeks.append(None)
            continue
        always: list[int] = []
        sometimes: list[int] = []
        for weekday in range(7):
            found = starting.on(weekday).count
            if found:
                (always if 4 * found >= 3 * here.on(weekday).count else sometimes).append(weekday)
        weeks.append((tuple(always), tuple(sometimes)))
    return tuple(_beside(n, weeks, starts, counted) if week and counted.months[n].count < 7
                 else week for n, week in enumerate(weeks))


def _beside(n: int, weeks: Sequence[_Week | None], starts: DaySet, counted: DaySet) -> _Week | None:
    """The week of a month of which a few days alone count: that of the month they touch, where
    these are its days, too. Who sleeps the second night in a house that opens in March sets out
    from 28 February on, not *on Sundays, on 28 February*."""
    here = list(counted.months[n])
    for later, edge in ((1, here[-1] + _A_DAY), (-1, here[0] - _A_DAY)):
        month = (n + later) % 12
        week = weeks[month]
        if week is None or edge.month != month + 1 or counted.months[month].count < 7 or (
                (here[-1] - here[0]).days >= len(here)):
            continue
        always, sometimes = week
        if all((day.weekday() in always) <= (day in starts) <= (
                day.weekday() in always or day.weekday() in sometimes) for day in here):
            return week
    return weeks[n]


def _week(week: _Week, language: Language, *, all_known: bool) -> str:
    """The weekdays of a week in words: *du mercredi au dimanche et certains lundis*."""
    always, sometimes = week
    if len(always) == 7:
        return language.say("any day of the week" if all_known else "no day ruled out")
    if len(sometimes) == 7:
        return language.say("on some days")
    said = spans(always, language)
    said += [language.say("on some {weekday}s", weekday=language.weekday(day))
             for day in sometimes]
    return language.all_of(said)


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
