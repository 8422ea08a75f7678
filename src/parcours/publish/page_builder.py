"""MkDocs in this process: the pages of one language, and nothing that need not be done for them.

Four fifths of a plain build go into reading our HTML again, and into copying files that are
copied into the site afterwards. What MkDocs offers for plugins is used to leave both out; every
page that it writes is byte for byte that of ``mkdocs build`` (a test compares them). A
page under our seal (`web.sealed`) is read from the disk when its turn comes, so that thousands of
pages never lie in memory together.

To be called in a process of its own: MkDocs reads the environment, and keeps what it makes.
"""

from __future__ import annotations

import logging
import os
import re
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from html import unescape
from pathlib import Path
from typing import Any

import jinja2
from jinja2.bccache import Bucket
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError, MkDocsException
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.theme import Theme
from mkdocs.utils.meta import YAML_RE

from parcours.web.sealed import opened

_EXTENSION = "parcours.web.whole_html"
"""What makes any builder take a sealed body as it is; where a site does not name it, nor do we."""
_ANCHOR = re.compile(r'\sid="([^"<>]*)"')
_SEAL = "<!--parcours "
_TIDIED = "\t\r\x02\x03"
_BLANKS = re.compile("\n +\n")
"""What Python-Markdown changes before all else, so that the seal would not fit any more. Bodies are
long: letters are looked for by `in`, and the pattern only where it may fit."""
_SOME_PAGES = "A 'dirty' build"


@dataclass(frozen=True, slots=True)
class Built:
    """What MkDocs said, but for its news of progress."""

    failed: bool
    said: tuple[str, ...]
    beside: tuple[tuple[str, str], ...]
    """What it would have copied: where each file goes, below the language's folder, and where it
    is."""
    templates: Mapping[str, bytes]
    """The theme as Python's bytecode, for the builds that come after this one."""


def build_pages(config: Path, output: Path, environment: Mapping[str, str], *,
                templates: Mapping[str, bytes], only: frozenset[str] | None = None) -> Built:
    """Build the pages of a language, or ``only`` those that are made from these sources, where the
    others are in ``output`` already. ``templates`` is what a former build gave."""
    os.environ.update(environment)
    os.chdir(config.parent)
    heard = _Heard()
    logger = logging.getLogger("mkdocs")
    logger.handlers, logger.propagate = [heard], False
    bytecode = _Bytecode(templates)
    pages = _Pages()
    failed = False
    try:
        settings = load_config(str(config), site_dir=str(output), strict=only is None)
        # another plugin may look at what we never make
        pages.takes = _EXTENSION in settings.markdown_extensions and not settings.plugins
        pages.bytecode, pages.only = bytecode, only
        settings.plugins["parcours"] = pages
        _list_less(settings.theme)
        build(settings, dirty=only is not None)
    except MkDocsException as failure:
        failed = True
        heard.lines.append(failure.message)
    except Exception:
        failed = True
        heard.lines += traceback.format_exc().splitlines()
    # a build of some pages is itself a warning, so that it cannot be strict: we are, here
    said = tuple(line for line in heard.lines if line.strip() and _SOME_PAGES not in line)
    return Built(failed or bool(said), said, tuple(pages.beside), bytecode.kept)


def _list_less(theme: Theme) -> None:
    """Have a theme's files found without its hidden folders."""
    made = theme.get_env

    def get_env() -> jinja2.Environment:
        environment = made()
        if type(environment.loader) is jinja2.FileSystemLoader:
            environment.loader = _Shown(environment.loader.searchpath)
        return environment

    theme.get_env = get_env  # type: ignore[method-assign]


