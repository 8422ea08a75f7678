"""What one build leaves for the next, so that only what changed is made again.

A route is left alone when its file, everything that routes share, our own code and its neighbours
are as they were, and every file made of it stands untouched. What is kept lies in the user's own
cache folder: in the repository, a pull request could bring one that vouches for pages of its own.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from stat import S_ISREG
from typing import TypeAlias

from parcours import HERE
from parcours.build.output import OutputFile, Staged, Standing
from parcours.build.route_files import Drawing, Near, Summary
from parcours.build.workers import Read, Rendered
from parcours.content.atlas import Atlas
from parcours.source.read import MAX_BYTES

_LIBRARIES = ("babel", "branca", "folium", "jinja2", "markdown-it-py", "markupsafe", "nh3",
              "opening-hours-py", "pillow", "pydantic", "pyyaml", "shapely", "tzdata",
              "xstatic-leaflet")
"""Those whose other version may give other files."""
_READ_WHOLE = 1 << 20
"""Bytes of a shared file that is compared by its contents; a longer one by its size and date."""

_DIGEST_BYTES = 16

Stamp: TypeAlias = tuple[int, int]
"""Size in bytes and time of the last change in nanoseconds."""


@dataclass(frozen=True, slots=True)
class KeptRoute:
    """One route as the last build left it."""

    source: bytes
    """Digest of its file."""
    read: Read
    near: Near
    summary: Summary
    paths: tuple[str, ...]
    """Every file made of it, below the docs folder."""

    @property
    def rendered(self) -> Rendered:
        """The same as if it had just been made again."""
        return Rendered(self.read.id, tuple(Staged(path, "") for path in self.paths), self.summary)


@dataclass(frozen=True, slots=True)
class KeptPage:
    """Files about several routes, and what they were made of."""

    inputs: object
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """All that is kept; empty where nothing is, or where it is of no more use."""

    fingerprint: bytes = b""
    """Of all that is shared, when the build began."""
    routes: Mapping[str, KeptRoute] = field(default_factory=dict)
    pages: Mapping[str, KeptPage] = field(default_factory=dict)
    stamps: Mapping[str, Stamp] = field(default_factory=dict)
    """Of every file in the docs folder when the build had ended."""
    drawn: Drawing | None = None

    def standing(self, docs: Path, sources: Mapping[str, bytes]) -> dict[str, KeptRoute]:
        """The routes of ``sources`` (id and digest) that nobody touched, by id."""
        return {id: kept for id, digest in sources.items()
                if (kept := self.routes.get(id)) is not None and kept.source == digest
                and self.untouched(docs, kept.paths)}

    def untouched(self, docs: Path, paths: Iterable[str]) -> bool:
        """Whether files are exactly as the last build left them."""
        return all(path in self.stamps and _stamp(docs, path) == self.stamps[path]
                   for path in paths)


class Pages:
    """Makes files about several routes, or leaves them alone where nothing of theirs changed."""

    def __init__(self, former: Kept, docs: Path) -> None:
        self._former, self._docs = former, docs
        self.made: dict[str, KeptPage] = {}

    def __call__(self, name: str, inputs: object,
                 make: Callable[[], Iterable[OutputFile]]) -> Iterator[OutputFile | Standing]:
        """The files that ``make`` gives of ``inputs``, which say all that may change in them."""
        kept = self._former.pages.get(name)
        if kept is not None and kept.inputs == inputs and self._former.untouched(
                self._docs, kept.paths):
            self.made[name] = kept
            yield from map(Standing, kept.paths)
            return
        files = list(make())
        self.made[name] = KeptPage(inputs, tuple(file.path for file in files))
        yield from files


def digests(paths: Sequence[Path]) -> dict[str, bytes]:
    """Each route's id with a digest of its file; one that is no plain file has none."""
    return {path.stem: digest for path in paths if (digest := _digest(path)) is not None}


