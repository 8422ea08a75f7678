"""What a file from elsewhere says of a place or a route, before we decide what to do with it.

A reader fills in what its source states and lists what it could not carry over; it completes
nothing and corrects nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from parcours.content.tracks import Origin
from parcours.diagnostics.diagnostic import Words
from parcours.format.choices import Difficulty, Kind, Mode, Service, Theme, Wheelchair
from parcours.geo.points import LatLon
from parcours.source import write

Said = Mapping[str, str]
"""A text per language; under the key ``""`` when the source does not say which language it is."""


class BadImport(Exception):
    """A file that cannot be imported; ``hint`` is what to do about it, ``code`` the diagnostic."""

    def __init__(self, message: Words, hint: Words | None = None, *, line: int = 1,
                 column: int = 1, code: str = "bad-import") -> None:
        super().__init__(message.en)
        self.message, self.hint, self.line, self.column = message, hint, line, column
        self.code = code


@dataclass(frozen=True, slots=True)
class Period:
    """Opening on some days of the week, between two dates or always."""

    days: frozenset[int]
    """0 is Monday."""
    opens_min: int | None
    closes_min: int | None
    first: date | None = None
    last: date | None = None
    every_year: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the source, which we point to and never fetch."""

    address: str
    credit: str = ""
    licence: str = ""
    rights_end: date | None = None
    alt: Said = field(default_factory=dict)
    """What it shows, in words."""


@dataclass(frozen=True, slots=True)
class TrackPoint:
    """A point of a recorded path."""

    lat: float
    lon: float
    height_m: float | None = None


Line = tuple[TrackPoint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Went:
    """How one came to a stop from the one before, as far as the source says it."""

    by: Mode | None = None
    minutes: int | None = None
    km: float | None = None
    line: str = ""
    note: Said = field(default_factory=dict)
    via: tuple[str, ...] = ()
    """Names of the places it passes."""
    track: Line = ()
    """The surveyed path, when the source has one of this leg alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visited:
    """What a source says of stopping somewhere, on a route of several days say."""

    day: int = 1
    start: str = ""
    """When the day begins, ``HH:MM``, told with its first stop."""
    day_title: Said = field(default_factory=dict)
    stay: str = ""
    """As our format writes it: ``1h30``, ``night``."""
    meal: str = ""
    optional: bool = False
    note: Said = field(default_factory=dict)
    inline: bool = False
    """Whether the source says that it is no place with a file of its own."""
    leg: Went | None = None


SURPLUS = Words("la ligne a plus de cases que de titres", "the row has more cells than headings")
"""How the doubt begins about a row whose cells may be shifted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One object of a source: a place, or a route when ``is_route``."""

    name: Said
    is_route: bool = False
    kind: Kind | None = None
    kind_said: str = ""
    """The source's own words for what it is."""
    insee: str = ""
    town: str = ""
    postcode: str = ""
    at: LatLon | None = None
    at_said: tuple[Words, ...] = ()
    """How the position was read, where that took more than reading it."""
    middle: LatLon | None = None
    """Of a shape that the source gives in place of a position; only to be proposed."""
    description: Said = field(default_factory=dict)
    hours: str = ""
    """As the source writes them, in a rule or in words."""
    periods: tuple[Period, ...] = ()
    hours_remarks: tuple[str, ...] = ()
    """What the source adds to its periods in words, which a rule would not say."""
    address: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    price: Said = field(default_factory=dict)
    wheelchair: Wheelchair | None = None
    wheelchair_said: Words | None = None
    """What the word was derived from, where the source does not say it itself."""
    services: tuple[Service, ...] = ()
    labels: tuple[Said, ...] = ()
    place_id: str = ""
    """The place of ours that the source says it is, by its id."""
    refs: Mapping[str, str] = field(default_factory=dict)
    page: str = ""
    """The https address of the object at its source."""
    publisher: str = ""
    licence: str = ""
    updated: date | None = None
    verified: date | None = None
    """When the source says that somebody verified it."""
    origin: Words | None = None
    """Where in the file it stands."""
    pictures: tuple[Picture, ...] = ()
    machine: frozenset[tuple[str, str]] = frozenset()
    """Field and language of every text that a machine translated."""
    unfit: Words | None = None
    """Why this is nothing that we describe, whatever it says."""
    doubts: tuple[Words, ...] = ()
    """What was read in one of several ways, and wants a look."""
    left_out: tuple[Words, ...] = ()

    ours: Mapping[str, write.Value] = field(default_factory=dict)
    """The fields as our own format has them, where the source is a file of ours."""

    # of a route
    lines: tuple[Line, ...] = ()
    path_origin: Origin | None = None
    """Who computed or drew the lines, and on which terms, where the source says it."""
    stops: tuple[Found, ...] = ()
    visited: Visited | None = None
    """Of a stop: how long, on which day, and how one came."""
    route_id: str = ""
    """Of a route of ours: its id."""
    alliance: str = ""
    by: Mode | None = None
    km: float | None = None
    minutes: int | None = None
    difficulty: Difficulty | None = None
    themes: tuple[Theme, ...] = ()
    note: Said = field(default_factory=dict)
    """How to follow the route, for its first stop."""


@dataclass(slots=True)
class Left:
    """What was there and could not be carried over, in the order met, each once."""

    told: list[Words] = field(default_factory=list)

    def out(self, fr: str, en: str) -> None:
        """Note one thing that is left out."""
        words = Words(fr, en)
        if words not in self.told:
            self.told.append(words)

    @property
    def all(self) -> tuple[Words, ...]:
        """Everything noted so far."""
        return tuple(self.told)
