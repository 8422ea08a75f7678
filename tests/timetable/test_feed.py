"""What runs between two halts, and what a feed lacks to say it."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.feeds import FEED, pair, read, times, write_feed
from parcours.timetable.fault import BadFeed

TRIPS = FEED["trips.txt"]


def test_direction_counts(tmp_path: Path) -> None:
    """From Toulouse the run out, from Lectoure the run back; first and last, by date."""
    path = write_feed(tmp_path / "f")
    assert times(pair(path)) == ["09:00-10:40"]
    assert times(pair(path, "LEC", "TOU")) == ["17:00-18:40"]
    assert times(pair(path, "FLE", "LEC")) == ["10:22-10:40"]


@pytest.mark.parametrize(("table", "old", "new"), [
    ("trips", "L1,SEM,ALLER\n", ""), ("routes", "L1,1,", "L2,1,"), ("routes", ",3\n", ",bus\n")])
def test_what_points_nowhere_is_told(tmp_path: Path, table: str, old: str, new: str) -> None:
    """A run without its row, a route without its type: leaving it out would move the last
    departure."""
    text = FEED[f"{table}.txt"]
    assert old in text
    with pytest.raises(BadFeed, match=r"missing|no kind of route"):
        read(write_feed(tmp_path / "f", **{table: text.replace(old, new)}))


def test_a_service_that_no_calendar_knows_never_runs(tmp_path: Path) -> None:
    """As the format has it."""
    path = write_feed(tmp_path / "f", trips=TRIPS.replace("L1,SEM,ALLER", "L1,RIEN,ALLER"))
    assert times(pair(path)) == []
