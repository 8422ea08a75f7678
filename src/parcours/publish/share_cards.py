"""The picture shown where a page is shared: its route's drawing beside its title, 1200 by 630.

A card is composed here as SVG and drawn by `card_worker`, in a process of its own a language. It
takes a tenth of a second and more, so that a card is drawn again only when something on it changes.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape, unescape
from importlib.metadata import version
from pathlib import Path

from parcours import HERE
from parcours.diagnostics.diagnostic import Words
from parcours.disk import atomic
from parcours.disk.digest import code, digest_all
from parcours.publish.workspace import Edition, PublishError, files, run
from parcours.web import colours

FILE = "partage.png"
"""A card's name, beside its page."""

_HEAD_BYTES = 4096
"""Longer than any front matter of ours."""
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
"""A picture's letters for small screens, which a card is not."""
_SIZES = ((54, 4), (46, 5), (38, 6), (32, 7))
"""Font size of a title in pixels, and how many lines of it there is room for; largest first."""
_ADVANCE = 0.52
"""Width of a character of the title's font, in ems; more than its mean."""
_SMALL, _SMALL_LINES = 25, 4
"""How many characters, and how many lines of them, there is room for above and below the title."""
_COLUMN = 336
"""Width of the words, in pixels."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a page says of its card, and the picture on it."""

    path: str
    """Where it goes, below the language's folder."""
    svg: str


def draw(edition: Edition, environment: Mapping[str, str]) -> None:
    """Bring the cards of a language up to date with its pages."""
    edition.cards.mkdir(parents=True, exist_ok=True)
    known = _known(edition)
    recipe = (code(), version("resvg_py"), version("mkdocs"))  # MkDocs brings the letters
    wanted = {card.path: (card, digest_all((*recipe, card.svg))) for card in cards(edition)}
    jobs = [{"svg": card.svg, "to": str(edition.cards / path)}
            for path, (card, digest) in sorted(wanted.items())
            if known.get(path) != digest or not (edition.cards / path).exists()]
    (edition.work / "cards.json").unlink(missing_ok=True)
    for path, file in list(files(edition.cards)):
        if path not in wanted:
            os.unlink(file)
    if jobs:
        _draw(jobs, edition, environment)
    atomic.write(edition.work / "cards.json",
                 json.dumps({path: digest for path, (_, digest) in wanted.items()}))


def _draw(jobs: list[dict[str, str]], edition: Edition, environment: Mapping[str, str]) -> None:
    todo = edition.work / "cards.todo"
    todo.write_text(json.dumps(jobs), "utf-8")
    paths = [str(HERE.parent), environment.get("PYTHONPATH", "")]
    failed, said = run(["-m", "parcours.publish.card_worker", str(todo)], edition, {
        **environment, "PYTHONPATH": os.pathsep.join(filter(None, paths))})
    todo.unlink()
    if failed:
        shutil.rmtree(edition.cards, ignore_errors=True)
        raise PublishError(Words("les images de partage n’ont pas pu être dessinées",
                                 "the cards for sharing could not be drawn"), "\n".join(said[-20:]))


def _known(edition: Edition) -> dict[str, str]:
    """What each card kept in the work folder was made from."""
    try:
        known = json.loads((edition.work / "cards.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def cards(edition: Edition) -> Iterator[Card]:
    """The cards that the pages of a language ask for in their front matter."""
    for name, path in sorted(files(edition.docs)):
        if not name.endswith("/index.md"):
            continue
        with open(path, "rb") as page:
            head = page.read(_HEAD_BYTES).decode("utf-8", "replace").partition("\n---")[0]
        asked = re.search(r"^card: (\{.*\})$", head, re.MULTILINE)
        titled = re.search(r'^title: (".*")$', head, re.MULTILINE)
        if not asked or not titled:
            continue
        try:
            card, title = json.loads(asked[1]), json.loads(titled[1])
            picture = Path(path).with_name(card["picture"]).read_text("utf-8")
        except (OSError, ValueError, KeyError):
            continue  # a page written by hand may say something else by the same word
        if card.get("site"):
            title = edition.site_name
        yield Card(name.removesuffix("index.md") + FILE, compose(
            unescape(title), unescape(card["over"]), unescape(card["line"]), picture))


def compose(title: str, over: str, line: str, picture: str) -> str:
    """A card as SVG: words on brick at the left, the picture on paper at the right."""
    size, lines = _fitted(title)
    above, below = (_cut(_wrapped(text, _SMALL), _SMALL, _SMALL_LINES) for text in (over, line))
    inner = _STYLE.sub("", picture).replace("<svg ", '<svg x="424" y="60" width="760" '
                                            'height="510" ', 1)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630" viewBox="0 0 1200 630">'
        '<rect width="1200" height="630" fill="#fbf7ec"/>'
        f'<rect width="400" height="630" fill="{colours.BRICK_DEEP}"/>'
        f'<rect x="400" width="8" height="630" fill="{colours.GOLD}"/>{inner}'
        '<g font-family="Lato" font-size="25" fill="#f9e2b0">'
        f"{_lines(above, 70, 34)}{_lines(below, 586 - 34 * (len(below) - 1), 34)}</g>"
        f'<g font-family="Roboto Slab" font-weight="700" font-size="{size}" fill="#fff">'
        f"{_lines(lines, 335 - round(size * 1.2 * (len(lines) / 2 - 0.8)), round(size * 1.2))}</g>"
        "</svg>")


def _lines(lines: list[str], first: int, step: int) -> str:
    return "".join(f'<text x="36" y="{first + n * step}">{escape(line)}</text>'
                   for n, line in enumerate(lines))


def _fitted(title: str) -> tuple[int, list[str]]:
    """The largest size at which a title has room, and its lines; what has no room is cut."""
    for size, most in _SIZES:
        wide = int(_COLUMN / (size * _ADVANCE))
        lines = _wrapped(title, wide)
        if len(lines) <= most and all(len(line) <= wide for line in lines):
            return size, lines
    return size, _cut(lines, wide, most)


def _cut(lines: list[str], wide: int, most: int) -> list[str]:
    """So many lines of so many characters, with an ellipsis where something is left out."""
    if len(lines) > most:
        lines = [*lines[:most - 1], lines[most - 1] + " …"]
    return [line if len(line) <= wide else line[:wide - 1].rstrip() + "…" for line in lines]


def _wrapped(text: str, wide: int) -> list[str]:
    """A text in lines of so many characters; a no-break space keeps its neighbours together."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and len(lines[-1]) + 1 + len(word) <= wide:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
