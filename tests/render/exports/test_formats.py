"""The export files, each read back by a reader that is not ours."""


from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import gpxpy
import icalendar
import jsonschema
import pytest
import shapely.geometry
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar.parser import unescape_backslash

from helpers.samples_exports import MARKET, SUNDAY, saying, small_trip
from parcours.content.relief import NoRelief
from parcours.content.tracks import Origin, Track, track_of
from parcours.format.choices import Kind, Theme
from parcours.geo.points import LatLon
from parcours.hours.calendar import horizon
from parcours.hours.day_set import DaySet
from parcours.i18n.language import Language, language_of
from parcours.render.exports import geojson, gpx, ical, jsonld
from parcours.trip.trip import OpenDays, Proof, Shape, Trip

FR, EN = language_of("fr"), language_of("en")
PAGE = "https://exemple.fr/parcours/briques-etoiles/"
AT = "@toulouse-gascogne.parcours"
PARIS = ZoneInfo("Europe/Paris")
RENDERERS = [gpx.render, geojson.render, ical.render, jsonld.render]

HOSTILE = [
    "{{ 7*191 }}", "{% raw %}", "{name} {0} %(x)s %s",
    "${alert(1)}", "<img src=x onerror=alert(1)>", "</script><script>alert(1)</script>",
    "<!-- --> ]]> <![CDATA[", "&amp; &#13; &nbsp;", "\"'`", "\r\nBEGIN:VEVENT\r\nUID:forged",
    "\nEND:VCALENDAR", "a\rb\nc\td", "\\n \\N \\, \\; \\\\ \\", "virgule, point ; deux-points: «»",
    "👩\u200d🌾🌌" * 40, "שלום مرحبا", "\u2028x\u2029", " \u00a0 ", "x" * 5000, "é" * 5000,
    "🍻" * 1250, "\\" * 5000, ",;" * 2500,
]


def with_any_text(test: Callable[..., None]) -> Callable[..., None]:
    """Run a test on every hostile text and on texts of Hypothesis's own making."""
    alphabet = st.one_of(
        st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"),
        st.sampled_from("\n\\;,:\"'<>&]{}$é🌌\u2028\u200f"))
    test = given(text=st.text(alphabet, min_size=1, max_size=200))(test)
    for text in HOSTILE:
        test = example(text=text)(test)
    return settings(max_examples=40, deadline=None, derandomize=True)(test)


def starting(trip: Trip, day: date, starts: int = 1) -> Trip:
    """The same route, its open days counted from ``day``."""
    return replace(trip, open_days=OpenDays(
        horizon(day), DaySet(day, starts), Proof(2), horizon(day)))


# All formats


@pytest.mark.parametrize("render", RENDERERS)
def test_equal_twice(render: Callable[[Trip, Language, str], str]) -> None:
    """Rendering the same route twice gives the same bytes."""
    assert render(small_trip(), FR, PAGE) == render(small_trip(), FR, PAGE)


@pytest.mark.parametrize("render", RENDERERS)
def test_without_address(render: Callable[[Trip, Language, str], str]) -> None:
    """A site that has no address puts no link to its pages into its files."""
    rendered = render(small_trip(), FR, "")
    assert "exemple.fr" not in rendered
    assert render is jsonld.render or "#etape" not in rendered


@pytest.mark.parametrize("render", RENDERERS)
def test_missing_translation(render: Callable[[Trip, Language, str], str]) -> None:
    """A text that English lacks is shown in the site's first language, the others in English; what
    GeoJSON adds in each language bears its code."""
    rendered = re.sub(r'"[a-z]+_fr":"[^"]*"', "", render(small_trip(), EN, PAGE))
    assert "Marché de L’Isle-Jourdain" in rendered
    assert "Augustins Museum" in rendered
    assert "Musée" not in rendered


# GPX

_POINT = ["ele", "time", "magvar", "geoidheight", "name", "cmt", "desc", "src", "link", "sym",
          "type", "fix", "sat", "hdop", "vdop", "pdop", "ageofdgpsdata", "dgpsid", "extensions"]
GPX_ORDER = {  # the sequences of the schema's complex types
    "gpx": ["metadata", "wpt", "rte", "trk", "extensions"],
    "metadata": ["name", "desc", "author", "copyright", "link", "time", "keywords", "bounds",
                 "extensions"],
    "copyright": ["year", "license"],
    "link": ["text", "type"],
    "wpt": _POINT, "rtept": _POINT, "trkpt": _POINT,
    "rte": ["name", "cmt", "desc", "src", "link", "number", "type", "extensions", "rtept"],
    "trk": ["name", "cmt", "desc", "src", "link", "number", "type", "extensions", "trkseg"],
    "trkseg": ["trkpt", "extensions"],
}
GPX_SPACE = "{http://www.topografix.com/GPX/1/1}"


