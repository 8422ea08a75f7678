"""What a language was last built from, and which of its pages that leaves to be rendered anew."""

from __future__ import annotations

import json
import os
import posixpath
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from parcours.disk import atomic
from parcours.disk.digest import digest
from parcours.publish.inventory import Inventory, sum_of
from parcours.publish.workspace import OWNED, Edition, files, read_json
from parcours.web.sealed import opened

_LINK = re.compile(rb"\]\(|\]:|\]\[|markdown=")
"""What makes a page's HTML, or its warnings, depend on other files: a Markdown link."""

MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""What MkDocs takes for a page."""

_ANCHOR = re.compile(rb"(?:\]\(|\]:\s*)<?([^)#\s]+\.(?:md|markdown|mdown|mkdn|mkd))#")
"""The page that a link into the middle of a page leads to."""

_NAMED_BY_DIGEST = re.compile(r"parcours/\w+-[0-9a-f]{24}\.json")
"""Data of the catalogue, whose name changes with what they hold: nobody writes a link to them."""

_UNLISTED = re.compile(rb"---\n(?:(?!---).*\n)*?listed: *false *\n")
"""A page that says in its front matter not to be found from outside."""

_SCRIPT = re.compile(rb"<script\b", re.IGNORECASE)
_ITEM = re.compile(rb" {0,3}(?:[-+*]|\d+[.)])\s")
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)

_REST_NS = 2_000_000_000
"""A file at rest for so long when it was read has changed if and only if its times have."""


class Source(NamedTuple):
    """A file of the docs folder of a language, as it was when it was read."""

    stamp: Sequence[int] | None
    """Its size, its two times in nanoseconds and its inode; None while it may change again without
    its times telling."""
    digest: str
    ours: bool
    """Whether a build made it, and never writes into it again."""
    time_ns: int
    """The time that the file has in the site."""
    rendered_with: Sequence[str]
    """The pages that are rendered whenever this one is, itself first; none for one without links.
    """
    listed: bool
    """Whether it is a page that visitors shall find."""
    script_line: int
    """The line of its first script; 0 where it has none, or where we made the page."""


@dataclass(frozen=True, slots=True)
class State:
    """What the kept build of a language was made from."""

    base: str
    """All that every page depends on."""
    sources: Mapping[str, Source]
    """By name, below the docs folder."""
    beside: Sequence[tuple[str, str]]
    """What MkDocs would have copied: where to, and from where as seen from the project."""
    began_ns: int
    """When the build was made that was the last one from nothing."""
    unbuilt: Sequence[str]
    """The pages that MkDocs left out."""


def keep(state: State, edition: Edition) -> None:
    """Write down what the build was made from, now that it may be trusted."""
    atomic.write(edition.state, json.dumps({name: getattr(state, name) for name in _FIELDS}))


_FIELDS = tuple(State.__dataclass_fields__)


def _recall(edition: Edition, base: str) -> State | None:
    """What the kept build was made from; None where there is none that may be used with this
    ``base``."""
    try:
        told = json.loads(edition.state.read_text("utf-8"))
        if told["base"] != base:
            return None
        return State(base, {name: Source(*fields) for name, fields in told["sources"].items()},
                     told["beside"], told["began_ns"], told["unbuilt"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def look(edition: Edition, base: str, looked_at: Inventory) -> tuple[State, set[str] | None]:
    """The state of the sources, and those to render anew; None when nothing may be kept.

    A page depends on its own source and on ``base``. One with Markdown links depends on other
    pages, too: it is rendered, with the pages whose anchors it names, where one of these changed or
    where a file came or went, so that a broken link is found as by a whole build. Where the change
    is only in what files hold that are copied as they are, such as tracks and data, no page is to
    be rendered.
    """
    former, now_ns = _recall(edition, base), time.time_ns()
    then = former.sources if former else {}
    sources = _read(edition, then, now_ns)
    if former is None:
        return State(base, sources, [], now_ns, []), None
    state = State(base, sources, former.beside, former.began_ns, former.unbuilt)
    stale = {name for name in sources.keys() | then.keys()
             if name not in sources or name not in then
             or sources[name].digest != then[name].digest}
    # some MkDocs leaves out, such as those whose names begin with a dot
    stale |= {name for name in sources.keys() - set(former.unbuilt) if name.endswith(MARKDOWN)
              and not _is_kept(edition, built_as(name), looked_at)}
    if stale <= sources.keys() & {to for to, _ in former.beside}:
        return state, set()
    linked: Iterator[Sequence[str]] = (source.rendered_with for source in sources.values())
    came_or_went = sources.keys() ^ then.keys()
    if all(map(_NAMED_BY_DIGEST.fullmatch, came_or_went)):  # what links lead to is there as before
        linked = (pages for pages in linked if not stale.isdisjoint(pages))
    return state, stale.union(*linked) if stale else stale


def _read(edition: Edition, then: Mapping[str, Source], now_ns: int) -> dict[str, Source]:
    """Every source by name; of those that are as they were ``then`` only the stamp is looked at."""
    owned, sources = _owned(edition), dict[str, Source]()
    for name, path in files(edition.docs, within=edition.docs.parent):
        known, found = then.get(name), os.stat(path)
        stamp = [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]
        if known and _is_as_read(known, stamp, found.st_nlink):
            sources[name] = known
            continue
        with open(path, "rb") as source:
            text = source.read()
        same, ours, is_page = digest(text), name in owned, name.endswith(MARKDOWN)
        changed = known is None or known.digest != same
        rests = max(found.st_mtime_ns, found.st_ctime_ns) < now_ns - _REST_NS
        sources[name] = Source(
            stamp if rests else None, same, ours,
            time_in_site(found.st_mtime_ns, ours, changed, known.time_ns if known else 0, now_ns),
            rendered_with(name, text) if is_page else [],
            is_page and not _UNLISTED.match(text), script_line(text) if is_page else 0)
    return sources


def _owned(edition: Edition) -> frozenset[str]:
    """What a build made in the docs folder of a language, and never writes into again; as a list
    tells that may come from anywhere."""
    listed = read_json(edition.docs.parent / OWNED)
    start = f"{edition.docs.name}/"
    return frozenset(name.removeprefix(start) for name in listed
                     if isinstance(name, str) and name.startswith(start)
                     ) if isinstance(listed, list) else frozenset()


def _is_as_read(known: Source, stamp: Sequence[int], names: int) -> bool:
    """Whether a file has the stamp that it had when it was read. Each site that comes or goes and
    shares it changes its third time, `ctime`; while it has another name, its inode is no other's.
    """
    then = known.stamp
    return then == stamp or bool(
        then and known.ours and names > 1 and (*then[:2], then[3]) == (*stamp[:2], stamp[3]))


def time_in_site(mtime_ns: int, ours: bool, changed: bool, former_ns: int, at: int) -> int:
    """The time that a file is to have in the site: a later one whenever its content is another, so
    that it had none of its times before. Of a file that the site may share it is that of the file,
    unless that goes back or stands still."""
    if ours and (mtime_ns > former_ns or (mtime_ns == former_ns and not changed)):
        return mtime_ns
    return max(at, former_ns + 1) if changed else former_ns


def _is_kept(edition: Edition, page: str, looked_at: Inventory) -> bool:
    """Whether a page is as it was built, by its time or else by its bytes: what keeps the work
    folder between two machines may round times."""
    about = looked_at.get(f"{edition.folder}/{page}" if edition.folder else page)
    try:
        found = os.stat(f"{edition.output}/{page}")
        return about is not None and about.size == found.st_size and (
            about.mtime_ns == found.st_mtime_ns
            or about.digest == sum_of((edition.output / page).read_bytes()))
    except OSError:
        return False


def script_line(text: bytes) -> int:
    """The line of a page's first script; 0 where it has none, or where we made the page."""
    if _SCRIPT.search(text) is None:
        return 0
    written = text.decode("utf-8", "replace")
    if opened(_FRONT_MATTER.sub("", written, count=1).strip("\n")) is not None:
        return 0
    return next((n for n, line in _without_examples(text) if _SCRIPT.search(line)), 0)


def _without_examples(text: bytes) -> Iterator[tuple[int, bytes]]:
    """The lines that are no block of code, each with its number: a line is, where it is indented
    after an empty line and belongs to no list."""
    in_code, in_list, empty = False, False, True
    for n, line in enumerate(text.split(b"\n"), 1):
        blank, indented = not line.strip(), line.startswith((b"    ", b"\t"))
        if not blank:
            in_code = indented and not in_list and (in_code or empty)
            if not indented:
                in_list = _ITEM.match(line) is not None or (in_list and not empty)
            if not in_code:
                yield n, line
        empty = blank


def rendered_with(name: str, text: bytes) -> list[str]:
    """What is rendered together, for the sake of a page with links: itself first."""
    if not _LINK.search(text):
        return []
    folder = posixpath.dirname(name)
    return [name, *sorted({posixpath.normpath(posixpath.join(
        folder, target.decode("utf-8", "replace"))) for target in _ANCHOR.findall(text)})]


def built_as(name: str) -> str:
    """Where MkDocs puts the file that it makes from this source."""
    path, extension = posixpath.splitext(name)
    if extension not in MARKDOWN:
        return name
    folder, stem = posixpath.split(path)
    return posixpath.join(folder if stem in ("index", "README") else path, "index.html")
