"""What comes back of each of our formats: the table of docs/dev/round-trips.md, held to what is so.

A route is written, built, exported, and imported into a folder that knows neither the route nor its
places. What is the same afterwards must be marked as kept, and what is not must not.
"""

from __future__ import annotations

import io
import json
import os
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from helpers.content_sample import MUSEUM, TODAY, write_sample
from helpers.importing import bring, texts
from helpers.open_files import CLIMB
from helpers.published import ROOT
from parcours.build import open_data, route_files
from parcours.build.build import Options, build
from parcours.diagnostics.diagnostic import has_errors
from parcours.format.model import Itinerary, Place, PlaceFields, Travel
from parcours.i18n.language import language_of
from parcours.importers import our_json
from parcours.load.route import other_way_of, read_trip
from parcours.load.shared import read_shared
from parcours.render.exports import catalogue_json, geojson, geotrek, gpx, randonnee
from parcours.render.exports.about import About
from parcours.render.exports.carried import carried
from parcours.render.exports.numbers import number_of
from parcours.source.read import Source, read_text

DOCUMENT = ROOT / "docs/dev/round-trips.md"
BEGIN, END = "<!-- kept: printed by make golden -->\n", "<!-- /kept -->\n"
RENEW = os.environ.get("PARCOURS_GOLDEN") == "renew"
ID = "tout-y-est"
EVERYTHING = """\
title: {fr: "Tout y est", en: "It is all there"}
summary: {fr: "Un jour, puis un autre.", en: "A day, then another."}
alliance: toulouse-gascogne
themes: [heritage, nature]
difficulty: moderate
audience: [familles]
season: {from: 04-01, to: 10-31}
renamed_from: [presque-tout]
days:
  - title: {fr: La ville, en: The city}
    start: 09:30
    stops:
      - place: gare-matabiau
      - place: musee-de-la-brique
        travel: {by: walk, minutes: 20, note: {fr: Par le canal., en: By the canal.}}
        arrive: 10:30
        stay: 1h30
        note: {fr: "Montez *au four*.", en: "Climb to *the kiln*."}
  - title: {fr: La campagne, en: The country}
    start: 09:00
    stops:
      - place: ferme-du-grand-chene
        travel: {by: coach, minutes: 100, km: 95, line: "L 12"}
        stay: 45min
        meal: lunch
      - place: jardin-des-simples
        travel: {by: bike, minutes: 50, track: tracks/vers-le-jardin.gpx}
        stay: 1h
      - name: {fr: Table d’orientation, en: Viewing table}
        kind: viewpoint
        commune: "32208"
        lat: 43.936001
        lon: 0.625002
        travel: {by: walk}
        stay: 20min
        optional: yes
"""
PRECISE = MUSEUM.replace("43.60400", "43.604012").replace(
    "1.44400", "1.444001") + "renamed_from: [musee-des-briques]\n"


@dataclass(frozen=True)
class Seen:
    """A route as the files of a folder tell it."""

    route: dict[str, Any]
    places: dict[str, dict[str, Any]]
    text: str
    """All of them as text: a photo comes back as a comment."""
    tracks: dict[str, str] = field(default_factory=dict)

    @property
    def stops(self) -> list[dict[str, Any]]:
        """Each stop with the fields of its place."""
        return [{**self.places.get(stop.get("place", ""), {}), **stop, "day": n}
                for n, day in enumerate(self.route.get("days", ())) for stop in day["stops"]]


def data_of(text: str) -> dict[str, Any]:
    source = read_text(text, "x.yml")
    assert isinstance(source, Source), source
    return source.data


def seen(files: Mapping[str, str]) -> Seen:
    """What the files of a folder, or of an import, say of the one route."""
    routes = [data_of(text) for path, text in files.items()
              if path.endswith(".yml") and "days:" in text]
    places = {Path(path).stem: data_of(text) for path, text in files.items()
              if path.startswith("places/") or (path.endswith(".yml") and "days:" not in text
                                                and "kind:" in text)}
    tracks = {path: text for path, text in files.items() if path.startswith("tracks/")}
    return Seen(routes[0] if routes else {}, places, "\n".join(files.values()), tracks)


