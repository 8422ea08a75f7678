"""A route as its file says it, in elements of our own namespace, which GPX lets stand in its own.

Every field of `record` in every language: an element a field, under the field's name; a text is an
element a language, with ``xml:lang``; a list, an element an item. What GPX shows itself is not told
again: where a stop is, and the paths. Programs that know nothing of it pass over it or carry it on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from parcours.format.names import TEXTS
from parcours.render.exports import record
from parcours.render.exports.about import About
from parcours.render.exports.record import Data
from parcours.safe_text.xml import escaped
from parcours.trip.trip import Trip

_OF_THE_STOP = frozenset({"travel", "arrive", "stay", "meal", "optional", "note"})
_SHOWN = frozenset({"place", "lat", "lon", "computed", "path"})
"""Told by the waypoint, by its ``stop``, or by the track; or computed. What attributes tell as well
is told again where it is the place's: GDAL keeps elements alone."""
_TOLD = frozenset({"id", "alliance", "difficulty", "days", "pages", "computed"})
"""Of a route: attributes, elements of another form, the link of the file; or computed."""


_MANY = ' list="yes"'
"""An identifier that stands in a list, which may be alone in it."""


@dataclass(frozen=True, slots=True)
class Elements:
    """The elements to be put into the extensions of a GPX file."""

    route: str
    """Below the one ``route``."""
    days: str
    stops: tuple[str, ...]
    """Below the ``stop`` of each waypoint, in their order."""
    passed: str
    """Places that legs go through."""


def elements(said: Data, trip: Trip, about: About) -> Elements:
    """What the GPX of a route has in each language; ``said`` is its `record.route`."""
    stopped = {visit.place_id for visit in trip.visits}
    return Elements(
        _members(said, but=_TOLD),
        "".join(_day(n, day) for n, day in enumerate(said["days"], 1)),
        tuple(_stop(stop, about) for day in said["days"] for stop in day["stops"]),
        "".join(f'<p:passed id="{id}" kind="{place.kind.value}" insee="{place.commune}" '
                f'lat="{place.lat:.6f}" lon="{place.lon:.6f}">{_place(id, about)}</p:passed>'
                for id in record.named(trip) if id not in stopped
                and (place := about.atlas.places.get(id)) is not None))


def _day(number: int, day: Data) -> str:
    title = day["title"]
    said = title.items() if isinstance(title, dict) else [("", title)]
    return "".join(f'<p:day number="{number}" start="{day["start"]}"{_in(lang)}>'
                   f"{escaped(text)}</p:day>" for lang, text in said)


def _stop(stop: Data, about: About) -> str:
    """The fields of a stop, then under ``at`` those of its place."""
    own = _members({name: value for name, value in stop.items() if name in _OF_THE_STOP})
    there = _place(stop["place"], about) if isinstance(stop.get("place"), str) else _members(
        record.portable(stop, about), but=_OF_THE_STOP | _SHOWN)
    return f"{own}<p:at>{there}</p:at>"


@lru_cache(maxsize=8192)
def _place(id: str, about: About) -> str:
    """A place, which many routes have."""
    place = about.atlas.places.get(id)
    return "" if place is None else _members(record.portable(
        record.place(place, f"lieux/{id}/photo", about), about), but=_SHOWN)


def _members(said: Mapping[str, Any], but: frozenset[str] = _SHOWN) -> str:
    return "".join([_element(name, value) for name, value in said.items() if name not in but])


def _element(name: str, value: Any) -> str:
    if isinstance(value, str):
        return f"<p:{name}>{escaped(value)}</p:{name}>"
    if isinstance(value, dict):
        if name in TEXTS:
            return "".join([f'<p:{name} xml:lang="{lang}">{escaped(text)}</p:{name}>'
                            for lang, text in value.items()])
        if name == "refs":  # whose names are an editor's, and need be none of XML
            return "".join([
                f'<p:{name} name="{escaped(key)}"{_MANY if isinstance(ref, list) else ""}>'
                f"{escaped(one)}</p:{name}>" for key, ref in value.items()
                for one in (ref if isinstance(ref, list) else [ref])])
        # an item of a list that is a text by language
        inner = _element("text", value) if name == "labels" else _members(value)
        return f"<p:{name}>{inner}</p:{name}>"
    if isinstance(value, list):
        return "".join([_element(name, one) for one in value])
    return f"<p:{name}>{('no', 'yes')[value] if isinstance(value, bool) else value}</p:{name}>"


def _in(lang: str) -> str:
    return f' xml:lang="{lang}"' if lang else ""
