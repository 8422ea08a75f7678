"""Positions that others share under terms of their own, kept apart: a GeoJSON file of these alone.

The licence of our data does not cover them: what is taken from OpenStreetMap or from Trainline's
stations stays under the ODbL, what is taken from GeoNames under CC BY 4.0. Which positions these
are is told by the sources that a place names, and rather once too often than too seldom.
"""

from __future__ import annotations

from parcours.format.model import PlaceFields
from parcours.i18n.language import Language
from parcours.render.exports import Frame, to_json
from parcours.render.exports.about import ODBL, About
from parcours.render.exports.record import ODBL_ID, Data, known, licence_of
from parcours.trip.trip import Trip

FILE = "positions-odbl.geojson"


def part(trip: Trip, language: Language) -> str:
    """The points of a route's own; those of places stand in the frame."""
    return ",\n".join(
        _feature(f"{trip.id}-{visit.anchor}", {"route": trip.id, "number": visit.number},
                 visit.place, language, trip.default_lang)
        for visit in trip.visits if not visit.place_id and licence_of(visit.place) == ODBL_ID)


def frame(language: Language, about: About) -> Frame:
    """The file, with the places whose position is under the ODbL before the routes' own points."""
    atlas = about.atlas
    features = ",\n".join(_feature(id, {"place": id}, place, language, atlas.default_lang)
                          for id, place in atlas.places.items() if licence_of(place) == ODBL_ID)
    head = to_json({"type": "FeatureCollection", "parcours": {
        "modified": about.modified.isoformat(), "licence": "ODbL 1.0", "licence_url": ODBL,
        "attribution": "© OpenStreetMap contributors, Trainline"}})
    return Frame(f'{head[:-1]},"features":[\n{features}', "\n]}\n", ",\n",
                 ",\n" if features else "")


def _feature(id: str, whose: Data, place: PlaceFields, language: Language, default: str) -> str:
    """A position with nothing of ours but its name."""
    return to_json({
        "type": "Feature", "id": id,
        "geometry": {"type": "Point", "coordinates": (round(place.lon, 6), round(place.lat, 6))},
        "properties": whose | known({
            "name": place.name.in_lang(language.code, default), "osm": place.refs.get("osm"),
            "precision_m": place.precision_m, "sources": [*place.sources]})})
