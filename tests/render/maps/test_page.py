"""The map's HTML: equal bytes, inert texts, the right positions, nothing from another host."""

from __future__ import annotations

import colorsys
import gzip
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from html.parser import HTMLParser
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from helpers.published import ROOT
from helpers.samples_map import sample_outlines, sample_towns, sample_trip
from parcours import HERE
from parcours.build.drawing import drawing
from parcours.content.services import Credit, ServicePoint
from parcours.content.sides import Outline, Side
from parcours.format.choices import Character, Kind, Mode, ServiceKind, State, Tiles
from parcours.format.model import Status, TileProvider
from parcours.format.names import CHARACTERS, KINDS
from parcours.format.text import Text
from parcours.geo.points import LatLon, packed, steps
from parcours.i18n.language import language_of
from parcours.i18n.typography import typeset
from parcours.load.shared import read_shared
from parcours.render.maps import files as map_files
from parcours.render.maps import page as maps
from parcours.render.maps.data import trip_data
from parcours.render.words.modes import STYLES, UNSTATED, style_of
from parcours.safe_text.json import inert_json
from parcours.trip.services import OnTheWay, Shown
from parcours.trip.trip import Shape, Trip
from parcours.web import colours

FR, EN = language_of("fr"), language_of("en")
HOSTILE = [
    "{{ 7*191 }}",
    "{% for x in range(9) %}x{% endfor %}{# c #}",
    "${alert(1)} `alert(1)` \\",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<!--title--> <!--trip--> {title} {n} <!-- ",
    "a\u2028b\u2029c & d \" ' \x7f",
]


