"""One language of the site: MkDocs builds its pages, and `search_index` finds their words.

Both results are kept in a work folder, so that publishing after an edit renders only what the edit
can have changed. What such a build gives is byte for byte what a whole one gives (a test compares
them); where that cannot be known from the files, everything is built anew.
"""

from __future__ import annotations

import json
import os
import posixpath
import re
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from parcours.diagnostics.diagnostic import Words
from parcours.disk import atomic
from parcours.disk.digest import digest
from parcours.publish import search_index
from parcours.publish.inventory import Inventory, sum_of
from parcours.publish.theme import copied_by_builders
from parcours.publish.workspace import (
    OWNED,
    Edition,
    PublishError,
    Rendered,
    files,
    read_json,
    remove,
)
from parcours.web.sealed import opened

_LINK = re.compile(rb"\]\(|\]:|\]\[|markdown=")
"""What makes a page's HTML, or its warnings, depend on other files: a Markdown link."""

_MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
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


def render(edition: Edition, base: str, environment: Mapping[str, str],
           looked_at: Inventory = MappingProxyType({})) -> Rendered:
    """Build and index one language; ``base`` stands for all that every page depends on.

    What was ``looked_at`` when it went into the site tells of a page whether it still is what was
    built: somebody may have written into it, here or in the site, which has the same file.
    """
    edition.work.mkdir(parents=True, exist_ok=True)
    atomic.sweep(edition.work)
    state, stale = _stale(edition, base, looked_at)
    if stale is None or stale:
        copied = copied_by_builders(edition.config.parent) - state["sources"].keys()
        # as seen from the project, which may be moved with what is kept of it
        state["beside"] = [(to, os.path.relpath(path, edition.config.parent))
                           for to, path in _build(edition, stale, environment) if to not in copied]
        state["unbuilt"] = [name for name in state["sources"] if name.endswith(_MARKDOWN)
                            and not os.path.exists(f"{edition.output}/{_built_as(name)}")]
    atomic.write(edition.state, json.dumps(state))
    sources = state["sources"]
    of_pages = {name: source for name, source in sources.items()
                if name.endswith(_MARKDOWN) and name not in state["unbuilt"]}
    made = frozenset(map(_built_as, of_pages))
    pages = search_index.renew(edition, made, environment)
    return Rendered(
        pages, len(of_pages if stale is None else of_pages.keys() & stale),
        tuple(_built_as(name) for name, source in of_pages.items() if source["listed"]),
        tuple(f"{edition.docs.name}/{name}:{source['script']}"
              for name, source in sorted(of_pages.items()) if source["script"]),
        stale is None, made,
        tuple((to, str(edition.config.parent / path),
               *((sources[to]["time"], sources[to]["ours"]) if to in sources else
                 (state["time"], False))) for to, path in state["beside"]))


def _owned(edition: Edition) -> frozenset[str]:
    """What a build made in the docs folder of a language, and never writes into again; as a list
    tells that may come from anywhere."""
    listed = read_json(edition.docs.parent / OWNED)
    start = f"{edition.docs.name}/"
    return frozenset(name.removeprefix(start) for name in listed
                     if isinstance(name, str) and name.startswith(start)
                     ) if isinstance(listed, list) else frozenset()


