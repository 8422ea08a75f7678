"""Style sheets as they are served: without comments, and without the spaces that they need not.

A browser test holds that what is served says the same, rule by rule.
"""

from __future__ import annotations

import rcssmin


def served(sheet: str) -> str:
    """A style sheet on one line."""
    return str(rcssmin.cssmin(sheet)) + "\n"
