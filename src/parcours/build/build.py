"""YAML to ``docs/``: read, parse, check, derive, render, write.

Everything is gathered before anything is written: while one error stands, the former output stays.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from pathlib import Path

from parcours.build import cache, open_data
from parcours.build.common_files import common_files
from parcours.build.drawing import Drawing
from parcours.build.output import Output, UpToDate, is_home
from parcours.build.packing import Packing
from parcours.build.workers import Asked, Read, Written, crew
from parcours.build.written_routes import WrittenRoutes
from parcours.content import history
from parcours.content.atlas import Atlas
from parcours.content.history import Dated
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
    with crew(shared.atlas, None, options.jobs, len(paths)) as readers:
        for route in readers.read(paths):
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
    read = {id: route.read for id, route in same.items()}
    with crew(shared.atlas, output, options.jobs, len(other)) as readers:
        drawing = readers.draw(kept.drawn)
        read |= {route.id: route for route in readers.read(other)}
        found = _all_faults(shared.diagnostics, unknown, [read[path.stem] for path in paths])
        if has_errors(list(found), strict=options.strict):
            return Outcome(found, False, len(paths))
        drawn = drawing()
    paths = [path for path in paths if options.only or not read[path.stem].draft]
    near = neighbours([route.ground for route in read.values() if route.ground is not None
                       and (options.only or not route.draft)], shared.atlas.languages)
    stale = [Asked(path, read[path.stem].trip, near[path.stem]) for path in paths
             if path.stem not in same or same[path.stem].near != near[path.stem]]
    tick(len(paths) - len(stale))
    with crew(shared.atlas, output, options.jobs, len(stale), drawn) as writers:
        written: dict[str, Written] = {}
        for one, left in zip(stale, writers.render(stale), strict=True):
            written[one.path.stem] = left
            tick(1)
    routes = WrittenRoutes(
        [path.stem for path in paths], written, same, output, Packing(shared.atlas))
    pages = cache.Pages(kept, output.docs)
    common = _common(routes, shared.atlas, drawn, pages,
                     {} if options.only else history.dates(paths, options.today))
    # a home page that somebody wrote stays: ours stands only where there is none
    common = (file for file in common if not is_home(file.path) or output.may_write(file.path))
    staged = list(output.stage(_missing(common, output) if options.only else common, "_common"))
    staged += chain.from_iterable(map(routes.staged, routes.ids))
    changed = output.commit(staged, partial=bool(options.only))
    if not options.only:
        cache.save(
            options.cache, output.docs, kept, staged, routes.to_keep(sources, read, near),
            cache.BuildCache(kept.fingerprint, pages=pages.made, drawn=drawn,
                             compiled=layout.compiled))
    return Outcome(found, True, len(paths), changed, shared.atlas)


def _common(routes: WrittenRoutes, atlas: Atlas, drawn: Drawing, pages: cache.Pages,
            dates: Mapping[str, Dated]) -> Iterator[open_data.Made | UpToDate]:
    """The files about all routes; what pages need of each is let go before open data are made."""
    yield from common_files(routes.summaries(), atlas, drawn, pages)
    yield from open_data.files(open_data.Gathered(
        routes.parts(), dates, routes.read, routes.shares(pages)), atlas, pages)


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
