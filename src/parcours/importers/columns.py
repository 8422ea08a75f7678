"""Named values, as a row of a table or the properties of a point have them, to a place.

A column that is not understood is left out and named, and so is one that says what another said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from math import isfinite
from typing import NamedTuple

from parcours.diagnostics.diagnostic import Words
from parcours.format.choices import Kind, Service, Wheelchair
from parcours.format.placeholders import is_placeholder
from parcours.importers import (
    accesslibre,
    column_hours,
    money,
    openstreetmap,
    plain,
    positions,
    projection,
    untrusted,
    words,
)
from parcours.importers.found import Found, Left, Said
from parcours.importers.headings import PER_LANGUAGE, field_of, is_of_hours, projection_of
from parcours.importers.positions import Position
from parcours.importers.projection import Projection
from parcours.suggest.likely import date as meant_date
from parcours.suggest.likely import slug_of

_MOST_CHARS = 150
_OF_PEOPLE = re.compile(
    r"\b(?:contacts?|noms?|prenoms?|name|gerante?s?|proprietaires?|responsables?|exploitante?s?|"
    r"interlocut\w+|referente?s?|person\w*|civilite|owner|manager|operator|president\w*|maire|"
    r"dirigeante?s?|auteurs?|author|user|createur|naissance|remarques?-internes?)\b")
"""What a column is called in which the names of people may stand: its words are not told."""
_WHERE = ("lat", "lon", "x", "y", "point", "turned-point", "crs")
_WHEELCHAIR = {
    "oui": Wheelchair.YES, "yes": Wheelchair.YES, "true": Wheelchair.YES, "o": Wheelchair.YES,
    "vrai": Wheelchair.YES, "accessible": Wheelchair.YES, "total": Wheelchair.YES,
    "totale": Wheelchair.YES, "non": Wheelchair.NO, "no": Wheelchair.NO, "false": Wheelchair.NO,
    "n": Wheelchair.NO, "faux": Wheelchair.NO, "non-accessible": Wheelchair.NO,
    "partiel": Wheelchair.LIMITED, "partielle": Wheelchair.LIMITED, "limited": Wheelchair.LIMITED,
    "partiellement": Wheelchair.LIMITED, "limite": Wheelchair.LIMITED,
    "limitee": Wheelchair.LIMITED, "partiellement-accessible": Wheelchair.LIMITED,
    "accessible-partiellement": Wheelchair.LIMITED, "avec-aide": Wheelchair.LIMITED,
}
_ON_THE_SPOT = {"sanitaires-presence": Service.TOILETS, "stationnement-presence": Service.PARKING}
_TRUE = ("true", "oui", "1")
_A_MAP = re.compile(
    r"(?:https?://)?(?:(?:www\.)?google\.[a-z.]{2,6}/maps|maps\.google\.|maps\.app\.goo\.gl|"
    r"goo\.gl/maps|(?:www\.)?openstreetmap\.org|osm\.org|maps\.apple\.com)", re.I)
_CURRENCY = re.compile(r"[€£]|euros", re.I)
_AMOUNT = re.compile(r"\d{1,5}(?:[.,]\d{1,2})?", re.A)
_EITHER_ORDER = re.compile(r"0?([1-9]|1[0-2])[/.-]0?([1-9]|1[0-2])[/.-](?:\d{4}|\d{2})", re.A)
_OPEN = frozenset(("oui", "o", "ouvert", "ouverte", "actif", "active", "publie", "publiee",
                   "valide", "1", "true", "vrai", "yes", "open", "x", "en-activite", "ok"))
_DITTO = frozenset(("idem", "ditto"))
_NOTHING = frozenset(("", "na", "null"))
"""Words by which tables say that a cell is empty, besides those of a text that is left over."""


def place(row: Mapping[str, object], left: Left, *, at: Position | None = None) -> Found:
    """One place; ``at`` is its point where the source gives it elsewhere than in a column."""
    for header, value in row.items():
        if isinstance(value, str) and slug_of(value[:8]) in _DITTO:
            left.out(f"« {plain.line(header)} » : « {plain.line(value)} » (comme au-dessus ?)",
                     f"'{plain.line(header)}': '{plain.line(value)}' (as above?)")
    row = {header: value for header, value in row.items() if _is_filled(value)}
    access = accesslibre.access(row) if accesslibre.sees(row) else None
    theirs = openstreetmap.known(row)
    passed = theirs.used | (access.used if access else frozenset()) | {
        header for header, value in row.items() if access and slug_of(header) in _ON_THE_SPOT
        and str(value).strip().lower() in _TRUE}
    if access:
        row = accesslibre.without_remark(row, left)
    said, heads, texts, asides = _by_field(
        {header: value for header, value in row.items() if header not in passed}, left,
        is_placed=bool(at and (at.at or at.bad)))
    line = {field: plain.line(value, left) for field, value in said.items()
            if field not in _WHERE}
    if line.get("second-name") and not texts["name"]:
        texts["name"][""] = line.pop("second-name")
    where = at if at and (at.at or at.bad) else _position(said, heads, left)
    if page := openstreetmap.id_of_page(line.get("website", "")):
        theirs.refs.setdefault("osm", page)
        del line["website"]
    elif _A_MAP.match(line.get("website", "")):
        header = plain.line(heads["website"])
        left.out(f"« {header} » : un lien vers une carte, et non le site du lieu",
                 f"'{header}': a link to a map, not the website of the place")
        shown = positions.pair(line.pop("website"))
        if shown.at and not (where.at or where.bad):
            where = Position(shown.at, Words("la position est lue dans le lien vers une carte",
                                             "the position is read in the link to a map"))
    if where.bad:
        left.told.append(where.bad)
    kind, kind_said = _kind(line.get("kind", ""))
    postcode, _, town = line.get("postcode-town", "").partition("#")
    if "postcode" in line:
        line["postcode"] = _postcode(line["postcode"])
    if match := re.fullmatch(r"(\d{5})\s+(\D.*)", postcode):
        postcode, town = match[1], match[2]
    if not (postcode or town or line.get("insee") or line.get("town") or line.get("postcode")):
        postcode, town = _town_of(line.get("address", ""))
    doubts = _status(line, heads)
    gone = doubts[0] if doubts and _GONE.search(line["status"]) else None
    _rest(line, heads, left, used=_USED | ({"second-name"} if "second-name" not in line else set()))
    return Found(
        unfit=gone, name=_filled(texts["name"]), kind=kind, kind_said=kind_said,
        insee=line.get("insee", ""), town=line.get("town", town),
        postcode=line.get("postcode", postcode), at=where.at,
        at_said=(where.said,) if where.at and where.said else (),
        description=_filled(texts["description"]), hours=column_hours.said(line, asides),
        hours_remarks=tuple(asides),
        address=_address(line), phone=line.get("phone", ""),
        email=line.get("email", ""), website=line.get("website", ""),
        price=_filled(texts["price"]), refs=theirs.refs,
        page=_page(line.get("page", ""), theirs.refs),
        publisher=line.get("publisher", ""), licence=line.get("licence", ""),
        wheelchair=access.wheelchair if access else _wheelchair(line, left),
        wheelchair_said=access.because if access else None,
        services=_services(row) if access else (),
        updated=_date(line, "updated", left, []),
        verified=_date(line, "verified", left, doubts), doubts=tuple(doubts),
        left_out=left.all)


class _Fields(NamedTuple):
    """The values of a row by what their headings mean."""

    said: dict[str, object]
    heads: dict[str, str]
    """The heading of each."""
    texts: dict[str, dict[str, str]]
    """Those that may be told in several languages, by language."""
    asides: list[str]
    """What else speaks of the hours, with its heading."""


def _by_field(row: Mapping[str, object], left: Left, *, is_placed: bool) -> _Fields:
    """What each column says; one that is not understood, or says again, is told."""
    found = _Fields({}, {}, {field: {} for field in PER_LANGUAGE}, [])
    for header, value in row.items():
        field, lang = field_of(header)
        shown = plain.line(header)
        is_group = isinstance(value, dict | list)  # nobody knows of what its parts speak
        if not is_group and (is_of_hours(header) if not field else (
                field in column_hours.FIELDS and field in found.said)):
            found.asides.append(f"{shown} : {plain.line(value, left)}")
        elif is_group or not field or (is_placed and field in _WHERE):
            words = "" if field or _OF_PEOPLE.search(slug_of(header[:80])) else (
                plain.line(value)[:_MOST_CHARS])
            left.out(f"« {shown} » : {words}" if words else f"« {shown} »",
                     f"'{shown}': {words}" if words else f"'{shown}'")
        elif field in found.texts and lang not in found.texts[field]:
            text = (plain.text if field == "description" else plain.line)(value, left)
            if field == "price" and "|" in text:  # a record within a cell: no visitor reads it
                left.out(f"« {shown} » : « {text[:150]} », à écrire en toutes lettres",
                         f"'{shown}': '{text[:150]}', to be written out")
                continue
            found.texts[field][lang] = _priced(text, header) if field == "price" else text
        elif field in found.said or field in found.texts:
            left.out(f"une seconde colonne « {shown} »", f"a second column '{shown}'")
        else:
            found.said[field], found.heads[field] = value, header
    return found


_USED = frozenset((
    *column_hours.FIELDS, "status", "kind", "insee", "town", "postcode", "postcode-town",
    "address", "house", "street", "hamlet", "phone", "email", "website", "publisher",
    "licence", "page", "wheelchair", "updated", "verified"))


def _rest(line: Mapping[str, str], heads: Mapping[str, str], left: Left, used: set[str] | frozenset[
        str]) -> None:
    """What was understood and has no room, such as a second name beside the first."""
    for field, text in line.items():
        if text and field not in used:
            left.out(f"« {plain.line(heads[field])} »", f"'{plain.line(heads[field])}'")
    if (page := line.get("page", "")) and not page.startswith("https://"):
        left.out(f"« {plain.line(heads['page'])} »", f"'{plain.line(heads['page'])}'")


def _is_filled(value: object) -> bool:
    if isinstance(value, str) and len(value) < 20 and not any(c.isdigit() for c in value):
        return slug_of(value) not in _NOTHING and not is_placeholder(value)
    if isinstance(value, float) and not isfinite(value):
        return False  # an empty cell of a table that a program of statistics wrote
    return value is not None and value != ""


def _filled(texts: dict[str, str]) -> Said:
    return {lang: text for lang, text in texts.items() if text}


def _kind(said: str) -> tuple[Kind | None, str]:
    """The kind, and the words it was told in; DATAtourisme's tables list its classes."""
    if "datatourisme.fr/ontology" in said or "schema.org/" in said:
        kind, because = words.kind_of_types(
            [one.rpartition("#")[2].rpartition("/")[2] for one in said.split("|")])
        return kind, ", ".join(because) or said
    return words.kind_of(said), said