def read_gpx(trip: Trip, language: Language = FR, page: str = PAGE) -> Any:
    return gpxpy.parse(gpx.render(trip, language, page))


def test_gpx_stops() -> None:
    """Every stop is a numbered waypoint, in order, at its place, with its address."""
    trip = small_trip()
    points = read_gpx(trip).waypoints
    assert [(f"{v.number}. {v.place.name.in_lang('fr')}", v.place.lat, v.place.lon,
             f"{PAGE}#etape-{v.number}") for v in trip.visits] == [
        (p.name, p.latitude, p.longitude, p.description.splitlines()[-1]) for p in points]
    assert ("Musée, Toulouse, 1\u00a0h\u00a030 sur place. "
            "Sonnez deux fois ; entrée à gauche, au fond.") == points[1].description.splitlines()[0]
    assert ("Marché, L'Isle-Jourdain, 45\u00a0min sur place, déjeuner, étape facultative"
            == points[2].description.splitlines()[0])
    assert ("Hébergement, Mauroux, nuit sur place, position connue à 500\u00a0m près"
            == read_gpx(trip, page="").waypoints[4].description)


def test_gpx_waypoint_has_nothing_that_readers_take_for_more() -> None:
    """No type, of which OsmAnd makes a group that breaks the order; no link, which GPSBabel puts in
    the place of the description when it makes KML. The kind is in our extension."""
    points = read_gpx(small_trip()).waypoints
    assert [(p.type, p.link) for p in points] == [(None, None)] * 6
    assert [p.extensions[0].get("kind") for p in points] == [
        visit.place.kind.value for visit in small_trip().visits]


def test_gpx_route() -> None:
    """The stops make one route, in their order."""
    read = read_gpx(small_trip())
    assert [[(p.name, p.latitude, p.longitude) for p in read.waypoints]] == [
        [(p.name, p.latitude, p.longitude) for p in route.points] for route in read.routes]


def test_gpx_track_is_surveyed() -> None:
    """Surveyed legs are the segments of one track; no other leg is anywhere in it."""
    trip = small_trip()
    surveyed = [leg.points for leg in trip.legs if leg.shape is Shape.TRACK]
    assert [[[(round(lat, 5), round(lon, 5)) for lat, lon in points] for points in surveyed]] == [
        [[(p.latitude, p.longitude) for p in segment.points] for segment in track.segments]
        for track in read_gpx(trip).tracks]


def test_gpx_route_is_no_path() -> None:
    """A device that follows routes reads in its name that this one joins stops, not paths."""
    assert [route.name for route in read_gpx(small_trip()).routes] == [
        "Des briques aux étoiles\u00a0: étapes, pas un chemin"]


def test_gpx_track_has_the_heights_that_are_real() -> None:
    """Smoothed heights on each point, a segment for each piece; none where there are none."""
    path = [(43.9, 0.6 + n / 1e4, 150 + n) for n in range(101)]
    points = "".join(f'<trkpt lat="{lat}" lon="{lon:.4f}"><ele>{height}</ele></trkpt>'
                     for lat, lon, height in path)
    cut = points.index('<trkpt lat="43.9" lon="0.6050">'), points.index(
        '<trkpt lat="43.9" lon="0.6060">')
    broken = f"{points[:cut[0]]}</trkseg><trkseg>{points[cut[1]:]}"
    for drawn, count in ((points, 1), (broken, 2)):
        track = track_of(f"<gpx><trk><trkseg>{drawn}</trkseg></trk></gpx>".encode())
        (written,) = read_gpx(along(small_trip(), track)).tracks
        assert len(written.segments) == count
        heights = [point.elevation for segment in written.segments for point in segment.points]
        assert (heights[0], heights[-1]) == (150, 250)
        assert None not in heights


