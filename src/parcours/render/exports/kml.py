"""All routes as KML 2.2 (OGC 07-147r2): a folder a route, its stops as points, its legs as lines.

Google Earth, umap and phones read it. A folder's stops stand in their order and bear their numbers;
a line that only joins two stops is called schematic in its name, as it must not be followed.
"""

from __future__ import annotations

from collections.abc import Mapping

from parcours.i18n.language import Language
from parcours.render.exports import LICENCE, LICENCE_URL, Frame, about_leg, about_visit
from parcours.render.exports.about import About, credit
from parcours.render.words.modes import style_of
from parcours.render.words.paths import origin
from parcours.safe_text.xml import escaped_words
from parcours.trip.trip import Leg, Trip, Visit

FILE = "parcours.kml"


def part(trip: Trip, language: Language, about: About) -> str:
    """The folder of one route."""
    code, default = language.code, trip.default_lang
    page = about.address(f"parcours/{trip.id}/") if about.is_absolute else ""
    said = trip.itinerary.summary.in_lang(code, default) + (f"\n{page}" if page else "")
    title = escaped_words(trip.itinerary.title.in_lang(code, default))
    return "\n".join([
        f'<Folder id="r-{trip.id}"><name>{title}</name>'
        f"<description>{escaped_words(said)}</description>",
        *(_stop(visit, trip, language, page) for visit in trip.visits),
        *(_way(leg, trip, language) for leg in trip.legs
          if any(piece[1:] for piece in leg.pieces)), "</Folder>"])


def frame(language: Language, about: About) -> Frame:
    """The document: its name, terms and folders."""
    terms = (f"{credit(about, language)}. {LICENCE} ({LICENCE_URL}). "
             + language.say("Last update: {date}.", date=language.date(about.modified)))
    return Frame("\n".join([
        '<?xml version="1.0" encoding="UTF-8"?>', '<kml xmlns="http://www.opengis.net/kml/2.2">',
        f"<Document><name>{escaped_words(language.say('All routes'))}</name>"
        f"<description>{escaped_words(terms)}</description>"]), "\n</Document></kml>\n", "\n", "\n")


def _stop(visit: Visit, trip: Trip, language: Language, page: str) -> str:
    place, default = visit.place, trip.default_lang
    said = about_visit(visit, language, default) + (f"\n{page}#{visit.anchor}" if page else "")
    day = next(day.number for day in trip.days if visit in day.visits)
    data = {"number": visit.number, "day": day, "kind": place.kind.value, "insee": place.commune,
            "territory": visit.side.id, "precision_m": place.precision_m}
    return (f'<Placemark id="r-{trip.id}-{visit.anchor}"><name>{visit.number}. '
            f"{escaped_words(place.name.in_lang(language.code, default))}</name>"
            f"<description>{escaped_words(said)}</description>{_data(data)}"
            f"<Point><coordinates>{place.lon:.6f},{place.lat:.6f}</coordinates></Point>"
            "</Placemark>")


def _way(leg: Leg, trip: Trip, language: Language) -> str:
    say = language.say
    name = f"{leg.from_number} → {leg.to_number}, {say(style_of(leg.by).label)}"
    if leg.shape.schematic:
        name = say("{name} (schematic line)", name=name)
    lines = "".join(
        f"<LineString><coordinates>{' '.join(f'{lon:.5f},{lat:.5f}' for lat, lon in piece)}"
        "</coordinates></LineString>" for piece in leg.pieces if piece[1:])
    if len(leg.pieces) > 1:  # a track with gaps
        lines = f"<MultiGeometry>{lines}</MultiGeometry>"
    said = about_leg(leg, language, trip.default_lang)
    if leg.track is not None and (whose := origin(leg.track.origin, language)):
        said += f"\n{whose}"  # a path has terms of its own
    return (f'<Placemark id="r-{trip.id}-trajet-{leg.to_number}"><name>{escaped_words(name)}</name>'
            f"<description>{escaped_words(said)}</description>"
            f"{_data({'mode': leg.by or '', 'shape': leg.shape})}"
            f"{lines}</Placemark>")


def _data(members: Mapping[str, object]) -> str:
    return "<ExtendedData>" + "".join(
        f'<Data name="{name}"><value>{value}</value></Data>' for name, value in members.items()
    ) + "</ExtendedData>"
