"""Public holidays of a part of France only.

Sources: Code du travail, articles L3133-1 and L3134-13; loi n° 83-550 and décret n° 83-1003.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

_ALSACE_MOSELLE = ("57", "67", "68")
_ABOLITION = {
    "971": (5, 27), "972": (5, 22), "973": (6, 10), "974": (12, 20), "976": (4, 27)}
"""On which each department remembers that slavery ended."""


class LocalDays(NamedTuple):
    """The public holidays of a department that are none elsewhere."""

    sure: tuple[date, ...]
    perhaps: tuple[date, ...]
    """Those of some communes of it only."""


def region_of(commune: str) -> str:
    """The department of a commune, by its INSEE code, where it has public holidays of its own;
    else nothing."""
    found = commune[:3] if commune.startswith("97") else commune[:2]
    return found if found in _ABOLITION or found in _ALSACE_MOSELLE else ""


@lru_cache(maxsize=1024)
def local_days(region: str, year: int) -> LocalDays:
    """Those of a year. Good Friday is one in a commune with a Protestant church, or a mixed one:
    which communes have one is not known here."""
    if region in _ABOLITION:
        return LocalDays((date(year, *_ABOLITION[region]),), ())
    if region in _ALSACE_MOSELLE:
        return LocalDays((date(year, 12, 26),), (easter(year) - timedelta(days=2),))
    return LocalDays((), ())


@lru_cache(maxsize=64)
def somewhere(year: int) -> frozenset[date]:
    """Those of any department."""
    return frozenset(day for region in (*_ABOLITION, *_ALSACE_MOSELLE)
                     for days in local_days(region, year) for day in days)


@lru_cache(maxsize=512)
def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the rule of Meeus, Jones and Butcher."""
    century, of_century = divmod(year, 100)
    golden = year % 19
    moon = (19 * golden + century - century // 4
            - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)
