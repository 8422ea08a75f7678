"""Files and folders that are whole or not there at all.

Each is made beside its place, under a name of its own, and renamed.
"""

from __future__ import annotations

import glob
import os
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from stat import S_IMODE
from threading import get_native_id

_ASIDE = ".tmp"


class ForeignFileError(Exception):
    """A file that we did not make stands where one of ours must go."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


def write(path: Path, content: str | bytes | Iterable[bytes], mode: int | None = None) -> None:
    """Put a file in its place in one move, over one that is there; ``mode`` is its permissions.
    What is long may come in pieces.

    Raises `OSError`; the former file then stands. Its folder must exist.
    """
    aside = _beside(path)
    aside.unlink(missing_ok=True)  # never through a link that was put there
    try:
        with aside.open("xb") as fresh:
            if isinstance(content, str):
                content = content.encode()
            fresh.writelines([content] if isinstance(content, bytes) else content)
        if mode is not None:
            aside.chmod(mode)
        os.replace(aside, path)
    finally:
        aside.unlink(missing_ok=True)


def rewrite(path: Path, content: str | bytes) -> None:
    """Put new content in the place of an editor's file; its permissions stay."""
    write(path, content, S_IMODE(path.stat().st_mode))


def renew(path: Path, content: str | bytes) -> bool:
    """Write a file, in a folder that need not be there yet, unless it holds this already; say
    whether it was written. A file left alone keeps its time."""
    content = content.encode() if isinstance(content, str) else content
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    write(path, content)
    return True


def renew_all(root: Path, files: Mapping[str, str]) -> list[str]:
    """Renew files by their paths below ``root``; say which were not so already, in order."""
    return [path for path, text in sorted(files.items()) if renew(root / path, text)]


def create(path: Path, content: bytes) -> None:
    """Write a file where none is; raises `ForeignFileError` where anything has that name."""
    try:
        fresh = path.open("xb")
    except FileExistsError:
        raise ForeignFileError(path) from None
    try:
        with fresh:
            fresh.write(content)
    except BaseException:  # a full disk, or an interruption
        path.unlink(missing_ok=True)
        raise


@contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """An empty folder to fill, which is renamed to ``path`` at the end of a block that succeeds.

    Raises `OSError` where ``path`` is by then a folder with something in it.
    """
    aside = _beside(path)
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    try:
        yield aside
        os.replace(aside, path)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def sweep(folder: Path) -> None:
    """Remove what killed processes left in a folder, which need not be there. Nobody else may be
    writing into that folder."""
    for left in folder.glob(f".*{_ASIDE}"):
        if left.is_symlink() or left.is_file():
            left.unlink(missing_ok=True)
        else:
            shutil.rmtree(left, ignore_errors=True)


def clear(path: Path) -> None:
    """Let nothing have this name: what cannot be removed, for the rights of what is in it, gets
    another one, and is tried again the next time."""
    for left in (path, *path.parent.glob(f"{glob.escape(path.name)}.[0-9]*")):
        if left.is_symlink() or left.is_file():
            left.unlink(missing_ok=True)
        else:
            shutil.rmtree(left, ignore_errors=True)
    if os.path.lexists(path):
        os.rename(path, path.with_name(f"{path.name}.{time.time_ns()}"))


def _beside(path: Path) -> Path:
    """A name that no other process or thread uses, on the same disk."""
    return path.with_name(f".{path.name}.{os.getpid()}-{get_native_id()}{_ASIDE}")
