"""One file of the folder at a time: its name, its text, its values, its faults with their lines."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from parcours.diagnostics.diagnostic import Diagnostic, Severity, Span, Words, error, warning
from parcours.format.model import Itinerary, Place, Site
from parcours.format.parse import M, Parsed, check_id, parse, wrong_folder
from parcours.format.partial import Partial, parse_partly
from parcours.format.scalars import short
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
    source = read(path, file, may_be_empty=kind is Site)
    if not isinstance(source, Source):
        return [excerpted(fault, path) for fault in source]
    if misplaced := wrong_folder(source, kind):
        there = (path.parent / "places" if kind is Itinerary else path.parent.parent) / path.name
        if there.exists():
            misplaced = replace(misplaced, hint=Words(
                f"{shown(there)} existe déjà : gardez le bon des deux, à cette place",
                f"{shown(there)} exists already: keep the right one of the two, there"))
        return [excerpted(misplaced, path)]
    return source


def yaml_files(folder: Path) -> list[Path]:
    """The YAML files of a folder by name; a wrong ending is kept so that it can be told."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir()
                  if path.suffix.lower() in (".yml", ".yaml") and not path.name.startswith("."))


def text_files(folder: Path) -> list[Path]:
    """What a text editor saved as YAML with an ending of its own: ``moulin.yml.txt``."""
    return sorted(path for path in folder.iterdir()
                  if re.fullmatch(r"[^.].*\.ya?ml\.txt", path.name, re.I) and path.is_file()
                  ) if folder.is_dir() else []


_WORKBOOKS = (".xlsx", ".xls", ".ods", ".numbers", ".tsv")
_MOST_STRAYS = 200
_ELSEWHERE = frozenset({"brouillons", "media", "timetables", "tracks"})
"""Folders that are known to hold other things: drafts, which nobody takes for published."""


def strays(folder: Path) -> list[Diagnostic]:
    """Places and itineraries that nothing reads, since they lie in a folder or under an ending of
    their own: whoever wrote them believes them published.
    """
    told = [_unread(path, path.with_suffix("").name) for path in text_files(folder)]
    # a route may stop there, and has no page without it
    told += [replace(_unread(path, path.with_suffix("").name), severity=Severity.ERROR)
             for path in text_files(folder / "places")]
    told += [_no_table(path) for path in sorted((folder / "services").glob("*.*"))
             if path.suffix.lower() in _WORKBOOKS and not path.name.startswith((".", "~"))]
    looked = 0
    for top in sorted(folder.iterdir()):
        if top.name.startswith(".") or top.is_symlink() or not top.is_dir():
            continue
        for path in sorted(top.rglob("*.y*ml")):
            looked += 1
            if looked > _MOST_STRAYS:
                return told
            if (top.name in _ELSEWHERE or path.parent == folder / "places"
                    or path.suffix.lower() not in (".yml", ".yaml") or path.is_symlink()):
                continue
            if (where := _home(path)) is not None:
                told.append(_unread(path, where))
    return told


def _home(path: Path) -> str | None:
    """Where a file would be read, from the folder of the content; None if it is neither kind."""
    source = read(path, shown(path))
    if not isinstance(source, Source):
        return None
    if wrong_folder(source, Itinerary):
        return f"places/{path.stem}.yml"
    return f"{path.stem}.yml" if wrong_folder(source, Place) else None


def _no_table(path: Path) -> Diagnostic:
    """A workbook beside the tables of services, of which only CSV is read."""
    return warning("wrong-folder", Span(shown(path)), Words(
        "le site ne lit pas ce fichier", "the site does not read this file"), Words(
        f"enregistrez-le en CSV UTF-8 : services/{short(path.stem)}.csv",
        f"save it as CSV UTF-8: services/{short(path.stem)}.csv"))


def _unread(path: Path, home: str) -> Diagnostic:
    if path.suffix.lower() == ".txt":
        hint = Words(f"renommez-le en {short(home)}", f"rename it to {short(home)}")
    else:
        hint = Words(f"déplacez-le : itineraries/{short(home)}",
                     f"move it: itineraries/{short(home)}")
    return warning("wrong-folder", Span(shown(path)), Words(
        "le site ne lit pas ce fichier", "the site does not read this file"), hint)


def with_excerpts(faults: Iterable[Diagnostic], source: Source) -> list[Diagnostic]:
    """Diagnostics, each with the line of the file that it is about."""
    told = list(faults)
    if not told:
        return told
    lines = source.excerpts(fault.span.line for fault in told)
    return [replace(fault, excerpt=line) for fault, line in zip(told, lines, strict=True)]


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


def no_utf8(file: str) -> Diagnostic:
    """What is said of a table in another encoding."""
    return error("bad-value", Span(file), Words(
        "ce fichier n’est pas du texte UTF-8", "this file is not UTF-8 text"),
        Words("enregistrez-le en CSV UTF-8", "save it as CSV UTF-8"))
