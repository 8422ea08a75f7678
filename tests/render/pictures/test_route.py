"""The pictures of routes."""

from __future__ import annotations

import os
import pickle
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from math import hypot
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.samples_sketch import (
    BY_TRAIN,
    CITY,
    CITY_AND_STARS,
    COUNTRY,
    DENSE,
    FAR_ONLY,
    Stop,
    backdrop,
    communes,
    shapes,
    trip,
    words,
)
from parcours.content.relief import NoRelief
from parcours.content.sides import Outline, Side, Town
from parcours.content.tracks import Track
from parcours.format.choices import Character, Mode
from parcours.geo.points import LatLon
from parcours.i18n.language import language_of
from parcours.render.pictures import alternative, overview, sketch, sketches
from parcours.render.pictures.backdrop import Backdrop
from parcours.render.pictures.pins import Frame, arrange, pin_radius
from parcours.trip.trip import Shape, Trip

SVG = "{http://www.w3.org/2000/svg}"
FRENCH, ENGLISH = language_of("fr"), language_of("en")
SAMPLES = {"city-and-stars": CITY_AND_STARS, "train": BY_TRAIN, "far": FAR_ONLY, "dense": DENSE}
HOSTILE = """</svg><script>alert(1)</script>{{ cycler }}${x}]]>&amp;<!--"'`"""
HOSTILE_NAME = "<b>{{x}}]]>"
"""Short enough that there is room for it on a picture."""


def numerals(root: ET.Element) -> list[tuple[str, float, float]]:
    """Every pin: its numeral, and where it is."""
    return [(text.text or "", float(text.attrib["x"]), float(text.attrib["y"]))
            for group in root.iter(f"{SVG}g") if group.get("font-weight") == "700"
            for text in group.iter(f"{SVG}text")]


def threads(*trips: Trip) -> list[list[tuple[LatLon, Character]]]:
    return [[(visit.place.position, visit.side.character) for visit in one.visits]
            for one in trips]


def parsed(document: str) -> ET.Element:
    return ET.fromstring(document)


@pytest.mark.parametrize("stops", SAMPLES.values(), ids=SAMPLES)
def test_document_is_complete(stops: tuple[Stop, ...]) -> None:
    """Well-formed, with a size, a name, a text alternative, a language, and nothing that runs."""
    root = parsed(sketch(trip(stops), backdrop(), FRENCH))
    assert root.tag == f"{SVG}svg"
    assert root.attrib["viewBox"] == "0 0 720 480"
    assert (root.attrib["role"], root.attrib["lang"]) == ("img", "fr")
    assert [child.tag for child in root][:2] == [f"{SVG}title", f"{SVG}desc"]
    assert root[0].text == "Étoiles et coteaux"
    assert root[1].text == alternative(trip(stops), FRENCH)
    assert not [element for element in root.iter() if element.tag in
                (f"{SVG}script", f"{SVG}foreignObject", f"{SVG}image", f"{SVG}use", f"{SVG}a")]
    names = {name for element in root.iter() for name in element.attrib}
    assert not [name for name in names if name.startswith("on") or "href" in name]
    assert not names & {"id", "style"}


def test_letters_are_measured_once() -> None:
    """Whatever the size of the card that shows it, a browser need not measure its names anew."""
    root = parsed(sketch(trip(next(iter(SAMPLES.values()))), backdrop(), FRENCH))
    assert root.attrib["text-rendering"] == "geometricPrecision"


@pytest.mark.parametrize("stops", SAMPLES.values(), ids=SAMPLES)
def test_numerals_follow_the_route(stops: tuple[Stop, ...]) -> None:
    """One pin a stop, in order."""
    root = parsed(sketch(trip(stops), backdrop(), FRENCH))
    assert [number for number, _, _ in numerals(root)] == [
        str(k + 1) for k in range(len(stops))]


@pytest.mark.parametrize("stops", SAMPLES.values(), ids=SAMPLES)
def test_pins_do_not_overlap(stops: tuple[Stop, ...]) -> None:
    """Eight stops within two kilometres beside others 70 km away stay legible."""
    root = parsed(sketch(trip(stops), backdrop(), FRENCH))
    size = 2 * pin_radius(len(stops))
    assert [
        (a, b) for a, b in combinations(numerals(root), 2)
        if hypot(a[1] - b[1], a[2] - b[2]) < size] == []


