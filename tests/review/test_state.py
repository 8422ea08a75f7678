"""Which routes a change touches."""

from __future__ import annotations

import shutil
from pathlib import Path

from helpers import coach_route
from helpers.content_sample import TODAY
from helpers.feeds import MONDAY
from parcours.review.state import affected, read_state


def test_an_extract_of_timetables_touches_its_route_alone(tmp_path: Path) -> None:
    """Even where it has the same size and differs far behind its beginning; read again, the trip of
    that route has the other departures."""
    former = coach_route.write(tmp_path / "a")
    present = tmp_path / "b"
    shutil.copytree(former, present)
    path = present / "timetables/en-car.json"
    text = path.read_text("utf-8")
    path.write_text(text.replace('["17:00", "18:40"', '["16:30", "18:40"'), "utf-8")
    assert path.stat().st_size == len(text.encode())
    changed, routes = affected(former, present)
    assert (changed, routes) == ({"timetables/en-car.json"}, {"en-car.yml"})
    trips = [read_state(folder, TODAY, routes).routes["en-car"].trip
             for folder in (former, present)]
    plans = [trip.timetables.on(MONDAY) for trip in trips if trip and trip.timetables]
    assert [plan.last_back.leaves_min for plan in plans if plan and plan.last_back] == [
        17 * 60, 16 * 60 + 30]