def test_gpx_computed_path_says_so() -> None:
    """A path that a program found is a track of its own, with who computed it from whose data."""
    track = Track((LatLon(43.8, 0.82), LatLon(43.805, 0.83)), (), (0.0, 970.0), NoRelief.MISSING,
                  origin=Origin("Valhalla 3.9.1", "OpenStreetMap", "© les contributeurs "
                                "d’OpenStreetMap", "https://opendatacommons.org/licenses/odbl/1-0/",
                                "2026-11-29"))
    read = read_gpx(along(small_trip(), track, Shape.COMPUTED))
    assert [(one.name, (one.description or "")[:50]) for one in read.tracks] == [
        ("Des briques aux étoiles\u00a0: trajet vers l’étape\u00a04",
         "Tracé calculé par Valhalla 3.9.1 d’après OpenStree")]
    feature = next(one for one in json.loads(geojson.render(
        along(small_trip(), track, Shape.COMPUTED), FR, PAGE))["features"]
        if one["properties"].get("to") == 4)
    assert {name: value for name, value in feature["properties"].items()
            if name.startswith(("path", "shape", "schem"))} == {
        "shape": "computed", "schematic": False, "path_computed_by": "Valhalla 3.9.1",
        "path_computed_from": "OpenStreetMap", "path_computed_on": "2026-11-29",
        "path_author": "© les contributeurs d’OpenStreetMap",
        "path_licence": "https://opendatacommons.org/licenses/odbl/1-0/"}


def along(trip: Trip, track: Track, shape: Shape = Shape.TRACK) -> Trip:
    """The sample with one track, on the leg to its fourth stop, and no other."""
    days = tuple(replace(day, visits=tuple(
        replace(visit, leg=visit.leg and (
            replace(visit.leg, shape=shape, points=track.points, track=track)
            if visit.number == 4 else replace(visit.leg, shape=Shape.STRAIGHT)))
        for visit in day.visits)) for day in trip.days)
    return replace(trip, days=days)


def test_gpx_without_track() -> None:
    """A route of which no path was surveyed has no track at all."""
    trip = small_trip()
    days = tuple(replace(day, visits=tuple(
        replace(visit, leg=visit.leg and replace(visit.leg, shape=Shape.VIA))
        for visit in day.visits)) for day in trip.days)
    assert [] == read_gpx(replace(trip, days=days)).tracks


def test_gpx_metadata() -> None:
    """The file names the route, sums it up, leads to its page and carries its licence."""
    read = read_gpx(small_trip(), EN)
    assert ("1.1", "From bricks to stars", "Two days, one train; a night under the sky.", PAGE,
            "Toulouse Métropole, Pays Portes de Gascogne",
            "https://www.etalab.gouv.fr/licence-ouverte-open-licence/") == (
        read.version, read.name, read.description, read.link,
        read.copyright_author, read.copyright_license)
    assert read_gpx(small_trip(), page="").link is None


@pytest.mark.parametrize("page", ["", PAGE])
def test_gpx_element_order(page: str) -> None:
    """Elements are those of the schema and stand in its order."""
    root = ElementTree.fromstring(gpx.render(small_trip(), FR, page).encode())
    assert {"version": "1.1", "creator": "parcours"} == root.attrib
    for element in root.iter():
        names = [child.tag.removeprefix(GPX_SPACE) for child in element]
        if element.tag == f"{GPX_SPACE}extensions":  # of any order, in a namespace of its own
            assert all(name.startswith("{urn:parcours:route:1}") for name in names)
            continue
        allowed = GPX_ORDER.get(element.tag.removeprefix(GPX_SPACE), [])
        assert sorted(names, key=allowed.index) == names


@with_any_text
def test_gpx_any_text(text: str) -> None:
    """Any text an editor could write is read back as it was."""
    read = read_gpx(saying(text), page=f"https://exemple.fr/?a=1&b={'<>'}")
    assert (text, text, f"{text}, {text}", "https://exemple.fr/?a=1&b=<>") == (
        read.name, read.description, read.copyright_author, read.link)
    names = [f"{number}. {text}" for number in range(1, 7)]
    assert names == [p.name for p in read.waypoints]
    assert names == [p.name for p in read.routes[0].points]


# GeoJSON

_POSITION = {"type": "array", "minItems": 2, "maxItems": 2, "prefixItems": [
    {"type": "number", "minimum": -180, "maximum": 180},
    {"type": "number", "minimum": -90, "maximum": 90}]}


def _geometry(name: str, coordinates: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "required": ["type", "coordinates"], "additionalProperties": False,
            "properties": {"type": {"const": name}, "coordinates": coordinates}}


GEOJSON_SCHEMA = {  # what RFC 7946 says of the members we use, and no member but those
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object", "required": ["type", "bbox", "features"], "additionalProperties": False,
    "properties": {
        "type": {"const": "FeatureCollection"},
        "bbox": {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 4},
        "parcours": {"type": "object"},
        "features": {"type": "array", "items": {
            "type": "object", "required": ["type", "geometry", "properties"],
            "additionalProperties": False,
            "properties": {
                "type": {"const": "Feature"}, "id": {"type": "string"},
                "properties": {"type": "object"},
                "geometry": {"oneOf": [
                    {"type": "null"}, _geometry("Point", _POSITION),
                    _geometry("LineString", {"type": "array", "minItems": 2, "items": _POSITION})]},
            }}}}}


