"""What the maps of all routes and of all places draw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from parcours.format.model import PlaceFields
from parcours.geo.points import steps
from parcours.i18n.language import Language
from parcours.render.catalogue.entries import Entry, marks
from parcours.render.words.writer import plain
from parcours.safe_text.json import Json


def routes_data(entries: Sequence[Entry], language: Language, *, numbered: bool) -> Json:
    """What the map of all routes draws: id, title, which stop the mark stands at, and the stops."""
    return {"numbered": numbered, "routes": [
        [one.id, plain(one.title, language, one.default_lang), one.stops.index(mark),
         steps(one.stops)] for one, mark in zip(entries, marks(entries), strict=True)]}


def places_data(places: Mapping[str, PlaceFields], language: Language, default_lang: str) -> Json:
    """The same of places: each is a way of one point, and the page of each has its id."""
    return {"numbered": False, "routes": [
        [id, plain(place.name, language, default_lang), 0, steps([place.position])]
        for id, place in places.items()]}
