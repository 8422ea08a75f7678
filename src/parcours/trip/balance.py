"""What each side gets of the routes: pure counts of one route, of many, and of a year's.

Only what routes offer is counted, as their files plan it. Nobody knows from them how many people
came, nor what they spent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import floor

from parcours.format.choices import Domain, Kind, Theme
from parcours.format.text import Text
from parcours.trip.trip import Trip

SELLING = frozenset({Kind.MARKET, Kind.PRODUCER, Kind.CRAFT, Kind.SHOP})
"""Shops and producers: what is bought there is sold by somebody of that side."""

DOMAIN_OF_THEME: Mapping[Theme, Domain] = {
    Theme.HERITAGE: Domain.CULTURE, Theme.ART: Domain.CULTURE, Theme.FOOD: Domain.FOOD,
    Theme.SCIENCE: Domain.SCIENCE, Theme.CRAFTS: Domain.ECONOMY, Theme.SLOW_WORK: Domain.ECONOMY,
    Theme.ENERGY: Domain.ENERGY}
"""The domain of a contract that a route of a theme serves; *nature* serves tourism alone."""
DOMAIN_OF_KIND: Mapping[Kind, Domain] = {
    Kind.MONUMENT: Domain.CULTURE, Kind.RELIGIOUS: Domain.CULTURE, Kind.MUSEUM: Domain.CULTURE,
    Kind.ART: Domain.CULTURE, Kind.SCIENCE: Domain.SCIENCE, Kind.MARKET: Domain.FOOD,
    Kind.PRODUCER: Domain.FOOD, Kind.RESTAURANT: Domain.FOOD, Kind.CRAFT: Domain.ECONOMY,
    Kind.SHOP: Domain.ECONOMY, Kind.LODGING: Domain.ECONOMY, Kind.COWORKING: Domain.ECONOMY,
    Kind.ENERGY: Domain.ENERGY, Kind.STATION: Domain.MOBILITY, Kind.BUS_STOP: Domain.MOBILITY,
    Kind.BIKE_RENTAL: Domain.MOBILITY, Kind.CHARGING: Domain.MOBILITY}
"""The domain that a stop at a place of a kind serves; the other kinds serve tourism alone."""


@dataclass(frozen=True, slots=True)
class SideCount:
    """What one territory gets of a route, or of several."""

    stops: int = 0
    minutes: int = 0
    """On the spot, as the files plan or as is usual; nights have none."""
    nights: int = 0
    meals: int = 0
    kinds: Mapping[Kind, int] = field(default_factory=dict)
    """Stops by what the place is."""
    communes: tuple[str, ...] = ()
    """INSEE codes of the communes with a stop, in order."""

    @property
    def selling(self) -> int:
        """Stops at shops and producers."""
        return sum(n for kind, n in self.kinds.items() if kind in SELLING)

    def serving(self, domain: Domain) -> int:
        """Stops that serve a domain of a contract; every stop serves tourism."""
        if domain is Domain.TOURISM:
            return self.stops
        return sum(n for kind, n in self.kinds.items() if DOMAIN_OF_KIND.get(kind) is domain)


@dataclass(frozen=True, slots=True)
class LesserSide:
    """Who gets least of the time on the spot."""

    territories: tuple[str, ...]
    share: float
    """0 to 1, of the whole route's."""
    nights: int
    timed: bool = True
    """Whether it is a share of time; of stops, where no minute of the route is known."""


def lesser_side(trip: Trip) -> LesserSide:
    """City or country, whichever gets less of a route; the territory where all are of one sort."""
    timed = any(share.minutes for share in trip.shares)
    parts: Counter[str] = Counter()
    nights: Counter[str] = Counter()
    names: dict[str, list[str]] = {}
    mixed = len({share.side.character for share in trip.shares}) > 1
    for share in trip.shares:
        key = share.side.character.value if mixed else share.side.id
        parts[key] += share.minutes if timed else share.stops
        nights[key] += share.nights
        names.setdefault(key, []).append(share.side.id)
    least = min(parts, key=lambda key: parts[key])
    return LesserSide(tuple(names[least]), parts[least] / max(1, parts.total()), nights[least],
                      timed)


