"""XLSX workbooks to the rows of their sheets, as values; nothing is computed anew."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from itertools import islice
from typing import Any

from parcours.diagnostics.diagnostic import Words
from parcours.importers import archive, money
from parcours.importers.cell_marks import Marks, struck_words, tell_comments, tell_valueless
from parcours.importers.cells import (
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_SHEETS,
    Cell,
    Row,
    SheetOfRows,
    column_of,
    filled,
)
from parcours.importers.found import BadImport, Left

_MERGED = re.compile(r'<mergeCell ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"', re.A)
_NO_VALUE = re.compile(r"</f>\s*(?:<v\s*/>|<v></v>|</c>)|<f/>\s*</c>")
_MOST_MERGED = 1000
_FIRST_OWN_FORMAT = 164
"""The number of the first format that a workbook makes itself (ECMA-376, 18.8.30)."""
_STRICT = b"http://purl.oclc.org/ooxml/"
"""Of such a workbook the library says that it has no sheet."""


def of_xlsx(raw: bytes, file: Left) -> list[SheetOfRows]:
    """The sheets of an XLSX workbook whose archive was looked at before."""
    if _STRICT in archive.read(raw, "xl/workbook.xml"):
        raise BadImport(Words("ce classeur est au format « Strict Open XML », rarement lu",
                              "this workbook is in the form 'Strict Open XML', which few read"),
                        Words("enregistrez-le en « Classeur Excel (.xlsx) » ou en CSV",
                              "save it as 'Excel workbook (.xlsx)' or CSV"))
    import openpyxl  # type: ignore[import-untyped]  # it carries none

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about features of the workbook that we do not need
            book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True,
                                          keep_links=False)
            tell_comments(raw, file)
            struck = struck_words(raw)
            return [_sheet(sheet, raw, struck, file) for sheet in book.worksheets[:MAX_SHEETS]]
    except BadImport:
        raise
    except Exception as failure:  # what broken workbooks make the library raise has no common kind
        raise archive.damaged() from failure


def _sheet(sheet: Any, raw: bytes, struck: frozenset[str], file: Left) -> SheetOfRows:
    title, path = str(sheet.title), str(getattr(sheet, "_worksheet_path", "")).lstrip("/")
    text = archive.read(raw, path).decode("utf-8", "replace") if path else ""
    marks = Marks.of(text, raw, path)
    marks.strike(text, struck)
    cells = sheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS)
    rows = filled(_merged(([_value(cell, marks) for cell in row] for row in cells),
                          text, marks, file), title)
    return SheetOfRows(title, rows, sheet.sheet_state != "visible", marks.told(title))


def _value(cell: Any, marks: Marks) -> Cell:
    """What a cell holds: an amount with the currency that it is shown in, a share in per cent."""
    value: Cell = cell.value
    if value in (None, "") or not cell.has_style:
        return value
    if cell.font.strike and cell.coordinate not in marks.seen_struck:
        marks.seen_struck.append(cell.coordinate)
    # a format of Excel's own says "$" wherever it is, and shows the currency of the reader
    is_own = cell.style_array.numFmtId >= _FIRST_OWN_FORMAT
    if not isinstance(value, int | float) or isinstance(value, bool):
        return value
    if money.is_percent(cell.number_format):
        return money.in_percent(value)
    sign = money.sign_of(cell.number_format) if is_own else ""
    return money.said(value, sign) if sign else value


def _merged(rows: Iterator[Row], text: str, marks: Marks, file: Left) -> Iterator[Row]:
    """Rows in which a cell that is merged over several of them has its value in each.

    The library leaves that out when it reads row by row; so does it formulas without a value.
    """
    tell_valueless(len(_NO_VALUE.findall(text)), file)
    spans: dict[int, list[tuple[int, int, int]]] = {}
    for match in islice(_MERGED.finditer(text), _MOST_MERGED):
        first, last = int(match[2]), int(match[4])
        if first < last <= MAX_ROWS:
            columns = (column_of(match[1]), column_of(match[3]))
            spans.setdefault(first, []).append((last, *columns))
    held: list[tuple[int, int, Cell]] = []
    for number, given in enumerate(rows, 1):
        row = marks.row(number, given)
        held = [one for one in held if one[0] >= number]
        if held and any(cell not in (None, "") for cell in row):
            below = {column: value for _, column, value in held}
            row = [below.get(n) if cell in (None, "") else cell for n, cell in enumerate(row)]
            file.out("des cellules fusionnées sur plusieurs lignes : leur valeur vaut pour chacune",
                     "cells merged over several rows: their value holds for each of them")
        for last, left, right in spans.get(number, ()):
            value = row[left] if left < len(row) else None
            held += [(last, column, value) for column in range(left, min(right + 1, MAX_COLUMNS))]
        yield row