def read_geojson(trip: Trip, language: Language = FR, page: str = PAGE) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(geojson.render(trip, language, page))
    return read


def test_geojson_valid() -> None:
    """The file keeps to RFC 7946, and its box holds every geometry, none of them invalid."""
    read = read_geojson(small_trip())
    jsonschema.validate(read, GEOJSON_SCHEMA)
    shapes = [shapely.geometry.shape(feature["geometry"]) for feature in read["features"]]
    assert all(shape.is_valid for shape in shapes)
    assert tuple(read["bbox"]) == shapely.geometry.GeometryCollection(shapes).bounds
    assert len(read["features"]) == len({feature["id"] for feature in read["features"]})


def test_geojson_stop() -> None:
    """A stop says what a map or a table needs; what is not known is left out, not invented."""
    stops = read_geojson(small_trip(), EN)["features"]
    assert {
        "type": "Feature", "id": "briques-etoiles-etape-2",
        "geometry": {"type": "Point", "coordinates": [1.4463, 43.601]},
        "properties": {
            "route": "briques-etoiles", "name": "Augustins Museum", "number": 2, "day": 1,
            "kind": "museum", "commune": "Toulouse", "insee": "31555",
            "territory": "toulouse-metropole", "character": "urban",
            "arrival": "09:15", "time_level": "told", "begins": "10:00",
            "stay_min": 90,
            "night": False, "optional": False,
            "approximate": False, "precision_m": 10, "sources": ["https://augustins.org/"],
            "place": "augustins", "opening_hours": "Tu-Su 10:00-18:00",
            "note": "Ring *twice*; way in on the left, at the back.",
            "name_fr": "Musée des Augustins", "name_en": "Augustins Museum",
            "note_fr": "Sonnez *deux* fois ; entrée à gauche, au fond.",
            "note_en": "Ring *twice*; way in on the left, at the back."}} == stops[1]
    assert not {name for name in stops[0]["properties"] if name.startswith("name_")}, "one for all"
    assert ("yes", "https://www.garesetconnexions.sncf/") == (
        stops[0]["properties"]["wheelchair"], stops[0]["properties"]["website"])
    night = stops[4]["properties"]
    assert (True, True, 500, "00:50") == (
        night["night"], night["approximate"], night["precision_m"], night["arrival"])
    inline = stops[5]["properties"]
    assert (2, False) == (inline["day"], "place" in inline)


def test_geojson_past_midnight() -> None:
    """A time after midnight is told with its day: 00:50 is the last hour of the evening."""
    trip = small_trip()
    stops = {one["properties"]["number"]: one["properties"] for one in read_geojson(
        trip)["features"] if "number" in one["properties"]}
    late = next(visit for visit in trip.visits if visit.arrival_min >= 24 * 60)
    assert stops[late.number]["arrival"] == "00:50"
    assert stops[late.number]["arrival_days_later"] == 1
    assert {number for number, one in stops.items() if "arrival_days_later" in one} == {
        late.number}


def test_geojson_leg() -> None:
    """A leg says how truly its line is known, and which of its figures are estimates: a straight
    line from station to station is as schematic as on the map and in KML."""
    legs = read_geojson(small_trip())["features"][6:]
    assert [("walk", "straight", True), ("train", "via", True), (None, "straight", True),
            ("walk", "track", False), ("e-bike", "track", False)] == [
        (way["properties"]["mode"], way["properties"]["shape"], way["properties"]["schematic"])
        for way in legs]
    assert {"route": "briques-etoiles", "from": 2, "to": 3, "mode": "train", "minutes": 50,
            "minutes_estimated": False, "minutes_level": "told",
            "km": 38.4, "km_estimated": False, "shape": "via", "schematic": True, "co2_kg": 1.063,
            "line": "TER", "via": ["Colomiers", "Brax-Léguevin"]} == legs[1]["properties"]
    assert (1.28, True, True) == tuple(legs[0]["properties"][figure] for figure in (
        "km", "km_estimated", "minutes_estimated"))
    assert [[0.82, 43.8], [0.8251, 43.80123], [0.83, 43.805]] == legs[3]["geometry"]["coordinates"]


def test_geojson_unknown_figures() -> None:
    """A time or an emission that nobody knows is null, never zero."""
    way = read_geojson(small_trip())["features"][8]["properties"]
    assert (None, None, None) == (way["mode"], way["minutes"], way["co2_kg"])


