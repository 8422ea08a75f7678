"""Why there is no draft, in the words of the wishes."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers import proposing
from helpers.proposing import SATURDAY
from parcours.planning.plan import Answer, Blocked, Loosening, Rule, Status
from parcours.proposals.drafting import Asking
from parcours.proposals.posing import posed
from parcours.proposals.refusal import refusal
from parcours.proposals.services import Timetables, read_timetables


def said(folder: Path, status: Status, *loosenings: Loosening) -> str:
    """The message and its hint, in English."""
    atlas, feed = proposing.small(folder)
    wish = proposing.wish_of(atlas)
    read = read_timetables([feed], wish, atlas)
    assert isinstance(read, Timetables)
    found = refusal(
        Answer(status, (), Blocked(status, loosenings)), SATURDAY,
        Asking(wish, "toulouse-gascogne", atlas, read, "en", None))
    assert found.code == "no-proposal"
    return f"{found.message.en} / {found.hint.en if found.hint else ''}"


@pytest.mark.parametrize(("loosening", "says"), [
    (Loosening(Rule.SHARE, 30, 22), "--share 22%"),
    (Loosening(Rule.MEAL, None, None), "--lunch none"),
    (Loosening(Rule.HOURS, None, None), "--trust told"),
    (Loosening(Rule.WITH, None, None, "l-isle"), "no --with l-isle"),
    (Loosening(Rule.END, 1200, 1230), "--between 09:00-20:30"),
    (Loosening(Rule.START, 540, 515), "--between 08:35-20:00")])
def test_the_smallest_change_is_typed_as_an_option(folder: Path, loosening: Loosening,
                                                   says: str) -> None:
    """What to type, whole: the option with the value that is enough."""
    told = said(folder, Status.IMPOSSIBLE, loosening)
    assert told.endswith(f"/ one change is enough: {says}")


def test_several_changes_of_which_one_is_enough(folder: Path) -> None:
    """They are joined by *or*."""
    told = said(folder, Status.IMPOSSIBLE, Loosening(Rule.SHARE, 30, 22),
                Loosening(Rule.MEAL, None, None))
    assert told.endswith("one change is enough: --share 22% or --lunch none")


@pytest.mark.parametrize(("status", "proved"), [
    (Status.IMPOSSIBLE, True), (Status.NONE_FOUND, False), (Status.INTERRUPTED, False)])
def test_impossible_is_said_only_where_it_is_proved(folder: Path, status: Status,
                                                    proved: bool) -> None:
    """What was not looked at to its end proves nothing, and the words say so."""
    told = said(folder, status)
    assert ("impossible" in told) is proved
    assert ("it is proved" in told) is proved


@pytest.mark.parametrize("loosening", [
    Loosening(Rule.SHARE, 30, 0), Loosening(Rule.START, 540, 4 * 60)])
def test_a_change_that_nobody_may_ask_for_is_not_named(folder: Path, loosening: Loosening) -> None:
    """A side with nothing, a start in the night: not a hint."""
    assert "one change is enough" not in said(folder, Status.IMPOSSIBLE, loosening)


def test_no_single_change_is_enough(folder: Path) -> None:
    """Where none is, the hint does not name one."""
    assert "no single wish loosened is enough" in said(folder, Status.IMPOSSIBLE)


def test_what_enters_the_problem_is_what_can_be_reached(folder: Path) -> None:
    """A place without a way there and back that day is out before anything is searched."""
    atlas, feed = proposing.small(folder)
    wish = proposing.wish_of(atlas)
    read = read_timetables([feed], wish, atlas)
    assert isinstance(read, Timetables)
    one = posed([SATURDAY], "toulouse-gascogne", wish, atlas, read)
    assert "phare-lointain" not in one.problem.days[0].legs.points
    assert {place.id for place in one.problem.places} == {*one.candidates, "jardin-dit"}
