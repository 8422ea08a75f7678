"""The territories' schematic shapes."""

from __future__ import annotations

from dataclasses import replace

import shapely
from hypothesis import given
from hypothesis import strategies as st

from helpers.samples_sketch import CITY, COUNTRY, SIDES, communes, shapes
from parcours.content.sides import Outline
from parcours.format.model import Commune
from parcours.render.pictures.outlines import main_towns, outlines

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
    assert [town.name for town in towns[:3]] == ["Toulouse", "Lectoure", "L'Isle-Jourdain"]
    only_country = {COUNTRY: replace(SIDES[COUNTRY])}
    assert {town.territory for town in main_towns(communes(), only_country)} == {COUNTRY}
