"""Tables: CSV as spreadsheets save it, and the sheets of workbooks; one row names the columns.

Offices put titles, dates of update and rows of groups above the row that names the columns. It is
looked for among the first rows; what stands above it is left out and told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from parcours.diagnostics.diagnostic import Words
from parcours.importers import (
    archive,
    columns,
    contacts,
    csv_rows,
    opendocument,
    ours_unread,
    plain,
    untrusted,
    workbook,
)
from parcours.importers.cells import Cell, Linked, Row, SheetOfRows, as_text, filled
from parcours.importers.csv_rows import MOST_ABOVE
from parcours.importers.found import SURPLUS, BadImport, Found, Left
from parcours.importers.headings import field_of

_HEADERS = Words(
    "une ligne nomme les colonnes : nom, commune, latitude, longitude… ; donnez le titre « nom » à "
    "celle des noms",
    "a row names the columns: name, commune, latitude, longitude…; give the one with the names the "
    "heading 'name'")
_MOST_SHOWN = 12
_TOTAL = re.compile(r"(?:sous[- ]?|sub-?|grand )?tota(?:l|ux)\b|nombre (?:de|total)\b|moyenne\b",
                    re.I)
_NOTE = re.compile(
    r"(?:\*|(?:sources?|nb|n\.\s?b\.|nota|notes?|l[ée]gende|mise à jour|mis à jour|màj|maj|"
    r"donn[ée]es|licences?|©|export[ée]*|extrait|page|contacts?|renseignements?|imprim[ée]+|"
    r"[ée]dit[ée]+|[ée]tabli|g[ée]n[ée]r[ée]+|fait le)\b.{0,20}?[:,0-9]|©)", re.I)
"""A total, or a note, where only the first cell of a row is filled."""
_NUMBER = re.compile(r"[-+]?\d{1,9}[.,]\d{1,20}", re.A)
_VALUE = re.compile(r"[\d\s.,;:°'\"’″′NSEWO€%+/h-]+", re.I)
"""Numbers, positions, hours and prices, which head no column."""
_SECTION_OF = 3
"""In a table of more columns, capitals alone in a row may be the title of the rows below."""
_SECTION = Words("seul le nom est rempli, en capitales : le titre d’une rubrique ?",
                 "the name alone is filled in, in capitals: the title of a section?")
_COUNT = re.compile(r"[\d\s.,%€-]+|lieux|places", re.I)
_GUARDED = re.compile(r'="(.*)"', re.S)
"""What keeps a spreadsheet from making a number of ``01230``."""
_TEXTS = ("hours", "description", "price")
"""Columns of words, of which a mark within may have made several cells."""
_BROKEN = re.compile(
    r"#(?:(?:R[EÉ]F|VALUE|VALEUR|DIV/0|NULL?|NUM|NOMBRE|ERROR|ERREUR|CALC|SPILL|PROPAGATION|EPARS"
    r"|ÉPARS|FIELD|CHAMP|CONNECT|BLOCKED|UNKNOWN)\s?!|(?:NAME|NOM)\s?\?|N/[AD])|Err\s?:\s?\d{3}"
    r"|#GETTING_DATA|Loading\.\.\.|Chargement(?:…|\.\.\.)")
"""What Excel, LibreOffice and Google's tables show of a formula that has no value."""


def read(raw: bytes, file: Left) -> Iterable[Found]:
    """A place a row, of a CSV file."""
    text = untrusted.text_of(raw, file)
    return _places([SheetOfRows("", filled(csv_rows.rows(text, file), ""))], file)


def read_xlsx(raw: bytes, file: Left) -> Iterable[Found]:
    """A place a row, of every sheet of an XLSX workbook."""
    return _places(workbook.of_xlsx(raw, file), file)


def read_ods(raw: bytes, file: Left) -> Iterable[Found]:
    """A place a row, of every sheet of an ODS workbook."""
    sheets = opendocument.of_ods(raw, file) if archive.is_archive(raw) else (
        opendocument.of_opendocument(raw, file))
    return _places(sheets, file)


@dataclass(frozen=True, slots=True)
class _Headings:
    """What names the columns of a sheet, and where the places begin."""

    names: tuple[str, ...]
    above: int
    """How many filled rows stand before."""
    rows: int
    """How many rows name the columns, one below another."""


