"""What each side of a route gets, in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.content_sample import ROUTE_FILE, TODAY, write_sample
from helpers.samples_exports import RURAL, URBAN
from parcours.i18n.language import language_of
from parcours.load.route import read_trip
from parcours.load.shared import read_shared
from parcours.render import pages
from parcours.render.words.sides import shares_said
from parcours.trip.trip import Share


def said(city: int, country: int, nights: int = 0) -> list[str]:
    whole = city + country or 1
    return [one.replace("\u00a0", " ") for one in shares_said(
        [Share(URBAN, 2, city, 0, city / whole),
         Share(RURAL, 2, country, nights, country / whole)], language_of("fr"))]


@pytest.mark.parametrize(("city", "country", "told"), [
    (1, 1, ["50 %", "50 %"]), (1, 7, ["13 %", "87 %"]), (5, 1500, ["0,3 %", "99,7 %"]),
    (0, 90, ["0 %", "100 %"])])
def test_shares_of_time_add_up_and_hide_nothing(city: int, country: int, told: list[str]) -> None:
    """To a hundred; a side where one spends a little is never said to have nothing."""
    assert [one.partition(" du temps")[0] for one in said(city, country)] == told


def test_without_a_minute_nothing_is_said_of_time() -> None:
    """Between two nights, say: the stops are told, and no half of a time that nobody plans."""
    assert said(0, 0, nights=1) == ["2 étapes", "2 étapes · 1 nuit"]


def test_one_office_is_not_all_of_them(tmp_path: Path) -> None:
    """Where one side alone has an office with a website, a reader is not told that both are named:
    “the offices that write this page” was followed by one."""
    atlas = read_shared(write_sample(tmp_path), TODAY).atlas
    trip, found = read_trip(tmp_path / ROUTE_FILE, atlas)
    assert trip is not None, found
    assert "Tell an office that writes this page: <a" in pages.itinerary(
        trip, atlas, language_of("en"))
