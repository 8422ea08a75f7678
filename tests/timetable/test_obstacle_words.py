"""What is in the way of a plan, as a clause for editors: which is whole, and says what is sure."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers import auch_line
from helpers.auch_line import FIRST, FRIDAY
from helpers.obstacles import assert_told, every_obstacle
from parcours.format.model import Itinerary
from parcours.format.parse import Parsed
from parcours.load.files import read_one
from parcours.load.shared import read_shared
from parcours.timetable.obstacle_words import hurry_words, obstacle_words
from parcours.trip.derive import derive
from parcours.trip.rides import Hindrance, Obstacle
from parcours.trip.trip import Trip

LATE_MIN, LIMIT_MIN = 24 * 60 + 5, 630


@pytest.fixture(scope="module")
def trip(tmp_path_factory: pytest.TempPathFactory) -> Trip:
    return trip_of(auch_line.write(tmp_path_factory.mktemp("obstacles")))


def trip_of(folder: Path) -> Trip:
    parsed = read_one(folder / f"{auch_line.NAME}.yml", Itinerary)
    assert isinstance(parsed, Parsed)
    return derive(auch_line.NAME, parsed.value, read_shared(folder, FIRST).atlas)


@pytest.mark.parametrize("why", Hindrance)
def test_each_hindrance_has_a_sentence_of_its_own(trip: Trip, why: Hindrance) -> None:
    """Each is no other one's sentence, in both languages."""
    said = obstacle_words(Obstacle(why, 3, 0, 600, LIMIT_MIN), trip, FRIDAY)
    others = [obstacle_words(Obstacle(one, 3, 0, 600, LIMIT_MIN), trip, FRIDAY)
              for one in Hindrance if one is not why]
    assert said.fr not in [one.fr for one in others]
    assert said.en not in [one.en for one in others]


@pytest.mark.parametrize("found", [*every_obstacle()])
def test_whatever_is_in_the_way_is_told_as_surely_as_it_is_known(trip: Trip,
                                                                 found: Obstacle) -> None:
    """Each names the place in both languages, is filled in, and calls what is approximate, our
    estimate or the latest what it is: a change and a last departure at an approximate time were
    told to the minute."""
    said = obstacle_words(found, trip, FRIDAY)
    assert_told(found, said.fr, "La halle de Gimont", "fr")
    assert_told(found, said.en, "Gimont market hall", "en")


@pytest.mark.parametrize(("gone", "fr", "en"), [
    (Obstacle(Hindrance.LAST_GONE, 3, 0, LATE_MIN, LIMIT_MIN),
     "le dernier départ est à 10:30", "the last departure is at 10:30"),
    (Obstacle(Hindrance.LAST_GONE, 3, 0, LATE_MIN, LIMIT_MIN, limit_about=True),
     "le dernier départ est vers 10:30", "the last departure is around 10:30"),
    (Obstacle(Hindrance.LAST_GONE, 3, 0, LATE_MIN, LIMIT_MIN, at_latest=True),
     "à 10:30 (on y est à 00:05 le lendemain au plus tard)",
     "at 10:30 (you are there at 00:05 the next day at the latest)"),
    (Obstacle(Hindrance.LAST_GONE, 3, 0, LATE_MIN, LIMIT_MIN, at_latest=True, guessed=True),
     "à 10:30 (on y est vers 00:05 le lendemain, d’après notre estimation du chemin)",
     "at 10:30 (you are there around 00:05 the next day, by our estimate of the way)"),
])
def test_the_last_departure_is_told_as_surely_as_it_is_known(
        trip: Trip, gone: Obstacle, fr: str, en: str) -> None:
    """An estimate is told as one, before what is only the latest; what is sure says nothing."""
    said = obstacle_words(gone, trip, FRIDAY)
    assert said.fr.endswith(fr)
    assert said.en.endswith(en)


@pytest.mark.parametrize(("shut", "fr"), [
    (Obstacle(Hindrance.SHUT, 3, 0, 600, LIMIT_MIN),
     "n’est pas ouvert pendant toute la visite, de 10:00 à 10:30"),
    (Obstacle(Hindrance.SHUT, 3, 0, 600, LIMIT_MIN, at_about=True),
     "n’est pas ouvert pendant toute la visite, environ de 10:00 à 10:30"),
    (Obstacle(Hindrance.SHUT, 3, 0, 600, LIMIT_MIN, at_latest=True),
     "n’est pas ouvert pendant toute la visite, au plus tard de 10:00 à 10:30"),
    (Obstacle(Hindrance.SHUT, 3, 0, 600, 600), "», où l’on passe à 10:00, n’est pas ouvert"),
    (Obstacle(Hindrance.SHUT, 3, 0, 600, 600, guessed=True),
     "», où l’on passe vers 10:00, n’est pas ouvert"),
    (Obstacle(Hindrance.SHUT, 3, 0, 600, 600, at_latest=True),
     "», où l’on passe à 10:00 au plus tard, n’est pas ouvert alors"),
])
def test_a_place_that_is_shut_is_told_with_the_time_one_is_there(
        trip: Trip, shut: Obstacle, fr: str) -> None:
    """A stay has two times, who only comes by has one; either may be about right, or the latest."""
    assert obstacle_words(shut, trip, FRIDAY).fr.endswith(fr)


def test_a_name_with_braces_stays_as_it_is(tmp_path: Path) -> None:
    """Sentences are filled in once: what an office calls a place is no part of them."""
    folder = auch_line.write(tmp_path)
    (folder / "places/halle-de-gimont.yml").write_text(
        auch_line.HALL.replace("La halle de Gimont", "'La {on} halle'"), "utf-8")
    odd = trip_of(folder)
    said = obstacle_words(Obstacle(Hindrance.BOOKED, 3, 0, 600, 600), odd, FRIDAY)
    assert "« La {on} halle »" in said.fr


def test_who_walks_as_long_as_we_estimate_is_told_so(trip: Trip) -> None:
    """The same clause, and whose estimate the walk is."""
    late = Obstacle(Hindrance.LATE, 3, 0, 600, LIMIT_MIN)
    assert hurry_words(late, trip, FRIDAY).fr == (
        f"{obstacle_words(late, trip, FRIDAY).fr}, en comptant la marche d’un arrêt au lieu ou à "
        "un autre arrêt, que nous estimons")