class Page(HTMLParser):
    """What a browser would make of the page: elements, attributes, texts of some of them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}
        self._open = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = dict(attrs)
        self.attributes.append((tag, given))
        if tag in ("title", "h1", "script"):
            self._open = given.get("id") or tag

    def handle_endtag(self, tag: str) -> None:
        if tag in ("title", "h1", "script"):
            self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open:
            self.texts[self._open] = self.texts.get(self._open, "") + data

    def data(self, id: str = "trip") -> Any:
        """The JSON block with this id."""
        return json.loads(self.texts[id])


@pytest.fixture(scope="module")
def bare() -> maps.Shell:
    """A French shell without tiles."""
    return maps.shell(FR, Tiles.NONE)


def hostile_trip(text: str) -> Trip:
    """The sample with ``text`` in every field that an editor writes and a map shows."""
    trip = sample_trip()
    said = Text({"": text})
    side = {visit.side.id: replace(visit.side, name=said) for visit in trip.visits}

    def visit(old: Any) -> Any:
        leg = old.leg and replace(old.leg, line=text, note=said)
        return replace(old, place=old.place.model_copy(update={"name": said}), commune=text,
                       side=side[old.side.id], leg=leg, note=said)

    return replace(
        trip, itinerary=trip.itinerary.model_copy(update={"title": said}),
        days=tuple(replace(day, title=said, visits=tuple(map(visit, day.visits)))
                   for day in trip.days))


@pytest.mark.parametrize("text", HOSTILE)
def test_editors_text_is_inert(bare: maps.Shell, text: str) -> None:
    """Template, script and HTML syntax in any text comes out as that text, set as French is, and as
    nothing else."""
    typed, text = text, typeset(text, "fr")
    page = Page(maps.render(bare, hostile_trip(typed), FR))
    plain = Page(maps.render(bare, sample_trip(), FR))
    data = page.data()
    stop, leg, day = data["stops"][1], data["legs"][0], data["days"][0]
    shown = {stop["name"], stop["commune"], leg["line"], day["title"],
             data["sides"]["toulouse-metropole"]["name"]}

    assert {text, typed} == shown
    assert page.texts["title"] == f"Carte\u00a0: {text}"
    assert page.texts["h1"] == f"Carte\u00a0: {text}"
    assert page.tags == plain.tags


@pytest.mark.parametrize("text", HOSTILE)
def test_data_block_holds_no_markup(text: str) -> None:
    """No character of the JSON can end its element, open a comment or break a JavaScript line."""
    block = inert_json({"a": text, text: 1})

    assert not set("<>&\u2028\u2029") & set(block)
    assert json.loads(block) == {"a": text, text: 1}


@pytest.mark.parametrize("text", HOSTILE)
def test_tile_provider_is_inert(text: str) -> None:
    """A provider of site.yml reaches the script as data and never goes through Folium."""
    provider = TileProvider.model_validate(
        {"url": "https://tiles.example.org/{z}/{x}/{y}.png", "attribution": "a", "max_zoom": "17"})
    provider = provider.model_copy(update={"url": text, "attribution": text})
    page = Page(maps.render(maps.shell(FR, provider), sample_trip(), FR))
    plain = Page(maps.render(maps.shell(FR, Tiles.NONE), sample_trip(), FR))

    assert page.data("setting")["tiles"] == {"url": text, "attribution": text, "maxZoom": 17}
    assert page.tags == plain.tags


def module_data(script: str, does: str) -> Any:
    """What a module of a territory says."""
    begin, end = f'import {{{does}}} from "./land.js";\n{does}(', ");\n"
    assert script.startswith(begin)
    assert script.endswith(end)
    return json.loads(script.removeprefix(begin).removesuffix(end))


def test_modules_of_territories_are_inert() -> None:
    """Names in the shared modules are escaped as in the map."""
    outlines = tuple(replace(outline, side=replace(outline.side, name=Text({"": HOSTILE[3]})))
                     for outline in sample_outlines())
    towns = tuple(replace(town, name=HOSTILE[6]) for town in sample_towns())
    land = maps.land_in(FR, outlines, towns, "", {"toulouse-metropole": HOSTILE[5]})

    assert [one.id for one in land.territories] == ["toulouse-metropole", "portes-de-gascogne"]
    for one in land.territories:
        assert not set("<>&\u2028\u2029") & set(one.outline + one.towns)
        assert module_data(one.outline, "hold")["name"] == HOSTILE[3]
        assert {town[0] for town in module_data(one.towns, "name")["towns"]} == {HOSTILE[6]}
    assert module_data(land.territories[0].outline, "hold")["source"] == HOSTILE[5]


def test_a_map_loads_the_territories_of_its_stops() -> None:
    """And no other of the site: each is a module, and what names its communes waits in a template;
    the map of all routes loads every outline, and no names, as it shows none."""
    elsewhere = Outline(Side("comminges", Text({"": "Comminges"}), Character.RURAL), ())
    land = maps.land_in(FR, (*sample_outlines(), elsewhere), sample_towns())
    page = maps.render(maps.shell(FR, Tiles.NONE, land), sample_trip(), FR)
    head, waiting = re.fullmatch(r".*?(<link rel=\"modulep.*)<template>(.*?)</template>.*", page,
                                 re.DOTALL).groups()  # type: ignore[union-attr]
    folder = f"../../{map_files.folder(Tiles.NONE, land)}/"
    both = ["toulouse-metropole", "portes-de-gascogne"]
    assert re.findall(r'<script type="module" src="([^"]+)"', head) == [
        f"{folder}land-{id}.js" for id in both]
    assert re.findall(r'<script type="module" src="([^"]+)"', waiting) == [
        f"{folder}towns-{id}.js" for id in both]
    assert page.index("land-portes") < page.index("folium-map.js")
    for shell in (maps.routes_shell(FR, Tiles.NONE, land), maps.places_shell(FR, Tiles.NONE, land)):
        assert re.findall(r"/land-([\w-]+)\.js", shell[0]) == [*both, "comminges"]
        assert "/towns-" not in shell[0]


def test_outlines_are_packed_as_the_script_unpacks_them() -> None:
    """The same line as in ``tests/js/pure.test.js``: north, south, west, and beyond nought."""
    assert packed([LatLon(*point) for point in (
        (43.6, 1.444), (43.61, 1.444), (43.6, 1.4), (43.6, -0.2002), (-1, 0.5))]
    ) == "_xhLgbMcB?bBvL?`sNnprLyyE"


def test_the_land_of_a_map_is_light() -> None:
    """At most 4 kB, compressed, of our own territories on any map: that of a route draws those of
    its alliance, that of all routes or places every one."""
    atlas = read_shared(ROOT / "itineraries", date(2026, 11, 29)).atlas
    files = {path.rpartition("/")[2]: content
             for path, content in drawing(atlas).map_files["fr"].items()}
    drawn = {id: [*alliance.territories] for id, alliance in atlas.alliances.items()}
    drawn["all routes"] = [*atlas.territories]
    weights = {what: sum(len(gzip.compress(files[f"land-{id}.js"], 9)) for id in territories)
               for what, territories in drawn.items()}
    assert len(weights) >= 3
    assert all(1500 < weight <= 4000 for weight in weights.values()), weights


def test_positions_agree_with_stock_folium(bare: maps.Shell) -> None:
    """The pins stand where Folium's own markers would, in the same order."""
    import folium

    trip = sample_trip()
    stock = folium.Map()
    for visit in trip.visits:
        folium.Marker(visit.place.position).add_to(stock)
    markers = re.findall(r"L\.marker\(\s*\[([-\d.]+), ([-\d.]+)\]", stock.get_root().render())
    expected = [(float(lat), float(lon)) for lat, lon in markers]
    stops = Page(maps.render(bare, trip, FR)).data()["stops"]

    assert len(expected) == 8
    assert expected == [(stop["lat"], stop["lon"]) for stop in stops]
    assert list(range(1, 9)) == [stop["n"] for stop in stops]


