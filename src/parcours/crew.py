"""Routes shared out over processes: each parses, checks, computes and renders its part.

Folium takes most of a second to import, so it is imported in a process of its own while the others
read and write what needs no map; they finish their maps when the drawing reaches them. What comes
back is sorted by route, so that the number of processes never shows in the result.
"""

from __future__ import annotations

import gc
import multiprocessing
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from parcours import routes
from parcours.atlas import Atlas
from parcours.content import read_trip
from parcours.diagnostics import Diagnostic, has_errors
from parcours.output import Output, OutputFile, Staged
from parcours.trip import Trip

_CHUNK = 20
"""Routes taken at a time: few enough to share evenly, enough to make the taking cheap."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """What became of one route; no summary where its own faults kept it from being rendered."""

    id: str
    diagnostics: tuple[Diagnostic, ...]
    staged: tuple[Staged, ...]
    summary: routes.Summary | None


class CrewError(Exception):
    """A process of the crew failed; the message is its traceback."""


def render(paths: Sequence[Path], atlas: Atlas, output: Output | None, jobs: int,
           tick: Callable[[int], None]) -> tuple[list[Rendered], routes.Drawing | None]:
    """Render every route, staging its files; with no ``output``, only check them.

    ``tick`` is told how many more routes are done. Raises `CrewError` when a process fails.
    """
    jobs = max(1, min(jobs, -(-len(paths) // _CHUNK)))
    if jobs == 1:
        hand = _Hand("0", atlas, output)
        drawn = routes.drawing(atlas) if output is not None else None
        done = []
        for path in paths:
            hand.take(path)
            done += hand.finished(drawn)
            tick(1)
        return done, drawn
    return _in_processes(paths, atlas, output, jobs, tick)


class _Hand:
    """One process's work: routes read and written, waiting for the drawing or done."""

    def __init__(self, name: str, atlas: Atlas, output: Output | None) -> None:
        self._name, self._atlas, self._output = name, atlas, output
        self._waiting: list[tuple[Rendered, Trip | None]] = []
        self._count = 0

    @property
    def draws(self) -> bool:
        """Whether what it takes waits for the drawing."""
        return self._output is not None

    def take(self, path: Path) -> None:
        """Do all of a route that needs no drawing."""
        trip, found = read_trip(path, self._atlas)
        sound = trip if not has_errors(found) else None
        summary = staged = None
        if sound is not None and self._output is not None:
            staged = self._stage(routes.written_files(sound, self._atlas))
            summary = routes.summary(sound, self._atlas)
        self._waiting.append((Rendered(path.stem, tuple(found), staged or (), summary), sound))

    def finished(self, drawn: routes.Drawing | None) -> list[Rendered]:
        """Draw what waits and hand it over."""
        done = []
        for route, trip in self._waiting:
            if trip is not None and drawn is not None:
                staged = self._stage(routes.drawn_files(trip, self._atlas, drawn))
                done.append(replace(route, staged=route.staged + staged))
            else:
                done.append(route)
        self._waiting.clear()
        return done

    def _stage(self, files: Iterable[OutputFile]) -> tuple[Staged, ...]:
        if self._output is None:
            return ()
        self._count += 1
        return tuple(self._output.stage(files, f"{self._name}-{self._count}"))


def _in_processes(paths: Sequence[Path], atlas: Atlas, output: Output | None, jobs: int,
                  tick: Callable[[int], None]) -> tuple[list[Rendered], routes.Drawing | None]:
    forks = "fork" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork") if forks else multiprocessing.get_context("spawn")
    taken = context.Value("i", 0)
    results: list[Connection] = []
    drawings: list[Connection] = []
    processes: list[BaseProcess] = []
    draw_here: Connection | None = None

    def start(target: Callable[..., None], ends: Sequence[Connection], **asked: Any) -> None:
        """Start a process; ``ends`` are its own, and nobody else keeps them open."""
        processes.append(context.Process(target=target, kwargs=asked, daemon=True))
        processes[-1].start()
        for end in ends:
            end.close()

    drawn: routes.Drawing | None = None
    done: list[Rendered] = []
    try:
        if output is not None:
            draw_here, draw_there = context.Pipe(duplex=False)
            start(_draw, [draw_there], atlas=atlas, out=draw_there, other_end=draw_here)
        for n in range(jobs):
            results_here, results_there = context.Pipe(duplex=False)
            drawing_there, drawing_here = context.Pipe(duplex=False)
            results.append(results_here)
            drawings.append(drawing_here)
            start(_work, [drawing_there, results_there], hand=_Hand(str(n), atlas, output),
                  paths=list(paths), taken=taken, drawing=drawing_there, out=results_there,
                  other_ends=[drawing_here, results_here])
        listening = [*results, *([draw_here] if draw_here is not None else [])]
        while listening:
            ready = wait(listening)
            for connection in [one for one in listening if one in ready]:
                message = connection.recv()
                if isinstance(message, str):
                    raise CrewError(message)
                if connection is draw_here:
                    drawn = message
                    listening.remove(connection)
                    for hand in drawings:
                        with suppress(BrokenPipeError):  # a hand that died is told of below
                            hand.send(drawn)
                elif message is None:
                    listening.remove(connection)
                else:
                    done += message
                    tick(len(message))
    except EOFError as failure:
        raise CrewError("a process of the build ended without a word") from failure
    finally:
        for process in processes:
            process.terminate()
            process.join()
    order = {path.stem: n for n, path in enumerate(paths)}
    return sorted(done, key=lambda route: order[route.id]), drawn


def _draw(atlas: Atlas, out: Connection, other_end: Connection) -> None:
    gc.disable()
    other_end.close()  # see `_work`
    try:
        out.send(routes.drawing(atlas))
    except BaseException:
        _tell_failure(out)


def _work(*, hand: _Hand, paths: list[Path], taken: Any, drawing: Connection, out: Connection,
          other_ends: Sequence[Connection]) -> None:
    gc.disable()  # a hand lives for seconds and frees nothing it could reuse
    # a fork holds copies of the parent's ends, and would wait for ever on a parent that is killed
    for end in other_ends:
        end.close()
    try:
        drawn: routes.Drawing | None = None
        while True:
            with taken.get_lock():
                start = taken.value
                taken.value = start + _CHUNK
            for path in paths[start:start + _CHUNK]:
                hand.take(path)
            if drawn is None and hand.draws and (
                    drawing.poll() or start + _CHUNK >= len(paths)):
                drawn = drawing.recv()
            if drawn is not None or not hand.draws:
                out.send(hand.finished(drawn))
            if start + _CHUNK >= len(paths):
                break
        out.send(None)
    except BaseException:
        _tell_failure(out)


def _tell_failure(out: Connection) -> None:
    import traceback

    with suppress(OSError):  # nobody listens where the parent was killed
        out.send(traceback.format_exc())