def test_geojson_leg_without_line() -> None:
    """A leg with fewer than two points has no geometry, since a line needs two."""
    trip = small_trip()
    saturday = trip.days[0]
    way = saturday.visits[1].leg
    assert way is not None
    moved = replace(saturday.visits[1], leg=replace(way, points=(LatLon(43.6, 1.4),)))
    read = read_geojson(replace(trip, days=(
        replace(saturday, visits=(saturday.visits[0], moved)),)))
    jsonschema.validate(read, GEOJSON_SCHEMA)
    assert read["features"][-1]["geometry"] is None


def test_geojson_credits() -> None:
    """The file says what it is, who made it, and on what terms it may be used."""
    about = read_geojson(small_trip())["parcours"]
    assert ("briques-etoiles", "Des briques aux étoiles", "Licence Ouverte 2.0", PAGE) == (
        about["id"], about["title"], about["licence"], about["url"])
    assert about["attribution"].startswith("Toulouse Métropole, Pays Portes de Gascogne, ")
    assert "OpenStreetMap" in about["attribution"]
    assert "url" not in read_geojson(small_trip(), page="")["parcours"]


def test_what_a_leg_passes_is_named_in_the_language_of_the_file() -> None:
    """Stations have their English names in English files, and their only name otherwise."""
    trip, english = small_trip(), language_of("en")
    legs = [leg["properties"] for leg in json.loads(geojson.render(trip, english, ""))["features"]]
    assert [leg["via"] for leg in legs if "via" in leg] == [["Colomiers station", "Brax-Léguevin"]]
    calendar = ical.render(trip, english, "").replace("\r\n ", "")
    assert "Colomiers station\\, Brax-Léguevin" in calendar


@with_any_text
def test_geojson_any_text(text: str) -> None:
    """Any text an editor could write is read back as it was."""
    read = read_geojson(saying(text))
    assert (text, text) == (read["parcours"]["title"], read["parcours"]["alliance"])
    stops = [feature["properties"] for feature in read["features"][:6]]
    assert [(text, text)] * 6 == [(stop["name"], stop["commune"]) for stop in stops]
    legs = [feature["properties"] for feature in read["features"][6:]]
    assert [(text, [text, text], text)] * 5 == [(w["line"], w["via"], w["note"]) for w in legs]


# iCalendar


def read_ical(trip: Trip, language: Language = FR, page: str = PAGE) -> Any:
    return icalendar.Calendar.from_ical(ical.render(trip, language, page))


def event(read: Any, uid: str) -> Any:
    (found,) = (event for event in read.events if event.uid == uid)
    return found


