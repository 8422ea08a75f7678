"""``services/*.csv`` to points where a traveller finds something, each with who says so and when.

Read like a file from outside: a cell that a spreadsheet would run, a licence that is not the
file's, a column nobody knows are faults, each at its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import NamedTuple

from parcours.content.csv_file import (
    Cells,
    cell_span,
    in_cell,
    lacking_columns,
    read_rows,
    wrong_width,
)
from parcours.diagnostics.diagnostic import Diagnostic, Span, Words, did_you_mean, error
from parcours.format import scalars
from parcours.format.choices import ServiceKind
from parcours.format.fields.tables import SERVICES
from parcours.format.names import named
from parcours.format.scalars import BadScalar
from parcours.format.text import Text, text_of
from parcours.geo.points import LatLon
from parcours.suggest.nearest import nearest

FOLDER = "services"
_COLUMNS = tuple(SERVICES.columns)
_REQUIRED = tuple(name for name, column in SERVICES.columns.items() if column.required)
_PER_LANGUAGE = re.compile(r"(name|note)_[a-z]{2}")
_RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r")
_KINDS = {kind.value: kind for kind in ServiceKind}


class Credit(NamedTuple):
    """Whose word a fact is, of which day, and on which terms it may be passed on."""

    source: str
    seen_on: date
    licence: str


@dataclass(frozen=True, slots=True)
class ServicePoint:
    """Something that a traveller may need, at a point."""

    kind: ServiceKind
    position: LatLon
    name: Text | None = None
    lines: tuple[str, ...] = ()
    """Of a stop: the lines that call there."""
    note: Text | None = None
    credit: Credit | None = None
    """None for what a place of ours tells of itself."""
    place_id: str = ""
    """The place that has it; empty for a row of a table."""


class Row(NamedTuple):
    """A row of a table and its line in the file."""

    span: Span
    point: ServicePoint


def parse_services(text: str, file: str) -> tuple[list[Row], list[Diagnostic]]:
    """The rows of one file, and what is wrong with the others."""
    rows: list[Row] = []
    faults: list[Diagnostic] = []
    licence = ""
    first_line = text.removeprefix("\ufeff").partition("\n")[0]
    heading_faults = partial(_heading_faults, first_line=first_line, file=file)
    for span, _, point in read_rows(text, file, heading_faults, _point, faults):
        if point.credit is not None:
            licence = licence or point.credit.licence
            if point.credit.licence != licence:
                faults.append(_mixed(point.credit.licence, licence, span))
        rows.append(Row(span, point))
    return rows, faults


def _heading_faults(heading: Iterable[str], first_line: str, file: str) -> Iterator[Diagnostic]:
    """What is wrong with the first line; nothing below it can then be trusted."""
    names = [name.strip() for name in heading]
    if len(names) == 1 and ";" in first_line:
        yield error("missing-field", Span(file), Words(
            "les colonnes sont séparées par des points-virgules",
            "the columns are separated by semicolons"), Words(
            "enregistrez le tableau avec la virgule pour séparateur",
            "save the table with the comma as its separator"))
        return
    meant_ones: set[str | None] = set()
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            yield error("duplicate-key", Span(file), Words(
                f"la colonne « {scalars.short(name)} » est là deux fois",
                f"the column '{scalars.short(name)}' is there twice"),
                Words("gardez-en une", "keep one of them"))
        elif name not in _COLUMNS and not _PER_LANGUAGE.fullmatch(name):
            meant = nearest(name, [one for one in _COLUMNS if one not in names]) if name else None
            meant_ones.add(meant)
            yield error("unknown-field", cell_span(first_line, names, Span(file), name), Words(
                f"« {scalars.short(name)} » n’est pas une colonne de ce tableau",
                f"'{scalars.short(name)}' is not a column of this table"),
                did_you_mean(meant) or Words(f"les colonnes sont {', '.join(_COLUMNS)}",
                                             f"the columns are {', '.join(_COLUMNS)}"))
    if lacking := [name for name in _REQUIRED if name not in {*names, *meant_ones}]:
        yield lacking_columns(lacking, file, Words(
            f"la première ligne est {','.join(_COLUMNS)}",
            f"the first line is {','.join(_COLUMNS)}"))


def _point(cells: Cells) -> ServicePoint:
    """A row as typed; raises `BadScalar` for the first cell that is wrong."""
    if None in cells or any(cell is None for cell in cells.values()):
        raise wrong_width(Words("mettez entre guillemets un texte qui contient une virgule",
                                "put a text that holds a comma in quotes"))
    typed = {str(name).strip(): str(cell) for name, cell in cells.items()}
    for name in _REQUIRED:
        if not typed[name].strip():
            raise BadScalar(Words(f"la colonne « {name} » est vide",
                                  f"the column '{name}' is empty"),
                            Words("remplissez-la, ou retirez la ligne",
                                  "fill it in, or remove the row"), code="missing-field",
                            at=(name,))
    lat, lon = in_cell("lat", scalars.latitude, typed), in_cell("lon", scalars.longitude, typed)
    lines = _line(typed.get("lines", ""))
    return ServicePoint(
        in_cell("kind", lambda cell: _kind(cell.strip()), typed), LatLon(lat, lon),
        _text("name", typed), tuple(lines.split()), _text("note", typed),
        Credit(in_cell("source", _line, typed),
               in_cell("date", lambda cell: scalars.day(cell.strip()), typed),
               in_cell("licence", _line, typed)))


def _kind(typed: str) -> ServiceKind:
    kind = _KINDS.get(typed)
    if kind is not None:
        return kind
    meant = nearest(typed, sorted(_KINDS))
    raise BadScalar(Words(f"« {scalars.short(typed)} » n’est pas un genre de service",
                          f"'{scalars.short(typed)}' is not a kind of service"),
                    meant or Words(
                        "écrivez l’un de ceux-ci : " + ", ".join(
                            named(kind).fr for kind in ServiceKind),
                        "write one of these: " + ", ".join(
                            named(kind).en for kind in ServiceKind)))


def _text(column: str, typed: Mapping[str, str]) -> Text | None:
    """A text for all languages, or one for each; None where every cell is empty."""
    said = {name.removeprefix(column).lstrip("_"): _line(cell) for name, cell in typed.items()
            if (name == column or name.startswith(f"{column}_")) and cell.strip()}
    return text_of(said) if said else None


def _line(cell: str) -> str:
    """One line of text, which no spreadsheet takes for a formula; it may be empty."""
    if cell.lstrip(" ").startswith(_RUN_BY_SPREADSHEETS):
        raise BadScalar(Words(
            f"« {scalars.short(cell)} » commence par un signe qu’un tableur exécute",
            f"'{scalars.short(cell)}' begins with a sign that a spreadsheet runs"), Words(
            "commencez ce texte par une lettre ou un chiffre",
            "begin this text with a letter or a figure"))
    return scalars.line(cell) if cell.strip() else ""


def _mixed(licence: str, first: str, span: Span) -> Diagnostic:
    licence, first = scalars.short(licence), scalars.short(first)
    return error("mixed-licences", span, Words(
        f"cette ligne est sous « {licence} », le début du fichier sous « {first} »",
        f"this row is under '{licence}', the beginning of the file under '{first}'"),
        Words("mettez-la dans un fichier à elle", "put it in a file of its own"))