def digests() -> list[str]:
    """What the map and the names of territories come to, in each language and with each tiles."""
    made = []
    for language in (FR, EN):
        made += [maps.render(maps.shell(language, tiles), sample_trip(), language)
                 for tiles in Tiles]
        made += [one.outline + one.towns for one in maps.land_in(
            language, sample_outlines(), sample_towns()).territories]
    return [sha256(text.encode()).hexdigest() for text in made]


def test_bytes_are_equal_in_every_process() -> None:
    """Neither random ids nor hashing reach the file: another process writes the same bytes."""
    done = subprocess.run(
        [sys.executable, "-c", "from render.maps import test_page as t; print(*t.digests())"],
        check=True, text=True, capture_output=True,
        env={"PYTHONHASHSEED": "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1",
             "PYTHONPATH": ":".join([str(Path(__file__).parents[2]), *sys.path])})
    assert done.stdout.split() == digests()
    assert len(digests()) == 10


def test_importing_and_rendering_do_not_load_folium(bare: maps.Shell) -> None:
    """Folium's import is paid by who builds a shell: a worker gets one by pickle."""
    import pickle

    program = ("import pickle, sys; sys.path.insert(0, sys.argv[1])\n"
               "from helpers.samples_map import sample_trip\n"
               "from parcours.render.maps import page as maps\n"
               "from parcours.i18n.language import language_of\n"
               "shell = pickle.load(sys.stdin.buffer)\n"
               "sys.stdout.write(maps.render(shell, sample_trip(), language_of('fr')))\n"
               "assert not {'folium', 'branca'} & set(sys.modules)\n")
    output = subprocess.run(
        [sys.executable, "-c", program, str(Path(__file__).parents[2])], check=True,
        input=pickle.dumps(bare), capture_output=True,
        env={"PYTHONIOENCODING": "utf-8", "PYTHONPATH": ":".join(sys.path)}).stdout

    assert maps.render(bare, sample_trip(), FR).encode() == output


def test_without_tiles_only_our_own_files_are_asked_for(bare: maps.Shell) -> None:
    """Every file the map names is one that we place, by an address that works below a sub-path; all
    lie in the one folder of their version: no map ever runs with files of another build."""
    html = maps.render(bare, sample_trip(), FR)
    asked = {value or "" for _, attributes in Page(html).attributes
             for key, value in attributes.items() if key in ("src", "href")}
    ours = {f"../../{path}" for path in map_files.files(Tiles.NONE)}

    assert asked - ours == {"./", "data:,"}
    assert len({address.rpartition("/")[0] for address in asked & ours}) == 1
    assert {"folium-map.js", "map.js", "leaflet.js", "land.js", "map.css"} <= {
        name.rpartition("/")[2] for name in asked}
    assert "://" not in re.sub(r"http://www\.w3\.org/\S+", "", html)


