"""What runs between the stops of places, of several timetables."""

from __future__ import annotations

from datetime import date

import pytest

from parcours.format.choices import Mode
from parcours.proposals.services import Service, Timetables
from parcours.timetable.departures import Departure

DAY, LAST = date(2026, 12, 5), date(2026, 12, 31)


def service(line: str, leaves_min: int, first: date) -> Service:
    """A train on one day."""
    return Service("a", "b", Mode.TRAIN, "A", "B", {
        DAY: (Departure(leaves_min, leaves_min + 60, Mode.TRAIN, line),)}, first, LAST)


@pytest.mark.parametrize(("line", "leaves"), [("C6", [600]), ("IC", [600, 540])])
def test_the_newest_of_the_same_lines(line: str, leaves: list[int]) -> None:
    """A newer timetable takes the place of the one before it, and not of another line's."""
    known = Timetables((service(line, 540, date(2026, 11, 1)),
                        service("C6", 600, date(2026, 12, 1))))
    assert [one.leaves_min for _, one in known.on(DAY)] == leaves
