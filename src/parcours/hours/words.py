"""OpenStreetMap opening hours in words: ``Tu-Su 10:00-17:00; PH off`` as a visitor would say it.

Words are made of what a rule states (`parcours.hours.meaning`), and nowhere else: pages, calendar,
exports and reviews say the same. They read as statements in order: *mais* replaces what was said
of a day, *et aussi* adds to it, *fermé* takes it away. ``tests/helpers/spoken_hours.py`` reads them
back.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from parcours.geo.points import LatLon
from parcours.hours.day_words import days_in_words
from parcours.hours.hour_words import hours_in_words
from parcours.hours.laying_out import reaches_past_midnight
from parcours.hours.meaning import meaning_of
from parcours.hours.overlap import is_rarer, may_be_the_day_after, may_share_a_day
from parcours.hours.statement import Alternative, Dates, Holidays, Means, Statement
from parcours.i18n.language import Language

_CONDITIONS = {
    "sur rendez-vous": "by appointment", "sur rendez vous": "by appointment",
    "sur rdv": "by appointment", "rendez-vous": "by appointment", "rdv": "by appointment",
    "on appointment": "by appointment", "by appointment": "by appointment",
    "by appointment only": "by appointment", "appointment": "by appointment",
    "sur rendez-vous uniquement": "by appointment", "uniquement sur rendez-vous": "by appointment",
    "sur réservation": "by reservation", "réservation": "by reservation",
    "on reservation": "by reservation", "by reservation": "by reservation",
    "on booking": "by reservation", "booking": "by reservation",
    "sur demande": "on request", "on request": "on request", "on demand": "on request"}
"""Comments that make hours uncertain and that every language has a word for."""


def words(rule: str, language: Language, first: date, position: LatLon | None = None) -> str:
    """A valid rule as a phrase in the language; raises ValueError on an invalid one.

    It holds on any day. Only a rule that no statements tell is told by its days from ``first`` on,
    for a year, and then the words say so; ``position`` is where the sun rises for it.
    """
    return _words(rule, language, first, position)


@lru_cache(maxsize=4096)
def _words(rule: str, language: Language, first: date, position: LatLon | None) -> str:
    meaning, until = meaning_of(rule, first, position)
    told = ""
    for alternative in meaning:
        said = _alternative(alternative, language, listed=until is not None)
        told = language.say("{hours}; outside these hours: {others}", hours=told, others=said
                            ) if told else said
    if until is not None:
        return language.say("by the calendar from {first} to {last}: {hours}",
                            first=language.date(first), last=language.date(until), hours=told)
    return told


def _alternative(alternative: Alternative, language: Language, *, listed: bool) -> str:
    return language.say("; ").join(
        _in_its_place(statement, tuple(one for one in alternative[:n] if not listed or (
            one.means is not statement.means)), language)
        for n, statement in enumerate(alternative))


def _in_its_place(statement: Statement, before: Alternative, language: Language) -> str:
    """A statement with the word that says what it does to those before it."""
    if statement.means is Means.CLOSED:
        return _closed(statement, before, language)
    told = _opening(statement, language, only=not statement.adds and any(
        _reaches_past_midnight(one) and may_be_the_day_after(statement, one) for one in before))
    met = [one for one in before if may_share_a_day(statement, one)]
    if not met:
        return told
    if statement.adds:
        return language.say("and also {hours}", hours=told)
    if any(is_rarer(one, statement) for one in met):  # or the rarer one would be understood to win
        return language.say("in any case {hours}", hours=told)
    return language.say("but {hours}", hours=told)


def _reaches_past_midnight(statement: Statement) -> bool:
    return statement.means is not Means.CLOSED and any(
        reaches_past_midnight(hours) for hours in statement.hours)


def _opening(statement: Statement, language: Language, *, only: bool) -> str:
    """The days, hours and condition of a statement; ``only``: nor is the night before open."""
    parts = [days_in_words(statement, language), hours_in_words(statement.hours, language)]
    if only and parts[1]:
        parts[1] = language.say("only {hours}", hours=parts[1])
    condition = ""
    comment = statement.comment
    if statement.means is Means.PERHAPS:
        known = comment.casefold().rstrip(".")
        if known in _CONDITIONS:
            condition, comment = language.say(_CONDITIONS[known]), ""
        else:
            condition = language.say("to be confirmed")
        if not parts[0] and parts[1]:
            parts[0] = language.say("every day")
    else:
        parts = [parts[0] or language.say("every day"),
                 parts[1] or language.say("hours not given")]
    return _commented(", ".join(part for part in (*parts, condition) if part), comment, language)


def _closed(statement: Statement, before: Alternative, language: Language) -> str:
    when = days_in_words(statement, language)
    if statement.hours:
        hours = hours_in_words(statement.hours, language)
        told = language.say("closed {when}", when=f"{when or language.say('every day')}, {hours}")
    elif not when:
        told = language.say("closed")
    elif any(_reaches_past_midnight(one) for one in before):
        told = language.say("closed {when}, from midnight to midnight", when=when)
    elif not (statement.periods or statement.weeks or statement.years) and any(
            _stands_out(one) and may_share_a_day(one, statement) and is_rarer(one, statement)
            for one in before):
        told = language.say("closed in any case {when}", when=when)
    else:
        told = language.say("closed {when}", when=when)
    return _commented(told, statement.comment, language)


def _stands_out(statement: Statement) -> bool:
    """Whether it opens on dates or feasts, which a visitor takes to come before any weekday."""
    return statement.means is not Means.CLOSED and any(
        isinstance(one, Holidays | Dates) for one in (*statement.days, *statement.periods))


def _commented(told: str, comment: str, language: Language) -> str:
    return language.say("{told} (“{comment}”)", told=told, comment=comment) if comment else told
