"""What OsmAnd and other programs write in the extensions of a GPX: an address, and the tags of the
object of OpenStreetMap that a favourite was made of. What is not taken over is told with its words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from parcours.content.gpx_file import below
from parcours.content.outside_xml import local
from parcours.importers import columns, openstreetmap, plain
from parcours.importers.found import Found, Left

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_TAG = "amenity_"
"""How OsmAnd begins the name of a tag of OpenStreetMap."""
_CARRIED = {"address": "address", "amenity_opening_hours": "opening_hours",
            "amenity_phone": "phone", "amenity_website": "website", "amenity_email": "email",
            "amenity_wheelchair": "wheelchair", "amenity_description": "description"}
"""The columns of a table that say the same."""
_DRAWN = frozenset((
    "icon", "background", "color", "hidden", "width", "show_arrows", "show_start_finish",
    "split_type", "split_interval", "line_3d_visualization_by_type", "coloring_type",
    "color_palette", "elevation_meters", "profile", "amenity_icon_name", "amenity_origin",
    "calculated_time", "displaycolor", "displaymode", "opacity", "weight", "linecap", "pattern",
    "dashes"))
"""What only says how a point or a line is drawn."""
_MOST = 20
_SHOWN = 150


def tags(element: Element) -> Iterator[tuple[str, str]]:
    """The name and the words of each extension that says more than how it is drawn."""
    for extensions in below(element, "extensions"):
        for one in [*extensions.iter()][1:_MOST + 1]:
            name, said = plain.line(local(one)[:60]), plain.line((one.text or "")[:2000])
            if name and said and name.lower() not in _DRAWN:
                yield name, said[:_SHOWN]


def more(found: Found, point: Element) -> Found:
    """A place with what its extensions say besides. What is a tag of OpenStreetMap stays under its
    licence."""
    left, row = Left([*found.left_out]), dict[str, object]()
    theirs = False
    for name, said in tags(point):
        theirs = theirs or name.startswith(_TAG)
        if name in _CARRIED and _CARRIED[name] not in row:
            row[_CARRIED[name]] = said
        else:
            left.out(f"« {name} » : {said}", f"'{name}': {said}")
    if not row and not theirs:
        return replace(found, left_out=left.all)
    told = columns.place(row, Left())
    for own, other in ((found.website, told.website), (found.description, told.description)):
        if own and other:
            left.out(f"« {other} » (extensions)", f"'{other}' (extensions)")
    return replace(
        found, address=told.address, hours=told.hours, phone=told.phone, email=told.email,
        wheelchair=told.wheelchair, website=found.website or told.website,
        description=found.description or told.description,
        page=found.page or (openstreetmap.COPYRIGHT if theirs else ""),
        licence=found.licence or ("ODbL-1.0" if theirs else ""),
        town=told.town, postcode=told.postcode, left_out=(*left.all, *told.left_out))