def _stale(edition: Edition, base: str,
           looked_at: Inventory) -> tuple[dict[str, Any], set[str] | None]:
    """The state of the sources, and those to render anew; None when nothing may be kept.

    A page depends on its own source and on ``base``. One with Markdown links depends on other
    pages, too: it is rendered, with the pages whose anchors it names, where one of these changed or
    where a file came or went, so that a broken link is found as by a whole build. Where the change
    is only in what files hold that are copied as they are, such as tracks and data, no page is to
    be rendered.
    """
    try:
        former = json.loads(edition.state.read_text("utf-8"))
        then = former["sources"] if former["base"] == base else None
        beside, began, unbuilt = former["beside"], former["time"], former["unbuilt"]
    except (OSError, ValueError, KeyError):
        then = None
    at = time.time_ns()
    rested = at - _REST_NS
    if then is None:
        beside, began, unbuilt = [], at, []
    owned = _owned(edition)
    now: dict[str, dict[str, Any]] = {}
    for name, path in files(edition.docs, within=edition.docs.parent):
        known = then.get(name) if then else None
        found = os.stat(path)
        stamp = [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]
        if known and _is_as_read(known, stamp, found.st_nlink):
            now[name] = known
            continue
        with open(path, "rb") as source:
            text = source.read()
        same, ours = digest(text), name in owned
        changed = known is None or known["digest"] != same
        now[name] = {
            # a file touched a moment ago may change again without its times telling
            "stamp": stamp if max(found.st_mtime_ns, found.st_ctime_ns) < rested else None,
            "digest": same,
            "ours": ours,
            "time": _time(found.st_mtime_ns, ours, changed, known["time"] if known else 0, at),
            "with": _rendered_with(name, text) if name.endswith(_MARKDOWN) else [],
            "listed": name.endswith(_MARKDOWN) and not _UNLISTED.match(text),
            "script": _script_line(text) if name.endswith(_MARKDOWN) else 0}
    state = {"base": base, "sources": now, "beside": beside, "time": began, "unbuilt": unbuilt}
    if then is None:
        return state, None
    stale = {name for name in now.keys() | then.keys()
             if now.get(name, {}).get("digest") != then.get(name, {}).get("digest")}
    # some MkDocs leaves out, such as those whose names begin with a dot
    stale |= {name for name in now.keys() - set(unbuilt) if name.endswith(_MARKDOWN)
              and not _is_kept(edition, _built_as(name), looked_at)}
    if stale <= now.keys() & {to for to, _ in beside}:
        return state, set()
    linked = (known["with"] for known in now.values())
    came_or_went = now.keys() ^ then.keys()
    if all(map(_NAMED_BY_DIGEST.fullmatch, came_or_went)):  # what links lead to is there as before
        linked = (pages for pages in linked if not stale.isdisjoint(pages))
    return state, stale.union(*linked) if stale else stale


def _is_as_read(known: Mapping[str, Any], stamp: Sequence[int], names: int) -> bool:
    """Whether a file has the stamp that it had when it was read. Each site that comes or goes and
    shares it changes its third time, `ctime`; while it has another name, its inode is no other's.
    """
    then = known["stamp"]
    return then == stamp or bool(
        then and known["ours"] and names > 1 and (*then[:2], then[3]) == (*stamp[:2], stamp[3]))


def _time(mtime_ns: int, ours: bool, changed: bool, former_ns: int, at: int) -> int:
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


def _script_line(text: bytes) -> int:
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


def _rendered_with(name: str, text: bytes) -> list[str]:
    """What is rendered together, for the sake of a page with links: itself first."""
    if not _LINK.search(text):
        return []
    folder = posixpath.dirname(name)
    return [name, *sorted({posixpath.normpath(posixpath.join(
        folder, target.decode("utf-8", "replace"))) for target in _ANCHOR.findall(text)})]


_templates: dict[str, bytes] = {}
"""The theme as bytecode, for every build of this process and of those that it forks."""


def prepare() -> None:
    """Import what takes long, so that a process that is forked from this one need not."""
    from pagefind.service import get_executable

    from parcours.publish.page_builder import build_pages

    del get_executable, build_pages


def templates() -> Mapping[str, bytes]:
    """What the builds of this process compiled, for `learn` in the one that it was forked from."""
    return _templates


def learn(compiled: Mapping[str, bytes]) -> None:
    """Take what another process compiled."""
    _templates.update(compiled)


def _build(edition: Edition, stale: set[str] | None,
           environment: Mapping[str, str]) -> list[tuple[str, str]]:
    """Run MkDocs over everything, or over what was taken out of the kept build; what it would have
    copied: where to, and from where."""
    from parcours.publish.page_builder import build_pages

    edition.state.unlink(missing_ok=True)
    if stale is None:
        shutil.rmtree(edition.output, ignore_errors=True)
    for name in stale or ():
        remove(edition.output, _built_as(name))
    built = build_pages(edition.config, edition.output, environment, templates=_templates,
                        only=None if stale is None else frozenset(stale))
    if built.failed:
        raise PublishError(Words("MkDocs n’a pas pu construire le site",
                                 "MkDocs could not build the site"),
                           "\n".join((f"{edition.config.name}:",
                                      *[*_without_traceback(built.said)][-20:])))
    _templates.update(built.templates)
    return list(built.beside)


def _without_traceback(said: Sequence[str]) -> Iterator[str]:
    """What a program said; of an exception of its own only what it is, as for a file that was
    removed while it was being read."""
    inside = False
    for line in said:
        inside = line.startswith("Traceback (") or (inside and line.startswith(" "))
        if not inside:
            yield line


def _built_as(name: str) -> str:
    """Where MkDocs puts the file that it makes from this source."""
    path, extension = posixpath.splitext(name)
    if extension not in _MARKDOWN:
        return name
    folder, stem = posixpath.split(path)
    return posixpath.join(folder if stem in ("index", "README") else path, "index.html")
