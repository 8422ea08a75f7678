"""A proposal to the sample content, in a git repository of its own."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

Told = Callable[..., str]
"""From the files of a proposal (None removes one) to its summary, without no-break spaces."""


def git(folder: Path, *args: str) -> None:
    subprocess.run(["git", "-C", str(folder), "-c", "user.name=x", "-c", "user.email=x@exemple.fr",
                    *args], check=True, capture_output=True,
                   env={"PATH": os.environ["PATH"], "HOME": str(folder)})
