"""Source to model, or diagnostics: what each field may hold, told in an editor's words.

The only module that knows pydantic's errors.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from parcours.diagnostics.diagnostic import Diagnostic, Edit, Fix, Span, Words, error
from parcours.format import model, scalars
from parcours.format.scalars import BadScalar
from parcours.source.read import MAX_FAULTS, Loc, Source
from parcours.suggest import certain as sure
from parcours.suggest.french import WORDS

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
    for french in WORDS.get(folded, ()):
        if french in known:
            return french
    close = get_close_matches(folded, list(by_fold), n=1, cutoff=0.6)
    return by_fold[close[0]] if close else None


def _diagnostics(details: list[ErrorDetails], source: Source,
                 kind: type[BaseModel]) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    explained: set[tuple[Loc, str]] = set()  # missing fields that a misspelt one accounts for
    ordered = sorted(details, key=lambda detail: detail["type"] != "extra_forbidden")
    for detail in ordered[:MAX_FAULTS]:
        loc: Loc = tuple(step for step in detail["loc"] if step not in model.UNION_TAGS)
        fault = detail["type"]
        if fault == "extra_forbidden":
            group = _outdented_from(loc, source)
            if group is None:
                diagnostic, meant = _unknown_field(loc, source, kind)
                explained.add((loc[:-1], meant or ""))
                found.append(diagnostic)
            elif (loc[:-1], group) not in explained:  # its lines are told once
                explained.add((loc[:-1], group))
                found.append(_outdented(loc, group, source, kind))
        elif fault == "missing":
            if (loc[:-1], str(loc[-1])) not in explained:
                found.append(_missing_field(loc, source, kind))
                if _is_bare_stop(loc, source):  # one fault: it names no place at all
                    explained |= {(loc[:-1], field) for field in ("name", *_INLINE)}
        elif fault == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]:
            continue  # there are enough items, some of which are at fault and told already
        elif detail["input"] == "" and (loc[:-1], str(loc[-1])) in explained:
            continue
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
    certain = sure.word(name, fields)
    glued, _, _ = name.partition(":")
    bare = name.strip(_HARD_SPACES)
    if glued != name and glued in free:
        meant, hint = glued, Words("mettez une espace après « : »", "put a space after ':'")
    elif bare != name and bare in free:
        meant = certain = bare
        hint = Words(
            "effacez l’espace insécable qui touche ce mot",
            "delete the no-break space that touches this word")
    elif elsewhere := _elsewhere(name, fields, present):
        meant, hint = None, elsewhere
    elif meant:
        hint = Words(f"vouliez-vous dire « {meant} » ?", f"did you mean '{meant}'?")
    else:
        hint = Words(f"les champs sont : {', '.join(fields)}",
                     f"the fields are: {', '.join(fields)}")
    return error("unknown-field", source.key_span(loc), Words(
        f"« {scalars.short(name)} » n’est pas un champ {fr}",
        f"'{scalars.short(name)}' is not a field of {en}"), hint,
        _typed(source.key_span(loc), name, certain if certain == meant else None)), meant


_HARD_SPACES = "\u00a0\u202f\u2009\u200b\ufeff "


def _elsewhere(name: str, fields: list[str], present: Any) -> Words | None:
    """Where a field belongs that is right in itself but stands in the wrong group."""
    for group in ("travel", "stops", "days", "photo"):
        if group in fields and any(name in _field_names(one) for one in _GROUPS[group][2][:1]):
            return Words(f"ce champ s’écrit dans « {group} »", f"this field goes into '{group}'")
    place = present.get("place") if isinstance(present, dict) else None
    if isinstance(place, str) and name in model.PlaceFields.model_fields:
        return Words(f"ce champ s’écrit dans le fichier du lieu, places/{place}.yml",
                     f"this field goes into the file of the place, places/{place}.yml")
    return None


def _outdented_from(loc: Loc, source: Source) -> str | None:
    """The empty field above whose group this field was meant for, had it been indented."""
    present, name = _value_at(source.data, loc[:-1]), str(loc[-1])
    above = list(present)[: list(present).index(name)] if isinstance(present, dict) else []
    name = name.strip(_HARD_SPACES)
    for field in reversed(above):
        if present[field] == "":
            types = _GROUPS[field][2] if field in _GROUPS else ()
            per_language = field not in _GROUPS and re.fullmatch("[a-z]{2}", name)
            fits = per_language or any(name in _field_names(one) for one in types)
            return str(field) if fits else None
    return None


def _outdented(loc: Loc, group: str, source: Source, kind: type[BaseModel]) -> Diagnostic:
    typed, (fr, en, _) = str(loc[-1]), _group(loc[:-1], kind, source)
    name = typed.strip(_HARD_SPACES)
    hint = Words(f"décalez de deux espaces les lignes qui font partie de « {group} »",
                 f"indent by two spaces the lines that belong to '{group}'")
    if name != typed:
        hint = Words(
            f"remplacez par des espaces ordinaires les espaces insécables qui suivent « {group} »",
            f"replace with ordinary spaces the no-break spaces that follow '{group}'")
    return error("unknown-field", source.key_span(loc), Words(
        f"« {name} » n’est pas un champ {fr}", f"'{name}' is not a field of {en}"), hint)


_EXAMPLES = {
    "title": "title: {fr: …, en: …}", "summary": "summary: {fr: …, en: …}",
    "alliance": "alliance: toulouse-gascogne", "themes": "themes: [heritage]",
    "difficulty": "difficulty: easy", "days": "days: (…)", "start": "start: 09:30",
    "stops": "stops: (…)",
    "name": "name: …", "kind": "kind: museum", "commune": 'commune: "31555"',
    "lat": "lat: 43.60450", "lon": "lon: 1.44400", "by": "by: walk", "from": "from: 04-01",
    "to": "to: 10-31",
    "state": "state: closed", "file": "file: media/photo.jpg", "alt": "alt: {fr: …, en: …}",
    "character": "character: rural", "territory": "territory: portes-de-gascogne",
    "on": "on: 2026-11-20", "place": "place: gare-matabiau", "stay": "stay: 1h30",
    "arrive": "arrive: 10:30", "opening_hours": "opening_hours: \"Tu-Su 10:00-18:00; PH off\"",
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
        if _value_at(source.data, at) == "" and bad.code != "unknown-field" and not key:
            return _empty(at, source)
        if bad.code == "wrong-type" and bad.hint is None and _name(at) in _EXAMPLES:
            bad.hint = Words(f"écrivez {_EXAMPLES[_name(at)]}", f"write {_EXAMPLES[_name(at)]}")
        span = source.key_span(at) if bad.code == "unknown-field" or key else source.span(at)
        return error(bad.code, span, bad.message, bad.hint,
                     () if key else _typed(span, _value_at(source.data, at), bad.certain))
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
                  f"the values are: {', '.join(allowed)}"),
            _typed(source.span(loc), given, sure.word(typed, allowed)))
    if fault in ("too_short", "too_long"):
        if fault == "too_long":
            return error("too-large", source.span(loc), Words(
                f"« {_name(loc)} » contient trop d’éléments ({ctx.get('max_length')} au plus)",
                f"'{_name(loc)}' holds too many items ({ctx.get('max_length')} at most)"))
        least = ctx.get("min_length", 1)
        return error("missing-field", source.key_span(loc), Words(
            f"« {_name(loc)} » demande au moins {least} élément{'s' if least > 1 else ''}",
            f"'{_name(loc)}' needs at least {least} item{'s' if least > 1 else ''}"),
            _item_hint(_name(loc), ""))
    return _wrong_type(loc, fault, given, source)


def _typed(span: Span, old: Any, new: str | None) -> Fix:
    """The correction of one scalar, where what was meant is certain."""
    return (Edit(span, old, new),) if new is not None and isinstance(old, str) else ()


def _wrong_type(loc: Loc, fault: str, given: object, source: Source) -> Diagnostic:
    name = _name(loc)
    if fault in ("tuple_type", "list_type"):
        is_list = Words(f"« {name} » est une liste", f"'{name}' is a list")
        for key in given if isinstance(given, dict) else ():
            if key.startswith("-"):
                return error("wrong-type", source.key_span((*loc, key)), is_list, Words(
                    "mettez une espace après le tiret", "put a space after the hyphen"))
        return error("wrong-type", source.span(loc), is_list, _item_hint(name, given))
    if fault in ("model_type", "dict_type", "model_attributes_type"):
        if loc and isinstance(loc[-1], int):
            what = Words(f"chaque élément de « {name} » est un groupe de champs",
                         f"each item of '{name}' is a group of fields")
        else:
            what = Words(f"« {name} » est un groupe de champs", f"'{name}' is a group of fields")
        return error("wrong-type", source.span(loc), what, _group_hint(name, given))
    return error("wrong-type", source.span(loc), Words(
        f"« {name} » n’a pas la forme attendue", f"'{name}' has not the expected form"))


_ITEMS = {"stops": "- place: gare-matabiau", "days": "- title: {fr: …, en: …}",
          "products": "- name: {fr: …, en: …}",
          "reviewed": "- {territory: portes-de-gascogne, on: 2026-11-20, by: …}",
          "territories": "[toulouse-metropole, portes-de-gascogne]"}


def _item_hint(name: str, given: object) -> Words:
    """How a list is written: one item a line for groups, between brackets for words."""
    if isinstance(given, dict) and name in _ITEMS:
        return Words("mettez un tiret et une espace devant le premier champ de chaque élément",
                     "put a hyphen and a space ('- ') before the first field of each item")
    if name in _ITEMS:
        return Words(f"écrivez {_ITEMS[name]}", f"write {_ITEMS[name]}")
    if isinstance(given, str) and given:
        return Words(f"écrivez [{scalars.short(given)}]", f"write [{scalars.short(given)}]")
    example = _EXAMPLES.get(name, f"{name}: […]")
    return Words(f"écrivez {example}", f"write {example}")


def _group_hint(name: str, given: object) -> Words | None:
    """How a group is written, with the word that was given where it most likely belongs."""
    word = scalars.short(given) if isinstance(given, str) else ""
    mode = nearest(word, [one.value for one in model.Mode]) if word else None
    state = nearest(word, [one.value for one in model.State]) if word else None
    example = {
        "travel": f"{{by: {mode or 'walk'}, minutes: 10}}",
        "stops": f"place: {scalars.slug_of(word) or 'gare-matabiau'}",
        "days": "title: {fr: …, en: …}",
        "season": "{from: 04-01, to: 10-31}",
        "status": f"{{state: {state or 'closed'}, from: 2027-01-10, to: 2027-02-01}}",
        "photo": f"{{file: {word or 'media/x.jpg'}, alt: …, credit: …, licence: …}}",
        "products": f"name: {word or '…'}",
        "office": f"{{name: {word or '…'}}}",
    }.get(name)
    return Words(f"écrivez {example}", f"write {example}") if example else None


_MAY_BE_LEFT_OUT = {"from", "to", "stay", "arrive", "opening_hours"}


def _empty(loc: Loc, source: Source) -> Diagnostic:
    name = _name(loc)
    if isinstance(loc[-1], int):
        return error("missing-field", source.key_span(loc), Words(
            f"un élément de « {name} » est vide", f"an item of '{name}' is empty"),
            Words("remplissez-le, ou retirez-le", "fill it in, or remove it"))
    hint = Words("écrivez une valeur, ou retirez la ligne", "write a value, or remove the line")
    if name in _EXAMPLES and name not in _MAY_BE_LEFT_OUT:
        hint = _item_hint(name, "")
    return error("missing-field", source.key_span(loc), Words(
        f"« {name} » est vide", f"'{name}' is empty"), hint)


def _name(loc: Loc) -> str:
    return next((str(step) for step in reversed(loc) if isinstance(step, str)), "")
