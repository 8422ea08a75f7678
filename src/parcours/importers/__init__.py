"""Files that offices already have, to place files and draft itineraries; nothing is invented.

A reader a format, each from bytes to what the source says (`Found`). The format is told by the
content, never by the file's name. Nothing here writes.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from parcours.content.atlas import Atlas
from parcours.diagnostics.diagnostic import Lang, Span, Words, error
from parcours.importers import hostile, plain
from parcours.importers.found import BadImport, Found
from parcours.importers.plan import ImportResult, plan
from parcours.importers.sheet import Job
from parcours.load.shared import shown
from parcours.source.read import read_bounded
from parcours.suggest.likely import slug_of

Reader = Callable[[bytes, str], Iterable[Found]]
_ROOT = re.compile(r"<(?:[\w-]+:)?([A-Za-z][\w-]*)[\s>/]")
_NOT_XML = Words("exportez l’itinéraire en GPX ou en KML", "export the route as GPX or KML")


class Format(NamedTuple):
    """What a file is, and what reads it."""

    name: str
    read: Reader


def detect(raw: bytes) -> Format:
    """The format of a file by its content; raises `BadImport` when it is none of ours."""
    from parcours.importers import table

    if raw[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise BadImport(Words("c’est un ancien fichier Office", "this is an old Office file"),
                        Words("enregistrez le tableau en .xlsx ou en CSV",
                              "save the table as .xlsx or CSV"))
    if table.is_workbook(raw):
        return Format("XLSX", table.read)
    start = raw[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start:
        raise BadImport(Words("ce fichier est vide", "this file is empty"),
                        Words("exportez-le de nouveau", "export it again"))
    text = hostile.text_of(raw)
    if text.lstrip("\ufeff \t\r\n")[:1] == "<":
        return _xml(text)
    if text.lstrip("\ufeff \t\r\n")[:1] in ("{", "["):
        return _json(hostile.tree_of_json(raw))
    return Format("CSV", table.read)


def _xml(text: str) -> Format:
    from parcours.importers import gpx, kml

    readers: dict[str, ModuleType] = {"gpx": gpx, "kml": kml}
    root = _ROOT.search(re.sub(r"<!--.*?-->", "", text[:20_000], flags=re.S))
    name = root[1].lower() if root else ""
    if name not in readers:
        raise BadImport(Words(f"ce fichier XML n’est ni un GPX ni un KML ({name or '?'})",
                              f"this XML is neither GPX nor KML ({name or '?'})"), _NOT_XML)
    return Format(name.upper(), readers[name].read)


def _json(tree: object) -> Format:
    from parcours.importers import apidae, datatourisme, geojson, geotrek

    for name, module in (("GeoJSON", geojson), ("DATAtourisme", datatourisme), ("Apidae", apidae),
                         ("Geotrek", geotrek)):
        if module.sees(tree):
            return Format(name, module.read)
    raise BadImport(Words("ce JSON n’a la forme d’aucun des formats lus",
                          "this JSON has the shape of none of the formats read"),
                    Words("les formats JSON lus sont : DATAtourisme, Apidae, Geotrek (API v2), "
                          "GeoJSON", "the JSON formats read are: DATAtourisme, Apidae, Geotrek "
                          "(API v2), GeoJSON"))


def import_file(path: Path, atlas: Atlas, *, contacts: bool = False, everything: bool = False,
                lang: Lang = "fr") -> ImportResult:
    """What a file would bring in; a file that cannot be read gives a diagnostic and nothing."""
    named = shown(path)
    # the file is the user's own, wherever it lies: unlike those of the content, it may be a link
    raw = read_bounded(Path(os.path.realpath(path)), named, hostile.MAX_BYTES, hostile.SPLIT)
    name = plain.line(path.name) or "?"
    if not isinstance(raw, bytes):
        return ImportResult(name, diagnostics=(raw,))
    try:
        form = detect(raw)
        found = list(form.read(raw, name))
        if not found:
            raise BadImport(Words(f"ce fichier ({form.name}) ne décrit ni lieu ni parcours",
                                  f"this file ({form.name}) describes neither place nor route"),
                            Words("vérifiez ce que vous avez exporté",
                                  "check what you exported"))
        origin = f"« {name} » ({form.name})" if lang == "fr" else f"'{name}' ({form.name})"
        return plan(found, Job(atlas, origin, slug_of(path.stem), contacts, everything, lang))
    except BadImport as bad:
        return ImportResult(name, diagnostics=(
            error("bad-import", Span(named, bad.line, bad.column), bad.message, bad.hint),))
