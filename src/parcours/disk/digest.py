"""Digests: what a kept thing was made from, our own code included."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path

from parcours import HERE

SIZE = 16
"""Bytes of a digest, where nothing else is asked."""


def digest(content: bytes) -> str:
    """Of one text, in hexadecimal."""
    return blake2b(content, digest_size=SIZE).hexdigest()


def digest_all(parts: Iterable[str | bytes], size: int = SIZE) -> str:
    """Of several texts, each ended by a zero byte, in hexadecimal."""
    taken = blake2b(digest_size=size)
    for part in parts:
        taken.update(part if isinstance(part, bytes) else part.encode("utf-8", "surrogateescape"))
        taken.update(b"\0")
    return taken.hexdigest()


@cache
def code(here: Path = HERE) -> str:
    """Of all that decides what we make: our modules, templates, scripts, texts and words.

    A file that moves to another package changes it, too.
    """
    return digest_all(part for path in files(here) if "__pycache__" not in path.split(os.sep)
                      for part in (os.path.relpath(path, here), Path(path).read_bytes()))


def files(folder: str | Path) -> Iterator[str]:
    """The path of every file below a folder, in an order that is always the same; links to
    folders are not followed."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_dir(follow_symlinks=False):
                yield from files(entry.path)
            elif entry.is_file():
                yield entry.path
