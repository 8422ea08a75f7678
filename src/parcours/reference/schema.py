"""Model to JSON Schema (draft 2020-12), so that a text editor explains and completes each field.

An editor such as VS Code reads YAML with its types: ``25`` is a number to it, ``true`` a boolean,
while ``09:30`` and ``2027-01-31`` are text. What the model accepts, a schema accepts in both ways;
what depends on another file (does that place exist?) is left to ``parcours check``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from parcours.diagnostics.diagnostic import Words
from parcours.format.fields import GROUPS, FieldDoc, File, Group
from parcours.format.names import name_of
from parcours.format.scalars import SYNTAX
from parcours.reference.shape import (
    Choice,
    Either,
    Field,
    Keyed,
    Many,
    Nested,
    Scalar,
    Shape,
    fields_of,
)
from parcours.source.read import Source, read_text
from parcours.source.tree import Data

Schema = dict[str, Any]


KNOWN_PLACES = "known_places"
"""The definition that lists the places of the folder, for a text editor to complete."""
_NAMES_A_PLACE = frozenset({"place", "via", "twin", "supplies"})


def render(file: File, places: Mapping[str, str]) -> str:
    """The schema of a kind of file, as it is kept in ``schema/``."""
    return json.dumps(schema(file, places), ensure_ascii=False, indent=2) + "\n"


def schema(file: File, places: Mapping[str, str]) -> Schema:
    """The schema of a kind of file.

    ``places`` are the names of the places there are, by id. An editor completes them; one that is
    not there yet is accepted all the same, and told by ``parcours check``.
    """
    defs: dict[str, Schema] = {}
    whole = _group(file.groups[0], defs)
    if _refers_to(KNOWN_PLACES, [whole, defs]):
        defs[KNOWN_PLACES] = {"enum": sorted(places),
                              "enumDescriptions": [places[id] for id in sorted(places)]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": _both(file.title, " · "),
        "description": _both(file.intro, "\n\n"),
        **whole,
        "$defs": dict(sorted(defs.items())),
    }


def required_word(field: Field) -> Words:
    """The word that opens what is told of a field."""
    return word_of(field.required)


def word_of(required: bool) -> Words:
    """The word for what must be there, or for what may be left out."""
    return Words("(obligatoire)", "(required)") if required else Words(
        "(facultatif)", "(optional)")


def example_of(name: str, told: FieldDoc) -> Data:
    """The example of a field as data; a mistake in it is ours."""
    source = read_text(written(name, told.example), "fields")
    if not isinstance(source, Source):
        raise ValueError(f"the example of {name} in fields/ is not YAML: {source[0].message.en}")
    return source.data[name]


def written(name: str, example: str) -> str:
    """A field and its example as an editor types them."""
    if example.startswith("\n"):
        return f"{name}:" + example.replace("\n", "\n  ") + "\n"
    return f"{name}: {example}\n"


def _both(words: Words, between: str) -> str:
    return f"{words.fr}{between}{words.en}"


def _group(group: Group, defs: dict[str, Schema]) -> Schema:
    fields = fields_of(group.model)
    return {
        "type": "object",
        "properties": {name: _field(name, fields[name], told, defs)
                       for name, told in group.fields.items()},
        "required": [field.name for field in fields.values() if field.required],
        "additionalProperties": False,
    }


def _field(name: str, field: Field, told: FieldDoc, defs: dict[str, Schema]) -> Schema:
    word = required_word(field)
    text = Words(f"{word.fr} {told.text.fr}", f"{word.en} {told.text.en}")
    shown = written(name, told.example).rstrip()
    made: Schema = {
        "title": _both(told.label, " · "),
        "description": _both(text, "\n\n"),
        "markdownDescription": f"{text.fr}\n\n*{word.en}* {told.text.en}\n\n```yaml\n{shown}\n```",
        **(_place_ids(field.shape, defs) if name in _NAMES_A_PLACE else
           _shape(field.shape, defs)),
        "examples": [_typed(example_of(name, told), field.shape)],
    }
    return made | _default(field)


def _refers_to(name: str, part: Any) -> bool:
    if isinstance(part, dict):
        return part.get("$ref") == f"#/$defs/{name}" or any(
            _refers_to(name, one) for one in part.values())
    return isinstance(part, list) and any(_refers_to(name, one) for one in part)


def _place_ids(shape: Shape, defs: dict[str, Schema]) -> Schema:
    """One id of a place, or a list of them."""
    if isinstance(shape, Many):
        return _shape(shape, defs) | {"items": _place_ids(shape.item, defs)}
    return {"anyOf": [{"$ref": f"#/$defs/{KNOWN_PLACES}"}, _shape(shape, defs)]}


def _default(field: Field) -> Schema:
    match field.default:
        case None:
            return {}
        case bool(yes):
            return {"default": "yes" if yes else "no"}
        case tuple(items):
            return {"default": list(items)}
        case value:
            return {"default": value}


def _shape(shape: Shape, defs: dict[str, Schema]) -> Schema:
    match shape:
        case Scalar(reader):
            return _scalar(reader)
        case Choice(words):
            names = [_both(name_of(word), " · ") for word in words]
            return {"enum": [word.value for word in words], "enumDescriptions": names,
                    "markdownEnumDescriptions": names}
        case Many(item, least, most):
            made: Schema = {"type": "array", "items": _shape(item, defs)}
            made |= {"minItems": least} if least else {}
            return made | ({"maxItems": most} if most is not None else {})
        case Keyed(name, value):
            pattern = SYNTAX[name.reader]
            return {"type": "object", "propertyNames": {"pattern": pattern.regex},
                    "additionalProperties": _shape(value, defs)}
        case Nested(model):
            return _ref(model, defs)
        case Either(shapes):
            return _either(shapes, defs)


def _ref(model: Any, defs: dict[str, Schema]) -> Schema:
    name = model.__name__
    if name not in defs:
        defs[name] = {}  # before its fields, which may come back to it
        group = GROUPS[model]
        defs[name] = {"title": _both(group.title, " · "),
                      "description": _both(group.intro, "\n\n"), **_group(group, defs)}
    return {"$ref": f"#/$defs/{name}"}


def _either(shapes: tuple[Shape, ...], defs: dict[str, Schema]) -> Schema:
    """Two shapes, told apart as the model does: a fault is then told of the one that was meant."""
    first, second = shapes
    if isinstance(first, Nested) and isinstance(second, Nested):
        own = (name for name, field in fields_of(first.model).items()
               if field.required and name not in fields_of(second.model))
        return {"type": "object", "if": {"required": [next(own)]},
                "then": _shape(first, defs), "else": _shape(second, defs)}
    if isinstance(second, Many):
        return {"if": {"type": "array"}, "then": _shape(second, defs), "else": _shape(first, defs)}
    group, word = (first, second) if isinstance(first, Nested) else (second, first)
    return {"if": {"type": "object"}, "then": _shape(group, defs), "else": _shape(word, defs)}


def _scalar(reader: str) -> Schema:
    pattern = SYNTAX[reader]
    made: Schema = {
        "type": list(pattern.types), "pattern": pattern.regex,
        "patternErrorMessage": _both(pattern.told, " · "),
        "errorMessage": _both(pattern.told, " · "), **pattern.bounds}
    if reader not in ("text", "prose"):
        made["type"] = made["type"][0] if len(made["type"]) == 1 else made["type"]
        return made
    one = {"type": list(pattern.types), "pattern": pattern.regex}
    return made | {
        "type": [*pattern.types, "object"], "minProperties": 1,
        "properties": {"fr": {"description": "en français · in French", **one},
                       "en": {"description": "en anglais · in English", **one}},
        "patternProperties": {"^[a-z]{2}$": one}, "additionalProperties": False}


def _typed(data: Data, shape: Shape) -> Any:
    """Data as a YAML 1.2 reader types it: what the editor offers is then written without quotes."""
    match shape:
        case Scalar(reader) if isinstance(data, str) and SYNTAX[reader].is_number:
            return float(data) if SYNTAX[reader].types[0] == "number" else int(data)
        case Many(item) if isinstance(data, list):
            return [_typed(one, item) for one in data]
        case Keyed(_, value) if isinstance(data, dict):
            return {key: _typed(one, value) for key, one in data.items()}
        case Nested(model) if isinstance(data, dict):
            fields = fields_of(model)
            return {key: _typed(one, fields[key].shape) for key, one in data.items()}
        case Either(shapes) if isinstance(data, dict):
            fitting = [one for one in shapes if isinstance(one, Nested)
                       and data.keys() <= fields_of(one.model).keys()]
            return _typed(data, fitting[0])
        case _:
            return data
