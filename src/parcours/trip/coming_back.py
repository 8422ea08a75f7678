"""Whether a route ends where it began: only then is what leads to its end a way back."""

from __future__ import annotations

from parcours.format.model import PlaceFields
from parcours.geo.points import distance_m
from parcours.trip.trip import Trip

BACK_M = 500
"""A route that ends nearer than this to where it began needs no plan for the way back."""


def comes_back(trip: Trip) -> bool:
    """Whether the last stop of a route is its first, or surely near to it."""
    return near(trip.visits[0].place, trip.visits[-1].place)


def near(start: PlaceFields, end: PlaceFields) -> bool:
    """Whether one place is the other, or surely so near that no way back has to be planned."""
    vague_m = sum(place.precision_m for place in (start, end) if place.approximate)
    return start == end or distance_m(start.position, end.position) + vague_m <= BACK_M
