"""What publishing works on: the languages of a site, and the folders their pages pass through."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from parcours.diagnostics.diagnostic import Words
from parcours.web.colours import OURS, Palette

_COLOUR = re.compile(r"#[0-9a-f]{6}")
WORK = Path(".cache", "parcours", "publish")
"""Below the project's folder."""
UNFINISHED = ".parcours/journal.json"
"""Below the docs folder, while a build is moving its files into place; it stays where the build was
killed then, until the next one has moved the rest."""

OWNED = ".parcours/manifest.json"
"""Below the docs folder: the paths of the files that a build made, and replaces when they change.
"""


class PublishError(Exception):
    """The site cannot be published; the former one stands. ``detail`` is what a tool said."""

    def __init__(self, words: Words, detail: str = "") -> None:
        super().__init__(f"{words.en}\n{detail}".rstrip())
        self.words = words
        self.detail = detail

    def __reduce__(self) -> tuple[type[PublishError], tuple[Words, str]]:
        """How it comes from a process of its own."""
        return type(self), (self.words, self.detail)


@dataclass(frozen=True, slots=True)
class Edition:
    """A language: its configuration, its sources, and its part of the work folder."""

    lang: str
    config: Path
    docs: Path
    folder: str
    """Where it stands in the site; empty for the default language."""
    work: Path
    palette: Palette = OURS

    @property
    def output(self) -> Path:
        """MkDocs's build."""
        return self.work / "site"

    @property
    def index(self) -> Path:
        """Pagefind's index; there only while it is that of `words`."""
        return self.work / "pagefind"

    @property
    def words(self) -> Path:
        """What Pagefind reads: one file a page, at the page's address in the site."""
        return self.work / "words"

    @property
    def silent(self) -> Path:
        """The pages that have no such file, since they have no word to search."""
        return self.work / "silent.json"

    @property
    def indexed(self) -> Path:
        """How the files of `index` were when they were made."""
        return self.work / "indexed.json"

    @property
    def state(self) -> Path:
        """What `output` was made from; there only while it may be trusted."""
        return self.work / "state.json"


class Copied(NamedTuple):
    """A file that goes into the site as it is."""

    to: str
    """Where it goes, below the language's folder."""
    path: str
    """Where it is."""
    time_ns: int
    """The time that it is to have there: another one whenever its content is another."""
    shared: bool
    """Whether nobody writes into it, so that the site may have the same file."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """Of the ``pages`` of a language, ``rebuilt`` were rendered and the others kept."""

    pages: int
    rebuilt: int
    listed: tuple[str, ...]
    """The pages that visitors shall find, as paths below the language's folder."""
    scripted: tuple[str, ...] = ()
    """Where a page that is not ours has a script of its own: its path, and the line."""
    anew: bool = False
    """Whether nothing was kept, so that what is remembered of the files may be of others."""
    made: frozenset[str] = frozenset()
    """The pages, as paths below the language's folder: a new file takes the place of a former one.
    """
    beside: tuple[Copied, ...] = ()
    """What is no page."""


def read_editions(root: Path) -> list[Edition]:
    """The languages: mkdocs.yml is the default one, each mkdocs.<lang>.yml another."""
    configs = [root / "mkdocs.yml", *sorted(root.glob("mkdocs.*.yml"))]
    if not configs[0].is_file():
        raise PublishError(Words(f"il n’y a pas de mkdocs.yml dans {root}",
                                 f"there is no mkdocs.yml in {root}"))
    found: list[Edition] = []
    for config in configs:
        said = _settings(config)
        named = said.get("docs_dir")
        docs = root / named if isinstance(named, str) else root
        # one that inherits the folder of another language says nothing of its own
        if docs == root or not docs.is_dir() or docs in [other.docs for other in found]:
            raise PublishError(Words(
                f"{config.name} doit dire docs_dir, et ce dossier doit exister",
                f"{config.name} must say docs_dir, and that folder must exist"))
        folder = "" if config == configs[0] else config.name.split(".")[1]
        found.append(Edition(docs.name, config, docs, folder, root / WORK / docs.name,
                             _palette(said)))
    return found


