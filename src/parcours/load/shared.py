"""The folder ``itineraries/``, read, parsed and checked: what is known before a route is computed.

Shared files come first, since each route is checked against them; routes are then independent of
one another, which is what lets `build` spread them over processes.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from parcours.checks import (
    check_itinerary,
    check_place,
    check_site,
    check_territories,
    check_trip,
)
from parcours.content.atlas import Atlas
from parcours.content.boundaries import Boundary, parse_boundaries
from parcours.content.communes import parse_communes
from parcours.content.history import changed_since_review
from parcours.diagnostics.diagnostic import Diagnostic, Severity, Span, Words, error, has_errors
from parcours.format.model import Commune, Itinerary, Place, Site, Territories
from parcours.format.parse import M, Parsed, check_id, parse, wrong_folder
from parcours.source.read import Source, read, read_bounded
from parcours.trip.derive import derive
from parcours.trip.trip import Trip

_SHARED = ("site.yml", "territories.yml")
_COMMUNES_BYTES = 4 * 1024 * 1024
"""More than all the communes of France take."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What all routes stand on, with the faults found in it."""

    atlas: Atlas
    diagnostics: tuple[Diagnostic, ...]
    itinerary_paths: tuple[Path, ...]


def shown(path: Path) -> str:
    """A path as diagnostics name it: from the working folder when it lies below, with slashes."""
    full = Path(os.path.realpath(path.parent), path.name)  # a link is named, not what it leads to
    try:
        return full.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return Path(os.path.relpath(path)).as_posix()


def read_shared(folder: Path, today: date) -> Shared:
    """Read settings, territories, communes and places of a content folder."""
    if not folder.is_dir():
        nowhere = error("missing-file", Span(shown(folder)), Words(
            "ce dossier n’existe pas", "this folder does not exist"),
            Words("donnez le dossier des itinéraires avec --itineraries",
                  "give the folder of the itineraries with --itineraries"))
        nothing = Atlas(folder, today, Site(), {}, {}, {}, {}, frozenset())
        return Shared(nothing, (nowhere,), ())
    found: list[Diagnostic] = []
    site = _site(folder, found)
    territories = _required(folder / "territories.yml", Territories, found)
    communes = _communes(folder / "communes.csv",
                         territories.value.territories if territories else (), found)
    boundaries = _boundaries(folder / "outlines.geojson", found)
    places: list[Parsed[Place]] = []
    place_files = _yaml_files(folder / "places")
    for path in place_files:
        match read_one(path, Place):
            case Parsed() as parsed:
                places.append(parsed)
            case faults:
                found.extend(faults)
    atlas = Atlas(
        folder, today, site,
        territories.value.territories if territories else {},
        territories.value.alliances if territories else {}, communes,
        {place.id: place.value for place in places}, frozenset(path.stem for path in place_files),
        boundaries)
    if territories:
        found += _with_excerpts(check_territories(territories, atlas), territories.source)
    faulty: set[str] = set()
    for place in places:
        faults = _with_excerpts(check_place(place, atlas), place.source)
        found += faults
        if any(fault.severity is Severity.ERROR for fault in faults):
            faulty.add(place.id)
    sound = {id: place for id, place in atlas.places.items() if id not in faulty}
    routes = tuple(path for path in _yaml_files(folder) if path.name not in _SHARED)
    return Shared(replace(atlas, places=sound, changed_since=changed_since_review(routes, today)),
                  tuple(found), routes)


def read_site(folder: Path) -> Site:
    """The settings of a content folder; the defaults where there is no sound ``site.yml``."""
    return _site(folder, [])


def read_trip(path: Path, atlas: Atlas) -> tuple[Trip | None, list[Diagnostic]]:
    """One route from its file to the computed journey, with every fault found on the way."""
    match read_one(path, Itinerary):
        case Parsed() as parsed:
            return trip_of(parsed, atlas)
        case faults:
            return None, faults


def trip_of(parsed: Parsed[Itinerary], atlas: Atlas) -> tuple[Trip | None, list[Diagnostic]]:
    """The journey of a parsed route, or None when a fault keeps it from being computed."""
    found = _with_excerpts(check_itinerary(parsed, atlas), parsed.source)
    if any(fault.severity is Severity.ERROR for fault in found) or _stands_on_faulty(parsed, atlas):
        return None, found
    trip = derive(parsed.id, parsed.value, atlas)
    return trip, found + _with_excerpts(check_trip(trip, parsed, atlas), parsed.source)


