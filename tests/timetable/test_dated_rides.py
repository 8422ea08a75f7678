"""Rides on the dates on which they run, and those that are left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.feeds import FEED, MONDAY, pair, times, write_feed
from parcours.timetable.departures import Doubt

CALLS = FEED["stop_times.txt"].partition("ALLER")[0] + (
    "ALLER,09:00:00,09:00:00,TOU-1,1,0,1\nALLER,10:20:00,10:20:00,FLE,2,0,0\n"
    "SUITE,10:25:00,10:25:00,FLE,1,0,1\nSUITE,10:50:00,10:50:00,LEC,2,1,0\n")
TRIPS = "route_id,service_id,trip_id,block_id\nL1,SEM,ALLER,B\nL2,SEM,SUITE,B\n"


@pytest.mark.parametrize(("line", "doubt"), [
    ("2,3", None), ("TAD 2,3", Doubt.BOOKED), ("2,715", Doubt.BOOKED),
    ("Circuit scolaire 2,3", Doubt.SCHOOL), ("2,712", Doubt.SCHOOL)])
def test_a_vehicle_that_goes_on_for_some_alone(tmp_path: Path, line: str,
                                               doubt: Doubt | None) -> None:
    """Where the second half must be booked, or is there for pupils, the whole proves nothing."""
    found = pair(write_feed(tmp_path, trips=TRIPS, stop_times=CALLS, routes=(
        f"route_id,agency_id,route_short_name,route_type\nL1,1,1,3\nL2,1,{line}\n")))
    assert times(found) == ([] if doubt else ["09:00-10:50"])
    assert set(found.doubts.get(MONDAY, {})) == ({doubt} if doubt else set())
