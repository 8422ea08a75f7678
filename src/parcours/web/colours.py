"""The colours of city and country, for all that draws them: pictures, maps, cards.

City is brick, country is gold; each pair of text and ground is 4.5:1 or more. What is a style sheet
takes them as custom properties: those of maps are made from here (`custom_properties`), those of
the theme stand once, at the head of ``parcours.css``, and a test holds them to these.
"""

from __future__ import annotations

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


def custom_properties() -> str:
    """A style sheet that names the colours, on one line."""
    return ":root{" + ";".join(f"--{name}:{colour}" for name, colour in NAMED.items()) + "}\n"