def _places(sheets: Sequence[SheetOfRows], file: Left) -> list[Found]:
    found: list[Found] = []
    read_any = False
    for given in sheets:
        sheet = _parted(given, file)
        which = plain.line(sheet.name) if len(sheets) > 1 else ""
        headings = _headings(sheet)
        if headings is None or sheet.hidden:
            if sheet.rows and len(sheets) > 1:
                why = ("masquée", "hidden") if sheet.hidden else (
                    "aucune colonne de noms", "no column of names")
                file.out(f"la feuille « {which} » ({why[0]})", f"the sheet '{which}' ({why[1]})")
            continue
        read_any = True
        file.told += [one for one in sheet.told if one not in file.told]
        ours_unread.refuse_table(headings.names)
        _refuse_turned(sheet, headings)
        _tell_above(sheet, headings, file)
        found += _of_sheet(sheet, headings, which, file)
        untrusted.refuse_many(found)
    if not read_any:
        raise BadImport(Words("aucune colonne ne donne le nom des lieux",
                              "no column gives the names of the places"), _headers(sheets))
    return found


def _headers(sheets: Sequence[SheetOfRows]) -> Words:
    """What a row of headings is, beside the one that the file may have for it."""
    rows = [[text for cell in row if (text := as_text(cell).strip())]
            for sheet in sheets for _, row in sheet.rows[:MOST_ABOVE] if not sheet.hidden]
    first = next((row for row in rows if len(row) > 1), [])
    shown = ", ".join(plain.line(text[:40]) for text in first[:_MOST_SHOWN])
    shown = contacts.without_contacts(shown)[0]
    hint = _HEADERS
    if any({"lat", "lon"} <= _fields(row) for row in rows):
        hint = Words(f"{hint.fr} ; si ce sont les points d’une trace, exportez-la en GPX",
                     f"{hint.en}; if these are the points of a track, export it as GPX")
    return Words(f"{hint.fr} ; la première ligne dit : {shown}",
                 f"{hint.en}; the first row says: {shown}") if shown else hint


def _parted(sheet: SheetOfRows, file: Left) -> SheetOfRows:
    """A sheet whose rows stand whole in its first column, as a CSV does that was opened with
    another mark than its own: cut at that mark. Any other stays as it is."""
    texts = {number: as_text(row[0]).strip() for number, row in sheet.rows if row and not any(
        as_text(cell).strip() for cell in row[1:])}
    if _headings(sheet) or len(texts) < max(2, len(sheet.rows)):
        return sheet
    lines = [texts.get(number, "") for number in range(1, max(texts) + 1)]
    parted = csv_rows.rows("\n".join(lines), file)
    return SheetOfRows(sheet.name, filled(parted, sheet.name), sheet.hidden, sheet.told)


def _of_sheet(sheet: SheetOfRows, headings: _Headings, which: str, file: Left) -> Iterator[Found]:
    again = {tuple(filter(None, headings.names))}
    for number, row in sheet.rows[headings.above + headings.rows:]:
        texts = [as_text(cell).strip() for cell in row]
        if tuple(filter(None, texts)) in again or _is_heading(texts, headings):
            file.out("des lignes qui répètent les titres des colonnes",
                     "rows that repeat the headings of the columns")
            continue
        if said := _is_no_place(texts, headings):
            file.out(f"une ligne qui n’est pas un lieu : « {said} »",
                     f"a row that is no place: '{said}'")
            continue
        one = _place(headings.names, row)
        if sum(map(bool, texts)) == 1 < _SECTION_OF < len(headings.names) and (
                "".join(texts).isupper()):
            one = replace(one, doubts=(*one.doubts, _SECTION))
        where = f"« {which} », ligne {number}" if which else f"ligne {number}"
        where_en = f"'{which}', row {number}" if which else f"row {number}"
        yield replace(one, origin=Words(where, where_en)) if one.name else Found(
            name={}, left_out=one.left_out, unfit=Words(
                f"la {where} n’a pas de nom" if not which else f"{where} : pas de nom",
                f"{where_en} has no name"))


def _fields(texts: Sequence[str]) -> set[str]:
    return {field_of(text)[0] for text in texts} - {""}


def _is_heading(texts: Sequence[str], headings: _Headings) -> bool:
    """Whether a row below the headings is one more of them, in another language say."""
    said = [text for text in texts if text]
    return len(said) > 2 and all(field_of(text)[0] for text in said) and (
        "name" in _fields(said))


