"""A day by e-bike against a battery: sums by hand, and an assumption told as one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from helpers.planning import atlas_of, trip_of
from parcours.content.relief import Relief
from parcours.content.tracks import Track
from parcours.i18n.language import language_of
from parcours.render.words.carbon import carbon
from parcours.render.words.e_bike import electric
from parcours.trip.e_bike import electric_days
from parcours.trip.trip import Trip

PLACES: dict[str, dict[str, Any]] = {
    "a": {"lat": "43.5"}, "b": {"lat": "43.6", "services": ("charging",)}, "c": {"lat": "43.7"},
    "sure": {"lat": "43.6", "services": ("charging",), "verified_on": "2026-11-02",
             "sources": ("https://exemple.fr/",)},
    "borne": {"lat": "43.8", "kind": "charging"}}


def ride(*stops: str, by: str = "e-bike", km: str | None = "10") -> Trip:
    """A day that leads through these stops."""
    travel = {"by": by, **({"km": km} if km else {})}
    return trip_of(atlas_of(PLACES), [("09:00", [
        {"place": id, **({"travel": travel} if n else {})} for n, id in enumerate(stops)])])


def climbing(trip: Trip, *climbs_m: float) -> Trip:
    """The same where each leg has a path that climbs so much."""
    day = trip.days[0]
    visits = [day.visits[0]]
    for visit, climb_m in zip(day.visits[1:], climbs_m, strict=True):
        assert visit.leg is not None
        path = Track(visit.leg.points, (), (0.0, 10_000.0), Relief(climb_m, 0.0, ()))
        visits.append(replace(visit, leg=replace(visit.leg, track=path)))
    return replace(trip, days=(replace(day, visits=tuple(visits)),))


def said(trip: Trip, lang: str, battery_wh: int = 500) -> str:
    here = atlas_of(PLACES)
    site = here.site.model_copy(update={"e_bike_battery_wh": battery_wh})
    return " ".join(electric(trip, replace(here, site=site), language_of(lang))).replace(
        "\xa0", " ")


def test_kilometres_and_climb_against_the_battery() -> None:
    """Ten watt-hours a kilometre and forty for each hundred metres upwards: 20 km and 300 m take
    320 Wh."""
    (day,) = electric_days(climbing(ride("a", "b", "c"), 100, 200))
    assert (day.km, day.climb_m, day.need_wh, day.estimated) == (20, 300, 320, False)
    assert "20 km and 300 m of climbing, about 60% of a battery." in said(
        climbing(ride("a", "b", "c"), 100, 200), "en")


def test_a_climb_that_nobody_knows_is_not_nought() -> None:
    """One leg without heights, and the whole is told as *at least*."""
    trip = ride("a", "b")
    (day,) = electric_days(trip)
    assert (day.climb_m, day.need_wh) == (None, 100)
    assert "10 km, soit 20 % d’une batterie au moins, car la montée n’est pas connue." in said(
        trip, "fr")


@pytest.mark.parametrize(("km", "percent"), [("13.9", 20), ("15", 30), ("3", 6)])
def test_at_least_is_not_rounded_up(km: str, percent: int) -> None:
    """139 Wh of 500 are 28%: "at least 30%" would be wrong on a flat road."""
    assert f"at least {percent}% of a battery" in said(ride("a", "b", km=km), "en")


def test_next_to_nothing_of_a_battery() -> None:
    """Three hundred metres take 3 Wh of 500: neither "at least 0%" nor "about 10%" is told."""
    assert said(ride("a", "b", km="0.3"), "fr").startswith(
        "Jour 1 à vélo électrique : 300 m ; la montée n’est pas connue. ")
    assert said(climbing(ride("a", "b", km="0.3"), 20), "en").startswith(
        "Day 1 by e-bike: 300 m and 20 m of climbing, less than 10% of a battery. ")
    assert "soit moins de 10 % d’une batterie." in said(
        climbing(ride("a", "b", km="0.3"), 20), "fr")
    assert "about 10% of a battery" in said(climbing(ride("a", "b", km="3"), 0), "en")


def test_between_places_known_roughly_no_kilometre_is_told() -> None:
    """Two places that may be the same are no distance apart that anybody knows."""
    places = {**PLACES, "d": {"lat": "43.501", "precision_m": "500"}}
    trip = trip_of(atlas_of(places), [("09:00", [
        {"place": "a"}, {"place": "d", "travel": {"by": "e-bike"}}])])
    assert said(trip, "fr").startswith(
        "Jour 1 à vélo électrique : la distance n’est pas connue, car les lieux ne le sont qu’à "
        "peu près. Aucune étape")
    (row,) = carbon(trip, language_of("fr")).rows
    assert row.km == "inconnu"


def test_an_estimated_way_is_told_as_one() -> None:
    """Where only the straight line is known, so many kilometres more, and *about*."""
    (day,) = electric_days(ride("a", "b", km=None))
    assert day.km == pytest.approx(11.12 * 1.4, rel=1e-3)
    assert "environ 16 km" in said(ride("a", "b", km=None), "fr")


def test_where_one_can_charge_is_said() -> None:
    """At a stop that has charging, or is a charging place, and where nobody verified it; and that
    none is known to."""
    assert [day.charging for day in electric_days(ride("a", "b", "c", "borne"))] == [(2, 4)]
    assert "On peut recharger : étapes 2 et 4." in said(ride("a", "sure", "c", "borne"), "fr")
    assert "On peut recharger : étape 2 (non vérifié)." in said(ride("a", "b", "c"), "fr")
    assert "You can charge at stop 4; not verified, at stop 2." in said(
        ride("a", "b", "c", "borne"), "en")
    assert "No stop of these legs is known to charge batteries." in said(ride("a", "c"), "en")


def test_the_assumption_is_named_with_the_site_s_battery() -> None:
    """In words, with all its figures; a site may have another battery, or none told of."""
    assert said(ride("a", "b"), "en", 400).endswith(
        "This is an assumption, not a measurement: a full battery of 400 Wh, 10 Wh a kilometre and "
        "40 Wh for each 100 m upwards.")
    assert "at least 30% of a battery" in said(ride("a", "b", km="12"), "en", 400)
    assert said(ride("a", "b"), "fr", 0) == ""


def test_other_means_ask_nothing_of_a_battery() -> None:
    """A bicycle is ridden, a car is not told of."""
    assert said(ride("a", "b", by="bike"), "fr") == ""
    assert said(ride("a", "b", by="car"), "fr") == ""
