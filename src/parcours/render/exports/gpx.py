"""Trip to GPX 1.1 (https://www.topografix.com/GPX/1/1/): WGS84 decimal degrees.

Stops have the decimals that editors typed, six at most, tracks five: about a metre.

Stops are waypoints, and one route in their order, whose name says that it is no path. Tracks hold
paths only, with their heights where these are real: a device leads its bearer along a ``trk``, so a
straight line drawn between two stops must never be one. A path that a program computed is a track
of its own that says so, and under whose licence.
A waypoint has no ``link``: GPSBabel puts it in the place of the description in KML, so the address
ends the description. It has no ``type``: OsmAnd makes a group of each, and the order is lost.
The schema fixes the order of elements: metadata, wpt, rte, trk; in a point name, desc,
extensions. What GPX has no element for, such as the days, stands in extensions under our namespace,
so that `parcours import` makes the same route of the file; devices pass over it.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from parcours.i18n.language import Language
from parcours.render.exports import LICENCE_URL, about_visit, publishers, start_of
from parcours.render.exports.record_xml import Elements
from parcours.render.words.paths import origin
from parcours.safe_text.xml import escaped as _escaped
from parcours.trip.trip import Leg, Shape, Trip, Visit

NAMESPACE = "urn:parcours:route:1"
_ROOT = (f'<gpx xmlns="http://www.topografix.com/GPX/1/1" xmlns:p="{NAMESPACE}" version="1.1" '
         'creator="parcours">')


def render(trip: Trip, language: Language, page_url: str, ours: Elements | None = None) -> str:
    """The GPX file of a route, in one language; ``ours`` is what it carries in all of them."""
    code, default = language.code, trip.default_lang
    title = _escaped(trip.itinerary.title.in_lang(code, default))
    page = _escaped(page_url)
    stops, route = [], []
    for n, visit in enumerate(trip.visits):
        place = visit.place
        at = f'lat="{_degrees(place.lat)}" lon="{_degrees(place.lon)}"'
        name = f"<name>{visit.number}. {_escaped(place.name.in_lang(code, default))}</name>"
        said = about_visit(visit, language, default) + (
            f"\n{page_url}#{visit.anchor}" if page_url else "")
        more = _stop(visit, trip, code, ours.stops[n] if ours else None)
        stops.append(f"<wpt {at}>{name}<desc>{_escaped(said)}</desc>"
                     f"<extensions>{more}</extensions></wpt>")
        route.append(f"<rtept {at}>{name}</rtept>")
    stops_only = _escaped(language.say("{title}: stops, not a path",
                                       title=trip.itinerary.title.in_lang(code, default)))
    caution = _escaped(language.say("The stops in order. Between them, find the way yourself."))
    return "\n".join([
        '<?xml version="1.0" encoding="UTF-8"?>', _ROOT,
        f"<metadata><name>{title}</name>"
        f"<desc>{_escaped(trip.itinerary.summary.in_lang(code, default))}</desc>"
        f'<copyright author="{_escaped(", ".join(publishers(trip, language)))}">'
        f"<license>{LICENCE_URL}</license></copyright>"
        + (f'<link href="{page}"/>' if page else "")
        + f"<extensions>{_route(trip, code, ours)}</extensions></metadata>",
        *stops, f"<rte><name>{stops_only}</name><desc>{caution}</desc>", *route, "</rte>",
        *_tracks(trip, language), "</gpx>", ""])


def _tracks(trip: Trip, language: Language) -> list[str]:
    """A track of the recorded paths, a segment each piece, or several where they are not of one
    origin, whose terms may not be ours; then each computed path as its own."""
    title = trip.itinerary.title.in_lang(language.code, trip.default_lang)
    recorded = [leg for leg in trip.legs if leg.shape is Shape.TRACK]
    tracks = []
    for whose, legs in groupby(recorded, lambda leg: origin(
            leg.track.origin, language) if leg.track is not None else ""):
        said = f"<desc>{_escaped(whose)}</desc>" if whose else ""
        tracks += [f"<trk><name>{_escaped(title)}</name>{said}", *(
            segment for leg in legs for segment in _segments(leg)), "</trk>"]
    for leg in trip.legs:
        if leg.shape is Shape.COMPUTED and leg.track is not None:
            name = language.say("{title}: leg to stop {n}", title=title, n=leg.to_number)
            tracks += [f"<trk><name>{_escaped(name)}</name>"
                       f"<desc>{_escaped(origin(leg.track.origin, language))}</desc>"
                       "<extensions><p:computed/></extensions>", *_segments(leg), "</trk>"]
    return tracks


def _segments(leg: Leg) -> list[str]:
    heights = leg.track.heights_m if leg.track is not None else ()
    return ["".join(["<trkseg>", *(
        f'<trkpt lat="{lat:.5f}" lon="{lon:.5f}"'
        + (f"><ele>{heights[n][i]:.1f}</ele></trkpt>" if heights else "/>")
        for i, (lat, lon) in enumerate(piece)), "</trkseg>"]) for n, piece in enumerate(leg.pieces)]


def _route(trip: Trip, code: str, ours: Elements | None) -> str:
    """What the metadata of GPX have no element for."""
    route, default = trip.itinerary, trip.default_lang
    days = ours.days if ours else "".join(
        f'<p:day number="{day.number}" start="{start_of(day)}">'
        f"{_escaped(day.title.in_lang(code, default))}</p:day>" for day in trip.days)
    return (f'<p:route id="{trip.id}" language="{code}" alliance="{route.alliance}" '
            f'difficulty="{route.difficulty.value}" '
            f'themes="{" ".join(theme.value for theme in route.themes)}"'
            + (f">{ours.route}</p:route>{days}{ours.passed}" if ours else f"/>{days}"))


def _stop(visit: Visit, trip: Trip, code: str, ours: str | None) -> str:
    """What a waypoint has no element for: the day, how long one stays, how one came."""
    day = next(day.number for day in trip.days if visit in day.visits)
    about = {"number": visit.number, "day": day, "place": visit.place_id,
             "kind": visit.place.kind.value,
             "insee": visit.place.commune, "stay": "night" if visit.night else visit.stay_min,
             "meal": visit.meal, "optional": "yes" if visit.optional else "",
             "hours_level": visit.hours_level, "time_level": visit.arrival_level}
    if ours is not None:
        return f"<p:stop{_attributes(about)}>{ours}</p:stop>{_leg(visit.leg, trip, code)}"
    note = f"<p:note>{_escaped(visit.note.in_lang(code, trip.default_lang))}</p:note>" if (
        visit.note) else ""
    note_of_leg = visit.leg.note if visit.leg else None
    noted = f"<p:legnote>{_escaped(note_of_leg.in_lang(code, trip.default_lang))}</p:legnote>" if (
        note_of_leg) else ""
    return f"<p:stop{_attributes(about)}/>{note}{_leg(visit.leg, trip, code)}{noted}"


def _leg(leg: Leg | None, trip: Trip, code: str) -> str:
    if leg is None:
        return ""
    about = {"by": leg.by, "minutes": "" if leg.minutes_estimated else leg.minutes or "",
             "km": "" if leg.km_estimated else round(leg.km, 3), "line": leg.line,
             "via": "; ".join(name.in_lang(code, trip.default_lang) for name in leg.via),
             "track": {Shape.TRACK: "yes", Shape.COMPUTED: "computed"}.get(leg.shape, ""),
             "pieces": len(leg.pieces) if leg.shape is Shape.TRACK and leg.pieces[1:] else ""}
    return f"<p:leg{_attributes(about)}/>"


def _attributes(about: Mapping[str, object]) -> str:
    return "".join(f' {name}="{_escaped(str(value))}"' for name, value in about.items()
                   if value not in ("", None))


def _degrees(value: float) -> str:
    """Five decimals, or six where an editor typed as many."""
    return f"{value:.6f}".removesuffix("0")
