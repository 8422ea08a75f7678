"""Two names on one disk change places, so that neither is missing for a moment."""

from __future__ import annotations

import ctypes
import os
import sys
from functools import cache
from pathlib import Path
from typing import Any

_HERE = -100
"""AT_FDCWD: paths are told from the current folder."""
_EXCHANGE = 2
"""RENAME_EXCHANGE, of renameat2(2)."""


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change places; False where this system or disk has no such move."""
    rename = _renameat2()
    return rename is not None and rename(
        _HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0


@cache
def _renameat2() -> Any:
    if not sys.platform.startswith("linux"):
        return None
    found = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if found is not None:
        found.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p,
                          ctypes.c_uint)
    return found
