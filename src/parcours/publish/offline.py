"""What the site needs to be read without a network: its service worker, and lists of what to keep.

The worker names only the site's shell, however many routes there are; beside each route lies the
list of the files that make it whole. Both tell the digest of each file, and only what has it is
stored: a page of an error or of a hotel's network that comes with a 200 is not.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from parcours import HERE
from parcours.disk.digest import digest_all
from parcours.publish import web_app as app
from parcours.publish.inventory import Inventory, SiteFile
from parcours.publish.theme import VERSIONED, hold, is_versioned
from parcours.publish.workspace import Edition
from parcours.web import scripts
from parcours.web.colours import recoloured

WORKER = "service-worker.js"
LIST = "fichiers.json"
"""Beside each route's page."""
LOST = "hors-ligne/"
"""What is shown, in each language, in place of a page that is not there without a network."""
KEPT = "gardes/"
OTHER_WAY = "retour/"
"""Below a route's page: the same route in its other direction, kept with it."""

_PARTS = HERE / "assets" / "worker"
_ROUTE = re.compile(r"(?:[\w-]+/)?parcours/([\w-]+)/index\.html")
_PLACE = re.compile(r"(?:[\w-]+/)?lieux/[\w-]+/")
_PHOTO = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif")
"""What weighs too much to be fetched for a route that was only looked at."""


def lay_out(folder: Path, site: Path, found: Inventory, root: Path,
            editions: Sequence[Edition], look: str) -> None:
    """Make ``folder`` hold what to add to a ``site`` of these languages, so that it is read without
    a network; ``look`` is the version of its theme's files."""
    languages = [f"{edition.folder}/" if edition.folder else "" for edition in editions]
    made = {WORKER: worker(found, look, languages).encode()}
    heads = [app.head_of((site / language / "index.html").read_text("utf-8"))
             for language in languages]
    for language, head in zip(languages, heads, strict=True):
        made[language + app.MANIFEST] = app.manifest(head, "../" if language else "").encode()
    mark = recoloured((root / "overrides" / app.MARK).read_text("utf-8"), editions[0].palette,
                      drawing=True)
    icons = app.icons(mark, heads[0].said["theme-color"], folder.with_name("icons"))
    made |= {f"{app.ICONS}/{path.name}": path.read_bytes() for path in icons.iterdir()}
    made |= {name: text.encode() for name, text in lists(found)}
    hold(folder, made)


def worker(found: Inventory, look: str, folders: Sequence[str]) -> str:
    """The service worker of a site: its version is that of all its files."""
    version = digest_all((part for name in sorted(found) for part in (name, found[name].digest)),
                         size=10)
    pages = [f"{folder}{page}" for folder in folders for page in (KEPT, LOST)
             if f"{folder}{page}index.html" in found]
    theme = sorted(name for name in found if name.startswith(f"assets/{look}/"))
    site = {"version": version, "look": look, "versioned": VERSIONED,
            "shell": _sums(found, (*theme, *pages)),
            "offline": {folder: f"{folder}{LOST}" for folder in folders
                        if f"{folder}{LOST}" in pages}}
    parts = {path.name: scripts.served(path.read_text("utf-8"))
             for path in _PARTS.glob("*.js")}
    code = scripts.joined(parts, "worker.js")
    told = json.dumps(site, ensure_ascii=False, separators=(",", ":"))
    return f'"use strict";\nconst SITE = {told};\n{code}'


def lists(found: Inventory) -> Iterator[tuple[str, str]]:
    """Where the list of each route goes, and what it says."""
    @cache
    def whole(folder: str) -> tuple[str, ...]:  # a place is on many routes
        return tuple(_whole(found, folder))

    for name in found:
        if (route := _ROUTE.fullmatch(name)) and found[name].title:
            folder = posixpath.dirname(name) + "/"
            yield folder + LIST, _list(found, folder, route[1], whole)


def _list(found: Inventory, folder: str, id: str,
          whole_of: Callable[[str], tuple[str, ...]]) -> str:
    page = found[f"{folder}index.html"]
    whole = dict.fromkeys((*whole_of(folder), *whole_of(folder + OTHER_WAY)))
    inside = {one: _file(found, one) for one in whole if not one.lower().endswith(_PHOTO)}
    places = [place for place in page.names if _PLACE.fullmatch(place)]
    visited = (one for place in places for one in whole_of(place))
    beyond = {one: _file(found, one) for one in dict.fromkeys((*whole, *visited))
              if one not in inside}
    pictures = {size: shown for address in (folder, *places)
                for size, shown in _file(found, address).pictures}
    digest = digest_all((part for files in (inside, beyond) for address, file in files.items()
                         for part in (address, file.digest)), size=10)
    # what all routes share is not counted as the weight of one
    bytes_inside, bytes_beyond = (
        sum(file.size for address, file in files.items() if not is_versioned(address))
        for files in (inside, beyond))
    cover = f"{folder}{id}.svg"
    return json.dumps({
        "digest": digest, "title": page.title, "lang": page.lang,
        "cover": cover if cover in inside else "",
        "files": {address: file.digest for address, file in inside.items()},
        "places": {address: file.digest for address, file in beyond.items()},
        "bytes": [bytes_inside, bytes_inside + bytes_beyond], "pictures": pictures,
    }, ensure_ascii=False)


def _sums(found: Inventory, addresses: Iterable[str]) -> dict[str, str]:
    """The digest of each file, by its address."""
    return {address: _file(found, address).digest for address in addresses}


def _whole(found: Inventory, folder: str) -> Iterator[str]:
    """A page and what it shows, loads and offers, as far as the site has it; no other page."""
    if f"{folder}index.html" not in found:
        return
    yield folder
    named = [one for one in found[f"{folder}index.html"].names if _is_file(found, one)]
    inner = [other for one in named if one.endswith(".html")
             for other in found[one].names if _is_file(found, other)]
    yield from dict.fromkeys((*named, *inner))


def _is_file(found: Inventory, address: str) -> bool:
    return not address.endswith("/") and address in found


def _file(found: Inventory, address: str) -> SiteFile:
    return found[f"{address}index.html" if address.endswith("/") else address]
