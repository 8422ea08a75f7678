"""Tables as offices keep them: titles above, two rows of headings, other sheets, other programs."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest

from helpers.importing import bring, fields, only, texts, workbook
from parcours.importers.headings import field_of
from parcours.importers.plan import ImportResult

ROW = "Halle;halle;32208;43,94;0,63\n"
HEAD = "nom;type;code insee;latitude;longitude\n"


def told(result: ImportResult) -> str:
    return " | ".join(one.fr for one in result.told)


def left(result: ImportResult) -> str:
    return " | ".join(one.fr for entry in result.entries for one in entry.left_out)


@pytest.mark.parametrize("text", [
    HEAD + ROW, "sep=;\n" + HEAD + ROW, "\ufeffSEP=;\r\n" + HEAD + ROW, '"sep=;"\n' + HEAD + ROW,
    "Lieux 2026;;;;\nmis à jour le 12/03;;;;\n" + HEAD + ROW, "Lieux de l’office\n\n" + HEAD + ROW,
    "Identité;;Adresse;Position;\n" + HEAD + ROW,
    "nom;type;code insee;position;\n;;;latitude;longitude\n" + ROW,
    HEAD + "name;kind;insee;lat;lon\n" + ROW, HEAD + ROW + HEAD,
    (HEAD + ROW).replace(";", "\t"), (HEAD + ROW).replace(";", "|"),
    ("sep=,\n" + HEAD + ROW).replace(",", ".").replace(";", ",").replace("sep=.", "sep=,"),
    (HEAD + ROW).replace("\n", "\r\n"),
])
def test_the_row_of_headings_is_found(mapped: Path, text: str) -> None:
    """Whatever stands above it, below it, or between the cells."""
    said = fields(only(bring(mapped, text.encode()), "places/halle.yml"))
    assert (said["kind"], said["lat"], said["lon"]) == ("market", "43.94000", "0.63000")


def test_what_stands_above_the_headings_is_told(mapped: Path) -> None:
    """Nothing of the file is passed over in silence."""
    result = bring(mapped, ("Lieux 2026;;;;\nmis à jour le 12/03;;;;\n" + HEAD + ROW).encode())
    assert "« Lieux 2026 »" in told(result)
    assert "« mis à jour le 12/03 »" in told(result)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "mac-roman", "cp850",
                                      "utf-16", "utf-16-le", "utf-16-be"])
def test_the_encodings_of_spreadsheets_are_read(mapped: Path, encoding: str) -> None:
    """Accents come out right; where an encoding had to be guessed, that is said."""
    row = "Bézéril, fête à l’œuvre;halle;32208;43,94;0,63\n".replace(
        "œ", "oe" if encoding == "cp850" else "œ").replace("’", "'")
    result = bring(mapped, (HEAD + row).encode(encoding))
    said = fields(next(iter(texts(result).values())))
    assert said["name"] == row.split(";")[0]
    assert ("relisez les accents" in told(result)) == (encoding in ("cp1252", "mac-roman", "cp850"))


def ods(rows: list[list[str]], repeated: int = 1, name: str = "Lieux") -> bytes:
    """An OpenDocument workbook with one sheet, all of text, and numbers as numbers."""
    def cell(said: str) -> str:
        is_number = said.replace(".", "").isdigit() and "." in said
        sort = f'office:value-type="float" office:value="{said}"' if is_number else (
            'office:value-type="string"')
        return f"<table:table-cell {sort}><text:p>{said}</text:p></table:table-cell>"
    drawn = "".join("<table:table-row>" + "".join(map(cell, row)) + "</table:table-row>"
                    for row in rows)
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="{name}">{drawn}'
        f'<table:table-row table:number-rows-repeated="{repeated}"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row></table:table>'
        "</office:spreadsheet></office:body></office:document-content>")
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return kept.getvalue()


ODS_ROWS = [["Nom", "Type", "Insee", "Latitude", "Longitude"],
            ["Halle", "halle", "32208", "43.94", "0.63"]]


def test_an_ods_sheet_is_read(mapped: Path) -> None:
    """Numbers by their values, and a million repeated empty rows cost nothing."""
    said = fields(only(bring(mapped, ods(ODS_ROWS, repeated=1_048_576)), "places/halle.yml"))
    assert (said["kind"], said["commune"], said["lat"]) == ("market", "32208", "43.94000")


def test_an_ods_with_repeated_rows_and_cells_keeps_within_bounds(mapped: Path) -> None:
    """A row said to come more often than a table may have rows is refused."""
    raw = ods(ODS_ROWS)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        content = archive.read("content.xml").decode()
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content.replace(
            "<table:table-row>", '<table:table-row table:number-rows-repeated="6000">'))
    assert [one.code for one in bring(mapped, kept.getvalue()).diagnostics] == ["too-large"]


def test_a_flat_opendocument_is_read(mapped: Path) -> None:
    """The same content without the archive (``.fods``)."""
    with zipfile.ZipFile(io.BytesIO(ods(ODS_ROWS))) as archive:
        content = archive.read("content.xml").decode()
    flat = content.replace("document-content", "document")
    assert list(texts(bring(mapped, flat.encode()))) == ["places/halle.yml"]


def test_every_sheet_is_read_or_told(mapped: Path) -> None:
    """A second sheet of places, one of notes, one that is hidden, one that is empty."""
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    book.active.append(["À lire avant"])
    for title, name in (("Halles", "Halle"), ("Ponts", "Pont"), ("Cachée", "Puits")):
        sheet = book.create_sheet(title)
        sheet.append(["Nom", "Type", "Insee", "Lat", "Lon"])
        sheet.append([name, "monument", 32208, 43.94, 0.63])
    book["Cachée"].sheet_state = "hidden"
    book.create_sheet("Vide")
    kept = io.BytesIO()
    book.save(kept)
    result = bring(mapped, kept.getvalue())
    assert list(texts(result)) == ["places/halle.yml", "places/pont.yml"]
    assert "« Notes » (aucune colonne de noms)" in told(result)
    assert "« Cachée » (masquée)" in told(result)


def test_titles_above_the_headings_of_a_workbook(mapped: Path) -> None:
    """A merged title and a row of groups, as people lay out a sheet to be printed."""
    result = bring(mapped, workbook([
        ["Lieux 2026", None, None, None, None], ["Identité", None, None, "Position", None],
        ["nom", "type", "insee", "latitude", "longitude"], ["Halle", "halle", 32208, 43.94, 0.63]]))
    assert list(texts(result)) == ["places/halle.yml"]
    assert "« Identité Position »" in told(result)


@pytest.mark.parametrize(("header", "field"), [
    ("Nom du site", "name"), ("NOM_OFFRE", "name"), ("Nom de l'établissement *", "name"),
    ("nomOffre", "name"), ("Raison sociale", "second-name"), ("Enseigne", "second-name"),
    ("vérifié le", "verified"), ("Date de vérification", "verified"), ("ouvre", "opens"),
    ("ferme", "closes"), ("Heure d'ouverture", "opens"), ("x_l93", "x"), ("Y_L93", "y"),
    ("X (Lambert 93)", "x"), ("coord_y", "y"), ("Latitude (WGS84)", "lat"), ("long_wgs84", "lon"),
    ("codeInsee", "insee"), ("INSEE_COM", "insee"), ("Code postal", "postcode"),
    ("Coordonnées GPS", "point"), ("WKT", "point"), ("lon/lat", "turned-point"),
    ("Accessibilité PMR", "wheelchair"), ("Site", "website"), ("Lundi", "monday"),
    ("Nom du contact", ""), ("Nom du propriétaire", ""), ("Couleur", ""),
])
def test_headings_of_offices_are_understood(header: str, field: str) -> None:
    """In words, in capitals, run together, with their unit; a person's name is no place's."""
    assert field_of(header).field == field


def test_metres_in_columns_become_degrees(mapped: Path) -> None:
    """``x_l93`` and ``y_l93``; the projection stands beside the position."""
    raw = b"nom;type;insee;x_l93;y_l93\nHalle;halle;32208;509800,5;6319150,2\n"
    result = bring(mapped, raw)
    text = texts(result)["places/halle.yml"]
    assert fields(text)["lat"].startswith("43.9")
    assert "Lambert-93 (EPSG:2154)" in text
    assert "supposé" not in text


def test_a_second_position_is_told(mapped: Path) -> None:
    """Degrees are taken before metres, and the columns of metres are named."""
    raw = b"nom;type;insee;lat;lon;x_l93;y_l93\nHalle;halle;32208;43,94;0,63;509800;6319150\n"
    result = bring(mapped, raw)
    left = " ".join(one.fr for one in result.entries[0].left_out)
    assert "x_l93" in left
    assert "y_l93" in left


@pytest.mark.parametrize(("columns", "cells", "hours"), [
    ("jours;ouvre;ferme", "du mardi au dimanche;10h;18h", "Tu-Su 10:00-18:00"),
    ("ouvre;ferme", "10:00;18:00", None),  # of which days nobody says
    ("horaires", "Tu-Su 10:00-18:00", "Tu-Su 10:00-18:00"),
])
def test_hours_in_several_columns(mapped: Path, columns: str, cells: str,
                                  hours: str | None) -> None:
    """Put together when they say days and times; otherwise left out with their words."""
    raw = f"nom;type;insee;lat;lon;{columns}\nHalle;halle;32208;43,94;0,63;{cells}\n"
    result = bring(mapped, raw.encode())
    text = texts(result)["places/halle.yml"]
    assert fields(text).get("opening_hours") == hours
    assert hours or "10:00" in " ".join(one.fr for one in result.entries[0].left_out)


def test_a_date_of_verification_is_the_source_s_own(mapped: Path) -> None:
    """It is carried over with a word on whose it is; one to come is not."""
    raw = "nom;type;insee;lat;lon;vérifié le\nA;halle;32208;43,94;0,63;12/10/2026\n"
    text = only(bring(mapped, raw.encode()), "places/a.yml")
    assert fields(text)["verified_on"] == "2026-10-12"
    assert "selon la source" in text
    late = bring(mapped, raw.replace("2026", "2031").encode())
    assert "verified_on" not in fields(texts(late)["places/a.yml"])
    assert "2031-10-12" in " ".join(one.fr for one in late.entries[0].left_out)


ACCESS = ("name,postal_code,commune,numero,voie,code_insee,activite,latitude,longitude,"
          "entree_plain_pied,entree_marches,entree_largeur_mini,entree_marches_rampe,"
          "accueil_cheminement_plain_pied,cheminement_ext_plain_pied,sanitaires_presence,"
          "entree_vitree\n")


@pytest.mark.parametrize(("cells", "wheelchair"), [
    ("True,,90,,True,True,True,False", "yes"), ("True,,90,,,,,", "limited"),
    ("True,,70,,True,,,", "limited"), ("False,3,90,,True,,,", "no"),
    ("False,3,90,fixe,True,,,", "yes"), ("False,1,90,amovible,True,,,", "limited"),
    ("True,,90,,True,False,,", "no"), (",,90,,True,,,", None), (",,,,,,True,True", None),
])
def test_the_columns_of_accesslibre_fill_wheelchair(mapped: Path, cells: str,
                                                    wheelchair: str | None) -> None:
    """A level way in and on is *yes*, a barrier is *no*, what is half known is never *yes*."""
    raw = f"{ACCESS}Musée du Gers,32700,Lectoure,1,rue Haute,32208,Musée,43.94,0.63,{cells}\n"
    result = bring(mapped, raw.encode())
    text = next(iter(texts(result).values()))
    said = fields(text)
    assert said.get("wheelchair") == wheelchair
    assert said["address"] == "1 rue Haute, 32700 Lectoure"
    assert ("déduit des colonnes d’AccesLibre" in text) == (wheelchair is not None)


@pytest.mark.parametrize(("said", "wheelchair"), [
    ("oui", "yes"), ("Non", "no"), ("partiel", "limited"), ("voir avec l’accueil", None)])
def test_a_plain_column_of_access_is_read(mapped: Path, said: str, wheelchair: str | None) -> None:
    """A word that is none of the usual ones is left out with its text."""
    raw = f"nom;type;insee;lat;lon;accès PMR\nA;halle;32208;43,94;0,63;{said}\n"
    result = bring(mapped, raw.encode())
    assert fields(texts(result)["places/a.yml"]).get("wheelchair") == wheelchair
    assert wheelchair or said in " ".join(one.fr for one in result.entries[0].left_out)


@pytest.mark.parametrize("name", [
    "word/document.xml", "xl/workbook.bin", "Index/Document.iwa", "sentier.shp", "lisez-moi.txt"])
def test_other_archives_are_told_for_what_they_are(mapped: Path, name: str) -> None:
    """A diagnostic that says what the file is and how to come by one that can be read."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr(name, "x")
    result = bring(mapped, kept.getvalue())
    assert [one.code for one in result.diagnostics] == ["bad-import"]
    assert result.diagnostics[0].hint is not None


