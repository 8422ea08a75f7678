"""Which drawing stands for a place that has no photo, and the drawings of a page.

The season and the hour are those that data tell: a market whose hours lie in one half of the year,
a place of the sky that a route visits in the evening. Where they tell nothing the plain one stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from parcours.content import photos
from parcours.content.atlas import Atlas
from parcours.content.place_hours import hours_of
from parcours.content.sides import Side
from parcours.format.choices import Kind
from parcours.format.model import PlaceFields
from parcours.render.pictures import drawings
from parcours.render.words.needs import EVENING_MIN
from parcours.trip.trip import Visit

_COLD = frozenset({11, 12, 1, 2, 3})
_WARM = frozenset({4, 5, 6, 7, 8, 9, 10})
"""Months, as those of ``Nov-Mar`` and ``Apr-Oct`` in hours."""


class OnPage(NamedTuple):
    """The drawings of a page: the symbols once, then by key what shows one of them."""

    symbols: Markup
    by_key: Mapping[object, Markup]


def of_place(place: PlaceFields, today: date, *, evening: bool = False) -> str:
    """The name of a place's drawing; ``evening`` where it is visited by then."""
    variant = ""
    if place.kind is Kind.SCIENCE and evening:
        variant = drawings.NIGHT
    elif place.kind is Kind.MARKET and (laid_out := hours_of(place, today)):
        months = {day.month for day in laid_out.open_at_all}
        if months:
            variant = (drawings.WINTER if months <= _COLD else
                       drawings.SUMMER if months <= _WARM else "")
    return drawings.drawing_of(place.kind, variant)


def card_of(place: PlaceFields, side: Side, today: date) -> str:
    """The file of the drawing that stands for a place where its page is shared: places of a kind
    and side have the same."""
    return f"dessin-{of_place(place, today)}-{side.character.value}.svg"


def cards(atlas: Atlas) -> Mapping[str, str]:
    """Those drawings, each as a whole SVG document, by file."""
    return {card_of(place, side, atlas.today):
            drawings.picture(of_place(place, atlas.today), side.character)
            for place in atlas.places.values()
            if (side := atlas.side_of(place)) and not _photographed(place, atlas)}


def of_stops(visits: Iterable[Visit], atlas: Atlas) -> OnPage:
    """Those of the stops of a route whose place has no photo, by the number of the stop."""
    return _gathered([
        (visit.number, of_place(visit.place, atlas.today,
                                evening=visit.night or visit.visit_min >= EVENING_MIN),
         visit.side.character.value)
        for visit in visits if not _photographed(visit.place, atlas)])


def of_places(places: Mapping[str, PlaceFields], atlas: Atlas) -> OnPage:
    """Those of a list of places, by id, whether they have a photo or not: it shows none."""
    return _gathered([
        (id, of_place(place, atlas.today), side.character.value)
        for id, place in places.items() if (side := atlas.side_of(place))])


def _photographed(place: PlaceFields, atlas: Atlas) -> bool:
    return place.photo is not None and photos.may_show(place.photo, atlas.today)


def _gathered(shown: Sequence[tuple[object, str, str]]) -> OnPage:
    return OnPage(Markup(drawings.symbols(name for _, name, _ in shown)), {
        key: Markup(drawings.use(name, character)) for key, name, character in shown})
