"""``railways.csv`` to stations with their kilometre points, or diagnostics.

A railway bends and climbs where a straight line does not: between two stations of one line the
distance is the difference of their kilometre points, as a source gives them. The file is optional.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from parcours.content.csv_file import Cells, lacking_columns, read_rows, wrong_width
from parcours.diagnostics.diagnostic import Diagnostic, Words, did_you_mean, error
from parcours.format import scalars
from parcours.format.scalars import BadScalar
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
    found: list[Station] = []
    faults: list[Diagnostic] = []
    seen: set[tuple[str, str]] = set()
    heading_faults = partial(_heading_faults, file=file)
    for span, _, one in read_rows(text, file, heading_faults, _station, faults):
        if one.place not in places:
            faults.append(error("unknown-place", span, Words(
                f"aucun lieu ne s’appelle « {one.place} »",
                f"no place is called '{one.place}'"),
                did_you_mean(nearest(one.place, sorted(places))) or Words(
                    f"créez places/{one.place}.yml, ou retirez cette ligne",
                    f"make places/{one.place}.yml, or remove this row")))
        if (one.line, one.place) in seen:
            faults.append(error("duplicate-key", span, Words(
                f"« {one.place} » est déjà sur la ligne « {one.line} »",
                f"'{one.place}' stands on the line '{one.line}' already"),
                Words("gardez une seule des deux lignes", "keep only one of the two rows")))
        seen.add((one.line, one.place))
        found.append(one)
    return found, faults


def _heading_faults(heading: Sequence[str], file: str) -> Iterator[Diagnostic]:
    if lacking := [one for one in COLUMNS if one not in heading]:
        yield lacking_columns(lacking, file, Words(
            f"la première ligne est {','.join(COLUMNS)}, avec des virgules",
            f"the first line is {','.join(COLUMNS)}, with commas"))


def _station(row: Cells) -> Station:
    if None in row or None in row.values():
        raise wrong_width(Words(f"une ligne est {','.join(COLUMNS)}",
                                f"a row is {','.join(COLUMNS)}"))
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
