"""Lists name each thing once: the pages would name it twice, and exports count it twice."""

from __future__ import annotations

from collections.abc import Iterator

from parcours.checks.subject import Placed, repeated
from parcours.content.atlas import Atlas
from parcours.diagnostics.diagnostic import Diagnostic, Words, error
from parcours.format.model import Itinerary
from parcours.format.parse import Parsed
from parcours.format.scalars import short
from parcours.format.text import Text
from parcours.source.read import Loc, Source

_OF_A_PLACE = ("services", "labels", "supplies", "sources", "told")
_OF_A_ROUTE = ("themes", "audience")


def twice_in_place(placed: Placed, atlas: Atlas) -> Iterator[Diagnostic]:
    """A service, a label, a seller or a source stands once in its list, and a month in its own."""
    fields = placed.fields
    for name in _OF_A_PLACE:
        yield from _twice(placed.source, (*placed.loc, name), getattr(fields, name), atlas)
    for n, product in enumerate(fields.products):
        yield from _twice(placed.source, (*placed.loc, "products", n, "months"), product.months,
                          atlas)


def twice_in_route(parsed: Parsed[Itinerary], atlas: Atlas) -> Iterator[Diagnostic]:
    """A theme or a public stands once in its list."""
    for name in _OF_A_ROUTE:
        yield from _twice(parsed.source, (name,), getattr(parsed.value, name), atlas)


def _twice(source: Source, loc: Loc, items: tuple[object, ...],
           atlas: Atlas) -> Iterator[Diagnostic]:
    for n, item in repeated(items):
        fr, en = (item.in_lang(lang, atlas.default_lang) if isinstance(item, Text) else str(item)
                  for lang in ("fr", "en"))
        yield error("duplicate-key", source.span((*loc, n)), Words(
            f"« {short(fr)} » est déjà dans cette liste", f"'{short(en)}' is already in this list"),
            Words("retirez-le : la page le nommerait deux fois",
                  "remove it: the page would name it twice"))
