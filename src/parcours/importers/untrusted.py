"""Bytes from outside to JSON, XML or text, within bounds; nothing here trusts what it is given.

Every fault raises `BadImport`. Values are taken out of a tree with `dig`, which never fails: where
the shape is not the expected one there is nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sized
from datetime import date
from typing import TYPE_CHECKING, Any

from parcours.content import outside_json, outside_xml
from parcours.content.outside_text import BadText, decoded
from parcours.diagnostics.diagnostic import Words
from parcours.geo.points import LatLon
from parcours.importers.found import BadImport, Left

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAX_BYTES = 10 * 1024 * 1024
MAX_OBJECTS = 5000
MAX_POINTS = 100_000
SPLIT = Words("découpez-le, ou exportez moins d’objets", "split it, or export fewer objects")
_READ = "DATAtourisme, Apidae, Geotrek, GeoJSON, uMap, GPX, KML, KMZ, CSV, XLSX, ODS"
FORMATS = Words(f"les formats lus sont : {_READ}", f"what can be read: {_READ}")
SCRIPT = re.compile(r"(?:var|let|const)\s+[\w$]{1,80}\s*=\s*(?=[\[{])", re.A)
"""What web maps put before their data: ``var places = {…};``."""
_AGAIN = Words("téléchargez-le ou exportez-le de nouveau", "download or export it again")
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


def text_of(raw: bytes, file: Left | None = None) -> str:
    """The text of a file; a doubtful encoding is told in ``file``."""
    try:
        found = decoded(raw)
    except BadText as bad:
        raise BadImport(bad.message if raw[:2] in _WIDE_MARKS else Words(
            "ce fichier n’est ni du texte ni un classeur",
            "this file is neither text nor a workbook"), FORMATS) from bad
    if file is not None:
        file.told += [one for one in found.told if one not in file.told]
    return found.text


def tree_of_json(raw: bytes, file: Left | None = None) -> Any:
    """JSON as Python values; also one object a line, as some exports write it."""
    text = text_of(raw, file).lstrip("\ufeff\x1e \t\r\n")
    if script := SCRIPT.match(text):
        text = text[script.end():].rstrip("; \t\r\n")
    if outside_json.is_large(text):
        raise BadImport(Words("ce fichier JSON contient trop d’objets ou de points",
                              "this JSON holds too many objects or points"), SPLIT,
                        code="too-large")
    try:
        return json.loads(text)
    except json.JSONDecodeError as failure:
        if failure.msg == "Extra data" and (lines := _by_lines(text)):
            return lines
        raise BadImport(Words("ce fichier JSON est mal formé ou tronqué",
                              f"this JSON is malformed or cut short ({failure.msg})"),
                        _AGAIN, line=failure.lineno, column=failure.colno) from failure
    except (RecursionError, ValueError) as failure:  # a number of thousands of digits
        raise BadImport(Words("ce fichier JSON est trop imbriqué ou contient un nombre démesuré",
                              "this JSON is nested too deeply or holds a number past measure"),
                        _AGAIN, code="too-large") from failure


def _by_lines(text: str) -> Any:
    """The objects of a file with one a line; nothing where a line is none."""
    lines = [line.strip("\x1e \t\r") for line in text.split("\n")]
    try:
        found = [json.loads(line) for line in lines if line]
    except (ValueError, RecursionError):
        return None
    if all(isinstance(one, dict) and one.get("type") == "Feature" for one in found):
        return {"type": "FeatureCollection", "features": found}
    return found


def tree_of_xml(raw: bytes, file: Left | None = None) -> Element:
    """XML as an element tree; document types and entities are refused, slips mended and told."""
    try:
        root, told = outside_xml.tree_of_xml(raw)
    except outside_xml.BadXml as bad:
        raise BadImport(bad.message, bad.hint, line=bad.line, column=bad.column,
                        code=bad.code) from bad
    if file is not None:
        file.told += [one for one in told if one not in file.told]
    return root


def dig(value: object, *path: str | int) -> object:
    """What stands at a path of a tree, or None. A step ``0`` also takes a value that is alone."""
    for step in path:
        if isinstance(step, str):
            value = value.get(step) if isinstance(value, dict) else None
        elif isinstance(value, list):
            value = value[step] if step < len(value) else None
        elif step:
            return None
    return value


def each(value: object) -> Iterator[object]:
    """The items of a list, or the one value that stands where a list may."""
    if isinstance(value, list):
        yield from value[:MAX_OBJECTS]
    elif value is not None:
        yield value


def objects(value: object) -> Iterator[object]:
    """The objects of a file, each to become a file of ours; refused when there are too many."""
    if isinstance(value, list):
        refuse_many(value)
    return each(value)


def refuse_many(found: Sized) -> None:
    """Raise `BadImport` when there are more objects than a person could read through."""
    if len(found) > MAX_OBJECTS:
        raise BadImport(Words(f"ce fichier contient plus de {MAX_OBJECTS} objets",
                              f"this file holds more than {MAX_OBJECTS} objects"), SPLIT,
                        code="too-large")


def number(value: object) -> float | None:
    """A finite number, also one written as text."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        found = float(value)
    except (ValueError, OverflowError):
        return None
    return found if abs(found) < 1e12 else None  # neither infinite nor "not a number"


TURNS_DEG = 540
"""A longitude up to here is one of a copy of the world beside it, as web maps draw them."""


def position(lat: object, lon: object) -> LatLon | None:
    """A point of the globe, or None. At 0, 0 there is only water: it means that none was given."""
    north, east = number(lat), number(lon)
    if east is not None and 180 < abs(east) <= TURNS_DEG:  # a web map that was turned once round
        east -= 360 if east > 0 else -360
    if north is None or east is None or abs(north) > 90 or abs(east) > 180:
        return None
    return LatLon(north, east) if (north, east) != (0, 0) else None


def day(value: object) -> date | None:
    """The date at the start of a text such as ``2023-10-19T01:22:56Z``."""
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None
