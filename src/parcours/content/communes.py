"""``communes.csv`` to communes, or diagnostics: which territory each lies in, and where."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection
from typing import Any

from parcours.diagnostics.diagnostic import Diagnostic, Span, Words, error
from parcours.format import scalars
from parcours.format.model import Commune
from parcours.format.scalars import BadScalar
from parcours.format.scalars.numbers import is_turned
from parcours.source.read import MAX_FAULTS
from parcours.suggest.nearest import nearest

_COLUMNS = ("code", "name", "territory", "lat", "lon")


def parse_communes(text: str, file: str, territories: Collection[str] = ()
                   ) -> tuple[dict[str, Commune], list[Diagnostic]]:
    """``communes.csv`` by INSEE code: code, name, territory, lat, lon, optionally area_km2 and
    postcodes (several with a space between them).

    Where ``territories`` are known, each commune lies in one of them.
    """
    communes: dict[str, Commune] = {}
    found: list[Diagnostic] = []
    if "\x00" in text:
        return {}, [error("bad-value", Span(file), Words(
            "ce fichier n’est pas du texte CSV", "this file is not CSV text"))]
    for number, row_text in enumerate(text.splitlines(), 1):
        if row_text.count('"') % 2:
            return {}, [error("bad-value", Span(file, number), Words(
                "un guillemet ouvert n’est pas refermé", "a quote is opened and not closed"), Words(
                "refermez-le, ou retirez-le", "close it, or remove it"))]
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    try:
        if lacking := sorted(set(_COLUMNS) - set(reader.fieldnames or ())):
            semicolons = ";" in text.partition("\n")[0]
            return {}, [error("missing-field", Span(file), Words(
                f"il manque les colonnes {', '.join(lacking)}",
                f"the columns {', '.join(lacking)} are missing"),
                Words("enregistrez le tableau avec la virgule pour séparateur",
                      "save the table with the comma as its separator") if semicolons else
                Words("la première ligne est code,name,territory,lat,lon",
                      "the first line is code,name,territory,lat,lon"))]
        for row in reader:
            if len(found) >= MAX_FAULTS:
                break
            line = Span(file, reader.line_num)
            try:
                commune = _commune(row)
            except BadScalar as bad:
                found.append(error(bad.code, line, bad.message, bad.hint))
                continue
            area = row.get("area_km2")
            if area and not is_area(area):
                found.append(error("bad-value", line, Words(
                    f"« {scalars.short(area)} » n’est pas une surface en km²",
                    f"'{scalars.short(area)}' is not an area in km²"),
                    Words("écrivez un nombre, comme 12.5", "write a number, like 12.5")))
            if wrong := [one for one in (row.get("postcodes") or "").split()
                         if not re.fullmatch(r"\d{5}", one, re.A)]:
                found.append(error("bad-value", line, Words(
                    f"« {scalars.short(wrong[0])} » n’est pas un code postal",
                    f"'{scalars.short(wrong[0])}' is not a postcode"),
                    Words("un code postal a cinq chiffres ; séparez-les par des espaces",
                          "a postcode has five digits; put spaces between them")))
            if is_turned(commune.lat, commune.lon):
                found.append(error("swapped-coordinates", line, Words(
                    f"la latitude et la longitude de {commune.name} sont inversées",
                    f"latitude and longitude of {commune.name} are swapped"), Words(
                    f"écrivez {commune.lon} dans la colonne lat et {commune.lat} dans la colonne "
                    "lon", f"write {commune.lon} in the column lat and {commune.lat} in the column "
                    "lon")))
                # meant so: its places are where they are, and not told to be elsewhere
                commune = commune.model_copy(update={"lat": commune.lon, "lon": commune.lat})
            if commune.code in communes:
                found.append(error("duplicate-key", line, Words(
                    f"la commune {commune.code} est déjà dans ce fichier",
                    f"the commune {commune.code} is already in this file"),
                    Words("gardez une seule des deux lignes", "keep only one of the two lines")))
            if territories and commune.territory not in territories:
                meant = nearest(commune.territory, sorted(territories))
                found.append(error("unknown-territory", line, Words(
                    f"aucun territoire ne s’appelle « {scalars.short(commune.territory)} »",
                    f"no territory is called '{scalars.short(commune.territory)}'"),
                    Words(f"vouliez-vous dire « {meant} » ?", f"did you mean '{meant}'?")
                    if meant else Words(
                        f"les noms connus sont : {', '.join(sorted(territories))}",
                        f"the known names are: {', '.join(sorted(territories))}")))
            communes[commune.code] = commune
    except csv.Error as failure:
        found.append(error("bad-value", Span(file, max(1, reader.line_num)), Words(
            "cette ligne CSV est mal formée", f"this CSV row is malformed ({failure})")))
    return communes, found


def _commune(row: dict[Any, Any]) -> Commune:
    if None in row or any(row[column] is None for column in _COLUMNS):
        raise BadScalar(Words("cette ligne n’a pas le bon nombre de colonnes",
                              "this row has not the right number of columns"),
                        Words("une ligne est code,nom,territoire,lat,lon ; les nombres prennent un "
                              "point, et un texte avec une virgule des guillemets droits",
                              "a row is code,name,territory,lat,lon; numbers take a point, and a "
                              "text with a comma straight quotes") if None in row else
                        Words("une ligne est code,nom,territoire,lat,lon",
                              "a row is code,name,territory,lat,lon"))
    code, area = row["code"].strip(), row.get("area_km2") or "12"
    if not re.fullmatch(r"\d[\dAB]\d{3}", code, re.A):
        raise BadScalar(Words(f"« {scalars.short(code)} » n’est pas un code INSEE",
                              f"'{scalars.short(code)}' is not an INSEE code"),
                        f"0{code}" if re.fullmatch(r"\d{4}", code, re.A) else Words(
                            "un code INSEE a cinq caractères, et n’est pas le code postal",
                            "an INSEE code has five characters, and is not the postcode"))
    return Commune(
        # the table keeps the name as INSEE writes it; whoever reads a page gets its apostrophe
        code=code, name=scalars.line(row["name"]).replace("'", "’"),
        territory=scalars.slug(row["territory"]),
        lat=scalars.latitude(row["lat"]), lon=scalars.longitude(row["lon"]),
        area_km2=float(area) if is_area(area) else 12.0,
        postcodes=tuple((row.get("postcodes") or "").split()))


def is_area(typed: str) -> bool:
    """Whether a text is an area in km², with a decimal point."""
    return re.fullmatch(r"\d{1,5}(\.\d{1,6})?", typed, re.A) is not None and float(typed) > 0