@dataclass(frozen=True, slots=True)
class RouteBalance:
    """What one route gives each side, and by what it is counted with others."""

    id: str
    title: Text
    summary: Text
    """As the title; a language that either is not written in has no page of the route."""
    alliance: str
    themes: tuple[Theme, ...]
    domains: tuple[Domain, ...]
    """In the order of `Domain`."""
    published_on: date | None
    reviews: tuple[tuple[str, date], ...]
    """The territory and the day of each review."""
    sides: Mapping[str, SideCount]
    """By territory, in the order of the alliance."""

    lesser: LesserSide

    def existed(self, year: int) -> bool:
        """Whether it was on the site at the end of a year; one without a day always was."""
        return self.published_on is None or self.published_on.year <= year

    def readable_in(self, lang: str) -> bool:
        """Whether it has a page in that language."""
        return self.title.has(lang) and self.summary.has(lang)


def balance(trip: Trip) -> RouteBalance:
    """Count a route."""
    route = trip.itinerary
    domains = {Domain.TOURISM, *(DOMAIN_OF_THEME[theme] for theme in route.themes
                                 if theme in DOMAIN_OF_THEME)}
    if trip.car_free:
        domains.add(Domain.MOBILITY)
    sides = {}
    for share in trip.shares:
        visits = [visit for visit in trip.visits if visit.side.id == share.side.id]
        sides[share.side.id] = SideCount(
            share.stops, share.minutes, share.nights,
            sum(visit.meal is not None for visit in visits),
            dict(sorted(Counter(visit.place.kind for visit in visits).items())),
            tuple(sorted({visit.place.commune for visit in visits})))
    return RouteBalance(
        trip.id, route.title, route.summary, route.alliance, route.themes,
        tuple(domain for domain in Domain if domain in domains), route.published_on,
        tuple((review.territory, review.on) for review in route.reviewed),
        sides, lesser_side(trip))


def together(routes: Iterable[RouteBalance], territories: Sequence[str]) -> dict[str, SideCount]:
    """What each of these territories gets of several routes."""
    found = list(routes)
    return {id: _sum([route.sides[id] for route in found if id in route.sides])
            for id in territories}


def _sum(counts: Sequence[SideCount]) -> SideCount:
    stops = minutes = nights = meals = 0
    kinds: dict[Kind, int] = {}
    for one in counts:  # once over thousands of routes, several times a page
        stops += one.stops
        minutes += one.minutes
        nights += one.nights
        meals += one.meals
        for kind, n in one.kinds.items():
            kinds[kind] = kinds.get(kind, 0) + n
    return SideCount(stops, minutes, nights, meals, dict(sorted(kinds.items())),
                     tuple(sorted({code for one in counts for code in one.communes})))


def shares(parts: Mapping[str, int]) -> dict[str, float]:
    """The share of each part, 0 to 1; nothing where the whole is nothing."""
    whole = sum(parts.values())
    return {id: part / whole for id, part in parts.items()} if whole else {}


_MOST_DIGITS = 3


def percents(parts: Sequence[int]) -> list[float]:
    """The parts in per cent, rounded so that they add up to 100; nothing where all are nothing.

    With as many decimals as it takes to show what is there as more than 0, and less than 100 beside
    it.
    """
    whole = sum(parts)
    if not whole:
        return []
    for digits in range(_MOST_DIGITS + 1):
        unit = 10 ** digits
        exact = [part * 100 * unit / whole for part in parts]
        units = [floor(one) for one in exact]
        order = sorted(range(len(parts)), key=lambda n: (units[n] - exact[n], n))
        for n in order[:100 * unit - sum(units)]:
            units[n] += 1
        if all(n for n, part in zip(units, parts, strict=True) if part):
            break
    return [n / unit for n in units]


def percent_below(share: float, least: float) -> float:
    """A share that is below the threshold ``least``, in per cent: rounded as pages round it, but
    never up to the threshold, nor down to none."""
    exactly = share * 100 + 1e-9  # 0.29 * 100 is 28.999…
    if 0 < (nearest := round(exactly)) < least * 100 - 1e-6:
        return nearest
    if exactly >= 1 or not share:
        return floor(exactly)
    return max(0.1, floor(exactly * 10) / 10)


def years(routes: Iterable[RouteBalance], today: date) -> range:
    """From the year of the first route that has a day, to this one."""
    days = [route.published_on for route in routes if route.published_on is not None]
    return range(min(min(days, default=today).year, today.year), today.year + 1)
