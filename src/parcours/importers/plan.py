"""What an import would write, what is there already, and what is passed over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain, count
from pathlib import Path

from parcours.content.atlas import Atlas
from parcours.diagnostics.diagnostic import Diagnostic, Words
from parcours.format.parse import DEVICES
from parcours.geo.points import LatLon, distance_m
from parcours.importers import contacts, untrusted
from parcours.importers.found import SURPLUS, Found
from parcours.importers.place_file import Written, place_file
from parcours.importers.route_file import leg_track, route_file, track_file
from parcours.importers.sheet import Job
from parcours.importers.whereabouts import Where, locate, near, ours, turned
from parcours.source.read import MAX_BYTES, Source, read, read_text
from parcours.suggest.likely import slug_of

DRAFTS = "brouillons"
_ID = re.compile(r"(?=.{1,80}\Z)[a-z0-9]+(?:-[a-z0-9]+)*")
"""As `slug_of` makes them: a longer one might not be the name of a file."""
_EMPTY = Words("il n’a ni nom ni position", "it has neither name nor position")
_RESERVED = ("site", "territories")
_FAR_M = 2000
_SPOT_M = 50
_SAME_SPOT = Words("même nom et même endroit qu’un autre de ce fichier : n’en gardez qu’un",
                   "same name and same spot as another of this file: keep one of them")
_TRACK_BYTES = 10 * 1024 * 1024


class State(StrEnum):
    """What becomes of one found object, or of the track that comes with it."""

    NEW = "new"
    SAME = "same"
    KEPT = "kept"
    """A file is there and says otherwise; it is left as it is."""
    PASSED = "passed"


@dataclass(frozen=True, slots=True)
class Entry:
    """One object of the source and its file, below ``itineraries/``."""

    title: str
    state: State
    path: str = ""
    content: bytes = b""
    missing: tuple[str, ...] = ()
    faults: tuple[Words, ...] = ()
    left_out: tuple[Words, ...] = ()
    doubts: tuple[Words, ...] = ()
    """What was set right or derived on the way, and wants a look."""
    changes: tuple[str, ...] = ()
    """The fields of which the source says something else than the file that is there."""
    why: Words | None = None


@dataclass(frozen=True, slots=True)
class ImportResult:
    """An import, before anything is written."""

    origin: str
    entries: tuple[Entry, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    told: tuple[Words, ...] = ()
    """What is to be said of the file as a whole: its encoding, sheets and rows left out."""

    @property
    def files(self) -> tuple[tuple[str, bytes], ...]:
        """The new files: path below ``itineraries/`` and bytes."""
        return tuple((one.path, one.content) for one in self.entries if one.state is State.NEW)


def plan(found: Iterable[Found], job: Job, told: tuple[Words, ...] = ()) -> ImportResult:
    """Decide, object by object; the same file against the same folder gives the same plan."""
    taken: dict[str, int] = {}
    entries: list[Entry] = []
    seen: dict[object, Found] = {}
    spots: dict[str, list[LatLon]] = {}
    for given in found:
        one = turned(given if job.contacts else contacts.masked(given), job.atlas)
        key = (repr(replace(one, origin=None, lines=())), one.lines)
        if key in seen and not one.unfit:
            entries.append(_passed(one, _twin(seen[key])))
            continue
        seen.setdefault(key, one)
        if one.unfit or not (one.name or one.at or one.lines or one.stops):
            entries.append(_passed(one, one.unfit or _EMPTY))
        elif one.is_route:
            entries += _route(one, job, taken)
        else:
            entry = _place(one, job, taken)
            if _met(one, spots):
                entry = replace(entry, doubts=(*entry.doubts, _SAME_SPOT))
            entries.append(entry)
    if not job.contacts:
        told = tuple(Words(contacts.without_contacts(one.fr)[0],
                           contacts.without_contacts(one.en)[0]) for one in told)
    return ImportResult(job.origin, tuple(entries), told=told)


def _met(found: Found, spots: dict[str, list[LatLon]]) -> bool:
    """Whether a place of the same name came before at the same spot, though told otherwise."""
    if not found.at:
        return False
    there = spots.setdefault(slug_of(_title(found)), [])
    met = any(distance_m(found.at, one) < _SPOT_M for one in there)
    there.append(found.at)
    return met


def _twin(first: Found) -> Words:
    """Why an object is not to be taken: the same one came before."""
    at = first.origin
    return Words(f"le même, mot pour mot, que plus haut{f' ({at.fr})' if at else ''}",
                 f"the same, word for word, as before{f' ({at.en})' if at else ''}")


def _passed(found: Found, why: Words) -> Entry:
    return Entry(_title(found), State.PASSED, why=why, left_out=found.left_out)


def _title(found: Found) -> str:
    return found.name.get("fr") or next(iter(found.name.values()), "")


def _place(found: Found, job: Job, taken: dict[str, int]) -> Entry:
    where, atlas = locate(found, job.atlas), job.atlas
    if where.outside and not job.everything:
        town = found.town or found.insee
        far = found.at and slug_of(town) in {slug_of(one.name) for one in atlas.communes.values()}
        also = [one for one in found.doubts if one.fr.startswith(SURPLUS.fr)]  # it may be the cause
        return _passed(found, Words(
            "".join(f"{one.fr} ; " for one in also)
            + (f"le point est hors des territoires, et la source nomme {town}" if far else
               f"hors des territoires{f' ({town})' if town else ''}")
            + " ; --all en fait un brouillon",
            "".join(f"{one.en}; " for one in also)
            + (f"the point lies outside the territories, and the source names {town}" if far else
               f"outside the territories{f' ({town})' if town else ''}")
            + "; --all makes a draft of it"))
    title = _title(found) or job.stem
    id = found.place_id if found.ours and _ID.fullmatch(found.place_id) else ours(found, atlas)
    if not id or id in taken:
        id = _id(title, where, found, atlas, taken)
    taken.setdefault(id, 1)
    file = place_file(found, id, where, job)
    path = f"places/{id}.yml" if file.sound else f"{DRAFTS}/{id}.yml"
    return _entry(title, path, f"places/{id}.yml", file, atlas)


def _route(found: Found, job: Job, taken: dict[str, int]) -> list[Entry]:
    atlas = job.atlas
    points = [stop.at for stop in found.stops if stop.at]
    points += [LatLon(line[at].lat, line[at].lon) for line in found.lines
               for at in (0, len(line) // 2, -1)]
    points += [found.at] if found.at else []
    inside = any(near(point, atlas) for point in points) or any(
        locate(stop, atlas).commune for stop in (found, *found.stops))
    if not inside and not job.everything and (points or found.town or found.insee):
        return [_passed(found, Words("hors des territoires ; --all en fait un brouillon",
                                     "outside the territories; --all makes a draft of it"))]
    title = _title(found) or job.stem
    id = (found.route_id if _ID.fullmatch(found.route_id) and found.route_id not in taken
          else _id(title, Where(), found, atlas, taken))
    taken.setdefault(id, 1)
    file = route_file(found, id, job)
    entries = [_entry(title, f"{DRAFTS}/{id}.yml", f"{id}.yml", file, atlas,
                      ours=bool(found.route_id))]
    if found.lines and entries[0].state in (State.NEW, State.SAME):
        track = track_file(found.lines, title, found.path_origin).encode()
        entries.append(_track(title, f"tracks/{id}.gpx", track, atlas))
    if entries[0].state in (State.NEW, State.SAME) and entries[0].path.startswith(DRAFTS):
        for number, stop in enumerate(found.stops):
            if stop.visited and stop.visited.leg and stop.visited.leg.track:
                track = track_file((stop.visited.leg.track,), title).encode()
                entries.append(_track(title, leg_track(id, number), track, atlas))
    return entries


def _id(title: str, where: Where, found: Found, atlas: Atlas, taken: dict[str, int]) -> str:
    """A name's id; two places of one name are told apart by their commune, then by a number."""
    base = slug_of(title)[:60].strip("-") or ("parcours" if found.is_route else "lieu")
    if base in _RESERVED or (found.is_route and base == "page"):
        base = f"{base}-parcours"
    if base in DEVICES:
        base = f"{'parcours' if found.is_route else 'lieu'}-{base}"
    town = slug_of(where.commune.name if where.commune else found.town)[:15].strip("-")
    numbered = ((f"{base}-{n}", n) for n in count(taken.get(base, 1) + 1))
    named = [(base, 1), *([(f"{base}-{town}", 1)] if town else [])]
    for id, number in chain(named, numbered):
        if id not in taken and not _is_other(id, found, where, atlas):
            taken[base] = max(number, taken.get(base, 1))
            taken.setdefault(id, 1)
            return id
    raise AssertionError("numbers do not end")


