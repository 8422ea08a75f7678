"""What pydantic found wrong with a file, told in an editor's words.

Only this module and `bad_values` know pydantic's errors.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from parcours.diagnostics.diagnostic import Diagnostic, Words, error
from parcours.format import hints, model
from parcours.format.bad_values import bad_value, of_nothing, other_end
from parcours.format.groups import group_at, value_at
from parcours.format.scalars.numbers import is_pair
from parcours.format.unknown_fields import (
    OF_THE_FILE,
    is_position,
    outdented,
    outdented_from,
    unknown_field,
)
from parcours.source.read import Loc, Source
from parcours.source.tree import MAX_FAULTS

_Explained: TypeAlias = set[tuple[Loc, str]]
"""Missing fields that another fault accounts for: their group, and their name."""
_INLINE = ("kind", "commune", "lat", "lon")


def diagnostics(details: list[ErrorDetails], source: Source,
                kind: type[BaseModel]) -> list[Diagnostic]:
    """Each fault once: not the fields that a misspelt one accounts for, nor the items counted."""
    explained: _Explained = {
        pair for detail in details if (pair := _other_half(detail)) is not None}
    ordered = sorted(details, key=lambda detail: detail["type"] != "extra_forbidden")
    return [fault for detail in ordered[:MAX_FAULTS]
            for fault in _faults(detail, source, kind, explained)]


def _faults(detail: ErrorDetails, source: Source, kind: type[BaseModel],
            explained: _Explained) -> Iterator[Diagnostic]:
    loc = _loc(detail)
    match detail["type"]:
        case "extra_forbidden":
            yield from _unknown(loc, source, kind, explained)
        case "missing":
            yield from _missing(loc, source, kind, explained)
        case "too_short" if len(detail["input"]) >= detail["ctx"]["min_length"]:
            return  # there are enough items, some of which are at fault and told already
        case _ if detail["input"] == "" and (loc[:-1], str(loc[-1])) in explained:
            return
        case _:
            yield of_nothing(loc, bad_value(loc, detail, source, kind), source)
            yield from other_end(loc, source)


def _loc(detail: ErrorDetails) -> Loc:
    """Where the fault is in the file, which knows nothing of unions."""
    return tuple(step for step in detail["loc"] if step not in model.UNION_TAGS)


def _other_half(detail: ErrorDetails) -> tuple[Loc, str] | None:
    """A whole position typed as one number is told there, once: the other is not missing."""
    loc = _loc(detail)
    if loc[-1:] not in (("lat",), ("lon",)) or not is_pair(detail["input"]):
        return None
    return loc[:-1], "lon" if loc[-1] == "lat" else "lat"


def _unknown(loc: Loc, source: Source, kind: type[BaseModel],
             explained: _Explained) -> Iterator[Diagnostic]:
    """A field that its group does not know."""
    around, name = loc[:-1], str(loc[-1])
    group = None if name in OF_THE_FILE else outdented_from(loc, source)
    if group is None:
        fault, meant = unknown_field(loc, source, kind)
        explained.add((around, meant or ""))
        if is_position(name):
            explained |= {(around, "lat"), (around, "lon")}
        yield fault
    elif (around, group) not in explained:  # its lines are told once
        explained.add((around, group))
        yield outdented(loc, group, source, kind)


def _missing(loc: Loc, source: Source, kind: type[BaseModel],
             explained: _Explained) -> Iterator[Diagnostic]:
    """A field that its group needs."""
    if (loc[:-1], str(loc[-1])) in explained:
        return
    group, bare_stop = group_at(loc[:-1], kind, source), _is_bare_stop(loc, source)
    name = "place" if bare_stop else str(loc[-1])
    if bare_stop and (loc[:-1], "place") in explained:  # it does name one, by another word
        return
    yield error("missing-field", source.span(loc[:-1]), Words(
        f"il manque le champ « {name} » {group.of}", f"{group.en} lacks the field '{name}'"),
        hints.add(name, group))
    if bare_stop:  # one fault: it names no place at all
        explained |= {(loc[:-1], field) for field in ("name", *_INLINE)}


def _is_bare_stop(loc: Loc, source: Source) -> bool:
    """Whether the stop that lacks ``loc`` has not begun to describe an inline place."""
    stop = value_at(source.data, loc[:-1])
    return len(loc) == 5 and loc[2] == "stops" and isinstance(stop, dict) and not (
        {"name", *_INLINE} & set(stop))
