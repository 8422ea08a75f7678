"""The docs folder: a whole set of files is put in place, or none of it.

Files go to a staging folder first. Only when every one of them is there does `commit` move them
into place, by renames that a journal repeats if the process dies between two of them; a build that
fails or is killed earlier leaves the former output untouched. A manifest remembers what we made:
what we make no more is removed, and what we did not make is never touched.
"""

from __future__ import annotations

import filecmp
import json
import os
import re
import shutil
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import NamedTuple, TypeAlias, TypedDict

from parcours.disk.atomic import ForeignFileError, sweep, write
from parcours.publish.workspace import OWNED, UNFINISHED, read_json
from parcours.web.colours import Palette, recoloured

_STATE = UNFINISHED.partition("/")[0]
_GENERATED = ("parcours", "lieux", "territoires", "perturbations", "fauteuil", "reciprocite",
              "donnees",
              "assets")
"""The folders below ``docs/<lang>/`` that may hold files of ours."""
_TOKENS = 1 << 14
"""Of a long text of JSON, written at a time."""
MADE_BY_US = "made_by: parcours"
"""In the front matter of a home page of ours. It alone tells: a manifest may come from anywhere,
and a home page written by hand stands at the same place."""
_NOT_IN_PATHS = re.compile("[\\\\\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file to be: its path below the docs folder, with forward slashes, and its bytes."""

    path: str
    content: bytes


def _in_colours(file: OutputFile, palette: Palette) -> OutputFile:
    """A drawing or a style sheet in the colours of the site; any other file as it is."""
    drawing = file.path.endswith(".svg")
    if palette == Palette() or not (drawing or file.path.endswith(".css")):
        return file
    return OutputFile(file.path, recoloured(
        file.content.decode(), palette, drawing=drawing).encode())


Lies: TypeAlias = tuple[str, int, int]
"""Where a part lies: a file below the docs folder, where in it, and how many bytes."""


class Shares:
    """Where each route's part lies in a file that is joined of parts: tight, since there are some
    twenty such files, and may be thousands of routes."""

    __slots__ = ("_at", "_ids", "_lengths")

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._at, self._lengths = array("Q"), array("Q")

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, id: str, at: int, length: int) -> None:
        """A route's part begins at this byte, and has so many."""
        self._ids.append(id)
        self._at.append(at)
        self._lengths.append(length)

    def by_id(self) -> dict[str, tuple[int, int]]:
        """Where the part of each route begins, and how many bytes it has."""
        return dict(zip(self._ids, zip(self._at, self._lengths, strict=True), strict=True))


@dataclass(frozen=True, slots=True)
class JoinedFile:
    """A file that may be too large to be held at once; its pieces are made as they are written."""

    path: str
    pieces: Iterable[bytes]
    shares: Shares = field(default_factory=Shares)
    """Where each route's part of it lies; filled as the pieces are made."""


@dataclass(frozen=True, slots=True)
class UpToDate:
    """A file of ours that is known to be as it should: nothing has to be written."""

    path: str


class Staged(NamedTuple):
    """A file written to the staging folder, waiting for `commit`; ``temporary`` is empty where
    the file in place already has these bytes. As a pair it is what a journal has of a move."""

    temporary: str
    path: str


class _Journal(TypedDict):
    """What a commit is about to do, written down before it begins."""

    moves: Sequence[tuple[str, str]]
    """From the staging folder to the docs folder."""
    gone: list[str]
    manifest: list[str]


