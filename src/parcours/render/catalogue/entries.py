"""What the catalogue of routes knows of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import fsum

from parcours.format.choices import Character, Difficulty, Mode, Theme, Wheelchair
from parcours.format.text import Text
from parcours.geo.points import LatLon
from parcours.hours.day_set import DaySet
from parcours.i18n.language import Language
from parcours.render.words.alphabet import place_in_alphabet
from parcours.render.words.paths import ON_ONES_OWN
from parcours.trip.carbon import footprint, rounded_kg
from parcours.trip.ladder import Rung
from parcours.trip.trip import Proof, Trip, Visit

_WALK_KM = 5
"""From here on a route is one for walkers."""
_EAST = 0.72
"""A degree of longitude in degrees of latitude, at 44 degrees north."""
NUMBERED_MOST = 40
"""Past this many routes their marks on the map are dots: numbers could not be read."""
PAGE_MOST = 60
"""Past this many routes the list goes over several pages."""


class Means(StrEnum):
    """How one gets about on a route; the values stand in addresses, in every language."""

    CAR_FREE = "sans-voiture"
    TRAIN = "train"
    BIKE = "velo"
    WALK = "a-pied"


class Access(StrEnum):
    """What is stated of the way in for a wheelchair. Each route has one: what nobody stated is a
    choice of its own, and neither a yes nor a no."""

    EVERYWHERE = "partout"  # each stop is stated to be accessible
    IN_PART = "en-partie"  # some are, at least in part; none is stated not to be
    NOT_ALL = "pas-partout"  # one is stated not to be
    UNKNOWN = "non-renseigne"  # nothing is stated of any


@dataclass(frozen=True, slots=True)
class Entry:
    """A route as the catalogue filters it; small enough to pass between processes."""

    id: str
    title: Text
    alliance: str
    default_lang: str
    themes: tuple[Theme, ...]
    difficulty: Difficulty | None
    """Of its walks and rides; None where it has none."""
    days: int
    km: float
    means: tuple[Means, ...]
    access: Access
    horizon: DaySet
    """The days that were looked at."""
    starts: DaySet
    """Those on which one can set out."""
    proof: Proof
    """What these days rest on."""
    stops: tuple[LatLon, ...]
    places: tuple[LatLon, ...]
    """Where its mark may stand on the map of all routes: its stops in the country, those in their
    middle first."""
    co2_kg: float | None = None
    """What one person emits, rounded as it is told; None where there is no total."""
    back: bool = False
    """Whether it can also be done from its last stop to its first."""
    rung: Rung | None = None
    """How far it goes without a car."""
    start_min: int = 0
    """When its first stop is, in minutes of the day."""


def entry(trip: Trip, *, back: bool = False) -> Entry:
    """What the catalogue needs of a route; ``back`` where it can be done the other way round."""
    co2_kg = footprint(trip).planned_kg
    route, days, visits = trip.itinerary, trip.open_days, trip.visits
    return Entry(
        trip.id, route.title, route.alliance,
        trip.default_lang, route.themes,
        route.difficulty if any(leg.by in ON_ONES_OWN for leg in trip.legs) else None,
        len(trip.days), trip.km,
        tuple(_means(trip)), _access(visits), days.horizon, days.starts, days.proof,
        tuple(visit.place.position for visit in visits), _places(visits),
        None if co2_kg is None else rounded_kg(co2_kg), back,
        trip.ladder.rung if trip.ladder else None, visits[0].visit_min)


def _means(trip: Trip) -> Iterable[Means]:
    by = {leg.by for leg in trip.legs}
    if trip.car_free:
        yield Means.CAR_FREE
    if Mode.TRAIN in by:
        yield Means.TRAIN
    if by & {Mode.BIKE, Mode.E_BIKE}:
        yield Means.BIKE
    if fsum(leg.km for leg in trip.legs if leg.by is Mode.WALK) >= _WALK_KM:
        yield Means.WALK


def _access(visits: Sequence[Visit]) -> Access:
    """What is stated, and only that: a stop of which nothing is written is no accessible one."""
    stated = {visit.place.wheelchair for visit in visits}
    if stated == {Wheelchair.YES}:
        return Access.EVERYWHERE
    if Wheelchair.NO in stated:
        return Access.NOT_ALL
    return Access.UNKNOWN if stated == {None} else Access.IN_PART


def _places(visits: Sequence[Visit]) -> tuple[LatLon, ...]:
    stops = [visit.place.position for visit in visits if visit.side.character is Character.RURAL]
    stops = stops or [visit.place.position for visit in visits]
    lat = fsum([stop.lat for stop in stops]) / len(stops)
    lon = fsum([stop.lon for stop in stops]) / len(stops)
    # near enough to a distance between points some 50 km apart, and much faster
    return tuple(sorted(
        dict.fromkeys(stops), key=lambda stop: abs(stop.lat - lat) + abs(stop.lon - lon) * _EAST))


def marks(entries: Iterable[Entry]) -> list[LatLon]:
    """Where the mark of each route stands: one of its places, that which fewest before it took."""
    taken: Counter[LatLon] = Counter()
    found = []
    for one in entries:
        mark = min(one.places, key=lambda place: taken[place])
        taken[mark] += 1
        found.append(mark)
    return found


def in_order(entries: Iterable[Entry], language: Language) -> list[Entry]:
    """Routes by title, as the language writes it."""
    return sorted(entries, key=lambda one: (
        place_in_alphabet(one.title.in_lang(language.code, one.default_lang)), one.id))
