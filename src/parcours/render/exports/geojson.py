"""Trip to GeoJSON (RFC 7946): stops as points, legs as lines; WGS84, longitude first.

Five decimals of a degree for lines, about a metre, and those that editors typed, six at most, for
stops. There is no ``crs``, which the standard removed. Names and notes are in the language of the
file, and in each of their languages as ``name_fr``, ``name_en``… What it has no member for stands
in the foreign member ``parcours``. `parcours import` makes the same route of the file.
"""

from __future__ import annotations

from parcours.content.freshness import Level
from parcours.content.photos import may_show
from parcours.format.model import Status
from parcours.format.text import Text
from parcours.hours.clock import days_later, wall_clock
from parcours.i18n.language import Language
from parcours.render.exports import LICENCE, LICENCE_URL, publishers, start_of, to_json
from parcours.render.exports.followed import positions
from parcours.render.exports.record import licence_of
from parcours.trip.carbon import filed_kg, footprint
from parcours.trip.factors import CO2_READ_ON, CO2_SOURCE
from parcours.trip.trip import Leg, Trip, TripDay, Visit


def render(trip: Trip, language: Language, page_url: str, ours: str = "") -> str:
    """The GeoJSON file of a route, in one language; ``ours`` is what it carries in all of them."""
    code, default = language.code, trip.default_lang
    about: dict[str, object] = {
        "id": trip.id,
        "title": trip.itinerary.title.in_lang(code, default),
        "language": code,
        "summary": trip.itinerary.summary.in_lang(code, default),
        "alliance": trip.alliance.name.in_lang(code, default),
        "alliance_id": trip.itinerary.alliance,
        "themes": trip.itinerary.themes,
        "difficulty": trip.itinerary.difficulty,
        "days": [{"number": day.number, "title": day.title.in_lang(code, default),
                  "start": start_of(day)} for day in trip.days],
        "licence": LICENCE,
        "licence_url": LICENCE_URL,
        "attribution": ", ".join([
            *publishers(trip, language),
            language.say("some positions © OpenStreetMap contributors, ODbL")]),
        "co2_note": language.say("co2_kg: kg CO2e of one passenger, an estimate from the factors "
                                 "of ADEME, Base Empreinte"),
        "co2": _co2(trip),
    }
    proof = trip.open_days.proof
    about["hours"] = {"verified": proof.verified, "told": proof.told, "unknown": proof.unknown}
    if page_url:
        about["url"] = page_url
    if status := _status(trip.itinerary.status, trip, code):
        about["status"] = status
    head = to_json({
        "type": "FeatureCollection",
        "bbox": [round(degrees, 6) for degrees in trip.bounds],
        "parcours": about})
    features = to_json([*(_stop(visit, day, trip, code)
                          for day in trip.days for visit in day.visits),
                        *(_way(leg, trip, code) for leg in trip.legs)])
    carried = f",{ours[1:-1]}" if ours else ""  # more members of ``parcours``
    return f'{head[:-2]}{carried}}},"features":{features}}}'


def _stop(visit: Visit, day: TripDay, trip: Trip, code: str) -> dict[str, object]:
    place = visit.place
    properties: dict[str, object] = {
        "route": trip.id,
        "name": place.name.in_lang(code, trip.default_lang),
        "number": visit.number,
        "day": day.number,
        "kind": place.kind,
        "commune": visit.commune,
        "insee": place.commune,
        "territory": visit.side.id,
        "character": visit.side.character,
        "arrival": wall_clock(visit.arrival_min),
        "time_level": visit.arrival_level,
        "stay_min": visit.stay_min,
        "night": visit.night,
        "optional": visit.optional,
        "approximate": place.approximate,
        "precision_m": place.precision_m,
        "sources": place.sources,
    }
    properties |= {name: known for name, known in (
        ("place", visit.place_id), ("meal", visit.meal),
        # one waits for a fixed hour, and stays from then on
        ("begins", wall_clock(visit.visit_min) if visit.visit_min != visit.arrival_min else ""),
        # past midnight, of the day on which one set out
        ("arrival_days_later", days_later(visit.arrival_min)),
        ("begins_days_later", days_later(visit.visit_min)
         if visit.visit_min != visit.arrival_min else 0),
        ("note", visit.note.in_lang(code, trip.default_lang) if visit.note else ""),
        ("opening_hours", place.opening_hours), ("hours_level", visit.hours_level),
        ("wheelchair", place.wheelchair), ("website", place.website),
        ("position_licence", licence_of(place)),
        ("status", _status(place.status, trip, code)), ("services", place.services),
        ("price", place.price.in_lang(code, trip.default_lang) if place.price else ""),
        ("verified_on", place.verified_on.isoformat() if place.verified_on else "")) if known}
    for name, said in (("name", place.name), ("note", visit.note), ("price", place.price)):
        properties |= by_language(name, said)
    photo = place.photo
    if photo is not None and may_show(photo, trip.open_days.first):
        properties |= {"photo_credit": photo.credit, "photo_licence": photo.licence}
    return {"type": "Feature", "id": f"{trip.id}-{visit.anchor}",
            "geometry": {"type": "Point",
                         "coordinates": (round(place.lon, 6), round(place.lat, 6))},
            "properties": properties}


