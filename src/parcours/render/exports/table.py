"""All routes and all their stops as two CSV tables (RFC 4180), with their Table Schemas.

UTF-8, commas, decimal points, and INSEE codes as text: a schema says so, since a spreadsheet would
make numbers of them. A cell of words that begins like a formula gets an apostrophe before it, or
opening the table would run it; so does what follows a semicolon, where French spreadsheets begin
another cell, and a cell is one line.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from parcours.hours.clock import days_later, wall_clock
from parcours.i18n.language import language_of
from parcours.render.exports import LICENCE, LICENCE_URL, Frame, to_json
from parcours.render.exports.about import About, credit
from parcours.render.exports.record import licence_of
from parcours.trip.carbon import filed_kg, footprint
from parcours.trip.trip import Trip, Visit

ROUTES_FILE, STOPS_FILE, PACKAGE_FILE = "parcours.csv", "etapes.csv", "datapackage.json"
_FORMULA = re.compile("(^|;)(?=\\s*[=+@\uff1d\uff0b\uff20\uff0d-])")
_LINE_END = re.compile(r"\s*[\t\r\n]\s*")
_ID_PATTERN, _INSEE = "^[a-z0-9-]+$", "^[0-9][0-9AB][0-9]{3}$"


class Column(NamedTuple):
    """A column: its name, its type in Table Schema, what it holds, and what is asked of it."""

    name: str
    type: str
    fr: str
    en: str
    asked: dict[str, Any] = {}  # noqa: RUF012  (never changed)


def routes_columns(languages: Sequence[str]) -> list[Column]:
    """The columns of the table of routes."""
    needed = {"required": True}
    return [
        Column("id", "string", "identifiant du parcours", "id of the route",
               {**needed, "unique": True, "pattern": _ID_PATTERN}),
        *(Column(f"title_{lang}", "string", f"titre ({lang})", f"title ({lang})")
          for lang in languages),
        *(Column(f"summary_{lang}", "string", f"résumé ({lang})", f"summary ({lang})")
          for lang in languages),
        Column("alliance", "string", "alliance de territoires", "alliance of territories", needed),
        Column("themes", "string", "thèmes, séparés par des espaces", "themes, between spaces",
               needed),
        Column("difficulty", "string", "difficulté", "difficulty",
               {**needed, "enum": ["easy", "moderate", "hard"]}),
        Column("days", "integer", "nombre de jours", "number of days", {**needed, "minimum": 1}),
        Column("stops", "integer", "nombre d’étapes", "number of stops", {**needed, "minimum": 1}),
        Column("km", "number", "longueur en kilomètres", "length in kilometres", needed),
        Column("km_estimated", "boolean", "longueur en partie estimée",
               "whether part of the length is estimated", needed),
        Column("co2_kg", "number", "kg CO₂e d’une personne, vides si un moyen n’a pas de facteur",
               "kg CO2e of one person, empty where a means has no factor"),
        Column("car_free", "boolean", "aucun trajet ne demande de voiture",
               "no leg needs a car", needed),
        Column("insee", "string", "codes INSEE des communes visitées, séparés par des espaces",
               "INSEE codes of the communes visited, between spaces", needed),
        Column("lat", "number", "latitude du départ, degrés WGS84", "latitude of the start, WGS84",
               {**needed, "minimum": -90, "maximum": 90}),
        Column("lon", "number", "longitude du départ, degrés WGS84",
               "longitude of the start, WGS84", {**needed, "minimum": -180, "maximum": 180}),
        Column("url", "string", "adresse de la page", "address of the page",
               {"pattern": "^(https://|\\.\\./).*"}),
    ]


def stops_columns(languages: Sequence[str]) -> list[Column]:
    """The columns of the table of stops, in the order in which they are visited."""
    needed = {"required": True}
    return [
        Column("route", "string", "identifiant du parcours", "id of the route",
               {**needed, "pattern": _ID_PATTERN}),
        Column("number", "integer", "rang de l’étape dans le parcours", "rank of the stop",
               {**needed, "minimum": 1}),
        Column("day", "integer", "jour du parcours", "day of the route", {**needed, "minimum": 1}),
        Column("place", "string", "identifiant du lieu, vide pour un point propre au parcours",
               "id of the place, empty for a point of this route alone"),
        *(Column(f"name_{lang}", "string", f"nom ({lang})", f"name ({lang})")
          for lang in languages),
        Column("kind", "string", "type de lieu", "kind of place", needed),
        Column("insee", "string", "code INSEE de la commune, en texte",
               "INSEE code of the commune, as text", {**needed, "pattern": _INSEE}),
        Column("commune", "string", "nom de la commune", "name of the commune", needed),
        Column("territory", "string", "territoire", "territory", needed),
        Column("lat", "number", "latitude, degrés WGS84", "latitude, WGS84",
               {**needed, "minimum": -90, "maximum": 90}),
        Column("lon", "number", "longitude, degrés WGS84", "longitude, WGS84",
               {**needed, "minimum": -180, "maximum": 180}),
        Column("position_licence", "string",
               "licence de la position, vide si c’est celle du jeu de données",
               "licence of the position, empty where it is that of the data"),
        Column("precision_m", "integer", "précision de la position, en mètres",
               "how exact the position is, in metres", needed),
        Column("arrival", "string", "heure d’arrivée, HH:MM", "time of arrival, HH:MM",
               {**needed, "pattern": "^[0-2][0-9]:[0-5][0-9]$"}),
        Column("arrival_level", "string", "ce qui fonde cette heure", "what that time rests on",
               {**needed, "enum": ["verified", "told", "unknown"]}),
        Column("begins", "string", "heure où la visite commence, plus tard si elle est fixe, HH:MM",
               "when the visit begins, later where its hour is fixed, HH:MM",
               {**needed, "pattern": "^[0-2][0-9]:[0-5][0-9]$"}),
        Column("stay_min", "integer", "minutes sur place", "minutes on the spot", needed),
        Column("night", "boolean", "on y dort", "whether one sleeps there", needed),
        Column("meal", "string", "repas pris à cette étape", "meal taken at the stop"),
        Column("optional", "boolean", "étape facultative", "whether the stop may be skipped",
               needed),
        Column("by", "string", "moyen de transport pour y venir", "means of getting there"),
        Column("minutes", "integer", "minutes de trajet, vide si inconnu",
               "minutes of travel, empty where unknown"),
        Column("minutes_estimated", "boolean", "minutes estimées par nous",
               "whether we estimated the minutes"),
        Column("km", "number", "kilomètres de trajet", "kilometres of travel"),
        Column("km_estimated", "boolean", "kilomètres à vol d’oiseau",
               "whether the kilometres are as the crow flies"),
        Column("opening_hours", "string", "horaires, syntaxe d’OpenStreetMap",
               "opening hours, OpenStreetMap’s syntax"),
        *(Column(f"note_{lang}", "string", f"note ({lang})", f"note ({lang})")
          for lang in languages),
        Column("arrival_days_later", "integer", "jours entre celui de l’étape et l’heure d’arrivée",
               "days from that of the stop to the time of arrival", needed),
        Column("begins_days_later", "integer",
               "jours entre celui de l’étape et l’heure où la visite commence",
               "days from that of the stop to when the visit begins", needed),
    ]


def route_row(trip: Trip, about: About) -> str:
    """The row of a route."""
    route, first = trip.itinerary, trip.visits[0].place
    languages = about.atlas.languages
    co2_kg = filed_kg(footprint(trip).planned_kg)
    return _row([
        trip.id, *(_words(route.title.by_lang, lang) for lang in languages),
        *(_words(route.summary.by_lang, lang) for lang in languages), route.alliance,
        " ".join(route.themes), route.difficulty, len(trip.days), len(trip.visits),
        round(trip.km, 2), _yes(any(leg.km_estimated for leg in trip.legs)),
        "" if co2_kg is None else co2_kg, _yes(trip.car_free),
        " ".join(dict.fromkeys(visit.place.commune for visit in trip.visits)),
        f"{first.lat:.6f}", f"{first.lon:.6f}", about.address(f"parcours/{trip.id}/")])


def stop_rows(trip: Trip, about: About) -> str:
    """The rows of a route's stops."""
    return "".join(_row(_stop(visit, day.number, trip.id, about.atlas.languages))
                   for day in trip.days for visit in day.visits)


