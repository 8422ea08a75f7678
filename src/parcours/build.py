"""YAML to ``docs/``: read, parse, check, derive, render, write.

Everything is gathered before anything is written: while one error stands, the former output stays.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from parcours import crew, routes
from parcours.atlas import Atlas
from parcours.content import read_shared, shown
from parcours.diagnostics import Diagnostic, Span, Words, error, has_errors
from parcours.output import Output, OutputFile
from parcours.parse import nearest


@dataclass(frozen=True, slots=True)
class Options:
    """What one asks of a build; the same for ``check`` and ``build``."""

    itineraries: Path
    docs: Path
    today: date
    only: str = ""
    jobs: int = 1
    strict: bool = False


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
    rendered, _ = crew.render(paths, shared.atlas, None, options.jobs, tick)
    return Outcome(_ordered([*shared.diagnostics, *unknown, *(
        fault for route in rendered for fault in route.diagnostics)]), False, len(rendered))


def build(options: Options, tick: Callable[[int], None] = lambda _: None) -> Outcome:
    """Generate the pages, maps and files of every route, or of ``options.only``."""
    shared = read_shared(options.itineraries, options.today)
    paths, unknown = _selected(shared.itinerary_paths, options)
    output = Output(options.docs)
    output.open()
    try:
        rendered, drawn = crew.render(paths, shared.atlas, output, options.jobs, tick)
        found = _ordered([*shared.diagnostics, *unknown, *(
            fault for route in rendered for fault in route.diagnostics)])
        if has_errors(list(found), strict=options.strict) or drawn is None:
            return Outcome(found, False, len(rendered))
        staged = [file for route in rendered for file in route.staged]
        summaries = [route.summary for route in rendered if route.summary is not None]
        files = (_files_of_one(summaries, shared.atlas, drawn, output) if options.only
                 else routes.common_files(summaries, shared.atlas, drawn))
        staged += output.stage(files, "common")
        changed = output.commit(staged, partial=bool(options.only))
        return Outcome(found, True, len(summaries), changed)
    finally:
        output.close()


def _files_of_one(summaries: list[routes.Summary], atlas: Atlas, drawn: routes.Drawing,
                  output: Output) -> list[OutputFile]:
    """Beside one route's own files, those its links need and that a full build has not made yet.

    Pages about all routes are left as they are: made from one route they would be wrong.
    """
    return [file for file in routes.common_files(summaries, atlas, drawn)
            if not (output.docs / file.path).exists()]


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


def _ordered(diagnostics: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(set(diagnostics), key=lambda found: found.order))


def reproducible_today() -> date:
    """The day to compute for when none is given: ``SOURCE_DATE_EPOCH``'s, else the calendar's."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is not None:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return date.today()
