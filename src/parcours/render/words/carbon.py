"""What a route emits, in words: the figure, what it is compared with, how it was computed."""

from __future__ import annotations

from typing import NamedTuple

from parcours.format.choices import Mode
from parcours.i18n.language import Language
from parcours.render.words.modes import style_of
from parcours.render.words.writer import plain
from parcours.trip import factors
from parcours.trip.carbon import Footprint, footprint, rounded_kg
from parcours.trip.trip import Leg, Trip


class CarbonRow(NamedTuple):
    """One means of travel: a row of the table."""

    means: str
    km: str
    factor: str
    """Of one person and kilometre."""
    kg: str


class CarbonView(NamedTuple):
    """The emissions of a route as its page tells them."""

    said: str
    """``environ 8 kg CO₂e par personne``, or why there is no total."""
    compared: str
    """The same stops by car; empty where one walks all the way."""
    greener: str
    """What would emit less, as far as the data tell; empty where they do not."""
    by_train: tuple[str, ...]
    """Trains that run where the route goes by car, a sentence each."""
    rows: tuple[CarbonRow, ...]
    rules: tuple[str, ...]
    """How it was computed, sentence by sentence."""


def carbon(trip: Trip, language: Language) -> CarbonView:
    """The emissions of a route."""
    found, say = footprint(trip), language.say
    alone_kg, for_two_kg = found.car_alone_kg, found.car_for_two_kg
    compared = "" if alone_kg is None or for_two_kg is None else say(
        "by car, {alone} alone, {two} each for two", alone=about_kg(alone_kg, language),
        two=about_kg(for_two_kg, language))
    electric = found.electric_kg
    greener = say("with an electric car, {kg}", kg=about_kg(electric, language)) if (
        electric is not None) else ""
    rows = tuple(CarbonRow(
        say(style_of(one.by).label),
        say("unknown") if one.unknown else
        _about_km(one.km, language) if one.estimated else language.km(one.km),
        say("{g}\u00a0g/km", g=language.number(factors.CO2_KG_PER_KM[one.by] * 1000)),
        about_kg(one.kg, language)) for one in found.means)
    by_train = tuple(say(
        "From stop {a} to stop {b} a train also runs, from {start} to {end} (timetables until "
        "{day}): {train} by train, {car} by car.", a=train.from_number, b=train.to_number,
        start=plain(train.start, language, trip.default_lang),
        end=plain(train.end, language, trip.default_lang), day=language.date(train.last),
        train=about_kg(train_kg, language), car=about_kg(car_kg, language))
        for train, train_kg, car_kg in found.by_train_kg)
    return CarbonView(planned(found, language), compared, greener, by_train, rows,
                      tuple(_rules(found, language)))


def planned(found: Footprint, language: Language) -> str:
    """The emissions as planned, or what keeps from giving a total."""
    say = language.say
    if found.planned_kg is not None:
        return say("{kg} CO₂e per person", kg=about_kg(found.planned_kg, language))
    unnamed = [leg for leg in found.uncounted if leg.by is None]
    unknown = [leg for leg in found.uncounted if leg.by is not None]
    told = []
    if unnamed:
        told.append(say("the means of travel is not given {stretches}",
                        stretches=_stretches(unnamed, language)))
    if unknown:
        means = dict.fromkeys(say(style_of(leg.by).label) for leg in unknown)
        told.append(say("no factor is published for a leg {means}, {stretches}",
                        means=language.any_of([*means]), stretches=_stretches(unknown, language)))
    return say("no total, as {why}", why=say("; ").join(told))


def about_kg(kg: float, language: Language) -> str:
    """Kilograms, as exactly as they are known: ``environ 8 kg``."""
    rounded = rounded_kg(kg)
    if kg == 0:
        return language.say("{kg}\u00a0kg", kg=0)
    if rounded == 0:
        return language.say("less than {kg}\u00a0kg", kg=language.number(0.1))
    return language.say("about {kg}\u00a0kg", kg=language.number(rounded))


def _about_km(km: float, language: Language) -> str:
    """Kilometres of which some are an estimate, and so no more exact than that."""
    step = 10 if km >= 100 else 5 if km >= 20 else 0
    return language.say("about {amount}", amount=language.km(
        round(km / step) * step if step else km))


def _stretches(legs: list[Leg], language: Language) -> str:
    return language.all_of([language.say("from stop {a} to stop {b}", a=leg.from_number,
                                         b=leg.to_number) for leg in legs])


def _rules(found: Footprint, language: Language) -> list[str]:
    say = language.say
    told = [say("Each leg: its kilometres times the factor of its means of transport, for one "
                "person; then the sum, from the first stop to the last.")]
    if found.car_alone_kg is not None:
        told.append(say("By car: the same stops, on foot where the route is on foot, otherwise in "
                        "a petrol or diesel car, {km} in all; for two people, half each.",
                        km=_about_km(found.car_km, language)))
    if any(one.by in (Mode.CAR, Mode.ELECTRIC_CAR) for one in found.means):
        told.append(say("A car of the plan is counted with one person aboard."))
    if ratios := _ratios(found, language):
        told.append(say("Kilometres that nobody gives are estimates: the straight line, {ratios}.",
                        ratios=", ".join(ratios)))
    told.append(say("Factors: {source}, values of {month}, use and construction of the vehicle.",
                    source=factors.CO2_SOURCE, month=say(
                        "{month} {year}", month=language.month(factors.CO2_READ_ON.month),
                        year=factors.CO2_READ_ON.year)))
    return told


def _ratios(found: Footprint, language: Language) -> list[str]:
    """What the straight line is multiplied by, for each means whose kilometres are estimates."""
    means = {one.by for one in found.means if one.estimated and not one.unknown} | (
        {Mode.CAR} if found.car_alone_kg is not None else set())
    by_ratio: dict[float, list[Mode]] = {}
    for by in (mode for mode in Mode if mode in means):
        by_ratio.setdefault(factors.DETOUR[by], []).append(by)
    return [_ratio(ratio, some, language) for ratio, some in sorted(by_ratio.items())]


def _ratio(ratio: float, means: list[Mode], language: Language) -> str:
    say, told = language.say, language.number(ratio, 2)
    if means == [Mode.TRAIN]:
        return say("times {ratio} {means} ({other} along its stations)", ratio=told,
                   means=say(style_of(Mode.TRAIN).label),
                   other=language.number(factors.RAIL_THROUGH_STOPS, 2))
    return say("times {ratio} {means}", ratio=told,
               means=language.all_of([say(style_of(by).label) for by in means]))
