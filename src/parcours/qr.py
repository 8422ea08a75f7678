"""The address of a page as a QR code, for paper: a phone reads it and opens the page.

Bytes at level M with mask 3, versions 1 to 6 (ISO/IEC 18004). A library takes 2 ms for each code,
twice what the rest of a page takes; the tests hold every module against one.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from operator import itemgetter
from typing import Any, NamedTuple

_BLOCKS = {1: (1, 16, 10), 2: (1, 28, 16), 3: (1, 44, 26), 4: (2, 32, 18), 5: (2, 43, 24),
           6: (4, 27, 16)}
"""By version: blocks, bytes of data in each, bytes of correction in each."""
_QUIET = 4
"""Light modules on every side, as the standard asks."""
_FORMAT = "101101101001011"
"""Level M and mask 3, with their own correction."""
_RUN = re.compile("1+")
_INVERSE = str.maketrans("01", "10")


class Code(NamedTuple):
    """A code ready to draw: its side in modules, margin included, and the path of its rows."""

    side: int
    path: str
    """For a stroke one module wide."""


def code(address: str) -> Code | None:
    """The code of an address; None for one of more than 106 bytes."""
    rows = modules(address)
    if rows is None:
        return None
    drawn = []
    for y, row in enumerate(rows, _QUIET):
        runs = [run.span() for run in _RUN.finditer(row)]
        drawn.append(f"M{runs[0][0] + _QUIET} {y}.5h{runs[0][1] - runs[0][0]}")
        drawn += [f"m{start - before} 0h{end - start}"
                  for (_, before), (start, end) in pairwise(runs)]
    return Code(len(rows) + 2 * _QUIET, "".join(drawn))


def modules(address: str) -> list[str] | None:
    """The rows of the code without its margin, ``1`` for a dark module."""
    text = address.encode()
    room = (version for version, (blocks, data, _) in _BLOCKS.items()
            if len(text) <= blocks * data - 2)
    version = next(room, 0)
    if not version:
        return None
    blocks, data, correction = _BLOCKS[version]
    # the mode in 4 bits, the length in 8, the text, 4 bits that end it, and filling
    head = (0x4 << 8 | len(text)) << 8 * len(text) | int.from_bytes(text)
    filled = (head << 4).to_bytes(len(text) + 2) + b"\xec\x11" * blocks * data
    parts = [filled[n * data:(n + 1) * data] for n in range(blocks)]
    tails = [_remainder(part, correction) for part in parts]
    woven = bytes(byte for group in (parts, tails) for column in zip(*group, strict=True)
                  for byte in column)
    bits = f"{int.from_bytes(woven):0{8 * len(woven)}b}" + "0" * (7 if version > 1 else 0)
    side = 17 + 4 * version
    drawn = "".join(_picker(version)(f"{bits}{bits.translate(_INVERSE)}01"))
    return [drawn[n:n + side] for n in range(0, side * side, side)]


@cache
def _picker(version: int) -> itemgetter[Any]:
    """What takes every module, row by row, from the bits, the bits inverted, and ``01``."""
    side = 17 + 4 * version
    fixed = _fixed(side)
    order = [(y, x) for pair, right in enumerate([*range(side - 1, 6, -2), 5, 3, 1])
             for step in range(side) for x in (right, right - 1)
             if (y := side - 1 - step if pair % 2 == 0 else step, x) not in fixed]
    count = len(order)
    place = {at: n + count * (sum(at) % 3 == 0) for n, at in enumerate(order)}
    place |= {at: 2 * count + dark for at, dark in fixed.items()}
    return itemgetter(*(place[y, x] for y in range(side) for x in range(side)))


def _fixed(side: int) -> dict[tuple[int, int], int]:
    """The modules that hold no data, by row and column; 1 is dark."""
    found = {}
    for n in range(side):  # what counts the rows and columns
        found[6, n] = found[n, 6] = 1 - n % 2
    for top, left in ((0, 0), (0, side - 7), (side - 7, 0)):  # three eyes
        for y in range(max(0, top - 1), min(side, top + 8)):
            for x in range(max(0, left - 1), min(side, left + 8)):
                ring = max(abs(y - top - 3), abs(x - left - 3))
                found[y, x] = int(ring in (0, 1, 3))
    if side > 21:
        for y in range(side - 9, side - 4):
            for x in range(side - 9, side - 4):
                found[y, x] = int(max(abs(y - side + 7), abs(x - side + 7)) != 1)
    around = [0, 1, 2, 3, 4, 5, 7, 8]
    for bit, near, far in zip(_FORMAT, [(8, x) for x in around] + [(y, 8) for y in around[6::-1]],
                              [(side - 1 - n, 8) for n in range(7)]
                              + [(8, side - 8 + n) for n in range(8)], strict=True):
        found[near] = found[far] = int(bit)
    found[side - 8, 8] = 1
    return found


def _remainder(data: bytes, correction: int) -> bytes:
    """The bytes that correct a block (Reed and Solomon)."""
    table, shift, left = _products(correction), 8 * (correction - 1), 0
    for byte in data:
        lead = byte ^ left >> shift
        left = (left & (1 << shift) - 1) << 8 ^ table[lead]
    return left.to_bytes(correction)


@cache
def _products(correction: int) -> list[int]:
    """Every byte times the generator of that degree, its leading term left out."""
    generator = [1]
    root = 1
    for _ in range(correction):
        generator = [a ^ _times(b, root)
                     for a, b in zip([*generator, 0], [0, *generator], strict=True)]
        root = _times(root, 2)
    return [int.from_bytes(bytes(_times(byte, part) for part in generator[1:]))
            for byte in range(256)]


def _times(a: int, b: int) -> int:
    """Product in the field of 256 elements that QR codes use."""
    product = 0
    while b:
        if b & 1:
            product ^= a
        a = a << 1 ^ (0x11D if a & 0x80 else 0)
        b >>= 1
    return product
