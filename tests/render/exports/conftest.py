"""The files of open data of a small site that knows its address, made once a process."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from helpers.open_files import ADDRESSED, APART, COMMA, GATE, ODBL_TRACK, UNNAMED, VAGUE, WALK, made


@pytest.fixture(scope="session")
def portals(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """The sample's route, one on foot along a path, and a territory with a comma in its name."""
    return made(tmp_path_factory.mktemp("portals"), {
        "site.yml": ADDRESSED, "a-pied.yml": WALK, "communes.csv": GATE,
        "territories.yml": COMMA})


@pytest.fixture(scope="session")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """English first; paths under the ODbL that do not meet, and a leg without a means."""
    return made(tmp_path_factory.mktemp("odd"), {
        "site.yml": ADDRESSED.replace("[fr, en]", "[en, fr]"), "deux-jours.yml": APART,
        "sans-moyen.yml": UNNAMED, "vague.yml": VAGUE, "communes.csv": GATE,
        "tracks/vers-le-jardin.gpx": ODBL_TRACK})
