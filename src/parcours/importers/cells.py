"""The rows of a table and their cells, whatever program wrote them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from parcours.diagnostics.diagnostic import Words
from parcours.importers import untrusted
from parcours.importers.found import BadImport

MAX_COLUMNS = 200
MAX_ROWS = 4 * untrusted.MAX_OBJECTS
MAX_SHEETS = 50
_DAY_ZERO = date(1900, 1, 1)
"""Up to here go the days that spreadsheets number 0 and 1."""


class Linked(str):
    """The words of a cell that lead to an address."""

    __slots__ = ("address",)
    address: str


def linked(words: str, address: str) -> Linked:
    """Words with the address that they lead to."""
    found = Linked(words)
    found.address = address
    return found


Cell = object
"""Text, a number, a date, a time, a truth, or None."""
Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class SheetOfRows:
    """One sheet: its name, its rows with their numbers from 1, empty ones left out."""

    name: str
    rows: tuple[tuple[int, Row], ...]
    hidden: bool = False
    told: tuple[Words, ...] = ()
    """What is to be said of its rows and cells, if they are read."""


def filled(rows: Iterator[Row], name: str) -> tuple[tuple[int, Row], ...]:
    """The rows that hold anything, with their numbers; refused when there are too many."""
    found: list[tuple[int, Row]] = []
    for number, row in enumerate(rows, 1):
        if any(cell not in (None, "") for cell in row):
            found.append((number, row))
        if len(found) > untrusted.MAX_OBJECTS + 50:
            where = f" (« {name} »)" if name else ""
            raise BadImport(Words(
                f"ce tableau a plus de {untrusted.MAX_OBJECTS} lignes{where}",
                f"this table has more than {untrusted.MAX_OBJECTS} rows"), untrusted.SPLIT,
                code="too-large")
    return tuple(found)


def as_text(cell: Cell) -> str:
    """A cell as one reads it in the spreadsheet; a whole number has no decimals."""
    if isinstance(cell, bool) or cell is None:
        return "" if cell is None else str(cell).lower()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        if cell.date() <= _DAY_ZERO:  # a time alone, in a cell that would show a date as well
            return cell.time().isoformat()
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


def column_of(letters: str) -> int:
    """The index of a column by its letters, at most three."""
    from openpyxl.utils import column_index_from_string  # type: ignore[import-untyped]

    return int(column_index_from_string(letters)) - 1


def letters_of(column: int) -> str:
    """A column by its letters."""
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(column + 1))
