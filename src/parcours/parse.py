"""Source to model, or diagnostics: what each field may hold, told in an editor's words.

The only module that knows pydantic's errors.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from parcours import model, scalars
from parcours.diagnostics import Diagnostic, Span, Words, error
from parcours.scalars import BadScalar
from parcours.source import Loc, Source

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Parsed(Generic[M]):
    """What a file says, under the id its name gives it, and where each word of it stands."""

    id: str
    value: M
    source: Source


_GROUPS: dict[str, tuple[str, str, tuple[type[BaseModel], ...]]] = {
    "days": ("d’une journée", "a day", (model.Day,)),
    "stops": ("d’une étape", "a stop", (model.PlaceStop, model.InlineStop)),
    "travel": ("d’un trajet", "a leg (travel)", (model.Travel,)),
    "status": ("d’un état (status)", "a status", (model.Status,)),
    "photo": ("d’une photo", "a photo", (model.Photo,)),
    "products": ("d’un produit", "a product", (model.Product,)),
    "season": ("d’une saison", "a season", (model.Season,)),
    "reviewed": ("d’une relecture", "a review", (model.Review,)),
    "territories": ("d’un territoire", "a territory", (model.Territory,)),
    "alliances": ("d’une alliance", "an alliance", (model.Alliance,)),
    "office": ("d’un office", "an office", (model.Office,)),
    "tiles": ("d’un fond de carte", "a tile provider", (model.TileProvider,)),
}
_FILES: dict[type[BaseModel], tuple[str, str]] = {
    model.Itinerary: ("d’un itinéraire", "an itinerary"),
    model.Place: ("d’un lieu", "a place"),
    model.Territories: ("du fichier des territoires", "the territories file"),
    model.Site: ("des réglages du site", "the site settings"),
}
_FRENCH = {
    # fields
    "titre": "title", "resume": "summary", "jours": "days", "jour": "days", "etapes": "stops",
    "etape": "stops", "lieu": "place", "nom": "name", "horaires": "opening_hours",
    "heures": "opening_hours", "ouverture": "opening_hours", "hours": "opening_hours",
    "adresse": "address", "telephone": "phone", "tel": "phone", "courriel": "email",
    "mail": "email", "site": "website", "site-web": "website", "url": "website", "prix": "price",
    "tarif": "price", "latitude": "lat", "longitude": "lon", "lng": "lon", "long": "lon",
    "depart": "start", "debut": "start", "arrivee": "arrive", "duree": "stay", "duration": "stay",
    "repas": "meal", "trajet": "travel", "transport": "travel", "mode": "by", "ligne": "line",
    "trace": "track", "remarque": "note", "notes": "note", "themes": "themes", "theme": "themes",
    "difficulte": "difficulty", "saison": "season", "public": "audience", "type": "kind",
    "categorie": "kind", "insee": "commune", "ville": "commune", "city": "commune",
    "photos": "photo", "image": "photo", "facultatif": "optional", "optionnel": "optional",
    "source": "sources", "verifie_le": "verified_on", "fauteuil": "wheelchair",
    "licence": "licence", "license": "licence", "jumeau": "twin", "produits": "products",
    "mois": "months", "etat": "status", "statut": "status", "du": "from", "au": "to",
    # values
    "patrimoine": "heritage", "gastronomie": "food", "alimentation": "food", "sciences": "science",
    "artisanat": "crafts", "energie": "energy", "facile": "easy", "moyen": "moderate",
    "modere": "moderate", "difficile": "hard", "musee": "museum", "eglise": "religious",
    "jardin": "garden", "marche": "market", "producteur": "producer", "boutique": "shop",
    "hebergement": "lodging", "gare": "station", "office-de-tourisme": "tourist-office",
    "lac": "lake", "chateau": "monument", "castle": "monument", "church": "religious",
    "culture": "art", "a-pied": "walk", "pied": "walk", "foot": "walk", "velo": "bike",
    "bicycle": "bike", "vae": "e-bike", "voiture": "car", "covoiturage": "carpool",
    "autocar": "coach", "car-liO": "coach", "bateau": "boat", "petit-dejeuner": "breakfast",
    "dejeuner": "lunch", "diner": "dinner", "oui": "yes", "non": "no", "limite": "limited",
    "toilettes": "toilets", "eau": "drinking-water", "eau-potable": "drinking-water",
    "ouvert": "open", "ferme": "closed", "travaux": "works", "urbain": "urban", "rural": "rural",
}


def parse(source: Source, kind: type[M], id: str) -> Parsed[M] | list[Diagnostic]:
    """Check every field of a file against its type."""
    try:
        return Parsed(id, kind.model_validate(source.data), source)
    except ValidationError as failure:
        return _diagnostics(failure.errors(include_url=False), source, kind)


def check_id(path: Path, file: str) -> list[Diagnostic]:
    """A file's name is its id, and the id is the address of its page."""
    if path.suffix == ".yml" and scalars.slug_of(path.stem) == path.stem:
        return []
    return [error("bad-id", Span(file), Words(
        f"le nom « {scalars.short(path.name)} » ne peut pas servir d’adresse de page",
        f"the name '{scalars.short(path.name)}' cannot serve as a page address"),
        Words(f"renommez-le en {scalars.slug_of(path.stem) or 'mon-lieu'}.yml",
              f"rename it to {scalars.slug_of(path.stem) or 'my-place'}.yml"))]


