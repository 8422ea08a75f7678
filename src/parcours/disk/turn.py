"""One at a time: who writes into a folder holds it, and who comes later waits for its turn.

The folder itself is locked, so that no file is left behind and a killed process lets go at once;
programs that it began and that go on without it still hold it, where they were let have the lock.
Where the system has no such locks (Windows), nobody waits.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # not on this system
    fcntl = None  # type: ignore[assignment]

_FLOCK = re.compile(r"FLOCK\s+ADVISORY\s+\w+\s+(\d+)\s+\S+:(\d+) ")


@contextmanager
def turn(folder: Path, *, shared: bool = False,
         waiting: Callable[[int | None], None] = lambda _: None) -> Iterator[bool]:
    """Hold a folder for as long as the block takes; whether it had to be made for that.

    ``shared`` is for who only reads: readers go together, and no writer beside them. Where one has
    to wait, ``waiting`` is told first, with the number of the process that works there, if known.
    """
    kind = 0 if fcntl is None else fcntl.LOCK_SH if shared else fcntl.LOCK_EX
    told = False
    while True:
        made = _made(folder)
        if fcntl is None:
            yield made
            return
        held = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
        os.set_inheritable(held, True)  # see `publish.workspace.run`
        try:
            try:
                fcntl.flock(held, kind | fcntl.LOCK_NB)
            except BlockingIOError:
                if not told:
                    waiting(_holder(held))
                told = True
                fcntl.flock(held, kind)
            if _still(folder, held):
                yield made
                return
        finally:
            os.close(held)  # and with it the lock
        # it was renamed or removed while we waited: the name is another folder's by now


def _made(folder: Path) -> bool:
    """Make a folder; whether it was not there."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        folder.mkdir()
    except FileExistsError:
        return False
    return True


def _still(folder: Path, held: int) -> bool:
    with suppress(FileNotFoundError):
        return os.path.samestat(os.fstat(held), os.stat(folder))
    return False


def _holder(held: int) -> int | None:
    """The number of a process that holds this folder, where the system tells."""
    with suppress(OSError):
        for number, inode in _FLOCK.findall(Path("/proc/locks").read_text("ascii")):
            if int(inode) == os.fstat(held).st_ino:
                return int(number)
    return None
