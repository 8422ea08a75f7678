"""Trip to GPX 1.1 (https://www.topografix.com/GPX/1/1/): WGS84 decimal degrees, five decimals.

Stops are waypoints, and one route in their order. A track holds surveyed paths only: a device
leads its bearer along a ``trk``, so a straight line drawn between two stops must never be one.
The schema fixes the order of elements: metadata, wpt, rte, trk; in a point name, desc, link, type.
"""

from __future__ import annotations

from parcours.i18n.language import Language
from parcours.render.exports import LICENCE_URL, about_visit, publishers
from parcours.trip.trip import Shape, Trip

_ROOT = '<gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1" creator="parcours">'


def render(trip: Trip, language: Language, page_url: str) -> str:
    """The GPX file of a route, in one language."""
    code, default = language.code, trip.default_lang
    title = _escaped(trip.itinerary.title.in_lang(code, default))
    page = _escaped(page_url)
    stops, route = [], []
    for visit in trip.visits:
        place = visit.place
        at = f'lat="{place.lat:.5f}" lon="{place.lon:.5f}"'
        name = f"<name>{visit.number}. {_escaped(place.name.in_lang(code, default))}</name>"
        link = f'<link href="{page}#{visit.anchor}"/>' if page else ""
        stops.append(f"<wpt {at}>{name}<desc>{_escaped(about_visit(visit, language, default))}"
                     f"</desc>{link}<type>{place.kind.value}</type></wpt>")
        route.append(f"<rtept {at}>{name}</rtept>")
    caution = _escaped(language.say("The stops in order. Between them, find the way yourself."))
    return "\n".join([
        '<?xml version="1.0" encoding="UTF-8"?>', _ROOT,
        f"<metadata><name>{title}</name>"
        f"<desc>{_escaped(trip.itinerary.summary.in_lang(code, default))}</desc>"
        f'<copyright author="{_escaped(", ".join(publishers(trip, language)))}">'
        f"<license>{LICENCE_URL}</license></copyright>"
        + (f'<link href="{page}"/>' if page else "") + "</metadata>",
        *stops, f"<rte><name>{title}</name><desc>{caution}</desc>", *route, "</rte>",
        *_track(trip, title), "</gpx>", ""])


def _track(trip: Trip, title: str) -> list[str]:
    segments = ["".join(["<trkseg>", *(f'<trkpt lat="{lat:.5f}" lon="{lon:.5f}"/>'
                                       for lat, lon in leg.points), "</trkseg>"])
                for leg in trip.legs if leg.shape is Shape.TRACK]
    return [f"<trk><name>{title}</name>", *segments, "</trk>"] if segments else []


def _escaped(text: str) -> str:
    """Text for an element or an attribute; a reader would turn bare line ends into others."""
    return (text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            .replace('"', "&quot;").replace("\r", "&#13;").replace("\n", "&#10;")
            .replace("\t", "&#9;"))
