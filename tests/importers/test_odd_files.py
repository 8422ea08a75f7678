"""Files that offices really send: saved by another program, cut, padded, encoded twice over."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest

from helpers.importing import bring, fields, texts
from importers.test_maps import GPX, zipped
from parcours.content import outside_xml
from parcours.importers.plan import ImportResult

ROW = "Halle;halle;32208;43,94;0,63\n"
HEAD = "nom;type;code insee;latitude;longitude\n"


def told(result: ImportResult) -> str:
    return " | ".join(one.fr for one in result.told)


def test_cells_merged_over_rows_hold_for_each(mapped: Path) -> None:
    """A commune written once beside three places; and a formula that nobody computed is told."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["Commune", "Nom", "Type", "CP", "Lat", "Lon"],
                ["Lectoure", "Halle", "halle", 32700, 43.94, 0.63],
                [None, "Tour", "monument", None, 43.95, 0.64],
                [None, "Pont", "monument", None, "=1+42", 0.62]):
        sheet.append(row)
    sheet.merge_cells("A2:A4")
    sheet.merge_cells("D2:D4")
    kept = io.BytesIO()
    book.save(kept)
    result = bring(mapped, kept.getvalue())
    assert list(texts(result)) == ["places/halle.yml", "places/tour.yml", "brouillons/pont.yml"]
    assert all(fields(text)["commune"] == "32208" for path, text in texts(result).items()
               if path.startswith("places"))
    assert "cellules fusionnées" in told(result)
    assert "1 formule(s) sans valeur" in told(result)


def test_a_text_encoded_twice_is_repaired_and_told(mapped: Path) -> None:
    """UTF-8 that somebody took for Windows-1252; a text that merely looks so is left alone."""
    raw = (HEAD + "Bézéril, l’été;halle;32208;43,94;0,63\n").encode().decode("cp1252").encode()
    result = bring(mapped, raw)
    assert fields(next(iter(texts(result).values())))["name"] == "Bézéril, l’été"
    assert "encodé deux fois" in told(result)
    plain = bring(mapped, (HEAD + "Ã©té à Bézéril;halle;32208;43,94;0,63\n").encode())
    assert fields(next(iter(texts(plain).values())))["name"] == "Ã©té à Bézéril"


@pytest.mark.parametrize(("raw", "said"), [
    (GPX.encode() + b"\x00" * 300, ""), (GPX.encode() + b"\nfin du fichier", "ce qui suit la fin"),
    (GPX.encode() + b"\n<!-- fin -->\n", ""),
])
def test_what_follows_the_end_of_xml_is_left_out(mapped: Path, raw: bytes, said: str) -> None:
    """Padding of devices, a word of somebody; the route is there."""
    result = bring(mapped, raw)
    assert "brouillons/boucle-de-bezeril.yml" in texts(result)
    assert said in told(result)


@pytest.mark.parametrize("start", ["var lieux = ", "const data=", "let x =\n"])
def test_the_data_of_a_web_map_are_read(mapped: Path, start: str) -> None:
    """A GeoJSON behind the name of a variable."""
    raw = (f'{start}{{"type": "Feature", "properties": {{"nom": "A", "type": "halle", '
           '"insee": "32208"}, "geometry": {"type": "Point", "coordinates": [0.63, 43.94]}};\n')
    assert list(texts(bring(mapped, raw.encode()))) == ["places/a.yml"]


@pytest.mark.parametrize("row", [
    "Halle,halle,32208,43,9400,0,6300", 'Halle,halle,32208,"43,94","0,63"'])
def test_decimal_commas_in_a_table_parted_by_commas(mapped: Path, row: str) -> None:
    """With quotes and without."""
    raw = "nom,type,code insee,latitude,longitude\n" + row + "\n"
    said = fields(texts(bring(mapped, raw.encode()))["places/halle.yml"])
    assert (said["lat"], said["lon"]) == ("43.94000", "0.63000")