def unfolded(text: str) -> str:
    """A text as a calendar can hold it: one sort of line end."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def test_ical_events() -> None:
    """There is one event a stop and one a leg, in the order in which they are lived."""
    trip = small_trip()
    read = read_ical(trip)
    assert len(trip.visits) + len(trip.legs) == len(read.events)
    assert sorted(e.start for e in read.events) == [e.start for e in read.events]
    assert ["Gare Matabiau", "Vers Musée des Augustins, à pied", "Musée des Augustins",
            "Vers Marché de L’Isle-Jourdain, en train"] == [e.summary for e in read.events[:4]]
    assert ("2.0", "-//parcours//FR", "Des briques aux étoiles") == (
        read["VERSION"], read["PRODID"], read["X-WR-CALNAME"])
    assert "-//parcours//EN" == read_ical(trip, EN)["PRODID"]


def test_ical_identifiers() -> None:
    """Identifiers are unique and the same whatever the dates; those of two languages differ, or
    the second file to come would overwrite the first."""
    trip = small_trip()
    uids = [e.uid for e in read_ical(trip).events]
    assert "briques-etoiles-etape-3-fr" + AT in uids
    assert len(uids) == len(set(uids))
    assert uids == [e.uid for e in read_ical(starting(trip, date(2027, 7, 1)), FR, "").events]
    assert not {*uids} & {e.uid for e in read_ical(trip, EN).events}


def test_ical_a_newer_file_is_known_as_newer() -> None:
    """DTSTAMP and SEQUENCE rise with the day a file is made for, so that events are moved."""
    older, newer = (read_ical(starting(small_trip(), day)).events[0]
                    for day in (date(2026, 11, 22), date(2027, 7, 1)))
    assert older.uid == newer.uid
    assert older.DTSTAMP < newer.DTSTAMP
    assert (older["SEQUENCE"], newer["SEQUENCE"]) == (2517 * 86400, 2738 * 86400)


@pytest.mark.parametrize(("first", "offset_h"), [(SUNDAY, 1), (date(2027, 7, 1), 2)])
def test_ical_local_time(first: date, offset_h: int) -> None:
    """Hours are those of a clock in Paris, winter and summer, on the first open day."""
    read = read_ical(starting(small_trip(), first, 1 << 3))
    day = first + timedelta(days=3)
    museum = event(read, "briques-etoiles-etape-2-fr" + AT)
    start = datetime(day.year, day.month, day.day, 10, tzinfo=PARIS)
    assert (start, start + timedelta(minutes=90)) == (museum.start, museum.end)
    assert (10, timedelta(hours=offset_h)) == (museum.start.hour, museum.start.utcoffset())
    assert datetime(first.year, first.month, first.day, tzinfo=UTC) == museum.DTSTAMP


def test_ical_timezone() -> None:
    """The time zone in the file changes its clocks as Paris does, at the same instants."""
    (zone,) = read_ical(small_trip()).timezones
    ours = zone.to_tz(lookup_tzid=False)
    noons = [datetime(2026, 1, 1, 12) + timedelta(days=n) for n in range(3650)]
    assert [noon.replace(tzinfo=PARIS).utcoffset() for noon in noons] == [
        noon.replace(tzinfo=ours).utcoffset() for noon in noons]


def overseas(at: LatLon) -> Trip:
    """The sample, all of it at one place."""
    trip = small_trip()
    return replace(trip, days=tuple(replace(day, visits=tuple(
        replace(visit, place=visit.place.model_copy(update={"lat": at.lat, "lon": at.lon}))
        for visit in day.visits)) for day in trip.days))


@pytest.mark.parametrize(("at", "zone"), [
    (LatLon(-21.1, 55.5), "Indian/Reunion"), (LatLon(14.6, -61.07), "America/Martinique"),
    (LatLon(46.78, -56.18), "America/Miquelon"), (LatLon(-8.9, -140.1), "Pacific/Marquesas")])
def test_ical_of_overseas_keeps_the_clock_of_the_place(at: LatLon, zone: str) -> None:
    """Ten in Saint-Denis was ten in Paris, which is one in the afternoon there."""
    read = read_ical(overseas(at))
    (told,) = read.timezones
    assert (str(told["TZID"]), str(read["X-WR-TIMEZONE"])) == (zone, zone)
    ours, theirs = told.to_tz(lookup_tzid=False), ZoneInfo(zone)
    noons = [datetime(2026, 1, 1, 12) + timedelta(days=n) for n in range(3650)]
    assert [noon.replace(tzinfo=theirs).utcoffset() for noon in noons] == [
        noon.replace(tzinfo=ours).utcoffset() for noon in noons]
    museum = event(read, "briques-etoiles-etape-2-fr" + AT)
    assert (museum.start.hour, museum.start.utcoffset()) == (
        10, museum.start.replace(tzinfo=theirs).utcoffset())


def test_ical_past_midnight() -> None:
    """What happens after midnight bears the date of the next day."""
    read = read_ical(small_trip())
    stars = event(read, "briques-etoiles-etape-4-fr" + AT)
    walk = event(read, "briques-etoiles-trajet-5-fr" + AT)
    ten = datetime(2026, 11, 28, 22, tzinfo=PARIS)
    half_past_midnight = datetime(2026, 11, 29, 0, 30, tzinfo=PARIS)
    assert (ten, half_past_midnight) == (stars.start, stars.end)
    assert (half_past_midnight, timedelta(minutes=20)) == (walk.start, walk.end - walk.start)


def test_ical_night() -> None:
    """A night lasts until one sets out the next morning."""
    night = event(read_ical(small_trip()), "briques-etoiles-etape-5-fr" + AT)
    assert (datetime(2026, 11, 29, 0, 50, tzinfo=PARIS),
            datetime(2026, 11, 29, 10, 30, tzinfo=PARIS)) == (night.start, night.end)


def test_ical_night_without_a_leg() -> None:
    """Where nothing leads away from the night's stop, it lasts until the next day's first stop."""
    trip = small_trip()
    sunday = trip.days[1]
    here = replace(sunday.visits[0], leg=None, arrival_min=630, visit_min=630)
    read = read_ical(replace(trip, days=(trip.days[0], replace(sunday, visits=(here,)))))
    assert datetime(2026, 11, 29, 10, 30, tzinfo=PARIS) == event(
        read, "briques-etoiles-etape-5-fr" + AT).end


def test_ical_last_night() -> None:
    """A night that ends the route lasts until the next day, at the last day's hour of start."""
    trip = small_trip()
    read = read_ical(replace(trip, days=trip.days[:1]))
    assert datetime(2026, 11, 29, 10, 30, tzinfo=PARIS) == event(
        read, "briques-etoiles-etape-5-fr" + AT).end