def _stop(visit: Visit, day: int, id: str, languages: Sequence[str]) -> list[object]:
    place, leg = visit.place, visit.leg
    return [
        id, visit.number, day, visit.place_id,
        *(_words(place.name.by_lang, lang) for lang in languages), place.kind, place.commune,
        _cell(visit.commune), visit.side.id, f"{place.lat:.6f}", f"{place.lon:.6f}",
        licence_of(place) or "", place.precision_m, wall_clock(visit.arrival_min),
        visit.arrival_level, wall_clock(visit.visit_min), visit.stay_min, _yes(visit.night),
        visit.meal or "", _yes(visit.optional),
        *([leg.by or "", leg.known_min or "", _yes(leg.minutes_estimated), round(leg.km, 2),
            _yes(leg.km_estimated)] if leg else [""] * 5), _cell(place.opening_hours or ""),
        *(_words(visit.note.by_lang, lang) if visit.note else "" for lang in languages),
        days_later(visit.arrival_min), days_later(visit.visit_min)]


def frame(columns: Sequence[Column]) -> Frame:
    """A table: the names of its columns, then its rows."""
    return Frame(_row([column.name for column in columns]))


def schema_file(file: str) -> str:
    """The name of a table's schema."""
    return file.replace(".csv", ".tableschema.json")


