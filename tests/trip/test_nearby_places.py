"""Places beside a route: the nearest, from both sides, and none that one already stops at."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.published import ITINERARIES, TODAY, route_ids
from parcours.content.atlas import Atlas
from parcours.geo.points import LatLon, distance_m
from parcours.load.route import read_trip
from parcours.load.shared import read_shared
from parcours.trip.nearby_places import MOST, RADIUS_M, Near, PlaceIndex, nearby, place_indexes
from parcours.trip.trip import Trip

POINTS = st.builds(LatLon, st.floats(43.0, 44.0), st.floats(0.5, 1.5))
SERVES = ("station", "bus-stop", "charging", "bike-rental")


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    """The real places, as on 22 November 2026."""
    return read_shared(ITINERARIES, TODAY).atlas


def trip_of(atlas: Atlas, id: str) -> Trip:
    trip, _ = read_trip(ITINERARIES / f"{id}.yml", atlas)
    assert trip is not None
    return trip


def all_beside(trip: Trip, atlas: Atlas, side: str) -> list[Near]:
    """Every place of one side that could be shown, by comparing each with each."""
    here = {visit.place_id for visit in trip.visits}
    found = []
    for id, place in atlas.places.items():
        if id in here or place.kind.value in SERVES:
            continue
        if atlas.communes[place.commune].territory != side:
            continue
        far, number = min((distance_m(visit.place.position, place.position), visit.number)
                          for visit in trip.visits)
        if far <= RADIUS_M:
            found.append(Near(far, id, number))
    return sorted(found)


@given(st.dictionaries(st.text("abc", min_size=1, max_size=4), POINTS, max_size=40), POINTS)
def test_the_grid_misses_nothing(places: dict[str, LatLon], at: LatLon) -> None:
    """What the grid finds round a point is what measuring every distance finds, in that order."""
    near = [(distance_m(at, there), id) for id, there in places.items()]
    assert sorted(one for one in near if one[0] <= RADIUS_M) == PlaceIndex(places).around(at)


@pytest.mark.parametrize("lat", [-60.0, 0.0, 43.6, 70.0, 85.0])
def test_the_radius_reaches_as_far_everywhere(lat: float) -> None:
    """Degrees of longitude shrink towards the poles: a neighbour to the east is found too."""
    here = LatLon(lat, 1.0)
    east = next(LatLon(lat, 1.0 + n / 1e4) for n in range(1, 100_000)
                if distance_m(here, LatLon(lat, 1.0 + n / 1e4)) > RADIUS_M * 0.99)
    assert [id for _, id in PlaceIndex({"east": east}).around(here)] == ["east"]


@pytest.mark.parametrize("id", route_ids())
def test_the_nearest_of_each_side(atlas: Atlas, id: str) -> None:
    """At most six places, none of them a stop or a station, each with its true distance to the
    nearest stop; each side shows its nearest ones, and none takes the other's part."""
    trip = trip_of(atlas, id)
    found = nearby(trip, place_indexes(atlas))
    sides = {side: all_beside(trip, atlas, side) for side in trip.alliance.territories}
    shown = {side: [one for one in found if one in beside] for side, beside in sides.items()}
    assert found == sorted(one for there in shown.values() for one in there)
    assert len(found) == min(MOST, sum(map(len, sides.values())))
    for side, there in shown.items():
        assert there == sides[side][:len(there)]
        others = len(found) - len(there)
        assert len(there) <= MOST // 2 or others == len(sides[next(x for x in sides if x != side)])


def test_two_routes_share_what_is_remembered(atlas: Atlas) -> None:
    """A ground that was already asked answers as a fresh one does."""
    used = place_indexes(atlas)
    first = [nearby(trip_of(atlas, id), used) for id in route_ids()]
    again = [nearby(trip_of(atlas, id), used) for id in reversed(route_ids())]
    fresh = [nearby(trip_of(atlas, id), place_indexes(atlas)) for id in route_ids()]
    assert first == fresh
    assert first == again[::-1]


def test_a_closed_place_is_not_recommended(atlas: Atlas, tmp_path: Path) -> None:
    """A place that is closed today is left out, and comes back when it opens."""
    trip = trip_of(atlas, "etoiles-et-fusees")
    first = nearby(trip, place_indexes(atlas))[0].place_id
    folder = tmp_path / "itineraries"
    shutil.copytree(ITINERARIES, folder)
    closed = folder / "places" / f"{first}.yml"
    closed.write_text(closed.read_text("utf-8") + "\nstatus: {state: closed, to: 2026-12-31}\n",
                      "utf-8")
    during = read_shared(folder, TODAY).atlas
    after = read_shared(folder, date(2027, 1, 1)).atlas
    assert during.places[first].status
    assert first not in [one.place_id for one in nearby(trip, place_indexes(during))]
    assert first == nearby(trip, place_indexes(after))[0].place_id
