"""What is known of access by wheelchair, and that the rest is not known."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from helpers.content_sample import MUSEUM_FILE, ROUTE_FILE, edited, write_sample
from helpers.published import ITINERARIES, TODAY
from parcours.content.atlas import Atlas
from parcours.format.choices import Fact, Wheelchair
from parcours.i18n.language import language_of
from parcours.load.route import read_trip
from parcours.load.shared import read_shared
from parcours.render import pages
from parcours.render.words.getting_there import Found
from parcours.render.words.wheelchair import wheelchair
from parcours.trip.trip import Trip

FR, EN = language_of("fr"), language_of("en")


@pytest.fixture(scope="module")
def read() -> tuple[Trip, Atlas]:
    """A route of fourteen stops of which none says anything."""
    atlas = read_shared(ITINERARIES, TODAY).atlas
    trip, found = read_trip(ITINERARIES / "etoiles-et-fusees.yml", atlas)
    assert trip is not None, found
    return trip, atlas


def saying(trip: Trip, answers: dict[int, Wheelchair], told: tuple[int, ...] = ()) -> Trip:
    """The same route, of which some stops say something, by number."""
    return replace(trip, days=tuple(replace(day, visits=tuple(
        replace(visit, place=visit.place.model_copy(update={
            "wheelchair": answers.get(visit.number),
            "told": (Fact.WHEELCHAIR,) if visit.number in told else ()}))
        for visit in day.visits)) for day in trip.days))


def test_a_route_says_what_is_known_of_it(read: tuple[Trip, Atlas]) -> None:
    """How many of its stops say something and what, then which; what nobody verified and what
    nobody says is named too."""
    trip, atlas = read
    some = saying(trip, {1: Wheelchair.YES, 3: Wheelchair.YES, 4: Wheelchair.LIMITED,
                         14: Wheelchair.NO}, told=(3,))

    found = wheelchair(some, atlas, EN)

    assert found.said == ("stated for 4 of 14 stops: 2 accessible, 1 partly accessible, "
                          "1 not accessible")
    assert found.stops == (
        Found("accessible", "stops 1 and 3"), Found("partly accessible", "stop 4"),
        Found("not accessible", "stop 14"), Found("not verified", "stop 3"),
        Found("not stated", "stops 2 and 5 to 13"))
    assert wheelchair(some, atlas, FR).said == (
        "4\u00a0étapes sur 14 renseignées\u00a0: 2\u00a0accessibles, "
        "1\u00a0partiellement accessible, 1\u00a0non accessible")
    one = saying(trip, {2: Wheelchair.LIMITED})
    assert wheelchair(one, atlas, FR).said == (
        "1\u00a0étape sur 14 renseignée\u00a0: 1\u00a0partiellement accessible")
    every = saying(trip, dict.fromkeys(range(1, 15), Wheelchair.YES))
    assert "not stated" not in [what for what, _ in wheelchair(every, atlas, EN).stops]


def test_nothing_known_is_never_a_no(read: tuple[Trip, Atlas]) -> None:
    """Where no stop says anything, that is said, and that it is no answer."""
    trip, atlas = read
    silent = saying(trip, {})
    for language, said in (
        (FR, "aucune étape renseignée, ce qui ne veut pas dire non\u00a0: "
             "demandez avant de partir"),
        (EN, "not stated for any stop, which does not mean no: ask before you set out"),
    ):
        found = wheelchair(silent, atlas, language)
        assert (found.said, found.known, found.stops) == (said, False, ())


@pytest.mark.parametrize(("written", "said", "searched"), [
    ("wheelchair: yes\n", "accessible", True),
    ("wheelchair: limited\n", "partiellement accessible", True),
    ("wheelchair: no\n", "non accessible", True), ("", "non renseigné", False)])
def test_each_place_answers(tmp_path: Path, written: str, said: str, searched: bool) -> None:
    """A place's page and its stop on a route say yes, in part, no, or that it is not stated; only
    what is stated is searched."""
    atlas = read_shared(write_sample(tmp_path, **edited(
        MUSEUM_FILE, "wheelchair: limited\n", written)), TODAY).atlas
    trip, found = read_trip(tmp_path / ROUTE_FILE, atlas)
    assert trip is not None, found

    place = pages.place("musee-de-la-brique", atlas.places["musee-de-la-brique"], (), atlas, FR)
    stop = pages.itinerary(trip, atlas, FR)

    answer = re.compile(r"<div class=\"pc-fact--\w+\"([^>]*)><dt>Fauteuil roulant</dt><dd>([^<]*)")
    assert answer.findall(place) == [("" if searched else " data-pagefind-ignore", said)]
    museum = stop[stop.index('id="etape-2"'):stop.index('id="etape-3"')]
    assert [answer for _, answer in answer.findall(museum)] == [said]
