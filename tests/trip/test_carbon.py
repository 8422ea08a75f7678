"""What a route emits, against sums done by hand."""

from __future__ import annotations

from typing import Any

import pytest

from helpers.planning import atlas_of, trip_of
from parcours.i18n.language import language_of
from parcours.render.words.carbon import carbon
from parcours.trip.carbon import Footprint, filed_kg, footprint, rounded_kg
from parcours.trip.trip import Trip

KM_PER_DEGREE = 111.195
TER, CAR, ELECTRIC, BUS = 0.02769, 0.142253, 0.0673653, 0.12242
"""kg CO2e a kilometre: ADEME, Base Empreinte, as published in July 2026."""
PLACES: dict[str, dict[str, Any]] = {
    f"p{n}": {"lat": f"{43.5 + n / 10:.1f}"} for n in range(4)}
"""A tenth of a degree apart, due north: 11.12 km."""


def trip(*travels: dict[str, Any] | None) -> Trip:
    """A route whose legs are these; None where nobody says how."""
    stops: list[dict[str, Any]] = [{"place": "p0"}, *({"place": f"p{n}", "travel": travel}
                                for n, travel in enumerate(travels, 1))]
    return trip_of(atlas_of(PLACES), [("09:00", stops)])


def found(*travels: dict[str, Any] | None) -> Footprint:
    return footprint(trip(*travels))


def said(lang: str, *travels: dict[str, Any] | None) -> str:
    told = carbon(trip(*travels), language_of(lang))
    return " | ".join(filter(None, (told.said, told.compared, told.greener))).replace("\xa0", " ")


def test_a_leg_emits_its_way_times_its_factor() -> None:
    """Known kilometres as they are, a straight line longer by the detour of its means."""
    one = found({"by": "train", "km": "50"}, {"by": "bus"})
    assert one.planned_kg == pytest.approx(50 * TER + 11.1195 * 1.4 * BUS)
    assert [(by.by.value, by.estimated) for by in one.means] == [("train", False), ("bus", True)]


def test_by_car_the_stops_are_the_same() -> None:
    """What is walked stays a walk; all else goes by road, 1.4 times the straight line, alone or
    shared by two; a leg by car keeps its own kilometres."""
    one = found({"by": "train", "km": "50"}, {"by": "walk"}, {"by": "car", "km": "30"})
    assert one.car_km == pytest.approx(11.1195 * 1.4 + 30)
    assert one.car_alone_kg == pytest.approx(one.car_km * CAR)
    assert one.car_alone_kg == pytest.approx(6.48, abs=0.01)
    assert one.car_for_two_kg == 3.25, "half of 6.5 kg, as one is told"


def test_on_foot_there_is_nothing_to_compare() -> None:
    """A walk all the way emits nothing, and no car is brought into it."""
    one = found({"by": "walk"}, {"by": "walk"})
    assert (one.planned_kg, one.car_alone_kg, one.electric_kg) == (0, None, None)
    assert said("fr", {"by": "walk"}) == "0 kg de CO₂e par personne"


def test_a_means_that_nobody_names_is_not_a_car() -> None:
    """It has no emissions of its own, and so the route has no total; why is said."""
    one = found({"by": "train", "km": "50"}, None)
    assert one.planned_kg is None
    assert [leg.to_number for leg in one.uncounted] == [2 + 1]
    assert said("fr", {"by": "train"}, None).startswith(
        "pas de total, car le moyen de transport n’est pas indiqué de l’étape 2 à l’étape 3")


def test_a_means_without_a_factor_gives_no_total() -> None:
    """No factor is published for a boat: neither the plan nor the same by car has a total."""
    one = found({"by": "boat", "km": "5"}, {"by": "car"})
    assert (one.planned_kg, one.car_alone_kg, one.car_for_two_kg) == (None, None, None)
    assert said("en", {"by": "boat"}) == (
        "no total, as no factor is published for a leg by boat, from stop 1 to stop 2")


