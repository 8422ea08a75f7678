"""OpenStreetMap opening hours in words: ``Tu-Su 10:00-17:00; PH off`` as a visitor would say it.

Covers what offices write: months, weekdays, public holidays, times, closed, comments. A rule with
anything else is shown as it stands rather than half told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from parcours.i18n.language import Language, language_of

_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY, _MONTH = "|".join(_DAYS), "|".join(_MONTHS)
_CLOCK = r"\d{1,2}:\d{2}"
_CLAUSE = re.compile(
    rf"(?P<months>(?:{_MONTH})(?:-(?:{_MONTH}))?(?:,(?:{_MONTH})(?:-(?:{_MONTH}))?)*)?:?\s*"
    rf"(?P<days>(?:{_DAY}|PH)(?:-(?:{_DAY}))?(?:\[[1-5]\])?"
    rf"(?:,\s*(?:{_DAY}|PH)(?:-(?:{_DAY}))?(?:\[[1-5]\])?)*)?\s*"
    rf"(?P<times>{_CLOCK}(?:-{_CLOCK}|\+)(?:,\s*{_CLOCK}(?:-{_CLOCK}|\+))*)?\s*"
    r"(?P<closed>off|closed)?\s*(?:\"(?P<comment>[^\"]*)\")?")


def in_words(rule: str, language: Language) -> str | None:
    """The rule as a phrase in the language, or None when it says more than we can tell."""
    return _in_words(rule, language.code)


@lru_cache(maxsize=4096)
def _in_words(rule: str, code: str) -> str | None:
    language = language_of(code)
    if rule.strip() == "24/7":
        return language.say("every day, around the clock")
    said = []
    for part in rule.split(";"):
        if not part.strip():
            continue
        match = _CLAUSE.fullmatch(part.strip())
        if match is None or not any(match.groups()):
            return None
        said.append(_clause(match, language))
    return language.say("; ").join(said) if said else None


def _clause(match: re.Match[str], language: Language) -> str:
    days = _days(match["days"], language) if match["days"] else language.say("every day")
    when = f"{days}, {_months(match['months'], language)}" if match["months"] else days
    if match["months"] and not match["days"]:
        when = _months(match["months"], language)
    if match["closed"]:
        told = language.say("closed {when}", when=when)
    elif match["times"]:
        told = f"{when}, {_times(match['times'], language)}"
    else:
        told = when
    return f"{told} ({match['comment']})" if match["comment"] else told


def _days(text: str, language: Language) -> str:
    if text == "Mo-Su":
        return language.say("every day")
    said = []
    for item in (one.strip() for one in text.split(",")):
        nth = re.fullmatch(rf"({_DAY})\[([1-5])\]", item)
        first, _, last = item.partition("-")
        if item == "PH":
            said.append(language.say("on public holidays"))
        elif nth:
            said.append(language.say("on {weekday} no. {n} of the month",
                                     weekday=language.weekday(_DAYS.index(nth[1])), n=nth[2]))
        elif last:
            said.append(language.say("from {first} to {last}",
                                     first=language.weekday(_DAYS.index(first)),
                                     last=language.weekday(_DAYS.index(last))))
        else:
            said.append(language.say("on {weekday}", weekday=language.weekday(_DAYS.index(first))))
    return language.all_of(said)


def _months(text: str, language: Language) -> str:
    said = []
    for item in text.split(","):
        first, _, last = item.partition("-")
        said.append(month_run([_MONTHS.index(month) + 1 for month in (first, last or first)],
                              language))
    return language.all_of(said)


def month_run(months: Sequence[int], language: Language) -> str:
    """Months (1 to 12) from the first to the last of a sequence, in words."""
    first, last = language.month(months[0]), language.month(months[-1])
    if months[0] == months[-1]:
        return language.say("in {month}", month=first)
    # a language may elide before a vowel: "d’avril", "de mai"
    if first[0].lower() in "aeiou":
        return language.say("from {first} to {last} (months, from a vowel)", first=first, last=last)
    return language.say("from {first} to {last} (months)", first=first, last=last)


def _times(text: str, language: Language) -> str:
    said = []
    for item in (one.strip() for one in text.split(",")):
        if item.endswith("+"):
            said.append(language.say("from {start} on", start=language.clock(_minutes(item[:-1]))))
        else:
            start, _, end = item.partition("-")
            said.append(language.say("from {start} to {end}", start=language.clock(_minutes(start)),
                                     end=language.clock(_minutes(end))))
    return language.all_of(said)


def _minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)