def test_an_error_of_the_spreadsheet_is_no_value(mapped: Path) -> None:
    """``#REF!`` is told and not published."""
    raw = "nom;type;insee;lat;lon;adresse\nA;halle;32208;43,94;0,63;#REF!\n"
    result = bring(mapped, raw.encode())
    assert "address" not in fields(texts(result)["places/a.yml"])
    assert "#REF!" in " ".join(one.fr for one in result.entries[0].left_out)


@pytest.mark.parametrize(("said", "read", "doubt"), [
    ("2026-02-03", "2026-02-03", False), ("2026-02-30", None, False), ("31/04/2026", None, False),
    ("03/04/2026", "2026-04-03", True), ("3.4.26", "2026-04-03", True),
    ("05/05/2026", "2026-05-05", False),
    ("25/03/2026", "2026-03-25", False), ("12/31/2025", None, False),
    ("1er mars 2026", "2026-03-01", False), ("46085", None, False)])
def test_a_day_is_the_one_that_is_written(
        mapped: Path, said: str, read: str | None, doubt: bool) -> None:
    """30 February was made the 28th; one that may be American is read, and the reading told."""
    raw = ("nom;type;code insee;latitude;longitude;vérifié le\n"
           f"Halle;halle;32208;43,94;0,63;{said}\n").encode()
    result = bring(mapped, raw)
    (text,) = texts(result).values()
    assert fields(text).get("verified_on") == read
    assert (said in text.partition("kind:")[0]) == doubt
    assert read or said in left(result)


