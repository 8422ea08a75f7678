"""A table of the folder, row by row: what all CSV files of an office have in common."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
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
                faults.append(error(bad.code, span, bad.message, bad.hint))
            else:
                yield span, cells, made
    except csv.Error as failure:
        faults.append(error("bad-value", Span(file, max(1, reader.line_num)), Words(
            "cette ligne CSV est mal formée", f"this CSV row is malformed ({failure})")))


def lacking_columns(lacking: Sequence[str], file: str, hint: Words) -> Diagnostic:
    """The fault of a heading without some of its columns."""
    return error("missing-field", Span(file), Words(
        f"il manque les colonnes {', '.join(lacking)}",
        f"the columns {', '.join(lacking)} are missing"), hint)


def wrong_width(hint: Words) -> BadScalar:
    """The fault of a row with more cells than columns, or fewer."""
    return BadScalar(Words("cette ligne n’a pas le bon nombre de colonnes",
                           "this row has not the right number of columns"), hint)
