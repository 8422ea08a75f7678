"""What is told of a field, and of a group of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from parcours.diagnostics.diagnostic import Words


@dataclass(frozen=True, slots=True)
class FieldDoc:
    """One field: what it is called, what to write in it, and an example."""

    label: Words
    text: Words
    example: str
    """YAML as an editor types it after ``field:``; on lines of its own when it starts with one."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group of fields: one type of the model."""

    model: Any
    """The type of the model whose fields these are."""
    anchor: str
    """Where the reference page tells of it; the same in both languages."""
    title: Words
    intro: Words
    fields: Mapping[str, FieldDoc]
    """By name as typed, in the order in which they are best filled in."""


@dataclass(frozen=True, slots=True)
class File:
    """A kind of file, and the groups that are told with it; the first one is its own."""

    schema: str
    """The name of its schema: ``itinerary`` for ``schema/itinerary.schema.json``."""
    path: str
    title: Words
    intro: Words
    groups: tuple[Group, ...]


def doc(label_fr: str, label_en: str, fr: str, en: str, example: str) -> FieldDoc:
    """A `FieldDoc`, written short."""
    return FieldDoc(Words(label_fr, label_en), Words(fr, en), example)
