"""Where territories end, said in one language: whose word it is, or that the shape is schematic."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import reduce

from parcours.content.territory_outlines import OutlineCredit, TerritoryOutlines
from parcours.i18n.language import Language
from parcours.render.words.licences import licence
from parcours.trip.trip import Trip


def credit(said: Iterable[OutlineCredit], language: Language) -> str:
    """Whose word outlines are, of which edition, on which terms, each in turn; plain text, empty
    where there is none."""
    sources = [source(one, language) for one in said]
    if not sources:
        return ""
    return language.say("Outlines: {sources}", sources=reduce(
        lambda told, one: language.say("{told}; {one}", told=told, one=one), sources))


def source(said: OutlineCredit, language: Language) -> str:
    """Whose word outlines are, of which edition, on which terms; plain text."""
    return ", ".join((said.source, _edition(said.edition, language),
                      licence(said.licence, language.code).name))


def _edition(written: str, language: Language) -> str:
    """A year as it is, a day as the language writes it."""
    return written if len(written) == len("2018") else language.date(date.fromisoformat(written))


def caption(outlines: TerritoryOutlines, territories: Iterable[str], language: Language) -> str:
    """What stands below a picture of some territories: their source where all are drawn where they
    end, else that they are schematic."""
    drawn = tuple(territories)
    if outlines.of and all(id in outlines.of for id in drawn):
        return f"{credit(outlines.credits_of(drawn), language)}."
    return language.say("The outlines of the territories are schematic.")


def caption_of_route(trip: Trip, outlines: TerritoryOutlines, language: Language) -> str:
    """The same for a route; and where some of its ways are not known, that these are schematic."""
    said = [caption(outlines, trip.alliance.territories, language)]
    if any(leg.shape.schematic for leg in trip.legs):
        said.append(language.say("Dashed lines are schematic: they are not the real path."))
    return " ".join(said)
