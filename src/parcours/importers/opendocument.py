"""ODS workbooks to the rows of their sheets, as values; nothing is computed anew."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, time
from typing import TYPE_CHECKING

from parcours.content.outside_xml import local
from parcours.importers import archive, hostile
from parcours.importers.cells import (
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_SHEETS,
    Cell,
    Row,
    SheetOfRows,
    filled,
    letters_of,
    linked,
)
from parcours.importers.found import Left
from parcours.importers.laid_out import Laid

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_LONGEST_CELL = 100_000


def of_ods(raw: bytes, file: Left) -> list[SheetOfRows]:
    """The sheets of an OpenDocument workbook."""
    return of_opendocument(archive.read(raw, "content.xml"), file)


def of_opendocument(raw: bytes, file: Left) -> list[SheetOfRows]:
    """The sheets of an OpenDocument content, also one that is a single XML file (``.fods``)."""
    root = hostile.tree_of_xml(raw)
    if remarks := sum(local(one) == "annotation" for one in root.iter()):
        file.out(f"les commentaires attachés à des cellules ({remarks})",
                 f"the comments attached to cells ({remarks})")
    hidden = {_get(style, "name") for style in root.iter() if local(style) == "style"
              for one in style if local(one) == "table-properties" and
              _get(one, "display") == "false"}
    tables = [one for one in root.iter() if local(one) == "table"][:MAX_SHEETS]
    struck = {_get(style, "name") for style in root.iter() if local(style) == "style"
              for one in style if local(one) == "text-properties" and
              _get(one, "text-line-through-style") not in ("", "none")} - {""}
    found = []
    for table in tables:
        name, laid = _get(table, "name"), Laid(columns=_hidden_columns(table))
        rows = filled(_rows(table, laid, struck, file), name)
        found.append(SheetOfRows(name, rows, _get(table, "style-name") in hidden - {""},
                                 laid.told(name)))
    return found


def _hidden_columns(table: Element) -> frozenset[int]:
    found: set[int] = set()
    at = 0
    for one in table.iter():
        if local(one) == "table-column" and at < MAX_COLUMNS:
            times = min(_times(one, "number-columns-repeated"), MAX_COLUMNS - at)
            if _get(one, "visibility") in ("collapse", "filter"):
                found.update(range(at, at + times))
            at += times
    return frozenset(found)


def _rows(table: Element, laid: Laid, struck: set[str], file: Left) -> Iterator[Row]:
    """The rows of a table; what is repeated is, up to the bound, unless it is empty."""
    count = 0
    held: dict[int, tuple[int, Cell]] = {}
    for row in table.iter():
        if local(row) != "table-row":
            continue
        cells, held = _over_rows(row, _cells(row), held, file)
        if _get(row, "visibility") in ("collapse", "filter") and cells:
            laid.seen_rows.append(count + 1)
        laid.row(0, cells)
        laid.seen_struck += [f"{letters_of(n)}{count + 1}" for n in _struck(row, struck)
                             if n < len(cells) and cells[n] not in (None, "")]
        times = _times(row, "number-rows-repeated") if any(
            cell not in (None, "") for cell in cells) else 1
        for _ in range(min(times, MAX_ROWS - count)):
            count += 1
            yield cells
        if count >= MAX_ROWS:
            break


def _struck(row: Element, styles: set[str]) -> Iterator[int]:
    """The cells of a row in one of some styles."""
    at = 0
    for one in row if styles else ():
        if local(one) in ("table-cell", "covered-table-cell") and at < MAX_COLUMNS:
            if _get(one, "style-name") in styles:
                yield at
            at += _times(one, "number-columns-repeated")


def _over_rows(row: Element, cells: Row, held: Mapping[int, tuple[int, Cell]], file: Left
               ) -> tuple[Row, dict[int, tuple[int, Cell]]]:
    """A row in which a cell that is merged over several has its value, as the one of an XLSX has;
    and what the rows below have of it."""
    below = {n: (left - 1, value) for n, (left, value) in held.items() if left > 1}
    if held and any(cell not in (None, "") for cell in cells):
        width = max(len(cells), max(held) + 1)
        cells = [held[n][1] if n in held and (n >= len(cells) or cells[n] in (None, "")) else
                 cells[n] if n < len(cells) else None for n in range(width)]
        file.out("des cellules fusionnées sur plusieurs lignes : leur valeur vaut pour chacune",
                 "cells merged over several rows: their value holds for each of them")
    at = 0
    for one in row:
        if local(one) in ("table-cell", "covered-table-cell") and at < MAX_COLUMNS:
            if (span := min(_times(one, "number-rows-spanned"), MAX_ROWS)) > 1:
                below[at] = (span - 1, _value(one))
            at += _times(one, "number-columns-repeated")
    return cells, below


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
    if sort == "currency" and _shown(cell):
        return _shown(cell)  # a number alone would lose its currency
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
    shown = _shown(cell)
    address = next((_get(one, "href") for one in cell.iter() if local(one) == "a"), "")
    return linked(shown, address) if shown and address else shown or None


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
