"""A small site, published once, and copies of it to publish again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from helpers.republished import HOSTILE_PAGE
from helpers.small_site import small_site
from parcours.publish import publish


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small tree with a hostile page, published once. Read only."""
    root = small_site(tmp_path_factory.mktemp("publish") / "root", {
        "fr/parcours/hostile/index.md": HOSTILE_PAGE, "en/parcours/hostile/index.md": HOSTILE_PAGE})
    publish(root, Path("site"))
    return root


@pytest.fixture
def kept(root: Path, tmp_path: Path) -> Path:
    """A copy of that tree with its published site and its work folder, to publish from again."""
    copy = tmp_path / "root"
    shutil.copytree(root, copy)
    return copy
