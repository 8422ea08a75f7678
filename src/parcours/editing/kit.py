"""Where the theme, the settings, the manual, the form and the workflows of a new site come from.

They stand beside ``src`` in a checkout. A built package has brought them along, below ``kit/``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from parcours import HERE

CHECKOUT, BROUGHT = HERE.parents[1], HERE / "kit"
_PATTERNS = HERE / "editing" / "site_files" / "kit.txt"
_ELSEWHERE = HERE / "editing" / "site_files" / "elsewhere.toml"
_WRITTEN_ANEW = re.compile(r"docs/[a-z]{2}/(?:index|contrat)\.md")
"""Pages that speak of one site, and that a new one has of its own."""
_OF_A_LANGUAGE = re.compile(r"(?:docs/|mkdocs\.)([a-z]{2})[/.]")
_ONLY_OURS = {
    ".github/workflows/check.yml": re.compile(r"\n  browsers:\n.*", re.DOTALL),
    ".gitlab-ci.yml": re.compile(
        r"\n(?:navigateurs|audit):\n(?:[ ].*\n)*|  - audit\n|# For the weekly audit.*\n#\n")}
"""Jobs that try the engine itself or look after its packages, of which a site is no part."""


def kit() -> Path:
    """The folder of these files; raises FileNotFoundError where the installation has none."""
    for folder in (CHECKOUT, BROUGHT):
        if (folder / "mkdocs.yml").is_file() and (folder / "overrides").is_dir():
            return folder
    raise FileNotFoundError(BROUGHT)


def kit_files(languages: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """What a site of these languages needs beside its content, by path below its folder."""
    folder = kit()
    found = {path.relative_to(folder).as_posix(): path
             for pattern in _PATTERNS.read_text("utf-8").splitlines()
             if pattern and not pattern.startswith("#")
             for path in folder.glob(pattern) if path.is_file()}
    instead: dict[str, list[Mapping[str, str]]] = {}
    for passage in tomllib.loads(_ELSEWHERE.read_text("utf-8"))["passage"]:
        instead.setdefault(passage["page"], []).append(passage)
    for name, path in sorted(found.items()):
        lang = _OF_A_LANGUAGE.match(name)
        if _WRITTEN_ANEW.fullmatch(name) or (
                lang and lang[1] not in languages and lang[1] != "ym"):
            continue
        content = path.read_bytes()
        if name in _ONLY_OURS:
            content = _ONLY_OURS[name].sub("", content.decode()).encode()
        for passage in instead.get(name, ()):
            content = _said_elsewhere(content.decode(), passage).encode()
        yield name, content


def _said_elsewhere(page: str, passage: Mapping[str, str]) -> str:
    """A page with what a new site says in the place of what is so of ours alone; raises ValueError
    where the page has no such passage any more."""
    start = page.index(passage["begins"])
    return page[:start] + passage["instead"] + page[page.index(passage["ends"], start):]
