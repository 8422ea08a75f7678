"""Routes from a few words, without files: for tests about when, not about where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from parcours.content.atlas import Atlas
from parcours.format.model import Alliance, Commune, Itinerary, Place, Site, Territory
from parcours.trip.derive import derive
from parcours.trip.trip import Trip

SUNDAY = date(2026, 11, 22)
LEG_MIN = 15


def atlas_of(places: Mapping[str, Mapping[str, Any]], today: date = SUNDAY) -> Atlas:
    """Museums in Toulouse, each with the fields that are given."""
    here = {"kind": "museum", "commune": "31555", "lat": "43.6", "lon": "1.44"}
    sides = {id: Territory.model_validate({"name": id, "character": character})
             for id, character in (("ville", "urban"), ("campagne", "rural"))}
    communes = {"31555": Commune(code="31555", name="Toulouse", territory="ville",
                                 lat=43.6, lon=1.44)}
    alliance = Alliance.model_validate({"name": "a", "territories": list(sides)})
    known = {id: Place.model_validate({**here, "name": id, **fields})
             for id, fields in places.items()}
    return Atlas(Path("nowhere"), today, Site.model_validate({}), sides, {"a": alliance},
                 communes, known, frozenset(known))


def itinerary_of(days: Sequence[tuple[str, Sequence[Mapping[str, Any]]]],
                 **fields: Any) -> Itinerary:
    """Days as an hour of departure and stops; from one stop to the next it is a quarter of an
    hour by car."""
    travel = {"by": "car", "minutes": str(LEG_MIN)}
    written = [{"title": "Jour", "start": start, "stops": [
        {**({"travel": travel} if n else {}), **stop} for n, stop in enumerate(stops)]}
        for start, stops in days]
    return Itinerary.model_validate({
        "title": "Essai", "summary": "Essai", "alliance": "a", "themes": ["food"],
        "difficulty": "easy", **fields, "days": written})


def trip_of(atlas: Atlas, days: Sequence[tuple[str, Sequence[Mapping[str, Any]]]],
            **fields: Any) -> Trip:
    """The journey of such days."""
    return derive("essai", itinerary_of(days, **fields), atlas)


def clock(minutes: int) -> str:
    """``09:30``."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
