"""The track of a leg is read with patience, measured whole, and drawn within five metres."""

from __future__ import annotations

import csv
import os
import tracemalloc
from collections.abc import Sequence
from itertools import pairwise
from math import cos, hypot, radians, sin
from pathlib import Path

import pytest

from parcours.content import gpx_path
from parcours.content.relief import NoRelief, Relief
from parcours.content.tracks import BadTrack, Track, read_track, track_of
from parcours.geo.points import LatLon

TRACK = ('<?xml version="1.0" encoding="UTF-8"?><gpx xmlns="http://www.topografix.com/GPX/1/1" '
         'version="1.1" creator="é"><trk><name>Bézéril</name><trkseg>'
         '<trkpt lat="43.94" lon="0.63"/><trkpt lat="43.941" lon="0.631"/>'
         '<trkpt lat="43.942" lon="0.633"/></trkseg></trk></gpx>')
SHARED = Path(os.environ.get("PARCOURS_SAMPLES",
                             Path(__file__).parents[3] / "shared" / "samples")).parent
Way = Sequence[tuple[float, ...]]
REAL = (("facts/tracks/gpx/cerknicko-jezero.gpx", "gpxpy_cerknicko-jezero"),
        ("facts/tracks/gpx/korita-zbevnica.gpx", "gpxpy_korita-zbevnica"),
        ("samples/gpx/gpxpy_Mojstrovka.gpx", "gpxpy_Mojstrovka"),
        ("samples/gpx/gpxpy_route.gpx", "gpxpy_route"),
        ("samples/gpx/geotrek_trace_with_multiple_continuous_features.gpx",
         "gt_trace_with_multiple_continuous_features"))


def points(tmp_path: Path, raw: bytes) -> int:
    path = tmp_path / "t.gpx"
    path.write_bytes(raw)
    return len(read_track(path).points)


def gpx(*segments: Way, creator: str = "x", head: str = "") -> bytes:
    """A file of tracks; a point is latitude, longitude and perhaps a height."""
    drawn = "".join("<trkseg>" + "".join(
        f'<trkpt lat="{lat:.7f}" lon="{lon:.7f}">'
        + "".join(f"<ele>{height:.2f}</ele>" for height in heights) + "</trkpt>"
        for lat, lon, *heights in segment) + "</trkseg>" for segment in segments)
    return (f'<gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1" creator="{creator}">'
            f"{head}<trk>{drawn}</trk></gpx>").encode()


def winding(count: int, start: float = 0.6) -> list[tuple[float, float, float]]:
    """A path that turns as paths do, with a point every 9 m or so, over hills."""
    lat, lon, path = 43.9, start, []
    for n in range(count):
        heading = 1.3 * sin(n / 40) + 0.9 * sin(n / 7.3)
        lat, lon = lat + 8e-5 * sin(heading), lon + 1.1e-4 * cos(heading)
        path.append((lat, lon, 150 + 40 * sin(n / 60)))
    return path


# What programs forget

@pytest.mark.parametrize("raw", [
    TRACK.encode(), TRACK.replace("UTF-8", "UTF-16").encode("utf-16"),
    TRACK.replace("UTF-8", "UTF-16").encode("utf-16-le"),
    TRACK.replace("UTF-8", "ISO-8859-1").encode("latin-1"), TRACK.encode("latin-1"),
    *(TRACK.replace("UTF-8", name).encode(name) for name in (
        "iso-8859-2", "windows-1250", "windows-1254", "iso-8859-9", "cp850", "mac-roman")),
    ("\n " + TRACK).encode(), TRACK.replace("Bézéril", "Bois & prés").encode(),
    TRACK.replace("<trkseg>", "<trkseg><x:y/>").encode(),
    TRACK.replace("<gpx xmlns", "<g:gpx xmlns:g").replace("</gpx", "</g:gpx").encode(),
    TRACK.replace("43.94", "43,94").encode(),
])
def test_a_track_is_read_whatever_its_program_forgot(tmp_path: Path, raw: bytes) -> None:
    """Encodings, prefixes, ampersands and commas."""
    assert points(tmp_path, raw) == 3


