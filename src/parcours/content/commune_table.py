"""A table of communes as offices have it, CSV or GeoJSON, for the ``communes.csv`` of a new site.

Columns go by the names that the tables of INSEE, IGN and data.gouv.fr give them. A point comes
from the table, or lies inside of the commune's polygon.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from parcours.diagnostics.diagnostic import Diagnostic, Span, Words, error
from parcours.suggest.likely import slug_of

_NAMES: Mapping[str, tuple[str, ...]] = {
    "code": ("code", "insee", "code-insee", "insee-com", "com", "codgeo", "code-commune",
             "commune-insee", "com-code"),
    "name": ("name", "nom", "nom-officiel", "nom-com", "nom-commune", "libelle", "libgeo", "nccenr",
             "com-nom"),
    "territory": ("territory", "territoire", "epci-name", "nom-epci", "epci-nom", "libepci"),
    "lat": ("lat", "latitude", "latitude-centre", "latitude-mairie", "y-lat"),
    "lon": ("lon", "lng", "longitude", "longitude-centre", "longitude-mairie", "x-lon"),
    "area_km2": ("area-km2", "superficie-km2", "surface-km2"),
    "postcodes": ("postcodes", "codespostaux", "codes-postaux", "code-postal"),
}
_CODE = re.compile(r"\d[\dAB]\d{3}", re.ASCII)


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
    """The communes of a table; diagnostics where it is none, or a row cannot be read."""
    text = text.removeprefix("\ufeff")
    try:
        rows = list(_of_geojson(text) if text.lstrip().startswith("{") else _of_csv(text))
    except (csv.Error, ValueError, KeyError, TypeError, AttributeError, IndexError) as failure:
        return [error("bad-value", Span(file), Words(
            "ce fichier n’est ni un tableau CSV ni un GeoJSON de communes",
            f"this file is neither a CSV table nor a GeoJSON of communes ({type(failure).__name__})"
        ), Words("donnez un CSV avec les colonnes code, name, lat et lon",
                 "give a CSV with the columns code, name, lat and lon"))]
    faults: list[Diagnostic] = []
    communes: list[CommuneRow] = []
    for line, row in rows:
        lacking = [name for name in ("code", "name", "lat", "lon") if not row.get(name)]
        if lacking:
            faults.append(error("missing-field", Span(file, line), Words(
                f"il manque {', '.join(lacking)}", f"{', '.join(lacking)} is missing"), Words(
                "une ligne dit code, name, lat et lon", "a row tells code, name, lat and lon")))
            continue
        code = str(row["code"]).strip().zfill(5)
        try:
            lat, lon = (float(str(row[name]).replace(",", ".")) for name in ("lat", "lon"))
        except ValueError:
            lat, lon = 100.0, 0.0
        if not _CODE.fullmatch(code) or abs(lat) > 90 or abs(lon) > 180:
            faults.append(error("bad-value", Span(file, line), Words(
                "ce n’est pas un code INSEE avec une position en degrés",
                "this is no INSEE code with a position in degrees")))
            continue
        communes.append(CommuneRow(
            code, " ".join(str(row["name"]).split()), str(row.get("territory") or "").strip(), lat,
            lon, str(row.get("area_km2") or ""), str(row.get("postcodes") or ""),
            row.get("polygon")))
    if not communes and not faults:
        faults = [error("missing-field", Span(file), Words(
            "ce tableau n’a aucune commune", "this table has no commune"))]
    return faults or communes


def _of_csv(text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    reader = csv.DictReader(io.StringIO(text), delimiter=separator)
    columns = _columns(reader.fieldnames or ())
    if not {"code", "name"} <= columns.keys():
        raise ValueError("no column of codes and names")
    for row in reader:
        yield reader.line_num, {name: row[column] for name, column in columns.items()}


def _of_geojson(text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    from shapely.geometry import shape  # takes a while to import, and is wanted here alone

    for feature in json.loads(text)["features"]:
        told = feature["properties"]
        row: dict[str, Any] = {name: told[column] for name, column in _columns(told).items()}
        if isinstance(row.get("postcodes"), list):
            row["postcodes"] = " ".join(map(str, row["postcodes"]))
        geometry = feature["geometry"]
        if geometry["type"] in ("Polygon", "MultiPolygon"):
            inside = shape(geometry).representative_point()
            row |= {"lon": round(inside.x, 5), "lat": round(inside.y, 5), "polygon": geometry}
        elif geometry["type"] == "Point":
            row |= {"lon": geometry["coordinates"][0], "lat": geometry["coordinates"][1]}
        yield 0, row


def _columns(found: Any) -> dict[str, str]:
    """By our name, the table's."""
    known = {slug_of(str(column)): column for column in found}
    return {name: known[one] for name, ways in _NAMES.items()
            for one in [next((way for way in ways if way in known), "")] if one}
