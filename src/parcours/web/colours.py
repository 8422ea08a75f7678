"""The colours of city and country, for all that draws them: pictures, maps, cards.

City is brick, country is gold, unless ``site.yml`` says otherwise; each pair of text and ground is
4.5:1 or more. What is a style sheet takes them as custom properties: those of maps are made from
here (`custom_properties`), those of the theme stand once, at the head of ``parcours.css``, and a
test holds them to these.

A site with colours of its own has the same files with others in the place of these (`recoloured`):
each colour below is one side's, or is made from it, lighter or darker until it can be read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

BRICK = "#a23b2a"
"""The pins of a city."""
BRICK_DEEP = "#7c2b1e"
"""The site's own colour: its header, its mark, the ring of a route's mark."""
GOLD = "#f0bf3c"
"""The pins of the country."""
GOLD_DEEP = "#7a5a00"
"""The edge of what is gold on a light ground."""
INK = "#2b2113"
"""Text, and the rings of pins."""

NAMED = MappingProxyType({
    "brick": BRICK, "brick-deep": BRICK_DEEP, "gold": GOLD, "gold-deep": GOLD_DEEP, "ink": INK})
"""By the name of its custom property."""
LEAST_TEXT, LEAST_SIGN = 4.5, 3.0
"""WCAG 2.2: contrast of text, and of what one has to see, with its ground."""
_WHITE, _BLACK = "#ffffff", "#000000"
_PAPER, _DARK_PAPER, _DARK_SHEET = "#fbf6ec", "#1b140e", "#261d15"
_STEP = 0.02
_WRITTEN = re.compile(r"#[0-9a-f]{6}\b", re.IGNORECASE)
_DRAWN = re.compile(r'(="|:)(#[0-9a-f]{6})\b', re.IGNORECASE)
"""In an attribute or a declaration: a quote in a text is escaped, so that no text has one."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of the two sides, as ``#rrggbb``; text on the city's is white, on the country's
    it is ink."""

    urban: str = BRICK
    rural: str = GOLD


OURS = Palette()


def custom_properties() -> str:
    """A style sheet that names the colours, on one line."""
    return ":root{" + ";".join(f"--{name}:{colour}" for name, colour in NAMED.items()) + "}\n"


def recoloured(text: str, palette: Palette, *, drawing: bool = False) -> str:
    """A style sheet in the colours of a site; or, ``drawing``, an SVG or a page, whose words stay
    as they are."""
    if palette == OURS:
        return text
    swaps = _swaps(palette)
    if drawing:
        return _DRAWN.sub(lambda at: at[1] + swaps.get(at[2].lower(), at[2]), text)
    return _WRITTEN.sub(lambda at: swaps.get(at[0].lower(), at[0]), text)


def shade(colour: str, palette: Palette) -> str:
    """What stands in the place of a colour of ours, on a site of that palette."""
    return colour if palette == OURS else _swaps(palette).get(colour, colour)


@lru_cache(maxsize=4)
def _swaps(palette: Palette) -> Mapping[str, str]:
    """What stands in the place of each colour of ours."""
    urban, rural = palette.urban.lower(), palette.rural.lower()
    deep = _until(_mixed(urban, _BLACK, 0.24), _BLACK, rural, LEAST_SIGN)
    city, country = _mixed(urban, _PAPER, 0.76), _mixed(rural, _PAPER, 0.68)
    return MappingProxyType({
        BRICK: urban, BRICK_DEEP: deep, GOLD: rural,
        GOLD_DEEP: _until(_mixed(rural, _BLACK, 0.3), _BLACK, _PAPER, LEAST_TEXT),
        "#8f3122": _until(urban, _BLACK, _PAPER, 5.5), "#5e1f15": _mixed(urban, _BLACK, 0.45),
        "#6e2418": _mixed(urban, _BLACK, 0.32),
        "#e06a50": _until(urban, _WHITE, deep, 2),  # the city's sign on the mark
        # by night: links, the city's mark, its deeper shade
        "#f2a083": _until(urban, _WHITE, _DARK_SHEET, 7), "#f7c4ae": _until(
            urban, _WHITE, _DARK_SHEET, 9),
        "#b8493a": _between(urban, _DARK_SHEET), "#4a1c14": _mixed(urban, _BLACK, 0.55),
        # on pictures: the land of a side, its edge, its name
        "#f0d3c6": city, "#b4644e": _mixed(urban, _PAPER, 0.3), "#f6e7b9": country,
        "#b8912f": _mixed(rural, _BLACK, 0.24),
        "#94412f": _until(urban, _BLACK, city, LEAST_TEXT),
        "#7b5a0c": _until(_mixed(rural, _BLACK, 0.3), _BLACK, country, LEAST_TEXT)})


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21, as WCAG 2.2 defines it."""
    low, high = sorted((_light(one), _light(other)))
    return (high + 0.05) / (low + 0.05)


def readable(colour: str, text: str) -> str:
    """The nearest to a colour on which a text can be read: darker under white, lighter under ink.
    """
    return _until(colour.lower(), _BLACK if text == _WHITE else _WHITE, text, LEAST_TEXT)


TEXT_ON = MappingProxyType({"urban": _WHITE, "rural": INK})
"""The colour of the number on a side's pin."""


def _until(colour: str, towards: str, ground: str, least: float) -> str:
    """A colour mixed with black or white until it stands out from its ground."""
    part, found = 0.0, colour
    while contrast(found, ground) < least and part < 1:
        part += _STEP
        found = _mixed(colour, towards, part)
    return found


def _between(colour: str, dark: str) -> str:
    """A colour that stands out from a dark ground and under white."""
    lighter = _until(colour, _WHITE, dark, LEAST_SIGN)
    return _until(lighter, _BLACK, _WHITE, LEAST_TEXT)


def _mixed(colour: str, other: str, part: float) -> str:
    return "#" + "".join(f"{round(one + (two - one) * min(part, 1)):02x}" for one, two in zip(
        _parts(colour), _parts(other), strict=True))


def _parts(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[n:n + 2], 16) for n in (1, 3, 5))
    return red, green, blue


def _light(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
                        for part in (one / 255 for one in _parts(colour)))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