def _position(said: Mapping[str, object], heads: Mapping[str, str], left: Left) -> Position:
    """Where the columns say that the place is: degrees first, then metres, then one cell."""
    value = {field: plain.cell(said[field]) for field in _WHERE if field in said}
    known = _named(value.get("crs", ""), heads, left)
    ways = [("lat", "lon"), ("y", "x")]
    found = Position()
    for north, east in ways:
        if north in value or east in value:
            crs = known or next((one for field in (north, east) if field in value
                                 and (one := projection_of(heads[field]))), None)
            _also(found, (north, east), value, heads, left)
            if found.at is None:
                told = positions.of_columns(value.get(north, ""), value.get(east, ""), crs)
                found = _better(found, told, left)
    for field in ("point", "turned-point"):
        if field in value:
            _also(found, (field,), value, heads, left)
            if found.at is None:
                told = positions.pair(value[field], lon_first=field == "turned-point",
                                      known=known or projection_of(heads[field]))
                found = _better(found, told, left)
    return found


def _better(before: Position, after: Position, left: Left) -> Position:
    """The second way of telling a position where the first failed, which is told all the same."""
    if before.bad:
        left.told.append(before.bad)
    return after


def _also(found: Position, fields: tuple[str, ...], value: Mapping[str, str],
          heads: Mapping[str, str], left: Left) -> None:
    """Tell columns that say again where the place is."""
    for field in fields if found.at else ():
        if field in value:
            left.out(f"« {plain.line(heads[field])} » (la position vient d’autres colonnes)",
                     f"'{plain.line(heads[field])}' (the position is from other columns)")


