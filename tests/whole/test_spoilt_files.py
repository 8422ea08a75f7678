"""What others wrote, spoilt in a few ways, is read or refused with words: never a traceback.

A small corpus; `make soak` does the same a hundred thousand times, at random.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from helpers.content_sample import COMMUNES, FILES, TODAY, TRACK, write_sample
from helpers.feeds import FEED, read, write_feed
from helpers.importing import FILES as OFFICES
from helpers.importing import KML, bring
from helpers.outlined import outline_file
from parcours.content.communes import parse_communes
from parcours.content.outline_file import OutlineFile, read_outlines
from parcours.content.railways import parse_railways
from parcours.content.services import parse_services
from parcours.content.territory_outlines import territory_outlines
from parcours.content.tracks import BadTrack, track_of
from parcours.format.model import Itinerary
from parcours.format.partial import parse_partly
from parcours.hours import suggest
from parcours.importers.plan import ImportResult
from parcours.load.shared import read_shared
from parcours.proposals.asking import understood
from parcours.proposals.wish import Asked
from parcours.reference import form
from parcours.safe_text import html
from parcours.source.read import Source, read_text
from parcours.timetable import extract_reader
from parcours.timetable.fault import BadFeed

SERVICES = ("kind,name,lat,lon,lines,note,source,date,licence\n"
            "toilets,Halle,43.93400,0.62200,,,Mairie,2026-05-20,etalab-2.0\n")
EXTRACT = json.dumps({"format": 1, "itinerary": "x", "made_on": "2026-11-22", "feeds": [],
                      "legs": [{"from": "a", "to": "b", "by": "coach", "pairs": []}]})


def spoilt(content: bytes) -> Iterator[bytes]:
    """The same cut short, with a hole, a piece twice, a sign of another encoding, too many levels,
    numbers that are none, and lines that change places."""
    third = len(content) // 3
    yield b""
    yield content[:third]
    yield content[:third] + content[2 * third:]
    yield content[:2 * third] + content[third:]
    yield content[:third] + b"\xe9\x00\xff" + content[third:]
    yield content[:third] + b"[" * 120 + content[third:]
    yield content[:third] + b"<a>" * 120 + content[third:]
    for number in (b"nan", b"1e999", b"-0", b"9" * 30):
        yield content.replace(b"43.", number).replace(b"4", number, 2)
    yield b"\n".join(reversed(content.split(b"\n")))


def _yaml(text: str) -> None:
    source = read_text(text, "x.yml")
    if isinstance(source, Source):
        parse_partly(source, Itinerary, "x")


def _outlines(text: str) -> None:
    found = read_outlines(text, "outlines.geojson")
    if isinstance(found, OutlineFile):
        territory_outlines(found, ["toulouse-metropole"], ())


READERS: dict[str, tuple[bytes, Callable[[str], object]]] = {
    "a route": (str(FILES["de-la-brique-au-jardin.yml"]).encode(), _yaml),
    "communes": (COMMUNES.encode(), lambda text: parse_communes(text, "communes.csv")),
    "services": (SERVICES.encode(), lambda text: parse_services(text, "x.csv")),
    "railways": (b"line,place,km,source,source_date\nauch,gare,43.1,page,2022-04-25\n",
                 lambda text: parse_railways(text, "railways.csv", ["gare"])),
    "outlines": (outline_file().encode(), _outlines),
    "an extract": (EXTRACT.encode(), lambda text: extract_reader.read(text, "x.json")),
    "hours": ("du mardi au samedi 9h43-12h, fermé le 1er mai".encode(), suggest.understand),
    "a description": (b"Un *mot*, [un lien](https://exemple.fr/43.)\n\n- un\n- **deux**\n",
                      html.to_html),
    "a track": (TRACK.encode(), lambda text: track_of(text.encode())),
}


@pytest.mark.parametrize("name", READERS)
def test_a_spoilt_file_is_read_or_refused(name: str) -> None:
    """Whatever was done to it."""
    content, reads = READERS[name]
    for raw in spoilt(content):
        with suppress(BadTrack, BadFeed):
            reads(raw.decode("utf-8", "replace"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_sample(tmp_path_factory.mktemp("spoilt") / "itineraries")


@pytest.mark.parametrize("name", [name for name in OFFICES if not name.endswith("xlsx")])
def test_a_spoilt_file_of_an_office_is_imported_or_refused(folder: Path, name: str) -> None:
    """Every format; a workbook is an archive, which is whole or is none."""
    for raw in spoilt(OFFICES[name]):
        assert isinstance(bring(folder, raw), ImportResult)


@pytest.mark.parametrize("name", FEED)
def test_a_spoilt_feed_is_read_or_refused(tmp_path: Path, name: str) -> None:
    """Every table of it."""
    for n, raw in enumerate(spoilt(FEED[name].encode())):
        with suppress(BadFeed):
            read(write_feed(tmp_path / str(n), **{name.removesuffix(".txt"): raw}))


def test_a_spoilt_wish_and_a_spoilt_backend(folder: Path) -> None:
    """What is typed after `parcours propose`, and what the form is told of a forge."""
    atlas = read_shared(folder, TODAY).atlas
    (folder.parent / "admin").mkdir()
    for raw in spoilt(b"gare-matabiau 2026-12-05 43. 9h-18h 30%"):
        said = raw.decode("utf-8", "replace")
        understood(Asked(said, said, said, 1, said, said, said, said, (said,), (said,)), atlas)
        (folder.parent / "admin" / "backend.yml").write_bytes(b"name: github\nrepo: " + raw)
        form.files(folder)


@pytest.mark.parametrize(("old", "new"), [
    ('href="https://exemple.fr/f"', 'href=""'), ("0.62300,43.93500", "0.62300,nan"),
    ("0.62300,43.93500", "1e999,43.93500"),
], ids=["a link to nothing", "no number", "no end"])
def test_what_was_once_a_traceback(folder: Path, old: str, new: str) -> None:
    """An empty address, and numbers that are none, in a map of an office."""
    result = bring(folder, KML.replace(old, new).encode())
    assert [entry.title for entry in result.entries] == ["Fontaine Diane"]


def test_a_zone_is_looked_for_by_a_name_that_can_be_one(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Others lead Python through folders and modules."""
    monkeypatch.setattr("parcours.timetable.feed.ZoneInfo", lambda name: (
        pytest.fail("it was looked for") if "x" in name else ZoneInfo(name)))
    agency = FEED["agency.txt"]
    assert read(write_feed(tmp_path / "sound", agency=agency)).pairs
    for zone in ("x/" * 9 + "x", "x" * 90, "x.x", "../x"):
        with pytest.raises(BadFeed):
            read(write_feed(tmp_path / "other", agency=agency.replace("Europe/Paris", zone)))
