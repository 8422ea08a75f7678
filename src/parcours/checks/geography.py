"""Points must lie where their commune is, and a route must stand on both sides."""

from __future__ import annotations

from collections.abc import Iterator
from math import pi, sqrt

from parcours.checks.subject import Placed, stops_of
from parcours.content.atlas import Atlas
from parcours.diagnostics.diagnostic import Diagnostic, Edit, Words, error
from parcours.format.model import Character, Commune, Itinerary, PlaceFields
from parcours.format.parse import Parsed
from parcours.geo.points import distance_m

_SLACK_M = 4000
"""A commune's shape is not a circle; past its radius and this, a point is surely elsewhere."""


def _reach_m(commune: Commune) -> float:
    """How far from its point a commune may stretch, in metres."""
    return 2.5 * sqrt(commune.area_km2 / pi) * 1000 + _SLACK_M


def within_reach(place: PlaceFields, commune: Commune) -> bool:
    """Whether a place's point may lie in a commune."""
    return distance_m(place.position, commune.position) <= _reach_m(commune) + place.precision_m


def swapped(place: PlaceFields) -> PlaceFields:
    """The place with latitude and longitude the other way round."""
    return place.model_copy(update={"lat": place.lon, "lon": place.lat})


def misplaced(placed: Placed, atlas: Atlas) -> Iterator[Diagnostic]:
    """The point lies in or near its commune, and latitude and longitude are not swapped."""
    commune = atlas.communes.get(placed.fields.commune)
    if commune is None:
        return
    here = placed.fields.position
    if within_reach(placed.fields, commune):
        return
    span = placed.source.span((*placed.loc, "lat"))
    if -90 <= here.lon <= 90 and within_reach(swapped(placed.fields), commune):
        lat, lon = (placed.source.text_at((*placed.loc, field)) for field in ("lat", "lon"))
        yield error("swapped-coordinates", span, Words(
            "la latitude et la longitude sont inversées", "latitude and longitude are swapped"),
            Words(f"écrivez lat: {here.lon} et lon: {here.lat}",
                  f"write lat: {here.lon} and lon: {here.lat}"),
            (Edit(span, lat, lon), Edit(placed.source.span((*placed.loc, "lon")), lon, lat)))
        return
    km = round(distance_m(here, commune.position) / 1000)
    closest = min(atlas.communes.values(), key=lambda one: distance_m(here, one.position))
    if distance_m(here, closest.position) <= _reach_m(closest) and closest is not commune:
        hint = Words(f"corrigez le point, ou écrivez commune: \"{closest.code}\" ({closest.name})",
                     f"correct the point, or write commune: \"{closest.code}\" ({closest.name})")
    else:
        hint = Words(f"{commune.name} est vers lat: {commune.lat}, lon: {commune.lon}",
                     f"{commune.name} is near lat: {commune.lat}, lon: {commune.lon}")
    yield error("far-from-commune", span, Words(
        f"ce point est à {km} km de {commune.name}", f"this point is {km} km from {commune.name}"),
        hint)


def outside_territories(parsed: Parsed[Itinerary], atlas: Atlas) -> Iterator[Diagnostic]:
    """Every stop lies in a territory of the route's alliance."""
    alliance = atlas.alliances.get(parsed.value.alliance)
    if alliance is None or any(id not in atlas.territories for id in alliance.territories):
        return  # told in territories.yml
    for at in stops_of(parsed):
        place = at.place(atlas)
        commune = atlas.communes.get(place.commune) if place else None
        if commune is None or commune.territory in alliance.territories:
            continue
        loc = (*at.loc, "commune") if at.inline else (*at.loc, "place")
        yield error("outside-territories", parsed.source.span(loc), Words(
            f"{commune.name} n’est dans aucun des territoires de l’alliance",
            f"{commune.name} lies in none of the alliance's territories"),
            Words(f"les territoires sont : {', '.join(alliance.territories)}",
                  f"the territories are: {', '.join(alliance.territories)}"))


def one_sided(parsed: Parsed[Itinerary], atlas: Atlas) -> Iterator[Diagnostic]:
    """A joint route stops in the city and in the country."""
    alliance = atlas.alliances.get(parsed.value.alliance)
    territories = [atlas.territories[id] for id in alliance.territories if id in atlas.territories
                   ] if alliance else []
    places = [at.place(atlas) for at in stops_of(parsed)]
    sides = [atlas.side_of(place) if place else None for place in places]
    if any(side is None for side in sides):
        return  # a stop is unknown or outside: told elsewhere, and its side may be the missing one
    met = {side.character for side in sides if side}
    for character, fr, en in ((Character.URBAN, "urbain", "urban"),
                              (Character.RURAL, "rural", "rural")):
        names = [one.name for one in territories if one.character is character]
        if names and character not in met:
            yield error("one-sided", parsed.source.key_span(("days",)), Words(
                f"aucune étape n’est du côté {fr}", f"no stop is on the {en} side"), Words(
                f"ajoutez une étape dans {', '.join(name.in_lang('fr') for name in names)}",
                f"add a stop in {', '.join(name.in_lang('en') for name in names)}"))
