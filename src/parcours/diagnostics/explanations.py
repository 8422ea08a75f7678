"""What each code of a diagnostic means: why it matters, how to mend it, an example.

One file a code in ``codes/``; the examples run as tests, and feed ``parcours explain`` and the
reference pages.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from parcours import HERE
from parcours.diagnostics.diagnostic import Severity, Words

_FOLDER = HERE / "diagnostics" / "codes"


@dataclass(frozen=True, slots=True)
class Explanation:
    """A code explained in the two languages of the messages."""

    code: str
    severity: Severity
    """The usual one; ``why`` says so where there can be two."""
    title: Words
    why: Words
    fix: Words
    kind: str
    """What the examples are: ``itinerary``, ``place``, ``territories``, ``site``, ``services`` or
    ``command``."""
    bad: str
    good: str
    line: int
    """The line of ``bad`` that the diagnostic points at; 0 for a command, which is no file."""


def all_codes() -> tuple[str, ...]:
    """Every code, in alphabetical order."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


@cache
def explanation(code: str) -> Explanation | None:
    """What a code means, or None when there is no such code."""
    if code not in all_codes():  # also keeps a path from being read as a code
        return None
    told = tomllib.loads((_FOLDER / f"{code}.toml").read_text("utf-8"))
    fr, en, example = told["fr"], told["en"], told["example"]
    return Explanation(
        code, Severity(told["severity"]), Words(fr["title"], en["title"]),
        Words(fr["why"], en["why"]), Words(fr["fix"], en["fix"]),
        example["kind"], example["bad"], example["good"], example["line"])


def near(code: str) -> str | None:
    """The code that was most likely meant."""
    typed = code.strip().lower().replace("_", "-").replace(" ", "-")
    close = get_close_matches(typed, all_codes(), n=1, cutoff=0.5)
    return close[0] if close else None