def test_sides_differ_in_shape_and_colour() -> None:
    """A square in the city, a disc in the country, as many as there are stops of each."""
    root = parsed(sketch(trip(CITY_AND_STARS), backdrop(), FRENCH))
    groups = {group.get("fill"): group for group in root.iter(f"{SVG}g")}
    assert len(groups["#a23b2a"].findall(f"{SVG}rect")) == 5
    assert len(groups["#f0bf3c"].findall(f"{SVG}circle")) == 4


def test_modes_differ_in_colour_and_dash() -> None:
    """Each means of travel brings the stroke of the shared table."""
    document = sketch(trip(BY_TRAIN), backdrop(), FRENCH)
    assert 'stroke="#1a4f9c" stroke-dasharray="24 4"' in document
    assert "#22703a" not in document


def test_only_a_recorded_path_lies_on_a_band() -> None:
    """A schematic leg cannot be taken for one that may be followed."""
    way = {2: [LatLon(43.65, 1.02), LatLon(43.70, 1.01)]}
    band = 'stroke-opacity=".3"'
    assert band in sketch(trip(FAR_ONLY, shape=Shape.TRACK, ways=way), backdrop(), FRENCH)
    assert band not in sketch(trip(FAR_ONLY, shape=Shape.VIA, ways=way), backdrop(), FRENCH)
    assert band not in sketch(trip(FAR_ONLY), backdrop(), FRENCH)


def test_a_gap_in_a_path_is_not_bridged() -> None:
    """Where a recorded path breaks off, the picture lifts its pen."""
    way = [LatLon(43.64, 1.06), LatLon(43.68, 1.03), LatLon(43.72, 0.98), LatLon(43.75, 0.95)]
    whole = trip(FAR_ONLY, shape=Shape.TRACK, ways={2: way})
    leg = whole.legs[1]
    track = Track(leg.points, (3,), tuple(float(n) for n in range(6)), NoRelief.MISSING)
    visits = tuple(replace(visit, leg=replace(leg, track=track)) if visit.leg is leg else visit
                   for visit in whole.visits)
    broken = replace(whole, days=(replace(whole.days[0], visits=visits),))
    for shown, pieces in ((whole, 1), (broken, 2)):
        band = re.findall(r'stroke-opacity="\.3" d="([^"]+)"',
                          sketch(shown, backdrop(), FRENCH))
        assert [path.count("M") for path in band] == [pieces]


def test_a_straight_path_is_drawn_straight() -> None:
    """A recorded path without a bend is no arc, as legs without a path are."""
    bent = sketch(trip(FAR_ONLY), backdrop(), FRENCH)
    visits = tuple(replace(visit, leg=visit.leg and replace(visit.leg, shape=Shape.TRACK))
                   for visit in trip(FAR_ONLY).visits)
    straight = sketch(replace(trip(FAR_ONLY), days=(replace(
        trip(FAR_ONLY).days[0], visits=visits),)), backdrop(), FRENCH)
    assert "Q" in bent
    assert "Q" not in straight


def test_crowded_stops_go_under_a_lens() -> None:
    """Those of the city are magnified, with a scale of their own; the others stay in place."""
    stops = [backdrop().xy(lat, lon) for _, _, _, lat, lon, _ in DENSE]
    seen = arrange(stops, (), Frame(720, 480, 14, 46, 24), 2.4)
    assert [lens.members for lens in seen.lenses] == [(0, 1, 2, 3, 4, 5, 6, 7, 11)]
    assert seen.lenses[0].power > 5
    assert not seen.pins[10].displaced
    assert "500\u00a0m" in sketch(trip(DENSE), backdrop(), FRENCH)


def test_communes_and_territories_are_named() -> None:
    """Each commune of a stop once, and both territories."""
    root = parsed(sketch(trip(CITY_AND_STARS), backdrop(), FRENCH))
    said = ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]
    for commune in ("Toulouse", "Fleurance", "Tournecoupe", "Mauroux", "Lectoure",
                    "PAYS PORTESDE GASCOGNE", "TOULOUSEMÉTROPOLE"):
        assert said.count(commune) == (1 if commune.isupper() else 2), "once, and its halo"


