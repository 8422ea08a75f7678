"""Routes shared out over processes, in two rounds: all are read before any is written.

What a process does depends on what it is given alone, and what comes back is in the order of what
was asked, so that the number of processes never shows in the result. What they find lies aside,
packed, until it is wanted: memory hardly grows with the routes, and no route is read twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass
from itertools import chain, repeat
from pathlib import Path
from typing import Any

from parcours.build import open_data, route_files
from parcours.build.drawing import Drawing, drawing
from parcours.build.open_data import Parts
from parcours.build.output import Lies, Output, Staged
from parcours.build.packing import Packing
from parcours.build.route_files import Near, Summary
from parcours.content.atlas import Atlas
from parcours.diagnostics.diagnostic import Diagnostic, Words, has_errors
from parcours.disk import children
from parcours.load.route import other_way_of, read_trip
from parcours.render.exports.about import About
from parcours.render.exports.carried import carried
from parcours.render.pages import layout
from parcours.trip.nearby_routes import RoutePoint, route_point
from parcours.trip.trip import Trip

_CHUNK = 20
"""Routes taken at a time: few enough to share evenly, enough to make the taking cheap."""


@dataclass(frozen=True, slots=True)
class Read:
    """What the first round found; no ground where the route's faults keep it from being written."""

    id: str
    diagnostics: tuple[Diagnostic, ...]
    ground: RoutePoint | None
    draft: bool = False
    """Whether it is not to be on the site yet."""
    trip: Lies | None = None
    """Where the trip lies; None where none was put aside, now that there is nothing to write or in
    an earlier build."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A route to be written."""

    path: Path
    trip: Lies | None
    near: Near


@dataclass(frozen=True, slots=True)
class Rendered:
    """What the second round made of one route."""

    id: str
    staged: tuple[Staged, ...]
    summary: Summary
    parts: Parts
    """What it gives to the files of open data."""


class ChangedError(Exception):
    """A route was saved with a fault after it had been read, and before it was written."""

    def __init__(self, id: str) -> None:
        super().__init__(id)
        self.words = Words(f"{id}.yml a changé pendant la génération : relancez-la",
                           f"{id}.yml changed during the build: run it again")


class Worker:
    """One process's work."""

    def __init__(self, atlas: Atlas, output: Output | None, drawn: Drawing | None = None) -> None:
        self._atlas, self._output, self._drawn = atlas, output, drawn
        self._packing = Packing(atlas)

    def read(self, path: Path) -> Read:
        """Read, check and compute a route."""
        trip, found = self._sound(path)
        if trip is None:
            return Read(path.stem, found, None)
        return Read(path.stem, found, route_point(trip, self._atlas.languages),
                    trip.itinerary.draft, self._put_aside(trip) if self._output else None)

    def render(self, asked: Asked) -> Lies:
        """Write all of a route, and say where what was made of it lies: a `Rendered`. Where no trip
        was put aside it is read again; raises `ChangedError`."""
        assert self._output is not None  # noqa: S101  (who only reads is never asked to write)
        trip = (self._packing.unpack(self._output.part(asked.trip)) if asked.trip
                else self._read_again(asked.path))
        return self._put_aside(self._rendered(trip, asked.near, self._output))

    def draw(self) -> Drawing:
        """What maps and pictures share."""
        return drawing(self._atlas)

    def _rendered(self, trip: Trip, near: Near, output: Output) -> Rendered:
        assert self._drawn is not None  # noqa: S101  (nobody is asked before all is drawn)
        back = other_way_of(trip, self._atlas)
        ours = carried(trip, About(self._atlas, self._atlas.default_lang, self._atlas.today))
        written = list(route_files.written_files(trip, self._atlas, near, back, ours))
        languages = route_files.languages_of(trip, self._atlas)
        treks = open_data.treks(trip, self._atlas, languages)
        parts = open_data.parts_of(
            trip, self._atlas, languages, {file.path: file.content for file in written}, ours,
            treks, output.put_aside)
        files = chain(written, open_data.trek_files(trip, self._atlas, treks, ours),
                      route_files.drawn_files(trip, self._atlas, self._drawn, back))
        return Rendered(trip.id, tuple(output.stage(files, trip.id)),
                        route_files.summary(trip, self._atlas, back=back.possible), parts)

    def _read_again(self, path: Path) -> Trip:
        trip, _ = self._sound(path)
        if trip is None:
            raise ChangedError(path.stem)
        return trip

    def _sound(self, path: Path) -> tuple[Trip | None, tuple[Diagnostic, ...]]:
        """A route that may be written, and what there is to say of it."""
        trip, found = read_trip(path, self._atlas)
        return None if has_errors(found) else trip, tuple(found)

    def _put_aside(self, found: object) -> Lies:
        assert self._output is not None  # noqa: S101  (likewise)
        return self._output.put_aside({"": self._packing.pack(found)})[""]


