"""Two folders change places in one move."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from parcours.disk.exchange import exchange


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="this system has no such move")
def test_two_folders_change_places(tmp_path: Path) -> None:
    """Each has what the other had."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "said").write_text(name)
    assert exchange(tmp_path / "a", tmp_path / "b")
    assert [(tmp_path / name / "said").read_text() for name in ("a", "b")] == ["b", "a"]


def test_nothing_to_change_with(tmp_path: Path) -> None:
    """Where one is missing the other stays."""
    (tmp_path / "a").mkdir()
    assert not exchange(tmp_path / "a", tmp_path / "b")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