def _named(crs: str, heads: Mapping[str, str], left: Left) -> Projection | None:
    if not crs:
        return None
    known = projection.named(crs)
    if known is None:
        left.out(f"« {plain.line(heads['crs'])} » (projection inconnue : {plain.line(crs[:40])})",
                 f"'{plain.line(heads['crs'])}' (unknown projection: {plain.line(crs[:40])})")
    return known


def _address(line: Mapping[str, str]) -> str:
    if address := line.get("address", ""):
        return ", ".join(part for part in (address, line.get("hamlet", "")) if part)
    street = " ".join(part for part in (line.get("house", ""), line.get("street", "")) if part)
    first = ", ".join(part for part in (street, line.get("hamlet", "")) if part)
    town = " ".join(part for part in (line.get("postcode", ""), line.get("town", "")) if part)
    return ", ".join(part for part in (first, town) if part) if first else ""


def _page(said: str, refs: Mapping[str, str]) -> str:
    """The address of an object at its source."""
    if said.startswith("https://"):
        return said
    return openstreetmap.page_of(refs["osm"]) if "osm" in refs else ""


def _priced(said: str, header: str) -> str:
    """A bare number with the currency that its heading names: *Prix en €*."""
    if (sign := _CURRENCY.search(header)) and _AMOUNT.fullmatch(said):
        return money.said(float(said.replace(",", ".")), sign[0].replace("euros", "€"))
    return said