def test_hostile_text_is_inert() -> None:
    """Markup, template code and CDATA ends in any name come out as the text they are."""
    side = Side(CITY, words(HOSTILE), Character.URBAN)
    here = Backdrop([Outline(side, shapes()[0].rings), shapes()[1]],
                    [Town(HOSTILE_NAME, LatLon(43.8, 0.8), COUNTRY)])
    stops = [(HOSTILE, HOSTILE_NAME, territory, lat, lon, mode)
             for _, _, territory, lat, lon, mode in BY_TRAIN]
    document = sketch(trip(stops, id="x", title=HOSTILE), here, FRENCH)
    root = parsed(document)
    assert root[0].text == HOSTILE
    assert [text.text for text in root.iter(f"{SVG}text")].count(HOSTILE_NAME) >= 2
    assert not list(root.iter(f"{SVG}script"))
    assert document.count("</svg>") == 1
    for danger in ("<script", "{{", "${", "]]>", "<!--", "<b>"):
        assert danger not in document.lower()
        assert danger not in overview(here, threads(trip(stops)), FRENCH).lower()


def test_language_of_the_reader() -> None:
    """Each language has its own words over the same drawing."""
    french, english = sketches(trip(BY_TRAIN), backdrop(), (FRENCH, ENGLISH))
    assert (french, english) == (sketch(trip(BY_TRAIN), backdrop(), FRENCH),
                                 sketch(trip(BY_TRAIN), backdrop(), ENGLISH))
    assert "Étapes dans l’ordre" in alternative(trip(BY_TRAIN), FRENCH)
    assert alternative(trip(BY_TRAIN[:2]), ENGLISH) == (
        "Schematic map of the route, north at the top. Stops in order: "
        "1. Gare Matabiau (Toulouse); 2. Saint-Cyprien-Arènes (Toulouse).")


@pytest.mark.parametrize("stops", SAMPLES.values(), ids=SAMPLES)
def test_small_enough(stops: tuple[Stop, ...]) -> None:
    """A cover weighs less than 9 kB before compression."""
    assert len(sketch(trip(stops), backdrop(), FRENCH).encode()) < 9000


def test_backdrop_survives_a_process_boundary() -> None:
    """A worker process draws the same picture."""
    again = pickle.loads(pickle.dumps(Backdrop(shapes(), ())))  # noqa: S301 - our own bytes
    assert sketch(trip(DENSE), again, FRENCH) == sketch(trip(DENSE), Backdrop(shapes(), ()), FRENCH)


def test_pictures_do_not_depend_on_the_process() -> None:
    """Two processes with different hash seeds draw the same bytes."""
    code = ("from helpers.samples_sketch import *; from parcours.i18n.language import language_of;"
            "from parcours.render.pictures import *; import sys; fr = language_of('fr');"
            "t = [trip(s) for s in (CITY_AND_STARS, BY_TRAIN, FAR_ONLY, DENSE)];"
            "out = ''.join(sketch(one, backdrop(), fr) for one in t);"
            "out += overview(backdrop(), [[(v.place.position, v.side.character)"
            " for v in one.visits] for one in t], fr); sys.stdout.buffer.write(out.encode())")
    tests = Path(__file__).parents[2]
    outputs = [subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True,
        env={**os.environ, "PYTHONHASHSEED": seed,
             "PYTHONPATH": os.pathsep.join((str(tests), str(tests.parent / "src")))}).stdout
        for seed in ("1", "2")]
    assert outputs[0] == outputs[1]
    assert outputs[0].startswith(b"<svg")


def test_odd_routes_are_drawn() -> None:
    """One stop; the same stop twice; all in one spot; no outline at all; a hundred and sixty."""
    spot = BY_TRAIN[0]
    crowd = [("x", "Toulouse", CITY, 43.6 + k / 3000, 1.44, Mode.WALK) for k in range(160)]
    for stops in ([spot], [spot, spot], [spot] * 7, [spot] * 7 + [FAR_ONLY[3]], crowd):
        for ground in (backdrop(), Backdrop((), ())):
            assert len(numerals(parsed(sketch(trip(stops), ground, FRENCH)))) == len(stops)


