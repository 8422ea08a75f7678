"""Dates that are sound and say something else than what was meant."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator

from parcours.checks.subject import Placed
from parcours.content.atlas import Atlas
from parcours.diagnostics.diagnostic import Diagnostic, Words, error, warning
from parcours.format.model import Itinerary, Status, Territories
from parcours.format.parse import Parsed
from parcours.i18n.language import language_of
from parcours.source.read import Loc, Source

_LEAP = 2028


def day_before_month(parsed: Parsed[Itinerary], atlas: Atlas) -> Iterator[Diagnostic]:
    """A season is written month first; one that makes a round season day first is told."""
    season = parsed.value.season
    if season is None:
        return
    read, other = (season.from_, season.to), (season.from_[::-1], season.to[::-1])
    if _round(*read) or not all(_exists(end) for end in other) or not _round(*other):
        return
    fr, en = language_of("fr"), language_of("en")
    yield warning("ambiguous-season", parsed.source.key_span(("season",)), Words(
        f"cette saison va du {fr.day_month(*read[0])} au {fr.day_month(*read[1])}",
        f"this season goes from {en.day_month(*read[0])} to {en.day_month(*read[1])}"),
        Words("le mois s’écrit d’abord : pour aller du "
              f"{fr.day_month(*other[0])} au {fr.day_month(*other[1])}, écrivez "
              f"{{from: {_typed(other[0])}, to: {_typed(other[1])}}}",
              f"the month comes first: to go from {en.day_month(*other[0])} to "
              f"{en.day_month(*other[1])}, write "
              f"{{from: {_typed(other[0])}, to: {_typed(other[1])}}}"))


def _exists(end: tuple[int, int]) -> bool:
    month, day = end
    return 1 <= month <= 12 and 1 <= day <= _days_in(month)


def _days_in(month: int) -> int:
    return monthrange(_LEAP, month)[1]


def _round(first: tuple[int, int], last: tuple[int, int]) -> bool:
    """Whether a season begins as a month or its second half does, and ends likewise."""
    return first[1] in (1, 15, 16) and (
        last[1] in (1, 15) or last[1] >= min(30, _days_in(last[0])) or last == (2, 28))


def _typed(end: tuple[int, int]) -> str:
    return f"{end[0]:02d}-{end[1]:02d}"


def reviewed_in_future(parsed: Parsed[Itinerary], atlas: Atlas) -> Iterator[Diagnostic]:
    """Nobody has reviewed a route on a day to come."""
    for r, review in enumerate(parsed.value.reviewed):
        if review.on > atlas.today:
            yield error("bad-value", parsed.source.span(("reviewed", r, "on")), Words(
                f"le {review.on:%d/%m/%Y} est dans le futur", f"{review.on} is in the future"),
                Words("écrivez le jour de la relecture : il est passé, ou c’est aujourd’hui",
                      "write the day of the review: a past day, or today"))


def published_in_future(parsed: Parsed[Itinerary], atlas: Atlas) -> Iterator[Diagnostic]:
    """No route came onto the site on a day to come."""
    day = parsed.value.published_on
    if day is not None and day > atlas.today:
        yield error("bad-value", parsed.source.span(("published_on",)), Words(
            f"le {day:%d/%m/%Y} est dans le futur", f"{day} is in the future"),
            Words("écrivez le jour où le parcours est entré sur le site, ou retirez la ligne",
                  "write the day the route came onto the site, or remove the line"))


def signed_in_future(parsed: Parsed[Territories], atlas: Atlas) -> Iterator[Diagnostic]:
    """No contract was signed on a day to come: pages say that it was."""
    for id, alliance in parsed.value.alliances.items():
        day = alliance.signed
        if day is not None and day > atlas.today:
            yield error("bad-value", parsed.source.span(("alliances", id, "signed")), Words(
                f"le {day:%d/%m/%Y} est dans le futur", f"{day} is in the future"),
                Words("écrivez le jour de la signature, ou retirez la ligne",
                      "write the day of the signature, or remove the line"))


def observed_in_future(placed: Placed, atlas: Atlas) -> Iterator[Diagnostic]:
    """Nobody has seen on a day to come that a place is closed."""
    yield from _foreseen(placed.fields.status, placed.source, (*placed.loc, "status"), atlas)


def route_observed_in_future(parsed: Parsed[Itinerary], atlas: Atlas) -> Iterator[Diagnostic]:
    """The same of a route."""
    yield from _foreseen(parsed.value.status, parsed.source, ("status",), atlas)


def _foreseen(status: Status | None, source: Source, loc: Loc, atlas: Atlas
              ) -> Iterator[Diagnostic]:
    day = status.observed_on if status else None
    if day is not None and day > atlas.today:
        yield error("bad-value", source.span((*loc, "observed_on")), Words(
            f"le {day:%d/%m/%Y} est dans le futur", f"{day} is in the future"),
            Words("écrivez le jour où quelqu’un l’a constaté ; ce qui est à venir s’écrit dans "
                  "from",
                  "write the day somebody saw it; what is to come goes into from"))


def status_backwards(placed: Placed, atlas: Atlas) -> Iterator[Diagnostic]:
    """A closure of a place ends after it begins: else it would hold on no day, unsaid."""
    yield from _backwards(placed.fields.status, placed.source, (*placed.loc, "status"))


def route_status_backwards(parsed: Parsed[Itinerary], atlas: Atlas) -> Iterator[Diagnostic]:
    """The same of a route's."""
    yield from _backwards(parsed.value.status, parsed.source, ("status",))


def _backwards(status: Status | None, source: Source, loc: Loc) -> Iterator[Diagnostic]:
    if status and status.from_ and status.to and status.to < status.from_:
        yield error("bad-value", source.span((*loc, "to")), Words(
            f"le {status.to:%d/%m/%Y} (to) vient avant le {status.from_:%d/%m/%Y} (from)",
            f"{status.to} (to) comes before {status.from_} (from)"),
            Words("corrigez l’une des deux dates", "correct one of the two dates"))


def opens_later(placed: Placed, atlas: Atlas) -> Iterator[Diagnostic]:
    """A place that opens on a day to come is told as closed before: who wrote it may mean that
    it is open already."""
    yield from _opens_later(placed.fields.status, placed.source, (*placed.loc, "status"), atlas)


def route_opens_later(parsed: Parsed[Itinerary], atlas: Atlas) -> Iterator[Diagnostic]:
    """The same of a route."""
    yield from _opens_later(parsed.value.status, parsed.source, ("status",), atlas)


def _opens_later(status: Status | None, source: Source, loc: Loc, atlas: Atlas
                 ) -> Iterator[Diagnostic]:
    if status and not status.closes and status.from_ and status.from_ > atlas.today:
        told = Words("rien ne dirait que c’est fermé", "nothing would say that it is closed"
                     ) if status.closing(atlas.today) is None else Words(
            "le site le dit fermé", "the site calls it closed")
        yield warning("doubtful-hours", source.span((*loc, "from")), Words(
            f"ouvert à partir du {status.from_:%d/%m/%Y} : d’ici là, {told.fr}",
            f"open from {status.from_} on: until then {told.en}"), Words(
            "si c’est fermé d’ici là, écrivez state: closed et, sous to, la veille de ce jour ; "
            "sinon, retirez from",
            "if it is closed until then, write state: closed and, under to, the day before; "
            "otherwise remove from"))
