"""Pictures of routes as SVG: the cover of a card, the map without JavaScript, the map in print.

Markup is joined here rather than in a template: a site draws thousands of these, and nothing in
them is worded by hand but names, which are all escaped. Presentation attributes are used instead
of ids, so that several pictures can stand in one page.
"""

from __future__ import annotations

from collections.abc import Sequence

from parcours.i18n.language import Language
from parcours.render.pictures import ground, route
from parcours.render.pictures.backdrop import Backdrop
from parcours.render.pictures.catalogue_map import CELL, Chart, Label, chart, dots, locator
from parcours.render.pictures.labels import Sheet
from parcours.render.pictures.overview import overview
from parcours.render.pictures.pins import Frame, arrange
from parcours.render.pictures.style import EDGE, FRAME, MAX_SCALE, POSTER, TAIL, head
from parcours.render.words.outlines import credit
from parcours.render.words.writer import plain
from parcours.trip.trip import Trip, Visit

__all__ = ["CELL", "POSTER", "Backdrop", "Chart", "Frame", "Label", "alternative", "chart", "dots",
           "locator", "overview", "sketch", "sketches"]

_TOWNS = 5
_TOWNS_TRIED = 30


def sketch(trip: Trip, backdrop: Backdrop, language: Language) -> str:
    """The picture of a route, 720 by 480: a complete SVG document."""
    return sketches(trip, backdrop, (language,))[0]


def sketches(trip: Trip, backdrop: Backdrop, languages: Sequence[Language],
             back: Trip | None = None) -> list[str]:
    """The picture of a route in each language, then those of the same route gone ``back``; most of
    the work is shared between them."""
    visits = trip.visits
    legs = [visit.leg for visit in visits if visit.leg is not None]
    xy = backdrop.xy
    stops = [xy(visit.place.lat, visit.place.lon) for visit in visits]
    drawn_ways = [[xy(*point) for point in leg.points[1:-1]] for leg in legs]
    seen = arrange(stops, [point for way in drawn_ways for point in way[::4]], FRAME, MAX_SCALE)
    view = seen.view
    sheet = Sheet(FRAME.width, FRAME.height, EDGE)
    for lens in seen.lenses:
        sheet.take_disc(lens.x, lens.y, lens.radius + 3)
    for pin in seen.pins:
        if pin.lens < 0:
            sheet.take_disc(pin.x, pin.y, seen.radius)
    lines = route.lines(legs, drawn_ways, seen, visits, sheet)
    scale = ground.scale_bar(view, sheet, FRAME)
    names = route.stop_names(visits, seen, sheet)
    lens_scales = [ground.lens_scale(lens, view, sheet) for lens in seen.lenses]
    land = ground.land(backdrop, view, FRAME)
    directions = [(trip, route.pins(visits, seen))]
    if back is not None:  # its stops are the same, in the reverse order
        directions.append((back, route.pins(_turned(visits, back), seen)))
    stopped = {(visit.side.id, visit.commune) for visit in visits}
    spots = [spot for spot in backdrop.spots[:_TOWNS_TRIED]
             if (spot.territory, spot.name) not in stopped]
    pictures: list[str] = []
    others: list[str] = []
    below: dict[tuple[str, ...], tuple[str, str]] = {}
    for language in languages:
        called = tuple(area.side.name.in_lang(language.code, trip.default_lang)
                       for area in backdrop.areas)
        if called not in below:  # a territory often has one name in every language
            free = sheet.copy()
            below[called] = (ground.territory_names(backdrop, view, free, called),
                             ground.towns(spots, view, free, _TOWNS))
        territories, towns = below[called]
        for drawn, (way, pins) in zip((pictures, others), directions, strict=False):
            title = plain(way.itinerary.title, language, way.default_lang)
            drawn.append("".join((
                head(FRAME, language, title, alternative(way, language, backdrop)), land,
                territories, towns, lines, pins, names,
                *(ground.measure(other, language) for other in lens_scales if other),
                ground.measure(scale, language), ground.north(scale), TAIL)))
    return pictures + others


def _turned(visits: Sequence[Visit], back: Trip) -> list[Visit]:
    """For each stop of a route that of the other direction; for the morning in a house, the night
    in it, which is one stop there."""
    turned: list[Visit] = []
    others = reversed(back.visits)
    for visit in visits:
        turned.append(turned[-1] if visit.woke else next(others))
    return turned


def alternative(trip: Trip, language: Language, backdrop: Backdrop | None = None) -> str:
    """What a route's picture shows, in words, and whose word the outlines on ``backdrop`` are;
    plain text, not escaped."""
    stops = language.say("; ").join(
        f"{visit.number}. {plain(visit.place.name, language, trip.default_lang)}"
        f" ({visit.commune})" for visit in trip.visits)
    if backdrop is None or not backdrop.credits:
        return language.say(
            "Schematic map of the route, north at the top. Stops in order: {stops}.", stops=stops)
    said = language.say("Map of the route, north at the top. Stops in order: {stops}.", stops=stops)
    return f"{said} {credit(backdrop.credits, language)}."