def in_langs(value: object, langs: tuple[str, ...]) -> object:
    """A text in some languages; one that is the same in all is so in each."""
    return {lang: value.get(lang) for lang in langs} if isinstance(value, dict) else (
        dict.fromkeys(langs, value))


def position(stop: Mapping[str, Any]) -> tuple[float, float]:
    return round(float(stop.get("lat", 0)), 6), round(float(stop.get("lon", 0)), 6)


def in_order(said: Mapping[str, Any], but: tuple[str, ...] = ()) -> object:
    """Every field but those that never come, the path's name and what is so unless told."""
    other = (*but, "photo", "phone", "email", "lat", "lon")
    travel = {name: value for name, value in (said.get("travel") or {}).items()
              if name != "track"}
    return _sorted({name: value for name, value in {**said, "travel": travel}.items()
                    if name not in other and (name, value) != ("precision_m", "50")})


def _sorted(value: object) -> object:
    """Without the order of what has none: fields and languages."""
    if isinstance(value, dict):
        return sorted((name, _sorted(one)) for name, one in value.items())
    return [*map(_sorted, value)] if isinstance(value, list) else value


BOTH, FRENCH = ("fr", "en"), ("fr",)
FACETS: dict[str, Callable[[Seen], object]] = {
    "order of the stops": lambda it: [position(stop)[0] // 0.0005 for stop in it.stops],
    "days and when they start": lambda it: [
        (len(day["stops"]), day.get("start")) for day in it.route["days"]],
    "title and summary, one language": lambda it: [
        in_langs(it.route.get(name), FRENCH) for name in ("title", "summary")],
    "title and summary, every language": lambda it: [
        in_langs(it.route.get(name), BOTH) for name in ("title", "summary")],
    "names of stops, every language": lambda it: [
        in_langs(stop.get("name"), BOTH) for stop in it.stops],
    "positions to a millionth of a degree": lambda it: [position(stop) for stop in it.stops],
    "communes": lambda it: [stop.get("commune") for stop in it.stops],
    "stays": lambda it: [stop.get("stay") for stop in it.stops],
    "meals and what may be skipped": lambda it: [
        (stop.get("meal"), stop.get("optional")) for stop in it.stops],
    "notes, one language": lambda it: [in_langs(stop.get("note"), FRENCH) for stop in it.stops],
    "notes, every language": lambda it: [in_langs(stop.get("note"), BOTH) for stop in it.stops],
    "means, minutes and lines": lambda it: [
        tuple((stop.get("travel") or {}).get(name) for name in ("by", "minutes", "line"))
        for stop in it.stops],
    "paths": lambda it: sorted(
        re.sub(r"0+(?=\")", "", point) for text in it.tracks.values()
        for point in re.findall(r'<trkpt lat="[\d.]+" lon="[\d.]+"', text)),
    "heights of paths": lambda it: sorted(
        text.count("<ele>") == text.count("<trkpt") for text in it.tracks.values()),
    "themes and difficulty": lambda it: [it.route.get("themes"), it.route.get("difficulty")],
    "season and audience": lambda it: [it.route.get("season"), it.route.get("audience")],
    "fixed hours": lambda it: [stop.get("arrive") for stop in it.stops],
    "opening hours of places": lambda it: [stop.get("opening_hours") for stop in it.stops],
    "prices, services, labels of places": lambda it: [
        (stop.get("price"), stop.get("services"), stop.get("wheelchair")) for stop in it.stops],
    "sources and dates of facts": lambda it: [
        (stop.get("sources"), stop.get("verified_on")) for stop in it.stops],
    "all other fields": lambda it: [
        in_order(it.route, but=("days", "reviewed")), *(in_order(stop) for stop in it.stops)],
    "rights of photos": lambda it: ["Jeanne Dupuy" in it.text, "CC-BY-SA-4.0" in it.text],
}


def built(folder: Path, route: str = EVERYTHING) -> tuple[Path, Seen]:
    """The content as files, and the docs made of it."""
    content = write_sample(folder / "itineraries", **{
        "de-la-brique-au-jardin.yml": None, f"{ID}.yml": route,
        "places/musee-de-la-brique.yml": PRECISE, "tracks/vers-le-jardin.gpx": CLIMB})
    outcome = build(Options(content, folder / "docs", TODAY))
    assert outcome.published, outcome.diagnostics
    files = {path.relative_to(content).as_posix(): path.read_text("utf-8")
             for path in content.rglob("*") if path.suffix in (".yml", ".gpx")
             and path.name not in ("site.yml", "territories.yml")}
    return folder / "docs", seen(files)


FORMATS: dict[str, Callable[[Path], bytes]] = {
    "JSON": lambda docs: (docs / "fr/donnees/parcours.json").read_bytes(),
    "Geotrek (every language)": lambda docs: (
        docs / f"fr/donnees/geotrek-admin/api/v2/trek/{number_of(ID)}/index.html").read_bytes(),
    "schema_randonnee": lambda docs: (
        docs / "fr/donnees/schema-randonnee.geojson").read_bytes(),
    "GeoJSON of the route": lambda docs: (
        docs / f"fr/parcours/{ID}/{ID}.geojson").read_bytes(),
    "GPX of the route": lambda docs: zipfile.ZipFile(
        io.BytesIO((docs / "fr/donnees/parcours-gpx.zip").read_bytes())).read(f"{ID}.gpx"),
}


def back(folder: Path, raw: bytes, site: str = "languages: [fr, en]\n") -> Seen:
    """What an import makes of a file, in a folder that knows nothing of it."""
    content = write_sample(folder / "itineraries", **{"site.yml": site})
    for path in (*content.glob("places/*"), content / "de-la-brique-au-jardin.yml"):
        path.unlink()
    result = bring(content, raw)
    assert not result.diagnostics, result.diagnostics
    return seen(texts(result))


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Seen]:
    return built(tmp_path_factory.mktemp("written"))


