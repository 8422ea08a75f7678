"""QR codes are read back by a reader that knows nothing of how they were made."""

from __future__ import annotations

import re

import numpy as np
import pytest
import zxingcpp

from parcours.render.pages import qr

ADDRESS = "https://parcours.example.org/en/parcours/"


def image(rows: list[str], scale: int = 4) -> np.ndarray:
    """The code as a picture."""
    dark = np.array([[module == "1" for module in row] for row in rows])
    return np.kron(np.where(dark, 0, 255), np.ones((scale, scale))).astype(np.uint8)


def drawn(made: qr.Code) -> list[str]:
    """The modules of a code as its path draws them, margin included."""
    rows = [["0"] * made.side for _ in range(made.side)]
    for x, y, run in re.findall(r"M(\d+) (\d+)\.5h(\d+)", made.path):
        rows[int(y)][int(x):int(x) + int(run)] = "1" * int(run)
    return ["".join(row) for row in rows]


def read(rows: list[str]) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(image(rows))]


@pytest.mark.parametrize("address", [
    ADDRESS, f"{ADDRESS}la-gascogne-en-train/", "https://é.fr/", ADDRESS + "a-long-name-" * 12])
def test_what_the_path_draws_is_read_back(address: str) -> None:
    """Short, long, beyond ASCII: the reader finds the address and nothing else."""
    made = qr.code(address)
    assert read(drawn(made)) == [address]
    assert {row[:4] + row[-4:] for row in drawn(made)} == {"0" * 8}


def test_a_stain_is_mended() -> None:
    """Level M mends a tenth of the modules: a code with a stain is still read."""
    rows = drawn(qr.code(ADDRESS))
    middle = len(rows) // 2
    stained = [row[:middle] + "1111" + row[middle + 4:] if middle <= y < middle + 4 else row
               for y, row in enumerate(rows)]
    assert stained != rows
    assert read(stained) == [ADDRESS]


def test_the_same_twice() -> None:
    """A code depends on its address alone."""
    assert qr.code(ADDRESS) == qr.code(ADDRESS)
