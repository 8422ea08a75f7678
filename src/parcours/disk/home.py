"""Where we keep what can be made again and outlives a build: one home for all of it."""

from __future__ import annotations

import os
from pathlib import Path


def cache_home() -> Path:
    """The user's own folder; ``PARCOURS_CACHE`` names another.

    Never one of the repository: a pull request could bring files that vouch for pages of its own.
    """
    from platformdirs import user_cache_path

    return Path(os.environ.get("PARCOURS_CACHE") or user_cache_path("parcours"))
