"""One language of the site: MkDocs builds its pages, and `search_index` finds their words.

Both results are kept in a work folder, so that publishing after an edit renders only what the edit
can have changed. What such a build gives is byte for byte what a whole one gives (a test compares
them); where that cannot be known from the files, everything is built anew.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from parcours.diagnostics.diagnostic import Words
from parcours.disk import atomic
from parcours.publish import search_index, sources
from parcours.publish.inventory import Inventory
from parcours.publish.sources import MARKDOWN, State, built_as
from parcours.publish.theme import copied_by_builders
from parcours.publish.workspace import Copied, Edition, PublishError, Rendered, remove


def render(edition: Edition, base: str, environment: Mapping[str, str],
           looked_at: Inventory = MappingProxyType({})) -> Rendered:
    """Build and index one language; ``base`` stands for all that every page depends on.

    What was ``looked_at`` when it went into the site tells of a page whether it still is what was
    built: somebody may have written into it, here or in the site, which has the same file.
    """
    edition.work.mkdir(parents=True, exist_ok=True)
    atomic.sweep(edition.work)
    state, stale = sources.look(edition, base, looked_at)
    if stale is None or stale:
        copied = copied_by_builders(edition.config.parent) - state.sources.keys()
        # as seen from the project, which may be moved with what is kept of it
        beside = [(to, os.path.relpath(path, edition.config.parent))
                  for to, path in _build(edition, stale, environment) if to not in copied]
        state = replace(state, beside=beside, unbuilt=[
            name for name in state.sources if name.endswith(MARKDOWN)
            and not os.path.exists(f"{edition.output}/{built_as(name)}")])
    sources.keep(state, edition)
    of_pages = {name: source for name, source in state.sources.items()
                if name.endswith(MARKDOWN) and name not in state.unbuilt}
    made = frozenset(map(built_as, of_pages))
    pages = search_index.renew(edition, made, environment)
    return Rendered(
        pages, len(of_pages if stale is None else of_pages.keys() & stale),
        tuple(built_as(name) for name, source in of_pages.items() if source.listed),
        tuple(f"{edition.docs.name}/{name}:{source.script_line}"
              for name, source in sorted(of_pages.items()) if source.script_line),
        stale is None, made, tuple(_beside(edition, state)))


def _beside(edition: Edition, state: State) -> Iterator[Copied]:
    """The files that MkDocs leaves to us to put into the site."""
    for to, path in state.beside:
        source = state.sources.get(to)
        yield Copied(to, str(edition.config.parent / path),
                     source.time_ns if source else state.began_ns,
                     source.ours if source else False)


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
        remove(edition.output, built_as(name))
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
