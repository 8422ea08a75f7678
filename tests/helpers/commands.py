"""The ``parcours`` command as a terminal runs it, without the start of a process.

Python and our libraries take half a second to start, most commands a tenth of that to do their
work. That ``python -m parcours`` is this command is a fact of its own, which
``build/test_build.py`` proves with real processes.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Mapping
from contextlib import ExitStack, chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from parcours.cli import main

UNSET = ("GITHUB_ACTIONS", "SOURCE_DATE_EPOCH", "LC_ALL", "LC_MESSAGES",
         "PARCOURS_SITE_URL")
"""What of our own environment would change what a command says."""


@dataclass(frozen=True)
class Done:
    """What came of a command."""

    returncode: int
    stdout: str
    stderr: str


def environment(more: Mapping[str, str]) -> dict[str, str]:
    """The variables of a process that speaks English, and those named."""
    kept = {name: value for name, value in os.environ.items() if name not in UNSET}
    return {**kept, "LANG": "en_GB.UTF-8", **more}


def run(*words: str | Path, cwd: Path | None = None, **variables: str) -> Done:
    """``parcours`` with these words, in this folder, while no terminal watches."""
    said, told = io.BytesIO(), io.BytesIO()
    stdout = io.TextIOWrapper(said, "utf-8", write_through=True)
    stderr = io.TextIOWrapper(told, "utf-8", "backslashreplace", write_through=True)
    with ExitStack() as stack:
        stack.enter_context(mock.patch.dict(os.environ, environment(variables), clear=True))
        stack.enter_context(mock.patch.object(sys, "argv", ["parcours", *map(str, words)]))
        stack.enter_context(mock.patch.object(sys, "stdin", io.StringIO()))
        stack.enter_context(chdir(cwd or Path.cwd()))
        stack.enter_context(redirect_stdout(stdout))
        stack.enter_context(redirect_stderr(stderr))
        try:
            main.main()
        except SystemExit as ended:
            code = ended.code
    assert isinstance(code, int)
    return Done(code, said.getvalue().decode(), told.getvalue().decode())


def run_well(*words: str | Path, cwd: Path | None = None, **variables: str) -> str:
    """What a command says that does what it was asked."""
    done = run(*words, cwd=cwd, **variables)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
