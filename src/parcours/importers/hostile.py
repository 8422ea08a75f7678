"""Bytes from outside to JSON, XML or text, within bounds; nothing here trusts what it is given.

Every fault raises `BadImport`. Values are taken out of a tree with `dig`, which never fails: where
the shape is not the expected one there is nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sized
from datetime import date
from typing import TYPE_CHECKING, Any

from parcours.diagnostics.diagnostic import Words
from parcours.geo.points import LatLon
from parcours.importers.found import BadImport

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAX_BYTES = 10 * 1024 * 1024
MAX_OBJECTS = 5000
MAX_POINTS = 100_000
_MAX_LEVELS = 100
SPLIT = Words("découpez-le, ou exportez moins d’objets", "split it, or export fewer objects")
_AGAIN = Words("téléchargez-le ou exportez-le de nouveau", "download or export it again")


def text_of(raw: bytes) -> str:
    """The text of a file in UTF-8, or in what a spreadsheet saves as *Unicode text* or *CSV*."""
    marked = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ["utf-16"] if marked else [] if b"\x00" in raw else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadImport(Words("ce fichier n’est ni du texte ni un classeur XLSX",
                          "this file is neither text nor an XLSX workbook"),
                    Words("les formats lus sont : DATAtourisme, Apidae, Geotrek, GeoJSON, GPX, "
                          "KML, CSV, XLSX",
                          "what can be read: DATAtourisme, Apidae, Geotrek, GeoJSON, GPX, KML, "
                          "CSV, XLSX"))


def tree_of_json(raw: bytes) -> Any:
    """JSON as Python values."""
    try:
        return json.loads(text_of(raw))
    except json.JSONDecodeError as failure:
        raise BadImport(Words("ce fichier JSON est mal formé ou tronqué",
                              f"this JSON is malformed or cut short ({failure.msg})"),
                        _AGAIN, line=failure.lineno, column=failure.colno) from failure
    except (RecursionError, ValueError) as failure:  # a number of thousands of digits
        raise BadImport(Words("ce fichier JSON est trop imbriqué ou contient un nombre démesuré",
                              "this JSON is nested too deeply or holds a number past measure"),
                        _AGAIN) from failure


def tree_of_xml(raw: bytes) -> Element:
    """XML as an element tree; document types and entities are refused."""
    # both carry no types
    from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
    from defusedxml.ElementTree import ParseError, fromstring  # type: ignore[import-untyped]

    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        text_of(raw)  # so that half a character is told as such
    try:
        root: Element = fromstring(raw, forbid_dtd=True)
    except DefusedXmlException as failure:
        raise BadImport(Words("ce fichier XML contient une déclaration de type interdite",
                              "this XML holds a forbidden document type declaration"),
                        Words("retirez la ligne <!DOCTYPE …>", "remove the line <!DOCTYPE …>"),
                        ) from failure
    except ParseError as failure:
        line, column = getattr(failure, "position", (1, 0))
        raise BadImport(Words("ce fichier XML est mal formé ou tronqué",
                              "this XML is malformed or cut short"), _AGAIN,
                        line=max(1, line), column=column + 1) from failure
    except (ValueError, LookupError, RecursionError) as failure:
        raise BadImport(Words("ce fichier XML ne peut pas être lu (encodage inconnu ?)",
                              "this XML cannot be read (unknown encoding?)"), _AGAIN) from failure
    if _is_deep(root):
        raise BadImport(Words(f"ce fichier XML a plus de {_MAX_LEVELS} niveaux imbriqués",
                              f"this XML has more than {_MAX_LEVELS} nested levels"), _AGAIN)
    return root


def _is_deep(root: Element) -> bool:
    level = [root]
    for _ in range(_MAX_LEVELS):
        level = [child for element in level for child in element]
    return bool(level)


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
                              f"this file holds more than {MAX_OBJECTS} objects"), SPLIT)


def number(value: object) -> float | None:
    """A finite number, also one written as text."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        found = float(value)
    except (ValueError, OverflowError):
        return None
    return found if abs(found) < 1e12 else None  # neither infinite nor "not a number"


def position(lat: object, lon: object) -> LatLon | None:
    """A point of the globe, or None. At 0, 0 there is only water: it means that none was given."""
    north, east = number(lat), number(lon)
    if north is None or east is None or abs(north) > 90 or abs(east) > 180:
        return None
    return LatLon(north, east) if (north, east) != (0, 0) else None


def day(value: object) -> date | None:
    """The date at the start of a text such as ``2023-10-19T01:22:56Z``."""
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None