def read_one(
        path: Path, kind: type[M]) -> Parsed[M] | list[Diagnostic]:
    """Read and parse one YAML file."""
    file = shown(path)
    if misnamed := check_id(path, file):
        return misnamed
    source = read(path, file)
    if not isinstance(source, Source):
        return [_excerpted(fault, path) for fault in source]
    if misplaced := wrong_folder(source, kind):
        return [_excerpted(misplaced, path)]
    parsed = parse(source, kind, path.stem)
    return parsed if isinstance(parsed, Parsed) else _with_excerpts(parsed, source)


def _stands_on_faulty(parsed: Parsed[Itinerary], atlas: Atlas) -> bool:
    """Whether the route uses a place or commune whose own file holds errors, told there."""
    if parsed.value.alliance not in atlas.alliances:
        return True
    for day in parsed.value.days:
        for stop in day.stops:
            place = atlas.places.get(stop.place) if hasattr(stop, "place") else stop
            if place is None or atlas.side_of(place) is None:
                return True
            if stop.travel and any(via not in atlas.places for via in stop.travel.via):
                return True
    return False


def _yaml_files(folder: Path) -> list[Path]:
    """The YAML files of a folder by name; a wrong ending is kept so that it can be told."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir()
                  if path.suffix.lower() in (".yml", ".yaml") and not path.name.startswith("."))


def _site(folder: Path, found: list[Diagnostic]) -> Site:
    """The settings, every one of which may be left out; the defaults where they hold a fault."""
    path = folder / "site.yml"
    if not path.exists():
        return Site()
    match read_one(path, Site):
        case Parsed() as parsed:
            faults = _with_excerpts(check_site(parsed), parsed.source)
            found.extend(faults)
            return Site() if has_errors(faults) else parsed.value
        case faults:
            found.extend(faults)
            return Site()


def _required(path: Path, kind: type[Territories],
              found: list[Diagnostic]) -> Parsed[Territories] | None:
    if not path.exists():
        found.append(error("missing-file", Span(shown(path)), Words(
            "ce fichier manque : il dit quels territoires l’alliance réunit",
            "this file is missing: it says which territories the alliance joins")))
        return None
    match read_one(path, kind):
        case Parsed() as parsed:
            return parsed
        case faults:
            found.extend(faults)
            return None


def _communes(path: Path, territories: Collection[str],
              found: list[Diagnostic]) -> dict[str, Commune]:
    file = shown(path)
    if not path.exists():
        found.append(error("missing-file", Span(file), Words(
            "ce fichier manque : il dit dans quel territoire est chaque commune",
            "this file is missing: it says in which territory each commune lies")))
        return {}
    raw = read_bounded(path, file, _COMMUNES_BYTES, Words(
        "gardez les seules communes des territoires", "keep only the territories' communes"))
    if not isinstance(raw, bytes):
        found.append(raw)
        return {}
    try:
        communes, faults = parse_communes(raw.decode("utf-8-sig"), file, territories)
    except UnicodeDecodeError:
        found.append(error("bad-value", Span(file), Words(
            "ce fichier n’est pas du texte UTF-8", "this file is not UTF-8 text"),
            Words("enregistrez-le en CSV UTF-8", "save it as CSV UTF-8")))
        return {}
    found.extend(_excerpted(fault, path) for fault in faults)
    return communes


def _boundaries(path: Path, found: list[Diagnostic]) -> dict[str, Boundary]:
    """Where communes end, as far as the folder says; the file is optional."""
    if not path.exists():
        return {}
    file = shown(path)
    raw = read_bounded(path, file, _COMMUNES_BYTES, Words(
        "simplifiez les contours dans votre logiciel de cartes",
        "simplify the outlines in your map software"))
    if not isinstance(raw, bytes):
        found.append(raw)
        return {}
    boundaries, faults = parse_boundaries(raw.decode("utf-8", "replace"), file)
    found.extend(faults)
    return boundaries


def _with_excerpts(faults: Iterable[Diagnostic] | Iterator[Diagnostic],
                   source: Source) -> list[Diagnostic]:
    return [replace(fault, excerpt=source.excerpt(fault.span.line)) for fault in faults]


def _excerpted(fault: Diagnostic, path: Path) -> Diagnostic:
    """The same for a file that could not be read into a source."""
    if path.is_symlink() or not path.is_file():  # what lies behind a link is not ours to show
        return fault
    try:
        with path.open("rb") as raw:
            lines = raw.read(1 << 18).decode("utf-8", "replace").splitlines()
    except OSError:
        return fault
    if 0 < fault.span.line <= len(lines):
        return replace(fault, excerpt=lines[fault.span.line - 1])
    return fault
