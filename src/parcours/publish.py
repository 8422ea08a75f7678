"""``docs/`` to ``site/``: one MkDocs build a language, side by side, then the search index.

The builds are kept in a work folder, so that publishing after an edit renders only what the edit
can have changed. What such a build gives is byte for byte what a whole one gives (a test compares
them); where that cannot be known from the files, everything is built anew. The finished site is put
in place by a rename: a publication that fails or is killed leaves the former site whole.
"""

from __future__ import annotations

import json
import os
import posixpath
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from parcours.diagnostics import Words

_WORK = Path(".cache", "parcours", "publish")

_LINK = re.compile(rb"\]\(|\]:|\]\[|markdown=")
"""What makes a page's HTML, or its warnings, depend on other files: a Markdown link."""

_ANCHOR = re.compile(rb"(?:\]\(|\]:\s*)<?([^)#\s]+\.md)#")
"""The page that a link into the middle of a page leads to."""

_UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*",
           "pagefind-highlight.js")
"""Pagefind's own looks; ours is overrides/assets/javascripts/search.js."""


class PublishError(Exception):
    """The site cannot be published; the former one stands. ``detail`` is what a tool said."""

    def __init__(self, words: Words, detail: str = "") -> None:
        super().__init__(f"{words.en}\n{detail}".rstrip())
        self.words = words
        self.detail = detail


@dataclass(frozen=True, slots=True)
class PublishResult:
    """What was published: ``rebuilt`` of the ``pages`` were rendered, the others kept."""

    site: Path
    languages: tuple[str, ...]
    pages: int
    rebuilt: int


def publish(root: Path, site: Path, *, progress: Callable[[Words], None] = lambda words: None,
            site_url: str = "", repo_url: str = "") -> PublishResult:
    """Publish the pages below ``root`` as ``site``; raises `PublishError`."""
    root = root.resolve()
    site = Path(os.path.abspath(root / site))
    work = root / _WORK
    _refuse_to_overwrite(site, root)
    work.mkdir(parents=True, exist_ok=True)
    _recover(site)
    editions = _editions(root, work)
    environment = _environment(editions, site_url, repo_url)
    progress(Words("Construction des pages", "Building the pages"))
    base = _fingerprint(root, environment)
    rebuilt = sum(edition.prepare(base) for edition in editions)
    _build_side_by_side(root, editions, environment)
    progress(Words("Recherche et assemblage", "Search and assembly"))
    words, indexing = work / "words", None
    pages = _gather_words(editions, words, work / "pagefind")
    fresh = site.with_name(f".{site.name}.parcours-new")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        if not (work / "pagefind").exists():
            indexing = _start([sys.executable, "-m", "pagefind", "--site", str(words),
                               "--output-path", str(work / "pagefind.new"), "--quiet"],
                              root, work / "pagefind.log", environment)
        for edition in editions:
            _copy(edition.output, fresh / edition.folder, site / edition.folder)
        if indexing is not None:
            _finish_index(indexing, work)
        _copy(work / "pagefind", fresh / "pagefind", site / "pagefind")
        _swap(fresh, site)
    finally:
        if indexing is not None:
            indexing.kill()
        shutil.rmtree(fresh, ignore_errors=True)
    return PublishResult(site, tuple(edition.lang for edition in editions), pages, rebuilt)


@dataclass(frozen=True, slots=True)
class _Edition:
    """One language of the site: its configuration, its pages, and its part of the work folder."""

    lang: str
    config: Path
    docs: Path
    folder: str
    """Where it stands in the site; empty for the default language."""
    work: Path

    @property
    def output(self) -> Path:
        return self.work / "site"

    @property
    def state(self) -> Path:
        return self.work / "state.json"

    def prepare(self, base: str) -> int:
        """Take out of the kept build what must be rendered anew; how many pages that is.

        The state goes first and comes back last (`seal`): a build that is cut off is not trusted.
        """
        sources = {name: path.read_bytes() for name, path in _files(self.docs)}
        now = {name: blake2b(text, digest_size=16).hexdigest() for name, text in sources.items()}
        try:
            former = json.loads(self.state.read_text("utf-8"))
        except (OSError, ValueError):
            former = {}
        self.state.unlink(missing_ok=True)
        if former.get("base") != base:
            shutil.rmtree(self.output, ignore_errors=True)
            self.output.mkdir(parents=True)
            stale = set(now)
        else:
            then = former["sources"]
            stale = {name for name in now.keys() | then.keys() if now.get(name) != then.get(name)}
            for name, text in sources.items():
                if name.endswith(".md") and _LINK.search(text):
                    stale.add(name)
                    stale.update(posixpath.normpath(posixpath.join(
                        posixpath.dirname(name), target.decode("utf-8", "replace")))
                        for target in _ANCHOR.findall(text))
            for name in stale:
                _remove(self.output, _built_as(name))
        (self.work / "next.json").write_text(json.dumps({"base": base, "sources": now}), "utf-8")
        return sum(name in now and name.endswith(".md") for name in stale)

    def seal(self) -> None:
        """Trust the build: the next one may start from it."""
        os.replace(self.work / "next.json", self.state)


