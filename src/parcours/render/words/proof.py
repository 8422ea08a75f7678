"""How sure days, hours and times are, in words: one vocabulary for pages, exports and calendars."""

from __future__ import annotations

from parcours.content.freshness import Level
from parcours.i18n.language import Language
from parcours.trip.trip import Proof


def possible(proof: Proof, language: Language) -> str:
    """What a possible day rests on: ``possible, horaires d’ouverture vérifiés``.

    *Verified* is said of all hours or of those of counted stops, and never where no stop has any.
    Counted are the stops that have hours, in so many words: beside *15 stops* a bare *of 5* would
    be another number of stops. Where nothing is known of some, their number stands beside:
    nothing verified is not yet nothing known.
    """
    if proof.level is None:
        return language.say("possible, as no stop depends on opening hours")
    if proof.level is Level.VERIFIED:
        return language.say("possible, hours verified")
    if proof.total == 1:
        return language.say(_THE_ONLY_ONE[proof.level])
    told = language.say_n(
        "possible as far as is known, with hours verified at {n} of the {all} stops that have any",
        "possible as far as is known, with hours verified at {n} of the {all} stops that have any",
        proof.verified, all=proof.total)
    return language.say("{verified}, unknown at {n}", verified=told,
                        n=proof.unknown) if proof.unknown else told


_THE_ONLY_ONE = {
    Level.TOLD:
        "possible as far as is known, with hours not verified at the only stop that has any",
    Level.UNKNOWN:
        "possible as far as is known, with hours unknown at the only stop that has any"}


def hours_unknown(proof: Proof, language: Language) -> str:
    """Of how many stops the hours are not known, as a sentence; those are counted that have any."""
    n, every = proof.unknown, proof.total
    if n == every:
        return language.say_n("The hours of the only stop that has any are not known.",
                              "The hours of all {n} stops that have any are not known.", n)
    return language.say_n("The hours of one of the {all} stops that have any are not known.",
                          "The hours of {n} of the {all} stops that have any are not known.",
                          n, all=every)


def hours_known(level: Level, language: Language) -> str:
    """How sure the hours of a stop are."""
    return language.say(_HOURS[level])


_HOURS = {Level.VERIFIED: "hours verified", Level.TOLD: "hours given, not verified",
          Level.UNKNOWN: "hours unknown: ask before you set out"}


def time_of_day(minutes: int, level: Level, language: Language) -> str:
    """A time of day, *around* it where it rests on an estimate."""
    told = language.clock(minutes)
    return language.say("around {time}", time=told) if level is Level.UNKNOWN else told


def sentence(words: str) -> str:
    """Words with a capital letter and a full stop."""
    return f"{words[:1].upper()}{words[1:]}."
