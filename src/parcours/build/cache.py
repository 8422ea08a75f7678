"""What one build leaves for the next, so that only what changed is made again.

A route is left alone when its file, its extract of timetables, everything that routes share, our
own code and its neighbours are as they were, and every file made of it stands untouched. What is
kept lies in the user's own cache folder: in the repository, a pull request could bring one that
vouches for pages of its own.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from stat import S_ISREG
from typing import BinaryIO, TypeAlias

from parcours.build.drawing import Drawing
from parcours.build.open_data import Made
from parcours.build.output import JoinedFile, Lies, Shares, Staged, UpToDate
from parcours.build.route_files import Near
from parcours.build.workers import Read
from parcours.content.atlas import Atlas
from parcours.disk import atomic
from parcours.disk.digest import code, digest, digest_all, files
from parcours.source.read import MAX_BYTES
from parcours.timetable import extract

_LIBRARIES = ("babel", "branca", "folium", "jinja2", "markdown-it-py", "markupsafe", "nh3",
              "opening-hours-py", "pillow", "pydantic", "pyyaml", "segno", "shapely", "tzdata",
              "xstatic-leaflet")
"""Those whose other version may give other files."""
_READ_WHOLE = 1 << 20
"""Bytes of a shared file that is compared by its contents; a longer one by its size and date."""

Stamp: TypeAlias = tuple[int, int]
"""Size in bytes and time of the last change in nanoseconds."""


@dataclass(frozen=True, slots=True)
class CachedRoute:
    """One route as the last build left it."""

    source: str
    """Digest of its file and its extract of timetables."""
    read: Read
    near: Near
    paths: tuple[str, ...]
    """Every file made of it, below the docs folder."""
    summary: bytes
    """What the pages about several routes need of it: its `Summary`, packed."""
    parts: bytes
    """What the files of open data do: its `Parts`, likewise."""

    @property
    def staged(self) -> list[Staged]:
        """Its files, all of which stand."""
        return [Staged("", path) for path in self.paths]


@dataclass(frozen=True, slots=True)
class CachedPages:
    """Files about several routes, and what they were made of."""

    inputs: str
    """Digest of these."""
    paths: tuple[str, ...]
    shares: Shares
    """Where each route's part lies, in a file that is joined from parts."""


@dataclass(frozen=True, slots=True)
class BuildCache:
    """All that is kept; empty where nothing is, or where it is of no more use."""

    fingerprint: str = ""
    """Of all that is shared, when the build began."""
    routes: Mapping[str, CachedRoute] = field(default_factory=dict)
    pages: Mapping[str, CachedPages] = field(default_factory=dict)
    stamps: Mapping[str, Stamp] = field(default_factory=dict)
    """Of every file in the docs folder when the build had ended."""
    drawn: Drawing | None = None
    compiled: Mapping[tuple[str, str], bytes] = field(default_factory=dict)
    """The templates, as `layout.compiled`."""

    def up_to_date(self, docs: Path, sources: Mapping[str, str]) -> dict[str, CachedRoute]:
        """The routes of ``sources`` (id and digest) that nobody touched, by id; none where
        somebody touched a file that has a part of each."""
        if not all(self.untouched(docs, page.paths) for page in self.pages.values() if page.shares):
            return {}
        return {id: kept for id, digest in sources.items()
                if (kept := self.routes.get(id)) is not None and kept.source == digest
                and self.untouched(docs, kept.paths)}

    def untouched(self, docs: Path, paths: Iterable[str]) -> bool:
        """Whether files are exactly as the last build left them."""
        return all(path in self.stamps and _stamp(docs, path) == self.stamps[path]
                   for path in paths)


class Pages:
    """Makes files about several routes, or leaves them alone where nothing of theirs changed."""

    def __init__(self, former: BuildCache, docs: Path) -> None:
        self._former, self._docs = former, docs
        self.made: dict[str, CachedPages] = {}
        self._shares: dict[str, dict[str, tuple[int, int]]] = {}

    def __call__(self, name: str, inputs: Iterable[object],
                 make: Callable[[], Iterable[Made]]) -> Iterator[Made | UpToDate]:
        """The files that ``make`` gives of ``inputs``, which say all that may change in them.

        Of these a digest is kept: they would be all that is known of all routes. A set among them
        has no order, so that the same one may have another digest: its files are made again.
        """
        now, kept = digest_all(map(_packed, inputs)), self._former.pages.get(name)
        if kept is not None and kept.inputs == now and self._former.untouched(
                self._docs, kept.paths):
            self.made[name] = kept
            yield from map(UpToDate, kept.paths)
            return
        files = list(make())
        self.made[name] = CachedPages(
            now, tuple(file.path for file in files),
            next((file.shares for file in files if isinstance(file, JoinedFile)), Shares()))
        yield from files

    def former_part(self, route: str, path: str) -> Lies | None:
        """Where a route's part lies in the file that the last build joined."""
        if path not in self._shares:
            self._shares[path] = self._former.pages[path].shares.by_id()
        lies = self._shares[path].get(route)
        return (path, *lies) if lies else None