@pytest.mark.parametrize(("said", "rule"), [
    ("9h-12h 14h-18h", None), ("10/18", None), ("d’avril à octobre 10h-18h", None),
    ("tous les jours 10h-18h", "Mo-Su 10:00-18:00"), ("mardi 10h-18h", "Tu 10:00-18:00"),
    ("Tu-Su 10:00-18:00", "Tu-Su 10:00-18:00"), ("24/7", "24/7")])
def test_hours_whose_days_nobody_says_are_no_rule(
        mapped: Path, said: str, rule: str | None) -> None:
    """A rule without days opens every day of the year; it is shown, to be completed."""
    raw = f"nom;type;code insee;latitude;longitude;horaires\nA;halle;32208;43,94;0,63;{said}\n"
    (text,) = texts(bring(mapped, raw.encode())).values()
    assert fields(text).get("opening_hours") == rule
    assert rule or "la source ne dit pas quels jours" in text


def test_cells_past_the_headings_are_told_with_their_words(mapped: Path) -> None:
    """A mark within a text cuts it: Saturday was lost, and the hours taken for all of them."""
    head = "nom;type;code insee;latitude;longitude;horaires\nA;halle;32208;43,94;0,63;"
    result = bring(mapped, f"{head}Lun-Ven 9h-12h ; Sam 9h-11h\n".encode())
    (text,) = texts(result).values()
    assert fields(text)["opening_hours"] == "Mo-Fr 09:00-12:00; Sa 09:00-11:00"
    assert "plus de cases que de titres (« Sam 9h-11h »)" in text.replace("\u00a0", " ").replace(
        "\n# ", " ")
    result = bring(mapped, "nom;type;insee;lat;lon;\nA;halle;32208;43,94;0,63;à revoir\n".encode())
    assert "une case sans titre de colonne : « à revoir »" in left(result)