class InProcess:
    """Reads and writes the routes in this process."""

    def __init__(self, atlas: Atlas, output: Output | None) -> None:
        self._atlas, self._output = atlas, output

    def read(self, paths: Sequence[Path]) -> Iterator[Read]:
        """Read these routes, in their order."""
        return map(Worker(self._atlas, self._output).read, paths)

    def draw(self) -> Drawing:
        """What maps and pictures share."""
        return Worker(self._atlas, self._output).draw()

    def render(self, asked: Sequence[Asked], drawn: Drawing) -> Iterator[Lies]:
        """Write these routes; where what was made of each lies, in their order."""
        return map(Worker(self._atlas, self._output, drawn).render, asked)


class Pool:
    """The same over several processes, new ones for each round: those that write begin with what
    was drawn, and without what reading and drawing left behind."""

    def __init__(self, atlas: Atlas, output: Output | None, jobs: int, *, draws: bool) -> None:
        self._atlas, self._output, self._jobs = atlas, output, jobs
        self._pool = children.forked(jobs, _begin, atlas, output, None)
        # Folium takes most of a second to import: one process does while the others read
        with children.deaf():
            self._drawn = self._pool.submit(_ask, "draw") if draws else None
            self._pool.submit(int)  # in any case something: the first call starts them

    def read(self, paths: Sequence[Path]) -> Iterator[Read]:
        """Read these routes, in their order."""
        return self._pool.map(_ask, repeat("read"), paths, chunksize=_CHUNK)

    def draw(self) -> Drawing:
        """What maps and pictures share."""
        drawn: Drawing = (self._drawn or self._pool.submit(_ask, "draw")).result()
        return drawn

    def render(self, asked: Sequence[Asked], drawn: Drawing) -> Iterator[Lies]:
        """Write these routes; where what was made of each lies, in their order."""
        self.close()
        layout.compile_all(self._atlas.languages)  # once, and not in every process
        self._pool = children.forked(self._jobs, _begin, self._atlas, self._output, drawn)
        with children.deaf():
            self._pool.submit(int)
        return self._pool.map(_ask, repeat("render"), asked, chunksize=_CHUNK)

    def close(self) -> None:
        """End every process, once it has done what it is at."""
        children.end(self._pool)


def runner(atlas: Atlas, output: Output | None, jobs: int, routes: int, *,
           draws: bool = False) -> AbstractContextManager[InProcess | Pool]:
    """Who reads so many routes with at most ``jobs`` processes, and writes them to ``output``.

    With ``draws`` it is told ahead that it will have to draw.
    """
    jobs = min(jobs, -(-routes // _CHUNK))
    if jobs > 1:
        return closing(Pool(atlas, output, jobs, draws=draws))
    return nullcontext(InProcess(atlas, output))


_worker: Worker
"""That of this process, in a process of the pool."""


def _begin(atlas: Atlas, output: Output | None, drawn: Drawing | None) -> None:
    global _worker  # noqa: PLW0603  (a pool calls functions)
    _worker = Worker(atlas, output, drawn)


def _ask(what: str, *given: Any) -> Any:
    return getattr(_worker, what)(*given)
