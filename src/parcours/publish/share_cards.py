"""The picture shown where a page is shared, 600 by 315: beside the site's mark its route's map, or
the drawing of its kind of place.

It has no word of any language, so that one is drawn for all of them: who shows it writes the page's
title beside it. A card is composed here as SVG and drawn by `card_worker`, in a process of its own,
and again only when something on it changes. Places of a kind share one, however many they are.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from parcours import HERE
from parcours.diagnostics.diagnostic import Words
from parcours.disk import atomic
from parcours.disk.digest import code, digest_all
from parcours.publish.workspace import WORK, Edition, PublishError, files, read_json, run
from parcours.web.colours import BRICK_DEEP, GOLD, OURS, Palette, recoloured, shade

FILE = "partage.png"
"""A card's name, at the address that its page has in the site's default language."""
WIDTH, HEIGHT = 600, 315
"""Pixels: the least that is shown large wherever a page is shared."""

_HEAD_BYTES = 4096
"""Longer than any front matter of ours."""
_BAND, _EDGE = 336, 8
"""Of the 1200 by 630 that a card is composed in: the brick at the left, and the gold beside it."""
_DRAWING = re.compile(r'<svg [^>]*viewBox="0 0 ([1-9]\d{0,3}) ([1-9]\d{0,3})"[^>]*>')
_UNSAID = re.compile(
    r'<(text|style|title|desc)\b.*?</\1>|<(g|path) class="ps-s"[^>]*?(?:/>|>.*?</\2>)', re.DOTALL)
"""Words, and what a picture leaves out where it is small: its scale says nothing without words."""
_FRAME = re.compile(r'<rect [^>]*fill="none"[^>]*stroke-opacity[^>]*/>')
_SHARED = re.compile(r"/lieux/[a-z0-9-]+\.svg")
"""A picture that several pages show, by its address in the docs folder; its card lies beside it."""
_SHEET = re.compile(r'<rect [^>]*rx="4" fill="(#[0-9a-f]{6})"/>')
"""What a drawing of a kind stands on: the air, whose colour then goes up to the edge."""
_NUMBERS = r"[\d .,-]*"
_VALUE = (rf"#(?:[0-9a-f]{{3}}){{1,2}}|[A-Za-z,-]+|{_NUMBERS}"
          rf"|(?:(?:matrix|translate|scale)\({_NUMBERS}\) ?)+")
_SHAPE = rf'(?: d="[AaCcHhLlMmQqSsTtVvZz\d .,-]*"| [a-z-]+="(?:{_VALUE})")*'
_SHAPES = re.compile(rf"(?:<(?:g|path|rect|circle){_SHAPE}/?>|</g>)*")
"""All that a drawing of ours consists of, once its words are left out."""
_LARGE = re.compile(r"\d{7}")
"""A number that no drawing of ours needs."""
_MARK = (
    '<g transform="translate(70 205) scale(5.5)" stroke="#fbf6ec">'
    '<path d="M13 25C17 12 23 12 27 15" fill="none" stroke-width="2.4" stroke-dasharray="3.2 2.6"/>'
    '<rect x="7" y="21" width="12" height="12" rx="2.6" fill="#e06a50" stroke-width="1.6"/>'
    f'<circle cx="28.5" cy="14" r="6.2" fill="{GOLD}" stroke-width="1.6"/></g>')
"""The two pins of ``overrides/assets/images/marque.svg``."""


@dataclass(frozen=True, slots=True)
class Card:
    """The card that a page asks for."""

    path: str
    """Where it goes, below the site's root."""
    svg: str


def folder_of(root: Path) -> Path:
    """Where the cards of the pages below ``root`` are kept, each at its address in the site."""
    return root / WORK / "cards"


