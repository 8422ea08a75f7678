"""YAML to ``docs/``: read, parse, check, derive, render, write.

Everything is gathered before anything is written: while one error stands, the former output stays.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from pathlib import Path

from parcours.build import cache, open_data
from parcours.build.common_files import common_files
from parcours.build.output import Output, UpToDate, is_home
from parcours.build.packing import Packing
from parcours.build.workers import Asked, Read, Rendered, runner
from parcours.content import history
from parcours.content.atlas import Atlas
from parcours.content.site_words import palette
from parcours.diagnostics.diagnostic import Diagnostic, Span, Words, did_you_mean, error, has_errors
from parcours.diagnostics.waiting import at_work
from parcours.disk.turn import turn
from parcours.load.files import shown
from parcours.load.shared import read_shared
from parcours.render.pages import layout
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
    site_url: str = ""
    """The site's address, where ``site.yml`` says none."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: every diagnostic in order, and how many files changed."""

    diagnostics: tuple[Diagnostic, ...]
    published: bool
    routes: int = 0
    changed: int = 0
    atlas: Atlas | None = field(default=None, compare=False, repr=False)
    """What a build that was published stands on."""


def check(options: Options, tick: Callable[[int], None] = lambda _: None) -> Outcome:
    """Every fault of the content; writes nothing."""
    shared = read_shared(options.itineraries, options.today)
    paths, unknown = _selected(shared.itinerary_paths, options)
    read = []
    with runner(shared.atlas, None, options.jobs, len(paths)) as run:
        for route in run.read(paths):
            read.append(route)
            tick(1)
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
def build(options: Options, tick: Callable[[int], None] = lambda _: None,
          waiting: Callable[[Words], None] = lambda _: None) -> Outcome:
    """Generate the pages, maps and files of every route, or of ``options.only``.

    Where another build is at work in the same folder, ``waiting`` is told so, and we wait.
    """
    def wait(number: int | None) -> None:
        waiting(at_work(options.docs, number))

    with (turn(options.docs, waiting=wait) as made,
          Output(options.docs, made=made) as output):
        return _build(options, output, tick)


def _build(options: Options, output: Output, tick: Callable[[int], None]) -> Outcome:
    shared = read_shared(options.itineraries, options.today, options.site_url)
    output.palette = palette(shared.atlas.site)
    paths, unknown = _selected(shared.itinerary_paths, options)
    kept = cache.load(options.cache, output.docs, shared.atlas)
    layout.compiled.update(kept.compiled)
    sources = cache.digests(shared.itinerary_paths)
    same = kept.up_to_date(output.docs, sources)
    other = [path for path in shared.itinerary_paths if path.stem not in same]
    with runner(shared.atlas, output, options.jobs, len(other),
                draws=kept.drawn is None) as run:
        read = {id: route.read for id, route in same.items()}
        read |= {route.id: route for route in run.read(other)}
        found = _all_faults(shared.diagnostics, unknown, [read[path.stem] for path in paths])
        if has_errors(list(found), strict=options.strict):
            return Outcome(found, False, len(paths))
        paths = [path for path in paths if options.only or not read[path.stem].draft]
        near = neighbours([route.ground for route in read.values() if route.ground is not None
                           and (options.only or not route.draft)], shared.atlas.languages)
        stale = {path: near[path.stem] for path in paths if path.stem not in same
                 or same[path.stem].near != near[path.stem]}
        tick(len(paths) - len(stale))
        drawn = kept.drawn or run.draw()
        asked = [Asked(path, read[path.stem].trip, beside) for path, beside in stale.items()]
        aside = {}
        for one, lies in zip(asked, run.render(asked, drawn), strict=True):
            aside[one.path] = lies
            tick(1)
    packing = Packing(shared.atlas)
    routes: list[Rendered] = [
        packing.unpack(output.part(aside[path])) if path in aside else same[path.stem].rendered
        for path in paths]
    pages = cache.Pages(kept, output.docs)
    staged = [file for route in routes for file in route.staged]
    common = chain(
        common_files([route.summary for route in routes], shared.atlas, drawn, pages),
        open_data.files(open_data.Gathered(
            [route.parts for route in routes],
            {} if options.only else history.dates(paths, options.today),
            output.reader(staged),
            lambda route, path: output.part(lies) if (lies := pages.lies(route, path)) else None),
            shared.atlas, pages))
    # a home page that somebody wrote stays: ours stands only where there is none
    common = chain(file for file in common
                   if not is_home(file.path) or output.may_write(file.path))
    staged += output.stage(_missing(common, output) if options.only else common, "_common")
    changed = output.commit(staged, partial=bool(options.only))
    if not options.only:
        routes_kept = {
            id: same[id] if path not in stale else cache.CachedRoute.of(
                sources[id], read[id], near[id], made)
            for path, made in zip(paths, routes, strict=True) if (id := path.stem) in sources}
        cache.save(options.cache, output.docs, kept, staged, cache.BuildCache(
            kept.fingerprint, routes_kept, pages.made, drawn=drawn, compiled=layout.compiled))
    return Outcome(found, True, len(routes), changed, shared.atlas)


def _missing(files: Iterable[open_data.Made | UpToDate],
             output: Output) -> Iterator[open_data.Made | UpToDate]:
    """Beside one route's own files, those its links need and that a full build has not made yet.

    Pages about all routes are left as they are: made from one route they would be wrong.
    """
    return (file for file in files if not (output.docs / file.path).exists())


def _all_faults(shared: Sequence[Diagnostic], unknown: Sequence[Diagnostic],
                read: Sequence[Read]) -> tuple[Diagnostic, ...]:
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
    return [], [error("unknown-route", Span(shown(options.itineraries)), Words(
        f"aucun itinéraire ne s’appelle « {options.only} »",
        f"no itinerary is called '{options.only}'"),
        did_you_mean(nearest(options.only, [path.stem for path in paths])))]