Kept = Mapping[str, Mapping[str, bool]]
"""By format and facet, whether the same comes back."""


@pytest.fixture(scope="module")
def kept(written: tuple[Path, Seen], tmp_path_factory: pytest.TempPathFactory) -> Kept:
    docs, before = written
    found = {}
    for n, (format, exported_by) in enumerate(FORMATS.items()):
        after = back(tmp_path_factory.mktemp(f"back-{n}"), exported_by(docs))
        found[format] = {name: facet(after) == facet(before) for name, facet in FACETS.items()}
    return found


def points_of(track: str) -> list[tuple[str, ...]]:
    """The points of a path, as they are written."""
    return re.findall(r'<trkpt lat="([\d.]+?)0*" lon="([\d.]+?)0*"', track)


def printed(kept: Kept) -> str:
    """The table of the document."""
    rows = [["", *FORMATS], ["---"] * (len(FORMATS) + 1), *(
        [facet, *("kept" if kept[format][facet] else "lost" for format in FORMATS)]
        for facet in FACETS)]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def test_the_document_says_what_is_kept_and_what_is_lost(kept: Kept) -> None:
    """Its table is printed from the facets and formats of these tests (``make golden``)."""
    text = DOCUMENT.read_text("utf-8")
    head, rest = text.split(BEGIN)
    told, tail = rest.split(END)
    if RENEW:
        DOCUMENT.write_text(f"{head}{BEGIN}{printed(kept)}{END}{tail}", "utf-8")
    else:
        assert told == printed(kept)


def test_nothing_is_lost(kept: Kept) -> None:
    """Order, languages, positions, hours, stays, notes, rights and all the rest, of each format."""
    assert [(format, facet) for format, facets in kept.items()
            for facet, is_so in facets.items() if not is_so] == []


WORD = st.text(st.characters(whitelist_categories=("L", "N"), whitelist_characters=" ’'-éà"),
               min_size=1, max_size=20).map(lambda text: " ".join(text.split())).filter(
    lambda text: bool(text) and any(one.isalpha() for one in text))
STAYS = ("20min", "45min", "1h", "1h30", "3h")
KINDS = ("viewpoint", "village", "lake")


