"""The territories' shapes: schematic ones, and outlines that are known."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace

import shapely
from hypothesis import given
from hypothesis import strategies as st

from helpers.published import ROOT
from helpers.samples_sketch import CITY, COUNTRY, SIDES, SUNDAY, communes, shapes
from parcours.build.drawing import drawing
from parcours.content.boundaries import boundary
from parcours.content.sides import Outline
from parcours.content.territory_outlines import OutlineCredit
from parcours.format.model import Commune
from parcours.i18n.language import language_of
from parcours.load.shared import read_shared
from parcours.render.maps.data import outline_data
from parcours.render.pictures.backdrop import UNIT_M, Backdrop
from parcours.render.pictures.catalogue_map import locator
from parcours.render.pictures.labels import width_of
from parcours.render.pictures.outlines import main_towns, outlines
from parcours.safe_text.json import inert_json

METRES_PER_DEGREE = 80_000.0
"""Of longitude at 43.7 degrees north: the smaller of the two, so distances are not overstated."""


def shape(outline: Outline) -> shapely.MultiPolygon:
    return shapely.MultiPolygon([
        shapely.Polygon([(point.lon, point.lat) for point in ring]) for ring in outline.rings])


def test_territories_do_not_overlap() -> None:
    """Both edges can be seen, and no more than a few kilometres of land is left out between."""
    city, country = map(shape, shapes())
    apart_m = city.distance(country) * METRES_PER_DEGREE
    assert 500 < apart_m < 5000


def test_shapes_hold_their_communes() -> None:
    """At least 19 communes in 20 have their point in their own territory, none in the other."""
    for outline in shapes():
        land = shape(outline)
        own = [c for c in communes() if c.territory == outline.side.id]
        inside = [c.name for c in own if land.contains(shapely.Point(c.lon, c.lat))]
        assert len(inside) >= 0.95 * len(own)
        assert not [c.name for c in communes() if c.territory != outline.side.id
                    and land.contains(shapely.Point(c.lon, c.lat))]


def test_rings_are_valid_closed_short_and_rounded() -> None:
    """What consumers count on: closed valid rings, four decimals, few enough points."""
    for outline in shapes():
        assert outline.rings
        assert shape(outline).is_valid
        for ring in outline.rings:
            assert ring[0] == ring[-1]
            assert all(round(value, 4) == value for point in ring for value in point)
        assert sum(map(len, outline.rings)) < 300


def test_order_of_communes_does_not_matter() -> None:
    """The same communes in another order make the same shapes."""
    assert outlines(reversed(communes()), SIDES) == shapes()


def test_a_territory_without_communes_has_no_rings() -> None:
    """Neither does its neighbour suffer."""
    only_city = [c for c in communes() if c.territory == CITY]
    city, country = outlines(only_city, SIDES)
    assert country.rings == ()
    assert shape(city).contains(shapely.Point(1.444, 43.604))
    assert [one.rings for one in outlines([], SIDES)] == [(), ()]


def test_unknown_territories_are_left_out() -> None:
    """A commune of a territory that was not asked for changes nothing."""
    stray = communes()[0].model_copy(update={"territory": "elsewhere", "code": "99999"})
    assert outlines([*communes(), stray], SIDES) == shapes()


@given(st.lists(st.tuples(st.floats(43.4, 44.0), st.floats(0.5, 1.6), st.floats(0.5, 120),
                          st.booleans()), max_size=12, unique_by=lambda row: row[:2]))
def test_any_communes_make_disjoint_valid_shapes(
        rows: list[tuple[float, float, float, bool]]) -> None:
    """However communes are mixed, shapes are valid and share no land."""
    mixed = [Commune(code=f"{i:05d}", name=f"C{i}", territory=CITY if city else COUNTRY,
                     lat=round(lat, 5), lon=round(lon, 5), area_km2=area)
             for i, (lat, lon, area, city) in enumerate(rows)]
    drawn = [shape(outline) for outline in outlines(mixed, SIDES) if outline.rings]
    assert all(land.is_valid for land in drawn)
    if len(drawn) == 2:
        assert drawn[0].intersection(drawn[1]).area == 0


def test_main_towns_come_largest_first() -> None:
    """Toulouse leads, and no town of another alliance is named."""
    towns = main_towns(communes(), SIDES)
    assert [town.name for town in towns[:3]] == ["Toulouse", "Lectoure", "L’Isle-Jourdain"]
    only_country = {COUNTRY: replace(SIDES[COUNTRY])}
    assert {town.territory for town in main_towns(communes(), only_country)} == {COUNTRY}


SQUARE = ((1.3, 43.5), (1.5, 43.5), (1.5, 43.7), (1.3, 43.7), (1.3, 43.5))
HOLE = ((1.38, 43.58), (1.42, 43.58), (1.42, 43.62), (1.38, 43.62), (1.38, 43.58))
ISLAND = ((1.6, 43.5), (1.61, 43.5), (1.61, 43.51), (1.6, 43.51), (1.6, 43.5))
KNOWN = {CITY: boundary(((ISLAND,), (SQUARE, HOLE)))}


def test_a_known_outline_is_taken_as_it_is() -> None:
    """The largest part first, holes turned the other way; another territory keeps its shape."""
    city, country = outlines(communes(), SIDES, KNOWN)
    assert city.surveyed
    assert [[(point.lon, point.lat) for point in ring] for ring in city.rings] == [
        [*SQUARE], [*HOLE[::-1]], [*ISLAND]]
    assert country == shapes()[1]
    assert not country.surveyed


def test_shapely_is_not_asked_where_every_outline_is_known() -> None:
    """Nothing is made from communes: the same of none."""
    both = {**KNOWN, COUNTRY: KNOWN[CITY]}
    assert outlines([], SIDES, both) == outlines(communes(), SIDES, both)


def test_a_known_outline_is_drawn_straight() -> None:
    """Its corners stand in the path, to 10 m, with no sign that CairoSVG drops a path for; what a
    hole holds is no land of the territory."""
    credit = OutlineCredit("IGN", "2018", "etalab-2.0")
    back = Backdrop(outlines([], {CITY: SIDES[CITY]}, KNOWN), (), (credit,))
    paths = [ring.path for ring in back.areas[0].rings]
    assert all(re.fullmatch(r"M-?\d+ -?\d+l([ -]\d+){2,}z", path) for path in paths)
    x, y, *steps = (int(one) for one in re.findall(r"-?\d+", paths[0]))
    corners = [(x, y)]
    for east, south in zip(steps[::2], steps[1::2], strict=True):
        corners.append((corners[-1][0] + east, corners[-1][1] + south))
    for (lon, lat), corner in zip(SQUARE[:-1], corners, strict=True):
        true = back.xy(lat, lon)
        assert max(abs(true[0] - corner[0]), abs(true[1] - corner[1])) <= 1
    assert back.area_at(*back.xy(43.55, 1.35)) == 0
    assert back.area_at(*back.xy(43.60, 1.40)) == -1
    assert back.credits == (credit,)
    assert Backdrop(outlines(communes(), SIDES, KNOWN), (), (credit,)).credits == ()


def test_our_own_outlines_are_light_and_true() -> None:
    """At most 2 kB a territory on a map and 1.25 kB in a picture, packed; no corner farther than
    15 m from the outline's, so the line is as true as the file."""
    atlas = read_shared(ROOT / "itineraries", SUNDAY).atlas
    sides = {id: side for id in atlas.territories if (side := atlas.side(id))}
    drawn = outlines((), sides, atlas.outlines.of)
    assert len(drawn) == len(sides)
    assert all(one.surveyed for one in drawn)
    for outline in drawn:
        land = outline_data(outline, "x", language_of("fr"), "fr")
        assert len(gzip.compress(inert_json(land).encode(), 9)) <= 2000
    back = Backdrop(drawn, (), atlas.outlines.credits_of(sides))
    assert back.credits
    cover = "".join(ring.path for area in back.areas for ring in area.rings)
    assert len(gzip.compress(cover.encode(), 9)) <= 1250 * len(drawn)
    for outline, area in zip(drawn, back.areas, strict=True):
        for ring, path in zip(outline.rings, area.rings, strict=True):
            x, y, *steps = (int(one) for one in re.findall(r"-?\d+", path.path))
            corners = shapely.LineString([(x + sum(steps[:n:2]), y + sum(steps[1:n:2]))
                                          for n in range(0, len(steps) + 1, 2)])
            assert max(corners.distance(shapely.Point(back.xy(*point))) for point in ring
                       ) * UNIT_M <= 15