def test_what_a_path_does_not_need_may_be_wrong(tmp_path: Path) -> None:
    """Times, heights, counts of satellites and extensions that no one can read."""
    junk = ("<ele>?</ele><time>hier</time><fix>9d</fix><sat>-1</sat><extensions><hr>x</hr>"
            "</extensions>")
    raw = TRACK.replace("/>", f">{junk}</trkpt>").encode()
    assert points(tmp_path, raw) == 3
    assert track_of(raw).relief is NoRelief.MISSING


def test_a_height_may_have_a_comma() -> None:
    """As spreadsheets of France write it; heights of no place on earth are none."""
    raw = gpx(winding(300)).replace(b"<ele>1", b"<ele> 1").replace(b".", b",")
    found = track_of(raw.replace(b"http://www,topografix,com", b"http://www.topografix.com"))
    assert isinstance(found.relief, Relief)
    assert found.relief.climb_m == pytest.approx(track_of(gpx(winding(300))).relief.climb_m)  # type: ignore[union-attr]
    assert [gpx_path.height_of(text) for text in ("1,5", "-9999", "32767", "nan", "1e999", "")] == [
        1.5, None, None, None, None, None]


# Points and pieces

@pytest.mark.parametrize(("point", "said"), [
    ('lat="0" lon="0"', "sa position est 0, 0"), ('lat="48.85" lon="2.35"', "km de ses voisins"),
    ('lat="43.93" lon="0.63"', "km de ses voisins"), ('lat="x" lon="0"', "illisible"),
    ('lat="91" lon="0"', "hors du globe"), ('lon="0"', "illisible"),
])
def test_a_stray_point_is_left_out_and_told(point: str, said: str) -> None:
    """A point of which a receiver had lost its place is no part of the path, nor of its length."""
    path = winding(60)
    whole = track_of(gpx(path))
    raw = gpx(path).decode().split("<trkpt")
    raw.insert(31, f" {point}></trkpt>")
    found = track_of("<trkpt".join(raw).encode())
    assert [(stray.number, said in stray.why.fr) for stray in found.strays] == [(31, True)]
    assert found.points == whole.points
    assert found.km == whole.km


@pytest.mark.parametrize(("point", "said"), [
    ('lat="0" lon="0"', "le point 2 de cette trace n’en est pas un : sa position est 0, 0"),
    ('lat="48.85" lon="2.35"', "le point 2 de cette trace"), ('lat="x" lon="0"', "illisible"),
])
def test_a_track_of_many_strays_is_refused(tmp_path: Path, point: str, said: str) -> None:
    """One point of four that is none: the file is not to be trusted, and says which point."""
    raw = TRACK.replace('<trkpt lat="43.941"', f'<trkpt {point}/><trkpt lat="43.941"')
    with pytest.raises(BadTrack) as bad:
        points(tmp_path, raw.encode())
    assert said in bad.value.message.fr
    assert bad.value.code == "bad-track"
    assert bad.value.hint is not None
    assert "retirez ce point" in bad.value.hint.fr


def path_of(points: str) -> bytes:
    """A GPX file with one segment of these points."""
    return f"<gpx><trk><trkseg>{points}</trkseg></trk></gpx>".encode()


@pytest.mark.parametrize(("raw", "said"), [
    (path_of('<trkpt lat="43.9" lon="0.6"/>' * 9), "tous les points de cette trace sont au même"),
    (b'<gpx><wpt lat="43.9" lon="0.6"/></gpx>', "ne contient que des repères (wpt)"),
    (path_of('<trkpt lat="6294000" lon="537000"/><trkpt lat="6294100" lon="537000"/>'),
     "n’est pas en degrés"),
    (path_of('<trkpt lat="43.9N" lon="0.6E"/><trkpt lat="43.91N" lon="0.6E"/>'), "illisible"),
    (path_of('<trkpt lat="43.9" lon="0.6"/>') * 2, "un second document XML"),
    (path_of('<trkpt lat="43.9" lon="0.6"/>' * 3)[:-30], "tronqué : sa fin manque"),
])
def test_why_a_file_holds_no_path_is_said(raw: bytes, said: str) -> None:
    """Each for its own reason, and not as a track that is too short."""
    with pytest.raises(BadTrack) as bad:
        track_of(raw)
    assert said in bad.value.message.fr


def test_a_map_turned_once_round_is_the_same_place() -> None:
    """Web maps write longitudes of the copy of the world that somebody drew on."""
    turned = [(lat, lon + 360, *more) for lat, lon, *more in winding(60)]
    assert track_of(gpx(turned)).km == pytest.approx(track_of(gpx(winding(60))).km)


