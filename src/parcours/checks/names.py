"""Former names: an address that was given up leads to one page, and is no other's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from parcours.content.atlas import Atlas
from parcours.diagnostics.diagnostic import Diagnostic, Span, Words, error
from parcours.format.model import Itinerary, Place
from parcours.format.parse import Parsed

_RENAMED = re.compile(r"^renamed_from:(?:[^\n]|\n[ \t-])*", re.MULTILINE)


def former_place(parsed: Parsed[Place], atlas: Atlas) -> Iterator[Diagnostic]:
    """No other place has, or had, a former name of this one."""
    for n, old in enumerate(parsed.value.renamed_from):
        others = [id for id, place in atlas.places.items()
                  if id == old or (id != parsed.id and old in place.renamed_from)]
        yield from _in_use(parsed.source.span(("renamed_from", n)), f"places/{old}.yml",
                           old in atlas.known_places, others)


def former_itinerary(parsed: Parsed[Itinerary], atlas: Atlas) -> Iterator[Diagnostic]:
    """No other itinerary has, or had, a former name of this one.

    The other files are read as bare text, and only where a name was given up: itineraries are
    checked one by one, and know nothing of each other.
    """
    for n, old in enumerate(parsed.value.renamed_from):
        word = re.compile(rf"(?<![a-z0-9-]){re.escape(old)}(?![a-z0-9-])")
        others = [path.stem for path in sorted(atlas.root.glob("*.yml"))
                  if path.stem != parsed.id and path.is_file() and not path.is_symlink()
                  and (said := _RENAMED.search(path.read_text("utf-8", "replace")))
                  and word.search(said[0])]
        yield from _in_use(parsed.source.span(("renamed_from", n)), f"{old}.yml",
                           (atlas.root / f"{old}.yml").exists(), others)


def _in_use(span: Span, file: str, there: bool, others: Iterable[str]) -> Iterator[Diagnostic]:
    if there:
        yield error("name-in-use", span, Words(
            f"le fichier itineraries/{file} existe : cette adresse est la sienne",
            f"the file itineraries/{file} exists: this address is its own"), Words(
            "retirez ce nom, ou supprimez l’ancien fichier s’il devait disparaître",
            "remove this name, or delete the old file if it was to go"))
    elif other := next(iter(others), None):
        yield error("name-in-use", span, Words(
            f"« {other} » dit aussi avoir porté ce nom", f"'{other}' also says it had this name"),
            Words("laissez-le à celui des deux où l’ancien lien doit mener",
                  "leave it to the one the old link shall lead to"))
