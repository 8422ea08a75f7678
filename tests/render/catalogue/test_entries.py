"""What the catalogue knows of a route, which choices it offers, and what its page holds."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from helpers.content_sample import (
    FARM_FILE,
    GARDEN_FILE,
    MUSEUM_FILE,
    ROUTE_FILE,
    TODAY,
    edited,
    write_sample,
)
from parcours.build.common_files import common_files
from parcours.build.drawing import drawing
from parcours.build.output import OutputFile
from parcours.build.route_files import summary
from parcours.format.choices import Difficulty, Theme, Tiles
from parcours.format.model import TileProvider
from parcours.format.text import Text
from parcours.geo.points import LatLon
from parcours.hours.calendar import horizon
from parcours.hours.day_set import DaySet
from parcours.i18n.language import language_of
from parcours.load.route import read_trip
from parcours.load.shared import read_shared
from parcours.render import pages
from parcours.render.catalogue import choices
from parcours.render.catalogue import entries as catalogue
from parcours.render.catalogue.data import data as script_data
from parcours.render.catalogue.entries import Access, Entry, Means
from parcours.render.maps import files as map_files
from parcours.render.maps import page as maps
from parcours.trip.trip import Proof

FR, EN = language_of("fr"), language_of("en")
PROVIDER = TileProvider.model_validate({
    "url": "https://tuiles.exemple.fr/{z}/{x}/{y}.png",
    "attribution": "</script><script>alert(1)</script>{{ 7*7 }}"})


def entry_of(folder: Path, **files: str | bytes | None) -> Entry:
    """The sample's route as the catalogue knows it, with some files otherwise."""
    shared = read_shared(write_sample(folder, **files), TODAY)
    trip, found = read_trip(folder / ROUTE_FILE, shared.atlas)
    assert trip is not None, found
    return catalogue.entry(trip)


def one(id: str, **differing: Any) -> Entry:
    """A made-up route, an easy one of a day and 30 km that is possible on every day."""
    usual: dict[str, Any] = {
        "title": Text({"": id}), "alliance": "a", "default_lang": "fr", "themes": (Theme.ART,),
        "difficulty": Difficulty.EASY, "days": 1, "km": 30.0, "means": (), "access": Access.UNKNOWN,
        "horizon": horizon(TODAY), "starts": horizon(TODAY), "proof": Proof(1),
        "stops": (LatLon(43.6, 1.4),), "places": (LatLon(43.6, 1.4),)}
    return Entry(id, **{**usual, **differing})


def offered(*entries: Entry) -> dict[str, dict[str, int]]:
    """The choices with their counts, by group."""
    return {group.name: {str(choice.value): choice.count for choice in group.choices}
            for group in choices.groups(entries, FR)}


def embedded(page: str) -> Any:
    """The script's data of a page."""
    found = re.search(r'<script type="application/json" id="pc-routes">(.*?)</script>', page, re.S)
    assert found is not None
    return json.loads(found[1])


# ---- What is known of a route --------------------------------------------------------------

def test_the_script_knows_emissions_and_both_ways(tmp_path: Path) -> None:
    """What one emits, as it is told, and null where there is no total: such a route is the last by
    CO2; and which routes may be begun at their other end."""
    known = json.loads(script_data([one("a", co2_kg=3.5, back=True), one("b")], [], FR))
    assert (known["co2"], known["back"]) == ([3.5, None], [1, 0])
    entry = entry_of(tmp_path)
    assert entry.co2_kg == round(entry.co2_kg or 0, 1) > 0
    assert entry.back is False



def test_an_entry_says_what_the_trip_does(tmp_path: Path) -> None:
    """Days, distance, means and days to set out are those of the trip; its mark may stand at
    its stops in the country, the middle one first."""
    folder = write_sample(tmp_path)
    shared = read_shared(folder, TODAY)
    trip, _ = read_trip(folder / ROUTE_FILE, shared.atlas)
    assert trip is not None
    entry = catalogue.entry(trip)
    assert (entry.days, entry.km, entry.starts) == (2, trip.km, trip.open_days.starts)
    assert entry.means == (Means.CAR_FREE, Means.BIKE)
    assert entry.stops == tuple(visit.place.position for visit in trip.visits)
    assert entry.places == (
        LatLon(43.93600, 0.62500), LatLon(43.93500, 0.62300), LatLon(43.85000, 0.66000))


def test_marks_keep_off_places_that_are_taken() -> None:
    """Routes that share their stops have their marks at different ones, as long as there are."""
    a, b, c = LatLon(43.6, 0.6), LatLon(43.7, 0.7), LatLon(43.8, 0.8)
    entries = [one("x", places=(a, b)), one("y", places=(a, b)), one("z", places=(b, c)),
               one("u", places=(a,))]
    assert catalogue.marks(entries) == [a, b, c, a]


