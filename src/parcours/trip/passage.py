"""A route at a place: what the place's page and a closure tell of it."""

from __future__ import annotations

from dataclasses import dataclass

from parcours.format.text import Text


@dataclass(frozen=True, slots=True)
class Passage:
    """A stop of a route at a place."""

    id: str
    title: Text
    number: int