def nearest(typed: str, known: list[str]) -> str | None:
    """The known word that was most likely meant, if any comes near."""
    folded = scalars.slug_of(typed)
    by_fold = {scalars.slug_of(word): word for word in known}
    if folded in by_fold:
        return by_fold[folded]
    french = _FRENCH.get(folded)
    if french in known:
        return french
    close = get_close_matches(folded, list(by_fold), n=1, cutoff=0.6)
    return by_fold[close[0]] if close else None


def _diagnostics(details: list[ErrorDetails], source: Source,
                 kind: type[BaseModel]) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    explained: set[tuple[Loc, str]] = set()  # missing fields that a misspelt one accounts for
    ordered = sorted(details, key=lambda detail: detail["type"] != "extra_forbidden")
    for detail in ordered:
        loc: Loc = tuple(step for step in detail["loc"] if step not in model.UNION_TAGS)
        fault = detail["type"]
        if fault == "extra_forbidden":
            diagnostic, meant = _unknown_field(loc, source, kind)
            explained.add((loc[:-1], meant or ""))
            found.append(diagnostic)
        elif fault == "missing":
            if (loc[:-1], str(loc[-1])) not in explained:
                found.append(_missing_field(loc, source, kind))
                if _is_bare_stop(loc, source):  # one fault: it names no place at all
                    explained |= {(loc[:-1], field) for field in ("name", *_INLINE)}
        elif fault == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]:
            continue  # there are enough items, some of which are at fault and told already
        else:
            found.append(_bad_value(loc, detail, source))
    return found


def _group(loc: Loc, kind: type[BaseModel], source: Source) -> tuple[str, str, list[str]]:
    """The group of fields that holds ``loc``: its name in both languages, and its fields."""
    names = [step for step in loc if isinstance(step, str)]
    if len(loc) > 1 and kind is model.Territories and len(loc) <= 2:
        names = names[:-1]
    for name in reversed(names):
        if name in _GROUPS:
            fr, en, types = _GROUPS[name]
            if name == "stops":
                here = _value_at(source.data, loc)
                types = types[:1] if isinstance(here, dict) and "place" in here else types
            return fr, en, sorted({field for one in types for field in _field_names(one)})
    fr, en = _FILES[kind]
    return fr, en, _field_names(kind)


def _field_names(kind: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in kind.model_fields.items()]


def _value_at(data: Any, loc: Loc) -> Any:
    for step in loc:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _unknown_field(loc: Loc, source: Source,
                   kind: type[BaseModel]) -> tuple[Diagnostic, str | None]:
    name = str(loc[-1])
    fr, en, fields = _group(loc[:-1], kind, source)
    present = _value_at(source.data, loc[:-1])
    free = [field for field in fields if not isinstance(present, dict) or field not in present]
    meant = nearest(name, free)
    hint = (Words(f"vouliez-vous dire « {meant} » ?", f"did you mean '{meant}'?") if meant else
            Words(f"les champs sont : {', '.join(fields)}", f"the fields are: {', '.join(fields)}"))
    return error("unknown-field", source.key_span(loc), Words(
        f"« {scalars.short(name)} » n’est pas un champ {fr}",
        f"'{scalars.short(name)}' is not a field of {en}"), hint), meant


