"""How hard a route is, and of what."""

from __future__ import annotations

from dataclasses import replace

import pytest

from helpers.published import ITINERARIES, TODAY
from parcours.content.atlas import Atlas
from parcours.format.choices import Mode
from parcours.i18n.language import language_of
from parcours.load.route import read_trip
from parcours.load.shared import read_shared
from parcours.render import pages
from parcours.render.catalogue.entries import entry
from parcours.render.words.effort import effort
from parcours.render.words.writer import Writer
from parcours.trip.trip import Trip


@pytest.fixture(scope="module")
def read() -> tuple[Trip, Atlas]:
    """A route by bike, on foot and by car."""
    atlas = read_shared(ITINERARIES, TODAY).atlas
    trip, found = read_trip(ITINERARIES / "etoiles-et-fusees.yml", atlas)
    assert trip is not None, found
    return trip, atlas


def by(trip: Trip, mode: Mode) -> Trip:
    """The same route with one means of travel all the way."""
    return replace(trip, days=tuple(replace(day, visits=tuple(
        replace(visit, leg=replace(visit.leg, by=mode)) if visit.leg else visit
        for visit in day.visits)) for day in trip.days))


def surely(trip: Trip) -> Trip:
    """The same route between points that are all known."""
    return replace(trip, days=tuple(replace(day, visits=tuple(
        replace(visit, leg=replace(visit.leg, vague_m=0.0)) if visit.leg else visit
        for visit in day.visits)) for day in trip.days))


def test_difficulty_is_that_of_the_walk_and_the_ride(read: tuple[Trip, Atlas]) -> None:
    """It comes with what it is of: so many kilometres on foot or by bike, and never the drive."""
    trip, atlas = read
    fr, en = (Writer(language_of(lang), atlas) for lang in ("fr", "en"))
    assert effort(trip, fr) == "facile (à vélo et à pied\u00a0: environ 13\u00a0km à vol d’oiseau)"
    assert effort(trip, en) == "easy (by bike and on foot: about 13\u00a0km as the crow flies)"


def test_a_part_of_a_straight_line_says_so_once(read: tuple[Trip, Atlas]) -> None:
    """On a card, after a total that is all as the crow flies; where only some of it is, the walk
    says for itself what it is, and so does one that is only about so long."""
    vague, atlas = read
    trip = surely(vague)
    fr, en = (Writer(language_of(lang), atlas) for lang in ("fr", "en"))
    assert effort(trip, fr, beside_total=True) == "facile (dont 13\u00a0km à vélo et à pied)"
    assert effort(trip, en, beside_total=True) == "easy (13\u00a0km of them by bike and on foot)"
    assert effort(vague, fr, beside_total=True) == effort(vague, fr)
    card = pages.card(trip, atlas, language_of("fr"))
    assert "126\u00a0km à vol d’oiseau · facile (dont 13\u00a0km à vélo et à pied)" in card
    *first, last = trip.days[-1].visits
    assert last.leg is not None
    known = replace(last, leg=replace(last.leg, km_estimated=False))
    partly = replace(trip, days=(*trip.days[:-1], replace(trip.days[-1], visits=(*first, known))))
    assert "à vol d’oiseau" in effort(partly, fr, beside_total=True)


def test_on_a_card_too_a_bound_is_no_length(read: tuple[Trip, Atlas]) -> None:
    """Where both ends of every walk may lie anywhere about, the card says the bound that the page
    says, and no kilometres measured between two guesses."""
    trip, atlas = read
    vague = replace(trip, days=tuple(replace(day, visits=tuple(
        replace(visit, leg=replace(visit.leg, km=1.0, vague_m=1500))
        if visit.leg and visit.leg.by is Mode.WALK else
        replace(visit, leg=replace(visit.leg, by=Mode.CAR)) if visit.leg else visit
        for visit in day.visits)) for day in trip.days))
    write = Writer(language_of("fr"), atlas)
    assert "moins de" in effort(vague, write)
    assert effort(vague, write, beside_total=True) == effort(vague, write)


def test_a_drive_is_neither_easy_nor_hard(read: tuple[Trip, Atlas]) -> None:
    """A route by car alone says nothing of difficulty: not its page, its card or the filter."""
    trip, atlas = read
    language, driven = language_of("fr"), by(trip, Mode.CAR)
    assert effort(driven, Writer(language, atlas)) == ""
    assert entry(driven).difficulty is None
    assert "facile" in pages.card(trip, atlas, language)
    assert "facile" not in pages.card(driven, atlas, language)
    assert "<dt>Difficulté</dt>" in pages.itinerary(trip, atlas, language)
    assert "<dt>Difficulté</dt>" not in pages.itinerary(driven, atlas, language)