@pytest.mark.parametrize("layout", [map_files.ROUTE, map_files.ROUTES])
def test_all_that_a_map_imports_is_asked_for_at_once(layout: map_files.Layout) -> None:
    """A browser learns of a module only from the one that imports it: the page names them all, and
    no other."""
    there = {path.rpartition("/")[2]: content.decode()
             for path, content in map_files.files(Tiles.IGN).items() if path.endswith(".js")}
    needed = [layout.begin]
    for name in needed:
        needed += [one for one in re.findall(r'from ?"\./([\w-]+\.js)";|import ?"\./([\w-]+\.js)";',
                                             there[name])
                   for one in one if one and one not in needed]

    assert sorted(map_files.modules(layout)) == sorted(set(needed) - {layout.begin})


def test_the_version_is_that_of_all_files() -> None:
    """Another background, other territories, other colours: another folder; the same: the same."""
    territory = map_files.Territory("toulouse", "1;", "2;")
    folders = [map_files.folder(tiles, land) for tiles in Tiles
               for land in (map_files.NO_LAND, map_files.Land((territory,)),
                            map_files.Land(colours="#123456"))]

    assert len(set(folders)) == len(folders)
    assert map_files.folder(Tiles.IGN) == map_files.folder(Tiles.IGN)
    assert re.fullmatch(r"assets/map/[0-9a-f]{10}", folders[0])


@pytest.mark.parametrize(("tiles", "host"), [(Tiles.IGN, "data.geopf.fr"),
                                             (Tiles.OSM, "tile.openstreetmap.org")])
def test_tiles_come_with_their_attribution(tiles: Tiles, host: str) -> None:
    """The provider's tiles are Folium's layer, credited, and the only other host allowed."""
    html = maps.render(maps.shell(FR, tiles), sample_trip(), FR)
    policy = re.search(r'Security-Policy" content="([^"]+)"', html)
    drawn = next(content.decode() for path, content in map_files.files(tiles).items()
                 if path.endswith("/folium-map.js"))

    assert f'L.tileLayer("https://{host}/' in drawn
    assert {Tiles.IGN: "geoservices.ign.fr/",
            Tiles.OSM: "openstreetmap.org/copyright"}[tiles] in drawn
    assert drawn.index("start(map_1,") < drawn.index("L.tileLayer(")
    assert policy is not None
    assert f"img-src 'self' data: https://{host};" in policy[1]


def test_policy_lets_no_script_of_the_page_run(bare: maps.Shell) -> None:
    """No script stands in the page: what Folium wrote from constants is a file, too."""
    page = Page(maps.render(bare, sample_trip(), FR))
    policy = next(attributes["content"] for tag, attributes in page.attributes
                  if attributes.get("http-equiv") == "Content-Security-Policy")

    assert policy is not None
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert "script" not in page.texts
    assert [(one.get("type"), "src" in one) for tag, one in page.attributes if tag == "script"] == [
        ("module", True), ("application/json", False), ("application/json", False)]


def test_page_has_language_title_landmark_and_zooms() -> None:
    """What assistive technology asks of a page, in the page's language."""
    html = maps.render(maps.shell(EN, Tiles.NONE), sample_trip(), EN)
    page = Page(html)
    viewport = next(attributes["content"] for _, attributes in page.attributes
                    if attributes.get("name") == "viewport")

    assert html.startswith("<!DOCTYPE html>\n<html lang=\"en\">")
    assert page.texts["title"] == page.texts["h1"] == "Map: From brick to stars"
    assert page.tags.count("main") == page.tags.count("h1") == 1
    assert viewport == "width=device-width, initial-scale=1"
    assert not re.search(r"jquery|bootstrap|font-?awesome|\son\w+=", html, re.IGNORECASE)


