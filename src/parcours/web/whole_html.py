"""A Markdown extension: the body of a page that we made is one block, and is not read again.

A generated page is HTML from its first tag to its last. Python-Markdown would take it apart tag by
tag, twice with MkDocs, and put the same bytes together again: four fifths of the time of a build.
Only a body under a seal that fits is taken so (`web.sealed`); a page written by hand keeps
its Markdown and every check of its links. Named in ``mkdocs.yml``, read by each builder.
"""

from __future__ import annotations

import re
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from parcours.web.sealed import opened

_ANCHOR = re.compile(r'\sid="[^"<>]*"')

_AFTER_WHITESPACE = 25
"""After ``normalize_whitespace`` (30), before MkDocs looks for anchors in raw HTML (21)."""
_BEFORE_BLOCKS = 20.5
"""Once MkDocs has seen the anchors, before Python-Markdown looks for blocks of HTML (20)."""


class WholeHtml(Extension):
    """Takes a sealed body as one block."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        """Register both halves; called by Python-Markdown."""
        taken = _Taken(md)
        md.preprocessors.register(taken, "parcours_whole_html", _AFTER_WHITESPACE)
        md.preprocessors.register(_WithoutAnchors(taken), "parcours_anchors", _BEFORE_BLOCKS)


class _Taken(Preprocessor):
    """Stores the body, and leaves its anchors for the builder to see: others may link to them."""

    block = ""

    def run(self, lines: list[str]) -> list[str]:
        self.block = ""
        body = opened("\n".join(lines).strip("\n"))
        if body is None:
            return lines
        self.block = self.md.htmlStash.store(body)
        return [self.block, *(f"<a{anchor}>" for anchor in _ANCHOR.findall(body))]


class _WithoutAnchors(Preprocessor):
    """Takes those anchors away again."""

    def __init__(self, taken: _Taken) -> None:
        super().__init__(taken.md)
        self._taken = taken

    def run(self, lines: list[str]) -> list[str]:
        return [self._taken.block] if self._taken.block else lines


def makeExtension(**settings: Any) -> WholeHtml:  # noqa: N802  (Python-Markdown's name)
    """What Python-Markdown calls by this module's name."""
    return WholeHtml(**settings)
