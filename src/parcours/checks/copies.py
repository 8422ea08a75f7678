"""Routes that are copies of one another: a file begun from another and left as it was.

Itineraries are checked one by one and know nothing of each other: here their texts are compared
as they stand, without comments and blank lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from parcours.diagnostics.diagnostic import Diagnostic, Span, Words, warning

_FIELD = re.compile(r"([a-z_]+)[ \t]*:")
_NO_DRAFT = re.compile(r":\s*(?:no|non|false)\b")
_PLAN = ("season", "days")
"""What makes a route the one that it is."""


class Written(NamedTuple):
    """The file of a route, and what stands in it."""

    file: str
    text: str


class _Field(NamedTuple):
    line: int
    text: str


def copied_itineraries(routes: Mapping[str, Written]) -> Iterator[Diagnostic]:
    """No two routes have the same days, nor the same title or summary."""
    seen: dict[tuple[str, str], str] = {}
    for id in sorted(routes):
        fields = _fields(routes[id].text)
        if "draft" in fields and not _NO_DRAFT.search(fields["draft"].text):
            continue  # a new version of a route may well begin as its copy
        told = False
        for name, what in (
                ("days", Words("les mêmes journées, mot pour mot", "the same days, word for word")),
                ("title", Words("le même titre", "the same title")),
                ("summary", Words("le même résumé", "the same summary"))):
            names = _PLAN if name == "days" else (name,)
            said = "\n".join(fields[one].text for one in names if one in fields)
            other = seen.setdefault((name, said), id) if name in fields else id
            if other != id and not told:
                told = True
                yield warning("same-itinerary", Span(
                    routes[id].file, fields[name].line, 1, len(name)), Words(
                    f"le parcours « {other} » a {what.fr}", f"the route '{other}' has {what.en}"),
                    Words("si c’est une copie, changez ce qui doit l’être, ou supprimez l’un des "
                          "deux fichiers", "if it is a copy, change what is to be changed, or "
                          "delete one of the two files"))


def _fields(text: str) -> dict[str, _Field]:
    """The fields of a file, each with its line and its text as far as it is said."""
    found: dict[str, _Field] = {}
    name = ""
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.rstrip()
        if not bare or bare.lstrip().startswith("#"):
            continue
        if match := _FIELD.match(bare):
            name = match[1]
            found.setdefault(name, _Field(number, ""))
        if name:
            found[name] = found[name]._replace(text=f"{found[name].text}\n{bare}")
    return found
