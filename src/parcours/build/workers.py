"""Routes shared out over processes, in two rounds: all are read before any is written.

What a process does depends on what it is given alone, and what comes back is in the order of what
was asked, so that the number of processes never shows in the result. What they find lies aside,
packed, until it is wanted: memory hardly grows with the routes, and no route is read twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, repeat
from pathlib import Path
from typing import Any

from parcours.build import open_data, route_files
from parcours.build.drawing import Drawing, drawing
from parcours.build.output import Lies, Output
from parcours.build.packing import Packing
from parcours.build.route_files import Near
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
class Written:
    """Where lies, packed, what the second round left of one route."""

    staged: Lies
    """Its files: a list of `Staged`."""
    summary: Lies
    """Its `Summary`, for the pages about all routes."""
    parts: Lies
    """Its `Parts`, for the files of open data."""
    shares: Lies
    """Where its part of each of these lies, by that file's path."""


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
        aside = self._put_aside(trip=trip)["trip"] if self._output else None
        return Read(path.stem, found, route_point(trip, self._atlas.languages),
                    trip.itinerary.draft, aside)

    def render(self, asked: Asked) -> Written:
        """Write all of a route. Where no trip was put aside it is read again; raises
        `ChangedError`."""
        assert self._output is not None  # noqa: S101  (who only reads is never asked to write)
        trip = (self._packing.unpack(self._output.part(asked.trip)) if asked.trip
                else self._read_again(asked.path))
        return self._written(trip, asked.near, self._output)

    def draw(self) -> Drawing:
        """What maps and pictures share."""
        return drawing(self._atlas)

    def _written(self, trip: Trip, near: Near, output: Output) -> Written:
        assert self._drawn is not None  # noqa: S101  (nobody is asked before all is drawn)
        back = other_way_of(trip, self._atlas)
        ours = carried(trip, About(self._atlas, self._atlas.default_lang, self._atlas.today))
        alone = list(route_files.written_files(trip, self._atlas, near, back, ours))
        languages = route_files.languages_of(trip, self._atlas)
        treks = open_data.treks(trip, self._atlas, languages)
        parts, shares = open_data.parts_of(
            trip, self._atlas, languages, {file.path: file.content for file in alone}, ours, treks)
        files = chain(alone, open_data.trek_files(trip, self._atlas, treks, ours),
                      route_files.drawn_files(trip, self._atlas, self._drawn, back))
        return Written(**self._put_aside(
            staged=list(output.stage(files, trip.id)),
            summary=route_files.summary(trip, self._atlas, back=back.possible),
            parts=parts, shares=output.put_aside(shares)))

    def _read_again(self, path: Path) -> Trip:
        trip, _ = self._sound(path)
        if trip is None:
            raise ChangedError(path.stem)
        return trip

    def _sound(self, path: Path) -> tuple[Trip | None, tuple[Diagnostic, ...]]:
        """A route that may be written, and what there is to say of it."""
        trip, found = read_trip(path, self._atlas)
        return None if has_errors(found) else trip, tuple(found)

    def _put_aside(self, **found: object) -> dict[str, Lies]:
        assert self._output is not None  # noqa: S101  (likewise)
        return self._output.put_aside(
            {name: self._packing.pack(one) for name, one in found.items()})


class Crew:
    """Those at work in one round: several processes, or this one alone."""

    def __init__(self, alone: Worker | None, pool: ProcessPoolExecutor | None = None) -> None:
        self._alone, self._pool = alone, pool

    def read(self, paths: Sequence[Path]) -> Iterator[Read]:
        """Read these routes, in their order."""
        return self._each("read", paths)

    def render(self, asked: Sequence[Asked]) -> Iterator[Written]:
        """Write these routes; what that left of each, in their order."""
        return self._each("render", asked)

    def draw(self, drawn: Drawing | None) -> Callable[[], Drawing]:
        """What gives what maps and pictures share, drawn unless it is. Folium takes most of a
        second to import: of several processes one does from now on, while the others read."""
        if drawn is not None:
            return lambda: drawn
        return self._alone.draw if self._alone else self._several.submit(_ask, "draw").result

    def _each(self, what: str, given: Sequence[object]) -> Iterator[Any]:
        if self._alone:
            return map(getattr(self._alone, what), given)
        return self._several.map(_ask, repeat(what), given, chunksize=_CHUNK)

    @property
    def _several(self) -> ProcessPoolExecutor:
        assert self._pool is not None  # noqa: S101  (there is the one or the other)
        return self._pool


@contextmanager
def crew(atlas: Atlas, output: Output | None, jobs: int, routes: int,
         drawn: Drawing | None = None) -> Iterator[Crew]:
    """Who reads so many routes, or with what was ``drawn`` writes them to ``output``, with at most
    ``jobs`` processes. They end with the block: what they held is free before the next round."""
    jobs = min(jobs, -(-routes // _CHUNK))
    if jobs <= 1:
        yield Crew(Worker(atlas, output, drawn))
        return
    if drawn is not None:
        layout.compile_all(atlas.languages)  # once, and not in every process
    with children.children(jobs, _begin, atlas, output, drawn) as pool:
        yield Crew(None, pool)


_worker: Worker
"""That of this process, in a process of the pool."""


def _begin(atlas: Atlas, output: Output | None, drawn: Drawing | None) -> None:
    global _worker  # noqa: PLW0603  (a pool calls functions)
    _worker = Worker(atlas, output, drawn)


def _ask(what: str, *given: Any) -> Any:
    return getattr(_worker, what)(*given)
