"""All routes and places as one JSON document, in every language: our format, and its JSON Schema.

Nothing that an editor wrote is left out but photos whose rights have run out. `parcours import`
makes the same files of it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from parcours.format.choices import (
    Character,
    Difficulty,
    Domain,
    Fact,
    Kind,
    Meal,
    Mode,
    Service,
    State,
    Theme,
    Wheelchair,
)
from parcours.i18n.language import language_of
from parcours.render.exports import LICENCE, LICENCE_URL, Frame, listed_in, record, to_json
from parcours.render.exports.about import ODBL, About, credit
from parcours.render.exports.record import Data, known, text
from parcours.trip.trip import Shape, Trip

FILE, SCHEMA_FILE = "parcours.json", "parcours.schema.json"
VERSION = 1
"""Another number when a reader of the former would read wrongly."""


def part(said: Data) -> str:
    """One route (`record.route`) of the document."""
    return to_json(said)


def alone(said: Data, trip: Trip, about: About, *, paths: bool = True) -> str:
    """A route with the places that it stops at or passes: all that is needed to make it again, as
    files of other formats carry it."""
    route = to_json(record.portable_route(said, about, paths=paths))
    places = ",".join(f'"{id}":{_place_said(id, about)}' for id in record.named(trip)
                      if id in about.atlas.places)
    return f'{{"route":{route},"places":{{{places}}}}}'


@lru_cache(maxsize=8192)
def _place_said(id: str, about: About) -> str:
    """A place, which many routes have."""
    return to_json(record.portable(
        record.place(about.atlas.places[id], f"lieux/{id}/photo", about), about))


def frame(about: About) -> Frame:
    """The document: what is common to all, every place of the site once; then the routes."""
    atlas = about.atlas
    head = {
        "$schema": about.file(SCHEMA_FILE), "format": "parcours", "version": VERSION,
        "languages": [*atlas.languages], "modified": about.modified.isoformat(),
        "computed_on": atlas.today.isoformat(),
        "licence": {"name": LICENCE, "url": LICENCE_URL},
        "licence_of_osm_positions": {"name": "ODbL 1.0", "url": ODBL},
        "attribution": {lang: credit(about, language_of(lang)) for lang in atlas.languages},
        "territories": {id: known({
            "name": text(one.name), "character": one.character,
            "office": known({"name": text(one.office.name), "website": one.office.website})
            if one.office else None}) for id, one in atlas.territories.items()},
        "alliances": {id: known({
            "name": text(one.name), "territories": [*one.territories],
            "signed": one.signed.isoformat() if one.signed else None,
            "domains": [*one.domains]}) for id, one in atlas.alliances.items()},
        "communes": {code: one.name for code, one in atlas.communes.items()},
        "places": {id: record.place(one, f"lieux/{id}/photo", about)
                   for id, one in atlas.places.items()},
    }
    return listed_in(to_json(head), "routes")


_TEXT: Data = {"description": "One text, or one a language.", "anyOf": [
    {"type": "string", "minLength": 1},
    {"type": "object", "minProperties": 1, "propertyNames": {"pattern": "^[a-z]{2}$"},
     "additionalProperties": {"type": "string"}}]}
_DAY: Data = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_CLOCK: Data = {"type": "string", "pattern": r"^[0-2]\d:[0-5]\d$"}
_ID: Data = {"type": "string", "pattern": "^[a-z0-9-]+$"}
_LEVEL: Data = {"enum": ["verified", "told", "unknown"]}
_COUNT: Data = {"type": "integer", "minimum": 0}
_AMOUNT: Data = {"type": "number", "minimum": 0}
_KG: Data = {"type": ["number", "null"]}
_YES_NO: Data = {"type": "boolean"}
_WORD: Data = {"type": "string", "minLength": 1}
_STAY: Data = {"type": "string", "pattern": r"^(night|\d+min|\d+h(\d\d)?)$"}
_ADDRESS: Data = {"type": "string", "format": "uri-reference", "minLength": 1}
_POSITION: Data = {"type": "array", "minItems": 2, "maxItems": 3, "items": {"type": "number"}}


def schema(about: About) -> str:
    """The JSON Schema of the document (draft 2020-12)."""
    place = _place()
    stop = {**place, "place": _ID, "travel": _object({
        "by": _one_of(Mode), "minutes": _COUNT, "km": _AMOUNT, "line": _WORD, "via": _list(_ID),
        "note": _TEXT, "path": _list(_list(_POSITION))}, "by"),
        "arrive": _CLOCK, "stay": _STAY, "meal": _one_of(Meal), "optional": _YES_NO, "note": _TEXT,
        "computed": _object({
            "position_licence": _WORD, "number": {"type": "integer", "minimum": 1},
            "commune_name": _WORD, "territory": _ID,
            "character": _one_of(Character), "arrival": _CLOCK, "arrival_level": _LEVEL,
            "arrival_days_later": _COUNT, "begins": _CLOCK, "begins_days_later": _COUNT,
            "stay_min": _COUNT, "hours_level": _LEVEL, "leg": _object({
                "from": _COUNT, "minutes": _COUNT, "minutes_estimated": _YES_NO, "km": _AMOUNT,
                "km_estimated": _YES_NO, "shape": _one_of(Shape), "co2_kg": _AMOUNT,
                "path_origin": _object(dict.fromkeys((
                    "computed_by", "computed_from", "author", "licence", "computed_on"), _WORD))},
                "from")},
            "number", "territory", "arrival")}
    route = _object({
        "id": _ID, "title": _TEXT, "summary": _TEXT, "alliance": _ID, "themes": _list(
            _one_of(Theme)), "difficulty": _one_of(Difficulty), "audience": _list(_WORD),
        "season": _object({"from": _WORD, "to": _WORD}, "from", "to"), "status": _status(),
        "reviewed": _list(_object({"territory": _ID, "on": _DAY, "by": _WORD}, "territory", "on")),
        "published_on": _DAY, "renamed_from": _list(_ID),
        "pages": _map(_ADDRESS), "created": _DAY, "modified": _DAY,
        "days": {**_list(_object({"title": _TEXT, "start": _CLOCK, "stops": {**_list({
            **_object(stop, "computed"), "anyOf": [
                {"required": ["place"]}, {"required": ["name", "kind", "commune", "lat", "lon"]}],
        }), "minItems": 1}}, "title", "start", "stops")), "minItems": 1},
        "computed": _object({
            "km": _AMOUNT, "km_estimated": _YES_NO,
            "co2_kg": _KG, "co2_car_alone_kg": _KG, "co2_car_for_two_kg": _KG,
            "car_free": _YES_NO, "bbox": {**_list({"type": "number"}), "minItems": 4,
                                          "maxItems": 4},
            "next_start": {"anyOf": [_DAY, {"type": "null"}]}, "computed_on": _DAY,
            "hours": _object(dict.fromkeys(("verified", "told", "unknown"), _COUNT)),
            "shares": _list(_object({"territory": _ID, "stops": _COUNT, "minutes": _COUNT,
                                     "nights": _COUNT}, "territory"))}, "km", "hours")},
        "id", "title", "summary", "alliance", "themes", "difficulty", "days", "computed")
    terms = _object({"name": _WORD, "url": _ADDRESS}, "name", "url")
    return to_json({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": about.file(SCHEMA_FILE) if about.is_absolute else f"urn:parcours:json:{VERSION}",
        "title": "parcours: routes and places",
        "description": "Members outside `computed` are the fields of the YAML format, in its "
                       "syntax. Positions are WGS84 decimal degrees; communes are INSEE codes.",
        **_object({
            "$schema": _ADDRESS, "format": {"const": "parcours"}, "version": {"const": VERSION},
            "languages": _list(_WORD), "modified": _DAY, "computed_on": _DAY, "licence": terms,
            "licence_of_osm_positions": terms, "attribution": _map(_WORD),
            "territories": _map(_object({
                "name": _TEXT, "character": _one_of(Character),
                "office": _object({"name": _TEXT, "website": _ADDRESS}, "name")},
                "name", "character")),
            "alliances": _map(_object({
                "name": _TEXT, "territories": _list(_ID), "signed": _DAY,
                "domains": _list(_one_of(Domain))}, "name", "territories")),
            "communes": _map(_WORD),
            "places": _map(_object({**place, "renamed_from": _list(_ID)},
                                   "name", "kind", "commune", "lat", "lon")),
            "routes": _list(route)},
            "format", "version", "languages", "licence", "attribution", "places", "routes"),
    }) + "\n"


def _place() -> Data:
    return {
        "name": _TEXT, "kind": _one_of(Kind), "commune": {"type": "string", "minLength": 5},
        "lat": {"type": "number", "minimum": -90, "maximum": 90},
        "lon": {"type": "number", "minimum": -180, "maximum": 180}, "precision_m": _COUNT,
        "description": _TEXT, "opening_hours": _WORD, "always_open": _YES_NO, "address": _TEXT,
        "phone": _WORD, "email": _WORD, "website": _ADDRESS, "price": _TEXT, "duration": _STAY,
        "wheelchair": _one_of(Wheelchair), "services": _list(_one_of(Service)),
        "labels": _list(_TEXT), "products": _list(_object({
            "name": _TEXT, "months": _list({"type": "integer", "minimum": 1, "maximum": 12})},
            "name")),
        "twin": _ID, "question": _TEXT, "supplies": _list(_ID),
        "refs": _map({"anyOf": [_WORD, _list(_WORD)]}), "sources": _list(_ADDRESS),
        "verified_on": _DAY, "told": _list(_one_of(Fact)), "status": _status(),
        "photo": _object({"url": _ADDRESS, "alt": _TEXT, "credit": _WORD, "licence": _WORD,
                          "licence_url": _ADDRESS, "expires": _DAY}, "url", "alt"),
        "computed": _object({"position_licence": _WORD})}


def _status() -> Data:
    return _object({"state": _one_of(State), "from": _DAY, "to": _DAY, "observed_on": _DAY,
                    "cause": _TEXT, "note": _TEXT}, "state")


def _object(members: Data, *required: str) -> Data:
    return {"type": "object", "properties": members, "additionalProperties": False,
            **({"required": [*required]} if required else {})}


def _list(of: Data) -> Data:
    return {"type": "array", "items": of}


def _map(of: Data) -> Data:
    return {"type": "object", "additionalProperties": of}


def _one_of(words: Any) -> Data:
    return {"enum": [word.value for word in words]}