ODD = st.sampled_from((
    "a < b & c > d", "Tom <i> et <b>Jerry</b>", "\"q\" ]]> 'x' &amp; y",
    "un, deux ; trois : quatre",
    "{{ 7*7 }} ${x} {% y %}", "12. Nom", "- tiret", "# dièse", "null", "yes", "=1+1", "@a", "1e3",
    "06000", "a\\n\\b", "[x](https://exemple.fr/?a=b&c=d)", "*gras* _x_ `y`", "mot " * 120 + "fin",
    "2026-11-30", "😀 é œ ‰", "fr: x", "& * ! | > % @ `"))
"""What files of other formats have to escape, and words that look like something else."""
LINE = st.one_of(WORD, ODD)
SHORT = LINE.filter(lambda said: len(said) < 80)
TOLD = st.one_of(LINE, st.fixed_dictionaries({"fr": LINE, "en": LINE}), st.fixed_dictionaries(
    {"fr": LINE}))
"""A text that is the same in all languages, one in both, or one that nobody translated."""
STATUS = st.fixed_dictionaries({"state": st.sampled_from(("closed", "works", "open"))}, optional={
    "from": st.just("2027-03-01"), "to": st.just("2027-03-04"), "cause": TOLD, "note": TOLD,
    "observed_on": st.just("2026-11-01")})
FACTS = st.fixed_dictionaries({}, optional={
    "description": TOLD, "price": TOLD, "address": TOLD, "labels": st.lists(
        TOLD, min_size=1, unique_by=repr),
    "opening_hours": st.sampled_from(("Mo-Su 08:00-19:00", "Apr-Oct Mo-Su 08:00-19:00", "24/7")),
    "services": st.lists(st.sampled_from(("wifi", "toilets")), min_size=1, unique=True),
    "products": st.lists(st.fixed_dictionaries({"name": TOLD, "months": st.lists(
        st.integers(1, 12).map(str), min_size=1, unique=True)}), min_size=1),
    "wheelchair": st.sampled_from(("yes", "no", "limited")),
    "refs": st.fixed_dictionaries({"wikidata": st.just("Q90")}, optional={
        "gtfs": st.sampled_from((["StopPoint:OCE<1>", "StopArea:OCE&2"], ["StopArea:1"], "1")),
        "drôle & <clef>": LINE}),
    "sources": st.just(["https://exemple.fr/a?b=c&d", "https://exemple.fr/e"]),
    "verified_on": st.just("2026-11-02"), "website": st.just("https://exemple.fr/"),
    "always_open": st.sampled_from(("yes", "no")), "duration": st.sampled_from(STAYS),
    "precision_m": st.sampled_from(("0", "10", "900")), "told": st.just(["price", "duration"]),
    "question": TOLD, "twin": st.just("ferme-du-grand-chene"),
    "supplies": st.just(["ferme-du-grand-chene"]), "status": STATUS,
    "photo": st.fixed_dictionaries({
        "file": st.just("media/jardin.jpg"), "alt": SHORT, "credit": SHORT,
        "licence": st.just("CC-BY-4.0")}, optional={"expires": st.just("2029-01-01")}),
    "optional": st.just("yes")})
"""What else a stop may say of itself and of its place."""


