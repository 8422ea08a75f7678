"""What may be a feed and what may not: decided before anything is unpacked."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest

from helpers.feeds import FEED, pair, times, write_feed, zip_feed
from parcours.timetable import archive
from parcours.timetable.archive import open_feed
from parcours.timetable.fault import BadFeed


def refused(path: Path) -> BadFeed:
    """Why a feed is refused."""
    with pytest.raises(BadFeed) as caught:
        open_feed(path, path.name)
    return caught.value


def _without(name: str) -> dict[str, Any]:
    return {name: None}


@pytest.mark.parametrize("within", ["", "export/", "a/b/"])
def test_the_tables_may_lie_in_a_folder_of_the_zip(tmp_path: Path, within: str) -> None:
    """The folder that holds stops.txt is the feed."""
    assert times(pair(zip_feed(tmp_path / "f.zip", within))) == ["09:00-10:40"]


def test_what_a_mac_adds_is_passed_over(tmp_path: Path) -> None:
    """``__MACOSX`` holds files of the same names that are no tables."""
    path = zip_feed(tmp_path / "f.zip", "export/")
    with zipfile.ZipFile(path, "a") as added:
        added.writestr("__MACOSX/export/stops.txt", b"\0\5\x16\7")
        added.writestr("__MACOSX/export/._stops.txt", b"\0\5\x16\7")
    assert times(pair(path)) == ["09:00-10:40"]


def test_unknown_files_and_missing_shapes_change_nothing(tmp_path: Path) -> None:
    """A feed may hold what the format does not know; shapes are never asked for."""
    path = write_feed(tmp_path / "f", couleurs="a;b\n\"", translations=None)
    assert times(pair(path)) == ["09:00-10:40"]


@pytest.mark.parametrize("name", ["stops", "trips", "stop_times", "routes", "agency"])
def test_a_missing_table_is_told(tmp_path: Path, name: str) -> None:
    """Without it nothing can be said; the hint says what to ask for."""
    found = refused(zip_feed(tmp_path / "f.zip", **_without(name)))
    assert f"{name}.txt" in found.message.en
    assert found.hint is not None
    assert "GTFS" in found.hint.fr


def test_without_any_calendar_nothing_is_said(tmp_path: Path) -> None:
    """Neither calendar.txt nor calendar_dates.txt."""
    assert "calendar" in refused(write_feed(tmp_path / "f", calendar=None)).message.en


def test_netex_is_refused_with_what_to_ask_for(tmp_path: Path) -> None:
    """As a file, and as a zip of files."""
    xml = '<?xml version="1.0"?><PublicationDelivery xmlns="http://www.netex.org.uk/netex"/>'
    (tmp_path / "ligne.xml").write_text(xml, "utf-8")
    with zipfile.ZipFile(tmp_path / "n.zip", "w") as archive_:
        archive_.writestr("offre/ligne_1.xml", xml)
    for name in ("ligne.xml", "n.zip"):
        found = refused(tmp_path / name)
        assert "NeTEx" in found.message.fr
        assert found.hint is not None
        assert "région" in found.hint.fr
        assert "GTFS" in found.hint.fr


def test_a_zip_within_a_zip_is_told_by_its_name(tmp_path: Path) -> None:
    """What a region’s page hands out: nobody need ask for another version of it."""
    inner = zip_feed(tmp_path / "bus.zip")
    with zipfile.ZipFile(tmp_path / "f.zip", "w") as outer:
        outer.write(inner, "2026/bus.zip")
    found = refused(tmp_path / "f.zip")
    assert found.message.en == "this zip holds another one, 'bus.zip', and no stops.txt"
    assert found.hint is not None
    assert found.hint.en == "unpack it, and give the one that it holds"


@pytest.mark.parametrize("page", [
    b"<!DOCTYPE html><title>404</title>", b"\xef\xbb\xbf\r\n<HTML lang=fr>"])
def test_a_web_page_that_was_saved_as_a_zip_is_told_as_that(tmp_path: Path, page: bytes) -> None:
    """The address led to a page: the region publishes no other version of it."""
    (tmp_path / "f.zip").write_bytes(page)
    found = refused(tmp_path / "f.zip")
    assert "web page" in found.message.en
    assert found.hint is not None
    assert "the address led to a page" in found.hint.en


@pytest.mark.parametrize("content", [b"", b"PK\3\4 cut", b"bonjour"])
def test_what_is_no_zip_is_refused(tmp_path: Path, content: bytes) -> None:
    """An empty file, a cut one, a text."""
    (tmp_path / "f.zip").write_bytes(content)
    assert "GTFS" in refused(tmp_path / "f.zip").message.fr


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    """A path that leads nowhere."""
    assert refused(tmp_path / "f.zip").code == "missing-file"


def test_two_sets_of_timetables_in_one_zip_are_told(tmp_path: Path) -> None:
    """Which one was meant is not guessed."""
    path = zip_feed(tmp_path / "f.zip", "hiver/")
    with zipfile.ZipFile(path, "a") as added:
        for name, text in FEED.items():
            added.writestr(f"ete/{name}", text)
    assert "several" in refused(path).message.en


def test_a_bomb_is_refused_by_what_it_says_of_itself(tmp_path: Path) -> None:
    """Packed a thousand times: nothing is unpacked."""
    path = zip_feed(tmp_path / "f.zip", stop_times="0" * (archive._FROM_BYTES + 1))
    assert refused(path).code == "too-large"


def test_a_table_over_the_limit_is_refused(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a zip and in a folder, by the size that is announced."""
    monkeypatch.setattr(archive, "MAX_SMALL_BYTES", 20)
    assert refused(zip_feed(tmp_path / "f.zip")).code == "too-large"
    assert refused(write_feed(tmp_path / "f")).code == "too-large"


