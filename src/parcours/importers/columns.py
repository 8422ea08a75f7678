"""Named values, as a row of a table or the properties of a point have them, to a place.

Headers are understood in French and in English; a column that is not understood is left out and
named.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from parcours.geo.points import LatLon
from parcours.importers import hostile, plain, words
from parcours.importers.found import Found, Left, Said
from parcours.suggest.likely import date as meant_date
from parcours.suggest.likely import slug_of

_SYNONYMS = """
    name: nom name lieu place intitule titre title libelle denomination nom-du-lieu nom-du-poi
    kind: type kind categorie category genre nature type-de-lieu categories-de-poi
    town: commune ville city town municipality localite nom-commune nom-de-la-commune
    insee: insee code-insee code-commune commune-insee insee-com code-insee-commune
    postcode: cp code-postal postcode zip postal-code
    postcode-town: code-postal-et-commune
    lat: lat latitude y
    lon: lon lng long longitude x
    point: coordonnees coordonnees-gps gps geo-point geo-point-2d position lat-lon latlon
    hours: horaires horaire heures ouverture ouvertures horaires-d-ouverture opening-hours hours
    address: adresse address adresse-postale rue
    phone: telephone tel phone portable numero-de-telephone
    email: courriel email mail e-mail mel adresse-mail adresse-electronique
    website: site website url site-web site-internet web lien
    description: description desc descriptif presentation texte commentaire
    price: prix tarif tarifs price
    updated: date-de-mise-a-jour mise-a-jour date-maj updated modifie-le date-de-modification
    publisher: producteur publisher source-des-donnees createur-de-la-donnee
    licence: licence license
    page: uri-id-du-poi
"""
_FIELDS = {word: field for row in _SYNONYMS.strip().splitlines()
           for field, _, names in [row.strip().partition(": ")] for word in names.split()}
_PER_LANGUAGE = ("name", "description", "price")


def field_of(header: str) -> tuple[str, str]:
    """The field that a header means, and its language; both empty when it means none of ours."""
    folded = slug_of(header[:80])
    if folded in _FIELDS:
        return _FIELDS[folded], ""
    base, _, lang = folded.rpartition("-")
    field = _FIELDS.get(base, "")
    return (field, lang) if field in _PER_LANGUAGE and re.fullmatch("[a-z]{2}", lang) else ("", "")


def place(row: Mapping[str, object], left: Left, *, at: LatLon | None = None) -> Found:
    """One place; ``at`` is its point where the source gives it elsewhere than in a column."""
    said: dict[str, object] = {}
    texts: dict[str, dict[str, str]] = {field: {} for field in _PER_LANGUAGE}
    for header, value in row.items():
        if value is None or value == "":
            continue
        field, lang = field_of(header)
        if not field or (at and field in ("lat", "lon", "point")):
            shown = plain.line(header)
            left.out(f"« {shown} »", f"'{shown}'")
        elif field in texts and lang not in texts[field]:
            texts[field][lang] = (plain.text if field == "description" else plain.line)(value, left)
        elif field in said or field in texts:
            left.out(f"une seconde colonne « {plain.line(header)} »",
                     f"a second column '{plain.line(header)}'")
        else:
            said[field] = value
    line = {field: plain.line(value, left) for field, value in said.items()}
    kind = words.kind_of(line.get("kind", ""))
    postcode, _, town = line.get("postcode-town", "").partition("#")
    page = line.get("page", "")
    return Found(
        name=_filled(texts["name"]), kind=kind, kind_said=line.get("kind", ""),
        insee=line.get("insee", ""), town=line.get("town", town),
        postcode=line.get("postcode", postcode),
        at=at or _point(said, left), description=_filled(texts["description"]),
        hours=line.get("hours", ""), address=line.get("address", ""), phone=line.get("phone", ""),
        email=line.get("email", ""), website=line.get("website", ""),
        price=_filled(texts["price"]), page=page if page.startswith("https://") else "",
        publisher=line.get("publisher", ""), licence=line.get("licence", ""),
        updated=hostile.day(meant_date(line.get("updated", "")) or line.get("updated")),
        left_out=left.all)


def _filled(texts: dict[str, str]) -> Said:
    return {lang: text for lang, text in texts.items() if text}


def _point(said: Mapping[str, object], left: Left) -> LatLon | None:
    lat, lon = said.get("lat"), said.get("lon")
    if lat is None and lon is None and isinstance(said.get("point"), str):
        parts = re.split(r"\s*[,;]\s+|\s*;\s*|\s+|,(?=-?\d+\.)", str(said["point"]).strip()[:80])
        lat, lon = (parts[0], parts[1]) if len(parts) == 2 else (None, None)
    if lat is None and lon is None:
        return None
    north, east = _degrees(lat), _degrees(lon)
    there = hostile.position(north, east)
    if there is None:
        big = any(number is not None and abs(number) > 180 for number in (north, east))
        left.out("la position (en mètres, pas en degrés)" if big else "la position (illisible)",
                 "the position (in metres, not degrees)" if big else "the position (unreadable)")
    return there


def _degrees(value: object) -> float | None:
    """Degrees also as a French spreadsheet writes them: ``43,59``."""
    return hostile.number(value.strip().replace(",", ".") if isinstance(value, str) else value)
