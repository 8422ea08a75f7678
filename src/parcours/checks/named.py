"""A name written where an id belongs: the id of what is called so.

The format alone can only make an id of the letters; an alliance called *Contrat de réciprocité* has
an id that may well be another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from parcours.content.atlas import Atlas
from parcours.diagnostics.diagnostic import Diagnostic, Words, did_you_mean
from parcours.format.model import Alliance, Place, Territory
from parcours.suggest.likely import slug_of
from parcours.suggest.nearest import nearest

_FIELD = re.compile(r"(?P<field>[a-z]+):[^:]*$")
"""The last field before the id on its line."""


def with_known_ids(faults: Iterable[Diagnostic], atlas: Atlas) -> list[Diagnostic]:
    """The faults of a file, where a ``bad-id`` that is a name is given the id of what bears it."""
    return [_known(fault, atlas) if fault.code == "bad-id" and len(fault.fix) == 1 else fault
            for fault in faults]


def ids_by_name(told: Mapping[str, Territory]) -> dict[str, str]:
    """The id of each territory by what it is called, as ids are written."""
    return {slug_of(name): id for id, one in told.items() for name in one.name.by_lang.values()}


def with_ids_of(faults: Iterable[Diagnostic], named: Mapping[str, str]) -> list[Diagnostic]:
    """The same within a file that names its own ids: ``named`` has them by what they are called."""
    found = []
    for fault in faults:
        meant = named.get(fault.fix[0].new) if fault.code == "bad-id" and fault.fix else None
        found.append(fault if meant is None else replace(
            fault, hint=Words(f"écrivez {meant}", f"write {meant}"),
            fix=(replace(fault.fix[0], new=meant),)))
    return found


def _known(fault: Diagnostic, atlas: Atlas) -> Diagnostic:
    (edit,) = fault.fix
    field = _FIELD.search(fault.excerpt[:edit.span.column - 1])
    told: Mapping[str, Place | Alliance | Territory] = atlas.places
    if field and field["field"] == "alliance":
        told = atlas.alliances
    elif field and field["field"] == "territory":
        told = atlas.territories
    known = atlas.known_places if told is atlas.places else told.keys()
    if edit.new in known or not known:
        return fault
    named = [id for id, one in told.items()
             if edit.new in {slug_of(name) for name in one.name.by_lang.values()}]
    if len(named) == 1:
        return replace(fault, hint=Words(f"écrivez {named[0]}", f"write {named[0]}"),
                       fix=(replace(edit, new=named[0]),))
    listed = ", ".join(sorted(known))
    meant = did_you_mean(nearest(edit.new, sorted(known))) or (
        fault.hint if told is atlas.places else Words(
            f"les noms connus sont : {listed}", f"the known names are: {listed}"))
    return replace(fault, hint=meant, fix=())
