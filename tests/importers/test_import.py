"""``parcours import``: what a source says is carried over exactly, the rest left out and said."""

from __future__ import annotations

import copy
import io
import json
import os
import re
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.content_sample import TODAY, check, write_sample
from helpers.importing import (
    ABBEY,
    CSV,
    FILES,
    GPX,
    KML,
    POINTS,
    RAFT,
    TREK,
    WALK,
    as_json,
    atlas_of,
    bring,
    fields,
    only,
    opening,
    texts,
    workbook,
)
from parcours.cli.main import parcours
from parcours.content.tracks import read_track
from parcours.disk.atomic import ForeignFileError
from parcours.editing.new_files import write_new
from parcours.geo.points import LatLon
from parcours.hours import calendar
from parcours.importers import import_file, periods, plain
from parcours.importers.found import Period
from parcours.importers.plan import ImportResult, State
from parcours.importers.untrusted import MAX_BYTES
from parcours.safe_text import html
from parcours.source import write
from parcours.source.read import Source, read_text

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = Path(os.environ.get("PARCOURS_SAMPLES", ROOT.parent / "shared" / "samples"))
quick = settings(max_examples=120, deadline=None,
                 suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., ImportResult]:
    """An import into a folder that all examples of a property share and none writes into."""
    content = write_sample(tmp_path_factory.mktemp("content") / "itineraries")
    atlas, source = atlas_of(content), content.parent / "source.bin"

    def importing(raw: bytes, **asked: Any) -> ImportResult:
        source.write_bytes(raw)
        return import_file(source, atlas, **asked)

    return importing


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder to import into."""
    return write_sample(tmp_path / "itineraries")


def changed(thing: dict[str, Any], **place: Any) -> dict[str, Any]:
    """The abbey with some of what its ``isLocatedAt`` says changed."""
    other = copy.deepcopy(thing)
    other["isLocatedAt"][0].update({key.replace("__", ":"): value for key, value in place.items()})
    return other


ABBEY_FILE = """\
# yaml-language-server: $schema=../../schema/place.schema.json
# Importé de « abbaye.json » (DATAtourisme).
# Producteur : Office de Lectoure
# Mise à jour de la source : 2026-10-05
# Rien n’est vérifié : relisez, puis ajoutez verified_on.
name:
  fr: Abbaye du Gers
  en: Abbey of the Gers
# la source dit : Abbey, Church
kind: religious
commune: "32208"
lat: 43.93400
lon: 0.62100
description:
  fr: |-
    Un cloître.

    Un jardin.
  # traduction automatique, dit la source : à relire
  en: |-
    A cloister.

    A garden.
opening_hours: "2027 Apr 01-2027 Oct 31: Tu-Su 10:00-18:00"
address: "1 rue du Cloître, 32700 Lectoure"
website: https://exemple.fr/abbaye
services: [parking]
refs:
  datatourisme: https://data.datatourisme.fr/32/0000-abbaye
sources:
  - https://data.datatourisme.fr/32/0000-abbaye
