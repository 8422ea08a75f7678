"""What is refused before anything is searched, and what to ask for instead."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from helpers import proposing
from helpers.proposing import SATURDAY
from parcours.planning.problem import Meal
from parcours.proposals.beforehand import alliance_of, refused_beforehand
from parcours.proposals.drafting import Asking
from parcours.proposals.posing import posed
from parcours.proposals.services import Timetables
from parcours.proposals.wish import LUNCH


@pytest.mark.parametrize(("lunch", "instead"), [
    ("table", "ask for --lunch anywhere or --lunch none"), ("anywhere", "ask for --lunch none")])
def test_where_nobody_can_eat_the_hint_names_another_wish(tmp_path: Path, lunch: str,
                                                          instead: str) -> None:
    """It never asks for what was asked already."""
    atlas = proposing.atlas_of(proposing.write_folder(tmp_path))
    wish = proposing.wish_of(atlas, by="walk", lunch=lunch)
    alliance = alliance_of(wish, atlas)
    assert isinstance(alliance, str)
    one = posed([SATURDAY], alliance, wish, atlas, Timetables(()))
    hungry = replace(one, problem=replace(one.problem, days=tuple(
        replace(day, meal=Meal(*LUNCH, ())) for day in one.problem.days)))
    asking = Asking(wish, alliance, atlas, Timetables(()), "en", None)
    found = refused_beforehand(hungry, SATURDAY, asking)
    assert found is not None
    assert found.message.en.startswith(f"--lunch {lunch}: no place surely open")
    assert found.hint is not None
    assert found.hint.en == instead
