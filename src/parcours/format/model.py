"""What an editor writes: frozen types, one for each group of fields of the YAML format.

A type here says what may be written and nothing else: rules between files live in `checks`, what
we compute from it lives in `trip`.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Any, TypeAlias

from pydantic import BaseModel, ConfigDict, Discriminator, Field, PlainValidator, Tag

from parcours.format import scalars
from parcours.format.choices import (
    ALWAYS_OPEN,
    Character,
    Difficulty,
    Domain,
    Fact,
    Forge,
    Kind,
    MapLoading,
    Meal,
    Mode,
    Reviews,
    Service,
    State,
    Theme,
    Tiles,
    Wheelchair,
)
from parcours.format.text import Text
from parcours.geo.points import LatLon

Line = Annotated[str, PlainValidator(scalars.line)]
Wording = Annotated[Text, PlainValidator(scalars.text)]
Prose = Annotated[Text, PlainValidator(scalars.prose)]
Id = Annotated[str, PlainValidator(scalars.slug)]
Clock = Annotated[int, PlainValidator(scalars.clock)]
Stay = Annotated[int, PlainValidator(scalars.stay)]
Minutes = Annotated[int, PlainValidator(scalars.travel_minutes)]
Whole = Annotated[int, PlainValidator(scalars.whole)]
Month = Annotated[int, PlainValidator(scalars.month)]
Share = Annotated[float, PlainValidator(scalars.share)]
Kilometres = Annotated[float, PlainValidator(scalars.kilometres)]
Latitude = Annotated[float, PlainValidator(scalars.latitude)]
Longitude = Annotated[float, PlainValidator(scalars.longitude)]
YesNo = Annotated[bool, PlainValidator(scalars.yes_no)]
Day_ = Annotated[date, PlainValidator(scalars.day)]
MonthDay = Annotated[tuple[int, int], PlainValidator(scalars.month_day)]
Link = Annotated[str, PlainValidator(scalars.https_link)]
SiteAddress = Annotated[str, PlainValidator(scalars.site_address)]
Email = Annotated[str, PlainValidator(scalars.email)]
Phone = Annotated[str, PlainValidator(scalars.phone)]
Handle = Annotated[str, PlainValidator(scalars.handle)]
FilePath = Annotated[str, PlainValidator(scalars.relative_path)]
Colour = Annotated[str, PlainValidator(scalars.colour)]
TileUrl = Annotated[str, PlainValidator(scalars.tile_url)]


class _Written(BaseModel):
    """A group of fields as written: nothing else is accepted, nothing changes afterwards."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", arbitrary_types_allowed=True, populate_by_name=False,
        defer_build=True)  # a file's type is built with all that it holds, once


class Status(_Written):
    """A dated closure, works, or reopening; it lapses by itself."""

    state: State
    from_: Day_ | None = Field(None, alias="from")
    to: Day_ | None = None
    cause: Wording | None = None
    note: Wording | None = None
    observed_on: Day_ | None = None

    @property
    def closes(self) -> bool:
        """Whether it says that one cannot come in, on its dates."""
        return self.state is not State.OPEN

    def closing(self, today: date) -> Status | None:
        """What of it keeps one out from ``today`` on: a closure, works, or that which lasts until a
        place opens on a day to come, for good; None where nothing does."""
        if self.closes:
            return self
        if self.from_ is None or self.from_ <= today or self.to is not None:
            return None
        return self.model_copy(update={
            "state": State.CLOSED, "from_": None, "to": self.from_ - timedelta(days=1)})

    def covers(self, day: date) -> bool:
        """Whether ``day`` lies within the dates, both included."""
        return (self.from_ is None or self.from_ <= day) and (self.to is None or day <= self.to)


class Photo(_Written):
    """A picture with what the law asks: who made it, under which licence, until when."""

    file: FilePath
    alt: Wording
    credit: Line | None = None
    licence: Line | None = None
    expires: Day_ | None = None


class Product(_Written):
    """What a market or a producer sells, and in which months (1 to 12; empty when not known)."""

    name: Wording
    months: tuple[Month, ...] = ()


