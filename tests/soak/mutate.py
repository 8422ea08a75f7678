"""Valid samples spoilt at random: cut, repeated, nested, with what readers are known to trip over.

Everything comes from the given random numbers, so that an input can be made again from its seed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

_BITS = (
    b"", b"\n", b"\r\n", b"\t", b" ", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3",
    b"\xed\xa0\x80",
    "é".encode(), "’".encode(), "\u202e".encode(), "\u2028".encode(), "\U0001f33b".encode(),
    "\u00a0".encode(), "\u0660".encode(), "²".encode(), b"'", b'"', b"`", b"\\", b"\\u0000", b"%",
    b"#", b":", b": ", b"- ", b"? ", b"| ", b"> ", b"&a ", b"*a ", b"!!str ", b"{", b"}", b"[",
    b"]",
    b"<", b">", b"</", b"/>", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<!DOCTYPE x>", b"&amp;",
    b"&x;", b"&#0;", b",", b";", b"null", b"true", b"NaN", b"-Infinity", b"1e999", b"-1", b"0",
    b"-0",
    b"9" * 30, b"1e-400", b"0x10", b"1_000", b"24:00", b"25:61", b"2026-02-30", b"0000-00-00",
    b"9999-12-31", b"../x", b"javascript:x", b"https://x", b"{{ 7*7 }}", b"{% x %}", b"[a](b)",
    b"**", b"__", b"](", b"Mo-Su", b"off", b"PH", b"easter", b"lundi", b"a" * 300,
)
_NUMBER = re.compile(rb"-?\d+(?:[.,]\d+)?")
_NUMBERS = (b"0", b"-1", b"1e308", b"nan", b"inf", b"99999999999999999999", b"0.0000001", b"",
            b"1,5", b"-90.0001", b"180", b"2147483648")
_DEEPEST = 400
"""Levels that nesting adds: past every bound of ours, far below what a parser could not bear."""


def spoilt(random: Random, samples: Sequence[bytes], most_bytes: int) -> bytes:
    """One of the samples after up to eight changes, or hardly ever bytes without any sense."""
    if random.random() < 0.02:
        return random.randbytes(random.randrange(300))
    content = random.choice(samples)
    for _ in range(random.choice((1, 1, 1, 2, 2, 3, 5, 8))):
        content = random.choice(_CHANGES)(random, content, samples)
    return content[:most_bytes]


def _spot(random: Random, content: bytes) -> tuple[int, int]:
    """A piece of a text, mostly a short one."""
    start = random.randrange(len(content) + 1)
    return start, min(len(content), start + random.choice((0, 1, 1, 2, 4, 10, 40, 200)))


def _replace(random: Random, content: bytes, _: Sequence[bytes]) -> bytes:
    start, end = _spot(random, content)
    return content[:start] + random.choice(_BITS) + content[end:]


def _drop(random: Random, content: bytes, _: Sequence[bytes]) -> bytes:
    start, end = _spot(random, content)
    return content[:start] + content[end:]


def _repeat(random: Random, content: bytes, _: Sequence[bytes]) -> bytes:
    start, end = _spot(random, content)
    return content[:end] + content[start:end] * random.choice((1, 1, 2, 10, 100)) + content[end:]


def _flip(random: Random, content: bytes, _: Sequence[bytes]) -> bytes:
    if not content:
        return content
    at = random.randrange(len(content))
    return content[:at] + bytes([content[at] ^ (1 << random.randrange(8))]) + content[at + 1:]


def _cut(random: Random, content: bytes, _: Sequence[bytes]) -> bytes:
    return content[:random.randrange(len(content) + 1)]


def _number(random: Random, content: bytes, _: Sequence[bytes]) -> bytes:
    found = list(_NUMBER.finditer(content))
    if not found:
        return content
    one = random.choice(found)
    return content[:one.start()] + random.choice(_NUMBERS) + content[one.end():]


def _line(random: Random, content: bytes, _: Sequence[bytes]) -> bytes:
    """A line goes, comes twice, or moves, or is set in by another width."""
    lines = content.split(b"\n")
    at, other = random.randrange(len(lines)), random.randrange(len(lines))
    match random.randrange(4):
        case 0:
            del lines[at]
        case 1:
            lines.insert(other, lines[at])
        case 2:
            lines[at], lines[other] = lines[other], lines[at]
        case _:
            lines[at] = b" " * random.randrange(9) + lines[at].lstrip()
    return b"\n".join(lines)


def _nest(random: Random, content: bytes, _: Sequence[bytes]) -> bytes:
    start, end = _spot(random, content)
    opens, closes = random.choice(((b"[", b"]"), (b"{", b"}"), (b"<a>", b"</a>"), (b"(", b")"),
                                   (b'{"a":', b"}"), (b"- ", b""), (b"> ", b""), (b"*", b"*")))
    deep = random.choice((1, 3, 30, _DEEPEST))
    return content[:start] + opens * deep + content[start:end] + closes * deep + content[end:]


def _splice(random: Random, content: bytes, samples: Sequence[bytes]) -> bytes:
    """The beginning of one and the end of another."""
    other = random.choice(samples)
    return content[:random.randrange(len(content) + 1)] + other[random.randrange(len(other) + 1):]


def _encode(random: Random, content: bytes, _: Sequence[bytes]) -> bytes:
    text = content.decode("utf-8", "replace")
    return text.encode(random.choice(("utf-16", "utf-16-le", "latin-1", "cp1252", "utf-8-sig")),
                       "replace")


_CHANGES = (_replace, _replace, _replace, _drop, _drop, _repeat, _flip, _flip, _cut, _number,
            _number, _line, _line, _nest, _splice, _encode)
