"""A plan must be kept by what really runs, as far as timetables were read for it."""

from __future__ import annotations

from collections.abc import Iterator

from parcours.checks.subject import stops_of
from parcours.content.atlas import Atlas
from parcours.diagnostics.diagnostic import Diagnostic, Words, warning
from parcours.format.model import Itinerary
from parcours.format.parse import Parsed
from parcours.i18n.language import language_of
from parcours.timetable.extract import Extract
from parcours.timetable.legs import service_legs
from parcours.timetable.proof import known_pairs
from parcours.timetable.vehicles import SERVED
from parcours.trip.trip import Trip

_AGAIN = Words("refaites l’extrait : parcours timetable FICHIER.zip",
               "make the extract again: parcours timetable FILE.zip")


def stale_timetable(trip: Trip, parsed: Parsed[Itinerary],
                    extract: Extract) -> Iterator[Diagnostic]:
    """The extract speaks of the legs that the route has now, between the stops its places name."""
    locs = {at.number: at.loc for at in stops_of(parsed)}
    for leg in service_legs(trip):
        if leg.by not in SERVED or known_pairs(leg, extract):
            continue
        pairs = extract.pairs.get(leg.ends)
        if pairs == ():  # no feed joined these stops: told when the extract was made
            continue
        (a, b), (a_en, b_en) = ((leg.start.place.name.in_lang(lang), leg.end.place.name.in_lang(
            lang)) for lang in ("fr", "en"))
        yield warning("stale-timetable", parsed.source.span((*locs[leg.end.number], "travel")),
                      Words(f"l’extrait d’horaires ne dit rien de « {a} » à « {b} » par ce moyen",
                            f"the extract of timetables says nothing from '{a_en}' to '{b_en}' by "
                            "this means") if pairs is None else
                      Words(f"l’extrait d’horaires va de « {a} » à « {b} » par d’autres arrêts",
                            f"the extract of timetables goes from '{a_en}' to '{b_en}' by other "
                            "stops"), _AGAIN)


def lapsed(trip: Trip, parsed: Parsed[Itinerary], atlas: Atlas) -> Iterator[Diagnostic]:
    """The timetables still hold: after their end nothing is proved, and the page says so."""
    if trip.timetables is None or trip.timetables.last >= atlas.today:
        return
    fr, en = (language_of(lang).date(trip.timetables.last) for lang in ("fr", "en"))
    yield warning("feed-ends", parsed.source.key_span(("title",)), Words(
        f"les horaires qui prouvaient ce parcours sont finis depuis le {fr}",
        f"the timetables that proved this route ended on {en}"), _AGAIN)
