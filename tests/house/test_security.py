"""What SECURITY.md promises rests on tests that are there."""

from __future__ import annotations

import re

from helpers.published import ROOT

TEXT = (ROOT / "SECURITY.md").read_text("utf-8")


def test_each_threat_names_tests_that_exist() -> None:
    """A row of the threat model without a test, or with one that was moved, is a promise only."""
    rows = [row.split("|")[1:-1] for row in TEXT.splitlines() if row.startswith("| ")][1:]
    assert len(rows) >= 10
    for who, _, holds, shown in rows:
        named = re.findall(r"`(tests/[^`]+)`", shown)
        assert holds.strip(), who
        assert named, who
        assert [one for one in named if not (ROOT / one).exists()] == []


def test_each_kind_of_stranger_is_in_the_model() -> None:
    """A proposal, an import, a track, a feed, a tile server and a stale worker."""
    strangers = re.findall(r"^\| \*\*(.+?)\*\*", TEXT, re.MULTILINE)
    for one in ("proposal", "import", "track", "feed", "tile", "stale"):
        assert [who for who in strangers if one in who], one