# photos de la source, à télécharger avec l’accord de leur auteur :
#   https://exemple.fr/cloitre.jpg
# photo: {file: media/….jpg, alt: {fr: …, en: …}, credit: Jeanne Dupuy, licence: CC-BY-4.0, \
expires: 2028-01-01}
# Laissé de côté, faute de place ici ou de certitude :
# - l’équipement PicnicArea
# - un tarif : 8
# - « description » en de (le site est en fr, en)
# - phone (donnée de contact : --contacts la reprend, avec l’accord de la personne)
# - email (donnée de contact : --contacts la reprend, avec l’accord de la personne)
"""


def no_spaces(text: str) -> str:
    """French typography set aside, for a comparison one can read."""
    return text.replace("\u00a0", " ")


def test_a_datatourisme_object_becomes_a_place_file(content: Path) -> None:
    """Every word of the file: what the source says, what it does not, and who said it."""
    result = bring(content, FILES["abbaye.json"], "abbaye.json")
    assert no_spaces(only(result, "places/abbaye-du-gers.yml")) == ABBEY_FILE


def test_an_apidae_object_becomes_a_place_file(content: Path) -> None:
    """Yearly periods become yearly hours; contacts are left out, even those within a text."""
    text = only(bring(content, FILES["table.json"]), "places/la-table-d-aurelie.yml")
    said = fields(text)
    assert said["kind"] == "restaurant"
    assert said["opening_hours"] == "May 01-Oct 31: Tu-Su 12:00-14:00"
    assert said["description"]["fr"] == "Une cuisine du marché. Réservez au …."
    assert said["price"] == {"fr": "Menu à 20 €", "en": "Menu at €20"}
    assert said["refs"] == {"apidae": "479743"}
    assert "05 62" not in text
    assert "@" not in text


def test_contacts_are_carried_over_when_asked(content: Path) -> None:
    """``--contacts`` brings telephone, e-mail, and those written in a description."""
    result = bring(content, as_json(RAFT), contacts=True)
    said = fields(only(result, "places/la-table-d-aurelie.yml"))
    assert (said["phone"], said["email"]) == ("05 62 00 00 00", "table@exemple.fr")
    assert "05 62 00 00 00" in said["description"]["fr"]


def test_a_geotrek_trek_becomes_a_draft_with_its_track(content: Path, tmp_path: Path) -> None:
    """Published languages only, the surveyed path as GPX, what is missing named."""
    result = bring(content, as_json(TREK))
    draft, track = texts(result)["brouillons/boucle-du-moulin.yml"], tmp_path / "t.gpx"
    said = fields(draft)
    first, second = said["days"][0]["stops"]
    assert said["title"] == {"fr": "Boucle du moulin"}
    assert said["summary"] == {"fr": "Un joli point de vue."}
    assert first["note"] == {"fr": "Prendre à droite.\n\nPuis à gauche."}
    assert (first["commune"], second["commune"]) == ("32208", "32208")
    assert second["travel"] == {"minutes": "150", "km": "7.606",
                                "track": "tracks/boucle-du-moulin.gpx"}
    assert {"themes", "days.start", "stops.kind", "travel.by"} <= set(result.entries[0].missing)
    assert "non publiés" in draft
    track.write_text(texts(result)["tracks/boucle-du-moulin.gpx"], "utf-8")
    assert read_track(track).points == ((43.934, 0.621), (43.936, 0.623))
    assert "<ele>155.5</ele>" in track.read_text("utf-8")


def test_a_walk_of_the_national_schema_becomes_a_draft(content: Path) -> None:
    """Practice, grade and themes are taken where the words are known, and left out where not."""
    result = bring(content, as_json(WALK))
    said = fields(texts(result)["brouillons/sentier-des-lavoirs.yml"])
    assert (said["themes"], said["difficulty"]) == (["heritage"], "easy")
    assert said["days"][0]["stops"][1]["travel"] == {
        "by": "walk", "minutes": "90", "km": "2.484", "track": "tracks/sentier-des-lavoirs.gpx"}
    assert "le thème « Volcans »" in [told.fr for told in result.entries[0].left_out]


def test_geojson_points_become_places(content: Path) -> None:
    """Properties are read like the columns of a table; a shape without a point is a draft."""
    result = bring(content, as_json(POINTS))
    said = fields(texts(result)["places/point-de-vue-du-gers.yml"])
    assert (said["kind"], said["commune"], said["lat"]) == ("viewpoint", "32208", "43.93000")
    assert [told.fr for told in result.entries[0].left_out] == [
        "« couleur » : rouge"]
    assert any(told.fr.startswith("une forme (Polygon) : une surface n’est ni un point")
               for told in result.entries[1].left_out)


def test_geojson_of_an_unknown_projection_is_refused(content: Path) -> None:
    """Numbers of which nobody knows what they are are not taken for degrees."""
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::999999"}}
    result = bring(content, as_json({**POINTS, "crs": crs}))
    assert [one.code for one in result.diagnostics] == ["bad-import"]
    assert "999999" in result.diagnostics[0].message.fr


def test_a_gpx_gives_the_path_and_its_stops(content: Path) -> None:
    """A stop that is a place of ours is named by its id; times of the recording stay out."""
    result = bring(content, GPX.encode())
    said = fields(texts(result)["brouillons/au-fil-du-gers.yml"])
    first, second = said["days"][0]["stops"]
    assert first == {"place": "marche-de-la-halle"}
    assert second["name"] == "Le pont"
    assert "2026-05-27" not in texts(result)["tracks/au-fil-du-gers.gpx"]
    assert texts(result)["tracks/au-fil-du-gers.gpx"].count("<trkseg>") == 1  # they touch


def test_a_route_of_stops_gets_no_track(content: Path) -> None:
    """A straight line between stops is never made into a path; the file's title is its own."""
    only_stops = re.sub(r"<trk>.*</trk>", "", GPX, flags=re.S)
    result = bring(content, only_stops.encode(), "gers.gpx")
    assert list(texts(result)) == ["brouillons/au-fil-du-gers.yml"]


