"""The track of a leg is read as an import reads it; a point that cannot be one is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from parcours.content.tracks import BadTrack, read_track

TRACK = ('<?xml version="1.0" encoding="UTF-8"?><gpx xmlns="http://www.topografix.com/GPX/1/1" '
         'version="1.1" creator="é"><trk><name>Bézéril</name><trkseg>'
         '<trkpt lat="43.94" lon="0.63"/><trkpt lat="43.941" lon="0.631"/>'
         '<trkpt lat="43.942" lon="0.632"/></trkseg></trk></gpx>')


def points(tmp_path: Path, raw: bytes) -> int:
    path = tmp_path / "t.gpx"
    path.write_bytes(raw)
    return len(read_track(path))


@pytest.mark.parametrize("raw", [
    TRACK.encode(), TRACK.replace("UTF-8", "UTF-16").encode("utf-16"),
    TRACK.replace("UTF-8", "ISO-8859-1").encode("latin-1"), TRACK.encode("latin-1"),
    ("\n " + TRACK).encode(), TRACK.replace("Bézéril", "Bois & prés").encode(),
    TRACK.replace("<trkseg>", "<trkseg><x:y/>").encode(),
    TRACK.replace("<gpx xmlns", "<g:gpx xmlns:g").replace("</gpx", "</g:gpx").encode(),
    TRACK.replace("43.94", "43,94").encode(),
])
def test_a_track_is_read_whatever_its_program_forgot(tmp_path: Path, raw: bytes) -> None:
    """Encodings, prefixes, ampersands and commas."""
    assert points(tmp_path, raw) == 3


@pytest.mark.parametrize(("point", "said"), [
    ('lat="0" lon="0"', "le point 2 de cette trace n’en est pas un : sa position est 0, 0"),
    ('lat="48.85" lon="2.35"', "le point 2 de cette trace"), ('lat="x" lon="0"', "illisible"),
    ('lat="91" lon="0"', "hors du globe"), ('lon="0"', "illisible"),
])
def test_a_stray_point_is_named(tmp_path: Path, point: str, said: str) -> None:
    """Refused, so that no page tells thousands of kilometres; the hint says what to do."""
    raw = TRACK.replace('<trkpt lat="43.941"', f'<trkpt {point}/><trkpt lat="43.941"')
    with pytest.raises(BadTrack) as bad:
        points(tmp_path, raw.encode())
    assert said in bad.value.message.fr
    assert bad.value.code == "bad-track"
    assert bad.value.hint is not None
    assert "retirez ce point" in bad.value.hint.fr


def test_a_long_way_between_two_points_is_no_stray(tmp_path: Path) -> None:
    """A line drawn with few points goes on, and does not come back."""
    raw = TRACK.replace('lat="43.942"', 'lat="44.442"')
    assert points(tmp_path, raw.encode()) == 3


@pytest.mark.parametrize("raw", [
    TRACK.replace("<gpx", "<!DOCTYPE gpx><gpx").encode(), TRACK[:200].encode(), b"", b"\x00\x01",
    TRACK.replace("</trkseg>", "<").encode(), b"<kml></kml>",
])
def test_what_is_no_gpx_is_refused(tmp_path: Path, raw: bytes) -> None:
    """Document types, halves, other files: a message and a hint."""
    with pytest.raises(BadTrack) as bad:
        points(tmp_path, raw)
    assert bad.value.hint is not None
