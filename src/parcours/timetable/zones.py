"""The zones and groups of stops that transport on demand serves, by the stops of a route in them.

A run may name, in place of a stop, a group of stops (``location_group_stops.txt``) or a zone of the
map (``locations.geojson``): one telephones, and is driven from anywhere in it to anywhere. It has
no times, and proves nothing; nor can anybody say that nothing goes there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from parcours.content.outside_json import is_large
from parcours.diagnostics.diagnostic import Words
from parcours.geo.points import LatLon
from parcours.timetable.archive import FeedFiles
from parcours.timetable.fault import BadFeed
from parcours.timetable.table import rows

MAX_BYTES = 16 * 1024 * 1024
_GROUPS, ZONES = "location_group_stops.txt", "locations.geojson"


def groups(files: FeedFiles, stops: Mapping[str, LatLon | None]) -> dict[str, list[str]]:
    """The stops that each group holds, of those asked about."""
    found: dict[str, list[str]] = {}
    if files.holds(_GROUPS):
        for _, (group, stop) in rows(files, _GROUPS, ("location_group_id", "stop_id"),
                                     where=("stop_id", stops)):
            if group and stop in stops:
                found.setdefault(group, []).append(stop)
    return found


def zones(files: FeedFiles, stops: Mapping[str, LatLon | None]) -> dict[str, list[str]]:
    """The stops that lie in each zone, of those asked about; raises `BadFeed`."""
    if not files.has(ZONES):
        return {}
    with files.open(ZONES) as raw:
        text = raw.read(MAX_BYTES + 1).decode("utf-8", "replace")
    try:
        if len(text) > MAX_BYTES or is_large(text):
            raise ValueError(len(text))
        found: dict[str, list[str]] = {}
        for one in json.loads(text)["features"]:
            shapes = list(_polygons(one["geometry"]))
            inside = [stop for stop, at in stops.items()
                      if at is not None and any(_within(at, rings) for rings in shapes)]
            if inside:
                found[str(one["id"])] = inside
        return found
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError,
            OverflowError) as failure:
        raise BadFeed(files.file(ZONES), Words(
            "ce fichier ne dit pas des zones en GeoJSON", "this file does not tell zones in GeoJSON"
        )) from failure


def _polygons(geometry: Any) -> Iterator[list[list[Any]]]:
    if geometry["type"] == "Polygon":
        yield geometry["coordinates"]
    elif geometry["type"] == "MultiPolygon":
        yield from geometry["coordinates"]


def _within(at: LatLon, rings: Iterable[list[Any]]) -> bool:
    """Whether a point lies in a polygon and in none of its holes: a ray to the east crosses its
    rings an odd number of times."""
    crossed = False
    for ring in rings:
        for (lon, lat, *_), (to_lon, to_lat, *_) in pairwise(ring):
            if (lat > at.lat) != (to_lat > at.lat) and (
                    at.lon < lon + (at.lat - lat) / (to_lat - lat) * (to_lon - lon)):
                crossed = not crossed
    return crossed