@pytest.mark.parametrize(("old", "new", "means"), [
    ("by: coach", "by: car", [Means.BIKE]),
    ("by: coach", "by: train", [Means.CAR_FREE, Means.TRAIN, Means.BIKE]),
    ("{by: bike,", "{by: e-bike,", [Means.CAR_FREE, Means.BIKE]),
    ("{by: bike,", "{by: walk,", [Means.CAR_FREE, Means.WALK]),
    ("{by: bike,", "{by: on-demand,", [Means.CAR_FREE]),
])
def test_means_come_from_the_legs(tmp_path: Path, old: str, new: str, means: list[Means]) -> None:
    """A car anywhere takes *without a car* away; *on foot* wants five kilometres of walking."""
    assert [*entry_of(tmp_path, **edited(ROUTE_FILE, old, new)).means] == means


def test_access_is_only_what_is_known(tmp_path: Path) -> None:
    """A stop of which nothing is written keeps a route from being accessible throughout; one that
    is said not to be is never among the others; where nothing is said, that is what is said."""
    assert entry_of(tmp_path / "some").access is Access.IN_PART
    closed = edited(FARM_FILE, "precision_m: 100\n", "precision_m: 100\nwheelchair: no\n")
    assert entry_of(tmp_path / "not", **closed).access is Access.NOT_ALL
    everywhere = {
        **edited(MUSEUM_FILE, "wheelchair: limited", "wheelchair: yes"),
        **edited(FARM_FILE, "precision_m: 100\n", "precision_m: 100\nwheelchair: yes\n"),
        **edited(GARDEN_FILE, "lat: 43.93500\n", "lat: 43.93500\nwheelchair: yes\n"),
        **edited(ROUTE_FILE, "        kind: viewpoint\n",
                 "        kind: viewpoint\n        wheelchair: yes\n")}
    assert entry_of(tmp_path / "all", **everywhere).access is Access.EVERYWHERE
    limited = edited("places/gare-matabiau.yml", "wheelchair: yes\n", "")
    assert entry_of(tmp_path / "limited", **limited).access is Access.IN_PART
    nothing = {**limited, **edited(MUSEUM_FILE, "wheelchair: limited\n", "")}
    assert entry_of(tmp_path / "nothing", **nothing).access is Access.UNKNOWN


def test_the_filter_of_access_leaves_nobody_out() -> None:
    """Each route has one choice, so that the counts add up to all of them; that nothing is said
    is never told as a no, in either language."""
    routes = [one("a"), one("b"), one("c", access=Access.IN_PART), one("d", access=Access.NOT_ALL)]
    assert offered(*routes)["fauteuil"] == {"en-partie": 1, "pas-partout": 1, "non-renseigne": 2}
    said = [[choice.label for group in choices.groups(routes, language)
             if group.name == "fauteuil" for choice in group.choices][-1] for language in (FR, EN)]
    assert said == ["rien n’est renseigné, ce qui ne veut pas dire non",
                    "nothing said, which does not mean no"]


# ---- The choices ---------------------------------------------------------------------------


def test_only_choices_that_help_are_offered() -> None:
    """What all routes share, or none has, is no choice; each comes with how many have it."""
    city, country = one("a"), one("b", themes=(Theme.ART, Theme.FOOD), days=2, km=60,
                                  means=(Means.CAR_FREE,))
    assert offered(city, one("c")) == {}
    assert offered(city, country) == {
        "theme": {"food": 1, "art": 2}, "jours": {"1": 1, "2": 1},
        "km": {"25-50": 1, "50-100": 1}, "moyen": {"sans-voiture": 1}}
    everyone = replace(city, means=(Means.CAR_FREE,))
    assert "moyen" not in offered(everyone, country)
    assert offered() == {}


@pytest.mark.parametrize(("km", "value"), [
    (0, "0-25"), (24.9, "0-25"), (25, "25-50"), (99.9, "50-100"), (100, "100-200"), (200, "200-"),
    (900, "200-")])
def test_each_distance_has_one_band(km: float, value: str) -> None:
    """Bands meet without a gap and without an overlap."""
    other = one("b", km=10 if value != "0-25" else 30)
    assert offered(one("a", km=km), other)["km"][value] == 1


def test_a_season_is_one_with_a_possible_day() -> None:
    """The days of a route, not its YAML, say in which seasons it can be done."""
    days = (date(2027, 3, 1) - TODAY).days
    spring = one("a", starts=DaySet(TODAY, 1 << days))
    assert offered(spring, one("b", starts=DaySet(TODAY, 1 << days - 1)))["saison"] == {
        "printemps": 1, "hiver": 1}


