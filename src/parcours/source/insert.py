"""One more field in an editor's file: everything else stays as it was typed, comments too."""

from __future__ import annotations

import re

from parcours.source.read import Loc, Source, read_text
from parcours.source.write import scalar

_LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")  # YAML's, which columns count from
_COMMENT = re.compile(r"(?:^|(?<=\s))#[^\n]*")


def after(source: Source, loc: Loc, name: str, value: str) -> Source | None:
    """The file with ``name: value`` right after the one-line field at ``loc``; None where that
    cannot be typed so that all other values stay what they were.
    """
    text, span, key = source.text, source.span(loc), source.key_span(loc)
    begins = [0, *(match.end() for match in _LINE_BREAK.finditer(text))]
    end = begins[span.line - 1] + span.column - 1 + span.width
    parent = source.key_span(loc[:-1])
    opened, begun = (begins[one.line - 1] + one.column - 1 for one in (parent, key))
    if "{" in _COMMENT.sub("", text[opened:begun]):
        changed = f"{text[:end]}, {name}: {scalar(value, in_list=True)}{text[end:]}"
    else:
        here = _LINE_BREAK.search(text, end)
        at, newline = (here.start(), here[0]) if here else (len(text), "\n")
        margin = " " * (key.column - 1)
        changed = f"{text[:at]}{newline}{margin}{name}: {scalar(value)}{text[at:]}"
    made = read_text(changed, source.file)
    if not isinstance(made, Source):
        return None
    before = [typed for *_, typed in source.scalars()]
    places = [(line, column) for line, column, _ in source.scalars()]
    try:
        spot = places.index((span.line, span.column))
    except ValueError:
        return None
    expected = [*before[:spot + 1], name, value, *before[spot + 1:]]
    return made if [typed for *_, typed in made.scalars()] == expected else None