@pytest.mark.parametrize(("address", "commune"), [
    ("2 rue Haute, 32700 Lectoure", "32208"), ("2 rue Haute 32700 LECTOURE, France", "32208"),
    ("2 rue Haute", None), ("2 rue Haute, 32700 Ailleurs", None),
])
def test_the_town_at_the_end_of_an_address_counts(mapped: Path, address: str,
                                                  commune: str | None) -> None:
    """As a source that has no column for it says it; the point confirms it."""
    raw = f"nom;type;adresse;position\nA;halle;{address};43.94, 0.63\n"
    text = next(iter(texts(bring(mapped, raw.encode())).values()))
    assert fields(text).get("commune") == commune


@pytest.mark.parametrize(("raw", "said"), [
    (b"<html><table></table></html>", "page web"), (b"<osm version='0.6'/>", "OpenStreetMap"),
    (b"<TrainingCenterDatabase/>", "TCX"), (b'{"type": "Topology", "objects": {}}', "TopoJSON"),
    (b'{"spatialReference": {"wkid": 2154}, "features": []}', "ArcGIS"), (b"%PDF-1.7", "PDF"),
    (b"SQLite format 3\x00", "GeoPackage"), (b"\x1f\x8b\x08", "gzip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "mot de passe"),
])
def test_another_kind_of_file_is_told_for_what_it_is(mapped: Path, raw: bytes, said: str) -> None:
    """With what to do to have one that can be read."""
    (one,) = bring(mapped, raw).diagnostics
    assert said in one.message.fr
    assert one.hint is not None


def test_an_archive_of_a_link_says_what_it_holds(mapped: Path) -> None:
    """My Maps offers a KMZ that only leads to the map: what is in it is named."""
    kml = (b'<kml xmlns="http://www.opengis.net/kml/2.2"><Document><NetworkLink><Link>'
           b"<href>https://www.example.org/m.kml</href></Link></NetworkLink></Document></kml>")
    (one,) = bring(mapped, zipped(doc_kml=kml), "carte.kmz").diagnostics
    assert "un lien vers une autre carte" in one.message.fr


def test_what_a_mac_adds_to_an_archive_is_no_second_map(mapped: Path) -> None:
    """Files below ``__MACOSX`` describe files, not places."""
    kml = (b'<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><name>Halle</name><Point>'
           b"<coordinates>0.63,43.94</coordinates></Point></Placemark></kml>")
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("__MACOSX/._doc.kml", b"\x00")
        archive.writestr("doc.kml", kml)
    result = bring(mapped, kept.getvalue(), "carte.kmz")
    assert not [words for words in result.told if "second KML" in words.fr]
    assert len(result.entries) == 1


def test_degrees_under_a_projection_of_metres_stay_degrees(mapped: Path) -> None:
    """A layer that was given Lambert-93 without being converted: its numbers tell."""
    raw = (b'{"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": '
           b'"EPSG:2154"}}, "features": [{"type": "Feature", "properties": {"nom": "Halle"}, '
           b'"geometry": {"type": "Point", "coordinates": [0.63, 43.94]}}]}')
    (text,) = texts(bring(mapped, raw, "a.geojson")).values()
    assert (fields(text)["lat"], fields(text)["lon"]) == ("43.94000", "0.63000")
    assert "sont des degrés" in text


@pytest.mark.parametrize("inside", ["<a>" * 500 + "</a>" * 500, "<a/>" * 500, '<a b=""/>' * 300,
                                    '<trkpt lat="43.6" lon="1.4"/>' * 200])
def test_too_many_elements_are_told_before_there_is_a_tree(
        mapped: Path, monkeypatch: pytest.MonkeyPatch, inside: str) -> None:
    """What a tree would take is counted in the text: nests, rows, attributes and points alike."""
    monkeypatch.setattr(outside_xml, "_MAX_TREE_BYTES", 60_000)
    monkeypatch.setattr(outside_xml, "_safely", lambda _: pytest.fail("a tree was begun"))
    result = bring(mapped, f"<gpx>{inside}</gpx>".encode())
    assert [one.code for one in result.diagnostics] == ["too-large"]
