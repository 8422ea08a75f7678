"""``docs/`` to ``site/``: one MkDocs build a language, side by side, joined into one site.

The finished site is put in place by a rename: a publication that fails or is killed leaves the
former site whole.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from parcours.diagnostics.diagnostic import Words
from parcours.diagnostics.waiting import at_work
from parcours.disk.atomic import clear, sweep
from parcours.disk.children import children
from parcours.disk.digest import code, digest_all
from parcours.disk.exchange import exchange
from parcours.disk.turn import turn
from parcours.publish import (
    compiled_theme,
    language_site,
    offline,
    search_index,
    share_cards,
    sitemap,
)
from parcours.publish.dead_links import refuse_dead_links
from parcours.publish.inventory import (
    Inventory,
    SiteFile,
    look_at,
    look_into,
    recall,
    remember,
    take_inventory,
)
from parcours.publish.placing import Placing, is_of_one_language
from parcours.publish.preview import make_preview
from parcours.publish.theme import hold
from parcours.publish.theme import theme as theme_of
from parcours.publish.workspace import (
    UNFINISHED,
    WORK,
    Edition,
    PublishError,
    Rendered,
    files,
    read_editions,
    refuse_other_languages,
)


@dataclass(frozen=True, slots=True)
class PublishResult:
    """What was published: ``rebuilt`` of the ``pages`` were rendered, the others kept."""

    site: Path
    languages: tuple[str, ...]
    pages: int
    rebuilt: int
    scripted: tuple[str, ...] = ()
    """Where a page written by hand runs a script of its own, below ``docs``: path and line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What is known of a site, and what is asked of it, beside its pages."""

    site_url: str = ""
    """Its public address; where it is not known, every link on the pages is relative all the same.
    """
    repo_url: str = ""
    """That of its source."""
    security: str = ""
    """Its `sitemap.security_txt`, or nothing."""
    languages: Sequence[str] = ()
    """Those that it is said to have, its first one first."""
    whole: bool = False
    """Whether every page and file that a page names must be there, as the command asks."""
    preview: bool = False
    """Whether it opens without a server, and has no address."""


def publish(root: Path, site: Path, asked: Publication = Publication(), *,
            progress: Callable[[Words], None] = lambda _: None) -> PublishResult:
    """Publish the pages below ``root`` as ``site``; raises `PublishError`."""
    root = root.resolve()
    site = Path(os.path.abspath(root / site))
    _refuse_to_overwrite(site, root)

    def wait(folder: Path) -> Callable[[int | None], None]:
        return lambda number: progress(at_work(folder.relative_to(root), number))

    # in the work folder two would mix their pages; docs/ must not change while it is read
    with (turn(root / WORK, waiting=wait(root / WORK)),
          turn(root / "docs", shared=True, waiting=wait(root / "docs")), _readable_by_all()):
        return _publish(root, site, replace(asked, site_url="") if asked.preview else asked,
                        progress)


@contextmanager
def _readable_by_all() -> Iterator[None]:
    """Whatever this process and those that it starts make is for a server of another user to read:
    a mask of whoever publishes may keep others from writing, and no more."""
    mask = os.umask(0o022)
    os.umask(mask & 0o022)
    try:
        yield
    finally:
        os.umask(mask)


def _publish(root: Path, site: Path, asked: Publication,
             progress: Callable[[Words], None]) -> PublishResult:
    _recover(site)
    sweep(root / WORK)
    if (root / "docs" / UNFINISHED).exists():
        raise PublishError(Words(
            "la génération des pages s’est arrêtée avant sa fin : relancez « parcours build »",
            "the generation of the pages broke off before its end: run 'parcours build' again"))
    editions = read_editions(root)
    refuse_other_languages(editions, asked.languages, root / "docs")
    environment = _environment(editions, asked.site_url, asked.repo_url)
    look, theme = theme_of(root, editions[0].palette)
    environment["PARCOURS_LOOK"] = look
    fresh = _beside(site, "new")
    clear(fresh)  # what is left of another would be published with this one
    progress(Words("Construction des pages et de la recherche",
                   "Building the pages and the search"))
    try:
        languages = _render_side_by_side(editions, _Work(
            root, _fingerprint(root, environment), environment, fresh, site,
            asked.site_url))
        rendered = [one.rendered for one in languages]
        progress(Words("Mise en place du site", "Putting the site in place"))
        (fresh / "pagefind" / "pagefind-entry.json").write_text(
            search_index.merged_entry(editions), "utf-8")
        listed = {edition.lang: one.listed
                  for edition, one in zip(editions, rendered, strict=True)}
        sitemap.write(fresh, editions, listed, asked.site_url, asked.security)
        hold(root / WORK / "theme", theme)
        Placing(str(fresh), str(site)).put_all("", str(root / WORK / "theme"))
        inventory = take_inventory(
            fresh, root / WORK / "inventory.json", asked.site_url,
            {name: about for one in languages for name, about in one.found.items()})
        added = _add_offline(root, fresh, site, editions, look, inventory)
        if asked.whole:
            refuse_dead_links({**inventory, **added},
                              lambda name: (fresh / name).read_text("utf-8", "replace"))
        if asked.preview:
            make_preview(fresh)
        _swap(fresh, site)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return PublishResult(site, tuple(edition.lang for edition in editions),
                         sum(one.pages for one in rendered), sum(one.rebuilt for one in rendered),
                         tuple(place for one in rendered for place in one.scripted))


def _add_offline(root: Path, fresh: Path, site: Path, editions: Sequence[Edition],
                 look: str, inventory: Inventory) -> Inventory:
    """Add what the site needs to be read without a network, once all else of it is there; gives
    what came, but for the lists of what is there already."""
    extra = root / WORK / "offline"
    extra.mkdir(exist_ok=True)
    offline.lay_out(extra, fresh, inventory, root, editions, look)
    Placing(str(fresh), str(site)).put_all("", str(extra), shared=lambda _: True)
    return {name: look_at(name, Path(path)) for name, path in files(extra)
            if not name.endswith(offline.LIST)}


def _environment(editions: Sequence[Edition], site_url: str, repo_url: str) -> dict[str, str]:
    """What the builds are told: the site's address, language by language, and no "now"."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"}
    environment.setdefault("SOURCE_DATE_EPOCH", "315532800")  # 1980: gzip and zip know no earlier
    if site_url:
        for edition in editions:
            name = "_".join(filter(None, ("PARCOURS_SITE_URL", edition.folder.upper())))
            environment[name] = "/".join(filter(None, (site_url.rstrip("/"), edition.folder))) + "/"
        environment["PARCOURS_CARDS"] = "yes"  # who shows a card asks for it by a whole address
    if repo_url:
        environment["PARCOURS_REPO_URL"] = repo_url
    return environment


