"""The engine names no territory: what it says of places comes from the content of each site."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from helpers.published import ROOT
from parcours.content.site_words import site_words
from parcours.load.shared import read_shared

TODAY = date(2026, 11, 22)
ENGINE = ("src/parcours", "overrides", "docs/fr", "docs/en", "Makefile")
OF_OUR_SITE = re.compile(
    r"docs/../(?:contrat|diagnostics)\.md|diagnostics/codes/|docs/../(?:index\.md|parcours/|lieux/|"
    r"territoires/|perturbations/|reciprocite/|donnees/(?!index)|assets/)")
"""The contract's own page, what is generated, and the examples of the codes, whose ids are those of
the content that tests are run on."""


def names() -> set[str]:
    """The words by which our own territories are known: those of their names and of the brand."""
    atlas = read_shared(ROOT / "itineraries", TODAY).atlas
    words = site_words(atlas.site, atlas.territories, atlas.alliances, "fr")
    said = [words.left, words.right, *(one.name.in_lang("fr") for one in
                                       atlas.territories.values())]
    found = {word for text in said for word in re.findall(r"\w{6,}", text)}
    return found - {"Métropole", "Portes"}


def test_nothing_of_the_engine_names_our_territories() -> None:
    """Not the theme, the messages, the examples of fields, the manual or a default of the maps."""
    assert names() >= {"Toulouse", "Gascogne"}
    spelled = re.compile("|".join(sorted(names())), re.IGNORECASE)
    found = []
    for path in (one for top in ENGINE for one in _files(ROOT / top)):
        name = path.relative_to(ROOT).as_posix()
        if OF_OUR_SITE.search(name):
            continue
        found += [f"{name}:{n}: {line.strip()[:80]}" for n, line in enumerate(
            path.read_text("utf-8", "ignore").splitlines(), 1) if spelled.search(line)]
    assert found == []


def _files(top: Path) -> list[Path]:
    kinds = {".py", ".toml", ".j2", ".html", ".js", ".css", ".md", ".po", ".lark", ".xml", ".svg"}
    return [top] if top.is_file() else [path for path in sorted(top.rglob("*"))
                                        if path.suffix in kinds and path.is_file()]
