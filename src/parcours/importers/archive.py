"""Zip archives: what they are, and what is in them, within bounds known before any unpacking."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence

from parcours.diagnostics.diagnostic import Words
from parcours.importers import untrusted
from parcours.importers.found import BadImport

_ZIP = b"PK\x03\x04"
_MOST_ENTRIES = 2000
_SMALLER = Words("ne gardez que les lieux ou l’itinéraire à importer",
                 "keep only the places or the route to be imported")
_TABLE = Words("enregistrez le tableau en CSV ou en XLSX", "save the table as CSV or XLSX")
_OTHERS: tuple[tuple[str, Words, Words], ...] = (
    ("word/document.xml", Words("c’est un document Word", "this is a Word document"), Words(
        "copiez son tableau dans un tableur et enregistrez-le en CSV",
        "copy its table into a spreadsheet and save it as CSV")),
    ("xl/workbook.bin", Words("c’est un classeur Excel binaire (XLSB)",
                              "this is a binary Excel workbook (XLSB)"), _TABLE),
    ("ppt/presentation.xml", Words("c’est une présentation", "this is a presentation"), _TABLE),
    ("index/document.iwa", Words("c’est un document Numbers ou Pages",
                                 "this is a Numbers or Pages document"), _TABLE),
)
_GTFS = ("stops.txt", "trips.txt", "stop_times.txt")
_INSIDE: tuple[tuple[str, Words, Words], ...] = (
    (".shp", Words("cette archive contient un Shapefile", "this archive holds a Shapefile"),
     Words("exportez la couche en GeoJSON (WGS84)", "export the layer as GeoJSON (WGS84)")),
    ("", Words("cette archive n’est ni un classeur (XLSX, ODS) ni un KMZ",
               "this archive is neither a workbook (XLSX, ODS) nor a KMZ"),
     Words("décompressez-la, puis importez les fichiers un à un",
           "unpack it, then import the files one by one")),
)


def is_archive(raw: bytes) -> bool:
    """Whether the bytes are a zip archive."""
    return raw.startswith(_ZIP)


def format_of(raw: bytes) -> str:
    """``XLSX``, ``ODS``, ``KMZ`` or ``JSON``; raises `BadImport` for any other archive."""
    names = [entry.filename for entry in _entries(raw)]
    folded = [name.lower() for name in names]
    if "xl/workbook.xml" in folded:
        return "XLSX"
    if "content.xml" in folded and "mimetype" in folded:
        kind = read(raw, names[folded.index("mimetype")], 200).decode("ascii", "replace").strip()
        if kind.startswith("application/vnd.oasis.opendocument.spreadsheet"):
            return "ODS"
        raise BadImport(Words("c’est un document LibreOffice, et non un tableau",
                              "this is a LibreOffice document, not a table"), _TABLE)
    if any(name.endswith(".kml") for name in folded):
        return "KMZ"
    for mark, message, hint in _OTHERS:
        if mark in folded:
            raise BadImport(message, hint)
    if {*_GTFS} <= {name.rpartition("/")[2] for name in folded}:
        raise BadImport(Words("ce sont des horaires (GTFS)", "these are timetables (GTFS)"),
                        Words("donnez-les à « parcours timetable »",
                              "give them to 'parcours timetable'"))
    if any(name.endswith(".json") for name in folded):
        return "JSON"
    for ending, message, hint in _INSIDE:
        if any(name.endswith(ending) for name in folded) or not ending:
            raise BadImport(message, hint)
    raise AssertionError("the last of these fits any archive")


def names(raw: bytes, ending: str) -> Sequence[str]:
    """The entries whose names end so, the outermost first, then by name."""
    found = [entry.filename for entry in _entries(raw) if entry.filename.lower().endswith(ending)
             and not entry.filename.startswith("__MACOSX/")]  # what a Mac puts beside every file
    return sorted(found, key=lambda name: (name.count("/"), name.lower() != f"doc{ending}", name))


def read(raw: bytes, name: str, most: int = untrusted.MAX_BYTES) -> bytes:
    """What one entry holds; refused when it is more than ``most`` bytes, whatever it declares."""
    return next(_unpacked(raw, [name], most))


def each(raw: bytes, ending: str) -> Iterator[tuple[str, bytes]]:
    """The entries whose names end so, each with what it holds, within the same bounds."""
    there = names(raw, ending)
    yield from zip(there, _unpacked(raw, there, untrusted.MAX_BYTES), strict=True)


def _unpacked(raw: bytes, names: Sequence[str], most: int) -> Iterator[bytes]:
    """What entries hold, one after the other, of an archive whose table is read once."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, IndexError) as failure:
        raise damaged() from failure
    with archive:
        for name in names:
            yield _content(archive, name, most)


def _content(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    try:
        with archive.open(name) as entry:
            content = entry.read(most + 1)
    except (zipfile.BadZipFile, ValueError, OSError, KeyError, EOFError, NotImplementedError,
            RuntimeError, zipfile.LargeZipFile) as failure:  # RuntimeError: it wants a password
        raise damaged() from failure
    except Exception as failure:  # zlib and lzma have errors of their own, not all public
        raise damaged() from failure
    if len(content) > most:
        raise _too_large()
    return content


def damaged() -> BadImport:
    """What to say of an archive that cannot be unpacked."""
    return BadImport(Words("ce fichier est abîmé, tronqué ou protégé par un mot de passe",
                           "this file is damaged, cut short or protected by a password"),
                     Words("ouvrez-le dans son logiciel et enregistrez-le de nouveau, sans mot de "
                           "passe", "open it in its program and save it again, without password"))


def _too_large() -> BadImport:
    return BadImport(Words("ce fichier est trop grand une fois décompressé",
                           "this file is too large once unpacked"), _SMALLER, code="too-large")


def _entries(raw: bytes) -> list[zipfile.ZipInfo]:
    """The table of an archive, with what it would unpack to within bounds."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, IndexError) as failure:
        raise damaged() from failure
    sizes = [entry.file_size for entry in entries]
    if len(entries) > _MOST_ENTRIES or sum(sizes) > 4 * untrusted.MAX_BYTES or (
            max(sizes, default=0) > untrusted.MAX_BYTES):
        raise _too_large()
    return entries
