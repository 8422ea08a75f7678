"""The theme as Jinja compiled it, kept from one publication to the next: half a second a language.

It lies in the user's own folder and never in the project's: what it holds is run.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Mapping
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from parcours.disk import atomic
from parcours.disk.digest import code, digest_all
from parcours.disk.home import cache_home

_MOST = 1000
"""Templates that are kept: of some projects, and of some days of work on a theme."""


def recall() -> dict[str, bytes]:
    """What is kept: the bytecode of each template, by a name that has the digest of its source."""
    try:
        stamp, kept = pickle.loads(_place().read_bytes())  # noqa: S301  (from the user's own folder)
        return dict(kept) if stamp == _stamp() else {}
    except Exception:  # nothing there, cut off, or not ours: it is compiled anew
        return {}


def remember(compiled: Mapping[str, bytes]) -> None:
    """Keep what was compiled, where there is room for it."""
    newest = dict([*compiled.items()][-_MOST:])
    with suppress(OSError):
        _place().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        atomic.write(_place(), pickle.dumps((_stamp(), newest), pickle.HIGHEST_PROTOCOL))


def _place() -> Path:
    return cache_home() / "theme"


def _stamp() -> str:
    """What the bytecode of a template depends on beside its source: Jinja computes what it can when
    it compiles, with filters of the builder."""
    return digest_all((code(), sys.version, *(version(name) for name in (
        "jinja2", "markupsafe", "mkdocs"))))