def by_language(name: str, said: Text | None) -> dict[str, str]:
    """A text in each of its languages: programs keep flat members, whatever they are called."""
    return {f"{name}_{lang}": text for lang, text in said.by_lang.items() if lang} if said else {}


def _co2(trip: Trip) -> dict[str, object]:
    """kg CO2e of one person, rounded as the page does; null where there is no total."""
    found = footprint(trip)
    return {
        **{name: filed_kg(kg) for name, kg in (
            ("planned_kg", found.planned_kg), ("car_alone_kg", found.car_alone_kg),
            ("car_for_two_kg", found.car_for_two_kg))},
        "estimated": True,
        "uncounted_legs": [leg.to_number for leg in found.uncounted],
        "source": CO2_SOURCE, "source_date": CO2_READ_ON.isoformat()}


def _status(status: Status | None, trip: Trip, code: str) -> dict[str, object]:
    """A closure or reopening that has not lapsed on the day the trip is computed for."""
    if status is None or (status.to is not None and status.to < trip.open_days.first):
        return {}
    default = trip.default_lang
    dates = {"from": status.from_, "to": status.to, "observed_on": status.observed_on}
    words = {"cause": status.cause, "note": status.note}
    return {"state": status.state,
            **{name: day.isoformat() for name, day in dates.items() if day},
            **{name: said.in_lang(code, default) for name, said in words.items() if said}}


def _way(leg: Leg, trip: Trip, code: str) -> dict[str, object]:
    default = trip.default_lang
    properties: dict[str, object] = {
        "route": trip.id,
        "from": leg.from_number,
        "to": leg.to_number,
        "mode": leg.by,
        "minutes": leg.known_min,
        "minutes_estimated": leg.minutes_estimated,
        "minutes_level": Level.UNKNOWN if leg.minutes_estimated else Level.TOLD,
        "km": round(leg.km, 2),
        "km_estimated": leg.km_estimated,
        "shape": leg.shape,
        "schematic": leg.shape.schematic,
        "co2_kg": round(leg.co2_kg, 3) if leg.co2_known else None,
    }
    note = leg.note.in_lang(code, default) if leg.note else ""
    via = [name.in_lang(code, default) for name in leg.via]
    properties |= {name: known for name, known in (
        ("line", leg.line), ("via", via), ("note", note)) if known}
    properties |= by_language("note", leg.note)
    if leg.relief is not None:
        properties |= {"climb_m": round(leg.relief.climb_m),
                       "descent_m": round(leg.relief.descent_m)}
    if leg.track is not None:
        found = leg.track.origin
        properties |= {f"path_{name}": known for name, known in (
            ("computed_by", found.computed_by), ("computed_from", found.data),
            ("computed_on", found.on), ("author", found.author), ("licence", found.licence))
            if known}
    # a line needs two positions; a leg without them is a feature without a place (section 3.2)
    pieces = [piece for piece in positions(leg, 5) if piece[1:]]
    line: dict[str, object] | None = None
    if pieces:
        line = {"type": "MultiLineString", "coordinates": pieces} if pieces[1:] else {
            "type": "LineString", "coordinates": pieces[0]}
    return {"type": "Feature", "id": f"{trip.id}-trajet-{leg.to_number}", "geometry": line,
            "properties": properties}
