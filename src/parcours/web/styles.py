"""Style sheets as they are served: comments and indents stay at home, as those of scripts do."""

from __future__ import annotations

import re

_PART = re.compile(r"""("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|[ \t]*/\*.*?\*/|^[ \t]+|[ \t]+$""",
                   re.DOTALL | re.MULTILINE)
"""A text, which stays; or what nobody sees."""
_BLANK = re.compile(r"\n{2,}")


def served(sheet: str) -> str:
    """A style sheet without its comments and indents."""
    return _BLANK.sub("\n", _PART.sub(lambda part: part[1] or "", sheet)).lstrip("\n")
