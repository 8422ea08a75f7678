"""What JSON would take in memory is told before it is read."""

from __future__ import annotations

import pytest

from parcours.content import outside_json
from parcours.content.outline_file import read_outlines
from parcours.content.outside_json import is_large
from parcours.diagnostics.diagnostic import Diagnostic
from parcours.importers import detect
from parcours.importers.found import BadImport
from parcours.timetable import extract_reader
from parcours.timetable.fault import BadFeed

MANY = '{"features": [' + "{}, " * 999 + "{}]}"


def test_groups_weigh_more_than_text() -> None:
    """Half a million points pass, as do ten megabytes of words; as many bytes of groups do not."""
    assert not is_large("[1.23456,43.12345]," * 500_000)
    assert not is_large('"' + "x" * 10_000_000 + '"')
    assert is_large('{"":0},' * 600_000)
    assert is_large("[]," * 1_200_000)


def test_every_reader_looks_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Imports, outlines and extracts of timetables say that it is too much; none is read."""
    monkeypatch.setattr(outside_json, "MAX_TREE_BYTES", 100_000)
    with pytest.raises(BadImport) as refused:
        detect(MANY.encode())
    assert refused.value.code == "too-large"
    told = read_outlines(MANY, "x.geojson")
    assert isinstance(told, Diagnostic)
    assert told.code == "too-large"
    with pytest.raises(BadFeed):
        extract_reader.read(MANY, "x.json")
