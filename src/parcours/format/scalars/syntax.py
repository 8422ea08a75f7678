"""How a scalar is written: one regular expression that JSON Schema, JavaScript and Python read
alike, and what a reader raises where it does not match.

Each reader stands beside its syntax, in `texts`, `times`, `numbers` or `addresses`. What a regular
expression cannot tell (29 February of which year?) the reader alone decides.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from parcours.diagnostics.diagnostic import Words

NO_WIDTH = "\u200b\u2060\ufeff"
"""Left behind by copying from a web page; nobody sees them, so they are dropped."""
_UNSAFE_CHARACTERS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff"
    f"{NO_WIDTH}]")
"""Control characters break GPX and calendars; bidirectional overrides disguise what is written."""


class BadScalar(ValueError):
    """A value that means nothing; ``hint`` is what to type instead, ready to be typed.

    A hint repeats what was typed in the right form, or says the form; it never holds a value of
    our own, which would pass for a fact. ``certain`` is what a program may type in its stead,
    where no other reading is possible.
    """

    def __init__(self, message: Words, hint: str | Words | None = None, *,
                 code: str = "bad-value", at: tuple[str | int, ...] = (),
                 certain: str | None = None) -> None:
        super().__init__(message.en)
        self.code, self.message, self.at, self.certain = code, message, at, certain
        self.hint = Words(f"écrivez {hint}", f"write {hint}") if isinstance(hint, str) else hint


@dataclass(frozen=True, slots=True)
class Syntax:
    """What a reader accepts, as far as a regular expression tells."""

    body: str
    told: Words
    """How it is written, with an example; shown by text editors and by the form."""
    types: tuple[str, ...] = ("string",)
    """What a YAML 1.2 reader may take such a value for: ``25`` is a number to it."""
    bounds: Mapping[str, int] = field(default_factory=dict)
    """JSON Schema keywords for the typed value, and ``maxLength``."""

    @property
    def regex(self) -> str:
        """For JSON Schema and JavaScript: the white space round a value is not part of it."""
        return self.body if self.is_text else rf"^\s*(?:{self.body})\s*$"

    @property
    def is_text(self) -> bool:
        """Whether any text will do, so long as there is some."""
        return self.body == r"\S"

    @property
    def is_number(self) -> bool:
        """Whether the value is written as a bare number."""
        return self.types[0] in ("integer", "number")

    def fits(self, typed: str) -> bool:
        """Whether a value, without white space round it, is written so."""
        return (re.fullmatch(self.body, typed, re.ASCII) is not None
                and len(typed) <= self.bounds.get("maxLength", len(typed)))


SYNTAX: dict[str, Syntax] = {}
"""By the name of the reader."""


def written(reader: str, body: str, told: Words, types: tuple[str, ...] = ("string",),
            bounds: Mapping[str, int] | None = None) -> Syntax:
    """The syntax of a reader, kept under its name for those who cannot call it."""
    SYNTAX[reader] = Syntax(body, told, types, bounds or {})
    return SYNTAX[reader]


def clean(value: object) -> str:
    """A text without what copying left behind; raises `BadScalar` on signs that would harm."""
    if not isinstance(value, str):
        raise BadScalar(Words("un texte est attendu ici", "a text is expected here"),
                        code="wrong-type")
    unsafe = _UNSAFE_CHARACTERS.search(value)
    if unsafe and unsafe[0] in NO_WIDTH:
        value = value.translate(dict.fromkeys(map(ord, NO_WIDTH)))
        unsafe = _UNSAFE_CHARACTERS.search(value)
    if unsafe:
        raise BadScalar(Words(f"ce texte contient un caractère invisible (U+{ord(unsafe[0]):04X})",
                              f"this text holds an invisible character (U+{ord(unsafe[0]):04X})"),
                        # no file holds these: a backslash between straight quotes made them
                        Words("entre guillemets droits, \\ fait des signes invisibles : remplacez "
                              "\\ par /, ou entourez le texte de ' au lieu de \"",
                              "between straight quotes \\ makes invisible signs: replace \\ with "
                              "/, or put ' round the text instead of \"") if unsafe[0] < " " else
                        Words("retapez le mot à la main", "type the word again by hand"))
    return value


def short(typed: str, most: int = 40) -> str:
    """A value as quoted in a message: one line, not too long."""
    folded = " ".join(typed.split())
    return folded if len(folded) <= most else folded[: most - 1] + "…"
