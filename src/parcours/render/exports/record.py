"""A route and a place as plain data, in every language at once: what all our open data is made of.

The members are the fields of the YAML format, under their names and in its syntax (``09:30``,
``1h30``, ``04-01``), so that whoever knows the one knows the other and `parcours import` makes the
same files of it. What we computed stands apart, under ``computed``. Texts are one a language, or
one text where it is the same in every language; notes and descriptions hold restricted Markdown.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from parcours.format.model import (
    Place,
    PlaceFields,
    PlaceStop,
    Product,
    Season,
    Status,
    Stop,
    Travel,
)
from parcours.format.scalars.times import NIGHT, written_stay
from parcours.format.text import Text
from parcours.hours.clock import clock, days_later, wall_clock
from parcours.render.exports.about import About
from parcours.render.exports.followed import positions
from parcours.render.words.licences import licence
from parcours.trip.carbon import filed_kg, footprint
from parcours.trip.trip import Leg, Shape, Trip, Visit

Data: TypeAlias = dict[str, Any]
"""A tree that JSON can hold."""
ODBL_ID, GEONAMES_ID = "ODbL-1.0", "CC-BY-4.0"


def route(trip: Trip, about: About) -> Data:
    """A route with its stops in order; photos whose rights have run out are not in."""
    written = trip.itinerary
    visits = iter(trip.visits)
    return known({
        "id": trip.id, "title": text(written.title), "summary": text(written.summary),
        "alliance": written.alliance, "themes": [*written.themes],
        "difficulty": written.difficulty, "audience": [*written.audience],
        "season": _season(written.season), "status": status(written.status),
        "reviewed": [{"territory": one.territory, "on": one.on.isoformat(), "by": one.by}
                     for one in written.reviewed],
        "published_on": written.published_on.isoformat() if written.published_on else None,
        "renamed_from": [*written.renamed_from],
        "pages": {lang: about.address(f"parcours/{trip.id}/", lang)
                  for lang in about.atlas.languages
                  if written.readable_in(lang)},
        "days": [{"title": text(day.title), "start": clock(day.start),
                  "stops": [_stop(stop, next(visits), trip.id, about) for stop in day.stops]}
                 for day in written.days],
        "computed": _computed(trip),
    })


def portable(said: Data, about: About) -> Data:
    """A stop or a place as files of other formats carry it: without what we computed, and without
    the address of a photo that leads somewhere from ``donnees/`` alone."""
    kept = {name: value for name, value in said.items() if name != "computed"}
    if "photo" in kept and not about.is_absolute:
        kept["photo"] = {name: value for name, value in kept["photo"].items() if name != "url"}
    return kept


def portable_route(said: Data, about: About, *, paths: bool = True) -> Data:
    """A route (`route`) as files of other formats carry it; without ``paths`` for a file that draws
    them itself."""
    def stop(one: Data) -> Data:
        kept = portable(one, about)
        if not paths and "path" in kept.get("travel", ()):
            kept["travel"] = {name: value for name, value in kept["travel"].items()
                              if name != "path"}
        return kept

    return {**{name: value for name, value in said.items() if name not in ("computed", "pages")},
            "days": [{**day, "stops": [*map(stop, day["stops"])]} for day in said["days"]]}


def named(trip: Trip) -> list[str]:
    """The places with a file that a route stops at or passes, each once, in order."""
    return [*dict.fromkeys(id for day in trip.itinerary.days for stop in day.stops for id in (
        *([stop.place] if isinstance(stop, PlaceStop) else ()),
        *(stop.travel.via if stop.travel else ())))]


def _computed(trip: Trip) -> Data:
    days = trip.open_days
    proof, emitted = days.proof, footprint(trip)
    return {
        "km": round(trip.km, 2), "km_estimated": any(leg.km_estimated for leg in trip.legs),
        **{name: filed_kg(kg) for name, kg in (
            ("co2_kg", emitted.planned_kg), ("co2_car_alone_kg", emitted.car_alone_kg),
            ("co2_car_for_two_kg", emitted.car_for_two_kg))},
        "car_free": trip.car_free,
        "bbox": [round(degrees, 6) for degrees in trip.bounds],
        "next_start": days.next_start.isoformat() if days.next_start else None,
        "computed_on": days.first.isoformat(),
        "hours": {"verified": proof.verified, "told": proof.told, "unknown": proof.unknown},
        "shares": [{"territory": share.side.id, "stops": share.stops, "minutes": share.minutes,
                    "nights": share.nights} for share in trip.shares],
    }


def _stop(stop: Stop, visit: Visit, id: str, about: About) -> Data:
    told: Data = {}
    if isinstance(stop, PlaceStop):
        told["place"] = stop.place
    else:
        told |= place(stop, f"parcours/{id}/{visit.anchor}", about)
    if stop.travel is not None:
        told["travel"] = _travel(stop.travel, visit.leg)
    told |= known({
        "arrive": clock(stop.arrive) if stop.arrive is not None else None,
        "stay": stay(stop.stay), "meal": stop.meal, "optional": stop.optional or None,
        "note": text(stop.note)})
    told["computed"] = told.get("computed", {}) | known({
        "number": visit.number, "commune_name": visit.commune, "territory": visit.side.id,
        "character": visit.side.character, "arrival": wall_clock(visit.arrival_min),
        "arrival_days_later": days_later(visit.arrival_min) or None,
        "arrival_level": visit.arrival_level, "begins": wall_clock(visit.visit_min),
        "begins_days_later": days_later(visit.visit_min) or None,
        "stay_min": visit.stay_min,
        "hours_level": visit.hours_level, "leg": _leg(visit.leg)})
    return told


def _travel(travel: Travel, leg: Leg | None) -> Data:
    """The way as typed; a path as lines of positions ``[longitude, latitude]``, with the height
    where it is known, several where the track has gaps."""
    path = positions(leg, 6) if leg is not None and leg.shape is Shape.TRACK else []
    return known({
        "by": travel.by, "minutes": travel.minutes, "km": travel.km, "line": travel.line,
        "via": [*travel.via], "note": text(travel.note),
        "path": path})


def _leg(leg: Leg | None) -> Data | None:
    return None if leg is None else known({
        "from": leg.from_number, "minutes": leg.known_min,
        "minutes_estimated": leg.minutes_estimated, "km": round(leg.km, 2),
        "km_estimated": leg.km_estimated, "shape": leg.shape,
        "co2_kg": round(leg.co2_kg, 3) if leg.co2_known else None,
        "path_origin": _origin(leg)})


def _origin(leg: Leg) -> Data | None:
    """Whose the path is and on which terms, as its file says; a path has a licence of its own."""
    if leg.track is None:
        return None
    found = leg.track.origin
    return known({"computed_by": found.computed_by, "computed_from": found.data,
                  "author": found.author, "licence": found.licence, "computed_on": found.on})


def place(written: PlaceFields, photo_stem: str, about: About) -> Data:
    """The fields of a place, those that nobody filled in left out; ``photo_stem`` is how the
    addresses of its photos begin."""
    return known({
        "name": text(written.name), "kind": written.kind, "commune": written.commune,
        "lat": round(written.lat, 6), "lon": round(written.lon, 6),
        "precision_m": written.precision_m, "description": text(written.description),
        "opening_hours": written.opening_hours, "always_open": written.always_open,
        "address": text(written.address), "phone": written.phone, "email": written.email,
        "website": written.website, "price": text(written.price),
        "duration": stay(written.duration), "wheelchair": written.wheelchair,
        "services": [*written.services], "labels": [text(one) for one in written.labels],
        "products": [_product(one) for one in written.products], "twin": written.twin,
        "question": text(written.question),
        "supplies": [*written.supplies],
        "refs": {name: [*ref] if isinstance(ref, tuple) else ref
                 for name, ref in written.refs.items()},
        "sources": [*written.sources],
        "verified_on": written.verified_on.isoformat() if written.verified_on else None,
        "told": [*written.told], "status": status(written.status),
        "renamed_from": [*written.renamed_from] if isinstance(written, Place) else None,
        "photo": _photo(written, photo_stem, about),
        "computed": known({"position_licence": licence_of(written)})})


def licence_of(written: PlaceFields) -> str | None:
    """The licence of a place's position, where it is not that of our data: told by the sources
    that it names, and rather once too often than too seldom."""
    return _licence_by(written.sources)


@lru_cache(maxsize=8192)
def _licence_by(sources: tuple[str, ...]) -> str | None:
    found = None
    for source in sources:
        address = urlsplit(source)
        host = f".{address.hostname or ''}"
        if host.endswith(".openstreetmap.org") or (
                host == ".github.com" and address.path.startswith("/trainline-eu/")):
            return ODBL_ID
        if host.endswith(".geonames.org"):
            found = GEONAMES_ID
    return found


def _photo(written: PlaceFields, stem: str, about: About) -> Data | None:
    """The rights of a photo, which are its own: the data's licence does not cover it."""
    photo = written.photo
    if photo is None or not about.may_show(photo):
        return None
    terms = licence(photo.licence, about.atlas.default_lang) if photo.licence else None
    return known({
        "url": about.photo(photo, stem), "alt": text(photo.alt), "credit": photo.credit,
        "licence": photo.licence, "licence_url": terms.address if terms else None,
        "expires": photo.expires.isoformat() if photo.expires else None})


