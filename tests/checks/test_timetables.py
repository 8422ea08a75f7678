"""A plan against the timetables of its route: what is stale, what has lapsed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from helpers.coach_route import HALT, write
from helpers.content_sample import check, told


@pytest.mark.parametrize(("today", "codes"), [
    (date(2026, 12, 18), []), (date(2026, 12, 19), ["feed-ends"])])
def test_timetables_that_ended_are_told(tmp_path: Path, today: date, codes: list[str]) -> None:
    """From the day after their last one, and with the date in the message."""
    found = [one for one in check(write(tmp_path), today) if one.span.file.endswith("en-car.yml")]
    assert [one.code for one in found] == codes
    assert all("18 décembre 2026" in one.message.fr for one in found)


def test_a_place_that_names_other_stops_is_told_at_its_legs(tmp_path: Path) -> None:
    """Both legs that touch it, once each; what was proved by the former stop is not any more."""
    folder = write(tmp_path)
    (folder / "places/halte.yml").write_text(HALT.replace("[LEC]", "[FLE]"), "utf-8")
    assert told(check(folder), folder) == [
        ("stale-timetable", "en-car.yml", 12), ("stale-timetable", "en-car.yml", 19)]
