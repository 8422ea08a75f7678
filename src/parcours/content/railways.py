"""``railways.csv`` to stations with their kilometre points, or diagnostics.

A railway bends and climbs where a straight line does not: between two stations of one line the
distance is the difference of their kilometre points, as a source gives them. The file is optional.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from parcours.diagnostics.diagnostic import Diagnostic, Span, Words, error
from parcours.format import scalars
from parcours.format.scalars import BadScalar
from parcours.source.read import MAX_FAULTS
from parcours.suggest.nearest import nearest

FILE = "railways.csv"
COLUMNS = ("line", "place", "km", "source", "source_date")


@dataclass(frozen=True, slots=True)
class Station:
    """A station on a line: a row of the file."""

    line: str
    """Any id, the same for all stations of the line."""
    place: str
    km: float
    """Kilometre point, counted from anywhere on the line."""
    source: str
    source_date: date
    """The day that the source bears, or on which it was read."""


def stations_by_place(stations: Collection[Station]) -> Mapping[str, tuple[Station, ...]]:
    """A place may be a station of several lines."""
    found: dict[str, tuple[Station, ...]] = {}
    for one in stations:
        found[one.place] = (*found.get(one.place, ()), one)
    return found


def parse_railways(text: str, file: str, places: Collection[str]
                   ) -> tuple[list[Station], list[Diagnostic]]:
    """The rows of ``railways.csv``; ``places`` are the ids that there are."""
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    found: list[Station] = []
    faults: list[Diagnostic] = []
    seen: set[tuple[str, str]] = set()
    try:
        if lacking := [one for one in COLUMNS if one not in (reader.fieldnames or ())]:
            return [], [error("missing-field", Span(file), Words(
                f"il manque les colonnes {', '.join(lacking)}",
                f"the columns {', '.join(lacking)} are missing"),
                Words(f"la première ligne est {','.join(COLUMNS)}, avec des virgules",
                      f"the first line is {','.join(COLUMNS)}, with commas"))]
        for row in reader:
            if len(faults) >= MAX_FAULTS:
                break
            line = Span(file, reader.line_num)
            try:
                if None in row or None in row.values():
                    raise BadScalar(Words("cette ligne n’a pas le bon nombre de colonnes",
                                          "this row has not the right number of columns"),
                                    Words(f"une ligne est {','.join(COLUMNS)}",
                                          f"a row is {','.join(COLUMNS)}"))
                one = _station(row)
            except BadScalar as bad:
                faults.append(error(bad.code, line, bad.message, bad.hint))
                continue
            if one.place not in places:
                meant = nearest(one.place, sorted(places))
                faults.append(error("unknown-place", line, Words(
                    f"aucun lieu ne s’appelle « {one.place} »",
                    f"no place is called '{one.place}'"),
                    Words(f"vouliez-vous dire « {meant} » ?", f"did you mean '{meant}'?")
                    if meant else Words(f"créez places/{one.place}.yml, ou retirez cette ligne",
                                        f"make places/{one.place}.yml, or remove this row")))
            if (one.line, one.place) in seen:
                faults.append(error("duplicate-key", line, Words(
                    f"« {one.place} » est déjà sur la ligne « {one.line} »",
                    f"'{one.place}' stands on the line '{one.line}' already"),
                    Words("gardez une seule des deux lignes", "keep only one of the two rows")))
            seen.add((one.line, one.place))
            found.append(one)
    except csv.Error as failure:
        faults.append(error("bad-value", Span(file, max(1, reader.line_num)), Words(
            "cette ligne CSV est mal formée", f"this CSV row is malformed ({failure})")))
    return found, faults


def _station(row: Mapping[str, str]) -> Station:
    km = row["km"].strip()
    if not re.fullmatch(r"\d{1,4}(\.\d{1,3})?", km, re.A):
        raise BadScalar(
            Words(f"« {scalars.short(km)} » n’est pas un point kilométrique",
                  f"'{scalars.short(km)}' is not a kilometre point"),
            Words("écrivez un nombre de kilomètres, comme 41.10 ; retirez la ligne d’une gare dont "
                  "il n’est pas connu", "write a number of kilometres, like 41.10; remove the row "
                  "of a station whose point is not known"))
    return Station(scalars.slug(row["line"].strip()), scalars.slug(row["place"].strip()),
                   float(km), scalars.line(row["source"].strip()),
                   scalars.day(row["source_date"].strip()))
