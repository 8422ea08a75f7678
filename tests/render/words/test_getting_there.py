"""How one goes round a route, in words, from its legs and stops alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from helpers.published import ITINERARIES, TODAY
from parcours.format.choices import Fact, Kind, Mode, Service
from parcours.i18n.language import language_of
from parcours.load.route import read_trip
from parcours.load.shared import read_shared
from parcours.render.words.getting_there import Found, Means, ends, journey, on_the_way
from parcours.trip.trip import Trip

EN = language_of("en")


@pytest.fixture(scope="module")
def trip() -> Trip:
    """Two days by bike, on foot and by car, from a station to a farm 61 km away."""
    found, _ = read_trip(ITINERARIES / "etoiles-et-fusees.yml",
                         read_shared(ITINERARIES, TODAY).atlas)
    assert found is not None
    return found


def by(trip: Trip, modes: list[Mode | None]) -> Trip:
    """The same trip with other means, leg by leg."""
    left = iter(modes)
    days = tuple(replace(day, visits=tuple(
        replace(visit, leg=replace(visit.leg, by=next(left))) if visit.leg else visit
        for visit in day.visits)) for day in trip.days)
    return replace(trip, days=days)


def test_each_means_once_with_all_its_legs(trip: Trip) -> None:
    """Means come in the order in which one takes them, with legs, kilometres and minutes added."""
    told = journey(trip, EN)
    assert [(one.token, one.said) for one in told.means] == [
        ("bike", "4 legs, 11\u00a0km as the crow flies, about 1\u00a0h\u00a015\u00a0min"),
        ("walk", "5 legs, about 1.5\u00a0km as the crow flies, about 30\u00a0min not counting "
                 "2 legs whose time is not known"),
        ("car", "4 legs, 113\u00a0km as the crow flies, about 3\u00a0h\u00a020\u00a0min")]
    assert told.by_car == ("A car is needed from stop 8 to stop 9, from stop 10 to stop 12 and "
                           "from stop 13 to stop 14; the rest can be done without.")
    assert told.arriving == "The route starts at a station."
    assert told.leaving == ("It ends 61\u00a0km from where it started, as the crow flies: plan the "
                            "way back.")


def test_a_round_names_its_place_once(trip: Trip) -> None:
    """*Gare → Gare* says neither that one comes back nor where one goes."""
    assert ends(trip, EN) == "Toulouse-Matabiau station → La Ferme des Étoiles"
    first = trip.visits[0]
    day = replace(trip.days[0], visits=(*trip.days[0].visits, replace(first, number=99)))
    there_and_back = replace(trip, days=(day,))
    assert ends(there_and_back, EN) == "Toulouse-Matabiau station and back"
    assert ends(there_and_back, language_of("fr")) == "Gare de Toulouse-Matabiau et retour"


def test_lines_are_named_once() -> None:
    """A line taken out and back is named once; a route that needs no car says nothing of one, and
    one that returns says so."""
    train, _ = read_trip(ITINERARIES / "la-gascogne-en-train.yml",
                         read_shared(ITINERARIES, TODAY).atlas)
    assert train is not None
    told = journey(train, EN)
    rail = next(one for one in told.means if one.lines)
    assert isinstance(rail, Means)
    assert rail.name == "by train"
    assert rail.lines == "TER liO Toulouse–Auch"
    assert told.by_car == ""
    assert train.car_free


def test_all_by_car_and_a_means_that_is_not_given(trip: Trip) -> None:
    """A car all the way is said in one phrase; a leg without a means may need one, too."""
    count = len(trip.legs)
    assert journey(by(trip, [Mode.CAR] * count), EN).by_car == "A car is needed all the way."
    unsaid = by(trip, [None, *[Mode.WALK] * (count - 1)])
    assert journey(unsaid, EN).by_car == (
        "A car is needed from stop 1 to stop 2; the rest can be done without.")
    assert journey(by(trip, [Mode.WALK] * count), EN).by_car == ""


def test_a_round_trip_says_so(trip: Trip) -> None:
    """A route whose end is its start comes back."""
    first, last = trip.days[0].visits[0], trip.days[-1].visits[-1]
    back = replace(last, place=first.place, place_id=first.place_id)
    days = (*trip.days[:-1], replace(trip.days[-1], visits=(*trip.days[-1].visits[:-1], back)))
    told = journey(replace(trip, days=days), EN)
    assert told.leaving == "The route comes back to where it started."


@pytest.mark.parametrize(("north", "precision_m", "said"), [
    (0.0, 50, "The route comes back to where it started."),
    (0.003, 50, "It ends 330 m from where it started, as the crow flies."),
    (0.006, 50, "It ends 670 m from where it started, as the crow flies: plan the way back."),
    (0.0, 300, "It ends less than 300 m from where it started, as the crow flies."),
    (0.006, 300, "It ends about 670 m from where it started, as the crow flies: plan the way "
                 "back."),
    (0.06, 300, "It ends 6.7 km from where it started, as the crow flies: plan the way back."),
    (0.003, 400, "It ends less than 730 m from where it started, as the crow flies: plan the way "
                 "back.")])
def test_only_the_same_point_is_the_start(
        trip: Trip, north: float, precision_m: int, said: str) -> None:
    """Three hundred metres off one has not come back, nor where nobody knows how far off it is."""
    first, last = trip.days[0].visits[0], trip.days[-1].visits[-1]
    place = last.place.model_copy(update={
        "lat": first.place.lat + north, "lon": first.place.lon, "precision_m": precision_m})
    days = (*trip.days[:-1], replace(trip.days[-1], visits=(
        *trip.days[-1].visits[:-1], replace(last, place=place))))
    told = journey(replace(trip, days=days), EN).leaving
    assert told.replace("\u00a0", " ") == said


def test_what_stops_say_of_services(trip: Trip) -> None:
    """Each service with the stops that have it, and which of them nobody verified; what no stop
    says is not made up."""
    atlas = read_shared(ITINERARIES, TODAY).atlas
    assert on_the_way(trip, atlas, EN) == []
    visits = list(trip.days[0].visits)
    for n in (0, 2):
        visits[n] = replace(visits[n], place=visits[n].place.model_copy(update={
            "services": (Service.TOILETS,), "verified_on": TODAY if n == 0 else None,
            "sources": ("https://exemple.fr/",), "told": ()}))
    told = replace(trip, days=(replace(trip.days[0], visits=tuple(visits)), *trip.days[1:]))
    assert on_the_way(told, atlas, EN) == [
        Found("toilets", "stops 1 and 3 (not verified: stop 3)")]
    visits[0] = replace(visits[0], place=visits[0].place.model_copy(update={
        "told": (Fact.SERVICES,)}))
    told = replace(trip, days=(replace(trip.days[0], visits=tuple(visits)), *trip.days[1:]))
    assert on_the_way(told, atlas, EN) == [Found("toilets", "stops 1 and 3 (not verified)")]


def test_a_charging_point_charges(trip: Trip) -> None:
    """A stop that is a charging point counts among those where one charges, whatever its file says
    of services; and what it is needs no verifying."""
    place = trip.visits[1].place.model_copy(update={
        "kind": Kind.CHARGING, "services": (), "verified_on": None})
    charging = replace(trip, days=tuple(replace(day, visits=tuple(
        replace(visit, place=place if visit.number == 2 else visit.place.model_copy(
            update={"services": ()})) for visit in day.visits)) for day in trip.days))
    atlas = read_shared(ITINERARIES, TODAY).atlas
    assert on_the_way(charging, atlas, EN) == [Found("charging point", "stop 2")]