def test_a_kml_placemark_becomes_a_place(content: Path) -> None:
    """HTML is reduced to restricted Markdown; scripts go; a named commune near the point counts."""
    said = fields(only(bring(content, KML.encode()), "places/fontaine-diane.yml"))
    assert said["description"] == {"fr": "Une fontaine & un [bassin](https://exemple.fr/f)."}
    assert (said["kind"], said["commune"]) == ("monument", "32208")


def test_a_table_becomes_a_file_a_row(content: Path) -> None:
    """French headers, decimal commas, hours in words; each row is told what becomes of it."""
    result = bring(content, CSV.encode())
    assert [(one.state, one.path) for one in result.entries] == [
        (State.NEW, "brouillons/halle-aux-grains.yml"), (State.NEW, "places/moulin-du-pre.yml"),
        (State.NEW, "brouillons/sans-point.yml"), (State.PASSED, ""), (State.PASSED, "")]
    assert result.entries[0].missing == ("commune",)  # the town that it names does not exist
    assert result.entries[2].missing == ("lat", "lon")
    hall, mill = texts(result)["brouillons/halle-aux-grains.yml"], fields(
        texts(result)["places/moulin-du-pre.yml"])
    assert fields(hall)["opening_hours"] == "Tu-Su 10:00-18:00"
    assert '# à compléter : commune: …  # proposition, à vérifier : "32208", Lectoure' in hall
    assert mill["lat"] == "43.93500"
    assert result.entries[4].why
    assert result.entries[4].why.fr == "la ligne 6 n’a pas de nom"


@pytest.mark.parametrize(("said", "rule", "shown"), [
    ("du mardi au dimanche 10h-18h, fermé en janvier", "Tu-Su 10:00-18:00; Jan off", None),
    ("de Pâques à la Toussaint 10h-18h", None, "# opening_hours: easter-Nov 01 10:00-18:00"),
    ("ouvert le week-end", None, None), ("10h-18h, nocturne le jeudi", None, None),
    ("Fermé le lundi", None, None)])
def test_hours_in_words(content: Path, said: str, rule: str | None, shown: str | None) -> None:
    """What is certain is set, the source's words beside it; what is likely is shown; of the rest is
    told why it was left out."""
    table = ("nom;type;commune;lat;lon;horaires\n"
             f"Moulin du Pré;monument;Lectoure;43.935;0.623;{said}\n")
    result = bring(content, table.encode())
    text = only(result, "places/moulin-du-pre.yml")
    assert fields(text).get("opening_hours") == rule
    left_out = [one.fr for one in result.entries[0].left_out if "horaires" in one.fr]
    beside = f"# la source écrit : « {said} »" in text.replace("\u00a0", " ")
    assert beside == bool(rule or shown)
    assert shown is None or shown in text
    assert bool(left_out) == (rule is None)
    assert rule or shown or said in left_out[0]


@pytest.mark.parametrize("raw", [
    CSV.encode("cp1252", "replace"), CSV.replace(";", "\t").encode("utf-16"),
    CSV.encode("utf-8-sig"), FILES["lieux.xlsx"],
    workbook([["name", "y", "x"], ["Pré", 43.935, 0.623]])])
def test_tables_as_spreadsheets_save_them(content: Path, raw: bytes) -> None:
    """Old and new encodings, tabs, and XLSX, whatever the file is called."""
    result = bring(content, raw, "fichier.txt")
    assert result.diagnostics == ()
    assert result.files


@pytest.mark.parametrize(("row", "commune"), [
    ("Pré;32208;;43,935;0,623", "32208"),
    ("Pré;;Lectoure;43,935;0,623", "32208"),
    ("Pré;;LECTOURE CEDEX;43,935;0,623", "32208"),
    ("Pré;;L'Isle Jourdain;43,616;1,084", "32160"),
    ("Pré;;Lectoure;;", None),  # the name alone: there are namesakes all over France
    ("Pré;;Lectoure;43,61;1,08", None),  # the point is elsewhere
    ("Pré;;;43,935;0,623", None),
])
def test_the_commune_is_what_the_source_says(content: Path, row: str, commune: str | None) -> None:
    """An INSEE code, else a name that the point confirms, else nothing but a proposal."""
    table = f"nom;insee;commune;lat;lon\n{row}\n"
    text = next(iter(texts(bring(content, table.encode())).values()))
    assert fields(text).get("commune") == commune


