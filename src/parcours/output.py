"""The only module that writes: a set of files, all of it or nothing.

Files go to a staging folder first. Only when every one of them is there does `commit` move them
into place, by renames that a journal repeats if the process dies between two of them; a build that
fails or is killed earlier leaves the former output untouched. A manifest remembers what we made:
what we make no more is removed, and what we did not make is never touched.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

_STATE = ".parcours"
_GENERATED = ("parcours", "lieux", "territoires", "assets")
"""The folders below ``docs/<lang>/`` that may hold files of ours."""


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file to be: its path below the docs folder, with forward slashes, and its bytes."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Staged:
    """A file written to the staging folder, waiting for `commit`; ``temporary`` is empty where
    the file in place already has these bytes."""

    path: str
    temporary: str


class ForeignFileError(Exception):
    """A file that we did not make stands where one of ours must go."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


class Output:
    """The docs folder, seen as the set of files that we own in it."""

    def __init__(self, docs: Path) -> None:
        self.docs = docs
        self.state = docs / _STATE
        self.staging = self.state / "staging"
        self._journal = self.state / "journal.json"
        self._manifest = self.state / "manifest.json"
        self.owned: frozenset[str] = frozenset()

    def open(self) -> None:
        """Finish a commit that was cut off, then read what we own. Call before staging."""
        self.docs.mkdir(parents=True, exist_ok=True)
        for folder in (self.state, *self.docs.glob("??"), *(
                path for name in _GENERATED for path in self.docs.glob(f"??/{name}"))):
            if folder.is_symlink():  # it would let our writes and removals leave the docs folder
                raise ForeignFileError(folder)
        if self._journal.exists():
            self._replay(json.loads(self._journal.read_text("utf-8")))
        shutil.rmtree(self.staging, ignore_errors=True)
        self.staging.mkdir(parents=True)
        if self._manifest.exists():
            written = json.loads(self._manifest.read_text("utf-8"))
            self.owned = frozenset(path for path in written if _is_ours(path))

    def stage(self, files: Iterable[OutputFile], label: str) -> Iterator[Staged]:
        """Write files aside, skipping those already in place; ``label`` is one a process."""
        for n, file in enumerate(files):
            if not _is_ours(file.path):
                raise ValueError(f"not a generated path: {file.path}")
            if file.path in self.owned and self._in_place(file):
                yield Staged(file.path, "")
                continue
            name = f"{label}-{n}"
            descriptor = os.open(self.staging / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
            try:
                written = os.write(descriptor, file.content)
                while written < len(file.content):  # a full disk raises; a signal may cut short
                    written += os.write(descriptor, file.content[written:])
            finally:
                os.close(descriptor)
            yield Staged(file.path, name)

    def commit(self, staged: Iterable[Staged], *, partial: bool = False) -> int:
        """Move every staged file into place and remove what we own and no longer make.

        ``partial`` keeps the files of ours that are not in ``staged``. Returns how many files
        changed. Raises `ForeignFileError`, before anything moves, when a target is not ours.
        """
        files = {file.path: file for file in staged}
        moves = [(file.temporary, file.path) for file in files.values() if file.temporary]
        for _, path in moves:
            target = self.docs / path
            if path not in self.owned and target.exists() and not self._same_as_staged(
                    target, files[path]):
                raise ForeignFileError(target)
        gone = [] if partial else sorted(self.owned - files.keys())
        owned = self.owned | files.keys() if partial else frozenset(files)
        if not moves and not gone and owned == self.owned:
            return 0
        journal = {"moves": moves, "gone": gone, "manifest": sorted(owned)}
        _write_whole(self._journal, json.dumps(journal))
        self._replay(journal)
        self.owned = owned
        return len(moves) + len(gone)

    def close(self) -> None:
        """Forget what was staged and not committed."""
        shutil.rmtree(self.staging, ignore_errors=True)

    def _replay(self, journal: Mapping[str, object]) -> None:
        """Carry a journal out; may be repeated from any point."""
        made: set[str] = set()
        for temporary, path in _pairs(journal.get("moves")):
            if not _is_ours(path) or "/" in temporary or temporary.startswith("."):
                continue  # a journal that came with a pull request does not reach outside
            source, target = f"{self.staging}/{temporary}", f"{self.docs}/{path}"
            folder = target.rpartition("/")[0]
            if folder not in made:
                os.makedirs(folder, exist_ok=True)
                made.add(folder)
            try:
                os.replace(source, target)
            except FileNotFoundError:
                continue  # moved before the process died
        gone = journal.get("gone")
        for path in gone if isinstance(gone, list) else []:
            if isinstance(path, str) and _is_ours(path):
                self._remove(path)
        manifest = journal.get("manifest")
        if isinstance(manifest, list):
            _write_whole(self._manifest, json.dumps(manifest, indent=0))
        self._journal.unlink(missing_ok=True)

    def _remove(self, path: str) -> None:
        target = self.docs / path
        target.unlink(missing_ok=True)
        for folder in target.parents:
            if folder == self.docs or folder.parent == self.docs:
                break
            try:
                folder.rmdir()  # only when empty: a neighbour's file keeps it
            except OSError:
                break

    def _in_place(self, file: OutputFile) -> bool:
        try:
            with open(f"{self.docs}/{file.path}", "rb") as there:
                return there.read() == file.content
        except OSError:
            return False

    def _same_as_staged(self, target: Path, staged: Staged) -> bool:
        try:
            return target.read_bytes() == (self.staging / staged.temporary).read_bytes()
        except OSError:
            return False


def _is_ours(path: str) -> bool:
    """Whether a path is of the form ``<lang>/<generated folder>/…`` and stays there."""
    parts = path.split("/")
    return (len(parts) >= 3 and parts[1] in _GENERATED and len(parts[0]) == 2
            and not any(part in ("", ".", "..") for part in parts) and "\\" not in path)


def _pairs(moves: object) -> list[tuple[str, str]]:
    return [(str(a), str(b)) for a, b in moves] if isinstance(moves, list) else []


def _write_whole(path: Path, text: str) -> None:
    aside = path.with_suffix(".tmp")
    aside.write_text(text, "utf-8")
    os.replace(aside, path)
