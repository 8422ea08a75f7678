"""How sure a fact of a place is, and when what was verified is due again.

`level` is the one rule: *verified* has a source and a day that is not stale, *told* is written
without them, *unknown* is not written.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from parcours.content.atlas import Atlas
from parcours.format.choices import Fact
from parcours.format.model import PlaceFields


class Level(StrEnum):
    """How sure a statement is; the words of data, exports and pages alike."""

    VERIFIED = "verified"
    TOLD = "told"
    UNKNOWN = "unknown"


def level(place: PlaceFields, fact: Fact, atlas: Atlas) -> Level:
    """How sure a fact of a place is, on the day of the build."""
    if not getattr(place, fact):
        return Level.UNKNOWN
    day = place.verified_on
    if day is None or is_stale(day, atlas) or not place.sources or fact in place.told:
        return Level.TOLD
    return Level.VERIFIED


def hours_level(place: PlaceFields, atlas: Atlas) -> Level | None:
    """How sure the opening hours of a place are; None where it needs none."""
    return level(place, Fact.OPENING_HOURS, atlas) if place.needs_hours else None


def is_stale(verified: date, atlas: Atlas) -> bool:
    """Whether what was verified on a day is due again."""
    return (atlas.today - verified).days > atlas.site.stale_after_days
