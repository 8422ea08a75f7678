"""Places of both sides that answer or supply one another, where a route visits both."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from parcours.format.model import PlaceFields
from parcours.trip.trip import Trip, Visit


class Pair(NamedTuple):
    """Two stops that belong together."""

    first: Visit
    second: Visit


def twins(trip: Trip) -> tuple[Pair, ...]:
    """The twins that a route visits, each pair once, in the order in which one meets them."""
    seen: set[frozenset[str]] = set()
    found = []
    for visit, other in _both_visited(trip):
        key = frozenset((visit.place_id, other.place_id))
        if visit.number < other.number and key not in seen and (
                visit.place.twin == other.place_id or other.place.twin == visit.place_id):
            seen.add(key)
            found.append(Pair(visit, other))
    return tuple(found)


def supplied(trip: Trip) -> tuple[Pair, ...]:
    """Who makes something and who sells it, where the route visits both."""
    seen: set[tuple[str, str]] = set()
    found = []
    for maker, seller in _both_visited(trip):
        key = (maker.place_id, seller.place_id)
        if seller.place_id in maker.place.supplies and key not in seen:
            seen.add(key)
            found.append(Pair(maker, seller))
    return tuple(found)


def _both_visited(trip: Trip) -> list[tuple[Visit, Visit]]:
    """Every two stops at different places that have a file, of which one names another."""
    named = [visit for visit in trip.visits if visit.place_id]
    return [(one, other) for one in named if one.place.twin or one.place.supplies
            for other in named if one.place_id != other.place_id] + [
        (one, other) for one in named if not (one.place.twin or one.place.supplies)
        for other in named if other.place.twin == one.place_id]


def makers(places: Mapping[str, PlaceFields]) -> dict[str, list[str]]:
    """By the place that sells, the places that supply it."""
    found: dict[str, list[str]] = {}
    for id, place in places.items():
        for seller in dict.fromkeys(place.supplies):
            found.setdefault(seller, []).append(id)
    return found
