"""No hint invents a fact: what an office could copy from one stands in its own files, in the
format, or is a plan that was tried.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from format.test_mistakes import MISTAKES
from helpers.content_sample import FILES, check, edited, write_sample
from parcours.diagnostics.diagnostic import Diagnostic
from parcours.diagnostics.explanations import all_codes, explanation

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "schema").glob("*.json")))
PLANS = {"never-open", "closed-on-visit", "impossible-timing", "long-wait", "low-contrast"}
"""Their hints offer hours, orders and colours that were tried before they are given: no facts."""
WHERE = {"itinerary": "exemple.yml", "place": "places/exemple.yml", "site": "site.yml",
         "territories": "territories.yml"}
BOUNDS = {"1", "10", "12", "9", "0", "5", "180", "1440", "90", "200", "400"}
"""Numbers of the format itself: months, digits of a telephone number, degrees, lengths."""


CONVERTED = {"degrees, minutes, seconds"}
"""What was typed in another unit: its hint is the same position in decimals."""


def numbers(text: str) -> set[str]:
    """Every number of a text as a bare run of digits, without the zeros round it."""
    return {run.strip("0") or "0" for run in re.findall(r"\d+", text.replace(".", "").replace(
        ",", "").replace("\u202f", ""))}


def told_by(found: list[Diagnostic], typed: str) -> list[tuple[str, str, set[str]]]:
    """The hints that hold a number which nobody typed, with those numbers."""
    known = numbers(typed) | {run for one in re.findall(r"\d+", typed)
                              for run in (one.strip("0") or "0",)} | BOUNDS
    known |= {str(int(one) + 12) for one in known if one.isdigit() and int(one) < 12}  # 2 pm
    known |= {f"20{one}".rstrip("0") for one in known} | {f"202{n}" for n in range(10)}
    odd = []
    for one in found:
        if one.hint is None or one.code in PLANS:
            continue
        runs = {run.strip("0") or "0" for run in re.findall(r"\d+", one.hint.fr + one.hint.en)}
        if strange := {run for run in runs if run not in known
                       and not any(run in other for other in known)}:
            odd.append((one.code, one.hint.fr, strange))
    return odd


def content(folder: Path) -> str:
    """Everything that the editors of a folder wrote."""
    return "\n".join(path.read_text("utf-8", "replace") for path in sorted(folder.rglob("*"))
                     if path.suffix in (".yml", ".csv", ".gpx"))


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_the_hint_of_a_mistake_invents_nothing(mistake: object, tmp_path: Path) -> None:
    """Over every mistake of the corpus, in every field."""
    name, old, new = (getattr(mistake, part) for part in ("file", "old", "new"))
    text = FILES[name]
    files = edited(name, old, new) if isinstance(text, str) and text.count(old) == 1 else {
        name: str(text).replace(old, new, 1)}
    folder = write_sample(tmp_path, **files)
    if getattr(mistake, "name") in CONVERTED:  # noqa: B009 - a tuple of another file
        return
    assert told_by(check(folder), content(folder)) == []


@pytest.mark.parametrize("code", all_codes())
def test_the_hint_of_a_code_invents_nothing(code: str, tmp_path: Path) -> None:
    """Over the bad example of every code."""
    told = explanation(code)
    assert told is not None
    if told.kind not in WHERE:
        return
    folder = write_sample(tmp_path, **{WHERE[told.kind]: told.bad})
    assert told_by(check(folder), content(folder)) == []


def test_an_invention_would_be_seen() -> None:
    """The test can fail: a longitude, a licence's version, a date that nobody typed."""
    from parcours.diagnostics.diagnostic import Span, Words, error

    for hint in ("ajoutez lon: 1.44412", "ajoutez minutes: 37", "from: 2061-01-17"):
        assert told_by([error("bad-value", Span("a"), Words("b", "b"), Words(hint, hint))],
                       "lat: 43.6 licence CC") != []
