"""What somebody who does not know a format most likely meant, to be offered in its stead.

Each function takes a scalar as typed and returns what to type instead, or None when it is not
clear: a wrong hint is worse than none.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

from parcours.suggest.french import MONTHS

P = ParamSpec("P")
T = TypeVar("T")

_DAY_MIN = 24 * 60
_FIRST_COMBINING = "\u0300"
"""No character before it in Unicode is one that combines with another."""
_CLOCK = re.compile(
    r"(\d{1,2})(?:\s*(?:h|:|\.|heures?)\s*(\d{2})?(?:\s*(?:min|mn|:\d\d))?)?\s*(am|pm)?")
_MINUTES = re.compile(r"(\d{1,4})\s*(?:m|mn|min|mins|minutes?)?\.?")
_HOURS = re.compile(
    r"(\d{1,2})\s*(?:h|heures?|hours?|hrs?|:)\s*(?:et\s+)?(\d{1,2})?\s*"
    r"(m|mn|min|mins|minutes?)?\.?")
_DECIMAL_HOURS = re.compile(r"(\d{1,2}\.\d{1,2})\s*(?:h|heures?|hours?|hrs?)")
_LENGTHS = {"un quart d'heure": 15, "1/4 h": 15, "une demi-heure": 30, "demi-heure": 30,
            "1/2 h": 30, "trois quarts d'heure": 45, "3/4 h": 45, "une heure": 60,
            "une heure et demie": 90, "deux heures": 120, "trois heures": 180}
_NIGHT = re.compile(r"(?:la |une |1 )?(?:nuit|nuitee|night)|overnight|nuit sur place")
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})")
_WITH_TIME = re.compile(r"(\d{4})-(\d{2})-(\d{2})[t ](\d{2}):\d{2}(?::\d{2}(?:\.\d{1,9})?)?"
                        r"(z|[+-]\d{2}:?\d{2})?")
_UNPARTED = re.compile(r"(20\d{2})(\d{2})(\d{2})")
_LATE_UTC = 22
"""From this hour on the day of UTC may be that before the day of France."""
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})")
_DAY_NAMED = re.compile(
    r"(?:[a-z]+ )?(\d{1,2})(?:er|st|nd|rd|th)?[ -]([a-z]+)\.?[ -](\d{4})")
_MONTH_FIRST = re.compile(r"([a-z]+) (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_DAY_MONTH = re.compile(r"(\d{1,2})[-/. ](\d{1,2})")
_DAY_MONTH_NAMED = re.compile(r"(?:le )?(\d{1,2})(?:er|st|nd|rd|th)?[ -]([a-z]+)\.?")
_DMS = re.compile(
    r"(\d{1,3})\s*[°d]\s*(\d{1,2})\s*['’′m]?\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:\"|″|''|s)?)?\s*([NSEWO]?)",
    re.I | re.A)
_SIDED = re.compile(r"(?:([NSEWO])\s*)?(\d{1,3}[.,]\d{1,20})\s*°?\s*([NSEWO])?", re.I | re.A)
_PHONE = re.compile(r"(?:\+33|0)\s?\d(?:[ .-]?\d){8}", re.A)
_SCHEME = re.compile(r"\s*(?:[a-z]{3,6}\s*[:;]?\s*/{1,3}|//)?", re.I)
_HOST = re.compile(r"(?:[A-Za-z0-9À-ÖØ-öø-ÿŒœ-]+\.)+[A-Za-z]{2,}(?:[/?#][^\s<>\"'`{}|\\^]*)?")


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """A name without accents or capitals, to compare what people type."""
    import unicodedata

    if name.isascii():
        return name.lower()
    plain = unicodedata.normalize("NFKD", name.replace("œ", "oe").replace("Œ", "oe"))
    return "".join([c for c in plain if c < _FIRST_COMBINING or not unicodedata.combining(c)]
                   ).lower()


def slug_of(name: str) -> str:
    """The id a name would have: ``L’Isle-du-Bas`` to ``l-isle-du-bas``."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(name)))[:80].strip("-")


