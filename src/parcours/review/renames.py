"""Which routes and places go by another name than before: a rename is neither a new nor a lost one.

What says ``renamed_from`` is told as a fact. Where nothing says it, but a file is gone and another
that came says the same, the rename is a guess, and is told as one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeVar

from parcours.format.model import InlineStop, Itinerary, Place
from parcours.geo.points import distance_m
from parcours.review.state import State

_ALIKE = 0.75
"""As much of the stops, in their order, must be the same for a guess; or of what places say."""
_NEAR_M = 200
"""A point that somebody corrects moves less."""
_OF_EVERY_PLACE = {"name", "kind", "commune", "lat", "lon", "precision_m", "renamed_from"}
"""What is weighed otherwise, or that neighbours share."""

_T = TypeVar("_T", Itinerary, Place)


@dataclass(frozen=True, slots=True)
class Rename:
    """The id that a route or a place had, and whether its file says so."""

    former: str
    declared: bool


def renamed_places(before: State, after: State) -> dict[str, Rename]:
    """The places that have another id now, by the new one."""
    gone = before.atlas.known_places - after.atlas.known_places
    come = {id: place for id, place in after.atlas.places.items()
            if id not in before.atlas.known_places}

    def alike(former: str, id: str) -> float:
        old = before.atlas.places.get(former)
        return _one_place(old, come[id]) if old is not None else 0.0

    return _renamed(gone, come, alike)


def renamed_routes(before: State, after: State, places: Mapping[str, Rename]) -> dict[str, Rename]:
    """The routes that have another id now, by the new one."""
    gone = before.routes.keys() - after.routes.keys() - after.unreadable
    come = {id: route.itinerary for id, route in after.routes.items()
            if id not in before.routes and id not in before.unreadable}
    now = {rename.former: id for id, rename in places.items()}

    def alike(former: str, id: str) -> float:
        old, new = before.routes[former].itinerary, come[id]
        if old.alliance != new.alliance:
            return 0.0
        return SequenceMatcher(None, [now.get(stop, stop) for stop in _stops(old)], _stops(new),
                               autojunk=False).ratio()

    return _renamed(gone, come, alike)


def _renamed(gone: Collection[str], come: Mapping[str, _T], alike: Callable[[str, str], float]
             ) -> dict[str, Rename]:
    """The new ids with what they were: what files say first, then the likest of what is left."""
    found: dict[str, Rename] = {}
    left = set(gone)
    for id, thing in sorted(come.items()):
        said = next((one for one in thing.renamed_from if one in left), None)
        if said is not None:
            found[id] = Rename(said, declared=True)
            left.discard(said)
    guesses = sorted((-alike(former, id), former, id) for former in left
                     for id in come if id not in found)
    for likeness, former, id in guesses:
        if -likeness >= _ALIKE and former in left and id not in found:
            found[id] = Rename(former, declared=False)
            left.discard(former)
    return found


def _stops(route: Itinerary) -> list[str]:
    return [f"/{stop.name.in_lang('fr')}" if isinstance(stop, InlineStop) else stop.place
            for day in route.days for stop in day.stops]


def _one_place(old: Place, new: Place) -> float:
    """How much of what two files say is the same, 0 to 1; nothing of places of two kinds, or that
    stand apart."""
    if old.kind is not new.kind or distance_m(old.position, new.position) > _NEAR_M:
        return 0.0
    named = (str(old.name.in_lang("fr")), str(new.name.in_lang("fr")))
    alike = [SequenceMatcher(None, *named, autojunk=False).ratio()]
    for field in Place.model_fields.keys() - _OF_EVERY_PLACE:
        one, other = getattr(old, field), getattr(new, field)
        if one or other:
            alike.append(float(one == other))
    return sum(alike) / len(alike)
