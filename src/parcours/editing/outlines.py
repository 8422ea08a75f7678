"""Where territories end, made from where their communes do, for ``outlines.geojson``.

The communes of each territory are joined and the line between them and the rest is simplified, in
metres, so that no point of it is farther from the true one than the file says. What is drawn on
every map and every cover must be light: where it is not, it is simplified further.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from parcours.content.boundaries import boundaries_of
from parcours.content.commune_table import CommuneRow, read_table
from parcours.content.outline_file import (
    BadOutlineError,
    OutlineFile,
    Parts,
    geometry_of,
    polygons_of,
    read_outline_file,
    read_outlines,
)
from parcours.content.territory_outlines import (
    MOST_TOLERANCE_M,
    territory_of,
    territory_outlines,
)
from parcours.diagnostics.diagnostic import Diagnostic, Span, Words, error
from parcours.format.model import Commune
from parcours.geo.plane import Plane
from parcours.geo.points import LatLon
from parcours.source.read import read_bounded

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

MOST_POINTS = 600
"""Of a territory, in the mean: about 2 kB on a map, once packed."""
_TABLE_BYTES = 64 * 1024 * 1024
"""More than the communes of a région take."""
_SMALLER = Words("prenez le fichier du département, ou les seules communes des territoires",
                 "take the file of the département, or the territories' communes alone")
_SAID = ("source", "date", "licence")
"""Whose word outlines are, as the file or a territory of it says."""
_DECIMALS = 4
"""Of a degree: 11 m at most, which is part of the tolerance."""
_GRID_M = 1.0
"""Neighbours meet on it, although each wrote their boundary with other decimals."""
_ROUNDING_M = 8
"""How far both move a point at most."""
_PLANE = 0.99
"""What a metre of the plane is worth, at least, over the size of a territory."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the outlines are to be, and whose word the given boundaries of communes are."""

    tolerance_m: int = 100
    source: str = ""
    date: str = ""
    licence: str = ""
    """Where empty, what the file says already stands."""


@dataclass(frozen=True, slots=True)
class Made:
    """The whole file, and what was done to get there."""

    text: str
    tolerance_m: int
    points: Mapping[str, int]
    """By territory."""


def made(path: Path, given: Path | None, communes: Mapping[str, Commune],
         asked: Asked) -> Made | list[Diagnostic]:
    """The file ``path`` with an outline for each territory, or what keeps it from being made.

    ``given`` is a table of communes with their polygons (GeoJSON, as IGN's Admin Express); without
    it the file itself has them. A territory of which the table has no commune keeps the outline
    that the file has of it, whose word it is too: so one joins the others later.
    """
    before = _before(path)
    if not isinstance(before, OutlineFile):
        return [before]
    table = given or path
    drawn, faults = _given(table) if given else _own(before)
    members: dict[str, list[Commune]] = {}
    for _, commune in sorted(communes.items()):
        members.setdefault(commune.territory, []).append(commune)
    there = {id for one in before.features if (id := territory_of(one, members)) is not None}
    if given and any(code in drawn for code in communes):
        members = {id: some for id, some in members.items() if id not in there
                   or any(commune.code in drawn for commune in some)}
    missing = [commune for some in members.values() for commune in some
               if commune.code not in drawn]
    if missing and not faults:
        faults.append(_missing(missing, table))
    if faults:
        return faults
    tolerance_m = asked.tolerance_m
    while True:
        shapes = {id: _joined([drawn[commune.code] for commune in some], tolerance_m)
                  for id, some in members.items()}
        points = {id: sum(len(ring) for part in shape for ring in part)
                  for id, shape in shapes.items()}
        if (sum(points.values()) <= MOST_POINTS * len(points)
                or tolerance_m * 2 > MOST_TOLERANCE_M):
            break
        tolerance_m *= 2
    text = _file(before, shapes, tolerance_m, asked, alone=there <= set(shapes))
    after = read_outlines(text, path.as_posix())
    if isinstance(after, OutlineFile):
        faults = territory_outlines(
            after, {one.territory for one in communes.values()}, communes.values())[1]
    return faults or Made(text, tolerance_m, points)


def _before(path: Path) -> OutlineFile | Diagnostic:
    """The file as it stands; one without features where there is none."""
    if not path.exists():
        return OutlineFile(path.as_posix(), "", {}, ())
    return read_outline_file(path, path.as_posix())


def _missing(communes: Sequence[Commune], table: Path) -> Diagnostic:
    listed = ", ".join(f"{one.code} ({one.name})" for one in communes[:8])
    more = ", …" if len(communes) > 8 else ""
    return error("unknown-commune", Span(table.as_posix()), Words(
        f"ce fichier n’a pas le contour de {len(communes)} communes : {listed}{more}",
        f"this file has no outline of {len(communes)} communes: {listed}{more}"), Words(
        "prenez un fichier qui les a toutes : sans elles, le contour du territoire serait faux",
        "take a file that has them all: without them the territory's outline would be wrong"))


