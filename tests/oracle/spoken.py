"""``make oracle``: the words of each rule against the rule, and against the reference."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from helpers.said_and_meant import DAYS, compared
from helpers.spoken_hours import Read
from oracle.ours import FIRSTS, horizon_of, state
from oracle.pairs import Asked
from parcours.hours.calendar import HORIZON_DAYS
from parcours.hours.meaning import meaning_of
from parcours.hours.words import words
from parcours.i18n.language import language_of

LANGS = ("fr", "en")
_SUN = re.compile(r"sunrise|sunset|dawn|dusk")
_MINUTE = timedelta(minutes=1)


@dataclass
class Spoken:
    """What came of reading the words back."""

    rules: int = 0
    days: int = 0
    """Days compared, in each language."""
    listed: list[str] = field(default_factory=list)
    """Rules told by their days."""
    nights: int = 0
    """Days that differ only by the night before, which our reader cuts short."""
    night_rules: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    pairs: int = 0
    """Moments at which the reference is sure, of rules that do not follow the sun."""
    agreed: int = 0
    ours_agreed: int = 0
    """The same of our reading of the rule."""


def spoken(asked: Asked, answer: dict[str, str], tally: Spoken) -> None:
    """Count one rule that we do not refuse."""
    tally.rules += 1
    first = FIRSTS[0]
    if meaning_of(asked.rule, first)[1] is not None:
        tally.listed.append(asked.rule)
    for lang in LANGS:
        found = compared(asked.rule, lang, first)
        tally.days += DAYS
        tally.nights += found.nights
        if found.nights and asked.rule not in tally.night_rules:
            tally.night_rules.append(asked.rule)
        tally.wrong += [f"{asked.rule!r}, {found.words!r}: {day}" for day in found.wrong[:3]]
    if "refused" not in answer and not _SUN.search(asked.rule):
        _against_the_reference(asked, answer, tally)


def _against_the_reference(asked: Asked, answer: dict[str, str], tally: Spoken) -> None:
    told = {first: Read(words(asked.rule, language_of("fr"), first), "fr").days(first, HORIZON_DAYS)
            for first in FIRSTS}
    for at, said, within in zip(asked.moments, answer["at"], answer["within"], strict=True):
        first = horizon_of(at)
        day = (at.date() - first).days
        if said != within or said == "?" or (day >= DAYS and asked.rule in tally.listed):
            continue
        tally.pairs += 1
        midnight = datetime.combine(at.date(), datetime.min.time())
        tally.agreed += said == chr(told[first][day].states[(at - midnight) // _MINUTE])
        tally.ours_agreed += said == state(asked.rule, at)
