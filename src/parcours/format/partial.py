"""What can still be read of a file with faults, so that one fault does not hide the next.

A bad value that may be left out is left out; one that must be there is replaced by a stand-in, and
so is a stop that cannot be understood, which keeps the place of those after it. Rules then look at
the rest. Nothing is ever published of such a file: it only serves to tell every fault in one run.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Generic

from pydantic import ValidationError

from parcours.diagnostics.diagnostic import Diagnostic
from parcours.format import model
from parcours.format.faults import diagnostics
from parcours.format.groups import value_at
from parcours.format.parse import M, Parsed
from parcours.source.read import Loc, Source

_ROUNDS = 6
"""A value that was replaced may bring another fault to light, but not for ever."""

_STOP = {"name": "…", "kind": "monument", "commune": "-", "lat": "0", "lon": "0"}
_DAY = {"title": "…", "start": "09:00", "stops": [_STOP]}
_STAND_INS: dict[str, Any] = {
    **_STOP, "title": "…", "summary": "…", "alliance": "-", "themes": ["heritage"],
    "difficulty": "easy", "start": "09:00", "days": [_DAY], "stops": [_STOP],
}
_ITEMS: dict[str, Any] = {"days": _DAY, "stops": _STOP}
"""What stands for an item of these lists; another list is left out whole."""
_COMPARED = frozenset({"lat", "lon", "commune"})
"""Fields that a rule compares: with one in doubt, nothing is told of the others."""


@dataclass(frozen=True, slots=True)
class Partial(Generic[M]):
    """A file as far as it could be read, and what was wrong with the rest."""

    parsed: Parsed[M] | None
    """None where too little is left for any rule."""
    faults: tuple[Diagnostic, ...]
    doubtful: frozenset[Loc]
    """Where a value is a stand-in, or was left out: a rule knows nothing there."""

    @property
    def whole(self) -> bool:
        """Whether the file holds no fault of its own."""
        return not self.faults and self.parsed is not None

    def sound(self, found: Iterable[Diagnostic]) -> list[Diagnostic]:
        """The diagnostics of rules but for those about values that are not the editor's."""
        if self.parsed is None or not self.doubtful:
            return [*found]
        source = self.parsed.source
        there = [loc for loc in self.doubtful if value_at(source.data, loc) is not None]
        lines = {line for loc in there for line in source.rows(loc)}
        starts = {source.span(loc) for loc in self.doubtful.difference(there)}  # of what is missing
        for loc in self.doubtful:  # what is told of the group that lacks it
            if len(loc) > 1:
                starts |= {source.span(loc[:-1]), source.key_span(loc[:-1])}
        return [one for one in found
                if one.span.line not in lines and one.span not in starts]


def parse_partly(source: Source, kind: type[M], id: str) -> Partial[M]:
    """A file with every fault of its fields, and what can be read in spite of them."""
    data: Any = source.data
    faults: tuple[Diagnostic, ...] = ()
    doubtful: set[Loc] = set()
    for _ in range(_ROUNDS):
        try:
            parsed = Parsed(id, kind.model_validate(data), source)
            return Partial(parsed, faults, frozenset(doubtful))
        except ValidationError as failure:
            details = failure.errors(include_url=False)
            faults = faults or tuple(diagnostics(details, source, kind))
            if data is source.data:
                data = deepcopy(data)
            for one in details:
                loc = tuple(step for step in one["loc"] if step not in model.UNION_TAGS)
                doubtful |= _mend(data, loc[:-1] if loc and loc[-1] == "[key]" else loc)
    return Partial(None, faults, frozenset(doubtful))


def _mend(data: Any, loc: Loc) -> set[Loc]:
    """Put something sound in the place of a fault; where what is told there means nothing."""
    while loc:
        parent, name = value_at(data, loc[:-1]), loc[-1]
        if isinstance(parent, dict) and isinstance(name, str):
            at_named_stop = "place" in parent and name in _STOP
            if name in _STAND_INS and not at_named_stop:
                parent[name] = deepcopy(_STAND_INS[name])
                return {(*loc[:-1], one) for one in _COMPARED} if name in _COMPARED else {loc}
            if name in parent:
                del parent[name]
                return {loc}
        elif isinstance(parent, list) and isinstance(name, int) and name < len(parent):
            item = _ITEMS.get(str(loc[-2])) if len(loc) > 1 else None
            if item is not None:
                parent[name] = deepcopy(item)
                return {loc}
        loc = loc[:-1]  # what holds it cannot be understood, either
    return set()