@pytest.mark.parametrize("name", FILES)
def test_importing_twice_changes_nothing(content: Path, name: str) -> None:
    """The second time every file is already there, byte for byte, and nothing is written."""
    first = bring(content, FILES[name], name)
    assert write_new(content, first.files) == len(first.files) > 0
    before = {path: path.read_bytes() for path in content.rglob("*") if path.is_file()}
    second = bring(content, FILES[name], name)
    assert {one.state for one in second.entries} <= {State.SAME, State.PASSED}
    assert write_new(content, second.files) == 0
    assert {path: path.read_bytes() for path in content.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("name", FILES)
def test_what_is_written_passes_the_check(content: Path, name: str) -> None:
    """A file among those of the site has no error; one that would is a draft and not read."""
    before = check(content)
    write_new(content, bring(content, FILES[name], name).files)
    new = [one for one in check(content) if one not in before]
    assert [one.code for one in new if one.severity == "error"] == []
    for path in (content / "brouillons").glob("*.yml"):
        assert isinstance(read_text(path.read_text("utf-8"), path.name), Source)


def test_an_edited_file_is_kept_and_told(content: Path) -> None:
    """Once a person has worked on a file, the import leaves it alone and says what differs."""
    write_new(content, bring(content, as_json(ABBEY)).files)
    path = content / "places/abbaye-du-gers.yml"
    path.write_text(path.read_text("utf-8").replace("Un cloître", "Un beau cloître")
                    + "verified_on: 2026-11-20\n", "utf-8")
    before = path.read_bytes()
    result = bring(content, as_json(ABBEY))
    assert [(one.state, one.changes) for one in result.entries] == [(State.KEPT, ("description",))]
    assert write_new(content, result.files) == 0
    assert path.read_bytes() == before


def test_a_renamed_file_is_recognised(content: Path) -> None:
    """A place from the same object is not made a second time under its old name."""
    write_new(content, bring(content, as_json(ABBEY)).files)
    (content / "places/abbaye-du-gers.yml").rename(content / "places/abbaye.yml")
    result = bring(content, as_json(ABBEY))
    assert [(one.state, one.path) for one in result.entries] == [(State.SAME, "places/abbaye.yml")]


def test_two_places_of_one_name_get_two_files(content: Path) -> None:
    """Namesakes are told apart by their commune, then by a number, the same way each time."""
    table = ("nom;type;insee;lat;lon\nHalle;marché;32208;43,935;0,623\n"
             "Halle;marché;32132;43,848;0,663\nHalle;marché;32132;43,849;0,664\n")
    result = bring(content, table.encode())
    assert [one.path for one in result.entries] == [
        "places/halle.yml", "places/halle-fleurance.yml", "places/halle-2.yml"]


@pytest.mark.parametrize(("specs", "rule"), [
    ([opening("Monday", "10:00", "12:00", "2027-04-01", "2027-04-30"),
      opening("Monday", "14:00", "18:00", "2027-04-01", "2027-04-30")],
     "2027 Apr 01-2027 Apr 30: Mo 10:00-12:00,14:00-18:00"),
    ([opening("Monday", "10:00", "12:00", "2027-04-01", "2027-04-30"),
      opening("Friday", "10:00", "12:00", "2027-05-01", "2027-05-31")],
     "2027 Apr 01-2027 Apr 30: Mo 10:00-12:00; 2027 May 01-2027 May 31: Fr 10:00-12:00"),
    ([opening("Monday", "10:00", "18:00", "2027-04-01", "2027-10-31"),
      opening("Monday", "10:00", "17:00", "2027-05-01", "2027-05-31")], None),  # which of the two?
    ([opening("Monday", "10:00", "18:00", "2025-04-01", "2025-10-31")], None),  # long over
    ([opening("Monday", "10:00", "18:00", "2027-04-01", "2027-10-31", "Fermé le 1er mai")], None),
    ([opening("PublicHolidays", "10:00", "18:00", "2027-04-01", "2027-10-31")], None),
    ([{**opening("Sunday", "10:00", "18:00", "2027-04-01", "2027-10-31"), "weekOfMonth": [1]}],
     None),  # the first of each month, not every one
    ([{**opening("Sunday", "10:00", "18:00", "2027-04-01", "2027-10-31"), "appliesOn": "x"}], None),
    ([{"schema:dayOfWeek": [{"@id": "schema:Monday"}], "schema:validFrom": "2027-04-01",
       "schema:validThrough": "2027-10-31", "schema:opens": "10:00:00"}], None),
])
def test_hours_are_carried_over_only_when_exact(
        content: Path, specs: list[dict[str, Any]], rule: str | None) -> None:
    """A rule that says neither more nor less, or none at all and a line that says so."""
    result = bring(content, as_json(changed(ABBEY, schema__openingHoursSpecification=specs)))
    text = only(result, "places/abbaye-du-gers.yml")
    assert fields(text).get("opening_hours") == rule
    assert rule or any("horaires" in told.fr for told in result.entries[0].left_out)


def test_hours_with_a_remark_are_shown_and_not_set(content: Path) -> None:
    """The rule stands behind a sign to be removed by whoever has read the remark."""
    spec = opening("Monday", "10:00", "18:00", "2027-04-01", "2027-10-31", "Fermé le 1er mai")
    text = only(bring(content, as_json(changed(ABBEY, schema__openingHoursSpecification=[spec]))),
                "places/abbaye-du-gers.yml")
    assert '# opening_hours: "2027 Apr 01-2027 Oct 31: Mo 10:00-18:00"' in text
    assert "« Fermé le 1er mai »" in no_spaces(text)


def _periods() -> st.SearchStrategy[list[Period]]:
    days = st.frozensets(st.integers(0, 6), min_size=1)
    first = st.integers(0, 300).map(lambda n: date(2027, 1, 1) + timedelta(days=n))
    one = st.builds(
        lambda days, opens, lasts, first, span: Period(
            days, opens * 30, opens * 30 + lasts * 30, first, first + timedelta(days=span)),
        days, st.integers(12, 30), st.integers(1, 17), first, st.integers(0, 90))
    return st.lists(one, min_size=1, max_size=5)


@quick
@given(_periods(), st.booleans())
def test_a_rule_opens_as_its_periods_on_every_day(given_periods: list[Period],
                                                  yearly: bool) -> None:
    """Laid out day by day for a year and more, rule and periods are open at the same minutes."""
    told = [Period(one.days, one.opens_min, one.closes_min, one.first, one.last, yearly)
            for one in given_periods]
    try:
        rule = periods.rule_of(told)
    except periods.Inexact:
        return
    start = date(2027, 1, 1)
    laid_out = calendar.calendar(rule, LatLon(43.6, 1.44), start)
    for offset in range(390):
        day = start + timedelta(days=offset)
        expected: set[int] = set()
        for one in told:
            assert one.first
            assert one.last
            here = day.replace(year=2027) if yearly and (day.month, day.day) != (2, 29) else day
            spans = [(one.first, one.last)] if not yearly else [
                (one.first, one.last), (one.first.replace(year=one.first.year - 1),
                                        one.last.replace(year=one.last.year - 1))]
            if day.weekday() in one.days and any(a <= here <= b for a, b in spans):
                expected |= set(range(one.opens_min or 0, one.closes_min or 0))
        actual = {minute for opens, closes in laid_out.intervals_on(day)
                  for minute in range(opens, closes)}
        assert actual == expected, (rule, day)


def test_the_fullest_of_several_descriptions_is_taken(content: Path) -> None:
    """Wherever in the list it stands; a second one of its kind is told."""
    abbey = copy.deepcopy(ABBEY)
    long = abbey["hasDescription"][0]
    abbey["hasDescription"] = [{"shortDescription": {"fr": ["Court."]}}, long]
    text = only(bring(content, as_json(abbey)), "places/abbaye-du-gers.yml")
    assert "Un cloître" in text
    abbey["hasDescription"] = [long, {"dc:description": {"fr": ["Autre."]}}]
    assert "une seconde description" in only(
        bring(content, as_json(abbey)), "places/abbaye-du-gers.yml")


def test_what_a_photo_shows_is_kept_beside_it(content: Path) -> None:
    """In the words of the source, for whoever writes the text that stands for the photo."""
    abbey, trek, raft = copy.deepcopy(ABBEY), copy.deepcopy(TREK), copy.deepcopy(RAFT)
    abbey["hasMainRepresentation"][0]["ebucore:hasAnnotation"][0]["ebucore:title"] = {
        "fr": ["Le cloître"], "en": ["The cloister"]}
    trek["results"][0]["attachments"] = [
        {"type": "image", "url": "https://exemple.fr/a.jpg", "legend": "Le moulin"}]
    raft["objetsTouristiques"][0]["illustrations"] = [{
        "traductionFichiers": [{"url": "https://exemple.fr/a.jpg"}],
        "legende": {"libelleFr": "La salle"}}]
    for tree, said in ((abbey, "alt: {fr: Le cloître, en: The cloister}"),
                       (trek, "alt: Le moulin"), (raft, "alt: {fr: La salle}")):
        assert said in "".join(texts(bring(content, as_json(tree))).values())


def test_rights_that_have_ended_are_not_carried_over(content: Path) -> None:
    """The address of a photo that may no longer be shown stays out of the file."""
    old = copy.deepcopy(ABBEY)
    old["hasMainRepresentation"][0]["ebucore:hasAnnotation"][0][
        "ebucore:rightsEndDate"] = "2024-01-01"
    text = only(bring(content, as_json(old)), "places/abbaye-du-gers.yml")
    assert "cloitre.jpg" not in text
    assert "dont les droits ont pris fin" in text


def test_places_outside_are_passed_over_or_drafts(content: Path) -> None:
    """Another territory's place is told and skipped; ``--all`` makes a draft, never a file."""
    address = {**ABBEY["isLocatedAt"][0]["schema:address"][0], "hasAddressCity": {"insee": "50281"}}
    far = as_json(changed(ABBEY, schema__address=[address],
                          schema__geo={"latitude": "48.79", "longitude": "-1.46"}))
    assert [one.state for one in bring(content, far).entries] == [State.PASSED]
    assert list(texts(bring(content, far, everything=True))) == ["brouillons/abbaye-du-gers.yml"]


def test_events_and_unpublished_objects_are_passed_over(content: Path) -> None:
    """What is no place, and what its owner has not published, is said and left."""
    event = {**ABBEY, "@type": ["EntertainmentAndEvent"]}
    hidden = copy.deepcopy(TREK)
    hidden["results"][0]["published"] = {"fr": False, "en": False}
    for tree in (event, hidden):
        assert [one.state for one in bring(content, as_json(tree)).entries] == [State.PASSED]


def test_keys_without_prefix_are_understood(content: Path) -> None:
    """The API's answer names the same properties without ``schema:``, in a list of objects."""
    bare = json.loads(re.sub(r'"(?:schema|dc|rdfs|foaf|ebucore|rdf):(?=\w+":)', '"',
                             json.dumps({"objects": [ABBEY], "meta": {}})))
    assert fields(only(bring(content, as_json(bare)), "places/abbaye-du-gers.yml")) == fields(
        ABBEY_FILE)


HOSTILE = {
    "{{ 7*7 }} ${x} <b>": "b", "a\nname: b": "a-name-b", "../../etc/passwd": "etc-passwd",
    "- x: &a *a !!python/object": "x-a-a-python-object", "\u202eevil\u0000": "evil",
    "yes": "yes", "# no": "no", "a" * 200: "a" * 60, "%YAML: 1.1": "yaml-1-1",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_words(content: Path, name: str) -> None:
    """No name leaves its folder, its line or its quotes, and control characters are gone."""
    tree = copy.deepcopy(POINTS)
    tree["features"][0]["properties"].update(nom=name, description=f"{name} [x](javascript:y) *z*")
    result = bring(content, as_json(tree))
    path, text = next(iter(texts(result).items()))
    assert re.fullmatch(r"places/[a-z0-9-]+\.yml", path)
    said = fields(text)
    assert said["name"] == plain.line(name)
    assert set(said) == {"name", "kind", "commune", "lat", "lon", "precision_m", "description"}
    assert html.links(said["description"]["fr"]) == ()
    assert not re.search(r"[\x00-\x08\x0b-\x1f\u202a-\u202e]", text)


def _packed(name: str, size: int) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<a/>")
        archive.writestr(name, b"0" * size)
    return kept.getvalue()


ENTITY = ('<?xml version="1.0"?><!DOCTYPE gpx [<!ENTITY a "aaaa">]>'
          "<gpx><wpt lat='43' lon='1'><name>&a;</name></wpt></gpx>")
BAD = {
    "nothing": b"", "spaces": b" \n", "nul": b"\x00" * 50,
    "png": b"\x89PNG\r\n\x1a\n" + b"\x01" * 50, "pdf": b"%PDF-1.7\n\xe2\xe3\xcf\xd3",
    "old office": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 99,
    "words": b"Ouvert le mardi.\n", "no name": b"lat;lon\n43;1\n",
    "quotes": b'nom;lat\n"a;1\n' * 20000,
    "half json": FILES["abbaye.json"][:400], "other json": b'{"a": [1, 2]}', "number": b"[1]",
    "deep json": b"[" * 101 + b"]" * 101, "huge number": b'{"type": ' + b"9" * 9000 + b"}",
    "half xml": GPX.encode()[:300], "web page": b"<!DOCTYPE html><html></html>",
    "entities": ENTITY.encode(), "utf-16 entities": ENTITY.encode("utf-16"),
    "deep xml": b"<gpx>" + b"<a>" * 100 + b"</a>" * 100 + b"</gpx>",
    "empty gpx": b'<gpx version="1.1" creator="x"></gpx>', "empty kml": b"<kml></kml>",
    "zip": _packed("readme.txt", 10),
    "too much in a zip": _packed("xl/workbook.xml", MAX_BYTES + 1),
    "broken xlsx": _packed("xl/workbook.xml", 10), "half xlsx": FILES["lieux.xlsx"][:900],
    "many points": as_json({"type": "LineString", "coordinates": [[1, 43]] * 100_001}),
    "many objects": as_json({"type": "FeatureCollection", "features": [{}] * 5001}),
    "many rows": b"nom\n" + b"a\n" * 5001, "many columns": b"nom;" + b"a;" * 300,
}


PAST_BOUNDS = ("quotes", "huge number", "too much in a zip", "many points", "many objects",
               "many rows", "many columns")


@pytest.mark.parametrize("name", BAD)
def test_bad_files_are_told_with_what_to_do(content: Path, name: str) -> None:
    """A diagnostic and a hint, within a moment, and nothing else."""
    result = bring(content, BAD[name], "fichier")
    assert [one.code for one in result.diagnostics] == [
        "too-large" if name in PAST_BOUNDS else "bad-import"]
    assert result.diagnostics[0].hint is not None
    assert result.entries == ()


def test_a_file_too_large_or_absent_is_told(content: Path) -> None:
    """Past ten mebibytes nothing is read; a name that leads nowhere is told, too."""
    result = bring(content, b" " * (10 * 2**20 + 1))
    assert [one.code for one in result.diagnostics] == ["too-large"]
    result = import_file(content / "absent.csv", atlas_of(content))
    assert [one.code for one in result.diagnostics] == ["missing-file"]


@quick
@given(st.binary(max_size=400) | st.sampled_from(
    [b"<gpx>", b"<kml>", b"{", b"[", b"PK\x03\x04", b"nom;lat\n"]).flatmap(
        lambda start: st.binary(max_size=300).map(lambda rest: start + rest)))
def test_any_bytes_are_told_or_read(still: Callable[..., ImportResult], raw: bytes) -> None:
    """Whatever the bytes, the result is a diagnostic or files; never an exception."""
    result = still(raw)
    assert result.diagnostics or result.entries
    assert {one.code for one in result.diagnostics} <= {"bad-import", "too-large"}


@quick
@given(st.sampled_from(sorted(FILES)), st.integers(0, 10_000), st.binary(max_size=6))
def test_damaged_files_are_told_or_read(still: Callable[..., ImportResult], name: str, at: int,
                                        put: bytes) -> None:
    """A sound file with some bytes replaced anywhere never raises, and what comes of it is YAML."""
    raw = FILES[name]
    at %= len(raw)
    result = still(raw[:at] + put + raw[at + len(put):])
    assert result.diagnostics or result.entries
    for path, text in texts(result).items():
        assert path.endswith(".gpx") or isinstance(read_text(text, path), Source)


_json_value = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=8), lambda inner:
    st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8)


