"""Files of our own open data that do not tell a whole route: refused, with the one that does.

Read as anybody's, the catalogue in GeoJSON or a table of stops would give a place for each route,
or each stop without its route; so each is told by what no other file has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from parcours.diagnostics.diagnostic import Words
from parcours.importers.found import BadImport
from parcours.importers.untrusted import dig, each

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_HINT = Words(
    "importez parcours.json, qui est à côté, ou le GPX ou le GeoJSON d’un seul parcours",
    "import parcours.json, which lies beside it, or the GPX or GeoJSON of a single route")
_TABLES = (("id", "alliance", "car_free"), ("route", "number", "arrival_level"))
"""Names of columns that only our table of routes has together, then only that of stops."""
_STOP, _STAGE = re.compile(r"r-[a-z0-9-]+-etape-\d+"), re.compile(r"#etape-\d+\Z")


def refuse_tree(tree: object) -> None:
    """Raise `BadImport` for JSON of ours that carries no record of a route."""
    about = dig(tree, "parcours")
    features, results = dig(tree, "features"), dig(tree, "results")
    if isinstance(about, dict) and (isinstance(features, list) or isinstance(results, list)) and (
            isinstance(about.get("licence_url"), str) or "tolerance_m" in about):
        _refuse()
    if any(isinstance(id := dig(one, "olo:slot", 0, "olo:item", "@id"), str) and _STAGE.search(id)
           for one in each(dig(tree, "@graph"))):
        _refuse()


def refuse_table(headings: Sequence[str]) -> None:
    """Raise `BadImport` for a table of ours."""
    named = {heading.strip() for heading in headings}
    if any(named.issuperset(table) for table in _TABLES):
        _refuse()


def refuse_kml(root: Element) -> None:
    """Raise `BadImport` for the KML of all routes."""
    if any(_STOP.fullmatch(one.get("id", "")) for one in root.iter()):
        _refuse()


def _refuse() -> None:
    raise BadImport(Words(
        "ce fichier de nos données ouvertes ne dit pas tout d’un parcours",
        "this file of our open data does not tell all of a route"), _HINT)
