"""Points must lie where their commune is, and a route must stand on both sides."""

from __future__ import annotations

from collections.abc import Iterator
from math import pi, sqrt

from parcours.checks.subject import Placed, stops_of
from parcours.content.atlas import Atlas
from parcours.content.boundaries import code_at
from parcours.content.territory_outlines import DEFAULT_TOLERANCE_M
from parcours.diagnostics.diagnostic import Diagnostic, Edit, Words, error, warning
from parcours.format.choices import Character
from parcours.format.model import Commune, Itinerary, PlaceFields
from parcours.format.parse import Parsed
from parcours.geo.points import LatLon, distance_m
from parcours.i18n.prepositions import of

_SLACK_M = 4000
"""A commune's shape is not a circle; past its radius and this, a point is surely elsewhere."""


def outside_m(point: LatLon, commune: Commune, atlas: Atlas) -> float:
    """How far a point surely lies out of a commune, in metres; 0 where it may lie within.

    By the commune's outline; where we have none, by a circle that it surely does not leave.
    """
    if boundary := atlas.boundaries.get(commune.code):
        slack_m = max(DEFAULT_TOLERANCE_M, atlas.outlines.tolerance_of(commune.territory))
        return max(0.0, boundary.outside_m(point) - slack_m)
    reach_m = 2.5 * sqrt(commune.area_km2 / pi) * 1000 + _SLACK_M
    return max(0.0, distance_m(point, commune.position) - reach_m)


def commune_at(point: LatLon, atlas: Atlas) -> Commune | None:
    """The commune that a point lies in, by the outlines; else the nearest that may stretch as far.
    """
    if code := code_at(point, atlas.boundaries):
        return atlas.communes.get(code)
    closest = min(atlas.communes.values(), default=None,
                  key=lambda one: (distance_m(point, one.position), one.code))
    return closest if closest and outside_m(point, closest, atlas) == 0 else None


def within_reach(place: PlaceFields, commune: Commune, atlas: Atlas) -> bool:
    """Whether a place's point may lie in a commune."""
    return outside_m(place.position, commune, atlas) <= place.precision_m


def swapped(place: PlaceFields) -> PlaceFields:
    """The place with latitude and longitude the other way round."""
    return place.model_copy(update={"lat": place.lon, "lon": place.lat})


def misplaced(placed: Placed, atlas: Atlas) -> Iterator[Diagnostic]:
    """The point lies in or near its commune, and latitude and longitude are not swapped."""
    commune = atlas.communes.get(placed.fields.commune)
    if commune is None:
        return
    here = placed.fields.position
    if within_reach(placed.fields, commune, atlas):
        return
    span = placed.source.span((*placed.loc, "lat"))
    if -90 <= here.lon <= 90 and within_reach(
            swapped(placed.fields), commune, atlas):
        lat, lon = (placed.source.text_at((*placed.loc, field)) for field in ("lat", "lon"))
        yield error("swapped-coordinates", span, Words(
            "la latitude et la longitude sont inversées", "latitude and longitude are swapped"),
            Words(f"écrivez lat: {here.lon} et lon: {here.lat}",
                  f"write lat: {here.lon} and lon: {here.lat}"),
            (Edit(span, lat, lon), Edit(placed.source.span((*placed.loc, "lon")), lon, lat)))
        return
    closest = commune_at(here, atlas)
    if sign := _wrong_sign(placed, commune, atlas):
        hint = sign
    elif closest and commune.code in closest.postcodes:
        hint = Words(
            f"{commune.code} est le code postal {of(closest.name)} : écrivez \"{closest.code}\"",
            f"{commune.code} is the postcode of {closest.name}: write \"{closest.code}\"")
    elif closest and closest is not commune:
        hint = Words(f"corrigez le point, ou écrivez commune: \"{closest.code}\" ({closest.name})",
                     f"correct the point, or write commune: \"{closest.code}\" ({closest.name})")
    else:
        hint = Words(f"corrigez lat et lon, ou la commune ({commune.name})",
                     f"correct lat and lon, or the commune ({commune.name})")
    boundary = atlas.boundaries.get(commune.code)
    metres = boundary.outside_m(here) if boundary else distance_m(here, commune.position)
    apart = f"{metres / 1000:.0f} km" if metres >= 1000 else f"{metres:.0f} m"
    what = ("de la limite ", "from the boundary of ") if boundary else ("", "from ")
    yield error("far-from-commune", span, Words(
        f"ce point est à {apart} {what[0]}{of(commune.name)}",
        f"this point is {apart} {what[1]}{commune.name}"), hint)


def _wrong_sign(placed: Placed, commune: Commune, atlas: Atlas) -> Words | None:
    """What to type where the point is right but for the sign of one of its numbers, or of both:
    south of the equator, or on the other side of Greenwich."""
    here = placed.fields.position
    for names in (("lat",), ("lon",), ("lat", "lon")):
        other = {name: -getattr(here, name) for name in names}
        if within_reach(placed.fields.model_copy(update=other), commune, atlas):
            told = [f"{name}: {said[1:] if said.startswith('-') else f'-{said}'}" for name in names
                    if (said := placed.source.text_at((*placed.loc, name)).strip('"\''))]
            return Words(f"le signe est faux : écrivez {' et '.join(told)}",
                         f"the sign is wrong: write {' and '.join(told)}")
    return None


def outside_outline(placed: Placed, atlas: Atlas) -> Iterator[Diagnostic]:
    """The point lies within its commune's outline; where we have none, within its territory's.

    Neither is truer than the file's tolerance, nor is the point than its own precision: only what
    is out by more than both is told. What is so far out that one of the two must be wrong has been
    told as an error (`misplaced`).
    """
    commune = atlas.communes.get(placed.fields.commune)
    if commune is None or not within_reach(placed.fields, commune, atlas):
        return
    own = atlas.boundaries.get(commune.code)
    outline = own or atlas.outlines.of.get(commune.territory)
    if outline is None:
        return
    slack_m = atlas.outlines.tolerance_of(commune.territory)
    out_m = outline.outside_m(placed.fields.position)
    if out_m <= slack_m + placed.fields.precision_m:
        return
    territory = atlas.territories[commune.territory].name
    inside = (Words(f"du contour {of(commune.name)}", f"the outline of {commune.name}") if own
              else Words(f"du contour du territoire « {territory.in_lang('fr')} »",
                         f"the outline of {territory.in_lang('en')}"))
    compared = Words("", "") if own else Words(
        f" ; le contour {of(commune.name)} n’est pas connu : c’est celui du territoire qui est "
        "comparé", f"; the outline of {commune.name} is not known: that of the territory is "
        "compared")
    yield warning("outside-outline", placed.source.span((*placed.loc, "lat")), Words(
        f"ce point est à {out_m:.0f} m hors {inside.fr}, exact à {slack_m} m près"
        + compared.fr,
        f"this point is {out_m:.0f} m outside {inside.en}, which is true to within "
        f"{slack_m} m{compared.en}"), Words(
        f"vérifiez lat et lon, puis la commune ({commune.name})",
        f"check lat and lon, then the commune ({commune.name})"))


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
                "ajoutez une étape côté " + " ou côté ".join(name.in_lang("fr") for name in names),
                "add a stop in " + " or in ".join(name.in_lang("en") for name in names)))
