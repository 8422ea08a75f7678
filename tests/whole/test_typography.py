"""French typography, to the letter, wherever a visitor reads it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

_SILENT = {"script", "style", "code", "pre", "textarea"}
_SAID = ("alt", "title", "aria-label")
_WRONG = re.compile(
    r"(?<=[^\W\d_])'(?=\w)"  # a straight apostrophe within a word
    r"|(?<=\S) [;!?»](?!\w)|(?<=\S) :(?=\s|$)|« "  # a plain space, where a line may break
    r"|(?<=[^\W\d_])[;!?](?=\s|$)|(?<=[^\W\d_]):(?=\s|$)")  # none at all


class _French(HTMLParser):
    """The French words of a page, those for screen readers too."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        silent = (tag in _SILENT or (given.get("lang") or "fr") != "fr"
                  or any(one for _, one in self._open))
        if not silent:
            self.said += [given[name] or "" for name in _SAID if given.get(name)]
        if tag not in ("meta", "link", "img", "br", "hr", "input"):
            self._open.append((tag, silent))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not any(silent for _, silent in self._open):
            self.said.append(data)


def wrong(page: str) -> list[str]:
    """What is not set as French is, with what stands round it."""
    reader = _French()
    reader.feed(page)
    return [text[max(0, at.start() - 20):at.end() + 20]
            for text in reader.said for at in _WRONG.finditer(text)]


def test_the_reader_sees_each_fault() -> None:
    """What the next test looks for is found where it is, and not where it has no say."""
    page = ("<p title='l&#39;an'>L&#39;Isle : « ici » quoi?</p><p lang='en'>it&#39;s ; so</p>"
            "<code>a : b</code><p>L’Isle\u00a0: «\u00a0ici\u00a0» à 10:30</p>")
    assert len(wrong(page)) == 6


def test_french_is_set_to_the_letter(site: Path) -> None:
    """No straight apostrophe and no plain space before a mark on any French page for visitors:
    our words, editors’ texts and the names of communes as INSEE writes them."""
    found, pages = {}, 0
    for path in sorted(site.rglob("index.html")):
        name, page = path.relative_to(site).as_posix(), path.read_text("utf-8")
        if name.startswith(("en/", "donnees/")) or ' data-for="editors"' in page:
            continue
        pages += 1
        if faults := wrong(page):
            found[name] = faults[:3]
    assert pages > 30
    assert found == {}
