"""Who stands behind a route: the last review of each side, and the sides that lack one."""

from __future__ import annotations

from parcours.content.atlas import Atlas
from parcours.format.model import Itinerary, Review


def latest(itinerary: Itinerary) -> list[Review]:
    """The last review of each territory, in the order in which they are written."""
    last: dict[str, Review] = {}
    for review in itinerary.reviewed:
        if review.territory not in last or last[review.territory].on <= review.on:
            last[review.territory] = review
    return [review for review in itinerary.reviewed if last[review.territory] is review]


def unsigned(itinerary: Itinerary, atlas: Atlas) -> list[str]:
    """The territories of a route's alliance for which nobody has reviewed it."""
    alliance = atlas.alliances.get(itinerary.alliance)
    signed = {review.territory for review in itinerary.reviewed}
    return [id for id in (alliance.territories if alliance else ())
            if id not in signed and id in atlas.territories]
