"""The theme is compiled once, and never taken from what other code compiled."""

from __future__ import annotations

import multiprocessing
import pickle
from collections.abc import Mapping
from pathlib import Path

import pytest

from helpers.small_site import small_site
from parcours.publish import compiled_theme
from parcours.publish.page_builder import Built, build_pages

_SAID = {"SOURCE_DATE_EPOCH": "315532800", "NO_MKDOCS_2_WARNING": "1"}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's own folder, with nothing in it."""
    monkeypatch.setenv("PARCOURS_CACHE", str(tmp_path / "home"))
    return tmp_path / "home"


def test_what_was_kept_is_recalled(home: Path) -> None:
    """As it was; in a folder that nobody else reads."""
    assert compiled_theme.recall() == {}
    compiled_theme.remember({"a": b"1", "b": b"2"})
    assert compiled_theme.recall() == {"a": b"1", "b": b"2"}
    assert home.stat().st_mode & 0o077 == 0


def test_what_is_not_ours_is_not_taken(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut off, of another form, or compiled by other code: all is compiled anew."""
    compiled_theme.remember({"a": b"1"})
    whole = (home / "theme").read_bytes()
    for other in (b"", whole[:-3], b"theme", pickle.dumps(3), pickle.dumps(("other", {"a": b"1"}))):
        (home / "theme").write_bytes(other)
        assert compiled_theme.recall() == {}
    (home / "theme").write_bytes(whole)
    monkeypatch.setattr(compiled_theme, "code", lambda: "other code")
    assert compiled_theme.recall() == {}


def test_the_newest_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """However long a theme is worked on, the file does not grow for ever."""
    monkeypatch.setattr(compiled_theme, "_MOST", 2)
    compiled_theme.remember({"a": b"1", "b": b"2", "c": b"3"})
    assert compiled_theme.recall() == {"b": b"2", "c": b"3"}


def test_a_folder_that_cannot_be_written_is_in_nobodys_way(home: Path) -> None:
    """A file stands where the folder would be: nothing is kept, and nothing said."""
    home.write_text("a file", "utf-8")
    compiled_theme.remember({"a": b"1"})
    assert compiled_theme.recall() == {}


@pytest.mark.publishes
def test_another_project_with_the_same_theme_compiles_nothing(tmp_path: Path) -> None:
    """In whatever folder it lies; and its pages are the same."""
    first, second = (small_site(tmp_path / name, {}) for name in ("one", "two"))
    made = _built(first, tmp_path / "first", {})
    assert made.templates
    again = _built(second, tmp_path / "second", made.templates)
    assert again.templates == made.templates
    assert _pages(tmp_path / "first") == _pages(tmp_path / "second") != {}


def _built(root: Path, output: Path, templates: Mapping[str, bytes]) -> Built:
    with multiprocessing.get_context("fork").Pool(1) as pool:
        return pool.apply(build_pages, (root / "mkdocs.yml", output, _SAID),
                          {"templates": templates})


def _pages(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*.html"))}