# --- the picture of all routes ---


def test_overview_shows_every_route() -> None:
    """A thin line and a dot a stop, both territories and main towns named, in the language."""
    samples = [trip(stops) for stops in SAMPLES.values()]
    root = parsed(overview(backdrop(), threads(*samples), FRENCH))
    assert root.attrib["viewBox"] == "0 0 960 540"
    assert root[0].text == "Carte\u00a0: Toulouse Métropole et Pays Portes de Gascogne"
    assert root[1].text == "Carte schématique, le nord en haut\u00a0: 4\u00a0parcours."
    said = {"".join(text.itertext()) for text in root.iter(f"{SVG}text")}
    assert {"Toulouse", "Lectoure", "Fleurance", "PAYS PORTESDE GASCOGNE",
            "TOULOUSEMÉTROPOLE"} <= said


def test_overview_stays_small_for_a_thousand_routes() -> None:
    """Only so many stretches are drawn, the most travelled first; no route at all will do too."""
    towns = communes()
    many = [[(towns[(k * 7 + j * 31) % len(towns)].position, Character.RURAL) for j in range(12)]
            for k in range(1000)]
    document = overview(backdrop(), many, ENGLISH)
    assert len(document) < 40_000
    assert "1,000 routes" in document
    assert parsed(overview(backdrop(), [], ENGLISH))[1].text == (
        "Schematic map, north at the top: 0 routes.")


# --- whatever the route ---


def anywhere() -> st.SearchStrategy[list[Stop]]:
    """Up to 20 stops near communes of both territories, often in the same one."""
    def stop(row: tuple[int, float, float, Mode]) -> Stop:
        commune = communes()[row[0] % len(communes())]
        return (commune.name, commune.name, commune.territory,
                commune.lat + row[1], commune.lon + row[2], row[3])

    crowded = st.sampled_from([33, 33, 33, 60, 107, 87])
    return st.lists(st.tuples(
        crowded | st.integers(0, 400), st.sampled_from([0.0, 0.0, 0.001]) | st.floats(-0.02, 0.02),
        st.floats(-0.02, 0.02) | st.just(0.0), st.sampled_from(Mode)).map(stop),
        min_size=1, max_size=20)


@settings(max_examples=150, deadline=None)
@given(anywhere())
def test_every_pin_is_on_the_picture_and_on_no_other(stops: list[Stop]) -> None:
    """For any 20 stops of the two territories."""
    root = parsed(sketch(trip(stops), backdrop(), FRENCH))
    found = numerals(root)
    half = drawn_size(root) / 2
    assert [number for number, _, _ in found] == [str(k + 1) for k in range(len(stops))]
    assert all(half <= x <= 720 - half and half <= y <= 480 - half for _, x, y in found)
    assert [(a, b) for a, b in combinations(found, 2)
            if hypot(a[1] - b[1], a[2] - b[2]) < 2 * half] == []


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 30), st.floats(0, 30)), min_size=2, max_size=40))
def test_crowds_are_spread(points: list[tuple[float, float]]) -> None:
    """However stops pile up in one spot, pins are apart, on the picture, and under their lens."""
    far = [(4000.0, 1500.0), (-1000.0, -700.0)]
    seen = arrange([*points, *far], (), Frame(720, 480, 14, 46, 24), 2.4)
    radius = seen.radius
    assert radius >= 0.8 * pin_radius(len(points) + 2)
    for a, b in combinations(seen.pins, 2):
        assert hypot(a.x - b.x, a.y - b.y) >= 2 * radius
    for pin in seen.pins:
        assert radius <= pin.x <= 720 - radius
        assert radius <= pin.y <= 480 - radius
        if pin.lens >= 0:
            lens = seen.lenses[pin.lens]
            assert hypot(pin.x - lens.x, pin.y - lens.y) + radius <= lens.radius