def test_a_sketch_is_known_by_its_steps() -> None:
    """A line of few strokes, and two recordings by turns, lead along no way."""
    path = winding(400)
    assert track_of(gpx(path)).coarse is None
    sketch = track_of(gpx([(43.9, 0.6), (43.95, 0.62)])).coarse
    assert sketch is not None
    assert (sketch.count, round(sketch.longest_m / 1000)) == (2, 6)
    mixed = [(lat, lon + (0.05 if n % 2 else 0), *more)
             for n, (lat, lon, *more) in enumerate(path)]
    assert track_of(gpx(mixed)).coarse is not None


def test_a_long_way_between_two_points_is_no_stray(tmp_path: Path) -> None:
    """A line drawn with few points goes on, and does not come back."""
    raw = TRACK.replace('lat="43.942"', 'lat="44.442"')
    assert points(tmp_path, raw.encode()) == 3


def test_pieces_that_touch_are_one() -> None:
    """A pause of the receiver makes a new segment that begins where the last one ended."""
    path = winding(200)
    found = track_of(gpx(path[:100], path[99:]))
    assert (found.breaks, found.gaps) == ((), ())
    assert found.km == pytest.approx(track_of(gpx(path)).km)


def test_pieces_that_do_not_touch_stay_apart() -> None:
    """Three hundred metres without a path are no part of its length, and are told with the point;
    twenty metres are not worth a word."""
    first, second, third = winding(200), winding(200, 0.625), winding(200, 0.65)
    found = track_of(gpx(first, second, third))
    assert len(found.pieces) == 3
    assert [gap.after for gap in found.gaps] == [200, 400]
    assert all(gap.length_m > 50 for gap in found.gaps)
    assert found.km == pytest.approx(sum(track_of(gpx(one)).km for one in (first, second, third)))
    near = [(lat, lon + 0.00025, *more) for lat, lon, *more in first[100:]]
    paused = track_of(gpx(first[:100], near))
    assert (len(paused.pieces), paused.gaps) == (2, ())


def test_a_leap_within_a_piece_is_a_gap() -> None:
    """Where points come every 9 m, three kilometres in one step were not recorded."""
    far = [(lat, lon + 0.06, *more) for lat, lon, *more in winding(100)]
    found = track_of(gpx([*winding(100), *far]))
    assert [(gap.after, round(gap.length_m / 1000)) for gap in found.gaps] == [(100, 4)]


def test_a_point_alone_is_no_piece() -> None:
    """A segment of one point, or of one place, has no length and is left out."""
    path = winding(50)
    found = track_of(gpx(path, [path[-1], path[-1]], [(43.9, 0.7)]))
    assert (found.breaks, found.gaps, found.km) == ((), (), track_of(gpx(path)).km)


def test_the_other_way_round() -> None:
    """Reversed, a path has its climbs as descents, its heights and pieces from the other end; twice
    reversed, it is the same."""
    path = [(lat, lon, height + n / 20) for n, (lat, lon, height) in enumerate(winding(300))]
    there = track_of(gpx(path[:150], path[160:]))
    back = there.reversed()
    assert isinstance(there.relief, Relief)
    assert isinstance(back.relief, Relief)
    assert (back.relief.climb_m, back.relief.descent_m) == (
        there.relief.descent_m, there.relief.climb_m)
    assert back.points == there.points[::-1]
    assert [piece[::-1] for piece in back.pieces[::-1]] == list(there.pieces)
    for one, other in zip(back.heights_m[::-1], there.heights_m, strict=True):
        assert one[::-1] == pytest.approx(other)
    again = back.reversed()
    assert (again.points, again.breaks, again.gaps) == (there.points, there.breaks, there.gaps)
    assert again.along_m == pytest.approx(there.along_m)


# The line that is drawn

def off_m(line: Track, path: Way) -> float:
    """How far the farthest point of a path lies from a line, counted by hand."""
    east = cos(radians(43.9)) * 111_195

    def to(point: tuple[float, ...], a: LatLon, b: LatLon) -> float:
        px, py = (point[1] - a.lon) * east, (point[0] - a.lat) * 111_195
        bx, by = (b.lon - a.lon) * east, (b.lat - a.lat) * 111_195
        part = max(0.0, min(1.0, (px * bx + py * by) / (bx * bx + by * by or 1)))
        return hypot(px - part * bx, py - part * by)

    rounded = [LatLon(round(lat, 5), round(lon, 5)) for lat, lon in line.points]
    return max(min(to(point, a, b) for a, b in pairwise(rounded))
               for point in path)