def test_too_many_files_are_refused(tmp_path: Path) -> None:
    """Half a thousand tables is no feed."""
    path = zip_feed(tmp_path / "f.zip")
    with zipfile.ZipFile(path, "a") as added:
        for n in range(archive.MAX_FILES):
            added.writestr(f"{n}.txt", "")
    assert refused(path).code == "too-large"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    """One of them would be read, the other seen by whoever looks."""
    path = zip_feed(tmp_path / "f.zip")
    with zipfile.ZipFile(path, "a") as added:
        added.writestr("stops.txt", "stop_id\n")
    assert "same name" in refused(path).message.en


def test_hostile_names_lead_nowhere(tmp_path: Path) -> None:
    """Names that climb, or that are absolute, are no tables; nothing is written anywhere."""
    with zipfile.ZipFile(tmp_path / "f.zip", "w") as made:
        for name, text in FEED.items():
            made.writestr(f"../{name}", text)
    before = sorted(tmp_path.rglob("*"))
    assert "stops.txt" in refused(tmp_path / "f.zip").message.en
    assert sorted(tmp_path.rglob("*")) == before


def test_links_in_a_folder_are_not_followed(tmp_path: Path) -> None:
    """What a link leads to is none of the feed."""
    (tmp_path / "secret.txt").write_text(FEED["stops.txt"], "utf-8")
    path = write_feed(tmp_path / "f", stops=None)
    (path / "stops.txt").symlink_to(tmp_path / "secret.txt")
    assert "stops.txt" in refused(path).message.en


def test_a_damaged_table_is_told(tmp_path: Path) -> None:
    """A zip whose bytes were changed: no half table is taken for a whole one."""
    path = zip_feed(tmp_path / "f.zip", stop_times=FEED["stop_times.txt"] * 400)
    with zipfile.ZipFile(path) as opened:
        at = opened.getinfo("stop_times.txt").header_offset + 60
    raw = bytearray(path.read_bytes())
    raw[at: at + 40] = bytes(40)
    path.write_bytes(raw)
    with pytest.raises(BadFeed):
        pair(path)
