"""French as printers set it, whatever keys an editor has: apostrophes that curl, and spaces that
keep a mark with its word, a unit with its number and a number in one piece."""

from __future__ import annotations

import re

_TYPOGRAPHY = "fr"
"""The language whose habits these are; others are left as they were typed."""
_PLAIN = re.compile(
    r"(?P<address>\]\([^)]*\)|https?://\S+)"
    r"|(?P<apostrophe>(?<=[^\W\d_])'(?=\w))"
    r"|(?P<space>(?<=\S) (?=[;!?»](?!\w)|:(?:\s|$)|[€%](?!\w))|(?<=«) (?=\S)"
    r"|(?<=\d) (?=(?:[kcm]?m²?|km/h|k?g|ha|h|min)(?![\w-]))|(?<=\dh) (?=\d)"
    r"|(?<=\d[ \u00a0]h) (?=\d\d(?!\d))"
    r"|(?:(?<=(?<!\d)\d)|(?<=(?<!\d)\d\d)|(?<=(?<!\d)\d{3})) (?=\d{3}(?!\d)))")


def typeset(text: str, lang: str) -> str:
    """A text in a language with its typography; addresses are left alone."""
    if lang != _TYPOGRAPHY or not ("'" in text or " " in text):
        return text
    return _PLAIN.sub(_set, text)


_COUNTED = re.compile(r"(?<=\{n\}) (?=[^\W\d_])|(?:(?<=étape)|(?<=étapes)) (?=\{(?!place\}))")


def counted(message: str, lang: str) -> str:
    """A message of a language in which no line ends between a number and what it counts, nor
    between *étape* and its number."""
    return _COUNTED.sub("\u00a0", message) if lang == _TYPOGRAPHY else message


def _set(found: re.Match[str]) -> str:
    match found.lastgroup:
        case "apostrophe":
            return "’"
        case "space":
            return "\u00a0"
        case _:
            return found[0]
