"""HTML of ours under a seal: who lays out a page may take it as it is, without reading it again.

The seal is a comment that holds the digest of what follows. A page that was changed by hand after
it was made, or that was never made by us, has no seal that fits, and is read like any other.
"""

from __future__ import annotations

import re
from hashlib import blake2b

_SEAL = re.compile(r"<!--parcours ([0-9a-f]{32})-->\n")


def sealed(html: str) -> str:
    """The HTML of a whole page body with its seal before it."""
    body = html.strip("\n")
    return f"<!--parcours {_digest(body)}-->\n{body}\n"


def opened(text: str) -> str | None:
    """The HTML under a seal that fits, without the seal; None for any other text."""
    seal = _SEAL.match(text)
    if seal is None:
        return None
    body = text[seal.end():].strip("\n")
    return body if _digest(body) == seal[1] else None


def _digest(body: str) -> str:
    return blake2b(body.encode(), digest_size=16).hexdigest()
