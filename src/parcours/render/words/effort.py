"""How hard a route is, and of what: the way that one goes by one’s own strength.

A day by car is not made easy by an office’s word for the walk in it.
"""

from __future__ import annotations

from parcours.i18n.language import Language
from parcours.render.words.modes import style_of
from parcours.render.words.paths import ON_ONES_OWN, length
from parcours.render.words.writer import Writer
from parcours.trip.trip import Trip


def effort(trip: Trip, write: Writer) -> str:
    """``facile (à pied et à vélo : 12 km)``; nothing of a route without a walk or a ride."""
    language: Language = write.language
    own = [leg for leg in trip.legs if leg.by in ON_ONES_OWN]
    if not own:
        return ""
    return language.say(
        "{difficulty} ({means}: {km})", difficulty=write.name(trip.itinerary.difficulty),
        km=length(own, language), means=language.all_of(list(dict.fromkeys(
            language.say(style_of(leg.by).label) for leg in own))))
