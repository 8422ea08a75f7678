"""Names: one place has one file, and a former address leads to one page and is no other's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from parcours.content.atlas import Atlas
from parcours.diagnostics.diagnostic import (
    Diagnostic,
    Edit,
    Span,
    Words,
    did_you_mean,
    error,
    warning,
)
from parcours.format.choices import Kind
from parcours.format.model import Itinerary, Place, PlaceFields, Site
from parcours.format.parse import Parsed
from parcours.format.scalars import short
from parcours.geo.points import distance_m
from parcours.suggest.likely import slug_of
from parcours.suggest.nearest import nearest

_SAME_SPOT_DEGREES = 4
"""Decimals: about ten metres."""
_OF_ITS_OWN = frozenset({
    Kind.RESTAURANT, Kind.LODGING, Kind.MARKET, Kind.COWORKING, Kind.STATION, Kind.BUS_STOP,
    Kind.BIKE_RENTAL, Kind.CHARGING, Kind.TOURIST_OFFICE})
"""What has a file beside another of its name: an inn where one eats and one sleeps has two, each
with its hours, and so have a station and the stop before it."""
_IN_PAIRS = frozenset({Kind.BUS_STOP, Kind.STATION, Kind.CHARGING})
"""Each way has its stop, across the street."""
_BESIDE_M = 40
SHARED_FILES = frozenset({"site.yml", "territories.yml"})
"""Files beside the itineraries that are none."""
_RENAMED = re.compile(r"^renamed_from:(?:[^\n]|\n[ \t-])*", re.MULTILINE)


def same_place(parsed: Parsed[Place], atlas: Atlas) -> Iterator[Diagnostic]:
    """No two files tell of one place: the same name at the same point or nearly, for the same use.
    """
    place = parsed.value
    for id in reversed(_of_each_name(atlas)[_called(place)]):
        if id <= parsed.id:
            return  # told once, at the others
        other = atlas.places[id]
        apart_m = distance_m(place.position, other.position)
        if are_one(place, other):
            where, then = Words("la même position", "the same position"), Words(
                "gardez un seul des deux fichiers, et renommez dans les parcours",
                "keep one of the two files only, and rename it in the itineraries")
        elif apart_m <= _BESIDE_M and place.kind not in _IN_PAIRS:
            where, then = Words(f"est à {apart_m:.0f} m", f"is {apart_m:.0f} m away"), Words(
                "si c’est le même lieu, gardez un seul des deux fichiers, et renommez dans les "
                "parcours", "if it is the same place, keep one of the two files only, and rename "
                "it in the itineraries")
        else:
            continue
        yield warning("same-place", parsed.source.key_span(("name",)), Words(
            f"le lieu « {id} » a le même nom et {where.fr}",
            f"the place '{id}' has the same name and {where.en}"), then)
        return


@lru_cache(maxsize=2)
def _of_each_name(atlas: Atlas) -> dict[tuple[str, Kind | None], list[str]]:
    """The places of each name and use, by id."""
    found: dict[tuple[str, Kind | None], list[str]] = {}
    for id in sorted(atlas.places):
        found.setdefault(_called(atlas.places[id]), []).append(id)
    return found


def are_one(place: PlaceFields, other: PlaceFields) -> bool:
    """Whether two places have the same name at the same point, and are of one use."""
    return _identity(place) == _identity(other)


def _identity(place: PlaceFields) -> tuple[tuple[str, Kind | None], float, float]:
    return (_called(place), round(place.lat, _SAME_SPOT_DEGREES),
            round(place.lon, _SAME_SPOT_DEGREES))


def _called(place: PlaceFields) -> tuple[str, Kind | None]:
    return (slug_of(next(iter(place.name.by_lang.values()))),
            place.kind if place.kind in _OF_ITS_OWN else None)


def former_place(parsed: Parsed[Place], atlas: Atlas) -> Iterator[Diagnostic]:
    """No other place has, or had, a former name of this one."""
    for n, old in enumerate(parsed.value.renamed_from):
        others = [id for id, place in atlas.places.items()
                  if id == old or (id != parsed.id and old in place.renamed_from)]
        yield from _in_use(parsed.source.span(("renamed_from", n)), f"places/{old}.yml",
                           old in atlas.known_places, others)


def former_itinerary(parsed: Parsed[Itinerary], atlas: Atlas) -> Iterator[Diagnostic]:
    """No other itinerary has, or had, a former name of this one.

    The other files are read as bare text, and only where a name was given up: itineraries are
    checked one by one, and know nothing of each other.
    """
    for n, old in enumerate(parsed.value.renamed_from):
        others = [id for id in _formerly(old, atlas.root) if id != parsed.id]
        yield from _in_use(parsed.source.span(("renamed_from", n)), f"{old}.yml",
                           (atlas.root / f"{old}.yml").exists(), others)


def unknown_featured(parsed: Parsed[Site], folder: Path) -> Iterator[Diagnostic]:
    """What the home page shows first are itineraries that there are, by their name of today."""
    for n, id in enumerate(parsed.value.featured):
        if (folder / f"{id}.yml").is_file() and f"{id}.yml" not in SHARED_FILES:
            continue
        span = parsed.source.span(("featured", n))
        if now := next(_formerly(id, folder), None):
            yield warning("unknown-featured", span, Words(
                f"« {short(id)} » a changé de nom", f"'{short(id)}' was renamed"),
                Words(f"écrivez {now}", f"write {now}"), (Edit(span, id, now),))
            continue
        known = sorted(path.stem for path in folder.glob("*.yml") if path.name not in SHARED_FILES)
        yield warning("unknown-featured", span, Words(
            f"aucun parcours ne s’appelle « {short(id)} » : l’accueil en montre un autre",
            f"no route is called '{short(id)}': the home page shows another"),
            did_you_mean(nearest(id, known)) or Words(
                "écrivez le nom d’un fichier de itineraries/, sans .yml, ou retirez la ligne",
                "write the name of a file of itineraries/, without .yml, or remove the line"))


def _formerly(old: str, folder: Path) -> Iterator[str]:
    """The itineraries that say they had a name before, read as bare text."""
    word = re.compile(rf"(?<![a-z0-9-]){re.escape(old)}(?![a-z0-9-])")
    for path in sorted(folder.glob("*.yml")):
        if path.is_file() and not path.is_symlink() and (
                said := _RENAMED.search(path.read_text("utf-8", "replace"))) and (
                word.search(said[0])):
            yield path.stem


def _in_use(span: Span, file: str, there: bool, others: Iterable[str]) -> Iterator[Diagnostic]:
    if there:
        yield error("name-in-use", span, Words(
            f"le fichier itineraries/{file} existe : cette adresse est la sienne",
            f"the file itineraries/{file} exists: this address is its own"), Words(
            "retirez ce nom, ou supprimez l’ancien fichier s’il devait disparaître",
            "remove this name, or delete the old file if it was to go"))
    elif other := next(iter(others), None):
        yield error("name-in-use", span, Words(
            f"« {other} » dit aussi avoir porté ce nom", f"'{other}' also says it had this name"),
            Words("laissez-le à celui des deux où l’ancien lien doit mener",
                  "leave it to the one the old link should lead to"))
