"""How sure a fact is: verified, told or unknown; and ``told`` names what is written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from helpers.content_sample import MUSEUM, MUSEUM_FILE, TODAY, write_sample
from parcours.content.freshness import Level, level
from parcours.format.choices import Fact
from parcours.format.model import Place
from parcours.load.shared import read_shared

A_YEAR_LATER = date(2027, 11, 3)


def levels(folder: Path, text: str, today: date = TODAY) -> dict[Fact, Level]:
    """The level of each fact of the museum, once its file is ``text``."""
    shared = read_shared(write_sample(folder, **{MUSEUM_FILE: text}), today)
    museum = shared.atlas.places["musee-de-la-brique"]
    return {fact: level(museum, fact, shared.atlas) for fact in Fact}


def test_a_fact_with_source_and_day_is_verified_and_one_not_written_is_unknown(
        tmp_path: Path) -> None:
    """The museum writes its hours and its price; it says nothing of labels or products."""
    told = levels(tmp_path, MUSEUM)
    assert told.pop(Fact.LABELS) is Level.UNKNOWN
    assert told.pop(Fact.PRODUCTS) is Level.UNKNOWN
    assert set(told.values()) == {Level.VERIFIED}


def test_told_lowers_what_it_names_and_nothing_else(tmp_path: Path) -> None:
    """A file may be verified but for its price."""
    told = levels(tmp_path, MUSEUM + "told: [price]\n")
    assert told[Fact.PRICE] is Level.TOLD
    assert told[Fact.OPENING_HOURS] is Level.VERIFIED


@pytest.mark.parametrize("text", [
    MUSEUM.replace("verified_on: 2026-11-02\n", ""),
    MUSEUM.replace('sources: ["https://exemple.fr/musee"]\n', "")], ids=["no day", "no source"])
def test_without_day_or_source_nothing_is_verified(tmp_path: Path, text: str) -> None:
    """Both are needed: a rule without them is only told."""
    assert set(levels(tmp_path, text).values()) == {Level.TOLD, Level.UNKNOWN}


def test_what_was_verified_too_long_ago_is_told(tmp_path: Path) -> None:
    """A day past ``stale_after_days`` verifies nothing any more."""
    assert set(levels(tmp_path, MUSEUM, A_YEAR_LATER).values()) == {Level.TOLD, Level.UNKNOWN}


def test_each_fact_is_a_field_of_a_place() -> None:
    """A name that ``told`` may hold is the name of a field, so that `level` finds it."""
    assert {str(fact) for fact in Fact} <= set(Place.model_fields)
