"""Where the territories end, as a GeoJSON file: the outlines of the maps, with whose word they are.

Only territories that the content folder has an outline of: a schematic shape is no data. The terms
are those of the outlines' own source, not those of our data.
"""

from __future__ import annotations

from parcours.content.outline_file import geometry_of
from parcours.i18n.language import Language
from parcours.render.exports import to_json
from parcours.render.exports.about import About
from parcours.render.exports.record import known
from parcours.render.words.licences import licence

FILE = "territoires.geojson"


def whole(language: Language, about: About) -> str:
    """The outlines in the order of the territories; their source in the member ``parcours``."""
    atlas, outlines = about.atlas, about.atlas.outlines
    features = [to_json({
        "type": "Feature", "id": id, "bbox": list(outlines.of[id].box),
        "geometry": geometry_of(outlines.of[id].parts),
        "properties": {"territory": id,
                       "name": territory.name.in_lang(language.code, atlas.default_lang),
                       "character": territory.character.value}})
        for id, territory in atlas.territories.items() if id in outlines.of]
    said = outlines.credit
    terms = licence(said.licence, language.code) if said else None
    head = to_json({"type": "FeatureCollection", "parcours": known({
        "title": language.say("Territories"), "language": language.code,
        "modified": about.modified.isoformat(),
        "licence": terms.name if terms else None,
        "licence_url": (terms.address or None) if terms else None,
        "attribution": said.source if said else None,
        "edition": said.edition if said else None,
        "tolerance_m": outlines.tolerance_m if said else None})})
    return "".join((head[:-1], ',"features":[\n', ",\n".join(features), "\n]}\n"))
