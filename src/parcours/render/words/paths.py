"""What a page says of the path of a leg: its climb, where the path is from, what it lacks.

A path that a program computed is never told as one that somebody walked.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import fsum

from parcours.content.relief import NoRelief, Relief
from parcours.content.tracks import Origin
from parcours.format.choices import Mode
from parcours.i18n.language import Language
from parcours.render.words.licences import licence
from parcours.trip.trip import Leg

ON_ONES_OWN = frozenset({Mode.WALK, Mode.BIKE, Mode.E_BIKE})
"""Means by which one feels a climb."""


def length(legs: Sequence[Leg], language: Language) -> str:
    """How long legs are in all, and how much of it is only the straight line between stops."""
    km = language.km(fsum(leg.km for leg in legs))
    straight = [leg.km_estimated for leg in legs]
    if not any(straight):
        return km
    if all(leg.within_doubt for leg in legs):
        # both ends may lie anywhere about: what the points of the map measure says nothing
        return language.say("less than {km} as the crow flies", km=language.km(
            fsum(leg.km + leg.vague_m / 1000 for leg in legs)))
    if rough(legs):
        return language.say("about {km} as the crow flies" if all(straight)
                            else "about {km}, partly as the crow flies", km=km)
    return language.say("{km} as the crow flies" if all(straight)
                        else "{km}, partly as the crow flies", km=km)


def rough(legs: Sequence[Leg]) -> bool:
    """Whether so little is known of where legs end that the figure of their length may be another:
    by more than a twentieth, which is as near as lengths are told."""
    vague_m = fsum(leg.vague_m for leg in legs if leg.km_estimated)
    return vague_m > fsum(leg.km for leg in legs) * 1000 / 20


def time(legs: Sequence[Leg], language: Language) -> str:
    """How long legs take in all, about so long where some time is our estimate, and for how many
    of them nobody can tell; nothing where that is all."""
    known = [leg for leg in legs if not leg.time_unknown]
    if not known:
        return ""
    took = language.duration(sum(leg.minutes for leg in known))
    if any(leg.minutes_estimated for leg in known):
        took = language.say("about {duration}", duration=took)
    left_out = len(legs) - len(known)
    return language.say_n(
        "{duration} not counting one leg whose time is not known",
        "{duration} not counting {n} legs whose time is not known", left_out, duration=took,
    ) if left_out else took


def climb(relief: Relief, language: Language) -> str:
    """How much one goes up and down, rounded as far as heights are known."""
    return language.say("{up} up, {down} down", up=_rounded(relief.climb_m, language),
                        down=_rounded(relief.descent_m, language))


def _rounded(metres: float, language: Language) -> str:
    """Five metres, and ten past a hundred: the method agrees with others within a few percent."""
    step = 10 if metres >= 100 else 5
    return f"{language.number(round(metres / step) * step, 0)}\u00a0m"


def told(leg: Leg, language: Language) -> tuple[str, ...]:
    """What there is to say of the path of a leg, a sentence each."""
    track, say = leg.track, language.say
    if track is None:
        return ()
    said = [origin(track.origin, language)]
    if gaps_m := fsum(gap.length_m for gap in track.gaps):
        said.append(say("The path breaks off: {distance} are missing on the map, and in the "
                        "kilometres." if leg.km == track.km else
                        "The path breaks off: {distance} are missing on the map.",
                        distance=language.km(gaps_m / 1000)))
    if leg.by in ON_ONES_OWN:
        said.append({
            NoRelief.MISSING: say("No profile: this path does not have its heights."),
            NoRelief.FLAT: say("No profile: this path has the same height everywhere."),
        }.get(track.relief, "") if isinstance(track.relief, NoRelief) else "")
    return tuple(filter(None, said))


def origin(found: Origin, language: Language) -> str:
    """Where a path is from: who computed or recorded it, from what, when, under which licence."""
    say = language.say
    whose = ", ".join(filter(None, (found.author, licence_name(found.licence, language.code))))
    if found.data:
        whose = f"{found.data} ({whose})" if whose else found.data
    if not found.computed_by:
        return say("Path: {whose}.", whose=whose) if whose else ""
    on = _day(found.on)
    if whose and on:
        return say("Path computed by {program} from {whose}, on {day}; nobody has checked it on "
                   "the ground.", program=found.computed_by, whose=whose, day=language.date(on))
    if whose:
        return say("Path computed by {program} from {whose}; nobody has checked it on the ground.",
                   program=found.computed_by, whose=whose)
    return say("Path computed by {program}; nobody has checked it on the ground.",
               program=found.computed_by)


def licence_name(written: str, lang: str) -> str:
    """A licence by its name, also where a file gives its address."""
    if "opendatacommons.org/licenses/odbl" in written:
        return licence("odbl-1.0", lang).name
    if "etalab" in written and "licence-ouverte" in written:
        return licence("etalab-2.0", lang).name
    return licence(written, lang).name


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