@quick
@given(st.sampled_from([ABBEY, RAFT, TREK, WALK, POINTS]), st.data())
def test_json_of_another_shape_is_told_or_read(
        still: Callable[..., ImportResult], tree: dict[str, Any], data: st.DataObject) -> None:
    """Any value in the place of any other: nothing that a source could hold raises."""
    other = copy.deepcopy(tree)
    node: Any = other
    while True:
        step = data.draw(st.sampled_from(sorted(node) if isinstance(node, dict)
                                         else range(len(node))))
        if not isinstance(node[step], dict | list) or not node[step] or data.draw(st.booleans()):
            node[step] = data.draw(_json_value)
            break
        node = node[step]
    # written as Python lets it through, half characters and NaN among it
    result = still(json.dumps(other).encode(), everything=True)
    assert result.diagnostics or result.entries


_value = st.recursive(
    st.text(max_size=250) | st.text(alphabet="ab :#-\n'\"{}[],&*!|>%@` \t\u00a0é", max_size=250),
    lambda inner: st.dictionaries(st.text(min_size=1, max_size=6), inner, min_size=1, max_size=3)
    | st.lists(inner, min_size=1, max_size=3), max_leaves=6)


@quick
@given(st.dictionaries(st.text(min_size=1, max_size=6), _value, min_size=1, max_size=3),
       st.text(max_size=60))
