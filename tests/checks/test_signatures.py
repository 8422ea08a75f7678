"""Co-signature: who reviewed a route on each side, and whether it changed since."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from helpers.content_sample import ROUTE, ROUTE_FILE, SITE, TODAY, write_sample
from parcours.diagnostics.diagnostic import Diagnostic, Severity
from parcours.diagnostics.explanations import explanation
from parcours.i18n.language import language_of
from parcours.load.route import read_trip
from parcours.load.shared import read_shared
from parcours.render.pages import itinerary

CITY = "  - {territory: toulouse-metropole, on: 2026-11-18, by: Anne Roux}\n"
COUNTRY = "  - {territory: portes-de-gascogne, on: 2026-11-20, by: Paul Dupuy}\n"


def reviewed(*entries: str, route: str = ROUTE) -> str:
    return route.replace("days:\n", "reviewed:\n" + "".join(entries) + "days:\n", 1)


def told(folder: Path, today: date = TODAY) -> list[Diagnostic]:
    """What the check says of the sample's route about its reviews."""
    _, found = read_trip(folder / ROUTE_FILE, read_shared(folder, today).atlas)
    return [one for one in found if "review" in one.code]


@pytest.fixture
def commit(tmp_path: Path) -> Callable[..., None]:
    """Commits everything in the sample's folder, as on a day of November 2026."""
    git(tmp_path, "init", "-q", "-b", "main")

    def committed(day: int) -> None:
        git(tmp_path, "add", "-A")
        git(tmp_path, "commit", "-q", "--allow-empty", "-m", "x", day=day)

    return committed


