"""One more field in an editor's file: nothing else changes, and what cannot be typed is not."""

from __future__ import annotations

import pytest

from parcours.source.insert import after
from parcours.source.read import Source, read_text


def typed(text: str) -> str | None:
    """The text with a track after ``by`` of the first stop's leg."""
    source = read_text(text, "x.yml")
    assert isinstance(source, Source)
    made = after(source, ("stops", 0, "travel", "by"), "track", "tracks/odbl/a-2.gpx")
    return made.text if made else None


@pytest.mark.parametrize(("before", "expected"), [
    ("stops:\n  - travel: {by: walk, minutes: 20}  # à pied\n    stay: 1h\n",
     "stops:\n  - travel: {by: walk, track: tracks/odbl/a-2.gpx, minutes: 20}  # à pied\n"
     "    stay: 1h\n"),
    ("stops:\n  - travel: { minutes: 20, by: \"walk\" }\n",
     "stops:\n  - travel: { minutes: 20, by: \"walk\", track: tracks/odbl/a-2.gpx }\n"),
    ("stops: [{place: a, travel: {by: walk}}, {place: b}]",
     "stops: [{place: a, travel: {by: walk, track: tracks/odbl/a-2.gpx}}, {place: b}]"),
    ("stops:\n- travel: # {le chemin}\n    by: walk # à pied\n    minutes: 5\n",
     "stops:\n- travel: # {le chemin}\n    by: walk # à pied\n    track: tracks/odbl/a-2.gpx\n"
     "    minutes: 5\n"),
    ("stops:\r\n  - travel:\r\n      minutes: 5\r\n      by: walk\r\n  - place: b\r\n",
     "stops:\r\n  - travel:\r\n      minutes: 5\r\n      by: walk\r\n"
     "      track: tracks/odbl/a-2.gpx\r\n  - place: b\r\n"),
    ("stops:\n  - travel:\n      by: walk", "stops:\n  - travel:\n      by: walk\n"
     "      track: tracks/odbl/a-2.gpx"),
    ("stops:\n  - travel: {\n      by: walk,  # {à pied}\n      minutes: 5\n    }\n",
     "stops:\n  - travel: {\n      by: walk, track: tracks/odbl/a-2.gpx,  # {à pied}\n"
     "      minutes: 5\n    }\n"),
])
def test_a_field_is_typed_where_a_person_would(before: str, expected: str) -> None:
    """In braces after a comma, on lines of its own below; comments and line ends stay."""
    assert typed(before) == expected


@pytest.mark.parametrize("text", [
    "stops:\n  - travel:\n      by: >-\n        walk\n      minutes: 5\n",
    "stops:\n  - travel:\n      ? by\n      : walk\n",
])
def test_what_cannot_be_typed_is_left_alone(text: str) -> None:
    """A value over several lines, keys of another form: nothing, rather than another file."""
    assert typed(text) is None
