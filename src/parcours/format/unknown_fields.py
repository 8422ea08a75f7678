"""A field that nobody knows: what was meant by it, and where it belongs.

Each rule knows one slip; the first that recognises it says what to do.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from parcours.diagnostics.diagnostic import Diagnostic, Edit, Words, did_you_mean, error
from parcours.format import model
from parcours.format.groups import field_names, group_at, types_in, value_at
from parcours.format.scalars import short
from parcours.format.scalars.numbers import pair_of
from parcours.source.read import Loc, Source
from parcours.source.spaces import AROUND_WORDS
from parcours.suggest import certain
from parcours.suggest.likely import slug_of
from parcours.suggest.nearest import nearest, same

OF_THE_FILE = frozenset({"id", "identifiant", "slug", "uuid", "permalink"})
"""Fields of other systems for what the name of the file says here."""
_POSITIONS = frozenset({"gps", "coordonnees", "coordonnées", "coordonnees_gps", "coordinates",
                        "coords", "position", "latlon", "lat_lon", "geo", "point", "geometry"})
"""Fields of other systems for both the latitude and the longitude."""


@dataclass(frozen=True, slots=True)
class _Field:
    """A field that is none of its group's."""

    name: str
    loc: Loc
    source: Source
    fields: list[str]
    """Those of the group."""
    present: Any
    """The group as it is written."""

    @property
    def free(self) -> list[str]:
        """The fields that are not written yet."""
        return [field for field in self.fields
                if not isinstance(self.present, dict) or field not in self.present]

    def certainly(self, meant: str) -> str | None:
        """The field that is likely meant, where it is certain."""
        return meant if certain.word(self.name, self.fields) == meant else None


@dataclass(frozen=True, slots=True)
class _Advice:
    """What to do about an unknown field."""

    hint: Words
    meant: str | None = None
    """The field that it stands for."""
    sure: str | None = None
    """The same, where it may be typed in its place."""


def unknown_field(loc: Loc, source: Source,
                  kind: type[BaseModel]) -> tuple[Diagnostic, str | None]:
    """The fault, and the field that was meant, if any."""
    group = group_at(loc[:-1], kind, source)
    field = _Field(str(loc[-1]), loc, source, group.fields, value_at(source.data, loc[:-1]))
    advice = next((found for rule in _RULES if (found := rule(field))), None) or _Advice(Words(
        f"les champs sont : {', '.join(field.fields)}",
        f"the fields are: {', '.join(field.fields)}"))
    span = source.key_span(loc)
    return error("unknown-field", span, Words(
        f"« {short(field.name)} » n’est pas un champ {group.of}",
        f"'{short(field.name)}' is not a field of {group.en}"), advice.hint,
        (Edit(span, field.name, advice.sure),) if advice.sure else ()), advice.meant


def _glued(field: _Field) -> _Advice | None:
    """``km:4``: the name and its value in one word."""
    meant, colon, _ = field.name.partition(":")
    if not colon or meant not in field.free:
        return None
    return _Advice(Words("mettez une espace après « : »", "put a space after ':'"), meant,
                   field.certainly(meant))


def _hard_space(field: _Field) -> _Advice | None:
    bare = field.name.strip(AROUND_WORDS)
    if bare == field.name or bare not in field.free:
        return None
    return _Advice(Words("effacez l’espace insécable qui touche ce mot",
                         "delete the no-break space that touches this word"), bare, bare)


def _equals_sign(field: _Field) -> _Advice | None:
    equals = re.match(r"([a-z_]+)\s*=", field.name)
    if not equals or equals[1] not in field.free:
        return None
    return _Advice(Words("remplacez « = » par « : », suivi d’une espace",
                         "replace '=' with ':', followed by a space"), equals[1])


def _per_language(field: _Field) -> _Advice | None:
    """``title_fr``: a field for each language."""
    found = re.fullmatch(r"([a-z_]+)[_-][a-z]{2}", field.name)
    if not found or found[1] not in field.fields:
        return None
    return _Advice(Words(
        f"écrivez un seul champ pour toutes les langues : {found[1]}: {{fr: …, en: …}}",
        f"write one field for all languages: {found[1]}: {{fr: …, en: …}}"), found[1])


def _decimals(field: _Field) -> _Advice | None:
    """In ``{km: 1,2}`` the comma ends the field: the decimals became one of their own."""
    name, present = field.name, field.present
    digits = re.fullmatch(r"(\d{1,12})\s*(?:km)?", name, re.ASCII)
    if not digits or not isinstance(present, dict) or present.get(name) != "":
        return None
    above = [*present][: [*present].index(name)]
    if not above or not re.fullmatch(r"-?\d{1,4}", str(present[above[-1]]), re.ASCII):
        return None
    form = f"{above[-1]}: {present[above[-1]]}.{digits[1]}"
    return _Advice(Words(
        f"entre accolades, une virgule finit le champ : écrivez {form}, avec un point",
        f"between braces a comma ends the field: write {form}, with a point"))