class _Heard(logging.Handler):
    """Keeps the lines of warnings and errors."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines += f"{record.levelname:<8}-  {record.getMessage()}".splitlines()


class _Shown(jinja2.FileSystemLoader):
    """A theme's folders, of which no hidden one is listed: no builder takes a file of those, and
    Material has ten thousand icons there."""

    def list_templates(self) -> list[str]:
        """The names of all templates, with slashes."""
        found = set()
        for root in map(os.path.abspath, self.searchpath):
            for folder, below, names in os.walk(root, followlinks=self.followlinks):
                below[:] = [one for one in below if not one.startswith(".")]
                at = "" if folder == root else f"{os.path.relpath(folder, root)}{os.sep}"
                found |= {f"{at}{name}".replace(os.sep, "/") for name in names}
        return sorted(found)


class _Bytecode(jinja2.BytecodeCache):
    """Compiled templates in memory, each under a key of its source and of this Jinja."""

    def __init__(self, kept: Mapping[str, bytes]) -> None:
        self.kept = dict(kept)

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002
        """The key of a template, in whatever folder its project lies."""
        return super().get_cache_key(name)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what is known of a template."""
        known = self.kept.get(bucket.key + bucket.checksum)
        if known is not None:
            bucket.bytecode_from_string(known)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Take a template that was compiled."""
        self.kept[bucket.key + bucket.checksum] = bucket.bytecode_to_string()


class _NoSettings(Config):  # type: ignore[no-untyped-call]
    """A plugin says what its settings are."""


class _Pages(BasePlugin[_NoSettings]):  # type: ignore[no-untyped-call]
    """What we change of a build, by the events that MkDocs has for plugins."""

    takes = False
    only: frozenset[str] | None = None
    bytecode: _Bytecode

    def __init__(self) -> None:
        self.beside: list[tuple[str, str]] = []

    def on_files(self, files: Files, **_: object) -> Files:
        """Tell which pages to build: MkDocs goes by times alone."""
        if self.only is not None:
            for file in files.documentation_pages():
                file.is_modified = partial(  # type: ignore[method-assign]
                    self.only.__contains__, file.src_uri)
        return files

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Take the pages that are in no menu: those of a menu are few, and it has names for them.
        """
        if self.takes:
            named = {id(page) for page in nav.pages}
            for file in files.documentation_pages():
                if id(file.page) not in named:
                    _SealedPage(None, file, config)  # which becomes the page of its file
        return nav

    def on_env(self, env: jinja2.Environment, files: Files,
               **_: object) -> jinja2.Environment:
        """Once every link was looked at: what is no page is told, and not copied."""
        for file in files:
            included = file.inclusion.is_included()  # type: ignore[no-untyped-call]
            if included and not file.is_documentation_page():
                if file.abs_src_path is None:
                    continue  # made by a plugin, which leaves writing it to MkDocs
                self.beside.append((file.dest_uri, file.abs_src_path))
                file.inclusion = InclusionLevel.EXCLUDED
        env.bytecode_cache = self.bytecode
        return env

    def on_post_page(self, output: str, page: Page, **_: object) -> str:
        """Let go of a page that is done. The site may be linked to what was written of it before,
        and MkDocs would write into that."""
        Path(page.file.abs_dest_path).unlink(missing_ok=True)
        if isinstance(page, _SealedPage):
            page.let_go()
        return output


class _SealedPage(Page):
    """A page that is read from the disk when its turn comes, if it is under our seal; what MkDocs
    would find in it is known without Markdown. One that is not is read as any other."""

    def __init__(self, title: str | None, file: Any, config: MkDocsConfig) -> None:
        self._sealed = False
        self._held: str | None = None
        self._content: str | None = None
        self._anchors: set[str] | None = None
        super().__init__(title, file, config)

    def read_source(self, config: MkDocsConfig) -> None:
        """Take the body of the file, if it is sealed, in place of its Markdown."""
        super().read_source(config)
        self._held = _body(self.markdown or "")
        if self._held is not None:
            self._sealed, self.markdown = True, ""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """What Python-Markdown would find, with `web.whole_html`."""
        if not self._sealed:
            super().render(config, files)
            return
        self.toc, self.links_to_anchors = get_toc([]), {}

    @property
    def content(self) -> str | None:
        """The HTML of the page's body."""
        if not self._sealed:
            return self._content
        if self._held is None:
            self._held = self._again()
        return self._held

    @content.setter
    def content(self, html: str | None) -> None:
        if not self._sealed:
            self._content = html
        elif html == self._held:
            self._held = None  # until its turn comes
        else:
            self._sealed, self._content = False, html

    @property
    def present_anchor_ids(self) -> set[str] | None:
        """The places in the page that others may link to."""
        return ({unescape(id) for id in _ANCHOR.findall(self._again())} if self._sealed
                else self._anchors)

    @present_anchor_ids.setter
    def present_anchor_ids(self, ids: set[str] | None) -> None:
        self._anchors = ids

    def let_go(self) -> None:
        """Keep nothing of the page but what others may ask of it."""
        self._held = self._content = None
        self.markdown = ""

    def _again(self) -> str:
        text = self.file.content_string
        head = YAML_RE.match(text)
        body = _body(text[head.end():] if head else text)
        if body is None:
            raise BuildError(f"{self.file.src_uri} changed while it was read")
        return body


def _body(markdown: str) -> str | None:
    """The HTML of a sealed page; None where Python-Markdown would see another text than we do."""
    at = markdown.find(_SEAL)
    if at < 0 or markdown[:at].strip("\n"):
        return None
    sealed = markdown[at:]
    tidied = any(letter in sealed for letter in _TIDIED) or (
        "\n " in sealed and _BLANKS.search(sealed))
    return None if tidied else opened(sealed)
