"""What the tests of summaries share."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.content_sample import FILES, TODAY, write_sample
from helpers.proposal import Told, git
from parcours.review import review


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """Commits the sample, applies a proposal to it, and tells what it changes."""
    folder = write_sample(tmp_path / "itineraries")
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "before")

    def told_of(files: dict[str, str | bytes | None], lang: str = "fr", **asked: str) -> str:
        for name, content in files.items():
            if content is None:
                (folder / name).unlink()
        write_sample(folder, **{**dict.fromkeys(FILES), **files})
        git(tmp_path, "add", "-A")
        git(tmp_path, "commit", "-q", "--allow-empty", "-m", "after")
        said = review(folder, "main~1", TODAY, "en" if lang == "en" else "fr", **asked)
        return said.replace("\u00a0", " ")

    return told_of
