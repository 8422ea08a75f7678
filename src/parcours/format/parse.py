"""Source to model, or diagnostics: what each field may hold.

`faults` tells what pydantic found in an editor's words.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError

from parcours.diagnostics.diagnostic import Diagnostic, Span, Words, error
from parcours.format.faults import diagnostics
from parcours.format.scalars import short
from parcours.source.read import Source
from parcours.suggest.likely import slug_of

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Parsed(Generic[M]):
    """What a file says, under the id its name gives it, and where each word of it stands."""

    id: str
    value: M
    source: Source


def parse(source: Source, kind: type[M], id: str) -> Parsed[M] | list[Diagnostic]:
    """Check every field of a file against its type."""
    try:
        return Parsed(id, kind.model_validate(source.data), source)
    except ValidationError as failure:
        return diagnostics(failure.errors(include_url=False), source, kind)


def check_id(path: Path, file: str) -> list[Diagnostic]:
    """A file's name is its id, and the id is the address of its page."""
    if path.suffix == ".yml" and slug_of(path.stem) == path.stem:
        return []
    return [error("bad-id", Span(file), Words(
        f"le nom « {short(path.name)} » ne peut pas servir d’adresse de page",
        f"the name '{short(path.name)}' cannot serve as a page address"),
        Words(f"renommez-le en {slug_of(path.stem) or 'mon-lieu'}.yml",
              f"rename it to {slug_of(path.stem) or 'my-place'}.yml"))]
