"""A table of the folder, row by row: what all CSV files of an office have in common."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias, TypeVar

from parcours.diagnostics.diagnostic import Diagnostic, Span, Words, error
from parcours.format.scalars import BadScalar
from parcours.source.tree import MAX_FAULTS

Cells: TypeAlias = Mapping[Any, Any]
"""By column; under None what stands past the last one, and None for a cell that is not there."""
T = TypeVar("T")


def read_rows(text: str, file: str, heading_faults: Callable[[Sequence[str]], Iterable[Diagnostic]],
              made_of: Callable[[Cells], T],
              faults: list[Diagnostic]) -> Iterator[tuple[Span, Cells, T]]:
    """Each sound row: where it stands, as typed, and what is made of it, which raises `BadScalar`.

    What is wrong is added to ``faults``; with a fault in the heading, no row can be trusted.
    """
    if "\x00" in text:
        faults.append(error("bad-value", Span(file), Words(
            "ce fichier n’est pas du texte CSV", "this file is not CSV text")))
        return
    text = text.removeprefix("\ufeff")
    reader = csv.DictReader(io.StringIO(text, newline=""))
    try:
        faults += heading_faults(reader.fieldnames or ())
        if faults:
            return
        for cells in reader:
            if len(faults) >= MAX_FAULTS:
                return
            span = Span(file, reader.line_num)
            try:
                made = made_of(cells)
            except BadScalar as bad:
                at = cell_span(text, reader.fieldnames or (), span, bad.at[0] if bad.at else "")
                faults.append(error(bad.code, at, bad.message, bad.hint))
            else:
                yield span, cells, made
    except csv.Error as failure:
        faults.append(error("bad-value", Span(file, max(1, reader.line_num)), Words(
            "cette ligne CSV est mal formée", f"this CSV row is malformed ({failure})")))


def in_cell(column: str, read: Callable[[str], T], cells: Cells) -> T:
    """What a cell says; raises `BadScalar`, which then knows in which column it stands."""
    try:
        return read(cells[column])
    except BadScalar as bad:
        bad.at = (column,)
        raise


def cell_span(text: str, heading: Sequence[str], row: Span, column: str | int) -> Span:
    """Where a cell stands on the one line of its row; the row itself where it takes several."""
    names = [name.strip() for name in heading]
    lines = text.split("\n", row.line)
    line = lines[row.line - 1].rstrip("\r") if row.line <= len(lines) else ""
    ends, is_quoted = list[int](), False
    for n, char in enumerate(line):
        is_quoted ^= char == '"'
        if char == "," and not is_quoted:
            ends.append(n)
    if not column or column not in names or is_quoted or len(ends) + 1 < len(names):
        return row
    at = names.index(str(column))
    begins = [0, *(end + 1 for end in ends)][at]
    width = [*ends, len(line)][at] - begins
    return replace(row, column=begins + 1, width=max(1, width))


def lacking_columns(lacking: Sequence[str], file: str, hint: Words) -> Diagnostic:
    """The fault of a heading without some of its columns."""
    return error("missing-field", Span(file), Words(
        f"il manque les colonnes {', '.join(lacking)}",
        f"the columns {', '.join(lacking)} are missing"), hint)


def wrong_width(hint: Words) -> BadScalar:
    """The fault of a row with more cells than columns, or fewer."""
    return BadScalar(Words("cette ligne n’a pas le bon nombre de colonnes",
                           "this row has not the right number of columns"), hint)
