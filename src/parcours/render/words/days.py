"""The days on which a route can be done, in words: weekdays, months, public holidays, next date.

The words are read off the set of possible days itself, so that they hold for any mix of hours,
seasons and closures: *le samedi et le dimanche, d’avril à octobre, sauf jours fériés*.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from parcours.content.freshness import Level
from parcours.format.model import Status
from parcours.format.names import STATES
from parcours.hours.day_rows import rows_of, span_of
from parcours.hours.day_set import DaySet
from parcours.i18n.language import Language, language_of
from parcours.i18n.weekdays import spans
from parcours.render.words.excepted_days import RUNS
from parcours.render.words.month_weeks import Blocked
from parcours.render.words.possible_days import When, when_in_words
from parcours.render.words.proof import hours_unknown, possible, sentence
from parcours.trip.trip import Guess, OpenDays, Proof, Why

_FEW = 7
"""So few days are told one by one: *le vendredi, en mars* would promise each Friday of it."""


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
    """What possible days rest on, or that there is none: ``possible, hours verified``."""
    all_year: bool
    """False where the words name months."""


def open_days_in_words(days: OpenDays, language: Language) -> SpokenDays:
    """Weekdays, months and holidays, and the next date.

    A day on which a route is out of season, or closed for works, says nothing about the weekdays
    it opens on: only days that are possible, or closed as every week, are counted.
    """
    closed = holidays = unserved = dated_closure = DaySet(days.first)
    for one in days.blocked:
        if one.why in (Why.NO_SERVICE, Why.SERVICE):
            unserved |= one.starts
        elif one.why in (Why.STATUS, Why.WORKS):
            dated_closure |= one.starts
        elif one.why in (Why.CLOSED, Why.ALL_SHUT):
            closed |= one.starts
        elif one.why is Why.HOLIDAY:
            holidays |= one.starts
    if not any(days.starts.on(day) - span_of(unserved) for day in unserved.weekdays):
        closed |= unserved  # timetables of all the coming days rule out days of every week
        unserved = DaySet(days.first)
    rows = rows_of(days.starts) if days.starts.count <= _FEW else []
    dated = 0 < len(rows) <= RUNS
    if dated:
        dates = _dates(rows, language)
        told = When(dates, dates, all_year=False, whole=False)
    else:
        blocked = Blocked(closed, holidays, unserved, dated_closure)
        told = when_in_words(days.starts, blocked, days.horizon, language.code,
                         all_known=not days.proof.unknown)
    next_start = days.next_start
    if dated:
        last = days.first + timedelta(days=days.horizon.count - 1)
        ruled_out = language.say("Until {day}, you can set out only {dates}.",
                                 day=language.date(last), dates=told.said)
    else:
        ruled_out = _ruled_out(told.said, days, language, whole=told.whole)
    ruled_out += _in_doubt(days, language) + _known_shut(days, language)
    proof = possible(days.proof, language) if days.starts else language.say(
        "impossible" if by_guess(days) is None else "no day found by estimated times")
    unsure = days.starts and days.proof.unknown
    return SpokenDays(
        told.said, told.brief,
        f"{ruled_out} {hours_unknown(days.proof, language)}" if unsure else ruled_out,
        f"{ruled_out} {sentence(proof)}" if days.starts else ruled_out,
        _unsure(days.proof, language),
        language.say("Next possible day: {day}.", day=_full_date(next_start, language.code))
        if next_start else "", proof, told.all_year)


def by_guess(days: OpenDays) -> Guess | None:
    """What leaves no day to set out, where nothing but our own estimates does."""
    return days.guess if not days.starts else None


def closure_in_words(first: date | None, last: date | None, today: date | None,
                     language: Language) -> str:
    """When a closure holds: *le 1er mai 2027*, *depuis le…*, *à partir du…*, *du… au…*.

    Without ``today`` nothing is said to have begun.
    """
    say = language.say
    if first is None:
        return say("until {day}", day=language.date(last)) if last else ""
    if last is None:
        return say("since {day}" if today and first <= today else "from {day} on",
                   day=language.date(first))
    return language.dates(first, last)


def closing(status: Status | None, today: date) -> Status | None:
    """What closes a place or a route, now or on days to come; None where nothing does any more."""
    found = status.closing(today) if status is not None else None
    return found if found is not None and (found.to is None or found.to >= today) else None


def closing_in_words(status: Status | None, today: date, language: Language) -> str:
    """That a place is closed, or will be, with the days: wherever one is told of it, and not on its
    page alone. Nothing where it is open, or was closed."""
    found = closing(status, today)
    if found is None:
        return ""
    when = closure_in_words(found.from_, found.to, today, language)
    return " ".join(filter(None, (language.say(STATES[found.state]), when)))


def _ruled_out(said: str, days: OpenDays, language: Language, *, whole: bool) -> str:
    """A stop whose hours nobody knows rules no day out: then no day is promised.

    ``whole`` tells that in some month no weekday is ruled out.
    """
    guess = by_guess(days)
    if guess is not None:
        return language.say_n(
            "By estimated times no day is found on which you can set out: the minutes of the leg "
            "to stop {stops} are not known.",
            "By estimated times no day is found on which you can set out: the minutes of the legs "
            "to stops {stops} are not known.", len(guess.legs_to),
            stops=language.all_of([str(n) for n in guess.legs_to]))
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


def _dates(rows: Sequence[Sequence[date]], language: Language) -> str:
    """Each row of days by its first and last."""
    return language.all_of([language.dates(row[0], row[-1]) for row in rows])


@lru_cache(maxsize=1024)
def _full_date(day: date, code: str) -> str:
    return language_of(code).full_date(day)
