"""Which commune a found place lies in: as the source says it, never as a map would guess."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import pi, sqrt

from parcours.content.atlas import Atlas
from parcours.format.model import Commune
from parcours.geo.points import LatLon, distance_m
from parcours.importers.found import Found
from parcours.suggest.likely import slug_of

_SLACK_M = 4000
_SAME_PLACE_M = 300
_SHORT = {"st": "saint", "ste": "sainte", "s": "sur"}


@dataclass(frozen=True, slots=True)
class Where:
    """The commune of a place."""

    commune: Commune | None = None
    """What the source says, when it says it clearly."""
    nearest: Commune | None = None
    """The one whose point is nearest, when near enough to be proposed."""
    outside: bool = False
    """Whether the place surely lies in none of our communes."""


def locate(found: Found, atlas: Atlas) -> Where:
    """The commune from the INSEE code, else from a name that a postcode or the point confirms."""
    nearest = near(found.at, atlas) if found.at else None
    code = found.insee.upper()
    if re.fullmatch(r"\d{4}", code) and f"0{code}" in atlas.communes:
        code = f"0{code}"  # a spreadsheet dropped the first zero
    if re.fullmatch(r"\d[\dAB]\d{3}", code):
        commune = atlas.communes.get(code)
        return Where(commune, nearest, outside=commune is None)
    named = _named(found.town, atlas) if found.town else []
    confirmed = [one for one in named if _confirmed(one, found)]
    if len(confirmed) == 1:
        return Where(confirmed[0], nearest)
    if found.at:
        return Where(None, nearest, outside=nearest is None)
    return Where(None, named[0] if len(named) == 1 else None,
                 outside=bool(found.town) and not named)


def ours(found: Found, atlas: Atlas) -> str:
    """The place of ours that this is: from the same object, or of the same name at the same spot.

    Whatever its file is called by now; empty when there is none.
    """
    names = {slug_of(re.sub(r"^\d+\. ", "", name)) for name in found.name.values()} - {""}
    for id, place in atlas.places.items():
        if any(place.refs.get(name) == value for name, value in found.refs.items()):
            return id
        if found.at and distance_m(found.at, place.position) <= _SAME_PLACE_M and (
                names & {id, *(slug_of(name) for name in place.name.by_lang.values())}):
            return id
    return ""


def near(point: LatLon, atlas: Atlas) -> Commune | None:
    """The commune whose point is nearest, when the commune may stretch as far as this point."""
    closest = min(atlas.communes.values(), default=None,
                  key=lambda one: (distance_m(point, one.position), one.code))
    return closest if closest and distance_m(point, closest.position) <= _reach_m(closest) else None


def _reach_m(commune: Commune) -> float:
    return 2.5 * sqrt(commune.area_km2 / pi) * 1000 + _SLACK_M


def _named(town: str, atlas: Atlas) -> list[Commune]:
    wanted = _folded(town)
    return [one for one in atlas.communes.values() if _folded(one.name) == wanted]


def _folded(name: str) -> str:
    """A name as people write it: ``ST CLAR`` and ``Saint-Clar`` are one."""
    words = slug_of(re.sub(r"(?i)\bcedex\b.*", "", name)).split("-")
    return "-".join(_SHORT.get(word, word) for word in words)


def _confirmed(commune: Commune, found: Found) -> bool:
    """Whether what else is known agrees: names of communes come back all over France."""
    if found.postcode and found.postcode[:2] != commune.code[:2]:
        return False
    if found.at:
        return distance_m(found.at, commune.position) <= _reach_m(commune)
    return bool(found.postcode)
