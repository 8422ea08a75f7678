"""The engine names no territory: what it says of places comes from the content of each site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from helpers.published import ROOT
from parcours.content.site_words import site_words
from parcours.editing.kit import kit_files
from parcours.load.shared import read_shared

TODAY = date(2026, 11, 22)
ENGINE = ("src/parcours", "overrides", "docs/fr", "docs/en", "Makefile", "admin", "deploy",
          ".github", ".gitlab", ".gitlab-ci.yml")
NOT_OF_THE_ENGINE = re.compile(
    r"docs/../(?:contrat\.md|index\.md|parcours/|lieux/|territoires/|perturbations/|fauteuil/|reciprocite/|"
    r"donnees/(?!index)|assets/)|\.git(?:hub|lab)/CODEOWNERS|"
    r"admin/(?:config\.yml|node_modules|vendor)")
"""The contract's own page, and what is generated from the content: pages, owners, the form."""
AROUND = ("Gascon", "Gascony", "Matabiau", "Occitanie", "Lomagne", "Tisséo", "Garonne", "Lectoure",
          "Fleurance", "Samatan", "Blagnac", "Cité de l’espace", "cite-de-l-espace", "cite-espace",
          "Victor-Hugo", "ferme-des-etoiles", "Jourdain", "Gimont", "Pibrac", "Comminges")
RIVER = "Gers"
"""A word of its own only: passengers have it within them."""
"""What else belongs to them alone: places, lines, words of the region."""
SOURCES = {"docs/fr/mentions-legales.md", "docs/en/mentions-legales.md",
           "docs/fr/donnees/index.md", "docs/en/donnees/index.md"}
"""The sources of our own content, which a new site does not get (elsewhere.toml)."""


def names() -> set[str]:
    """The words by which our own territories are known: those of their names and of the brand."""
    atlas = read_shared(ROOT / "itineraries", TODAY).atlas
    words = site_words(atlas.site, atlas.territories, atlas.alliances, "fr")
    said = [words.left, words.right, *(one.name.in_lang("fr") for one in
                                       atlas.territories.values())]
    found = {word for text in said for word in re.findall(r"\w{6,}", text)}
    return found - {"Métropole", "Portes"}


def named_in(lines: Iterator[tuple[str, str]]) -> list[str]:
    """Where a text names one of them: file, line and what stands there."""
    wanted = re.compile("|".join((*map(re.escape, (*names(), *AROUND)), rf"\b{RIVER}\b")), re.I)
    return [f"{name}:{n}: {line.strip()[:80]}" for name, text in lines if wanted.search(text)
            for n, line in enumerate(text.splitlines(), 1) if wanted.search(line)]


def test_nothing_of_the_engine_names_our_territories() -> None:
    """Not the theme, the messages, the examples of fields, the manual or a default of the maps."""
    assert names() >= {"Toulouse", "Gascogne"}
    assert named_in((name, path.read_text("utf-8", "ignore")) for name, path in _engine()
                    if name not in SOURCES) == []


def test_a_new_site_is_given_nothing_that_names_them() -> None:
    """Theme, settings, manual, form and workflows as `parcours init` copies them, the pages that
    tell of our own sources included, and the examples of the codes."""
    assert named_in((name, content.decode("utf-8", "ignore")) for name, content in
                    kit_files(("fr", "en"))
                    if not name.endswith((".jpg", ".png"))
                    and not name.startswith("mkdocs")) == []


def _engine() -> Iterator[tuple[str, Path]]:
    for top in ENGINE:
        for path in _files(ROOT / top):
            name = path.relative_to(ROOT).as_posix()
            if not NOT_OF_THE_ENGINE.match(name):
                yield name, path


def _files(top: Path) -> list[Path]:
    kinds = {".py", ".toml", ".j2", ".html", ".js", ".css", ".md", ".po", ".lark", ".xml", ".svg",
             ".yml", ".conf", ".txt", ".service", ".timer"}
    return [top] if top.is_file() else [path for path in sorted(top.rglob("*"))
                                        if path.suffix in kinds and path.is_file()]
