"""The feeds that ``site.yml`` names, fetched; each fault at the line that names the feed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from parcours.diagnostics.diagnostic import Diagnostic, Span, Words, error
from parcours.editing.fetch import Fetched, FetchError, fetch
from parcours.format.model import FeedSource, Site
from parcours.format.parse import Parsed
from parcours.load.files import read_one, shown, with_excerpts
from parcours.suggest.likely import slug_of

_PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,99}")
_MADE_ON = re.compile(r'^ "made_on": "[\d-]+",\n', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Taken:
    """A feed that was fetched."""

    name: str
    path: Path
    fetched: Fetched


def fetch_feeds(folder: Path, into: Path, given: Sequence[Path],
                take: Callable[[str, Path], Fetched] = fetch
                ) -> tuple[list[Taken], list[Diagnostic]]:
    """Every feed of ``site.yml`` that is not among the files ``given``, put into a folder.

    Extracts are made of all feeds at once: one that cannot be had is an error, for without it the
    proofs that rest on it would be gone.
    """
    path = folder / "site.yml"
    parsed = read_one(path, Site) if path.exists() else None
    if isinstance(parsed, list):
        return [], parsed
    if parsed is None or not parsed.value.feeds:
        return [], [error("missing-field", Span(shown(path)), Words(
            "aucun jeu d’horaires n’y est nommé", "no feed is named in it"),
            Words("nommez-les sous « feeds », avec leur fichier (download)",
                  "name them under feeds, with their file (download)"))]
    taken: list[Taken] = []
    found: list[Diagnostic] = []
    known = {slug_of(one.name.removesuffix(".zip")) for one in given}
    for n, feed in enumerate(parsed.value.feeds):
        if slug_of(feed.name.removesuffix(".zip")) in known:
            continue
        one = _fetched(n, feed, parsed, into, take)
        if isinstance(one, Taken):
            taken.append(one)
        else:
            found.append(one)
    return taken, with_excerpts(found, parsed.source)


def _fetched(n: int, feed: FeedSource, parsed: Parsed[Site], into: Path,
             take: Callable[[str, Path], Fetched]) -> Taken | Diagnostic:
    if feed.download is None:
        return error("missing-field", parsed.source.span(("feeds", n, "name")), Words(
            "rien ne dit où télécharger ces horaires",
            "nothing says where to download these timetables"), Words(
            "ajoutez « download » avec l’adresse du zip, ou donnez le fichier à la commande",
            "add download with the address of the zip, or give the file to the command"))
    target = into / f"{_file_name(feed.name)}.zip"
    try:
        return Taken(feed.name, target, take(feed.download, target))
    except FetchError as failure:
        return error("bad-feed", parsed.source.span(("feeds", n, "download")), Words(
            f"ces horaires n’ont pas pu être téléchargés : {failure.words.fr}",
            f"these timetables could not be downloaded: {failure.words.en}"), Words(
            "vérifiez l’adresse dans un navigateur, puis recommencez",
            "check the address in a browser, then try again"))


def _file_name(name: str) -> str:
    """A feed's name as that of a file, which `parcours timetable` knows again."""
    plain = name.removesuffix(".zip")
    return plain if _PLAIN.fullmatch(plain) else slug_of(plain) or "horaires"


def really_new(folder: Path, files: dict[str, str]) -> dict[str, str]:
    """The extracts that say something new: one that only bears another day is left as it is, so
    that a feed that did not change is no proposal."""
    return {name: text for name, text in files.items()
            if _without_day(text) != _without_day(_former(folder / name))}


def _former(path: Path) -> str:
    return path.read_text("utf-8", "replace") if path.is_file() and not path.is_symlink() else ""


def _without_day(text: str) -> str:
    return _MADE_ON.sub("", text, count=1)
