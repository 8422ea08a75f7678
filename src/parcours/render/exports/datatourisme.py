"""All routes in the shape of DATAtourisme (ontology 2.0): a `Tour` that keeps its stages in order.

A `Tour` is an ordered list (``olo``), which the national feed never uses: of its 63 tours that we
looked at, none kept a stage. Here each stop is a slot, its item the stage (`TourPath`) that leads
there and the place that it meets. Texts, positions and addresses are written as the feed does.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum
from typing import Any

from parcours.format.choices import Mode
from parcours.format.model import PlaceFields
from parcours.format.text import Text
from parcours.render.exports import LICENCE_URL, Frame, listed_in, to_json
from parcours.render.exports.about import About
from parcours.render.exports.numbers import uuid_of, world_name
from parcours.render.exports.record import Data, known
from parcours.safe_text.html import to_text
from parcours.trip.trip import Leg, Trip, Visit

FILE = "datatourisme.jsonld"
_CONTEXT: Data = {
    "@vocab": "https://www.datatourisme.gouv.fr/ontology/core#",
    "kb": "https://www.datatourisme.gouv.fr/resource/core#",
    "dc": "http://purl.org/dc/elements/1.1/", "dcterms": "http://purl.org/dc/terms/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#", "schema": "http://schema.org/",
    "olo": "http://purl.org/ontology/olo/core#", "foaf": "http://xmlns.com/foaf/0.1/",
    "ebucore": "http://www.ebu.ch/metadata/ontologies/ebucore/ebucore#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    **{name: {"@container": "@language"} for name in (
        "rdfs:label", "rdfs:comment", "dc:description", "shortDescription")},
    "lastUpdate": {"@type": "xsd:date"},
    "tourDistance": {"@type": "xsd:float"}, "duration": {"@type": "xsd:positiveInteger"},
    "olo:index": {"@type": "xsd:positiveInteger"}, "olo:length": {"@type": "xsd:positiveInteger"}}
_WALKED, _CYCLED = {Mode.WALK}, {Mode.BIKE, Mode.E_BIKE}


def part(trip: Trip, about: About) -> str:
    """One tour, without the day of its last update."""
    page = about.address(f"parcours/{trip.id}/")
    codes, route, first = about.atlas.languages, trip.itinerary, trip.visits[0]
    side = trip.shares[0].side
    by_whom = {"@type": "Organization", "schema:legalName": ", ".join(
        share.side.name.in_lang(trip.default_lang) for share in trip.shares)}
    minutes = 0 if trip.time_unknown else sum(
        leg.minutes for leg in trip.legs) + sum(visit.stay_min for visit in trip.visits)
    return to_json(known({
        "@id": page, "@type": [*_types(trip), "PointOfInterest", "olo:OrderedList"],
        "dc:identifier": str(uuid_of(world_name(route.alliance, trip.id))),
        "rdfs:label": _texts(route.title, codes),
        "rdfs:comment": _texts(route.summary, codes),
        "hasDescription": [{"@type": "Description",
                            "shortDescription": _texts(route.summary, codes)}],
        "hasBeenCreatedBy": by_whom | {"foaf:title": side.id}, "hasBeenPublishedBy": by_whom,
        "dcterms:license": {"@id": LICENCE_URL},
        "isLocatedAt": [_located(first.place, first.commune)],
        "hasTourType": {"@id": "kb:Loop" if first.place.position == trip.visits[-1].place.position
                        else "kb:OpenJaw"},
        "tourDistance": _metres(*trip.legs), "duration": minutes or None,
        "hasMainRepresentation": _photos(trip, about),
        "olo:length": len(trip.visits),
        "olo:slot": [{"@type": "olo:Slot", "olo:index": visit.number,
                      "olo:item": _stage(visit, page, trip, codes)} for visit in trip.visits]}))


def frame() -> Frame:
    """The graph."""
    return listed_in(to_json({"@context": _CONTEXT}), "@graph")


def _types(trip: Trip) -> list[str]:
    """What kind of tour it is, where all of it is travelled alike."""
    by = {leg.by for leg in trip.legs}
    special = "WalkingTour" if by == _WALKED else "CyclingTour" if by and by <= _CYCLED else ""
    return ["Tour", *([special] if special else [])]


def _stage(visit: Visit, page: str, trip: Trip, codes: Sequence[str]) -> Data:
    place, leg = visit.place, visit.leg
    return known({
        "@id": f"{page}#{visit.anchor}", "@type": "TourPath",
        "rdfs:label": _texts(place.name, codes),
        "dc:description": _texts(visit.note, codes) if visit.note else None,
        "tourDistance": _metres(leg) if leg else None,
        "duration": leg.known_min if leg else None,
        "isLocatedAt": [_located(place, visit.commune)],
        "meets": known({
            "@id": f"urn:uuid:{uuid_of(_world_name(visit, trip))}",
            "@type": "PointOfInterest", "rdfs:label": _texts(place.name, codes),
            "foaf:homepage": {"@id": place.website} if place.website else None})})


def _world_name(visit: Visit, trip: Trip) -> str:
    if visit.place_id:
        return world_name(visit.place.commune, visit.place_id)
    return world_name(trip.itinerary.alliance, f"{trip.id}#{visit.number}")


def _metres(*legs: Leg) -> float | None:
    """Metres of the way; None where some of it is only known as the crow flies."""
    return None if any(leg.km_estimated for leg in legs) else round(
        fsum(leg.km for leg in legs) * 1000.0, 1) or None


def _located(place: PlaceFields, commune: str) -> Data:
    return {"@type": "Place",
            "schema:geo": {"@type": "schema:GeoCoordinates",
                           "schema:latitude": f"{place.lat:.6f}",
                           "schema:longitude": f"{place.lon:.6f}"},
            "schema:address": [{"@type": ["schema:PostalAddress", "PostalAddress"],
                                "schema:addressLocality": commune,
                                "hasAddressCity": {"@id": f"kb:{place.commune}", "@type": "City",
                                                   "insee": place.commune}}]}


def _photos(trip: Trip, about: About) -> list[Data]:
    """The photos of its stops with their rights; they need an address that leads to them."""
    found: list[Data] = []
    for visit in trip.visits if about.is_absolute else ():
        photo = visit.place.photo
        if photo is not None and about.may_show(photo):
            stem = f"lieux/{visit.place_id}/photo" if visit.place_id else (
                f"parcours/{trip.id}/{visit.anchor}")
            found.append({
                "@type": "ebucore:EditorialObject",
                "ebucore:hasRelatedResource": [{
                    "@type": "ebucore:Resource", "ebucore:locator": [about.photo(photo, stem)]}],
                "ebucore:hasAnnotation": [known({
                    "@type": "ebucore:Annotation",
                    "credits": [photo.credit] if photo.credit else [],
                    "ebucore:isCoveredBy": photo.licence,
                    "rightsEndDate": photo.expires.isoformat() if photo.expires else None})]})
    return found


def _texts(said: Text, codes: Sequence[str]) -> dict[str, Any]:
    """A text as the feed writes it, a list a language; one that is the same in all is so in each.
    """
    by_lang = said.by_lang
    if "" in by_lang:
        return {lang: [to_text(by_lang[""])] for lang in codes}
    return {lang: [to_text(text)] for lang, text in by_lang.items()}
