"""French set to the letter, and English written as in Britain, wherever a visitor reads them."""

from __future__ import annotations

import re
from pathlib import Path

from helpers.spoken_pages import words_in

_WRONG = re.compile(
    r"(?<=[^\W\d_])'(?=\w)"  # a straight apostrophe within a word
    r"|(?<=\S) [;!?»](?!\w)|(?<=\S) :(?=\s|$)|« "  # a plain space, where a line may break
    r"|(?<=[^\W\d_])[;!?](?=\s|$)|(?<=[^\W\d_]):(?=\s|$)")  # none at all


def wrong(page: str) -> list[str]:
    """What is not set as French is, with what stands round it."""
    return [text[max(0, at.start() - 20):at.end() + 20]
            for text in words_in(page, "fr") for at in _WRONG.finditer(text)]


def test_the_reader_sees_each_fault() -> None:
    """What the next test looks for is found where it is, and not where it has no say."""
    page = ("<p title='l&#39;an'>L&#39;Isle : « ici » quoi?</p><p lang='en'>it&#39;s ; so</p>"
            "<code>a : b</code><p>L’Isle\u00a0: «\u00a0ici\u00a0» à 10:30</p>")
    assert len(wrong(page)) == 6


def test_french_is_set_to_the_letter(site: Path) -> None:
    """No straight apostrophe and no plain space before a mark on any French page for visitors:
    our words, editors’ texts and the names of communes as INSEE writes them."""
    found, pages = {}, 0
    for path in sorted(site.rglob("index.html")):
        name, page = path.relative_to(site).as_posix(), path.read_text("utf-8")
        if name.startswith(("en/", "donnees/")) or ' data-for="editors"' in page:
            continue
        pages += 1
        if faults := wrong(page):
            found[name] = faults[:3]
    assert pages > 30
    assert found == {}


_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_FOREIGN = re.compile(
    rf"\b(?:{_MONTH}) \d{{1,2}}(?:,|\b(?!\d))|day, \d{{1,2}} (?:{_MONTH})"  # American, or half so
    r"|\b[Oo]ne (?:can|may|sets|comes|goes|needs|misses|arrives|drives|is there|would)\b"
    r"|\d[\s\u00a0][€%](?!\w)"
    r"|\d[\s\u00a0]h[\s\u00a0]\d+\b(?![\s\u00a0]min)")


def test_english_is_written_as_in_britain(site: Path) -> None:
    """No American date, no « one can », no length of time, euro or percent sign written as French
    does it, on any English page for visitors."""
    assert [bool(_FOREIGN.search(said)) for said in (
        "on March 14, 2026", "March 14", "Saturday, 14 March 2026", "One can set out", "5 €",
        "20 % of it", "1 h 05", "Saturday 14 March 2026", "14 March", "in March 2027", "€5",
        "20% of it", "1 h 5 min")
    ] == [True] * 7 + [False] * 6
    found, pages = {}, 0
    for path in sorted((site / "en").rglob("index.html")):
        name, page = path.relative_to(site).as_posix(), path.read_text("utf-8")
        if name.startswith("en/donnees/") or ' data-for="editors"' in page:
            continue
        pages += 1
        if faults := [text[max(0, at.start() - 30):at.end() + 20]
                      for text in words_in(page, "en") for at in _FOREIGN.finditer(text)]:
            found[name] = faults[:3]
    assert pages > 30
    assert found == {}
