"""A small route of two days, built by hand from the dataclasses, for the tests of the exports.

Its six stops hold: a night that begins after midnight, an optional stop, an approximate point, an
inline place, a leg of each shape, one without means, and a text missing in English.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from parcours.content.sides import Side
from parcours.format.choices import Character, Meal, Mode
from parcours.format.model import Alliance, Itinerary, Place, PlaceFields
from parcours.format.text import Text
from parcours.geo.points import LatLon, bounds_of
from parcours.hours.calendar import horizon
from parcours.hours.day_set import DaySet
from parcours.trip.trip import Leg, OpenDays, Proof, Shape, Share, Trip, TripDay, Visit

URBAN = Side("toulouse-metropole", Text({"": "Toulouse Métropole"}), Character.URBAN)
RURAL = Side("portes-de-gascogne", Text({"": "Pays Portes de Gascogne"}), Character.RURAL)
COMMUNES = {"31555": ("Toulouse", URBAN), "32160": ("L'Isle-Jourdain", RURAL),
            "32231": ("Mauroux", RURAL), "32132": ("Fleurance", RURAL)}
SUNDAY = date(2026, 11, 22)
"""The day the site is built on; one can set out on the Saturday after."""


def two(fr: str, en: str) -> Text:
    """A text in both languages."""
    return Text({"fr": fr, "en": en})


def place(**written: Any) -> Place:
    """A place as a file would give it: every scalar as text."""
    return Place.model_validate(written)


STATION = place(name="Gare Matabiau", kind="station", commune="31555", lat="43.61130",
                lon="1.45360", wheelchair="yes", website="https://www.garesetconnexions.sncf/")
MUSEUM = place(name={"fr": "Musée des Augustins", "en": "Augustins Museum"}, kind="museum",
               commune="31555", lat="43.60100", lon="1.44630", precision_m="10",
               opening_hours="Tu-Su 10:00-18:00", sources=["https://augustins.org/"])
MARKET = place(name={"fr": "Marché de L’Isle-Jourdain"}, kind="market", commune="32160",
               lat="43.61390", lon="1.08080", opening_hours="Sa 08:00-13:00")
STARS = place(name={"fr": "Ferme des étoiles", "en": "Farm of the Stars"}, kind="science",
              commune="32231", lat="43.80000", lon="0.82000")
HOUSE = place(name={"fr": "Maison d’hôtes", "en": "Guest house"}, kind="lodging", commune="32231",
              lat="43.80500", lon="0.83000", precision_m="500")
VIEW = place(name={"fr": "Table d’orientation", "en": "Viewing point"}, kind="viewpoint",
             commune="32132", lat="43.84900", lon="0.66200")

ITINERARY = Itinerary.model_validate({
    "title": {"fr": "Des briques aux étoiles", "en": "From bricks to stars"},
    "summary": {"fr": "Deux jours, un train ; une nuit sous le ciel.",
                "en": "Two days, one train; a night under the sky."},
    "alliance": "toulouse-gascogne", "themes": ["science", "slow-work"], "difficulty": "easy",
    "audience": ["familles"],
    "days": [{"title": {"fr": "Vers la nuit", "en": "Into the night"}, "start": "09:00",
              "stops": [{"place": "gare-matabiau"}]},
             {"title": {"fr": "Le matin", "en": "The morning"}, "start": "10:30",
              "stops": [{"place": "table"}]}]})

_TRACK = (LatLon(43.8, 0.82), LatLon(43.801234, 0.8251), LatLon(43.805, 0.83))


def visit(number: int, place_id: str, there: PlaceFields, times: tuple[int, int, int],
          leg: Leg | None = None, **more: Any) -> Visit:
    """A visit; ``times`` are arrival, start and end, in minutes since midnight."""
    commune, side = COMMUNES[there.commune]
    usual: dict[str, Any] = {"night": False, "optional": False, "meal": None, "note": None}
    return Visit(number, place_id, there, commune, side, *times, leg=leg, **(usual | more))


def leg(to: int, by: Mode | None, times: tuple[int, int], points: tuple[LatLon, ...], shape: Shape,
        **more: Any) -> Leg:
    """A leg to stop ``to``; ``times`` are departure and arrival, in minutes since midnight."""
    usual: dict[str, Any] = {"minutes_estimated": False, "km": 1.25, "km_estimated": False,
                             "co2_kg": 0.0}
    return Leg(to - 1, to, by, times[1] - times[0], departure_min=times[0], arrival_min=times[1],
               points=points, shape=shape, **(usual | more))


def straight(a: PlaceFields, b: PlaceFields) -> tuple[LatLon, ...]:
    """The line of a leg of which only both ends are known."""
    return a.position, b.position


def small_trip() -> Trip:
    """The sample: four stops on a Saturday, the last a night from 00:50, two stops on Sunday."""
    saturday = (
        visit(1, "gare-matabiau", STATION, (540, 540, 540)),
        visit(2, "augustins", MUSEUM, (555, 600, 690), leg(
            2, Mode.WALK, (540, 555), straight(STATION, MUSEUM), Shape.STRAIGHT,
            minutes_estimated=True, km=1.284, km_estimated=True),
              note=two("Sonnez *deux* fois ; entrée à gauche, au fond.",
                       "Ring *twice*; way in on the left, at the back.")),
        visit(3, "marche", MARKET, (740, 740, 785), leg(
            3, Mode.TRAIN, (690, 740), (MUSEUM.position, LatLon(43.6, 1.2), MARKET.position),
            Shape.VIA, km=38.4, co2_kg=1.063296, line="TER",
            via=(two("Colomiers", "Colomiers station"), Text({"": "Brax-Léguevin"}))),
              optional=True, meal=Meal.LUNCH),
        visit(4, "etoiles", STARS, (1320, 1320, 1470), leg(
            4, None, (785, 785), straight(MARKET, STARS), Shape.STRAIGHT, minutes_estimated=True,
            km=29.9, km_estimated=True, co2_known=False), hours_certain=False),
        visit(5, "maison", HOUSE, (1490, 1490, 1490), leg(
            5, Mode.WALK, (1470, 1490), _TRACK, Shape.TRACK), night=True),
    )
    sunday = (
        visit(6, "", VIEW, (680, 680, 740), leg(
            6, Mode.E_BIKE, (630, 680), (HOUSE.position, LatLon(43.9, 0.7), VIEW.position),
            Shape.TRACK, km=14.2, co2_kg=0.15549, note=two("Ça monte.", "Uphill."))),
    )
    days = (TripDay(1, two("Vers la nuit", "Into the night"), saturday),
            TripDay(2, two("Le matin", "The morning"), sunday))
    shares = (Share(URBAN, 2, 90, 0, 0.3), Share(RURAL, 4, 255, 1, 0.7))
    points = [v.place.position for day in days for v in day.visits]
    points += [point for day in days for way in day.legs for point in way.points]
    alliance = Alliance.model_validate({"name": "Toulouse – Gascogne",
                                        "territories": [URBAN.id, RURAL.id]})
    return Trip("briques-etoiles", ITINERARY, alliance, days, shares, bounds_of(points),
                OpenDays(horizon(SUNDAY), DaySet(SUNDAY, 1 << 6 | 1 << 13), Proof(2),
                         horizon(SUNDAY)),
                "fr")


def saying(text: str) -> Trip:
    """The sample with every text an editor writes replaced by ``text``, past all validation."""
    trip, said = small_trip(), Text({"": text})
    days = tuple(replace(day, title=said, visits=tuple(replace(
        visit, commune=text, note=said, side=replace(visit.side, name=said),
        place=visit.place.model_copy(update={"name": said}),
        leg=visit.leg and replace(visit.leg, line=text, note=said, via=(said, said)))
        for visit in day.visits)) for day in trip.days)
    return replace(
        trip, days=days,
        itinerary=trip.itinerary.model_copy(update={"title": said, "summary": said,
                                                    "audience": (text,)}),
        alliance=trip.alliance.model_copy(update={"name": said}),
        shares=tuple(replace(share, side=replace(share.side, name=said)) for share in trip.shares))