def test_an_electric_car_is_the_greener_variant_of_a_petrol_one() -> None:
    """Only the legs by petrol car change; where there is none, none is offered."""
    one = found({"by": "train", "km": "50"}, {"by": "car", "km": "100"}, {"by": "carpool"})
    assert one.planned_kg is not None
    assert one.electric_kg == pytest.approx(one.planned_kg - 100 * CAR + 100 * ELECTRIC)
    assert found({"by": "carpool"}, {"by": "electric-car"}).electric_kg is None


@pytest.mark.parametrize(("kg", "told"), [
    (0, 0), (0.04, 0), (0.06, 0.1), (1.44, 1.4), (2.3, 2.5), (9.7, 9.5), (12.3, 12), (38.6, 40),
    (154, 150)])
def test_figures_are_no_more_exact_than_what_they_rest_on(kg: float, told: float) -> None:
    """Steps that grow with the figure, about a twentieth of it."""
    assert rounded_kg(kg) == told


def test_a_little_is_not_nothing() -> None:
    """Two hundred metres by car: half of less than 0.1 kg is no 0 kg, in words nor in files."""
    short = {"by": "car", "km": "0.2"}
    assert said("fr", short) == (
        "moins de 0,1 kg de CO₂e par personne | en voiture, moins de 0,1 kg seul, moins de 0,1 kg "
        "chacun à deux | avec une voiture électrique, moins de 0,1 kg")
    assert (filed_kg(found(short).planned_kg), filed_kg(0), filed_kg(None)) == (0.028, 0, None)
    assert filed_kg(38.6) == 40


def test_figures_in_words() -> None:
    """Both languages say *about*, and half of what is read, never a second rounding."""
    travel = {"by": "car", "km": "150"}
    assert said("fr", travel) == (
        "environ 21 kg de CO₂e par personne | en voiture, environ 21 kg seul, environ 10 kg "
        "chacun à deux | avec une voiture électrique, environ 10 kg")
    assert said("en", travel) == (
        "about 21 kg CO₂e per person | by car, about 21 kg alone, about 10 kg each for two | "
        "with an electric car, about 10 kg")
    assert said("fr", {"by": "bike", "km": "9"}).startswith("moins de 0,1 kg de CO₂e par personne")


def test_the_rules_name_source_and_date_of_the_factors() -> None:
    """The formula is told in words, with what is an estimate, whose factors they are and of when.
    """
    told = " ".join(carbon(trip({"by": "car"}), language_of("en")).rules)
    for part in ("its kilometres times the factor", "one person aboard",
                 "estimates: the straight line, times 1.4 by car.",
                 "ADEME, Base Empreinte (Impact CO₂)", "July 2026"):
        assert part in told
    walked = " ".join(carbon(trip({"by": "bike", "km": "9"}), language_of("en")).rules)
    assert "one person aboard" not in walked


@pytest.mark.parametrize(("travels", "said_fr"), [
    ([{"by": "walk"}], "multipliée par 1,3 à pied."),
    ([{"by": "metro"}, {"by": "walk"}, {"by": "bus"}],
     "multipliée par 1,3 à pied et en métro, par 1,4 en bus et en voiture."),
    ([{"by": "train"}, {"by": "walk", "km": "2"}],
     "multipliée par 1,28 en train (1,15 de gare en gare), par 1,4 en voiture."),
    ([{"by": "walk", "km": "2"}], ""),
])
def test_each_means_has_its_own_ratio(travels: list[dict[str, Any]], said_fr: str) -> None:
    """What the straight line is multiplied by is told of each means whose kilometres nobody gives,
    and of no other."""
    rules = [one.replace("\xa0", " ") for one in carbon(trip(*travels), language_of("fr")).rules]
    assert [one for one in rules if "ligne droite" in one] == ([
        f"Les kilomètres que rien n’indique sont des estimations : la ligne droite, {said_fr}"]
        if said_fr else [])