@pytest.mark.parametrize("row", [
    "Page 1/3;;;;", "Contact : Jeanne, 05 62 00 00 00;;;;", "Imprimé le 12/03/2026;;;;",
    "Édité le 12/03/2026;;;;", "Renseignements : office;;;;"])
def test_what_stands_below_a_table_is_no_place(mapped: Path, row: str) -> None:
    """The foot of a page became a draft named after it."""
    result = bring(mapped, f"nom;type;insee;lat;lon\nA;halle;32208;43,94;0,63\n{row}\n".encode())
    assert len(texts(result)) == 1
    assert "une ligne qui n’est pas un lieu" in told(result)


@pytest.mark.parametrize(("name", "insee", "postcode"), [
    ("Halle", "32208", "32700"), ('="Halle"', '="32208"', '="32700"'),
    ('"=""Halle"""', "32208", "32 700"), ("Halle", "", "F-32700"), ("Halle", "", "32700.0"),
    ("Halle", "", "FR 32700")])
def test_cells_as_spreadsheets_guard_or_change_them(
        mapped: Path, name: str, insee: str, postcode: str) -> None:
    """What keeps a code from becoming a number, and what such a number becomes."""
    raw = ("nom;type;code insee;commune;code postal;latitude;longitude\n"
           f"{name};halle;{insee};Lectoure;{postcode};43,94;0,63\n").encode()
    data = fields(only(bring(mapped, raw), "places/halle.yml"))
    assert (data["name"], data["commune"]) == ("Halle", "32208")