def _editions(root: Path, work: Path) -> list[_Edition]:
    """The languages: mkdocs.yml is the default one, each mkdocs.<lang>.yml another."""
    configs = [root / "mkdocs.yml", *sorted(root.glob("mkdocs.*.yml"))]
    if not configs[0].is_file():
        raise PublishError(Words(f"il n’y a pas de mkdocs.yml dans {root}",
                                 f"there is no mkdocs.yml in {root}"))
    editions = []
    for config in configs:
        said = re.search(r"^docs_dir:\s*(\S+)", config.read_text("utf-8"), re.MULTILINE)
        if said is None or not (docs := root / said[1].strip("\"'")).is_dir():
            raise PublishError(Words(
                f"{config.name} doit dire docs_dir, et ce dossier doit exister",
                f"{config.name} must say docs_dir, and that folder must exist"))
        folder = "" if config == configs[0] else config.name.split(".")[1]
        editions.append(_Edition(docs.name, config, docs, folder, work / (folder or "default")))
    return editions


def _environment(editions: Sequence[_Edition], site_url: str, repo_url: str) -> dict[str, str]:
    """What the builds are told: the site's address, language by language, and no "now"."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"}
    environment.setdefault("SOURCE_DATE_EPOCH", "315532800")  # 1980, the first day of zip and gzip
    if site_url:
        for edition in editions:
            name = "PARCOURS_SITE_URL" + (f"_{edition.folder.upper()}" if edition.folder else "")
            environment[name] = f"{site_url.rstrip('/')}/" + (edition.folder and
                                                              f"{edition.folder}/")
    if repo_url:
        environment["PARCOURS_REPO_URL"] = repo_url
    return environment


def _fingerprint(root: Path, environment: dict[str, str]) -> str:
    """All that decides how *every* page looks; another value, and nothing kept is used."""
    from importlib.metadata import distributions

    print_ = blake2b(digest_size=16)
    parts = [sys.version, *sorted(f"{found.name} {found.version}" for found in distributions()),
             *(f"{name}={environment[name]}" for name in sorted(environment)
               if name.startswith("PARCOURS_") or name == "SOURCE_DATE_EPOCH")]
    print_.update("\0".join(parts).encode())
    for path in sorted(root.glob("mkdocs*.yml")):
        print_.update(path.read_bytes())
    for name, path in sorted(_files(root / "overrides")):
        print_.update(f"\0{name}\0".encode() + path.read_bytes())
    return print_.hexdigest()


def _build_side_by_side(root: Path, editions: Sequence[_Edition],
                        environment: dict[str, str]) -> None:
    running: list[tuple[_Edition, bool, subprocess.Popen[bytes]]] = []
    try:
        for edition in editions:
            whole = not any(edition.output.iterdir())
            command = [sys.executable, "-m", "mkdocs", "build", "-f", str(edition.config),
                       "-d", str(edition.output), "--strict" if whole else "--dirty"]
            running.append((edition, whole, _start(command, root, edition.work / "log",
                                                   environment)))
        failures = []
        for edition, whole, process in running:
            failed = process.wait() != 0
            said = _told(edition.work / "log")
            # --dirty is itself a warning, so that --strict can never go with it: be strict here
            serious = [line for line in said if "'dirty' build" not in line]
            if failed or (not whole and serious):
                failures.append(f"{edition.config.name}:\n" + "\n".join(serious[-20:]))
        if failures:
            raise PublishError(Words("MkDocs n’a pas pu construire le site",
                                     "MkDocs could not build the site"), "\n".join(failures))
    finally:
        for _, _, process in running:
            process.kill()
    for edition in editions:
        edition.seal()


def _start(command: list[str], root: Path, log: Path,
           environment: dict[str, str]) -> subprocess.Popen[bytes]:
    with log.open("wb") as out:
        return subprocess.Popen(command, cwd=root, env=environment, stdin=subprocess.DEVNULL,
                                stdout=out, stderr=subprocess.STDOUT)


def _told(log: Path) -> list[str]:
    """What a tool said, but for its news of progress."""
    text = re.sub(r"\x1b\[[0-9;]*m", "", log.read_text("utf-8", "replace"))
    return [line for line in text.splitlines() if line.strip() and not line.startswith("INFO")]


def _gather_words(editions: Sequence[_Edition], words: Path, index: Path) -> int:
    """Copy what is to be searched; drop the index when a word of it changed. How many pages.

    Pagefind reads a copy of each page's main part: with plain apostrophes, because it takes
    « l’église » for one word and then « église » finds nothing, and with « oe » for « œ ».
    search.js folds the reader's words alike.
    """
    kept = {name: path for name, path in _files(words)} if words.exists() else {}
    pages = {posixpath.join(edition.folder, name): path for edition in editions
             for name, path in _files(edition.output) if name.endswith("index.html")}
    for name in kept.keys() - pages.keys():
        shutil.rmtree(index, ignore_errors=True)
        _remove(words, name)
    for name, path in pages.items():
        made = path.stat().st_mtime_ns
        copy = words / name
        if name in kept and kept[name].stat().st_mtime_ns == made:
            continue
        page = path.read_text("utf-8")
        head = re.search(r"<html[^>]*>", page)
        main = page[page.find("<main"):page.find("</main>")]
        for fancy, plain in (("’", "'"), ("ʼ", "'"), ("œ", "oe"), ("Œ", "Oe")):
            main = main.replace(fancy, plain)
        text = f"<!doctype html>{head[0] if head else '<html>'}<body>{main}"
        if name not in kept or copy.read_text("utf-8") != text:
            shutil.rmtree(index, ignore_errors=True)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(text, "utf-8")
        os.utime(copy, ns=(made, made))
    return len(pages)


def _finish_index(indexing: subprocess.Popen[bytes], work: Path) -> None:
    fresh = work / "pagefind.new"
    if indexing.wait() != 0:
        shutil.rmtree(fresh, ignore_errors=True)
        raise PublishError(Words("Pagefind n’a pas pu indexer le site",
                                 "Pagefind could not index the site"),
                           "\n".join(_told(work / "pagefind.log")[-20:]))
    for pattern in _UNUSED:
        for path in fresh.glob(pattern):
            path.unlink()
    os.replace(fresh, work / "pagefind")


def _copy(source: Path, target: Path, former: Path) -> None:
    """Copy a tree; what the former site has already is linked to, which costs no reading.

    Never linked to the work folder: MkDocs writes there in place, into the site's own bytes.
    """
    target.mkdir(parents=True, exist_ok=True)
    with os.scandir(source) as entries:
        for entry in entries:
            aim, old = target / entry.name, former / entry.name
            if entry.is_dir():
                _copy(Path(entry.path), aim, old)
                continue
            new = entry.stat()
            with suppress(OSError):
                there = old.stat()
                if (there.st_size, there.st_mtime_ns) == (new.st_size, new.st_mtime_ns):
                    os.link(old, aim)
                    continue
            shutil.copy2(entry.path, aim)


def _refuse_to_overwrite(site: Path, root: Path) -> None:
    """The site folder is replaced as a whole: it must be a site, or nothing yet."""
    inside = site.is_dir() and any(site.iterdir())
    if root.is_relative_to(site) or site.is_symlink() or (
            inside and not (site / "404.html").is_file()):
        raise PublishError(Words(f"{site} n’est pas un site publié : choisissez un autre dossier",
                                 f"{site} is not a published site: choose another folder"))


def _swap(fresh: Path, site: Path) -> None:
    """Put the new site in place; the former one is kept aside until the new one stands."""
    old = site.with_name(f".{site.name}.parcours-old")
    if site.exists():
        os.rename(site, old)
    try:
        os.rename(fresh, site)
    except OSError:
        _recover(site)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _recover(site: Path) -> None:
    """Finish what a killed publication left: its former site goes back, or away."""
    old = site.with_name(f".{site.name}.parcours-old")
    if old.exists() and not site.exists():
        os.rename(old, site)
    shutil.rmtree(old, ignore_errors=True)


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Every file below a folder, with its path as an address."""
    for parent, _, names in os.walk(folder, followlinks=True):
        for name in names:
            path = Path(parent, name)
            yield path.relative_to(folder).as_posix(), path


def _built_as(name: str) -> str:
    """Where MkDocs puts the file it makes from this source."""
    path, extension = posixpath.splitext(name)
    if extension != ".md":
        return name
    folder, stem = posixpath.split(path)
    return posixpath.join(folder if stem in ("index", "README") else path, "index.html")


def _remove(folder: Path, name: str) -> None:
    """Remove a file, and the folders that it leaves empty."""
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        return  # a link may point anywhere; we remove nothing outside
    path.unlink(missing_ok=True)
    for parent in path.parents:
        if parent == folder:
            break
        with suppress(OSError):
            parent.rmdir()