def id_of(typed: str) -> str:
    """The id meant by a name, a file name or a path: ``places/Gare.yml`` to ``gare``."""
    name = re.split(r"[\\/]", typed.strip())[-1]
    return slug_of(re.sub(r"\.ya?ml$", "", name, flags=re.I))


def _if_brief(guess: Callable[P, T | None]) -> Callable[P, T | None]:
    """No guess at a text too long to be a slip: patterns would take long to fail on it."""
    @wraps(guess)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> T | None:
        return None if len(str(args[0])) > 200 else guess(*args, **kwargs)
    return guarded


@_if_brief
def clock(typed: str) -> str | None:
    """A time of day: ``9h30`` to ``09:30``."""
    plain = fold(typed).strip()
    if plain in ("midi", "noon", "minuit", "midnight"):
        return "12:00" if plain in ("midi", "noon") else "00:00"
    plain = re.sub(r"^(\d{1,2})(\d{2})$", r"\1:\2", plain)
    match = _CLOCK.fullmatch(plain.replace("a.m.", "am").replace("p.m.", "pm"))
    if not match:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3] and 1 <= hour <= 12:
        hour = hour % 12 + (12 if match[3] == "pm" else 0)
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


def may_be_two_lengths(typed: str) -> bool:
    """Whether hours and minutes may be one of two lengths: ``1h75`` is past its hour, ``1h5`` five
    minutes or fifty, ``1,30 h`` thirty minutes or eighteen."""
    if re.fullmatch(r"\d{1,2}[.,][0-5]\d\s*(?:h|heures?|hours?|hrs?)", typed.strip(), re.I | re.A):
        return True
    match = _HOURS.fullmatch(" ".join(fold(typed[:40]).split()))
    if match is None or not match[2] or not int(match[1]):
        return False
    return int(match[2]) >= 60 or (len(match[2]) == 1 and 0 < int(match[2]) < 6 and not match[3])


@_if_brief
def minutes(typed: str) -> int | None:
    """A length of time in minutes, from 1 to a day: ``1h30min``, ``90``, ``1,5 h``, ``1 heure``;
    none where it may be one of two."""
    if may_be_two_lengths(typed):
        return None
    plain = " ".join(fold(typed).replace("’", "'").replace(",", ".").split())
    found: float = _LENGTHS.get(plain, 0)
    if match := _DECIMAL_HOURS.fullmatch(plain):
        found = round(float(match[1]) * 60)
    elif match := _HOURS.fullmatch(plain):
        found = int(match[1]) * 60 + int(match[2] or 0)
    elif match := _MINUTES.fullmatch(plain):
        found = int(match[1])
    return int(found) if 0 < found <= _DAY_MIN else None


def is_night(typed: str) -> bool:
    """Whether a stay is a night: ``nuit``, ``1 nuit``."""
    return _NIGHT.fullmatch(fold(typed[:40]).strip()) is not None


@_if_brief
def date(typed: str) -> str | None:
    """A date: ``22/11/2026``, ``22 novembre 2026``; a day past the month's end gives its last."""
    plain = " ".join(fold(typed).split())
    if match := _YEAR_FIRST.fullmatch(plain):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    if match := _WITH_TIME.fullmatch(plain):
        other_day = match[5] == "z" and int(match[4]) >= _LATE_UTC
        return None if other_day else _date(int(match[1]), int(match[2]), int(match[3]))
    if match := _UNPARTED.fullmatch(plain):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_FIRST.fullmatch(plain):
        year = int(match[3]) + (2000 if len(match[3]) == 2 else 0)
        return _date(year, int(match[2]), int(match[1]))
    if (match := _DAY_NAMED.fullmatch(plain)) and match[2] in MONTHS:
        return _date(int(match[3]), MONTHS[match[2]], int(match[1]))
    if (match := _MONTH_FIRST.fullmatch(plain)) and match[1] in MONTHS:
        return _date(int(match[3]), MONTHS[match[1]], int(match[2]))
    return None


