"""The content folder at two times: what was there, what is, and which routes that concerns."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from parcours.content.atlas import Atlas
from parcours.content.git import Repository
from parcours.content.photos import MAX_BYTES
from parcours.diagnostics.diagnostic import Diagnostic
from parcours.format.model import Itinerary
from parcours.format.parse import Parsed
from parcours.load.extracts import read_extract
from parcours.load.files import read_one, shown
from parcours.load.route import trip_of
from parcours.load.shared import read_shared
from parcours.timetable.extract import FOLDER, Extract
from parcours.trip.trip import Trip

_TEXTS = (".yml", ".yaml", ".csv", ".gpx", ".json", ".geojson")
_MOST_TEXT = 16 << 20
"""More than any file that we would read to its end."""
_MOST_PHOTO = MAX_BYTES
"""A larger one is refused before it is read."""
_HEAD = 1 << 16
"""As much of a photo as is compared: another one differs in it, or in its size."""
_SHARED = {"site.yml", "territories.yml", "communes.csv", "railways.csv"}


@dataclass(frozen=True, slots=True)
class Route:
    """One route at one time; no trip where a fault keeps it from being computed."""

    itinerary: Itinerary
    trip: Trip | None
    extract: Extract | None = None
    """What timetables say of it, where there is an extract that can be read."""


@dataclass(frozen=True, slots=True)
class State:
    """The content at one time, with the routes that are looked at."""

    atlas: Atlas
    routes: Mapping[str, Route]
    diagnostics: tuple[Diagnostic, ...]
    """With files named from the content folder, so that both states name them alike."""
    unreadable: frozenset[str]
    """Of the routes that are looked at those whose file is there and has a fault that keeps it from
    being read."""


def checkout(repository: Repository, commit: str, below: str, target: Path) -> None:
    """Copy the content folder of a commit; of what is too large its beginning and its size."""
    target.mkdir(parents=True)
    texts: dict[str, list[Path]] = {}
    photos: dict[str, list[Path]] = {}
    for path, name in repository.files(commit, below).items():
        inside = Path(path).relative_to(below) if below else Path(path)
        if ".." not in inside.parts and not inside.is_absolute():
            kind = texts if inside.suffix.lower() in _TEXTS else photos
            kind.setdefault(name, []).append(target / inside)
    for files, most in ((texts, _MOST_TEXT), (photos, _MOST_PHOTO)):
        for name, size, content in repository.contents(files, most) if files else ():
            for copy in files[name]:
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes(content)
                os.truncate(copy, size)


def affected(former: Path, present: Path) -> tuple[set[str], set[str]]:
    """The files that differ, and those of the routes that they touch, both named from the folder.

    A route is touched by its own file, by its extract of timetables, by a place, a track or a photo
    that it names, and by what all routes share.
    """
    before, after = dict(_files(former)), dict(_files(present))
    changed = {name for name in before.keys() | after.keys()
               if name not in before or name not in after
               or not _same(before[name], after[name])}
    routes = {name for name in before.keys() | after.keys()
              if "/" not in name and name.endswith(".yml") and name not in _SHARED}
    if changed & _SHARED:
        return changed, routes
    named = {Path(name).stem if name.startswith("places/") else name for name in changed - routes}
    return changed, {name for name in routes if name in changed
                     or f"{FOLDER}/{Path(name).stem}.json" in changed
                     or _names(after.get(name, before.get(name)), named)}


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for where, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            path = Path(where, name)
            if not name.startswith(".") and path.is_file() and not path.is_symlink():
                yield path.relative_to(folder).as_posix(), path


def _same(one: Path, other: Path) -> bool:
    if one.stat().st_size != other.stat().st_size:
        return False
    if one.suffix.lower() in _TEXTS:
        return one.read_bytes() == other.read_bytes()
    with one.open("rb") as a, other.open("rb") as b:
        return a.read(_HEAD) == b.read(_HEAD)


def _names(path: Path | None, words: Collection[str]) -> bool:
    if path is None or not words:
        return False
    text = path.read_bytes().decode("utf-8", "replace")
    return any(word in text for word in words)


def read_state(folder: Path, today: date, files: Collection[str]) -> State:
    """Read and compute what a folder says, of these routes only."""
    shared = read_shared(folder, today)
    found = list(shared.diagnostics)
    routes: dict[str, Route] = {}
    unreadable: set[str] = set()
    for path in shared.itinerary_paths:
        if path.name not in files:
            continue
        match read_one(path, Itinerary):
            case Parsed() as parsed:
                trip, faults = trip_of(parsed, shared.atlas)
                extract = read_extract(folder, parsed.id)
                routes[parsed.id] = Route(
                    parsed.value, trip, extract if isinstance(extract, Extract) else None)
                found += faults
            case faults:
                unreadable.add(path.stem)
                found += faults
    start = shown(folder / "x")[:-1]
    return State(shared.atlas, routes, tuple(replace(one, span=replace(
        one.span, file=one.span.file.removeprefix(start))) for one in found),
        frozenset(unreadable))