def refuse_other_languages(editions: Sequence[Edition], spoken: Sequence[str], docs: Path) -> None:
    """Raise `PublishError` where pages were made for the languages of ``site.yml``, ``spoken``, and
    the settings publish another one at the root of the site, or not all of them."""
    made, first = [lang for lang in spoken if (docs / lang).is_dir()], editions[0]
    for lang in made:
        if lang not in [edition.lang for edition in editions]:
            raise PublishError(Words(
                f"site.yml nomme « {lang} » (languages), et aucun réglage ne publie docs/{lang} : "
                f"écrivez mkdocs.{lang}.yml (docs/dev/langues.md), ou retirez {lang} de languages",
                f"site.yml names '{lang}' (languages), and no settings publish docs/{lang}: write "
                f"mkdocs.{lang}.yml (docs/dev/langues.md), or take {lang} out of languages"))
    if made and made[0] != first.lang:
        order = ", ".join(dict.fromkeys((first.lang, *spoken)))
        raise PublishError(Words(
            f"site.yml met « {made[0]} » en premier (languages), et {first.config.name} publie "
            f"docs/{first.lang} à la racine du site : écrivez languages: [{order}], ou échangez "
            "les réglages des deux langues",
            f"site.yml puts '{made[0]}' first (languages), and {first.config.name} publishes "
            f"docs/{first.lang} at the root of the site: write languages: [{order}], or exchange "
            "the settings of the two languages"))


def _palette(said: Mapping[str, object]) -> Palette:
    """The colours of the site, as `parcours reference` writes them into its settings."""
    extra = said.get("extra")
    given = extra.get("colours") if isinstance(extra, dict) else None
    known = {side: colour for side in ("urban", "rural") if isinstance(given, dict)
             and _COLOUR.fullmatch(colour := str(given.get(side, "")))}
    return Palette(**known)


def _settings(config: Path) -> Mapping[str, object]:
    """What a configuration says, and those that it inherits, as MkDocs reads them."""
    from mkdocs.exceptions import ConfigurationError
    from mkdocs.utils.yaml import yaml_load

    try:
        with config.open("rb") as file:
            said: object = yaml_load(file)
    except ConfigurationError as failure:
        raise PublishError(Words(f"MkDocs ne peut pas lire {config.name}",
                                 f"MkDocs cannot read {config.name}"), str(failure)) from None
    return said if isinstance(said, dict) else {}


def read_json(path: Path) -> Any:
    """What a file of ours holds; None where it is not there, or spoilt."""
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return None


def run(command: list[str], edition: Edition,
        environment: Mapping[str, str]) -> tuple[bool, list[str]]:
    """Whether a program failed, and what it said but for its news of progress.

    It holds the work folder as we do (`disk.turn`): were we killed, it would go on writing there,
    and the next publication waits for its end.
    """
    done = subprocess.run(command, cwd=edition.config.parent, env=environment,
                          check=False, close_fds=False, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    text = re.sub(r"\x1b\[[0-9;]*m", "", done.stdout.decode("utf-8", "replace"))
    return done.returncode != 0, [line for line in text.splitlines()
                                  if line.strip() and not line.startswith("INFO")]


def files(folder: Path, within: Path | None = None) -> Iterator[tuple[str, str]]:
    """Every file below a folder: its path as an address, and its path.

    Links are followed. With ``within`` none may lead out of that folder: it could publish a file
    of whoever builds the site; raises `PublishError`.
    """
    inside = within and os.path.realpath(within)
    waiting = [("", str(folder))]
    while waiting:
        below, path = waiting.pop()
        with suppress(FileNotFoundError, NotADirectoryError), os.scandir(path) as entries:
            for entry in entries:
                if inside and entry.is_symlink():
                    _refuse_leading_out(entry.path, inside)
                if entry.is_dir():
                    waiting.append((f"{below}{entry.name}/", entry.path))
                else:
                    yield f"{below}{entry.name}", entry.path


def _refuse_leading_out(link: str, inside: str) -> None:
    leads_to, stands_in = os.path.realpath(link), os.path.realpath(os.path.dirname(link))
    if os.path.commonpath((leads_to, inside)) != inside:
        raise PublishError(Words(
            f"{link} est un lien qui mène hors de {inside} : mettez le fichier à sa place",
            f"{link} is a link that leads out of {inside}: put the file in its place"))
    if os.path.commonpath((leads_to, stands_in)) == leads_to:
        raise PublishError(Words(f"{link} est un lien vers un dossier où il se trouve lui-même",
                                 f"{link} is a link to a folder in which it stands itself"))


def remove(folder: Path, name: str) -> None:
    """Remove a file, and the folders that it leaves empty; nothing outside ``folder``."""
    path = folder / name
    if ".." in path.parts:
        return  # the target of a link that leads out of the docs: MkDocs will say so
    with suppress(FileNotFoundError, NotADirectoryError):
        path.unlink()
    for parent in path.parents:
        if parent == folder:
            break
        with suppress(OSError):
            parent.rmdir()
