"""Weekdays in words, the same on pages and in messages."""

from __future__ import annotations

import pytest

from parcours.i18n.language import language_of
from parcours.i18n.weekdays import named_in, runs, spans

FR, EN = language_of("fr"), language_of("en")


@pytest.mark.parametrize(("days", "expected"), [
    ([], []), ([0], [[0]]), ([0, 1], [[0], [1]]), ([2, 3, 4], [[2, 3, 4]]),
    ([0, 2, 3, 4, 6], [[0], [2, 3, 4], [6]]), ([0, 5, 6], [[5, 6, 0]]),
    ([0, 1, 3, 6], [[3], [6, 0, 1]]), ([0, 6], [[0], [6]]),
    ([0, 1, 2, 3, 4, 5, 6], [[0, 1, 2, 3, 4, 5, 6]])])
def test_three_neighbours_or_more_are_a_run_also_across_the_turn_of_the_week(
        days: list[int], expected: list[list[int]]) -> None:
    """Saturday, Sunday and Monday follow one another; two neighbours are named each."""
    assert runs(days) == expected


def test_runs_in_words() -> None:
    """French and English, joined by *and* or by *or*."""
    assert FR.all_of(spans([2, 3, 4, 6], FR)) == "du mercredi au vendredi et le dimanche"
    assert FR.any_of(spans([0, 2, 3, 4, 6], FR)) == (
        "le lundi, du mercredi au vendredi ou le dimanche")
    assert EN.any_of(spans([2, 3, 4, 6], EN)) == "from Wednesday to Friday or on Sundays"
    assert FR.all_of(spans([0, 5, 6], FR)) == "du samedi au lundi"


def test_weekdays_named_in_a_text() -> None:
    """Singular or plural, in each language, as whole words only."""
    assert named_in(["Partez un Samedi ou les dimanches.", "On Mondays; mardigras", ""]) == [
        {5, 6}, {0}, set()]