def _refuse_turned(sheet: SheetOfRows, headings: _Headings) -> None:
    """Raise `BadImport` for a table with a place a column, where the headings go down."""
    at = next((n for n, name in enumerate(headings.names) if field_of(name)[0] == "name"), 0)
    rows = sheet.rows[headings.above + headings.rows:][:MOST_ABOVE]
    first = [as_text(row[at]).strip() for _, row in rows if len(row) > at]
    fields = [field for text in first if (field := field_of(text)[0])]
    if len(set(fields)) > 2 and {"lat", "lon", "x", "y", "point", "town", "insee", "kind"} & {
            *fields} and 2 * len(fields) > len(first):
        raise BadImport(
            Words("ce tableau a un lieu par colonne", "this table has a place a column"),
            Words("transposez-le : un lieu par ligne, les titres dans la première",
                  "transpose it: a place a row, the headings in the first"))


def _is_no_place(texts: Sequence[str], headings: _Headings) -> str:
    """What a total or a note below the table says, shortened; empty for any other row."""
    filled_in = [text for text in texts if text]
    first = filled_in[0] if filled_in else ""
    is_total = _TOTAL.match(first) and all(_COUNT.fullmatch(text) for text in filled_in[1:])
    is_note = len(filled_in) == 1 and len(headings.names) > 1 and _NOTE.match(first)
    return contacts.without_contacts(plain.line(" ".join(filled_in)[:150]))[0] if (
        is_total or is_note) else ""


def _headings(sheet: SheetOfRows) -> _Headings | None:
    """The row that names most columns, with a name among them; also one parted over two rows."""
    rows = [[as_text(cell).strip() for cell in row] for _, row in sheet.rows[:MOST_ABOVE]]
    named = [(len(fields), -at) for at, fields in enumerate(map(_fields, rows))
             if "name" in fields]
    if not named or max(named)[0] == 1 < max(map(len, map(_fields, rows))):
        return None  # of two rows the one of values, in which a word is that of a name
    at = -max(named)[1]
    names, used = rows[at], 1
    below = rows[at + 1] if at + 1 < len(rows) else []
    # "Position" over "latitude" and "longitude" is the name of a group
    more = {n for n, text in enumerate(below) if field_of(text)[0] and not (
        n < len(names) and field_of(names[n])[0] not in ("", "point", "turned-point"))}
    blank = all(not text or n in more for n, text in enumerate(below))
    if more and blank:
        names = [below[n] if n in more else names[n] if n < len(names) else ""
                 for n in range(max(len(names), len(below)))]
        used = 2
    elif grouped := _of_groups(names, below):
        names, used = grouped, 2
    return _Headings(tuple(names), at, used)


def _of_groups(names: Sequence[str], below: Sequence[str]) -> list[str] | None:
    """The headings of two rows, where the upper one names groups of columns: *Horaires* over *Été*
    and *Hiver*. None where the lower one is a row of values, or has words under a single column.
    """
    width = max(len(names), len(below))
    top, low = ([*row, *[""] * (width - len(row))] for row in (names, below))
    named = [n for n, text in enumerate(low) if text]
    spans = {n for n in range(width) if not top[n] or not [*top, "-"][n + 1]}
    if len(named) < 2 or not spans.issuperset(named) or any(
            _VALUE.fullmatch(low[n]) or field_of(top[n])[0] == "name" for n in named):
        return None
    group, found = "", []
    for n in range(width):
        group = top[n] or group
        told = low[n] if field_of(low[n])[0] else f"{group} {low[n]}".strip()
        found.append(told if low[n] else top[n])
    return found


def _tell_above(sheet: SheetOfRows, headings: _Headings, file: Left) -> None:
    for _, row in sheet.rows[:headings.above]:
        said = contacts.without_contacts(
            plain.line(" ".join(filter(None, (as_text(cell) for cell in row)))[:150]))[0]
        file.out(f"au-dessus des titres de colonnes : « {said} »",
                 f"above the headings of the columns: '{said}'")


