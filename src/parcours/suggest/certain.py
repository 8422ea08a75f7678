"""What an editor certainly meant, so that a program may type it: the certain part of `likely`.

`likely` offers what is likely, and a person decides; here nobody does. Each function takes a scalar
as typed and returns what to write instead, or None where a second reading is possible.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from parcours.suggest import likely
from parcours.suggest.french import CERTAIN
from parcours.suggest.likely import fold, slug_of

_SHORTEST = 4
"""A slip in a shorter word makes another word too easily: ``bus``, ``by``, ``no``."""

_CLOCK = re.compile(
    r"\d{1,2}\s*h(?:eures?)?(?:\s*\d{2}(?:\s*(?:min|mn))?)?|\d{1,2}[:.]\d{2}(?::00)?(?:\s*[ap]m)?"
    r"|\d{1,2}\s*[ap]m|midi|noon")
_LENGTH = re.compile(
    r"\d{1,3}\s*(?:min|mn|mins|minutes?)\.?|\d{1,2}(?:[.,]\d{1,2})?\s*(?:h|heures?|hours?|hrs?)"
    r"|\d{1,2}\s*(?:h|heures?)\s*(?:et\s+)?[0-5]\d\s*(?:m|mn|min|mins|minutes?)?\.?")
_YEAR_FOUR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_WEB = re.compile(r"(?:www\.|https?:/{3,}|https[:;]?/{1,2}(?!/))[^\s/,]+(?:/\S*)?", re.I)

MENDED = {
    "clock": r"\d{1,2}[:.][0-5]\d|\d{1,2} ?[hH](?:eures?)?(?: ?[0-5]\d)?|[mM]idi",
    "stay": r"\d{1,3} ?(?:[mM]in|[mM]n|[mM]ins|[mM]inutes?)\.?"
            r"|\d{1,2}(?:[.,]\d{1,2})? ?(?:[hH]|[hH]eures?)"
            r"|\d{1,2} ?(?:[hH]|[hH]eures?) ?(?:et )?[0-5]\d ?(?:m|mn|min|mins|minutes?)?\.?"
            r"|[nN]uit",
    "travel_minutes": r"\d{1,3} ?(?:[mM]in|[mM]n|[mM]ins|[mM]inutes?)\.?"
                      r"|\d{1,2} ?(?:[hH]|[hH]eures?)(?: ?[0-5]\d)?",
    "kilometres": r"\d{1,4}(?:[.,]\d{1,12})?(?: ?[kK][mM])?",
    "latitude": r"-?\d{1,2}[.,]\d{1,12} ?°?",
    "longitude": r"-?\d{1,3}[.,]\d{1,12} ?°?",
    "day": r"\d{1,2}/\d{1,2}/\d{4}|\d{1,2}(?:er)? [a-zA-Zéûôè]{3,9}\.? \d{4}",
    "month_day": r"\d{1,2}/\d{1,2}|\d{1,2}(?:er)? [a-zA-Zéûôè]{3,9}\.?",
    "https_link": r"(?:[wW]{3}\.|https[:;]?/{1,2})[^\s/<>\"'`{}|\\^][^\s<>\"'`{}|\\^]*",
}
"""By reader, how what is mended looks, for a form to let it through: a little more than is certain.
Of the rest the check says what is wrong."""


def word(typed: str, allowed: Collection[str]) -> str | None:
    """The allowed word that differs only in accents, capitals or hyphens, its exact translation,
    or the only one that is one slip away."""
    folded = slug_of(typed)
    alike = [one for one in allowed if slug_of(one) == folded]
    if alike:
        return alike[0] if len(alike) == 1 else None
    translated = [one for one in allowed if one in CERTAIN.get(folded, ())]
    if translated:
        return translated[0] if len(translated) == 1 else None
    return near_id(folded, allowed)


def near_id(typed: str, known: Iterable[str]) -> str | None:
    """The only known id that is one slip away: a letter too many, missing, wrong, or two swapped.

    A figure is no slip: ``marche-2`` is not ``marche-1``.
    """
    if len(typed) < _SHORTEST:
        return None
    close = [one for one in known if _one_slip(typed, slug_of(one))]
    return close[0] if len(close) == 1 else None


def _one_slip(a: str, b: str) -> bool:
    if abs(len(a) - len(b)) > 1 or a == b:
        return False
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y),
                 min(len(a), len(b)))
    rest_a, rest_b = a[start:], b[start:]
    if any(c.isdigit() for c in rest_a[:1] + rest_b[:1]):
        return False
    return (rest_a[1:] == rest_b[1:] or rest_a[1:] == rest_b or rest_a == rest_b[1:]
            or (rest_a[:2] == rest_b[:2][::-1] and rest_a[2:] == rest_b[2:]))


def clock(typed: str) -> str | None:
    """A time of day: ``9h30`` to ``09:30``; ``9`` or ``930`` alone are not clear."""
    return likely.clock(typed) if _CLOCK.fullmatch(fold(typed).strip()) else None


def minutes(typed: str) -> int | None:
    """A length of time that names its unit: ``1h30min``, ``90 min``, ``1,5 h``."""
    return likely.minutes(typed) if _LENGTH.fullmatch(" ".join(fold(typed).split())) else None


def number(typed: str, unit: str = "") -> str | None:
    """A number with a decimal comma, or with the unit that the field has anyway."""
    match = re.fullmatch(rf"(-?\d{{1,9}})(?:[.,](\d{{1,20}}))?\s*(?:{unit})?", typed.strip(), re.A)
    return f"{match[1]}.{match[2]}" if match and match[2] else match[1] if match else None


def date(typed: str) -> str | None:
    """A day written the French way or with its month's name: ``22/11/2026`` to ``2026-11-22``."""
    found = likely.date(typed)
    if found is None or not _YEAR_FOUR.search(typed):
        return None
    return found if _says_day(typed, found) else None


def month_day(typed: str) -> str | None:
    """A day of any year: ``1er avril`` or ``01/04`` to ``04-01``."""
    found = likely.month_day(typed)
    if found is None or found[0] != found[1]:
        return None
    return found[0] if ("/" in typed or fold(typed).strip("0123456789-. ")) and _says_day(
        typed, found[0]) else None


def _says_day(typed: str, found: str) -> bool:
    """Whether the day found is the one typed, not the last of a shorter month."""
    return int(found[-2:]) in map(int, re.findall(r"\d+", typed))


def link(typed: str) -> str | None:
    """A web address without its scheme, or with a slip in it: ``www.x.fr``, ``https:/x.fr``.

    ``http://`` is left to a person: not every site answers to https.
    """
    return likely.link(typed) if _WEB.fullmatch(typed.strip()) and not re.match(
        "http:", typed.strip(), re.I) else None