def test_any_text_is_read_back_as_it_was_written(data: dict[str, Any], note: str) -> None:
    """What `emit` writes, `source` reads: every value the same, no comment taken for a field."""
    text = write.document(data, {(key,): [note] for key in data}, head=[note], tail=[note])
    assert fields(text) == data


@quick
@given(st.text(max_size=80) | st.text(alphabet="ab c*_[](){}<!#&;:\\`~^=|/.é\n", max_size=80))
def test_plain_text_is_shown_as_its_words(said: str) -> None:
    """A description that is no HTML, rendered as our Markdown, shows the words of the source."""
    if re.search(r"<|&|^\s*(?:[-+*•·–]|\d+[.)])\s", said, re.M):
        return  # markup and lists lose their marks
    written = plain.text(said)
    assert html.links(written) == ()
    lines = re.split("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", said)
    shown = " ".join(map(plain.line, lines))
    assert html.to_text(written).split() == shown.split()


def run(content: Path, *words: str) -> Result:
    return CliRunner().invoke(parcours, [*words, "--itineraries", str(content), "--lang", "fr",
                                         "--today", str(TODAY), "--format", "text"])


def test_the_command_writes_and_tells(content: Path) -> None:
    """Exit 0, the files are there, and each line says what is left to do."""
    source = content.parent / "lieux.csv"
    source.write_bytes(FILES["lieux.csv"])
    done = run(content, "import", str(source))
    assert done.exit_code == 0
    assert (content / "places/moulin-du-pre.yml").exists()
    assert "à compléter : lat, lon" in done.output
    assert done.output.endswith("« lieux.csv » (CSV) : 3 nouveaux, 2 ignorés\n")