def test_choices_are_told_in_words() -> None:
    """Labels are those of the language, with days counted."""
    groups = choices.groups([one("a", days=9), one("b", km=300, difficulty=Difficulty.HARD)], FR)
    said = {group.legend: [choice.label for choice in group.choices] for group in groups}
    assert said == {
        "Nombre de jours": ["1\u00a0jour", "6\u00a0jours ou plus"],
        "Distance parcourue": ["de 25 à 50\u00a0km", "200\u00a0km ou plus"],
        "Difficulté, à pied ou à vélo": ["facile", "exigeante"]}


def test_routes_come_by_title_in_the_language() -> None:
    """Accents and capitals do not count, and each language has its own order."""
    first = one("x", title=Text({"fr": "Étoiles", "en": "Stars"}))
    second = one("y", title=Text({"fr": "eaux", "en": "waters"}))
    third = one("z", title=Text({"fr": "Zinc", "en": "Pewter"}))
    entries = [third, first, second]
    assert [entry.id for entry in catalogue.in_order(entries, FR)] == ["y", "x", "z"]
    assert [entry.id for entry in catalogue.in_order(entries, EN)] == ["z", "x", "y"]


# ---- The data for the script ---------------------------------------------------------------


def test_the_data_says_the_same_as_the_entries() -> None:
    """Days bit for bit, choices mask for mask, stops point for point; shared ones written once."""
    days = DaySet(TODAY, 0b1011)
    entries = [one("a", starts=days, stops=(LatLon(43.6, 1.4), LatLon(43.9, 0.62))),
               one("b", starts=days, days=3, km=120.4, means=(Means.TRAIN, Means.WALK),
                   stops=(LatLon(43.9, 0.62), LatLon(43.6, 1.4), LatLon(-0.5, -0.25)))]
    groups = choices.groups(entries, FR)
    data = json.loads(script_data(entries, groups, FR))
    assert (data["first"], data["days"]) == (TODAY.isoformat(), 400)
    assert (len(data["sets"]), data["on"]) == (1, [0, 0])
    digits = data["sets"][0]
    assert [n for n in range(400) if int(digits[n >> 2], 16) >> (n & 3) & 1] == [0, 1, 3]
    assert data["points"] == [436000, 14000, 439000, 6200, -5000, -2500]
    assert data["ways"] == [[0, 1], [1, 0, 2]]
    assert data["size"] == [10_030, 30_120]
    told = {group.name: [choice.value for choice in group.choices] for group in groups}
    assert {name: [[value for n, value in enumerate(told[name]) if mask >> n & 1]
                   for mask in masks] for name, masks in data["masks"].items()} == {
        "jours": [["1"], ["3"]], "km": [["25-50"], ["100-200"]],
        "moyen": [[], ["train", "a-pied"]]}


# ---- The page ------------------------------------------------------------------------------


def files_of(folder: Path, **files: str | bytes | None) -> dict[str, str]:
    """Everything that is written of all routes together, in French."""
    shared = read_shared(write_sample(folder, **files), TODAY)
    found = []
    for path in shared.itinerary_paths:
        trip, faults = read_trip(path, shared.atlas)
        assert trip is not None, faults
        found.append(summary(trip, shared.atlas))
    drawn = drawing(shared.atlas)
    return {file.path: file.content.decode("utf-8", "replace")
            for file in common_files(
                found, shared.atlas, drawn, lambda _, __, make: iter(make()))
            if isinstance(file, OutputFile) and file.path.startswith("fr/parcours/")}


def test_each_route_has_a_card_and_a_mark_that_link_to_it(tmp_path: Path) -> None:
    """Card and mark bear the same number, in the order of titles; the ground of the map and the
    map of all routes lie beside the page."""
    second = str(write_sample(tmp_path / "of").joinpath(ROUTE_FILE).read_text("utf-8")).replace(
        "De la brique au jardin", "Au jardin d’abord")
    files = files_of(tmp_path / "content", **{"au-jardin.yml": second})
    page = files["fr/parcours/index.md"]
    assert re.findall(r'<li data-n="(\d)">\s*<article class="pc-card">\s*<img[^>]*src="([\w-]+)/',
                      page) == [("1", "au-jardin"), ("2", "de-la-brique-au-jardin")]
    assert re.findall(r'<a class="pc-mark" href="([\w-]+)/" data-i="(\d)"><title>([^<]+)<',
                      page) == [("au-jardin", "0", "1. Au jardin d’abord"),
                                ("de-la-brique-au-jardin", "1", "2. De la brique au jardin")]
    assert 'src="carte.svg"' in page
    assert files["fr/parcours/carte.svg"].startswith("<svg ")
    assert len(re.findall('<circle cx="\\d+" cy="\\d+" r="25.0"/>', page)) == 2
    drawn = re.search(r'id="trip">(.*?)</script>', files["fr/parcours/map.html"], re.S)
    assert drawn is not None
    assert [route[:2] for route in json.loads(drawn[1])["routes"]] == [
        ["au-jardin", "Au jardin d’abord"], ["de-la-brique-au-jardin", "De la brique au jardin"]]


