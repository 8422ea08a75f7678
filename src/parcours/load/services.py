"""The tables of ``services/``, read and checked; the folder is optional."""

from __future__ import annotations

from pathlib import Path

from parcours.checks.services import check_services
from parcours.content.atlas import Atlas
from parcours.content.services import FOLDER, Row, ServicePoint, parse_services
from parcours.diagnostics.diagnostic import Diagnostic, Span, Words, error
from parcours.load.files import excerpted, no_utf8, shown
from parcours.source.read import read_bounded

_MOST_FILES = 50
_MOST_BYTES = 4 * 1024 * 1024
"""More than every stop and tap of two territories takes."""


def read_services(atlas: Atlas) -> tuple[tuple[ServicePoint, ...], list[Diagnostic]]:
    """What the tables tell of, and what is wrong with them."""
    found: list[Diagnostic] = []
    tables: list[list[Row]] = []
    for path in _files(atlas.root / FOLDER, found):
        rows, faults = _read(path)
        found += [excerpted(fault, path) for fault in faults]
        tables.append(rows)
    found += [excerpted(fault, Path(fault.span.file)) for fault in check_services(tables, atlas)]
    return tuple(row.point for rows in tables for row in rows), found


def _files(folder: Path, found: list[Diagnostic]) -> list[Path]:
    """The tables by name, as many as anybody keeps."""
    if not folder.is_dir():
        return []
    paths = sorted(path for path in folder.iterdir()
                   if path.suffix.lower() == ".csv" and not path.name.startswith("."))
    if len(paths) > _MOST_FILES:
        found.append(error("too-large", Span(shown(folder)), Words(
            f"ce dossier contient plus de {_MOST_FILES} tableaux",
            f"this folder holds more than {_MOST_FILES} tables"),
            Words("réunissez ceux d’une même source", "join those of one source")))
    return paths[:_MOST_FILES]


def _read(path: Path) -> tuple[list[Row], list[Diagnostic]]:
    file = shown(path)
    raw = read_bounded(path, file, _MOST_BYTES, Words(
        "gardez les seuls services des territoires", "keep the territories' services only"))
    if not isinstance(raw, bytes):
        return [], [raw]
    try:
        return parse_services(raw.decode("utf-8-sig"), file)
    except UnicodeDecodeError:
        return [], [no_utf8(file)]
