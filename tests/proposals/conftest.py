"""The small folder and its timetable, written once."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers import proposing


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where ``itineraries`` and ``horaires`` lie; nothing is written there afterwards."""
    made = tmp_path_factory.mktemp("proposals")
    proposing.small(made)
    return made