def _own(before: OutlineFile) -> tuple[dict[str, Parts], list[Diagnostic]]:
    found, faults = boundaries_of(before)
    return {code: one.parts for code, one in found.items()}, faults


def _given(table: Path) -> tuple[dict[str, Parts], list[Diagnostic]]:
    """The polygons of a table, by INSEE code."""
    file = table.as_posix()
    raw = read_bounded(table, file, _TABLE_BYTES, _SMALLER)
    if not isinstance(raw, bytes):
        return {}, [raw]
    found: dict[str, Parts] = {}
    faults: list[Diagnostic] = []
    for row in read_table(raw.decode("utf-8-sig", "replace"), file):
        if not isinstance(row, CommuneRow):
            faults.append(row)
        elif row.polygon is not None:
            try:
                found[row.code] = polygons_of(row.polygon)
            except BadOutlineError as bad:
                faults.append(error(bad.code, Span(file), Words(
                    f"{row.code} : {bad.message.fr}", f"{row.code}: {bad.message.en}"), bad.hint))
    return found, faults


def _joined(communes: Sequence[Parts], tolerance_m: int) -> Parts:
    """The outline of some communes together; what is smaller than it is exact is left out."""
    import shapely  # takes longer to import than the rest of the package: only here
    from shapely.geometry.polygon import orient

    points = [point for parts in communes for part in parts for point in part[0]]
    plane = Plane(LatLon(fsum(lat for _, lat in points) / len(points),
                         fsum(lon for lon, _ in points) / len(points)))

    def flat(rings: Iterable[tuple[tuple[float, float], ...]]) -> list[list[tuple[float, float]]]:
        return [[plane.xy(lat, lon) for lon, lat in ring] for ring in rings]

    whole = shapely.union_all([
        shapely.make_valid(shapely.Polygon(*_rings(flat(part))))
        for parts in communes for part in parts], grid_size=_GRID_M)
    least = tolerance_m ** 2
    kept = shapely.MultiPolygon([
        shapely.Polygon(part.exterior,
                        [hole for hole in part.interiors if shapely.Polygon(hole).area > least])
        for part in _polygons(whole) if part.area > least])
    calm = kept.simplify(max(0, tolerance_m * _PLANE - _ROUNDING_M))
    return tuple(
        tuple(tuple((point.lon, point.lat)
                    for point in (plane.point(x, y, _DECIMALS) for x, y in ring.coords))
              for ring in (part.exterior, *part.interiors))
        for part in sorted((orient(part.normalize()) for part in _polygons(calm)),
                           key=lambda part: (-part.area, part.bounds)))


def _rings(rings: Sequence[Any]) -> tuple[Any, Sequence[Any]]:
    return rings[0], rings[1:]


def _polygons(shape: BaseGeometry) -> list[Any]:
    import shapely

    return [part for part in shapely.get_parts(shape).tolist()
            if isinstance(part, shapely.Polygon) and not part.is_empty]


def _file(before: OutlineFile, shapes: Mapping[str, Parts], tolerance_m: int,
          asked: Asked, *, alone: bool) -> str:
    """The file as it was, with other outlines of these territories; a line a feature.

    What is asked is said of the file where they are ``alone`` in it, else of them."""
    said = {name: written for name, written in (
        ("source", asked.source), ("date", asked.date), ("licence", asked.licence)) if written}
    members = {"type": "FeatureCollection", **dict.fromkeys(_SAID, ""), **said,
               **{name: value for name, value in before.members.items()
                  if name not in ("type", "features")}}
    if alone:
        members |= {**said, "tolerance_m": tolerance_m}
    members["tolerance_m"] = members.pop("tolerance_m", tolerance_m)  # the last of them
    own: dict[str | None, Mapping[str, Any]] = {
        territory_of(one, shapes): one.properties for one in before.features}
    features = [{"type": "Feature",
                 "properties": {"territory": id, **_of_its_own(
                     {} if alone and said else own.get(id, {}),
                     {} if alone else said, tolerance_m, members)},
                 "geometry": geometry_of(shape)} for id, shape in shapes.items()]
    kept = [one.whole for one in before.features if territory_of(one, shapes) not in shapes]
    head = ",\n".join(f"{_json(name)}:{_json(value)}" for name, value in members.items() if value)
    return f"{{{head},\n\"features\":[\n" + ",\n".join(map(_json, [*features, *kept])) + "\n]}\n"


def _of_its_own(before: Mapping[str, Any], said: Mapping[str, str], tolerance_m: int,
                members: Mapping[str, Any]) -> dict[str, Any]:
    """What a territory says of its outline that the file does not say of all.

    Its outline is no truer than its communes: a tolerance that it said before stays until other
    communes are given."""
    told = {**{name: before[name] for name in _SAID if name in before}, **said,
            "tolerance_m": tolerance_m if said else before.get("tolerance_m", tolerance_m)}
    return {name: value for name, value in told.items() if value != members.get(name)}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
