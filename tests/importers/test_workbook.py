"""Workbooks as people keep them: what is hidden, linked, remarked, merged or in a currency."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]  # it carries none
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock  # type: ignore[import-untyped]
from openpyxl.cell.text import InlineFont  # type: ignore[import-untyped]
from openpyxl.comments import Comment  # type: ignore[import-untyped]
from openpyxl.styles import Font  # type: ignore[import-untyped]
from openpyxl.styles.numbers import BUILTIN_FORMATS  # type: ignore[import-untyped]

from helpers.importing import bring, fields, texts
from importers.test_maps import left, told

HEAD = ["Nom", "Type", "Insee", "Lat", "Lon"]
HALL = ["Halle", "halle", "32208", 43.94, 0.63]
TOWER = ["Tour", "monument", "32208", 43.941, 0.631]
OFFICE = ('xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
          'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
          'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
          'xmlns:xlink="http://www.w3.org/1999/xlink"')


def xlsx(*rows: list[Any], then: Callable[[Any], None] = lambda _: None) -> bytes:
    """A workbook of one sheet, which ``then`` may change."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    then(book.active)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def ods(*rows: str) -> bytes:
    """An OpenDocument workbook of one sheet, given the XML of its rows."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", (
            f"<office:document-content {OFFICE}><office:body><office:spreadsheet>"
            f'<table:table table:name="Lieux">{"".join(rows)}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>"))
    return kept.getvalue()


def cells(*values: object, more: str = "") -> str:
    """A row of OpenDocument; a value that is XML already stays as it is."""
    return f"<table:table-row{more}>" + "".join(
        one if isinstance(one, str) and one.startswith("<") else
        '<table:table-cell office:value-type="string"><text:p>'
        f"{one}</text:p></table:table-cell>" for one in values) + "</table:table-row>"


def _hide(sheet: Any) -> None:
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["F"].hidden = True


def test_hidden_rows_and_columns_are_told(mapped: Path) -> None:
    """Whoever filtered a sheet, or hid the remarks of the office, does not know that all was read.
    """
    raw = xlsx([*HEAD, "Description"], [*HALL, "Interne"], [*TOWER, ""], then=_hide)
    result = bring(mapped, raw)
    assert len(texts(result)) == 2
    assert "des lignes masquées de « Sheet » (3)" in told(result)
    assert "des colonnes masquées de « Sheet » (F)" in told(result)
    raw = ods(cells(*HEAD), cells(*HALL), cells(*TOWER, more=' table:visibility="filter"'))
    assert "des lignes masquées de « Lieux » (3)" in told(bring(mapped, raw))
    columns = ('<table:table-column table:number-columns-repeated="5"/>'
               '<table:table-column table:visibility="collapse"/>')
    raw = ods(columns, cells(*HEAD, "Description"), cells(*HALL, "Interne"))
    assert "des colonnes masquées de « Lieux » (F)" in told(bring(mapped, raw))
    assert told(bring(mapped, xlsx(HEAD, HALL))) == ""


def test_cells_that_are_crossed_out_are_told(mapped: Path) -> None:
    """Offices strike a place out of their list when it closes."""
    def strike(sheet: Any) -> None:
        sheet["A3"].font = Font(strike=True)
    result = bring(mapped, xlsx(HEAD, HALL, TOWER, then=strike))
    assert "des cases barrées de « Sheet » (A3)" in told(result)
    style = ('<style:style xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
             'style:name="barre"><style:text-properties '
             'style:text-line-through-style="solid"/></style:style>')
    name = ('<table:table-cell table:style-name="barre" office:value-type="string">'
            "<text:p>Tour</text:p></table:table-cell>")
    result = bring(mapped, ods(style, cells(*HEAD), cells(*HALL), cells(name, *TOWER[1:])))
    assert "des cases barrées de « Lieux » (A3)" in told(result)


def test_a_sheet_that_is_not_read_has_no_rows_to_look_at(mapped: Path) -> None:
    """One that is hidden, or holds no places: nothing of it was taken over."""
    def others(sheet: Any) -> None:
        for name, head in (("Archives", HEAD), ("Listes", ["Valeurs", "Ordre"])):
            other = sheet.parent.create_sheet(name)
            for row in (head, HALL, TOWER):
                other.append(row)
            other.row_dimensions[3].hidden = True
        sheet.parent["Archives"].sheet_state = "hidden"
    assert "lignes masquées" not in told(bring(mapped, xlsx(HEAD, HALL, then=others)))


def test_remarks_attached_to_cells_are_told(mapped: Path) -> None:
    """*Fermée en 2026* may stand there and nowhere else."""
    def remark(sheet: Any) -> None:
        sheet["A2"].comment = Comment("Fermée en 2026", "Jeanne")
    assert "les commentaires attachés à des cellules (A2)" in told(bring(
        mapped, xlsx(HEAD, HALL, then=remark)))
    noted = ('<table:table-cell office:value-type="string"><office:annotation><text:p>Fermée'
             "</text:p></office:annotation><text:p>Halle</text:p></table:table-cell>")
    result = bring(mapped, ods(cells(*HEAD), cells(noted, *HALL[1:])))
    assert "les commentaires attachés à des cellules (A2)" in told(result)
    assert "Fermée" not in "".join(texts(result).values())


@pytest.mark.parametrize(("column", "words", "address", "website", "said"), [
    ("Site web", "Voir", "https://exemple.fr/h", "https://exemple.fr/h", ""),
    ("Site web", "exemple.fr/h", "https://exemple.fr/h", "https://exemple.fr/h", ""),
    ("Site web", "https://exemple.fr/h", "https://exemple.fr/h", "https://exemple.fr/h", ""),
    ("Description", "Une halle", "https://exemple.fr/h", None,
     "le lien de « Description » : https://exemple.fr/h"),
    ("Site web", "Voir", "#Feuille2!A1", None, "website : « Voir »"),
])
def test_the_address_behind_a_cell(
        mapped: Path, column: str, words: str, address: str, website: str | None, said: str,
) -> None:
    """*Voir* is what one reads, and the address was lost."""
    def link(sheet: Any) -> None:
        if not address.startswith("#"):
            sheet["F2"].hyperlink = address
            sheet["F2"] = words
    linked = ('<table:table-cell office:value-type="string"><text:p><text:a '
              f'xlink:href="{address}">{words}</text:a></text:p></table:table-cell>')
    for raw in (xlsx([*HEAD, column], [*HALL, words], then=link),
                ods(cells(*HEAD, column), cells(*HALL, linked))):
        result = bring(mapped, raw)
        (text,) = texts(result).values()
        assert fields(text).get("website") == website
        assert said in left(result)


def test_a_cell_merged_over_rows_in_opendocument(mapped: Path) -> None:
    """Its value holds for each of them, as in an XLSX; an empty row below is none."""
    spanned = ('<table:table-cell office:value-type="string" table:number-rows-spanned="3">'
               "<text:p>32208</text:p></table:table-cell>")
    result = bring(mapped, ods(
        cells(*HEAD), cells("Halle", "halle", spanned, 43.94, 0.63),
        cells("Tour", "monument", "<table:covered-table-cell/>", 43.941, 0.631),
        "<table:table-row><table:table-cell/></table:table-row>",
        cells("Puits", "monument", "", 43.942, 0.632)))
    codes = {fields(text)["name"]: fields(text).get("commune") for text in texts(result).values()}
    assert codes == {"Halle": "32208", "Tour": "32208", "Puits": None}
    assert "cellules fusionnées" in told(result)


@pytest.mark.parametrize(("amount", "shape", "price"), [
    (5.5, '0.00 "€"', "5,50 €"), (5, "#,##0.00\\ [$€-40C]", "5 €"), (5.5, "0.00", "5.5"),
    (5.5, "[$-40C]0.00", "5.5"), (12, '"£"0', "12 £"), (5.5, BUILTIN_FORMATS[7], "5.5")])
def test_a_price_keeps_its_currency(mapped: Path, amount: float, shape: str, price: str) -> None:
    """The cell shows it, its value does not; a format of Excel's own names the dollar wherever it
    is, and shows the currency of whoever reads."""
    def money(sheet: Any) -> None:
        sheet["F2"].number_format = shape
    (text,) = texts(bring(mapped, xlsx([*HEAD, "Tarif"], [*HALL, amount], then=money))).values()
    assert fields(text)["price"] == price


def test_a_price_in_opendocument_keeps_its_currency(mapped: Path) -> None:
    """As it is shown there."""
    shown = ('<table:table-cell office:value-type="currency" office:currency="EUR" '
             'office:value="5.5"><text:p>5,50 €</text:p></table:table-cell>')
    (text,) = texts(bring(mapped, ods(cells(*HEAD, "Tarif"), cells(*HALL, shown)))).values()
    assert fields(text)["price"] == "5,50 €"


def test_a_csv_in_the_first_column_is_cut(mapped: Path) -> None:
    """A file that was opened with another mark than its own, then saved as a workbook."""
    (text,) = texts(bring(mapped, xlsx(
        ["nom;type;code insee;latitude;longitude"], ["Halle;halle;32208;43,94;0,63"]))).values()
    assert (fields(text)["name"], fields(text)["lat"]) == ("Halle", "43.94000")


def test_a_strict_workbook_is_called_by_its_name(mapped: Path) -> None:
    """The library finds no sheet in it and says nothing."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx(HEAD, HALL))) as usual, zipfile.ZipFile(
            kept, "w") as strict:
        for name in usual.namelist():
            strict.writestr(name, usual.read(name).replace(
                b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                b"http://purl.oclc.org/ooxml/spreadsheetml/main"))
    (one,) = bring(mapped, kept.getvalue()).diagnostics
    assert "Strict Open XML" in one.message.fr