def test_the_drawn_line_lies_within_five_metres() -> None:
    """Simplified by distance, five decimals included; every hundredth point would be far off."""
    path = winding(1500)
    found = track_of(gpx(path))
    assert len(found.points) < len(path) / 3
    assert off_m(found, path) <= 5
    assert found.points[0] == pytest.approx(path[0][:2], abs=1e-6)
    assert found.points[-1] == pytest.approx(path[-1][:2], abs=1e-6)


def test_length_and_climb_are_those_of_all_points() -> None:
    """A zigzag of 8 m is drawn straight and measured whole."""
    zigzag: Way = [
        (43.9 + 2e-5 * (n % 2), 0.6 + 1e-4 * n, 100 + n / 10) for n in range(1001)]
    found = track_of(gpx(zigzag))
    assert len(found.points) < 40
    step = hypot(1e-4 * cos(radians(43.90001)) * 111_195, 2e-5 * 111_195)
    assert found.km == pytest.approx(step, rel=1e-3)  # a thousand steps, in kilometres
    assert found.along_m[-1] == pytest.approx(1000 * found.km)
    assert isinstance(found.relief, Relief)
    assert found.relief.climb_m == pytest.approx(100, abs=1)


def test_a_straight_line_keeps_its_hill() -> None:
    """What is exported holds the points that the heights need, and gives the same climb again."""
    straight = [(43.9, 0.6 + 1e-4 * n, height) for n, (_, _, height) in enumerate(winding(800))]
    found = track_of(gpx(straight))
    (heights,) = found.heights_m
    again = track_of(gpx([(*point, height) for point, height in
                          zip(found.points, heights, strict=True)]))
    assert isinstance(found.relief, Relief)
    assert isinstance(again.relief, Relief)
    assert again.relief.climb_m == pytest.approx(found.relief.climb_m, rel=0.05)


# What a route of GPX is

def rte(path: Sequence[tuple[float, ...]], names: Sequence[str]) -> bytes:
    """A file with a ``rte`` alone, of which each point may have a name."""
    points = "".join(f'<rtept lat="{lat}" lon="{lon}">{f"<name>{name}</name>" if name else ""}'
                     "</rtept>" for (lat, lon, *_), name in zip(path, names, strict=True))
    return f'<gpx version="1.1"><rte>{points}</rte></gpx>'.encode()


@pytest.mark.parametrize("name", ["", "RPT{n:03}", "#{n}", "Tourner à gauche"])
def test_a_route_of_many_points_is_a_path(name: str) -> None:
    """Programs that write a path as a ``rte`` number its points, or name the turns."""
    path = winding(40)
    assert track_of(rte(path, [name.format(n=n) for n in range(40)])).km == pytest.approx(
        track_of(gpx(path)).km, rel=1e-4)


@pytest.mark.parametrize(("step", "names"), [
    (1, ["1. Musée", "2. Halle", "3. Église", "4. Gare"]), (200, ["", "", "", ""]),
    (200, ["001", "002", "003", "004"])])
def test_a_route_of_stops_is_no_path(step: int, names: list[str]) -> None:
    """The straight lines between stops were drawn as a way that somebody went."""
    path = [(43.9, 0.6 + 1e-4 * step * n) for n in range(4)]
    with pytest.raises(BadTrack, match="stops alone"):
        track_of(rte(path, names))


# Where it is from

def test_a_path_of_an_engine_is_computed() -> None:
    """What a program signs that computes paths is not surveyed; what we had computed says so."""
    path = winding(50)
    assert track_of(gpx(path)).origin.computed_by == ""
    assert track_of(gpx(path, creator="GraphHopper Directions API")).origin.computed_by.startswith(
        "GraphHopper")
    head = ('<metadata><copyright author="© les contributeurs d’OpenStreetMap"><license>https://'
            'opendatacommons.org/licenses/odbl/1-0/</license></copyright><extensions>'
            '<p:computed xmlns:p="urn:parcours:route:1" by="Valhalla 3.5" '
            'from="OpenStreetMap" on="2026-11-29"/></extensions></metadata>')
    origin = track_of(gpx(path, creator="parcours", head=head)).origin
    assert (origin.computed_by, origin.data, origin.on) == (
        "Valhalla 3.5", "OpenStreetMap", "2026-11-29")
    assert origin.author == "© les contributeurs d’OpenStreetMap"
    assert origin.licence.startswith("https://opendatacommons.org/")


