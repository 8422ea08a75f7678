"""A value that its field cannot hold: what is wrong with it, and what to write."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from parcours.diagnostics.diagnostic import Diagnostic, Edit, Fix, Span, Words, did_you_mean, error
from parcours.format import hints
from parcours.format.groups import group_at, value_at
from parcours.format.placeholders import is_placeholder
from parcours.format.scalars import BadScalar, short
from parcours.format.scalars.times import MONTH_DAY
from parcours.source.advice import QUOTE_HASH
from parcours.source.read import Loc, Source
from parcours.source.spaces import AROUND_WORDS, HARD_SPACES
from parcours.suggest import certain
from parcours.suggest.nearest import nearest

_HARD_IN_BRACES = re.compile(f"[a-z]{{2}}:([{HARD_SPACES}])")
"""In ``{fr:…}`` the space that parts a language from its text, where it is not an ordinary one."""
_NEEDED = frozenset({"name", "kind", "commune", "lat", "lon", "title", "summary", "alliance",
                     "themes", "difficulty", "days", "stops", "place", "start", "state", "file",
                     "alt", "territory", "territories", "character"})


_GLUED_REMARK = re.compile(r"\S#\s")


def of_nothing(loc: Loc, fault: Diagnostic, source: Source) -> Diagnostic:
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


def bad_value(loc: Loc, detail: ErrorDetails, source: Source,
              kind: type[BaseModel]) -> Diagnostic:
    """The fault of a field that is there, by the kind of its error."""
    given, fault, ctx = detail["input"], detail["type"], detail.get("ctx", {})
    if fault == "value_error" and isinstance(bad := ctx.get("error"), BadScalar):
        return _bad_scalar(loc, bad, source, kind)
    if given == "":
        return _empty(loc, source, kind)
    if fault == "enum":
        return _no_word_of_list(loc, given, str(ctx.get("expected", "")), source)
    if fault == "too_long":
        return error("too-large", source.span(loc), Words(
            f"« {_name(loc)} » contient trop d’éléments ({ctx.get('max_length')} au plus)",
            f"'{_name(loc)}' holds too many items ({ctx.get('max_length')} at most)"))
    if fault == "too_short":
        least = ctx.get("min_length", 1)
        return error("missing-field", source.key_span(loc), Words(
            f"« {_name(loc)} » demande au moins {least} élément{'s' if least > 1 else ''}",
            f"'{_name(loc)}' needs at least {least} item{'s' if least > 1 else ''}"),
            hints.item(_name(loc), ""))
    return _wrong_type(loc, fault, given, source)


def _bad_scalar(loc: Loc, bad: BadScalar, source: Source, kind: type[BaseModel]) -> Diagnostic:
    """What one of our own readers says of a value, or of the name of a language."""
    of_key = loc[-1:] == ("[key]",)
    at = (loc[:-1] if of_key else loc) + bad.at
    unknown_name = bad.code == "unknown-field"
    if value_at(source.data, at) == "" and not unknown_name and not of_key:
        return _empty(at, source, kind)
    if bad.code == "wrong-type" and bad.hint is None and _name(at):
        bad.hint = hints.single(_name(at), value_at(source.data, at))
    if month_first := _month_first(at, source):
        bad.hint, bad.certain = hints.write(month_first), None
    span = source.key_span(at) if unknown_name or of_key else source.span(at)
    if unknown_name and (hard := _HARD_IN_BRACES.match(str(at[-1]))):
        space = replace(span, column=span.column + hard.end() - 1, width=1)
        return error(bad.code, space, bad.message, bad.hint, (Edit(space, hard[1], " "),))
    return error(bad.code, span, bad.message, bad.hint,
                 () if of_key else _typed(span, value_at(source.data, at), bad.certain))


def _no_word_of_list(loc: Loc, given: Any, expected: str, source: Source) -> Diagnostic:
    """A value that is none of the words that its field knows."""
    allowed = [word.strip(" '") for word in expected.replace(" or ", ",").split(",")]
    span = source.span(loc)
    if not isinstance(given, str):
        return error("wrong-type", span, Words(
            "un seul mot est attendu ici", "a single word is expected here"),
            _alone(loc, given, allowed) or hints.allowed_values(allowed))
    mend = _typed(span, given, certain.word(given, allowed))
    meant = nearest(given, allowed)
    if meant and meant != given and _looks_like(given, meant):
        return error("bad-value", span, Words(
            f"« {meant} » tient ici un caractère invisible, ou une lettre d’un autre alphabet",
            f"'{meant}' holds an invisible character here, or a letter of another alphabet"),
            Words(f"effacez ce mot et retapez-le : {meant}",
                  f"delete this word and type it again: {meant}"), mend)
    return error("bad-value", span, Words(
        f"« {short(given)} » n’est pas une valeur de « {_name(loc)} »",
        f"'{short(given)}' is not a value of '{_name(loc)}'"),
        _several(loc, given, allowed) or _with_line(loc, given, allowed) or did_you_mean(meant)
        or hints.allowed_values(allowed), mend)


def _alone(loc: Loc, given: object, allowed: list[str]) -> Words | None:
    """What to write for a list of words where one is expected."""
    if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
        return None
    meant = [nearest(one, allowed) for one in given]
    if len(meant) == 1 and meant[0]:
        return hints.write(f"{_name(loc)}: {meant[0]}")
    return _several((*loc[:-1], _name(loc)), ", ".join(given), allowed)


def _looks_like(typed: str, meant: str) -> bool:
    """Whether a word is read as the one that is meant, and is not it: *musеum* with a Cyrillic е,
    or with a space that nobody sees."""
    seen = "".join(c for c in typed if (c.isprintable() and not c.isspace()) or c == " ").strip()
    odd = any(unicodedata.category(c) == "Cf" or c in AROUND_WORDS for c in typed)
    other = any(c.isalpha() and "LATIN" not in unicodedata.name(c, "") for c in typed)
    return (odd and seen == meant) or (other and len(typed) == len(meant))


def _with_line(loc: Loc, typed: str, allowed: list[str]) -> Words | None:
    """*bus 14*: the line has a field of its own, and is kept."""
    found = re.fullmatch(r"(\S+) (?:ligne |line |n° ?)?([A-Z]{0,3}\d[\w/-]{0,5})", typed)
    mode = nearest(found[1], allowed) if found and _name(loc) == "by" else None
    return Words(f"écrivez by: {mode}, line: \"{found[2]}\"",
                 f"write by: {mode}, line: \"{found[2]}\"") if found and mode else None


def _several(loc: Loc, typed: str, allowed: list[str]) -> Words | None:
    """What to write for the words of a list that were typed as one; None where some is not known.
    """
    parts = [part for part in re.split(r"\s*[;,/&+]\s*|\s+(?:et|ou|and|or)\s+", typed) if part]
    words = [word for part in parts if (word := nearest(part, allowed))]
    if not len(words) == len(parts) > 1:
        return None
    if isinstance(loc[-1], int):
        return Words(
            f"des virgules séparent les mots d’une liste, hors de tous guillemets : "
            f"{', '.join(words)}",
            f"commas part the words of a list, outside all quotes: {', '.join(words)}")
    return Words(f"choisissez un seul mot : {' ou '.join(words)}",
                 f"choose one word: {' or '.join(words)}")


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


def other_end(loc: Loc, source: Source) -> list[Diagnostic]:
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
    row, = source.excerpts([source.key_span(loc).line])
    if re.search(rf"(?<!\w){re.escape(name)}[\"']?\s*:\s+#\S", row):
        hint = QUOTE_HASH  # of "name: #1" a remark is left
    return error("missing-field", source.key_span(loc), Words(
        f"« {name} » est vide", f"'{name}' is empty"), hint)


def _name(loc: Loc) -> str:
    return next((str(step) for step in reversed(loc) if isinstance(step, str)), "")