def digests(paths: Sequence[Path]) -> dict[str, str]:
    """Each route's id with a digest of its file and its extract of timetables; where one of them is
    no plain file there is none."""
    return {path.stem: digest for path in paths if (digest := _digest(path)) is not None}


def load(folder: Path | None, docs: Path, atlas: Atlas) -> BuildCache:
    """What the last build into ``docs`` left in ``folder``, if it still holds; else nothing."""
    if folder is None:
        return BuildCache()
    now = fingerprint(atlas)
    try:
        with _place(folder, docs).open("rb") as there:
            if there.read(len(now)) == now.encode():
                return _unpacked(there)
    except Exception:  # cut off, or not ours: as good as none
        return BuildCache(now)
    return BuildCache(now)


def save(folder: Path | None, docs: Path, former: BuildCache, staged: Sequence[Staged],
         routes: Iterable[tuple[str, CachedRoute]], made: BuildCache) -> None:
    """Keep what a build made, with the stamps of all its files as they stand now: each of
    ``routes``, by its id, and in ``made`` the rest."""
    if folder is None:
        return
    alone = {file.path for file in staged if not file.temporary}

    def stamp(path: str) -> Stamp | None:
        # a file that was left alone has the stamp that was looked at
        return (former.stamps.get(path) if path in alone else None) or _stamp(docs, path)

    with suppress(OSError):  # a full disk, a folder of somebody else: build anew
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        atomic.write(_place(folder, docs), _pieces(routes, made, staged, stamp))


def _pieces(routes: Iterable[tuple[str, CachedRoute]], made: BuildCache, staged: Sequence[Staged],
            stamp: Callable[[str], Stamp | None]) -> Iterator[bytes]:
    """What is kept, a route at a time, for all of them at once would take much memory; at the end
    the rest, without which it was cut off."""
    yield made.fingerprint.encode()
    of_routes: set[str] = set()
    for id, route in routes:
        of_routes.update(route.paths)
        yield _packed((id, route, [stamp(path) for path in route.paths]))
    yield _packed(replace(made, stamps={
        file.path: found for file in staged
        if file.path not in of_routes and (found := stamp(file.path)) is not None}))


def _unpacked(file: BinaryIO) -> BuildCache:
    """What `_pieces` gave, after its fingerprint; raises where it is cut off or something else."""
    routes: dict[str, CachedRoute] = {}
    stamps: dict[str, Stamp] = {}
    # from the user's own folder: see above
    while not isinstance(kept := pickle.load(file), BuildCache):  # noqa: S301
        id, routes[id], found = kept
        stamps |= {path: stamp for path, stamp in zip(routes[id].paths, found, strict=True)
                   if stamp is not None}
    return replace(kept, routes=routes, stamps={**stamps, **kept.stamps})


def _packed(kept: object) -> bytes:
    return pickle.dumps(kept, pickle.HIGHEST_PROTOCOL)


def fingerprint(atlas: Atlas) -> str:
    """Digest of all that every route depends on: our code, the libraries, the shared files.

    Of the routes only the names count here; of whatever else lies beside them, the contents.
    """
    return digest_all((
        code(), sys.version, str(atlas.today), os.getcwd(), os.path.realpath(atlas.root),
        atlas.site.site_url or "",
        repr(sorted(atlas.changed_since.items())),
        *(f"{name} {version(name)}" for name in _LIBRARIES), *_shared(atlas)))


def _shared(atlas: Atlas) -> Iterator[str | bytes]:
    """What stands for the files of the content folder, each with its path."""
    for path in files(atlas.root):
        if _is_extract(path, atlas):  # counted with its route
            continue
        yield path
        state = os.stat(path)
        if _is_route(path, atlas):
            yield "route"
        elif state.st_size > _READ_WHOLE:
            yield f"{state.st_size} {state.st_mtime_ns}"
        else:
            yield Path(path).read_bytes()


def _is_route(path: str, atlas: Atlas) -> bool:
    folder, name = os.path.split(path)
    return (folder == os.fspath(atlas.root) and name.endswith((".yml", ".yaml"))
            and name not in ("site.yml", "territories.yml"))


def _is_extract(path: str, atlas: Atlas) -> bool:
    folder, name = os.path.split(path)
    return folder == os.path.join(atlas.root, extract.FOLDER) and name.endswith(".json")


def _digest(path: Path) -> str | None:
    """Digest of a route's file and its extract, if it has one."""
    beside = path.parent / extract.FOLDER / f"{path.stem}.json"
    route = _plain(path, MAX_BYTES)
    timetables = _plain(beside, extract.MAX_BYTES) if os.path.lexists(beside) else b""
    return None if route is None or timetables is None else digest_all((route, timetables))


def _plain(path: Path, most: int) -> bytes | None:
    """A file's content; None for a link, or a file too long to be read."""
    try:
        state = os.lstat(path)
        if not S_ISREG(state.st_mode) or state.st_size > most:
            return None
        return path.read_bytes()
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
    return folder / f"{digest(os.fsencode(os.path.realpath(docs)))}.build"

