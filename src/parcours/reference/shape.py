"""What the model accepts, read from its types: for those who describe it rather than apply it.

The schemas, the reference pages and the form walk these shapes, so that none of them repeats the
format: a field added to the model is in all three.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, TypeAlias, Union, get_args, get_origin


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value typed as a word or a line."""

    reader: str
    """The function of `scalars` that reads it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A word of a list."""

    words: type[StrEnum]


@dataclass(frozen=True, slots=True)
class Many:
    """A list of values of one shape."""

    item: Shape
    least: int
    most: int | None


@dataclass(frozen=True, slots=True)
class Keyed:
    """Values of one shape, each under a name that the editor chooses."""

    name: Scalar
    value: Shape


@dataclass(frozen=True, slots=True)
class Nested:
    """A group of fields: a type of the model."""

    model: Any


@dataclass(frozen=True, slots=True)
class Either:
    """One of two shapes or more, told apart by what is written."""

    shapes: tuple[Shape, ...]


Shape: TypeAlias = Scalar | Choice | Many | Keyed | Nested | Either


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a group, under the name that is typed."""

    name: str
    required: bool
    default: Any
    """What holds without it; None where there is nothing to tell."""
    shape: Shape


def fields_of(model: Any) -> dict[str, Field]:
    """The fields of a type of the model, by the name that is typed, in the model's order."""
    found: dict[str, Field] = {}
    for attribute, info in model.model_fields.items():
        name = info.alias or attribute
        default = info.default.value if isinstance(info.default, Enum) else info.default
        told = isinstance(default, str | int | tuple) and default != ()
        found[name] = Field(name, info.is_required(), default if told else None,
                            _shape(info.annotation, info.metadata))
    return found


def _shape(annotation: Any, metadata: Sequence[Any]) -> Shape:
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *more = get_args(annotation)
        return _shape(inner, [*more, *metadata])
    for mark in metadata:
        if callable(reader := getattr(mark, "func", None)):
            return Scalar(reader.__name__)
    if origin in (Union, UnionType):
        shapes = [_shape(arg, ()) for arg in get_args(annotation) if arg is not NoneType]
        return shapes[0] if len(shapes) == 1 else Either(tuple(shapes))
    if origin is tuple:
        bounds = {name: getattr(mark, name) for mark in metadata
                  for name in ("min_length", "max_length") if hasattr(mark, name)}
        return Many(_shape(get_args(annotation)[0], ()), bounds.get("min_length", 0),
                    bounds.get("max_length"))
    if origin is dict:
        key, value = (_shape(arg, ()) for arg in get_args(annotation))
        if isinstance(key, Scalar):
            return Keyed(key, value)
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return Choice(annotation)
    if hasattr(annotation, "model_fields"):
        return Nested(annotation)
    raise TypeError(f"shape.py does not know how to read {annotation!r}: teach it to `_shape`")