def test_ical_takes_no_time() -> None:
    """An event that takes no time has no end: the standard wants an end later than the start."""
    read = read_ical(small_trip())
    assert ["briques-etoiles-etape-1-fr" + AT, "briques-etoiles-trajet-4-fr" + AT] == [
        e.uid for e in read.events if "DTEND" not in e]


def test_ical_place() -> None:
    """A stop says where it is; a point known only roughly is not given as a point."""
    read = read_ical(small_trip())
    museum = event(read, "briques-etoiles-etape-2-fr" + AT)
    assert ((43.601, 1.4463), "Musée des Augustins, Toulouse", f"{PAGE}#etape-2") == (
        museum["GEO"].to_ical() and (museum["GEO"].latitude, museum["GEO"].longitude),
        museum.location, museum.url)
    assert "GEO" not in event(read, "briques-etoiles-etape-5-fr" + AT)
    assert not any("URL" in e for e in read_ical(small_trip(), page="").events)


def test_ical_told() -> None:
    """A description tells the stay, the note, the estimates, and hours that are not known."""
    read = read_ical(small_trip(), EN)
    assert ("Museum, Toulouse, 1\u00a0h\u00a030\u00a0min there. "
            "Ring twice; way in on the left, at the back.") == event(
        read, "briques-etoiles-etape-2-en" + AT).description
    assert "About 15\u00a0min, 1.3\u00a0km as the crow flies" == event(
        read, "briques-etoiles-trajet-2-en" + AT).description
    assert "50\u00a0min, 38\u00a0km, line TER, by way of Colomiers station, Brax-Léguevin" == event(
        read, "briques-etoiles-trajet-3-en" + AT).description
    assert "30\u00a0km as the crow flies" == event(
        read, "briques-etoiles-trajet-4-en" + AT).description
    assert "ask before you come" in event(read, "briques-etoiles-etape-4-en" + AT).description


def test_ical_no_open_day() -> None:
    """Without any known open day the dates are called an example, in the file and in each event."""
    read = read_ical(starting(small_trip(), SUNDAY, 0))
    assert SUNDAY == read.events[0].start.date()
    assert all("ne sont qu’un exemple" in e.description for e in read.events)
    assert "ne sont qu’un exemple" in read["X-WR-CALDESC"]
    assert not any("exemple" in e.description for e in read_ical(small_trip()).events)


def test_ical_escapes() -> None:
    """Commas, semicolons and line ends are escaped; a lenient reader would not notice."""
    written = ical.render(small_trip(), FR, PAGE).replace("\r\n ", "").split("\r\n")
    assert ("X-WR-CALDESC:Deux jours\\, un train \\; une nuit sous le ciel.\\nPremières dates "
            "possibles. D’ici au 26 décembre 2027\\, on ne peut partir que le 28 novembre 2026 "
            "et le 5 décembre 2026. Possible\\, horaires d’ouverture vérifiés.") in written


def test_ical_forged_address() -> None:
    """A line end in the page's address is quoted, and forges no event."""
    read = read_ical(small_trip(), page="https://exemple.fr/é\r\nBEGIN:VEVENT\r\n")
    assert (11, "https://exemple.fr/%C3%A9%0D%0ABEGIN:VEVENT%0D%0A#etape-1") == (
        len(read.events), read.events[0].url)


@with_any_text
def test_ical_any_text(text: str) -> None:
    """Any text is read back as it was (line ends become one sort), and forges no event."""
    trip, said = saying(text), unfolded(text)
    read = read_ical(trip)
    assert len(trip.visits) + len(trip.legs) == len(read.events)
    # the reader gives the values of properties it does not know as they are written
    name, told = (unescape_backslash(read[f"X-WR-CAL{part}"]) for part in ("NAME", "DESC"))
    assert (said, said) == (name, told.rpartition("\n")[0])
    stops = [e for e in read.events if "etape" in e.uid]
    assert [(said, f"{said}, {said}")] * 6 == [(e.summary, e.location) for e in stops]
    walk = event(read, "briques-etoiles-trajet-5-fr" + AT)
    assert (f"Vers {said}, à pied",
            f"20\u00a0min, 1,2\u00a0km, ligne {said}, par {said}, {said}. {said}") == (
        walk.summary, walk.description)


