"""Where territories end, said in one language: whose word it is, or that the shape is schematic."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from parcours.content.territory_outlines import OutlineCredit, TerritoryOutlines
from parcours.i18n.language import Language
from parcours.render.words.licences import licence
from parcours.trip.trip import Shape, Trip


def credit(said: OutlineCredit, language: Language) -> str:
    """Whose word the outlines are, of which edition, on which terms; plain text."""
    edition = said.edition
    if len(edition) > len("2018"):
        edition = language.date(date.fromisoformat(edition))
    return language.say("Outlines: {source}, {edition}, {licence}", source=said.source,
                        edition=edition, licence=licence(said.licence, language.code).name)


def caption(outlines: TerritoryOutlines, territories: Iterable[str], language: Language) -> str:
    """What stands below a picture of some territories: their source where all are drawn where they
    end, else that they are schematic."""
    if outlines.credit is not None and all(id in outlines.of for id in territories):
        return f"{credit(outlines.credit, language)}."
    return language.say("The outlines of the territories are schematic.")


def caption_of_route(trip: Trip, outlines: TerritoryOutlines, language: Language) -> str:
    """The same for a route; and where some of its ways are not known, that these are schematic."""
    said = [caption(outlines, trip.alliance.territories, language)]
    if any(leg.shape not in (Shape.TRACK, Shape.COMPUTED) for leg in trip.legs):
        said.append(language.say("Dashed lines are schematic: they are not the real path."))
    return " ".join(said)
