"""The files of a feed, in a zip or in a folder, opened one at a time and never unpacked.

The only room that opens a zip of timetables. It looks at what the zip says of itself before
anything is unpacked: how many files, how large, how tightly packed. Names are compared, never used
as paths. `zipfile` gives no more bytes of a file than the zip announced.
"""

from __future__ import annotations

import os
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from stat import S_ISREG
from typing import IO

from parcours.diagnostics.diagnostic import Words
from parcours.timetable.fault import BadFeed

MAX_FILES = 500
MAX_LEVELS = 4
"""Folders above the tables."""
_GIB = 1 << 30
MAX_BYTES = 4 * _GIB
"""Of one table; the stop times of all France by one operator take a fifth of it."""
MAX_SMALL_BYTES = _GIB // 2
"""Of each table but the stop times."""
MAX_RATIO = 250
"""Bytes out for one byte in; stop times give 10 to 40."""
_FROM_BYTES = 1 << 24
"""What unpacks to less may be packed as tightly as it likes."""
_ENCRYPTED = 1
_LARGE = "stop_times.txt"
_WEB_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,99}<(?:!doctype html|html)\b", re.I)
_NETEX = (".xml", ".netex", ".xml.gz")

_ASK_GTFS = Words(
    "demandez à la région (ou à l’autorité qui organise ces transports) la version GTFS des mêmes "
    "horaires : un zip qui contient stops.txt, trips.txt et stop_times.txt",
    "ask the region (or the authority that runs this transport) for the GTFS version of the same "
    "timetables: a zip that holds stops.txt, trips.txt and stop_times.txt")


@dataclass(frozen=True, slots=True)
class FeedFiles:
    """The tables of one feed by their name, such as ``stops.txt``."""

    shown: str
    """The feed as diagnostics name it."""
    path: Path
    members: Mapping[str, str]
    """Where each table is: a path below ``path``, or a name in the zip."""
    zipped: bool

    def has(self, name: str) -> bool:
        """Whether the feed holds this table."""
        return name in self.members

    def holds(self, name: str) -> bool:
        """Whether the feed has this table, and anything in it: some leave what is optional empty.
        """
        if not self.has(name):
            return False
        with self.open(name) as raw:
            return bool(raw.read(64).strip(b"\xef\xbb\xbf \r\n\t"))

    def file(self, name: str) -> str:
        """A table as diagnostics name it."""
        return f"{self.shown}/{self.members.get(name, name)}"

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """The bytes of a table; raises `BadFeed` where they cannot be read to the end."""
        try:
            if self.zipped:
                with zipfile.ZipFile(self.path) as archive, archive.open(self.members[name]) as raw:
                    yield raw
            else:
                with (self.path / self.members[name]).open("rb") as raw:
                    yield raw
        except (OSError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError,
                RuntimeError) as failure:
            raise BadFeed(self.file(name), Words(
                "ce fichier ne peut pas être lu jusqu’au bout : il est abîmé ou protégé",
                "this file cannot be read to its end: it is damaged or protected"), Words(
                "téléchargez de nouveau les horaires", "download the timetables again"),
            ) from failure


def open_feed(path: Path, shown: str) -> FeedFiles:
    """What a zip or a folder holds; raises `BadFeed` on what is no feed or could do harm."""
    if path.is_dir():
        return _checked(FeedFiles(shown, path, _tables(_in_folder(path, shown), shown), False))
    try:
        if not S_ISREG(path.stat().st_mode):
            raise BadFeed(shown, Words("ce n’est ni un fichier ni un dossier",
                                       "this is neither a file nor a folder"))
    except OSError as failure:
        raise BadFeed(shown, Words("ce fichier n’existe pas ou ne peut pas être lu",
                                   "this file does not exist or cannot be read"),
                      code="missing-file") from failure
    if not zipfile.is_zipfile(path):
        raise _no_zip(path, shown)
    try:
        with zipfile.ZipFile(path) as archive:
            found = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as failure:
        raise BadFeed(shown, Words("ce zip est abîmé", "this zip is damaged"), Words(
            "téléchargez de nouveau les horaires", "download the timetables again")) from failure
    return _checked(FeedFiles(shown, path, _tables(_in_zip(found, shown), shown), True))


def _in_zip(found: list[zipfile.ZipInfo], shown: str) -> list[str]:
    """The names of a zip's files, after its announcements were found bearable."""
    files = [one for one in found if not one.is_dir()]
    if len(found) > MAX_FILES:
        raise BadFeed(shown, Words(
            f"ce zip contient {len(found)} fichiers, la limite est de {MAX_FILES}",
            f"this zip holds {len(found)} files, the limit is {MAX_FILES}"), code="too-large")
    names = [one.filename for one in files]
    if len(set(names)) < len(names):
        raise BadFeed(shown, Words("ce zip contient deux fois un fichier du même nom",
                                   "this zip holds two files of the same name"))
    for one in files:
        if not one.filename.endswith(".txt"):
            continue  # never opened
        _bounded(one.filename, one.file_size, shown)
        if (one.file_size > _FROM_BYTES
                and one.file_size > MAX_RATIO * max(1, one.compress_size)):
            raise BadFeed(f"{shown}/{_printed(one.filename)}", Words(
                "ce fichier est compressé de façon anormale : il n’est pas ouvert",
                "this file is packed in an abnormal way: it is not opened"), code="too-large")
        if one.flag_bits & _ENCRYPTED:
            raise BadFeed(f"{shown}/{_printed(one.filename)}", Words(
                "ce fichier est protégé par un mot de passe", "a password protects this file"))
    return names


