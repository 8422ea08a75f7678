"""Files put into a site that is being made: linked to where they are, else copied.

To make a file costs most systems twenty times as much as a link. Two things are linked to: what the
former site has already, and what nobody writes into where it lies, since a new file takes its place
whenever it changes (`Output`, `disk.atomic` and `page_builder` do so). What people write, in
``docs/`` or in the theme, is copied: an editor may save it in place, into the site's own bytes.

A tool that writes into a site in place writes into what was built, too. The next build and
publication mend that, unless a file has its former size and the very time it had.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress

from parcours.publish.sitemap import SITEMAPS

_NOT_OF_ONE_LANGUAGE = SITEMAPS | {"pagefind-entry.json"}
"""Lists of pages and of indexes, which are written for all languages together."""
_FOR_ALL = 0o444
"""That all may read a file."""
_BINARY = getattr(os, "O_BINARY", 0)


class Placing:
    """From anywhere into the ``fresh`` site, which shall take the place of the ``former`` one; that
    is empty where none can be trusted."""

    def __init__(self, fresh: str, former: str) -> None:
        self._fresh, self._former = fresh, former
        self._made: set[str] = set()
        self._label = _label(os.path.dirname(fresh))

    def put(self, name: str, source: str, mtime_ns: int = 0, *,
            shared: bool = False) -> tuple[int, int, bytes | None]:
        """Put a file at its path from the site's root; its size, its time there, and its bytes
        where they had to be read. It gets the time of its source, if no other is told.

        ``shared`` tells that nobody writes into the source. What is there already stays: languages
        share the program of their search.
        """
        about = os.stat(source)
        mtime_ns = mtime_ns or about.st_mtime_ns
        aim, old = f"{self._fresh}/{name}", f"{self._former}/{name}"
        folder = os.path.dirname(aim)
        if folder not in self._made:
            os.makedirs(folder, exist_ok=True)
            self._made.add(folder)
        if shared and about.st_mtime_ns == mtime_ns and about.st_mode & _FOR_ALL == _FOR_ALL and (
                not os.path.islink(source)) and (not self._label or self._label == _label(source)):
            with suppress(OSError):  # on another disk, of another owner, or on one without links
                os.link(source, aim)
                return about.st_size, mtime_ns, None
        with suppress(OSError):  # not in the former site, or on a disk without links
            there = os.stat(old) if self._former else None
            if there and (there.st_size, there.st_mtime_ns) == (about.st_size, mtime_ns) and (
                    there.st_mode & _FOR_ALL == _FOR_ALL):
                os.link(old, aim)
                return about.st_size, mtime_ns, None
        content = _read(source, about.st_size)
        # O_EXCL: never into a file that is there, it may be a link that another process made
        with suppress(FileExistsError):
            made = os.open(aim, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666)
            try:
                left = memoryview(content)
                while left:
                    left = left[os.write(made, left):]
            finally:
                os.close(made)
            os.utime(aim, ns=(mtime_ns, mtime_ns))
        return len(content), mtime_ns, content

    def put_all(self, folder: str, source: str,
                seen: Callable[[str, int, int, bytes | None], None] = lambda *_: None,
                shared: Callable[[str], bool] = lambda _: False) -> None:
        """Put a tree into a folder of the site; of each file is told its path, and what `put`
        gives. ``shared`` says of a path in the tree whether nobody writes into that file."""
        for below, path in _files(source):
            name = f"{folder}/{below}" if folder else below
            seen(name, *self.put(name, path, shared=shared(below)))


def is_of_one_language(name: str) -> bool:
    """Whether a file that a builder made goes into the site as it is."""
    return name.rpartition("/")[2] not in _NOT_OF_ONE_LANGUAGE


def _label(path: str) -> bytes:
    """What SELinux goes by when it lets a server read a file: a new one has it from its folder, and
    a link from where the file was made. Nothing on other systems."""
    try:
        label = os.getxattr(path, "security.selinux")
    except (OSError, AttributeError):
        return b""
    return b":".join(label.rstrip(b"\0").split(b":")[2:])  # but for the user and the role


def _files(folder: str, below: str = "") -> Iterator[tuple[str, str]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _files(entry.path, f"{below}{entry.name}/")
            elif is_of_one_language(entry.name):
                yield f"{below}{entry.name}", entry.path


def _read(source: str, size: int) -> bytes:
    opened = os.open(source, os.O_RDONLY | _BINARY)
    try:
        parts = [os.read(opened, size + 1)]
        while parts[-1]:
            parts.append(os.read(opened, 1 << 20))
    finally:
        os.close(opened)
    return b"".join(parts)
