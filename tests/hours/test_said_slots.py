"""Sentences with a slot for each day, season and hour, filled by chance: brackets in every place,
lists, exceptions and seasons in every order. A program may type the rule that is right, and none
where two meanings are plausible, however sure one of them looks."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from random import Random

import pytest

from parcours.hours.calendar import calendar
from parcours.hours.suggest import understand

FILLINGS = 2
YEARS = (date(2027, 1, 1), date(2028, 1, 1))
WEEK = {lang: re.findall(r"\w+", named) for lang, named in (
    ("rule", "Mo Tu We Th Fr Sa Su"),
    ("fr", "lundi mardi mercredi jeudi vendredi samedi dimanche"),
    ("en", "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"))}
MONTHS = {lang: re.findall(r"\w+", named) for lang, named in (
    ("rule", "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"),
    ("fr", "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
    ("en", "January February March April May June July August September October November "
           "December"))}
RANGES = ((0, 4), (1, 5), (0, 5), (1, 6))
DATES = ((15, 5), (12, 6), (10, 2), (25, 10), (20, 9))
HOURS = {"h": ((8, 9), (17, 18)), "h2": ((10, 11), (14, 15)), "h3": ((12,), (15, 16)),
         "am": ((8, 9), (11, 12)), "pm": ((14, 15), (17, 18))}
"""The hours at which something may open and close, those of a slot within those of ``h``."""


def rows() -> list[tuple[str, str, str]]:
    """A language, what is said in it, and the right rule or ``ask``."""
    path = Path(__file__).with_name("said_slots.tsv")
    with path.open(encoding="utf-8", newline="") as file:
        return [(row["lang"], row["said"], row["right"])
                for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def filled(rnd: Random, lang: str) -> tuple[dict[str, str], dict[str, str]]:
    """What stands in each slot: in words, and in a rule."""
    words: dict[str, str] = {}
    rule: dict[str, str] = {}
    the = rnd.choice(("le ", "")) if lang == "fr" else ""
    first, last = rnd.choice(RANGES)
    inside = rnd.sample(range(first, last + 1), 3)
    outside = rnd.choice([day for day in range(7) if not first <= day <= last])
    for slot, day in zip(("d", "d2", "d3", "o"), (*inside, outside), strict=True):
        rule[slot] = WEEK["rule"][day]
        words[f"l{slot}"] = the + WEEK[lang][day]
    words["ddd"] = WEEK[lang][inside[0]]
    ends = WEEK[lang][first], WEEK[lang][last]
    words["R"] = rnd.choice(("{}-{}", "du {} au {}" if lang == "fr" else "{} to {}")).format(*ends)
    rule["R"] = f"{WEEK['rule'][first]}-{WEEK['rule'][last]}"
    words["A"], rule["A"] = rnd.choice(
        ("tous les jours", "tlj") if lang == "fr" else ("daily", "every day")), "Mo-Su"
    for slot, month in zip(("m", "m2", "m3"), rnd.sample(range(12), 3), strict=True):
        words[slot], rule[slot] = MONTHS[lang][month], MONTHS["rule"][month]
    begin = rnd.randrange(12)
    for slot, span in (("s", (begin, begin + 2)), ("s2", (begin + 4, begin + 6))):
        words[slot] = _season(lang, [MONTHS[lang][month % 12] for month in span])
        rule[slot] = "-".join(MONTHS["rule"][month % 12] for month in span)
    for slot, (day, month) in zip(("e", "e2"), rnd.sample(DATES, 2), strict=True):
        words[f"l{slot}"] = f"{the}{day} {MONTHS[lang][month - 1]}"
        rule[slot] = f"{MONTHS['rule'][month - 1]} {day:02d}"
        words[slot] = words[f"l{slot}"].removeprefix(the)
    for slot, bounds in HOURS.items():
        opens, closes = (rnd.choice(choice) for choice in bounds)
        words[slot] = rnd.choice(("{}h-{}h", "{} h à {} h") if lang == "fr" else
                                 ("{}:00-{}:00", "{}:00 to {}:00")).format(opens, closes)
        rule[slot] = f"{opens:02d}:00-{closes:02d}:00"
    return words, rule


def _season(lang: str, ends: Sequence[str]) -> str:
    if lang == "en":
        return " to ".join(ends)
    return f"{'d’' if ends[0][0] in 'ao' else 'de '}{ends[0]} à {ends[1]}"


@lru_cache(maxsize=8192)
def days(rule: str) -> tuple[frozenset[tuple[tuple[tuple[int, int], ...], int]], ...]:
    """The hours of each day of two years."""
    return tuple(frozenset((hours, on.bits_from(first)) for hours, on in calendar(
        rule, None, first).patterns) for first in YEARS)


@pytest.mark.parametrize(("lang", "said", "right"), rows())
def test_only_what_cannot_mean_anything_else_is_typed(lang: str, said: str, right: str) -> None:
    """The right rule, for certain; where there are two, a person is asked or weighs one."""
    rnd = Random(f"{lang} {said}")  # noqa: S311  # chance, no secret
    for _ in range(FILLINGS):
        words, rule = filled(rnd, lang)
        text = said.replace("\\n", "\n").format_map(words)
        answer = understand(text)
        if right == "ask":
            assert not answer.certain, (text, answer.rule)
        else:
            assert answer.certain, (text, answer)
            assert days(answer.rule or "") == days(right.format_map(rule)), (text, answer.rule)
