"""Digests tell any change of what they were taken from."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from parcours import HERE
from parcours.disk.digest import code, digest, digest_all

CHANGES: dict[str, Callable[[Path], object]] = {
    "a module of another package": lambda here: add(here / "geo" / "points.py"),
    "a module moved to another package": lambda here: (here / "geo" / "points.py").rename(
        here / "trip" / "points.py"),
    "a new module": lambda here: add(here / "geo" / "plane2.py"),
    "a template": lambda here: add(next((here / "render" / "pages" / "templates").iterdir())),
    "a script": lambda here: add(next((here / "assets").rglob("*.js"))),
    "an explanation": lambda here: add(next((here / "diagnostics" / "codes").glob("*.toml"))),
    "words of a language": lambda here: add(next((here / "locale").rglob("*.po"))),
}


def add(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"\n")


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A copy of our package."""
    return Path(shutil.copytree(HERE, tmp_path / "parcours"))


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_our_code_is_all_that_we_bring_along(here: Path, change: Callable[[Path], object]) -> None:
    """Whatever package a change is in, and whether it is Python or not."""
    before = code(here)
    assert before == code()
    change(here)
    code.cache_clear()
    assert code(here) != before


def test_what_python_keeps_is_no_code(here: Path) -> None:
    """Compiled modules come and go without a change of ours."""
    before = code(here)
    (here / "geo" / "__pycache__").mkdir(exist_ok=True)
    (here / "geo" / "__pycache__" / "points.cpython-399.pyc").write_bytes(b"x")
    code.cache_clear()
    assert code(here) == before


def test_code_that_changes_while_it_runs_is_none(here: Path,
                                                 monkeypatch: pytest.MonkeyPatch) -> None:
    """An update under a running process: what it makes is kept under no name of another's."""
    before = code(here)
    later = time.time_ns() + 10**9
    os.utime(here / "geo" / "points.py", ns=(later, later))
    code.cache_clear()
    here_and_now = code(here)
    assert here_and_now != before
    code.cache_clear()
    assert code(here) == here_and_now  # the processes of one run agree
    monkeypatch.setattr("parcours.disk.digest._ONCE", b"another process")
    code.cache_clear()
    assert code(here) != here_and_now
    monkeypatch.setattr("parcours.disk.digest.STARTED_NS", later)
    code.cache_clear()
    assert code(here) == before


def test_texts_do_not_run_together() -> None:
    """« ab » and « c » are not « a » and « bc »; a text is the same as its UTF-8."""
    assert digest_all(["ab", "c"]) != digest_all(["a", "bc"])
    assert digest_all(["é"]) == digest_all(["é".encode()])
    assert len(digest_all(["é"], size=5)) == 10
    assert digest(b"x") != digest(b"y")
