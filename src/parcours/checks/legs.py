"""How one comes from each stop to the next: said, and by a means that exists there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parcours.checks.subject import StopAt, stops_of
from parcours.content.atlas import Atlas
from parcours.diagnostics.diagnostic import Diagnostic, Words, warning
from parcours.format.choices import Character, Kind, Mode
from parcours.format.model import Itinerary, PlaceFields, Stop
from parcours.format.parse import Parsed
from parcours.format.scalars import short
from parcours.geo.points import distance_m

_SAME_SPOT_M = 50
_TO_A_STATION_M = 500
"""A place this near a station may stand for it, though one still walks there."""


def no_travel(parsed: Parsed[Itinerary], atlas: Atlas) -> Iterator[Diagnostic]:
    """Every stop but the first says how one comes to it, unless one is there already, as far as
    both points are known."""
    before = None
    for at in stops_of(parsed):
        place = at.place(atlas)
        if at.stop.travel is None and before is not None and place is not None:
            off_m = distance_m(before.position, place.position)
            if off_m > max(_SAME_SPOT_M, before.precision_m + place.precision_m):
                far = f"{off_m / 1000:.0f}" if off_m >= 1000 else f"{off_m / 1000:.1f}"
                yield warning("no-travel", parsed.source.span(at.loc), Words(
                    "rien ne dit comment on vient de l’étape précédente, à "
                    f"{far.replace('.', ',')} km à vol d’oiseau",
                    "nothing says how you get here from the stop before, "
                    f"{far} km as the crow flies"),
                    Words("ajoutez travel: {by: …, minutes: …}",
                          "add travel: {by: …, minutes: …}"))
        before = place


def same_stop_twice(parsed: Parsed[Itinerary], atlas: Atlas) -> Iterator[Diagnostic]:
    """Two stops in a row of one day are not the same place, unless the second is something else
    there: a walk that comes back, a meal, a guided visit at its hour."""
    before: StopAt | None = None
    for at in stops_of(parsed):
        id = getattr(at.stop, "place", None)
        if id is not None and before is not None and before.loc[1] == at.loc[1] and (
                getattr(before.stop, "place", None) == id
                and not any(_anew(before.stop, at.stop, field) for field in _SOMETHING_ELSE)):
            yield warning("same-stop", parsed.source.span((*at.loc, "place")), Words(
                f"« {short(id)} » est déjà l’étape précédente",
                f"'{short(id)}' is already the stop before"),
                Words("retirez l’une des deux, ou allongez stay de la première",
                      "remove one of the two, or lengthen stay of the first"))
        before = at


_SOMETHING_ELSE = ("travel", "meal", "arrive", "note")


def _anew(before: Stop, stop: Stop, field: str) -> bool:
    """Whether a stop says something in a field that the one before did not."""
    said = getattr(stop, field)
    return said is not None and said != getattr(before, field)


def train_without_station(parsed: Parsed[Itinerary], atlas: Atlas) -> Iterator[Diagnostic]:
    """A leg by train does not lead from one place without a station to another.

    Where one end is a station the other may stand for a station without a file of its own; so does
    a place that names its stops in timetables.
    """
    before: PlaceFields | None = None
    stations = [place for place in atlas.places.values() if place.kind is Kind.STATION]
    for at in stops_of(parsed):
        place, travel = at.place(atlas), at.stop.travel
        if travel is not None and travel.by is Mode.TRAIN and stations:
            far = [one for one in (before, place)
                   if one is not None and not _has_station(one, stations)]
            if len(far) == 2:
                names = [one.name.in_lang(lang, atlas.default_lang)
                         for lang in ("fr", "en") for one in far]
                fr, en = names[:len(far)], names[len(far):]
                yield warning("no-station", parsed.source.span((*at.loc, "travel", "by")), Words(
                    f"aucune gare connue près de « {' » ni de « '.join(fr)} »",
                    f"no known station near {' or '.join(en)}"),
                    Words("ajoutez la gare comme étape, ou changez de moyen (by)",
                          "add the station as a stop, or change the means (by)"))
        before = place


def metro_in_the_country(parsed: Parsed[Itinerary], atlas: Atlas) -> Iterator[Diagnostic]:
    """No leg by metro or tram ends in a rural territory."""
    before: PlaceFields | None = None
    for at in stops_of(parsed):
        place, travel = at.place(atlas), at.stop.travel
        means = _IN_TOWN.get(travel.by) if travel is not None else None
        rural = [end for end in (before, place) if end is not None and _is_rural(end, atlas)]
        if means is not None and rural:
            fr, en = (rural[0].name.in_lang(lang, atlas.default_lang) for lang in ("fr", "en"))
            yield warning("no-station", parsed.source.span((*at.loc, "travel", "by")), Words(
                f"{means.fr} à la campagne ? {fr} est du côté rural",
                f"{means.en} in the country? {en} is on the rural side"),
                Words("changez de moyen (by)", "change the means (by)"))
        before = place


_IN_TOWN = {Mode.METRO: Words("un métro", "a metro"), Mode.TRAM: Words("un tramway", "a tram")}


def _is_rural(place: PlaceFields, atlas: Atlas) -> bool:
    side = atlas.side_of(place)
    return side is not None and side.character is Character.RURAL


def _has_station(place: PlaceFields, stations: Sequence[PlaceFields]) -> bool:
    return place.kind is Kind.STATION or bool(place.gtfs_stops) or any(
        abs(one.lat - place.lat) < 0.02
        and distance_m(one.position, place.position) <= _TO_A_STATION_M for one in stations)
