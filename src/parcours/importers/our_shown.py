"""What a file of ours shows, against the record that it carries: an edit of the former counts.

Programs keep members they do not know as they are, so a stop that was renamed or moved in one of
them would come back as it was before. What differs is taken from what is shown, and told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from parcours.geo.points import LatLon
from parcours.importers import plain, untrusted
from parcours.importers.found import Left
from parcours.importers.untrusted import dig, each

_SAME_DEGREES = 6e-7
"""Files have six decimals at most."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What one can see of a stop; what is empty or None the file does not show."""

    name: str
    note: str = ""
    at: LatLon | None = None


def stops_of(route: object) -> list[dict[str, Any]]:
    """The stops of a record's route, in their order."""
    return [stop for day in each(dig(route, "days")) for stop in each(dig(day, "stops"))
            if isinstance(stop, dict)]


def correct(record: dict[str, Any], shown: Sequence[Shown], heading: tuple[str, str], lang: str,
            left: Left) -> None:
    """Change the record where the file shows something else; ``heading``: title and summary."""
    route = record["route"]
    for name, said in zip(("title", "summary"), heading, strict=True):
        _text(route, name, said, lang, left)
    for stop, seen in zip(stops_of(route), shown, strict=False):
        id = stop.get("place")
        place = dig(record.get("places"), id) if isinstance(id, str) else stop
        if isinstance(place, dict):
            _text(place, "name", seen.name, lang, left)
            _position(place, seen.at, left)
        _text(stop, "note", seen.note, lang, left)


def _text(holder: dict[str, Any], name: str, said: str, lang: str, left: Left) -> None:
    there = holder.get(name)
    # a file is read without its marks, which a text of ours may have as it stands
    if not said or any(_same(said, seen) for one in _texts(there)
                       for seen in (one, plain.line(one), plain.text(one))):
        return
    if isinstance(there, dict) and lang:
        holder[name] = {**there, lang: said}
    else:
        holder[name] = {lang: said} if lang else said
    for before in [next(_texts(there), "")]:
        if before:
            left.out(f"« {plain.line(before)} », changé depuis l’export en « {plain.line(said)} »",
                     f"'{plain.line(before)}', changed since the export to '{plain.line(said)}'")


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (one for one in value.values() if isinstance(one, str))
    elif isinstance(value, str):
        yield value


def _same(one: str, other: str) -> bool:
    return one.split() == other.split()


def _position(place: dict[str, Any], at: LatLon | None, left: Left) -> None:
    there = untrusted.position(place.get("lat"), place.get("lon"))
    if at is None:
        return
    if there is not None:
        if max(abs(at.lat - there.lat), abs(at.lon - there.lon)) < _SAME_DEGREES:
            return
        left.out(f"la position {there.lat:.6f}, {there.lon:.6f}, changée depuis l’export",
                 f"the position {there.lat:.6f}, {there.lon:.6f}, changed since the export")
    place["lat"], place["lon"] = at.lat, at.lon
