"""Tables: CSV as spreadsheets save it, and XLSX workbooks; the first row names the columns."""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time

from parcours.diagnostics.diagnostic import Words
from parcours.importers import columns, hostile, plain
from parcours.importers.found import BadImport, Found, Left

_MAX_COLUMNS = 200
_MAX_ENTRIES = 2000
_ZIP = b"PK\x03\x04"
_HEADERS = Words("la première ligne nomme les colonnes : nom, commune, latitude, longitude…",
                 "the first row names the columns: name, commune, latitude, longitude…")


def is_workbook(raw: bytes) -> bool:
    """Whether the bytes are an archive, as XLSX files are."""
    return raw.startswith(_ZIP)


def read(raw: bytes, name: str) -> Iterable[Found]:
    """A place a row."""
    rows = _sheet(raw) if is_workbook(raw) else _csv(hostile.text_of(raw))
    filled = ((number, row) for number, row in enumerate(rows, 1)
              if any(cell not in (None, "") for cell in row))
    headers = [_text(cell).strip() for cell in next(filled, (0, ()))[1]]
    if not any(columns.field_of(header)[0] == "name" for header in headers):
        raise BadImport(Words("aucune colonne ne donne le nom des lieux",
                              "no column gives the names of the places"), _HEADERS)
    found: list[Found] = []
    for number, row in filled:
        if len(found) >= hostile.MAX_OBJECTS:
            raise BadImport(Words(f"ce tableau a plus de {hostile.MAX_OBJECTS} lignes",
                                  f"this table has more than {hostile.MAX_OBJECTS} rows"),
                            hostile.SPLIT)
        one = _place(headers, row)
        found.append(one if one.name else Found(name={}, unfit=Words(
            f"la ligne {number} n’a pas de nom", f"row {number} has no name")))
    return found


def _place(headers: Sequence[str], row: Sequence[object]) -> Found:
    left = Left()
    cells: dict[str, object] = {}
    for header, cell in zip(headers, row, strict=False):
        text = _text(cell).strip()
        if header in cells and text:
            left.out(f"une seconde colonne « {plain.line(header)} »",
                     f"a second column '{plain.line(header)}'")
        elif header or text:
            cells[header] = text
    if any(_text(cell).strip() for cell in row[len(headers):]):
        left.out("des cases sans titre de colonne", "cells without a column title")
    return columns.place(cells, left)


def _text(cell: object) -> str:
    """A cell as one reads it in the spreadsheet; a whole number has no decimals."""
    if isinstance(cell, bool) or cell is None:
        return "" if cell is None else str(cell).lower()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


def _csv(text: str) -> Iterator[Sequence[object]]:
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(";\t,", key=lambda mark: _understood(first, mark))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    while True:
        try:
            row = next(reader, None)
        except csv.Error as failure:
            raise BadImport(
                Words("cette ligne CSV est mal formée", f"this CSV row is malformed ({failure})"),
                Words("vérifiez les guillemets de cette ligne", "check the quotes of this row"),
                line=max(1, reader.line_num)) from failure
        if row is None:
            return
        if len(row) > _MAX_COLUMNS:
            raise BadImport(
                Words(f"ce tableau a plus de {_MAX_COLUMNS} colonnes",
                      f"this table has more than {_MAX_COLUMNS} columns"),
                Words("ne gardez que celles des lieux", "keep only those of the places"),
                line=reader.line_num)
        yield row


def _understood(line: str, delimiter: str) -> int:
    try:
        row = next(csv.reader([line[:20_000]], delimiter=delimiter), [])
    except csv.Error:
        return 0
    return sum(bool(columns.field_of(header)[0]) for header in row[:_MAX_COLUMNS])


def _sheet(raw: bytes) -> Iterator[Sequence[object]]:
    """The rows of the first sheet; what the archive would unpack to is bounded before it does."""
    import openpyxl  # type: ignore[import-untyped]  # it carries none

    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            entries = archive.infolist()
            unpacked = [entry.file_size for entry in entries]
            is_xlsx = "xl/workbook.xml" in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as failure:
        raise _unreadable() from failure
    if not is_xlsx:
        raise BadImport(Words("cette archive n’est pas un classeur XLSX",
                              "this archive is not an XLSX workbook"),
                        Words("enregistrez le tableau en CSV ou en XLSX, ou décompressez l’archive",
                              "save the table as CSV or XLSX, or unpack the archive"))
    if len(entries) > _MAX_ENTRIES or max(unpacked) > hostile.MAX_BYTES or (
            sum(unpacked) > 4 * hostile.MAX_BYTES):
        raise BadImport(Words("ce classeur est trop grand une fois décompressé",
                              "this workbook is too large once unpacked"),
                        Words("ne gardez que la feuille des lieux",
                              "keep only the sheet of the places"))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about features of the workbook that we do not need
            book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True,
                                          keep_links=False)
            sheet = book.worksheets[0]
            yield from sheet.iter_rows(max_row=hostile.MAX_OBJECTS + 50, max_col=_MAX_COLUMNS,
                                       values_only=True)
    except BadImport:
        raise
    except Exception as failure:  # what broken workbooks make the library raise has no common kind
        raise _unreadable() from failure


def _unreadable() -> BadImport:
    return BadImport(Words("ce classeur XLSX est abîmé ou tronqué",
                           "this XLSX workbook is damaged or cut short"),
                     Words("ouvrez-le dans un tableur et enregistrez-le de nouveau",
                           "open it in a spreadsheet and save it again"))