def _product(product: Product) -> Data:
    return known({"name": text(product.name), "months": [*product.months]})


def _season(season: Season | None) -> Data | None:
    return None if season is None else {
        name: f"{month:02d}-{day:02d}"
        for name, (month, day) in (("from", season.from_), ("to", season.to))}


def status(written: Status | None) -> Data | None:
    """A dated closure, works or reopening."""
    return None if written is None else known({
        "state": written.state,
        **{name: day.isoformat() for name, day in (
            ("from", written.from_), ("to", written.to), ("observed_on", written.observed_on))
           if day},
        "cause": text(written.cause), "note": text(written.note)})


def stay(minutes: int | None) -> str | None:
    """A stay as the format writes it: ``1h30``, ``45min``, ``night``."""
    if minutes is None:
        return None
    if minutes == NIGHT:
        return "night"
    return written_stay(minutes)


def text(said: Text | None) -> str | dict[str, str] | None:
    """A text of an editor: by language, or as it is where it is the same in all."""
    if said is None:
        return None
    return said.by_lang[""] if "" in said.by_lang else dict(said.by_lang)


def known(members: Mapping[str, Any]) -> Data:
    """Members that have a value; what is empty says nothing. False and 0 do."""
    return {name: value for name, value in members.items()
            if value is not None and value not in ([], {}, "")}