def _is_other(id: str, found: Found, where: Where, atlas: Atlas) -> bool:
    """Whether a file of this id is there, draft or not, that is surely of another place.

    It lies far away, or in another commune.
    """
    if found.is_route:
        return False
    for folder in ("places", DRAFTS):
        there = read(atlas.root / folder / f"{id}.yml", id)
        if not isinstance(there, Source):
            continue
        commune, (lat, lon) = there.data.get("commune"), (
            untrusted.number(there.data.get(name)) for name in ("lat", "lon"))
        apart = (distance_m(LatLon(lat, lon), found.at) if found.at and lat is not None
                 and lon is not None else 0)
        meant = where.commune or where.nearest
        elsewhere = bool(isinstance(commune, str) and meant and commune != meant.code)
        return apart > _FAR_M or (elsewhere and not (found.at and apart))
    return False


def _entry(title: str, path: str, final: str, file: Written, atlas: Atlas, *,
           ours: bool = False) -> Entry:
    content = file.text.encode()
    if len(content) > MAX_BYTES:
        return Entry(title, State.PASSED, why=Words(
            "ses textes dépassent ce qu’un fichier peut contenir",
            "its texts exceed what a file may hold"))
    there = next((one for one in (final, path) if (atlas.root / one).exists()), "")
    if not there:
        return Entry(title, State.NEW, path, content, file.missing, file.faults, file.left_out,
                     file.doubts)
    changes = (_other_stops if ours and there == final else _changes)(
        atlas.root / there, file.text)
    return Entry(title, State.KEPT if changes else State.SAME, there, changes=changes)


