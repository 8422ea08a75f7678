"""YAML to ``docs/``: read, parse, check, derive, render, write.

Everything is gathered before anything is written: while one error stands, the former output stays.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from parcours.build import cache as kept
from parcours.build import route_files as routes
from parcours.build import workers as crew
from parcours.build.output import Output, OutputFile, Standing
from parcours.diagnostics.diagnostic import Diagnostic, Span, Words, error, has_errors
from parcours.load.shared import read_shared, shown
from parcours.suggest.nearest import nearest
from parcours.trip.nearby_routes import neighbours


@dataclass(frozen=True, slots=True)
class Options:
    """What one asks of a build; the same for ``check`` and ``build``."""

    itineraries: Path
    docs: Path
    today: date
    only: str = ""
    jobs: int = 1
    strict: bool = False
    cache: Path | None = None
    """Where a build keeps what the next one need not do again; None for nowhere."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: every diagnostic in order, and how many files changed."""

    diagnostics: tuple[Diagnostic, ...]
    published: bool
    routes: int = 0
    changed: int = 0


def check(options: Options, tick: Callable[[int], None] = lambda _: None) -> Outcome:
    """Every fault of the content; writes nothing."""
    shared = read_shared(options.itineraries, options.today)
    paths, unknown = _selected(shared.itinerary_paths, options)
    with crew.crew(shared.atlas, None, options.jobs, len(paths)) as hands:
        read = hands.read(paths, tick)
    return Outcome(_all_faults(shared.diagnostics, unknown, read), False, len(read))


@contextmanager
def _no_garbage() -> Iterator[None]:
    """No collection while many small objects are made, all of which stay until the end."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@_no_garbage()
def build(options: Options, tick: Callable[[int], None] = lambda _: None) -> Outcome:
    """Generate the pages, maps and files of every route, or of ``options.only``."""
    shared = read_shared(options.itineraries, options.today)
    chosen, unknown = _selected(shared.itinerary_paths, options)
    output = Output(options.docs)
    output.open()
    try:
        former = kept.recall(options.cache, output.docs, shared.atlas)
        sources = kept.digests(shared.itinerary_paths)
        standing = former.standing(output.docs, sources)
        fresh = [path for path in shared.itinerary_paths if path.stem not in standing]
        with crew.crew(shared.atlas, output, options.jobs, len(fresh), former.drawn) as hands:
            read = {id: one.read for id, one in standing.items()} | {
                one.id: one for one in hands.read(fresh)}
            found = _all_faults(shared.diagnostics, unknown, [read[path.stem] for path in chosen])
            if has_errors(list(found), strict=options.strict):
                return Outcome(found, False, len(chosen))
            near = neighbours([one.ground for one in read.values() if one.ground is not None],
                              shared.atlas.languages)
            stale = [path for path in chosen if path.stem not in standing
                     or standing[path.stem].near != near[path.stem]]
            hands.read([path for path in stale if path.stem in standing])
            tick(len(chosen) - len(stale))
            rendered, drawn = hands.render({path.stem: near[path.stem] for path in stale}, tick)
        made = {one.id: one for one in rendered}
        now = [made.get(path.stem) or standing[path.stem].rendered for path in chosen]
        pages = kept.Pages(former, output.docs)
        common = routes.common_files([one.summary for one in now], shared.atlas, drawn, pages)
        staged = [file for one in now for file in one.staged]
        staged += output.stage(_missing(common, output) if options.only else common, "common")
        changed = output.commit(staged, partial=bool(options.only))
        if not options.only:
            kept.remember(options.cache, output.docs, former, staged, kept.Kept(
                former.fingerprint, {one.id: kept.KeptRoute(
                    sources[one.id], read[one.id], near[one.id], one.summary,
                    tuple(file.path for file in one.staged)) for one in now if one.id in sources},
                pages.made, drawn=drawn))
        return Outcome(found, True, len(now), changed)
    finally:
        output.close()


def _missing(files: Iterable[OutputFile | Standing],
             output: Output) -> Iterator[OutputFile | Standing]:
    """Beside one route's own files, those its links need and that a full build has not made yet.

    Pages about all routes are left as they are: made from one route they would be wrong.
    """
    return (file for file in files if not (output.docs / file.path).exists())


def _all_faults(shared: Sequence[Diagnostic], unknown: Sequence[Diagnostic],
                read: Sequence[crew.Read]) -> tuple[Diagnostic, ...]:
    """Every fault once, in order."""
    found = {*shared, *unknown, *(fault for route in read for fault in route.diagnostics)}
    return tuple(sorted(found, key=lambda fault: fault.order))


def _selected(paths: tuple[Path, ...], options: Options) -> tuple[list[Path], list[Diagnostic]]:
    """The routes to work on; an unknown ``--only`` is told like any other fault."""
    if not options.only:
        return list(paths), []
    chosen = [path for path in paths if path.stem == options.only]
    if chosen:
        return chosen, []
    meant = nearest(options.only, [path.stem for path in paths])
    return [], [error("unknown-route", Span(shown(options.itineraries)), Words(
        f"aucun itinéraire ne s’appelle « {options.only} »",
        f"no itinerary is called '{options.only}'"),
        Words(f"vouliez-vous dire « {meant} » ?", f"did you mean '{meant}'?") if meant else None)]


def reproducible_today() -> date:
    """The day to compute for when none is given: ``SOURCE_DATE_EPOCH``'s, else the calendar's."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is not None:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return date.today()
