"""Text for an element or an attribute of XML."""

from __future__ import annotations

import re

_SIGNS = re.compile('[&<>"\r\n\t]')
_TAG = re.compile("<(?=[A-Za-z/!?])")


def escaped(text: str) -> str:
    """The text with nothing left in it for a reader of XML to find; a reader would turn bare line
    ends into others."""
    if _SIGNS.search(text) is None:
        return text
    return (text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            .replace('"', "&quot;").replace("\r", "&#13;").replace("\n", "&#10;")
            .replace("\t", "&#9;"))


def escaped_words(text: str) -> str:
    """The same for elements whose text some readers take for HTML, as KML says of descriptions and
    Geotrek does with Cirkwi's: a word joiner, which nobody sees, keeps each ``<`` from a tag."""
    return escaped(_TAG.sub("<\u2060", text))
