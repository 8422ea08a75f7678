"""A file of outlines as it may come: what is read of it, and how each fault is told."""

from __future__ import annotations

import json
import time
from itertools import pairwise

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from helpers.outlined import CITY_RING, feature, outline_file
from parcours.content.outline_file import (
    BadOutlineError,
    OutlineFile,
    crossing,
    polygons_of,
    read_outlines,
)

SQUARE = [[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]


def polygon(*rings: object) -> dict[str, object]:
    return {"type": "Polygon", "coordinates": [*rings]}


def fault_of(geometry: object, most: int | None = None) -> BadOutlineError:
    with pytest.raises(BadOutlineError) as caught:
        polygons_of(geometry, most)
    return caught.value


def test_a_feature_is_told_with_its_line() -> None:
    """However the file is laid out, and whatever braces stand in its words."""
    text = outline_file(feature([CITY_RING], name='a "} { brace'), feature([CITY_RING]),
                        note="features: [{")
    read = read_outlines(text, "outlines.geojson")
    assert isinstance(read, OutlineFile)
    lines = text.split("\n")
    assert [lines[read.span(one).line - 1][:18] for one in read.features] == [
        '{"type": "Feature"'] * 2
    assert lines[read.span(member="date").line - 1].startswith('"date"')
    flat = read_outlines(json.dumps(json.loads(text)), "outlines.geojson")
    assert isinstance(flat, OutlineFile)
    assert [flat.span(one).line for one in flat.features] == [1, 1]
    assert flat.text[flat.span(flat.features[1]).column - 1:].startswith('{"type": "Feature"')


@pytest.mark.parametrize("text", ["", "{", "[]", "3", '{"features": 3}', "[" * 2000,
                                  '{"features": [' + "9" * 5000 + "]}"])
def test_what_is_no_such_file_is_told(text: str) -> None:
    """One diagnostic with what to do, and no exception."""
    read = read_outlines(text, "outlines.geojson")
    assert not isinstance(read, OutlineFile)
    assert read.code == "bad-value"
    assert read.hint is not None


@pytest.mark.parametrize(("ring", "said"), [
    ([*SQUARE[:4]], "l’anneau 1 n’est pas fermé"),
    ([[0, 0], [1, 1], [0, 0]], "l’anneau 1 n’a que 3 points"),
    ([], "l’anneau 1 n’a que 0 points"),
    ([[0, 0], [181, 0], [1, 1], [0, 0]], "le point 2 de l’anneau 1 n’est pas une longitude"),
    ([[0, 0], [0, 91], [1, 1], [0, 0]], "le point 2 de l’anneau 1"),
    ([[0, 0], [float("nan"), 1], [1, 1], [0, 0]], "le point 2 de l’anneau 1"),
    ([[0, 0], ["1", 1], [1, 1], [0, 0]], "le point 2 de l’anneau 1"),
    ([[0, 0], [True, 1], [1, 1], [0, 0]], "le point 2 de l’anneau 1"),
    ([[0, 0], [1], [1, 1], [0, 0]], "le point 2 de l’anneau 1"),
    ([[0, 0], None, [1, 1], [0, 0]], "le point 2 de l’anneau 1"),
])
def test_a_ring_that_is_none_is_told(ring: object, said: str) -> None:
    """Not closed, too short, out of range, no numbers: with the ring, the point, what to do."""
    fault = fault_of(polygon(ring))
    assert said in fault.message.fr
    assert fault.hint.fr
    assert fault.hint.en


@pytest.mark.parametrize("geometry", [
    None, 3, {}, {"type": "Point", "coordinates": [0, 0]}, {"type": "Polygon"}, polygon(),
    {"type": "Polygon", "coordinates": 3}, {"type": "MultiPolygon", "coordinates": [[]]},
    {"type": "MultiPolygon", "coordinates": [3]}, polygon(3), polygon("abcd")])
def test_a_geometry_that_is_none_is_told(geometry: object) -> None:
    """Whatever stands in the place of polygons."""
    assert "contour lisible" in fault_of(geometry).message.fr


def test_points_are_counted_before_they_are_looked_at() -> None:
    """Too many of them are told as such, whatever they are."""
    fault = fault_of(polygon([None] * 1001), 1000)
    assert (fault.code, "1001" in fault.message.fr) == ("too-large", True)


def test_where_an_outline_crosses_itself() -> None:
    """A bow tie is told near its knot, a hole that leaves its land too; what only touches is not.
    """
    knot = crossing(polygons_of(polygon([[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]])))
    assert knot is not None
    assert max(abs(knot[0] - 1), abs(knot[1] - 1)) <= 1
    assert crossing(polygons_of(polygon(SQUARE, [[1, 1], [3, 1], [1, 1.5], [1, 1]]))) is not None
    assert crossing(polygons_of(polygon(SQUARE))) is None
    touching = [[2, 2], [4, 2], [4, 4], [2, 4], [2, 2]]
    both = {"type": "MultiPolygon", "coordinates": [[SQUARE], [touching]]}
    assert crossing(polygons_of(both)) is None


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=4, max_size=9,
                unique=True))
def test_what_crosses_is_what_shapely_calls_crossing(corners: list[tuple[int, int]]) -> None:
    """Sides that meet in their insides: any pair of them, by shapely."""
    ring = [[float(x), float(y)] for x, y in [*corners, corners[0]]]
    sides = [shapely.LineString(pair) for pair in pairwise(ring)]
    crosses = any(one.crosses(other) for i, one in enumerate(sides) for other in sides[:i])
    inside = any(one.crosses(other) and not any(
        one.touches(shapely.Point(end)) or one.distance(shapely.Point(end)) < 1e-9
        for end in other.coords) and not any(
        other.distance(shapely.Point(end)) < 1e-9 for end in one.coords)
        for i, one in enumerate(sides) for other in sides[:i])
    found = crossing(polygons_of(polygon(ring))) is not None
    assert found == inside
    assert crosses or not found


def test_the_worst_outline_that_is_let_in_takes_no_long_time() -> None:
    """A thousand sides, all as wide as the world: a second at the very most."""
    ring = [[-170.0 if n % 2 else 170.0, n / 20] for n in range(999)]
    begun = time.process_time()
    assert crossing(polygons_of(polygon([*ring, ring[0]]), 1000)) is None
    assert time.process_time() - begun < 1
