"""Routes shared out over processes, in two rounds: all are read before any is written.

In the first round each route is parsed, checked and computed; what the others must know of it comes
back. In the second, told of its neighbours, each is written by the process that read it. Folium
takes most of a second to import, so a process of its own draws what maps share meanwhile. What
comes back is sorted by route, so that the number of processes never shows in the result.
"""

from __future__ import annotations

import gc
import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, TypeAlias

from parcours.build import route_files as routes
from parcours.build.output import Output, OutputFile, Staged
from parcours.content.atlas import Atlas
from parcours.diagnostics.diagnostic import Diagnostic, has_errors
from parcours.load.shared import read_trip
from parcours.trip.nearby_routes import RoutePoint, route_point
from parcours.trip.trip import Trip

_CHUNK = 20
"""Routes taken at a time: few enough to share evenly, enough to make the taking cheap."""

Tick: TypeAlias = Callable[[int], None]


def _silence(_: int) -> None:
    """Nobody watches."""


@dataclass(frozen=True, slots=True)
class Read:
    """What the first round found; no ground where the route's faults keep it from being written."""

    id: str
    diagnostics: tuple[Diagnostic, ...]
    ground: RoutePoint | None


@dataclass(frozen=True, slots=True)
class Rendered:
    """What the second round made of one route."""

    id: str
    staged: tuple[Staged, ...]
    summary: routes.Summary


class CrewError(Exception):
    """A process of the crew failed; the message is its traceback."""


class Crew(Protocol):
    """Who reads and writes the routes; `crew` gives one."""

    def read(self, paths: Sequence[Path], tick: Tick = _silence) -> list[Read]:
        """Read these routes, in their order; ``tick`` is told how many more are done."""

    def render(self, near: Mapping[str, routes.Near],
               tick: Tick) -> tuple[list[Rendered], routes.Drawing]:
        """Write the routes of ``near``, all read before, each told of its neighbours."""

    def __enter__(self) -> Crew:
        """The crew is there."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        """No process of the crew is left."""


def crew(atlas: Atlas, output: Output | None, jobs: int, routes_in_all: int,
         drawn: routes.Drawing | None = None) -> Crew:
    """A crew of at most ``jobs`` processes; with no ``output`` it reads and never renders.

    ``drawn`` saves drawing what maps share. Every method raises `CrewError` when a process fails.
    """
    jobs = max(1, min(jobs, -(-routes_in_all // _CHUNK)))
    if jobs == 1:
        return _Alone(_Hand("0", atlas, output), atlas, drawn)
    return _Together(atlas, output, jobs, drawn)


class _Hand:
    """One process's work; it remembers the journeys that it computed."""

    def __init__(self, name: str, atlas: Atlas, output: Output | None) -> None:
        self._name, self._atlas, self._output = name, atlas, output
        self.trips: dict[str, Trip] = {}
        self._count = 0

    def read(self, path: Path) -> Read:
        """Read, check and compute a route."""
        trip, found = read_trip(path, self._atlas)
        if trip is None or has_errors(found):
            return Read(path.stem, tuple(found), None)
        self.trips[path.stem] = trip
        return Read(path.stem, tuple(found), route_point(trip, self._atlas.languages))

    def write(self, id: str, near: routes.Near) -> Rendered:
        """Write all of a route that needs no drawing."""
        trip = self.trips[id]
        return Rendered(id, self._stage(routes.written_files(trip, self._atlas, near)),
                        routes.summary(trip, self._atlas))

    def draw(self, route: Rendered, drawn: routes.Drawing) -> Rendered:
        """Write its maps and pictures, too."""
        files = routes.drawn_files(self.trips.pop(route.id), self._atlas, drawn)
        return Rendered(route.id, route.staged + self._stage(files), route.summary)

    def _stage(self, files: Iterable[OutputFile]) -> tuple[Staged, ...]:
        assert self._output is not None  # noqa: S101  (who only reads is never asked to write)
        self._count += 1
        return tuple(self._output.stage(files, f"{self._name}-{self._count}"))


class _Alone:
    """A crew of one: this process."""

    def __init__(self, hand: _Hand, atlas: Atlas, drawn: routes.Drawing | None) -> None:
        self._hand, self._atlas, self._drawn = hand, atlas, drawn

    def __enter__(self) -> _Alone:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def read(self, paths: Sequence[Path], tick: Tick = _silence) -> list[Read]:
        found = []
        for path in paths:
            found.append(self._hand.read(path))
            tick(1)
        return found

    def render(self, near: Mapping[str, routes.Near],
               tick: Tick) -> tuple[list[Rendered], routes.Drawing]:
        self._drawn = self._drawn or routes.drawing(self._atlas)
        done = []
        for id, others in near.items():
            done.append(self._hand.draw(self._hand.write(id, others), self._drawn))
            tick(1)
        return done, self._drawn