def _sort_of_ref(value: object) -> str:
    return "many-refs" if isinstance(value, list | tuple) else "one-ref"


Ref = Annotated[
    Annotated[Line, Tag("one-ref")]
    | Annotated[tuple[Line, ...], Field(min_length=1), Tag("many-refs")],
    Discriminator(_sort_of_ref)]
"""An identifier in another catalogue, or several where the catalogue cuts finer than we do."""


class PlaceFields(_Written):
    """The fields of a place, in its own file or written inline in a stop."""

    name: Wording
    kind: Kind
    commune: Line
    lat: Latitude
    lon: Longitude
    precision_m: Whole = 50
    description: Prose | None = None
    opening_hours: Line | None = None
    always_open: YesNo | None = None
    address: Wording | None = None
    phone: Phone | None = None
    email: Email | None = None
    website: Link | None = None
    price: Wording | None = None
    duration: Stay | None = None
    wheelchair: Wheelchair | None = None
    services: tuple[Service, ...] = ()
    labels: tuple[Wording, ...] = ()
    products: tuple[Product, ...] = ()
    twin: Id | None = None
    question: Wording | None = None
    supplies: tuple[Id, ...] = ()
    refs: dict[Line, Ref] = Field(default_factory=dict)
    sources: tuple[Link, ...] = ()
    verified_on: Day_ | None = None
    told: tuple[Fact, ...] = ()
    status: Status | None = None
    photo: Photo | None = None

    @property
    def position(self) -> LatLon:
        """The place's point, WGS84."""
        return LatLon(self.lat, self.lon)

    @property
    def gtfs_stops(self) -> tuple[str, ...]:
        """The ids of the stops and stations of timetables that stand for the place."""
        named = self.refs.get("gtfs", ())
        return (named,) if isinstance(named, str) else named

    @property
    def needs_hours(self) -> bool:
        """Whether one must know when the place opens: not of a street, a bridge or a lake."""
        if self.opening_hours is not None:
            return True
        return self.kind not in ALWAYS_OPEN if self.always_open is None else not self.always_open

    @property
    def approximate(self) -> bool:
        """Whether the point is too vague to navigate to (more than 200 m)."""
        return self.precision_m > 200


class Place(PlaceFields):
    """``itineraries/places/<id>.yml``."""

    renamed_from: tuple[Id, ...] = ()


class Travel(_Written):
    """The leg that leads to a stop from the stop before."""

    by: Mode
    minutes: Minutes | None = None
    km: Kilometres | None = None
    line: Line | None = None
    track: FilePath | None = None
    via: tuple[Id, ...] = ()
    note: Wording | None = None


class _StopFields(_Written):
    travel: Travel | None = None
    arrive: Clock | None = None
    stay: Stay | None = None
    meal: Meal | None = None
    optional: YesNo = False


class PlaceStop(_StopFields):
    """A stop at a place that has a file."""

    place: Id
    note: Prose | None = None


class InlineStop(_StopFields, PlaceFields):
    """A stop at a one-off point, described on the spot."""

    note: Prose | None = None


UNION_TAGS = frozenset({
    "place-stop", "inline-stop", "tile-name", "tile-provider", "one-ref", "many-refs"})
"""Steps that pydantic puts into the place of an error and that stand nowhere in the file."""


def _sort_of_stop(data: Any) -> str:
    return "place-stop" if isinstance(data, dict) and "place" in data else "inline-stop"


Stop: TypeAlias = Annotated[
    Annotated[PlaceStop, Tag("place-stop")] | Annotated[InlineStop, Tag("inline-stop")],
    Discriminator(_sort_of_stop)]


class Day(_Written):
    """One day of a route."""

    title: Wording
    start: Clock
    stops: tuple[Stop, ...] = Field(min_length=1)


class Season(_Written):
    """The part of the year a route is made for, both days included; it may wrap the year."""

    from_: MonthDay = Field(alias="from")
    to: MonthDay

    def covers(self, day: date) -> bool:
        """Whether ``day`` falls in the season."""
        today = (day.month, day.day)
        if self.from_ <= self.to:
            return self.from_ <= today <= self.to
        return today >= self.from_ or today <= self.to


