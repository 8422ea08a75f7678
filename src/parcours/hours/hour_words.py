"""The hours of a statement in words: *de 10 h à 12 h et à partir de 14 h*."""

from __future__ import annotations

from collections.abc import Sequence

from parcours.hours.clock import DAY_MIN
from parcours.hours.laying_out import minutes_of
from parcours.hours.statement import WHOLE_DAY, Hours, Time
from parcours.i18n.language import Language

_FROM = {"sunrise": "from sunrise", "sunset": "from sunset", "dawn": "from dawn",
         "dusk": "from dusk"}
_TO = {"sunrise": "to sunrise", "sunset": "to sunset", "dawn": "to dawn", "dusk": "to dusk"}
_ON = {"sunrise": "from sunrise on", "sunset": "from sunset on", "dawn": "from dawn on",
       "dusk": "from dusk on"}
_AFTER = {"sunrise": "{duration} after sunrise", "sunset": "{duration} after sunset",
          "dawn": "{duration} after dawn", "dusk": "{duration} after dusk"}
_BEFORE = {"sunrise": "{duration} before sunrise", "sunset": "{duration} before sunset",
           "dawn": "{duration} before dawn", "dusk": "{duration} before dusk"}


def hours_in_words(hours: Sequence[Hours], language: Language) -> str:
    """The hours of a day, in words; empty where there are none."""
    if tuple(hours) == (WHOLE_DAY,):
        return language.say("around the clock")
    return language.all_of([_span(one, language) for one in hours])


def _span(hours: Hours, language: Language) -> str:
    opens, closes = hours.opens, hours.closes
    if closes is None:
        if opens.sun and not opens.minutes:
            return language.say(_ON[opens.sun])
        return language.say("from {start} on", start=_time(opens, language))
    if not opens.sun and not closes.sun:
        told = language.say("from {start} to {end}", start=_time(opens, language),
                            end=_end(opens, closes, language))
    elif (opens, closes) == (Time(0, "sunrise"), Time(0, "sunset")):
        told = language.say("from sunrise to sunset")
    else:
        told = language.say("{opening} {closing}", opening=_opening(opens, language),
                            closing=_closing(opens, closes, language))
    return language.say("{hours} at least", hours=told) if hours.at_least else told


def _opening(time: Time, language: Language) -> str:
    if time.sun and not time.minutes:
        return language.say(_FROM[time.sun])
    return language.say("from {time} (an hour)", time=_time(time, language))


def _closing(opens: Time, closes: Time, language: Language) -> str:
    if not closes.sun:
        return language.say("to {time} (an hour)", time=_end(opens, closes, language))
    told = (language.say("to {time} (an hour)", time=_time(closes, language)) if closes.minutes
            else language.say(_TO[closes.sun]))
    if minutes_of(closes) <= minutes_of(opens):
        return language.say("{time} the next day", time=told)
    return told


def _end(opens: Time, closes: Time, language: Language) -> str:
    """The time at which clear hours end."""
    minutes = closes.minutes
    if minutes == DAY_MIN or (minutes == 0 and minutes < minutes_of(opens)):
        return language.say("midnight")
    if minutes == 2 * DAY_MIN:
        return language.say("the end of the next day")
    told = language.clock(minutes)
    if minutes > DAY_MIN or minutes <= minutes_of(opens):
        return language.say("{time} the next day", time=told)
    return told


def _time(time: Time, language: Language) -> str:
    if not time.sun:
        return language.clock(time.minutes)
    if time.minutes < 0:
        return language.say(_BEFORE[time.sun], duration=language.duration(-time.minutes))
    return language.say(_AFTER[time.sun], duration=language.duration(time.minutes))
