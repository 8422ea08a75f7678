"""Digests: what a kept thing was made from, our own code included."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path

from parcours import HERE, STARTED_NS

SIZE = 16
"""Bytes of a digest, where nothing else is asked."""
_ONCE = os.urandom(SIZE)
"""Of this process and those that it forks, and of no other."""


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

    A file that moves to another package changes it, too. Where one was written since this process
    began, as an update does, nobody knows which of both is running: the digest is then that of no
    other process, so that nothing is kept in the name of code that did not make it.
    """
    ours = [path for path in files(here) if "__pycache__" not in path.split(os.sep)]
    whole = [part for path in ours
             for part in (os.path.relpath(path, here).encode(), Path(path).read_bytes())]
    newest = max(os.stat(path).st_mtime_ns for path in ours)  # after reading: it may be this moment
    return digest_all([*whole, _ONCE] if newest > STARTED_NS else whole)


def files(folder: str | Path) -> Iterator[str]:
    """The path of every file below a folder, in an order that is always the same; links to
    folders are not followed."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_dir(follow_symlinks=False):
                yield from files(entry.path)
            elif entry.is_file():
                yield entry.path
