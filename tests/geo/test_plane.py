"""A plane over a territory: right to 1 %, and there and back again."""

from __future__ import annotations

from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcours.geo.plane import Plane
from parcours.geo.points import LatLon, distance_m

GIMONT = LatLon(43.6260, 0.8780)
NEAR = st.builds(LatLon, st.floats(43.2, 44.05), st.floats(0.28, 1.48))
"""Within 50 km of it, and a little more in the corners."""


@given(NEAR, NEAR)
def test_distances_are_right_to_one_percent(a: LatLon, b: LatLon) -> None:
    """Between any two points of a territory, as on the sphere."""
    plane = Plane(GIMONT)
    (xa, ya), (xb, yb) = plane.xy(*a), plane.xy(*b)
    assert hypot(xa - xb, ya - yb) == pytest.approx(distance_m(a, b), rel=0.01, abs=0.01)


@given(NEAR, st.sampled_from([1.0, 100.0, 1000.0]))
def test_there_and_back(point: LatLon, unit_m: float) -> None:
    """A point is found again from its units, whatever they are."""
    plane = Plane(GIMONT, unit_m)
    found = plane.point(*plane.xy(*point), 6)
    assert found.lat == pytest.approx(point.lat, abs=1e-6)
    assert found.lon == pytest.approx(point.lon, abs=1e-6)


def test_north_is_up_and_east_is_right() -> None:
    """The origin is at nothing; a degree north is 111 km, a degree east less."""
    plane = Plane(GIMONT, unit_m=1000)
    assert plane.xy(*GIMONT) == (0.0, 0.0)
    assert plane.xy(GIMONT.lat + 1, GIMONT.lon)[1] == pytest.approx(111.19, abs=0.01)
    assert plane.xy(GIMONT.lat, GIMONT.lon + 1)[0] == pytest.approx(80.49, abs=0.01)
