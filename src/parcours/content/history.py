"""What git remembers of the routes: when each was added and changed, and which changed after
somebody reviewed them.

A review is compared with the contents it was made of: commas, comments and other reviews may
change, and a review that came with a change speaks of it. Without git nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias

from parcours.content.git import Change, Repository, repository_of
from parcours.diagnostics.diagnostic import Words
from parcours.source.read import MAX_BYTES, Source, read_bounded, read_text
from parcours.source.tree import Data

Signed: TypeAlias = "tuple[str, str, date]"
"""A review: the route, the territory, the day."""
_ON = re.compile(rb"\bon\s*:\s*[\"']?(\d{4}-\d{2}-\d{2})")


@dataclass(frozen=True, slots=True, order=True)
class Dated:
    """When a file was added and when it last changed; the days are those of the commits."""

    created: date
    changed: date


def dates(paths: Iterable[Path], today: date) -> Mapping[str, Dated]:
    """When each file was added and last changed, by its name without ending.

    Commits after ``today`` do not count, nor does what is not committed. Nothing is said without
    git, nor where only the last commits were fetched: the oldest of them would look like the first.
    """
    wanted = list(paths)
    repository = repository_of(wanted[0].parent) if wanted else None
    if repository is None or repository.is_shallow():
        return {}
    by_name = {_below(path, repository): path.stem for path in wanted}
    found: dict[str, Dated] = {}
    for on, path in repository.touched(wanted[0].parent):
        id = by_name.get(path)
        if id is not None and on <= today:
            known = found.get(id, Dated(on, on))
            found[id] = Dated(min(known.created, on), max(known.changed, on))
    return found


def changed_since_review(routes: Sequence[Path], today: date) -> Mapping[Signed, date]:
    """The reviews whose route changed later, each with the last day it did.

    Only routes with reviews are looked at, and git is asked once for all of them.
    """
    signed = {path: first for path in routes if (first := _first_review(path)) is not None}
    repository = repository_of(routes[0].parent) if signed else None
    if repository is None:
        return {}
    by_name = {_below(path, repository): path for path in signed}
    changes = [change for change in repository.changes(by_name, min(signed.values()), today)
               if change.path in by_name and change.on > signed[by_name[change.path]]]
    if not changes:
        return {}
    versions = _versions(changes, by_name, repository)
    found: dict[Signed, date] = {}
    for change in changes:
        path = by_name[change.path]
        before, after, now = (versions.get(name) for name in (
            change.before, change.after or change.path, change.path))
        if before is None or after is None or now is None or _content(before) == _content(after):
            continue
        for territory, on in _reviews(before) & _reviews(after) & _reviews(now):
            if on < change.on:
                key = (path.stem, territory, on)
                found[key] = max(found.get(key, change.on), change.on)
    return found


def _first_review(path: Path) -> date | None:
    """The earliest day of a review in a file, found without parsing it."""
    raw = read_bounded(path, path.name, MAX_BYTES, Words("", ""))
    if not isinstance(raw, bytes) or b"reviewed" not in raw:
        return None
    days = [day for text in _ON.findall(raw) if (day := _date(text.decode()))]
    return min(days, default=None)


def _below(path: Path, repository: Repository) -> str:
    """A path as git names it."""
    full = path.parent.resolve() / path.name
    try:
        return full.relative_to(repository.top.resolve()).as_posix()
    except ValueError:
        return ""


def _versions(changes: Sequence[Change], by_name: Mapping[str, Path],
              repository: Repository) -> dict[str, dict[str, Data]]:
    """What the files said, by the name of the content; and what they say now, by their path."""
    names = {name for change in changes for name in (change.before, change.after) if name}
    raw = {name: content for name, _, content in repository.contents(names, MAX_BYTES)}
    for change in changes:
        raw[change.path] = by_name[change.path].read_bytes()
    read = {name: read_text(content.decode("utf-8-sig", "replace"), name)
            for name, content in raw.items()}
    return {name: source.data for name, source in read.items() if isinstance(source, Source)}


def _content(data: Mapping[str, Data]) -> dict[str, Data]:
    return {field: value for field, value in data.items() if field != "reviewed"}


def _reviews(data: Mapping[str, Data]) -> set[tuple[str, date]]:
    """The territories and days of the reviews in a file's data."""
    reviews = data.get("reviewed")
    found = set()
    for review in reviews if isinstance(reviews, list) else []:
        if isinstance(review, dict):
            territory, on = review.get("territory"), review.get("on")
            day = _date(on) if isinstance(on, str) else None
            if isinstance(territory, str) and day is not None:
                found.add((territory, day))
    return found


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
