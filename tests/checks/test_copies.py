"""Routes that are copies of one another."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.content_sample import ROUTE, ROUTE_FILE, another, check, told, write_sample


@pytest.mark.parametrize(("copy", "line", "said"), [
    (ROUTE, 8, "les mêmes journées, mot pour mot"),
    (f"# copie\n{another(1).replace('start: 09:15', 'start: 09:30')}", 9, "les mêmes journées"),
    (another().replace("4 briques", "De la brique"), 1, "le même titre"),
    (another().replace("4 heures", "Un jour"), 2, "le même résumé")])
def test_a_copy_that_was_left_as_it_was_is_told(
        tmp_path: Path, copy: str, line: int, said: str) -> None:
    """Once, at the file that comes later, with what it has of the other."""
    found = check(write_sample(tmp_path, **{"le-double.yml": copy}))
    assert [("same-itinerary", "le-double.yml", line)] == told(found, tmp_path)
    assert f"le parcours « {ROUTE_FILE[:-4]} » a {said}" in found[0].message.fr


@pytest.mark.parametrize("other", [another(), ROUTE.replace("days:", "draft: yes\ndays:")])
def test_another_route_or_a_draft_is_no_copy(tmp_path: Path, other: str) -> None:
    """A new version of a route may begin as its copy, off the site."""
    assert check(write_sample(tmp_path, **{"le-double.yml": other})) == []