@pytest.mark.parametrize(("said", "kept"), [
    ("05 62 00 00 00", True), ("33562000000", False), ("+33 05 62 00 00 00", False),
    ("05 62 00 00", False), ("+33 5 62 00 00 00", True), ("562000000", False)])
def test_a_telephone_that_cannot_be_dialled_is_told(mapped: Path, said: str, kept: bool) -> None:
    """A spreadsheet takes the plus sign or the zero from a number."""
    raw = f"nom;type;insee;lat;lon;téléphone\nA;halle;32208;43,94;0,63;{said}\n".encode()
    result = bring(mapped, raw, contacts=True)
    (text,) = texts(result).values()
    assert fields(text).get("phone") == (said if kept else None)
    assert kept or f"phone : « {said} »" in left(result)


@pytest.mark.parametrize(("head", "row", "texts_of"), [
    ("description;description en", "La halle.;The hall.", {"fr": "La halle.", "en": "The hall."}),
    ("description en;description", "The hall.;La halle.", {"fr": "La halle.", "en": "The hall."}),
    ("description;description fr", "La halle.;La halle.", {"fr": "La halle."}),
    ("description;description fr", "Autre.;La halle.", {"fr": "La halle."})])
def test_a_text_without_a_language_stays_beside_a_translation(
        mapped: Path, head: str, row: str, texts_of: dict[str, str]) -> None:
    """The French one was lost where there was an English one as well."""
    result = bring(mapped, (f"nom;type;insee;lat;lon;{head}\n"
                            f"Halle;halle;32208;43,94;0,63;{row}\n").encode())
    (text,) = texts(result).values()
    assert fields(text)["description"] == texts_of
    assert ("un second texte" in left(result)) == ("Autre" in row)


def test_characters_of_html_do_not_part_cells(mapped: Path) -> None:
    """Old web sites write ``m&eacute;di&eacute;val`` without quotes between semicolons."""
    head = HEAD.replace("nom;", "nom;description;")
    result = bring(mapped, f"{head}Halle;m&eacute;di&eacute;vale &amp; belle;halle;32208;43,94;"
                           "0,63\n".encode())
    assert fields(only(result, "places/halle.yml"))["description"] == {"fr": "médiévale & belle"}


def test_a_row_that_is_shifted_says_so_where_it_is_passed_over(mapped: Path) -> None:
    """A semicolon within a name makes a commune of its kind: that is why it is of no territory."""
    head = "nom;type;commune;code postal;latitude;longitude\n"
    (entry,) = bring(mapped, f"{head}Halle ; neuve;halle;Lectoure;32700;43,94;0,63\n".encode()
                     ).entries
    assert entry.why is not None
    assert entry.why.fr.startswith("la ligne a plus de cases que de titres")


@pytest.mark.parametrize("status", ["Fermé définitivement", "supprimé", "N’existe plus"])
def test_a_place_that_is_gone_is_no_place(mapped: Path, status: str) -> None:
    """It was imported as sound, with its status in a comment that nobody has to read."""
    head, row = HEAD.replace("\n", ";statut\n"), ROW.replace("\n", f";{status}\n")
    (entry,) = bring(mapped, (head + row).encode()).entries
    assert entry.path == ""
    assert entry.why is not None
    assert status in entry.why.fr


def test_the_title_of_a_section_is_doubted(mapped: Path) -> None:
    """Capitals alone in a row of many columns may be no place."""
    result = bring(mapped, (HEAD + "PATRIMOINE;;;;\n" + ROW).encode())
    assert ["seul le nom est rempli, en capitales : le titre d’une rubrique ?" in [
        one.fr for one in entry.doubts] for entry in result.entries] == [True, False]