@pytest.mark.parametrize("count", [41, 80, 119, 150])
@pytest.mark.parametrize("far", [0, 1, 2])
def test_a_lens_is_never_larger_than_the_picture(count: int, far: int) -> None:
    """A village of a hundred stops, and the city far off: the ring of so many pins had no room, and
    the picture turned inside out."""
    village = [(k * 0.37 % 20, k * 0.61 % 20) for k in range(count - far)]
    seen = arrange([*village, *[(4000.0, 1500.0), (-1000.0, -700.0)][:far]], (),
                   Frame(720, 480, 14, 46, 24), 2.4)
    assert seen.view.scale > 0
    assert all(0 <= pin.x <= 720 and 0 <= pin.y <= 480 for pin in seen.pins)


def drawn_size(root: ET.Element) -> float:
    """The largest width of a pin with its rim, in pixels."""
    return max(widths(root)) + 2


def widths(root: ET.Element) -> Iterator[float]:
    for group in root.iter(f"{SVG}g"):
        if group.get("stroke-width") == "2" and group.get("fill") in ("#a23b2a", "#f0bf3c"):
            for pin in group:
                yield float(pin.get("width", 0)) or 2 * float(pin.get("r", 0))


def test_path_data_is_plain() -> None:
    """Nothing but commands and numbers: no exponent, no nan."""
    for stops in SAMPLES.values():
        for path in re.findall(r' d="([^"]*)"', sketch(trip(stops), backdrop(), FRENCH)):
            assert re.fullmatch(r"[MLQHVqhvmltz\d .+-]*", path)
            assert "e" not in path


@pytest.mark.parametrize("stops", SAMPLES.values(), ids=SAMPLES)
def test_every_drawing_program_reads_the_picture(stops: tuple[Stop, ...]) -> None:
    """Nothing that one of them drops: a plus before a number (CairoSVG, WeasyPrint), an order of
    painting (the same) or a dominant baseline (librsvg). Letters lie over their own halo."""
    document = sketch(trip(stops), backdrop(), FRENCH)
    root = parsed(document)
    assert not [path for element in root.iter() if "+" in (path := element.get("d", ""))]
    assert "paint-order" not in document
    assert "baseline" not in document
    groups = [(bool(group.get("stroke")), [(text.text, dict(text.attrib)) for text in group])
              for group in root.iter(f"{SVG}g") if group.get("font-weight") == "600"]
    assert [stroked for stroked, _ in groups] == [True, False]
    assert groups[0][1] == groups[1][1] != []


@pytest.mark.parametrize("stops", SAMPLES.values(), ids=SAMPLES)
def test_numerals_stand_in_the_middle_of_their_pins(stops: tuple[Stop, ...]) -> None:
    """A numeral's baseline lies below the middle of its pin by a third of its height."""
    root = parsed(sketch(trip(stops), backdrop(), FRENCH))
    radius = pin_radius(len(stops))
    middles = {(float(disc.attrib["cx"]), float(disc.attrib["cy"]))
               for disc in root.iter(f"{SVG}circle")}
    middles |= {(float(square.attrib["x"]) + float(square.attrib["width"]) / 2,
                 float(square.attrib["y"]) + float(square.attrib["height"]) / 2)
                for square in root.iter(f"{SVG}rect") if "x" in square.attrib}
    for _, x, y in numerals(root):
        assert min(abs(x - cx) + abs(y - round(0.4 * radius) - cy) for cx, cy in middles) < 0.2


def test_the_other_direction_has_one_number_for_a_night_and_its_morning() -> None:
    """A route has two stops in the inn, the other direction one; each pin has its number."""
    there = trip(FAR_ONLY)
    day = there.days[0]
    last = day.visits[-1]
    night = replace(last, night=True)
    morning = replace(last, number=last.number + 1, woke=True, leg=None)
    there = replace(there, days=(replace(day, visits=(*day.visits[:-1], night, morning)),))
    count = len(day.visits)
    back = replace(there, days=(replace(day, visits=tuple(
        replace(visit, number=count + 1 - visit.number)
        for visit in reversed((*day.visits[:-1], night)))),))
    _, drawn = sketches(there, backdrop(), [FRENCH], back)
    assert sorted(number for number, _, _ in numerals(ET.fromstring(drawn))) == sorted(
        ["1", *map(str, range(1, count + 1))])
