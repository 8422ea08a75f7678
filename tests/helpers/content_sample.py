"""A small sound content folder for tests: an alliance of two territories, a third one beside it,
seven communes, six places and one route.

The station and the communes are real, so that distances are; the other places are made up. A test
names the files it wants otherwise: ``write_sample(folder, **{"site.yml": "tiles: osm"})``.
"""

from __future__ import annotations

import os
import re
from base64 import b64decode
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from parcours.diagnostics.diagnostic import Diagnostic
from parcours.load.route import read_trip
from parcours.load.shared import read_shared

TODAY = date(2026, 11, 22)

SITE = """\
languages: [fr, en]
tiles: ign
stale_after_days: 365
"""

TERRITORIES = """\
territories:
  toulouse-metropole:
    name: Toulouse Métropole
    character: urban
    office:
      name: Office de la métropole
      website: https://metropole.toulouse.fr/
  portes-de-gascogne:
    name: Pays Portes de Gascogne
    character: rural
  comminges:
    name: Pays Comminges
    character: rural
alliances:
  toulouse-gascogne:
    name: {fr: Contrat de réciprocité, en: Reciprocity contract}
    territories: [toulouse-metropole, portes-de-gascogne]
    signed: 2017-07-10
    domains: [tourism, culture]
  toulouse-comminges:
    name: {fr: Second contrat, en: Second contract}
    territories: [toulouse-metropole, comminges]
"""

COMMUNES = """\
code,name,territory,lat,lon,area_km2
31555,Toulouse,toulouse-metropole,43.60116,1.42330,118.17
31069,Blagnac,toulouse-metropole,43.64074,1.37697,17.22
32132,Fleurance,portes-de-gascogne,43.84375,0.65053,43.59
32160,L'Isle-Jourdain,portes-de-gascogne,43.61601,1.08428,70.98
32208,Lectoure,portes-de-gascogne,43.94510,0.64278,85.75
32410,Samatan,portes-de-gascogne,43.49212,0.92226,33.78
31483,Saint-Gaudens,comminges,43.11500,0.72600,33.00
"""

STATION = """\
name: Gare Matabiau
kind: station
commune: "31555"
lat: 43.61121
lon: 1.45362
wheelchair: yes
"""

MUSEUM = """\
name: {fr: Musée de la Brique, en: Brick Museum}
kind: museum
commune: "31555"
lat: 43.60400
lon: 1.44400
description:
  fr: Une tuilerie devenue musée. Voir [le plan](https://exemple.fr/plan).
  en: A tile works turned museum. See [the map](https://exemple.fr/plan).
opening_hours: "Mo-Su 10:00-18:00; PH off"
address: 3 rue des Tuiliers, 31000 Toulouse
phone: "05 61 00 00 00"
email: musee@exemple.fr
website: https://exemple.fr/musee
price: 6 €
duration: 1h30
wheelchair: limited
services: [toilets, wifi]
twin: jardin-des-simples
sources: ["https://exemple.fr/musee"]
verified_on: 2026-11-02
"""

GARDEN = """\
name: {fr: Jardin des simples, en: Herb garden}
kind: garden
commune: "32208"
lat: 43.93500
lon: 0.62300
opening_hours: "Apr-Oct Mo-Su 09:00-19:00"
photo:
  file: media/jardin.jpg
  alt: {fr: Des carrés de sauge bleue, en: Squares of blue sage}
  credit: Jeanne Dupuy
  licence: CC-BY-SA-4.0
  expires: 2028-01-01
twin: musee-de-la-brique
"""

FARM = """\
name: {fr: Ferme du grand chêne, en: Great Oak Farm}
kind: producer
commune: "32132"
lat: 43.85000
lon: 0.66000
precision_m: 100
products:
  - name: {fr: ail blanc, en: white garlic}
    months: [7, 8]
supplies: [marche-de-la-halle]
"""

MARKET = """\
name: {fr: Marché de la halle, en: Covered market}
kind: market
commune: "32208"
lat: 43.93400
lon: 0.62100
opening_hours: "Fr 08:00-13:00"
"""

MARBLE = """\
name: {fr: Musée des marbres, en: Marble Museum}
kind: museum
commune: "31483"
lat: 43.10800
lon: 0.72300
"""

ROUTE = """\
title: {fr: De la brique au jardin, en: From brick to garden}
summary: {fr: Un jour en ville puis un jour aux champs., en: A day in town then one in the fields.}
alliance: toulouse-gascogne
themes: [heritage, nature]
difficulty: easy
audience: [familles]
season: {from: 04-01, to: 10-31}
days:
  - title: {fr: La ville, en: The city}
    start: 09:30
    stops:
      - place: gare-matabiau
      - place: musee-de-la-brique
        travel: {by: walk, minutes: 20}
        arrive: 10:30
        stay: 1h30
        note: {fr: Montez au four., en: Climb to the kiln.}
  - title: {fr: La campagne, en: The country}
    start: 09:00
    stops:
      - place: ferme-du-grand-chene
        travel: {by: coach, minutes: 100, km: 95}
        stay: 45min
      - place: jardin-des-simples
        travel: {by: bike, minutes: 50, track: tracks/vers-le-jardin.gpx}
        stay: 1h
        optional: no
      - name: {fr: Table d’orientation, en: Viewing table}
        kind: viewpoint
        commune: "32208"
        lat: 43.93600
        lon: 0.62500
        travel: {by: walk}
        stay: 20min
"""

