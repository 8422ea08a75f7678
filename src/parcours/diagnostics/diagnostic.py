"""What is wrong with an editor's file: where, how grave, and what to type instead.

A diagnostic is data, never an exception: bad content is expected, our own failures are not.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, TypeAlias

Lang = Literal["fr", "en"]


class Severity(StrEnum):
    """*Error*: the page would be wrong or cannot be made. *Warning*: a visitor may be misled."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence in the two languages of the messages."""

    fr: str
    en: str

    def in_lang(self, lang: Lang) -> str:
        """The sentence in ``lang``."""
        return self.fr if lang == "fr" else self.en


def did_you_mean(meant: str | None) -> Words | None:
    """The question about the word that was likely meant; None where none is."""
    return Words(f"vouliez-vous dire « {meant} » ?", f"did you mean '{meant}'?") if meant else None


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one line of a file.

    ``file`` is relative to the working folder, with forward slashes; ``line`` and ``column``
    count from 1, in characters; ``width`` is in characters, at least 1.
    """

    file: str
    line: int = 1
    column: int = 1
    width: int = 1


TYPED = Span("", 0, 0, 0)
"""Where a fault lies that was typed after a command, and stands in no file."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A scalar that reads ``old`` and should read ``new``; ``span`` covers it with its quotes."""

    span: Span
    old: str
    new: str
    quoted: bool = False
    """Whether ``new`` is put in quotes where ``old`` had none."""


Fix: TypeAlias = tuple[Edit, ...]
"""What to type instead, sure enough for `parcours check --fix` to type it."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault, told once."""

    code: str
    severity: Severity
    span: Span
    message: Words
    hint: Words | None = None
    excerpt: str = field(default="", compare=False)
    """The source line the span lies on, for display; empty when there is none to show."""
    fix: Fix = field(default=(), compare=False)
    """Empty where the hint is only likely: a wrong correction is worse than none."""

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Sort key: file, line, column, code (and text, so that any two runs agree)."""
        return (self.span.file, self.span.line, self.span.column, self.code, self.message.en)


def error(code: str, span: Span, message: Words, hint: Words | None = None,
          fix: Fix = ()) -> Diagnostic:
    """A fault that keeps the site from being published."""
    return Diagnostic(code, Severity.ERROR, span, message, hint, fix=fix)


def warning(code: str, span: Span, message: Words, hint: Words | None = None,
            fix: Fix = ()) -> Diagnostic:
    """A fault that may mislead a visitor; ``--strict`` fails on it."""
    return Diagnostic(code, Severity.WARNING, span, message, hint, fix=fix)


def has_errors(diagnostics: list[Diagnostic], *, strict: bool = False) -> bool:
    """Whether these diagnostics forbid publication."""
    return any(strict or found.severity is Severity.ERROR for found in diagnostics)