@st.composite
def routes(draw: st.DrawFn) -> str:
    """A route of two days over points of its own, in both languages."""
    def text() -> dict[str, str]:
        return {"fr": draw(LINE), "en": draw(LINE)}

    def stop(commune: str, lat: float, lon: float, *, first: bool) -> dict[str, Any]:
        made: dict[str, Any] = {
            "name": text(), "kind": draw(st.sampled_from(KINDS)), "commune": commune,
            "lat": f"{lat + draw(st.integers(0, 9999)) / 1e6:.6f}",
            "lon": f"{lon + draw(st.integers(0, 9999)) / 1e6:.6f}",
            "stay": draw(st.sampled_from(STAYS))}
        if not first:
            made["travel"] = {"by": draw(st.sampled_from(("walk", "car", "train"))),
                              "minutes": str(draw(st.integers(1, 300)))}
        if draw(st.booleans()):
            made["note"] = draw(st.one_of(TOLD, st.just({"fr": "Un :\n\n- deux\n- *trois* <x>"})))
        if draw(st.booleans()):
            made["meal"] = draw(st.sampled_from(("lunch", "dinner")))
        made |= draw(FACTS)
        if made.get("always_open") == "yes":
            made.pop("opening_hours", None)
        if told := [fact for fact in made.get("told", ()) if fact in made]:
            made["told"] = told
        else:
            made.pop("told", None)
        return made

    towns = [[("31555", 43.600, 1.440)] * draw(st.integers(1, 3)),
             [("32208", 43.940, 0.640)] * draw(st.integers(1, 3))]
    stops = [[stop(*town, first=n == at == 0) for at, town in enumerate(of_day)]
             for n, of_day in enumerate(towns)]
    stops[-1] += [
        {"place": "ferme-du-grand-chene", "travel": {"by": "car", "minutes": "30"}},
        {"place": "jardin-des-simples", "travel": {
            "by": "bike", "minutes": "50", "track": "tracks/vers-le-jardin.gpx",
            "note": draw(TOLD)}},
        {"name": text(), "kind": "viewpoint", "commune": "32208", "lat": "43.936", "lon": "0.625",
         "travel": {"by": "walk", "track": "tracks/vers-la-table.gpx", "line": draw(LINE),
                    "via": ["ferme-du-grand-chene"], "km": "1.25"},
         **draw(st.fixed_dictionaries({}, optional={"arrive": st.just("20:30")}))},
        {"name": text(), "kind": "lake", "commune": "32208", "lat": "43.935", "lon": "0.623",
         "stay": draw(st.sampled_from(("night", "1h"))), "travel": {
            "by": draw(st.sampled_from(("walk", "boat", "on-demand"))),
            "track": "tracks/retour.gpx"}}]
    days = [{"title": text(), "start": f"0{draw(st.integers(7, 9))}:30", "stops": of_day}
            for of_day in stops]
    return json.dumps({
        "title": text(), "summary": text(), "alliance": "toulouse-gascogne",
        "themes": ["nature"], "difficulty": draw(st.sampled_from(("easy", "hard"))),
        **draw(st.fixed_dictionaries({}, optional={
            "season": st.just({"from": "04-01", "to": "10-31"}), "status": STATUS,
            "published_on": st.just("2026-11-02"), "renamed_from": st.just(["avant", "autrefois"]),
            "audience": st.lists(LINE, min_size=1, max_size=2, unique=True)})),
        "days": days}, ensure_ascii=False)


PATHS: dict[str, str | bytes | None] = {
    f"tracks/{name}.gpx": '<gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1">'
    "<trk><trkseg>" + "".join(f'<trkpt lat="{lat}" lon="{lon}"/>' for lat, lon in points)
    + "</trkseg></trk></gpx>" for name, points in (
        ("vers-la-table", (("43.935", "0.623"), ("43.9362", "0.6231"), ("43.936", "0.625"))),
        ("retour", (("43.936", "0.625"), ("43.9348", "0.6249"), ("43.935", "0.623"))))}
"""Two short paths, there and back: each joins the stops of the other's leg as well."""


def exported(content: Path) -> dict[str, bytes]:
    """The files of the one route, without the pages and maps that a build makes as well."""
    atlas = read_shared(content, TODAY).atlas
    trip, faults = read_trip(content / f"{ID}.yml", atlas)
    assert trip is not None, faults
    about, french = About(atlas, "fr", TODAY), language_of("fr")
    ours = carried(trip, about)
    return {
        "JSON": catalogue_json.frame(about).around([ours.part]).encode(),
        "Geotrek (every language)": geotrek.feature(
            geotrek.treks(trip, [french, language_of("en")], {
                "fr": about, "en": about})[""], trip, ours.alone).encode(),
        "schema_randonnee": randonnee.frame(about, odbl=False).around([randonnee.part(
            trip, about, ours.alone, odbl=False)]).encode(),
        "GeoJSON of the route": geojson.render(trip, french, "", ours.drawn).encode(),
        "GPX of the route": gpx.render(trip, french, "", ours.elements).encode()}


