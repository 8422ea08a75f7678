"""What is in a finished site: the digest of every file, and which files a page names.

A file is read once: later publications go by its size and time, as the copying of the site does.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from html import unescape
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, TypeAlias
from urllib.parse import unquote

from parcours.disk import atomic
from parcours.disk.digest import code
from parcours.publish.addresses import from_host, ours, text_of, told
from parcours.publish.by_hand import written_in
from parcours.publish.workspace import files

_ADDRESS = re.compile(r' (?:href|src|data-map)="([^"#]+)')
_FRAGMENT = re.compile(r""" href=(["'])([^"'#]*)#([^"']+)\1""")
_ID = re.compile(r""" (?:id|name)=(["'])([^"']+)\1""")
_BY_HAND = re.compile(r"(?!(?:[a-z]{2}/)?(?:parcours|lieux)/[^/]+/)")
"""Pages of which there are few: those of routes and places are made by us, and many."""
_NO_TAGS = re.compile(r"<!--.*?-->|<(code|pre)\b.*?</\1>", re.DOTALL)
"""Of such a page, what looks like tags and leads nowhere: examples and comments."""
_HEAD_LINK = re.compile(r'<link rel="(?!stylesheet|icon|modulepreload)[^>]*>')
"""What a page names without showing it: its address, its twin, the icon of an installed site."""
_PICTURE = re.compile(r"<picture>.*?</picture>|<img [^>]*srcset=[^>]*>", re.DOTALL)
_SOURCES = re.compile(r' srcset="([^"]+)"')
_SHOWN = re.compile(r' src="([^"]+)"')
_HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_MOVED = 'http-equiv="refresh"'
"""What leads to the new address of a page is nothing to read."""
_LANG = re.compile(r'<html lang="([\w-]+)"')


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
    told: tuple[str, ...] = ()
    """Of a text: the addresses of ours that it tells without showing what is there, from the site's
    root, as `addresses.told` finds them."""


Inventory: TypeAlias = Mapping[str, SiteFile]
"""By path from the site's root."""


def take_inventory(site: Path, memory: Path, home: str = "",
                   given: Inventory = MappingProxyType({})) -> Inventory:
    """Every file of the site but its search index, which is not for reading without a network;
    ``home`` is the address of the site, where it is known.

    What is ``given`` was looked at already, as it is in the site, and is not kept in ``memory``.
    """
    known = recall(memory, home)
    found, ours = {}, {}
    for name, path in files(site):
        if name.startswith("pagefind/"):
            continue
        at = os.stat(path)
        former = given.get(name)
        if former is None or (former.size, former.mtime_ns) != (at.st_size, at.st_mtime_ns):
            former = known.get(name)
            if former is None or (former.size, former.mtime_ns) != (at.st_size, at.st_mtime_ns):
                former = look_at(name, Path(path), home)
            ours[name] = former
        found[name] = former
    if ours != known:
        remember(memory, home, ours)
    return found


def recall(memory: Path, home: str) -> Inventory:
    """What the last inventory found; nothing where other code took it, or for another address."""
    try:
        last = json.loads(memory.read_text("utf-8"))
        if (last["code"], last["home"]) != (code(), home):
            return {}
        words = last["words"]

        def said(numbers: list[int]) -> tuple[str, ...]:
            return tuple([words[n] for n in numbers])

        return {name: SiteFile(size, mtime_ns, digest, said(names),
                               tuple([(words[one], words[other]) for one, other in pictures]),
                               title, lang, said(fragments), said(led))
                for name, (size, mtime_ns, digest, names, pictures, title, lang, fragments, led)
                in last["files"].items()}
    except (OSError, ValueError, TypeError, KeyError, IndexError):
        return {}


def remember(memory: Path, home: str, found: Inventory) -> None:
    """Keep an inventory for `recall`. Each address is written once: neighbours name the same."""
    words: dict[str, int] = {}

    def number(word: str) -> int:
        return words.setdefault(word, len(words))

    listed = {name: (about.size, about.mtime_ns, about.digest, [*map(number, about.names)],
                     [(number(one), number(other)) for one, other in about.pictures],
                     about.title, about.lang, [*map(number, about.fragments)],
                     [*map(number, about.told)]) for name, about in found.items()}
    atomic.write(memory, json.dumps({"code": code(), "home": home, "files": listed,
                                     "words": list(words)}, ensure_ascii=False))


def look_at(name: str, path: Path, home: str = "") -> SiteFile:
    """What there is to know of one file."""
    at = os.stat(path)
    return look_into(name, path.read_bytes(), at.st_mtime_ns, home)


def look_into(name: str, raw: bytes, mtime_ns: int, home: str = "") -> SiteFile:
    """The same of one whose bytes are known."""
    text = text_of(name, raw)
    seen = SiteFile(len(raw), mtime_ns, sum_of(raw), told=_once(told(name, text, home)))
    if not name.endswith(".html") or _MOVED in text:
        return seen
    head, end, body = text.partition("</head>")
    page = _HEAD_LINK.sub("", head) + end + body
    heading = _HEADING.search(page)
    title = unescape(re.sub(r"<[^>]*>", "", heading[1])).strip() if heading else ""
    led, tags = seen.told, page
    if _BY_HAND.match(name):
        led, tags = (*led, *_by_hand(name, page, home)), _NO_TAGS.sub("", page)
    names = _once(ours(name, _ADDRESS.findall(tags)))
    return seen._replace(names=names, told=_once(one for one in led if one not in names),
                         pictures=tuple(_pictures(name, page)), title=title,
                         lang=lang[1] if (lang := _LANG.search(page)) else "",
                         fragments=_once(_fragments(name, tags, page)))


def sum_of(raw: bytes) -> str:
    """The digest of a file as an inventory has it."""
    return sha256(raw).hexdigest()[:SUM_DIGITS]


def _by_hand(name: str, page: str, home: str) -> Iterator[str]:
    """Addresses of ours in a page that somebody wrote, whichever attribute or style names them."""
    for address in dict.fromkeys(written_in(page)):
        if not address.startswith("/"):
            yield from ours(name, [address])
        elif not address.startswith("//") and (path := from_host(address, home)) is not None:
            yield path


def _once(addresses: Iterable[str]) -> tuple[str, ...]:
    """Each once, and in memory once for all files: thousands of pages name the same."""
    return tuple(map(sys.intern, dict.fromkeys(addresses)))


def _fragments(page: str, tags: str, text: str) -> Iterator[str]:
    """Where in pages a page leads to by its ``tags``: in itself what is not there; in others all,
    where somebody wrote it by hand."""
    led = [(path, unquote(unescape(id))) for _, path, id in _FRAGMENT.findall(tags)]
    own = ids(text) if any(not path for path, _ in led) else frozenset()
    for path, id in led:
        if not path:
            if id not in own:
                yield f"{page}#{id}"
        elif _BY_HAND.match(page):
            yield from (f"{address}#{id}" for address in ours(page, [path]))


def ids(text: str) -> frozenset[str]:
    """The places in a page that an address can lead to."""
    return frozenset(unescape(id) for _, id in _ID.findall(text))


def _pictures(page: str, text: str) -> Iterator[tuple[str, str]]:
    for block in _PICTURE.findall(text):
        shown = _SHOWN.search(block)
        main = next(ours(page, [shown[1]]), "") if shown else ""
        sizes = [size.split()[0] for sources in _SOURCES.findall(block)
                 for size in sources.split(",") if size.strip()]
        for other in ours(page, sizes):
            if main and other != main:
                yield other, main
