"""Trips built by hand from the dataclasses, for the tests of the pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from parcours.content.communes import parse_communes
from parcours.content.sides import Outline, Side
from parcours.format.choices import Character, Difficulty, Kind, Mode, Theme
from parcours.format.model import Alliance, Commune, Itinerary, PlaceFields
from parcours.format.text import Text
from parcours.geo.points import LatLon, bounds_of, distance_m
from parcours.hours.calendar import horizon
from parcours.hours.day_set import DaySet
from parcours.render.pictures.backdrop import Backdrop
from parcours.render.pictures.outlines import main_towns, outlines
from parcours.trip.trip import Leg, OpenDays, Proof, Shape, Trip, TripDay, Visit

SUNDAY = date(2026, 11, 22)
COMMUNES_CSV = Path(__file__).parents[1] / "sample" / "itineraries" / "communes.csv"
CITY = "toulouse-metropole"
COUNTRY = "portes-de-gascogne"


def words(said: str) -> Text:
    """The same text in every language."""
    return Text(MappingProxyType({"": said}))


SIDES: Mapping[str, Side] = {
    CITY: Side(CITY, words("Toulouse Métropole"), Character.URBAN),
    COUNTRY: Side(COUNTRY, words("Pays Portes de Gascogne"), Character.RURAL),
}


@cache
def communes() -> tuple[Commune, ...]:
    """The communes of the frozen sample."""
    known, faults = parse_communes(COMMUNES_CSV.read_text("utf-8"), COMMUNES_CSV.name)
    assert all(fault.code == "unknown-territory" for fault in faults)
    return tuple(known.values())


@cache
def shapes() -> tuple[Outline, ...]:
    """Both territories."""
    return outlines(communes(), SIDES)


@cache
def backdrop() -> Backdrop:
    """Both territories and their towns, as under every picture."""
    return Backdrop(shapes(), main_towns(communes(), SIDES))


Stop = tuple[str, str, str, float, float, Mode | None]
"""Name, commune, territory, latitude, longitude, and how one comes there."""


def trip(stops: Sequence[Stop], *, id: str = "sample", title: str = "Étoiles et coteaux",
         shape: Shape = Shape.STRAIGHT, ways: Mapping[int, Sequence[LatLon]] | None = None) -> Trip:
    """A one-day route; ``ways`` gives the points that the leg to a stop (by index) passes."""
    visits: list[Visit] = []
    for i, (name, commune, territory, lat, lon, mode) in enumerate(stops):
        here = LatLon(lat, lon)
        leg = None
        if visits:
            before = visits[-1].place.position
            between = tuple((ways or {}).get(i, ()))
            km = distance_m(before, here) / 1000
            leg = Leg(i, i + 1, mode, 10, True, km, True, 600, 610, (before, *between, here),
                      shape if between else Shape.STRAIGHT, 0.0)
        place = PlaceFields.model_construct(
            name=words(name), kind=Kind.MONUMENT, commune="00000", lat=lat, lon=lon)
        visits.append(Visit(i + 1, f"place-{i}", place, commune, SIDES[territory], 600, 600, 630,
                            False, False, None, None, leg))
    itinerary = Itinerary.model_construct(
        title=words(title), summary=words("…"), alliance="a", themes=(Theme.SCIENCE,),
        difficulty=Difficulty.EASY, days=())
    alliance = Alliance.model_construct(name=words("A"), territories=(CITY, COUNTRY))
    return Trip(id, itinerary, alliance, (TripDay(1, words("Jour"), tuple(visits)),), (),
                bounds_of(visit.place.position for visit in visits),
                OpenDays(horizon(SUNDAY), DaySet(SUNDAY, 1), Proof(), horizon(SUNDAY)), "fr")


CITY_AND_STARS: tuple[Stop, ...] = (
    ("Gare Matabiau", "Toulouse", CITY, 43.6111, 1.4537, None),
    ("Capitole", "Toulouse", CITY, 43.6044, 1.4440, Mode.METRO),
    ("Jacobins", "Toulouse", CITY, 43.6035, 1.4401, Mode.WALK),
    ("Muséum", "Toulouse", CITY, 43.5941, 1.4495, Mode.WALK),
    ("Cité de l’espace", "Toulouse", CITY, 43.5866, 1.4929, Mode.BUS),
    ("Halle de Fleurance", "Fleurance", COUNTRY, 43.8484, 0.6630, Mode.CARPOOL),
    ("Tournecoupe", "Tournecoupe", COUNTRY, 43.8620, 0.8248, Mode.E_BIKE),
    ("Ferme des étoiles", "Mauroux", COUNTRY, 43.9091, 0.8255, Mode.E_BIKE),
    ("Cathédrale de Lectoure", "Lectoure", COUNTRY, 43.9345, 0.6220, Mode.CAR),
)
BY_TRAIN: tuple[Stop, ...] = (
    ("Gare Matabiau", "Toulouse", CITY, 43.6111, 1.4537, None),
    ("Saint-Cyprien-Arènes", "Toulouse", CITY, 43.5936, 1.4189, Mode.TRAIN),
    ("Gare de Colomiers", "Colomiers", CITY, 43.6150, 1.3340, Mode.TRAIN),
    ("Gare de L’Isle-Jourdain", "L'Isle-Jourdain", COUNTRY, 43.6125, 1.0815, Mode.TRAIN),
    ("Gare de Gimont", "Gimont", COUNTRY, 43.6290, 0.8700, Mode.TRAIN),
    ("Gare d’Aubiet", "Aubiet", COUNTRY, 43.6445, 0.7840, Mode.TRAIN),
)
FAR_ONLY: tuple[Stop, ...] = (
    ("Pibrac", "Pibrac", CITY, 43.6183, 1.2856, None),
    ("L’Isle-Jourdain", "L'Isle-Jourdain", COUNTRY, 43.6145, 1.0810, Mode.COACH),
    ("Sarrant", "Sarrant", COUNTRY, 43.7747, 0.9289, Mode.BIKE),
    ("La Romieu", "La Romieu", COUNTRY, 43.9825, 0.4977, Mode.ELECTRIC_CAR),
    ("Simorre", "Simorre", COUNTRY, 43.4505, 0.7350, Mode.ON_DEMAND),
)
DENSE: tuple[Stop, ...] = (
    ("Capitole", "Toulouse", CITY, 43.6044, 1.4440, None),
    ("Saint-Sernin", "Toulouse", CITY, 43.6083, 1.4420, Mode.WALK),
    ("Jacobins", "Toulouse", CITY, 43.6035, 1.4401, Mode.WALK),
    ("Daurade", "Toulouse", CITY, 43.6010, 1.4390, Mode.WALK),
    ("Augustins", "Toulouse", CITY, 43.6008, 1.4463, Mode.WALK),
    ("Victor-Hugo", "Toulouse", CITY, 43.6062, 1.4467, Mode.WALK),
    ("Halle aux Grains", "Toulouse", CITY, 43.5986, 1.4544, Mode.BIKE),
    ("Muséum", "Toulouse", CITY, 43.5941, 1.4495, Mode.BIKE),
    ("Lectoure", "Lectoure", COUNTRY, 43.9345, 0.6220, Mode.COACH),
    ("Lectoure, thermes", "Lectoure", COUNTRY, 43.9340, 0.6245, Mode.WALK),
    ("Fleurance", "Fleurance", COUNTRY, 43.8484, 0.6630, Mode.BUS),
    ("Gare Matabiau", "Toulouse", CITY, 43.6111, 1.4537, Mode.COACH),
)
