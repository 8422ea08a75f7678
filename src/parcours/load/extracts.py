"""The extracts of timetables beside the routes, made by `parcours timetable`."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from parcours.diagnostics.diagnostic import Diagnostic, Span, Words, warning
from parcours.load.files import shown
from parcours.source.read import read_bounded
from parcours.timetable import extract_reader
from parcours.timetable.extract import FOLDER, MAX_BYTES, Extract
from parcours.timetable.fault import BadFeed

_MOST_LOOKED_AT = 10_000
_AGAIN = Words("refaites-le : parcours timetable FICHIER.zip",
               "make it again: parcours timetable FILE.zip")


def read_extract(folder: Path, id: str) -> Extract | Diagnostic | None:
    """The extract of a route, why it cannot be read, or None where there is none."""
    path = folder / FOLDER / f"{id}.json"
    if not path.exists() and not path.is_symlink():
        return None
    file = shown(path)
    raw = read_bounded(path, file, MAX_BYTES, _AGAIN)
    if not isinstance(raw, bytes):
        return raw
    try:
        found = extract_reader.read(raw.decode("utf-8", "replace"), file)
    except BadFeed as bad:
        return bad.diagnostic
    if found.itinerary != id:
        return warning("stale-timetable", Span(file), Words(
            "cet extrait d’horaires est celui d’un autre itinéraire",
            "this extract of timetables is that of another itinerary"), _AGAIN)
    return found


def left_over(folder: Path, ids: Collection[str]) -> Iterator[Diagnostic]:
    """Extracts of no route: whoever renamed it believes its times proved still."""
    here = folder / FOLDER
    if not here.is_dir() or here.is_symlink():
        return
    for n, path in enumerate(sorted(here.iterdir())):
        if n >= _MOST_LOOKED_AT:
            return
        if path.suffix == ".json" and not path.name.startswith(".") and path.stem not in ids:
            yield warning("stale-timetable", Span(shown(path)), Words(
                "aucun itinéraire ne porte le nom de cet extrait d’horaires : rien ne le lit",
                "no itinerary has the name of this extract of timetables: nothing reads it"), Words(
                "supprimez-le, et refaites celui de l’itinéraire : parcours timetable FICHIER.zip",
                "delete it, and make that of the itinerary again: parcours timetable FILE.zip"))
