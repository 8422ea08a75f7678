"""One home for what is kept, read in one room."""

from __future__ import annotations

from pathlib import Path

import pytest

from parcours import HERE
from parcours.disk.home import cache_home


def test_the_home_is_the_users_own_or_the_named_one(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``PARCOURS_CACHE`` names it; without, or with nothing in it, the system's convention does."""
    monkeypatch.setenv("PARCOURS_CACHE", str(tmp_path))
    assert cache_home() == tmp_path
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PARCOURS_CACHE", "")
    assert cache_home().name == "parcours"
    assert cache_home().is_relative_to(tmp_path)


def test_one_room_alone_asks_for_it() -> None:
    """Whoever keeps something asks `cache_home`, so that it all lies in one place."""
    asking = [path.relative_to(HERE).as_posix() for path in HERE.rglob("*.py")
              if "PARCOURS_CACHE\"" in path.read_text("utf-8")]
    assert asking == ["disk/home.py"]