class Review(_Written):
    """Who, on one side, approved the route, and when."""

    territory: Id
    on: Day_
    by: Line


class Itinerary(_Written):
    """``itineraries/<id>.yml``."""

    title: Wording
    summary: Wording
    alliance: Id
    themes: tuple[Theme, ...] = Field(min_length=1)
    difficulty: Difficulty
    audience: tuple[Line, ...] = ()
    season: Season | None = None
    status: Status | None = None
    reviewed: tuple[Review, ...] = ()
    published_on: Day_ | None = None
    draft: YesNo = False
    renamed_from: tuple[Id, ...] = ()
    days: tuple[Day, ...] = Field(min_length=1, max_length=60)

    def readable_in(self, lang: str) -> bool:
        """Whether it has a page in that language: its title and its summary are written in it."""
        return self.title.has(lang) and self.summary.has(lang)


class Office(_Written):
    """The tourism office that answers for a territory."""

    name: Wording
    website: Link | None = None
    email: Email | None = None
    reviewers: tuple[Handle, ...] = ()


class Territory(_Written):
    """One side of an alliance."""

    name: Wording
    character: Character
    office: Office | None = None


class Alliance(_Written):
    """A contract between territories."""

    name: Wording
    territories: tuple[Id, ...] = Field(min_length=2)
    signed: Day_ | None = None
    domains: tuple[Domain, ...] = ()


class Territories(_Written):
    """``itineraries/territories.yml``."""

    territories: dict[Id, Territory]
    alliances: dict[Id, Alliance]


class TileProvider(_Written):
    """A tile server of one's own."""

    url: TileUrl
    attribution: Line
    max_zoom: Whole = 19


class FeedSource(_Written):
    """Where timetables come from: the credit that goes with whatever is drawn from them."""

    name: Line
    address: Link
    licence: Line
    download: Link | None = None


class Security(_Written):
    """Whom to tell of a hole in the site, as RFC 9116 asks for it: ``security.txt``."""

    email: Email
    page: Link | None = None
    until: Day_


def _sort_of_tiles(data: Any) -> str:
    return "tile-provider" if isinstance(data, dict | TileProvider) else "tile-name"


class Home(_Written):
    """What the home page says before its routes."""

    title: Wording | None = None
    lead: Wording | None = None


class Publisher(_Written):
    """Who answers for the site by law."""

    name: Wording
    email: Email | None = None
    website: Link | None = None


class Colours(_Written):
    """The colours of the two sides, on the whole site."""

    urban: Colour | None = None
    rural: Colour | None = None


class Site(_Written):
    """``itineraries/site.yml``; every field is optional."""

    languages: tuple[Line, ...] = Field(default=("fr", "en"), min_length=1)
    name: Wording | None = None
    brand: tuple[Wording, ...] = Field(default=(), max_length=2)
    description: Wording | None = None
    about: Wording | None = None
    home: Home | None = None
    publisher: Publisher | None = None
    colours: Colours | None = None
    featured: tuple[Id, ...] = ()
    site_url: SiteAddress | None = None
    repo_url: Link | None = None
    branch: Line = "main"
    forge: Forge | None = None
    reviews: Reviews = Reviews.OPTIONAL
    tiles: Annotated[
        Annotated[Tiles, Tag("tile-name")] | Annotated[TileProvider, Tag("tile-provider")],
        Discriminator(_sort_of_tiles)] = Tiles.IGN
    map_loading: MapLoading = MapLoading.TAP
    stale_after_days: Whole = 365
    lopsided_below: Share = 0.2
    e_bike_battery_wh: Whole = 500
    feeds: tuple[FeedSource, ...] = ()
    services_within_m: Whole = 300
    security: Security | None = None


class Commune(BaseModel):
    """A row of ``communes.csv``: a commune of a territory, with a point inside it."""

    model_config = ConfigDict(frozen=True)

    code: str
    name: str
    territory: str
    lat: float
    lon: float
    area_km2: float = 12.0
    postcodes: tuple[str, ...] = ()

    @property
    def position(self) -> LatLon:
        """The commune's point, WGS84."""
        return LatLon(self.lat, self.lon)