@settings(max_examples=15, deadline=None, derandomize=True,
          phases=[Phase.explicit, Phase.generate],
          suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(route=routes())
def test_any_route_comes_back(tmp_path_factory: pytest.TempPathFactory, route: str) -> None:
    """Every facet of any route comes back of every format, not of that one route alone: whatever
    signs its texts hold, two paths of which each joins the stops of the other's leg, an identifier
    alone in its list, the photo of a point of its own with its rights."""
    here = tmp_path_factory.mktemp("any")
    text = yaml.safe_dump(json.loads(route), allow_unicode=True)
    content = write_sample(here / "itineraries", **PATHS, **{
        "de-la-brique-au-jardin.yml": None, f"{ID}.yml": text})
    before = seen({path.relative_to(content).as_posix(): path.read_text("utf-8") for path in (
        *content.glob("places/*.yml"), content / f"{ID}.yml", *content.glob("tracks/*.gpx"))})
    for n, (format, raw) in enumerate(exported(content).items()):
        after = back(here / str(n), raw)
        for name, facet in FACETS.items():
            assert facet(after) == facet(before), (format, name)
        legs = [stop.get("travel", {}).get("track", "") for stop in after.stops]
        for at, name in ((-3, "vers-le-jardin"), (-2, "vers-la-table"), (-1, "retour")):
            assert points_of(after.tracks[legs[at]]) == points_of(
                before.tracks[f"tracks/{name}.gpx"]), (format, name)
        for photo in (stop["photo"] for stop in before.stops if "photo" in stop):
            said = [data_of(one.strip(" #"))["photo"] for one in after.text.splitlines()
                    if "photo: {file" in one]
            assert {**photo, "file": "media/….jpg"} in said, format


@settings(max_examples=10, deadline=None, derandomize=True,
          phases=[Phase.explicit, Phase.generate],
          suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(route=routes())
def test_what_the_check_accepts_every_export_takes(
        tmp_path_factory: pytest.TempPathFactory, route: str) -> None:
    """No text, blank field or odd order that passes the check ends an export, of the route or of
    all of them: each gives a file, in every language, and the other way as well."""
    content = write_sample(tmp_path_factory.mktemp("any") / "itineraries", **PATHS, **{
        "de-la-brique-au-jardin.yml": None,
        f"{ID}.yml": yaml.safe_dump(json.loads(route), allow_unicode=True)})
    atlas = read_shared(content, TODAY).atlas
    trip, faults = read_trip(content / f"{ID}.yml", atlas)
    assume(not has_errors(faults))
    assert trip is not None
    ours, languages = carried(trip, About(atlas, "fr", TODAY)), route_files.languages_of(
        trip, atlas)
    files = {file.path: file.content for file in route_files.written_files(
        trip, atlas, {}, other_way_of(trip, atlas), ours)}
    treks = open_data.treks(trip, atlas, languages)
    _, parts = open_data.parts_of(trip, atlas, languages, files, ours, treks)
    made = [*open_data.trek_files(trip, atlas, treks, ours)]
    assert len(languages) == 2
    assert {Path(path).suffix for path in files} >= {".gpx", ".geojson", ".ics", ".md"}
    assert len(made) == 3
    assert sum("odbl" not in path for path in parts) == 15  # none of which is empty


def test_a_word_that_yaml_takes_for_nothing_comes_back(tmp_path: Path) -> None:
    """An audience and a label called *null* are words, in quotes; unquoted they would be none."""
    route = EVERYTHING.replace("audience: [familles]", 'audience: ["null", "Null", "~", "yes"]')
    docs, before = built(tmp_path / "written", route.replace(
        "        optional: yes", '        optional: yes\n        labels: ["NULL", {fr: "null"}]'))
    for n, (format, exported_by) in enumerate(FORMATS.items()):
        after = back(tmp_path / str(n), exported_by(docs))
        assert in_order(after.route, ("days", "reviewed")) == in_order(
            before.route, ("days", "reviewed")), format
        assert after.stops[-1]["labels"] == ["NULL", {"fr": "null"}], format


def test_a_file_of_ours_that_was_tampered_with_is_read_with_suspicion(
        written: tuple[Path, Seen], tmp_path: Path) -> None:
    """Names of fields that are none, ids that are paths, values of another type: no traceback, no
    path out of the folder, and what is wrong is told."""
    docs, _ = written
    for n, change in enumerate((
            {"id": "../../x"}, {"days": 3}, {"days": [{"stops": [7, {"place": "../x"}]}]},
            {"title": {"fr": ["x"]}}, {"themes": {"a": 1}}, {"season": "été"}, {"zzz": "x"},
            {"days": [{"title": "x", "start": "9h30", "stops": [{"name": "x", "lat": "nan"}]}]})):
        document = json.loads(FORMATS["JSON"](docs))
        document["routes"][0].update(change)
        content = write_sample(tmp_path / str(n) / "itineraries")
        result = bring(content, json.dumps(document).encode())
        assert result.entries or result.diagnostics
        assert not [path for path, _ in result.files if ".." in path]


@pytest.mark.parametrize("tree", [
    {"format": "parcours"}, {"format": "parcours", "routes": 7, "places": []},
    {"format": "parcours", "version": 1, "routes": [{}], "places": {"x": 3}},
    {"format": "parcours", "routes": [[["x"]]], "places": {"a b/..": {"name": "x"}}},
    {"type": "FeatureCollection", "features": [{"parcours": {"route": {}}}]},
    {"results": [{"parcours": {"route": {"days": {"stops": {}}}, "places": "x"}}]},
    {"type": "FeatureCollection", "parcours": {"id": "x"}, "features": []},
])
def test_a_foreign_file_under_our_names_gives_a_diagnostic(
        tmp_path: Path, tree: dict[str, Any]) -> None:
    """Whatever calls itself ours and is not: told, or drafted with what is missing; no file that
    could be published comes of it."""
    content = write_sample(tmp_path / "itineraries")
    result = bring(content, json.dumps(tree).encode(), "parcours.json")
    assert result.diagnostics or result.entries
    assert all(path.startswith("brouillons/") and ".." not in path for path, _ in result.files)


def test_contacts_come_back_only_for_whoever_asks(
        written: tuple[Path, Seen], tmp_path: Path) -> None:
    """A telephone number is somebody's: it is left out, and told."""
    docs, _ = written
    content = write_sample(tmp_path / "itineraries")
    (content / "places/musee-de-la-brique.yml").unlink()
    raw = FORMATS["JSON"](docs)
    without, with_them = (texts(bring(content, raw, contacts=asked))[
        "places/musee-de-la-brique.yml"] for asked in (False, True))
    assert ("05 61 00 00 00" in without, "05 61 00 00 00" in with_them) == (False, True)


def test_the_record_has_every_field_of_the_format(written: tuple[Path, Seen]) -> None:
    """A field that is added to the format is added to the JSON, its schema and its reader."""
    docs, _ = written
    schema = json.loads((docs / "fr/donnees/parcours.schema.json").read_text("utf-8"))
    place = schema["properties"]["places"]["additionalProperties"]["properties"]
    route = schema["properties"]["routes"]["items"]["properties"]
    stop = route["days"]["items"]["properties"]["stops"]["items"]["properties"]
    assert {*Place.model_fields} - {*place} == set(), "add it to exports/catalogue_json.py"
    assert {*PlaceFields.model_fields} - {*stop} == set()
    assert {*Itinerary.model_fields} - {*route} == {"draft"}, "no file is made of a draft"
    assert {*Travel.model_fields} - {*stop["travel"]["properties"]} == {"track"}, "a path instead"
    unread = {*Place.model_fields} - {*our_json._PLACE_FILE}
    assert unread == {"photo"}, "a photo is a comment; add another field to importers/our_json.py"
    assert {*Itinerary.model_fields} - {*our_json._ROUTE} == {"days", "reviewed", "draft"}