class Output:
    """The docs folder, seen as the set of files that we own in it."""

    def __init__(self, docs: Path, *, made: bool = False) -> None:
        """``made`` tells that the folder was only just made, to be ours."""
        self.palette = Palette()
        """The colours in which drawings and style sheets are written."""
        self.docs = docs
        self.state = docs / _STATE
        self.staging = self.state / "staging"
        self._journal = docs / UNFINISHED
        self._manifest = docs / OWNED
        self.owned: frozenset[str] = frozenset()
        self._made_docs = made
        self._open: dict[str, int] = {}

    def open(self) -> None:
        """Finish a commit that was cut off, then read what we own. Call before staging."""
        self._made_docs |= not self.docs.exists()
        self.docs.mkdir(parents=True, exist_ok=True)
        for folder in (self.state, self.staging):
            if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
                raise ForeignFileError(folder)
        self.owned = frozenset(_ours(read_json(self._manifest))) | self._homes()
        if self._journal.exists():
            self._resume()
        sweep(self.state)
        shutil.rmtree(self.staging, ignore_errors=True)
        self.staging.mkdir(parents=True)

    def __enter__(self) -> Output:
        self.open()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def stage(self, files: Iterable[OutputFile | JoinedFile | UpToDate],
              label: str) -> Iterator[Staged]:
        """Write files aside, skipping those already in place; no other call has this ``label``."""
        for n, file in enumerate(files):
            if not _is_ours(file.path) and not is_home(file.path):
                raise ValueError(f"not a generated path: {file.path}")
            name = f"{label}-{n}"
            if isinstance(file, JoinedFile):
                _write_new(f"{self.staging}/{name}", file.pieces)
                if file.path in self.owned and self._same_as_staged(file.path, name):
                    os.unlink(f"{self.staging}/{name}")
                    name = ""
                yield Staged(name, file.path)
                continue
            if isinstance(file, OutputFile):
                file = _in_colours(file, self.palette)  # noqa: PLW2901
            if isinstance(file, UpToDate) or (file.path in self.owned and self._in_place(file)):
                yield Staged("", file.path)
                continue
            _write_new(f"{self.staging}/{name}", (file.content,))
            yield Staged(name, file.path)

    def put_aside(self, parts: Mapping[str, bytes]) -> dict[str, Lies]:
        """Keep what a file joined later is made of, until this build ends; by the same names."""
        name, lies = f"{_STATE}/staging/_aside.{os.getpid()}", {}
        descriptor = os.open(f"{self.docs}/{name}", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        try:
            at = os.lseek(descriptor, 0, os.SEEK_END)  # another that ended may have had our number
            for key, part in parts.items():
                lies[key] = (name, at, len(part))
                at += len(part)
            _write(descriptor, b"".join(parts.values()))
        finally:
            os.close(descriptor)
        return lies

    def part(self, lies: Lies) -> bytes:
        """What lies there; the file must be of this build, or untouched since the last."""
        name, at, length = lies
        if name not in self._open:
            self._open[name] = os.open(f"{self.docs}/{name}", os.O_RDONLY)
        os.lseek(self._open[name], at, os.SEEK_SET)
        found = os.read(self._open[name], length)
        while len(found) < length:  # a signal may cut short
            more = os.read(self._open[name], length - len(found))
            if not more:
                raise EOFError(name)
            found += more
        return found

    def _homes(self) -> frozenset[str]:
        """The home pages that we made."""
        return frozenset(f"{home.parent.name}/{home.name}" for home in self.docs.glob("??/index.md")
                         if home.is_file() and not home.is_symlink()
                         and MADE_BY_US.encode() in home.read_bytes()[:2000])

    def may_write(self, path: str) -> bool:
        """Whether nothing of somebody else stands there."""
        return path in self.owned or not os.path.lexists(f"{self.docs}/{path}")

    def read(self, file: Staged) -> bytes:
        """The bytes of a staged file, wherever it waits or stands."""
        with open(f"{self.staging}/{file.temporary}" if file.temporary
                  else f"{self.docs}/{file.path}", "rb") as there:
            return there.read()

    def commit(self, staged: Sequence[Staged], *, partial: bool = False) -> int:
        """Move every staged file into place and remove what we own and no longer make.

        ``partial`` keeps the files of ours that are not in ``staged``. Returns how many files
        changed. Raises `ForeignFileError`, before anything moves, when a target is not ours.
        """
        self._close_parts()  # some systems move no file onto one that is open
        made = frozenset(file.path for file in staged)
        if len(made) < len(staged):  # the last one counts
            staged = list({file.path: file for file in staged}.values())
        moves = [file for file in staged if file.temporary]
        self._refuse_foreign(moves)
        gone = [] if partial else sorted(self.owned - made)
        owned = self.owned | made if partial else made
        if not moves and not gone and owned == self.owned:
            return 0
        journal: _Journal = {"moves": moves, "gone": gone, "manifest": sorted(owned)}
        write(self._journal, _in_pieces(journal))
        self._replay(journal)
        self.owned = owned
        return len(moves) + len(gone)

    def close(self) -> None:
        """Forget what was staged and not committed; a first build that failed leaves no trace."""
        self._close_parts()
        if self._journal.exists():
            return  # a commit broke off: the next `open` needs what is staged to finish it
        shutil.rmtree(self.staging, ignore_errors=True)
        with suppress(OSError):
            self.state.rmdir()
            if self._made_docs:
                self.docs.rmdir()

    def _close_parts(self) -> None:
        for descriptor in self._open.values():
            os.close(descriptor)
        self._open.clear()

    def _resume(self) -> None:
        """Finish the commit that a journal tells of.

        It may also have come with a pull request: it is held to all that `commit` holds itself to.
        """
        journal = read_json(self._journal)
        journal = journal if isinstance(journal, dict) else {}
        moves = [(temporary, path) for temporary, path in _pairs(journal.get("moves"))
                 if (_is_ours(path) or (is_home(path) and self.may_write(path)))
                 and self._is_staged(temporary)]
        self._refuse_foreign(moves)
        owned = journal.get("manifest", sorted(self.owned))
        self._replay({"moves": moves, "gone": _ours(journal.get("gone")), "manifest": _ours(owned)})
        self.owned = frozenset(_ours(owned)) | self._homes()

    def _is_staged(self, temporary: str) -> bool:
        """Whether the file waits; one that was moved before the process died does not."""
        if "/" in temporary or _NOT_IN_PATHS.search(temporary):
            return False
        try:
            return S_ISREG(os.lstat(self.staging / temporary).st_mode)
        except OSError:
            return False

    def _refuse_foreign(self, moves: Iterable[tuple[str, str]]) -> None:
        """Raise `ForeignFileError` where something that is not ours is in the way of a move."""
        seen: dict[str, str] = {}
        for temporary, path in moves:
            if blocked := self._blocked(path.rpartition("/")[0], seen):
                raise ForeignFileError(Path(blocked))
            target = f"{self.docs}/{path}"
            try:
                there = os.lstat(target)
            except OSError:
                continue
            if not S_ISREG(there.st_mode) or (
                    path not in self.owned and not self._same_as_staged(path, temporary)):
                raise ForeignFileError(Path(target))

    def _blocked(self, folder: str, seen: dict[str, str]) -> str:
        """What stands where the folders down to this one must be, such as a link that would lead
        out of the docs folder; empty when nothing does. ``seen`` remembers folders by path."""
        known = seen.get(folder)
        if known is None:
            above, _, name = folder.rpartition("/")
            known = self._blocked(above, seen) if name and above else ""
            full = f"{self.docs}/{folder}"
            with suppress(FileNotFoundError):
                if not known and not S_ISDIR(os.lstat(full).st_mode):
                    known = full
            seen[folder] = known
        return known

    def _replay(self, journal: _Journal) -> None:
        """Carry a journal out; may be repeated from any point."""
        made: set[str] = set()
        for temporary, path in journal["moves"]:
            source, target = f"{self.staging}/{temporary}", f"{self.docs}/{path}"
            folder = target.rpartition("/")[0]
            if folder not in made:
                os.makedirs(folder, exist_ok=True)
                made.add(folder)
            os.replace(source, target)
        seen: dict[str, str] = {}
        for path in journal["gone"]:
            if not self._blocked(path.rpartition("/")[0], seen):
                self._remove(path)
        write(self._manifest, _in_pieces(journal["manifest"]))
        self._journal.unlink(missing_ok=True)

    def _remove(self, path: str) -> None:
        target = self.docs / path
        try:
            if not S_ISREG(os.lstat(target).st_mode):
                return  # somebody put something else in the place of our file
        except FileNotFoundError:
            return
        target.unlink()
        for folder in target.parents:
            if self.docs in (folder, folder.parent):
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

    def _same_as_staged(self, path: str, temporary: str) -> bool:
        try:
            return filecmp.cmp(f"{self.docs}/{path}", f"{self.staging}/{temporary}", shallow=False)
        except OSError:
            return False


def _write_new(path: str, pieces: Iterable[bytes]) -> None:
    """Write a file that is not there yet."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    try:
        for piece in pieces:
            _write(descriptor, piece)
    finally:
        os.close(descriptor)


def _write(descriptor: int, content: bytes) -> None:
    written = os.write(descriptor, content)
    while written < len(content):  # a full disk raises; a signal may cut short
        written += os.write(descriptor, content[written:])


def _in_pieces(listed: _Journal | Sequence[str]) -> Iterator[bytes]:
    """A text of JSON that may be too large to be held at once, an entry a line."""
    lines = json.JSONEncoder(indent=0).iterencode(listed)
    while some := "".join(islice(lines, _TOKENS)):
        yield some.encode()


def _is_ours(path: str) -> bool:
    """Whether a path is of the form ``<lang>/<generated folder>/…`` and stays there."""
    parts = path.split("/")
    return (len(parts) >= 3 and parts[1] in _GENERATED and len(parts[0]) == 2
            and not any(part in ("", ".", "..") for part in parts)
            and not _NOT_IN_PATHS.search(path))


def is_home(path: str) -> bool:
    """Whether a path is that of a language's home page."""
    return re.fullmatch(r"[a-z]{2}/index\.md", path) is not None


def _ours(paths: object) -> list[str]:
    """The paths of a list that are of our form; anything else was not written by us."""
    return [path for path in paths if isinstance(path, str) and _is_ours(path)
            ] if isinstance(paths, list) else []


def _pairs(moves: object) -> list[tuple[str, str]]:
    return [(pair[0], pair[1]) for pair in moves
            if isinstance(pair, list) and [type(part) for part in pair] == [str, str]
            ] if isinstance(moves, list) else []
