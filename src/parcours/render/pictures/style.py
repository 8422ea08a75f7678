"""What every picture is drawn with: sizes, colours, letters, and the head of the document."""

from __future__ import annotations

from parcours.format.choices import Character
from parcours.i18n.language import Language
from parcours.render.pictures.labels import Lettering
from parcours.render.pictures.pins import Frame
from parcours.web import colours

FRAME = Frame(720, 480, 14, 46, 24)
"""The picture of a route."""
WIDE = Frame(960, 540, 14, 0, 0)
"""The picture of all of them."""
POSTER = Frame(960, 780, 14, 0, 0)
"""The same for the home page, as large as two territories can be on it."""
CHART = Frame(720, 600, 14, 0, 0)
"""The ground of the catalogue's map: nearly as high as wide, for half a screen or a phone."""
MAX_SCALE = 2.4
"""Pixels per unit of the plane at most: 6 km across the picture of a route."""
EDGE = 18
"""Kept free of names along the edges, in pixels."""

PAPER = "#fbf7ec"
INK = "#3a2d20"
SERIF = "Palatino,Georgia,serif"
_SANS = "system-ui,Roboto,Arial,sans-serif"
_SMALL = ("<style>@media(max-width:420px){.ps-b{font-size:23px}.ps-n{font-size:20px}"
          ".ps-s{display:none}}</style>")
"""On a card a few hundred pixels wide: larger names, fewer of them."""
_ANY_SIZE = ' text-rendering="geometricPrecision"'
"""Letters that are measured once, whatever the size. A browser measures others anew for the size of
the card, which is a third of what it takes to draw a cover."""

LAND = {Character.URBAN: ("#f0d3c6", "#b4644e"), Character.RURAL: ("#f6e7b9", "#b8912f")}
"""Fill and edge of a territory."""
NAMED = {Character.URBAN: "#94412f", Character.RURAL: "#7b5a0c"}
PIN = {Character.URBAN: colours.BRICK, Character.RURAL: colours.GOLD}
DARK = colours.INK
TAIL = "</svg>\n"

_ESCAPES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#39;"),
            ("{", "&#123;"), ("}", "&#125;"))
"""Braces as well: a picture may be set into a page that passes through a template engine."""


def escaped(text: str) -> str:
    """A text as it may stand in an element or an attribute."""
    for character, escape in _ESCAPES:
        text = text.replace(character, escape)
    return text


def head(frame: Frame, language: Language, title: str, description: str) -> str:
    """The document up to the first thing drawn; texts are plain, not escaped."""
    width, height = frame.width, frame.height
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img"'
        f' lang="{language.code}" font-family="{_SANS}"{_ANY_SIZE}>'
        f"<title>{escaped(title)}</title><desc>{escaped(description)}</desc>{_SMALL}"
        f'<rect width="{width}" height="{height}" fill="{PAPER}"/>'
        f'<rect x="7.5" y="7.5" width="{width - 15}" height="{height - 15}" rx="5" fill="none"'
        f' stroke="{INK}" stroke-opacity=".2"/>')


def anchored(at: Lettering) -> str:
    """The attribute for the end of a name that its point is at."""
    return "" if at.anchor == "start" else f' text-anchor="{at.anchor}"'


def haloed(opening: str, halo: str, names: str) -> str:
    """Names on a halo of paper: the halo first, then the letters. ``paint-order`` says as much in
    one group, but CairoSVG and WeasyPrint do not know it and paint the halo over the letters.

    ``opening`` is the tag of the group, not closed; ``halo`` the attributes of the stroke.
    """
    return f"{opening}{halo}>{names}</g>{opening}>{names}</g>" if names else ""
