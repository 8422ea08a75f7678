"""Files that offices really send: saved by another program, cut, padded, encoded twice over."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest

from helpers.importing import bring, fields, only, texts
from importers.test_maps import GPX, kml, left, zipped
from parcours.content import gpx_path, outside_xml
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
    (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "iCalendar"), (b"BEGIN:VCARD\n", "vCard"),
    (b"{\\rtf1\\ansi Halle}", "RTF"), (b"$GPGGA,070000,4343.3,N,00058.6,E,1*47\n", "NMEA"),
    (b"AXXX\r\nHFDTE010526\r\n", "IGC"), (b"OziExplorer Track Point File\r\n", "OziExplorer"),
    (b"\x0e\x10\xd9\x07\x10\x00\x00\x00.FIT\x00", "FIT"), (b"\x00\x00\x27\x0a\x00", "Shapefile"),
    (b"\xff\xd8\xff\xe0\x00\x10JFIF", "image"), (b"\x00\x00\x00\x18ftypheic\x00", "image"),
    (b"<rss version='2.0'/>", "RSS"), (b"<PublicationDelivery/>", "NeTEx"),
    (b'{"osm3s": {}, "elements": []}', "Overpass"),
    (zipped(**dict.fromkeys(("stops.txt", "trips.txt", "stop_times.txt"), b"")), "GTFS"),
])
def test_another_kind_of_file_is_told_for_what_it_is(mapped: Path, raw: bytes, said: str) -> None:
    """With what to do to have one that can be read."""
    (one,) = bring(mapped, raw).diagnostics
    assert said in one.message.fr
    assert one.hint is not None


@pytest.mark.parametrize("raw", [
    b"Bezeichnung;Typ;Breitengrad\nHalle;Markt;43,94\n",
    b"Titel\n\nBezeichnung;Typ\nHalle;Markt\n"])
def test_headings_that_name_no_place_are_repeated(mapped: Path, raw: bytes) -> None:
    """Whoever wrote them sees which one to change."""
    (one,) = bring(mapped, raw).diagnostics
    assert one.hint is not None
    assert "la première ligne dit : Bezeichnung, Typ" in one.hint.fr


def test_an_archive_of_a_link_says_what_it_holds(mapped: Path) -> None:
    """My Maps offers a KMZ that only leads to the map: what is in it is named."""
    kml = (b'<kml xmlns="http://www.opengis.net/kml/2.2"><Document><NetworkLink><Link>'
           b"<href>https://www.example.org/m.kml</href></Link></NetworkLink></Document></kml>")
    (one,) = bring(mapped, zipped(doc_kml=kml), "carte.kmz").diagnostics
    assert "un lien vers une carte" in one.message.fr


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


def test_totals_and_notes_below_a_table_are_no_places(mapped: Path) -> None:
    """They are told with their words; a place that is called Total and has its facts stays one."""
    result = bring(mapped, (
        HEAD + ROW + ";;;;\nTotal : 1 lieu;;;;\nTotal;;1;;\nSource : Office, 2025;;;;\n"
        "* à vérifier : 2 lieux;;;;\nTotal;station;32208;43,95;0,64\nNotes;;;;\n").encode())
    assert list(texts(result)) == ["places/halle.yml", "places/total.yml",
                                   "brouillons/notes.yml"]
    for said in ("Total : 1 lieu", "Total 1", "Source : Office, 2025", "* à vérifier : 2 lieux"):
        assert f"une ligne qui n’est pas un lieu : « {said} »" in told(result)


@pytest.mark.parametrize(("rows", "line"), [
    ('"Halle;halle;32208;43,94;0,63\nTour;monument;32208;43,94;0,63\n', 2),
    (ROW + '"Tour;monument;32208;43,94;0,63\n', 3),
    ('"Halle;halle;32208;43,94;0,63\nTour;monument;32208;43,94;0,63\n"Pont";;;;\n', 2),
])
def test_a_quote_that_is_never_closed_swallows_no_row(mapped: Path, rows: str, line: int) -> None:
    """Its line is named, where several places became the name of one."""
    (found,) = bring(mapped, (HEAD + rows).encode()).diagnostics
    assert (found.code, found.span.line) == ("bad-import", line)
    assert "guillemet" in found.message.fr


def test_quotes_within_cells_are_left_alone(mapped: Path) -> None:
    """A text of several lines, signs of seconds, and cells wrapped in single quotes."""
    head = "nom;type;code insee;latitude;longitude;description\n"
    (text,) = texts(bring(mapped, (
        head + 'Halle;halle;32208;43°56\'24";0°37\'48";"Un;deux;trois;quatre;cinq;six\nsuite"\n'
    ).encode())).values()
    assert fields(text)["lat"] == "43.94000"
    assert "Un;deux;trois;quatre;cinq;six" in text
    (text,) = texts(bring(mapped, (HEAD + ROW).replace("nom;type", "'nom';'type'").replace(
        "code insee;latitude;longitude", "'code insee';'latitude';'longitude'").replace(
        "Halle;", "'Halle';").encode())).values()
    assert fields(text)["name"] == "Halle"


def test_a_table_with_a_place_a_column_is_named_as_such(mapped: Path) -> None:
    """Its headings become no places."""
    (found,) = bring(mapped, b"nom;Halle;Tour\ntype;halle;monument\ncommune;Lectoure;Lectoure\n"
                             b"latitude;43,94;43,95\nlongitude;0,63;0,64\n").diagnostics
    assert "un lieu par colonne" in found.message.fr
    assert found.hint
    assert "transposez" in found.hint.fr


@pytest.mark.parametrize("said", ["Pouy-l’Ancien", "Lectoure / Fleurance", "Lectoure, Gers"])
def test_a_commune_that_is_not_understood_is_repeated(mapped: Path, said: str) -> None:
    """Beside the one that is proposed: its name is not lost."""
    raw = f"nom;type;commune;latitude;longitude\nHalle;halle;{said};43,94;0,63\n".encode()
    (text,) = texts(bring(mapped, raw)).values()
    assert f"# commune, selon la source : {said}" in text.replace("\u00a0", " ")


@pytest.mark.parametrize(("link", "at"), [
    ("https://www.google.com/maps/place/Halle/@43.94,0.63,17z", "43.94000"),
    ("https://www.openstreetmap.org/?mlat=43.94&mlon=0.63", "43.94000"),
    ("https://maps.app.goo.gl/abc", ""),
])
def test_a_link_to_a_map_is_no_website(mapped: Path, link: str, at: str) -> None:
    """A position that it holds is taken where there is none besides, and said to be from there."""
    (text,) = texts(bring(mapped, (
        f"nom;type;code insee;lien\nHalle;halle;32208;{link}\n").encode())).values()
    data = fields(text)
    assert "website" not in data
    assert data.get("lat", "") == at
    assert "un lien vers une carte" in text


def test_a_placemark_of_two_points_has_no_position(mapped: Path) -> None:
    """Nothing says which of them the place is; a model, a period and a summary are told, too."""
    two = ("<MultiGeometry><Point><coordinates>0.63,43.94</coordinates></Point><Point>"
           "<coordinates>0.64,43.95</coordinates></Point><Model/></MultiGeometry>")
    (text,) = texts(bring(mapped, kml(
        f"<Placemark><name>Halle</name><Snippet>Court</Snippet><TimeSpan/>{two}</Placemark>",
    ))).values()
    assert "lat" not in fields(text)
    for said in ("2 points pour un seul lieu", "une forme (Model)", "la période", "le résumé"):
        assert said in text


def test_a_track_without_segments_is_one(mapped: Path) -> None:
    """Also where it is the path of a leg; the head of the file is told or taken over."""
    raw = GPX.replace("<trkseg>", "").replace("</trkseg>", "").replace(
        "<trk>", "<metadata><name>Sorties</name><desc>À pied.</desc><copyright author='Jeanne'>"
        "<license>CC-BY</license></copyright></metadata><trk>")
    result = bring(mapped, raw.encode())
    draft, track = texts(result).values()
    assert track.count("<trkpt") == GPX.count("<trkpt")
    assert "À pied." in draft
    assert "le titre du fichier : « Sorties »" in told(result)
    assert "les droits annoncés : Jeanne CC-BY" in told(result)
    assert len(gpx_path.recorded(raw.encode()).segments[0]) == GPX.count("<trkpt")


def test_a_path_the_other_way_round_is_put_in_order_and_told(mapped: Path) -> None:
    """Latitude and longitude of a line, as those of a point."""
    raw = re.sub(r'lat="([^"]+)" lon="([^"]+)"', r'lat="\2" lon="\1"', GPX)
    draft, track = texts(bring(mapped, raw.encode())).values()
    assert 'lat="43.' in track
    assert "remises dans l’ordre" in draft


@pytest.mark.parametrize(("head", "row", "names"), [
    ("nom_fr;nom_en", "Halle;Hall", {"fr": "Halle", "en": "Hall"}),
    ("name_en;name_fr", "Hall;Halle", {"fr": "Halle", "en": "Hall"}),
    ("nom;nom_en", "Halle;Hall", {"fr": "Halle", "en": "Hall"}),
    ("name_de;nom", "Markthalle;Halle", "Halle"),
    ("name;name:fr;name:en", "Halle;La Halle;Hall", {"fr": "La Halle", "en": "Hall"}),
])
def test_a_name_in_english_is_never_the_only_one(
        mapped: Path, head: str, row: str, names: object) -> None:
    """*En* and *de* are languages at the end of a heading, whatever the order of the columns."""
    raw = f"{head};type;code insee;latitude;longitude\n{row};halle;32208;43,94;0,63\n"
    (text,) = texts(bring(mapped, raw.encode())).values()
    assert fields(text)["name"] == names
    assert ("« name » en de" in text.replace("\u00a0", " ")) == ("_de" in head)


def test_a_price_in_euros_is_not_in_english(mapped: Path) -> None:
    """The heading *Prix en €* ends like that of a language, and says of what the number is."""
    raw = "nom;type;code insee;latitude;longitude;Prix en €\nHalle;halle;32208;43,94;0,63;5\n"
    (text,) = texts(bring(mapped, raw.encode())).values()
    assert fields(text)["price"] == "5 €"


@pytest.mark.parametrize(("head", "row"), [
    ("coordonnées GPS;", "43,94;0,63"), ("Lat. (N);Long. (E)", "43,94;0,63"),
    ("Latitude Nord;Longitude Est", "43,94;0,63"),
])
def test_headings_of_positions_as_people_lay_them_out(mapped: Path, head: str, row: str) -> None:
    """One merged over two columns, and points of the compass."""
    (text,) = texts(bring(mapped, f"nom;type;code insee;{head}\nHalle;halle;32208;{row}\n".encode(),
                          )).values()
    assert (fields(text)["lat"], fields(text)["lon"]) == ("43.94000", "0.63000")


def test_metres_under_each_others_headings_are_put_in_order(mapped: Path) -> None:
    """The numbers of Lambert-93 tell which is which, also where its name is given."""
    ways = [texts(bring(mapped, f"nom;type;code insee;{head}\nHalle;halle;32208;{row}\n".encode()))
            for head, row in (("X_L93;Y_L93", "510000,5;6318000,5"),
                              ("X_L93;Y_L93", "6318000,5;510000,5"))]
    first, second = ((fields(text)["lat"], fields(text)["lon"]) for way in ways
                     for text in way.values())
    assert first == second


def test_no_day_of_closing_leaves_the_hours(mapped: Path) -> None:
    """*Aucun* in the column of closing days closes nothing."""
    raw = HEAD.replace("\n", ";horaires;jour de fermeture\n") + ROW.replace(
        "\n", ";tous les jours 10h-18h;aucun\n")
    (text,) = texts(bring(mapped, raw.encode())).values()
    assert fields(text)["opening_hours"] == "Mo-Su 10:00-18:00"


def test_tags_of_openstreetmap_are_known(mapped: Path) -> None:
    """What exports of its data say of the address and the website."""
    at = {"type": "Point", "coordinates": [0.63, 43.94]}
    raw = json.dumps({"type": "Feature", "geometry": at,
                      "properties": {"name": "Musée", "tourism": "museum", "addr:city": "Lectoure",
                                     "addr:postcode": "32700", "addr:housenumber": "1",
                                     "addr:street": "Rue Haute",
                                     "contact:website": "https://exemple.fr/"}}).encode()
    data = fields(only(bring(mapped, raw), "places/musee.yml"))
    assert (data["kind"], data["commune"], data["website"]) == (
        "museum", "32208", "https://exemple.fr/")
    assert data["address"] == "1 Rue Haute, 32700 Lectoure"


def test_signs_of_umap_become_words(mapped: Path) -> None:
    """No address of a picture is published as text; it is told."""
    said = "{{https://exemple.fr/a.jpg}}\n**Jolie**, voir [[https://exemple.fr/|le site]]"
    raw = json.dumps({"type": "umap", "layers": [{"type": "FeatureCollection", "features": [
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [0.63, 43.94]},
         "properties": {"name": "Halle", "description": said}}]}]}).encode()
    (text,) = texts(bring(mapped, raw)).values()
    assert fields(text)["description"]["fr"] == "Jolie, voir [le site](https://exemple.fr/)"
    assert "des images ou des médias" in text


def test_the_rest_of_a_placemark_and_of_a_track_is_told(mapped: Path) -> None:
    """Descriptions of folders, links, authors, cells of a table kept apart, comments of tracks."""
    result = bring(mapped, kml(
        "<Folder><description>Du dossier</description><Placemark><name>Halle</name><description>"
        "<![CDATA[<table><tr><td>Commune</td><td>Lectoure</td></tr></table><img src='a'>]]>"
        "</description><link href='https://exemple.fr/'/><author/><AddressDetails/>"
        "<Point><coordinates>0.63,43.94</coordinates></Point></Placemark></Folder>"))
    (text,) = texts(result).values()
    assert "Commune Lectoure" in text
    assert "d’un dossier : « Du dossier »" in told(result)
    for said in ("atom:link", "atom:author", "xal", "des images"):
        assert said in text
    draft, _ = texts(bring(mapped, GPX.replace("<trkseg>", (
        "<cmt>Facile</cmt><src>IGN</src><link href='https://exemple.fr/'/><type>pied</type>"
        "<trkseg>"), 1).encode())).values()
    for said in ("« Facile »", "« IGN »", "https://exemple.fr/", "« pied »"):
        assert said in draft.replace("\u00a0", " ")


def test_quotes_within_a_quoted_cell_are_told(mapped: Path) -> None:
    """Nobody knows where the cell ends: the row is read, and named."""
    head = HEAD.replace("\n", ";description\n")
    raw = head + ROW.replace("\n", ';"La "Halle" du bourg"\n')
    assert "ligne 2 : des guillemets seuls" in told(bring(mapped, raw.encode()))


@pytest.mark.parametrize(("inside", "said"), [
    ('<wpt lat="43.94" lon="0.63"><name>Halle</name></wpt>',
     ("le titre du fichier : « Sorties »", "la description du fichier : « À pied. »")),
    ('<rte><rtept lat="43.94" lon="0.63"/><rtept lat="43.95" lon="0.64"/></rte>', ()),
])
def test_the_head_of_a_file_is_taken_over_or_told(
        mapped: Path, inside: str, said: tuple[str, ...]) -> None:
    """The only route takes its title and description; places have no room for them."""
    result = bring(mapped, ("<gpx><metadata><name>Sorties</name><desc>À pied.</desc></metadata>"
                            f"{inside}</gpx>").encode())
    assert [one for one in told(result).split(" | ") if "du fichier" in one] == [*said]
    (text,) = texts(result).values()
    assert ("title: Sorties" in text) == (not said)


def test_one_point_written_twice_is_one(mapped: Path) -> None:
    """With its height and without."""
    two = ("<MultiGeometry><Point><coordinates>0.63,43.94,0</coordinates></Point><Point>"
           "<coordinates>0.63,43.94</coordinates></Point></MultiGeometry>")
    (text,) = texts(bring(mapped, kml(f"<Placemark><name>A</name>{two}</Placemark>"))).values()
    assert fields(text)["lat"] == "43.94000"


def test_an_address_that_ends_with_its_country_has_its_town(mapped: Path) -> None:
    """It was *hors des territoires (Lectoure France)*."""
    (text,) = texts(bring(mapped, kml(
        "<Placemark><name>Ferme</name><address>12 rue Haute 32700 Lectoure France</address>"
        "</Placemark>"))).values()
    assert fields(text)["commune"] == "32208"


def test_the_questions_of_a_form_are_headings(mapped: Path) -> None:
    """As those who fill it in are asked."""
    (text,) = texts(bring(mapped, (
        "Horodateur,Nom de votre structure,Quelle est votre commune ?,Vos horaires d’ouverture\n"
        "2026/05/01,Ferme du Pré,Lectoure,mardi au samedi 9h-12h\n").encode())).values()
    assert (fields(text)["name"], fields(text)["opening_hours"]) == (
        "Ferme du Pré", "Tu-Sa 09:00-12:00")


def test_records_within_the_cells_of_a_table_are_not_published(mapped: Path) -> None:
    """Those of Tourinsoft; its English is called by its country."""
    result = bring(mapped, (
        b"SYNDIC_OBJECT_NAME;CODEINSEE;GMAP_LATITUDE;GMAP_LONGITUDE;TARIFS;DESCRIPTIF_FR;"
        b"DESCRIPTIF_GB\nMoulin;32208;43.9355;0.6238;Adulte|6|8;Un moulin.;A mill.\n"))
    (text,) = texts(result).values()
    assert "price" not in fields(text)
    assert "« TARIFS » : « Adulte|6|8 », à écrire en toutes lettres" in left(result)
    assert fields(text)["description"] == {"fr": "Un moulin.", "en": "A mill."}


def test_a_feed_of_records_is_no_news(mapped: Path) -> None:
    """Atom is the envelope of OData, too."""
    (one,) = bring(mapped, b'<feed xmlns="http://www.w3.org/2005/Atom" xmlns:d="http://schemas.'
                           b'microsoft.com/ado/2007/08/dataservices"><entry/></feed>').diagnostics
    assert one.message.fr == "c’est un flux OData, comme en donne Tourinsoft"


@pytest.mark.parametrize("raw", [
    kml("<Placemark><name>Lavoir</name><description>**Un lavoir** [[https://exemple.fr|site]]"
        "</description><Point><coordinates>0.63,43.94</coordinates></Point></Placemark>"),
    b'<gpx><wpt lat="43.94" lon="0.63"><name>Lavoir</name><desc>**Un lavoir** '
    b'[[https://exemple.fr|site]]</desc></wpt></gpx>',
    b'{"type": "Feature", "properties": {"name": "Lavoir", "_umap_options": {}, "description": '
    b'"**Un lavoir** [[https://exemple.fr|site]]"}, "geometry": {"type": "Point", "coordinates": '
    b"[0.63, 43.94]}}"])
def test_the_signs_of_umap_in_what_it_exports(mapped: Path, raw: bytes) -> None:
    """They were published as signs."""
    (text,) = texts(bring(mapped, raw)).values()
    assert fields(text)["description"] == {"fr": "Un lavoir [site](https://exemple.fr)"}


def test_what_programs_put_beside_a_track_and_its_points(mapped: Path) -> None:
    """A description that is the name again; the means of the outing; a group as the kind."""
    point = ('<wpt lat="43.9401" lon="0.6301"><name>Halle</name><desc>Halle</desc>'
             "<type>Musées</type></wpt>")
    sounds = bring(mapped, f"<gpx>{point}</gpx>".encode())
    (text,) = texts(sounds).values()
    assert (fields(text)["kind"], "description" in fields(text)) == ("museum", False)
    draft, _ = texts(bring(mapped, GPX.replace(
        "<trkseg>", "<type>hiking</type><trkseg>", 1).encode())).values()
    assert fields(draft)["days"][0]["stops"][1]["travel"]["by"] == "walk"


def test_a_cell_that_is_no_number_is_an_empty_one(mapped: Path) -> None:
    """Programs of statistics write ``NaN`` where a table had nothing: no price is called so."""
    raw = (b'{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"nom": '
           b'"Halle", "prix": NaN, "commune": "Lectoure", "type": "halle"}, "geometry": {"type": '
           b'"Point", "coordinates": [0.63, 43.94]}}]}')
    (text,) = texts(bring(mapped, raw)).values()
    assert "price" not in fields(text)


def test_a_waypoint_without_a_position_is_not_unreadable(mapped: Path) -> None:
    """Nothing was given; there is nothing to quote."""
    (one,) = bring(mapped, b"<gpx><wpt><name>Halle</name></wpt></gpx>").entries
    assert [said.fr for said in one.left_out] == ["sa position, qui n\u2019est pas donn\u00e9e"]