def schema(file: str, about: About) -> str:
    """The Table Schema of a table (https://specs.frictionlessdata.io/table-schema/)."""
    languages = about.atlas.languages
    stops = file == STOPS_FILE
    columns = stops_columns(languages) if stops else routes_columns(languages)
    return to_json({
        "fields": [{"name": one.name, "type": one.type,
                    "title": getattr(one, about.lang, one.en),
                    "description": f"{one.fr} / {one.en}",
                    **({"constraints": one.asked} if one.asked else {})} for one in columns],
        "missingValues": [""], "primaryKey": ["route", "number"] if stops else ["id"],
    }) + "\n"


def package(about: About) -> str:
    """Both tables with their schemas as one data package."""
    english = language_of(about.lang)
    return to_json({
        "profile": "tabular-data-package", "name": "parcours",
        "title": english.say("All routes"), "created": f"{about.modified.isoformat()}T00:00:00Z",
        "licenses": [{"name": "etalab-2.0", "title": LICENCE, "path": LICENCE_URL}],
        "sources": [{"title": credit(about, english)}],
        "resources": [{
            "profile": "tabular-data-resource", "name": file.removesuffix(".csv"), "path": file,
            "encoding": "utf-8", "mediatype": "text/csv", "schema": schema_file(file)}
            for file in (ROUTES_FILE, STOPS_FILE)]}) + "\n"


def _words(by_lang: Any, lang: str) -> str:
    """A text in one language alone: what is not translated leaves its cell empty."""
    return _cell(by_lang.get(lang) or by_lang.get("") or "")


def _cell(text: str) -> str:
    """Words that no spreadsheet runs, whatever it takes for the end of a cell or of a line."""
    return _FORMULA.sub(r"\1'", _LINE_END.sub(" ", text))


def _yes(is_so: bool) -> str:
    return "true" if is_so else "false"


def _row(cells: Iterable[object]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()