class _Together:
    """A crew of several processes, and for a while one more that draws."""

    def __init__(self, atlas: Atlas, output: Output | None, jobs: int,
                 drawn: routes.Drawing | None) -> None:
        forks = "fork" in multiprocessing.get_all_start_methods()
        self._context: Any = multiprocessing.get_context("fork" if forks else "spawn")
        self._atlas, self._output, self._jobs, self._drawn = atlas, output, jobs, drawn
        self._taken = self._context.Value("i", 0)
        self._processes: list[BaseProcess] = []
        self._orders: list[Connection] = []
        self._results: list[Connection] = []
        self._drawing: Connection | None = None

    def __enter__(self) -> _Together:
        if self._output is not None and self._drawn is None:
            self._drawing, there = self._context.Pipe(duplex=False)
            self._start(_draw, [there], atlas=self._atlas, out=there, other_end=self._drawing)
        for n in range(self._jobs):
            results, results_there = self._context.Pipe(duplex=False)
            orders_there, orders = self._context.Pipe(duplex=False)
            self._results.append(results)
            self._orders.append(orders)
            self._start(_work, [orders_there, results_there],
                        hand=_Hand(str(n), self._atlas, self._output), taken=self._taken,
                        orders=orders_there, out=results_there, other_ends=[orders, results])
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._processes:
            process.terminate()
            process.join()

    def read(self, paths: Sequence[Path], tick: Tick = _silence) -> list[Read]:
        self._taken.value = 0
        found: list[Read] = []
        self._order(_ToRead(list(paths)))
        for some in self._answers():
            found += some
            tick(len(some))
        order = {path.stem: n for n, path in enumerate(paths)}
        return sorted(found, key=lambda route: order[route.id])

    def render(self, near: Mapping[str, routes.Near],
               tick: Tick) -> tuple[list[Rendered], routes.Drawing]:
        self._order(_ToRender(dict(near), self._drawn))
        done: list[Rendered] = []
        for some in self._answers(self._drawing):
            done += some
            tick(len(some))
        assert self._drawn is not None  # noqa: S101  (or a hand would still wait for it)
        order = {id: n for n, id in enumerate(near)}
        return sorted(done, key=lambda route: order[route.id]), self._drawn

    def _start(self, target: Callable[..., None], ends: Sequence[Connection], **asked: Any) -> None:
        """Start a process; ``ends`` are its own, and nobody else keeps them open."""
        process = self._context.Process(target=target, kwargs=asked, daemon=True)
        process.start()
        self._processes.append(process)
        for end in ends:
            end.close()

    def _order(self, order: object) -> None:
        """Tell every hand, all of which wait for an order."""
        for hand in self._orders:
            with suppress(BrokenPipeError):  # a hand that died is told of by `_answers`
                hand.send(order)

    def _answers(self, drawing: Connection | None = None) -> Iterator[list[Any]]:
        """What the hands send until each has ended its order.

        What ``drawing`` brings is passed on to them. A hand sends nothing before it has that, so
        that nobody can wait for somebody who waits.
        """
        listening = [*self._results, *filter(None, [drawing])]
        while listening:
            ready = wait(listening)
            for connection in [one for one in listening if one in ready]:
                try:
                    message = connection.recv()
                except EOFError as failure:
                    raise CrewError("a process of the build ended without a word") from failure
                if isinstance(message, str):
                    raise CrewError(message)
                if connection is drawing:
                    self._drawn = message
                    self._order(message)
                if connection is drawing or message is None:
                    listening.remove(connection)
                else:
                    yield message


@dataclass(frozen=True, slots=True)
class _ToRead:
    paths: list[Path]


@dataclass(frozen=True, slots=True)
class _ToRender:
    near: dict[str, routes.Near]
    """Of every route; a hand looks for those that it read."""
    drawn: routes.Drawing | None
    """None where it is still being drawn: it comes as a message of its own."""


def _draw(atlas: Atlas, out: Connection, other_end: Connection) -> None:
    gc.disable()
    other_end.close()  # see `_work`
    try:
        out.send(routes.drawing(atlas))
    except BaseException:
        _tell_failure(out)


def _work(*, hand: _Hand, taken: Any, orders: Connection, out: Connection,
          other_ends: Sequence[Connection]) -> None:
    gc.disable()  # a hand lives for seconds and frees nothing it could reuse
    # a fork holds copies of the parent's ends, and would wait for ever on a parent that is killed
    for end in other_ends:
        end.close()
    try:
        while True:
            match orders.recv():
                case _ToRead(paths):
                    for chunk in _chunks(paths, taken):
                        out.send([hand.read(path) for path in chunk])
                case _ToRender(near, drawn):
                    _render(hand, near, drawn, orders, out)
            out.send(None)
    except EOFError:
        pass  # the parent is gone, and with it whoever would read a word of ours
    except BaseException:
        _tell_failure(out)


def _render(hand: _Hand, near: Mapping[str, routes.Near], drawn: routes.Drawing | None,
            orders: Connection, out: Connection) -> None:
    """Write what this hand has read; draw it as soon as the drawing is there, and not before."""
    ids = [id for id in hand.trips if id in near]
    written: list[Rendered] = []
    for start in range(0, len(ids), _CHUNK):
        written += [hand.write(id, near[id]) for id in ids[start:start + _CHUNK]]
        if drawn is None and (orders.poll() or start + _CHUNK >= len(ids)):
            drawn = orders.recv()
        if drawn is not None:
            out.send([hand.draw(route, drawn) for route in written])
            written = []
    if drawn is None:
        orders.recv()  # not left lying, to be taken for the next order


def _chunks(paths: Sequence[Path], taken: Any) -> Iterator[Sequence[Path]]:
    """Parts of the list that no other process takes."""
    while True:
        with taken.get_lock():
            start = taken.value
            taken.value = start + _CHUNK
        if start >= len(paths):
            return
        yield paths[start:start + _CHUNK]


def _tell_failure(out: Connection) -> None:
    import traceback

    with suppress(OSError):  # nobody listens where the parent was killed
        out.send(traceback.format_exc())