_EXAMPLES = {
    "title": "title: {fr: …, en: …}", "summary": "summary: {fr: …, en: …}",
    "alliance": "alliance: toulouse-gascogne", "themes": "themes: [heritage]",
    "difficulty": "difficulty: easy", "days": "days:", "start": "start: 09:30", "stops": "stops:",
    "name": "name: …", "kind": "kind: museum", "commune": 'commune: "31555"', "lat": "lat: 43.60450",
    "lon": "lon: 1.44400", "by": "by: walk", "from": "from: 04-01", "to": "to: 10-31",
    "state": "state: closed", "file": "file: media/photo.jpg", "alt": "alt: {fr: …, en: …}",
    "character": "character: rural", "territory": "territory: portes-de-gascogne",
    "on": "on: 2026-11-20",
}


def _missing_field(loc: Loc, source: Source, kind: type[BaseModel]) -> Diagnostic:
    fr, en, _ = _group(loc[:-1], kind, source)
    name = str(loc[-1])
    example = _EXAMPLES.get(name, f"{name}: …")
    if _is_bare_stop(loc, source):
        name, example = "place", "place: …"
    return error("missing-field", source.span(loc[:-1]), Words(
        f"il manque le champ « {name} » {fr}", f"{en} lacks the field '{name}'"),
        Words(f"ajoutez {example}", f"add {example}"))


_INLINE = ("kind", "commune", "lat", "lon")


def _is_bare_stop(loc: Loc, source: Source) -> bool:
    """Whether the stop that lacks ``loc`` has not begun to describe an inline place."""
    stop = _value_at(source.data, loc[:-1])
    return len(loc) == 5 and loc[2] == "stops" and isinstance(stop, dict) and not (
        {"name", *_INLINE} & set(stop))


def _bad_value(loc: Loc, detail: ErrorDetails, source: Source) -> Diagnostic:
    given = detail["input"]
    fault = detail["type"]
    ctx = detail.get("ctx", {})
    if fault == "value_error" and isinstance(bad := ctx.get("error"), BadScalar):
        key = loc and loc[-1] == "[key]"
        at = (loc[:-1] if key else loc) + bad.at
        empty = given == "" or bad.at and _value_at(source.data, at) == ""
        if empty:
            return _empty(at, source)
        span = source.key_span(at) if bad.code == "unknown-field" or key else source.span(at)
        return error(bad.code, span, bad.message, bad.hint)
    if given == "":
        return _empty(loc, source)
    if fault == "enum":
        expected = str(ctx.get("expected", ""))
        allowed = [word.strip(" '") for word in expected.replace(" or ", ",").split(",")]
        typed = given if isinstance(given, str) else "…"
        meant = nearest(typed, allowed)
        shown = scalars.short(typed)
        if not isinstance(given, str):
            return error("wrong-type", source.span(loc), Words(
                "un seul mot est attendu ici", "a single word is expected here"),
                Words(f"les valeurs sont : {', '.join(allowed)}",
                      f"the values are: {', '.join(allowed)}"))
        return error("bad-value", source.span(loc), Words(
            f"« {shown} » n’est pas une valeur de « {_name(loc)} »",
            f"'{shown}' is not a value of '{_name(loc)}'"),
            Words(f"vouliez-vous dire « {meant} » ?", f"did you mean '{meant}'?") if meant else
            Words(f"les valeurs sont : {', '.join(allowed)}",
                  f"the values are: {', '.join(allowed)}"))
    if fault in ("too_short", "too_long"):
        if fault == "too_long":
            return error("too-large", source.span(loc), Words(
                f"« {_name(loc)} » contient trop d’éléments ({ctx.get('max_length')} au plus)",
                f"'{_name(loc)}' holds too many items ({ctx.get('max_length')} at most)"))
        least = ctx.get("min_length", 1)
        return error("missing-field", source.key_span(loc), Words(
            f"« {_name(loc)} » demande au moins {least} élément{'s' if least > 1 else ''}",
            f"'{_name(loc)}' needs at least {least} item{'s' if least > 1 else ''}"))
    return _wrong_type(loc, fault, given, source)


