"""The feeds of site.yml are fetched each into its file; what cannot be had is told at its line."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from helpers.coach_route import content
from helpers.content_sample import SITE, TODAY
from helpers.feeds import zip_feed
from parcours.diagnostics.diagnostic import Words
from parcours.editing import timetables
from parcours.editing.feeds import fetch_feeds, really_new
from parcours.editing.fetch import Fetched, FetchError

COACHES = ('  - {name: cars, address: "https://exemple.fr/", licence: ODbL-1.0, '
           'download: "https://exemple.fr/cars.zip"}\n')
TRAINS = ('  - {name: "Trains d’ici / été", address: "https://exemple.fr/", licence: ODbL-1.0, '
          'download: "https://exemple.fr/trains.zip"}\n')


def publisher(address: str, target: Path) -> Fetched:
    """A publisher whose every address gives the feed of the tests."""
    zip_feed(target)
    return Fetched(target.stat().st_size, "0" * 64)


def closed(address: str, target: Path) -> Fetched:
    """One that nobody can reach."""
    raise FetchError(Words("injoignable", "out of reach"))


def folder_with(folder: Path, feeds: str) -> Path:
    content(folder)
    (folder / "site.yml").write_text(SITE + (f"feeds:\n{feeds}" if feeds else ""), "utf-8")
    return folder


def test_each_feed_comes_under_its_name(tmp_path: Path) -> None:
    """Its file bears its name, so that its source and licence are found again; a name with signs in
    it leads out of no folder."""
    folder = folder_with(tmp_path / "itineraries", COACHES + TRAINS)
    (tmp_path / "zips").mkdir()
    taken, found = fetch_feeds(folder, tmp_path / "zips", (), publisher)
    assert not found
    assert [one.path.relative_to(tmp_path).as_posix() for one in taken] == [
        "zips/cars.zip", "zips/trains-d-ici-ete.zip"]
    made = timetables.make(folder, [one.path for one in taken], TODAY)
    assert '"licence": "ODbL-1.0"' in made.files["timetables/en-car.json"]


def test_a_file_that_is_given_is_not_fetched(tmp_path: Path) -> None:
    """Who has the file of a feed gives it, and the others are fetched."""
    folder = folder_with(tmp_path / "itineraries", COACHES + TRAINS)
    taken, found = fetch_feeds(folder, tmp_path, (tmp_path / "cars.zip",), publisher)
    assert ([one.name for one in taken], found) == (["Trains d’ici / été"], [])


@pytest.mark.parametrize(("feeds", "code", "line"), [
    ("", "missing-field", 1),
    (COACHES.replace(', download: "https://exemple.fr/cars.zip"', ""), "missing-field", 5),
    (TRAINS + COACHES, "bad-feed", 5),
])
def test_what_cannot_be_had_is_told(tmp_path: Path, feeds: str, code: str, line: int) -> None:
    """No feed named, a feed without a file, a publisher that does not answer: each at its line."""
    _, found = fetch_feeds(folder_with(tmp_path, feeds), tmp_path, (), closed)
    assert (found[0].code, found[0].span.line) == (code, line)
    assert found[0].hint is not None


def test_the_same_timetables_of_another_day_are_nothing_new(tmp_path: Path) -> None:
    """An extract that differs only in the day on which it was made is left as it is."""
    folder = folder_with(tmp_path, COACHES)
    made = timetables.make(folder, [zip_feed(tmp_path / "cars.zip")], TODAY).files
    assert really_new(folder, made) == made
    for name, text in made.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    later = timetables.make(folder, [tmp_path / "cars.zip"], TODAY + timedelta(days=7)).files
    assert later != made
    assert really_new(folder, later) == {}
    assert really_new(folder, {name: text.replace("09:00", "09:05")
                               for name, text in later.items()})