TRACK = """\
<?xml version="1.0" encoding="UTF-8"?>
<gpx version="1.1" creator="main" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>
<trkpt lat="43.85000" lon="0.66000"/><trkpt lat="43.85500" lon="0.65750"/>
<trkpt lat="43.86000" lon="0.65520"/><trkpt lat="43.86500" lon="0.65250"/>
<trkpt lat="43.87000" lon="0.65020"/><trkpt lat="43.87500" lon="0.64750"/>
<trkpt lat="43.88000" lon="0.64520"/><trkpt lat="43.88500" lon="0.64250"/>
<trkpt lat="43.89000" lon="0.64000"/><trkpt lat="43.90000" lon="0.63622"/>
<trkpt lat="43.90500" lon="0.63453"/><trkpt lat="43.91000" lon="0.63244"/>
<trkpt lat="43.91500" lon="0.63076"/><trkpt lat="43.92000" lon="0.62867"/>
<trkpt lat="43.92500" lon="0.62698"/><trkpt lat="43.93000" lon="0.62489"/>
<trkpt lat="43.93500" lon="0.62300"/></trkseg></trk></gpx>
"""
PATH = [[float(lon), float(lat)] for lat, lon in re.findall(r'lat="(.+?)" lon="(.+?)"', TRACK)]
"""The points of the track as data have them, longitude first."""

JPEG = b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1td"
    "hbWGkJ6jq62rZ4C8ybqmx5moq6T/wAALCAACAAIBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAAP/EABQQAQAAAAAAAAAA"
    "AAAAAAAAAAD/2gAIAQEAAD8AP//Z")
"""A photo of four grey pixels."""
PNG = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAA"
                "AABJRU5ErkJggg==")
"""One of a single grey pixel."""

FILES: dict[str, str | bytes] = {
    "site.yml": SITE,
    "territories.yml": TERRITORIES,
    "communes.csv": COMMUNES,
    "places/gare-matabiau.yml": STATION,
    "places/musee-de-la-brique.yml": MUSEUM,
    "places/jardin-des-simples.yml": GARDEN,
    "places/ferme-du-grand-chene.yml": FARM,
    "places/marche-de-la-halle.yml": MARKET,
    "places/musee-des-marbres.yml": MARBLE,
    "de-la-brique-au-jardin.yml": ROUTE,
    "tracks/vers-le-jardin.gpx": TRACK,
    "media/jardin.jpg": JPEG,
}

def another(n: int = 4, route: str = ROUTE) -> str:
    """The same route by another title, with other words and at another hour."""
    return route.replace("De la brique", f"{n} briques").replace("Un jour en ville", f"{n} heures "
                                                                 "en ville").replace(
        "start: 09:30", f"start: 09:{n}5")


ROUTE_FILE = "de-la-brique-au-jardin.yml"
MUSEUM_FILE = "places/musee-de-la-brique.yml"
GARDEN_FILE = "places/jardin-des-simples.yml"
FARM_FILE = "places/ferme-du-grand-chene.yml"
MARBLE_FILE = "places/musee-des-marbres.yml"


def write_sample(folder: Path, **files: str | bytes | None) -> Path:
    """Write the sample, with the files named here instead or as well; None leaves a file out."""
    for name, content in {**FILES, **files}.items():
        if content is None:
            continue
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str):
            path.write_text(content, "utf-8", newline="")
        else:
            path.write_bytes(content)
    return folder


def with_reviewers() -> str:
    """``territories.yml`` with an office on each side that has reviewers, and one an address."""
    return TERRITORIES.replace(
        "      website: https://metropole.toulouse.fr/\n",
        '      website: https://metropole.toulouse.fr/\n      email: ville@exemple.fr\n'
        '      reviewers: ["@org/ville"]\n').replace(
        "    name: Pays Portes de Gascogne\n    character: rural\n",
        "    name: Pays Portes de Gascogne\n    character: rural\n    office:\n"
        '      name: Office du pays\n      reviewers: ["@org/pays", "@anne"]\n')


def edited(name: str, old: str, new: str) -> dict[str, str | bytes | None]:
    """One file of the sample after an edit; the words replaced must stand in it once."""
    text = FILES[name]
    if not isinstance(text, str) or text.count(old) != 1:
        raise ValueError(f"{old!r} does not stand once in {name}")
    return {name: text.replace(old, new)}


def check(folder: Path, today: date = TODAY) -> list[Diagnostic]:
    """Every diagnostic of a content folder, in order: what ``parcours check`` tells."""
    shared = read_shared(folder, today)
    found = list(shared.diagnostics)
    for path in shared.itinerary_paths:
        found += read_trip(path, shared.atlas)[1]
    return sorted(found, key=lambda one: one.order)


def told(found: Sequence[Diagnostic], folder: Path) -> list[tuple[str, str, int]]:
    """Code, file below ``folder`` and line of each diagnostic, for a test to compare."""
    return [(one.code, Path(os.path.abspath(one.span.file)).relative_to(
        folder.resolve()).as_posix(), one.span.line) for one in found]
