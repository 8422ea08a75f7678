"""French as printers set it, whatever keys an editor has: apostrophes that curl, and spaces that
keep a mark with its word."""

from __future__ import annotations

import re

_TYPOGRAPHY = "fr"
"""The language whose habits these are; others are left as they were typed."""
_PLAIN = re.compile(
    r"(?P<address>\]\([^)]*\)|https?://\S+)"
    r"|(?P<apostrophe>(?<=[^\W\d_])'(?=\w))"
    r"|(?P<space>(?<=\S) (?=[;!?»](?!\w)|:(?:\s|$)|[€%](?!\w))|(?<=«) (?=\S))")


def typeset(text: str, lang: str) -> str:
    """A text in a language with its typography; addresses are left alone."""
    if lang != _TYPOGRAPHY or not ("'" in text or " " in text):
        return text
    return _PLAIN.sub(_set, text)


def _set(found: re.Match[str]) -> str:
    match found.lastgroup:
        case "apostrophe":
            return "’"
        case "space":
            return "\u00a0"
        case _:
            return found[0]
