"""Generated pages as a reader's program sees them: elements, their texts, their attributes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from html.parser import HTMLParser

from icalendar.cal import Component

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta",
                  "source", "track", "wbr"})
"""The elements of HTML that have no end tag."""
_EMPTY = VOID | {"rect", "path", "circle", "use"}


@dataclass
class Element:
    """An element with its children; a text stands among them as a string."""

    tag: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    @property
    def text(self) -> str:
        """All its words, white space folded."""
        return " ".join("".join(self._words()).split())

    def _words(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif "pc-visually-hidden" not in child.classes and child.tag not in ("script", "style"):
                yield from child._words()

    @property
    def raw(self) -> str:
        """The text of a script, as it stands."""
        return "".join(child for child in self.children if isinstance(child, str))

    def all(self, selector: str) -> list[Element]:
        """Every element below with this tag, or with this class when it begins with a dot."""
        found = []
        for child in self.children:
            if isinstance(child, Element):
                if (selector[1:] in child.classes if selector.startswith(".")
                        else child.tag == selector):
                    found.append(child)
                found += child.all(selector)
        return found

    def one(self, selector: str) -> Element:
        """The only such element."""
        (found,) = self.all(selector)
        return found


class _Reader(HTMLParser):
    """Builds the tree; raises where an end tag has no beginning."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(made)
        if tag not in _EMPTY:
            self.open.append(made)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(
            Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag in _EMPTY:
            return
        if self.open[-1].tag != tag:
            raise ValueError(f"</{tag}> closes <{self.open[-1].tag}> at {self.getpos()}")
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def tree_of(html: str) -> Element:
    """The elements of a page; raises ValueError where they are not properly nested."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    if len(reader.open) > 1:
        raise ValueError(f"<{reader.open[-1].tag}> is never closed")
    return reader.root


def moment(event: Component, name: str) -> datetime:
    """A time of an event in a calendar, such as ``DTSTART``."""
    found = getattr(event[name], "dt", None)
    assert isinstance(found, datetime), found
    return found