def _fingerprint(root: Path, environment: Mapping[str, str]) -> str:
    """All that decides how *every* page looks; another value, and nothing kept is used."""
    settings = [*((path.name, str(path)) for path in sorted(root.glob("mkdocs*.yml"))),
                *sorted(files(root / "overrides", within=root / "overrides"))]
    return digest_all((
        sys.version, *_installed(),
        *(f"{name}={environment[name]}" for name in sorted(environment)
          if name.startswith("PARCOURS_") or name == "SOURCE_DATE_EPOCH"), code(),
        *(part for name, path in settings for part in (name, Path(path).read_bytes()))))


@cache
def _installed() -> tuple[str, ...]:
    """Every package with its version, as the name of its folder says them: what a package writes of
    itself takes a tenth of a second to read."""
    return tuple(sorted(path.name for place in map(Path, sys.path) if place.is_dir()
                        for form in ("*.dist-info", "*.egg-info") for path in place.glob(form)))


@dataclass(frozen=True, slots=True)
class _Work:
    """What every language's process is told."""

    root: Path
    base: str
    environment: Mapping[str, str]
    fresh: Path
    site: Path
    home: str


@dataclass(frozen=True, slots=True)
class _Added:
    """A language of the ``fresh`` site: what was rendered, and what is there now."""

    rendered: Rendered
    found: Inventory
    templates: Mapping[str, bytes]


