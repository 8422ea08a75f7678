"""The places a draft may visit: how long one stays, what that is worth, when they are surely open.

Every place that is not one of them has a reason, and only one: the first that keeps it out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from parcours.content.atlas import Atlas
from parcours.content.freshness import Level, hours_level
from parcours.content.place_hours import hours_of
from parcours.format.choices import ON_THE_WAY, Kind, Theme
from parcours.format.model import Place
from parcours.format.scalars import NIGHT
from parcours.hours.clock import DAY_MIN
from parcours.hours.intervals import Interval
from parcours.proposals.draft import LeftOut
from parcours.proposals.wish import Wish

_NO_VISIT = ON_THE_WAY | {Kind.LODGING, Kind.TOURIST_OFFICE, Kind.RESTAURANT}
"""One passes, sleeps, asks or eats there; one does not come to see them."""
USUAL_STAY_MIN: Mapping[Kind, int] = {
    Kind.MUSEUM: 90, Kind.SCIENCE: 90, Kind.ART: 60, Kind.VILLAGE: 60, Kind.NATURE: 60,
    Kind.LAKE: 60, Kind.GARDEN: 45, Kind.RELIGIOUS: 45, Kind.MARKET: 45, Kind.PRODUCER: 45,
    Kind.CRAFT: 45, Kind.ENERGY: 45, Kind.COWORKING: 120}
"""Where the place itself gives no duration: round figures of ours, to be changed in the draft."""
_SHORT_STAY_MIN = 30
_KINDS: Mapping[Theme, frozenset[Kind]] = {
    Theme.HERITAGE: frozenset({Kind.MONUMENT, Kind.RELIGIOUS, Kind.MUSEUM, Kind.VILLAGE}),
    Theme.FOOD: frozenset({Kind.MARKET, Kind.PRODUCER}),
    Theme.SCIENCE: frozenset({Kind.SCIENCE}),
    Theme.ART: frozenset({Kind.ART, Kind.MUSEUM}),
    Theme.NATURE: frozenset({Kind.NATURE, Kind.LAKE, Kind.GARDEN, Kind.VIEWPOINT}),
    Theme.CRAFTS: frozenset({Kind.CRAFT, Kind.SHOP}),
    Theme.SLOW_WORK: frozenset({Kind.COWORKING}),
    Theme.ENERGY: frozenset({Kind.ENERGY})}
_WORTH, _WORTH_OF_THEME, _MOST_COUNTED_MIN = 20, 40, 120


class Why(StrEnum):
    """Why a place is not in a draft."""

    UNWANTED = "unwanted"
    ELSEWHERE = "elsewhere"  # in no territory of the alliance
    OTHER_USE = "other-use"  # a place to work in, and that theme is not asked for
    NOTICE = "notice"  # a dated notice closes it
    UNKNOWN = "unknown-hours"
    UNSURE = "unsure-hours"  # the day is told, not the hours
    TOLD = "told-hours"  # an office tells the hours, and verified ones are asked for
    CLOSED = "closed"
    SHORT = "too-short"  # open, but never for the whole stay within the day
    NO_SERVICE = "no-service"  # nothing goes there and back that day
    NO_FIT = "does-not-fit"  # hours, ways there and back do not go together
    LESS = "worth-less"  # it could be visited, and the draft is worth more without it


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that may be visited."""

    id: str
    side: str
    stay_min: int
    worth: int
    open: tuple[tuple[Interval, ...], ...]
    """On each day of the route, when the stay may lie within, in minutes since its midnight."""


def candidates(days: Sequence[date], alliance: str, wish: Wish,
               atlas: Atlas) -> tuple[list[Candidate], list[LeftOut]]:
    """The places for these days, and why the others are out; both in the order of their ids."""
    found: list[Candidate] = []
    left: list[LeftOut] = []
    for id, place in sorted(atlas.places.items()):
        if place.kind in _NO_VISIT or id in (wish.start, wish.end):
            continue
        one = _candidate(id, place, days, alliance, wish, atlas)
        if isinstance(one, Candidate):
            found.append(one)
        else:
            left.append(one)
    return found, left


