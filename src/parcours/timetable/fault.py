"""What is wrong with a feed: raised while it is read, told as one diagnostic."""

from __future__ import annotations

from parcours.diagnostics.diagnostic import Diagnostic, Span, Words, error


class BadFeed(ValueError):
    """A feed from which nothing sure can be said; ``file`` and ``line`` are where it stands."""

    def __init__(self, file: str, message: Words, hint: Words | None = None, *, line: int = 1,
                 code: str = "bad-feed") -> None:
        super().__init__(message.en)
        self.file, self.message, self.hint, self.line, self.code = file, message, hint, line, code

    @property
    def diagnostic(self) -> Diagnostic:
        """The same as it is reported."""
        return error(self.code, Span(self.file, self.line), self.message, self.hint)


def short(typed: str, most: int = 40) -> str:
    """A value of the feed as a message quotes it."""
    folded = " ".join(typed.split())
    return folded if len(folded) <= most else folded[: most - 1] + "…"
