"""Files that offices already have, to place files and draft itineraries; nothing is invented.

A reader a format, each from bytes to what the source says (`Found`). The format is told by the
content, never by the file's name. Nothing here writes.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from parcours.content import outside_xml
from parcours.content.atlas import Atlas
from parcours.diagnostics.diagnostic import Lang, Span, Words, error
from parcours.importers import archive, other_files, plain, untrusted
from parcours.importers.found import BadImport, Found, Left
from parcours.importers.plan import ImportResult, plan
from parcours.importers.sheet import Job
from parcours.load.files import shown
from parcours.source.read import read_bounded
from parcours.suggest.likely import slug_of

Reader = Callable[[bytes, Left], Iterable[Found]]
"""From the bytes of a file to what it describes; what is to be said of the file itself goes into
the second argument."""
_MOST_TOLD = 3
"""Of a file that holds nothing to draft, things named in the message."""
_ROOT = re.compile(r"<(?:[\w.-]{1,60}:)?([A-Za-z_][\w.-]*)[\s>/]")


class Format(NamedTuple):
    """What a file is, and what reads it."""

    name: str
    read: Reader


def detect(raw: bytes) -> Format:
    """The format of a file by its content; raises `BadImport` when it is none of ours."""
    other_files.refuse_bytes(raw)
    if archive.is_archive(raw):
        return _archive(raw)
    start = raw[:4096].removeprefix(b"\xef\xbb\xbf").strip(b" \t\r\n")
    if not start:
        raise BadImport(Words("ce fichier est vide", "this file is empty"),
                        Words("exportez-le de nouveau", "export it again"))
    text = untrusted.text_of(raw).lstrip("\ufeff\x1e \t\r\n")
    other_files.refuse_text(text)
    if text[:1] == "<":
        return _xml(raw)
    if text[:1] in ("{", "[") or untrusted.SCRIPT.match(text):
        return _json(untrusted.tree_of_json(raw))
    from parcours.importers import table

    return Format("CSV", table.read)


def _archive(raw: bytes) -> Format:
    from parcours.importers import bundle, kml, table

    readers: dict[str, Reader] = {
        "XLSX": table.read_xlsx, "ODS": table.read_ods, "KMZ": kml.read_kmz, "JSON": bundle.read}
    name = archive.format_of(raw)
    return Format(name, readers[name])


def _xml(raw: bytes) -> Format:
    from parcours.importers import gpx, kml, table

    try:
        text, _ = outside_xml.text_of_xml(raw)
    except outside_xml.BadXml as bad:
        raise BadImport(bad.message, bad.hint) from bad
    root = _ROOT.search(re.sub(r"<!--.*?-->", "", text[:20_000], flags=re.S))
    name = root[1].lower() if root else ""
    readers: dict[str, Format] = {
        "gpx": Format("GPX", gpx.read), "kml": Format("KML", kml.read),
        "placemark": Format("KML", kml.read), "document": Format("ODS", table.read_ods)}
    other_files.refuse_root(name, text)
    if name not in readers or (name == "document" and "opendocument" not in text[:5000]):
        shown_name = plain.line(name) or "?"
        raise BadImport(Words(
            f"ce fichier XML n’est ni un GPX ni un KML ({shown_name})",
            f"this XML is neither GPX nor KML ({shown_name})"), other_files.NOT_XML)
    return readers[name]


def _json(tree: object) -> Format:
    from parcours.importers import (
        apidae,
        datatourisme,
        geojson,
        geotrek,
        our_geojson,
        our_json,
        ours_unread,
        overpass,
        umap,
    )

    for module in (our_geojson, our_json):
        if module.sees(tree):
            return Format("parcours", module.read)
    ours_unread.refuse_tree(tree)
    for name, reader in (("uMap", umap), ("GeoJSON", geojson), ("DATAtourisme", datatourisme),
                         ("Apidae", apidae), ("Geotrek", geotrek), ("Overpass", overpass)):
        if reader.sees(tree):
            return Format(name, reader.read)
    other_files.refuse_tree(tree)
    raise BadImport(Words("ce JSON n’a la forme d’aucun des formats lus",
                          "this JSON has the shape of none of the formats read"),
                    Words("les formats JSON lus sont : DATAtourisme, Apidae, Geotrek (API v2), "
                          "GeoJSON, uMap ; la même source donne souvent aussi un CSV",
                          "the JSON formats read are: DATAtourisme, Apidae, Geotrek (API v2), "
                          "GeoJSON, uMap; the same source often gives a CSV, too"))


def import_file(path: Path, atlas: Atlas, *, contacts: bool = False, everything: bool = False,
                lang: Lang = "fr") -> ImportResult:
    """What a file would bring in; a file that cannot be read gives a diagnostic and nothing."""
    named = shown(path)
    # the file is the user's own, wherever it lies: unlike those of the content, it may be a link
    raw = read_bounded(Path(os.path.realpath(path)), named, untrusted.MAX_BYTES, untrusted.SPLIT)
    name = plain.line(path.name) or "?"
    if not isinstance(raw, bytes):
        return ImportResult(name, diagnostics=(raw,))
    file = Left()
    try:
        form = detect(raw)
        found = list(form.read(raw, file))
        if not found and file.all:
            there = file.all[:_MOST_TOLD]
            raise BadImport(Words(
                f"ce fichier ({form.name}) ne contient rien d’autre que : "
                f"{' ; '.join(one.fr for one in there)}",
                f"this file ({form.name}) holds nothing but: "
                f"{'; '.join(one.en for one in there)}"),
                            Words("exportez les lieux ou le parcours eux-mêmes",
                                  "export the places or the route themselves"))
        if not found:
            raise BadImport(Words(f"ce fichier ({form.name}) ne décrit ni lieu ni parcours",
                                  f"this file ({form.name}) describes neither place nor route"),
                            Words("vérifiez ce que vous avez exporté",
                                  "check what you exported"))
        origin = f"« {name} » ({form.name})" if lang == "fr" else f"'{name}' ({form.name})"
        job = Job(atlas, origin, slug_of(path.stem), contacts, everything, lang)
        return plan(found, job, file.all)
    except BadImport as bad:
        return ImportResult(name, diagnostics=(
            error(bad.code, Span(named, bad.line, bad.column), bad.message, bad.hint),))