def draw(root: Path, editions: Sequence[Edition], environment: Mapping[str, str]) -> None:
    """Bring the cards up to date with the pages of all languages."""
    kept, memory = folder_of(root), root / WORK / "cards.json"
    kept.mkdir(parents=True, exist_ok=True)
    known = _known(memory)
    recipe = (code(), version("thorvg-python"), version("pillow"))
    wanted: dict[str, tuple[Card, str]] = {}
    for edition in editions:  # the default language first: its drawing stands for all
        for card in cards(edition):
            wanted.setdefault(card.path, (card, digest_all((*recipe, card.svg))))
    jobs = [{"svg": card.svg, "to": str(kept / path)}
            for path, (card, digest) in sorted(wanted.items())
            if known.get(path) != digest or not (kept / path).exists()]
    memory.unlink(missing_ok=True)
    for path, file in list(files(kept)):
        if path not in wanted:
            os.unlink(file)
    if jobs:
        _draw(jobs, kept, editions[0], environment)
    atomic.write(memory, json.dumps({path: digest for path, (_, digest) in wanted.items()}))


def _draw(jobs: list[dict[str, str]], kept: Path, edition: Edition,
          environment: Mapping[str, str]) -> None:
    todo = kept.with_name("cards.todo")
    todo.write_text(json.dumps(jobs), "utf-8")
    paths = [str(HERE.parent), environment.get("PYTHONPATH", "")]
    failed, said = run([sys.executable, "-m", "parcours.publish.card_worker", str(todo)], edition, {
        **environment, "PYTHONPATH": os.pathsep.join(filter(None, paths))})
    todo.unlink()
    if failed:
        shutil.rmtree(kept, ignore_errors=True)
        raise PublishError(Words("les images de partage n’ont pas pu être dessinées",
                                 "the cards for sharing could not be drawn"), "\n".join(said[-20:]))


def _known(memory: Path) -> dict[str, str]:
    """What each card kept in the work folder was made from."""
    known = read_json(memory)
    return known if isinstance(known, dict) else {}


def cards(edition: Edition) -> Iterator[Card]:
    """The cards that the pages of a language ask for in their front matter."""
    shared = set()
    for name, path in sorted(files(edition.docs)):
        if not name.endswith("/index.md"):
            continue
        with open(path, "rb") as page:
            head = page.read(_HEAD_BYTES).decode("utf-8", "replace").partition("\n---")[0]
        asked = re.search(r"^card: (\".*\")$", head, re.MULTILINE)
        if not asked:
            continue
        try:
            picture = json.loads(asked[1])
            if _SHARED.fullmatch(picture):
                if picture in shared:
                    continue
                shared.add(picture)
                card, source = f"{picture[1:-len('.svg')]}.png", edition.docs / picture[1:]
            else:
                card, source = name.removesuffix("index.md") + FILE, Path(path).with_name(picture)
            svg = compose(source.read_text("utf-8"), edition.palette)
        except (OSError, ValueError):
            continue  # a page written by hand may say something else by the same word
        yield Card(card, svg)


def compose(picture: str, palette: Palette = OURS) -> str:
    """A card as SVG: the mark on the site's colour at the left, and the picture, which is in its
    colours already, as large as there is room.

    Raises `ValueError` where the picture is not as ours are: a few kinds of shapes, of numbers and
    plain colours. Somebody may have put another at an address of ours, and who draws it trusts it.
    """
    head = _DRAWING.match(picture)
    if not head:
        raise ValueError(picture[:80])
    width, height = int(head[1]), int(head[2])
    left = _BAND + _EDGE
    scale = min((1200 - left) / width, 630 / height)
    x, y = left + (1200 - left - width * scale) / 2, (630 - height * scale) / 2
    drawn = _FRAME.sub("", _UNSAID.sub("", picture[head.end():].rpartition("</svg>")[0]), count=1)
    ground = "#fbf7ec"
    if sheet := _SHEET.match(drawn):  # its ground goes down to the edge
        ground, y, drawn = sheet[1], 2 * y, drawn[sheet.end():]
    if not _SHAPES.fullmatch(drawn) or _LARGE.search(drawn):
        raise ValueError(picture[:80])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}"'
        f' viewBox="0 0 1200 630"><rect width="1200" height="630" fill="{ground}"/>'
        f'<g transform="translate({x:.1f} {y:.1f}) scale({scale:.4f})">'
        f"{drawn}</g>"
        f'<rect width="{_BAND}" height="630" fill="{shade(BRICK_DEEP, palette)}"/>'
        f'<rect x="{_BAND}" width="{_EDGE}" height="630" fill="{shade(GOLD, palette)}"/>'
        f"{recoloured(_MARK, palette, drawing=True)}</svg>")