def ods_cell(sort: str, shown: str, **attributes: str) -> str:
    """A cell of OpenDocument with the value that it has beside what it shows."""
    told = " ".join(f'office:{key.replace("_", "-")}="{value}"'
                    for key, value in attributes.items())
    return (f'<table:table-cell office:value-type="{sort}" {told}><text:p>{shown}</text:p>'
            "</table:table-cell>")


EMPTY_ROWS = ('<table:table-row table:number-rows-repeated="4"><table:table-cell '
              'table:number-columns-repeated="1024"/></table:table-row>')


def test_rows_keep_their_numbers_after_empty_ones(mapped: Path) -> None:
    """LibreOffice writes a gap as one row that comes several times."""
    result = bring(mapped, ods(
        EMPTY_ROWS, cells(*HEAD), cells(*HALL), EMPTY_ROWS,
        cells(*TOWER, more=' table:visibility="collapse"'), cells("", *TOWER[1:])))
    assert "des lignes masquées de « Lieux » (11)" in told(result)
    assert [one.why.fr for one in result.entries if one.why] == ["la ligne 12 n’a pas de nom"]


def test_a_chart_on_a_sheet_has_no_places(mapped: Path) -> None:
    """Its own table stands within the sheet, in a file of one XML."""
    chart = ("<table:shapes><office:chart><table:table><table:table-rows>"
             f'{cells("Nom", "Visites", "Lat")}{cells("Halle", 12, 2)}</table:table-rows>'
             "</table:table></office:chart></table:shapes>")
    assert list(texts(bring(mapped, ods(chart, cells(*HEAD), cells(*HALL))))) == [
        "places/halle.yml"]