def _place(headers: Sequence[str], row: Row) -> Found:
    """What one row says of a place."""
    left = Left()
    row = _mended(headers, row)
    surplus = [text for cell in row[len(headers):] if (text := as_text(cell).strip())]
    if surplus and field_of(headers[-1])[0] in _TEXTS:  # a mark within a text that has no quotes
        row = [*row[:len(headers) - 1], " ; ".join([as_text(row[len(headers) - 1]), *surplus])]
    cells = _cells(headers, row, left)
    if untitled := str(cells.pop("", "")):
        shown = plain.line(untitled[:150])
        left.out(f"une case sans titre de colonne : « {shown} »",
                 f"a cell without a column title: '{shown}'")
    found = columns.place(cells, left)
    return replace(found, doubts=(*_shifted(surplus), *found.doubts))


def _mended(headers: Sequence[str], row: Row) -> Row:
    """A row whose position fell apart into the cells beside it, whole again."""
    points = [field_of(header)[0] in ("point", "turned-point") for header in headers]
    if len(row) == len(headers) + 1 and points[-1:] == [True]:
        # "43,7221;0,9774" without quotes, in a table that has ";" between its cells
        row = [*row[:-2], f"{as_text(row[-2])} ; {as_text(row[-1])}"]
    at = next((n for n, is_point in enumerate(points[:-1]) if is_point and not headers[n + 1]),
              None)
    if at is not None and len(row) > at + 1 and all(
            _NUMBER.fullmatch(as_text(cell).strip()) for cell in row[at:at + 2]):
        # a heading merged over two columns
        row = [*row[:at], f"{as_text(row[at])} ; {as_text(row[at + 1])}", "", *row[at + 2:]]
    return _decimals(headers, row) if len(row) == len(headers) + 2 else row


def _cells(headers: Sequence[str], row: Row, left: Left) -> dict[str, object]:
    """The text of each cell by its heading; under none what no heading stands over."""
    cells: dict[str, object] = {}
    for header, cell in zip(headers, row, strict=False):
        text = _text(header, cell, left)
        if _BROKEN.fullmatch(text):
            left.out(f"« {plain.line(header)} » : le tableur y montre l’erreur {text}",
                     f"'{plain.line(header)}': the spreadsheet shows the error {text} there")
        elif header in cells and text and not header:
            cells[""] = " ; ".join(filter(None, (str(cells[""]), text)))
        elif header in cells and text:
            left.out(f"une seconde colonne « {plain.line(header)} »",
                     f"a second column '{plain.line(header)}'")
        elif header or text:
            cells[header] = text
    return cells


def _text(header: str, cell: Cell, left: Left) -> str:
    """What a cell says; of one that leads to a site, where a site is wanted, its address."""
    text = as_text(cell).strip()
    if isinstance(cell, Linked):
        if field_of(header)[0] == "website" and cell.address.startswith("https://") and not (
                text.startswith("http")):
            text = cell.address
        elif address := _beside(text, cell.address):
            left.out(f"le lien de « {plain.line(header)} » : {plain.line(address)}",
                     f"the link of '{plain.line(header)}': {plain.line(address)}")
    guarded = _GUARDED.fullmatch(text)
    return guarded[1].replace('""', '"') if guarded else text


def _shifted(surplus: Sequence[str]) -> tuple[Words, ...]:
    """The doubt about a row with more cells than there are headings."""
    if not surplus:
        return ()
    shown = plain.line(" ; ".join(surplus)[:150])
    return (Words(
        f"{SURPLUS.fr} (« {shown} ») : un texte y est peut-être coupé, et la suite décalée",
        f"{SURPLUS.en} ('{shown}'): a text may be cut there, and what follows shifted"),)


def _beside(text: str, address: str) -> str:
    """The address behind the words of a cell, where they do not say it themselves."""
    bare = address.removeprefix("mailto:")
    said = text.rstrip("/").lower()
    return "" if not said or said in bare.lower() or bare.startswith("#") else bare


def _decimals(headers: Sequence[str], row: Row) -> Row:
    """A row of a table parted by commas in which both coordinates have decimal commas."""
    fields = [field_of(header)[0] for header in headers]
    for first, second in (("lat", "lon"), ("lon", "lat"), ("x", "y"), ("y", "x")):
        if first in fields and fields.index(first) + 1 < len(fields) and (
                fields[fields.index(first) + 1] == second):
            at = fields.index(first)
            parts = [as_text(cell).strip() for cell in row[at:at + 4]]
            if all(re.fullmatch(r"-?\d{1,7}", part, re.A) for part in parts):
                return [*row[:at], f"{parts[0]}.{parts[1]}", f"{parts[2]}.{parts[3]}",
                        *row[at + 4:]]
    return row