def _candidate(id: str, place: Place, days: Sequence[date], alliance: str, wish: Wish,
               atlas: Atlas) -> Candidate | LeftOut:
    side = atlas.side_of(place)
    stay = stay_min(place)
    why = None
    if id in wish.unwanted:
        why = Why.UNWANTED
    elif side is None or side.id not in atlas.alliances[alliance].territories:
        why = Why.ELSEWHERE
    elif place.kind is Kind.COWORKING and Theme.SLOW_WORK not in wish.themes and (
            id not in wish.wanted):
        why = Why.OTHER_USE
    if why is not None or side is None:
        return LeftOut(id, (why or Why.ELSEWHERE).value)
    spans = tuple(tuple(open_on(place, day, wish, atlas)) for day in days)
    fitting = tuple(tuple(one for one in here if one[1] - one[0] >= stay) for here in spans)
    if any(min(closes, wish.until_min) - max(opens, wish.from_min) >= stay
           for here in spans for opens, closes in here):
        return Candidate(id, side.id, stay, worth(place, stay, wish), fitting)
    return LeftOut(id, _why_not(place, days, wish, atlas, opens=any(spans)).value)


def _why_not(place: Place, days: Sequence[date], wish: Wish, atlas: Atlas, *,
             opens: bool) -> Why:
    """What keeps a place from being visited on any of these days."""
    if opens:
        return Why.SHORT
    if all(_noticed(place, day) for day in days):
        return Why.NOTICE
    laid_out = hours_of(place, atlas.today)
    if laid_out is None:
        return Why.UNKNOWN
    if not any(laid_out.intervals_on(day) for day in days):
        return Why.CLOSED
    if not laid_out.hours_named or not any(laid_out.certain_on(day) for day in days):
        return Why.UNSURE
    return Why.TOLD if _too_unsure(place, wish, atlas) else Why.CLOSED


def open_on(place: Place, day: date, wish: Wish, atlas: Atlas) -> Iterator[Interval]:
    """When a place is surely open on a day: only hours that are written and as sure as asked count,
    and no notice closes it."""
    if _noticed(place, day):
        return
    laid_out = hours_of(place, atlas.today)
    if laid_out is None:
        if not place.needs_hours:
            yield 0, DAY_MIN
        return
    if not laid_out.hours_named or _too_unsure(place, wish, atlas):
        return
    yield from laid_out.certain_on(day)


def _too_unsure(place: Place, wish: Wish, atlas: Atlas) -> bool:
    return wish.trust is Level.VERIFIED and hours_level(place, atlas) is not Level.VERIFIED


def _noticed(place: Place, day: date) -> bool:
    closing = place.status.closing(day) if place.status is not None else None
    return closing is not None and closing.covers(day)


def stay_min(place: Place) -> int:
    """Minutes of a visit: the place's own, else what is usual for its kind."""
    if place.duration is not None and place.duration != NIGHT:
        return place.duration
    return USUAL_STAY_MIN.get(place.kind, _SHORT_STAY_MIN)


def worth(place: Place, stay: int, wish: Wish) -> int:
    """What a visit counts: 20, half of its minutes up to two hours, and 40 for a theme asked for.
    """
    asked = any(place.kind in _KINDS[theme] for theme in wish.themes)
    return _WORTH + min(stay, _MOST_COUNTED_MIN) // 2 + (_WORTH_OF_THEME if asked else 0)


def theme_of(kinds: Sequence[Kind]) -> list[Theme]:
    """The themes that visits serve, the one most served first; two at most."""
    counted = {theme: sum(kind in served for kind in kinds) for theme, served in _KINDS.items()}
    ranked = sorted((theme for theme in counted if counted[theme]),
                    key=lambda theme: -counted[theme])
    return ranked[:2] or [Theme.HERITAGE]


def eats_at(place: Place, days: Sequence[date], lunch: Interval, wish: Wish,
            atlas: Atlas) -> bool:
    """Whether one may eat there at any minute of noon on each of these days: a table that is open,
    or, where that is asked, a place outdoors or a station, always open."""
    if place.kind is Kind.RESTAURANT or place.opening_hours is not None:
        inside = all(any(opens <= lunch[0] and lunch[1] <= closes
                         for opens, closes in open_on(place, day, wish, atlas)) for day in days)
        return inside and place.kind in {Kind.RESTAURANT, Kind.MARKET, Kind.GARDEN, Kind.NATURE,
                                         Kind.LAKE, Kind.VIEWPOINT, Kind.VILLAGE}
    return not place.needs_hours and not any(_noticed(place, day) for day in days)
