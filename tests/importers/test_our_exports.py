"""Our own GPX and GeoJSON come back as the route that they were made of."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from helpers.content_sample import (
    GARDEN,
    GARDEN_FILE,
    MUSEUM,
    ROUTE,
    ROUTE_FILE,
    TODAY,
    TRACK,
    write_sample,
)
from helpers.importing import bring, fields, texts
from parcours.i18n.language import Language, language_of
from parcours.importers.plan import State
from parcours.load.route import read_trip
from parcours.load.shared import read_shared
from parcours.render.exports import geojson, gpx
from parcours.render.exports.about import About
from parcours.render.exports.carried import carried
from parcours.trip.trip import Trip

PAGE = "https://exemple.fr/parcours/x/"
Render = Callable[[Trip, Language, str], str]
BOTH = pytest.mark.parametrize("render", [gpx.render, geojson.render], ids=["gpx", "geojson"])
PRECISE = MUSEUM.replace("43.60400", "43.604012").replace("1.44400", "1.444001")

GAP = """\
<gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>
<trkpt lat="43.935" lon="0.623"/><trkpt lat="43.9355" lon="0.624"/></trkseg><trkseg>
<trkpt lat="43.9357" lon="0.6243"/><trkpt lat="43.936" lon="0.625"/></trkseg></trk></gpx>
"""
"""A short path that breaks off."""


def exported(content: Path, render: Render, lang: str = "fr", page: str = PAGE) -> bytes:
    """The route of a content folder as visitors downloaded it before files carried its record."""
    atlas = read_shared(content, TODAY).atlas
    trip, faults = read_trip(content / ROUTE_FILE, atlas)
    assert trip is not None, faults
    return render(trip, language_of(lang), page).encode()


def with_record(content: Path, format: str, lang: str = "fr") -> bytes:
    """The same as visitors download it now."""
    atlas = read_shared(content, TODAY).atlas
    trip, faults = read_trip(content / ROUTE_FILE, atlas)
    assert trip is not None, faults
    ours, language = carried(trip, About(atlas, "fr", TODAY)), language_of(lang)
    made = {"gpx": gpx.render(trip, language, PAGE, ours.elements),
            "geojson": geojson.render(trip, language, PAGE, ours.drawn)}
    return made[format].encode()


def days(said: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = said["days"]
    return found


@BOTH
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_an_export_comes_back_as_one_route(tmp_path: Path, render: Render, lang: str) -> None:
    """One draft and the one surveyed path; order, days, stays, legs and notes as they were."""
    content = write_sample(tmp_path / "itineraries")
    raw = exported(content, render, lang)
    before = fields((content / ROUTE_FILE).read_text("utf-8"))
    (content / ROUTE_FILE).unlink()
    result = bring(content, raw)
    id = Path(ROUTE_FILE).stem
    assert sorted(texts(result)) == [f"brouillons/{id}.yml", f"tracks/{id}-4.gpx"]
    after = fields(texts(result)[f"brouillons/{id}.yml"])
    assert after["title"][lang] == before["title"][lang]
    assert after["summary"][lang] == before["summary"][lang]
    assert [after[name] for name in ("alliance", "themes", "difficulty")] == [
        before[name] for name in ("alliance", "themes", "difficulty")]
    assert [(day["title"][lang], day["start"]) for day in days(after)] == [
        (day["title"][lang], day["start"]) for day in days(before)]
    for new, old in zip((stop for day in days(after) for stop in day["stops"]),
                        (stop for day in days(before) for stop in day["stops"]), strict=True):
        assert new.get("place") == old.get("place")
        assert new.get("stay") == old.get("stay")
        assert (new.get("note") or {}).get(lang) == (old.get("note") or {}).get(lang)
        for name in ("by", "minutes"):
            assert new.get("travel", {}).get(name) == old.get("travel", {}).get(name)
    inline = days(after)[1]["stops"][2]
    assert inline["name"][lang] == days(before)[1]["stops"][2]["name"][lang]
    assert (inline["commune"], inline["lat"], inline["lon"], inline["kind"]) == (
        "32208", "43.93600", "0.62500", "viewpoint")
    assert days(after)[1]["stops"][1]["travel"]["track"] == f"tracks/{id}-4.gpx"


@BOTH
def test_an_export_of_a_route_that_is_there_changes_nothing(tmp_path: Path, render: Render) -> None:
    """The route is recognised by its id and its stops; another order of them is told."""
    content = write_sample(tmp_path / "itineraries")
    raw = exported(content, render)
    assert [one.state for one in bring(content, raw).entries] == [State.SAME]
    path = content / ROUTE_FILE
    path.write_text(path.read_text("utf-8").replace("gare-matabiau", "jardin-des-simples"), "utf-8")
    assert [(one.state, one.changes) for one in bring(content, raw).entries] == [
        (State.KEPT, ("days",))]


@BOTH
def test_positions_come_back_to_a_millionth(tmp_path: Path, render: Render) -> None:
    """In a folder that has none of the places, each is described on the spot."""
    content = write_sample(tmp_path / "itineraries", **{"places/musee-de-la-brique.yml": PRECISE})
    raw = exported(content, render)
    other = write_sample(tmp_path / "other" / "itineraries")
    (other / ROUTE_FILE).unlink()
    for place in (other / "places").iterdir():
        place.unlink()
    result = bring(other, raw)
    draft = fields(next(iter(texts(result).values())))
    stops = [stop for day in days(draft) for stop in day["stops"]]
    assert [stop["name"]["fr"] for stop in stops] == [
        "Gare Matabiau", "Musée de la Brique", "Ferme du grand chêne", "Jardin des simples",
        "Table d’orientation"]
    assert (stops[1]["lat"], stops[1]["lon"]) == ("43.604012", "1.444001")
    assert (stops[0]["lat"], stops[0]["lon"], stops[0]["commune"]) == (
        "43.61121", "1.45362", "31555")


def test_an_export_of_before_the_extensions_comes_back(tmp_path: Path) -> None:
    """The stops in order, without their numbers; what else it said in words is told."""
    content = write_sample(tmp_path / "itineraries")
    old = exported(content, gpx.render).decode()
    while "<extensions>" in old:
        before, _, rest = old.partition("<extensions>")
        old = before + rest.partition("</extensions>")[2]
    (content / ROUTE_FILE).unlink()
    result = bring(content, old.encode(), "ancien.gpx")
    (draft,) = [text for path, text in texts(result).items() if path.startswith("brouillons")]
    (day,) = days(fields(draft))
    assert [stop.get("place") or stop["name"] for stop in day["stops"]] == [
        "gare-matabiau", "musee-de-la-brique", "ferme-du-grand-chene", "jardin-des-simples",
        "Table d’orientation"]


@pytest.mark.parametrize("change", [
    {"id": "../../etc"}, {"id": "A B"}, {"days": 3}, {"themes": ["x", None]}, {"language": "xx-YY"},
    {"difficulty": {}}, {"alliance_id": "nowhere"}, {"title": None},
])
def test_a_forged_export_is_read_with_suspicion(tmp_path: Path, change: dict[str, Any]) -> None:
    """No word of it becomes a path, an unknown word or a traceback."""
    content = write_sample(tmp_path / "itineraries")
    tree = json.loads(exported(content, geojson.render))
    tree["parcours"].update(change)
    (content / ROUTE_FILE).unlink()
    result = bring(content, json.dumps(tree).encode())
    assert result.diagnostics or result.entries
    for path, text in texts(result).items():
        assert ".." not in path
        assert path.endswith(".gpx") or fields(text)


def test_markup_of_a_note_survives(tmp_path: Path) -> None:
    """A note is our restricted Markdown already: links and no-break spaces come back as typed."""
    said = "Voir [le plan](https://exemple.fr/p)\u00a0: *vite*."
    content = write_sample(tmp_path / "itineraries")
    path = content / ROUTE_FILE
    path.write_text(path.read_text("utf-8").replace("Montez au four.", f'"{said}"'), "utf-8")
    for render in (gpx.render, geojson.render):
        raw = exported(content, render)
        other = write_sample(tmp_path / render.__module__ / "itineraries")
        (other / ROUTE_FILE).unlink()
        draft = next(iter(texts(bring(other, raw)).values()))
        assert days(fields(draft))[0]["stops"][1]["note"]["fr"] == said


FORMATS = pytest.mark.parametrize("format", ["gpx", "geojson"])


def bare(folder: Path) -> Path:
    """A folder that knows neither the route nor its places."""
    content = write_sample(folder / "itineraries")
    for path in (content / ROUTE_FILE, *content.glob("places/*.yml")):
        path.unlink()
    return content


@FORMATS
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_file_in_one_language_carries_all_of_them(
        tmp_path: Path, format: str, lang: str) -> None:
    """Whichever was downloaded: both titles, both names, both notes, and the language that nobody
    wrote in is not made up from the other."""
    content = write_sample(tmp_path / "itineraries")
    path = content / ROUTE_FILE
    path.write_text(path.read_text("utf-8").replace(", en: Climb to the kiln.", ""), "utf-8")
    before = fields(path.read_text("utf-8"))
    files = texts(bring(bare(tmp_path / "other"), with_record(content, format, lang)))
    after = fields(files[f"brouillons/{Path(ROUTE_FILE).stem}.yml"])
    assert (after["title"], after["summary"]) == (before["title"], before["summary"])
    assert fields(files["brouillons/musee-de-la-brique.yml"])["name"] == {
        "fr": "Musée de la Brique", "en": "Brick Museum"}
    assert [[stop.get("note") for stop in day["stops"]] for day in days(after)] == [
        [stop.get("note") for stop in day["stops"]] for day in days(before)]


@FORMATS
def test_what_was_changed_in_the_file_counts(tmp_path: Path, format: str) -> None:
    """A stop renamed and moved in another program, and a new title: they come, in the language of
    the file; the name of before is told, and the other language stays."""
    content = write_sample(tmp_path / "itineraries")
    raw = with_record(content, format).decode()
    shown = {"gpx": "<name>2. Musée de la Brique</name>", "geojson": '"name":"Musée de la Brique"'}
    assert raw.count(shown[format]) == (2 if format == "gpx" else 1)
    raw = raw.replace(shown[format], shown[format].replace("Brique", "Terre"))
    if format == "gpx":
        raw = raw.replace('lat="43.60400" lon="1.44400"', 'lat="43.60500" lon="1.44500"')
        raw = raw.replace("<metadata><name>De la brique", "<metadata><name>De la terre")
    else:
        raw = raw.replace("[1.444,43.604]", "[1.445,43.605]")
        raw = raw.replace('"title":"De la brique', '"title":"De la terre', 1)
    result = bring(bare(tmp_path / "other"), raw.encode())
    files = texts(result)
    museum = fields(files["brouillons/musee-de-la-brique.yml"])
    assert museum["name"] == {"fr": "Musée de la Terre", "en": "Brick Museum"}
    assert (museum["lat"], museum["lon"]) == ("43.60500", "1.44500")
    route = fields(files[f"brouillons/{Path(ROUTE_FILE).stem}.yml"])
    assert route["title"]["fr"].startswith("De la terre")
    assert any("Musée de la Brique" in said.fr for entry in result.entries
               for said in entry.left_out)


def test_a_stop_taken_out_of_the_file_stays_out(tmp_path: Path) -> None:
    """The record that the file carries has it still: what the file shows counts, and it is told
    that the other languages are left out."""
    content = write_sample(tmp_path / "itineraries")
    tree = json.loads(with_record(content, "geojson"))
    tree["features"] = [one for one in tree["features"]
                        if one["properties"].get("place") != "musee-de-la-brique"]
    result = bring(bare(tmp_path / "other"), json.dumps(tree).encode())
    (draft,) = [text for path, text in texts(result).items() if path.startswith("brouillons")]
    names = [stop["name"] for day in days(fields(draft)) for stop in day["stops"]]
    assert "Musée de la Brique" not in str(names)
    assert any("autres langues" in said.fr for entry in result.entries
               for said in entry.left_out)


@pytest.mark.parametrize("inside", [
    "", "<p:title/>", '<p:title xml:lang="fr">x</p:title><p:title>y</p:title>',
    "<p:refs>x</p:refs><p:refs><p:a/></p:refs>", "<p:themes><p:themes/></p:themes>",
    "<p:days>x</p:days>", '<p:season xml:lang="zz"><p:from/></p:season>',
    "<p:title>" + "<p:x>" * 40 + "</p:x>" * 40 + "</p:title>", "<p:minutes>1e999</p:minutes>"])
@pytest.mark.parametrize("where", ["route", "stop", "day", "passed"])
def test_foreign_elements_under_our_names_give_no_traceback(
        tmp_path: Path, inside: str, where: str) -> None:
    """A GPX that says it is ours, with elements that ours never has: drafted with what is missing,
    or told; nothing that could be published."""
    content = write_sample(tmp_path / "itineraries")
    head = f"<p:route>{inside if where == 'route' else '<p:x/>'}</p:route>" + (
        f'<p:{where} number="1">{inside}</p:{where}>' if where in ("day", "passed") else "")
    points = "".join(
        f'<wpt lat="43.60" lon="1.44"><name>{n}. Halte</name><extensions><p:stop day="1">'
        f"{inside if where == 'stop' else ''}</p:stop></extensions></wpt>" for n in (1, 2))
    raw = ('<gpx xmlns="http://www.topografix.com/GPX/1/1" xmlns:p="urn:parcours:route:1" '
           f'version="1.1" creator="parcours"><metadata><extensions>{head}</extensions></metadata>'
           f"{points}</gpx>")
    result = bring(content, raw.encode())
    assert result.diagnostics or result.entries
    assert all(path.startswith("brouillons/") and ".." not in path for path, _ in result.files)


def test_an_id_too_long_for_a_file_is_none(tmp_path: Path) -> None:
    """A record of ours may have been changed by anybody; the file gets a name from the title."""
    content = write_sample(tmp_path / "itineraries", **{"places/musee-de-la-brique.yml": PRECISE})
    raw = with_record(content, "geojson").replace(
        b"musee-de-la-brique", b"musee-de-la-brique" + b"-x" * 150)
    there = write_sample(tmp_path / "other" / "itineraries", **{
        "places/musee-de-la-brique.yml": None})
    assert all(len(Path(path).name) < 100 for path in texts(bring(there, raw)))


@pytest.mark.parametrize("pieces", ["-5", "0", "2", "1e9", "1e400", "x", ""])
def test_a_number_of_pieces_that_is_none_gives_no_traceback(tmp_path: Path, pieces: str) -> None:
    """What a file says of its own segments is believed only where it has so many."""
    content = write_sample(tmp_path / "itineraries")
    raw = with_record(content, "gpx").replace(
        b'track="yes"', f'track="yes" pieces="{pieces}"'.encode())
    (content / ROUTE_FILE).unlink()
    id = Path(ROUTE_FILE).stem
    assert f"tracks/{id}-4.gpx" in texts(bring(content, raw))


@pytest.mark.parametrize("format", ["gpx", "geojson"])
def test_a_path_to_a_place_that_is_only_known_roughly_comes_back(
        tmp_path: Path, format: str) -> None:
    """The check lets a path end as far from a place as its position may be wrong, and so must an
    import: the file says itself which leg it belongs to."""
    rough = GARDEN.replace("lon: 0.62300\n", "lon: 0.62300\nprecision_m: 6000\n")
    assert rough != GARDEN
    content = write_sample(tmp_path / "itineraries", **{
        GARDEN_FILE: rough, "tracks/vers-le-jardin.gpx": TRACK.replace("43.93500", "43.90000")})
    raw = with_record(content, format)
    (content / ROUTE_FILE).unlink()
    assert f"tracks/{Path(ROUTE_FILE).stem}-4.gpx" in texts(bring(content, raw))


def test_a_piece_of_a_path_is_not_taken_for_the_whole(tmp_path: Path) -> None:
    """A short path with a gap, each piece of which ends near both stops, is left out and told."""
    content = write_sample(tmp_path / "itineraries", **{
        "tracks/court.gpx": GAP, ROUTE_FILE: ROUTE.replace(
            "travel: {by: walk}", "travel: {by: walk, track: tracks/court.gpx}").replace(
            ", track: tracks/vers-le-jardin.gpx", "")})
    raw = with_record(content, "gpx")
    (content / ROUTE_FILE).unlink()
    result = bring(content, raw)
    assert not [path for path in texts(result) if path.startswith("tracks/")]
    assert [said.fr for entry in result.entries for said in entry.left_out
            if "morceaux" in said.fr] == ["un tracé en plusieurs morceaux"]