def test_the_end_of_a_dos_text_is_no_row(mapped: Path) -> None:
    """Old programs end a file with a sign of their own."""
    assert len(bring(mapped, (HEAD + ROW + "\x1a").encode()).entries) == 1


@pytest.mark.parametrize("head", [
    "Appellation courante;INSEE;coordonnees_au_format_WGS84",
    "SyndicObjectName;CodeInsee;GmapLatitude,GmapLongitude", "Nom du marché;INSEE;Position GPS",
    "Nom gare;Code commune;Position géographique", "TICO;INSEE;coordonnees_geo",
])
def test_the_headings_of_public_tables_are_known(mapped: Path, head: str) -> None:
    """Those of the ministry of culture, of railways, of the programs of tourist boards."""
    heads = head.replace(",", ";")
    lat_lon = "43.94100;0.63100" if "," in head else "43.94100, 0.63100"
    result = bring(mapped, f"{heads}\nHalle;32208;{lat_lon}\n".encode())
    said = fields(next(iter(texts(result).values())))
    assert (said["name"], said["commune"], said["lat"], said["lon"]) == (
        "Halle", "32208", "43.94100", "0.63100")


def test_charging_stations_have_longitude_first(mapped: Path) -> None:
    """``coordonneesXY`` of the national file of charging points."""
    raw = ("nom_station,code_insee_commune,coordonneesXY,horaires\n"
           'Place,32208,"[0.631, 43.941]",24/7\n')
    said = fields(next(iter(texts(bring(mapped, raw.encode())).values())))
    assert (said["lat"], said["lon"], said["opening_hours"]) == ("43.94100", "0.63100", "24/7")


@pytest.mark.parametrize(("raw", "said"), [
    ("gid,type,x,y\n1,Halle,0.63,43.94\n2,Place,0.64,43.95\n", "la première ligne dit : gid"),
    ("lat,lon,ele,time\n43.94,0.63,150,2026-05-01T08:00:00Z\n", "exportez-la en GPX"),
    ("stop_id,stop_name,stop_lat,stop_lon\nS1,Gare,43.94,0.63\n", "parcours timetable"),
    ("route_id,agency_id,route_type\nR1,A,3\n", "parcours timetable"),
])
def test_a_table_that_names_no_places_is_told_for_what_it_is(
        mapped: Path, raw: str, said: str) -> None:
    """A row of values in which a word is that of a name is no row of headings."""
    (one,) = bring(mapped, raw.encode()).diagnostics
    assert one.hint is not None
    assert said in one.hint.fr


def test_ditto_is_no_text(mapped: Path) -> None:
    """It was published as the address; what is above may not be what is meant."""
    head, row = HEAD.replace("\n", ";adresse\n"), ROW.replace("\n", ";Idem\n")
    result = bring(mapped, (head + row).encode())
    assert "address" not in fields(only(result, "places/halle.yml"))
    assert "« adresse » : « Idem » (comme au-dessus ?)" in left(result)


@pytest.mark.parametrize("said", ["NC", "néant", "Non communiqué", "non renseigné", "à venir"])
def test_a_cell_for_nothing_is_empty(mapped: Path, said: str) -> None:
    """In any column."""
    head = HEAD.replace("\n", ";prix;description;horaires\n")
    found = fields(only(bring(mapped, (head + ROW.replace("\n", f";{said}" * 3 + "\n")).encode()),
                        "places/halle.yml"))
    assert not {"price", "description", "opening_hours"} & found.keys()


def test_a_zero_in_brackets_is_not_dialled(mapped: Path) -> None:
    """+33 (0)5 is how letterheads write it: the number was left out."""
    raw = ("nom;type;insee;lat;lon;téléphone\n"
           "A;halle;32208;43,94;0,63;+33 (0)5 62 00 00 00\n").encode()
    (text,) = texts(bring(mapped, raw, contacts=True)).values()
    assert fields(text)["phone"] == "+33 5 62 00 00 00"
    assert "la source écrit : « +33 (0)5 62 00 00 00 »" in text.replace("\u00a0", " ")


def test_the_lines_of_an_address_as_tourinsoft_heads_them(mapped: Path) -> None:
    """A digit that ends a word of capitals and small letters."""
    raw = ("SyndicObjectName;AdresseLigne1;AdresseLigne2;CodeInsee;DescriptifCommercial\n"
           "Gîte;2 rue Haute;Le Moulin;32208;Pour six.\n").encode()
    (text,) = texts(bring(mapped, raw)).values()
    assert fields(text)["address"] == "2 rue Haute, Le Moulin"
    assert fields(text)["description"] == {"fr": "Pour six."}


