"""Addresses in pages that people write: in any attribute that may have one, however it is quoted.

Pages that we make have theirs in double quotes and in few attributes: `inventory` finds
those faster.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from parcours.publish.addresses import shown

_ONE = frozenset({"href", "src", "poster", "data", "action", "formaction", "background", "cite",
                  "longdesc", "manifest", "xlink:href"})
_SIZES = frozenset({"srcset", "imagesrcset", "data-srcset"})
_FOR_SCRIPTS = frozenset({"data-src", "data-href", "data-url", "data-poster", "data-background",
                          "data-map", "data-file"})
_UPWARDS = re.compile(r"\.{1,2}/\S*")
"""What any other attribute for scripts has that can only be an address."""


def written_in(page: str) -> list[str]:
    """The addresses in a page, as they are written, without the place in a page that they name."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.found


class _Reader(HTMLParser):
    """Gathers them tag by tag."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """What the attributes of a tag name."""
        self._in_style = tag == "style"
        for name, value in attrs:
            if value and tag != "base":
                self.found += [one for address in _named(name, value)
                               if (one := address.strip().partition("#")[0])]

    def handle_data(self, data: str) -> None:
        """What a style in the page shows."""
        if self._in_style:
            self.found += shown(data)

    def handle_endtag(self, tag: str) -> None:
        """A style ends with its tag."""
        self._in_style = self._in_style and tag != "style"


def _named(name: str, value: str) -> Iterator[str]:
    if name in _ONE or name in _FOR_SCRIPTS:
        yield value
    elif name in _SIZES:
        yield from (size.split()[0] for size in value.split(",") if size.strip())
    elif name == "style":
        yield from shown(value)
    elif name.startswith("data-") and _UPWARDS.fullmatch(value):
        yield value