def test_the_name_of_a_town_lies_beside_the_dots_of_its_places() -> None:
    """On the ground of the places of a city, its name stood below a dozen of their dots: “ulouse”.
    Where there is no room close by, it stands a little further off."""
    atlas = read_shared(ROOT / "itineraries", SUNDAY).atlas
    places = [place.position for place in atlas.places.values()]
    chart = locator(drawing(atlas).grounds["toulouse-metropole"], "toulouse-metropole",
                    language_of("fr"), places)
    a, b, c, d = chart.plane
    (town,) = [label for label in chart.labels if label.lines == ("Toulouse",)]
    wide = width_of("Toulouse", 13)
    left = town.x - {"start": 0, "middle": wide / 2, "end": wide}[town.anchor]
    under = [at for at in places
             if left < a + b * at.lon < left + wide and town.y - 11 < c + d * at.lat < town.y + 3]
    assert under == []


def test_the_names_beside_our_own_territories_lie_on_open_paper() -> None:
    """On the grounds of places, at each territory: no letter of a name lies over any land."""
    atlas = read_shared(ROOT / "itineraries", SUNDAY).atlas
    drawn = drawing(atlas)
    land = shapely.union_all([shapely.Polygon([(at.lon, at.lat) for at in ring])
                              for one in drawn.outlines for ring in one.rings])
    for id, ground in drawn.grounds.items():
        chart = locator(ground, id, language_of("fr"), ())
        a, b, c, d = chart.plane
        names = [label for label in chart.labels if label.side]
        assert len(names) == len(ground.areas)
        for lines, x, top, *_ in names:
            half, last = max(map(len, lines)) * 7.5, top + 29 * (len(lines) - 1)
            box = shapely.box((x - half - a) / b, (top - 12 - c) / d,
                              (x + half - a) / b, (last - c) / d)
            assert not box.intersects(land), (id, lines)
