"""Which commune a found place lies in: as the source says it, never as a map alone would guess.

A source tells it by up to four signs: an INSEE code, a name, a postcode, a point. One of the first
two names the commune; it is believed when the others agree, and proposed when they do not. What
had to be set right, such as a postcode in the column of the code, is said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from parcours.checks.geography import commune_at, outside_m
from parcours.content.atlas import Atlas
from parcours.content.boundaries import code_at
from parcours.diagnostics.diagnostic import Words
from parcours.format.model import Commune
from parcours.geo.points import LatLon, distance_m
from parcours.i18n.prepositions import at, of
from parcours.importers.found import Found, Line, TrackPoint
from parcours.suggest.likely import slug_of

_SAME_PLACE_M = 300
_SHORT = {"st": "saint", "ste": "sainte", "s": "sur"}
_ARTICLE = re.compile(r"(.+?)\s*\((l['’]|le|la|les)\)", re.I)
_AROUND = re.compile(
    r"(?i)\b(?:cedex|bp)\b.*|\([^)]*\)|\d+|^(?:commune|ville|mairie) (?:de |d['’])")
_TURNED = Words("latitude et longitude sont dans l’autre ordre à la source : remises dans l’ordre",
                "latitude and longitude are the other way round at the source: put in order")


@dataclass(frozen=True, slots=True)
class Where:
    """The commune of a place."""

    commune: Commune | None = None
    """What the source says, when it says it clearly."""
    nearest: Commune | None = None
    """The one to be proposed, when there is one."""
    outside: bool = False
    """Whether the place surely lies in none of our communes."""
    said: Words | None = None
    """What of the source was set right to know it, or why it is only a proposal."""


def locate(found: Found, atlas: Atlas) -> Where:
    """The commune of a place, or which to propose, or that it lies in none of ours."""
    code = code_of(found.insee)
    here = near(found.at, atlas) if found.at else None
    named = _named(found.town, atlas) if found.town else []
    coded = atlas.communes.get(code)
    if coded is not None:
        return _by_code(coded, found, named, here, atlas)
    where = _by_name(found, named, here, atlas)
    if not found.insee:
        return where
    if not re.fullmatch(r"\d[\dAB]\d{3}", code):
        told = Words(f"« {found.insee[:20]} » n’est pas un code INSEE",
                     f"'{found.insee[:20]}' is no INSEE code")
        return replace(where, said=told)
    served = [one for one in atlas.communes.values() if code in one.postcodes]
    if served:
        one = where.commune or (here if here in served else None) or (
            served[0] if len(served) == 1 else None)
        told = Words(f"{code}, donné comme code INSEE, est un code postal",
                     f"{code}, given as INSEE code, is a postcode")
        return Where(where.commune, one or where.nearest, outside=False,
                     said=_instead(told) if where.commune else told)
    told = Words(f"le code INSEE {code} n’est celui d’aucune commune des territoires "
                 "(ancien code ?)",
                 f"the INSEE code {code} is that of no commune of the territories (a former one?)")
    if where.commune or (named and here in named):
        return replace(where, outside=False, said=_instead(told) if where.commune else told)
    drawn = here if found.at and code_at(found.at, atlas.boundaries) else None
    nameless = here if here and not found.town and found.postcode in here.postcodes else None
    if likely := drawn or nameless or where.nearest:  # a sign of ours: it is no place of elsewhere
        return Where(None, likely, said=told)
    return Where(None, None, outside=True, said=told)


def _instead(told: Words) -> Words:
    """What is wrong with a code, and what was believed in its stead."""
    return Words(f"{told.fr} ; commune d’après son nom, que le code postal ou le point confirme",
                 f"{told.en}; commune by its name, which the postcode or the point confirms")


def _by_code(coded: Commune, found: Found, named: list[Commune], here: Commune | None,
             atlas: Atlas) -> Where:
    """A code of ours holds, unless two other signs speak against it."""
    far = bool(found.at) and outside_m(found.at, coded, atlas) > 0 if found.at else False
    others = [one for one in named if one is not coded]
    against = Words(f"la source donne le code {coded.code} ({coded.name})",
                    f"the source gives the code {coded.code} ({coded.name})")
    if named and coded not in named:
        meant = next((one for one in others if _agrees(one, found, atlas)), None)
        is_postcode = meant is not None and coded.code in meant.postcodes
        if meant and (far or is_postcode or found.postcode in meant.postcodes):
            return Where(meant, meant, said=Words(
                f"{against.fr}, mais le nom, et le point ou le code postal, disent {meant.name}",
                f"{against.en}, but the name, and the point or the postcode, say {meant.name}"))
        return Where(None, others[0], said=Words(f"{against.fr} et nomme {others[0].name}",
                                                 f"{against.en} and names {others[0].name}"))
    if far:
        if here and coded.code in here.postcodes and not named:
            return Where(None, here, said=Words(
                f"{coded.code} est aussi le code postal {of(here.name)}, où tombe le point",
                f"{coded.code} is also the postcode of {here.name}, where the point lies"))
        return Where(None if here else coded, here or coded, said=Words(
            f"{against.fr}, mais le point est "
            f"{at(here.name) if here else 'hors de cette commune'}",
            f"{against.en}, but the point lies "
            f"{'in ' + here.name if here else 'outside that commune'}"))
    return Where(coded, here)


def _by_name(found: Found, named: list[Commune], here: Commune | None, atlas: Atlas) -> Where:
    """A name that a postcode or the point confirms."""
    confirmed = [one for one in named if _confirmed(one, found, atlas)]
    if len(confirmed) == 1:
        return Where(confirmed[0], here)
    if found.at:
        if named and here and here not in named:
            return Where(None, here, said=Words(
                f"la source nomme {found.town}, mais le point est {at(here.name)}",
                f"the source names {found.town}, but the point lies in {here.name}"))
        ours_twice = [one for one in named if found.postcode in one.postcodes]
        mirrored = LatLon(found.at.lat, -found.at.lon)
        meant = [one for one in named if outside_m(mirrored, one, atlas) == 0]
        if here is None and len(meant) == 1 and not ours_twice:
            return Where(None, meant[0], said=Words(
                f"la source nomme {meant[0].name}, mais le point est hors des territoires : il y "
                "serait avec une longitude du signe contraire",
                f"the source names {meant[0].name}, but the point lies outside the territories: it "
                "would lie there with a longitude of the other sign"))
        if here is None and len(ours_twice) == 1:  # two signs against a point that is mistyped
            sign = outside_m(mirrored, ours_twice[0], atlas) == 0
            return Where(None, ours_twice[0], said=Words(
                f"la source nomme {ours_twice[0].name} et son code postal, mais le point est "
                "hors des territoires"
                + (" : il y serait avec une longitude du signe contraire" if sign else ""),
                f"the source names {ours_twice[0].name} and its postcode, but the point lies "
                "outside the territories"
                + (": it would lie there with a longitude of the other sign" if sign else "")))
        return Where(None, here, outside=here is None)
    served = [one for one in atlas.communes.values() if found.postcode in one.postcodes]
    only = named if len(named) == 1 else served if len(served) == 1 and not named else []
    return Where(None, only[0] if only else None,
                 outside=bool(found.town) and not named and not (served and not found.town))


def turned(found: Found, atlas: Atlas) -> Found:
    """A find whose latitude and longitude are the other way round, put right; else itself.

    Only where the point as given lies far from all our communes, and the other in one of them.
    """
    stops = tuple(turned(stop, atlas) for stop in found.stops)
    if stops != found.stops:
        found = replace(found, stops=stops)
    if found.at and (other := _other(found.at, atlas)):
        found = replace(found, at=other, at_said=(*found.at_said, _TURNED))
    if found.lines and all(_other(LatLon(point.lat, point.lon), atlas) for point in (
            found.lines[0][0], found.lines[-1][-1])):
        found = replace(found, lines=tuple(map(_turned_line, found.lines)),
                        at_said=(*found.at_said, _TURNED))
    return found


def _other(point: LatLon, atlas: Atlas) -> LatLon | None:
    if abs(point.lon) > 90 or near(point, atlas):
        return None
    other = LatLon(point.lon, point.lat)
    return other if near(other, atlas) else None


def _turned_line(line: Line) -> Line:
    return tuple(TrackPoint(one.lon, one.lat, one.height_m) for one in line)


def ours(found: Found, atlas: Atlas) -> str:
    """The place of ours that this is: from the same object, or of the same name at the same spot.

    Whatever its file is called by now; empty when there is none.
    """
    if found.place_id in atlas.places:
        return found.place_id
    names = {slug_of(re.sub(r"^\d+\. ", "", name)) for name in found.name.values()} - {""}
    for id, place in atlas.places.items():
        if any(place.refs.get(name) == value for name, value in found.refs.items()):
            return id
        if found.at and distance_m(found.at, place.position) <= _SAME_PLACE_M and (
                names & {id, *(slug_of(name) for name in place.name.by_lang.values())}):
            return id
    return ""


def near(point: LatLon, atlas: Atlas) -> Commune | None:
    """The commune that a point lies in; without outlines, the nearest that may stretch as far."""
    return commune_at(point, atlas)


def code_of(insee: str) -> str:
    """A code without what programs put round it: ``FR32106``, ``32106.0``, ``32 106``, ``1001``."""
    code = re.sub(r"^(?:FR|INSEE|COM)[\s:_-]*|\.0+$|[\s'\"]", "", insee.upper())
    if re.fullmatch(r"[1-9]\d{3}", code):
        return f"0{code}"  # a spreadsheet dropped the first zero
    return code


def _named(town: str, atlas: Atlas) -> list[Commune]:
    wanted = _folded(town)
    return [one for one in atlas.communes.values() if wanted and _folded(one.name) == wanted]


@lru_cache(maxsize=4096)
def _folded(name: str) -> str:
    """A name as people write it: ``ST CLAR`` and ``Saint-Clar``, ``Isle-du-Bas (L')``."""
    if article := _ARTICLE.fullmatch(name.strip()):
        name = f"{article[2]} {article[1]}"
    words = slug_of(_AROUND.sub(" ", name.strip())).split("-")
    return "-".join(_SHORT.get(word, word) for word in words)


def _confirmed(commune: Commune, found: Found, atlas: Atlas) -> bool:
    """Whether what else is known agrees: names of communes come back all over France."""
    if found.postcode and found.postcode[:2] != commune.code[:2]:
        return False
    if found.at:
        return outside_m(found.at, commune, atlas) == 0
    return bool(found.postcode)


def _agrees(commune: Commune, found: Found, atlas: Atlas) -> bool:
    """Whether the point lies in the commune, or the postcode is its own."""
    if found.at:
        return outside_m(found.at, commune, atlas) == 0
    return found.postcode in commune.postcodes