def test_what_an_editor_wrote_stays_text(tmp_path: Path) -> None:
    """A hostile title is words in the card, in the mark, in the data of the page and of the map."""
    title = "</script></title><b onclick=x>{{ 7*7 }}${1}"
    files = files_of(tmp_path, **edited(
        ROUTE_FILE, "{fr: De la brique au jardin, en: From brick to garden}", json.dumps(title)))
    page = files["fr/parcours/index.md"]
    assert "<b onclick" not in page
    assert "{{" not in page
    assert f"<title>1. {title}" in unescape(page)
    assert "<b onclick" not in files["fr/parcours/map.html"]
    assert "{{" not in re.sub(r"<script type.*?</script>", "", files["fr/parcours/map.html"],
                              flags=re.S)


def test_many_routes_are_dots_without_numbers() -> None:
    """Past forty the marks have no number, nor have the cards, and no two share a place."""
    from helpers.samples_sketch import backdrop
    from parcours.render import pictures

    stops = (LatLon(43.6, 1.44), LatLon(43.9, 0.62))
    chart = pictures.chart(backdrop(), [(stops[1], stops)] * 300, FR)
    assert len({(mark.x, mark.y) for mark in chart.marks}) == 300
    assert {mark.way for mark in chart.marks} == {""}
    entries = [one(f"r{n}") for n in range(41)]
    [(_, page)] = pages.catalogue([(entry, "<p>card</p>") for entry in entries], [], FR)
    assert "data-n=" not in page
    assert "pc-list--long" in page


def test_numbered_marks_stand_clear_of_one_another() -> None:
    """Twelve routes with one place have twelve marks that a finger can tell apart."""
    from helpers.samples_sketch import backdrop
    from parcours.render import pictures

    stops = (LatLon(43.6, 1.44), LatLon(43.9, 0.62))
    chart = pictures.chart(backdrop(), [(stops[1], stops)] * 12, FR)
    places = [(mark.x, mark.y) for mark in chart.marks]
    nearest = min((ax - bx) ** 2 + (ay - by) ** 2 for n, (ax, ay) in enumerate(places)
                  for bx, by in places[:n])
    assert nearest >= (2 * chart.radius) ** 2
    a, b, c, d = chart.plane
    x, y = a + b * stops[0].lon, c + d * stops[0].lat
    assert chart.marks[0].way.startswith(f"M{round(x)} {round(y)}Q")


def test_a_catalogue_without_routes_has_no_filters() -> None:
    """Nothing to choose from: the page says so, and asks for no script's data."""
    [(_, page)] = pages.catalogue([], [], FR)
    assert "pc-routes" not in page
    assert "<form" not in page


# ---- The map of all routes -----------------------------------------------------------------


@pytest.mark.parametrize("tiles", [*Tiles, PROVIDER])
def test_the_map_of_all_routes_asks_only_for_files_that_we_place(
        tiles: Tiles | TileProvider) -> None:
    """Whatever it names lies below its language's folder, by an address that works below a
    sub-path; its policy allows the hosts of tiles and nothing else; a provider's words are data."""
    shell = maps.routes_shell(FR, tiles, map_files.NO_LAND)
    page = maps.render_routes(shell, [one("a"), one("b")], FR, numbered=True)
    named = set(re.findall(r'(?:src|href)="([^"]+)"', page))
    placed = {f"../{path}" for path in map_files.files(tiles)}
    assert named - placed == {"./", "data:,"}
    assert {"leaflet.js", "leaflet.css", "land.js", "folium-map-routes.js", "map-routes.js",
            "map.css", "map-routes.css"} <= {name.rpartition("/")[2] for name in named & placed}
    policy = re.search(r'Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    assert "default-src 'none'" in policy[1]
    assert ("https:" in policy[1]) == (tiles is not Tiles.NONE)
    assert "<script>alert" not in page
    drawn = next(content for path, content in map_files.files(tiles).items()
                 if path.endswith("/folium-map-routes.js"))
    assert drawn.count(b"start(map_1);") == 1


def test_the_map_of_all_routes_is_the_same_twice() -> None:
    """Neither random ids nor the order of a set reach the file."""
    entries = [one("a", places=(LatLon(43.6, 1.4),)), one("b")]
    shells = [maps.routes_shell(EN, Tiles.IGN, map_files.NO_LAND) for _ in range(2)]
    assert len({maps.render_routes(shell, entries, EN, numbered=False) for shell in shells}) == 1
