"""Services on the way: all that is near enough, none that is not, each with its right stop."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from helpers.content_sample import ROUTE, ROUTE_FILE, TODAY, write_sample
from parcours.content.atlas import Atlas
from parcours.content.services import Credit, ServicePoint
from parcours.format.choices import ServiceKind
from parcours.geo.points import LatLon, distance_m
from parcours.load.route import read_trip
from parcours.load.shared import read_shared
from parcours.trip.services import MOST, OnTheWay, on_the_way
from parcours.trip.trip import Shape, Trip

CREDIT = Credit("Mairie", date(2026, 5, 20), "etalab-2.0")
SOLE = ROUTE.replace(", track: tracks/vers-le-jardin.gpx", "")


def read(folder: Path, route: str = ROUTE, **files: str) -> tuple[Trip, Atlas]:
    write_sample(folder, **{ROUTE_FILE: route, **files})
    atlas = read_shared(folder, TODAY).atlas
    trip, faults = read_trip(folder / ROUTE_FILE, atlas)
    assert trip is not None, faults
    return trip, atlas


def beside(trip: Trip, atlas: Atlas, *points: LatLon,
           kind: ServiceKind = ServiceKind.TOILETS) -> OnTheWay:
    """What is found where these services are, and no others but those of places."""
    return on_the_way(trip, replace(atlas, services=tuple(
        ServicePoint(kind, point, credit=CREDIT) for point in points)))


@pytest.mark.parametrize("seed", range(5))
def test_what_is_found_is_what_measuring_everything_finds(tmp_path: Path, seed: int) -> None:
    """Against every distance measured: the same services at each stop, in the same order."""
    trip, atlas = read(tmp_path, SOLE)
    chance = random.Random(seed)  # noqa: S311  (a repeatable choice, no secret)
    points = tuple(ServicePoint(
        chance.choice(list(ServiceKind)),
        LatLon(visit.place.lat + chance.uniform(-0.006, 0.006),
               visit.place.lon + chance.uniform(-0.008, 0.008)), credit=CREDIT)
        for visit in trip.visits for _ in range(30))
    found = on_the_way(trip, replace(atlas, services=points))
    for visit in trip.visits:
        near = [one for one in found.by_stop.get(visit.number, ()) if one.point.credit]
        measured = sorted((far, list(ServiceKind).index(point.kind)) for point in points
                          if (far := distance_m(visit.place.position, point.position)) <= 300)
        assert [(one.distance_m, list(ServiceKind).index(one.point.kind))
                for one in near] == measured


def test_each_service_is_shown_once_with_its_closest_stop(tmp_path: Path) -> None:
    """Two stops share a tap: it is at both in the text, and once on the map, by the nearer."""
    trip, atlas = read(tmp_path, SOLE)
    garden, table = trip.visits[3], trip.visits[4]
    tap = LatLon(garden.place.lat * 0.4 + table.place.lat * 0.6,
                 garden.place.lon * 0.4 + table.place.lon * 0.6)
    found = beside(trip, atlas, tap, kind=ServiceKind.DRINKING_WATER)
    (shown,) = (one for one in found.shown if one.point.credit)
    assert shown.stop_number == table.number
    assert shown.distance_m == distance_m(tap, table.place.position)
    assert {4, 5} <= found.by_stop.keys()


def test_along_a_real_track_and_never_along_a_straight_line(tmp_path: Path) -> None:
    """Half way along a recorded track a tap is shown, beside no stop; where the leg is only a line
    between two stops, nobody passes there."""
    half_way = LatLon(43.8705, 0.6500)
    trip, atlas = read(tmp_path / "track")
    assert trip.visits[3].leg is not None
    assert trip.visits[3].leg.shape is Shape.TRACK
    (shown,) = (one for one in beside(trip, atlas, half_way).shown if one.point.credit)
    assert (shown.stop_number, shown.distance_m) == (0, 0.0)
    straight, atlas = read(tmp_path / "straight", SOLE)
    assert not [one for one in beside(straight, atlas, half_way).shown if one.point.credit]


def test_what_a_place_has_is_near_for_others_and_not_for_itself(tmp_path: Path) -> None:
    """The museum's toilets are close to a stop beside it; at the museum its own sheet tells them,
    and its Wi-Fi is no service on the way."""
    beside_it = ROUTE.replace("""      - place: musee-de-la-brique
""", """      - name: Place de la Brique
        kind: viewpoint
        commune: "31555"
        lat: 43.60450
        lon: 1.44400
      - place: musee-de-la-brique
""").replace(", track: tracks/vers-le-jardin.gpx", "")
    trip, atlas = read(tmp_path, beside_it)
    found = on_the_way(trip, atlas)
    assert [(one.point.kind, one.point.place_id) for one in found.by_stop[2]] == [
        (ServiceKind.TOILETS, "musee-de-la-brique")]
    assert 3 not in found.by_stop


@pytest.mark.parametrize("more", ["status: {state: closed, to: 2027-01-01}", "precision_m: 800"])
def test_no_service_of_a_closed_or_vague_place(tmp_path: Path, more: str) -> None:
    """Toilets of a house that is shut, or that stands nobody knows where, are not promised."""
    where = ('name: Halle\nkind: market\ncommune: "32208"\nlat: 43.93510\nlon: 0.62310\n'
             "services: [toilets]\n")
    trip, atlas = read(tmp_path / "sound", SOLE, **{"places/halle.yml": where})
    assert ServiceKind.TOILETS in {one.point.kind for one in on_the_way(trip, atlas).shown}
    trip, atlas = read(tmp_path / "not", SOLE, **{"places/halle.yml": f"{where}{more}\n"})
    assert not on_the_way(trip, atlas).shown


def test_the_distance_is_the_site_s(tmp_path: Path) -> None:
    """``services_within_m`` decides, and 0 tells of nothing."""
    trip, atlas = read(tmp_path, SOLE)
    at = trip.visits[4].place.position
    point = LatLon(at.lat + 0.0018, at.lon)  # 200 m to the north
    for within_m, there in ((250, True), (150, False), (0, False)):
        site = atlas.site.model_copy(update={"services_within_m": within_m})
        assert bool(beside(trip, replace(atlas, site=site), point).shown) is there


def test_a_crowd_is_cut_and_counted(tmp_path: Path) -> None:
    """Of more benches than a map can show, the nearest are shown and the others counted."""
    trip, atlas = read(tmp_path, SOLE)
    at = trip.visits[4].place.position
    crowd = [LatLon(at.lat + n * 5e-6, at.lon) for n in range(1, MOST + 51)]
    found = beside(trip, atlas, *crowd, kind=ServiceKind.BENCH)
    assert (len(found.shown), found.left_out) == (MOST, 50)
    assert max(one.distance_m for one in found.shown) < 120
