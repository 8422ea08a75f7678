"""CSV as spreadsheets save it, to rows of cells."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from html import unescape

from parcours.diagnostics.diagnostic import Words
from parcours.importers.cells import MAX_COLUMNS, Row
from parcours.importers.found import BadImport, Left
from parcours.importers.headings import field_of

MOST_ABOVE = 40
"""Rows among which the headings are looked for."""
_SEP = re.compile(r"\s*\"?sep=([;,|:^~\t])\"?\s*", re.I)
_MARKS = ";\t,|"
_CHARACTER = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,5})\Z")
"""One of HTML at the end of a cell, all but its semicolon."""


def rows(text: str, file: Left) -> Iterator[Row]:
    """The rows of a CSV, whatever stands between its cells and round them."""
    text = text.rstrip("\x1a")  # DOS ends a text with it
    start, _, rest = text.partition("\n")
    sep = _SEP.fullmatch(start.strip("\ufeff\r"))
    if sep:
        text = rest
    lines = [line for line in text[:200_000].splitlines() if line.strip()][:MOST_ABOVE]
    delimiter = sep[1] if sep else max(_MARKS, key=lambda mark: max(
        (_understood(line, mark) for line in lines), default=0))
    heads = [part.strip() for part in lines[0].split(delimiter)] if lines else []
    mark = "'" if heads and all(re.fullmatch(r"'[^']*'", part) for part in heads) else '"'
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quotechar=mark)
    typed = [*io.StringIO(text, newline="")]
    width = 0
    if sep:
        yield []  # rows keep the numbers that they have in the file
    while True:
        begun = reader.line_num
        try:
            row = next(reader, None)
        except csv.Error as failure:
            raise BadImport(
                Words("cette ligne CSV est mal formée", f"this CSV row is malformed ({failure})"),
                Words("vérifiez les guillemets de cette ligne", "check the quotes of this row"),
                line=max(1, reader.line_num)) from failure
        if row is None:
            return
        if 0 < width < len(row) and delimiter == ";":
            row = _with_characters(row)
        width = max(width, len(row))
        if mark == '"':
            _refuse_swallowed(typed[begun:reader.line_num], delimiter, width,
                              begun + 1 + bool(sep), file)
        if len(row) > MAX_COLUMNS:
            raise BadImport(
                Words(f"ce tableau a plus de {MAX_COLUMNS} colonnes",
                      f"this table has more than {MAX_COLUMNS} columns"),
                Words("ne gardez que celles des lieux", "keep only those of the places"),
                line=reader.line_num, code="too-large")
        yield row


def _with_characters(row: Sequence[str]) -> list[str]:
    """A row whose cells were cut at the semicolons of HTML's characters: ``m&eacute;di&eacute;``.
    """
    joined: list[str] = []
    for cell in row:
        tail = _CHARACTER.search(joined[-1]) if joined else None
        if tail and unescape(f"{tail[0]};") != f"{tail[0]};":
            joined[-1] += f";{cell}"
        else:
            joined.append(cell)
    return joined


def _refuse_swallowed(lines: Sequence[str], delimiter: str, width: int, number: int,
                      file: Left) -> None:
    """Raise `BadImport` where a quote that nobody closed made one cell of several rows; quotes
    within a quoted cell are only told."""
    if not any('"' in line for line in lines[:1]):
        return
    try:
        for _ in csv.reader(lines, delimiter=delimiter, strict=True):
            pass
    except csv.Error as failure:
        rows = sum(line.count(delimiter) >= max(2, width - 1) for line in lines)
        if "end of data" not in str(failure) and rows < 2:
            file.out(f"ligne {number} : des guillemets seuls dans une cellule entre guillemets : "
                     "relisez-la",
                     f"row {number}: lone quotes within a quoted cell: proofread it")
            return
        raise BadImport(
            Words("un guillemet ouvert à cette ligne n’est pas refermé avant les suivantes",
                  "a quote that this row opens is not closed before the rows that follow"),
            Words("refermez-le à la fin de la cellule, ou retirez-le",
                  "close it at the end of the cell, or remove it"), line=number) from failure


def _understood(line: str, delimiter: str) -> int:
    try:
        row = next(csv.reader([line[:20_000]], delimiter=delimiter), [])
    except csv.Error:
        return 0
    return sum(bool(field_of(header)[0]) for header in row[:MAX_COLUMNS])
