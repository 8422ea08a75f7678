"""The rules between fields and between files: one generator function a rule.

A rule takes what it looks at and yields a diagnostic for each fault; it never raises on content.
To add one, write it in the module of its subject and name it in the list below.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

from parcours.checks import (
    balance,
    colours,
    dates,
    days,
    files,
    freshness,
    geography,
    hours,
    legs,
    links,
    lists,
    names,
    pairs,
    references,
    services,
    signatures,
    texts,
    timetables,
    timing,
    tracks,
    wording,
)
from parcours.checks.subject import Placed, stops_of
from parcours.content.atlas import Atlas
from parcours.diagnostics.diagnostic import Diagnostic, has_errors
from parcours.format.groups import Located, texts_of
from parcours.format.model import Itinerary, Place, Site, Territories
from parcours.format.parse import Parsed
from parcours.source.read import Source
from parcours.timetable.extract import Extract
from parcours.trip.trip import Trip

ItineraryRule: TypeAlias = Callable[[Parsed[Itinerary], Atlas], Iterator[Diagnostic]]

_PLACE_RULES = (
    references.unknown_commune, geography.misplaced, geography.outside_outline,
    hours.bad_opening_hours, hours.doubtful_hours, files.photo, links.unsafe_link,
    links.undialable_phone, references.unknown_place_link, references.odd_reference,
    pairs.unanswered_twin, pairs.pair_in_stop, lists.twice_in_place, pairs.question_without_twin,
    freshness.stale_facts, freshness.told_of_nothing, freshness.always_open_with_hours,
    dates.status_backwards, dates.observed_in_future, dates.opens_later,
)
_ITINERARY_RULES = (
    references.unknown_place, references.unknown_alliance, references.unknown_reviewer,
    tracks.bad_track, links.unsafe_link_in_notes, wording.missing_translation,
    geography.outside_territories, geography.one_sided, signatures.missing_review,
    signatures.review_outdated, names.former_itinerary, legs.no_travel, legs.same_stop_twice,
    legs.train_without_station, legs.metro_in_the_country, dates.day_before_month,
    lists.twice_in_route, dates.reviewed_in_future, dates.published_in_future,
    dates.route_status_backwards, dates.route_observed_in_future, dates.route_opens_later,
)
_TRIP_RULES = (days.closed_on_visit, days.never_open_then, days.too_late_for_the_night,
               timing.long_wait, balance.lopsided)


def check_place(parsed: Parsed[Place], atlas: Atlas) -> Iterator[Diagnostic]:
    """Every fault of a place file that its fields alone do not show."""
    placed = Placed(parsed.value, parsed.source, (), parsed.id)
    for rule in _PLACE_RULES:
        yield from rule(placed, atlas)
    yield from wording.untranslated_place(parsed, atlas)
    yield from names.former_place(parsed, atlas)
    if parsed.id in atlas.places:  # not of a file with faults: its name or point may be no one's
        yield from names.same_place(parsed, atlas)
    yield from _texts(parsed.source, [*texts_of(parsed.value)], atlas)


_ONLY_OF_A_WHOLE = (geography.one_sided, signatures.missing_review, legs.same_stop_twice)
"""Rules that look at all stops together: with one missing they would tell what is not so."""


def check_itinerary(parsed: Parsed[Itinerary], atlas: Atlas) -> Iterator[Diagnostic]:
    """Every fault of an itinerary that its fields alone do not show."""
    yield from _check_itinerary(parsed, atlas, _ITINERARY_RULES)


def check_partial_itinerary(parsed: Parsed[Itinerary], atlas: Atlas) -> Iterator[Diagnostic]:
    """The same of one that holds stand-ins: rules about single fields and stops."""
    yield from _check_itinerary(
        parsed, atlas, [rule for rule in _ITINERARY_RULES if rule not in _ONLY_OF_A_WHOLE])


def _check_itinerary(parsed: Parsed[Itinerary], atlas: Atlas,
                     rules: Iterable[ItineraryRule]) -> Iterator[Diagnostic]:
    for stop in stops_of(parsed):
        if stop.inline is not None:
            for rule in _PLACE_RULES:
                yield from rule(stop.inline, atlas)
    for rule_of_all in rules:
        yield from rule_of_all(parsed, atlas)
    yield from _texts(parsed.source, [*texts_of(parsed.value)], atlas)


def _texts(source: Source, said: list[Located], atlas: Atlas) -> Iterator[Diagnostic]:
    yield from texts.left_over(source, said)
    yield from texts.cut_short(source)
    yield from texts.dressed(source, said)
    yield from texts.copied(source, said, atlas)


def check_trip(trip: Trip, parsed: Parsed[Itinerary], atlas: Atlas) -> Iterator[Diagnostic]:
    """Every fault that shows only once the journey is computed.

    Hours are compared only with a plan that can be kept, and the rest is told only of a route that
    can be done on some day: a wrong time would be told twice.
    """
    impossible = [*timing.impossible_timing(trip, parsed, atlas),
                  *timing.day_before_ends(trip, parsed, atlas)]
    if not has_errors(impossible):
        impossible += days.never_open(trip, parsed, atlas)
    yield from impossible
    if not has_errors(impossible):
        for rule in _TRIP_RULES:
            yield from rule(trip, parsed, atlas)


def check_timetables(trip: Trip, parsed: Parsed[Itinerary], atlas: Atlas,
                   extract: Extract) -> Iterator[Diagnostic]:
    """Every fault that shows only against the timetables of the route."""
    yield from timetables.stale_timetable(trip, parsed, extract)
    yield from timetables.lapsed(trip, parsed, atlas)
    yield from timetables.missed_service(trip, parsed, atlas, extract)
    yield from timetables.short_walk(trip, parsed, atlas, extract)
    yield from timetables.short_guess(trip, parsed)
    yield from timetables.short_connection(trip, parsed)


def check_site(parsed: Parsed[Site], folder: Path) -> Iterator[Diagnostic]:
    """Every fault of the settings that their fields alone do not show; ``folder`` has the routes.
    """
    yield from wording.unspoken_language(parsed)
    yield from names.unknown_featured(parsed, folder)
    yield from colours.low_contrast(parsed)
    yield from services.within_reach(parsed)
    yield from wording.unsaid_forge(parsed)
    yield from _plain(parsed)


def check_territories(parsed: Parsed[Territories], atlas: Atlas) -> Iterator[Diagnostic]:
    """Every fault of the territories file that its fields alone do not show."""
    yield from references.unknown_territory(parsed, atlas)
    yield from references.named_twice(parsed, atlas)
    yield from dates.signed_in_future(parsed, atlas)
    yield from _plain(parsed)


def _plain(parsed: Parsed[Site] | Parsed[Territories]) -> Iterator[Diagnostic]:
    """Texts that stand on every page hold no signs either, and nothing of a new file."""
    said = [*texts_of(parsed.value)]
    yield from texts.left_over(parsed.source, said)
    yield from texts.dressed(parsed.source, said, plain=True)