def _wrong_type(loc: Loc, fault: str, given: object, source: Source) -> Diagnostic:
    if fault in ("tuple_type", "list_type"):
        shown = scalars.short(given) if isinstance(given, str) else "…"
        return error("wrong-type", source.span(loc), Words(
            f"« {_name(loc)} » est une liste", f"'{_name(loc)}' is a list"),
            Words(f"écrivez [{shown}]", f"write [{shown}]"))
    if fault in ("model_type", "dict_type", "model_attributes_type"):
        name = _name(loc)
        return error("wrong-type", source.span(loc), Words(
            f"« {name} » est un groupe de champs" if name else "un groupe de champs est attendu",
            f"'{name}' is a group of fields" if name else "a group of fields is expected"),
            _group_hint(name))
    return error("wrong-type", source.span(loc), Words(
        f"« {_name(loc)} » n’a pas la forme attendue", f"'{_name(loc)}' has not the expected form"))


def _group_hint(name: str) -> Words | None:
    for known, example in (("travel", "{by: walk, minutes: 10}"), ("stops", "place: …"),
                           ("season", "{from: 04-01, to: 10-31}"),
                           ("status", "{state: closed, from: 2027-01-10, to: 2027-02-01}"),
                           ("photo", "{file: media/x.jpg, alt: …, credit: …, licence: …}")):
        if name == known:
            return Words(f"écrivez {example}", f"write {example}")
    return None


def _empty(loc: Loc, source: Source) -> Diagnostic:
    return error("missing-field", source.key_span(loc), Words(
        f"« {_name(loc)} » est vide", f"'{_name(loc)}' is empty"),
        Words("écrivez une valeur, ou retirez la ligne", "write a value, or remove the line"))


def _name(loc: Loc) -> str:
    return next((str(step) for step in reversed(loc) if isinstance(step, str)), "")


def parse_communes(text: str, file: str) -> tuple[dict[str, model.Commune], list[Diagnostic]]:
    """``communes.csv`` (code, name, territory, lat, lon, optionally area_km2) by INSEE code."""
    communes: dict[str, model.Commune] = {}
    found: list[Diagnostic] = []
    if "\x00" in text:
        return {}, [error("bad-value", Span(file), Words(
            "ce fichier n’est pas du texte CSV", "this file is not CSV text"))]
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    try:
        wanted = {"code", "name", "territory", "lat", "lon"}
        if lacking := sorted(wanted - set(reader.fieldnames or ())):
            return {}, [error("missing-field", Span(file), Words(
                f"il manque les colonnes {', '.join(lacking)}",
                f"the columns {', '.join(lacking)} are missing"),
                Words("la première ligne est code,name,territory,lat,lon",
                      "the first line is code,name,territory,lat,lon"))]
        for row in reader:
            try:
                commune = model.Commune(
                    code=row["code"], name=scalars.line(row["name"]),
                    territory=scalars.slug(row["territory"]), lat=scalars.latitude(row["lat"]),
                    lon=scalars.longitude(row["lon"]), area_km2=float(row.get("area_km2") or 12))
                communes[commune.code] = commune
            except BadScalar as bad:
                found.append(error(bad.code, Span(file, reader.line_num), bad.message, bad.hint))
            except (ValueError, TypeError):
                found.append(error("bad-value", Span(file, reader.line_num), Words(
                    "cette ligne n’a pas la forme attendue", "this row has not the expected form"),
                    Words("une ligne est code,nom,territoire,lat,lon",
                          "a row is code,name,territory,lat,lon")))
    except csv.Error as failure:
        found.append(error("bad-value", Span(file, max(1, reader.line_num)), Words(
            "cette ligne CSV est mal formée", f"this CSV row is malformed ({failure})")))
    return communes, found
