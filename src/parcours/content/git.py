"""What git remembers of a folder: the only module that runs it, and it only ever reads.

Contents come as bytes straight from git's store: no filter, hook or attribute of the repository
has a say in them, and nothing in them is executed.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO, cast

_ABSENT = "0"
"""What git writes, many times over, for a file that is not there."""
_CHUNK = 1 << 20
_MOST_PATHS = 300
"""Named on one command line; for more git looks at the whole folder."""
_OF_HOOKS = {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR",
             "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE"}
_FILES = ("100644", "100755")
"""The modes of plain files; links and modules of other repositories are left out."""


class NoSuchRevisionError(Exception):
    """A revision that the repository does not know, or no repository at all."""


@dataclass(frozen=True, slots=True)
class Change:
    """One file before and after one commit, as the names of its contents."""

    path: str
    """From the top of the repository, with forward slashes."""
    on: date
    before: str
    after: str
    """Empty for what lies in the working folder and is not committed."""


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository on this machine."""

    top: Path

    def commit(self, revision: str) -> str:
        """The commit that a revision names; raises `NoSuchRevisionError`."""
        found = _git(self.top, "rev-parse", "--verify", "--quiet", "--end-of-options",
                     f"{revision}^{{commit}}")
        if found is None:
            raise NoSuchRevisionError(revision)
        return found.decode().strip()

    def parting(self, one: str, other: str) -> str:
        """The commit at which two parted; the first of them where their past is not known."""
        found = _git(self.top, "merge-base", one, other)
        return found.decode().split()[0] if found else one

    def files(self, commit: str, folder: str) -> dict[str, str]:
        """The plain files below a folder at a commit: their paths, and the names of their
        contents."""
        listed = _git(self.top, "ls-tree", "-r", "-z", "--full-tree", commit, "--", folder or ".")
        files = {}
        for entry in (listed or b"").split(b"\0"):
            about, _, path = entry.partition(b"\t")
            mode, _, rest = os.fsdecode(about).partition(" ")
            if mode in _FILES:
                files[os.fsdecode(path)] = rest.partition(" ")[2]
        return files

    def contents(self, names: Iterable[str], most: int) -> Iterator[tuple[str, int, bytes]]:
        """Each named content once: its name, its size, and its first ``most`` bytes."""
        with tempfile.TemporaryFile() as asked:  # a file, as two pipes could wait on each other
            asked.write("".join(f"{name}\n" for name in dict.fromkeys(names)).encode())
            asked.seek(0)
            with subprocess.Popen(_command(self.top, "cat-file", "--batch"), env=_environment(),
                                  stdin=asked, stdout=subprocess.PIPE,
                                  stderr=subprocess.DEVNULL) as git:
                told = cast(BinaryIO, git.stdout)
                for line in told:
                    name, kind, *size = line.decode().split()
                    if kind == "missing":
                        continue
                    left = int(size[0])
                    content = told.read(min(left, most))
                    yield name, left, content
                    left += 1 - len(content)  # and the line break after it
                    while left:
                        left -= len(told.read(min(left, _CHUNK)))

    def changes(self, paths: Iterable[str], since: date, today: date) -> list[Change]:
        """How these files, and maybe others, changed from a day on, in any order; what is not
        committed is dated ``today``. A file's first appearance is no change."""
        wanted = sorted(paths)
        if len(wanted) > _MOST_PATHS:
            wanted = [os.path.commonpath(wanted) or "."]  # the caller picks what it asked for
        logged = _git(self.top, "log", "-m", "--format=%x01%cs", "--raw", "--no-abbrev", "-z",
                      "--no-renames", "--no-ext-diff", f"--since={since} 00:00", "--", *wanted)
        found: list[Change] = []
        for told in (logged or b"").split(b"\x01")[1:]:
            day, _, raw = told.partition(b"\0")
            found += _changes(raw.strip(b"\n"), date.fromisoformat(day.decode().strip()))
        pending = _git(self.top, "diff", "--raw", "--no-abbrev", "-z", "--no-renames",
                       "--no-ext-diff", "HEAD", "--", *wanted)
        return found + list(_changes(pending or b"", today))

    def is_shallow(self) -> bool:
        """Whether only the last commits were fetched, or git does not say."""
        return _git(self.top, "rev-parse", "--is-shallow-repository") != b"false\n"

    def touched(self, folder: Path) -> Iterator[tuple[date, str]]:
        """Each day on which a commit added or changed a file directly or deeper in a folder, with
        the file's path from the top."""
        logged = _git(self.top, "log", "--format=%x01%cs", "--name-only", "-z", "--no-renames",
                      "--no-ext-diff", "--diff-filter=AM", "--", str(folder.resolve()))
        for told in (logged or b"").split(b"\x01")[1:]:
            day, _, paths = told.partition(b"\0")
            on = date.fromisoformat(day.decode().strip())
            for path in paths.strip(b"\n").split(b"\0"):
                if path:
                    yield on, os.fsdecode(path)


def repository_of(folder: Path) -> Repository | None:
    """The repository that a folder lies in; None when it lies in none, or git is not there."""
    top = _git(folder, "rev-parse", "--show-toplevel")
    return Repository(Path(os.fsdecode(top.rstrip(b"\n")))) if top else None


def _changes(raw: bytes, on: date) -> Iterator[Change]:
    """The entries ``:mode mode before after status NUL path NUL``."""
    parts = iter(os.fsdecode(raw).split("\0"))
    for about, path in zip(parts, parts, strict=False):
        _, _, before, after, _ = about.split()
        if before.strip(_ABSENT):
            yield Change(path, on, before, after.strip(_ABSENT) and after)


def _git(folder: Path, *args: str) -> bytes | None:
    """What git says, or None when it fails."""
    try:
        done = subprocess.run(_command(folder, *args), env=_environment(), capture_output=True,
                              check=False, stdin=subprocess.DEVNULL)
    except OSError:  # git is not installed, or the folder is gone
        return None
    return done.stdout if done.returncode == 0 else None


def _command(folder: Path, *args: str) -> list[str]:
    return ["git", "--literal-pathspecs", "--no-replace-objects", "-c", "core.fsmonitor=false",
            "-C", str(folder), *args]


def _environment() -> Mapping[str, str]:
    """Ours without what a hook sets, which would lead git to another repository."""
    kept = {name: value for name, value in os.environ.items() if name not in _OF_HOOKS}
    return {**kept, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
