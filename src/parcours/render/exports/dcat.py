"""The catalogue of our data sets for portals: DCAT-AP 3.0.1 as JSON-LD, its context in the file.

Whatever a shape asks about is typed here, since a validator does not load the vocabularies it comes
from; each data set has a `dct:identifier`, without which a harvester skips it, and each text its
language. Addresses are relative where the site has none: resolved against that of the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from parcours.i18n.language import Language, language_of
from parcours.render.exports import LICENCE, LICENCE_URL, to_json
from parcours.render.exports.about import ODBL, About
from parcours.render.exports.record import Data, known

FILE = "catalogue.jsonld"
_EU = "http://publications.europa.eu/resource/authority"
_IANA = "https://www.iana.org/assignments/media-types"
_LANGUAGES = {"fr": "FRA", "en": "ENG", "es": "SPA", "de": "DEU", "it": "ITA", "nl": "NLD",
              "pt": "POR", "ca": "CAT", "oc": "OCI", "eu": "EUS"}
"""Codes of the EU's list; another language is not told."""
_THEMES = {"EDUC": "education, culture and sport", "REGI": "regions and cities"}
"""Of the EU's list, those that fit: it has none of tourism."""
_CONTEXT: Data = {
    "dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/", "vcard": "http://www.w3.org/2006/vcard/ns#",
    "skos": "http://www.w3.org/2004/02/skos/core#", "locn": "http://www.w3.org/ns/locn#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "geo": "http://www.opengis.net/ont/geosparql#"}


class Served(NamedTuple):
    """A file as a portal tells it."""

    name: str
    title: Sequence[Data]
    """In every language, as `say` gives it."""
    media: str
    """Its type by IANA's list."""
    format: str = ""
    """By the EU's list of file types, where it is in it."""
    schema: str = ""
    """The address of what it keeps to: one of the web, or a file beside it."""


def whole(served: Sequence[Served], odbl: Sequence[Served], first: date | None,
          about: About) -> str:
    """The catalogue: a data set of the routes, and one of the positions and paths under the ODbL.
    """
    languages = [language_of(lang) for lang in about.atlas.languages]
    routes = _dataset("#parcours", say("All routes", languages), say(
        "Routes that join city and countryside: stops in order, hours, times and distances.",
        languages), served, LICENCE_URL, first, about=about)
    positions = _dataset("#positions", say(
        "Positions and paths from OpenStreetMap and Trainline", languages), say(
        "Positions of places and paths that are shared under the ODbL.", languages),
        odbl, ODBL, first, about=about)
    catalogue = known({
        "@id": "#catalogue", "@type": "dcat:Catalog", "dct:title": say("Open data", languages),
        "dct:description": say("Routes and places of the site, for reuse.", languages),
        "dct:publisher": {"@id": "#publisher"}, "foaf:homepage": {"@id": about.address("")},
        "dct:license": {"@id": LICENCE_URL}, "dct:modified": _day(about.modified),
        "dct:issued": _day(first) if first else None, "dct:spatial": {"@id": "#zone"},
        "dct:language": [{"@id": f"{_EU}/language/{code}"} for language in languages
                         if (code := _LANGUAGES.get(language.code))],
        "dcat:dataset": [{"@id": routes["@id"]}, {"@id": positions["@id"]}]})
    return to_json({"@context": _CONTEXT | {"@base": about.file(FILE)} if about.is_absolute
                    else _CONTEXT, "@graph": [
        catalogue, routes, positions,
        *(_distribution(one, LICENCE_URL, about) for one in served),
        *(_distribution(one, ODBL, about) for one in odbl),
        *_others([*served, *odbl], languages, about)]}) + "\n"


def _dataset(id: str, title: list[Data], said: list[Data], served: Sequence[Served], licence: str,
             first: date | None, *, about: About) -> Data:
    languages = [language_of(lang) for lang in about.atlas.languages]
    return known({
        "@id": id, "@type": "dcat:Dataset", "dct:identifier": f"{about.file(FILE)}{id}",
        "dct:title": title, "dct:description": said, "dct:publisher": {"@id": "#publisher"},
        "dcat:contactPoint": {"@id": "#contact"}, "dct:license": {"@id": licence},
        "dct:modified": _day(about.modified), "dct:issued": _day(first) if first else None,
        "dct:spatial": {"@id": "#zone"},
        "dcat:keyword": [*say("tourism", languages), *say("itinerary", languages),
                         *say("city and countryside", languages)],
        "dcat:theme": [{"@id": f"{_EU}/data-theme/{code}"} for code in _THEMES],
        "dct:accrualPeriodicity": {"@id": f"{_EU}/frequency/IRREG"},
        "dcat:landingPage": {"@id": about.address("donnees/")},
        "dcat:distribution": [{"@id": about.file(one.name)} for one in served]})


def _distribution(one: Served, licence: str, about: About) -> Data:
    schema = one.schema if one.schema.startswith("https:") or not one.schema else about.file(
        one.schema)
    return known({
        "@id": about.file(one.name), "@type": "dcat:Distribution",
        "dct:title": [*one.title],
        "dcat:accessURL": {"@id": about.address("donnees/")},
        "dcat:downloadURL": {"@id": f"{about.file(one.name)}"},
        "dcat:mediaType": {"@id": f"{_IANA}/{one.media}"},
        "dct:format": {"@id": f"{_EU}/file-type/{one.format}"} if one.format else None,
        "dct:license": {"@id": licence}, "dct:modified": _day(about.modified),
        "dct:conformsTo": {"@id": schema} if schema else None})


def _others(served: Sequence[Served], languages: Sequence[Language],
            about: About) -> list[Data]:
    """What the above refers to, each with its type."""
    atlas = about.atlas
    names = [name.in_lang(atlas.default_lang) for name in about.publishers]
    offices = [territory.office for territory in atlas.territories.values() if territory.office]
    website = next((office.website for office in offices if office.website), None)
    email = next((office.email for office in offices if office.email), None)
    schemas = {one.schema for one in served if one.schema}
    found: list[Data] = [
        {"@id": "#publisher", "@type": "foaf:Agent",
         "foaf:name": [{"@language": atlas.default_lang, "@value": ", ".join(names)}]},
        known({"@id": "#contact", "@type": ["vcard:Kind", "vcard:Organization"],
               "vcard:fn": ", ".join(names),
               "vcard:hasURL": {"@id": website or about.address("contribuer/")},
               "vcard:hasEmail": {"@id": f"mailto:{email}"} if email else None}),
        {"@id": "#zone", "@type": "dct:Location", "dcat:bbox": {
            "@type": "geo:wktLiteral", "@value": _box(about)}},
        {"@id": about.address(""), "@type": "foaf:Document"},
        {"@id": about.address("donnees/"), "@type": "foaf:Document"},
        {"@id": LICENCE_URL, "@type": "dct:LicenseDocument",
         "dct:title": LICENCE},
        {"@id": ODBL, "@type": "dct:LicenseDocument", "dct:title": "Open Database License 1.0"},
        {"@id": f"{_EU}/frequency/IRREG", "@type": "dct:Frequency"},
        *({"@id": f"{_EU}/data-theme/{code}", "@type": "skos:Concept",
           "skos:prefLabel": say(label, languages)} for code, label in _THEMES.items()),
        *({"@id": f"{_EU}/language/{code}", "@type": "dct:LinguisticSystem"}
          for language in languages if (code := _LANGUAGES.get(language.code))),
        *({"@id": f"{_EU}/file-type/{code}", "@type": "dct:MediaTypeOrExtent"}
          for code in sorted({one.format for one in served if one.format})),
        *({"@id": f"{_IANA}/{media}", "@type": ["dct:MediaType", "dct:MediaTypeOrExtent"]}
          for media in sorted({one.media for one in served})),
        *({"@id": schema if schema.startswith("https:") else about.file(schema),
           "@type": "dct:Standard"} for schema in sorted(schemas))]
    return found


def _box(about: About) -> str:
    """The rectangle round every commune of the site, as WKT."""
    points = [commune.position for commune in about.atlas.communes.values()] or [
        place.position for place in about.atlas.places.values()]
    lats, lons = [point.lat for point in points] or [0.0], [point.lon for point in points] or [0.0]
    west, east, south, north = min(lons), max(lons), min(lats), max(lats)
    return (f"POLYGON(({west} {south},{east} {south},{east} {north},{west} {north},"
            f"{west} {south}))")


def say(message: str, languages: Sequence[Language]) -> list[Data]:
    """A sentence in each language."""
    return [{"@language": language.code, "@value": language.say(message)}
            for language in languages]


def _day(day: date) -> Data:
    return {"@type": "xsd:date", "@value": day.isoformat()}
