"""The colours of a site can be read: by day and by night, whatever they are."""

from __future__ import annotations

from collections.abc import Iterator

from parcours.diagnostics.diagnostic import Diagnostic, Edit, Words, error
from parcours.format.model import Site
from parcours.format.parse import Parsed
from parcours.web.colours import LEAST_TEXT, TEXT_ON, contrast, readable


def low_contrast(parsed: Parsed[Site]) -> Iterator[Diagnostic]:
    """The number of a stop stands out from the colour of its side; all else is made from it."""
    chosen = parsed.value.colours
    for side, typed in (("urban", chosen.urban), ("rural", chosen.rural)) if chosen else ():
        if typed is None or (found := contrast(typed, TEXT_ON[side])) >= LEAST_TEXT:
            continue
        span, meant = parsed.source.span(("colours", side)), readable(typed, TEXT_ON[side])
        said_fr, said_en = ("blanc", "white") if side == "urban" else ("brun", "brown")
        yield error("low-contrast", span, Words(
            f"le {said_fr} ne se lit pas sur « {typed} » : contraste de {found:.1f}, il en faut "
            f"{LEAST_TEXT}".replace(".", ","),
            f"{said_en} cannot be read on '{typed}': contrast {found:.1f}, {LEAST_TEXT} is needed"),
            Words(f'écrivez "{meant}"', f'write "{meant}"'),
            (Edit(span, typed, meant, quoted=True),))
