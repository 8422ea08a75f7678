"""How hard a route is, and of what: the way that one goes by one’s own strength.

A day by car is not made easy by an office’s word for the walk in it.
"""

from __future__ import annotations

from math import fsum

from parcours.i18n.language import Language
from parcours.render.words.modes import style_of
from parcours.render.words.paths import ON_ONES_OWN, length, rough
from parcours.render.words.writer import Writer
from parcours.trip.trip import Trip


def effort(trip: Trip, write: Writer, *, beside_total: bool = False) -> str:
    """``facile (à pied et à vélo : 12 km)``; nothing of a route without a walk or a ride.

    ``beside_total`` stands after the length of the whole route: where all of that is as the crow
    flies, a part of it need not say so again, unless that part tells no length but a bound, or
    about how much.
    """
    language: Language = write.language
    own = [leg for leg in trip.legs if leg.by in ON_ONES_OWN]
    if not own:
        return ""
    said = {"difficulty": write.name(trip.itinerary.difficulty),
            "means": language.all_of(list(dict.fromkeys(
                language.say(style_of(leg.by).label) for leg in own)))}
    if beside_total and all(leg.km_estimated for leg in trip.legs) and not rough(own):
        return language.say("{difficulty} ({km} of them {means})",
                            km=language.km(fsum(leg.km for leg in own)), **said)
    return language.say("{difficulty} ({means}: {km})", km=length(own, language), **said)
