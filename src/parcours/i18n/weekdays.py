"""Weekdays in words: *du mercredi au vendredi et le dimanche*. 0 is Monday.

Pages and messages about a route's days both speak with these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from parcours.i18n.language import Language, language_of, spoken

_WORD = re.compile(r"[^\W\d_]+")


def spans(weekdays: Sequence[int], language: Language) -> list[str]:
    """A phrase for each of the `runs`, to be joined: ``du mercredi au vendredi``, ``le dimanche``.
    """
    return [language.say("on {weekday}s", weekday=language.weekday(run[0])) if len(run) == 1 else
            language.say("from {first} to {last}", first=language.weekday(run[0]),
                         last=language.weekday(run[-1])) for run in runs(weekdays)]


def runs(weekdays: Sequence[int]) -> list[list[int]]:
    """Weekdays in order, put together where three or more follow one another, also across the turn
    of the week: such a run comes last."""
    found: list[list[int]] = []
    for weekday in weekdays:
        if found and found[-1][-1] == weekday - 1:
            found[-1].append(weekday)
        else:
            found.append([weekday])
    if len(found) > 1 and found[0][0] == 0 and found[-1][-1] == 6:
        wrapped = found[-1] + found[0]
        found = [*found[1:-1], wrapped] if len(wrapped) > 2 else found
    return [part for run in found for part in ([run] if len(run) > 2 else [[day] for day in run])]


def named_in(texts: Iterable[str]) -> list[set[int]]:
    """For each text the weekdays that it names, in any language that we speak."""
    names = {language_of(code).weekday(weekday).lower() + ending: weekday
             for code in spoken() for weekday in range(7) for ending in ("", "s")}
    return [{names[word] for word in _WORD.findall(text.lower()) if word in names}
            for text in texts]
