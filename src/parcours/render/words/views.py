"""What templates lay out, made ready: phrases in one language, HTML where it is prose.

Templates compute nothing and call nothing, which is also what makes them fast.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from parcours.content.photos import Sizes
from parcours.render.words.licences import Licence


class Fact(NamedTuple):
    """A term and what it says, for a description list."""

    token: str
    """For CSS classes: paper takes less than the screen."""
    term: str
    said: str | Markup
    mark: str = ""
    """How sure it is, where that has to be said beside it."""


_DECISIVE = ("hours", "ask", "price")


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place as every page names it."""

    name: Markup
    what: str
    """Kind and commune: ``musée, Villeneuve``."""
    territory: str
    """Its name; empty outside of all."""
    facts: tuple[Fact, ...]
    about: Markup
    notice: Markup
    """A closure or works still to come, what is said of a place that is open, or nothing."""
    twin_id: str
    twin_name: Markup
    labels: tuple[Markup, ...]
    at_stop: Markup
    """All of this that a stop tells of its place, laid out."""
    shut: bool = False
    """Whether its notice is of a closure."""

    @property
    def side(self) -> str:
        """The territory in brackets; empty outside of all."""
        return f"({self.territory})" if self.territory else ""

    @property
    def decisive(self) -> tuple[Fact, ...]:
        """The facts that decide whether one goes: a stop tells them first."""
        return tuple(fact for fact in self.facts if fact.token in _DECISIVE)

    @property
    def other(self) -> tuple[Fact, ...]:
        """The facts that one asks for on the way."""
        return tuple(fact for fact in self.facts if fact.token not in _DECISIVE)


@dataclass(frozen=True, slots=True)
class LegView:
    """A leg as the page tells it."""

    token: str
    mode: str
    figures: str
    line: str
    via: Markup
    passes: str
    """How many places it goes by, where these are too many to stand in the line."""
    note: Markup
    shared_note: str
    """The anchor of a note that this leg has with others, which is told once; empty without."""
    path: tuple[str, ...] = ()
    """What there is to say of its path, a sentence each: where it is from, what it lacks."""


class SharedNote(NamedTuple):
    """What holds for several legs, told once."""

    anchor: str
    where: str
    """The legs, by the stops they lead to: ``Vers les étapes 7 et 11``."""
    said: Markup


class ServiceView(NamedTuple):
    """One service at a stop."""

    kind: str
    name: Markup
    place_id: str
    """The place that has it, whose page tells when one finds it open; else nothing."""
    distance: str
    remarks: tuple[str, ...]


class StopServices(NamedTuple):
    """What is close to one stop: the line, what opens under it, and how many more there are."""

    line: str
    each: tuple[ServiceView, ...]
    more: str


@dataclass(frozen=True, slots=True)
class StopView:
    """A stop as the page tells it."""

    number: int
    anchor: str
    character: str
    place_id: str
    place: PlaceView
    time: str
    remarks: tuple[str, ...]
    """Stay, meal, wait, and so on, in that order."""
    note: Markup
    about: Markup
    """Said here only of a place that has no page of its own."""
    leg: LegView | None
    photo: PhotoView | None
    services: StopServices | None


@dataclass(frozen=True, slots=True)
class DayView:
    """A day as the page tells it."""

    number: int
    title: Markup
    stops: tuple[StopView, ...]
    label: str = ""
    """What stands before its title, where the route has several days."""


@dataclass(frozen=True, slots=True)
class ShareView:
    """What one side gets, in words and as a stretch of a bar (both in percent)."""

    name: Markup
    character: str
    said: str
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class PhotoView:
    """A photo in its sizes, with what the law asks beside it."""

    source: str
    """The addresses of its WebP files with their widths, as in ``srcset``."""
    fallback: str
    width: int
    height: int
    alt: str
    lang: str
    """The language of ``alt`` where it is not the page's."""
    credit: str
    licence: Licence
    sizes: Sizes