def git(folder: Path, *args: str, day: int = 1) -> None:
    when = f"2026-11-{day:02d}T12:00:00+0000"
    subprocess.run(["git", "-C", str(folder), *args], check=True, capture_output=True, env={
        "PATH": os.environ["PATH"], "HOME": str(folder), "GIT_AUTHOR_NAME": "x",
        "GIT_AUTHOR_EMAIL": "x@exemple.fr", "GIT_COMMITTER_NAME": "x",
        "GIT_COMMITTER_EMAIL": "x@exemple.fr", "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when})


def test_a_route_without_reviews_is_not_told_of(tmp_path: Path) -> None:
    """Existing content stays silent: nobody has to sign."""
    assert told(write_sample(tmp_path)) == []


def test_a_site_may_require_reviews(tmp_path: Path) -> None:
    """With ``reviews: required`` a route without any gives one warning that names both sides."""
    write_sample(tmp_path, **{"site.yml": SITE + "reviews: required\n"})
    found, = told(tmp_path)
    assert (found.code, found.severity) == ("missing-review", Severity.WARNING)
    assert found.message.fr == ("ce parcours n’a pas été relu côté Toulouse Métropole ni "
                                "côté Pays Portes de Gascogne")


def test_the_side_that_has_not_signed_is_named(tmp_path: Path) -> None:
    """One side's review asks for the other's, at the line of the reviews, with what to type."""
    write_sample(tmp_path, **{ROUTE_FILE: reviewed(CITY)})
    found, = told(tmp_path)
    line = reviewed(CITY).splitlines().index("reviewed:") + 1
    assert (found.code, found.span.line) == ("missing-review", line)
    assert found.message.en == "this route has not been reviewed for Pays Portes de Gascogne"
    assert found.hint is not None
    assert "{territory: portes-de-gascogne, on: …, by: …}" in found.hint.fr


def test_both_sides_signed_is_silence(tmp_path: Path) -> None:
    """Nothing is left to say, in a folder without git either."""
    assert told(write_sample(tmp_path, **{ROUTE_FILE: reviewed(CITY, COUNTRY)})) == []


def test_a_change_after_a_review_is_told(tmp_path: Path, commit: Callable[..., None]) -> None:
    """The side that signed before the change is told at its day; the other is not."""
    write_sample(tmp_path, **{ROUTE_FILE: reviewed(CITY, COUNTRY)})
    commit(18)
    write_sample(tmp_path, **{ROUTE_FILE: reviewed(CITY, COUNTRY).replace("09:30", "09:00")})
    commit(19)
    found, = told(tmp_path)
    assert (found.code, found.severity) == ("review-outdated", Severity.WARNING)
    assert found.excerpt == CITY.rstrip()
    assert found.excerpt[found.span.column - 1:][:found.span.width] == "2026-11-18"
    assert found.message.fr == "le parcours a changé le 19/11/2026, après cette relecture"
    assert found.hint is not None
    assert found.hint.en == "have it reviewed, then set on to the day of that review"


def test_what_does_not_change_the_content_is_no_change(
        tmp_path: Path, commit: Callable[..., None]) -> None:
    """A comment, another way of writing the same, and the other side's review do not count."""
    write_sample(tmp_path, **{ROUTE_FILE: reviewed(CITY)})
    commit(18)
    same = reviewed(CITY, COUNTRY).replace("difficulty: easy", 'difficulty: "easy"  # facile')
    write_sample(tmp_path, **{ROUTE_FILE: same})
    commit(21)
    assert told(tmp_path) == []


def test_a_review_that_comes_with_a_change_speaks_of_it(
        tmp_path: Path, commit: Callable[..., None]) -> None:
    """Content and review that arrive in one merge dated later are not out of step."""
    write_sample(tmp_path)
    commit(10)
    write_sample(tmp_path, **{ROUTE_FILE: reviewed(CITY, COUNTRY).replace("09:30", "09:00")})
    commit(22)
    assert told(tmp_path) == []


def test_a_new_review_settles_it(tmp_path: Path, commit: Callable[..., None]) -> None:
    """Once the side has reviewed again, the former review is no longer asked about."""
    write_sample(tmp_path, **{ROUTE_FILE: reviewed(CITY, COUNTRY)})
    commit(18)
    changed = ROUTE.replace("09:30", "09:00")
    write_sample(tmp_path, **{ROUTE_FILE: reviewed(CITY, COUNTRY, route=changed)})
    commit(19)
    again = CITY.replace("11-18", "11-21")
    write_sample(tmp_path, **{ROUTE_FILE: reviewed(CITY, again, COUNTRY, route=changed)})
    commit(21)
    assert told(tmp_path) == []


def test_what_is_not_committed_counts_as_today(
        tmp_path: Path, commit: Callable[..., None]) -> None:
    """An edit in the working folder is seen before it is committed."""
    write_sample(tmp_path, **{ROUTE_FILE: reviewed(CITY, COUNTRY)})
    commit(18)
    write_sample(tmp_path, **{ROUTE_FILE: reviewed(CITY, COUNTRY).replace("09:30", "09:00")})
    assert [one.message.en for one in told(tmp_path)] == [
        "the route changed on 2026-11-22, after this review"] * 2


def test_a_shallow_clone_says_nothing_it_does_not_know(
        tmp_path: Path, commit: Callable[..., None]) -> None:
    """The first commit of a shallow clone is no change of all its files."""
    write_sample(tmp_path, **{ROUTE_FILE: reviewed(CITY, COUNTRY)})
    commit(18)
    commit(22)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{tmp_path}", str(clone))
    assert told(clone) == []


def test_a_merge_that_changes_a_reviewed_route_is_told(
        tmp_path: Path, commit: Callable[..., None]) -> None:
    """A change made before the review on a branch, and merged after it, is a change."""
    write_sample(tmp_path)
    commit(10)
    git(tmp_path, "checkout", "-q", "-b", "other")
    write_sample(tmp_path, **{ROUTE_FILE: ROUTE.replace("09:30", "09:00")})
    commit(12)
    git(tmp_path, "checkout", "-q", "main")
    write_sample(tmp_path, **{ROUTE_FILE: reviewed(CITY, COUNTRY)})
    commit(20)
    git(tmp_path, "merge", "-q", "-s", "recursive", "other", day=22)
    assert (tmp_path / ROUTE_FILE).read_text() == reviewed(
        CITY, COUNTRY).replace("09:30", "09:00")
    assert [one.code for one in told(tmp_path)] == ["review-outdated"] * 2


def test_the_example_of_its_code_holds(tmp_path: Path, commit: Callable[..., None]) -> None:
    """The bad example of ``review-outdated`` is told at its line once it changed, the good not."""
    example = explanation("review-outdated")
    assert example is not None
    for text, lines in ((example.bad, [example.line]), (example.good, [])):
        write_sample(tmp_path, **{ROUTE_FILE: text.replace("10:00", "11:00")})
        commit(18)
        write_sample(tmp_path, **{ROUTE_FILE: text})
        commit(19)
        assert [one.span.line for one in told(tmp_path)] == lines


def test_the_page_says_who_reviewed_and_who_has_not(tmp_path: Path) -> None:
    """The page names the reviewer of one side, and the side that is missing."""
    write_sample(tmp_path, **{ROUTE_FILE: reviewed(CITY)})
    atlas = read_shared(tmp_path, TODAY).atlas
    trip, _ = read_trip(tmp_path / ROUTE_FILE, atlas)
    assert trip is not None
    page = itinerary(trip, atlas, language_of("fr")).replace("\u00a0", " ")
    assert "<p>Relu côté Toulouse Métropole par Anne Roux le 18 novembre 2026.</p>" in page
    assert "<p>Pas encore relu côté Pays Portes de Gascogne.</p>" in page


def test_the_page_says_when_the_route_changed_since(
        tmp_path: Path, commit: Callable[..., None]) -> None:
    """A signature on a former state is shown as such."""
    write_sample(tmp_path, **{ROUTE_FILE: reviewed(CITY, COUNTRY)})
    commit(18)
    write_sample(tmp_path, **{ROUTE_FILE: reviewed(CITY, COUNTRY).replace("09:30", "09:00")})
    commit(19)
    atlas = read_shared(tmp_path, TODAY).atlas
    trip, _ = read_trip(tmp_path / ROUTE_FILE, atlas)
    assert trip is not None
    page = itinerary(trip, atlas, language_of("fr")).replace("\u00a0", " ")
    assert ("Relu côté Toulouse Métropole par Anne Roux le 18 novembre 2026 ; "
            "le parcours a changé depuis.") in page
    assert "Relu côté Pays Portes de Gascogne par Paul Dupuy le 20 novembre 2026.</p>" in page
