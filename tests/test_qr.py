"""QR codes are read back by a reader that knows nothing of how they were made."""

from __future__ import annotations

import re

import numpy as np
import pytest
import zxingcpp

from parcours import qr

ADDRESS = "https://parcours.example.org/en/parcours/"


def image(rows: list[str], scale: int = 4) -> np.ndarray:
    """The code as a picture, with its margin."""
    dark = np.array([[module == "1" for module in row] for row in rows])
    return np.kron(np.where(np.pad(dark, 4), 0, 255), np.ones((scale, scale))).astype(np.uint8)


def read(rows: list[str]) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(image(rows))]


@pytest.mark.parametrize("length", range(1, 107))
def test_an_address_of_any_length_is_read_back(length: int) -> None:
    """From one byte to a hundred and six, in every version from 1 to 6."""
    address = (ADDRESS + "abc-défghijklmnopqrstuvwxyz.0123456789/" * 3).encode()[:length]
    text = address.decode("utf-8", "ignore").ljust(length, "x")[:length]
    text = text[:len(text) - (len(text.encode()) - length)]
    rows = qr.modules(text)
    assert rows is not None
    assert len(text.encode()) == length
    assert read(rows) == [text]


def test_a_longer_address_has_no_code() -> None:
    """What does not fit is left out, not cut."""
    assert qr.modules("x" * 107) is None
    assert qr.code("x" * 107) is None


@pytest.mark.parametrize("version", [1, 2, 3, 4, 5, 6])
def test_a_stain_is_mended(version: int) -> None:
    """Level M mends a tenth of the modules: a code with a stain is still read."""
    text = "x" * (14, 26, 42, 62, 84, 106)[version - 1]
    rows = qr.modules(text)
    assert rows is not None
    assert len(rows) == 17 + 4 * version
    middle = len(rows) // 2
    stained = [row[:middle] + "111" + row[middle + 3:] if middle <= y < middle + 3 else row
               for y, row in enumerate(rows)]
    assert stained != rows
    assert read(stained) == [text]


def test_the_path_draws_the_same_modules() -> None:
    """The runs of the path, laid out again, are the rows with their margin."""
    made, rows = qr.code(ADDRESS), qr.modules(ADDRESS)
    assert made is not None
    assert rows is not None
    drawn = [["0"] * made.side for _ in range(made.side)]
    x = y = 0
    for step in re.finditer(r"M(\d+) (\d+)\.5|m(\d+) 0|h(\d+)", made.path):
        at, row, gap, run = (int(part) if part else None for part in step.groups())
        if at is not None and row is not None:
            x, y = at, row
        elif gap is not None:
            x += gap
        elif run is not None:
            drawn[y][x:x + run] = "1" * run
            x += run
    assert ["".join(row) for row in drawn] == [
        *["0" * made.side] * 4, *[f"0000{row}0000" for row in rows], *["0" * made.side] * 4]
