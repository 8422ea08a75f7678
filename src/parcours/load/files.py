"""One file of the folder at a time: its name, its text, its values, its faults with their lines."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from parcours.diagnostics.diagnostic import Diagnostic
from parcours.format.parse import M, Parsed, check_id, parse, wrong_folder
from parcours.format.partial import Partial, parse_partly
from parcours.source.read import Source, read


def shown(path: Path) -> str:
    """A path as diagnostics name it: from the working folder when it lies below, with slashes."""
    full = Path(os.path.realpath(path.parent), path.name)  # a link is named, not what it leads to
    try:
        return full.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return Path(os.path.relpath(path)).as_posix()


def read_one(path: Path, kind: type[M]) -> Parsed[M] | list[Diagnostic]:
    """Read and parse one YAML file."""
    source = _source(path, kind)
    if not isinstance(source, Source):
        return source
    parsed = parse(source, kind, path.stem)
    return parsed if isinstance(parsed, Parsed) else with_excerpts(parsed, source)


def read_partly(path: Path, kind: type[M]) -> Partial[M]:
    """The same, with what can be read in spite of faults: rules then tell theirs in one run."""
    source = _source(path, kind)
    if not isinstance(source, Source):
        return Partial(None, tuple(source), frozenset())
    partial = parse_partly(source, kind, path.stem)
    return replace(partial, faults=tuple(with_excerpts(partial.faults, source)))


def _source(path: Path, kind: type[M]) -> Source | list[Diagnostic]:
    file = shown(path)
    if misnamed := check_id(path, file):
        return misnamed
    source = read(path, file)
    if not isinstance(source, Source):
        return [excerpted(fault, path) for fault in source]
    if misplaced := wrong_folder(source, kind):
        return [excerpted(misplaced, path)]
    return source


def yaml_files(folder: Path) -> list[Path]:
    """The YAML files of a folder by name; a wrong ending is kept so that it can be told."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir()
                  if path.suffix.lower() in (".yml", ".yaml") and not path.name.startswith("."))


def with_excerpts(faults: Iterable[Diagnostic], source: Source) -> list[Diagnostic]:
    """Diagnostics, each with the line of the file that it is about."""
    return [replace(fault, excerpt=source.excerpt(fault.span.line)) for fault in faults]


def excerpted(fault: Diagnostic, path: Path) -> Diagnostic:
    """The same for a file that could not be read into a source."""
    if path.is_symlink() or not path.is_file():  # what lies behind a link is not ours to show
        return fault
    try:
        with path.open("rb") as raw:
            lines = raw.read(1 << 18).decode("utf-8", "replace").splitlines()
    except OSError:
        return fault
    if 0 < fault.span.line <= len(lines):
        return replace(fault, excerpt=lines[fault.span.line - 1])
    return fault
