"""Addresses as files write them, from the site's root.

What a page shows and loads is for `inventory` to find. Here is what nobody clicks on in a page, and
so nobody sees when it is dead: whole addresses of the site, which feeds, calendars, tracks and data
need, wherever in a text they stand; and relative ones where a format has a place for them.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import unescape
from urllib.parse import quote, unquote

_JSON = frozenset({".json", ".geojson", ".jsonld", ".webmanifest"})
_LISTS = frozenset({".json", ".webmanifest"})
_XML = frozenset({".xml", ".atom", ".rss", ".kml", ".gpx", ".svg"})
_MODULES = frozenset({".js", ".mjs"})
_TEXTS = _JSON | _XML | _MODULES | {".html", ".css", ".ics", ".csv", ".txt"}

_OF_EXAMPLES = re.compile(r"(?:[a-z]{2}/)?(?:champs|diagnostics)/index\.html")
_CODE = re.compile(r"<(code|pre)\b.*?</\1>", re.DOTALL)
"""What stands so on the pages made of the format is an example, whatever the site's address."""
_FOLD = re.compile(rb"\r?\n[ \t]")
"""Where a calendar goes on in the next line (RFC 5545, 3.1); often in the middle of an address."""
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))")
_END = re.compile(r'[\s"<>?#]')
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)

_LINK = re.compile(r"""<link\b[^>]* href=["']([^"'#]+)""")
_REFRESH = re.compile(r"""<meta\b[^>]*http-equiv=["']?refresh[^>]*""", re.IGNORECASE)
_REFRESH_TO = re.compile(r"""url=\s*['"]?([^'"#]+)""", re.IGNORECASE)
_LINKED_DATA = re.compile(r'<script type="application/ld\+json">([^<]*)')
_HREF = re.compile(r"""href(?:=["']([^"'#]+)|>([^<#]+)<)""")
_UPWARDS = re.compile(r'"(\.\.?/[^"\\#?]*)')
"""A text in JSON that can only be an address."""
_FILE = re.compile(r'"(?:href|src|file|path)"\s*:\s*"([^":\\\s?#]+\.\w{2,11})"')
"""Members that name a file beside their own list: of a Data Package, of a web manifest."""
_PAGE = re.compile(r'"(?:start_url|scope|url)"\s*:\s*"([^":\\\s?#]+)["?#]')
"""Members of a web manifest that name a page."""
_SHOWN = re.compile(r"""url\(\s*(?:"([^"#]+)|'([^'#]+)|([^"'()\s#]+))|@import\s*["']([^"'#]+)""")
"""In a style sheet."""
_IMPORTED = re.compile(r"""\b(?:from|import)\s*(?:\(\s*)?["'](\.{1,2}/[^"'?#]+)["']""")
"""In a script."""


def text_of(name: str, raw: bytes) -> str:
    """The text of a file in which addresses are looked for; empty for all others."""
    suffix = posixpath.splitext(name)[1].lower()
    if suffix not in _TEXTS:
        return ""
    return (_FOLD.sub(b"", raw) if suffix == ".ics" else raw).decode("utf-8", "replace")


def told(name: str, text: str, home: str) -> Iterator[str]:
    """Addresses of ours that a file tells its readers, from the site's root: whole ones, which
    begin with the address of the ``home`` where that is known, and relative ones."""
    if _OF_EXAMPLES.match(name):
        text = _CODE.sub("", text)
    for suffix, part in _parts(posixpath.splitext(name)[1].lower(), text):
        plain = part.replace("\\/", "/") if suffix in _JSON else part
        if home:
            yield from _whole(plain, home)
        yield from ours(name, _relative(suffix, plain))


def _parts(suffix: str, text: str) -> Iterator[tuple[str, str]]:
    """A text and what it has of another format, each with the suffix of its own."""
    if suffix != ".html":
        yield suffix, text
    elif text.startswith(("{", "[")):  # what an interface answers, kept at its address
        yield ".jsonld", text
    else:
        yield suffix, text
        yield from ((".jsonld", data) for data in _LINKED_DATA.findall(text))


def ours(name: str, addresses: Iterable[str]) -> Iterator[str]:
    """Addresses in a file, from the site's root; those of other sites are passed over."""
    folder = posixpath.dirname(name)
    for written in dict.fromkeys(addresses):
        above, rest = folder, written
        while above and rest.startswith("../"):  # what neighbours name is then worked out once
            above, rest = above.rpartition("/")[0], rest[3:]
        address = _from_root(above, rest)
        if address is not None:
            yield address


def _relative(suffix: str, text: str) -> Iterator[str]:
    if suffix == ".html":
        head = text.partition("</head>")[0]
        yield from _LINK.findall(head)
        for refresh in _REFRESH.findall(head) if "refresh" in head.lower() else ():
            yield from _REFRESH_TO.findall(refresh)
    elif suffix in _JSON:
        yield from _UPWARDS.findall(text)
        if suffix in _LISTS:
            yield from _FILE.findall(text)
        if suffix == ".webmanifest":
            yield from _PAGE.findall(text)
    elif suffix == ".css":
        yield from shown(text)
    elif suffix in _MODULES:
        yield from _IMPORTED.findall(text)
    elif suffix in _XML:
        yield from (attribute or element for attribute, element in _HREF.findall(text))


def shown(sheet: str) -> Iterator[str]:
    """The files that a style sheet, or a style in a page, shows or imports."""
    for ways in _SHOWN.findall(sheet):
        yield next(one for one in ways if one)


def from_host(written: str, home: str) -> str | None:
    """An address from the host's root, from the site's; None where it is of another site.

    Where the site does not know its address it is kept as it is, with the slash before it.
    """
    path = posixpath.normpath(unquote(unescape(written).partition("?")[0])).lstrip("/")
    path += "/" if written.endswith("/") and path else ""
    if not home:
        return f"/{path}"
    below = "/".join(home.split("/")[3:]).strip("/")
    if not below:
        return path
    return path[len(below) + 1:] if f"{path}/".startswith(f"{below}/") else None


def _whole(text: str, home: str) -> Iterator[str]:
    plain, encoded = _patterns(home)
    tails = plain.findall(text)
    if "%2F%2F" in text:  # in what a link to share hands over
        tails += map(unquote, encoded.findall(text))
    for tail in dict.fromkeys(tails):
        address = _from_root("", _path(tail))
        if address is not None:
            yield address


@lru_cache(maxsize=4)
def _patterns(home: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What follows the address of the home, and the same where all is percent-encoded.

    Both begin with what is looked for letter by letter, which is what makes them fast.
    """
    here = "//" + home.partition("://")[2].rstrip("/")
    not_longer = r"(?![\w%~@-]|[.:]\w)"  # another host, or a folder beside ours
    tail = r'((?:[^\s"<>|`{}\\]|\\(?:u[\da-fA-F]{4}|[,;]))*)'  # in braces something is filled in
    return (re.compile(re.escape(here) + not_longer + tail),
            re.compile(re.escape(quote(here, safe="")) + r"(?![\w~@-]|[.:]\w)([\w.~%-]*)"))


def _path(tail: str) -> str:
    """What follows the home in an address, up to where the address ends; entities and escapes of
    its format may hide both a letter and that end."""
    plain = unescape(_ESCAPE.sub(lambda one: chr(int(one[1], 16)) if one[1] else one[2], tail))
    plain = plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # two make a letter
    return _END.split(plain, maxsplit=1)[0].lstrip("/")


@lru_cache(maxsize=1 << 16)
def _from_root(folder: str, written: str) -> str | None:
    """An address as written in a file of this folder, from the site's root; None elsewhere."""
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
