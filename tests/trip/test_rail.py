"""Kilometres along a railway: those between the stations of the line to Auch, and what is left to
an estimate."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest

from helpers.planning import atlas_of, trip_of
from parcours.content.railways import Station, stations_by_place
from parcours.geo.points import LatLon, distance_m, length_km
from parcours.trip.rail import rail_way
from parcours.trip.trip import Leg

KM = {"matabiau": 0.0, "colomiers": 16.45, "isle": 41.10, "auch": 88.43}
"""Kilometre points of the line: raildusud.canalblog.com, 25 April 2022."""
AT = {"matabiau": LatLon(43.61121, 1.45362), "arenes": LatLon(43.59344, 1.41799),
      "colomiers": LatLon(43.60373, 1.33422), "isle": LatLon(43.61719, 1.08983),
      "gimont": LatLon(43.63305, 0.86762), "auch": LatLon(43.64749, 0.59666)}
"""The last-but-one and Arènes have no known kilometre point."""
MEASURED = {("matabiau", "colomiers"): 16.45, ("matabiau", "isle"): 41.1,
            ("matabiau", "auch"): 88.43, ("colomiers", "isle"): 24.65,
            ("colomiers", "auch"): 71.98, ("isle", "auch"): 47.33}
STATIONS = stations_by_place([
    Station("auch", place, km, "raildusud", date(2022, 4, 25)) for place, km in KM.items()])


def way(*passed: str) -> tuple[float, bool] | None:
    found = rail_way(passed, [AT[one] for one in passed], STATIONS)
    return found and (round(found.km, 2), found.known)


def leg(travel: dict[str, object], start: str, end: str) -> Leg:
    """The leg of a route from one station to another."""
    places = {id: {"kind": "station", "lat": str(at.lat), "lon": str(at.lon)}
              for id, at in AT.items()}
    atlas = replace(atlas_of(places), stations=STATIONS)
    (found,) = trip_of(atlas, [("09:00", [{"place": start}, {"place": end, "travel": travel}])]
                       ).legs
    return found


@pytest.mark.parametrize(("start", "end"), [*combinations(KM, 2)])
def test_between_two_stations_it_is_what_was_measured(start: str, end: str) -> None:
    """Each pair, both ways, whatever stations between are named; never the straight line, which
    is up to 41 % too short."""
    assert way(start, end) == (MEASURED[start, end], True)
    assert way(end, start) == (MEASURED[start, end], True)
    assert distance_m(AT[start], AT[end]) / 1000 < 0.85 * MEASURED[start, end]


def test_stations_passed_on_the_way_change_nothing() -> None:
    """Known ends are enough, also where a station between has no kilometre point."""
    assert way("matabiau", "arenes", "colomiers", "isle") == (41.1, True)


def test_what_lies_beyond_the_known_stations_is_estimated() -> None:
    """The known part stands as it is; the rest is the line through the stations, 1.15 times, and
    the whole is an estimate."""
    beyond = length_km([AT["isle"], AT["gimont"]]) * 1.15
    assert way("matabiau", "arenes", "isle", "gimont") == (round(41.1 + beyond, 2), False)
    assert way("gimont", "isle", "matabiau") == (round(41.1 + beyond, 2), False)


def test_other_lines_tell_nothing() -> None:
    """One known station is no distance, nor are two of different lines."""
    assert way("matabiau", "gimont") is None
    other = stations_by_place([Station("agen", "gimont", 3, "x", date(2022, 1, 1)),
                               *(one for stations in STATIONS.values() for one in stations)])
    assert rail_way(("matabiau", "gimont"), (AT["matabiau"], AT["gimont"]), other) is None


def test_a_leg_by_train_has_the_kilometres_of_the_railway() -> None:
    """They are known, shown as such, and emit so much; typed kilometres stand before them, and a
    car does not follow the rails."""
    found = leg({"by": "train"}, "matabiau", "colomiers")
    assert (found.km, found.km_estimated, found.way_km) == (16.45, False, 16.45)
    assert found.co2_kg == pytest.approx(16.45 * 0.02769)
    assert leg({"by": "train", "km": "17"}, "matabiau", "colomiers").way_km == 17
    straight = distance_m(AT["matabiau"], AT["colomiers"]) / 1000
    car = leg({"by": "car"}, "matabiau", "colomiers")
    assert car.km_estimated is True
    assert car.km == pytest.approx(straight)
    assert car.way_km == pytest.approx(straight * 1.4)


def test_a_leg_known_in_part_shows_the_line_and_counts_the_railway() -> None:
    """The page still shows the line as the crow flies; emissions count what is known."""
    found = leg({"by": "train", "via": ["arenes", "isle"]}, "matabiau", "gimont")
    assert found.km_estimated is True
    assert found.km == pytest.approx(length_km([AT[one] for one in (
        "matabiau", "arenes", "isle", "gimont")]))
    assert found.way_km == pytest.approx(41.1 + length_km([AT["isle"], AT["gimont"]]) * 1.15)