@pytest.mark.parametrize(("cell", "price"), [
    (ods_cell("percentage", "50 %", value="0.5"), "50 %"),
    (ods_cell("percentage", "", value="0.07"), "7 %"),
    (ods_cell("currency", "", value="5.5", currency="EUR"), "5,50 €"),
    (ods_cell("float", "5,5", value="5.5"), "5.5")])
def test_an_amount_is_what_its_cell_shows(mapped: Path, cell: str, price: str) -> None:
    """A share of a half is no price of fifty cents, and a currency may be known without a text."""
    (text,) = texts(bring(mapped, ods(cells(*HEAD, "Tarif"), cells(*HALL, cell)))).values()
    assert fields(text)["price"] == price


@pytest.mark.parametrize(("shape", "price"), [
    ("0%", "50 %"), ("0.00\\ %", "50 %"), ('0.0" % de remise"', "0.5")])
def test_a_share_in_per_cent(mapped: Path, shape: str, price: str) -> None:
    """The format of a cell says that it shows a hundred times its value."""
    def share(sheet: Any) -> None:
        sheet["F2"].number_format = shape
    (text,) = texts(bring(mapped, xlsx([*HEAD, "Tarif"], [*HALL, 0.5], then=share))).values()
    assert fields(text)["price"] == price


@pytest.mark.parametrize(("opens", "closes"), [
    (ods_cell("time", "09:00", time_value="PT09H00M00S"),
     ods_cell("time", "18:00", time_value="PT18H")),
    (ods_cell("date", "30/12/99 09:00", date_value="1899-12-30T09:00:00"),
     ods_cell("string", "18:00"))])
def test_times_of_opendocument(mapped: Path, opens: str, closes: str) -> None:
    """Whatever way a program writes them, also as the day that spreadsheets number zero."""
    head, row = [*HEAD, "Jours", "Ouvre", "Ferme"], [*HALL, "mardi", opens, closes]
    (text,) = texts(bring(mapped, ods(cells(*head), cells(*row)))).values()
    assert fields(text)["opening_hours"] == "Tu 09:00-18:00"