def recall(folder: Path | None, docs: Path, atlas: Atlas) -> Kept:
    """What the last build into ``docs`` left in ``folder``, if it still holds."""
    if folder is None:
        return Kept()
    now = fingerprint(atlas)
    try:
        with _place(folder, docs).open("rb") as kept:
            if kept.read(_DIGEST_BYTES) == now:
                found = pickle.load(kept)  # noqa: S301  (from the user's own folder: see above)
                if isinstance(found, Kept):
                    return found
    except Exception:  # cut off, or not ours: as good as none
        return Kept(now)
    return Kept(now)


def remember(folder: Path | None, docs: Path, former: Kept, staged: Iterable[Staged],
             kept: Kept) -> None:
    """Keep what a build made, with the stamps of all its files as they stand now."""
    if folder is None:
        return
    stamps: dict[str, Stamp] = {}
    for file in staged:
        # a file that was left alone has the stamp that was looked at
        known = former.stamps.get(file.path) if not file.temporary else None
        stamp = known or _stamp(docs, file.path)
        if stamp is not None:
            stamps[file.path] = stamp
    target = _place(folder, docs)
    aside = target.with_name(f"{target.name}.{os.getpid()}")
    with suppress(OSError):  # a full disk, a folder of somebody else: build anew
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            with aside.open("wb") as written:
                written.write(kept.fingerprint)
                pickle.dump(replace(kept, stamps=stamps), written, pickle.HIGHEST_PROTOCOL)
            os.replace(aside, target)
        finally:
            aside.unlink(missing_ok=True)


def fingerprint(atlas: Atlas) -> bytes:
    """Digest of all that every route depends on: our code, the libraries, the shared files.

    Of the routes only the names count here; of whatever else lies beside them, the contents.
    """
    taken = blake2b(digest_size=_DIGEST_BYTES)
    said = [sys.version, str(atlas.today), os.getcwd(), os.path.realpath(atlas.root),
            repr(sorted(atlas.changed_since.items())),
            *(f"{name} {version(name)}" for name in _LIBRARIES)]
    taken.update("\0".join(said).encode("utf-8", "surrogateescape"))
    for path in (*_files(HERE), *_files(atlas.root)):
        if "__pycache__" in path:
            continue
        taken.update(b"\0" + os.fsencode(path) + b"\0")
        if _is_route(path, atlas):
            continue
        state = os.stat(path)
        if state.st_size > _READ_WHOLE:
            taken.update(f"{state.st_size} {state.st_mtime_ns}".encode())
        else:
            taken.update(Path(path).read_bytes())
    return taken.digest()


def _is_route(path: str, atlas: Atlas) -> bool:
    folder, name = os.path.split(path)
    return (folder == os.fspath(atlas.root) and name.endswith((".yml", ".yaml"))
            and name not in ("site.yml", "territories.yml"))


def _files(folder: str | Path) -> Iterator[str]:
    """Every file below a folder, in an order that is always the same."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path)
            elif entry.is_file():
                yield entry.path


def _digest(path: Path) -> bytes | None:
    """Digest of a route's file; None for a link, or a file too long to be a route."""
    try:
        state = os.lstat(path)
        if not S_ISREG(state.st_mode) or state.st_size > MAX_BYTES:
            return None
        return blake2b(path.read_bytes(), digest_size=_DIGEST_BYTES).digest()
    except OSError:
        return None


def _stamp(docs: Path, path: str) -> Stamp | None:
    try:
        state = os.lstat(f"{docs}/{path}")
    except OSError:
        return None
    return (state.st_size, state.st_mtime_ns) if S_ISREG(state.st_mode) else None


def _place(folder: Path, docs: Path) -> Path:
    """The file for one docs folder."""
    name = blake2b(os.fsencode(os.path.realpath(docs)), digest_size=_DIGEST_BYTES).hexdigest()
    return folder / f"{name}.build"