def _changes(path: Path, text: str) -> tuple[str, ...]:
    """The fields that the source gives and the file there does not, or gives otherwise."""
    there, new = read(path, path.name), read_text(text, path.name)
    if not isinstance(there, Source) or not isinstance(new, Source):
        return ("?",)
    return tuple(name for name, value in new.data.items() if there.data.get(name) != value)


def _other_stops(path: Path, text: str) -> tuple[str, ...]:
    """Whether a route of ours goes by other stops, or on other days, than the file there."""
    there, new = read(path, path.name), read_text(text, path.name)
    if not isinstance(there, Source) or not isinstance(new, Source):
        return ("?",)
    return () if _order(there.data) == _order(new.data) else ("days",)


def _order(data: Mapping[str, object]) -> list[list[object]]:
    """The stops of each day, by their places' ids or by where they are."""
    return [[untrusted.dig(stop, "place") or tuple(
        round(untrusted.number(untrusted.dig(stop, name)) or 0, 4) for name in ("lat", "lon"))
        for stop in untrusted.each(untrusted.dig(day, "stops"))]
        for day in untrusted.each(data.get("days"))]


def _track(title: str, path: str, content: bytes, atlas: Atlas) -> Entry:
    there = atlas.root / path
    if len(content) > _TRACK_BYTES:
        return Entry(title, State.PASSED, why=Words("sa trace est trop longue",
                                                    "its track is too long"))
    if not there.exists():
        return Entry(title, State.NEW, path, content)
    same = (there.is_file() and there.stat().st_size == len(content)
            and there.read_bytes() == content)
    return Entry(title, State.SAME if same else State.KEPT, path,
                 changes=() if same else ("trkpt",))