def test_the_remark_of_accesslibre_describes_no_place(mapped: Path) -> None:
    """“Sonner à l’entrée” was published as what the museum is."""
    raw = ("name,commune,code_insee,entree_plain_pied,commentaire\n"
           "Musée,Lectoure,32208,True,Sonner à l’entrée\n").encode()
    result = bring(mapped, raw)
    (text,) = texts(result).values()
    assert "description" not in fields(text)
    assert "la remarque d’AccesLibre : « Sonner à l’entrée »" in left(result)


def test_headings_under_the_names_of_groups_are_read(mapped: Path) -> None:
    """The hours of the summer were taken for those of the whole year, the commune and the position
    for cells without a title."""
    raw = ("Nom;Type;Localisation;;Horaires;;Tarif (€)\n"
           ";;Commune;Coordonnées GPS;Été (avril-octobre);Hiver;\n"
           "Halle;halle;Lectoure;43,9344 / 0,6217;du lundi au samedi 10h-18h;fermé;6\n").encode()
    result = bring(mapped, raw)
    (text,) = texts(result).values()
    data = fields(text)
    assert (data["commune"], data["lat"], data["price"]) == ("32208", "43.93440", "6 €")
    assert "opening_hours" not in data
    assert "Horaires Été (avril-octobre) : du lundi au samedi 10h-18h" in left(result)
    assert "Horaires Hiver : fermé" in left(result)


@pytest.mark.parametrize("row", [
    ";;43,9344;0,6217", ";halle;vendredi;samedi", "Halle;;vendredi;samedi", ";;vendredi;"])
def test_a_row_of_values_below_a_group_is_no_heading(mapped: Path, row: str) -> None:
    """Numbers, a name, words of a single column: a place without one, or none at all."""
    raw = f"Nom;Type;Horaires;\n{row}\nMarché;halle;vendredi;8h-13h\n".encode()
    result = bring(mapped, raw, everything=True)
    assert len(result.entries) == 2


@pytest.mark.parametrize(("heading", "cell", "field", "value"), [
    ("Jours et heures d'ouverture", "du mardi au dimanche 10h-18h", "opening_hours",
     "Tu-Su 10:00-18:00"),
    ("Accessible PMR (O/N)", "O", "wheelchair", "yes"),
    ("PMR (oui/non)", "non", "wheelchair", "no"),
    ("Date de vérif.", "12/10/2026", "verified_on", "2026-10-12"),
    ("Téléphone fixe", "05 62 00 00 00", "phone", "05 62 00 00 00")])
def test_headings_as_offices_shorten_them(
        mapped: Path, heading: str, cell: str, field: str, value: str) -> None:
    """Each was left out; of two telephones the mobile one was published."""
    raw = (f"Nom;Type;Insee;Lat;Lon;{heading};Portable\n"
           f"Halle;halle;32208;43,9344;0,6217;{cell};06 00 00 00 00\n").encode()
    (text,) = texts(bring(mapped, raw, contacts=True)).values()
    assert fields(text)[field] == value


def test_a_column_that_is_not_understood_is_told_with_its_words(mapped: Path) -> None:
    """Whoever completes the file need not open the table again; contacts are masked."""
    raw = ("Nom;Type;Insee;Lat;Lon;Prix enfant;Chez qui\n"
           "Halle;halle;32208;43,9344;0,6217;3 €;06 00 00 00 00\n").encode()
    said = left(bring(mapped, raw))
    assert "« Prix enfant » : 3 €" in said
    assert "« Chez qui » : …" in said


@pytest.mark.parametrize("heading", ["Contact", "Nom du gérant", "Propriétaires", "operator",
                                     "Référente OT", "Personne à joindre"])
def test_no_name_of_a_person_is_told(mapped: Path, heading: str) -> None:
    """What is told stands in a file that anybody may read."""
    raw = f"Nom;Type;Insee;Lat;Lon;{heading}\nHalle;halle;32208;43,93;0,62;A. Durand\n".encode()
    result = bring(mapped, raw)
    assert f"« {heading} »" in left(result)
    assert "Durand" not in left(result)