# Bounds

@pytest.mark.parametrize("raw", [
    TRACK.replace("<gpx", "<!DOCTYPE gpx><gpx").encode(), TRACK[:200].encode(), b"", b"\x00\x01",
    TRACK.replace("</trkseg>", "<").encode(), b"<kml></kml>", gpx([(43.9, 0.6), (43.9, 0.6)]),
])
def test_what_is_no_gpx_is_refused(tmp_path: Path, raw: bytes) -> None:
    """Document types, halves, other files, paths that lead nowhere: a message."""
    with pytest.raises(BadTrack):
        points(tmp_path, raw)


@pytest.mark.parametrize(("raw", "said"), [
    (b"", "est vide"), (b"\xef\xbb\xbf \n", "est vide"), (b"<!DOCTYPE html><html/>", "page web"),
    (b"\n<HTML><body>Connexion</body></HTML>", "page web"), (b"PK\x03\x04...", "archive"),
    (b'{"type": "LineString", "coordinates": []}', "JSON"),
    (b"\x0e\x10\x00\x00\x01\x02\x03\x04.FIT", "FIT"),
    (b"lat;lon\n43.9;0.6\n", "texte"), (b"<TrainingCenterDatabase/>", "TCX"),
    (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "Git LFS"),
    (b'<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"/>', "KML"),
])
def test_another_file_is_called_by_its_name(tmp_path: Path, raw: bytes, said: str) -> None:
    """A login page saved as a track has no line <!DOCTYPE> to remove."""
    with pytest.raises(BadTrack) as bad:
        points(tmp_path, raw)
    assert said in bad.value.message.fr
    assert bad.value.hint


def test_a_hundred_thousand_points_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """The point after the last one ends the reading: what follows is not even parsed."""
    assert gpx_path.MAX_POINTS == 100_000
    monkeypatch.setattr(gpx_path, "MAX_POINTS", 50)
    assert track_of(gpx(winding(50))).points
    with pytest.raises(BadTrack) as bad:
        track_of(gpx(winding(51)))
    assert bad.value.code == "too-large"
    more = gpx(winding(52)).replace(b"</trkseg>", b"<")  # malformed after its 51st point
    with pytest.raises(BadTrack) as bad:
        track_of(b"<gpx><trk><trkseg>" + b"<trkpt lat='43.9' lon='0.6'/>" * 51 + b"<<<<" + more)
    assert bad.value.code == "too-large"


def test_a_long_file_takes_little_memory() -> None:
    """No tree is kept: what a file of 3 MB takes past its own bytes is a few times its text."""
    raw = gpx([(43.9, 0.6 + n / 1e4) for n in range(100)])
    long = raw.replace(b"</trkpt>", b"<extensions>" + b"<x>1</x>" * 4000 + b"</extensions></trkpt>")
    track_of(raw)
    tracemalloc.start()
    try:
        track_of(long)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 3 * len(long)


# Against files that others recorded

@pytest.mark.parametrize(("file", "name"), REAL, ids=[name for _, name in REAL])
def test_real_files_measure_as_they_were_measured(file: str, name: str) -> None:
    """Kilometres and climb within 5 % or 5 m of what another program made of the same file."""
    path, table = SHARED / file, SHARED / "facts/tracks/measured.csv"
    if not (path.is_file() and table.is_file()):
        pytest.skip("no real tracks here: put them into ../shared/facts/tracks")
    rows = csv.DictReader(table.read_text("utf-8").splitlines())
    expected = next(row for row in rows if row["file"] == name)
    found = read_track(path)
    metres = float(expected["geodesic_m_sum_of_segments"])
    assert found.km * 1000 == pytest.approx(metres, rel=0.05, abs=5)
    if expected["climb_m_5m_gauss20_hyst2"]:
        assert isinstance(found.relief, Relief)
        climb_m = float(expected["climb_m_5m_gauss20_hyst2"])
        assert found.relief.climb_m == pytest.approx(climb_m, rel=0.05, abs=5)
    else:
        assert isinstance(found.relief, NoRelief)
