"""``communes.csv`` to communes, or diagnostics: which territory each lies in, and where."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import TypeVar

from parcours.content.csv_file import Cells, cell_span, lacking_columns, read_rows, wrong_width
from parcours.diagnostics.diagnostic import Diagnostic, Span, Words, did_you_mean, error
from parcours.format import scalars
from parcours.format.model import Commune
from parcours.format.scalars import BadScalar
from parcours.format.scalars.numbers import is_turned
from parcours.i18n.prepositions import of
from parcours.suggest.likely import slug_of
from parcours.suggest.nearest import nearest

T = TypeVar("T")
_COLUMNS = ("code", "name", "territory", "lat", "lon")


def parse_communes(text: str, file: str, territories: Collection[str] = (),
                   names: Mapping[str, str] | None = None
                   ) -> tuple[dict[str, Commune], list[Diagnostic]]:
    """``communes.csv`` by INSEE code: code, name, territory, lat, lon, optionally area_km2 and
    postcodes (several with a space between them).

    Where ``territories`` are known, each commune lies in one of them; ``names`` has their ids by
    what they are called, as `slug_of` writes it. A row of which it is sure what was meant counts:
    its places are not told that there is no such commune.
    """
    if open_quote := next((number for number, row in enumerate(text.splitlines(), 1)
                           if row.count('"') % 2), 0):
        return {}, [error("bad-value", Span(file, open_quote), Words(
            "un guillemet ouvert n’est pas refermé", "a quote is opened and not closed"), Words(
            "refermez-le, ou retirez-le", "close it, or remove it"))]
    communes: dict[str, Commune] = {}
    faults: list[Diagnostic] = []
    heading_faults = partial(_heading_faults, first_line=text.partition("\n")[0], file=file)
    bare = text.removeprefix("\ufeff")
    made_of = partial(_commune, names=names or {})
    for span, cells, typed in read_rows(text, file, heading_faults, made_of, faults):
        commune = typed
        faults += _cell_faults(cells, bare, span, typed)
        if is_turned(typed.lat, typed.lon):
            faults.append(_turned(typed, span))
            # meant so: its places are where they are, and not told to be elsewhere
            commune = typed.model_copy(update={"lat": typed.lon, "lon": typed.lat})
        if commune.code in communes:
            faults.append(error("duplicate-key", span, Words(
                f"la commune {commune.code} est déjà dans ce fichier",
                f"the commune {commune.code} is already in this file"),
                Words("gardez une seule des deux lignes", "keep only one of the two lines")))
        if territories and commune.territory not in territories and (
                commune.territory == cells["territory"]):  # another was told as no id already
            faults.append(_unknown_territory(commune.territory, sorted(territories), span))
        communes[commune.code] = commune
    return communes, faults


def _heading_faults(heading: Sequence[str], first_line: str, file: str) -> Iterator[Diagnostic]:
    if lacking := sorted(set(_COLUMNS) - set(heading)):
        yield lacking_columns(lacking, file, Words(
            "enregistrez le tableau avec la virgule pour séparateur",
            "save the table with the comma as its separator") if ";" in first_line else
            Words("la première ligne est code,name,territory,lat,lon",
                  "the first line is code,name,territory,lat,lon"))


def _cell_faults(cells: Cells, text: str, span: Span, meant: Commune) -> Iterator[Diagnostic]:
    """What is wrong with the cells of which it is sure what was meant, and with those that a row
    may leave empty."""
    for column, read in (("lat", scalars.latitude), ("lon", scalars.longitude),
                         ("territory", scalars.slug)):
        try:
            read(cells[column])
        except BadScalar as bad:
            right = bad.hint if column != "territory" else Words(
                f"écrivez {meant.territory}", f"write {meant.territory}")
            yield error(bad.code, cell_span(text, [*cells], span, column), bad.message, right)
    area = cells.get("area_km2")
    if area and not is_area(area):
        yield error("bad-value", span, Words(
            f"« {scalars.short(area)} » n’est pas une surface en km²",
            f"'{scalars.short(area)}' is not an area in km²"),
            Words("écrivez un nombre, comme 12.5", "write a number, like 12.5"))
    if wrong := [one for one in (cells.get("postcodes") or "").split()
                 if not re.fullmatch(r"\d{5}", one, re.A)]:
        yield error("bad-value", span, Words(
            f"« {scalars.short(wrong[0])} » n’est pas un code postal",
            f"'{scalars.short(wrong[0])}' is not a postcode"),
            Words("un code postal a cinq chiffres ; séparez-les par des espaces",
                  "a postcode has five digits; put spaces between them"))


def _turned(commune: Commune, span: Span) -> Diagnostic:
    return error("swapped-coordinates", span, Words(
        f"la latitude et la longitude {of(commune.name)} sont inversées",
        f"latitude and longitude of {commune.name} are swapped"), Words(
        f"écrivez {commune.lon} dans la colonne lat et {commune.lat} dans la colonne lon",
        f"write {commune.lon} in the column lat and {commune.lat} in the column lon"))


def _unknown_territory(id: str, known: Sequence[str], span: Span) -> Diagnostic:
    return error("unknown-territory", span, Words(
        f"aucun territoire ne s’appelle « {scalars.short(id)} »",
        f"no territory is called '{scalars.short(id)}'"),
        did_you_mean(nearest(id, known)) or Words(
            f"les noms connus sont : {', '.join(known)}",
            f"the known names are: {', '.join(known)}"))


def _surely(read: Callable[[object], T], cell: str) -> T:
    """A cell as it was surely meant; raises `BadScalar` for one that may be something else."""
    try:
        return read(cell)
    except BadScalar as bad:
        if bad.certain is None:
            raise
        return read(bad.certain)


def _commune(row: Cells, names: Mapping[str, str]) -> Commune:
    if None in row or any(row[column] is None for column in _COLUMNS):
        raise wrong_width(Words(
            "une ligne est code,nom,territoire,lat,lon ; les nombres prennent un point, et un "
            "texte avec une virgule des guillemets droits",
            "a row is code,name,territory,lat,lon; numbers take a point, and a text with a comma "
            "straight quotes") if None in row else Words(
            "une ligne est code,nom,territoire,lat,lon", "a row is code,name,territory,lat,lon"))
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
        territory=names.get(slug_of(row["territory"])) or _surely(scalars.slug, row["territory"]),
        lat=_surely(scalars.latitude, row["lat"]), lon=_surely(scalars.longitude, row["lon"]),
        area_km2=float(area) if is_area(area) else 12.0,
        postcodes=tuple((row.get("postcodes") or "").split()))


def is_area(typed: str) -> bool:
    """Whether a text is an area in km², with a decimal point."""
    return re.fullmatch(r"\d{1,5}(\.\d{1,6})?", typed, re.A) is not None and float(typed) > 0
