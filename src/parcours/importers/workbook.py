"""XLSX and ODS workbooks to the rows of their sheets, as values; nothing is computed anew."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from typing import TYPE_CHECKING, Any

from parcours.content.outside_xml import local
from parcours.diagnostics.diagnostic import Words
from parcours.importers import archive, hostile
from parcours.importers.found import BadImport, Left

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAX_COLUMNS = 200
_MERGED = re.compile(r'<mergeCell ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"', re.A)
_NO_VALUE = re.compile(r"</f>\s*(?:<v\s*/>|<v></v>|</c>)|<f/>\s*</c>")
_MAX_ROWS = 4 * hostile.MAX_OBJECTS
_MOST_SHEETS = 50
_MOST_MERGED = 1000
_LONGEST_CELL = 100_000

Cell = object
"""Text, a number, a date, a time, a truth, or None."""
Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class SheetOfRows:
    """One sheet: its name, its rows with their numbers from 1, empty ones left out."""

    name: str
    rows: tuple[tuple[int, Row], ...]
    hidden: bool = False


def filled(rows: Iterator[Row], name: str) -> tuple[tuple[int, Row], ...]:
    """The rows that hold anything, with their numbers; refused when there are too many."""
    found: list[tuple[int, Row]] = []
    for number, row in enumerate(rows, 1):
        if any(cell not in (None, "") for cell in row):
            found.append((number, row))
        if len(found) > hostile.MAX_OBJECTS + 50:
            where = f" (« {name} »)" if name else ""
            raise BadImport(Words(
                f"ce tableau a plus de {hostile.MAX_OBJECTS} lignes{where}",
                f"this table has more than {hostile.MAX_OBJECTS} rows"), hostile.SPLIT,
                code="too-large")
    return tuple(found)


def of_xlsx(raw: bytes, file: Left) -> list[SheetOfRows]:
    """The sheets of an XLSX workbook whose archive was looked at before."""
    import openpyxl  # type: ignore[import-untyped]  # it carries none

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about features of the workbook that we do not need
            book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True,
                                          keep_links=False)
            return [SheetOfRows(str(sheet.title), filled(_merged(sheet.iter_rows(
                max_row=_MAX_ROWS, max_col=MAX_COLUMNS, values_only=True), raw, sheet, file),
                str(sheet.title)), hidden=sheet.sheet_state != "visible")
                for sheet in book.worksheets[:_MOST_SHEETS]]
    except BadImport:
        raise
    except Exception as failure:  # what broken workbooks make the library raise has no common kind
        raise archive.damaged() from failure


def _merged(rows: Iterator[Row], raw: bytes, sheet: Any, file: Left) -> Iterator[Row]:
    """Rows in which a cell that is merged over several of them has its value in each.

    The library leaves that out when it reads row by row; so does it formulas without a value.
    """
    path = str(getattr(sheet, "_worksheet_path", "")).lstrip("/")
    text = archive.read(raw, path).decode("utf-8", "replace") if path else ""
    if lost := len(_NO_VALUE.findall(text)):
        file.out(f"{lost} formule(s) sans valeur enregistrée : ouvrez le classeur dans un tableur "
                 "et enregistrez-le", f"{lost} formula(s) without a kept value: open the workbook "
                 "in a spreadsheet and save it")
    spans: dict[int, list[tuple[int, int, int]]] = {}
    for match in islice(_MERGED.finditer(text), _MOST_MERGED):
        first, last = int(match[2]), int(match[4])
        if first < last <= _MAX_ROWS:
            columns = (_column(match[1]), _column(match[3]))
            spans.setdefault(first, []).append((last, *columns))
    held: list[tuple[int, int, Cell]] = []
    for number, given in enumerate(rows, 1):
        row = given
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


def _column(letters: str) -> int:
    """The index of a column by its letters."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def of_ods(raw: bytes) -> list[SheetOfRows]:
    """The sheets of an OpenDocument workbook."""
    return of_opendocument(archive.read(raw, "content.xml"))


def of_opendocument(raw: bytes) -> list[SheetOfRows]:
    """The sheets of an OpenDocument content, also one that is a single XML file (``.fods``)."""
    root = hostile.tree_of_xml(raw)
    hidden = {_get(style, "name") for style in root.iter() if local(style) == "style"
              for one in style if local(one) == "table-properties" and
              _get(one, "display") == "false"}
    tables = [one for one in root.iter() if local(one) == "table"][:_MOST_SHEETS]
    return [SheetOfRows(_get(table, "name"), filled(_rows(table), _get(table, "name")),
                        hidden=_get(table, "style-name") in hidden - {""}) for table in tables]


def _rows(table: Element) -> Iterator[Row]:
    """The rows of a table; what is repeated is, up to the bound, unless it is empty."""
    count = 0
    for row in table.iter():
        if local(row) != "table-row":
            continue
        cells = _cells(row)
        times = _times(row, "number-rows-repeated") if any(
            cell not in (None, "") for cell in cells) else 1
        for _ in range(min(times, _MAX_ROWS - count)):
            count += 1
            yield cells
        if count >= _MAX_ROWS:
            return


def _cells(row: Element) -> Row:
    cells: list[Cell] = []
    for one in row:
        if local(one) not in ("table-cell", "covered-table-cell"):
            continue
        value = _value(one)
        times = _times(one, "number-columns-repeated")
        cells += [value] * min(times, MAX_COLUMNS - len(cells))
        if len(cells) >= MAX_COLUMNS:
            break
    while cells and cells[-1] in (None, ""):
        cells.pop()
    return cells


def _get(element: Element, name: str) -> str:
    """An attribute by its local name."""
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), "")


def _times(element: Element, name: str) -> int:
    said = _get(element, name)
    return int(said[:9]) if re.fullmatch(r"\d{1,9}", said, re.A) and int(said) else 1


def _value(cell: Element) -> Cell:
    """What a cell holds: numbers, dates and times by their values, all else as it is shown."""
    sort = _get(cell, "value-type")
    if sort in ("float", "percentage", "currency"):
        number = hostile.number(_get(cell, "value"))
        return _shown(cell) if number is None else number
    if sort == "date":
        try:
            return datetime.fromisoformat(_get(cell, "date-value"))
        except ValueError:
            return _shown(cell)
    if sort == "time" and (clock := re.fullmatch(r"PT(\d{1,2})H(\d{2})M(\d{2})(?:[.,]\d+)?S",
                                                 _get(cell, "time-value"), re.A)):
        hour, minute, second = (int(part) for part in clock.groups())
        return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else (
            _shown(cell))
    if sort == "boolean":
        return _get(cell, "boolean-value") == "true"
    return _shown(cell) or None


def _shown(cell: Element) -> str:
    """The paragraphs of a cell; notes beside it are no part of it."""
    return "\n".join(_paragraph(one) for one in cell if local(one) == "p")[:_LONGEST_CELL]


def _paragraph(element: Element) -> str:
    parts = [element.text or ""]
    for child in element:
        name = local(child)
        if name == "s":
            parts.append(" " * min(_times(child, "c"), 100))
        elif name in ("tab", "line-break"):
            parts.append(" ")
        elif name != "annotation":
            parts.append(_paragraph(child))
        parts.append(child.tail or "")
    return "".join(parts)


def as_text(cell: Cell) -> str:
    """A cell as one reads it in the spreadsheet; a whole number has no decimals."""
    if isinstance(cell, bool) or cell is None:
        return "" if cell is None else str(cell).lower()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)
