"""Where the theme, the settings and the manual of a new site are copied from.

They stand beside ``src`` in a checkout, which is how the engine is installed; a package built
without them says that they are missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from parcours import HERE

CHECKOUT = HERE.parents[1]
_WRITTEN_ANEW = frozenset({"index.md", "contrat.md"})
"""Pages that speak of one site, and that a new one has of its own."""


def kit() -> Path:
    """The folder of these files; raises FileNotFoundError where the installation has none."""
    if (CHECKOUT / "mkdocs.yml").is_file() and (CHECKOUT / "overrides").is_dir():
        return CHECKOUT
    raise FileNotFoundError(CHECKOUT / "overrides")


def kit_files(languages: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """What a site of these languages needs beside its content, by path below its folder."""
    folder = kit()
    for name in ("mkdocs.yml", *(f"mkdocs.{lang}.yml" for lang in languages if lang != "fr")):
        yield name, (folder / name).read_bytes()
    yield from _tree(folder, "overrides")
    for lang in languages:
        for page in sorted((folder / "docs" / lang).glob("*.md")):
            if page.name not in _WRITTEN_ANEW:
                yield page.relative_to(folder).as_posix(), page.read_bytes()
        for name in ("donnees/index.md",):  # its neighbours are generated
            yield f"docs/{lang}/{name}", (folder / "docs" / lang / name).read_bytes()
        yield from _tree(folder, f"docs/{lang}/assets/guide")


def _tree(folder: Path, name: str) -> Iterator[tuple[str, bytes]]:
    for path in sorted((folder / name).rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()
