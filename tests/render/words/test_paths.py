"""What a page says of a path: computed or recorded, whose it is, what it lacks."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import gpxpy
import pytest

from helpers.attacked import PAYLOADS
from helpers.content_sample import ROUTE_FILE, TODAY, TRACK, write_sample
from helpers.samples_exports import small_trip
from parcours.content.relief import NoRelief, Relief
from parcours.content.tracks import Gap, Origin, Track
from parcours.format.choices import Mode
from parcours.geo.points import LatLon
from parcours.i18n.language import language_of
from parcours.load.route import read_trip
from parcours.load.shared import read_shared
from parcours.render import pages
from parcours.render.exports import about_leg, geojson, gpx
from parcours.render.words.paths import climb, length, origin, time, told
from parcours.safe_text.html import inert_text
from parcours.trip.trip import Leg

FR, EN = language_of("fr"), language_of("en")
TRACK_FILE = "tracks/vers-le-jardin.gpx"
ODBL = "https://opendatacommons.org/licenses/odbl/1-0/"


def leg(by: Mode, relief: Relief | NoRelief, *gaps: Gap) -> Leg:
    track = Track((LatLon(43.8, 0.82), LatLon(43.805, 0.83)), (), (0.0, 970.0), relief, gaps)
    found = next(leg for leg in small_trip().legs if leg.by is not None)
    return replace(found, by=by, track=track, km=track.km)


@pytest.mark.parametrize(("found", "fr", "en"), [
    (Origin(), "", ""),
    (Origin(author="Département du Gers", licence="Licence Ouverte 2.0"),
     "Tracé\u00a0: Département du Gers, Licence Ouverte 2.0.",
     "Path: Département du Gers, Licence Ouverte 2.0."),
    (Origin("Valhalla 3.9.1", "OpenStreetMap", "© les contributeurs d’OpenStreetMap", ODBL,
            "2026-11-29"),
     "Tracé calculé par Valhalla 3.9.1 d’après OpenStreetMap (© les contributeurs "
     "d’OpenStreetMap, ODbL 1.0), le 29 novembre 2026\u00a0; personne ne l’a vérifié sur place.",
     "Path computed by Valhalla 3.9.1 from OpenStreetMap (© les contributeurs d’OpenStreetMap, "
     "ODbL 1.0), on 29 November 2026; nobody has checked it on the ground."),
    (Origin("GraphHopper"), "Tracé calculé par GraphHopper\u00a0; personne ne l’a vérifié sur "
     "place.", "Path computed by GraphHopper; nobody has checked it on the ground."),
    (Origin("?", "BD TOPO®", on="hier"), "Tracé calculé par ? d’après BD TOPO®\u00a0; personne ne "
     "l’a vérifié sur place.",
     "Path computed by ? from BD TOPO®; nobody has checked it on the ground."),
])
def test_a_path_says_where_it_is_from(found: Origin, fr: str, en: str) -> None:
    """A computed path is never told as one that somebody walked; its data keep their licence."""
    assert (origin(found, FR), origin(found, EN)) == (fr, en)


def test_what_a_path_lacks_is_said() -> None:
    """Heights that are missing or all the same on a walk, and kilometres that are not on it."""
    gap = Gap(3, LatLon(43.8, 0.82), LatLon(43.81, 0.82), 670)
    assert told(leg(Mode.WALK, NoRelief.MISSING), FR) == (
        "Pas de profil\u00a0: ce tracé ne donne pas les altitudes.",)
    assert told(leg(Mode.BIKE, NoRelief.FLAT), FR) == (
        "Pas de profil\u00a0: ce tracé donne partout la même altitude.",)
    assert told(leg(Mode.TRAIN, NoRelief.MISSING), FR) == ()
    assert told(leg(Mode.TRAIN, NoRelief.FLAT, gap), FR) == (
        "Le tracé s’interrompt\u00a0: il manque 670\u00a0m sur la carte et dans les kilomètres.",)
    typed = replace(leg(Mode.TRAIN, NoRelief.FLAT, gap), km=12.5)
    assert told(typed, EN) == ("The path breaks off: 670\u00a0m are missing on the map.",)
    assert told(replace(typed, track=None), FR) == ()


def test_a_climb_is_rounded_as_it_is_known() -> None:
    """To ten metres, or five below a hundred: the method is no better."""
    assert climb(Relief(343.2, 41.6, ()), FR) == "340\u00a0m de montée, 40\u00a0m de descente"
    assert climb(Relief(12.6, 0.4, ()), EN) == "15\u00a0m up, 0\u00a0m down"


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_words_of_a_stranger_s_file_are_inert(payload: str, tmp_path: Path) -> None:
    """Whose a path is, and which program made it, stand in the GPX file that somebody gave: on the
    page and in our own files they are text, whatever they hold."""
    head = (f"<metadata><copyright author={quoteattr(payload)}><license>{escape(payload)}</license>"
            f'</copyright><extensions><p:computed xmlns:p="urn:parcours:route:1" '
            f"by={quoteattr(payload)} from={quoteattr(payload)}/></extensions></metadata>")
    folder = write_sample(tmp_path, **{TRACK_FILE: TRACK.replace("<trk>", f"{head}<trk>")})
    atlas = read_shared(folder, TODAY).atlas
    trip, _ = read_trip(folder / ROUTE_FILE, atlas)
    assert trip is not None
    found = next(leg.track.origin for leg in trip.legs if leg.track)
    assert found.author
    said = origin(found, FR)
    assert inert_text(said) in pages.itinerary(trip, atlas, FR)
    (track,) = gpxpy.parse(gpx.render(trip, FR, "")).tracks
    assert track.description == said
    shown = json.loads(geojson.render(trip, FR, ""))["features"]
    assert found.author in [one["properties"].get("path_author") for one in shown]


@pytest.mark.parametrize(("legs", "fr", "en"), [
    ([(3.0, False, 0.0)], "3 km", "3 km"),
    ([(3.0, True, 0.0)], "3 km à vol d’oiseau", "3 km as the crow flies"),
    ([(3.0, True, 0.0), (1.0, False, 0.0)], "4 km, en partie à vol d’oiseau",
     "4 km, partly as the crow flies"),
    ([(0.08, True, 5050.0)], "moins de 5,1 km à vol d’oiseau",
     "less than 5.1 km as the crow flies"),
    ([(0.0, True, 500.0)], "moins de 500 m à vol d’oiseau", "less than 500 m as the crow flies"),
    ([(0.0, True, 500.0), (0.5, True, 900.0)], "moins de 1,9 km à vol d’oiseau",
     "less than 1.9 km as the crow flies"),
    ([(0.0, True, 0.0)], "0 m à vol d’oiseau", "0 m as the crow flies"),
    ([(0.92, True, 450.0)], "environ 920 m à vol d’oiseau", "about 920 m as the crow flies"),
    ([(0.92, True, 450.0), (1.2, False, 0.0)], "environ 2,1 km, en partie à vol d’oiseau",
     "about 2.1 km, partly as the crow flies"),
    ([(0.92, False, 450.0)], "920 m", "920 m"),
    ([(12.0, True, 550.0)], "12 km à vol d’oiseau", "12 km as the crow flies")])
def test_a_straight_line_is_never_the_length_of_a_path(
        legs: list[tuple[float, bool, float]], fr: str, en: str) -> None:
    """What is measured between stops says so, all of it or a part; where both points are known only
    to within more than their distance, no more than a bound is told, and a figure that may be
    another one is told as such."""
    some = [replace(leg(Mode.WALK, NoRelief.MISSING), km=km, km_estimated=estimated, vague_m=vague)
            for km, estimated, vague in legs]
    assert [length(some, language_of(lang)).replace("\u00a0", " ") for lang in ("fr", "en")] == [
        fr, en]


def test_no_time_is_told_from_a_line_that_tells_no_length() -> None:
    """Between places that may be the same, or by nobody knows what, five minutes are no estimate:
    none is told, on the page, in files, on the map, nor counted in a total, which says so; what an
    editor typed is."""
    near = replace(leg(Mode.WALK, NoRelief.MISSING), track=None, km=0.2, km_estimated=True,
                   vague_m=700.0, minutes=5, minutes_estimated=True)
    far, typed = replace(near, km=3.0, minutes=50), replace(near, minutes_estimated=False)
    assert [time(legs, EN).replace("\u00a0", " ") for legs in (
        [near], [near, near], [far], [near, far], [typed], [typed, near])] == [
        "", "", "about 50 min", "about 50 min not counting one leg whose time is not known",
        "5 min", "5 min not counting one leg whose time is not known"]
    assert time([far, near, near], FR).replace("\u00a0", " ") == (
        "environ 50 min sans compter 2 trajets dont on ne connaît pas le temps")
    assert about_leg(near, FR, "fr") == "Moins de 900\u00a0m à vol d’oiseau"
    assert about_leg(far, FR, "fr").startswith("Environ 50\u00a0min, ")
    assert about_leg(replace(far, by=None, vague_m=0.0), FR, "fr") == "3\u00a0km à vol d’oiseau"
