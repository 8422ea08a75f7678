"""Positions that others share under terms of their own, kept apart: a GeoJSON file of these alone.

The licence of our data does not cover them: what is taken from OpenStreetMap or from Trainline's
stations stays under the ODbL, what is taken from GeoNames under CC BY 4.0. Which positions these
are is told by the sources that a place names, and rather once too often than too seldom.
"""

from __future__ import annotations

from parcours.i18n.language import Language
from parcours.render.exports import to_json
from parcours.render.exports.about import ODBL, About
from parcours.render.exports.record import ODBL_ID, known, licence_of

FILE = "positions-odbl.geojson"


def whole(language: Language, about: About) -> str:
    """The places whose position is under the ODbL, with nothing of ours but their name."""
    atlas = about.atlas
    features = [to_json({
        "type": "Feature", "id": id,
        "geometry": {"type": "Point", "coordinates": (round(place.lon, 6), round(place.lat, 6))},
        "properties": known({
            "place": id, "name": place.name.in_lang(language.code, atlas.default_lang),
            "osm": place.refs.get("osm"), "precision_m": place.precision_m,
            "sources": [*place.sources]})})
        for id, place in atlas.places.items() if licence_of(place) == ODBL_ID]
    head = to_json({"type": "FeatureCollection", "parcours": {
        "modified": about.modified.isoformat(), "licence": "ODbL 1.0", "licence_url": ODBL,
        "attribution": "© OpenStreetMap contributors, Trainline"}})
    return "".join((head[:-1], ',"features":[\n', ",\n".join(features), "\n]}\n"))
