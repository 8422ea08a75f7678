"""A route that rides on the railway from Toulouse to Auch, with what really ran in early 2025.

`EXTRACT` was made by `parcours timetable` from the feed of 22 January 2025 of SNCF's regional
trains: facts of SNCF open data, under a licence of the ODbL family, and apart from our own code. It
is old, and for tests only.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from helpers.content_sample import COMMUNES, STATION, write_sample

NAME = "le-train-de-gimont"
EXTRACT = Path(__file__).with_name("auch-line-2025.json")
FIRST, LAST = date(2025, 1, 22), date(2025, 4, 22)
FRIDAY, WORKS, SUNDAY = date(2025, 2, 7), date(2025, 3, 4), date(2025, 2, 9)
EASTER_MONDAY, AFTER = date(2025, 4, 21), date(2025, 4, 23)
GIMONT = """\
name: {fr: Gare de Gimont, en: Gimont station}
kind: station
commune: "32147"
lat: 43.63305
lon: 0.86762
refs: {gtfs: ["StopArea:OCE87611772"]}
"""
HALL = """\
name: {fr: La halle de Gimont, en: Gimont market hall}
kind: monument
commune: "32147"
lat: 43.62700
lon: 0.87600
opening_hours: "Mo-Su 10:00-18:00"
verified_on: 2025-01-20
sources: [https://exemple.fr/halle]
"""
ROUTE = """\
title: {fr: Le train de Gimont, en: The train to Gimont}
summary: {fr: Une journée à Gimont en train., en: A day in Gimont by train.}
alliance: toulouse-gascogne
themes: [heritage]
difficulty: easy
days:
  - title: {fr: La journée, en: The day}
    start: "10:00"
    stops:
      - place: gare-matabiau
      - place: gare-de-gimont
        travel: {by: train, minutes: 70}
      - place: halle-de-gimont
        travel: {by: walk, minutes: 20}
        stay: 3h
      - place: gare-de-gimont
        travel: {by: walk, minutes: 20}
      - place: gare-matabiau
        travel: {by: train, minutes: 70}
"""


def write(folder: Path, route: str = ROUTE, *, extract: bool = True) -> Path:
    """The content folder, with the extract beside the route."""
    write_sample(folder, **{
        "de-la-brique-au-jardin.yml": None, "places/musee-de-la-brique.yml": None,
        "places/jardin-des-simples.yml": None, "places/ferme-du-grand-chene.yml": None,
        "places/marche-de-la-halle.yml": None, "places/musee-des-marbres.yml": None,
        "tracks/vers-le-jardin.gpx": None, "media/jardin.jpg": None,
        "communes.csv": COMMUNES + "32147,Gimont,portes-de-gascogne,43.62793,0.87486,27.10\n",
        "places/gare-matabiau.yml": STATION + 'refs: {gtfs: ["StopArea:OCE87611004"]}\n',
        "places/gare-de-gimont.yml": GIMONT, "places/halle-de-gimont.yml": HALL,
        f"{NAME}.yml": route})
    if extract:
        (folder / "timetables").mkdir()
        (folder / "timetables" / f"{NAME}.json").write_bytes(EXTRACT.read_bytes())
    return folder
