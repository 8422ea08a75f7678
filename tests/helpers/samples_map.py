"""A small route for the map's tests: two days, five close stops in town, three far in the country.

It holds what a map must tell apart: a leg of each shape, four means of travel, a stop known only
approximately, an optional one, a night, and a name that is missing in English.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from parcours.content.sides import Outline, Side, Town
from parcours.format.choices import Character, Mode
from parcours.format.model import Alliance, Itinerary, Place
from parcours.format.text import Text
from parcours.geo.points import LatLon, bounds_of
from parcours.hours.calendar import horizon
from parcours.hours.day_set import DaySet
from parcours.trip.trip import Leg, OpenDays, Proof, Shape, Share, Trip, TripDay, Visit

SUNDAY = date(2026, 11, 22)
CITY = Side("toulouse-metropole", Text({"": "Toulouse Métropole"}), Character.URBAN)
COUNTRY = Side("portes-de-gascogne", Text({"": "Pays Portes de Gascogne"}), Character.RURAL)

_PLACES: tuple[tuple[dict[str, Any], str, Side], ...] = (
    ({"name": {"fr": "Gare de Toulouse-Matabiau", "en": "Toulouse-Matabiau station"},
      "kind": "station", "commune": "31555", "lat": "43.61121", "lon": "1.45362"},
     "Toulouse", CITY),
    ({"name": {"fr": "Basilique Saint-Sernin", "en": "Saint-Sernin basilica"},
      "kind": "religious", "commune": "31555", "lat": "43.60840", "lon": "1.44190"},
     "Toulouse", CITY),
    ({"name": {"fr": "Le Capitole", "en": "The Capitole"}, "kind": "monument",
      "commune": "31555", "lat": "43.60440", "lon": "1.44430"}, "Toulouse", CITY),
    ({"name": {"fr": "Marché Victor-Hugo", "en": "Victor-Hugo market"}, "kind": "market",
      "commune": "31555", "lat": "43.60639", "lon": "1.44639"}, "Toulouse", CITY),
    ({"name": "Cité de l’espace", "kind": "science", "commune": "31555", "lat": "43.58600",
      "lon": "1.49300"}, "Toulouse", CITY),
    ({"name": {"fr": "Gare de L’Isle-Jourdain", "en": "L’Isle-Jourdain station"},
      "kind": "station", "commune": "32160", "lat": "43.61719", "lon": "1.08983"},
     "L’Isle-Jourdain", COUNTRY),
    ({"name": {"fr": "Ferme des étoiles"}, "kind": "science", "commune": "32134",
      "lat": "43.83200", "lon": "0.77100", "precision_m": "400"}, "Fleurance", COUNTRY),
    ({"name": {"fr": "Cathédrale de Lectoure", "en": "Lectoure cathedral"}, "kind": "religious",
      "commune": "32208", "lat": "43.93420", "lon": "0.62160"}, "Lectoure", COUNTRY),
)
_VIA = (LatLon(43.59344, 1.41799), LatLon(43.60373, 1.33422), LatLon(43.61489, 1.23692))
_TRACK = (LatLon(43.61121, 1.45362), LatLon(43.6106, 1.4509), LatLon(43.60952, 1.44531),
          LatLon(43.6084, 1.4419))
_ITINERARY: dict[str, Any] = {
    "title": {"fr": "De la brique aux étoiles", "en": "From brick to stars"},
    "summary": {"fr": "Deux jours.", "en": "Two days."},
    "alliance": "toulouse-gascogne", "themes": ["science"], "difficulty": "easy",
    "days": [{"title": {"fr": "La ville rose", "en": "The pink city"}, "start": "09:00",
              "stops": [{"place": "gare"}]},
             {"title": {"fr": "Vers la nuit de Gascogne", "en": "Into the Gascon night"},
              "start": "09:30", "stops": [{"place": "ferme"}]}],
}


def sample_trip(**changes: Any) -> Trip:
    """The route; ``changes`` replace fields of the `Trip`."""
    places = [(Place.model_validate(written), commune, side) for written, commune, side in _PLACES]
    legs: Mapping[int, tuple[Mode | None, Shape, dict[str, Any]]] = {
        2: (Mode.WALK, Shape.TRACK, {"points": _TRACK, "km_estimated": False}),
        3: (Mode.WALK, Shape.STRAIGHT, {}),
        4: (Mode.WALK, Shape.STRAIGHT, {}),
        5: (Mode.METRO, Shape.STRAIGHT, {"line": "métro A, puis bus 37"}),
        6: (Mode.TRAIN, Shape.VIA, {"line": "TER Toulouse – Auch", "km_estimated": False}),
        7: (Mode.CAR, Shape.STRAIGHT, {"minutes_estimated": True}),
        8: (Mode.CAR, Shape.STRAIGHT, {}),
    }
    visits: list[Visit] = []
    for number, (place, commune, side) in enumerate(places, 1):
        leg = None
        if number > 1:
            start, end = places[number - 2][0].position, place.position
            by, shape, more = legs[number]
            usual: dict[str, Any] = {
                "by": by, "minutes": 20, "minutes_estimated": False, "km": 2.4,
                "km_estimated": True, "departure_min": 540 + 60 * number,
                "arrival_min": 560 + 60 * number, "shape": shape, "co2_kg": 0.0,
                "points": (start, *_VIA, end) if shape is Shape.VIA else (start, end)}
            leg = Leg(from_number=number - 1, to_number=number, **(usual | more))
        arrival = 560 + 60 * number
        night = number in (5, 8)
        visits.append(Visit(
            number, f"lieu-{number}", place, commune, side, arrival, arrival,
            arrival if night else arrival + 40, night, number == 4, None, None, leg))
    itinerary = Itinerary.model_validate(_ITINERARY)
    days = (TripDay(1, itinerary.days[0].title, tuple(visits[:5])),
            TripDay(2, itinerary.days[1].title, tuple(visits[5:])))
    alliance = Alliance.model_validate({
        "name": "Toulouse et Gascogne", "territories": [CITY.id, COUNTRY.id]})
    trip = Trip(
        "etoiles", itinerary, alliance, days,
        (Share(CITY, 5, 200, 1, 0.6), Share(COUNTRY, 3, 120, 1, 0.4)),
        bounds_of(visit.place.position for visit in visits),
        OpenDays(horizon(SUNDAY), DaySet(SUNDAY, 1), Proof(), horizon(SUNDAY)), "fr")
    return replace(trip, **changes)


def sample_outlines() -> tuple[Outline, ...]:
    """Two simple shapes."""
    city = [(43.71, 1.27), (43.74, 1.45), (43.66, 1.58), (43.56, 1.54), (43.53, 1.42),
            (43.59, 1.28)]
    country = [(43.56, 1.16), (43.70, 1.22), (43.86, 1.06), (44.03, 0.76), (43.98, 0.47),
               (43.83, 0.55), (43.70, 0.80), (43.46, 0.72), (43.38, 0.90)]
    return tuple(Outline(side, (tuple(LatLon(*point) for point in (*ring, ring[0])),))
                 for side, ring in ((CITY, city), (COUNTRY, country)))


def sample_towns() -> tuple[Town, ...]:
    """The communes of the route, and one that is not on it."""
    return (Town("Toulouse", LatLon(43.6045, 1.4442), CITY.id),
            Town("L’Isle-Jourdain", LatLon(43.6139, 1.0808), COUNTRY.id),
            Town("Fleurance", LatLon(43.8496, 0.6636), COUNTRY.id),
            Town("Lectoure", LatLon(43.9346, 0.6215), COUNTRY.id),
            Town("Gimont", LatLon(43.6270, 0.8760), COUNTRY.id))
