"""What pydantic found wrong with a file, told in an editor's words.

The only module that knows pydantic's errors.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from parcours.diagnostics.diagnostic import Diagnostic, Edit, Fix, Span, Words, error
from parcours.format import hints, model
from parcours.format.groups import field_names, group_at, types_in, value_at
from parcours.format.placeholders import is_placeholder
from parcours.format.scalars import BadScalar, short
from parcours.format.scalars.numbers import is_pair, pair_of
from parcours.format.scalars.times import MONTH_DAY
from parcours.source.read import MAX_FAULTS, Loc, Source
from parcours.suggest import certain
from parcours.suggest.nearest import nearest, same

_HARD_SPACES = "\u00a0\u202f\u2009\u200b\ufeff "


_HARD_IN_BRACES = re.compile("[a-z]{2}:([\u00a0\u2007\u2009\u202f\u3000])")
"""In ``{fr:…}`` the space that parts a language from its text, where it is not an ordinary one."""


def diagnostics(details: list[ErrorDetails], source: Source,
                 kind: type[BaseModel]) -> list[Diagnostic]:
    """Each fault once: not the fields that a misspelt one accounts for, nor the items counted."""
    found: list[Diagnostic] = []
    explained: set[tuple[Loc, str]] = set()  # missing fields that a misspelt one accounts for
    ordered = sorted(details, key=lambda detail: detail["type"] != "extra_forbidden")
    for detail in details:  # a whole position typed as one number is told there, once
        if detail["loc"][-1:] in (("lat",), ("lon",)) and is_pair(detail["input"]):
            explained.add((tuple(step for step in detail["loc"][:-1]
                                 if step not in model.UNION_TAGS),
                           "lon" if detail["loc"][-1] == "lat" else "lat"))
    for detail in ordered[:MAX_FAULTS]:
        loc: Loc = tuple(step for step in detail["loc"] if step not in model.UNION_TAGS)
        fault = detail["type"]
        if fault == "extra_forbidden":
            group = None if str(loc[-1]) in _OF_THE_FILE else _outdented_from(loc, source)
            if group is None:
                diagnostic, meant = _unknown_field(loc, source, kind)
                explained.add((loc[:-1], meant or ""))
                if _is_position(loc):
                    explained |= {(loc[:-1], "lat"), (loc[:-1], "lon")}
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
            found.append(_of_nothing(loc, _bad_value(loc, detail, source, kind), source))
            found += _other_end(loc, source)
    return found


_NEEDED = frozenset({"name", "kind", "commune", "lat", "lon", "title", "summary", "alliance",
                     "themes", "difficulty", "days", "stops", "place", "start", "state", "file",
                     "alt", "territory", "territories", "character"})


_GLUED_REMARK = re.compile(r"\S#\s")


def _of_nothing(loc: Loc, fault: Diagnostic, source: Source) -> Diagnostic:
    """The same fault, where *aucun*, *nc* or a dash stands for a value: its line is not needed."""
    given = value_at(source.data, loc)
    field = _name(loc)
    if isinstance(given, str) and fault.code == "bad-value" and _GLUED_REMARK.search(given):
        return replace(fault, hint=Words(
            "mettez une espace devant « # » : une remarque commence par une espace et ce signe",
            "put a space before '#': a remark begins with a space and this sign"), fix=())
    if not isinstance(given, str) or not given or field in _NEEDED:
        return fault
    is_none = fault.code == "wrong-type" and given.strip().lower() in ("non", "no")
    if not is_none and not is_placeholder(given):
        return fault
    return replace(fault, hint=hints.NOT_KNOWN, fix=())


def _unknown_field(loc: Loc, source: Source,
                   kind: type[BaseModel]) -> tuple[Diagnostic, str | None]:
    name = str(loc[-1])
    group = group_at(loc[:-1], kind, source)
    fields = group.fields
    present = value_at(source.data, loc[:-1])
    free = [field for field in fields if not isinstance(present, dict) or field not in present]
    meant = nearest(name, free)
    sure = certain.word(name, fields)
    glued, _, _ = name.partition(":")
    bare = name.strip(_HARD_SPACES)
    if glued != name and glued in free:
        meant, hint = glued, Words("mettez une espace après « : »", "put a space after ':'")
    elif bare != name and bare in free:
        meant = sure = bare
        hint = Words(
            "effacez l’espace insécable qui touche ce mot",
            "delete the no-break space that touches this word")
    elif (equals := re.match(r"([a-z_]+)\s*=", name)) and equals[1] in free:
        meant, sure = equals[1], None
        hint = Words("remplacez « = » par « : », suivi d’une espace",
                     "replace '=' with ':', followed by a space")
    elif (per_language := re.fullmatch(r"([a-z_]+)[_-][a-z]{2}", name)) and (
            per_language[1] in fields):
        meant, sure = per_language[1], None
        hint = Words(f"écrivez un seul champ pour toutes les langues : {meant}: {{fr: …, en: …}}",
                     f"write one field for all languages: {meant}: {{fr: …, en: …}}")
    elif decimals := _decimals(name, present):
        meant, hint = None, decimals
    elif no_field := _no_field(name, fields, present):
        meant, hint = None, no_field
    elif elsewhere := _elsewhere(name, fields, present):
        meant, hint = None, elsewhere
    elif not same(name, free) and (there := same(name, [
            field for field in fields if field not in free])):
        meant, line = None, source.key_span((*loc[:-1], there)).line
        hint = Words(f"vouliez-vous dire « {there} », déjà écrit à la ligne {line} ? gardez une "
                     "seule des deux lignes", f"did you mean '{there}', already written on line "
                     f"{line}? keep only one of the two lines")
    elif meant:
        hint = Words(f"vouliez-vous dire « {meant} » ?", f"did you mean '{meant}'?")
    elif isinstance(present, dict) and present.get(name) == "" and (
            next(iter(present)) != name):  # in {line: L1, L2} the comma ends the text
        hint = Words("si le texte d’avant contient une virgule, mettez-le entre guillemets droits",
                     "if the text before holds a comma, put it in straight quotes")
    else:
        hint = Words(f"les champs sont : {', '.join(fields)}",
                     f"the fields are: {', '.join(fields)}")
    return error("unknown-field", source.key_span(loc), Words(
        f"« {short(name)} » n’est pas un champ {group.of}",
        f"'{short(name)}' is not a field of {group.en}"), hint,
        _typed(source.key_span(loc), name, sure if sure == meant else None)), meant


def _decimals(name: str, present: Any) -> Words | None:
    """In ``{km: 1,2}`` the comma ends the field: the decimals became one of their own."""
    digits = re.fullmatch(r"(\d{1,12})\s*(?:km)?", name, re.ASCII)
    if not digits or not isinstance(present, dict) or present.get(name) != "":
        return None
    above = [*present][: [*present].index(name)]
    if not above or not re.fullmatch(r"-?\d{1,4}", str(present[above[-1]]), re.ASCII):
        return None
    form = f"{above[-1]}: {present[above[-1]]}.{digits[1]}"
    return Words(f"entre accolades, une virgule finit le champ : écrivez {form}, avec un point",
                 f"between braces a comma ends the field: write {form}, with a point")


_OF_THE_FILE = frozenset({"id", "identifiant", "slug", "uuid", "permalink"})
_POSITIONS = frozenset({"gps", "coordonnees", "coordonnées", "coordonnees_gps", "coordinates",
                        "coords", "position", "latlon", "lat_lon", "geo", "point", "geometry"})


def _is_position(loc: Loc) -> bool:
    """Whether a field that is none of ours stands for both the latitude and the longitude."""
    return str(loc[-1]).strip(_HARD_SPACES).lower() in _POSITIONS


def _no_field(name: str, fields: list[str], present: Any) -> Words | None:
    """What to do about a field that other systems have and that is none here."""
    bare = name.strip(_HARD_SPACES).lower()
    if bare in _OF_THE_FILE and ("title" in fields or "kind" in fields):
        return Words("retirez cette ligne : le nom du fichier est l’identifiant",
                     "remove this line: the name of the file is the identifier")
    if bare in _POSITIONS and "lat" in fields:
        given = present.get(name) if isinstance(present, dict) else None
        lat, lon = pair_of(given) or ("…", "…")
        return Words(f"écrivez lat: {lat} et, à la ligne suivante, lon: {lon}",
                     f"write lat: {lat} and, on the next line, lon: {lon}")
    return None


def _elsewhere(name: str, fields: list[str], present: Any) -> Words | None:
    """Where a field belongs that is right in itself but stands in the wrong group."""
    for group in ("travel", "stops", "days", "photo"):
        if group in fields and any(name in field_names(one) for one in types_in(group)[:1]):
            return Words(f"ce champ s’écrit dans « {group} »", f"this field goes into '{group}'")
    place = present.get("place") if isinstance(present, dict) else None
    if isinstance(place, str) and name in model.PlaceFields.model_fields:
        return Words(f"ce champ s’écrit dans le fichier du lieu, places/{place}.yml",
                     f"this field goes into the file of the place, places/{place}.yml")
    return None


def _outdented_from(loc: Loc, source: Source) -> str | None:
    """The empty field above whose group this field was meant for, had it been indented."""
    present, name = value_at(source.data, loc[:-1]), str(loc[-1])
    above = list(present)[: list(present).index(name)] if isinstance(present, dict) else []
    name = name.strip(_HARD_SPACES)
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


def _outdented(loc: Loc, group: str, source: Source, kind: type[BaseModel]) -> Diagnostic:
    typed, around = str(loc[-1]), group_at(loc[:-1], kind, source)
    name = typed.strip(_HARD_SPACES)
    hint = Words(f"décalez de deux espaces les lignes qui font partie de « {group} »",
                 f"indent by two spaces the lines that belong to '{group}'")
    if name != typed:
        hint = Words(
            f"remplacez par des espaces ordinaires les espaces insécables qui suivent « {group} »",
            f"replace with ordinary spaces the no-break spaces that follow '{group}'")
    return error("unknown-field", source.key_span(loc), Words(
        f"« {name} » n’est pas un champ {around.of}",
        f"'{name}' is not a field of {around.en}"), hint)


def _missing_field(loc: Loc, source: Source, kind: type[BaseModel]) -> Diagnostic:
    group = group_at(loc[:-1], kind, source)
    name = "place" if _is_bare_stop(loc, source) else str(loc[-1])
    return error("missing-field", source.span(loc[:-1]), Words(
        f"il manque le champ « {name} » {group.of}", f"{group.en} lacks the field '{name}'"),
        hints.add(name, group))


_INLINE = ("kind", "commune", "lat", "lon")


def _is_bare_stop(loc: Loc, source: Source) -> bool:
    """Whether the stop that lacks ``loc`` has not begun to describe an inline place."""
    stop = value_at(source.data, loc[:-1])
    return len(loc) == 5 and loc[2] == "stops" and isinstance(stop, dict) and not (
        {"name", *_INLINE} & set(stop))


def _bad_value(loc: Loc, detail: ErrorDetails, source: Source,
               kind: type[BaseModel]) -> Diagnostic:
    given = detail["input"]
    fault = detail["type"]
    ctx = detail.get("ctx", {})
    if fault == "value_error" and isinstance(bad := ctx.get("error"), BadScalar):
        key = loc and loc[-1] == "[key]"
        at = (loc[:-1] if key else loc) + bad.at
        if value_at(source.data, at) == "" and bad.code != "unknown-field" and not key:
            return _empty(at, source, kind)
        if bad.code == "wrong-type" and bad.hint is None and _name(at):
            bad.hint = hints.single(_name(at), value_at(source.data, at))
        if month_first := _month_first(at, source):
            bad.hint, bad.certain = hints.write(month_first), None
        span = source.key_span(at) if bad.code == "unknown-field" or key else source.span(at)
        if bad.code == "unknown-field" and (hard := _HARD_IN_BRACES.match(str(at[-1]))):
            space = replace(span, column=span.column + hard.end() - 1, width=1)
            return error(bad.code, space, bad.message, bad.hint, (Edit(space, hard[1], " "),))
        return error(bad.code, span, bad.message, bad.hint,
                     () if key else _typed(span, value_at(source.data, at), bad.certain))
    if given == "":
        return _empty(loc, source, kind)
    if fault == "enum":
        expected = str(ctx.get("expected", ""))
        allowed = [word.strip(" '") for word in expected.replace(" or ", ",").split(",")]
        typed = given if isinstance(given, str) else "…"
        meant = nearest(typed, allowed)
        several = _several(typed, allowed)
        shown = short(typed)
        if meant and meant != typed and _looks_like(typed, meant):
            return error("bad-value", source.span(loc), Words(
                f"« {meant} » tient ici un caractère invisible, ou une lettre d’un autre alphabet",
                f"'{meant}' holds an invisible character here, or a letter of another alphabet"),
                Words(f"effacez ce mot et retapez-le : {meant}",
                      f"delete this word and type it again: {meant}"),
                _typed(source.span(loc), given, certain.word(typed, allowed)))
        if not isinstance(given, str):
            return error("wrong-type", source.span(loc), Words(
                "un seul mot est attendu ici", "a single word is expected here"),
                hints.allowed_values(allowed))
        return error("bad-value", source.span(loc), Words(
            f"« {shown} » n’est pas une valeur de « {_name(loc)} »",
            f"'{shown}' is not a value of '{_name(loc)}'"),
            (Words("des virgules séparent les mots d’une liste, hors de tous guillemets : "
                   f"{', '.join(several)}",
                   f"commas part the words of a list, outside all quotes: {', '.join(several)}")
             if isinstance(loc[-1], int) else
             Words(f"choisissez un seul mot : {' ou '.join(several)}",
                   f"choose one word: {' or '.join(several)}"))
            if several else
            lined if (lined := _with_line(loc, typed, allowed)) else
            Words(f"vouliez-vous dire « {meant} » ?", f"did you mean '{meant}'?") if meant else
            hints.allowed_values(allowed),
            _typed(source.span(loc), given, certain.word(typed, allowed)))
    if fault in ("too_short", "too_long"):
        if fault == "too_long":
            return error("too-large", source.span(loc), Words(
                f"« {_name(loc)} » contient trop d’éléments ({ctx.get('max_length')} au plus)",
                f"'{_name(loc)}' holds too many items ({ctx.get('max_length')} at most)"))
        least = ctx.get("min_length", 1)
        return error("missing-field", source.key_span(loc), Words(
            f"« {_name(loc)} » demande au moins {least} élément{'s' if least > 1 else ''}",
            f"'{_name(loc)}' needs at least {least} item{'s' if least > 1 else ''}"),
            hints.item(_name(loc), ""))
    return _wrong_type(loc, fault, given, source)


def _looks_like(typed: str, meant: str) -> bool:
    """Whether a word is read as the one that is meant, and is not it: *musеum* with a Cyrillic е,
    or with a space that nobody sees."""
    seen = "".join(c for c in typed if (c.isprintable() and not c.isspace()) or c == " ").strip()
    odd = any(unicodedata.category(c) == "Cf" or c in _HARD_SPACES for c in typed)
    other = any(c.isalpha() and "LATIN" not in unicodedata.name(c, "") for c in typed)
    return (odd and seen == meant) or (other and len(typed) == len(meant))


def _with_line(loc: Loc, typed: str, allowed: list[str]) -> Words | None:
    """*bus 14*: the line has a field of its own, and is kept."""
    found = re.fullmatch(r"(\S+) (?:ligne |line |n° ?)?([A-Z]{0,3}\d[\w/-]{0,5})", typed)
    mode = nearest(found[1], allowed) if found and _name(loc) == "by" else None
    return Words(f"écrivez by: {mode}, line: \"{found[2]}\"",
                 f"write by: {mode}, line: \"{found[2]}\"") if found and mode else None


def _several(typed: str, allowed: list[str]) -> list[str]:
    """The words of a list that were typed as one, as the field wants them; none where some is not
    known."""
    parts = [part for part in re.split(r"\s*[;,/&+]\s*|\s+(?:et|ou|and|or)\s+", typed) if part]
    words = [nearest(part, allowed) for part in parts]
    found = [word for word in words if word]
    return found if len(found) == len(parts) > 1 else []


_SLASHED = re.compile(r"(0?[1-9]|1[0-2])[/.](0?[1-9]|[12]\d|3[01])(?:[/.](\d{4}))?", re.ASCII)


def _month_first(loc: Loc, source: Source) -> str | None:
    """An end of a season or of a status, ``4/1``, as it is meant where one of the two, ``10/31``,
    can only be written the American way. No program types it: with one end typed, nothing tells of
    the other.
    """
    if loc[-1:] not in (("from",), ("to",)) or loc[-2:-1] not in (("season",), ("status",)):
        return None
    other = value_at(source.data, (*loc[:-1], "to" if loc[-1] == "from" else "from"))
    ends = [_SLASHED.fullmatch(str(end).strip()) for end in (value_at(source.data, loc), other)]
    if not (ends[0] and ends[1]) or max(int(ends[0][2]), int(ends[1][2])) <= 12:
        return None
    day = f"{int(ends[0][1]):02d}-{int(ends[0][2]):02d}"
    return f"{ends[0][3]}-{day}" if ends[0][3] else day


_DAY_FIRST = re.compile(r"(3[01]|[12]\d)-(0[1-9]|1[0-2])", re.ASCII)


def _other_end(loc: Loc, source: Source) -> list[Diagnostic]:
    """The sound end of a season whose other end was typed day first: it was typed so as well."""
    if loc[-1:] not in (("from",), ("to",)) or loc[-2:-1] != ("season",):
        return []
    other: Loc = (*loc[:-1], "to" if loc[-1] == "from" else "from")
    here, there = value_at(source.data, loc), value_at(source.data, other)
    if not (isinstance(here, str) and isinstance(there, str) and _DAY_FIRST.fullmatch(here.strip())
            and MONTH_DAY.fits(there.strip())):
        return []
    swapped = "-".join(reversed(there.strip().split("-")))
    if not MONTH_DAY.fits(swapped) or swapped == there.strip():
        return []
    if _is_round(there.strip()) and not _is_round(swapped):
        return []  # 04-01 beside 31-10: the first of April, as it should be
    span = source.span(other)
    return [error("bad-value", span, Words(
        f"« {there} » est écrit mois-jour, et « {here} » jour-mois : l’un des deux trompe",
        f"'{there}' is written month-day and '{here}' day-month: one of them misleads"),
        hints.write(swapped), _typed(span, there, swapped))]


def _is_round(month_day: str) -> bool:
    """Whether a season may well begin or end on a day: the first, the middle or the end of a month.
    """
    return int(month_day[3:]) in (1, 15, 16, 28, 29, 30, 31)


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
        return error("wrong-type", source.span(loc), is_list, hints.item(name, given))
    if fault in ("model_type", "dict_type", "model_attributes_type"):
        if loc and isinstance(loc[-1], int):
            what = Words(f"chaque élément de « {name} » est un groupe de champs",
                         f"each item of '{name}' is a group of fields")
        else:
            what = Words(f"« {name} » est un groupe de champs", f"'{name}' is a group of fields")
        return error("wrong-type", source.span(loc), what, hints.group(name, given))
    return error("wrong-type", source.span(loc), Words(
        f"« {name} » n’a pas la forme attendue", f"'{name}' has not the expected form"))


def _empty(loc: Loc, source: Source, kind: type[BaseModel]) -> Diagnostic:
    name = _name(loc)
    if isinstance(loc[-1], int):
        return error("missing-field", source.key_span(loc), Words(
            f"un élément de « {name} » est vide", f"an item of '{name}' is empty"),
            Words("remplissez-le, ou retirez-le", "fill it in, or remove it"))
    hint = Words("écrivez une valeur, ou retirez la ligne", "write a value, or remove the line")
    group = group_at(loc[:-1], kind, source)
    if group.requires(name):
        hint = hints.fill(name, group) if name in group.fields else hint
    return error("missing-field", source.key_span(loc), Words(
        f"« {name} » est vide", f"'{name}' is empty"), hint)


def _name(loc: Loc) -> str:
    return next((str(step) for step in reversed(loc) if isinstance(step, str)), "")
