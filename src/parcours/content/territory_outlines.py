"""``outlines.geojson`` to where territories end: what maps and pictures draw, and whose word it is.

The file is optional, and so is each territory in it. A feature whose ``territory`` (or ``id``) is
one of ``territories.yml`` is its outline; then the file says its ``source``, ``date`` and
``licence``, which every page and map repeats, and to how many metres the outlines are simplified.
A territory whose outline is another's word, as one that joined later, says these four itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from parcours.content.boundaries import Boundary, boundary
from parcours.content.outline_file import (
    BadOutlineError,
    Feature,
    OutlineFile,
    crossing,
    polygons_of,
)
from parcours.diagnostics.diagnostic import Diagnostic, Words, did_you_mean, error
from parcours.format import scalars
from parcours.format.model import Commune
from parcours.format.scalars import BadScalar, short
from parcours.geo.points import LatLon
from parcours.source.tree import MAX_FAULTS
from parcours.suggest.nearest import nearest

MOST_POINTS = 1_000
"""Of a territory: each map and each cover carries them."""
DEFAULT_TOLERANCE_M = 300
"""Of a file that does not say: outlines are simplified, and boundaries move by a field or two."""
MOST_TOLERANCE_M = 2_000
_MOST_SIGNS = 120
_DATE = re.compile(r"\d{4}(-\d{2}-\d{2})?", re.ASCII)


class OutlineCredit(NamedTuple):
    """Whose word outlines are, of which edition, on which terms; every page and map repeats it."""

    source: str
    edition: str
    """A year, or a day as ``2026-02-18``."""
    licence: str


@dataclass(frozen=True, slots=True)
class TerritoryOutlines:
    """Where territories end, as far as the folder says."""

    of: Mapping[str, Boundary] = field(default_factory=dict)
    """By territory."""
    credits: Mapping[str, OutlineCredit] = field(default_factory=dict)
    """Whose word each of them is."""
    tolerance_m: int = DEFAULT_TOLERANCE_M
    """How far from the true line the outlines of the file may run."""
    tolerances_m: Mapping[str, int] = field(default_factory=dict)
    """The same of those territories that say another figure."""

    def credits_of(self, territories: Iterable[str]) -> tuple[OutlineCredit, ...]:
        """Whose word the outlines of some territories are, each once."""
        return tuple(dict.fromkeys(self.credits[id] for id in territories if id in self.credits))

    def tolerance_of(self, territory: str) -> int:
        """How far from the true line the outlines of a territory and its communes may run."""
        return self.tolerances_m.get(territory, self.tolerance_m)


def territory_outlines(read: OutlineFile, territories: Collection[str],
                       communes: Iterable[Commune]) -> tuple[TerritoryOutlines, list[Diagnostic]]:
    """The outlines of territories, and what is wrong with the file; none is used that has a fault.
    """
    found: dict[str, Boundary] = {}
    credits: dict[str, OutlineCredit] = {}
    tolerances_m: dict[str, int] = {}
    faults: list[Diagnostic] = []
    points: dict[str, list[LatLon]] = {}
    for commune in communes:
        points.setdefault(commune.territory, []).append(commune.position)
    for feature in read.features:
        id = territory_of(feature, territories)
        if id is None:
            continue
        try:
            _known(id, territories)
            if id in found:
                raise BadOutlineError(
                    Words("ce territoire est là deux fois", "this territory comes twice"),
                    Words("réunissez ses parties en un MultiPolygon",
                          "join its parts in one MultiPolygon"), "duplicate-key")
            found[id] = _checked(feature, points.get(id, ()))
        except BadOutlineError as bad:
            faults.append(error(bad.code, read.span(feature), Words(
                f"contour de « {short(id)} » : {bad.message.fr}",
                f"outline of '{short(id)}': {bad.message.en}"), bad.hint))
        credits[id] = _credit(read, feature, faults)
        if "tolerance_m" in feature.properties:
            tolerances_m[id] = _tolerance(read, faults, feature)
        if len(faults) >= MAX_FAULTS:
            break
    tolerance_m = _tolerance(read, faults)
    faults = list(dict.fromkeys(faults))  # what the file lacks, each territory asks for
    return (TerritoryOutlines(tolerance_m=tolerance_m) if faults else
            TerritoryOutlines(found, credits, tolerance_m, tolerances_m)), faults


def territory_of(feature: Feature, territories: Collection[str]) -> str | None:
    """The territory that a feature is said to be; None for a commune, or for another purpose."""
    said = feature.properties.get("territory")
    if isinstance(said, str) and "code" not in feature.properties:
        return said
    id = feature.properties.get("id")
    return id if isinstance(id, str) and id in territories else None


def _known(id: str, territories: Collection[str]) -> None:
    if id in territories:
        return
    listed = ", ".join(sorted(territories))
    raise BadOutlineError(
        Words("aucun territoire ne porte cet identifiant", "no territory has this id"),
        did_you_mean(nearest(id, sorted(territories))) or Words(
            f"les territoires sont : {listed}", f"the territories are: {listed}"),
        "unknown-territory")


def _checked(feature: Feature, communes: Collection[LatLon]) -> Boundary:
    """A territory's outline; raises `BadOutlineError` where it cannot be its."""
    parts = polygons_of(feature.geometry, MOST_POINTS)
    if at := crossing(parts):
        raise BadOutlineError(Words(
            f"il se coupe lui-même vers {at[1]:.5f}, {at[0]:.5f} (latitude, longitude)",
            f"it crosses itself near {at[1]:.5f}, {at[0]:.5f} (latitude, longitude)"),
            Words("corrigez-le dans votre logiciel de cartes, ou refaites-le avec "
                  "« parcours outlines »", "mend it in your map software, or make it again with "
                  "'parcours outlines'"))
    outline = boundary(parts)
    if communes and not any(outline.holds(point) for point in communes):
        turned = any(abs(point.lon) <= 90 and outline.holds(LatLon(point.lon, point.lat))
                     for point in communes)
        raise BadOutlineError(
            Words("il ne contient aucune des communes du territoire",
                  "it holds none of the territory's communes"),
            Words("écrivez la longitude d’abord : c’est l’ordre du GeoJSON",
                  "write the longitude first: that is the order of GeoJSON") if turned else
            Words("vérifiez l’identifiant du territoire, et que le contour est en degrés WGS84",
                  "check the territory's id, and that the outline is in WGS84 degrees"))
    return outline


