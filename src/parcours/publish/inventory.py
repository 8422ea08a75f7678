"""What is in a finished site: the digest of every file, and which files a page names.

A file is read once: later publications go by its size and time, as the copying of the site does.
"""

from __future__ import annotations

import json
import os
import posixpath
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from html import unescape
from pathlib import Path
from typing import NamedTuple, TypeAlias
from urllib.parse import unquote

from parcours.disk import atomic
from parcours.disk.digest import code
from parcours.publish.workspace import files

_ADDRESS = re.compile(r' (?:href|src|data-map)="([^"#]+)')
_FRAGMENT = re.compile(r""" href=(["'])([^"'#]*)#([^"']+)\1""")
_ID = re.compile(r""" (?:id|name)=(["'])([^"']+)\1""")
_BY_HAND = re.compile(r"(?!(?:[a-z]{2}/)?(?:parcours|lieux)/[^/]+/)")
"""Pages of which there are few: those of routes and places are made by us, and many."""
_OTHER = re.compile(r""" (?:href|src)='([^'#]+)| srcset=["']([^"']+)""")
"""What is only in pages that people wrote: other quotes, and pictures in several sizes."""
_HEAD_LINK = re.compile(r'<link rel="(?!stylesheet|icon|modulepreload)[^>]*>')
"""What a page names without showing it: its address, its twin, the icon of an installed site."""
_PICTURE = re.compile(r"<picture>.*?</picture>|<img [^>]*srcset=[^>]*>", re.DOTALL)
_SOURCES = re.compile(r' srcset="([^"]+)"')
_SHOWN = re.compile(r' src="([^"]+)"')
_HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_MOVED = b'http-equiv="refresh"'
"""What leads to the new address of a page is nothing to read."""
_LANG = re.compile(r'<html lang="([\w-]+)"')
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


SUM_DIGITS = 24
"""Of a digest by SHA-256, which browsers know, in hexadecimal; the service worker takes as many."""


class SiteFile(NamedTuple):
    """A file of the site."""

    size: int
    mtime_ns: int
    digest: str
    """The first `SUM_DIGITS` of its SHA-256."""
    names: tuple[str, ...] = ()
    """Of a page: the addresses of ours that it names, from the site's root, each once, in order."""
    pictures: tuple[tuple[str, str], ...] = ()
    """Of a page: each size of a picture, and the one that every browser can show in its place."""
    title: str = ""
    lang: str = ""
    fragments: tuple[str, ...] = ()
    """Of a page: the places in pages that it leads to and that are still to be looked for, as
    ``page#id`` from the site's root; those in itself that are not there are among them."""


Inventory: TypeAlias = Mapping[str, SiteFile]
"""By path from the site's root."""


def take_inventory(site: Path, memory: Path) -> Inventory:
    """Every file of the site but its search index, which is not for reading without a network."""
    known = _known(memory)
    found = {}
    for name, path in files(site):
        if name.startswith("pagefind/"):
            continue
        at = os.stat(path)
        former = known.get(name)
        if former and (former.size, former.mtime_ns) == (at.st_size, at.st_mtime_ns):
            found[name] = former
        else:
            found[name] = _read(name, Path(path), at)
    if found != known:
        atomic.write(memory, json.dumps({"code": code(), "files": found}, ensure_ascii=False))
    return found


def _known(memory: Path) -> Inventory:
    """What the last inventory found; nothing where other code took it."""
    try:
        told = json.loads(memory.read_text("utf-8"))
        if told["code"] != code():
            return {}
        return {name: SiteFile(size, mtime_ns, digest, tuple(names),
                               tuple((one, other) for one, other in pictures), title, lang,
                               tuple(fragments))
                for name, (size, mtime_ns, digest, names, pictures, title, lang, fragments)
                in told["files"].items()}
    except (OSError, ValueError, TypeError, KeyError):
        return {}


def _read(name: str, path: Path, at: os.stat_result) -> SiteFile:
    text = path.read_bytes()
    seen = SiteFile(at.st_size, at.st_mtime_ns, sha256(text).hexdigest()[:SUM_DIGITS])
    if not name.endswith(".html"):
        return seen
    if _MOVED in text:
        return seen
    head, end, body = text.decode("utf-8", "replace").partition("</head>")
    page = _HEAD_LINK.sub("", head) + end + body
    heading = _HEADING.search(page)
    title = unescape(re.sub(r"<[^>]*>", "", heading[1])).strip() if heading else ""
    written = _ADDRESS.findall(page)
    if _BY_HAND.match(name):
        written += [one for single, sizes in _OTHER.findall(page) for one in (
            [single] if single else [size.split()[0] for size in sizes.split(",") if size.strip()])]
    return seen._replace(names=tuple(dict.fromkeys(_ours(name, written))),
                         pictures=tuple(_pictures(name, page)), title=title,
                         lang=lang[1] if (lang := _LANG.search(page)) else "",
                         fragments=tuple(dict.fromkeys(_fragments(name, page))))


def _fragments(page: str, text: str) -> Iterator[str]:
    """Where in pages a page leads to: in itself what is not there; in others all, where somebody
    wrote it by hand."""
    led = [(path, unquote(unescape(id))) for _, path, id in _FRAGMENT.findall(text)]
    own = ids(text) if any(not path for path, _ in led) else frozenset()
    for path, id in led:
        if not path:
            if id not in own:
                yield f"{page}#{id}"
        elif _BY_HAND.match(page):
            yield from (f"{address}#{id}" for address in _ours(page, [path]))


def ids(text: str) -> frozenset[str]:
    """The places in a page that an address can lead to."""
    return frozenset(unescape(id) for _, id in _ID.findall(text))


def _ours(page: str, addresses: list[str]) -> Iterator[str]:
    """Addresses in a page, from the site's root; those of other sites are passed over."""
    folder = posixpath.dirname(page)
    for written in dict.fromkeys(addresses):
        above, rest = folder, written
        while above and rest.startswith("../"):  # what neighbours name is then worked out once
            above, rest = above.rpartition("/")[0], rest[3:]
        address = _from_root(above, rest)
        if address is not None:
            yield address


@lru_cache(maxsize=1 << 16)
def _from_root(folder: str, written: str) -> str | None:
    """An address as written in a page of this folder, from the site's root; None elsewhere."""
    address = unescape(written)
    if _ELSEWHERE.match(address):
        return None
    path = address.partition("?")[0]
    if path.startswith("/"):
        return None  # from the host's root, which is not always ours
    joined = posixpath.normpath(posixpath.join(folder, unquote(path)))
    if joined.startswith(".."):
        return None
    joined = "" if joined == "." else joined
    return joined + ("/" if path.endswith("/") and joined else "")


def _pictures(page: str, text: str) -> Iterator[tuple[str, str]]:
    for block in _PICTURE.findall(text):
        shown = _SHOWN.search(block)
        main = next(_ours(page, [shown[1]]), "") if shown else ""
        sizes = [size.split()[0] for sources in _SOURCES.findall(block)
                 for size in sources.split(",") if size.strip()]
        for other in _ours(page, sizes):
            if main and other != main:
                yield other, main
