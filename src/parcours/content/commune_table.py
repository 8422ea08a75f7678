"""A table of communes as offices have it, CSV or GeoJSON, for the ``communes.csv`` of a new site.

Columns go by the names that the tables of INSEE, IGN and data.gouv.fr give them. A point comes
from the table, or lies inside of the commune's polygon.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from parcours.content.communes import is_area
from parcours.diagnostics.diagnostic import Diagnostic, Span, Words, error
from parcours.format import scalars
from parcours.format.scalars import BadScalar
from parcours.format.scalars.numbers import is_mainland, is_turned
from parcours.suggest.likely import slug_of

_NAMES: Mapping[str, tuple[str, ...]] = {
    "code": ("code", "insee", "code-insee", "insee-com", "com", "codgeo", "code-commune",
             "commune-insee", "com-code"),
    "name": ("name", "nom", "nom-officiel", "nom-com", "nom-commune", "libelle", "libgeo", "nccenr",
             "com-nom"),
    "territory": ("territory", "territoire", "nom-territoire", "epci-name", "nom-epci", "epci-nom",
                  "libepci", "intercommunalite", "nom-intercommunalite", "epci"),
    "lat": ("lat", "latitude", "latitude-centre", "latitude-mairie", "y-lat"),
    "lon": ("lon", "lng", "longitude", "longitude-centre", "longitude-mairie", "x-lon"),
    "area_km2": ("area-km2", "superficie-km2", "surface-km2"),
    "postcodes": ("postcodes", "codespostaux", "codes-postaux", "code-postal"),
}
_CODE = re.compile(r"\d[\dAB]\d{3}", re.ASCII)
_OVERSEAS = ("97", "98")
"""The departments of which the bounds of mainland France and Corsica say nothing."""


@dataclass(frozen=True, slots=True)
class CommuneRow:
    """A commune as a table tells of it; ``territory`` is empty where the table says none."""

    code: str
    name: str
    territory: str
    lat: float
    lon: float
    area_km2: str = ""
    postcodes: str = ""
    polygon: Mapping[str, Any] | None = None
    """Its GeoJSON geometry, where the table has one."""


def read_table(text: str, file: str) -> list[CommuneRow] | list[Diagnostic]:
    """The communes of a table; diagnostics where it is none, or a row cannot be read.

    What is read can be written into a ``communes.csv`` that the check accepts: a commune stands in
    it once, its area and its postcodes are written as they are there.
    """
    text = text.removeprefix("\ufeff")
    try:
        rows = list(_of_geojson(text) if text.lstrip().startswith("{") else _of_csv(text))
    except _LackingError as lacking:
        return [lacking.told(file)]
    except (csv.Error, ValueError, KeyError, TypeError, AttributeError, IndexError) as failure:
        return [error("bad-value", Span(file), Words(
            "ce fichier n’est ni un tableau CSV ni un GeoJSON de communes",
            f"this file is neither a CSV table nor a GeoJSON of communes ({type(failure).__name__})"
        ), Words("donnez un CSV avec les colonnes code, name, lat et lon",
                 "give a CSV with the columns code, name, lat and lon"))]
    faults: list[Diagnostic] = []
    communes: dict[str, CommuneRow] = {}
    for line, row in rows:
        span = Span(file, line)
        try:
            read = _commune(row)
            communes[read.code] = _joined(communes.get(read.code), read)
        except BadScalar as bad:
            faults.append(error(bad.code, span, bad.message, bad.hint))
    if not communes and not faults:
        faults = [error("missing-field", Span(file), Words(
            "ce tableau n’a aucune commune", "this table has no commune"))]
    return faults or list(communes.values())


def _commune(row: Mapping[str, Any]) -> CommuneRow:
    """A row as a commune; raises BadScalar with what is wrong of it."""
    if lacking := ", ".join(name for name in ("code", "name", "lat", "lon") if not row.get(name)):
        which = str(row.get("code") or row.get("name") or "")
        raise BadScalar(Words(
            f"{which} : il manque {lacking}" if which else f"il manque {lacking}",
            f"{which}: {lacking} is missing" if which else f"{lacking} is missing"), Words(
            "une ligne dit code, name, lat et lon", "a row tells code, name, lat and lon"),
            code="missing-field")
    code = str(row["code"]).strip().upper().zfill(5)
    try:
        lat, lon = (float(str(row[name]).replace(",", ".")) for name in ("lat", "lon"))
    except ValueError:
        lat, lon = 100.0, 0.0
    if not _CODE.fullmatch(code) or not (abs(lat) <= 90 and abs(lon) <= 180):
        raise BadScalar(Words("ce n’est pas un code INSEE avec une position en degrés",
                              "this is no INSEE code with a position in degrees"))
    if not code.startswith(_OVERSEAS) and not is_mainland(lat, lon):
        if is_turned(lat, lon):
            raise BadScalar(Words(
                f"{code} : la latitude et la longitude sont inversées",
                f"{code}: latitude and longitude are swapped"), Words(
                "échangez les noms de ces deux colonnes", "swap the names of these two columns"),
                code="swapped-coordinates")
        raise BadScalar(Words(
            f"{code} : la commune serait hors de France, à lat {lat} et lon {lon}",
            f"{code}: the commune would be out of France, at lat {lat} and lon {lon}"), Words(
            "donnez sa position en degrés", "give its position in degrees"),
            code="bad-coordinates")
    territory = str(row.get("territory") or "").strip()
    return CommuneRow(
        code, scalars.line(str(row["name"])), "" if territory.isdecimal() else territory, lat, lon,
        _area(str(row.get("area_km2") or "")), _postcodes(str(row.get("postcodes") or "")),
        row.get("polygon"))


def _joined(before: CommuneRow | None, row: CommuneRow) -> CommuneRow:
    """A commune of which another row told already: some tables have one for each of its postcodes.

    Raises BadScalar where the rows do not agree."""
    if before is None:
        return row
    if replace(before, postcodes="") != replace(row, postcodes=""):
        raise BadScalar(Words(
            f"la commune {row.code} est déjà dans ce fichier, et cette ligne en dit autre chose",
            f"the commune {row.code} is already in this file, and this row tells otherwise of it"),
            Words("gardez une seule des deux lignes", "keep only one of the two lines"),
            code="duplicate-key")
    both = dict.fromkeys([*before.postcodes.split(), *row.postcodes.split()])
    return replace(before, postcodes=" ".join(both))


def _area(typed: str) -> str:
    """Square kilometres with a decimal point; raises BadScalar where it is no area."""
    area = re.sub(r"\s", "", typed).replace(",", ".")
    if area and not is_area(area):
        raise BadScalar(Words(f"« {scalars.short(typed)} » n’est pas une surface en km²",
                              f"'{scalars.short(typed)}' is not an area in km²"),
                        Words("écrivez un nombre, comme 12.5", "write a number, like 12.5"))
    return area


def _postcodes(typed: str) -> str:
    """Postcodes with a space between them, and the zero that a spreadsheet took from them."""
    found = [one.zfill(5) for one in re.split(r"[\s,;/|-]+", typed) if one]
    if wrong := [one for one in found if not re.fullmatch(r"\d{5}", one, re.A)]:
        raise BadScalar(Words(f"« {scalars.short(wrong[0])} » n’est pas un code postal",
                              f"'{scalars.short(wrong[0])}' is not a postcode"),
                        Words("un code postal a cinq chiffres", "a postcode has five digits"))
    return " ".join(found)


class _LackingError(ValueError):
    """A table without some columns that it must have."""

    def __init__(self, lacking: list[str], found: Sequence[str]) -> None:
        super().__init__(", ".join(lacking))
        self._lacking, self._found = lacking, found

    def told(self, file: str) -> Diagnostic:
        """Which are missing, beside those there are: one of them may be meant for it."""
        names, there = ", ".join(self._lacking), ", ".join(map(scalars.short, self._found[:20]))
        many = len(self._lacking) > 1
        return error("missing-field", Span(file), Words(
            f"ce tableau n’a pas {'les colonnes' if many else 'de colonne'} {names}",
            f"this table has no {'columns' if many else 'column'} {names}"), Words(
            f"ses colonnes sont : {there} ; renommez celle qui convient",
            f"its columns are: {there}; rename the one that fits"))


def _of_csv(text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    reader = csv.DictReader(io.StringIO(text), delimiter=separator)
    if not reader.fieldnames:
        raise ValueError("no first line")
    columns = _columns(reader.fieldnames)
    if lacking := [name for name in ("code", "name", "lat", "lon") if name not in columns]:
        raise _LackingError(lacking, reader.fieldnames)
    for row in reader:
        yield reader.line_num, {name: row[column] for name, column in columns.items()}


def _of_geojson(text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    from shapely.geometry import shape  # takes a while to import, and is wanted here alone

    for feature in json.loads(text)["features"]:
        told = feature["properties"]
        row: dict[str, Any] = {name: told[column] for name, column in _columns(told).items()}
        if isinstance(row.get("postcodes"), list):
            row["postcodes"] = " ".join(map(str, row["postcodes"]))
        geometry = feature["geometry"] or {"type": "none"}
        if geometry["type"] in ("Polygon", "MultiPolygon"):
            inside = shape(geometry).representative_point()
            row |= {"lon": round(inside.x, 5), "lat": round(inside.y, 5), "polygon": geometry}
        elif geometry["type"] == "Point":
            row |= {"lon": geometry["coordinates"][0], "lat": geometry["coordinates"][1]}
        yield 1, row


def _columns(found: Any) -> dict[str, str]:
    """By our name, the table's."""
    known = {slug_of(str(column)): column for column in found}
    return {name: known[one] for name, ways in _NAMES.items()
            for one in [next((way for way in ways if way in known), "")] if one}
