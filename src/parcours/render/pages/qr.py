"""The address of a page as a QR code, for paper: a phone reads it and opens the page."""

from __future__ import annotations

import re
from typing import NamedTuple

_QUIET = 4
"""Light modules on every side, as the standard (ISO/IEC 18004) asks."""
_MASK = 3
"""Any mask can be read; trying all eight for the best takes four times as long."""
_RUN = re.compile("1+")


class Code(NamedTuple):
    """A code ready to draw: its side in modules, margin included, and the path of its rows."""

    side: int
    path: str
    """For a stroke one module wide."""


def code(address: str) -> Code:
    """The code of an address; raises ValueError where it is too long for any code."""
    rows = modules(address)
    path = "".join(f"M{run.start() + _QUIET} {y}.5h{run.end() - run.start()}"
                   for y, row in enumerate(rows, _QUIET) for run in _RUN.finditer(row))
    return Code(len(rows) + 2 * _QUIET, path)


def modules(address: str) -> list[str]:
    """The rows of the code without its margin, ``1`` for a dark module.

    At level M, which mends a stain on an eighth of it.
    """
    import segno  # only a site that knows its address needs it

    made = segno.make_qr(address, error="m", boost_error=False, mask=_MASK)
    return ["".join("01"[module] for module in row) for row in made.matrix]
