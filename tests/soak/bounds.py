"""How much memory the largest files take that somebody may hand us, in processes of their own.

They are made here: none is in the repository, and none is past what its own library can bear.
"""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from helpers.content_sample import FILES, GARDEN_FILE, edited, write_sample

_PHOTO = "media/jardin.png"
_POINT = '<trkpt lat="43.{:03}" lon="1"/>'
_BYTES = 10 * 1024 * 1024 - 100


class Peak(NamedTuple):
    """What a command took."""

    name: str
    largest_mb: float
    """The peak of the process, or of one that it began, whichever is larger; looked at fifty times
    a second, as what the system tells at the end has in it the process that began it."""
    together_mb: float
    """Of all of them at one moment, what they share counted once."""
    code: int


def measured(folder: Path) -> Iterator[Peak]:
    """Every bound, one after the other."""
    png = _png(7000, 7000)
    photos = edited(GARDEN_FILE, "media/jardin.jpg", _PHOTO)
    garden = str(photos[GARDEN_FILE])
    many = {f"places/jardin-{n}.yml": garden.replace(_PHOTO, f"media/{n}.png") for n in range(8)}
    yield _built("build, without a large file", folder / "none", {})
    yield _built("build, a PNG of 49 megapixels", folder / "one", {**photos, _PHOTO: png})
    yield _built("build with two jobs, eight PNG of 49 megapixels", folder / "eight", {
        **many, **{f"media/{n}.png": png + bytes(n) for n in range(8)}}, "--jobs", "2")
    points = "<gpx><trk><trkseg>" + "".join(
        _POINT.format(n % 1000) for n in range(330_000)) + "</trkseg></trk></gpx>"
    yield _built("build, a track of 330,000 points", folder / "track", {
        "tracks/vers-le-jardin.gpx": points})
    half = _BYTES // 7
    for name, text in {
        "import, GPX of 330,000 points": points,
        "import, GPX of 99,000 points with heights and times": points[:18] + "".join(
            f'<trkpt lat="43.{n:05}" lon="1.4"><ele>1</ele>'
            "<time>2026-01-01T00:00:00Z</time></trkpt>" for n in range(99_000)) + points[-22:],
        "import, 10 MB of nested markup": "<gpx>" + "<a>" * half + "</a>" * half + "</gpx>",
        "import, 10 MB of empty elements": f"<gpx>{'<a/>' * (_BYTES // 4)}</gpx>",
        "import, 10 MB of attributes": "<gpx>" + '<a b=""/>' * (_BYTES // 9) + "</gpx>",
        "import, 10 MB of comments": "<gpx>&x;" + "<!---->" * (_BYTES // 7) + "</gpx>",
        "import, 10 MB that one character makes four times as wide":
            "<gpx>&x;\U0001f33b" + "x" * _BYTES + "</gpx>",
        "import, 10 MB of groups in JSON": "[" + '{"":0},' * (_BYTES // 7) + "{}]",
        "import, 10 MB of lists in JSON": "[" + "[]," * (_BYTES // 3) + "[]]",
        "import, 10 MB of rows in a CSV": "nom;lat;lon\n" + "a;1;1\n" * (_BYTES // 6),
        "import, 10 MB of cells in a row": "nom,lat,lon\n" + "," * _BYTES,
    }.items():
        place = folder / f"import-{len(text)}-{sum(map(ord, name))}"
        write_sample(place / "itineraries")
        (place / "source").write_text(text, "utf-8")
        yield _run(name, place, "import", "source")


def _built(name: str, place: Path, files: Mapping[str, str | bytes | None], *more: str) -> Peak:
    write_sample(place / "itineraries", **{**FILES, **files})
    return _run(name, place, "build", *more)


def _run(name: str, place: Path, *words: str) -> Peak:
    """Run a command of ours, and look at it and what it begins."""
    environment = {**os.environ, "PARCOURS_CACHE": str(place / "cache"),
                   "PYTHONPATH": str(Path(__file__).resolve().parents[2] / "src")}
    process = subprocess.Popen([sys.executable, "-m", "parcours", *words], cwd=place,
                               env=environment, stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    largest, together = [0.0], [0.0]
    while process.poll() is None:
        kilobytes = [_kilobytes(number) for number in _tree(process.pid)]
        largest += [peak / 1024 for peak, _ in kilobytes]
        together.append(sum(own for _, own in kilobytes) / 1024)
        time.sleep(0.02)
    return Peak(name, max(largest), max(together), process.returncode)


def _tree(first: int) -> Iterator[int]:
    """A process and those that it began, and they."""
    waiting = [first]
    while waiting:
        yield (number := waiting.pop())
        with suppress(OSError):  # it ended meanwhile
            waiting += map(int, Path(f"/proc/{number}/task/{number}/children").read_text(
                "ascii").split())


def _kilobytes(number: int) -> tuple[int, int]:
    """The peak of a process, and its own part of what it has now."""
    told = {}
    for name in ("status", "smaps_rollup"):
        with suppress(OSError):
            for line in Path(f"/proc/{number}/{name}").read_text("utf-8", "replace").splitlines():
                if line.startswith(("VmHWM:", "Pss:")):
                    told[line.partition(":")[0]] = int(line.split()[1])
    return told.get("VmHWM", 0), told.get("Pss", 0)


def _png(width: int, height: int) -> bytes:
    """A sound picture with transparency, which a photo seldom has and which takes most."""
    def part(sort: bytes, content: bytes) -> bytes:
        return (struct.pack(">I", len(content)) + sort + content
                + struct.pack(">I", zlib.crc32(sort + content)))

    packed = zlib.compressobj(1)
    row = b"\0" + bytes(n * 7 // 64 % 256 for n in range(4 * width))
    rows = b"".join([*(packed.compress(row) for _ in range(height)), packed.flush()])
    return (b"\x89PNG\r\n\x1a\n" + part(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0,
                                                          0))
            + part(b"IDAT", rows) + part(b"IEND", b""))