@pytest.mark.parametrize("shown", [
    "#N/D", "#NOM ?", "#VALEUR !", "#RÉF !", "#DIV/0 !", "Err :502", "Err:508", "#ERROR!",
    "#CHAMP!", "#PROPAGATION!", "Loading..."])
def test_an_error_of_a_spreadsheet_is_no_text(mapped: Path, shown: str) -> None:
    """LibreOffice puts a space before the sign, French Excel has words of its own."""
    result = bring(mapped, ods(cells(*HEAD, "Description"), cells(*HALL, shown)))
    (text,) = texts(result).values()
    assert "description" not in fields(text)
    assert f"« Description » : le tableur y montre l’erreur {shown}" in left(result)


def test_a_formula_without_a_value_is_told_in_opendocument(mapped: Path) -> None:
    """Programs that write workbooks compute nothing."""
    formula = '<table:table-cell table:formula="of:=[.A1]"/>'
    result = bring(mapped, ods(cells(*HEAD, "Tarif"), cells(*HALL, formula)))
    assert "1 formule(s) sans valeur enregistrée" in told(result)


def test_the_address_in_a_formula(mapped: Path) -> None:
    """Exports write the link as HYPERLINK("address"; "Voir")."""
    shown = ('<table:table-cell office:value-type="string" table:formula="of:=HYPERLINK(&quot;'
             'https://exemple.fr/h&quot;;&quot;Voir&quot;)"><text:p>Voir</text:p>'
             "</table:table-cell>")
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx([*HEAD, "Site web"], [*HALL, "Voir"]))) as usual, (
            zipfile.ZipFile(kept, "w")) as book:
        for name in usual.namelist():
            book.writestr(name, re.sub(
                rb'<c r="F2".*?</c>', b'<c r="F2" t="str"><f>HYPERLINK("https://exemple.fr/h",'
                b'"Voir")</f><v>Voir</v></c>', usual.read(name)))
    for raw in (ods(cells(*HEAD, "Site web"), cells(*HALL, shown)), kept.getvalue()):
        (text,) = texts(bring(mapped, raw)).values()
        assert fields(text)["website"] == "https://exemple.fr/h"


def test_words_of_a_cell_that_are_crossed_out_are_told(mapped: Path) -> None:
    """An office strikes the former hours and writes the new ones beside them."""
    style = ('<style:style xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
             'style:name="T1"><style:text-properties style:text-line-through-style="solid"/>'
             "</style:style>")
    spans = ('<table:table-cell office:value-type="string"><text:p><text:span '
             'text:style-name="T1">10h-18h</text:span> 9h-17h</text:p></table:table-cell>')
    result = bring(mapped, ods(style, cells(*HEAD, "Horaires"), cells(*HALL, spans)))
    assert "des cases barrées de « Lieux » (F2)" in told(result)

    def strike(sheet: Any) -> None:
        sheet["F2"] = CellRichText(TextBlock(InlineFont(strike=True), "10h-18h"), " 9h-17h")
    result = bring(mapped, xlsx([*HEAD, "Horaires"], [*HALL, ""], then=strike))
    assert "des cases barrées de « Sheet » (F2)" in told(result)
    shared = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx(HEAD, HALL))) as usual, zipfile.ZipFile(
            shared, "w") as book:
        for name in usual.namelist():
            book.writestr(name, usual.read(name).replace(
                b't="inlineStr"><is><t>Halle</t></is>', b't="s"><v>1</v>').replace(
                b"</Types>", b'<Override PartName="/xl/sharedStrings.xml" ContentType="'
                b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
                b'"/></Types>'))
        book.writestr("xl/sharedStrings.xml", (
            '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>Tour</t>'
            "</si><si><r><rPr><strike/></rPr><t>Salle </t></r><r><t>Halle</t></r></si></sst>"))
    assert "des cases barrées de « Sheet » (A2)" in told(bring(mapped, shared.getvalue()))


def test_an_encrypted_workbook_says_so(mapped: Path) -> None:
    """Its parts are no XML, and nothing is cut short."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", b"\x01\x99\xff")
        archive.writestr("META-INF/manifest.xml", "<manifest><encryption-data/></manifest>")
    (one,) = bring(mapped, kept.getvalue()).diagnostics
    assert one.message.fr == "ce classeur est protégé par un mot de passe"
