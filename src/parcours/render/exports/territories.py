"""Where the territories end, as a GeoJSON file: the outlines of the maps, with whose word they are.

Only territories that the content folder has an outline of: a schematic shape is no data. The terms
are those of the outlines' own source, not those of our data.
"""

from __future__ import annotations

from collections.abc import Sequence

from parcours.content.outline_file import geometry_of
from parcours.content.territory_outlines import OutlineCredit
from parcours.i18n.language import Language
from parcours.render.exports import to_json
from parcours.render.exports.about import About
from parcours.render.exports.record import known
from parcours.render.words.licences import licence

FILE = "territoires.geojson"


def whole(language: Language, about: About) -> str:
    """The outlines in the order of the territories, each with its source; what is the same of all
    also in the member ``parcours``."""
    atlas, outlines = about.atlas, about.atlas.outlines
    features = [to_json({
        "type": "Feature", "id": id, "bbox": list(outlines.of[id].box),
        "geometry": geometry_of(outlines.of[id].parts),
        "properties": {"territory": id,
                       "name": territory.name.in_lang(language.code, atlas.default_lang),
                       "character": territory.character.value,
                       **_said(outlines.credits[id], language),
                       "tolerance_m": outlines.tolerance_of(id)}})
        for id, territory in atlas.territories.items() if id in outlines.of]
    common = _common([_said(one, language) for one in outlines.credits_of(atlas.territories)])
    tolerances_m = [outlines.tolerance_of(id) for id in outlines.of]
    head = to_json({"type": "FeatureCollection", "parcours": known({
        "title": language.say("Territories"), "language": language.code,
        "modified": about.modified.isoformat(),
        **common, "tolerance_m": max(tolerances_m, default=None)})})
    return "".join((head[:-1], ',"features":[\n', ",\n".join(features), "\n]}\n"))


def _said(credit: OutlineCredit, language: Language) -> dict[str, str]:
    """Whose word an outline is, of which edition, on which terms."""
    terms = licence(credit.licence, language.code)
    return {"licence": terms.name, **({"licence_url": terms.address} if terms.address else {}),
            "attribution": credit.source, "edition": credit.edition}


def _common(credits: Sequence[dict[str, str]]) -> dict[str, str]:
    """What all say alike: true of the file as a whole."""
    return {name: value for name, value in credits[0].items()
            if all(one.get(name) == value for one in credits)} if credits else {}
