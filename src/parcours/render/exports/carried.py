"""A route in our own format, as files of other formats carry it beside what they say.

So that `parcours import` makes the same route of each of them. Computed once a route.
"""

from __future__ import annotations

from dataclasses import dataclass

from parcours.render.exports import catalogue_json, record, record_xml
from parcours.render.exports.about import About
from parcours.render.exports.record_xml import Elements
from parcours.trip.trip import Shape, Trip


@dataclass(frozen=True, slots=True)
class Carried:
    """The same record in each of its forms."""

    part: str
    """Of the catalogue in JSON, with what we computed."""
    alone: str
    """JSON of the route with its places."""
    drawn: str
    """The same without the paths, for a file that draws them itself."""
    elements: Elements


def carried(trip: Trip, about: About) -> Carried:
    """What the files of a route carry."""
    said = record.route(trip, about)
    alone = catalogue_json.alone(said, trip, about)
    is_drawn = any(leg.shape is Shape.TRACK for leg in trip.legs)
    drawn = catalogue_json.alone(said, trip, about, paths=False) if is_drawn else alone
    return Carried(catalogue_json.part(said), alone, drawn,
                   record_xml.elements(said, trip, about))