def test_a_text_in_another_language_says_so() -> None:
    """A name or title missing in English carries the language it is in."""
    trip = sample_trip()
    french = trip.itinerary.model_copy(update={"title": Text({"fr": "Étoiles"})})
    html = maps.render(maps.shell(EN, Tiles.NONE), replace(trip, itinerary=french), EN)
    stops = Page(html).data()["stops"]

    assert '<span lang="fr">Étoiles</span>' in html
    assert [stop["n"] for stop in stops if stop.get("lang") == "fr"] == [7]


def test_stops_and_legs_say_what_a_visitor_needs(bare: maps.Shell) -> None:
    """Kind, side, commune, time, stay, precision and the way there, in the page's words."""
    data = trip_data(sample_trip(), bare.labels, FR)

    assert data["stops"][6] == {
        "n": 7, "day": 2, "name": "Ferme des étoiles", "kind": "lieu de science",
        "side": "portes-de-gascogne", "commune": "Fleurance", "lat": 43.832, "lon": 0.771,
        "anchor": "etape-7", "time": "16\u00a0h\u00a020", "stay": "40\u00a0min sur place",
        "precision": 400, "near": "position connue seulement à 400\u00a0m près"}
    assert data["stops"][4]["stay"] == "nuit sur place"
    assert data["legs"][5] == {
        "from": 6, "to": 7, "day": 2, "mode": "car", "shape": "straight",
        "facts": "environ 20\u00a0min, 2,4\u00a0km à vol d’oiseau"}
    assert data["sides"]["toulouse-metropole"] == {
        "name": "Toulouse Métropole", "character": "urban", "label": "ville"}
    assert [mode["label"] for mode in data["modes"].values()] == [
        "à pied", "en métro", "en train", "en voiture"]


def test_known_lines_are_drawn_to_the_metre(bare: maps.Shell) -> None:
    """Steps add up to the points of the leg, to 1e-5 degrees, however long the line."""
    trip = sample_trip()
    drawn = trip_data(trip, bare.labels, FR)["legs"]
    taken = steps([LatLon(43.000004 + i / 7e4, -0.5 + i / 3e4) for i in range(5000)])

    assert ["points" in leg for leg in drawn] == [
        leg.shape is not Shape.STRAIGHT for leg in trip.legs]
    assert _walked(drawn[0]["points"]) == [tuple(point) for point in trip.legs[0].points]
    assert _walked(taken)[-1] == (round(43.000004 + 4999 / 7e4, 5), round(-0.5 + 4999 / 3e4, 5))


def _walked(taken: list[int]) -> list[tuple[float, float]]:
    lat = lon = 0
    line = []
    for north, east in zip(taken[::2], taken[1::2], strict=True):
        lat, lon = lat + north, lon + east
        line.append((lat / 1e5, lon / 1e5))
    return line


def test_every_means_of_travel_has_its_own_colour_and_dashes() -> None:
    """Lines differ by colour and by dashes, and stand out from paper and from white."""
    styles = [style_of(mode) for mode in (*Mode, None)]

    assert set(STYLES) == set(Mode)
    assert len({style.colour for style in styles}) == len(styles)
    assert len({style.dash for style in styles}) == len(styles)
    assert min(_contrast(style.colour, ground) for style in styles
               for ground in ("#f4efe4", "#ffffff")) >= 4.5


def test_pins_are_legible() -> None:
    """Numerals stand out from both grounds, and the grounds from paper."""
    assert _contrast("#ffffff", colours.BRICK) >= 4.5
    assert _contrast(colours.INK, colours.GOLD) >= 4.5
    assert _contrast(colours.INK, "#f4efe4") >= 4.5


def _contrast(one: str, other: str) -> float:
    """The contrast of two colours, by WCAG 2."""
    def light(colour: str) -> float:
        parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
                            for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


