"""What is in the way of a plan, as a clause for visitors: which is whole, and says what is sure."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers import auch_line
from helpers.auch_line import FIRST
from helpers.obstacles import AT_MIN, LIMIT_MIN, assert_told, every_obstacle
from parcours.diagnostics.diagnostic import Lang
from parcours.format.model import Itinerary
from parcours.format.parse import Parsed
from parcours.i18n.language import language_of
from parcours.load.files import read_one
from parcours.load.shared import read_shared
from parcours.render.words.ride_obstacles import obstacle
from parcours.trip.derive import derive
from parcours.trip.rides import Hindrance, Obstacle
from parcours.trip.trip import Trip

FR, EN = language_of("fr"), language_of("en")


def _trip(folder: Path) -> Trip:
    parsed = read_one(folder / f"{auch_line.NAME}.yml", Itinerary)
    assert isinstance(parsed, Parsed)
    return derive(auch_line.NAME, parsed.value, read_shared(folder, FIRST).atlas)


@pytest.fixture(scope="module")
def trip(tmp_path_factory: pytest.TempPathFactory) -> Trip:
    return _trip(auch_line.write(tmp_path_factory.mktemp("obstacles")))


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Trip:
    """The same with a night in the hall."""
    folder = auch_line.write(tmp_path_factory.mktemp("night"),
                             auch_line.ROUTE.replace("stay: 3h", "stay: night"))
    (folder / "places/halle-de-gimont.yml").write_text(
        auch_line.HALL.replace("kind: monument", "kind: lodging"), "utf-8")
    return _trip(folder)


@pytest.mark.parametrize("found", [*every_obstacle()])
def test_whatever_is_in_the_way_is_told_as_surely_as_it_is_known(trip: Trip, night: Trip,
                                                                 found: Obstacle) -> None:
    """Each names the place in both languages, is filled in, and calls what is approximate, our
    estimate or the latest what it is: a last departure that is approximate, and one that is missed
    by an approximate time, were told to the minute."""
    names: dict[Lang, str] = {"fr": "La halle de Gimont", "en": "Gimont market hall"}
    for lang, name in names.items():
        said = obstacle(found, trip, language_of(lang)).replace("\u00a0", " ")
        assert_told(found, said, name, lang)
        if found.why is Hindrance.SHUT:
            said = obstacle(found, night, language_of(lang))
            assert_told(found, said, name, lang, night=True)


@pytest.mark.parametrize("why", Hindrance)
def test_each_hindrance_has_a_sentence_of_its_own(trip: Trip, why: Hindrance) -> None:
    """None is said of two that differ, in both languages."""
    for language in (FR, EN):
        said, *others = (obstacle(Obstacle(one, 3, 0, AT_MIN, LIMIT_MIN), trip, language)
                         for one in (why, *(one for one in Hindrance if one is not why)))
        assert said not in others


@pytest.mark.parametrize(("gone", "fr", "en"), [
    (Obstacle(Hindrance.LAST_GONE, 3, 0, AT_MIN, 590, limit_about=True, guessed=True),
     "est vers 9 h 50, et l’on y est vers 10 h, d’après notre estimation du chemin",
     "is around 09:50, and you get there around 10:00, by our estimate of the way"),
    (Obstacle(Hindrance.LAST_GONE, 3, 0, AT_MIN, 590, at_about=True),
     "est à 9 h 50, et l’on y est vers 10 h seulement",
     "is at 09:50, and you only get there around 10:00"),
    (Obstacle(Hindrance.LATE, 3, 0, AT_MIN, 590, at_latest=True, guessed=True),
     "on arrive vers 10 h au plus tard à l’étape La halle de Gimont, et il faut y être à 9 h 50",
     "you reach Gimont market hall around 10:00 at the latest, and have to be there by 09:50"),
])
def test_two_times_are_each_as_sure_as_they_are(trip: Trip, gone: Obstacle, fr: str,
                                                en: str) -> None:
    """When the last one leaves and when one comes, by our estimate or at an approximate time."""
    assert obstacle(gone, trip, FR).replace("\u00a0", " ").endswith(fr)
    assert obstacle(gone, trip, EN).endswith(en)
