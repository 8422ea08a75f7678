"""Which group of fields a place in a file belongs to, and what it is called in a message."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeAlias

from pydantic import BaseModel

from parcours.diagnostics.diagnostic import Words
from parcours.format import model
from parcours.format.fields import GROUPS
from parcours.format.names import LINES
from parcours.format.text import Text, text_of
from parcours.source.read import Loc, Source

Located: TypeAlias = tuple[Loc, Text]


def texts_of(value: object, loc: Loc = ()) -> Iterator[Located]:
    """Every text of a file that is written per language, or for all of them, with where it stands.
    """
    if isinstance(value, Text):
        yield loc, value
    elif isinstance(value, str) and not isinstance(value, Enum) and loc and loc[-1] in LINES:
        yield loc, text_of({"": value})
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from texts_of(getattr(value, name), (*loc, name))
    elif isinstance(value, tuple | dict):
        for at, one in value.items() if isinstance(value, dict) else enumerate(value):
            yield from texts_of(one, (*loc, at))


@dataclass(frozen=True, slots=True)
class NamedGroup:
    """A group of fields as messages speak of it: *d’une étape*, *a stop*."""

    of: str
    """French, with its article: *il manque le champ « x » d’une étape*."""
    en: str
    types: tuple[type[BaseModel], ...]

    @property
    def fields(self) -> list[str]:
        """The names one may type there, in alphabetical order."""
        return sorted({field for one in self.types for field in field_names(one)})

    def label(self, field: str) -> Words | None:
        """What a field is called by those who fill it in."""
        for one in self.types:
            group = GROUPS.get(one)
            if group is not None and field in group.fields:
                return group.fields[field].label
        return None

    def requires(self, field: str) -> bool:
        """Whether the group makes no sense without the field."""
        return any(info.is_required() for one in self.types
                   for name, info in one.model_fields.items() if field in (name, info.alias))


_GROUPS: dict[str, NamedGroup] = {
    "days": NamedGroup("d’une journée", "a day", (model.Day,)),
    "stops": NamedGroup("d’une étape", "a stop", (model.PlaceStop, model.InlineStop)),
    "travel": NamedGroup("d’un trajet", "a leg (travel)", (model.Travel,)),
    "status": NamedGroup("d’un état (status)", "a status", (model.Status,)),
    "photo": NamedGroup("d’une photo", "a photo", (model.Photo,)),
    "products": NamedGroup("d’un produit", "a product", (model.Product,)),
    "season": NamedGroup("d’une saison", "a season", (model.Season,)),
    "reviewed": NamedGroup("d’une relecture", "a review", (model.Review,)),
    "territories": NamedGroup("d’un territoire", "a territory", (model.Territory,)),
    "alliances": NamedGroup("d’une alliance", "an alliance", (model.Alliance,)),
    "office": NamedGroup("d’un office", "an office", (model.Office,)),
    "publisher": NamedGroup("d’un éditeur", "a publisher", (model.Publisher,)),
    "feeds": NamedGroup("d’un jeu d’horaires", "a set of timetables", (model.FeedSource,)),
    "security": NamedGroup("du signalement des failles", "reports of security holes",
                           (model.Security,)),
    "tiles": NamedGroup("d’un fond de carte", "a tile provider", (model.TileProvider,)),
}
_FILES: dict[type[BaseModel], NamedGroup] = {
    model.Itinerary: NamedGroup("d’un itinéraire", "an itinerary", (model.Itinerary,)),
    model.Place: NamedGroup("d’un lieu", "a place", (model.Place,)),
    model.Territories: NamedGroup("du fichier des territoires", "the territories file",
                                  (model.Territories,)),
    model.Site: NamedGroup("des réglages du site", "the site settings", (model.Site,)),
}


def group_at(loc: Loc, kind: type[BaseModel], source: Source) -> NamedGroup:
    """The group of fields that ``loc`` names or lies in."""
    names = [step for step in loc if isinstance(step, str)]
    if len(loc) > 1 and kind is model.Territories and len(loc) <= 2:
        names = names[:-1]
    for name in reversed(names):
        if name in _GROUPS:
            group = _GROUPS[name]
            here = value_at(source.data, loc)
            if name == "stops" and isinstance(here, dict) and "place" in here:
                return NamedGroup(group.of, group.en, group.types[:1])
            return group
    return _FILES[kind]


def types_in(group: str) -> Sequence[type[BaseModel]]:
    """The types of the model that a field of this name holds; none where it holds no group."""
    return _GROUPS[group].types if group in _GROUPS else ()


def field_names(kind: type[BaseModel]) -> list[str]:
    """The fields of a type of the model, as they are typed."""
    return [field.alias or name for name, field in kind.model_fields.items()]


def value_at(data: Any, loc: Loc) -> Any:
    """What stands at ``loc``; None where nothing does."""
    for step in loc:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data
