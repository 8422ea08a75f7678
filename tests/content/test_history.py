"""When routes were added and changed, as git remembers it; what changed since a review is tested
with the warning (`checks/test_signatures.py`)."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from pathlib import Path

from parcours.content.history import Dated, dates

TODAY = date(2026, 11, 22)


def git(folder: Path, *args: str, day: int = 1) -> None:
    """Run git as somebody, on a day of November 2026."""
    when = f"2026-11-{day:02}T12:00:00+0100"
    subprocess.run(["git", "-C", str(folder), *args], check=True, capture_output=True, env={
        "PATH": os.environ["PATH"], "HOME": str(folder), "GIT_AUTHOR_NAME": "x",
        "GIT_AUTHOR_EMAIL": "x@exemple.fr", "GIT_COMMITTER_NAME": "x",
        "GIT_COMMITTER_EMAIL": "x@exemple.fr", "GIT_AUTHOR_DATE": when,
        "GIT_COMMITTER_DATE": when})


def commit(folder: Path, day: int, **texts: str) -> None:
    """Write files of the content folder and commit them on a day."""
    for name, text in texts.items():
        (folder / "itineraries" / f"{name}.yml").write_text(text, "utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "x", day=day)


def routes(folder: Path) -> list[Path]:
    return sorted((folder / "itineraries").glob("*.yml"))


def test_a_route_is_dated_by_its_first_and_last_commit(tmp_path: Path) -> None:
    """Each by its own; commits of other files, of days to come, and work that is not committed do
    not count."""
    (tmp_path / "itineraries").mkdir()
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path, 1, un="a", deux="a")
    commit(tmp_path, 5, un="b")
    commit(tmp_path, 25, deux="b")
    (tmp_path / "itineraries/trois.yml").write_text("a", "utf-8")
    assert dates(routes(tmp_path), TODAY) == {
        "un": Dated(date(2026, 11, 1), date(2026, 11, 5)),
        "deux": Dated(date(2026, 11, 1), date(2026, 11, 1))}


def test_nothing_is_said_of_what_git_does_not_remember(tmp_path: Path) -> None:
    """Without a repository, and in a clone of the last commit alone, whose one commit would make
    every route a new one."""
    (tmp_path / "itineraries").mkdir()
    (tmp_path / "itineraries/un.yml").write_text("a", "utf-8")
    assert dates(routes(tmp_path), TODAY) == {}
    assert dates([], TODAY) == {}
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path, 1, un="b")
    commit(tmp_path, 2, un="c")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{tmp_path}", str(clone))
    assert dates(routes(clone), TODAY) == {}


def test_a_change_that_comes_with_a_merge_is_dated_by_its_own_commit(tmp_path: Path) -> None:
    """Not by the day of the merge."""
    (tmp_path / "itineraries").mkdir()
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path, 1, un="a", deux="a")
    git(tmp_path, "checkout", "-q", "-b", "other")
    commit(tmp_path, 3, un="b")
    git(tmp_path, "checkout", "-q", "main")
    commit(tmp_path, 4, deux="b")
    git(tmp_path, "merge", "-q", "--no-ff", "-m", "x", "other", day=9)
    assert dates(routes(tmp_path), TODAY)["un"].changed == date(2026, 11, 3)
