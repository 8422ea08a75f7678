"""What is closed now and soon, and which routes it touches.

Everything comes from the ``status`` of places and routes, which lapses by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from parcours.content.atlas import Atlas
from parcours.format.model import Status
from parcours.format.text import Text
from parcours.trip.passage import Passage
from parcours.trip.trip import Trip

SOON_DAYS = 90
"""How far ahead a closure is told."""


@dataclass(frozen=True, slots=True)
class Announced:
    """The status of a route (stop 0) or of a stop that has no place file."""

    number: int
    name: Text
    status: Status


@dataclass(frozen=True, slots=True)
class Closure:
    """Something closed or in works, now or soon."""

    anchor: str
    name: Text
    status: Status
    page: str
    """The page about it, from the root of the language."""
    touched: tuple[Passage, ...]
    """The stops of routes that it touches; none for a closure of the route itself."""


def announced(trip: Trip) -> tuple[Announced, ...]:
    """What a route says of itself and of its own stops."""
    route = trip.itinerary
    found = [Announced(0, route.title, route.status)] if route.status else []
    found += [Announced(visit.number, visit.place.name, visit.place.status)
              for visit in trip.visits if visit.place.status and not visit.place_id]
    return tuple(found)


def gather(atlas: Atlas, passages: Mapping[str, Sequence[Passage]],
           routes: Sequence[tuple[str, Text, Sequence[Announced]]]) -> list[Closure]:
    """What is closed today or will be within `SOON_DAYS`, in the order of its first day."""
    found = [
        Closure(f"lieu-{id}", place.name, place.status, f"lieux/{id}/", tuple(passages.get(id, ())))
        for id, place in atlas.places.items() if place.status]
    for id, title, told in routes:
        for one in told:
            stop = f"etape-{one.number}" if one.number else ""
            found.append(Closure(
                f"parcours-{id}-{stop}".rstrip("-"), one.name, one.status,
                f"parcours/{id}/{stop and f'#{stop}'}",
                (Passage(id, title, one.number),) if stop else ()))
    until = atlas.today + timedelta(days=SOON_DAYS)
    closing = [replace(one, status=status) for one in found
               if (status := one.status.closing(atlas.today)) is not None]
    return sorted(
        (one for one in closing
         if (one.status.to or date.max) >= atlas.today
         and (one.status.from_ or date.min) <= until),
        key=lambda one: (one.status.from_ or date.min, one.anchor))
