"""The folder ``itineraries/``, read, parsed and checked: what is known before a route is computed.

Shared files come first, since each route is checked against them; routes are then independent of
one another, which is what lets `build` spread them over processes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from parcours.checks import check_place, check_site, check_territories
from parcours.checks.copies import Written, copied_itineraries
from parcours.checks.named import ids_by_name, with_ids_of, with_known_ids
from parcours.checks.names import SHARED_FILES
from parcours.content.atlas import Atlas
from parcours.content.boundaries import Boundary, boundaries_of
from parcours.content.communes import parse_communes
from parcours.content.history import changed_since_review
from parcours.content.outline_file import OUTLINES, OutlineFile, read_outline_file
from parcours.content.railways import FILE as RAILWAYS
from parcours.content.railways import Station, parse_railways, stations_by_place
from parcours.content.territory_outlines import TerritoryOutlines, territory_outlines
from parcours.diagnostics.diagnostic import Diagnostic, Span, Words, error, has_errors
from parcours.format.model import Commune, Place, Site, Territories, Territory
from parcours.format.parse import Parsed, check_id
from parcours.format.partial import Partial
from parcours.load.extracts import left_over
from parcours.load.files import (
    excerpted,
    no_utf8,
    read_one,
    read_partly,
    shown,
    strays,
    text_files,
    with_excerpts,
    yaml_files,
)
from parcours.load.services import read_services
from parcours.source.read import MAX_BYTES, Source, read, read_bounded
from parcours.suggest.likely import slug_of

_COMMUNES_BYTES = 4 * 1024 * 1024
"""More than all the communes of France take."""
_RAILWAYS_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Shared:
    """What all routes stand on, with the faults found in it."""

    atlas: Atlas
    diagnostics: tuple[Diagnostic, ...]
    itinerary_paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class _Places:
    """The files of places, as far as each could be read."""

    ids: tuple[str, ...]
    """Of every file, whatever it holds; of one that is misnamed, the id that it is to have."""
    whole: tuple[Parsed[Place], ...]
    partly: tuple[Partial[Place], ...]
    """Those with a fault of their own: nothing stands on them."""
    faults: tuple[Diagnostic, ...]


def read_shared(folder: Path, today: date, site_url: str = "") -> Shared:
    """Read settings, territories, communes and places of a content folder.

    ``site_url`` is the site's address for where ``site.yml`` says none.
    """
    if not folder.is_dir():
        return _nothing(folder, today)
    found: list[Diagnostic] = []
    site = _addressed(_site(folder, found), site_url)
    territories = _required(folder / "territories.yml", Territories, found)
    sides = territories.value.territories if territories else {}
    communes = _communes(folder / "communes.csv", sides, found)
    boundaries, outlines = _outlines(folder / OUTLINES, sides, communes, found)
    places = _read_places(folder / "places")
    atlas = Atlas(
        folder, today, site, sides, territories.value.alliances if territories else {}, communes,
        {place.id: place.value for place in places.whole}, frozenset(places.ids), boundaries,
        stations_by_place(_railways(folder / RAILWAYS, places.ids, found)), outlines=outlines)
    found += with_known_ids(places.faults, atlas)
    if territories:
        found += with_excerpts(check_territories(territories, atlas), territories.source)
    services, faults_of_services = read_services(atlas)
    found += faults_of_services
    sound = _sound_places(places, atlas, found)
    found += strays(folder)
    routes = tuple(path for path in yaml_files(folder) if path.name not in SHARED_FILES)
    found += left_over(folder, {path.stem for path in routes})
    found += _copies(routes)
    return Shared(replace(atlas, places=sound, services=services,
                          changed_since=changed_since_review(routes, today)),
                  tuple(found), routes)


def _nothing(folder: Path, today: date) -> Shared:
    """What there is where the folder itself is missing."""
    nowhere = error("missing-file", Span(shown(folder)), Words(
        "ce dossier n’existe pas", "this folder does not exist"),
        Words("donnez le dossier des itinéraires avec --itineraries",
              "give the folder of the itineraries with --itineraries"))
    return Shared(Atlas(folder, today, Site(), {}, {}, {}, {}, frozenset()), (nowhere,), ())


def _read_places(folder: Path) -> _Places:
    files = yaml_files(folder)
    read = [read_partly(path, Place) for path in files]
    return _Places(
        (*(slug_of(path.stem) or path.stem for path in files),
         *(slug_of(path.with_suffix("").stem) for path in text_files(folder))),
        tuple(one.parsed for one in read if one.whole and one.parsed is not None),
        tuple(one for one in read if not one.whole and one.parsed is not None),
        tuple(fault for one in read for fault in one.faults))


def _sound_places(places: _Places, atlas: Atlas, found: list[Diagnostic]) -> dict[str, Place]:
    """The places that no rule finds an error in, by id; what rules find is added to ``found``.

    What is left of a file with faults is looked at too, so that one fault does not hide the next.
    """
    sound = {}
    for place in places.whole:
        faults = with_excerpts(check_place(place, atlas), place.source)
        found += faults
        if not has_errors(faults):
            sound[place.id] = place.value
    for partial in places.partly:
        if partial.parsed is not None:
            found += with_excerpts(partial.sound(check_place(partial.parsed, atlas)),
                                   partial.parsed.source)
    return sound


def _copies(routes: Sequence[Path]) -> list[Diagnostic]:
    """The routes that are copies of others, by their texts as they stand."""
    written = {path.stem: Written(shown(path), path.read_text("utf-8", "replace"))
               for path in routes if path.is_file() and not path.is_symlink()
               and path.stat().st_size <= MAX_BYTES and not check_id(path, shown(path))}
    by_file = {shown(path): path for path in routes}
    return [excerpted(fault, by_file[fault.span.file]) for fault in copied_itineraries(written)]


def read_site(folder: Path, site_url: str = "") -> Site:
    """The settings of a content folder; the defaults where there is no sound ``site.yml``."""
    return _addressed(_site(folder, []), site_url)


def _addressed(site: Site, site_url: str) -> Site:
    """What an office wrote is its address: a domain of its own, of which a forge knows nothing."""
    return site if site.site_url or not site_url else site.model_copy(
        update={"site_url": site_url})


def _site(folder: Path, found: list[Diagnostic]) -> Site:
    """The settings, every one of which may be left out; the defaults where they hold a fault."""
    path = folder / "site.yml"
    if not path.exists():
        return Site()
    match read_one(path, Site):
        case Parsed() as parsed:
            faults = with_excerpts(check_site(parsed, folder), parsed.source)
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
            found.extend(with_ids_of(faults, _called(path)))
            return None


def _called(path: Path) -> dict[str, str]:
    """The ids of territories by their names, in a file that holds faults."""
    source = read(path, shown(path))
    inside = source.data.get("territories") if isinstance(source, Source) else None
    named: dict[str, str] = {}
    for id, one in inside.items() if isinstance(inside, dict) else ():
        name = one.get("name") if isinstance(one, dict) else None
        for said in name.values() if isinstance(name, dict) else (name,):
            if isinstance(said, str):
                named[slug_of(said)] = str(id)
    return named


def _communes(path: Path, territories: Mapping[str, Territory],
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
        communes, faults = parse_communes(
            raw.decode("utf-8-sig"), file, territories, ids_by_name(territories))
    except UnicodeDecodeError:
        found.append(no_utf8(file))
        return {}
    found.extend(excerpted(fault, path) for fault in faults)
    return communes


def _outlines(path: Path, territories: Collection[str], communes: Mapping[str, Commune],
              found: list[Diagnostic]) -> tuple[dict[str, Boundary], TerritoryOutlines]:
    """Where communes and territories end, as far as the folder says; the file is optional."""
    if not path.exists():
        return {}, TerritoryOutlines()
    read = read_outline_file(path, shown(path))
    if not isinstance(read, OutlineFile):
        found.append(read)
        return {}, TerritoryOutlines()
    boundaries, faults = boundaries_of(read)
    found.extend(faults)
    outlines, faults = territory_outlines(read, territories, communes.values())
    found.extend(faults)
    return boundaries, outlines


def _railways(path: Path, places: Collection[str], found: list[Diagnostic]) -> list[Station]:
    """The stations whose kilometre point is known; the file is optional."""
    if not path.exists():
        return []
    file = shown(path)
    raw = read_bounded(path, file, _RAILWAYS_BYTES, Words(
        "gardez les seules gares des territoires", "keep only the stations of the territories"))
    if not isinstance(raw, bytes):
        found.append(raw)
        return []
    stations, faults = parse_railways(raw.decode("utf-8", "replace"), file, places)
    found.extend(excerpted(fault, path) for fault in faults)
    return stations
