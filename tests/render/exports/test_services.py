"""Files of services: one set a licence, read back by readers that are not ours."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import gpxpy
import pytest

from helpers.samples_exports import small_trip
from parcours.content.services import Credit, ServicePoint
from parcours.format.choices import ServiceKind
from parcours.format.text import text_of
from parcours.geo.points import LatLon
from parcours.i18n.language import language_of
from parcours.render.exports.services import files
from parcours.trip.services import OnTheWay, Shown

FR, EN = language_of("fr"), language_of("en")
PAGE = "https://exemple.fr/parcours/x/"
STOP = ServicePoint(
    ServiceKind.TRAM, LatLon(43.6041, 1.4451), text_of({"": "Halle"}), ("T1", "A"),
    text_of({"fr": "quai sud", "en": "south platform"}),
    Credit("Réseau", date(2026, 2, 10), "ODbL-1.0"))
TOILETS = ServicePoint(ServiceKind.TOILETS, LatLon(43.6045, 1.4455),
                       text_of({"": "Musée"}), place_id="musee")
FOUND = OnTheWay(300, {}, (Shown(STOP, 2, 146.0), Shown(TOILETS, 0, 0.0)), 3)


def made(found: OnTheWay = FOUND, lang: str = "fr") -> dict[str, str]:
    return dict(files(found, small_trip(), language_of(lang), PAGE))


def test_a_licence_has_files_of_its_own() -> None:
    """What is under the ODbL and what is ours never stand in one file, and each names its terms."""
    found = made()
    assert sorted(found) == [
        "services-licence-ouverte-2-0.geojson", "services-licence-ouverte-2-0.gpx",
        "services-odbl-1-0.geojson", "services-odbl-1-0.gpx"]
    shared = json.loads(found["services-odbl-1-0.geojson"])
    assert (shared["parcours"]["licence"], shared["parcours"]["attribution"]) == (
        "ODbL 1.0", "Réseau")
    assert shared["parcours"]["licence_url"].startswith("https://opendatacommons.org/")
    assert [one["properties"]["kind"] for one in shared["features"]] == ["tram"]
    ours = json.loads(found["services-licence-ouverte-2-0.geojson"])
    assert [one["properties"]["place"] for one in ours["features"]] == ["musee"]


def test_geojson_says_what_is_known_and_no_more() -> None:
    """Name, lines, note, source and day, the nearest stop with its rounded distance; of what lies
    beside a track no stop and no distance."""
    (tram,) = json.loads(made()["services-odbl-1-0.geojson"])["features"]
    assert tram["geometry"] == {"type": "Point", "coordinates": [1.4451, 43.6041]}
    assert tram["properties"] == {
        "kind": "tram", "label": "tram", "name": "Halle", "lines": ["T1", "A"],
        "note": "quai sud", "stop": 2, "distance_m": 150, "source": "Réseau",
        "seen_on": "2026-02-10"}
    (toilets,) = json.loads(made()["services-licence-ouverte-2-0.geojson"])["features"]
    assert not {"stop", "distance_m", "source"} & toilets["properties"].keys()


def test_gpx_holds_waypoints_alone() -> None:
    """gpxpy reads each point with its name, what it is and who says so; no route and no track."""
    found = gpxpy.parse(made(lang="en")["services-odbl-1-0.gpx"])
    (point,) = found.waypoints
    assert (point.name, point.type, point.source) == ("tram – Halle", "tram", "Réseau, 2026-02-10")
    assert (point.latitude, point.longitude) == (43.6041, 1.4451)
    assert point.description == (
        "lines T1, A, 150\u00a0m from stop 2, as the crow flies, south platform")
    assert (found.copyright_author, found.copyright_license) == (
        "Réseau", "https://opendatacommons.org/licenses/odbl/1-0/")
    assert (found.routes, found.tracks) == ([], [])
    (toilets,) = gpxpy.parse(made(lang="en")["services-licence-ouverte-2-0.gpx"]).waypoints
    assert toilets.symbol == "Restroom"


@pytest.mark.parametrize("text", [
    "{{ 7*191 }}", "</name><trk/>", "]]> <![CDATA[", "&amp; \"'`", "\u2028x", "é" * 5000])
def test_hostile_texts_stay_texts(text: str) -> None:
    """Whatever stands in a table is read back from both files as it was."""
    point = replace(STOP, name=text_of({"": text}), note=None,
                    credit=Credit(text, date(2026, 2, 10), "ODbL-1.0"))
    found = made(OnTheWay(300, {}, (Shown(point, 1, 20.0),)))
    told: dict[str, Any] = json.loads(found["services-odbl-1-0.geojson"])
    assert told["features"][0]["properties"]["name"] == text
    (read,) = gpxpy.parse(found["services-odbl-1-0.gpx"]).waypoints
    assert read.name == f"tram – {text}"
    assert not gpxpy.parse(found["services-odbl-1-0.gpx"]).tracks


def test_nothing_found_makes_no_file() -> None:
    """A route without services has no files of services."""
    assert made(OnTheWay(300)) == {}