def test_every_word_is_translated() -> None:
    """Whatever the map says has a French sentence in the catalogue."""
    here = Path(maps.__file__).parent
    source = "".join((here / name).read_text(encoding="utf-8")
                     for name in ("map.html", "page.py", "data.py"))
    said = {*re.findall(r'say\("([^"]+)"\)', source), *maps._WORDS.values(),
            *KINDS.values(), *CHARACTERS.values(), UNSTATED.label,
            *(style.label for style in STYLES.values())}
    catalogue = (HERE / "locale/fr/LC_MESSAGES/parcours.po").read_text(encoding="utf-8")

    assert set(KINDS) == set(Kind)
    assert set(CHARACTERS) == set(Character)
    assert sorted(words for words in said if f'msgid "{words}"\n' not in catalogue) == []


def test_own_files_are_light() -> None:
    """The scripts and style of the map stay below 16.7 kB, compressed."""
    files = map_files.assets()
    own = [name for name in map_files.modules(map_files.ROUTE) if name in files]

    assert sum(len(gzip.compress(files[name]))
               for name in {*own, "map.css"} - {"leaflet.js"}) < 16_700
    assert b"sourceMappingURL" not in files["leaflet.js"]
    assert {"images/layers.png", "images/marker-icon.png"} <= set(files)


def test_services_are_a_layer_that_is_not_shown() -> None:
    """Folium makes the layer empty and leaves it off the map; the points are inert data, and a
    route without services has neither data nor, by the script, a button."""
    script = map_files.files(Tiles.NONE)[f"{map_files.folder(Tiles.NONE)}/folium-map.js"]
    assert b"var feature_group_1=L.featureGroup(" in script
    assert b"feature_group_1.addTo" not in script
    assert b"start(map_1,feature_group_1)" in script
    found = OnTheWay(300, {}, (Shown(ServicePoint(
        ServiceKind.TRAM, LatLon(43.6041, 1.4451), Text({"": HOSTILE[3]}), ("T1",), None,
        Credit("Réseau", date(2026, 2, 10), "ODbL-1.0")), 1, 146.0),))
    shell = maps.shell(FR, Tiles.NONE)
    assert HOSTILE[3] not in maps.render(shell, sample_trip(), FR, found)
    drawn = trip_data(sample_trip(), shell.labels, FR, found)["services"]
    assert drawn == {
        "kinds": [["tram", "tram"]],
        "points": [[0, 43.6041, 1.4451, HOSTILE[3], "ligne T1", 1, "150\u00a0m"]],
        "credit": "Réseau, 10 février 2026 (ODbL 1.0)"}
    assert "services" not in trip_data(sample_trip(), shell.labels, FR)


def test_who_supplies_whom_is_not_drawn_as_a_way() -> None:
    """Its dots are of another hue than those of any means that is drawn in dots, by day and by
    night: a line from maker to seller would be taken for a footpath."""
    def hue(colour: str) -> float:
        return colorsys.rgb_to_hls(*(int(colour[at:at + 2], 16) / 255 for at in (1, 3, 5)))[0]

    drawn = re.findall(r"--supply: (#[0-9a-f]{6})", (HERE / "assets/map.css").read_text("utf-8"))
    dotted = [style.colour for style in STYLES.values() if int(style.dash.split()[0]) <= 6]
    assert len(drawn) == 3
    for supply, way in product(drawn, dotted):
        apart = abs(hue(supply) - hue(way))
        assert min(apart, 1 - apart) > 1 / 12, (supply, way)


def test_the_card_of_a_closed_stop_says_so(bare: maps.Shell) -> None:
    """The map may be embedded elsewhere: “10:00, stay 1 h” was all it told of baths in works."""
    trip = sample_trip()
    day = trip.days[0]
    first = day.visits[0]
    today = trip.open_days.first
    for state, until, told in (
            (State.WORKS, today, f"Works until {EN.date(today)}"), (State.CLOSED, None, "Closed"),
            (State.WORKS, today - timedelta(days=1), None), (State.OPEN, None, None)):
        status = Status.model_construct(state=state, from_=None, to=until)
        place = first.place.model_copy(update={"status": status})
        shut = replace(trip, days=(replace(day, visits=(
            replace(first, place=place), *day.visits[1:])), *trip.days[1:]))
        stop = Page(maps.render(bare, shut, EN)).data()["stops"][0]
        assert stop.get("closed") == told
