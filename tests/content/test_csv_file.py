"""What all tables of the folder have in common: where a row stands, and what ends the reading."""

from __future__ import annotations

import pytest

from parcours.content.csv_file import Cells, cell_span, read_rows, wrong_width
from parcours.diagnostics.diagnostic import Diagnostic, Span, Words
from parcours.source.tree import MAX_FAULTS


def read(text: str) -> tuple[list[tuple[int, str]], list[Diagnostic]]:
    """The lines and first cells of the sound rows, and the faults."""
    faults: list[Diagnostic] = []

    def first(cells: Cells) -> str:
        if None in cells:
            raise wrong_width(Words("une ligne est a,b", "a row is a,b"))
        return str(cells["a"])

    return [(span.line, made) for span, _, made in read_rows(
        text, "x.csv", lambda _: (), first, faults)], faults


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_row_is_a_row_however_the_system_ends_its_lines(end: str) -> None:
    """Tables of old Macs, too, were a fault of their first line."""
    assert read(end.join(["\ufeffa,b", "1,2", "3,4", ""])) == ([(2, "1"), (3, "3")], [])


def test_a_row_with_too_many_cells_is_passed_over_and_told_on_its_line() -> None:
    """The others are read."""
    rows, faults = read("a,b\n1,2,3\n4,5\n")
    assert (rows, [fault.span.line for fault in faults]) == ([(3, "4")], [2])


def test_what_is_no_text_is_no_table() -> None:
    """A workbook saved under the name of a table."""
    assert [fault.message.en for fault in read("a,b\n\x00,1\n")[1]] == ["this file is not CSV text"]


def test_no_more_than_a_hundred_faults_are_told() -> None:
    """Past that it is not the table that was meant."""
    assert len(read("a,b\n" + "1,2,3\n" * 200)[1]) == MAX_FAULTS


@pytest.mark.parametrize(("row", "column", "at"), [
    ("1,22,333", "a", (1, 1)), ("1,22,333", "b", (3, 2)), ("1,22,333", "c", (6, 3)),
    ('"1,5",22,3', "a", (1, 5)), ('"1,5",22,3', "b", (7, 2)), ("1,,3", "b", (3, 1)),
    ("1,22,333\r", "c", (6, 3)), ("1,22,333", "d", (1, 1)), ("1,22", "c", (1, 1)),
    ('1,"2', "a", (1, 1))])
def test_a_cell_is_found_on_the_line_of_its_row(
        row: str, column: str, at: tuple[int, int]) -> None:
    """Its first character and its width, quotes and all; the row itself where it is not sure."""
    span = cell_span(f"a,b,c\n{row}\n", ["a", " b", "c"], Span("x.csv", 2), column)
    assert (span.line, span.column, span.width) == (2, *at)


def test_a_long_row_is_looked_at_once() -> None:
    """As long as a table may be."""
    span = cell_span("a,b\n" + '"",' * 500_000 + "1", ["a", "b"], Span("x.csv", 2), "b")
    assert (span.column, span.width) == (4, 2)
