"""The files of open data of a small site that knows its address, made once a process."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from helpers.open_files import ADDRESSED, COMMA, GATE, WALK, made


@pytest.fixture(scope="session")
def portals(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """The sample's route, one on foot along a path, and a territory with a comma in its name."""
    return made(tmp_path_factory.mktemp("portals"), {
        "site.yml": ADDRESSED, "a-pied.yml": WALK, "communes.csv": GATE,
        "territories.yml": COMMA})
