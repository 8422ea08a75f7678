"""All routes as one GeoJSON file in one language: a feature a route, then its stops and legs.

A feature of a route holds its stops as points in their order; its own file says the rest, and what
it says is taken from there, so that nothing is told twice in two ways. ``route`` joins them.
"""

from __future__ import annotations

from parcours.i18n.language import Language
from parcours.render.exports import LICENCE, LICENCE_URL, Frame, geojson, listed_in, to_json
from parcours.render.exports.about import About, credit
from parcours.trip.trip import Trip

FILE = "parcours.geojson"
_FEATURES = '"features":[{'
"""Where the features of a route’s file begin: within a text its quotes would be escaped, and no
other member of that name holds objects."""


def part(trip: Trip, own_file: str, language: Language, about: About) -> str:
    """The features of one route, from its own file (`geojson.render`)."""
    code, default = language.code, trip.default_lang
    route = trip.itinerary
    feature = to_json({
        "type": "Feature", "id": trip.id, "bbox": [round(one, 6) for one in trip.bounds],
        "geometry": {"type": "MultiPoint", "coordinates": [
            (round(visit.place.lon, 6), round(visit.place.lat, 6)) for visit in trip.visits]},
        "properties": {
            "route": trip.id, "title": route.title.in_lang(code, default),
            "summary": route.summary.in_lang(code, default),
            **geojson.by_language("title", route.title),
            **geojson.by_language("summary", route.summary), "alliance": route.alliance,
            "themes": route.themes, "difficulty": route.difficulty, "days": len(trip.days),
            "stops": len(trip.visits), "km": round(trip.km, 2),
            "km_estimated": any(leg.km_estimated for leg in trip.legs), "car_free": trip.car_free,
            "url": about.address(f"parcours/{trip.id}/")}})
    return f"{feature},\n{own_file[own_file.index(_FEATURES) + len(_FEATURES) - 1:-2]}"


def frame(language: Language, about: About) -> Frame:
    """The file: its terms in the foreign member ``parcours``, and every feature."""
    head = to_json({"type": "FeatureCollection", "parcours": {
        "title": language.say("All routes"), "language": language.code,
        "modified": about.modified.isoformat(), "computed_on": about.atlas.today.isoformat(),
        "licence": LICENCE, "licence_url": LICENCE_URL, "attribution": credit(about, language)}})
    return listed_in(head, "features")
