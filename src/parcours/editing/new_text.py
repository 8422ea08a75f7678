"""The text of a new file: what each field is for, filled in or with an example to uncomment.

The explanations are those of `format.fields`, which schemas and reference pages tell too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from parcours.diagnostics.diagnostic import Lang, Words
from parcours.format import model
from parcours.format.fields import GROUPS
from parcours.format.names import name_of
from parcours.format.placeholders import TO_CHANGE
from parcours.reference.shape import Choice, Many, fields_of
from parcours.source import write
from parcours.source.write import Bare

_FREE = Words("Pour remplir un champ facultatif, ôtez le « # » et l’espace devant son nom.",
              "To fill in an optional field, remove the '#' and the space before its name.")


@dataclass(frozen=True, slots=True)
class Lines:
    """A value whose lines are written already, its name among them."""

    lines: Sequence[str]


Values: TypeAlias = "Mapping[str, write.Value | Lines]"


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known of a file, and what stands in it only until somebody knows better."""

    values: Mapping[str, write.Value]
    to_change: frozenset[str] = frozenset()


def place_text(draft: Draft, lang: Lang) -> str:
    """A place file with every field of a place explained."""
    return _document(model.Place, "../../schema/place.schema.json", [
        *_fields(model.Place, draft.values, 0, lang, draft.to_change)], lang)


def itinerary_text(draft: Draft, stops: Sequence[Mapping[str, write.Value]], day: write.Value,
                   start: str, lang: Lang) -> str:
    """An itinerary file of one day, which begins at ``start`` (``HH:MM``), and two stops, with
    every field explained."""
    travel = Lines(["        travel:", *_fields(
        model.Travel, {"by": Bare("car")}, 10, lang, {"by"})])
    first, second = stops
    listed = Lines(["    stops:", *_item(_stop(first, {}, lang), 6),
                    *_item(_stop(second, {"travel": travel}, lang), 6)])
    days = Lines(["days:", *_item(_fields(
        model.Day, {"title": day, "start": start, "stops": listed}, 4, lang,
        {"title", "start"}), 2)])
    return _document(model.Itinerary, "../schema/itinerary.schema.json", [
        *_fields(model.Itinerary, {**draft.values, "days": days}, 0, lang, draft.to_change)], lang)


def _stop(place: Mapping[str, write.Value], travel: Values, lang: Lang) -> list[str]:
    """A stop; only one that has to be travelled to tells of all that a stop may have."""
    is_named = "place" in place  # otherwise it describes its place, as the place files explain
    kind = model.PlaceStop if is_named else model.InlineStop
    of_a_stop = GROUPS[model.PlaceStop].fields.keys() if travel else set()
    return _fields(kind, {**place, **travel}, 8, lang, {"place", "name"},
                   only={*place, *of_a_stop})


def _document(kind: Any, schema: str, body: Sequence[str], lang: Lang) -> str:
    intro = GROUPS[kind].intro.in_lang(lang)
    head = [f"yaml-language-server: $schema={schema}", *write.comment(intro),
            *write.comment(_FREE.in_lang(lang))]
    return "\n".join([*(f"# {line}" for line in head), "", *body]) + "\n"


def _fields(kind: Any, values: Values, indent: int, lang: Lang,
            to_change: frozenset[str] | set[str], *, only: set[str] | None = None) -> list[str]:
    """Every field of a group: explained, then filled in or shown as an example."""
    lines: list[str] = []
    margin = " " * indent
    shapes = fields_of(kind)
    for name, told in GROUPS[kind].fields.items():
        if only is not None and name not in only:
            continue
        colon = " : " if lang == "fr" else ": "
        about = [f"{told.label.in_lang(lang)}{colon}{told.text.in_lang(lang)}"]
        if choices := _choices(shapes[name].shape, lang):
            about.append(choices)
        value = values.get(name)
        if value is not None and name in to_change:
            about.append(TO_CHANGE.in_lang(lang))
        if lines:
            lines.append("")
        lines += [f"{margin}# {line}" for one in about for line in write.comment(one, indent)]
        if value is None:
            lines += [f"{margin}# {line}" for line in _example(name, told.example)]
        elif isinstance(value, Lines):
            lines += value.lines
        else:
            lines += write.fields({name: value}, indent)
    return lines


def _choices(shape: object, lang: Lang) -> str:
    """The words of a list, each with what it means."""
    inner = shape.item if isinstance(shape, Many) else shape
    if not isinstance(inner, Choice):
        return ""
    named = [word.value if word.value == name_of(word).in_lang(lang) else
             f"{word.value} ({name_of(word).in_lang(lang)})" for word in inner.words]
    return Words("Au choix : ", "One of: ").in_lang(lang) + ", ".join(named)


def _example(name: str, example: str) -> list[str]:
    """An example as it will stand once the signs before it are removed."""
    if not example.startswith("\n"):
        return [f"{name}: {example}"]
    return [f"{name}:", *(f"  {line}" for line in example[1:].split("\n"))]


def _item(lines: Sequence[str], indent: int) -> list[str]:
    """Fields as an item of a list: the dash stands before the first, comments above it."""
    first = next(n for n, line in enumerate(lines) if line and not line.lstrip().startswith("#"))
    margin = " " * indent
    return [*(margin + line.lstrip() for line in lines[:first]),
            f"{margin}- {lines[first].lstrip()}", *lines[first + 1:]]
