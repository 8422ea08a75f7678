"""What stands for a place that has no photo: a small drawing of its kind, in its side's colours.

The shapes are files, one a kind (``drawings/``). A page has each that it shows once, as a symbol,
and shows it by name; its style sheet gives the colours, so they follow the theme. A picture to be
shown elsewhere has the colours in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from types import MappingProxyType

from parcours import HERE
from parcours.format.choices import Character, Kind
from parcours.render.pictures.style import PAPER
from parcours.web import colours

NIGHT, SUMMER, WINTER = "-night", "-summer", "-winter"
_FILES = HERE / "render" / "pictures" / "drawings"
_SHEET = re.compile(r"</?svg[^>]*>\n?")
_GROUND = '<path class="g" d="M0 52q48-5 96 0v12H0z"/>'
_SOFT, _LAND, _SKY = 0.32, 0.2, 0.08
"""How much of the side's colour is in that of what is soft, of the ground and of the air."""
_SIDE = MappingProxyType({Character.URBAN: colours.BRICK, Character.RURAL: colours.GOLD})


@cache
def names() -> tuple[str, ...]:
    """Every drawing, by the name of its file."""
    return tuple(sorted(path.stem for path in _FILES.glob("*.svg")))


def drawing_of(kind: Kind, variant: str = "") -> str:
    """The name of the drawing of a kind; the plain one where it has no such variant."""
    name = f"{kind.value}{variant}"
    return name if name in names() else kind.value


def symbols(shown: Iterable[str]) -> str:
    """The drawings that a page shows, once each and shown by `use`; nothing where it shows none."""
    drawn = "".join(map(_symbol, sorted({*shown})))
    return drawn and ('<svg class="pc-drawings" width="0" height="0" aria-hidden="true">'
                      f"{drawn}</svg>")


def use(name: str, character: str) -> str:
    """A drawing shown on a page; decoration, which says nothing to who cannot see it."""
    return (f'<svg class="pc-drawing pc-drawing--{character}" viewBox="0 0 96 64"'
            ' preserveAspectRatio="xMidYMid slice" aria-hidden="true">'
            f'<use href="#dessin-{name}"/></svg>')


def picture(name: str, character: Character) -> str:
    """A drawing as a whole SVG document with its colours, which follow no theme."""
    side = _SIDE[character]
    fills = {"a": side, "b": mixed(side, PAPER, _SOFT), "c": PAPER, "g": mixed(side, PAPER, _LAND)}
    drawn = "".join((_GROUND, shapes(name)))
    for style, fill in fills.items():
        drawn = drawn.replace(f'class="{style}"', f'fill="{fill}"')
    drawn = drawn.replace('class="p"', f'stroke="{PAPER}"').replace(' class="d"', "").replace(
        '/>', ' stroke="none"/>', 1)
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 64">'
            f'<rect width="96" height="64" rx="4" fill="{mixed(side, PAPER, _SKY)}"/>'
            f'<g fill="none" stroke="{colours.INK}" stroke-width="2" stroke-linecap="round"'
            f' stroke-linejoin="round">{drawn}</g></svg>\n')


def mixed(colour: str, other: str, share: float) -> str:
    """So much of one colour in another, both as ``#rrggbb``."""
    parts = [(int(colour[n:n + 2], 16), int(other[n:n + 2], 16)) for n in (1, 3, 5)]
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in parts)


@cache
def shapes(name: str) -> str:
    """The shapes of a drawing, without the sheet they stand on."""
    return _SHEET.sub("", (_FILES / f"{name}.svg").read_text("utf-8")).replace("\n", "")


@cache
def _symbol(name: str) -> str:
    drawn = f"{_GROUND}{shapes(name)}".replace(' class="d"', "")
    # where it is shown a shape has no ancestor of ours: a class alone must tell a style sheet all
    drawn = drawn.replace('class="', 'class="dessin-')
    return f'<symbol id="dessin-{name}" viewBox="0 0 96 64">{drawn}</symbol>'
