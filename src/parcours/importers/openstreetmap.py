"""What exports of OpenStreetMap say of an object: its id, and those it has in other catalogues.

Its id is also why the page of a place has to name the contributors: a position of theirs is under
the ODbL, and stays so wherever it goes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from parcours.content.tracks import Origin
from parcours.format.fields.place import REF_FORMS
from parcours.suggest.likely import slug_of

COPYRIGHT = "https://www.openstreetmap.org/copyright"
"""What stands for an object of which only the data base is known."""
ORIGIN = Origin(author="© les contributeurs d’OpenStreetMap",
                licence="https://opendatacommons.org/licenses/odbl/1-0/")
"""Of a path that was drawn there."""
ID = REF_FORMS["osm"]
"""An object, as exports and our ``refs`` name it."""
_FULL = re.compile(r"([nwr])(\d{1,15})", re.A | re.I)
_SORTS = {"n": "node", "w": "way", "r": "relation", "node": "node", "way": "way",
          "relation": "relation"}
_WIKIDATA = re.compile(r"https?://www\.wikidata\.org/entity/(Q[1-9]\d{0,11})", re.A)
"""What the query service of Wikidata has for an object, in the column ``item``."""
_PAGE = re.compile(r"https?://(?:www\.)?(?:openstreetmap\.org|osm\.org)/(?:browse/)?"
                   r"((?:node|way|relation)/\d{1,15})(?:[/?#].*)?", re.A | re.I)
_OURS = re.compile(r"openstreetmap|\bODbL\b|overpass", re.I)


class Object(NamedTuple):
    """What a row says of its object, and the headings that said it."""

    refs: dict[str, str]
    used: frozenset[str]


def known(row: Mapping[str, object]) -> Object:
    """The ids of an object, by the tags and columns that programs put beside its own: those of
    overpass turbo (``@id``), Overpass (``@id`` with ``@type``), QuickOSM (``full_id``, ``osm_id``
    with ``osm_type``), Wikidata (``item``) and its tags."""
    said = {header: str(value).strip() for header, value in row.items()
            if isinstance(value, str | int) and not isinstance(value, bool)}
    named = {slug_of(header): header for header in reversed(said)}
    refs: dict[str, str] = {}
    used: set[str] = set()

    def take(name: str, value: str, *headings: str) -> None:
        refs.setdefault(name, value)
        used.update(named[heading] for heading in headings)

    for heading in ("id", "full-id"):
        if (header := named.get(heading)) is None:
            continue
        if match := ID.fullmatch(said[header]):
            take("osm", match[0], heading)
        elif heading == "full-id" and (match := _FULL.fullmatch(said[header])):
            take("osm", f"{_SORTS[match[1].lower()]}/{match[2]}", heading)
    if {"osm-id", "osm-type"} <= named.keys():
        sort, number = _SORTS.get(said[named["osm-type"]].lower(), ""), said[named["osm-id"]]
        if sort and re.fullmatch(r"\d{1,15}", number, re.A):
            take("osm", f"{sort}/{number}", "osm-id", "osm-type")
    sorts = next((header for header in said if header.lower() == "@type"), "")
    number = next((header for header in said if header.lower() == "@id"), "")
    if (sort := _SORTS.get(said.get(sorts, "").lower(), "")) and re.fullmatch(
            r"\d{1,15}", said.get(number, ""), re.A):
        refs.setdefault("osm", f"{sort}/{said[number]}")
        used.update((sorts, number))
    if match := _WIKIDATA.fullmatch(said.get(named.get("item", ""), "")):
        take("wikidata", match[1], "item")
    for name, heading in (("wikidata", "wikidata"), ("merimee", "ref-mhs")):
        if heading in named and REF_FORMS[name].fullmatch(said[named[heading]]):
            take(name, said[named[heading]], heading)
    return Object(refs, frozenset(used))


def id_of_page(address: str) -> str:
    """The object whose page an address is, as ``node/1``; empty for any other."""
    found = _PAGE.fullmatch(address.strip())
    return found[1].lower() if found else ""


def page_of(id: str) -> str:
    """The page of an object."""
    return f"https://www.openstreetmap.org/{id}"


def is_theirs(said: object) -> bool:
    """Whether what a file says of its rights names OpenStreetMap."""
    return isinstance(said, str) and bool(_OURS.search(said[:500]))