def _render_side_by_side(editions: Sequence[Edition], work: _Work) -> list[_Added]:
    """Render every language, and the cards of all, to where the ``fresh`` site is being made."""
    language_site.prepare()
    known = compiled_theme.recall()
    language_site.learn(known)
    with children(len(editions) + 1) as pool:
        running = [pool.submit(_add_language, edition, work) for edition in editions]
        drawing = pool.submit(_add_cards, editions, work)
        failed = [one.exception() for one in running] + [drawing.exception()]
    failures = [failure for failure in failed if isinstance(failure, PublishError)]
    if failures:  # every language is told, not only the first to fail
        raise PublishError(failures[0].words, "\n".join(failure.detail for failure in failures))
    if any(isinstance(failure, BrokenProcessPool) for failure in failed):
        raise PublishError(Words("un processus qui construisait le site a été arrêté",
                                 "a process that was building the site was ended"))
    drawing.result()
    added = [one.result() for one in running]
    for one in added:
        language_site.learn(one.templates)
    if not known.keys() >= language_site.templates().keys():
        compiled_theme.remember(language_site.templates())
    return added


def _add_language(edition: Edition, work: _Work) -> _Added:
    """Render a language into its folder of the fresh site, looking at each file as it goes there.
    """
    memory = edition.work / "inventory.json"
    looked_at = recall(memory, work.home)
    rendered = language_site.render(edition, work.base, work.environment, looked_at)
    # where the times that the former site's files had are forgotten, those of others may be theirs
    placing = Placing(str(work.fresh), "" if rendered.anew else str(work.site))
    known, found = {} if rendered.anew else looked_at, dict[str, SiteFile]()

    def look(name: str, size: int, mtime_ns: int, content: bytes | None) -> None:
        former = known.get(name)
        if former is None or (former.size, former.mtime_ns) != (size, mtime_ns):
            former = look_at(name, work.fresh / name, work.home) if content is None else (
                look_into(name, content, mtime_ns, work.home))
        found[name] = former

    placing.put_all(edition.folder, str(edition.output), look, rendered.made.__contains__)
    for one in rendered.beside:
        if is_of_one_language(one.to):
            name = f"{edition.folder}/{one.to}" if edition.folder else one.to
            look(name, *placing.put(name, one.path, one.time_ns, shared=one.shared))
    placing.put_all("pagefind", str(edition.index), shared=lambda _: True)
    if found != looked_at:
        remember(memory, work.home, found)
    return _Added(replace(rendered, beside=(), made=frozenset()), found,
                  language_site.templates())


def _add_cards(editions: Sequence[Edition], work: _Work) -> None:
    if "PARCOURS_CARDS" in work.environment:
        share_cards.draw(work.root, editions, work.environment)
        Placing(str(work.fresh), str(work.site)).put_all("", str(share_cards.folder_of(work.root)))


def _refuse_to_overwrite(site: Path, root: Path) -> None:
    """The site folder is replaced as a whole: it must be a site, or nothing yet."""
    built = (site / "404.html").is_file() and (site / "index.html").is_file()
    taken = site.is_dir() and any(site.iterdir()) and not built
    if taken or site.is_symlink() or site.is_file() or root.is_relative_to(site):
        raise PublishError(Words(f"{site} n’est pas un site publié : choisissez un autre dossier",
                                 f"{site} is not a published site: choose another folder"))


def _swap(fresh: Path, site: Path) -> None:
    """Put the new site in place, at once where the system can: there is then always a site.

    Elsewhere the former one is kept aside until the new one stands.
    """
    if site.exists() and exchange(fresh, site):
        return  # the former site goes with all that was aside
    old = _beside(site, "old")
    if site.exists():
        os.rename(site, old)
    try:
        os.rename(fresh, site)
    finally:
        _recover(site)


def recover(root: Path, site: Path) -> None:
    """Bring the former site back where a publication was killed between two renames; nothing where
    one is at work, which does so itself."""
    class _AtWorkError(Exception):
        pass

    def leave(_: int | None) -> None:
        raise _AtWorkError

    site = Path(os.path.abspath(root / site))
    if not site.exists() and _beside(site, "old").exists():
        with suppress(_AtWorkError), turn(root / WORK, waiting=leave):
            _recover(site)


def _recover(site: Path) -> None:
    """Finish what a publication left: its former site goes back where none stands, or away."""
    old = _beside(site, "old")
    if old.exists() and not site.exists():
        os.rename(old, site)
    clear(old)


def _beside(site: Path, what: str) -> Path:
    """A folder next to the site, on its disk, so that a rename can put it in the site's place."""
    return site.with_name(f".{site.name}.{what}")