def _in_folder(path: Path, shown: str) -> list[str]:
    """The files of a folder and of those below, as paths with slashes; no link is followed."""
    names: list[str] = []
    for folder, below, files in os.walk(path):
        at = Path(folder).relative_to(path)
        if len(at.parts) >= MAX_LEVELS:
            below.clear()
        for name in files:
            one = Path(folder, name)
            if one.is_symlink() or not one.is_file() or one.suffix not in (
                    ".txt", ".xml", ".geojson"):
                continue
            _bounded(name, one.stat().st_size, shown)
            names.append((at / name).as_posix())
        if len(names) > MAX_FILES:
            raise BadFeed(shown, Words(
                f"ce dossier contient plus de {MAX_FILES} fichiers",
                f"this folder holds more than {MAX_FILES} files"), code="too-large")
    return names


def _tables(names: list[str], shown: str) -> dict[str, str]:
    """The tables of the one folder that holds ``stops.txt``; what Macs add is passed over."""
    own = [PurePosixPath(name) for name in names if "\\" not in name and "\0" not in name]
    own = [name for name in own if "__MACOSX" not in name.parts and ".." not in name.parts
           and not name.name.startswith(".") and len(name.parts) <= MAX_LEVELS + 1]
    homes = sorted({name.parent for name in own if name.name == "stops.txt"},
                   key=lambda home: (len(home.parts), str(home)))
    if not homes:
        if any(name.name == "locations.geojson" for name in own):
            raise BadFeed(shown, Words(
                "ces horaires ne disent que du transport à la demande, qui n’a pas d’heures et ne "
                "prouve rien", "these timetables only tell of transport on demand, which has no "
                "times and proves nothing"), Words(
                "ne les donnez pas, et écrivez by: on-demand pour ces trajets",
                "leave them out, and write by: on-demand for these legs"))
        if any(name.name.lower().endswith(_NETEX) for name in own):
            raise _netex(shown)
        if inner := next((name for name in own if name.suffix.lower() == ".zip"), None):
            raise BadFeed(shown, Words(
                f"ce zip en contient un autre, « {_printed(inner.name)} », et pas de stops.txt",
                f"this zip holds another one, '{_printed(inner.name)}', and no stops.txt"), Words(
                "ouvrez-le, et donnez celui qu’il contient",
                "unpack it, and give the one that it holds"))
        raise BadFeed(shown, Words(
            "il n’y a pas de stops.txt : ce ne sont pas des horaires GTFS",
            "there is no stops.txt: these are no GTFS timetables"), _ASK_GTFS)
    if len(homes) > 1 and len(homes[0].parts) == len(homes[1].parts):
        raise BadFeed(shown, Words(
            f"il y a plusieurs jeux d’horaires ({_printed(str(homes[0]))}, "
            f"{_printed(str(homes[1]))})",
            f"there are several sets of timetables ({_printed(str(homes[0]))}, "
            f"{_printed(str(homes[1]))})"),
            Words("donnez chacun à part", "give each of them apart"))
    return {name.name: str(name) for name in own if name.parent == homes[0]}


def _checked(files: FeedFiles) -> FeedFiles:
    """The same when the tables are there without which nothing can be said."""
    for name in ("trips.txt", "stop_times.txt", "routes.txt", "agency.txt"):
        if not files.has(name):
            raise BadFeed(files.shown, Words(f"il manque {name}", f"{name} is missing"), _ASK_GTFS)
    if not (files.has("calendar.txt") or files.has("calendar_dates.txt")):
        raise BadFeed(files.shown, Words(
            "il manque calendar.txt ou calendar_dates.txt : rien ne dit quels jours cela roule",
            "calendar.txt or calendar_dates.txt is missing: nothing says on which days it runs"),
            _ASK_GTFS)
    return files


def _no_zip(path: Path, shown: str) -> BadFeed:
    with path.open("rb") as raw:
        head = raw.read(4096)
    if path.name.lower().endswith(_NETEX) or b"PublicationDelivery" in head:
        return _netex(shown)
    if _WEB_PAGE.match(head):
        return BadFeed(shown, Words(
            "c’est une page web, qui n’a d’un zip que le nom" if path.suffix == ".zip" else
            "c’est une page web", "this is a web page, which only has the name of a zip"
            if path.suffix == ".zip" else "this is a web page"), Words(
            "téléchargez le fichier lui-même : l’adresse menait à une page",
            "download the file itself: the address led to a page"))
    return BadFeed(shown, Words("ce n’est ni un zip ni un dossier d’horaires GTFS",
                                "this is neither a zip nor a folder of GTFS timetables"), _ASK_GTFS)


def _netex(shown: str) -> BadFeed:
    return BadFeed(shown, Words("ces horaires sont en NeTEx, que parcours ne lit pas",
                                "these timetables are in NeTEx, which parcours does not read"),
                   _ASK_GTFS)


def _bounded(name: str, size: int, shown: str) -> None:
    most = MAX_BYTES if PurePosixPath(name).name == _LARGE else MAX_SMALL_BYTES
    if size > most:
        raise BadFeed(f"{shown}/{_printed(name)}", Words(
            f"ce fichier pèse {size >> 20} Mio, la limite est de {most >> 20} Mio",
            f"this file is {size >> 20} MiB, the limit is {most >> 20} MiB"), code="too-large")


def _printed(name: str) -> str:
    return "".join(c if c.isprintable() else "\ufffd" for c in name[:80])