def _date(year: int, month: int, day: int) -> str | None:
    if not (1900 <= year <= 2200 and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{year}-{month:02d}-{min(day, monthrange(year, month)[1]):02d}"


@_if_brief
def month_day(typed: str) -> tuple[str, str] | None:
    """A day of any year: ``1er avril`` to ``04-01``, twice; a whole month to both its ends."""
    plain = " ".join(fold(typed).split())
    if plain in MONTHS:
        month = MONTHS[plain]
        return f"{month:02d}-01", f"{month:02d}-{monthrange(2028, month)[1]}"
    whole_date = date(typed)
    if whole_date:
        return whole_date[5:], whole_date[5:]
    day = month = 0
    if match := _DAY_MONTH.fullmatch(plain):
        first, second = int(match[1]), int(match[2])
        month_first = second > 12 or (first <= 12 and "-" in plain)  # as the field is written
        day, month = (second, first) if month_first else (first, second)
    elif match := _DAY_MONTH_NAMED.fullmatch(plain):
        day, month = int(match[1]), MONTHS.get(match[2], 0)
    written = _date(2028, month, day)
    return (written[5:], written[5:]) if written else None


@_if_brief
def month(typed: str) -> int | None:
    """A month by its name: ``juillet`` to 7."""
    return MONTHS.get(fold(typed).strip().rstrip("."))


@_if_brief
def number(typed: str) -> str | None:
    """A number: ``43,6`` to ``43.6``, ``12 km`` to ``12``, degrees and minutes to decimals.

    Nothing where a digit would be left out: ``43.5;62`` is no 43.5.
    """
    dms = _DMS.fullmatch(typed)
    if dms:
        degrees = int(dms[1]) + int(dms[2]) / 60 + float((dms[3] or "0").replace(",", ".")) / 3600
        return f"{-degrees if dms[4].upper() in ('S', 'W', 'O') else degrees:.5f}"
    plain = typed.replace(",", ".").replace(" ", "").replace("\u202f", "").replace("\u00a0", "")
    match = re.match(r"[-+]?\d+(?:\.\d+)?(?=\D*\Z)", plain, re.A)
    return match[0].lstrip("+") if match else None


@_if_brief
def degrees(typed: str) -> str | None:
    """A latitude or a longitude: as a number, also with the side that it is on, ``1,44 O``, and
    with a minus sign of another kind."""
    plain = re.sub(r"^[\u2010-\u2015\u2212](?=\d)", "-", typed.strip())
    sided = _SIDED.fullmatch(plain)
    if sided is None or bool(sided[1]) == bool(sided[3]):
        return number(plain)
    side = (sided[1] or sided[3]).upper()
    return f"{'-' if side in ('S', 'W', 'O') else ''}{sided[2].replace(',', '.')}"


@_if_brief
def link(typed: str) -> str | None:
    """An https address: ``www.exemple.fr``, ``http://exemple.fr``, ``https:/exemple.fr``; none of
    one that a remark follows."""
    bare = typed.strip()
    while (shorter := re.sub(_SCHEME, "", bare, count=1)) != bare:
        bare = shorter
    if re.search(r"\s[(\[\u2013\u2014-]|\s(?:ou|et|or|and)\s", bare):
        return None
    bare = re.sub(r"^([^,/\s]+),([a-z]{2,5})(?=/|$)", r"\1.\2", bare).replace(" ", "%20")
    return f"https://{bare}" if _HOST.fullmatch(bare) else None


@_if_brief
def email(typed: str) -> str | None:
    """An e-mail address: ``nom (at) exemple,fr`` to ``nom@exemple.fr``."""
    plain = re.sub(r"\s*[(\[]\s*(?:at|a|arobase)\s*[)\]]\s*|\s+(?:at|arobase)\s+", "@", typed)
    plain = plain.strip("<>.,;: ").replace(",", ".").replace(" ", "")
    return plain if re.fullmatch(r"[\w.%+-]+@[\w-]+(?:\.[\w-]+)+", plain, re.A) else None


@_if_brief
def phone(typed: str) -> str | None:
    """The first telephone number in a text."""
    if re.fullmatch(r"[1-9](?:[ .-]?\d){8}", typed, re.A):  # a spreadsheet dropped the first zero
        return f"0{typed}"
    match = _PHONE.search(typed)
    return match[0] if match else None
