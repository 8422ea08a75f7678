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
from parcours.format.model import Itinerary, Place
from parcours.format.scalars import short
from parcours.source.read import Source
from parcours.suggest.likely import slug_of

M = TypeVar("M", bound=BaseModel)
_TAKEN = "page"
"""Below it are the further pages of a long list of routes: ``parcours/page/2/``."""
DEVICES = frozenset({"con", "prn", "aux", "nul", *(
    f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
"""Names of devices on Windows, with any ending: a folder that holds one cannot be copied there."""


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
    taken = None
    if path.stem == _TAKEN and path.parent.name != "places":
        taken = Words(f"l’adresse « {_TAKEN} » est celle des pages de la liste des parcours",
                      f"the address '{_TAKEN}' is that of the pages of the list of routes")
    if path.stem in DEVICES:
        taken = Words(f"« {path.stem} » est un nom que Windows ne laisse donner à aucun fichier",
                      f"'{path.stem}' is a name that Windows lets no file have")
    if path.suffix == ".yml" and slug_of(path.stem) == path.stem and not taken:
        return []
    if taken:
        return [error("bad-id", Span(file), taken, Words(
            "donnez au fichier un nom qui dise de quoi il parle",
            "give the file a name that says what it is about"))]
    return [error("bad-id", Span(file), Words(
        f"le nom « {short(path.name)} » ne peut pas servir d’adresse de page",
        f"the name '{short(path.name)}' cannot serve as a page address"),
        Words(f"renommez-le en {slug_of(path.stem) or 'mon-lieu'}.yml",
              f"rename it to {slug_of(path.stem) or 'my-place'}.yml"))]


def wrong_folder(source: Source, kind: type[BaseModel]) -> Diagnostic | None:
    """Whether a file is sound as another kind, and lies where that kind is not read."""
    fields, name = source.data.keys(), source.file.rpartition("/")[2]
    if kind is Itinerary and {"kind", "commune"} & fields and not {"days", "alliance"} & fields:
        return error("wrong-folder", Span(source.file), Words(
            "ce fichier décrit un lieu, et non un parcours",
            "this file describes a place, not an itinerary"),
            Words(f"déplacez-le dans places/ : itineraries/places/{name}",
                  f"move it to places/: itineraries/places/{name}"))
    if kind is Place and "days" in fields and not {"kind", "lat"} & fields:
        return error("wrong-folder", Span(source.file), Words(
            "ce fichier décrit un parcours, et non un lieu",
            "this file describes an itinerary, not a place"),
            Words(f"déplacez-le un dossier plus haut : itineraries/{name}",
                  f"move it one folder up: itineraries/{name}"))
    return None
