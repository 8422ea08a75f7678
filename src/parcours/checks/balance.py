"""Both sides gain: a route that gives one of them next to nothing is told of."""

from __future__ import annotations

from collections.abc import Iterator

from parcours.content.atlas import Atlas
from parcours.diagnostics.diagnostic import Diagnostic, Words, warning
from parcours.format.model import Itinerary
from parcours.format.parse import Parsed
from parcours.trip.balance import lesser_side, percent_below
from parcours.trip.trip import Trip


def lopsided(trip: Trip, parsed: Parsed[Itinerary], atlas: Atlas) -> Iterator[Diagnostic]:
    """Neither side gets less of the time on the spot than the site's ``lopsided_below``, unless
    visitors sleep there: a night has no minutes, and leaves more than an hour does."""
    lesser, least = lesser_side(trip), atlas.site.lopsided_below
    if lesser.share >= least or lesser.nights:
        return
    names = [atlas.territories[id].name for id in lesser.territories]
    fr, en = (", ".join(name.in_lang(lang) for name in names) for lang in ("fr", "en"))
    share, most = f"{percent_below(lesser.share, least):g}", f"{least * 100:g}"
    of = Words("du temps sur place", "of the time on the spot") if lesser.timed else Words(
        "des étapes", "of the stops")
    yield warning("lopsided-route", parsed.source.key_span(("days",)), Words(
        f"{share.replace('.', ',')} % {of.fr} pour {fr} (seuil : {most.replace('.', ',')} %)",
        f"{share}% {of.en} for {en} (threshold: {most}%)"),
        Words(f"ajoutez une étape ou allongez un séjour : {fr}",
              f"add a stop or lengthen a stay: {en}"))
