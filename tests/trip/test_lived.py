"""A trip as it is lived on a day: whose word its times are."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from helpers.coach_route import OUT_AND_BACK, write
from helpers.content_sample import TODAY
from parcours.content.freshness import Level
from parcours.load.route import read_trip
from parcours.load.shared import read_shared
from parcours.trip.lived import lived
from parcours.trip.trip import Trip

MONDAY, SATURDAY, AFTER = date(2026, 11, 23), date(2026, 11, 28), date(2026, 12, 21)
VERIFIED, TOLD, UNKNOWN = Level.VERIFIED, Level.TOLD, Level.UNKNOWN


def trip_of(folder: Path) -> Trip:
    """The trip with what its extract says."""
    trip, found = read_trip(folder / "en-car.yml", read_shared(folder, TODAY).atlas)
    assert trip is not None, found
    return trip


@pytest.mark.parametrize(("walk", "levels"), [
    (", minutes: 10", [TOLD, VERIFIED, VERIFIED, VERIFIED, VERIFIED]),
    ("", [TOLD, VERIFIED, UNKNOWN, UNKNOWN, VERIFIED])])
def test_a_time_is_verified_where_a_timetable_proves_it(tmp_path: Path, walk: str,
                                                        levels: list[Level]) -> None:
    """From a proved arrival on, until a leg whose minutes are our estimate; the next proved ride
    makes it sure again. Before the first ride the office's word stands."""
    trip = trip_of(write(tmp_path, OUT_AND_BACK.replace(", minutes: 10}", f"{walk}}}")))
    assert trip.timetables is not None
    there = lived(trip, trip.timetables.on(MONDAY))
    assert [visit.time_level for visit in there.visits] == levels
    legs = [(leg.departure_min, leg.arrival_min) for leg in there.legs]
    assert (legs[0], legs[3]) == ((540, 640), (1020, 1120))
    assert all(leg.arrival_min == visit.arrival_min for leg, visit in zip(
        there.legs, there.visits[1:], strict=True))


@pytest.mark.parametrize("day", [SATURDAY, AFTER])
def test_no_time_is_verified_without_a_plan(tmp_path: Path, day: date) -> None:
    """A day on which nothing runs, and one past the feed: the trip is as the office wrote it."""
    trip = trip_of(write(tmp_path))
    assert trip.timetables is not None
    assert lived(trip, trip.timetables.on(day)) is trip
    assert VERIFIED not in {visit.time_level for visit in trip.visits}
