"""Words of editors in a comment on a forge: shown as typed, with nothing in them to act on.

A comment is more than Markdown. Forges look in the finished text for people to notify (``@team``),
issues to link (``#1``, ``!2``, ``group/project#3``, ``GH-4``), addresses, and GitLab for orders at
the start of a line (``/merge``). So escaping is not enough: what they look for is broken up by a
word joiner, which nobody sees.
"""

from __future__ import annotations

import re

_JOINER = "\u2060"
_SIGILS = re.compile(
    r"(?<=[@#!$%&~^*\[])(?=[\w/\"'@])|(?<=:)(?=[^\W\d]|/)|(?<=[Gg][Hh]-)(?=\d)|(?<=[Ww][Ww][Ww])(?=\.)"
    r"|^(?=[^\w\s]|\d+[.)])")
"""Where a sign that a forge acts on meets what it would act on, and where a line could open a
list, a title or an order."""
_INERT = {ord(sign): f"&#{ord(sign)};" for sign in "&<>\\*_`[]~|${}^"}
_MOST = 300


def words(text: str, most: int = _MOST) -> str:
    """A text on one line, as Markdown of which nothing is markup; at most ``most`` characters."""
    shown = " ".join("".join(c if c.isprintable() or c in "\u00a0\u202f\t\n" else "\ufffd"
                             for c in text).split())
    if len(shown) > most:
        shown = shown[: most - 1].rstrip() + "…"
    return _SIGILS.sub(_JOINER, shown).translate(_INERT)


def code(text: str) -> str:
    """The same as code, for what is typed in a file."""
    return f"<code>{words(text)}</code>"