def test_the_command_fails_on_a_bad_file(content: Path) -> None:
    """Exit 1, a diagnostic, no traceback and no file."""
    source = content.parent / "notes.txt"
    source.write_text("Ouvert le mardi.\n", "utf-8")
    before = sorted(content.rglob("*"))
    done = run(content, "import", str(source))
    assert done.exit_code == 1
    assert isinstance(done.exception, SystemExit)
    assert "error[bad-import]" in done.output
    assert sorted(content.rglob("*")) == before


def test_a_source_cannot_write_to_the_terminal(content: Path) -> None:
    """Control characters of a header, a name or a class come out as a sign of replacement."""
    evil = "\x1b]0;title\x07\x1b[2J\u202e"
    tree = {**ABBEY, "rdfs:label": {"fr": [f"Pr{evil}\u00e9"]}, "@type": [f"Abbey{evil}", "Tour"],
            "hasFeature": [{"features": [{"@id": f"kb:{evil}"}]}]}
    for raw in (as_json(tree), f"nom;{evil};lat;lon\nX;y;43,9;0,6\n".encode()):
        source = content.parent / "source"
        source.write_bytes(raw)
        done = run(content, "import", str(source), "--all")
        assert done.exit_code == 0
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", done.output)


def test_nothing_is_written_through_a_link(content: Path, tmp_path: Path) -> None:
    """A folder that is a link to elsewhere, or a file in the way, stops the import."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (content / "brouillons").symlink_to(outside)
    with pytest.raises(ForeignFileError):
        write_new(content, [("brouillons/x.yml", b"")])
    with pytest.raises(ForeignFileError):
        write_new(content, [("places/gare-matabiau.yml", b"")])
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize("page", ["fr/importer.md", "en/importer.md"])
def test_the_table_of_the_guide_works(content: Path, page: str) -> None:
    """The example that the guide shows, of no real commune, is read as it says in a real one."""
    guide = (ROOT / "docs" / page).read_text("utf-8")
    table = next(block for block in re.findall(r"(?:^    .*\n)+", guide, re.M) if ";" in block)
    for nowhere, here in (("Bourg-le-Haut", "Lectoure"), ("01230", "32700"),
                          ("46[.,]935", "43,935"), ("5[.,]623", "0,623")):
        table, found = re.subn(nowhere, here, table)
        assert found == 1
    said = fields(only(bring(content, re.sub("^    ", "", table, flags=re.M).encode()),
                       "places/moulin-du-pre.yml"))
    assert (said["kind"], said["commune"], said["lat"], said["opening_hours"]) == (
        "monument", "32208", "43.93500", "Tu-Su 10:00-18:00")


def _samples() -> list[Any]:
    found = sorted(path for path in SAMPLES.rglob("*") if path.is_file())
    return [pytest.param(path, id=path.relative_to(SAMPLES).as_posix()) for path in found] or [
        pytest.param(None, id="none", marks=pytest.mark.skip(
            "no real files here: put some into ../shared/samples or name a folder in "
            "PARCOURS_SAMPLES"))]


@pytest.mark.parametrize("path", _samples())
def test_real_files_are_read_or_refused(content: Path, path: Path) -> None:
    """Every file made by others gives drafts that are YAML and stay the same, or a diagnostic."""
    result = import_file(path, atlas_of(content), everything=True)
    assert [one.code for one in result.diagnostics] == ([] if result.entries else ["bad-import"])
    for name, text in texts(result).items():
        assert name.startswith(("brouillons/", "tracks/", "places/"))
        assert name.endswith(".gpx") or isinstance(read_text(text, name), Source)
    write_new(content, result.files)
    again = import_file(path, atlas_of(content), everything=True)
    assert {one.state for one in again.entries} <= {State.SAME, State.PASSED}
