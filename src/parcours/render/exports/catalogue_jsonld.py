"""All routes as schema.org data in one file: a `Dataset` and a `TouristTrip` for each route.

A route's tree is that of its page (`jsonld`). Addresses are relative where the site has none: a
reader resolves them against that of the file.
"""

from __future__ import annotations

from parcours.i18n.language import Language
from parcours.render.exports import LICENCE_URL, Frame, jsonld, to_json
from parcours.render.exports.about import About, credit
from parcours.trip.trip import Trip

FILE = "parcours.jsonld"


def part(trip: Trip, language: Language, about: About) -> str:
    """One route."""
    page = about.address(f"parcours/{trip.id}/")
    return to_json({"@id": page, **jsonld.document(trip, language, page)})


def frame(language: Language, about: About) -> Frame:
    """The graph, which begins with what all routes together are."""
    default = about.atlas.default_lang
    data = to_json({
        "@type": "Dataset", "@id": about.file(FILE), "name": language.say("All routes"),
        "description": credit(about, language), "license": LICENCE_URL,
        "inLanguage": language.code, "dateModified": about.modified.isoformat(),
        "creator": [{"@type": "Organization", "name": name.in_lang(language.code, default)}
                    for name in about.publishers]})
    return Frame(f'{{"@context":"https://schema.org","@graph":[\n{data}', "\n]}\n", ",\n", ",\n")