def _credit(read: OutlineFile, feature: Feature, faults: list[Diagnostic]) -> OutlineCredit:
    """Who says where a territory ends: it, else the file; a fault for each word that is missing or
    wrong."""
    def said(member: str, take: Callable[[str], str], lacking: Words, hint: Words) -> str:
        own = feature.properties.get(member)
        written = own or read.members.get(member)
        if not isinstance(written, str) or not written.strip():
            faults.append(error("missing-credit", read.span(feature if own else None), lacking,
                                hint))
            return ""
        try:
            return take(written)
        except BadScalar as bad:
            span = read.span(feature) if own else read.span(member=member)
            faults.append(error(bad.code, span, bad.message, bad.hint))
            return ""

    return OutlineCredit(
        said("source", _named,
             Words("ces contours de territoires n’ont pas de source",
                   "these outlines of territories have no source"),
             Words("ajoutez « source » au début du fichier : qui les publie, et sous quel nom",
                   "add \"source\" at the beginning of the file: who publishes them, and under "
                   "which name")),
        said("date", _edition,
             Words("ces contours de territoires n’ont pas de date",
                   "these outlines of territories have no date"),
             Words("ajoutez « date » au début du fichier : l’année ou le jour de l’édition",
                   "add \"date\" at the beginning of the file: the year or the day of the "
                   "edition")),
        said("licence", _named,
             Words("ces contours de territoires n’ont pas de licence",
                   "these outlines of territories have no licence"),
             Words("ajoutez « licence » au début du fichier, telle que leur page l’indique",
                   "add \"licence\" at the beginning of the file, as their page states it")))


def _named(written: str) -> str:
    """A name in one line, short enough for the edge of a map."""
    name = scalars.line(written)
    if len(name) > _MOST_SIGNS:
        raise BadScalar(Words(f"« {short(name)} » est trop long pour le bord d’une carte",
                              f"'{short(name)}' is too long for the edge of a map"),
                        Words(f"gardez {_MOST_SIGNS} signes au plus",
                              f"keep {_MOST_SIGNS} characters at most"), code="too-large")
    return name


def _edition(written: str) -> str:
    if _DATE.fullmatch(written.strip()):
        try:
            date.fromisoformat(f"{written.strip()}-01-01"[:10])
        except ValueError:
            pass
        else:
            return written.strip()
    raise BadScalar(Words(f"« {short(written)} » n’est ni une année, ni un jour",
                          f"'{short(written)}' is neither a year nor a day"),
                    Words("écrivez l’année (AAAA) ou le jour (AAAA-MM-JJ) de l’édition",
                          "write the year (YYYY) or the day (YYYY-MM-DD) of the edition"))


def _tolerance(read: OutlineFile, faults: list[Diagnostic], feature: Feature | None = None) -> int:
    """What the file says, or one territory of it."""
    written = (feature.properties if feature else read.members).get(
        "tolerance_m", DEFAULT_TOLERANCE_M)
    if (isinstance(written, int | float) and not isinstance(written, bool)
            and 0 <= written <= MOST_TOLERANCE_M):
        return round(written)
    span = read.span(feature) if feature else read.span(member="tolerance_m")
    faults.append(error("bad-value", span, Words(
        f"« tolerance_m » est un nombre de mètres, de 0 à {MOST_TOLERANCE_M}",
        f"'tolerance_m' is a number of metres, from 0 to {MOST_TOLERANCE_M}"), Words(
        "écrivez à combien de mètres près les contours sont simplifiés",
        "write to within how many metres the outlines are simplified")))
    return DEFAULT_TOLERANCE_M
