"""Why there is no draft, in the words of the wishes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from helpers import proposing
from helpers.proposing import SATURDAY, WEDNESDAY
from parcours.planning.plan import Answer, Blocked, Loosening, Rule, Status
from parcours.proposals.asking import understood
from parcours.proposals.drafting import Asking
from parcours.proposals.posing import posed
from parcours.proposals.propose import Proposed, propose
from parcours.proposals.refusal import refusal
from parcours.proposals.services import Timetables, read_timetables
from parcours.proposals.wish import Asked, Wish


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


@pytest.mark.parametrize(("start", "on", "between", "typed"), [
    ("l-isle", WEDNESDAY, "09:00-12:00", "--between 09:00-17:00 --lunch none"),
    ("grande-place", WEDNESDAY, "12:00-16:00", "--between 08:50-16:00 --lunch none"),
    ("gare-matabiau", WEDNESDAY, "12:00-16:00", "--between 09:15-16:00 --lunch none")])
def test_the_hours_that_are_typed_are_enough(folder: Path, start: str, on: date, between: str,
                                             typed: str) -> None:
    """The minutes at a start that is no stop are in them, and so is that a day made longer than
    noon must not ask for a lunch: what the hint says, word for word, gives a draft."""
    def asked(hours: str, lunch: str) -> Proposed:
        wish = understood(Asked(start, str(on), between=hours, lunch=lunch), atlas)
        assert isinstance(wish, Wish)
        return propose(wish, [feed], atlas, lambda _: iter(["essai"]), "en")

    atlas, feed = proposing.small(folder)
    (refused,) = asked(between, "anywhere").diagnostics
    assert refused.hint is not None
    assert typed in refused.hint.en
    assert asked(typed.split()[1], "none").drafts


def test_what_opens_at_other_hours_is_freed_by_a_longer_day(tmp_path: Path) -> None:
    """A museum that opens after the day that is asked for: a later end is
    what would do, and it is not said that nothing does."""
    content = proposing.write_folder(
        tmp_path / "itineraries", **dict.fromkeys(("l-isle", "gimont")),
        **{"musee-de-l-isle": proposing.PLACES["musee-de-l-isle"].replace(
            "10:00-12:00,14:00-18:00", "16:30-18:00")})
    atlas, feed = proposing.atlas_of(content), proposing.write_feed(tmp_path / "horaires")
    wish = proposing.wish_of(atlas, WEDNESDAY, between="09:00-16:00", lunch="none")
    (refused,) = propose(wish, [feed], atlas, lambda _: iter(["essai"]), "en").diagnostics
    assert refused.hint is not None
    assert refused.hint.en == "one change is enough: --between 09:00-19:30"