def _of_the_file(field: _Field) -> _Advice | None:
    if field.name.strip(AROUND_WORDS).lower() not in OF_THE_FILE or not (
            {"title", "kind"} & set(field.fields)):
        return None
    return _Advice(Words("retirez cette ligne : le nom du fichier est l’identifiant",
                         "remove this line: the name of the file is the identifier"))


def _position(field: _Field) -> _Advice | None:
    if not is_position(field.name) or "lat" not in field.fields:
        return None
    given = field.present.get(field.name) if isinstance(field.present, dict) else None
    lat, lon = pair_of(given) or ("…", "…")
    return _Advice(Words(f"écrivez lat: {lat} et, à la ligne suivante, lon: {lon}",
                         f"write lat: {lat} and, on the next line, lon: {lon}"))


def is_position(name: str) -> bool:
    """Whether a field that is none of ours stands for both the latitude and the longitude."""
    return name.strip(AROUND_WORDS).lower() in _POSITIONS


def _elsewhere(field: _Field) -> _Advice | None:
    """A field that is right in itself, in the wrong group."""
    for group in ("travel", "stops", "days", "photo"):
        if group in field.fields and any(
                field.name in field_names(one) for one in types_in(group)[:1]):
            return _Advice(Words(f"ce champ s’écrit dans « {group} »",
                                 f"this field goes into '{group}'"))
    place = field.present.get("place") if isinstance(field.present, dict) else None
    if isinstance(place, str) and field.name in model.PlaceFields.model_fields:
        return _Advice(Words(f"ce champ s’écrit dans le fichier du lieu, places/{place}.yml",
                             f"this field goes into the file of the place, places/{place}.yml"))
    return None


def _written_already(field: _Field) -> _Advice | None:
    """A field that stands there twice, by two names."""
    there = same(field.name, [one for one in field.fields if one not in field.free])
    if not there or same(field.name, field.free):
        return None
    line = field.source.key_span((*field.loc[:-1], there)).line
    return _Advice(Words(
        f"vouliez-vous dire « {there} », déjà écrit à la ligne {line} ? gardez une seule des deux "
        "lignes",
        f"did you mean '{there}', already written on line {line}? keep only one of the two lines"))


def _named_stop(field: _Field) -> _Advice | None:
    """``nom: gare-du-bourg``: the id of a place, and not the name of a spot described on the spot.
    """
    if "place" not in field.free or not isinstance(field.present, dict) or (
            nearest(field.name, field.free) != "name"):
        return None
    id = field.present.get(field.name)
    if not (isinstance(id, str) and "-" in id and slug_of(id) == id) or (
            {"kind", "commune", "lat", "lon"} & field.present.keys()):
        return None
    return _Advice(Words("vouliez-vous dire « place » ?", "did you mean 'place'?"), "place")


def _misspelt(field: _Field) -> _Advice | None:
    meant = nearest(field.name, field.free)
    question = did_you_mean(meant)
    return _Advice(question, meant, field.certainly(meant)) if meant and question else None


def _cut_by_comma(field: _Field) -> _Advice | None:
    """In ``{line: L1, L2}`` the comma ends the text, and the rest of it became a field."""
    if not isinstance(field.present, dict) or field.present.get(field.name) != "" or (
            next(iter(field.present)) == field.name):
        return None
    return _Advice(Words(
        "si le texte d’avant contient une virgule, mettez-le entre guillemets droits",
        "if the text before holds a comma, put it in straight quotes"))


_RULES: tuple[Callable[[_Field], _Advice | None], ...] = (
    _glued, _hard_space, _equals_sign, _per_language, _decimals, _of_the_file, _position,
    _elsewhere, _written_already, _named_stop, _misspelt,
    _cut_by_comma)


def outdented_from(loc: Loc, source: Source) -> str | None:
    """The empty field above whose group this field was meant for, had it been indented."""
    present, name = value_at(source.data, loc[:-1]), str(loc[-1])
    above = list(present)[: list(present).index(name)] if isinstance(present, dict) else []
    name = name.strip(AROUND_WORDS)
    for field in reversed(above):
        if re.fullmatch("[a-z]{2}", name) and isinstance(present[field], dict):
            return str(field) if all(re.fullmatch("[a-z]{2}", one) for one in present[field]) \
                else None  # one language of several
        if present[field] == "":
            types = types_in(field)
            per_language = not types and re.fullmatch("[a-z]{2}", name)
            fits = per_language or any(name in field_names(one) for one in types)
            return str(field) if fits else None
    return None


def outdented(loc: Loc, group: str, source: Source, kind: type[BaseModel]) -> Diagnostic:
    """The fault of a field that is not indented below the group that it is of."""
    typed, around = str(loc[-1]), group_at(loc[:-1], kind, source)
    name = typed.strip(AROUND_WORDS)
    hint = Words(f"décalez de deux espaces les lignes qui font partie de « {group} »",
                 f"indent by two spaces the lines that belong to '{group}'")
    if name != typed:
        hint = Words(
            f"remplacez par des espaces ordinaires les espaces insécables qui suivent « {group} »",
            f"replace with ordinary spaces the no-break spaces that follow '{group}'")
    return error("unknown-field", source.key_span(loc), Words(
        f"« {name} » n’est pas un champ {around.of}",
        f"'{name}' is not a field of {around.en}"), hint)
