"""The words of a page, as a reader or a screen reader has them."""

from __future__ import annotations

from html.parser import HTMLParser

_SILENT = {"script", "style", "code", "pre", "textarea"}
_SAID = ("alt", "title", "aria-label")


class _Reader(HTMLParser):
    def __init__(self, lang: str) -> None:
        super().__init__()
        self.lang = lang
        self.said: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        silent = (tag in _SILENT or (given.get("lang") or self.lang) != self.lang
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


def words_in(page: str, lang: str) -> list[str]:
    """Every text of a page in its own language, those for screen readers too; not code, nor what
    is marked as being in another language."""
    reader = _Reader(lang)
    reader.feed(page)
    return reader.said
