"""ODS workbooks to the rows of their sheets, as values; nothing is computed anew."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import TYPE_CHECKING

from parcours.content.outside_xml import local
from parcours.diagnostics.diagnostic import Words
from parcours.importers import archive, money, untrusted
from parcours.importers.cell_marks import Marks, address_in, tell_commented, tell_valueless
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
from parcours.importers.found import BadImport, Left

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_LONGEST_CELL = 100_000
_CLOCK = re.compile(r"PT(?:(\d{1,2})H)?(?:(\d{1,2})M)?(?:(\d{1,2})(?:[.,]\d+)?S)?", re.A)
_CURRENCIES = {"EUR": "€", "GBP": "£", "CHF": "CHF"}


def of_ods(raw: bytes, file: Left) -> list[SheetOfRows]:
    """The sheets of an OpenDocument workbook."""
    manifest = archive.names(raw, "meta-inf/manifest.xml")
    if manifest and b"encryption-data" in archive.read(raw, manifest[0]):
        raise BadImport(Words("ce classeur est protégé par un mot de passe",
                              "this workbook is protected by a password"),
                        Words("enregistrez-le de nouveau, sans mot de passe",
                              "save it again, without password"))
    return of_opendocument(archive.read(raw, "content.xml"), file)


def of_opendocument(raw: bytes, file: Left) -> list[SheetOfRows]:
    """The sheets of an OpenDocument content, also one that is a single XML file (``.fods``)."""
    root = untrusted.tree_of_xml(raw)
    hidden = {_get(style, "name") for style in root.iter() if local(style) == "style"
              for one in style if local(one) == "table-properties" and
              _get(one, "display") == "false"}
    tables = [one for one in _outermost(root) if local(one) == "table"][:MAX_SHEETS]
    struck = {_get(style, "name") for style in root.iter() if local(style) == "style"
              for one in style if local(one) == "text-properties" and
              _get(one, "text-line-through-style") not in ("", "none")} - {""}
    found, marked = [], _Marked()
    for table in tables:
        name, marks = _get(table, "name"), Marks(columns=_hidden_columns(table))
        rows = filled(_rows(table, marks, struck, marked, file), name)
        found.append(SheetOfRows(name, rows, _get(table, "style-name") in hidden - {""},
                                 marks.told(name)))
    tell_commented(marked.commented, file)
    tell_valueless(marked.valueless, file)
    return found


@dataclass(slots=True)
class _Marked:
    """What is to be told of the cells of a workbook as a whole."""

    commented: list[str] = field(default_factory=list)
    valueless: int = 0
    """How many formulas came without the value that they have."""


def _outermost(element: Element) -> Iterator[Element]:
    """The tables and rows below an element that are no part of another: a chart that is drawn on
    a sheet has a table of its own."""
    for one in element:
        if local(one) in ("table", "table-row", "table-column"):
            yield one
        elif local(one) != "shapes":
            yield from _outermost(one)


def _hidden_columns(table: Element) -> frozenset[int]:
    found: set[int] = set()
    at = 0
    for one in _outermost(table):
        if local(one) == "table-column" and at < MAX_COLUMNS:
            times = min(_times(one, "number-columns-repeated"), MAX_COLUMNS - at)
            if _get(one, "visibility") in ("collapse", "filter"):
                found.update(range(at, at + times))
            at += times
    return frozenset(found)


def _rows(table: Element, marks: Marks, struck: set[str], marked: _Marked, file: Left
          ) -> Iterator[Row]:
    """The rows of a table; what is repeated is, up to the bound, and keeps its number."""
    count = 0
    held: dict[int, tuple[int, Cell]] = {}
    for row in _outermost(table):
        if local(row) != "table-row":
            continue
        cells, held = _over_rows(row, _cells(row), held, file)
        if _get(row, "visibility") in ("collapse", "filter") and cells:
            marks.seen_rows.append(count + 1)
        marks.row(0, cells)
        _mark(row, count + 1, marked)
        marks.seen_struck += [f"{letters_of(n)}{count + 1}" for n in _struck(row, struck)
                             if n < len(cells) and cells[n] not in (None, "")]
        for _ in range(min(_times(row, "number-rows-repeated"), MAX_ROWS - count)):
            count += 1
            yield cells
        if count >= MAX_ROWS:
            break


def _mark(row: Element, number: int, marked: _Marked) -> None:
    """Note the cells of a row that have a remark, or a formula and no value."""
    for at, one in _placed(row):
        if any(local(part) == "annotation" for part in one):
            marked.commented.append(f"{letters_of(at)}{number}")
        if _get(one, "formula") and not _get(one, "value-type") and not _shown(one):
            marked.valueless += 1


def _placed(row: Element) -> Iterator[tuple[int, Element]]:
    """The cells of a row, each with its column."""
    at = 0
    for one in row:
        if local(one) in ("table-cell", "covered-table-cell") and at < MAX_COLUMNS:
            yield at, one
            at += _times(one, "number-columns-repeated")


def _struck(row: Element, styles: set[str]) -> Iterator[int]:
    """The cells of a row in one of some styles, or with words that are."""
    for at, one in _placed(row) if styles else ():
        if any(_get(part, "style-name") in styles for part in one.iter()):
            yield at


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
    for at, one in _placed(row):
        if (span := min(_times(one, "number-rows-spanned"), MAX_ROWS)) > 1:
            below[at] = (span - 1, _value(one))
    return cells, below


def _cells(row: Element) -> Row:
    cells: list[Cell] = []
    for _, one in _placed(row):
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
    if sort in ("currency", "percentage") and _shown(cell):
        return _shown(cell)  # a number alone would lose its currency, or be a hundredth of it
    if sort in ("float", "percentage", "currency"):
        number = untrusted.number(_get(cell, "value"))
        if number is None:
            return _shown(cell)
        if sort == "percentage":
            return money.in_percent(number)
        sign = _CURRENCIES.get(_get(cell, "currency"), "") if sort == "currency" else ""
        return money.said(number, sign) if sign else number
    if sort == "date":
        try:
            return datetime.fromisoformat(_get(cell, "date-value"))
        except ValueError:
            return _shown(cell)
    if sort == "time" and (clock := _CLOCK.fullmatch(_get(cell, "time-value"))):
        hour, minute, second = (int(part or 0) for part in clock.groups())
        return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else (
            _shown(cell))
    if sort == "boolean":
        return _get(cell, "boolean-value") == "true"
    shown = _shown(cell)
    address = next((_get(one, "href") for one in cell.iter() if local(one) == "a"),
                   address_in(_get(cell, "formula")))
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
            parts.append(" " if name == "tab" else "\n")
        elif name != "annotation":
            parts.append(_paragraph(child))
        parts.append(child.tail or "")
    return "".join(parts)