def _postcode(said: str) -> str:
    """Five digits, of what programs make of them: ``32 430``, ``F-32430``, ``32430.0``, ``1230``.
    """
    match = re.fullmatch(r"(?:FR?[\s-]*)?(\d{1,2})\s?(\d{3})(?:\.0+)?", said, re.A | re.I)
    return f"{match[1]}{match[2]}".zfill(5) if match else said


def _town_of(address: str) -> tuple[str, str]:
    """The postcode and the town that end an address: ``2 rue Haute, 01230 Bourg-le-Haut``."""
    match = re.search(r"\b(\d{5})[,\s]+([^\d,]{2,60}?)\s*(?:[,\s]\s*france)?\s*$", address,
                      re.I | re.A)
    return (match[1], match[2].strip()) if match else ("", "")


def _wheelchair(line: Mapping[str, str], left: Left) -> Wheelchair | None:
    said = line.get("wheelchair", "")
    known = _WHEELCHAIR.get(slug_of(said))
    if said and known is None:
        left.out(f"l’accessibilité : « {said} »", f"accessibility: '{said}'")
    return known


def _services(row: Mapping[str, object]) -> tuple[Service, ...]:
    """What AccesLibre says that is on the spot."""
    there = {slug_of(header): str(value).strip().lower() for header, value in row.items()}
    return tuple(service for header, service in _ON_THE_SPOT.items() if there.get(header) in _TRUE)


_GONE = re.compile(r"ferm\w* d[ée]finitivement|supprim[ée]|n['’]existe plus|cessation|radi[ée]"
                   r"|liquidation|permanently closed|closed permanently|no longer exists", re.I)
"""A place of which the source says so is not there any more."""


def _status(line: Mapping[str, str], heads: Mapping[str, str]) -> list[Words]:
    """What says that a place may not be there any more; that it is open is nothing to tell."""
    said = line.get("status", "")
    if not said or slug_of(said) in _OPEN:
        return []
    name = plain.line(heads["status"])
    return [Words(f"la source dit « {name} » : {said}", f"the source says '{name}': {said}")]


def _date(line: Mapping[str, str], field: str, left: Left, doubts: list[Words]) -> date | None:
    said = line.get(field, "")
    found = untrusted.day(meant_date(said) or said)
    if found and found.day not in map(int, re.findall(r"\d+", said)):
        found = None  # a day that its month does not have
    if found and (order := _EITHER_ORDER.fullmatch(said)) and order[1] != order[2]:
        doubts.append(Words(f"la date « {said} », lue le jour avant le mois : {found}",
                            f"the date '{said}', read with the day before the month: {found}"))
    if said and found is None:
        fr, en = {"updated": ("la date de mise à jour", "the date of update"),
                  "verified": ("la date de vérification", "the date of verification")}[field]
        left.out(f"{fr} : « {said} »", f"{en}: '{said}'")
    return found
