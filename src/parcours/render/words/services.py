"""Services on the way, said in one language: a line at each stop, and whose word it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup

from parcours.content.freshness import Level, is_stale, level
from parcours.content.services import Credit, ServicePoint
from parcours.format.choices import Fact
from parcours.format.names import SERVICE_KINDS
from parcours.i18n.language import Language
from parcours.render.words.licences import Licence, licence
from parcours.render.words.views import ServiceView, StopServices
from parcours.render.words.writer import Writer
from parcours.trip.services import Near, OnTheWay

MOST_KINDS = 3
"""Said in the line itself; the rest opens."""
MOST_OF_A_KIND = 2
"""Listed at a stop; more of the same are on the map."""


class CreditView(NamedTuple):
    """Whose word the services of a page are."""

    said: str
    licence: Licence


def at_stops(found: OnTheWay, write: Writer) -> dict[int, StopServices]:
    """What is close to each stop, by its number."""
    return {number: _at_stop(near, write) for number, near in found.by_stop.items()}


def _at_stop(near: Sequence[Near], write: Writer) -> StopServices:
    say = write.language.say
    first: dict[str, Near] = {}
    listed: list[Near] = []
    counted: dict[str, int] = {}
    for one in near:
        kind = one.point.kind.value
        first.setdefault(kind, one)
        counted[kind] = counted.get(kind, 0) + 1
        if counted[kind] <= MOST_OF_A_KIND:
            listed.append(one)
    said = [say("{what} {distance} away", what=kind_of(one.point, write.language),
                distance=write.language.km(one.distance_m / 1000))
            for one in [*first.values()][:MOST_KINDS]]
    more = len(near) - len(listed)
    return StopServices(
        ", ".join(said) + ("…" if len(first) > MOST_KINDS else ""),
        tuple(_view(one, write) for one in listed),
        write.language.say_n("{n} more on the map", "{n} more on the map", more) if more else "")


def _view(near: Near, write: Writer) -> ServiceView:
    point = near.point
    remarks: list[str] = lines_of(point, write.language)
    if point.note:
        remarks.append(write.text(point.note))
    remarks += doubts(point, write)
    return ServiceView(
        kind_of(point, write.language), write.text(point.name) if point.name else Markup(),
        point.place_id, write.language.km(near.distance_m / 1000), tuple(remarks))


def kind_of(point: ServicePoint, language: Language) -> str:
    """What a service is called."""
    return language.say(SERVICE_KINDS[point.kind])


def lines_of(point: ServicePoint, language: Language) -> list[str]:
    """The lines of a stop in words; nothing where none is named."""
    if not point.lines:
        return []
    said = ", ".join(point.lines)
    return [language.say("line {line}", line=said) if len(point.lines) == 1
            else language.say("lines {lines}", lines=said)]


def doubts(point: ServicePoint, write: Writer) -> list[str]:
    """What should be known of how sure a service is: told long ago, or by nobody of ours."""
    say = write.language.say
    if point.credit is not None:
        return [say("seen on {day}: to be verified again",
                    day=write.language.date(point.credit.seen_on))
                ] if is_stale(point.credit.seen_on, write.atlas) else []
    place = write.atlas.places[point.place_id]
    if place.services and level(place, Fact.SERVICES, write.atlas) is not Level.VERIFIED and (
            point.kind.value in {one.value for one in place.services}):
        return [say("not verified")]
    return []


def credits_of(points: Iterable[ServicePoint], language: Language) -> list[CreditView]:
    """Whose word the services are that tables tell of: each source once, with the day or days."""
    days: dict[tuple[str, str], list[Credit]] = {}
    for point in points:
        if point.credit is not None:
            days.setdefault((point.credit.source, point.credit.licence), []).append(point.credit)
    found = []
    for (source, terms), told in sorted(days.items()):
        first, last = min(told).seen_on, max(told).seen_on
        said = language.say("{source}, {day}", source=source, day=language.date(first))
        if first != last:
            said = language.say("{source}, from {first} to {last}", source=source,
                                first=language.date(first), last=language.date(last))
        found.append(CreditView(said, licence(terms, language.code)))
    return found
