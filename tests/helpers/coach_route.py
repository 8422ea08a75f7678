"""A route that rides on the coaches of `feeds.FEED`: out in the morning, back in the evening."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from helpers import content_sample
from helpers.content_sample import STATION, TODAY
from helpers.feeds import FEED, write_content, write_feed
from parcours.diagnostics.diagnostic import Diagnostic
from parcours.editing import timetables

STOPS = """\
title: {fr: En car, en: By coach}
summary: {fr: "En car, du lundi au vendredi.", en: "By coach, Monday to Friday."}
alliance: toulouse-gascogne
themes: [heritage]
difficulty: easy
days:
  - title: {fr: Un jour, en: One day}
    start: "08:30"
    stops:
"""
GARE = STATION.replace("43.61121", "43.60430").replace("1.45362", "1.44420") + (
    "refs: {gtfs: [TOU]}\n")
"""At its stop, so that nobody walks."""
FAR_GARE = STATION + "refs: {gtfs: [TOU]}\n"
"""Eleven hundred metres from it."""
HALT = """\
name: {fr: Halte de Lectoure, en: Lectoure halt}
kind: bus-stop
commune: "32208"
lat: 43.93400
lon: 0.62100
refs: {gtfs: [LEC]}
"""
OUT_AND_BACK = STOPS + """\
      - place: gare-matabiau
      - place: halte
        travel: {by: coach, minutes: 100}
      - place: jardin-des-simples
        travel: {by: walk, minutes: 10}
        stay: 2h
      - place: halte
        travel: {by: walk, minutes: 10}
      - place: gare-matabiau
        travel: {by: coach, minutes: 100}
"""
GARDEN = """\
name: {fr: Jardin des simples, en: Herb garden}
kind: garden
commune: "32208"
lat: 43.93500
lon: 0.62300
"""
CHANGE = STOPS + """\
      - place: jardin-des-simples
        stay: 1h
      - place: halte
        travel: {by: walk, minutes: 10}
      - name: {fr: Halte de Fleurance, en: Fleurance halt}
        kind: bus-stop
        commune: "32132"
        lat: 43.85000
        lon: 0.66000
        refs: {gtfs: [FLE]}
        travel: {by: coach, minutes: 20}
        stay: 10min
      - place: gare-matabiau
        travel: {by: coach, minutes: 80}
"""
TWO_RIDES = FEED["stop_times.txt"].partition("ALLER")[0] + "".join(
    f"{run},{a},{a},{start},1,0,1\n{run},{b},{b},{end},2,1,0\n" for run, start, a, end, b in (
        ("A", "LEC", "10:00:00", "FLE", "10:20:00"), ("B", "LEC", "15:00:00", "FLE", "15:20:00"),
        ("C", "LEC", "18:00:00", "FLE", "18:20:00"), ("D", "FLE", "15:30:00", "TOU-1", "16:50:00"),
        ("E", "FLE", "18:25:00", "TOU-1", "19:45:00")))
TWO_RIDES_RUNS = "route_id,service_id,trip_id\n" + "".join(f"L1,SEM,{run}\n" for run in "ABCDE")


def write(folder: Path, route: str = OUT_AND_BACK, *, gare: str = GARE,
          **tables: str | None) -> Path:
    """A folder whose route rides on the feed, its extract made."""
    content(folder, route, gare)
    write_feed(folder / "horaires", **tables)
    made = timetables.make(folder, [folder / "horaires"], TODAY)
    for path, text in made.files.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return folder


def content(folder: Path, route: str = OUT_AND_BACK, gare: str = GARE) -> Path:
    """The same without an extract."""
    return write_content(folder, **{
        "places/gare-matabiau.yml": gare, "places/halte.yml": HALT, "en-car.yml": route,
        "places/jardin-des-simples.yml": GARDEN})


OURS = {"bad-feed", "feed-ends", "missed-service", "short-connection", "stale-timetable",
        "unserved-days"}


def check(folder: Path, today: date = TODAY) -> list[Diagnostic]:
    """What is told of the timetables of a folder; its other faults are for other tests."""
    return [one for one in content_sample.check(folder, today) if one.code in OURS]
