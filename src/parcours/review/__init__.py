"""``parcours review``: what a proposal changes for visitors, for those who must approve it.

The former state is read from git into a folder of its own and computed like the present one; then
the two are compared as journeys, not as lines of YAML. Nothing of either state is executed, and
everything that an editor wrote is shown without effect (`safe_text.forge_comment`).
"""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from parcours.content.git import NoSuchRevisionError, Repository, repository_of
from parcours.diagnostics.diagnostic import Lang, Words
from parcours.i18n.language import language_of
from parcours.review.state import affected, checkout, read_state
from parcours.review.summary import summary
from parcours.safe_text.review_page import review_page


class ReviewError(Exception):
    """There is nothing to compare with."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


def review(folder: Path, base: str, today: date, lang: Lang, preview: str = "") -> str:
    """The summary as Markdown; ``base`` is the revision that the proposal leaves from.

    Where ``base`` has moved on since, what others changed there is not told.
    """
    repository, commit = _parting(folder, base)
    below = folder.resolve().relative_to(repository.top.resolve()).as_posix()
    with tempfile.TemporaryDirectory(prefix="parcours-") as temporary:
        former = Path(temporary) / folder.resolve().name
        checkout(repository, commit, "" if below == "." else below, former)
        changed, routes = affected(former, folder)
        before = read_state(former, today, routes)
        after = read_state(folder, today, routes)
    return summary(before, after, changed, lang, preview)


def as_page(summary: str, lang: Lang) -> str:
    """The summary as a page, with its pictures, for the folder of a preview (``preview="."``)."""
    return review_page(summary, language_of(lang).say("What this proposal changes"), lang)


def _parting(folder: Path, base: str) -> tuple[Repository, str]:
    repository = repository_of(folder) if folder.is_dir() else None
    if repository is None:
        raise ReviewError(Words(f"{folder} n’est pas dans un dépôt git",
                                f"{folder} is not in a git repository"))
    try:
        return repository, repository.parting(repository.commit(base), repository.commit("HEAD"))
    except NoSuchRevisionError as failure:
        raise ReviewError(Words(
            f"ce dépôt ne connaît pas la révision {failure}",
            f"this repository does not know the revision {failure}")) from None