@with_any_text
def test_ical_lines(text: str) -> None:
    """Lines end in CR LF, take at most 75 octets, and break no character."""
    written = ical.render(saying(text), FR, PAGE).encode()
    lines = written.split(b"\r\n")
    assert b"" == lines.pop()
    assert all(len(line) <= 75 and line.decode() and not {10, 13} & set(line) for line in lines)


# JSON-LD


def read_jsonld(trip: Trip, language: Language = FR, page: str = PAGE) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(jsonld.render(trip, language, page))
    return read


def test_jsonld_trip() -> None:
    """The page's data names the route, whom it is for and who offers it."""
    read = read_jsonld(small_trip(), EN)
    assert ("https://schema.org", "TouristTrip", "From bricks to stars",
            "Two days, one train; a night under the sky.",
            {"@type": "WebPage", "inLanguage": "en", "url": PAGE}, PAGE,
            ["science tourism", "remote work stays", "familles"],
            ["Toulouse Métropole", "Pays Portes de Gascogne"]) == (
        read["@context"], read["@type"], read["name"], read["description"], read["subjectOf"],
        read["url"], read["touristType"], [side["name"] for side in read["provider"]])
    assert "url" not in read_jsonld(small_trip(), page="")
    assert "inLanguage" not in read, "schema.org has it for pages, not for trips"


def test_jsonld_order() -> None:
    """The stops are listed in order, from 1 to as many as there are."""
    read = read_jsonld(small_trip())["itinerary"]
    assert ("ItemList", 6, [1, 2, 3, 4, 5, 6]) == (
        read["@type"], read["numberOfItems"], [e["position"] for e in read["itemListElement"]])


def test_jsonld_stop() -> None:
    """A stop has a type that fits its kind, its commune, and a point only when it is a good one."""
    stops = [e["item"] for e in read_jsonld(small_trip())["itinerary"]["itemListElement"]]
    assert {"@type": ["TouristAttraction", "Museum"], "@id": f"{PAGE}#etape-2",
            "name": "Musée des Augustins",
            "address": {"@type": "PostalAddress", "addressLocality": "Toulouse",
                        "addressCountry": "FR"},
            "geo": {"@type": "GeoCoordinates", "latitude": 43.601, "longitude": 1.4463},
            } == stops[1]
    assert ("LodgingBusiness", False) == (stops[4]["@type"], "geo" in stops[4])
    assert "https://www.garesetconnexions.sncf/" == stops[0]["url"]
    assert not any("isAccessibleForFree" in stop for stop in stops)


def test_jsonld_days() -> None:
    """A route of several days has a part a day, whose stops are those of the whole."""
    read = read_jsonld(small_trip())
    ids = [e["item"]["@id"] for e in read["itinerary"]["itemListElement"]]
    assert [("Vers la nuit", ids[:5]), ("Le matin", ids[5:])] == [
        (day["name"], [e["item"]["@id"] for e in day["itinerary"]["itemListElement"]])
        for day in read["subTrip"]]
    assert "subTrip" not in read_jsonld(replace(small_trip(), days=small_trip().days[:1]))


@pytest.mark.parametrize("kind", Kind)
def test_jsonld_kinds(kind: Kind) -> None:
    """Each kind of place has a type of schema.org."""
    trip = small_trip()
    there = replace(trip.days[0].visits[2], place=MARKET.model_copy(update={"kind": kind}))
    read = read_jsonld(replace(trip, days=(replace(trip.days[0], visits=(there,)),)))
    assert read["itinerary"]["itemListElement"][0]["item"]["@type"]


def test_jsonld_themes() -> None:
    """Each theme is worded, in French as in English."""
    trip = small_trip()
    every = replace(trip, itinerary=trip.itinerary.model_copy(
        update={"themes": tuple(Theme), "audience": ()}))
    french, english = read_jsonld(every)["touristType"], read_jsonld(every, EN)["touristType"]
    assert len(Theme) == len(set(english))
    assert set() == set(french) & set(english)


@with_any_text
def test_jsonld_any_text(text: str) -> None:
    """Any text is read back as it was, and no sign of it can end the script element."""
    written = jsonld.render(saying(text), FR, PAGE)
    assert set() == set("<>&\u2028\u2029") & set(written)
    read = json.loads(written)
    assert (text, text, text, text) == (read["name"], read["description"], read["touristType"][-1],
                                        read["provider"][0]["name"])
    assert [(text, text)] * 6 == [
        (e["item"]["name"], e["item"]["address"]["addressLocality"])
        for e in read["itinerary"]["itemListElement"]]
    assert [text, text] == [day["name"] for day in read["subTrip"]]
