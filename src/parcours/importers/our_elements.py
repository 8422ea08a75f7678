"""The record that our GPX carries, from the elements of our namespace to the tree of our JSON.

The other way of `render.exports.record_xml`: names say what is a list or a number, and nothing else
of the file is believed; `our_json` reads the tree as it reads any.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from parcours.content.gpx_file import below
from parcours.content.outside_xml import local
from parcours.importers import plain
from parcours.importers.untrusted import number

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LISTS = frozenset({"themes", "audience", "renamed_from", "services", "labels", "products",
                    "supplies", "sources", "told", "via", "months"})
_NUMBERS = frozenset({"minutes", "km", "precision_m", "months"})
_MOST_LEVELS = 4
_FIELDS = {"kind": "kind", "insee": "commune"}
"""What attributes tell of a place, by the field's name."""


def extensions(element: Element, name: str) -> list[Element]:
    """The elements of a name among the extensions of another."""
    return [one for group in below(element, "extensions") for one in group if local(one) == name]


def is_record(about: Element | None) -> bool:
    """Whether a file's ``route`` has fields below it; those of before had attributes alone."""
    return about is not None and len(about) > 0


def record(about: Element, head: Element, points: list[Element]) -> dict[str, Any]:
    """The route and its places as our JSON has them, without the paths."""
    route = {**_tree(about), **{name: plain.line(about.get(name))
                                for name in ("id", "alliance", "difficulty")}}
    places = {plain.line(one.get("id")): _place(_tree(one), one, one)
              for one in extensions(head, "passed")}
    days: dict[str, dict[str, Any]] = {}
    for day in extensions(head, "day"):
        known = days.setdefault(plain.line(day.get("number")), {
            "title": {}, "start": plain.line(day.get("start")), "stops": []})
        lang = plain.line(day.get(_LANG))
        if not lang:
            known["title"] = day.text or ""
        elif isinstance(known["title"], dict):
            known["title"][lang] = day.text or ""
    for point in points:
        for stop in extensions(point, "stop")[:1]:
            said = _tree(stop)
            there = said.pop("at", {})
            place = _place(there if isinstance(there, dict) else {}, stop, point)
            id = plain.line(stop.get("place"))
            if id:
                places[id] = place
            days.setdefault(plain.line(stop.get("day")), {"title": {}, "stops": []})[
                "stops"].append({**({"place": id} if id else place), **said})
    return {"route": {**route, "days": [*days.values()]}, "places": places}


def _place(fields: dict[str, Any], attributes: Element, at: Element) -> dict[str, Any]:
    return {**fields, "lat": at.get("lat"), "lon": at.get("lon"), **{
        name: plain.line(attributes.get(said)) for said, name in _FIELDS.items()}}


def _tree(element: Element, levels: int = _MOST_LEVELS) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for child in element:
        name, lang = local(child), plain.line(child.get(_LANG))
        value: Any = _tree(child, levels - 1) if len(child) and levels else child.text or ""
        if name == "labels" and isinstance(value, dict):  # a text by language, as an item of a list
            value = value.get("text", "")
        if name in _NUMBERS:
            value = number(value)
        there = found.get(name)
        if lang:
            found[name] = {**(there if isinstance(there, dict) else {}), lang: value}
        elif name == "refs":
            refs, key = there or {}, plain.line(child.get("name"))
            is_list = key in refs or child.get("list") == "yes"
            found[name] = {**refs, key: [*_each(refs.get(key, [])), value] if is_list else value}
        elif name in _LISTS:
            found[name] = [*(there or ()), value]
        else:
            found[name] = value
    return found


def _each(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
